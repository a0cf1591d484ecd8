//! Finding header blocks anywhere on a sheet, and the full path of every column.
//!
//! A block is found by its shape: labels side by side over rows that hold something else, merges, a row that counts the
//! columns, measures. Wordings that the dictionary knows speak for a block too, but none is needed: what a table of ours
//! is, is decided by what its columns mean, and blocks that are none are told with their columns.

mod columns;
mod extent;
mod seed;
mod twice;

use crate::domain::address::CellAddress;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::grid::{CellGrid, cell_text};
use super::shape::profile::{ColumnProfile, profiles};
use super::signature;

use extent::Extent;
use seed::{MOST_LETTER, Seed};

/// A block of header rows with its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeadingBlock {
    /// First header row.
    pub(super) start: u32,
    /// Last header row.
    pub(super) last: u32,
    /// Columns with a heading of their own, left to right.
    pub(super) columns: Vec<HeadingColumn>,
    /// Columns that hold something below the heading of the column to their left, which spans them. Their path is that
    /// one's.
    pub(super) shared: Vec<HeadingColumn>,
    /// The row that counts the columns: among the header rows, or right below them.
    pub(super) number_row: Option<u32>,
    /// The first of its rows, where others that the same headings stand over are none of them.
    pub(super) from: Option<u32>,
    /// First and last sheet column that belong to it: two tables may stand side by side.
    pub(super) left: u32,
    pub(super) right: u32,
    /// First row below it that belongs to another block, or the end of the sheet.
    pub(super) end: u32,
    /// Rows below it that fill at least two of its columns.
    pub(super) rows: u32,
    /// Whether it is a heading beyond doubt, so that it ends a table that stands above it.
    pub(super) sure: bool,
}

/// One column under a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeadingColumn {
    pub(super) column: u32,
    /// Lowest header cell.
    pub(super) cell: CellAddress,
    /// Texts from parent to child, as typed.
    pub(super) parts: Vec<String>,
    /// Columns that hold one code in parts under this heading, itself first; empty where each column stands for itself.
    pub(super) code_columns: Vec<u32>,
    /// What stands below.
    pub(super) profile: ColumnProfile,
}

impl HeadingColumn {
    /// The path as people read it.
    pub(super) fn text(&self) -> String {
        self.parts.join(" > ")
    }
}

impl HeadingBlock {
    /// First row below its header.
    pub(super) fn body(&self) -> u32 {
        self.from.unwrap_or_else(|| self.below())
    }

    fn below(&self) -> u32 {
        self.last.max(self.number_row.unwrap_or(0)) + 1
    }

    /// The cells of a row that stand in its columns.
    pub(super) fn cells<'a>(&self, grid: &CellGrid<'a>, row: u32) -> &'a [Cell] {
        let cells = grid.row(row);
        if self.left == 0 && self.right == u32::MAX {
            return cells;
        }
        let start = cells.partition_point(|cell| cell.address.column < self.left);
        let end = cells.partition_point(|cell| cell.address.column <= self.right);
        &cells[start..end.max(start)]
    }

    /// The columns that hold one code in parts under the heading of this one; empty where it stands for itself.
    pub(super) fn code_columns(&self, column: u32) -> &[u32] {
        self.columns.iter().find(|own| own.column == column).map_or(&[], |own| own.code_columns.as_slice())
    }
}

