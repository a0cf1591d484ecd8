//! Findings beside their cells, to be read aloud: where, what, what instead, how to mend; is it true of this cell, and does
//! following it make things right? Written on demand:
//! `cargo test --test integration aloud -- --ignored --nocapture`.

use std::collections::{BTreeMap, BTreeSet};

use selaras::domain::address::CellAddress;
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

use super::book::Cell;
use super::{House, chunks, every, fingerprint, hands, house, open_workspace, read};
use crate::real::{LIBRARY, drawings};
use crate::shared::{copy_sample, root};

/// So many findings of a rule from each source are enough.
const OF_A_SOURCE: usize = 2;

/// Who asks for more than so many wants all.
const ALL: usize = 50;

/// A finding to be read: its rule, and its text beside its cell.
struct Read {
    code: String,
    text: String,
}

/// The cells of a sheet as they are shown.
type Shown = BTreeMap<(u32, u32), String>;

/// A finding with the row that it is about, and the headings above that row.
fn line(source: &str, temuan: &Temuan, cells: &Shown) -> Read {
    let text = format!(
        "({source}) {} {} [{}] {} {} {}\n    {}\n    → {}\n{}",
        temuan.code,
        temuan.severity,
        temuan.unit.as_deref().unwrap_or("-"),
        temuan.place.file,
        temuan.place.sheet.as_deref().unwrap_or("-"),
        temuan.place.cell_text(),
        temuan.message,
        temuan.advice,
        around(cells, temuan)
    );
    Read { code: temuan.code.clone(), text }
}

/// The row of a finding and the headings above it; where they are few, the rows beside it.
fn around(cells: &Shown, temuan: &Temuan) -> String {
    const LONGEST: usize = 60;
    const FEWEST: usize = 4;
    let Some(cell) = temuan.place.cells.first() else { return String::new() };
    let show = |row: u32| {
        let row = cells.range((row, 0)..(row + 1, 0));
        let one = |((row, column), text): (&(u32, u32), &String)| {
            let text: String = text.chars().take(LONGEST).collect();
            format!("{}={}", CellAddress::new(*row, *column), text.replace('\n', "⏎"))
        };
        row.map(one).collect::<Vec<_>>().join(" ")
    };
    let texts = |row: u32| {
        let row = cells.range((row, 0)..(row + 1, 0));
        row.filter(|(_, text)| text.starts_with('\'')).count()
    };
    let heading = (0..cell.row).rev().find(|row| {
        texts(*row) >= FEWEST && {
            let all = cells.range((*row, 0)..(*row + 1, 0)).count();
            texts(*row) == all
        }
    });
    let mut rows: Vec<u32> = heading.into_iter().collect();
    rows.extend(heading.and_then(|row| row.checked_sub(1)).filter(|row| texts(*row) > 1));
    rows.push(cell.row);
    if heading.is_none() || texts(cell.row) < FEWEST {
        rows.extend([cell.row.saturating_sub(1), cell.row + 1]);
    }
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().map(|row| format!("      {}\n", show(row))).collect()
}

/// All findings, each with where it was drawn; those that follow from another say so.
fn of_outcome(source: &str, temuan: &[Temuan], cells: impl Fn(&Temuan) -> Shown) -> Vec<Read> {
    let echoes: Vec<&Temuan> = temuan.iter().flat_map(|one| every(&one.follow_up)).collect();
    let read = |one: &Temuan| {
        let echo = if echoes.iter().any(|echo| std::ptr::eq(*echo, one)) { "; folded under its cause" } else { "" };
        line(&format!("{source}{echo}"), one, &cells(one))
    };
    every(temuan).into_iter().map(read).collect()
}

fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Text(text) => format!("'{text}'"),
        CellValue::Number(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// The cells of the sheet of a finding, formulas with their results.
fn cells_of(book: &Workbook, temuan: &Temuan) -> Shown {
    let sheet = book.sheets.iter().find(|sheet| Some(&sheet.name) == temuan.place.sheet.as_ref());
    let one = |cell: &workbook::Cell| {
        let formula = cell.formula.as_ref().map(|formula| format!("={formula} -> ")).unwrap_or_default();
        let percent = if cell.percent_format { "%#" } else { "" };
        ((cell.address.row, cell.address.column), format!("{formula}{}{percent}", shown(&cell.value)))
    };
    sheet.into_iter().flat_map(|sheet| &sheet.cells).map(one).collect()
}

/// The shipped workspaces, everything in their inboxes.
fn of_the_samples() -> Vec<Read> {
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
        all.extend(of_outcome(name, &outcome.temuan, |temuan| {
            books.get(&temuan.place.file).map(|book| cells_of(book, temuan)).unwrap_or_default()
        }));
    }
    all
}

/// Drawings of real forms; every seed begins elsewhere, as only the first findings of a rule are shown.
fn of_real_forms(seed: u64) -> Vec<Read> {
    let mut all = Vec::new();
    for drawing in turned(drawings(), seed) {
        let text = format!("*** JTI/{}.xlsx\n{}", drawing.name, drawing.text);
        let (outcome, _) = example::run(&text, &LIBRARY).expect("a run");
        let book = drawing.workbook();
        let mut own = outcome.temuan;
        own.retain(|temuan| temuan.place.file.starts_with("JTI/"));
        all.extend(of_outcome("nyata", &own, |temuan| cells_of(&book, temuan)));
    }
    all
}

