//! RA: action plans.

use crate::rules::Aturan;

mod ra01_pk;
mod ra02_tahapan;
mod ra03_isi_tahapan;
mod ra04_mitigasi;
mod ra05_target_triwulan;
mod ra06_kumulatif;
mod ra07_alasan_perubahan;
mod ra08_sebelum_pk;
mod ra09_indikator_ganda;
mod ra10_kaskade;
mod ra11_kriteria_f8k;
mod ra12_tanpa_target_triwulan;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &ra01_pk::ATURAN,
    &ra02_tahapan::ATURAN,
    &ra03_isi_tahapan::ATURAN,
    &ra04_mitigasi::ATURAN,
    &ra05_target_triwulan::ATURAN,
    &ra06_kumulatif::ATURAN,
    &ra07_alasan_perubahan::ATURAN,
    &ra08_sebelum_pk::ATURAN,
    &ra09_indikator_ganda::ATURAN,
    &ra10_kaskade::ATURAN,
    &ra11_kriteria_f8k::ATURAN,
    &ra12_tanpa_target_triwulan::ATURAN,
];
