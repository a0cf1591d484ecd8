//! ID: whose form it is, and of when.

use crate::rules::Aturan;

mod id01_unit;
mod id02_tahun;
mod id03_unit_lain;
mod id04_panjang_nip;
mod id05_bagian_nip;
mod id06_usia_nip;
mod id07_nip_angka;
mod id08_tanda_tangan;
mod id09_triwulan;
mod id10_pengirim;
mod id11_disiapkan_unit;
mod id12_disiapkan_periode;
mod id13_dua_unit;
mod id14_pejabat;
mod id15_triwulan_judul;
mod id16_kode_unit_lain;
mod id17_kode_tak_dikenal;
mod id18_satu_orang;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &id01_unit::ATURAN,
    &id02_tahun::ATURAN,
    &id03_unit_lain::ATURAN,
    &id04_panjang_nip::ATURAN,
    &id05_bagian_nip::ATURAN,
    &id06_usia_nip::ATURAN,
    &id07_nip_angka::ATURAN,
    &id08_tanda_tangan::ATURAN,
    &id09_triwulan::ATURAN,
    &id10_pengirim::ATURAN,
    &id11_disiapkan_unit::ATURAN,
    &id12_disiapkan_periode::ATURAN,
    &id13_dua_unit::ATURAN,
    &id14_pejabat::ATURAN,
    &id15_triwulan_judul::ATURAN,
    &id16_kode_unit_lain::ATURAN,
    &id17_kode_tak_dikenal::ATURAN,
    &id18_satu_orang::ATURAN,
];
