//! PK: performance agreements.

use crate::rules::Aturan;

mod pk01_sasaran_indikator;
mod pk02_indikator_ganda;
mod pk03_kaskade;
mod pk04_kondisi_awal;
mod pk05_total_anggaran;
mod pk06_isian_dki;
mod pk07_bunyi_indikator;
mod pk09_alasan_perubahan;
mod pk10_tenggat;
mod pk11_sasaran_lain;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &pk01_sasaran_indikator::ATURAN,
    &pk02_indikator_ganda::ATURAN,
    &pk03_kaskade::ATURAN,
    &pk04_kondisi_awal::ATURAN,
    &pk05_total_anggaran::ATURAN,
    &pk06_isian_dki::ATURAN,
    &pk07_bunyi_indikator::ATURAN,
    &pk09_alasan_perubahan::ATURAN,
    &pk10_tenggat::ATURAN,
    &pk11_sasaran_lain::ATURAN,
];
