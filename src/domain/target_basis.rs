//! Where the target stands that an achievement is computed against, and which of several counts.
//!
//! One order of authority, stated here and printed beside every figure (`Dasar Target`): the Rencana Aksi, the PK, the
//! cascade, the form itself; the target of the quarter before that of the year. A cascade's figure of another unit or of
//! the institution is not the unit's: there the form's own comes before it.

/// What a realisation is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TargetBasis {
    /// The Rencana Aksi's target of the quarter.
    RencanaAksiTriwulan,
    /// The PK's target of the quarter.
    PkTriwulan,
    /// The cascade's target of the quarter.
    KaskadeTriwulan,
    /// The form's own target of the quarter.
    TriwulanForm,
    /// The Rencana Aksi's target of the year.
    YearlyRencanaAksi,
    /// The PK's target of the year.
    YearlyPk,
    /// The cascade's target of the year.
    YearlyKaskade,
    /// The form's own target of the year.
    YearlyForm,
}

impl TargetBasis {
    /// In the order of authority for an indicator that the cascade gives to the unit itself.
    pub const ORDER: [Self; 8] = [
        Self::RencanaAksiTriwulan,
        Self::PkTriwulan,
        Self::KaskadeTriwulan,
        Self::TriwulanForm,
        Self::YearlyRencanaAksi,
        Self::YearlyPk,
        Self::YearlyKaskade,
        Self::YearlyForm,
    ];

    /// In the order of authority where the cascade's figure is another unit's or the institution's.
    pub const ORDER_WITHOUT_OWN_NODE: [Self; 8] = [
        Self::RencanaAksiTriwulan,
        Self::PkTriwulan,
        Self::TriwulanForm,
        Self::KaskadeTriwulan,
        Self::YearlyRencanaAksi,
        Self::YearlyPk,
        Self::YearlyForm,
        Self::YearlyKaskade,
    ];

    /// What a form that computes its own achievement may have computed it against.
    pub const FORM_ORDER: [Self; 5] =
        [Self::TriwulanForm, Self::KaskadeTriwulan, Self::YearlyForm, Self::YearlyKaskade, Self::YearlyPk];

    /// Its name in workbooks and tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::RencanaAksiTriwulan => "rencana aksi triwulan",
            Self::PkTriwulan => "pk triwulan",
            Self::KaskadeTriwulan => "kaskade triwulan",
            Self::TriwulanForm => "formulir triwulan",
            Self::YearlyRencanaAksi => "rencana aksi tahunan",
            Self::YearlyPk => "pk tahunan",
            Self::YearlyKaskade => "kaskade tahunan",
            Self::YearlyForm => "formulir tahunan",
        }
    }

    /// Whether it is the target of the quarter itself.
    pub const fn quarterly(self) -> bool {
        matches!(self, Self::RencanaAksiTriwulan | Self::PkTriwulan | Self::KaskadeTriwulan | Self::TriwulanForm)
    }

    /// Whether it stands in the cascade.
    pub const fn kaskade(self) -> bool {
        matches!(self, Self::KaskadeTriwulan | Self::YearlyKaskade)
    }

    /// Whether the form itself states it.
    pub const fn form(self) -> bool {
        matches!(self, Self::TriwulanForm | Self::YearlyForm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_comes_before_an_agreement_before_the_cascade_before_the_form_and_a_quarter_before_the_year() {
        let names: Vec<_> = TargetBasis::ORDER.into_iter().map(TargetBasis::name).collect();
        let order = ["rencana aksi", "pk", "kaskade", "formulir"];
        let all: Vec<String> =
            ["triwulan", "tahunan"].iter().flat_map(|p| order.iter().map(move |o| format!("{o} {p}"))).collect();
        assert_eq!(names, all);
        assert!(TargetBasis::ORDER.is_sorted());
    }
}
