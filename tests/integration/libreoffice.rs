//! LibreOffice opens the workbooks, recalculates every formula, and finds our numbers.
//!
//! The cached results are taken out of a copy first, so that what comes back was computed there and not read from the
//! file. Without LibreOffice the tests say so and pass; where `CI=true` they fail instead.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use selaras::pipeline::{self, NoProgress};
use selaras::report;
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use crate::generator::{GenerationPlan, generate};
use crate::office::Office;
use crate::shared::{copy_sample, root, selaras, text};

#[test]
fn libreoffice_computes_the_numbers_of_politeknik() {
    check_workspace("politeknik");
}

#[test]
fn libreoffice_computes_the_numbers_of_pemprov() {
    check_workspace("pemprov");
}

#[test]
fn libreoffice_computes_the_numbers_of_a_national_recap_over_two_years() {
    let Some(office) = Office::open() else { return };
    let parent = tempfile::tempdir().expect("a folder");
    let folder = |number| parent.path().join(format!("semua/{number}"));
    for number in 0..3 {
        generate(&folder(number), &GenerationPlan { file: 6, number, seed: 7 }).expect("a workspace");
    }
    let settings = std::fs::read_to_string(folder(2).join("selaras.toml")).expect("settings");
    std::fs::write(folder(2).join("selaras.toml"), settings.replace("tahun = 2026", "tahun = 2025")).expect("settings");
    let (all, exit) = (parent.path().join("semua"), parent.path().join("nasional"));
    let (all, path) = (all.display().to_string(), exit.display().to_string());
    let run = |argument: &[&str]| selaras(&[argument, &["--tanggal", "2027-02-01", "--diam"]].concat()).status.code();
    assert!(run(&["konsolidasi", &all]).is_some_and(|code| code < 2));
    assert_eq!(run(&["gabung", &path, &all]), Some(0));
    let recap = std::fs::read(exit.join("rekap-nasional.xlsx")).expect("the recap");
    let book = BTreeMap::from([("nasional".to_string(), recap)]);
    let without = book.iter().map(|(name, byte)| (name.clone(), without_outcome(byte))).collect();
    let computed = office.change(&without, "xlsx:Calc MS Excel 2007 XML");
    assert_same("nasional", &book, &computed, 50);
}

fn check_workspace(name: &str) {
    let Some(office) = Office::open() else { return };
    let workspace = Workspace::open(&root().join("samples").join(name)).expect("a sample workspace");
    let day = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run");
    let input = outcome.input(&workspace, day);
    let konsolidasi = report::konsolidasi(&input).expect("a consolidated workbook");
    let recap = report::recap(&input).expect("a recap");
    let book = BTreeMap::from([("konsolidasi".to_string(), konsolidasi), ("rekap".to_string(), recap)]);
    let without = book.iter().map(|(name, byte)| (name.clone(), without_outcome(byte))).collect();
    let computed = office.change(&without, "xlsx:Calc MS Excel 2007 XML");
    assert_same("konsolidasi", &book, &computed, 500);
    assert_same("rekap", &book, &computed, 200);
}

/// Workbooks by their name.
type OpenedBook = BTreeMap<String, Vec<u8>>;

/// Every formula of a workbook gives the result that the workbook holds.
fn assert_same(name: &str, book: &OpenedBook, computed: &OpenedBook, fewest_formula: usize) {
    let (exists, computed) = (content(&book[name]), content(&computed[name]));
    assert!(exists.len() >= fewest_formula, "{name}: only {} formulas", exists.len());
    let mut difference = Vec::new();
    for (place, (formula, value)) in &exists {
        let repeat = computed.get(place).map_or(&Data::Empty, |(_, value)| value);
        if !same(value, repeat) {
            difference.push(format!(
                "{}!{}: ={formula} holds {value:?}, LibreOffice says {repeat:?}",
                place.0,
                cell(place)
            ));
        }
    }
    assert!(
        difference.is_empty(),
        "{name}: {} of {} formulas differ\n{}",
        difference.len(),
        exists.len(),
        difference.join("\n")
    );
}

fn same(left: &Data, right: &Data) -> bool {
    let figure = |data: &Data| match data {
        Data::Float(figure) => Some(*figure),
        Data::Int(figure) => Some(*figure as f64),
        _ => None,
    };
    match (figure(left), figure(right)) {
        (Some(left), Some(right)) => (left - right).abs() <= 1e-6 * left.abs().max(1.0),
        (None, None) => left.to_string() == right.to_string(),
        _ => false,
    }
}

/// A cell: sheet, row and column from zero.
type OfficePlace = (String, u32, u32);

fn cell((_, row, column): &OfficePlace) -> String {
    selaras::domain::address::CellAddress::new(*row, *column).to_string()
}

/// The formulas of a workbook with the result that it holds for each.
fn content(book: &[u8]) -> BTreeMap<OfficePlace, (String, Data)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let mut outcome = BTreeMap::new();
    for name in book.sheet_names() {
        let formula = book.worksheet_formula(&name).expect("formulas");
        let value = book.worksheet_range(&name).expect("values");
        let (first_row, first_column) = formula.start().unwrap_or_default();
        for (row, column, formula) in formula.used_cells().filter(|(.., formula)| !formula.is_empty()) {
            let (row, column) = (first_row + row as u32, first_column + column as u32);
            let value = value.get_value((row, column)).cloned().unwrap_or(Data::Empty);
            outcome.insert((name.clone(), row, column), (formula.clone(), value));
        }
    }
    outcome
}