/// Every header block of a sheet, top to bottom, of the same rows left to right.
pub(super) fn find(grid: &CellGrid<'_>, dictionary: &Dictionary) -> Vec<HeadingBlock> {
    let rows = grid.filled_rows();
    let Some(&last) = rows.last() else { return Vec::new() };
    let mut found: Vec<(Extent, bool)> = Vec::new();
    let mut next = 0;
    while let Some(&row) = rows.get(next) {
        let seed = seed::seed(grid, dictionary, rows, next, found.is_empty());
        if seed == Seed::None {
            next += 1;
            continue;
        }
        // Right below other cells, what stands above is a row of a table and no group of columns.
        let within = seed == Seed::KnownWithin;
        let floor = if within { row } else { found.last().map_or(0, |(above, _)| above.body()) };
        let extent = extent::extent(grid, dictionary, row, last, floor);
        let sure = extent.number_row.is_some()
            || (!within && extent.sure_by_shape(grid))
            || match seed {
                Seed::Known => true,
                Seed::Apart | Seed::Within => extent.known(grid, dictionary),
                Seed::KnownWithin | Seed::None => false,
            };
        // Inside a table, only what is a heading beyond doubt begins another one; known or after a wide gap, perhaps.
        if sure || seed != Seed::Within {
            next = rows.partition_point(|row| *row < extent.body());
            found.push((extent, sure));
        } else {
            next += 1;
        }
    }
    let ends: Vec<u32> = found.iter().skip(1).map(|(below, _)| below.first).chain([last + 1]).collect();
    found.iter().zip(ends).flat_map(|((extent, sure), end)| blocks(grid, dictionary, extent, *sure, end)).collect()
}

/// The blocks of some header rows: one, or several side by side.
fn blocks(grid: &CellGrid<'_>, dictionary: &Dictionary, extent: &Extent, sure: bool, end: u32) -> Vec<HeadingBlock> {
    let body = grid.cells(extent.body(), signature::start(grid, dictionary, extent.body(), end));
    // Titles of groups, notes and signatures stand alone in their rows and say nothing of a column.
    let rows = || body.chunk_by(|one, other| one.address.row == other.address.row).filter(|row| row.len() >= 2);
    let profiles = profiles(rows().flatten());
    let (columns, shared) = columns::columns(grid, dictionary, extent, (body, &profiles));
    let mut cuts = columns::cuts(grid, dictionary, extent, &columns, &profiles);
    if cuts.is_empty() {
        cuts.extend(twice::second_table(&columns, dictionary).map(|place| columns[place].column));
    }
    let mut result = Vec::with_capacity(cuts.len() + 1);
    let mut left = 0;
    for right in cuts.iter().map(|cut| cut - 1).chain([u32::MAX]) {
        let own = |column: &&HeadingColumn| (left..=right).contains(&column.column);
        let sheet_column: Vec<HeadingColumn> = columns.iter().filter(own).cloned().collect();
        let shared: Vec<HeadingColumn> = shared.iter().filter(own).cloned().collect();
        let rows = rows()
            .filter(|row| row.iter().filter(|cell| (left..=right).contains(&cell.address.column)).nth(1).is_some())
            .count();
        result.push(HeadingBlock {
            start: extent.first,
            last: extent.last,
            columns: sheet_column,
            shared,
            number_row: extent.number_row,
            from: None,
            left,
            right,
            end,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            sure,
        });
        left = right.saturating_add(1);
    }
    result
}

/// Rows that resemble a header: cells that are known and cells that are not, for the finding on sheets without a table.
pub(super) fn candidate(grid: &CellGrid<'_>, dictionary: &Dictionary) -> Vec<(u32, Vec<String>, Vec<String>)> {
    let mut outcome: Vec<_> = grid
        .filled_rows()
        .iter()
        .filter_map(|&row| {
            let (known, foreign): (Vec<_>, Vec<_>) = grid
                .row(row)
                .iter()
                .filter(|cell| matches!(cell.value, CellValue::Text(_)))
                .map(|cell| cell_text(cell).into_owned())
                .filter(|text| text.chars().count() <= MOST_LETTER)
                .partition(|text| dictionary.heading_known(text));
            (!known.is_empty()).then_some((row, known, foreign))
        })
        .collect();
    outcome.sort_by_key(|(row, known, _)| (std::cmp::Reverse(known.len()), *row));
    outcome.truncate(5);
    outcome
}
