//! Findings beside their cells, to be read aloud: where, what, what instead, how to mend; is it true of this cell, and does
//! following it make things right? Written on demand:
//! `cargo test --test integration aloud -- --ignored --nocapture`.

use std::collections::BTreeMap;

use selaras::extract::extract;
use selaras::finding::Temuan;
use selaras::intake;
use selaras::pipeline::{self, example};
use selaras::rules::CATALOGUE;
use selaras::tables::{ReadFailure, SentFile};
use selaras::workbook::grid::workbook_from_text;
use selaras::workbook::limits::Limits;
use selaras::workbook::{self, CellValue, Workbook};
use selaras::workspace::Workspace;

use super::book::{Cell, address};
use super::{House, chunks, every, fingerprint, hands, house, open_workspace, read};
use crate::real::{LIBRARY, drawings};
use crate::shared::copy_sample;

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

/// The row of a finding in a workbook, formulas with their results.
fn row_of(book: &Workbook, temuan: &Temuan) -> String {
    let sheet = book.sheets.iter().find(|sheet| Some(&sheet.name) == temuan.place.sheet.as_ref());
    let row = temuan.place.cells.first().map(|cell| cell.row);
    let cells = sheet.into_iter().flat_map(|sheet| &sheet.cells).filter(|cell| Some(cell.address.row) == row);
    let one = |cell: &workbook::Cell| {
        let formula = cell.formula.as_ref().map(|formula| format!("={formula} -> ")).unwrap_or_default();
        let percent = if cell.percent_format { "%#" } else { "" };
        format!("{}={formula}{}{percent}", cell.address, shown(&cell.value))
    };
    cells.map(one).collect::<Vec<_>>().join(" ")
}

/// The shipped workspaces, everything in their inboxes.
fn of_the_samples() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for (name, day) in [("politeknik", "2026-07-20"), ("pemprov", "2026-10-20"), ("kotak-surat", "2026-07-20")] {
        let (_kept, folder) = copy_sample(name);
        let workspace = Workspace::open(&folder).expect("a workspace");
        let mut books: BTreeMap<String, Workbook> = BTreeMap::new();
        let mut files = Vec::new();
        let mut take = |path: String, bytes: Vec<u8>, accepted, mail_origin| {
            let book = workbook::read(&bytes, &Limits::default());
            let outcome = book
                .as_ref()
                .map(|book| extract(book, &workspace.library))
                .map_err(|error| ReadFailure { message: error.to_string(), advice: error.advice() });
            let (sha256, size) = (fingerprint(&bytes), bytes.len() as u64);
            files.push(SentFile {
                path: path.clone(),
                sha256,
                size,
                received: accepted,
                mail_origin,
                outcome,
                copy_from: None,
            });
            books.extend(book.ok().map(|book| (path, book)));
        };
        take("kaskade.xlsx".into(), std::fs::read(workspace.kaskade()).expect("a cascade"), None, None);
        for one in intake::collect(&workspace.inbox()).expect("an inbox").submissions {
            let bytes = intake::content(&one.source, 100_000_000).expect("its bytes");
            take(one.path, bytes, one.received, one.origin);
        }
        let outcome = pipeline::check(&workspace, files, day.parse().expect("a day")).expect("a run");
        for temuan in every(&outcome.temuan) {
            let row = books.get(&temuan.place.file).map(|book| row_of(book, temuan)).unwrap_or_default();
            all.push((temuan.code.clone(), format!("({name}) {}", line(temuan, &row))));
        }
    }
    all
}

/// Drawings of real forms.
fn of_real_forms() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for drawing in drawings() {
        let text = format!("*** JTI/{}.xlsx\n{}", drawing.name, drawing.text);
        let (outcome, _) = example::run(&text, &LIBRARY).expect("a run");
        let book = drawing.workbook();
        for temuan in every(&outcome.temuan).into_iter().filter(|temuan| temuan.place.file.starts_with("JTI/")) {
            all.push((temuan.code.clone(), format!("(nyata) {}", line(temuan, &row_of(&book, temuan)))));
        }
    }
    all
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
            all.push((temuan.code.clone(), line(temuan, &row_of(&book, temuan))));
        }
    }
    all
}

fn content(house: &House, temuan: &Temuan) -> String {
    let forms = house.forms.iter().flatten();
    let form = forms.into_iter().find(|form| {
        form.path == temuan.place.file && temuan.place.sheet.as_ref().is_none_or(|sheet| *sheet == form.sheet.name)
    });
    let Some(row) = temuan.place.cells.first().map(|cell| cell.row) else { return String::new() };
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
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (code, line) in of_the_samples().into_iter().chain(of_real_forms()) {
        let count = seen.entry(format!("{code}{}", &line[..5])).or_default();
        *count += 1;
        if *count <= OF_A_RULE / 2 {
            by_code.entry(code).or_default().push(line);
        }
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
            if all.len() < 2 * OF_A_RULE {
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
