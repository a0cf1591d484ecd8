//! The table `[capaian]` of `selaras.toml` as it is written: a profile's name and what is to differ from it.
//!
//! Unknown parameters and unknown words are refused here; whether the values make a profile is asked by
//! [`Profil::with`](super::Profil::with).

use serde::{Deserialize, Deserializer};

use super::choices::{Aggregation, DashReading, ZeroRealisasi, ZeroTarget};
use super::equation::{MinimumFormula, ZeroMinimum};
use super::scale::{GradeScale, LimitRule};
use super::whole::MOST_DIGIT;

/// A floor or a cap as `selaras.toml` states it; `"tanpa"` takes the profile's own away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bounds {
    /// None.
    Without,
    /// In percent points.
    Percent(f64),
}

impl Bounds {
    /// The figure, when there is one.
    pub(super) const fn percent(self) -> Option<f64> {
        match self {
            Self::Without => None,
            Self::Percent(percent) => Some(percent),
        }
    }
}

impl<'de> Deserialize<'de> for Bounds {
    fn deserialize<D: Deserializer<'de>>(reader: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "harap isi angka persen atau \"tanpa\"")]
        enum RawParameter {
            #[serde(rename = "Persen")]
            Percent(f64),
            #[serde(rename = "Tanpa")]
            Without(WithoutParameter),
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum WithoutParameter {
            #[serde(rename = "tanpa")]
            Without,
        }
        Ok(match RawParameter::deserialize(reader)? {
            RawParameter::Percent(percent) => Self::Percent(percent),
            RawParameter::Without(WithoutParameter::Without) => Self::Without,
        })
    }
}

/// The table `[capaian]` of `selaras.toml`: a profile's name (absent: `umum`) and what is to differ from it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfilParameter {
    /// See [`ProfilName`](super::ProfilName).
    pub profil: Option<String>,
    /// See [`Profil::minimum_formula`](super::Profil::minimum_formula).
    #[serde(rename = "rumus_minimum")]
    pub minimum_formula: Option<MinimumFormula>,
    /// See [`Profil::zero_minimum`](super::Profil::zero_minimum).
    #[serde(rename = "minimum_nol")]
    pub zero_minimum: Option<ZeroMinimum>,
    /// See [`Profil::limit_lower`](super::Profil::limit_lower).
    #[serde(rename = "batas_bawah")]
    pub limit_lower: Option<Bounds>,
    /// See [`Profil::limit_upper`](super::Profil::limit_upper).
    #[serde(rename = "batas_atas")]
    pub limit_upper: Option<Bounds>,
    /// See [`Profil::zero_target`](super::Profil::zero_target).
    #[serde(rename = "target_nol")]
    pub zero_target: Option<ZeroTarget>,
    /// See [`Profil::zero_realisasi`](super::Profil::zero_realisasi).
    #[serde(rename = "realisasi_nol")]
    pub zero_realisasi: Option<ZeroRealisasi>,
    /// See [`Profil::dash`](super::Profil::dash).
    #[serde(rename = "strip")]
    pub dash: Option<DashReading>,
    /// See [`Profil::report_minimum`](super::Profil::report_minimum).
    #[serde(rename = "lapor_minimum")]
    pub report_minimum: Option<f64>,
    /// See [`Profil::digit`](super::Profil::digit).
    pub digit: Option<u8>,
    /// See [`Profil::aggregation`](super::Profil::aggregation).
    #[serde(rename = "agregasi")]
    pub aggregation: Option<Aggregation>,
    /// See [`Profil::scale`](super::Profil::scale).
    #[serde(rename = "skala")]
    pub scale: Option<GradeScale>,
    /// See [`Profil::scale_limit`](super::Profil::scale_limit).
    #[serde(rename = "batas_skala")]
    pub scale_limit: Option<LimitRule>,
}

/// Settings that make no profile.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ProfilError {
    /// No profile has this name.
    #[error("profil capaian \"{0}\" tidak dikenal; yang tersedia: umum, bps, lldikti, tren, skp8")]
    NotKnown(String),
    /// A cap or floor that is no amount.
    #[error("{name} harus berupa angka persen; yang tertulis: {value}")]
    LimitNotValid {
        /// The parameter.
        name: &'static str,
        /// What was given.
        value: f64,
    },
    /// A cap that is not above the floor, or not above 0.
    #[error("batas_atas ({upper}) harus lebih besar dari 0 dan dari batas_bawah")]
    ReversedLimit {
        /// The cap.
        upper: f64,
    },
    /// The zero rule gives the cap, and there is none.
    #[error("target_nol = \"batas atas\" memerlukan batas_atas; isi batas_atas atau ubah target_nol")]
    NoUpperLimit,
    /// More decimals than are rounded to.
    #[error("digit paling banyak {MOST_DIGIT}; yang tertulis: {0}")]
    TooManyDigits(u8),
}
