//! Ratio indicators, numerator over denominator (domain 7.5, LLDIKTI XVI PRD).
//!
//! A denominator of 0 is "tidak dapat dihitung" and never 0. Percentages are never added up: groups are joined by their
//! numerators and denominators ([`combination`]), because percentages of overlapping groups exceed 100.

use super::Reason;

/// Numerator over denominator in percent points.
pub fn percent(numerator: f64, denominator: f64) -> Result<f64, Reason> {
    if denominator == 0.0 {
        return Err(Reason::ZeroDenominator);
    }
    let outcome = 100.0 * numerator / denominator;
    if denominator < 0.0 {
        Err(Reason::NegativeNumeral)
    } else if outcome.is_finite() {
        Ok(outcome)
    } else {
        Err(Reason::NotCompared)
    }
}

/// `percent_ratio`: the weighted sum of the numerators `(jumlah, bobot)` over the denominator, in percent points.
pub fn percent_ratio(numerator: &[(f64, f64)], denominator: f64) -> Result<f64, Reason> {
    percent(addition(numerator), denominator)
}

/// `penjumlahan`: the weighted sum of `(jumlah, bobot)`.
pub fn addition(part: &[(f64, f64)]) -> f64 {
    part.iter().fold(0.0, |outcome, (total, bobot)| outcome + total * bobot)
}

/// One percentage over several groups `(pembilang, penyebut)`: the sums are divided, the percentages are not added.
pub fn combination(group: &[(f64, f64)]) -> Result<f64, Reason> {
    let (numerator, denominator) = group.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    percent(numerator, denominator)
}
