//! A sheet as a grid: what stands in a cell, through merges.

use std::borrow::Cow;

use crate::domain::address::CellAddress;
use crate::workbook::{Cell, Sheet};

/// Merged ranges larger than this are decoration (a whole empty page), not part of a table.
const MOST_COMBINATION_CELL: u64 = 100_000;
/// Cells under all merged ranges of a sheet that are laid out; no form comes near it.
const WHOLE_COMBINATION_CELL: u64 = 1_000_000;

/// A sheet with its merges laid out for looking up.
pub(super) struct CellGrid<'a> {
    pub(super) sheet: &'a Sheet,
    /// The merges of each row, in order: almost no row of a table has any, and the others a few.
    combinations: Vec<(u32, (CellAddress, CellAddress))>,
    /// The rows that hold anything, in order.
    rows: Vec<u32>,
    /// Where the cells of each of them begin. A cell is asked for hundreds of times: looked for among all of a sheet it was a
    /// twelfth of what reading a form takes.
    starts: Vec<usize>,
}

impl<'a> CellGrid<'a> {
    pub(super) fn new(sheet: &'a Sheet) -> Self {
        let mut combinations = Vec::new();
        let mut rest = WHOLE_COMBINATION_CELL;
        for &(start, last) in &sheet.merges {
            let area = u64::from(last.row - start.row + 1) * u64::from(last.column - start.column + 1);
            if area > MOST_COMBINATION_CELL.min(rest) {
                continue;
            }
            rest -= area;
            combinations.extend((start.row..=last.row).map(|row| (row, (start, last))));
        }
        combinations.sort_by_key(|(row, _)| *row);
        let (mut rows, mut starts): (Vec<u32>, Vec<usize>) = (Vec::new(), Vec::new());
        for (at, cell) in sheet.cells.iter().enumerate() {
            if rows.last() != Some(&cell.address.row) {
                rows.push(cell.address.row);
                starts.push(at);
            }
        }
        Self { sheet, combinations, rows, starts }
    }

    /// The cell that shows at an address: its own, or the anchor of the merge that covers it.
    pub(super) fn cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let address = self.anchor(row, column);
        self.own_cell(address.row, address.column)
    }

    /// The cell that stands at an address itself.
    pub(super) fn own_cell(&self, row: u32, column: u32) -> Option<&'a Cell> {
        let cells = self.row(row);
        // Most rows have no gap: the place of a cell is told by its column.
        let likely = column.checked_sub(cells.first()?.address.column)? as usize;
        let there = cells.get(likely).filter(|cell| cell.address.column == column);
        let find = || cells.binary_search_by_key(&column, |cell| cell.address.column).ok().map(|at| &cells[at]);
        there.or_else(find)
    }

    /// The text that shows at an address.
    pub(super) fn text(&self, row: u32, column: u32) -> Cow<'a, str> {
        self.cell(row, column).map_or(Cow::Borrowed(""), cell_text)
    }

    /// Where the value shown at an address stands.
    pub(super) fn anchor(&self, row: u32, column: u32) -> CellAddress {
        self.combination(row, column).map_or(CellAddress::new(row, column), |(start, _)| start)
    }

    /// The merge that covers an address; of several, the one that the sheet names last.
    pub(super) fn combination(&self, row: u32, column: u32) -> Option<(CellAddress, CellAddress)> {
        if self.combinations.last().is_none_or(|(last, _)| *last < row) {
            return None;
        }
        let until = self.combinations.partition_point(|(owned, _)| *owned <= row);
        let one_line = self.combinations[..until].iter().rev().take_while(|(owned, _)| *owned == row);
        one_line
            .map(|(_, combination)| *combination)
            .find(|(start, last)| (start.column..=last.column).contains(&column))
    }

    /// How many columns the cell at an address spans.
    pub(super) fn width(&self, address: CellAddress) -> u32 {
        self.combination(address.row, address.column).map_or(1, |(start, last)| last.column - start.column + 1)
    }

    /// First and last row that hold anything.
    pub(super) fn used_row(&self) -> Option<(u32, u32)> {
        self.sheet.used_rows()
    }

    /// The rows that hold anything, in order.
    pub(super) fn filled_rows(&self) -> &[u32] {
        &self.rows
    }

    /// The filled cells from one row up to, but not including, another.
    pub(super) fn cells(&self, from: u32, to: u32) -> &'a [Cell] {
        let cells = &self.sheet.cells;
        let start = cells.partition_point(|cell| cell.address.row < from);
        let end = cells.partition_point(|cell| cell.address.row < to);
        &cells[start..end.max(start)]
    }

    /// Whether a merge begins in a row or runs through it.
    pub(super) fn row_has_merges(&self, row: u32) -> bool {
        self.combinations.binary_search_by_key(&row, |(one, _)| *one).is_ok()
    }

    /// The filled cells of a row.
    pub(super) fn row(&self, row: u32) -> &'a [Cell] {
        let Ok(at) = self.rows.binary_search(&row) else { return &[] };
        let end = self.starts.get(at + 1).copied().unwrap_or(self.sheet.cells.len());
        &self.sheet.cells[self.starts[at]..end]
    }

    /// The first text of a row that says something, for people, and its column: "No" and a running number say nothing of it.
    pub(super) fn first_text(&self, row: u32) -> (String, u32) {
        const WORD: usize = 3;
        let says = |cell: &&Cell| cell_text(cell).chars().filter(|letter| letter.is_alphabetic()).count() >= WORD;
        let cells = self.row(row);
        let told = cells.iter().find(says).or(cells.first());
        told.map(|cell| (cell_text(cell).chars().take(80).collect(), cell.address.column)).unwrap_or_default()
    }
}

/// The text of a cell, trimmed; numbers as a person writes them.
pub(super) fn cell_text(cell: &Cell) -> Cow<'_, str> {
    match &cell.value {
        crate::workbook::CellValue::Text(text) => Cow::Borrowed(text.trim()),
        _ => Cow::Owned(cell.display()),
    }
}
