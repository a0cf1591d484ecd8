//! NL: what single cells say.

use crate::rules::Aturan;

mod answers;
mod nl01_galat_excel;
mod nl02_pemisah_angka;
mod nl03_teks_angka;
mod nl04_pecahan_persen;
mod nl05_satuan;
mod nl06_besaran_kedua;
mod nl07_angka_wajar;
mod nl08_rumus_belum_dihitung;
mod nl09_karakter;
mod nl10_kode_angka;
mod nl11_tanggal_angka;
mod nl12_arah_batas;
mod nl13_bukan_satu_angka;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &nl01_galat_excel::ATURAN,
    &nl02_pemisah_angka::ATURAN,
    &nl03_teks_angka::ATURAN,
    &nl04_pecahan_persen::ATURAN,
    &nl05_satuan::ATURAN,
    &nl06_besaran_kedua::ATURAN,
    &nl07_angka_wajar::ATURAN,
    &nl08_rumus_belum_dihitung::ATURAN,
    &nl09_karakter::ATURAN,
    &nl10_kode_angka::ATURAN,
    &nl11_tanggal_angka::ATURAN,
    &nl12_arah_batas::ATURAN,
    &nl13_bukan_satu_angka::ATURAN,
];
