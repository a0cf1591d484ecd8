//! What a sound .xlsb gives, and that an unsound one gives a right value or an error.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::workbook::fixture::zip;
use crate::workbook::read as read_workbook;

const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn row(row: u32, hidden: bool) -> (u16, Vec<u8>) {
    let flags = [0, if hidden { 0x10 } else { 0 }, 0, 0, 0, 0, 0];
    (0x00, [&row.to_le_bytes()[..], &[0; 4], &[0; 2], &flags].concat())
}

fn cell(kind: u16, column: u32, style: u32, rest: &[u8]) -> (u16, Vec<u8>) {
    (kind, [&column.to_le_bytes()[..], &style.to_le_bytes(), rest].concat())
}

fn number(column: u32, style: u32, value: f64) -> (u16, Vec<u8>) {
    cell(0x05, column, style, &value.to_le_bytes())
}

/// A run of columns, in the eighteen bytes that Excel writes for it.
fn columns(first: u32, last: u32, hidden: bool) -> (u16, Vec<u8>) {
    let rest = [[0, 10, 0, 0], [0; 4]].concat();
    (0x3C, [&first.to_le_bytes()[..], &last.to_le_bytes(), &rest, &[u8::from(hidden), 0]].concat())
}

fn part(records: &[(u16, Vec<u8>)]) -> Vec<u8> {
    let mut part = Vec::new();
    for (kind, data) in records {
        write(&mut part, *kind, data);
    }
    part
}

/// A workbook of one sheet with these records in its data and after it; styles are General, 0% and a date.
fn read_sheet(data: Vec<(u16, Vec<u8>)>, after: Vec<(u16, Vec<u8>)>) -> Result<Sheet, ReadError> {
    let sheet = [vec![(0x91, vec![])], data, vec![(0x92, vec![])], after].concat();
    let styles = [0_u16, 9, 14].map(|id| (STYLE, [&[0, 0], &id.to_le_bytes()[..], &[0; 12]].concat()));
    let styles =
        [vec![(BEGIN_STYLES, 3_u32.to_le_bytes().to_vec())], styles.to_vec(), vec![(END_STYLES, vec![])]].concat();
    let strings = [(BEGIN_STRINGS, vec![0xFF; 8]), (STRING, [&[0][..], &utf16("Sasaran")].concat())];
    let book =
        [(SHEET, [&[0; 4], &1_u32.to_le_bytes()[..], &utf16("rId1"), &utf16("PK")].concat()), (END_SHEETS, vec![])];
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{KIND}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = relation("rId1", "worksheet", "worksheets/sheet1.bin")
        + &relation("a", "styles", "styles.bin")
        + &relation("b", "sharedStrings", "sharedStrings.bin");
    let bytes = zip(&[
        (
            "_rels/.rels".into(),
            format!("<Relationships>{}</Relationships>", relation("r", "officeDocument", "xl/workbook.bin")).into(),
        ),
        ("xl/workbook.bin".into(), part(&book)),
        ("xl/_rels/workbook.bin.rels".into(), format!("<Relationships>{relations}</Relationships>").into()),
        ("xl/styles.bin".into(), part(&styles)),
        ("xl/sharedStrings.bin".into(), part(&strings)),
        ("xl/worksheets/sheet1.bin".into(), part(&sheet)),
    ]);
    read_workbook(&bytes, &Limits::default()).map(|mut workbook| workbook.sheets.remove(0))
}

