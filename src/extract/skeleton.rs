//! What of a sheet is the form's own text: header, labels, column numbers, samples that nobody replaced. The rest was
//! typed by the unit, in a place that is read or in one that is not.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::document::{Document, ReadSheet, SkipReason};
use crate::domain::mark::SENT_BACK;
use crate::template::Library;
use crate::workbook::{Cell, CellValue, Sheet};

use super::grid::{CellGrid, cell_text};
use super::header;

/// The cells of a sheet that hold the form's own text; `dokumen` are those of this sheet.
pub fn skeleton(
    sheet: &Sheet,
    read_sheet: &ReadSheet,
    document: &[&Document],
    library: &Library,
) -> BTreeSet<CellAddress> {
    let grid = CellGrid::new(sheet);
    let dictionary = &library.dictionary;
    let table = || document.iter().flat_map(|document| &document.tables);
    let heading: BTreeSet<u32> = table().flat_map(|table| table.columns.iter().map(|owned| owned.cell.row)).collect();
    let mut outcome = BTreeSet::new();
    for block in header::find(&grid, dictionary) {
        let row = block.start..=block.last;
        if heading.iter().any(|owned| row.contains(owned)) {
            outcome.extend(row.flat_map(|row| grid.row(row)).map(|cell| cell.address));
        }
    }
    let skipped = |reason: SkipReason| {
        read_sheet.skipped.iter().filter(move |one| one.reason == reason && one.total == 1).map(|one| one.row)
    };
    let number = skipped(SkipReason::ColumnNumber).flat_map(|row| grid.row(row)).map(|cell| cell.address);
    outcome.extend(number);
    // A row that nobody filled holds its number and formulas that wait for figures.
    let blank = skipped(SkipReason::NotYetFilledIn).flat_map(|row| grid.row(row));
    let waits = |cell: &&Cell| cell.formula.is_some() || !matches!(cell.value, CellValue::Text(_));
    let first =
        |cell: &&Cell| table().any(|table| table.columns.first().is_some_and(|k| k.cell.column == cell.address.column));
    outcome
        .extend(blank.filter(|cell| waits(cell) && (cell.formula.is_some() || first(cell))).map(|cell| cell.address));
    let in_table: BTreeSet<u32> = table().flat_map(|table| table.rows.iter().map(|row| row.row)).collect();
    for cell in sheet.cells.iter().filter(|cell| matches!(cell.value, CellValue::Text(_))) {
        let text = cell_text(cell);
        let label = !in_table.contains(&cell.address.row)
            && (text == ":"
                || text.starts_with(SENT_BACK)
                || dictionary.label(&text).is_some()
                || dictionary.signature_row(&text));
        let blank_formula = cell.formula.is_some() && text.is_empty();
        if label || blank_formula || dictionary.example_text(&text) {
            outcome.insert(cell.address);
        }
    }
    outcome
}
