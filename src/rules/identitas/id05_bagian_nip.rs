//! ID05: a NIP whose parts cannot be.

use crate::domain::nip::CacatNip;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::nip;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID05",
    nama: "Bagian NIP tidak mungkin",
    tingkat: Tingkat::Peringatan,
    apa: "Tanggal lahir, bulan pengangkatan, jenis kelamin, atau nomor urut dalam NIP tidak mungkin. Kode 21 di tempat bulan diterima untuk PPPK.",
    mengapa: "NIP memuat data pemiliknya; bagian yang mustahil berarti ada angka yang salah ketik.",
    sumber: "Perka BKN 22/2007 (susunan NIP); pemeriksaan NIP-02.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19701301 199501 1 001»
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
    let saran = "Cocokkan NIP dengan kartu pegawai atau SK, lalu perbaiki angka yang salah.";
    nip::periksa(konteks, &ATURAN, saran, |hasil| match hasil {
        Err(
            cacat @ (CacatNip::TanggalLahir
            | CacatNip::BulanPengangkatan { .. }
            | CacatNip::JenisKelamin { .. }
            | CacatNip::NomorUrut),
        ) => Some(kalimat(&cacat.to_string())),
        _ => None,
    })
}

/// A fault as a sentence: capital first, full stop last.
fn kalimat(teks: &str) -> String {
    let mut huruf = teks.chars();
    huruf.next().map(|awal| awal.to_uppercase().chain(huruf).collect::<String>() + ".").unwrap_or_default()
}
