//! Where the target stands that an achievement is computed against.

/// What a realisation is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetBasis {
    /// The form's own target of the quarter.
    TriwulanForm,
    /// The cascade's target of the quarter.
    KaskadeTriwulan,
    /// The form's own target of the year.
    YearlyForm,
    /// The cascade's target of the year.
    YearlyKaskade,
    /// The agreement's target of the year.
    Pk,
}

impl TargetBasis {
    /// Every one, in the order of authority: the first of them that has a target counts.
    pub const ALL: [Self; 5] =
        [Self::TriwulanForm, Self::KaskadeTriwulan, Self::YearlyForm, Self::YearlyKaskade, Self::Pk];

    /// Its name in workbooks and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TriwulanForm => "formulir triwulan",
            Self::KaskadeTriwulan => "kaskade triwulan",
            Self::YearlyForm => "formulir tahunan",
            Self::YearlyKaskade => "kaskade tahunan",
            Self::Pk => "pk",
        }
    }

    /// Whether it is the target of the quarter itself.
    pub const fn quarterly(self) -> bool {
        matches!(self, Self::TriwulanForm | Self::KaskadeTriwulan)
    }
}
