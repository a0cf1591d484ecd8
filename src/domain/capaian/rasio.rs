//! Ratio indicators, numerator over denominator (domain 7.5, LLDIKTI XVI PRD).
//!
//! A denominator of 0 is "tidak dapat dihitung" and never 0. Percentages are never added up: groups are joined by their
//! numerators and denominators ([`gabungan`]), because percentages of overlapping groups exceed 100.

use super::Alasan;

/// Numerator over denominator in percent points.
pub fn persen(pembilang: f64, penyebut: f64) -> Result<f64, Alasan> {
    if penyebut == 0.0 {
        return Err(Alasan::PenyebutNol);
    }
    let hasil = 100.0 * pembilang / penyebut;
    if penyebut < 0.0 {
        Err(Alasan::BilanganNegatif)
    } else if hasil.is_finite() {
        Ok(hasil)
    } else {
        Err(Alasan::TidakTerbanding)
    }
}

/// `rasio_persen`: the weighted sum of the numerators `(jumlah, bobot)` over the denominator, in percent points.
pub fn rasio_persen(pembilang: &[(f64, f64)], penyebut: f64) -> Result<f64, Alasan> {
    persen(penjumlahan(pembilang), penyebut)
}

/// `penjumlahan`: the weighted sum of `(jumlah, bobot)`.
pub fn penjumlahan(bagian: &[(f64, f64)]) -> f64 {
    bagian.iter().fold(0.0, |hasil, (jumlah, bobot)| hasil + jumlah * bobot)
}

/// One percentage over several groups `(pembilang, penyebut)`: the sums are divided, the percentages are not added.
pub fn gabungan(kelompok: &[(f64, f64)]) -> Result<f64, Alasan> {
    let (pembilang, penyebut) = kelompok.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x, b + y));
    persen(pembilang, penyebut)
}
