//! FX: formulas and totals.

use crate::rules::Aturan;

mod fx01_rumus_ganjil;
mod fx02_angka_ketikan;
mod fx03_berkas_lain;
mod fx04_nomor_kolom;
mod fx05_baris_jumlah;
mod fx06_serapan;
mod fx07_hasil_usang;
mod fx08_rentang;
mod fx09_jumlah_tersembunyi;
mod fx10_hasil_rumus;
mod odd;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &fx01_rumus_ganjil::ATURAN,
    &fx02_angka_ketikan::ATURAN,
    &fx03_berkas_lain::ATURAN,
    &fx04_nomor_kolom::ATURAN,
    &fx05_baris_jumlah::ATURAN,
    &fx06_serapan::ATURAN,
    &fx07_hasil_usang::ATURAN,
    &fx08_rentang::ATURAN,
    &fx09_jumlah_tersembunyi::ATURAN,
    &fx10_hasil_rumus::ATURAN,
];
