//! The polarity formulas (domain 7.1 to 7.4): two figures in, percent points out, no floor and no cap.
//!
//! Every function multiplies by 100 before it divides, so that 57 of 100 is 57 and not 56.99999999999999.

use serde::{Deserialize, Serialize};

use super::Reason;

/// The two competing families where lower is better (domain 7.2). The same application uses one in its report and the
/// other in its monitoring, so the profile always states which.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum MinimumFormula {
    /// NEG-A: `(2T - R) / T`. PermenPANRB 8/2021 page 110 ("kondisi khusus") and several regional applications.
    #[serde(rename = "linear")]
    Linear,
    /// NEG-B: `T / R`. Pringsewu monitoring, SIMEVLAP, Magetan, Boyolali.
    #[serde(rename = "kebalikan")]
    Inverse,
}

/// What NEG-B gives when nothing at all happened (R = 0), where it would divide by zero. The sources disagree: Pringsewu
/// 100; Magetan 0, which punishes the best outcome and is not offered; Boyolali 100 and 0 in two places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ZeroMinimum {
    /// Not computable.
    #[serde(rename = "tidak dihitung")]
    NotComputed,
    /// 100 (Pringsewu).
    #[serde(rename = "seratus")]
    Hundred,
}

impl MinimumFormula {
    /// The formula as a reader knows it.
    pub const fn wording(self) -> &'static str {
        match self {
            Self::Linear => "(2×target−realisasi)/target",
            Self::Inverse => "target/realisasi",
        }
    }

    /// Lower is better, by this family.
    pub fn compute(self, zero: ZeroMinimum, target: f64, realisasi: f64) -> Result<f64, Reason> {
        match self {
            Self::Linear => linear(target, realisasi),
            Self::Inverse if realisasi == 0.0 && target > 0.0 && zero == ZeroMinimum::Hundred => Ok(100.0),
            Self::Inverse => inverse(target, realisasi),
        }
    }
}

/// Higher is better: `R / T` (domain 7.1).
pub fn maximum(target: f64, realisasi: f64) -> Result<f64, Reason> {
    Ok(100.0 * realisasi / divisor(target, Reason::ZeroTarget)?)
}

/// Lower is better, NEG-A: `(2T - R) / T` (domain 7.2).
pub fn linear(target: f64, realisasi: f64) -> Result<f64, Reason> {
    Ok(100.0 * (2.0 * target - realisasi) / divisor(target, Reason::ZeroTarget)?)
}

/// Lower is better, NEG-B: `T / R` (domain 7.2).
pub fn inverse(target: f64, realisasi: f64) -> Result<f64, Reason> {
    divisor(target, Reason::ZeroTarget)?;
    Ok(100.0 * target / divisor(realisasi, Reason::ZeroRealisasi)?)
}

/// Closest to the target is best: `1 - |R - T| / T` (domain 7.3). Known from code and secondary documents only; the
/// formula of the Ministry of Finance (KMK 467/2014) was not found, and this is not it.
///
/// A distance has no direction, so a negative target is measured by its size.
pub fn stable(target: f64, realisasi: f64) -> Result<f64, Reason> {
    let big = divisor(target.abs(), Reason::ZeroTarget)?;
    Ok(100.0 * (big - (realisasi - target).abs()) / big)
}

/// The end of a range that a realisation is measured against, `None` inside the range (domain 7.4, PermenPANRB 8/2021
/// page 110): above the range the upper end, below it the lower end.
pub fn range_tip(lower: f64, upper: f64, realisasi: f64) -> Result<Option<f64>, Reason> {
    if lower > upper || ![lower, upper, realisasi].iter().all(|figure| figure.is_finite()) {
        return Err(Reason::NotCompared);
    }
    Ok(if realisasi > upper {
        Some(upper)
    } else if realisasi < lower {
        Some(lower)
    } else {
        None
    })
}

/// A divisor is above zero or says why not.
fn divisor(figure: f64, when_zero: Reason) -> Result<f64, Reason> {
    if figure > 0.0 {
        Ok(figure)
    } else if figure == 0.0 {
        Err(when_zero)
    } else if figure < 0.0 {
        Err(Reason::NegativeNumeral)
    } else {
        Err(Reason::NotCompared)
    }
}
