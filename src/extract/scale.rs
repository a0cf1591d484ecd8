//! The multiple of rupiah in which a column's amounts are written: by its heading, else by a line over the table.

use crate::template::scale::{money_scale, scale_note};

use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;

/// A line that names the multiple stands at most so many rows above the heading.
const LINES_ABOVE: u32 = 3;

/// What the amounts below a heading path are multiplied with to be rupiah.
pub(super) fn scale<'a>(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    path: impl DoubleEndedIterator<Item = &'a str>,
) -> f64 {
    let heading = money_scale(path);
    if heading != 1.0 {
        return heading;
    }
    let above = block.start.saturating_sub(LINES_ABOVE)..block.start;
    above.rev().flat_map(|row| block.cells(grid, row)).find_map(|cell| scale_note(&cell_text(cell))).unwrap_or(1.0)
}
