//! The table `[capaian]` of `selaras.toml` as it is written: a profile's name and what is to differ from it.
//!
//! Unknown parameters and unknown words are refused here; whether the values make a profile is asked by
//! [`Profil::dengan`](super::Profil::dengan).

use serde::{Deserialize, Deserializer};

use super::bulat::DIGIT_TERBANYAK;
use super::choices::{Agregasi, RealisasiNol, StripDibaca, TargetNol};
use super::rumus::{MinimumNol, RumusMinimum};
use super::skala::{AturanBatas, Skala};

/// A floor or a cap as `selaras.toml` states it; `"tanpa"` takes the profile's own away.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Batas {
    /// None.
    Tanpa,
    /// In percent points.
    Persen(f64),
}

impl Batas {
    /// The figure, when there is one.
    pub(super) const fn persen(self) -> Option<f64> {
        match self {
            Self::Tanpa => None,
            Self::Persen(persen) => Some(persen),
        }
    }
}

impl<'de> Deserialize<'de> for Batas {
    fn deserialize<D: Deserializer<'de>>(pembaca: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "harap isi angka persen atau \"tanpa\"")]
        enum Mentah {
            Persen(f64),
            Tanpa(Tanpa),
        }
        #[derive(Deserialize)]
        #[serde(rename_all = "lowercase")]
        enum Tanpa {
            Tanpa,
        }
        Ok(match Mentah::deserialize(pembaca)? {
            Mentah::Persen(persen) => Self::Persen(persen),
            Mentah::Tanpa(Tanpa::Tanpa) => Self::Tanpa,
        })
    }
}

/// The table `[capaian]` of `selaras.toml`: a profile's name (absent: `umum`) and what is to differ from it.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ParameterProfil {
    /// See [`NamaProfil`](super::NamaProfil).
    pub profil: Option<String>,
    /// See [`Profil::rumus_minimum`](super::Profil::rumus_minimum).
    pub rumus_minimum: Option<RumusMinimum>,
    /// See [`Profil::minimum_nol`](super::Profil::minimum_nol).
    pub minimum_nol: Option<MinimumNol>,
    /// See [`Profil::batas_bawah`](super::Profil::batas_bawah).
    pub batas_bawah: Option<Batas>,
    /// See [`Profil::batas_atas`](super::Profil::batas_atas).
    pub batas_atas: Option<Batas>,
    /// See [`Profil::target_nol`](super::Profil::target_nol).
    pub target_nol: Option<TargetNol>,
    /// See [`Profil::realisasi_nol`](super::Profil::realisasi_nol).
    pub realisasi_nol: Option<RealisasiNol>,
    /// See [`Profil::strip`](super::Profil::strip).
    pub strip: Option<StripDibaca>,
    /// See [`Profil::digit`](super::Profil::digit).
    pub digit: Option<u8>,
    /// See [`Profil::agregasi`](super::Profil::agregasi).
    pub agregasi: Option<Agregasi>,
    /// See [`Profil::skala`](super::Profil::skala).
    pub skala: Option<Skala>,
    /// See [`Profil::batas_skala`](super::Profil::batas_skala).
    pub batas_skala: Option<AturanBatas>,
}

/// Settings that make no profile.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum GalatProfil {
    /// No profile has this name.
    #[error("profil capaian \"{0}\" tidak dikenal; yang tersedia: umum, bps, lldikti, tren, skp8")]
    TidakDikenal(String),
    /// A cap or floor that is no amount.
    #[error("{nama} harus berupa angka persen; yang tertulis: {nilai}")]
    BatasTidakSah {
        /// The parameter.
        nama: &'static str,
        /// What was given.
        nilai: f64,
    },
    /// A cap that is not above the floor, or not above 0.
    #[error("batas_atas ({atas}) harus lebih besar dari 0 dan dari batas_bawah")]
    BatasTerbalik {
        /// The cap.
        atas: f64,
    },
    /// The zero rule gives the cap, and there is none.
    #[error("target_nol = \"batas atas\" memerlukan batas_atas; isi batas_atas atau ubah target_nol")]
    TanpaBatasAtas,
    /// More decimals than are rounded to.
    #[error("digit paling banyak {DIGIT_TERBANYAK}; yang tertulis: {0}")]
    DigitTerlaluBanyak(u8),
}
