//! What columns mean, drawn.
#![allow(clippy::unwrap_used)]

mod agencies;
mod beside;
mod exports;
mod harvest;
mod letters;
mod one_heading;
mod outside;
mod plans;
mod published;
mod specimens;
mod stated;
mod together;

use std::sync::LazyLock;

use crate::domain::column::Field;
use crate::template::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

/// What each column of the first table of a drawing is taken for; "-" where nothing is.
fn meanings(drawing: &str) -> Vec<String> {
    let book = crate::workbook::grid::workbook_from_text(drawing);
    let (_, meanings) = crate::extract::block_meanings(&book.sheets[0], &LIBRARY).remove(0);
    meanings.into_iter().map(|meant| meant.map_or_else(|| "-".to_string(), |meant| meant.to_string())).collect()
}

/// The same of some columns.
fn of(drawing: &str, columns: std::ops::Range<usize>) -> Vec<String> {
    meanings(drawing)[columns].to_vec()
}

/// The cells that hold a field, over all tables of a drawing.
fn cells(drawing: &str, field: Field) -> Vec<String> {
    let file = crate::extract::extract(&crate::workbook::grid::workbook_from_text(drawing), &LIBRARY);
    let tables = file.documents.iter().flat_map(|document| &document.tables);
    let entries = tables.flat_map(|table| &table.rows).flat_map(|row| row.entries.iter());
    let own = entries.filter(|(column, entry)| column.field == field && !entry.value.blank() && !entry.derivation);
    own.map(|(_, entry)| entry.cell.to_string()).collect()
}

mod ijk;
