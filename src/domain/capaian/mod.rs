//! Achievement (capaian): what a realisation is worth against its target, in percent points (domain 7 to 9).
//!
//! Takes figures that were already read (a target, a realisation, a direction) and an institution's [`Profil`], and
//! gives a [`Capaian`]. No national formula exists in the texts that were read, so nothing here is decided in silence:
//! the polarity formula, floor, cap and zero rules all stand in the profile, and the profile is printed on every recap.
//!
//! Promises: a [`Capaian::Terhitung`] made here holds finite numbers only; what cannot be computed is
//! [`Capaian::TidakTerhitung`] with its reason and never 0; the uncapped figure is always kept beside the capped one;
//! nothing is rounded before it is printed ([`Profil::bulatkan`]).

pub mod agregat;
pub mod anggaran;
pub mod bulat;
mod choices;
pub mod formula;
pub mod keluarga;
pub mod ordinal;
pub mod parameter;
pub mod periode;
pub mod profil;
pub mod rasio;
pub mod rumus;
pub mod skala;
pub mod skp;

pub use agregat::{Butir, Dasar, Rerata, gabung, rerata};
pub use bulat::bulatkan;
pub use keluarga::keluarga_cocok;
pub use parameter::{GalatProfil, ParameterProfil};
pub use periode::{Deret, SampaiTriwulan, Simpulan, sampai_triwulan, simpulkan};
pub use profil::{NamaProfil, Profil};
pub use skala::{AturanBatas, Skala, Warna};

use serde::{Deserialize, Serialize};

use super::polaritas::Polaritas;
use profil::{RealisasiNol, StripDibaca, TargetNol};

/// What a realisation is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// A figure; for "≥ 80" and "min. 93" the bound's figure (domain 6).
    Angka(f64),
    /// "80 - 90 %" (domain 7.4).
    Rentang {
        /// Lower end.
        bawah: f64,
        /// Upper end.
        atas: f64,
    },
    /// The rank of a grade on its scale; a higher rank is better (domain 9.4).
    Peringkat(u8),
}

/// What was reached.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Realisasi {
    /// A figure, zero included.
    Angka(f64),
    /// The rank of a grade, on the same scale as the target's.
    Peringkat(u8),
    /// A dash. The profile says what it means.
    Strip,
    /// Nothing was typed, or "n/a".
    Kosong,
}

/// An achievement in percent points, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capaian {
    /// It could be computed. Both figures are finite.
    Terhitung {
        /// As the formula gives it, before floor and cap.
        penuh: f64,
        /// After the profile's floor and cap: what averages and colours use.
        dibatasi: f64,
    },
    /// It could not be computed. This is not 0 and takes no part in a mean unless its rule says so.
    TidakTerhitung(Alasan),
}

/// Why there is no achievement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Alasan {
    /// The target is 0 and would be the divisor.
    TargetNol,
    /// The realisation is 0 and the formula or the profile gives nothing for it.
    RealisasiNol,
    /// The target or the realisation is missing.
    TidakAda,
    /// Target and realisation cannot be compared: a grade with a figure, a range with its ends exchanged, a result
    /// beyond what a number can hold.
    TidakTerbanding,
    /// The denominator of a ratio indicator is 0 (domain 7.5).
    PenyebutNol,
    /// A negative divisor: no source gives a formula for it, and a plain quotient would turn better into worse.
    BilanganNegatif,
}

impl Alasan {
    /// Every reason.
    pub const SEMUA: [Self; 6] = [
        Self::TargetNol,
        Self::RealisasiNol,
        Self::TidakAda,
        Self::TidakTerbanding,
        Self::PenyebutNol,
        Self::BilanganNegatif,
    ];

    /// The reason that a frame holds by its word.
    pub fn dari_nama(nama: &str) -> Option<Self> {
        Self::SEMUA.into_iter().find(|alasan| alasan.nama() == nama)
    }

    /// The word that the `alasan` column of the frames holds.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::TargetNol => "target_nol",
            Self::RealisasiNol => "realisasi_nol",
            Self::TidakAda => "tidak_ada",
            Self::TidakTerbanding => "tidak_terbanding",
            Self::PenyebutNol => "penyebut_nol",
            Self::BilanganNegatif => "bilangan_negatif",
        }
    }

    /// The reason in a sentence for a reader.
    pub const fn pesan(self) -> &'static str {
        match self {
            Self::TargetNol => "tidak dapat dihitung karena target bernilai 0",
            Self::RealisasiNol => "tidak dapat dihitung karena realisasi bernilai 0",
            Self::TidakAda => "tidak dapat dihitung karena target atau realisasi belum diisi",
            Self::TidakTerbanding => "tidak dapat dihitung karena target dan realisasi tidak dapat dibandingkan",
            Self::PenyebutNol => "tidak dapat dihitung karena penyebut bernilai 0",
            Self::BilanganNegatif => "tidak dapat dihitung karena pembaginya bernilai negatif",
        }
    }
}

