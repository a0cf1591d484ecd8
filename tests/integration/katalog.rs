//! The catalogue of rules holds together: codes, texts, files, and every example does what it says.

use std::collections::BTreeSet;

use selaras::finding::Temuan;
use selaras::pipeline::contoh;
use selaras::rules::{Aturan, KATALOG};
use selaras::template::Pustaka;

use crate::bersama::akar;

/// Rules whose findings come from the settings or from mail, not from a form, so that no drawing can raise them.
const TANPA_GAMBAR: [&str; 2] = ["AL09", "ID10"];

#[test]
fn codes_are_a_family_and_a_number_and_never_stand_twice() {
    let mut kode = BTreeSet::new();
    for aturan in KATALOG {
        assert!(kode.insert(aturan.kode), "{} stands twice", aturan.kode);
        let (keluarga, nomor) = aturan.kode.split_at(2);
        let dikenal = ["BK", "TL", "NL", "ID", "PK", "KS", "RA", "UK", "FX", "AL"];
        assert!(dikenal.contains(&keluarga) && nomor.len() == 2 && nomor.parse::<u32>().is_ok(), "{}", aturan.kode);
    }
}

#[test]
fn every_rule_has_all_its_texts() {
    for aturan in KATALOG {
        for teks in [aturan.nama, aturan.apa, aturan.mengapa, aturan.sumber] {
            assert!(!teks.trim().is_empty(), "{}", aturan.kode);
        }
        if !TANPA_GAMBAR.contains(&aturan.kode) {
            assert!(!aturan.salah.trim().is_empty() && !aturan.benar.trim().is_empty(), "{}", aturan.kode);
        }
    }
}

#[test]
fn every_rule_file_is_in_the_list_and_names_its_rule() {
    let kode: BTreeSet<&str> = KATALOG.iter().map(|aturan| aturan.kode).collect();
    let mut berkas = BTreeSet::new();
    for keluarga in std::fs::read_dir(akar().join("src/rules")).expect("the rules") {
        let folder = keluarga.expect("an entry").path();
        for entri in std::fs::read_dir(&folder).into_iter().flatten() {
            let nama = entri.expect("an entry").file_name().to_string_lossy().into_owned();
            if let Some((awal, kata)) = nama.split_once('_').filter(|(awal, _)| awal.len() == 4)
                && awal[2..].parse::<u32>().is_ok()
            {
                assert!(!kata.trim_end_matches(".rs").is_empty(), "{nama} says nothing of its rule");
                assert!(kode.contains(awal.to_uppercase().as_str()), "{nama} is not in KATALOG");
                assert!(berkas.insert(awal.to_uppercase()), "{nama} stands twice");
            }
        }
    }
    assert_eq!(berkas.len(), kode.len(), "a rule without a file of its own");
}

#[test]
fn every_wrong_example_is_found_in_its_cell_and_every_right_one_is_not() {
    let pustaka = Pustaka::bawaan().expect("the shipped definitions");
    let mut salah = Vec::new();
    for aturan in KATALOG.iter().filter(|aturan| !TANPA_GAMBAR.contains(&aturan.kode)) {
        salah.extend(periksa(aturan, &pustaka).err());
    }
    assert!(salah.is_empty(), "{} examples do not hold:\n{}", salah.len(), salah.join("\n"));
}

fn periksa(aturan: &Aturan, pustaka: &Pustaka) -> Result<(), String> {
    let (hasil, tanda) = contoh::jalankan(aturan.salah, pustaka).map_err(|galat| galat.to_string())?;
    let semua = ratakan(&hasil.temuan);
    let milik: Vec<&&Temuan> = semua.iter().filter(|temuan| temuan.kode == aturan.kode).collect();
    if milik.is_empty() {
        let lain: Vec<String> = semua.iter().map(|temuan| format!("{} {}", temuan.kode, temuan.pesan)).collect();
        return Err(format!("{}: contoh salah tidak ditemukan; yang ditemukan: {lain:?}", aturan.kode));
    }
    if let Some(tanda) = tanda.first()
        && !milik.iter().any(|temuan| {
            temuan.tempat.berkas == tanda.berkas
                && temuan.tempat.lembar.as_deref() == Some(&tanda.lembar)
                && temuan.tempat.sel.first() == Some(&tanda.sel)
        })
    {
        let tempat: Vec<String> = milik.iter().map(|temuan| format!("{:?}", temuan.tempat)).collect();
        return Err(format!("{}: seharusnya menunjuk {tanda:?}, tetapi menunjuk {tempat:?}", aturan.kode));
    }
    let (hasil, _) = contoh::jalankan(aturan.benar, pustaka).map_err(|galat| galat.to_string())?;
    match ratakan(&hasil.temuan).iter().find(|temuan| temuan.kode == aturan.kode) {
        Some(temuan) => Err(format!("{}: contoh benar tetap ditemukan: {}", aturan.kode, temuan.pesan)),
        None => Ok(()),
    }
}

/// Findings and those folded under them.
fn ratakan(temuan: &[Temuan]) -> Vec<&Temuan> {
    temuan.iter().flat_map(|satu| std::iter::once(satu).chain(ratakan(&satu.ikutan))).collect()
}
