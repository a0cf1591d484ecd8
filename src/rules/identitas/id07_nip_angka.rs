//! ID07: a NIP that Excel has taken for a number.

use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{nip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID07",
    nama: "NIP tersimpan sebagai angka",
    tingkat: Tingkat::Galat,
    apa: "Sel NIP bertipe angka. Excel hanya menyimpan 15 angka, sehingga tiga angka terakhir NIP berubah menjadi nol.",
    mengapa: "NIP yang tersimpan bukan lagi NIP yang diketik, dan tidak dapat dipulihkan dari berkas ini.",
    sumber: "Batas 15 angka Excel; pemeriksaan NIP-04.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«197001011995011000»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|'197001011995011001
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    nip::semua(konteks.tables)
        .into_iter()
        .filter(nip::NipTertulis::berupa_angka)
        .map(|nip| {
            let pesan = "NIP tersimpan sebagai angka, sehingga tiga angka terakhirnya hilang.";
            let saran = "Ubah format sel menjadi Teks, lalu ketik ulang NIP lengkap 18 angka.";
            temuan(&ATURAN, nip.tempat, pesan, saran).unit(nip.unit)
        })
        .collect()
}
