//! Rows that hold one figure and nothing that it is said of.

use crate::domain::column::Reading;
use crate::domain::document::{RowKind, SkipReason, TableRole};
use crate::extract::grid::CellGrid;
use crate::extract::header::HeadingBlock;
use crate::extract::recognise::RecognisedTable;

use super::{RawRow, RowFate};

/// Takes out figures that stand alone in their row, and that no wording of a row above reaches down to: a share that somebody
/// computed below the table, and no indicator. Such rows are told as not known.
pub(super) fn take_out(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    rows: &mut Vec<RawRow>,
    fates: &mut [(u32, RowFate)],
) {
    if recognised.role != TableRole::Indikator || recognised.in_rows.is_some() {
        return;
    }
    let alone = |one: &RawRow| {
        let held = one.tails.is_empty() && one.measures.is_empty() && one.remarks.is_empty();
        one.kind == RowKind::Data && held && figure(grid, block, recognised, one.row)
    };
    let parts: Vec<u32> = rows.iter().filter(|one| alone(one)).map(|one| one.row).collect();
    rows.retain(|one| !parts.contains(&one.row));
    for (_, fate) in fates.iter_mut().filter(|(row, _)| parts.contains(row)) {
        *fate = RowFate::Skipped(SkipReason::NotKnown);
    }
}

fn figure(grid: &CellGrid<'_>, block: &HeadingBlock, recognised: &RecognisedTable<'_>, row: u32) -> bool {
    let [cell] = block.cells(grid, row) else { return false };
    let mut own = recognised.columns.iter().filter(|owned| owned.cell.column == cell.address.column).peekable();
    let figure = own.peek().is_some()
        && own.all(|owned| matches!(owned.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money));
    let reaches = || {
        recognised.columns.iter().any(|owned| {
            let anchor = grid.anchor(row, owned.cell.column);
            anchor.row < row && anchor.row > block.last && owned.column.field.reading() == Reading::Text
        })
    };
    figure && !reaches()
}