impl Capaian {
    /// The figure before floor and cap, in percent points.
    pub const fn penuh(self) -> Option<f64> {
        match self {
            Self::Terhitung { penuh, .. } => Some(penuh),
            Self::TidakTerhitung(_) => None,
        }
    }

    /// The figure after floor and cap, in percent points.
    pub const fn dibatasi(self) -> Option<f64> {
        match self {
            Self::Terhitung { dibatasi, .. } => Some(dibatasi),
            Self::TidakTerhitung(_) => None,
        }
    }

    /// Why there is none.
    pub const fn alasan(self) -> Option<Alasan> {
        match self {
            Self::Terhitung { .. } => None,
            Self::TidakTerhitung(alasan) => Some(alasan),
        }
    }

    /// The achievement for a figure that some formula gave, with the profile's floor and cap.
    pub fn dari_penuh(profil: &Profil, penuh: Result<f64, Alasan>) -> Self {
        match penuh {
            Ok(penuh) if penuh.is_finite() => Self::Terhitung { penuh, dibatasi: profil.batasi(penuh) },
            Ok(_) => Self::TidakTerhitung(Alasan::TidakTerbanding),
            Err(alasan) => Self::TidakTerhitung(alasan),
        }
    }
}

/// The achievement of one realisation against one target under a profile.
///
/// Grades are ranked and need no direction: a higher rank is better whatever `polaritas` says (domain 9.4).
pub fn hitung(profil: &Profil, polaritas: Polaritas, target: &Target, realisasi: &Realisasi) -> Capaian {
    let penuh = match (target, realisasi) {
        (_, Realisasi::Kosong) => Err(Alasan::TidakAda),
        (_, Realisasi::Strip) if profil.strip == StripDibaca::TidakDihitung => Err(Alasan::TidakAda),
        (Target::Peringkat(target), Realisasi::Peringkat(realisasi)) => ordinal::capaian(*target, *realisasi),
        (Target::Peringkat(_), _) | (_, Realisasi::Peringkat(_)) => Err(Alasan::TidakTerbanding),
        (target, Realisasi::Strip) => dari_bilangan(profil, polaritas, target, 0.0),
        (target, Realisasi::Angka(realisasi)) => dari_bilangan(profil, polaritas, target, *realisasi),
    };
    Capaian::dari_penuh(profil, penuh)
}

/// A figure against a figure or a range. A range asks the same formula, against the end that the realisation passed.
fn dari_bilangan(profil: &Profil, polaritas: Polaritas, target: &Target, realisasi: f64) -> Result<f64, Alasan> {
    match *target {
        Target::Angka(target) => dari_angka(profil, polaritas, target, realisasi),
        Target::Rentang { bawah, atas } => match rumus::ujung_rentang(bawah, atas, realisasi)? {
            Some(ujung) => dari_angka(profil, polaritas, ujung, realisasi),
            None => Ok(100.0),
        },
        Target::Peringkat(_) => Err(Alasan::TidakTerbanding),
    }
}

/// The zero rules of the profile first, then the polarity's formula.
fn dari_angka(profil: &Profil, polaritas: Polaritas, target: f64, realisasi: f64) -> Result<f64, Alasan> {
    if target == 0.0 {
        return target_nol(profil, polaritas, realisasi);
    }
    match polaritas {
        Polaritas::Maksimum if realisasi == 0.0 && profil.realisasi_nol == RealisasiNol::TidakDihitung => {
            Err(Alasan::RealisasiNol)
        }
        Polaritas::Maksimum => rumus::maksimum(target, realisasi),
        Polaritas::Minimum => profil.rumus_minimum.hitung(profil.minimum_nol, target, realisasi),
        Polaritas::Stabil => rumus::stabil(target, realisasi),
    }
}

/// The rules for a target of 0. The sheet of BPS knows R/T only, the zero of Magetan is one where lower is better;
/// neither is stretched to the other directions.
fn target_nol(profil: &Profil, polaritas: Polaritas, realisasi: f64) -> Result<f64, Alasan> {
    match (profil.target_nol, polaritas, profil.batas_atas) {
        (TargetNol::BatasAtas, Polaritas::Maksimum, Some(batas)) if realisasi > 0.0 => Ok(batas),
        (TargetNol::TercapaiBilaNol, Polaritas::Minimum | Polaritas::Stabil, _) if realisasi == 0.0 => Ok(100.0),
        _ => Err(Alasan::TargetNol),
    }
}

#[cfg(test)]
mod tests;
