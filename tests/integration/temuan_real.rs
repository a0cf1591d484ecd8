//! Drawings of real layouts and layouts that are not there, through the whole pipeline: what is said about them.

use std::collections::BTreeSet;

use selaras::domain::document::SheetRole;
use selaras::extract::table_blocks;
use selaras::finding::Temuan;
use selaras::pipeline::example;
use selaras::workbook::Sheet;

use super::real::layouts::drawn;
use super::real::{Drawing, LIBRARY, detailed, drawings, hold_open};

/// Findings of a drawing that a unit sent, and its sheets that gave no row and of which nothing is said.
fn findings(drawing: &Drawing) -> (Vec<Temuan>, Vec<String>) {
    let text = format!("*** JTI/{}.xlsx\n{}", drawing.name, drawing.text);
    let (outcome, _) = example::run(&text, &LIBRARY).expect("a run");
    let file = outcome.tables.files.iter().find(|file| file.path.starts_with("JTI/")).expect("the file");
    let readable = file.outcome.as_ref().expect("a workbook");
    let mine: Vec<Temuan> = outcome.temuan.into_iter().filter(|temuan| temuan.place.file == file.path).collect();
    let workbook = drawing.workbook();
    let tables = |sheet: &&Sheet| table_blocks(sheet, &LIBRARY.dictionary).iter().any(|block| block.rows > 0);
    let with_rows: Vec<String> = workbook.sheets.iter().filter(tables).map(|sheet| sheet.name.clone()).collect();
    let silent = readable
        .sheets
        .iter()
        .filter(|sheet| matches!(sheet.role, SheetRole::NotKnown | SheetRole::Document))
        .filter(|sheet| !readable.documents.iter().any(|document| document.sheet == sheet.name))
        // A cover or a statement holds no table that could be lost.
        .filter(|sheet| with_rows.contains(&sheet.name))
        .filter(|sheet| {
            let named = |temuan: &Temuan| {
                temuan.place.sheet.as_ref() == Some(&sheet.name)
                    || temuan.message.contains(&format!("\"{}\"", sheet.name))
            };
            !mine.iter().any(named)
        })
        .map(|sheet| sheet.name.clone())
        .collect();
    (mine, silent)
}

#[test]
fn nothing_false_is_said_about_real_forms() {
    let mut open = Vec::new();
    for drawing in drawings() {
        let (mine, silent) = findings(&drawing);
        let layout =
            mine.iter().filter(|temuan| ["TL", "BK", "NL", "FX"].iter().any(|family| temuan.code.starts_with(family)));
        let said: BTreeSet<&str> = layout.map(|temuan| temuan.code.as_str()).collect();
        let wanted: BTreeSet<&str> = drawing.expected.findings.iter().map(String::as_str).collect();
        let unexpected: Vec<&str> = said.difference(&wanted).copied().collect();
        let absent: Vec<&str> = wanted.difference(&said).copied().collect();
        if !unexpected.is_empty() {
            open.push(format!("{} findings {}", drawing.name, unexpected.join(" ")));
        }
        if !absent.is_empty() {
            open.push(format!("{} findings without {}", drawing.name, absent.join(" ")));
        }
        if !silent.is_empty() {
            open.push(format!("{} findings silent", drawing.name));
        }
        if detailed(&drawing.name) {
            for temuan in &mine {
                println!(
                    "{} {} {}: {} — {}",
                    drawing.name,
                    temuan.code,
                    temuan.place.cell_text(),
                    temuan.message,
                    temuan.advice
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
    assert!(lost == 0, "{lost} sheets were lost in silence");
}
