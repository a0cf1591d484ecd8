//! `SK.1 | Meningkatnya layanan` merged over two columns of one heading, above `IKSK 1.1 | Persentase layanan`: titles that
//! spread over both columns say nothing of what the first of them holds.

use crate::workbook::Cell;

use super::super::super::grid::CellGrid;
use super::super::super::shape::profile::profiles;
use super::super::HeadingColumn;

/// Looks at the first of two columns under one heading by the cells that stand in it alone, where there are any.
pub(super) fn without_titles(grid: &CellGrid<'_>, body: &[Cell], own: &mut [HeadingColumn], shared: &[HeadingColumn]) {
    for column in own {
        let beside = shared.iter().any(|right| right.column == column.column + 1 && right.parts == column.parts);
        if !beside {
            continue;
        }
        let rows = || body.chunk_by(|one, other| one.address.row == other.address.row).filter(|row| row.len() >= 2);
        let of_column = || rows().flatten().filter(|cell| cell.address.column == column.column);
        if of_column().all(|cell| grid.width(cell.address) == 1) {
            continue;
        }
        let alone = profiles(of_column().filter(|cell| grid.width(cell.address) == 1)).remove(&column.column);
        if let Some(alone) = alone.filter(|alone| alone.filled > 0) {
            column.profile = alone;
        }
    }
}
