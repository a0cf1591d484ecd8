//! A sheet written as plain text, for tests and for the examples of the rule catalogue.
//!
//! One line is one row, cells are separated by `|`, blanks around a cell do not count, an empty line is a blank row:
//!
//! | written | means |
//! |---|---|
//! | *(nothing)* | a blank cell |
//! | `57`, `-0.7` | a number (decimal point) |
//! | `57%` | the number 0.57 under a percent format |
//! | `'57` | the text `57` |
//! | `=A1+B1 -> 12` | a formula with its stored result, written as any other cell |
//! | `=A1 ->` | a formula whose result the file does not hold |
//! | `#DIV/0!` | an error value |
//! | `@2026-06-30` | a date |
//! | `^` | merged with the cell above |
//! | `<` | merged with the cell to the left |
//! | `~` at the start of a line | the row is hidden |
//! | anything else | text; `\n` is a line break, `\|` a bar |

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};

use super::csv::short_lines;
use super::{Cell, CellValue, Sheet, SheetVisibility, Workbook};
use crate::domain::address::CellAddress;

/// Starts a sheet in [`workbook_from_text`].
const SECTION: &str = "=== ";
/// Starts a document property in [`workbook_from_text`].
const PROPERTY: &str = "--- ";
const HIDDEN: &str = "(tersembunyi)";
const PENDING: &str = "(belum dihitung)";
const TEXT: &str = "(berkas teks)";
const ERRORS: [&str; 10] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"];

/// A workbook of several sheets: each starts with a line `=== Nama Lembar`, `=== Nama Lembar (tersembunyi)`,
/// `=== Nama Lembar (belum dihitung)` or `=== Nama Lembar (berkas teks)`, in which lines may be too short. Text without any such line is one sheet named `Lembar1`; blank text before the
/// first one counts for nothing. Before the first sheet, a line `--- nama = isi` is a document property.
pub fn workbook_from_text(text: &str) -> Workbook {
    let mut sections: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut properties = BTreeMap::new();
    for line in text.lines() {
        let property = line.trim_start().strip_prefix(PROPERTY).filter(|_| sections.is_empty());
        if let Some((name, value)) = property.and_then(|property| property.split_once('=')) {
            properties.insert(name.trim().to_string(), value.trim().to_string());
        } else if let Some(title) = line.trim_start().strip_prefix(SECTION) {
            sections.push((title.trim(), Vec::new()));
        } else if let Some((_, lines)) = sections.last_mut() {
            lines.push(line);
        } else if !line.trim().is_empty() {
            sections.push(("Lembar1", vec![line]));
        }
    }
    let sheets = sections.into_iter().map(|(title, lines)| section(title, &lines.join("\n"))).collect();
    Workbook { format: "xlsx", sheets, properties }
}

fn section(title: &str, text: &str) -> Sheet {
    if let Some(name) = title.strip_suffix(PENDING) {
        return Sheet { pending: true, ..sheet_from_text(name.trim(), text) };
    }
    if let Some(name) = title.strip_suffix(TEXT) {
        let widths: Vec<u32> = text.lines().map(|line| split_cells(line).len() as u32).collect();
        return Sheet { short_lines: short_lines(&widths), ..sheet_from_text(name.trim(), text) };
    }
    match title.strip_suffix(HIDDEN) {
        Some(name) => Sheet { visibility: SheetVisibility::Hidden, ..sheet_from_text(name.trim(), text) },
        None => sheet_from_text(title, text),
    }
}

/// One visible sheet.
pub fn sheet_from_text(name: &str, text: &str) -> Sheet {
    let mut sheet = Sheet::plain(name, Vec::new());
    for (row, line) in (0..).zip(text.lines()) {
        let line = match line.trim_start().strip_prefix('~') {
            Some(rest) => {
                sheet.hidden_rows.push(row);
                rest
            }
            None => line,
        };
        for (column, written) in (0..).zip(split_cells(line)) {
            put(&mut sheet, CellAddress::new(row, column), written.trim());
        }
    }
    sheet
}

/// Cells of a line; `\|` does not separate.
fn split_cells(line: &str) -> Vec<&str> {
    let mut cells = Vec::new();
    let mut start = 0;
    let mut escaped = false;
    for (at, letter) in line.char_indices() {
        if letter == '|' && !escaped {
            cells.push(&line[start..at]);
            start = at + 1;
        }
        escaped = letter == '\\';
    }
    cells.push(&line[start..]);
    cells
}

fn put(sheet: &mut Sheet, address: CellAddress, written: &str) {
    let CellAddress { row, column } = address;
    match written {
        "" => {}
        "^" if row > 0 => merge(sheet, CellAddress::new(row - 1, column), address),
        "<" if column > 0 => merge(sheet, CellAddress::new(row, column - 1), address),
        _ => {
            let (value, percent_format, formula) = read_cell(written);
            sheet.cells.push(Cell { address, value, percent_format, formula });
        }
    }
}

/// Extends the merge that covers `from` so that it covers `to`, or begins one.
fn merge(sheet: &mut Sheet, from: CellAddress, to: CellAddress) {
    let covers = |first: &CellAddress, last: &CellAddress| {
        (first.row..=last.row).contains(&from.row) && (first.column..=last.column).contains(&from.column)
    };
    match sheet.merges.iter_mut().find(|(first, last)| covers(first, last)) {
        Some((_, last)) => *last = CellAddress::new(last.row.max(to.row), last.column.max(to.column)),
        None => sheet.merges.push((from, to)),
    }
}

