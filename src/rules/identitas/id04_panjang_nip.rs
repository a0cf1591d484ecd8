//! ID04: a NIP that is not 18 digits.

use crate::domain::nip::CacatNip;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::nip;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID04",
    nama: "NIP bukan 18 angka",
    tingkat: Tingkat::Peringatan,
    apa: "NIP tidak terdiri atas 18 angka, atau memuat huruf. NRK (6 angka) dan NIK pegawai swasta tidak dipersoalkan.",
    mengapa: "NIP yang kurang atau lebih satu angka tidak menunjuk siapa pun.",
    sumber: "Perka BKN 22/2007; pemeriksaan NIP-01.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19700101 199501 1 01»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|19700101 199501 1 001
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let saran = "Tulis NIP 18 angka sebagai teks, misalnya dengan susunan 19700101 199501 1 001.";
    nip::periksa(konteks, &ATURAN, saran, |hasil| match hasil {
        Err(cacat @ (CacatNip::BukanAngka | CacatNip::NipLama | CacatNip::JumlahDigit { .. })) => {
            Some(format!("{cacat}."))
        }
        _ => None,
    })
}
