//! The column that may be the one which a table lacks: between its others, under a heading that nobody knows, and blank.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::only::only;

use super::grid::CellGrid;
use super::header::HeadingBlock;
use super::recognise::RecognisedTable;

/// The header cell of that column, where there is one and no other. A column that a heading beside it spans is none.
pub(super) fn column(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
) -> Option<CellAddress> {
    let taken: BTreeSet<u32> = recognised.columns.iter().map(|one| one.cell.column).collect();
    let strange = recognised.foreign.iter().map(|one| one.column);
    let (first, last) = (*taken.first()?, strange.chain(taken.last().copied()).max()?);
    let heading = |column: u32| {
        let own = (block.start..=block.last).rev().find_map(|row| grid.own_cell(row, column));
        let blank = (block.body()..block.end).all(|row| grid.own_cell(row, column).is_none());
        own.filter(|_| blank).map(|cell| cell.address)
    };
    only((first..last).filter(|column| !taken.contains(column)).filter_map(heading))
}