fn read_cell(written: &str) -> (CellValue, bool, Option<String>) {
    let Some(formula) = written.strip_prefix('=') else {
        let (value, percent) = read_value(written);
        return (value, percent, None);
    };
    let (formula, result) = formula.split_once("->").unwrap_or((formula, ""));
    let (value, percent) = match result.trim() {
        "" => (CellValue::NotCalculated, false),
        result => read_value(result),
    };
    (value, percent, Some(formula.trim().to_string()))
}

fn read_value(written: &str) -> (CellValue, bool) {
    if let Some(text) = written.strip_prefix('\'') {
        return (CellValue::Text(unescape(text)), false);
    }
    if let Some(number) = plain_number(written) {
        return (CellValue::Number(number), false);
    }
    if let Some(number) = written.strip_suffix('%').and_then(plain_number) {
        return (CellValue::Number(number / 100.0), true);
    }
    if ERRORS.contains(&written) {
        return (CellValue::Error(written.to_string()), false);
    }
    match written.strip_prefix('@').and_then(|day| NaiveDate::parse_from_str(day, "%Y-%m-%d").ok()) {
        Some(day) => (CellValue::DateTime(day.and_time(NaiveTime::MIN)), false),
        None => (CellValue::Text(unescape(written)), false),
    }
}

/// Digits with at most one decimal point, perhaps negative: nothing that Rust alone takes for a number (`inf`, `1e3`).
fn plain_number(written: &str) -> Option<f64> {
    let digits = written.strip_prefix('-').unwrap_or(written);
    let plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.ends_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || c == '.');
    if plain { written.parse().ok() } else { None }
}

fn unescape(text: &str) -> String {
    text.replace("\\n", "\n").replace("\\|", "|")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn at(sheet: &Sheet, address: &str) -> Option<CellValue> {
        sheet.cell(address.parse().unwrap()).map(|cell| cell.value.clone())
    }

    fn merges(sheet: &Sheet) -> Vec<String> {
        sheet.merges.iter().map(|(first, last)| format!("{first}:{last}")).collect()
    }

    #[test]
    fn each_kind_of_cell_reads_as_written() {
        let sheet = sheet_from_text("PK", "57 | -0.7 | 57% | '57 | #DIV/0! | @2026-06-30 | dua\\nbaris \\| ya");
        assert_eq!(at(&sheet, "A1"), Some(CellValue::Number(57.0)));
        assert_eq!(at(&sheet, "B1"), Some(CellValue::Number(-0.7)));
        assert_eq!(at(&sheet, "C1"), Some(CellValue::Number(0.57)));
        assert!(sheet.cells[2].percent_format && !sheet.cells[0].percent_format);
        assert_eq!(at(&sheet, "D1"), Some(CellValue::Text("57".into())));
        assert_eq!(at(&sheet, "E1"), Some(CellValue::Error("#DIV/0!".into())));
        let day = NaiveDate::from_ymd_opt(2026, 6, 30).unwrap().and_time(NaiveTime::MIN);
        assert_eq!(at(&sheet, "F1"), Some(CellValue::DateTime(day)));
        assert_eq!(at(&sheet, "G1"), Some(CellValue::Text("dua\nbaris | ya".into())));
    }

    #[test]
    fn what_only_looks_like_a_number_stays_text() {
        for text in ["1.234,5", "1e5", "inf", ".5", "5.", "1.2.3", "-", "%", "80 %x"] {
            let sheet = sheet_from_text("PK", text);
            assert_eq!(at(&sheet, "A1"), Some(CellValue::Text(text.into())), "{text}");
        }
    }

    #[test]
    fn formulas_keep_their_text_and_their_stored_result() {
        let sheet = sheet_from_text("PK", "=B1+C1 -> 12 | =D1 -> | =E1/F1 -> 75% | =G1 -> BB");
        let cells: Vec<_> =
            sheet.cells.iter().map(|c| (c.formula.as_deref(), c.value.clone(), c.percent_format)).collect();
        assert_eq!(cells[0], (Some("B1+C1"), CellValue::Number(12.0), false));
        assert_eq!(cells[1], (Some("D1"), CellValue::NotCalculated, false));
        assert_eq!(cells[2], (Some("E1/F1"), CellValue::Number(0.75), true));
        assert_eq!(cells[3], (Some("G1"), CellValue::Text("BB".into()), false));
    }

    #[test]
    fn merges_grow_down_right_and_both_ways() {
        let sheet = sheet_from_text("PK", "No | Target | < | <\n^ | TW I | TW II | TW III");
        assert_eq!(merges(&sheet), ["B1:D1", "A1:A2"]);
        let block = sheet_from_text("PK", "A | < | x\n^ | ^ | y\n^ | < | z");
        assert_eq!(merges(&block), ["A1:B3"]);
    }

    #[test]
    fn rows_keep_their_numbers_and_may_be_hidden() {
        let sheet = sheet_from_text("PK", "Judul\n\n~ 1 | tersembunyi\n2 | terlihat");
        assert_eq!(sheet.hidden_rows, [2]);
        assert_eq!(at(&sheet, "B3"), Some(CellValue::Text("tersembunyi".into())));
        assert_eq!(sheet.used_rows(), Some((0, 3)));
    }

    #[test]
    fn a_workbook_has_a_sheet_for_each_heading() {
        let workbook = workbook_from_text("\n=== PK\n1 | a\n=== Data Lama (tersembunyi)\n2 | b\n");
        let sheets: Vec<_> = workbook.sheets.iter().map(|s| (s.name.as_str(), s.visibility, s.cells.len())).collect();
        assert_eq!(sheets, [("PK", SheetVisibility::Visible, 2), ("Data Lama", SheetVisibility::Hidden, 2)]);
        assert_eq!(workbook_from_text("1 | a").sheets[0].name, "Lembar1");
    }
}
