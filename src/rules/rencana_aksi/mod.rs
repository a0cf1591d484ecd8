//! RA: action plans.

use crate::rules::Aturan;

mod ra01_pk;
mod ra02_tahapan;
mod ra03_isi_tahapan;
mod ra05_target_triwulan;
mod ra06_kumulatif;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &ra01_pk::ATURAN,
    &ra02_tahapan::ATURAN,
    &ra03_isi_tahapan::ATURAN,
    &ra05_target_triwulan::ATURAN,
    &ra06_kumulatif::ATURAN,
];
