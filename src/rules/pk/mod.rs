//! PK: performance agreements.

use crate::rules::Aturan;

mod pk01_sasaran_indikator;
mod pk02_indikator_ganda;
mod pk03_kaskade;
mod pk05_total_anggaran;
mod pk06_isian_dki;
mod pk10_tenggat;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &pk01_sasaran_indikator::ATURAN,
    &pk02_indikator_ganda::ATURAN,
    &pk03_kaskade::ATURAN,
    &pk05_total_anggaran::ATURAN,
    &pk06_isian_dki::ATURAN,
    &pk10_tenggat::ATURAN,
];
