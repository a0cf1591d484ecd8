//! Achievement (capaian): what a realisation is worth against its target, in percent points (domain 7 to 9).
//!
//! Takes figures that were already read (a target, a realisation, a direction) and an institution's [`Profil`], and
//! gives a [`Capaian`]. No national formula exists in the texts that were read, so nothing here is decided in silence:
//! the polarity formula, floor, cap and zero rules all stand in the profile, and the profile is printed on every recap.
//!
//! Promises: a [`Capaian::Counted`] made here holds finite numbers only; what cannot be computed is
//! [`Capaian::Uncounted`] with its reason and never 0; the uncapped figure is always kept beside the capped one;
//! nothing is rounded before it is printed ([`Profil::round_off`]).

pub mod aggregate;
pub mod anggaran;
mod choices;
pub mod equation;
pub mod family;
pub mod formula;
pub mod ordinal;
pub mod parameter;
pub mod period;
pub mod profil;
pub mod ratio;
pub mod scale;
pub mod skp;
pub mod whole;

pub use aggregate::{MeanBasis, MeanItem, MeanValue, combine, mean_value};
pub use family::fits_family;
pub use parameter::{ProfilError, ProfilParameter};
pub use period::{QuarterSeries, TargetConclusion, ToTriwulan, conclude, to_triwulan};
pub use profil::{Profil, ProfilName};
pub use scale::{GradeScale, LimitRule, ScaleColor};
pub use whole::round_off;

use serde::{Deserialize, Serialize};

use super::polaritas::Polaritas;
use profil::{DashReading, ZeroRealisasi, ZeroTarget};

/// What a realisation is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A figure; for "≥ 80" and "min. 93" the bound's figure (domain 6).
    #[serde(rename = "angka")]
    Figure(f64),
    /// "80 - 90 %" (domain 7.4).
    #[serde(rename = "rentang")]
    Range {
        /// Lower end.
        #[serde(rename = "bawah")]
        lower: f64,
        /// Upper end.
        #[serde(rename = "atas")]
        upper: f64,
    },
    /// The rank of a grade on its scale; a higher rank is better (domain 9.4).
    #[serde(rename = "peringkat")]
    Ranking(u8),
}

/// What was reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Realisasi {
    /// A figure, zero included.
    #[serde(rename = "angka")]
    Figure(f64),
    /// The rank of a grade, on the same scale as the target's.
    #[serde(rename = "peringkat")]
    Ranking(u8),
    /// A dash. The profile says what it means.
    #[serde(rename = "strip")]
    Dash,
    /// Nothing was typed, or "n/a".
    #[serde(rename = "kosong")]
    Blank,
}

/// An achievement in percent points, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capaian {
    /// It could be computed. Both figures are finite.
    #[serde(rename = "terhitung")]
    Counted {
        /// As the formula gives it, before floor and cap.
        #[serde(rename = "penuh")]
        full: f64,
        /// After the profile's floor and cap: what averages and colours use.
        #[serde(rename = "dibatasi")]
        limited: f64,
    },
    /// It could not be computed. This is not 0 and takes no part in a mean unless its rule says so.
    #[serde(rename = "tidak_terhitung")]
    Uncounted(Reason),
}

/// Why there is no achievement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The target is 0 and would be the divisor.
    #[serde(rename = "target_nol")]
    ZeroTarget,
    /// The realisation is 0 and the formula or the profile gives nothing for it.
    #[serde(rename = "realisasi_nol")]
    ZeroRealisasi,
    /// The target or the realisation is missing.
    #[serde(rename = "tidak_ada")]
    Absent,
    /// Target and realisation cannot be compared: a grade with a figure, a range with its ends exchanged, a result
    /// beyond what a number can hold.
    #[serde(rename = "tidak_terbanding")]
    NotCompared,
    /// The denominator of a ratio indicator is 0 (domain 7.5).
    #[serde(rename = "penyebut_nol")]
    ZeroDenominator,
    /// A negative divisor: no source gives a formula for it, and a plain quotient would turn better into worse.
    #[serde(rename = "bilangan_negatif")]
    NegativeNumeral,
    /// The cascade names a direction that nobody understands.
    PolaritasTidakDikenal,
    /// The target is a bound on the other side than the direction asks for.
    #[serde(rename = "batas_berlawanan")]
    BoundAgainstDirection,
    /// Another sheet of the same workbook states another figure for the same quarter.
    #[serde(rename = "angka_bertentangan")]
    Contradicted,
    /// The figure was written before its quarter was over.
    #[serde(rename = "triwulan_belum_berakhir")]
    NotYetOver,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::ZeroTarget,
        Self::ZeroRealisasi,
        Self::Absent,
        Self::NotCompared,
        Self::ZeroDenominator,
        Self::NegativeNumeral,
        Self::PolaritasTidakDikenal,
        Self::BoundAgainstDirection,
        Self::Contradicted,
        Self::NotYetOver,
    ];

    /// The reason that a frame holds by its word.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }

    /// The word that the `alasan` column of the frames holds.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZeroTarget => "target_nol",
            Self::ZeroRealisasi => "realisasi_nol",
            Self::Absent => "tidak_ada",
            Self::NotCompared => "tidak_terbanding",
            Self::ZeroDenominator => "penyebut_nol",
            Self::NegativeNumeral => "bilangan_negatif",
            Self::PolaritasTidakDikenal => "polaritas_tidak_dikenal",
            Self::BoundAgainstDirection => "batas_berlawanan",
            Self::Contradicted => "angka_bertentangan",
            Self::NotYetOver => "triwulan_belum_berakhir",
        }
    }

    /// The reason in a sentence for a reader.
    pub const fn message(self) -> &'static str {
        match self {
            Self::ZeroTarget => "tidak dapat dihitung karena target bernilai 0",
            Self::ZeroRealisasi => "tidak dapat dihitung karena realisasi bernilai 0",
            Self::Absent => "tidak dapat dihitung karena target atau realisasi belum diisi",
            Self::NotCompared => "tidak dapat dihitung karena target dan realisasi tidak dapat dibandingkan",
            Self::ZeroDenominator => "tidak dapat dihitung karena penyebut bernilai 0",
            Self::NegativeNumeral => "tidak dapat dihitung karena pembaginya bernilai negatif",
            Self::PolaritasTidakDikenal => "tidak dapat dihitung karena polaritasnya di kaskade tidak dikenal",
            Self::BoundAgainstDirection => "tidak dihitung karena batas targetnya berlawanan dengan polaritasnya",
            Self::Contradicted => "tidak dihitung karena lembar lain di berkas yang sama menyebut realisasi lain",
            Self::NotYetOver => "tidak dihitung karena ditulis sebelum triwulannya berakhir",
        }
    }
}

