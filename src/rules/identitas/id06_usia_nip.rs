//! ID06: a NIP that says its bearer was appointed too young, or is not appointed yet.

use chrono::{Datelike, NaiveDate};

use crate::domain::nip::{CacatNip, Nip};
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::nip;
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID06",
    nama: "Pengangkatan menurut NIP tidak masuk akal",
    tingkat: Tingkat::Peringatan,
    apa: "Menurut NIP, pemiliknya diangkat sebelum berumur 15 tahun, atau setelah hari ini.",
    mengapa: "Salah satu dari dua tanggal di dalam NIP pasti salah ketik.",
    sumber: "Perka BKN 22/2007 (susunan NIP); pemeriksaan NIP-03.",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19700101 197501 1 001»
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
        Err(CacatNip::TerlaluMuda { umur }) if *umur < 0 => {
            Some("Menurut NIP, pemiliknya diangkat sebelum lahir.".to_string())
        }
        Err(CacatNip::TerlaluMuda { umur }) => {
            Some(format!("Menurut NIP, pemiliknya diangkat pada umur {umur} tahun."))
        }
        Ok(nip) if belum_diangkat(nip, konteks.setelan.hari_ini) => {
            Some("Menurut NIP, pengangkatan pemiliknya baru terjadi setelah hari ini.".to_string())
        }
        _ => None,
    })
}

fn belum_diangkat(nip: &Nip, hari_ini: NaiveDate) -> bool {
    nip.tmt().map_or(nip.tahun_pengangkatan() > hari_ini.year(), |tmt| tmt > hari_ini)
}
