//! TL10: a form whose own word about its layout does not fit what was read.

use crate::domain::dokumen::Fakta;
use crate::finding::{Temuan, Tingkat};

use crate::rules::bantu::{fakta, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "TL10",
    nama: "Templat tidak sesuai isinya",
    tingkat: Tingkat::Info,
    apa: "Sifat dokumen menyebut templat (atau versi templat) yang tidak dikenal di sini, atau susunan kolomnya sudah menjadi susunan templat lain. Yang dipakai selalu isinya.",
    mengapa: "Formulir dari instansi lain, atau formulir yang kolomnya disusun ulang, mungkin tidak memuat semua yang diminta.",
    sumber: "Pemeriksaan templat: sifat dokumen hanya petunjuk, isi lembar yang menentukan.",
    salah: "\
*** JTI/pk.xlsx
--- selaras_templat = pk-dki
--- selaras_versi = 1
=== PK
«PERJANJIAN KINERJA TAHUN 2026»
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    benar: "\
*** JTI/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    fakta::fakta(konteks.tables)
        .filter_map(|(lembar, fakta)| {
            let (sel, pesan, saran) = match fakta {
                Fakta::TemplatAsing { sel, templat, versi } => (sel, asing(templat, *versi), SARAN_ASING),
                Fakta::TemplatBerbeda { sel, templat, dibaca } => (sel, berbeda(templat, dibaca), SARAN_BERBEDA),
                _ => return None,
            };
            Some(temuan(&ATURAN, lembar.sel(*sel), pesan, saran).unit(lembar.unit))
        })
        .collect()
}

const SARAN_ASING: &str = "Periksa apakah formulir ini memang untuk instansi ini; bila templatnya baru, perbarui program atau folder templat.";
const SARAN_BERBEDA: &str =
    "Bila kolom-kolomnya memang sengaja diubah, biarkan; bila tidak, pakai lagi formulir dari biro perencanaan.";

fn asing(templat: &str, versi: Option<u32>) -> String {
    let versi = versi.map(|versi| format!(" versi {versi}")).unwrap_or_default();
    format!(
        "Formulir ini dibuat dari templat {}{versi} yang tidak dikenal di sini, jadi dibaca dari isinya.",
        kutip(templat)
    )
}

fn berbeda(templat: &str, dibaca: &str) -> String {
    let kini = if dibaca.is_empty() {
        "susunan kolomnya kini bukan susunan templat mana pun".to_string()
    } else {
        format!("susunan kolomnya kini seperti templat {dibaca}")
    };
    format!("Formulir ini dibuat dari templat {templat}, tetapi {kini}.")
}
