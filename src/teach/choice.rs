//! Which of two definitions a lesson comes to: one that lists every column, or one that says what the words of this house
//! mean and leaves the rest to what headings mean everywhere.
//!
//! A list of columns is what people can check, so it stands where both read the example alike. Where they differ, headings
//! are read with their neighbours, groups and rows, of which a list of columns knows nothing.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::Field;
use crate::domain::document::ReadFile;
use crate::extract::extract;

use super::Lesson;

/// A value: sheet, row, cell, field.
type Value = (String, u32, CellAddress, String);

/// Whether the definition of words reads more of the example than that of columns, or reads it otherwise.
pub(super) fn words_read_better(lesson: &Lesson, columns: &str, words: &str) -> bool {
    let Some(by_words) = read(lesson, words).filter(|read| super::read_by(read, &lesson.id)) else { return false };
    let Some(by_columns) = read(lesson, columns).filter(|read| super::read_by(read, &lesson.id)) else { return true };
    let (one, other) = (values(&by_columns), values(&by_words));
    let Some(told) = answered(lesson, &other) else { return false };
    one != other && answered(lesson, &one).is_none_or(|told_by_columns| told_by_columns.is_subset(&told))
}

fn read(lesson: &Lesson, definition: &str) -> Option<ReadFile> {
    let library = lesson.library.plus(&format!("{}.toml", lesson.id), definition).ok()?;
    Some(extract(&lesson.workbook, &library))
}

fn values(read: &ReadFile) -> BTreeSet<Value> {
    let tables = read.documents.iter().flat_map(|document| {
        document.tables.iter().flat_map(|table| &table.rows).map(move |row| (document.sheet.clone(), row))
    });
    let entries = tables.flat_map(|(sheet, row)| {
        let filled = row.entries.iter().filter(|(field, entry)| field.field != Field::Ignore && !entry.value.blank());
        filled.map(move |(field, entry)| (sheet.clone(), row.row, entry.cell, field.to_string())).collect::<Vec<_>>()
    });
    entries.collect()
}

/// The columns that were answered and are read, or of which another column holds the field; `None` where one is read that
/// must not be.
fn answered(lesson: &Lesson, values: &BTreeSet<Value>) -> Option<BTreeSet<(usize, usize)>> {
    let read: BTreeSet<(&str, u32)> = values.iter().map(|(sheet, _, cell, _)| (sheet.as_str(), cell.column)).collect();
    let of_field = |sheet: &str, field: Field| {
        values.iter().any(|(own, _, _, name)| own == sheet && name.split('.').next() == Some(field.name()))
    };
    let mut told = BTreeSet::new();
    for (number, table) in lesson.tables.iter().enumerate() {
        let sheet = table.sheet.as_str();
        for (place, column) in table.columns.iter().enumerate() {
            let itself = read.contains(&(sheet, column.cell.column));
            match lesson.series.get(column.series).and_then(|series| series.answer) {
                Some(None) if itself => return None,
                Some(Some(meant)) => {
                    let decides = meant.field.measures() || matches!(meant.field, Field::Indikator | Field::Sasaran);
                    if itself || !decides && of_field(sheet, meant.field) {
                        told.insert((number, place));
                    }
                }
                _ => {}
            }
        }
    }
    Some(told)
}