/// The workbook without the results of its formulas.
fn without_outcome(book: &[u8]) -> Vec<u8> {
    let mut from = zip::ZipArchive::new(Cursor::new(book)).expect("a package");
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..from.len() {
        let mut part = from.by_index(number).expect("a part");
        let name = part.name().expect("its name").to_string();
        let mut content = Vec::new();
        part.read_to_end(&mut content).expect("its bytes");
        if name.starts_with("xl/worksheets/sheet") {
            content = discard_outcome(&String::from_utf8(content).expect("XML")).into_bytes();
        }
        to.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        to.write_all(&content).expect("its bytes");
    }
    to.finish().expect("a package").into_inner()
}

fn discard_outcome(xml: &str) -> String {
    let mut part = xml.split("</f><v>");
    let mut outcome = part.next().unwrap_or_default().to_string();
    for rest in part {
        let (_, after) = rest.split_once("</v>").expect("a result");
        outcome.push_str("</f>");
        outcome.push_str(after);
    }
    outcome
}

#[test]
fn cached_results_are_taken_out_before_the_recalculation() {
    let xml = r#"<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><v>5</v></c><c r="C1" t="str"><f>"a"</f><v>a</v></c>"#;
    let blank = r#"<c r="A1"><f>1+1</f></c><c r="B1"><v>5</v></c><c r="C1" t="str"><f>"a"</f></c>"#;
    assert_eq!(discard_outcome(xml), blank);
}

#[test]
fn libreoffice_opens_every_marked_workbook_of_the_samples_with_its_findings_and_its_values() {
    let Some(office) = Office::open() else { return };
    let mut marked = BTreeMap::new();
    for (name, date) in [("politeknik", "2026-07-20"), ("kotak-surat", "2026-04-20")] {
        let (_folder, workspace) = copy_sample(name);
        let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", date, "--diam"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        let former = marked.len();
        for unit in std::fs::read_dir(workspace.join("hasil/koreksi")).expect("what goes back") {
            for listed in std::fs::read_dir(unit.expect("an entry").path()).expect("a folder of a unit") {
                let path = listed.expect("an entry").path();
                if path.extension().is_some_and(|suffix| suffix == "xlsx") {
                    let bar = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                    let content = std::fs::read(&path).expect("a marked workbook");
                    marked.insert(format!("{name} {} {bar}", marked.len()), content);
                }
            }
        }
        // A workbook whose only finding follows from a fault in another one is not marked.
        assert!(marked.len() >= former + 7, "{name}: only {} marked workbooks", marked.len() - former);
    }
    for (name, opened) in office.change(&marked, "xlsx:Calc MS Excel 2007 XML") {
        let (original, opened) = (value(&marked[&name]), value(&opened));
        let temuan = original.keys().filter(|(sheet, ..)| sheet == "TEMUAN").count();
        assert!(temuan > 20, "{name}: {temuan} cells in TEMUAN");
        let difference: Vec<String> = original
            .iter()
            .filter(|(place, value)| !opened.get(*place).is_some_and(|repeat| same(value, repeat)))
            .map(|(place, value)| format!("{}!{}: {value:?}, {:?}", place.0, cell(place), opened.get(place)))
            .collect();
        assert!(difference.is_empty(), "{name}:\n{}", difference.join("\n"));
    }
}

/// The values of every cell that holds one, formulas with the result that the file holds.
fn value(book: &[u8]) -> BTreeMap<OfficePlace, Data> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(book)).expect("a workbook");
    let mut outcome = BTreeMap::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).expect("values");
        let (first_row, first_column) = sheet.start().unwrap_or_default();
        for (row, column, value) in sheet.used_cells().filter(|(.., value)| !value.to_string().is_empty()) {
            outcome.insert((name.clone(), first_row + row as u32, first_column + column as u32), value.clone());
        }
    }
    outcome
}

/// How many pages a workbook is printed on without its sheet of instructions, which a copy hides.
fn pages_of_forms(office: &Office, forms: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, usize> {
    let hide = |xml: String| xml.replace("name=\"Petunjuk Pengisian\"", "name=\"Petunjuk Pengisian\" state=\"hidden\"");
    let hidden = |bytes: &Vec<u8>| crate::shared::change_part(bytes, |name| name == "xl/workbook.xml", hide);
    let forms = forms.iter().map(|(name, bytes)| (name.clone(), hidden(bytes))).collect();
    let printed = office.change(&forms, "pdf:calc_pdf_Export");
    let count = |pdf: &[u8]| pdf.windows(11).filter(|at| at.starts_with(b"/Type/Page") && at[10] != b's').count();
    printed.iter().map(|(name, pdf)| (name.clone(), count(pdf))).collect()
}

/// The workbooks below a folder, by the names of their folders and themselves.
fn workbooks(folder: &std::path::Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
        let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
        if path.is_dir() {
            all.extend(workbooks(&path).into_iter().map(|(below, bytes)| (format!("{name} {below}"), bytes)));
        } else if let Some(bare) = name.strip_suffix(".xlsx") {
            all.insert(bare.to_string(), std::fs::read(&path).expect("a workbook"));
        }
    }
    all
}

#[test]
fn a_blank_form_is_one_page_with_its_signature_below_its_table() {
    let Some(office) = Office::open() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().display().to_string();
    let output = selaras(&["templat", "--kosong", &path, "--tanggal", "2026-01-20"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let forms = workbooks(folder.path());
    let several: Vec<_> = pages_of_forms(&office, &forms).into_iter().filter(|(_, pages)| *pages != 1).collect();
    assert!(forms.len() > 20 && several.is_empty(), "{several:#?}");
}