/// A workspace that is drawn.
fn of_drawing(source: &str, text: &str) -> Vec<Read> {
    let Ok((outcome, _)) = example::run(text, &LIBRARY) else { return Vec::new() };
    of_outcome(source, &outcome.temuan, |temuan| {
        let file = text.split("*** ").find(|part| part.starts_with(&temuan.place.file)).unwrap_or_default();
        let text: String = file.lines().skip(1).map(|line| format!("{line}\n")).collect();
        cells_of(&workbook_from_text(&text), temuan)
    })
}

/// The wrong drawing of every rule.
fn of_the_catalogue() -> Vec<Read> {
    let mut all = Vec::new();
    for rule in CATALOGUE.iter() {
        all.extend(of_drawing("katalog", rule.wrong).into_iter().filter(|read| read.code == rule.code));
    }
    all
}

/// A list that begins elsewhere with every seed.
fn turned<T>(mut list: Vec<T>, seed: u64) -> Vec<T> {
    let start = (seed as usize * 97) % list.len().max(1);
    list.rotate_left(start);
    list
}

/// Small ugly workspaces of their own, one in each file.
fn of_ugly_files(seed: u64) -> Vec<Read> {
    let folder = root().join("tests/integration/hard/drawn");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("drawings").map(|entry| entry.expect("one").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        of_drawing(&name, &std::fs::read_to_string(path).expect("a drawing"))
    };
    turned(paths, seed).iter().flat_map(read).collect()
}

/// Workspaces of hands and faults.
fn of_hard_workspaces(seed: u64) -> Vec<Read> {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = open_workspace(folder.path());
    let mut all = Vec::new();
    let hands: Vec<_> = hands().into_iter().filter(|hand| hand.office().is_none()).collect();
    for number in 0..hands.len() {
        let hand = &hands[(number + seed as usize * 17) % hands.len()];
        let seed = seed * 1000 + number as u64 + 1;
        let chunks = chunks(seed);
        let mut house = house(hand, seed, &chunks[number % chunks.len()], &super::Known::new());
        let files = std::mem::take(&mut house.files);
        let files = read(files, &workspace, seed);
        let day = "2026-07-20".parse().expect("a day");
        let outcome = selaras::pipeline::check(&workspace, files, day).expect("a run");
        all.extend(of_outcome(hand.name, &outcome.temuan, |temuan| content(&house, temuan)));
    }
    all
}

fn content(house: &House, temuan: &Temuan) -> Shown {
    let form = house.forms.iter().flatten().find(|form| {
        form.path == temuan.place.file && temuan.place.sheet.as_ref().is_none_or(|sheet| *sheet == form.sheet.name)
    });
    let text = |cell: &Cell| match cell {
        Cell::Text(text) => format!("'{text}'"),
        Cell::Number(number, format) => format!("{number}{}", if format.is_empty() { "" } else { "#" }),
        other => format!("{other:?}"),
    };
    let cells = form.into_iter().flat_map(|form| &form.sheet.cells);
    cells.map(|((row, column), cell)| ((*row, u32::from(*column)), text(cell))).collect()
}

/// `SELARAS_NYARING` names a seed: another one shows other findings; `SELARAS_NYARING_BANYAK` how many of a rule
/// from the drawings, where more of them are wanted.
#[test]
#[ignore = "writes findings to be read aloud"]
fn findings_to_be_read_aloud_stand_beside_their_cells() {
    let asked = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let seed = asked("SELARAS_NYARING").unwrap_or(0);
    let most_of_drawings = asked("SELARAS_NYARING_BANYAK").map_or(OF_A_SOURCE, |most| most as usize);
    let mut by_code: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut take = |source: Vec<Read>, most: usize| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let mut said: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for Read { code, text } in source {
            // The same sentence about other figures is read once.
            let sentence = text.lines().nth(1).unwrap_or_default();
            let shape: String = sentence.split('"').step_by(2).collect();
            let shape: String = shape.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            // Where all are wanted, every drawing shows its own.
            let shape =
                if most > ALL { format!("{shape}{}", text.split(".xlsx").next().unwrap_or_default()) } else { shape };
            let count = counts.entry(code.clone()).or_default();
            if *count < most && said.entry(code.clone()).or_default().insert(shape) {
                *count += 1;
                by_code.entry(code).or_default().push(text);
            }
        }
    };
    take(of_hard_workspaces(seed), 2 * OF_A_SOURCE);
    take(of_ugly_files(seed), OF_A_SOURCE);
    take(of_real_forms(seed), most_of_drawings);
    if seed == 0 {
        take(of_the_samples(), OF_A_SOURCE);
        take(of_the_catalogue(), 1);
    }
    let all: Vec<&String> = by_code.values().flatten().collect();
    for (number, line) in all.iter().enumerate() {
        println!("{}. {line}", number + 1);
    }
    let without: Vec<&str> =
        CATALOGUE.iter().map(|rule| rule.code).filter(|code| !by_code.contains_key(*code)).collect();
    println!("{} findings of {} rules; none of {without:?}", all.len(), by_code.len());
    assert!(seed != 0 || all.len() >= 220, "{} findings", all.len());
}
