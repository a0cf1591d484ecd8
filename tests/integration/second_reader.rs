//! What our readers give against what another one gives, cell by cell, over any folder:
//!
//!     SELARAS_PEMBACA_KEDUA=FOLDER cargo test --test integration second_reader -- --ignored --nocapture
//!
//! .xlsx and .ods are read by code of ours: the second reader is calamine. .xls and .xlsb are read by calamine on a clean
//! copy: the second reader is LibreOffice, whose .xlsx our own reader reads. Differences are listed by kind with examples;
//! docs/adr/0009-second-reader.md explains each kind, and a kind that it does not name ends the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use calamine::{Data, DataRef, Reader, Sheets, open_workbook_auto_from_rs};
use selaras::workbook::{CellValue, Limits, Workbook, read};
use serde::{Deserialize, Serialize};

use crate::office::Office;
use crate::shared::root;

/// Examples that are shown of each kind.
const SHOWN: usize = 3;
/// Cells of a box that the second reader may lay out: it takes memory for each of them.
const LARGEST_BOX: u64 = 4_000_000;

/// A cell of the second reader.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
enum Second {
    Text(String),
    /// Its bits: digits written and read again may differ in the last.
    Number(u64),
    Bool(bool),
    Time(String),
    Error,
}

type SecondSheet = BTreeMap<(u32, u32), Second>;
/// Sheets as they cross from the process that the second reader may end.
type Crossing = Result<Vec<(String, Vec<((u32, u32), Second)>)>, String>;
/// How the answer of that process begins, among what the test harness prints.
const ANSWER: &str = "jawaban: ";

/// Differences by kind: how many, and some of them.
#[derive(Debug, Default)]
struct Differences {
    kind: BTreeMap<&'static str, (usize, Vec<String>)>,
    files: usize,
    cells: usize,
}

impl Differences {
    fn note(&mut self, kind: &'static str, example: impl FnOnce() -> String) {
        let (count, examples) = self.kind.entry(kind).or_default();
        *count += 1;
        if examples.len() < SHOWN {
            examples.push(example());
        }
    }

    fn report(&self) -> String {
        let mut text = format!("{} files, {} cells compared\n", self.files, self.cells);
        for (kind, (count, examples)) in &self.kind {
            text += &format!("{count:>8}  {kind}\n");
            for example in examples {
                text += &format!("            {}\n", example.chars().take(200).collect::<String>());
            }
        }
        text
    }
}

fn second(data: &Data) -> Option<Second> {
    Some(match data {
        Data::Int(number) => Second::Number((*number as f64).to_bits()),
        Data::Float(number) => Second::Number(number.to_bits()),
        Data::String(text) => Second::Text(text.clone()),
        Data::Bool(value) => Second::Bool(*value),
        Data::DateTime(when) => Second::Time(when.as_datetime().map_or("?".into(), |when| when.to_string())),
        Data::DateTimeIso(text) | Data::DurationIso(text) => Second::Time(text.clone()),
        Data::Error(_) => Second::Error,
        Data::Empty => return None,
    })
}

/// What calamine reads of a workbook, sheet by sheet in order.
fn by_calamine(content: &[u8]) -> Result<Vec<(String, SecondSheet)>, String> {
    let mut book = open_workbook_auto_from_rs(Cursor::new(content.to_vec())).map_err(|error| error.to_string())?;
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let mut sheet = SecondSheet::new();
        match &mut book {
            Sheets::Xlsx(book) => {
                let Ok(mut reader) = book.worksheet_cells_reader(&name) else { continue };
                while let Some(cell) = reader.next_cell().map_err(|error| format!("{name}: {error}"))? {
                    let value = match cell.get_value() {
                        DataRef::SharedString(text) => Some(Second::Text((*text).to_string())),
                        other => second(&Data::from(other.clone())),
                    };
                    sheet.extend(value.map(|value| (cell.get_position(), value)));
                }
            }
            other => {
                let range = other.worksheet_range(&name).map_err(|error| format!("{name}: {error}"))?;
                let (row, column) = range.start().unwrap_or_default();
                for (below, right, value) in range.used_cells() {
                    let place = (row + u32::try_from(below).unwrap_or(0), column + u32::try_from(right).unwrap_or(0));
                    sheet.extend(second(value).map(|value| (place, value)));
                }
            }
        }
        all.push((name, sheet));
    }
    Ok(all)
}

/// Started by the others for one file: what ends the second reader ends this process and no other.
#[test]
#[ignore = "a part of the tests below"]
fn calamine_alone() {
    let Some(path) = std::env::var_os("SELARAS_KEDUA_BERKAS") else { return };
    let content = fs::read(path).expect("a file");
    let answer: Crossing = by_calamine(&content)
        .map(|all| all.into_iter().map(|(name, sheet)| (name, sheet.into_iter().collect())).collect());
    println!("\n{ANSWER}{}", serde_json::to_string(&answer).expect("an answer"));
}

