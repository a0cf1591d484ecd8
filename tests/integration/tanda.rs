//! What a form says of itself in its document properties: it comes back from a unit with it, through any office program,
//! and what was changed in between is found.

use std::collections::BTreeMap;
use std::path::Path;

use selaras::domain::dokumen::Dokumen;
use selaras::domain::kolom::Bidang;
use selaras::extract::extract;
use selaras::template::Pustaka;
use selaras::workbook::{self, limits::Limits};

use crate::bersama::{salin_sampel, selaras, teks};
use crate::kantor::Kantor;

/// The forms of one unit of the sample, as they are sent out.
fn formulir(ruang: &Path) -> Vec<u8> {
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["templat", &jalur, "--unit", "JTI", "--gabung", "--tanggal", "2026-03-01"]);
    assert!(keluaran.status.success(), "{}", teks(&keluaran.stderr));
    std::fs::read(ruang.join("hasil/templat/JTI/JTI_formulir_2026.xlsx")).expect("a workbook")
}

fn dokumen(byte: &[u8]) -> Vec<Dokumen> {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    extract(&workbook::read(byte, &Limits::default()).expect("a readable workbook"), &pustaka).dokumen
}

/// The codes of what `selaras periksa` finds in a file about what the form says of itself, with their cells.
fn temuan(ruang: &Path, nama: &str, byte: &[u8]) -> Vec<String> {
    let berkas = ruang.parent().expect("a folder above").join(nama);
    std::fs::write(&berkas, byte).expect("a written file");
    let (berkas, ruang) = (berkas.display().to_string(), ruang.display().to_string());
    let keluaran =
        selaras(&["periksa", &berkas, "--ruang", &ruang, "--format", "json", "-v", "--tanggal", "2026-03-01"]);
    let semua = teks(&keluaran.stdout);
    let mut hasil = Vec::new();
    for baris in semua.lines().filter(|baris| baris.starts_with('{')) {
        let satu: serde_json::Value = serde_json::from_str(baris).expect("a finding");
        kumpulkan(&satu, &mut hasil);
    }
    hasil
}

fn kumpulkan(satu: &serde_json::Value, hasil: &mut Vec<String>) {
    let teks = |nama: &str| satu[nama].as_str().unwrap_or_default();
    if ["TL09", "TL10", "TL11", "ID11", "ID12"].contains(&teks("kode")) {
        hasil.push(format!("{} {} {}", teks("kode"), teks("lembar"), teks("sel")));
    }
    for ikutan in satu["ikutan"].as_array().into_iter().flatten() {
        kumpulkan(ikutan, hasil);
    }
}

#[test]
fn a_form_comes_back_from_any_office_program_with_its_word_and_its_fingerprints() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let asli = formulir(&ruang);
    let semula = dokumen(&asli);
    assert_eq!(semula.len(), 6);
    for satu in &semula {
        let tanda = satu.tanda.as_ref().expect("a word");
        assert_eq!((tanda.unit.as_deref(), tanda.tahun), (Some("JTI"), Some(2026)));
        assert_eq!(tanda.triwulan, satu.triwulan.map(|tertulis| tertulis.nilai));
        assert!(tanda.sidik.is_some(), "{}", satu.lembar);
    }
    assert_eq!(temuan(&ruang, "utuh.xlsx", &asli), Vec::<String>::new());
    let Some(kantor) = Kantor::buka() else { return };
    for akhiran in ["xlsx", "ods", "xls"] {
        let ulang = kantor.ubah(&BTreeMap::from([("formulir".to_string(), asli.clone())]), akhiran);
        let tanda = |dokumen: Vec<Dokumen>| dokumen.into_iter().map(|satu| satu.tanda).collect::<Vec<_>>();
        assert_eq!(tanda(dokumen(&ulang["formulir"])), tanda(semula.clone()), "{akhiran}");
        assert_eq!(temuan(&ruang, &format!("ulang.{akhiran}"), &ulang["formulir"]), Vec::<String>::new(), "{akhiran}");
    }
}

/// A package with one part changed.
fn ganti(byte: &[u8], bagian: &str, ubah: impl Fn(String) -> String) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let mut dari = zip::ZipArchive::new(Cursor::new(byte)).expect("a package");
    let mut ke = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for nomor in 0..dari.len() {
        let mut satu = dari.by_index(nomor).expect("a part");
        let nama = satu.name().expect("its name").to_string();
        let mut isi = Vec::new();
        satu.read_to_end(&mut isi).expect("its bytes");
        if nama == bagian {
            let lama = String::from_utf8(isi).expect("XML");
            let baru = ubah(lama.clone());
            assert_ne!(lama, baru, "{bagian} was to be changed");
            isi = baru.into_bytes();
        }
        ke.start_file(nama, zip::write::SimpleFileOptions::default()).expect("a part");
        ke.write_all(&isi).expect("its bytes");
    }
    ke.finish().expect("a package").into_inner()
}

#[test]
fn a_form_of_another_unit_an_old_version_and_a_changed_target_are_found() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let asli = formulir(&ruang);
    let lain = ganti(&asli, "docProps/custom.xml", |xml| xml.replace(">JTI<", ">JTM<"));
    let kode: Vec<String> = temuan(&ruang, "lain.xlsx", &lain);
    assert_eq!(kode.iter().filter(|satu| satu.starts_with("ID11 ")).count(), 6, "{kode:?}");
    let lama = ganti(&asli, "docProps/custom.xml", |xml| xml.replace(">1;1;1;1;1;1<", ">0;1;1;1;1;1<"));
    assert_eq!(temuan(&ruang, "lama.xlsx", &lama), ["TL09 Perjanjian Kinerja A2"]);
    let dokumen = dokumen(&asli);
    let target = dokumen[0].tabel[0].baris[0].isian(Bidang::Target.tahunan()).expect("a target");
    let (sel, semula) = (target.sel.to_string(), target.nilai.angka().expect("a figure"));
    let ubah = ganti(&asli, "xl/worksheets/sheet1.xml", |xml| {
        let letak = xml.find(&format!("r=\"{sel}\"")).expect("the cell");
        let (awal, sisa) = xml.split_at(letak);
        let nilai = format!("<v>{semula}</v>");
        format!("{awal}{}", sisa.replacen(&nilai, "<v>3</v>", 1))
    });
    assert_eq!(temuan(&ruang, "ubah.xlsx", &ubah), [format!("TL11 Perjanjian Kinerja {sel}")]);
}
