//! The polarity formulas (domain 7.1 to 7.4): two figures in, percent points out, no floor and no cap.
//!
//! Every function multiplies by 100 before it divides, so that 57 of 100 is 57 and not 56.99999999999999.

use serde::{Deserialize, Serialize};

use super::Alasan;

/// The two competing families where lower is better (domain 7.2). The same application uses one in its report and the
/// other in its monitoring, so the profile always states which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum RumusMinimum {
    /// NEG-A: `(2T - R) / T`. PermenPANRB 8/2021 page 110 ("kondisi khusus") and several regional applications.
    #[serde(rename = "linear")]
    Linear,
    /// NEG-B: `T / R`. Pringsewu monitoring, SIMEVLAP, Magetan, Boyolali.
    #[serde(rename = "kebalikan")]
    Kebalikan,
}

/// What NEG-B gives when nothing at all happened (R = 0), where it would divide by zero. The sources disagree: Pringsewu
/// 100; Magetan 0, which punishes the best outcome and is not offered; Boyolali 100 and 0 in two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MinimumNol {
    /// Not computable.
    #[serde(rename = "tidak dihitung")]
    TidakDihitung,
    /// 100 (Pringsewu).
    #[serde(rename = "seratus")]
    Seratus,
}

impl RumusMinimum {
    /// The formula as a reader knows it.
    pub const fn tulisan(self) -> &'static str {
        match self {
            Self::Linear => "(2×target−realisasi)/target",
            Self::Kebalikan => "target/realisasi",
        }
    }

    /// Lower is better, by this family.
    pub fn hitung(self, nol: MinimumNol, target: f64, realisasi: f64) -> Result<f64, Alasan> {
        match self {
            Self::Linear => linear(target, realisasi),
            Self::Kebalikan if realisasi == 0.0 && target > 0.0 && nol == MinimumNol::Seratus => Ok(100.0),
            Self::Kebalikan => kebalikan(target, realisasi),
        }
    }
}

/// Higher is better: `R / T` (domain 7.1).
pub fn maksimum(target: f64, realisasi: f64) -> Result<f64, Alasan> {
    Ok(100.0 * realisasi / pembagi(target, Alasan::TargetNol)?)
}

/// Lower is better, NEG-A: `(2T - R) / T` (domain 7.2).
pub fn linear(target: f64, realisasi: f64) -> Result<f64, Alasan> {
    Ok(100.0 * (2.0 * target - realisasi) / pembagi(target, Alasan::TargetNol)?)
}

/// Lower is better, NEG-B: `T / R` (domain 7.2).
pub fn kebalikan(target: f64, realisasi: f64) -> Result<f64, Alasan> {
    pembagi(target, Alasan::TargetNol)?;
    Ok(100.0 * target / pembagi(realisasi, Alasan::RealisasiNol)?)
}

/// Closest to the target is best: `1 - |R - T| / T` (domain 7.3). Known from code and secondary documents only; the
/// formula of the Ministry of Finance (KMK 467/2014) was not found, and this is not it.
///
/// A distance has no direction, so a negative target is measured by its size.
pub fn stabil(target: f64, realisasi: f64) -> Result<f64, Alasan> {
    let besar = pembagi(target.abs(), Alasan::TargetNol)?;
    Ok(100.0 * (besar - (realisasi - target).abs()) / besar)
}

/// The end of a range that a realisation is measured against, `None` inside the range (domain 7.4, PermenPANRB 8/2021
/// page 110): above the range the upper end, below it the lower end.
pub fn ujung_rentang(bawah: f64, atas: f64, realisasi: f64) -> Result<Option<f64>, Alasan> {
    if bawah > atas || ![bawah, atas, realisasi].iter().all(|angka| angka.is_finite()) {
        return Err(Alasan::TidakTerbanding);
    }
    Ok(if realisasi > atas {
        Some(atas)
    } else if realisasi < bawah {
        Some(bawah)
    } else {
        None
    })
}

/// A divisor is above zero or says why not.
fn pembagi(angka: f64, bila_nol: Alasan) -> Result<f64, Alasan> {
    if angka > 0.0 {
        Ok(angka)
    } else if angka == 0.0 {
        Err(bila_nol)
    } else if angka < 0.0 {
        Err(Alasan::BilanganNegatif)
    } else {
        Err(Alasan::TidakTerbanding)
    }
}