/// Calamine in a process of its own.
fn calamine_beside(path: &Path) -> Result<Vec<(String, SecondSheet)>, String> {
    let output = Command::new(std::env::current_exe().expect("this program"))
        .args(["second_reader::calamine_alone", "--exact", "--ignored", "--nocapture"])
        .env("SELARAS_KEDUA_BERKAS", path)
        .output()
        .expect("this program starts");
    let text = String::from_utf8_lossy(&output.stdout);
    let Some(answer) = text.lines().find_map(|line| line.strip_prefix(ANSWER)) else {
        return Err("their reader ended its process".to_string());
    };
    let all = serde_json::from_str::<Crossing>(answer).expect("an answer")?;
    Ok(all.into_iter().map(|(name, sheet)| (name, sheet.into_iter().collect())).collect())
}

/// What our reader reads, as the second reader tells it.
fn as_second(book: &Workbook) -> Vec<(String, SecondSheet)> {
    let value = |value: &CellValue| {
        Some(match value {
            CellValue::Text(text) => Second::Text(text.clone()),
            CellValue::Number(number) => Second::Number(number.to_bits()),
            CellValue::Bool(value) => Second::Bool(*value),
            CellValue::DateTime(when) => Second::Time(when.to_string()),
            CellValue::Error(_) => Second::Error,
            CellValue::NotCalculated => return None,
        })
    };
    let cells = |sheet: &selaras::workbook::Sheet| {
        let cells = sheet.cells.iter();
        cells.filter_map(|cell| Some(((cell.address.row, cell.address.column), value(&cell.value)?))).collect()
    };
    book.sheets.iter().map(|sheet| (sheet.name.clone(), cells(sheet))).collect()
}

/// Text without what writers escape differently.
fn unescaped(text: &str) -> String {
    let plain: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    plain.replace("_x000D_", "").replace("_x000a_", "").replace('\u{0}', "")
}

fn compare(file: &str, ours: &Workbook, theirs: &[(String, SecondSheet)], differences: &mut Differences) {
    differences.files += 1;
    for sheet in &ours.sheets {
        let Some((_, other)) = theirs.iter().find(|(name, _)| *name == sheet.name) else {
            // Charts and dialogs are listed without cells.
            if !sheet.cells.is_empty() {
                differences.note("sheet: only ours", || format!("{file} › {}", sheet.name));
            }
            continue;
        };
        let mut seen = BTreeSet::new();
        for cell in &sheet.cells {
            differences.cells += 1;
            let place = (cell.address.row, cell.address.column);
            seen.insert(place);
            let shown = |theirs: Option<&Second>| {
                format!("{file} › {} › {}: {:?} / {theirs:?}", sheet.name, cell.address, cell.value)
            };
            let theirs = other.get(&place);
            if let Some(kind) = difference(&cell.value, theirs) {
                differences.note(kind, || shown(theirs));
            }
        }
        for (place, value) in other.iter().filter(|(place, _)| !seen.contains(*place)) {
            let kind = match value {
                Second::Text(text) if text.is_empty() => "cell: only theirs, an empty text",
                _ => "cell: only theirs",
            };
            differences.note(kind, || format!("{file} › {} › {place:?}: {value:?}", sheet.name));
        }
    }
}

/// The kind of a difference; `None` where both say the same.
fn difference(ours: &CellValue, theirs: Option<&Second>) -> Option<&'static str> {
    let near = |a: f64, b: f64| (a - b).abs() <= 1e-12 * a.abs().max(b.abs());
    Some(match (ours, theirs) {
        (CellValue::NotCalculated, None) => return None,
        (CellValue::NotCalculated, Some(_)) => "formula without a result: theirs gives one",
        (_, None) => "cell: only ours",
        (CellValue::Text(a), Some(Second::Text(b))) if a == b => return None,
        (CellValue::Text(a), Some(Second::Text(b))) if unescaped(a) == unescaped(b) => "text: white space or escapes",
        (CellValue::Text(_), Some(Second::Text(_))) => "text: differs",
        (CellValue::Number(a), Some(Second::Number(b))) if *a == f64::from_bits(*b) => return None,
        (CellValue::Number(a), Some(Second::Number(b))) if near(*a, f64::from_bits(*b)) => "number: last digits",
        (CellValue::Number(_), Some(Second::Number(_))) => "number: differs",
        (CellValue::Bool(a), Some(Second::Bool(b))) if a == b => return None,
        (CellValue::Bool(_), Some(Second::Bool(_))) => "truth value: differs",
        (CellValue::DateTime(a), Some(Second::Time(b))) if a.to_string() == *b || same_moment(&a.to_string(), b) => {
            return None;
        }
        (CellValue::DateTime(_), Some(Second::Time(_))) => "time: differs",
        (CellValue::Error(_), Some(Second::Error)) => return None,
        (CellValue::DateTime(_), Some(Second::Number(_))) => "time: theirs is a number",
        (CellValue::Number(_), Some(Second::Time(_))) => "time: ours is a number",
        _ => "kind of value: differs",
    })
}

