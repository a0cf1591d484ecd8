//! Grades as targets (domain 9.4): AKIP AA to D, audit opinions, "Sangat Baik".
//!
//! Takes ranks of one scale, the lowest grade being 1; which text has which rank is not this module's business. That
//! both ranks come from the same scale is the caller's promise.

use super::Reason;

/// Whether the grade was reached.
pub const fn reached(target: u8, realisasi: u8) -> bool {
    realisasi >= target
}

/// 100 when the grade was reached and never more; otherwise the ratio of the ranks, in percent points, as information
/// only: grades are an order, not amounts.
pub fn capaian(target: u8, realisasi: u8) -> Result<f64, Reason> {
    if target == 0 {
        Err(Reason::ZeroTarget)
    } else if reached(target, realisasi) {
        Ok(100.0)
    } else {
        Ok(100.0 * f64::from(realisasi) / f64::from(target))
    }
}