impl Capaian {
    /// The figure before floor and cap, in percent points.
    pub const fn full(self) -> Option<f64> {
        match self {
            Self::Counted { full, .. } => Some(full),
            Self::Uncounted(_) => None,
        }
    }

    /// The figure after floor and cap, in percent points.
    pub const fn limited(self) -> Option<f64> {
        match self {
            Self::Counted { limited, .. } => Some(limited),
            Self::Uncounted(_) => None,
        }
    }

    /// Why there is none.
    pub const fn reason(self) -> Option<Reason> {
        match self {
            Self::Counted { .. } => None,
            Self::Uncounted(reason) => Some(reason),
        }
    }

    /// The achievement for a figure that some formula gave, with the profile's floor and cap.
    pub fn from_full(profil: &Profil, full: Result<f64, Reason>) -> Self {
        match full {
            Ok(full) if full.is_finite() => Self::Counted { full, limited: profil.limit(full) },
            Ok(_) => Self::Uncounted(Reason::NotCompared),
            Err(reason) => Self::Uncounted(reason),
        }
    }
}

/// The achievement of one realisation against one target under a profile.
///
/// Grades are ranked and need no direction: a higher rank is better whatever `polaritas` says (domain 9.4).
pub fn compute(profil: &Profil, polaritas: Polaritas, target: &Target, realisasi: &Realisasi) -> Capaian {
    let full = match (target, realisasi) {
        (_, Realisasi::Blank) => Err(Reason::Absent),
        (_, Realisasi::Dash) if profil.dash == DashReading::NotComputed => Err(Reason::Absent),
        (Target::Ranking(target), Realisasi::Ranking(realisasi)) => ordinal::capaian(*target, *realisasi),
        (Target::Ranking(_), _) | (_, Realisasi::Ranking(_)) => Err(Reason::NotCompared),
        (target, Realisasi::Dash) => from_numeral(profil, polaritas, target, 0.0),
        (target, Realisasi::Figure(realisasi)) => from_numeral(profil, polaritas, target, *realisasi),
    };
    Capaian::from_full(profil, full)
}

/// A figure against a figure or a range. A range asks the same formula, against the end that the realisation passed.
fn from_numeral(profil: &Profil, polaritas: Polaritas, target: &Target, realisasi: f64) -> Result<f64, Reason> {
    match *target {
        Target::Figure(target) => from_figure(profil, polaritas, target, realisasi),
        Target::Range { lower, upper } => match equation::range_tip(lower, upper, realisasi)? {
            Some(tip) => from_figure(profil, polaritas, tip, realisasi),
            None => Ok(100.0),
        },
        Target::Ranking(_) => Err(Reason::NotCompared),
    }
}

/// The zero rules of the profile first, then the polarity's formula.
fn from_figure(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Result<f64, Reason> {
    if target == 0.0 {
        return zero_target(profil, polaritas, realisasi);
    }
    match polaritas {
        Polaritas::Maximum if realisasi == 0.0 && profil.zero_realisasi == ZeroRealisasi::NotComputed => {
            Err(Reason::ZeroRealisasi)
        }
        Polaritas::Maximum => equation::maximum(target, realisasi),
        Polaritas::Minimum => profil.minimum_formula.compute(profil.zero_minimum, target, realisasi),
        Polaritas::Stable => equation::stable(target, realisasi),
    }
}

/// The rules for a target of 0. The sheet of BPS knows R/T only, the zero of Magetan is one where lower is better;
/// neither is stretched to the other directions.
fn zero_target(profil: &Profil, polaritas: Polaritas, realisasi: f64) -> Result<f64, Reason> {
    match (profil.zero_target, polaritas, profil.limit_upper) {
        (ZeroTarget::UpperLimit, Polaritas::Maximum, Some(limit)) if realisasi > 0.0 => Ok(limit),
        (ZeroTarget::ReachedWhenZero, Polaritas::Minimum | Polaritas::Stable, _) if realisasi == 0.0 => Ok(100.0),
        _ => Err(Reason::ZeroTarget),
    }
}

#[cfg(test)]
mod tests;
