//! Findings beside their cells, to be read aloud: where, what, what instead, how to mend; is it true of this cell, and does
//! following it make things right? Written on demand:
//! `cargo test --test integration aloud -- --ignored --nocapture`.

use std::collections::BTreeMap;

use selaras::finding::Temuan;
use selaras::pipeline::example;
use selaras::rules::CATALOGUE;
use selaras::workbook::CellValue;
use selaras::workbook::grid::workbook_from_text;

use super::book::{Cell, address};
use super::{House, chunks, every, hands, house, open_workspace, read};
use crate::real::LIBRARY;

/// So many findings of a rule are enough.
const OF_A_RULE: usize = 9;

fn line(temuan: &Temuan, cell: &str) -> String {
    format!(
        "{} {} [{}] {} {} {} | {cell}\n    {}\n    → {}\n",
        temuan.code,
        temuan.severity,
        temuan.unit.as_deref().unwrap_or("-"),
        temuan.place.file,
        temuan.place.sheet.as_deref().unwrap_or("-"),
        temuan.place.cell_text(),
        temuan.message,
        temuan.advice
    )
}

fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => format!("'{text}'"),
        CellValue::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// The wrong drawing of every rule.
fn of_the_catalogue() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for rule in CATALOGUE.iter() {
        let Ok((outcome, _)) = example::run(rule.wrong, &LIBRARY) else { continue };
        for temuan in every(&outcome.temuan).into_iter().filter(|temuan| temuan.code == rule.code) {
            let file = rule.wrong.split("*** ").find(|part| part.starts_with(&temuan.place.file)).unwrap_or_default();
            let text: String = file.lines().skip(1).map(|line| format!("{line}\n")).collect();
            let book = workbook_from_text(&text);
            let sheet = book.sheets.iter().find(|sheet| Some(&sheet.name) == temuan.place.sheet.as_ref());
            let row = temuan.place.cell.first().map(|cell| cell.row);
            let cells = sheet.into_iter().flat_map(|sheet| &sheet.cells).filter(|cell| Some(cell.address.row) == row);
            let cells: Vec<String> = cells.map(|cell| format!("{}={}", cell.address, shown(&cell.value))).collect();
            all.push((temuan.code.clone(), line(temuan, &cells.join(" "))));
        }
    }
    all
}

fn content(house: &House, temuan: &Temuan) -> String {
    let forms = house.forms.iter().flatten();
    let form = forms.into_iter().find(|form| {
        form.path == temuan.place.file && temuan.place.sheet.as_ref().is_none_or(|sheet| *sheet == form.sheet.name)
    });
    let Some(row) = temuan.place.cell.first().map(|cell| cell.row) else { return String::new() };
    let cells = form.into_iter().flat_map(|form| form.sheet.cells.range((row, 0)..(row + 1, 0)));
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => format!("'{text}'"),
        Cell::Number(number, format) => format!("{number}{}", if format.is_empty() { "" } else { "#" }),
        other => format!("{other:?}"),
    };
    cells.map(|(at, cell)| format!("{}={}", address(*at), text(cell))).collect::<Vec<_>>().join(" ")
}

#[test]
#[ignore = "writes findings to be read aloud"]
fn findings_to_be_read_aloud_stand_beside_their_cells() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = open_workspace(folder.path());
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (code, line) in of_the_catalogue() {
        by_code.entry(code).or_default().push(line);
    }
    for (number, hand) in hands().into_iter().enumerate().filter(|(_, hand)| hand.office().is_none()) {
        let chunks = chunks(number as u64 + 1);
        let mut house = house(&hand, number as u64 + 1, &chunks[number % chunks.len()]);
        let files = std::mem::take(&mut house.files);
        let files = read(files, &workspace, number as u64 + 1);
        let day = "2026-07-20".parse().expect("a day");
        let outcome = selaras::pipeline::check(&workspace, files, day).expect("a run");
        let echoes: Vec<&Temuan> = outcome.temuan.iter().flat_map(|one| &one.follow_up).collect();
        for temuan in every(&outcome.temuan) {
            let echo = echoes.iter().any(|echo| std::ptr::eq(*echo, temuan));
            let all = by_code.entry(temuan.code.clone()).or_default();
            let said = line(temuan, &content(&house, temuan));
            let line = format!("({}{}) {said}", hand.name, if echo { "; folded under its cause" } else { "" });
            if all.len() < OF_A_RULE {
                all.push(line);
            }
        }
    }
    let all: Vec<&String> = by_code.values().flatten().collect();
    for (number, line) in all.iter().enumerate() {
        println!("{}. {line}", number + 1);
    }
    assert!(all.len() >= 200, "{} findings", all.len());
}
