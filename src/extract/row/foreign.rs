//! Columns with data that nothing knows, and cells beside the table.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::document::{Fact, RowKind};
use crate::extract::grid::{CellGrid, cell_text};
use crate::extract::header::{HeadingBlock, HeadingColumn};
use crate::extract::recognise::RecognisedTable;
use crate::extract::shape::profile::rupiah_mark;
use crate::workbook::{Cell, CellValue};

use super::RawRow;

/// Columns with data that nothing knows, and cells beside the table.
pub(super) fn foreign_column(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    raw: &[RawRow],
) -> Vec<Fact> {
    let mut content: BTreeMap<u32, Strange> = BTreeMap::new();
    let headed = |column: u32| {
        let covered =
            |owned: &HeadingColumn| grid.anchor(owned.cell.row, column) == grid.anchor(owned.cell.row, owned.column);
        block
            .columns
            .iter()
            .any(|owned| owned.column == column || covered(owned) || owned.code_columns.contains(&column))
    };
    let foreign = |column: u32| recognised.foreign.iter().find(|owned| owned.column == column);
    // Every row asks the same of its columns.
    let mut asked: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for one in raw {
        for cell in block.cells(grid, one.row) {
            let column = cell.address.column;
            let (foreign, headed) = *asked.entry(column).or_insert_with(|| (foreign(column).is_some(), headed(column)));
            let error = matches!(cell.value, CellValue::Error(_));
            if foreign || (!headed && !error && one.kind == RowKind::Data) {
                let strange =
                    content.entry(column).or_insert(Strange { first: cell.address, count: 0, silent: !foreign });
                strange.count += 1;
                strange.silent &= numbers_row(cell, strange.count);
            }
        }
    }
    content
        .into_iter()
        .filter(|(_, strange)| !strange.silent)
        .map(|(column, Strange { first, count, .. })| match foreign(column) {
            Some(heading) => Fact::UnknownColumn { cell: heading.cell, heading: heading.text(), content: count },
            None => Fact::UnknownColumn { cell: first, heading: String::new(), content: count },
        })
        .collect()
}

/// What stands in a column that nothing knows.
struct Strange {
    first: CellAddress,
    count: u32,
    /// Whether it has no heading and only numbers its rows, or says "Rp" before amounts.
    silent: bool,
}

/// Whether a cell numbers the row of this number, or only names the currency.
fn numbers_row(cell: &Cell, row: u32) -> bool {
    let text = cell_text(cell);
    text.trim_end_matches(['.', ')']).parse() == Ok(row) || rupiah_mark(&text.to_ascii_lowercase())
}
