//! BK01: a file that cannot be read.

use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::temuan;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "BK01",
    nama: "Berkas tidak dapat dibaca",
    tingkat: Tingkat::Galat,
    apa: "Berkas yang dikirim bukan buku kerja, terkunci sandi, terpotong, atau melebihi batas, sehingga isinya tidak dapat dibaca.",
    mengapa: "Isi berkas yang tidak terbaca tidak masuk ke rekap, sehingga unitnya tampak belum mengirim.",
    sumber: "Pemeriksaan FILE-01: berkas ditolak dengan menyebut alasannya.",
    salah: "*** JTI/pk.xlsx\n",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let berkas = konteks.tables.berkas.iter().filter(|berkas| berkas.salinan_dari.is_none());
    berkas
        .filter_map(|berkas| {
            let gagal = berkas.hasil.as_ref().err()?;
            Some(temuan(&ATURAN, Tempat::berkas(&berkas.jalur), &gagal.pesan, &gagal.saran))
        })
        .collect()
}
