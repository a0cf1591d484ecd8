//! KS: the cascade of the planning bureau.

use crate::rules::Aturan;

mod ks01_iku_tanpa_ikk;
mod ks02_ikk_tanpa_induk;
mod ks03_iki_tanpa_ikk;
mod ks05_turunan_langsung;
mod ks06_target_induk;
mod ks07_susunan;
mod ks09_bobot;
mod ks10_kata_kaskade;
mod ks11_unit_ganda;
pub(in crate::rules) mod ks12_aturan_sendiri;
mod ks13_triwulan_kaskade;
mod ks14_bunyi_ganda;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &ks01_iku_tanpa_ikk::ATURAN,
    &ks02_ikk_tanpa_induk::ATURAN,
    &ks03_iki_tanpa_ikk::ATURAN,
    &ks05_turunan_langsung::ATURAN,
    &ks06_target_induk::ATURAN,
    &ks07_susunan::ATURAN,
    &ks09_bobot::ATURAN,
    &ks10_kata_kaskade::ATURAN,
    &ks11_unit_ganda::ATURAN,
    &ks12_aturan_sendiri::ATURAN,
    &ks13_triwulan_kaskade::ATURAN,
    &ks14_bunyi_ganda::ATURAN,
];
