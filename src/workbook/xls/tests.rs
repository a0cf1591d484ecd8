//! What a sound .xls gives, and that an unsound one gives a right value or an error.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::workbook::read as read_workbook;

fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), data].concat()
}

fn words(words: &[u16]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A NUMBER record.
fn number(row: u16, column: u16, style: u16, value: f64) -> Vec<u8> {
    record(0x0203, &[words(&[row, column, style]), value.to_le_bytes().to_vec()].concat())
}

/// A stream with sheets of the given records; styles are General, 0%, a date and a custom percent.
fn stream(sheets: &[(&str, Vec<Vec<u8>>)], extra: &[u8]) -> Vec<u8> {
    let bof = |kind: u16| record(0x0809, &words(&[0x0600, kind, 0, 0, 0, 0, 0, 0]));
    let code = b"0.0%";
    let format = record(0x041E, &[&words(&[164, 4])[..], &[0], code].concat());
    let styles: Vec<u8> =
        [0_u16, 9, 14, 164].iter().flat_map(|id| record(0x00E0, &[words(&[0, *id]), vec![0; 16]].concat())).collect();
    let directory = |positions: &[u32]| -> Vec<u8> {
        let one = |(index, (name, _)): (usize, &(&str, _))| {
            let position = positions.get(index).copied().unwrap_or(0);
            let name_length = u8::try_from(name.len()).unwrap();
            record(0x0085, &[&position.to_le_bytes()[..], &[0, 0, name_length, 0], name.as_bytes()].concat())
        };
        sheets.iter().enumerate().flat_map(one).collect()
    };
    let globals = |positions: &[u32]| {
        [bof(5), extra.to_vec(), format.clone(), styles.clone(), directory(positions), record(0x000A, &[])].concat()
    };
    let mut position = u32::try_from(globals(&[]).len()).unwrap();
    let mut positions = Vec::new();
    let mut rest = Vec::new();
    for (_, records) in sheets {
        positions.push(position);
        let sheet = [bof(0x10), records.concat(), record(0x000A, &[])].concat();
        position += u32::try_from(sheet.len()).unwrap();
        rest.extend(sheet);
    }
    [globals(&positions), rest].concat()
}

fn sheet(records: Vec<Vec<u8>>) -> Result<Sheet, ReadError> {
    let bytes = compound_file("Workbook", &stream(&[("PK", records)], &[])).unwrap();
    read_workbook(&bytes, &Limits::default()).map(|mut workbook| workbook.sheets.remove(0))
}

#[test]
fn numbers_percent_and_dates_follow_their_styles() {
    let several = record(
        0x00BD,
        &[words(&[1, 0, 1]), 4_u32.to_le_bytes().to_vec(), words(&[3]), 10_u32.to_le_bytes().to_vec(), words(&[1])]
            .concat(),
    );
    let sheet = sheet(vec![number(0, 0, 0, 57.0), number(0, 1, 1, 0.57), number(0, 2, 2, 46_203.0), several]).unwrap();
    let cells: Vec<_> = sheet.cells.iter().map(|cell| (cell.address.to_string(), cell.percent_format)).collect();
    let expected = [("A1", false), ("B1", true), ("C1", false), ("A2", true), ("B2", true)];
    assert_eq!(cells, expected.map(|(address, percent)| (address.to_string(), percent)));
    assert_eq!(sheet.cells[1].value, CellValue::Number(0.57));
    assert!(matches!(sheet.cells[2].value, CellValue::DateTime(_)));
}

#[test]
fn hidden_rows_columns_and_merges_are_told() {
    let row = record(0x0208, &words(&[2, 0, 1, 0, 0, 0, 0x20, 0]));
    let column = record(0x007D, &words(&[1, 2, 0, 0, 1, 0]));
    let merge = record(0x00E5, &words(&[1, 0, 1, 0, 3]));
    let sheet = sheet(vec![row, column, number(0, 0, 0, 1.0), merge]).unwrap();
    assert_eq!((sheet.hidden_rows, sheet.hidden_columns), (vec![2], vec![1, 2]));
    assert_eq!(sheet.merges, [("A1".parse().unwrap(), "D2".parse().unwrap())]);
}

#[test]
fn a_formula_whose_text_is_missing_is_not_calculated() {
    let head =
        [words(&[0, 0, 0]), vec![0, 0, 0, 0, 0, 0, 0xFF, 0xFF], vec![0; 6], words(&[3]), vec![0x1E, 1, 0]].concat();
    let sheet = sheet(vec![record(0x0006, &head)]).unwrap();
    assert_eq!(sheet.cells[0].value, CellValue::NotCalculated);
    assert_eq!(sheet.cells[0].formula.as_deref(), Some("1"));
}

#[test]
fn cells_that_would_be_lost_or_doubled_are_refused() {
    let lost = record(0x00FD, &[words(&[0, 0, 0]), 7_u32.to_le_bytes().to_vec()].concat());
    let endless = number(0, 0, 0, f64::INFINITY);
    let unstyled = number(0, 0, 9, 45_000.0);
    let outside = number(0, 256, 0, 1.0);
    let odd_error = record(0x0205, &[words(&[0, 0, 0]), vec![99, 1]].concat());
    for records in [
        vec![lost],
        vec![number(0, 0, 0, 1.0), number(0, 0, 0, 2.0)],
        vec![endless],
        vec![unstyled],
        vec![odd_error],
        vec![outside],
    ] {
        let result = sheet(records);
        assert!(matches!(result, Err(ReadError::ContradictingContent { .. })), "{result:?}");
    }
}

#[test]
fn claimed_and_real_sizes_cost_nothing() {
    let claim = record(0x0200, &[0xFF; 14]);
    assert_eq!(sheet(vec![claim, number(0, 0, 0, 1.0)]).unwrap().cells.len(), 1);
    let far = sheet(vec![number(0, 0, 0, 1.0), number(65_535, 255, 0, 1.0)]);
    assert!(matches!(far, Err(ReadError::ExceedsLimit { value: 16_777_216, .. })), "{far:?}");
}

#[test]
fn locked_cut_and_foreign_files_are_named() {
    let limits = Limits::default();
    let locked = stream(&[("PK", vec![])], &record(0x002F, &[0, 0, 1, 2, 3, 4]));
    assert_eq!(read_workbook(&compound_file("Workbook", &locked).unwrap(), &limits), Err(ReadError::PasswordLocked));
    let encrypted = compound_file("EncryptedPackage", b"x").unwrap();
    assert_eq!(read_workbook(&encrypted, &limits), Err(ReadError::PasswordLocked));
    let word = compound_file("WordDocument", b"x").unwrap();
    assert!(read_workbook(&word, &limits).unwrap_err().to_string().contains("Word"));
    let cells = (0..2000).map(|row| number(row, 0, 0, 1.0)).collect();
    let whole = compound_file("Workbook", &stream(&[("PK", cells)], &[])).unwrap();
    for end in [600, whole.len() / 2, whole.len() * 3 / 4, whole.len() - 700] {
        let result = read_workbook(&whole[..end], &limits);
        assert!(matches!(result, Err(ReadError::Damaged { .. })), "{end} of {}: {result:?}", whole.len());
    }
}

#[test]
fn double_names_and_no_sheets_are_refused() {
    let one = || vec![number(0, 0, 0, 1.0)];
    let twice = compound_file("Workbook", &stream(&[("Data", one()), ("DATA", one())], &[])).unwrap();
    assert!(matches!(read_workbook(&twice, &Limits::default()), Err(ReadError::ContradictingContent { .. })));
    let none = compound_file("Workbook", &stream(&[], &[])).unwrap();
    assert_eq!(read_workbook(&none, &Limits::default()), Err(ReadError::WithoutSheet));
}
