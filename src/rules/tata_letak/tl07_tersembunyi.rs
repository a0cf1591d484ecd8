//! TL07: hidden rows, columns and sheets that hold data.

use crate::domain::address::column_letters;
use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL07",
    nama: "Data tersembunyi",
    tingkat: Tingkat::Peringatan,
    apa: "Baris, kolom, atau lembar tersembunyi berisi data; isinya tetap dibaca.",
    mengapa: "Yang tersembunyi tidak terlihat saat dokumen diperiksa dan ditandatangani, tetapi ikut terhitung.",
    sumber: "Pemeriksaan LAY-07.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Target
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
~ «Tata kelola baik»|Jumlah dokumen mutu yang terbit|4
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Target
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let (tempat, apa, saran) = match fakta {
                Fakta::BarisTersembunyi { sel } => (
                    lembar.sel(*sel),
                    format!("Baris {} tersembunyi", sel.row + 1),
                    "Tampilkan baris itu, atau hapus bila memang tidak berlaku.",
                ),
                Fakta::KolomTersembunyi { sel } => (
                    lembar.sel(*sel),
                    format!("Kolom {} tersembunyi", column_letters(sel.column)),
                    "Tampilkan kolom itu, atau hapus bila memang tidak berlaku.",
                ),
                Fakta::LembarTersembunyi => (
                    lembar.banyak_sel(Vec::new()),
                    "Lembar ini tersembunyi".to_string(),
                    "Tampilkan lembar itu, atau hapus bila memang tidak berlaku.",
                ),
                _ => return None,
            };
            let pesan = format!("{apa}, padahal berisi data yang ikut dihitung.");
            Some(temuan(&ATURAN, tempat, pesan, saran).unit(lembar.unit))
        })
        .collect()
}
