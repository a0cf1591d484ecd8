//! FX: formulas and totals.

use crate::rules::Aturan;

mod fx02_angka_ketikan;
mod fx03_berkas_lain;
mod fx05_baris_jumlah;
mod fx06_serapan;
mod fx07_hasil_usang;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &fx02_angka_ketikan::ATURAN,
    &fx03_berkas_lain::ATURAN,
    &fx05_baris_jumlah::ATURAN,
    &fx06_serapan::ATURAN,
    &fx07_hasil_usang::ATURAN,
];
