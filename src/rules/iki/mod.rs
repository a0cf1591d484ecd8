//! IK: the indicators of persons, and the chain from them to the unit: IKI, PK, Rencana Aksi, Pengukuran.

mod chain;
mod ik01_tanpa_induk;
mod ik02_tempat_pk;
mod ik03_tempat_rencana_aksi;
mod ik04_formulasi;
mod ik05_nama_pegawai;
mod ik06_belum_dikirim;

use crate::rules::Aturan;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &ik01_tanpa_induk::ATURAN,
    &ik02_tempat_pk::ATURAN,
    &ik03_tempat_rencana_aksi::ATURAN,
    &ik04_formulasi::ATURAN,
    &ik05_nama_pegawai::ATURAN,
    &ik06_belum_dikirim::ATURAN,
];
