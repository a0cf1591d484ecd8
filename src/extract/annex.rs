//! An annex about the same indicators: `No | Indikator | Kendala | Tindak Lanjut` below the table that measures them.
//!
//! Reports of applications print what is said about each indicator in a table of its own. It is no second list of
//! indicators: what it says is added to the rows that it names, and only where they are told by their wording, each once.

use crate::domain::column::Field;
use crate::domain::document::{DocumentTable, RowKind, SkipReason, TableColumn};
use crate::domain::only::only;
use crate::domain::text::key;
use crate::workbook::Cell;

use super::entry::text_entry;
use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;
use super::mapping::Column;
use super::row::RowFate;
use super::shape::mark::{Mark, mark};

/// Rows that name an indicator of the table at least.
const ROWS: usize = 2;

/// What is said about an indicator.
const REMARKS: [Field; 6] =
    [Field::Kendala, Field::Solusi, Field::TindakLanjut, Field::BuktiDukung, Field::Remark, Field::PenanggungJawab];

/// What may stand beside it, and says nothing new.
const NAMES: [Field; 5] = [Field::No, Field::Code, Field::Sasaran, Field::Satuan, Field::Ignore];

/// Adds what an annex says to the tables of the document above it; gives what became of its rows, or `None` when it is none.
pub(super) fn take(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    columns: &[Column<'_>],
    tables: &mut [DocumentTable],
) -> Option<Vec<(u32, RowFate)>> {
    let indicator = columns.iter().find(|column| column.is(Field::Indikator) && !column.shared)?;
    let remarks: Vec<&Column<'_>> =
        columns.iter().filter(|column| remark(column) && column.beaten_by.is_none() && !column.shared).collect();
    let known = |column: &Column<'_>| {
        column.is(Field::Indikator) || remark(column) || NAMES.iter().any(|field| column.is(*field))
    };
    if remarks.is_empty() || !columns.iter().all(known) {
        return None;
    }
    let rows: Vec<u32> = (block.body()..block.end).take_while(|row| named(grid, *row, indicator).is_some()).collect();
    let found: Vec<(u32, Option<(usize, usize)>)> =
        rows.iter().map(|row| (*row, named(grid, *row, indicator).and_then(|text| place(tables, &text)))).collect();
    let told = found.iter().filter(|(_, place)| place.is_some()).count();
    if told < ROWS || told * 10 < rows.len() * 8 {
        return None;
    }
    let mut fates: Vec<(u32, RowFate)> = (block.start..block.body()).map(|row| (row, RowFate::BeingRead)).collect();
    for (row, place) in found {
        let Some((table, at)) = place else {
            fates.push((row, RowFate::Skipped(SkipReason::NotKnown)));
            continue;
        };
        fates.push((row, RowFate::BeingRead));
        for column in &remarks {
            if let Some(cell) = grid.own_cell(row, column.heading.column) {
                add(&mut tables[table], at, column, cell);
            }
        }
    }
    Some(fates)
}

fn remark(column: &Column<'_>) -> bool {
    REMARKS.iter().any(|field| column.is(*field))
}

/// The indicator that a row of the annex names.
fn named(grid: &CellGrid<'_>, row: u32, indicator: &Column<'_>) -> Option<String> {
    let cell = grid.own_cell(row, indicator.heading.column)?;
    (mark(cell) == Mark::Label || mark(cell) == Mark::Prose).then(|| key(&cell_text(cell)))
}

/// The one row of the tables that is about this indicator.
fn place(tables: &[DocumentTable], indicator: &str) -> Option<(usize, usize)> {
    let own = Field::Indikator.yearly();
    only(tables.iter().enumerate().flat_map(|(table, one)| {
        let data = one.rows.iter().enumerate().filter(|(_, row)| row.kind == RowKind::Data);
        let same = data.filter(|(_, row)| row.entry(own).is_some_and(|entry| key(&entry.raw) == indicator));
        same.map(move |(at, _)| (table, at)).collect::<Vec<_>>()
    }))
}

/// Adds what a cell says to a row that says nothing of it.
fn add(table: &mut DocumentTable, row: usize, column: &Column<'_>, cell: &Cell) {
    let Some(meant) = column.meant else { return };
    let Some(row) = table.rows.get_mut(row) else { return };
    if row.entry(meant).is_some_and(|entry| !entry.value.blank()) {
        return;
    }
    row.entries.insert(meant, text_entry(cell));
    if !table.columns.iter().any(|owned| owned.column == meant) {
        table.columns.push(TableColumn {
            column: meant,
            cell: column.heading.cell,
            heading: column.heading.text(),
            cumulative: false,
            basis: column.basis,
            sure: column.sure,
        });
    }
}
