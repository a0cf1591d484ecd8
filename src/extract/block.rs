//! The table-like blocks of a sheet, whether or not anything is known of them: what is shown of tables that were not
//! read, and what definitions are drafted from.

use std::ops::RangeInclusive;

use crate::domain::address::CellAddress;
use crate::template::Dictionary;
use crate::workbook::Sheet;

use super::grid::{CellGrid, cell_text};
use super::header::{self, HeadingBlock, HeadingColumn};

/// Values of a column that are shown.
const SAMPLES: usize = 3;

/// A table-like block: headings over rows.
#[derive(Debug, Clone, PartialEq)]
pub struct TableBlock {
    /// Its header rows.
    pub header: RangeInclusive<u32>,
    /// The row that counts its columns.
    pub number_row: Option<u32>,
    /// Rows below that fill at least two of its columns.
    pub rows: u32,
    /// First row below its headings.
    pub body: u32,
    /// First row that belongs to another block, or the end of the sheet.
    pub end: u32,
    /// Whether it is a heading beyond doubt: columns are counted, grouped, or some wordings known.
    pub sure: bool,
    /// Its columns, left to right.
    pub columns: Vec<BlockColumn>,
}

/// A column of a block.
#[derive(Debug, Clone, PartialEq)]
pub struct BlockColumn {
    /// Its lowest header cell.
    pub cell: CellAddress,
    /// Its headings as typed, parents first.
    pub path: Vec<String>,
    /// The first values below, as they show. Persons' names may be among them.
    pub samples: Vec<String>,
    /// Cells below that hold anything.
    pub filled: u32,
    /// The columns that hold one code in parts under this heading, itself first; empty where it stands for itself.
    pub code_columns: Vec<u32>,
    /// Whether the heading is that of the column to its left, which spans this one.
    pub shared: bool,
}

/// Every table-like block of a sheet, top to bottom, of the same rows left to right.
pub fn table_blocks(sheet: &Sheet, dictionary: &Dictionary) -> Vec<TableBlock> {
    let grid = CellGrid::new(sheet);
    header::find(&grid, dictionary).iter().map(|block| table_block(&grid, block)).collect()
}

pub(super) fn table_block(grid: &CellGrid<'_>, block: &HeadingBlock) -> TableBlock {
    let mut columns: Vec<BlockColumn> =
        block.columns.iter().map(|column| described(grid, block, column, false)).collect();
    columns.extend(block.shared.iter().map(|column| described(grid, block, column, true)));
    columns.sort_by_key(|column| column.cell.column);
    TableBlock {
        header: block.start..=block.last,
        number_row: block.number_row,
        rows: block.rows,
        body: block.body(),
        end: block.end,
        sure: block.sure,
        columns,
    }
}

fn described(grid: &CellGrid<'_>, block: &HeadingBlock, column: &HeadingColumn, shared: bool) -> BlockColumn {
    let below = grid.cells(block.body(), block.end).iter().filter(|cell| cell.address.column == column.column);
    let samples =
        below.map(|cell| cell_text(cell).into_owned()).filter(|text| !text.is_empty()).take(SAMPLES).collect();
    BlockColumn {
        cell: column.cell,
        path: column.parts.clone(),
        samples,
        filled: column.profile.filled,
        code_columns: column.code_columns.clone(),
        shared,
    }
}
