//! Drawings of real layouts and layouts that are not there, through the whole pipeline: what is said about them.

use std::collections::BTreeSet;

use selaras::domain::dokumen::PeranLembar;
use selaras::finding::Temuan;
use selaras::pipeline::contoh;

use super::nyata::layouts::drawn;
use super::nyata::{Drawing, PUSTAKA, drawings, hold_open};

/// Findings of a drawing that a unit sent, and its sheets that gave no row and of which nothing is said.
fn findings(drawing: &Drawing) -> (Vec<Temuan>, Vec<String>) {
    let text = format!("*** JTI/{}.xlsx\n{}", drawing.name, drawing.text);
    let (hasil, _) = contoh::jalankan(&text, &PUSTAKA).expect("a run");
    let berkas = hasil.tables.berkas.iter().find(|berkas| berkas.jalur.starts_with("JTI/")).expect("the file");
    let terbaca = berkas.hasil.as_ref().expect("a workbook");
    let mine: Vec<Temuan> = hasil.temuan.into_iter().filter(|temuan| temuan.tempat.berkas == berkas.jalur).collect();
    let silent = terbaca
        .lembar
        .iter()
        .filter(|lembar| matches!(lembar.peran, PeranLembar::TidakDikenal | PeranLembar::Dokumen))
        .filter(|lembar| !terbaca.dokumen.iter().any(|dokumen| dokumen.lembar == lembar.nama))
        .filter(|lembar| {
            let named = |temuan: &Temuan| {
                temuan.tempat.lembar.as_ref() == Some(&lembar.nama)
                    || temuan.pesan.contains(&format!("“{}”", lembar.nama))
            };
            !mine.iter().any(named)
        })
        .map(|lembar| lembar.nama.clone())
        .collect();
    (mine, silent)
}

#[test]
fn nothing_false_is_said_about_real_forms() {
    let mut open = Vec::new();
    for drawing in drawings() {
        let (mine, silent) = findings(&drawing);
        let layout =
            mine.iter().filter(|temuan| ["TL", "BK", "NL", "FX"].iter().any(|family| temuan.kode.starts_with(family)));
        let said: BTreeSet<&str> = layout.map(|temuan| temuan.kode.as_str()).collect();
        let unexpected: Vec<&str> =
            said.into_iter().filter(|kode| !drawing.expected.findings.iter().any(|one| one == kode)).collect();
        if !unexpected.is_empty() {
            open.push(format!("{} findings {}", drawing.name, unexpected.join(" ")));
        }
        if !silent.is_empty() {
            open.push(format!("{} findings silent", drawing.name));
        }
        if std::env::var("SELARAS_UKUR_RINCI").is_ok_and(|part| drawing.name.contains(&part)) {
            for temuan in &mine {
                println!(
                    "{} {} {}: {} — {}",
                    drawing.name,
                    temuan.kode,
                    temuan.tempat.teks_sel(),
                    temuan.pesan,
                    temuan.saran
                );
            }
        }
    }
    hold_open("findings", &open);
}

#[test]
fn no_sheet_of_an_unknown_layout_is_lost_in_silence() {
    let mut lost = 0;
    for half in [0, 1] {
        for drawing in drawn(half) {
            let (_, silent) = findings(&drawing);
            lost += silent.len();
        }
    }
    println!("sheets of unknown layouts that gave no row and of which nothing was said: {lost}");
    assert!(lost <= 110, "{lost} sheets were lost in silence");
}
