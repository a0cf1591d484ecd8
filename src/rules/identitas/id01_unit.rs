//! ID01: a unit that the register does not know.

use crate::domain::kolom::Bidang;
use crate::domain::tempat::Tempat;
use crate::finding::{Temuan, Tingkat};
use crate::tables::{AsalUnit, Tables};

use crate::rules::bantu::dokumen::{self, DokumenRuang};
use crate::rules::bantu::{daftar, kutip, temuan};
use crate::rules::{Aturan, Konteks, Periksa};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    kode: "ID01",
    nama: "Unit tidak ada dalam daftar",
    tingkat: Tingkat::Galat,
    apa: "Nama unit di formulir (atau di nama lembar, berkas, dan folder bila formulir tidak menyebutnya) tidak ada di lembar Unit buku kaskade.",
    mengapa: "Dokumen tanpa unit yang pasti tidak dihitung untuk siapa pun; nama yang mirip hanya diusulkan, tidak pernah dipakai begitu saja.",
    sumber: "Pemeriksaan ID-01: dicari nama persis, lalu nama lain, lalu diusulkan; tidak ditebak.",
    salah: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|«Jurusan Teknologi Informatika»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    benar: "\
*** kiriman/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    periksa: Periksa::Ruang(periksa),
};

fn periksa(konteks: &Konteks<'_>) -> Vec<Temuan> {
    let mut temuan: Vec<Temuan> = dokumen::kiriman(konteks.tables).filter_map(|dokumen| kiriman(&dokumen)).collect();
    temuan.extend(simpul(konteks.tables));
    temuan
}

fn kiriman(dokumen: &DokumenRuang<'_>) -> Option<Temuan> {
    let AsalUnit::TidakDitemukan { tertulis, saran } = &dokumen.terdaftar.asal_unit else { return None };
    let jenis = dokumen.terdaftar.jenis.nama();
    let Some(tertulis) = tertulis else {
        let pesan = format!(
            "Unit pengirim {jenis} ini tidak disebut di formulir, nama lembar, nama berkas, maupun foldernya; dokumen ini belum dihitung."
        );
        let saran = "Tambahkan baris \"Unit Kerja : ...\" di atas tabel dengan nama unit seperti di daftar unit.";
        return Some(temuan(&ATURAN, dokumen.lembar(), pesan, saran));
    };
    let pesan = format!("Unit {} tidak ada dalam daftar unit; {jenis} ini belum dihitung.", kutip(tertulis));
    let nama: Vec<String> = saran.iter().map(|(kode, nama)| format!("{nama} ({kode})")).collect();
    let usul = if nama.is_empty() {
        "Tulis nama unit seperti di daftar unit, atau minta perencana menambahkannya ke lembar Unit.".to_string()
    } else {
        format!("Mungkin maksudnya {}; tulis nama unit persis seperti di daftar unit.", nama.join(" atau "))
    };
    let temuan = temuan(&ATURAN, tempat(dokumen, tertulis), pesan, usul);
    Some(match saran.first() {
        Some((_, nama)) => temuan.beda(tertulis, nama),
        None => temuan.ditemukan(tertulis),
    })
}

/// The cell that names the unit.
fn tempat(dokumen: &DokumenRuang<'_>, tertulis: &str) -> Tempat {
    let identitas = dokumen.isi.identitas.iter().map(|baris| &baris.isian);
    let peran = dokumen.isi.pejabat.iter().map(|pejabat| &pejabat.peran);
    let sel = identitas.chain(peran).find(|isian| isian.teks() == Some(tertulis)).map(|isian| isian.sel);
    sel.map_or_else(|| dokumen.lembar(), |sel| dokumen.sel(sel))
}

/// Nodes of the cascade that belong to a unit nobody registered.
fn simpul(tables: &Tables) -> Vec<Temuan> {
    let milik = tables.simpul.iter().filter_map(|simpul| Some((simpul, simpul.unit.as_deref()?)));
    milik
        .filter(|(_, kode)| tables.unit(kode).is_none())
        .filter_map(|(simpul, kode)| {
            let tempat = tables.tempat(simpul.rekaman, Bidang::KodeUnit.tahunan())?;
            let dikenal: Vec<String> = tables.unit.iter().take(5).map(|unit| unit.kode.clone()).collect();
            let pesan = format!("Kode Unit {} tidak ada di lembar Unit.", kutip(kode));
            let saran = if dikenal.is_empty() {
                "Isi lembar Unit dengan kode dan nama setiap unit.".to_string()
            } else {
                format!("Pakai kode di lembar Unit (misalnya {}), atau tambahkan unit ini ke sana.", daftar(&dikenal))
            };
            Some(
                temuan(&ATURAN, tempat, pesan, saran).indikator(tables.label_indikator(simpul.rekaman)).ditemukan(kode),
            )
        })
        .collect()
}
