//! UK: quarterly measurement.

use crate::rules::Aturan;

mod basis;
mod explained;
mod folded;
mod other_figures;
mod own_grades;
mod stated_cap;
mod turned;
mod uk01_indikator;
mod uk02_target;
mod uk03_capaian;
mod uk04_status;
mod uk05_capaian_tinggi;
mod uk06_realisasi_nihil;
mod uk07_tindak_lanjut;
mod uk08_bukti_dukung;
mod uk09_urutan_realisasi;
mod uk10_tindak_lanjut_lalu;
mod uk11_pembilang_penyebut;
mod uk12_konsolidasi_periode;
mod uk13_predikat;
mod uk14_salinan_triwulan_lalu;
mod uk15_satu_bukti;
mod uk16_bukti_triwulan_lalu;
mod uk17_bukti_tidak_ikut;
mod uk18_indikator_ganda;
mod uk19_satuan;
mod uk20_semester_triwulan;
mod uk21_ekspor_sumber;
mod uk22_salinan_unit_lain;
mod uk23_bukti_triwulan_lain;
mod uk24_triwulan_belum_mulai;
mod uk25_bukti_tak_terbuka;
mod uk26_bukti_unit_lain;
mod uk27_salinan_target;
mod uk28_triwulan_lalu_berubah;
mod uk29_realisasi_digabung;
mod uk30_lembar_lain;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &uk01_indikator::ATURAN,
    &uk02_target::ATURAN,
    &uk03_capaian::ATURAN,
    &uk04_status::ATURAN,
    &uk05_capaian_tinggi::ATURAN,
    &uk06_realisasi_nihil::ATURAN,
    &uk07_tindak_lanjut::ATURAN,
    &uk08_bukti_dukung::ATURAN,
    &uk09_urutan_realisasi::ATURAN,
    &uk10_tindak_lanjut_lalu::ATURAN,
    &uk11_pembilang_penyebut::ATURAN,
    &uk12_konsolidasi_periode::ATURAN,
    &uk13_predikat::ATURAN,
    &uk14_salinan_triwulan_lalu::ATURAN,
    &uk15_satu_bukti::ATURAN,
    &uk16_bukti_triwulan_lalu::ATURAN,
    &uk17_bukti_tidak_ikut::ATURAN,
    &uk18_indikator_ganda::ATURAN,
    &uk19_satuan::ATURAN,
    &uk20_semester_triwulan::ATURAN,
    &uk21_ekspor_sumber::ATURAN,
    &uk22_salinan_unit_lain::ATURAN,
    &uk23_bukti_triwulan_lain::ATURAN,
    &uk24_triwulan_belum_mulai::ATURAN,
    &uk25_bukti_tak_terbuka::ATURAN,
    &uk26_bukti_unit_lain::ATURAN,
    &uk27_salinan_target::ATURAN,
    &uk28_triwulan_lalu_berubah::ATURAN,
    &uk29_realisasi_digabung::ATURAN,
    &uk30_lembar_lain::ATURAN,
];
