//! NL02: a mark that may group thousands or begin the decimals.

use crate::domain::nilai::Keraguan;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::isian::{self, SelTabel};
use crate::rules::bantu::{angka, kutip, sebut, temuan};
use crate::rules::{Aturan, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "NL02",
    nama: "Tanda ribuan atau desimal tidak jelas",
    tingkat: Tingkat::Peringatan,
    apa: "Angka yang diketik sebagai teks, misalnya \"1.234\", dapat berarti seribu lebih atau satu koma sekian, dan isi kolomnya tidak memutuskan.",
    mengapa: "Salah membaca satu tanda mengubah nilainya seribu kali; karena itu angka ini tidak dipakai sampai jelas.",
    sumber: "Pemeriksaan VAL-02; aplikasi daerah yang membaca \"1.234\" secara berbeda-beda (Pringsewu, Deli Serdang).",
    salah: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Tata kelola baik|Nilai indeks kepuasan|Nilai|«'1.234»
",
    benar: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Tata kelola baik|Nilai indeks kepuasan|Nilai|1234
",
    periksa: Periksa::Sel(periksa),
};

fn periksa(sel: &[SelTabel<'_>]) -> Vec<Temuan> {
    isian::angka(sel)
        .filter_map(|sel| {
            let (ribuan, desimal) = sel.isian.keraguan.iter().find_map(|ragu| match ragu {
                Keraguan::TandaAngka { ribuan, desimal } => Some((*ribuan, *desimal)),
                _ => None,
            })?;
            let pesan = format!(
                "{} di kolom {} diketik sebagai teks dan dapat dibaca {} (titik ribuan) atau {} (koma desimal); karena tidak jelas, angkanya tidak dipakai.",
                kutip(&sel.isian.mentah),
                sebut(sel.kolom),
                angka(ribuan),
                angka(desimal)
            );
            let saran = "Ketik ulang sebagai angka: tanpa tanda ribuan, dengan koma untuk desimal.";
            let temuan = temuan(&ATURAN, sel.tempat(), pesan, saran).ditemukan(sel.isian.mentah.trim());
            Some(sel.lengkapi(temuan))
        })
        .collect()
}
