//! Where the target stands that an achievement is computed against.

/// What a realisation is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DasarTarget {
    /// The form's own target of the quarter.
    FormulirTriwulan,
    /// The cascade's target of the quarter.
    KaskadeTriwulan,
    /// The form's own target of the year.
    FormulirTahunan,
    /// The cascade's target of the year.
    KaskadeTahunan,
    /// The agreement's target of the year.
    Pk,
}

impl DasarTarget {
    /// Every one, in the order of authority: the first of them that has a target counts.
    pub const SEMUA: [Self; 5] =
        [Self::FormulirTriwulan, Self::KaskadeTriwulan, Self::FormulirTahunan, Self::KaskadeTahunan, Self::Pk];

    /// Its name in workbooks and tables.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::FormulirTriwulan => "formulir triwulan",
            Self::KaskadeTriwulan => "kaskade triwulan",
            Self::FormulirTahunan => "formulir tahunan",
            Self::KaskadeTahunan => "kaskade tahunan",
            Self::Pk => "pk",
        }
    }

    /// Whether it is the target of the quarter itself.
    pub const fn triwulanan(self) -> bool {
        matches!(self, Self::FormulirTriwulan | Self::KaskadeTriwulan)
    }
}
