//! Both sample workspaces: every planted mistake is found in its cell, and clean files stay clean.

use std::collections::BTreeSet;

use selaras::finding::{Temuan, Tingkat};
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::worker::CaraBaca;
use selaras::workspace::Ruang;

use crate::bersama::akar;

/// The day for which `samples/README.md` is written.
const TANGGAL: &str = "2026-07-20";

/// A row of the list of planted mistakes.
#[derive(Debug)]
struct Kesalahan {
    berkas: String,
    lembar: String,
    sel: String,
    kode: String,
    keterangan: String,
}

#[test]
fn every_planted_mistake_of_politeknik_is_found_in_its_cell() {
    semua_ditemukan("politeknik");
}

#[test]
fn every_planted_mistake_of_pemprov_is_found_in_its_cell() {
    semua_ditemukan("pemprov");
}

#[test]
fn clean_files_of_politeknik_give_no_error_and_no_warning() {
    tetap_bersih("politeknik");
}

#[test]
fn clean_files_of_pemprov_give_no_error_and_no_warning() {
    tetap_bersih("pemprov");
}

fn semua_ditemukan(nama: &str) {
    let temuan = temuan(nama);
    let daftar = kesalahan(nama);
    assert!(daftar.len() > 30, "the list of {nama} has {} rows", daftar.len());
    let luput: Vec<String> = daftar
        .iter()
        .filter(|kesalahan| !temuan.iter().any(|temuan| cocok(temuan, kesalahan)))
        .map(|kesalahan| {
            let dekat: Vec<String> = temuan
                .iter()
                .filter(|temuan| temuan.kode == kesalahan.kode && temuan.tempat.berkas == kesalahan.berkas)
                .map(|temuan| format!("{}:{}", temuan.tempat.teks_sel(), temuan.pesan))
                .collect();
            format!("{kesalahan:?} (yang sekode di berkas itu: {dekat:?})")
        })
        .collect();
    assert!(luput.is_empty(), "{} of {} planted mistakes not found:\n{}", luput.len(), daftar.len(), luput.join("\n"));
}

fn tetap_bersih(nama: &str) {
    let bersih = berkas_bersih(nama);
    assert!(bersih.len() > 10, "{nama} lists {} clean files", bersih.len());
    let kotor: Vec<String> = temuan(nama)
        .into_iter()
        .filter(|temuan| bersih.contains(&temuan.tempat.berkas) && temuan.tingkat > Tingkat::Info)
        .map(|temuan| {
            format!(
                "{} {} {:?} {}: {}",
                temuan.tingkat,
                temuan.kode,
                temuan.tempat.berkas,
                temuan.tempat.teks_sel(),
                temuan.pesan
            )
        })
        .collect();
    assert!(kotor.is_empty(), "{} findings on clean files:\n{}", kotor.len(), kotor.join("\n"));
}

/// A finding answers a planted mistake when code and file agree, and its cells hold the cell; a mistake without a cell
/// asks for the file, one without a file for the unit named in its remark.
fn cocok(temuan: &Temuan, kesalahan: &Kesalahan) -> bool {
    let tempat = &temuan.tempat;
    let berkas = if kesalahan.berkas == "-" {
        let unit = temuan.unit.as_deref().unwrap_or_default();
        !kesalahan.keterangan.starts_with("unit ") || kesalahan.keterangan.starts_with(&format!("unit {unit}:"))
    } else {
        tempat.berkas == kesalahan.berkas
    };
    let lembar = kesalahan.lembar == "-" || tempat.lembar.as_deref() == Some(&kesalahan.lembar);
    let sel = kesalahan.sel == "-" || tempat.sel.iter().any(|sel| sel.to_string() == kesalahan.sel);
    temuan.kode == kesalahan.kode && berkas && lembar && sel
}

/// What the pipeline finds in a sample, folded findings too.
fn temuan(nama: &str) -> Vec<Temuan> {
    let ruang = Ruang::buka(&akar().join("samples").join(nama)).expect("a workspace");
    let hari = TANGGAL.parse().expect("a date");
    let hasil = pipeline::jalankan(&ruang, &CaraBaca::Sendiri, hari, &TanpaKemajuan).expect("a run");
    ratakan(hasil.temuan)
}

fn ratakan(temuan: Vec<Temuan>) -> Vec<Temuan> {
    temuan
        .into_iter()
        .flat_map(|mut satu| {
            let ikutan = std::mem::take(&mut satu.ikutan);
            std::iter::once(satu).chain(ratakan(ikutan)).collect::<Vec<_>>()
        })
        .collect()
}

fn bagian(nama: &str, judul: &str) -> Vec<String> {
    let readme = std::fs::read_to_string(akar().join("samples/README.md")).expect("samples/README.md");
    readme
        .lines()
        .skip_while(|baris| *baris != format!("## {nama}"))
        .skip(1)
        .take_while(|baris| !baris.starts_with("## "))
        .skip_while(|baris| *baris != format!("### {judul}"))
        .skip(1)
        .take_while(|baris| !baris.starts_with("### "))
        .map(str::to_string)
        .collect()
}

fn kesalahan(nama: &str) -> Vec<Kesalahan> {
    bagian(nama, "Kesalahan yang ditanam")
        .into_iter()
        .filter(|baris| baris.starts_with("| ") && !baris.starts_with("| berkas"))
        .map(|baris| {
            let kolom: Vec<&str> = baris.trim_matches('|').split(" | ").map(str::trim).collect();
            let [berkas, lembar, sel, kode, keterangan] = kolom[..] else { panic!("five columns in {baris}") };
            Kesalahan {
                berkas: berkas.into(),
                lembar: lembar.into(),
                sel: sel.into(),
                kode: kode.into(),
                keterangan: keterangan.into(),
            }
        })
        .collect()
}

fn berkas_bersih(nama: &str) -> BTreeSet<String> {
    bagian(nama, "Berkas bersih")
        .into_iter()
        .filter_map(|baris| Some(baris.strip_prefix("- `")?.split('`').next()?.to_string()))
        .collect()
}
