//! The shape of an example as a drawing: its headings with their merges, and two invented rows. Nothing that was typed
//! below the headings goes in: it may name persons.

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::workbook::{CellValue, Sheet};

use super::{Lesson, TaughtTable};

/// Invented rows below the headings.
const ROWS: usize = 2;

pub(super) fn drawing(lesson: &Lesson) -> String {
    let mut text = String::new();
    for (number, table) in lesson.tables.iter().enumerate() {
        let Some(sheet) = lesson.workbook.sheets.iter().find(|sheet| sheet.name == table.sheet) else { continue };
        text.push_str(&format!("=== Tabel {}\n{} TAHUN 2026\n", number + 1, lesson.kind.facts().title.to_uppercase()));
        text.push_str(&table_drawing(lesson, number, sheet, table));
    }
    text
}

fn table_drawing(lesson: &Lesson, number: usize, sheet: &Sheet, table: &TaughtTable) -> String {
    let block = &table.block;
    let first = *block.header.start();
    let last = block.body.saturating_sub(1).max(*block.header.end());
    let right = table.columns.iter().map(|column| column.cell.column).max().unwrap_or_default();
    let mut text = String::new();
    for row in first..=last {
        let cells: Vec<String> =
            (0..=right).map(|column| heading_cell(sheet, first, CellAddress::new(row, column))).collect();
        text.push_str(cells.join("|").trim_end_matches('|'));
        text.push('\n');
    }
    for row in 1..=ROWS {
        let place = |column: u32| table.columns.iter().position(|one| one.cell.column == column && one.filled > 0);
        let cells: Vec<String> = (0..=right)
            .map(|column| match place(column) {
                Some(at) if table.columns[at].of_figures() => (row * 10).to_string(),
                Some(at) if lesson.resolved(number, at).is_some_and(|meant| meant.field == Field::Indikator) => {
                    format!("Jumlah dokumen karangan {row}")
                }
                Some(_) => format!("Contoh isian {row}"),
                None => String::new(),
            })
            .collect();
        text.push_str(cells.join("|").trim_end_matches('|'));
        text.push('\n');
    }
    text
}

/// A heading cell in the notation of drawings.
fn heading_cell(sheet: &Sheet, first: u32, at: CellAddress) -> String {
    let covers = |(from, to): &&(CellAddress, CellAddress)| {
        (from.row..=to.row).contains(&at.row) && (from.column..=to.column).contains(&at.column)
    };
    if let Some((from, _)) = sheet.merges.iter().find(covers)
        && (at.row, at.column) != (from.row, from.column)
    {
        if at.column > from.column {
            return "<".to_string();
        }
        if from.row >= first {
            return "^".to_string();
        }
    }
    match sheet.cell(at).map(|cell| &cell.value) {
        Some(CellValue::Text(text)) => text.trim().replace('\n', "\\n").replace('|', "\\|"),
        Some(CellValue::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}
