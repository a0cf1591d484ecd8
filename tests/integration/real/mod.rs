//! Forms that nobody drew for us, read whole: drawings of real layouts, and layouts that are not there.
//!
//! `tests/nyata/` holds drawings of forms that agencies publish (contents invented), each with what must be read beside
//! it. [`layouts`] draws forms by seed, as an officer of another agency would. Both are scored cell by cell. What is
//! not read yet stands in `tests/nyata/belum.txt`, which is held exactly: what begins to pass is taken off the list.
//!
//! `cargo test --test integration real -- --nocapture` prints the tables; `SELARAS_UKUR_RINCI=05` (a part of a
//! name) prints what went wrong in one of them, `SELARAS_UKUR_TULIS=1` writes the list anew.

pub(crate) mod expectation;
pub(crate) mod layouts;
mod mutated;
pub(crate) mod score;
mod taught;

use std::path::PathBuf;
use std::sync::LazyLock;

use selaras::domain::document::SheetRole;
use selaras::extract::{block_meanings, extract};
use selaras::template::Library;
use selaras::workbook::grid::workbook_from_text;
use selaras::workbook::{Sheet, Workbook};

use expectation::Expectation;
use score::{HEADING, Score};

/// The shipped definitions, read once.
pub(crate) static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().expect("the shipped definitions"));

/// A drawing with what must be read.
pub(crate) struct Drawing {
    pub name: String,
    pub text: String,
    pub expected: Expectation,
}

impl Drawing {
    pub(crate) fn workbook(&self) -> Workbook {
        workbook_from_text(&self.text)
    }
}

pub(crate) fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/nyata")
}

/// Every drawing of a real layout, in order.
pub(crate) fn drawings() -> Vec<Drawing> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder())
        .expect("the folder of drawings")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "toml"))
        .collect();
    paths.sort();
    let one = |path: PathBuf| {
        let text = std::fs::read_to_string(path.with_extension("txt")).expect("a drawing");
        let text: String = text
            .lines()
            .filter(|line| !line.starts_with("# ") && *line != "#")
            .map(|line| format!("{line}\n"))
            .collect();
        let wanted = std::fs::read_to_string(&path).expect("an expectation");
        let expected = Expectation::from_toml(&wanted, &workbook_from_text(&text));
        Drawing { name: path.file_stem().expect("a name").to_string_lossy().into_owned(), text, expected }
    };
    paths.into_iter().map(one).collect()
}

/// What came out of a workbook, scored; what went wrong is printed where it is asked for by name.
pub(crate) fn measure(name: &str, workbook: &Workbook, expected: &Expectation) -> Score {
    let read = extract(workbook, &LIBRARY);
    let score = score::score(&read, expected);
    if detailed(name) {
        for sheet in &workbook.sheets {
            print_meanings(name, sheet);
        }
        let refused = read.sheets.iter().filter(|sheet| sheet.role == SheetRole::NotKnown);
        for fact in refused.flat_map(|sheet| &sheet.facts) {
            println!("    {name}: {fact:?}");
        }
        for note in &score.notes {
            println!("    {name}: {note}");
        }
    }
    score
}

/// What each heading of a sheet is taken for before any definition is asked.
fn print_meanings(name: &str, sheet: &Sheet) {
    for (block, meanings) in block_meanings(sheet, &LIBRARY) {
        for (column, meant) in block.columns.iter().zip(meanings) {
            let meant = meant.map_or_else(|| "-".to_string(), |meant| meant.to_string());
            println!("    {name}: {} {:?} = {meant}", column.cell, column.path.join(" > "));
        }
    }
}

/// Whether what went wrong in this drawing or layout was asked for: by a part of its name, or by several with commas between.
pub(crate) fn detailed(name: &str) -> bool {
    let asked = |parts: String| parts.split(',').any(|part| name.contains(part.trim()));
    std::env::var("SELARAS_UKUR_RINCI").is_ok_and(asked)
}

/// Holds the list of what is not read yet: `area` are the lines of it that a test answers for.
pub(crate) fn hold_open(area: &str, now: &[String]) {
    let path = folder().join("belum.txt");
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    let mine = |line: &&str| line.split(' ').nth(1) == Some(area);
    let listed: Vec<&str> = text.lines().filter(mine).collect();
    if listed == now {
        return;
    }
    if std::env::var_os("SELARAS_UKUR_TULIS").is_some() {
        let others = text.lines().filter(|line| !mine(line)).map(str::to_string);
        let mut lines: Vec<String> = others.chain(now.iter().cloned()).collect();
        lines.sort();
        std::fs::write(&path, lines.join("\n") + "\n").expect("the list");
        return;
    }
    let mended: Vec<&&str> = listed.iter().filter(|line| !now.iter().any(|one| one == **line)).collect();
    let broken: Vec<&String> = now.iter().filter(|line| !listed.contains(&line.as_str())).collect();
    panic!("tests/nyata/belum.txt: take off what passes now: {mended:#?}; what fails now: {broken:#?}");
}

#[test]
fn drawings_of_real_forms_are_read_whole() {
    let mut open = Vec::new();
    let mut total = Score::default();
    println!("{:40}{HEADING}", "drawing");
    for drawing in drawings() {
        let score = measure(&drawing.name, &drawing.workbook(), &drawing.expected);
        println!("{:40}{score}", drawing.name);
        if !score.whole() {
            open.push(format!("{} rows", drawing.name));
        }
        total += &score;
    }
    println!("{:40}{total}   {:.1} % right, {:.2} % wrong", "together", total.percent_right(), total.percent_wrong());
    hold_open("rows", &open);
}
