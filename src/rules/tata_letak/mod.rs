//! TL: how a form is laid out.

use crate::rules::Aturan;

mod fold;
mod missing;
mod tl01_tabel;
mod tl02_kolom_wajib;
mod tl03_judul_kolom;
mod tl04_kolom_asing;
mod tl05_baris_dilewati;
mod tl06_teks_contoh;
mod tl07_tersembunyi;
mod tl08_susunan;
mod tl09_versi_lama;
mod tl10_templat;
mod tl11_isian_terkunci;
mod tl12_tabel_lain;
mod tl13_tahun_ruang;
mod tl14_baris_pendek;
mod tl15_realisasi_di_renaksi;
mod unread;

/// The rules of this family, in the order of the documentation.
pub(super) const ATURAN: &[&Aturan] = &[
    &tl01_tabel::ATURAN,
    &tl02_kolom_wajib::ATURAN,
    &tl03_judul_kolom::ATURAN,
    &tl04_kolom_asing::ATURAN,
    &tl05_baris_dilewati::ATURAN,
    &tl06_teks_contoh::ATURAN,
    &tl07_tersembunyi::ATURAN,
    &tl08_susunan::ATURAN,
    &tl09_versi_lama::ATURAN,
    &tl10_templat::ATURAN,
    &tl11_isian_terkunci::ATURAN,
    &tl12_tabel_lain::ATURAN,
    &tl13_tahun_ruang::ATURAN,
    &tl14_baris_pendek::ATURAN,
    &tl15_realisasi_di_renaksi::ATURAN,
];
