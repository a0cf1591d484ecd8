//! TL05: rows inside a form that nothing knows.

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{AlasanLewat, BarisDilewati, PeranLembar};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{daftar, fakta, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

/// How many rows a message quotes.
const TERBANYAK: usize = 3;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL05",
    nama: "Baris tidak dibaca",
    tingkat: Tingkat::Info,
    apa: "Baris berisi yang bukan judul, tabel, catatan, atau tanda tangan, sehingga dilewati. Alasan setiap baris yang dilewati ada di lembar Sumber.",
    mengapa: "Baris yang dibaca ditambah baris yang dilewati harus sama dengan baris yang terpakai; tidak ada yang hilang diam-diam.",
    sumber: "Pemeriksaan LAY-05; pernah ditemukan kode indikator yang dilewati tanpa pemberitahuan.",
    salah: "\
*** JTI/pk.xlsx
=== PK
|PERJANJIAN KINERJA TAHUN 2026
|Sasaran|Indikator Kinerja|Target
|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
«lihat berkas lain»
|Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    benar: "\
*** JTI/pk.xlsx
=== PK
|PERJANJIAN KINERJA TAHUN 2026
|Sasaran|Indikator Kinerja|Target
|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
|Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::lembar(konteks.tables)
        .filter(|satu| satu.lembar.peran == PeranLembar::Dokumen)
        .filter_map(|satu| {
            let baris: Vec<&BarisDilewati> =
                satu.lembar.dilewati.iter().filter(|baris| baris.alasan == AlasanLewat::TidakDikenal).collect();
            let sel: Vec<CellAddress> = baris.iter().map(|baris| CellAddress::new(baris.baris, 0)).collect();
            let tempat = satu.banyak_sel(sel);
            let saran = "Pindahkan isinya ke dalam kolom tabel atau ke bawah tabel sebagai catatan; bila tidak diperlukan, hapus.";
            (!baris.is_empty()).then(|| temuan(&ATURAN, tempat, pesan(&baris), saran).unit(satu.unit))
        })
        .collect()
}

fn pesan(baris: &[&BarisDilewati]) -> String {
    let mut contoh: Vec<String> =
        baris.iter().take(TERBANYAK).map(|baris| format!("baris {} {}", baris.baris + 1, kutip(&baris.teks))).collect();
    let semua: usize = baris.iter().map(|baris| baris.jumlah as usize).sum();
    if semua > contoh.len() {
        contoh.push(format!("{} baris lain", semua - contoh.len()));
    }
    format!("{semua} baris di lembar ini tidak dibaca karena isinya tidak dikenal: {}.", daftar(&contoh))
}
