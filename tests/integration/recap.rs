//! The recap is one: every figure is the same in the model, the workbook and the message, and each leads to the cell that
//! a unit filled in.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::domain::period::Timespan;
use selaras::intake;
use selaras::pipeline::{self, NoProgress, RunOutcome};
use selaras::recap::bukti::{self, BuktiState};
use selaras::recap::model::{Figure, Recap};
use selaras::report;
use selaras::workbook::{self, Limits};
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::shared::{copy_sample, root};

const SAMPLE: [&str; 2] = ["politeknik", "pemprov"];

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day")
}

fn walk(name: &str) -> (Workspace, RunOutcome) {
    let workspace = Workspace::open(&root().join("samples").join(name)).expect("a sample workspace");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    (workspace, outcome)
}

/// The sheets of a workbook.
fn sheet(book: &[u8]) -> BTreeMap<String, Range<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    book.worksheets().into_iter().collect()
}

/// The row whose cell in a column reads so.
fn row(sheet: &Range<Data>, column: u32, text: &str) -> u32 {
    let last = sheet.end().map_or(0, |(row, _)| row);
    (0..=last)
        .find(|row| sheet.get_value((*row, column)).is_some_and(|data| data.to_string().trim() == text))
        .unwrap_or_else(|| panic!("no row {text:?}"))
}

fn assert_figure(what: &str, data: Option<&Data>, figure: &Figure) {
    let data = data.unwrap_or(&Data::Empty);
    match (data, figure.figure) {
        (Data::Float(exists), Some(value)) => assert!((exists - value).abs() < 1e-9, "{what}: {exists} is not {value}"),
        (Data::String(text), None) => assert_eq!(text, &figure.wording, "{what}"),
        other => panic!("{what}: {other:?} is not {figure:?}"),
    }
}

/// The cell that an address names.
fn cell<'r>(sheet: &'r Range<Data>, cell: &str) -> Option<&'r Data> {
    let address: selaras::domain::address::CellAddress = cell.parse().expect("an address");
    sheet.get_value((address.row, address.column))
}

#[test]
fn every_figure_of_the_first_page_is_equal_in_workbook_message_and_model() {
    for name in SAMPLE {
        let workspace = walk(name).0;
        for timespan in [None, Some(Timespan::SemesterI), Some(Timespan::Yearly)] {
            let outcome = match timespan {
                Some(timespan) => walk(name).1.of_timespan(timespan, &workspace.profil),
                None => walk(name).1,
            };
            let input = outcome.input(&workspace, day());
            let (recap, message) = (report::recap_model(&input), report::text_recap(&input));
            let book = sheet(&report::recap(&input).expect("a recap"));
            assert_summary(&recap, &book["Ringkasan"]);
            for card in &recap.cards {
                let start = format!("{}: ", card.label);
                let one = message.lines().find(|row| row.starts_with(&start)).expect("a line for each card");
                assert!(one.contains(&card.wording), "{one} lacks {}", card.wording);
            }
            assert_lakip(&recap, &book["LAKIP"]);
        }
    }
}

fn assert_summary(recap: &Recap, sheet: &Range<Data>) {
    assert_eq!(sheet.get_value((0, 0)), Some(&Data::String(recap.heading.clone())));
    let head = row(sheet, 0, "Rata-rata capaian IKU");
    let column: Vec<u32> =
        (0..18).filter(|column| sheet.get_value((head, *column)).is_some_and(|data| *data != Data::Empty)).collect();
    assert_eq!(column.len(), recap.cards.len());
    for (card, column) in recap.cards.iter().zip(column) {
        assert_figure(&card.label, sheet.get_value((head + 1, column)), &card.value);
        assert_eq!(sheet.get_value((head + 2, column)), Some(&Data::String(card.sub.clone())));
    }
    for iku in &recap.iku {
        let one = row(sheet, 1, &iku.indikator.code);
        let standing = &iku.indikator.standing;
        for (column, figure) in [(11, &standing.target), (14, &standing.realisasi), (16, &standing.capaian)] {
            assert_figure(&iku.indikator.code, sheet.get_value((one, column)), figure);
        }
    }
    let map = row(sheet, 0, "Peta capaian unit × IKU (%), dan siapa yang sudah lapor") + 2;
    for (unit, row) in recap.map.rows.iter().zip(map..) {
        for (tile, column) in unit.tiles.iter().zip(5..) {
            let exists = sheet.get_value((row, column));
            match tile {
                Some(tile) => assert_figure(&unit.unit, exists, &tile.capaian),
                None => assert!(exists.is_none_or(|data| *data == Data::Empty), "{}: {exists:?}", unit.unit),
            }
        }
    }
}

