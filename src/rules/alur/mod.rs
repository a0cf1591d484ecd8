//! AL: what was sent when, and waivers.

use crate::rules::Aturan;

mod al01_belum_dikirim;
mod al03_urutan_dokumen;
pub(in crate::rules) mod al09_pengecualian;
mod al11_berubah_setelah_disahkan;
mod al12_isian_register;
mod al13_belum_tiba;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &al01_belum_dikirim::ATURAN,
    &al03_urutan_dokumen::ATURAN,
    &al09_pengecualian::ATURAN,
    &al11_berubah_setelah_disahkan::ATURAN,
    &al12_isian_register::ATURAN,
    &al13_belum_tiba::ATURAN,
];