#[test]
fn every_kind_of_cell_reads_with_its_style() {
    let formula = |result: &[u8]| [result, &[0, 0], &3_u32.to_le_bytes(), &[0x1E, 7, 0], &[0; 4]].concat();
    let rich = [&[0][..], &utf16("teks kaya")].concat();
    let sheet = read_sheet(
        vec![
            row(0, false),
            number(0, 0, 57.0),
            number(1, 1, 0.57),
            number(2, 2, 46_203.0),
            cell(0x07, 3, 0, &0_u32.to_le_bytes()),
            cell(0x3E, 4, 0, &rich),
            row(4, true),
            cell(0x09, 0, 0, &formula(&7_f64.to_le_bytes())),
            cell(0x0B, 1, 0, &formula(&[0x07])),
            cell(0x01, 2, 0, &[]),
            cell(0x04, 3, 0, &[1]),
        ],
        vec![
            (0xB0, [0_u32, 1, 0, 2].iter().flat_map(|n| n.to_le_bytes()).collect()),
            columns(2, 3, true),
            columns(5, 5, false),
        ],
    )
    .unwrap();
    let cells: Vec<_> =
        sheet.cells.iter().map(|c| (c.address.to_string(), c.percent_format, c.formula.as_deref())).collect();
    let expected = [
        ("A1", false, None),
        ("B1", true, None),
        ("C1", false, None),
        ("D1", false, None),
        ("E1", false, None),
        ("A5", false, Some("7")),
        ("B5", false, Some("7")),
        ("D5", false, None),
    ];
    assert_eq!(cells, expected.map(|(address, percent, formula)| (address.to_string(), percent, formula)));
    assert!(matches!(sheet.cells[2].value, CellValue::DateTime(_)));
    assert_eq!(sheet.cells[3].value, CellValue::Text("Sasaran".into()));
    assert_eq!(sheet.cells[4].value, CellValue::Text("teks kaya".into()));
    assert_eq!(sheet.cells[6].value, CellValue::Error("#DIV/0!".into()));
    assert_eq!(sheet.cells[7].value, CellValue::Bool(true));
    assert_eq!(sheet.hidden_rows, [4]);
    assert_eq!(sheet.hidden_columns, [2, 3]);
    assert_eq!(sheet.merges, [("A1".parse().unwrap(), "C2".parse().unwrap())]);
}

#[test]
fn records_that_point_outside_are_refused() {
    let wrong: Vec<Vec<(u16, Vec<u8>)>> = vec![
        vec![row(0, false), cell(0x07, 0, 0, &1_u32.to_le_bytes())],
        vec![row(0, false), cell(0x05, 0, 0, &[0; 3])],
        vec![row(0, false), number(0, 9, 1.0)],
        vec![row(0, false), number(16_384, 0, 1.0)],
        vec![row(0, false), number(1, 0, 1.0), number(0, 0, 1.0)],
        vec![row(1, false), row(1, false)],
        vec![row(1_048_576, false)],
        vec![number(0, 0, 1.0)],
        vec![row(0, false), number(0, 0, f64::NAN)],
        vec![row(0, false), cell(0x06, 0, 0, &u32::MAX.to_le_bytes())],
        vec![row(0, false), (0x05, vec![0; 3])],
        vec![row(0, false), cell(0x09, 0, 0, &[&7_f64.to_le_bytes()[..], &[0, 0, 9, 0, 0, 0, 0x1E, 7, 0]].concat())],
        vec![row(0, false), cell(0x0A, 0, 0, &[1, 0, 0])],
        vec![row(0, false), cell(0x08, 0, 0, &[utf16("ya"), vec![0, 0, 0xFF, 0xFF, 0xFF, 0xFF]].concat())],
    ];
    for records in wrong {
        let result = read_sheet(records, Vec::new());
        assert!(
            matches!(result, Err(ReadError::ContradictingContent { .. } | ReadError::Damaged { .. })),
            "{result:?}"
        );
    }
}

#[test]
fn a_formula_that_cannot_be_followed_keeps_its_value() {
    let odd = [&7_f64.to_le_bytes()[..], &[0, 0], &2_u32.to_le_bytes(), &[0x23, 0xFF]].concat();
    let sheet = read_sheet(vec![row(0, false), cell(0x09, 0, 0, &odd)], Vec::new()).unwrap();
    assert_eq!((sheet.cells[0].value.clone(), sheet.cells[0].formula.as_deref()), (CellValue::Number(7.0), Some("?")));
}