/// "2026-03-31 00:00:00" and "2026-03-31", "2026-03-31T00:00:00".
fn same_moment(ours: &str, theirs: &str) -> bool {
    let theirs = theirs.replace('T', " ");
    ours == theirs || ours.strip_suffix(" 00:00:00") == Some(theirs.as_str())
}

/// Whether the second reader may be asked in this process: it lays sheets out as boxes.
fn fits(book: &Workbook) -> bool {
    book.sheets.iter().all(|sheet| {
        let last = sheet.cells.last().map_or(0, |cell| u64::from(cell.address.row) + 1);
        let width = sheet.cells.iter().map(|cell| u64::from(cell.address.column) + 1).max().unwrap_or(0);
        last * width <= LARGEST_BOX
    })
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let (mut all, mut queue) = (Vec::new(), vec![folder.to_path_buf()]);
    while let Some(now) = queue.pop() {
        for entry in fs::read_dir(&now).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => queue.push(entry.path()),
                Ok(kind) if kind.is_file() => all.push(entry.path()),
                _ => {}
            }
        }
    }
    all.sort();
    all
}

/// Compares every workbook of a folder.
fn over(folder: &Path) -> Differences {
    let limits = Limits::default();
    let mut differences = Differences::default();
    let mut binary: BTreeMap<String, (Vec<u8>, Workbook)> = BTreeMap::new();
    for path in files(folder) {
        let name = path.strip_prefix(folder).unwrap_or(&path).display().to_string();
        let Ok(content) = fs::read(&path) else { continue };
        let ours = read(&content, &limits);
        match ours {
            Ok(book) if matches!(book.format, "xls" | "xlsb") => {
                binary.insert(name, (content, book));
            }
            Ok(book) if matches!(book.format, "xlsx" | "ods") && fits(&book) => match calamine_beside(&path) {
                Ok(theirs) => compare(&name, &book, &theirs, &mut differences),
                Err(error) => differences.note("file: only we read it", || format!("{name}: {error}")),
            },
            Ok(_) => {}
            Err(error) => differences.note("file: we refuse it", || format!("{name}: {error}")),
        }
    }
    by_office(binary, &mut differences);
    differences
}

/// Binary workbooks as LibreOffice saves them anew, read by our .xlsx reader.
fn by_office(binary: BTreeMap<String, (Vec<u8>, Workbook)>, differences: &mut Differences) {
    let Some(office) = (!binary.is_empty()).then(Office::open).flatten() else { return };
    for (number, (name, (content, ours))) in binary.into_iter().enumerate() {
        let ending = ours.format;
        match office.change_one(&format!("berkas-{number}.{ending}"), &content, "xlsx") {
            Some(anew) => match read(&anew, &Limits::default()) {
                Ok(theirs) => compare(&name, &ours, &as_second(&theirs), differences),
                Err(error) => differences.note("file: LibreOffice's copy is refused", || format!("{name}: {error}")),
            },
            None => differences.note("file: only we read it", || format!("{name}: LibreOffice does not open it")),
        }
    }
}

/// The kinds that the decision explains, between backquotes at the start of a row of its table.
fn explained() -> BTreeSet<String> {
    let text = fs::read_to_string(root().join("docs/adr/0009-second-reader.md")).expect("the decision");
    text.lines().filter_map(|line| Some(line.strip_prefix("| `")?.split('`').next()?.to_string())).collect()
}

fn held(differences: &Differences) {
    let explained = explained();
    let open: Vec<&&str> = differences.kind.keys().filter(|kind| !explained.contains(**kind)).collect();
    assert!(open.is_empty(), "kinds that nobody explained: {open:?}\n{}", differences.report());
}

#[test]
fn a_second_reader_finds_in_shipped_and_hostile_workbooks_only_what_is_explained() {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, foe) in crate::hostile::list_all().into_iter().enumerate() {
        fs::write(folder.path().join(format!("{number} {}", foe.0)), foe.1).expect("a file");
    }
    let mut all = over(folder.path());
    for name in ["politeknik", "pemprov"] {
        let one = over(&root().join("samples").join(name));
        assert!(one.cells > 1_000, "{name}: {} cells", one.cells);
        for (kind, (count, examples)) in one.kind {
            let known = all.kind.entry(kind).or_default();
            known.0 += count;
            known.1.extend(examples);
        }
        all.files += one.files;
        all.cells += one.cells;
    }
    println!("{}", all.report());
    held(&all);
}

#[test]
#[ignore = "reads a folder of one's own"]
fn a_second_reader_is_set_against_ours_over_a_folder() {
    let folder = std::env::var("SELARAS_PEMBACA_KEDUA").expect("SELARAS_PEMBACA_KEDUA=FOLDER");
    let all = over(Path::new(&folder));
    println!("{}", all.report());
    held(&all);
}