fn assert_lakip(recap: &Recap, sheet: &Range<Data>) {
    for one in &recap.lakip.rows {
        let row = row(sheet, 2, &one.code);
        for (column, figure) in [(6, &one.target), (10, &one.realisasi), (11, &one.capaian)] {
            assert_figure(&one.code, sheet.get_value((row, column)), figure);
        }
    }
}

#[test]
fn every_chain_ends_in_a_real_cell_of_the_consolidated_workbook_and_of_what_units_sent() {
    for name in SAMPLE {
        let (workspace, outcome) = walk(name);
        let input = outcome.input(&workspace, day());
        let recap = report::recap_model(&input);
        let konsolidasi = sheet(&report::konsolidasi(&input).expect("a consolidated workbook"));
        let mut opened = BTreeMap::new();
        let (mut reference, mut source) = (0, 0);
        for (one, step) in recap.origins.iter().flat_map(|one| one.steps.iter().map(move |step| (one, step))) {
            let what = format!("{name}: {} / {}", one.name, step.what);
            if let Some(to) = &step.konsolidasi {
                let exists = cell(&konsolidasi[to.sheet.as_str()], &to.cell).cloned();
                // A blank achievement is an empty text there; everything else is the figure itself.
                match exists.unwrap_or(Data::Empty) {
                    Data::Float(figure) => {
                        let value = step.value.figure.unwrap_or_else(|| panic!("{what}: {figure} is not shown"));
                        assert!((figure - value).abs() < 1e-9, "{what}: {figure} is not {value}");
                    }
                    Data::String(text) if !text.is_empty() => assert_eq!(text, step.value.wording, "{what}"),
                    _ => assert!(!step.value.exists(), "{what}: {}!{} is blank", to.sheet, to.cell),
                }
                reference += 1;
            }
            if let (Some(from), Some(raw)) = (&step.source, &step.raw) {
                let book = opened.entry(from.file.clone()).or_insert_with(|| {
                    let content =
                        intake::content(&outcome.sources[&from.file], 1 << 28).expect("the bytes that were sent");
                    workbook::read(&content, &Limits::default()).expect("a workbook")
                });
                let sheet = book.sheets.iter().find(|sheet| sheet.name == from.sheet).expect("the sheet");
                let cell = sheet.cells.iter().find(|cell| cell.address.to_string() == from.cell);
                assert!(
                    cell.is_some_and(|cell| cell.display().trim() == raw.trim()),
                    "{what}: {from:?} holds {cell:?}, not {raw:?}"
                );
                source += 1;
            }
        }
        assert!(reference > 80 && source > 30, "{name}: {reference} rows, {source} cells");
    }
}

/// What became of one piece of evidence, by the file and the words that name it.
fn evidence(workspace: &Workspace, file: &str, named: &str) -> BuktiState {
    let outcome = pipeline::run(workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    let input = outcome.input(workspace, day());
    let all = bukti::build(&input);
    let one = all.iter().find(|one| one.row.file == file && one.named.as_deref() == Some(named));
    one.expect("the evidence is still named").state.clone()
}

#[test]
fn evidence_that_came_with_the_forms_of_its_unit_is_found_and_that_of_another_unit_is_not() {
    let (_folder, path) = copy_sample("politeknik");
    let workspace = Workspace::open(&path).expect("a workspace");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    let input = outcome.input(&workspace, day());
    let all = bukti::build(&input);
    assert!(all.iter().any(|one| matches!(one.state, BuktiState::Link(_))), "links are told by their form");
    let words = all.iter().find(|one| one.state == BuktiState::Words && one.row.file.starts_with("JTI/"));
    let words = words.expect("a report that is named and did not come along");
    let (file, named) = (words.row.file.to_string(), words.named.clone().expect("its name"));
    assert!(!named.contains('/'), "{named}");
    let put = |folder: &str| {
        let folder = path.join("masuk").join(folder);
        std::fs::create_dir_all(&folder).expect("a folder");
        std::fs::write(folder.join(format!("{}.pdf", named.replace(' ', "_"))), "%PDF-1.4 bukti").expect("written");
    };
    put("BAK");
    assert_eq!(evidence(&workspace, &file, &named), BuktiState::Words);
    put("JTI/bukti");
    let received = format!("JTI/bukti/{}.pdf", named.replace(' ', "_"));
    assert_eq!(evidence(&workspace, &file, &named), BuktiState::Received(received.clone()));
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day(), &NoProgress).expect("a run");
    let book = report::konsolidasi(&outcome.input(&workspace, day())).expect("a workbook");
    let sheet = sheet(&book).remove("Bukti").expect("the sheet");
    assert!(sheet.rows().flatten().any(|cell| *cell == Data::String(received.clone())));
}
