//! Lines above the first table that say whose form it is, each a label with its value: they look like a table of two
//! columns and are none.

use crate::template::Dictionary;
use crate::workbook::Cell;

use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;
use super::shape::mark::{Mark, mark};

/// Lines above and below a block that may belong to the same letterhead.
const BESIDE: u32 = 3;

/// Whether a block above the first table is a letterhead: lines of labels with their values, one of which is known.
pub(super) fn is_one(grid: &CellGrid<'_>, dictionary: &Dictionary, block: &HeadingBlock) -> bool {
    let pairs = |row: u32| grid.row(row).len() >= 2;
    let last = (block.start..block.end).take_while(|row| pairs(*row)).last().unwrap_or(block.start);
    let lower = (last + 1..last + 1 + BESIDE).take_while(|row| pairs(*row)).last().unwrap_or(last);
    let first = (block.start.saturating_sub(BESIDE)..block.start).rev().take_while(|row| pairs(*row)).last();
    let known = |row: u32| grid.row(row).first().is_some_and(|cell| dictionary.label(&cell_text(cell)).is_some());
    (block.start..=last).all(|row| labelled(grid.row(row)))
        && (first.unwrap_or(block.start)..=lower).any(|row| labelled(grid.row(row)) && known(row))
}

/// Whether a line is one or two labels, each with its value.
fn labelled(cells: &[Cell]) -> bool {
    let label = |cell: &Cell| mark(cell) == Mark::Label;
    match cells {
        [one, _] => label(one),
        [one, _, other, _] => label(one) && label(other),
        _ => false,
    }
}
