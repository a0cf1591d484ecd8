//! Rows in which a header block begins.

use std::ops::Range;

use crate::template::Dictionary;
use crate::template::heading::year_only;
use crate::workbook::{Cell, CellValue};

use super::super::grid::{CellGrid, cell_text};
use super::super::shape::mark::{Mark, mark};

/// A longer text is prose, not a header.
pub(super) const MOST_LETTER: usize = 120;
/// So many labels with a colon in one row, and nothing else, are headings.
const LABELS: usize = 4;
/// Months that stand side by side, each headed by its number.
const MONTHS: usize = 12;
/// Rows below a heading that are looked at.
const AHEAD: usize = 12;
/// Blank rows after which a row of labels may begin a table though nothing else says so.
const WIDE_GAP: u32 = 2;

/// What speaks for a header that begins in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seed {
    /// Nothing.
    None,
    /// Known wordings, below a gap or a row that holds one text.
    Known,
    /// Known wordings right below other cells: a heading, or data that say the same.
    KnownWithin,
    /// Its shape, where nothing stands above that it could belong to.
    Apart,
    /// Its shape, among the rows of another table.
    Within,
}

/// Whether a header begins in the row of this number among the filled ones; `first` when no header stands above.
pub(super) fn seed(grid: &CellGrid<'_>, dictionary: &Dictionary, rows: &[u32], number: usize, first: bool) -> Seed {
    let row = rows[number];
    let cells = grid.row(row);
    // "Bulan | : Mei 2026": a label and its value head nothing, however well they are known.
    let value = |cell: &Cell| matches!(&cell.value, CellValue::Text(text) if text.trim_start().starts_with(':'));
    if cells.len() < 2 || cells.iter().any(value) {
        return Seed::None;
    }
    let above = number.checked_sub(1).map(|number| rows[number]);
    let gap = above.map_or(u32::MAX, |above| row - above - 1);
    let alone = above.is_some_and(|above| grid.row(above).len() == 1);
    let apart = first || gap > 0 || alone;
    match known(cells, dictionary, apart) {
        Known::Most => return if apart { Seed::Known } else { Seed::KnownWithin },
        Known::Some => return Seed::Known,
        Known::No => {}
    }
    // Rows of a table stand close together: without a gap only known wordings begin another one.
    if !first && gap == 0 && !alone {
        return Seed::None;
    }
    if !heads_columns(grid, rows, number) {
        return Seed::None;
    }
    if first || gap >= WIDE_GAP { Seed::Apart } else { Seed::Within }
}

/// How much of a row is known.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Too little.
    No,
    /// Three wordings, beside any number of others that could be headings too, in a row that stands apart.
    Some,
    /// Three wordings and at least as many as the others, or two that are all it holds.
    Most,
}

/// How much of a row is known wordings. A row of data is left after its first texts: sentences that nobody wrote before
/// cost most to look up (a third of what reading a form took, when every text was).
fn known(cells: &[Cell], dictionary: &Dictionary, apart: bool) -> Known {
    let ends = |cell: &Cell| matches!(&cell.value, CellValue::Text(text) if text.trim_end().ends_with(':'));
    // Labels have their values beside them: a row of nothing but labels heads columns.
    let all_end = cells.len() >= LABELS && cells.iter().all(ends);
    // "1" to "12" over the months of a plan speak neither for a header nor against it, and so does a year over one of its columns.
    let months = counted_months(cells);
    let silent = |at: usize, cell: &Cell| year_cell(cell) || months.contains(&at);
    let spoken = || cells.iter().enumerate().filter(|(at, cell)| !silent(*at, cell)).map(|(_, cell)| cell);
    let mut maybe: Vec<&str> = spoken()
        .filter(|cell| all_end || !ends(cell))
        .filter_map(|cell| match &cell.value {
            CellValue::Text(text) if text.chars().count() <= MOST_LETTER => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let count = spoken().count();
    // Rows of figures and of sentences are told apart before a wording is looked up.
    if maybe.len() < 2 || count - maybe.len() > maybe.len() {
        return Known::No;
    }
    let labels_only = apart && labels_only(cells);
    let enough = match count {
        2 => 2,
        _ if labels_only => 3,
        _ => count.div_ceil(2).max(3),
    };
    // The shortest first: units and names of offices stand in many rows, and what they are is remembered.
    maybe.sort_by_key(|text| text.len());
    let (mut known, mut rest) = (0, maybe.len());
    for text in maybe {
        if known + rest < enough {
            return Known::No;
        }
        rest -= 1;
        known += usize::from(dictionary.heading_known(text));
    }
    let foreign = count - known;
    if (known >= 3 && known >= foreign) || (known == 2 && foreign == 0) {
        Known::Most
    } else if known >= 3 && labels_only {
        Known::Some
    } else {
        Known::No
    }
}

/// Whether every cell of a row could be a heading.
fn labels_only(cells: &[Cell]) -> bool {
    let months = counted_months(cells);
    cells
        .iter()
        .enumerate()
        .filter(|(at, _)| !months.contains(at))
        .all(|(_, cell)| matches!(mark(cell), Mark::Label | Mark::Period | Mark::Measure | Mark::Blank | Mark::Prose))
}

/// Which cells of a row are the numbers of the twelve months and stand behind one another: `Kegiatan | 1 | 2 | … | 12`. Where as many
/// columns are counted from the first on, the row counts columns.
fn counted_months(cells: &[Cell]) -> Range<usize> {
    let counts = |run: &[Cell]| {
        run.iter().zip(1..).all(|(cell, month): (&Cell, usize)| cell_text(cell).trim() == month.to_string())
            && run.windows(2).all(|pair| pair[1].address.column == pair[0].address.column + 1)
    };
    let starts = 1..(cells.len() + 1).saturating_sub(MONTHS).max(1);
    starts.map(|at| at..at + MONTHS).find(|run| counts(&cells[run.clone()])).unwrap_or_default()
}

/// Whether a cell says a year and nothing else.
pub(super) fn year_cell(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Number(figure) => (2000.0..2100.0).contains(figure) && figure.fract() == 0.0,
        CellValue::Text(text) => text.trim().len() == 4 && year_only(text),
        _ => false,
    }
}

/// Whether a row of three labels and more stands over rows about as wide as itself.
fn heads_columns(grid: &CellGrid<'_>, rows: &[u32], number: usize) -> bool {
    let cells = grid.row(rows[number]);
    if !labels_only(cells) {
        return false;
    }
    let labels = cells.iter().filter(|cell| mark(cell) == Mark::Label).count();
    let prose = cells.iter().filter(|cell| mark(cell) == Mark::Prose).count();
    if labels < 3 || prose * 2 > labels {
        return false;
    }
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return false };
    let columns = first.address.column..last.address.column + grid.width(last.address);
    let below = rows[number + 1..].iter().take(AHEAD).map(|row| grid.row(*row));
    let Some(widest) = below.max_by_key(|row| row.len()).filter(|row| row.len() >= 2) else { return false };
    let covered = widest.iter().filter(|cell| columns.contains(&cell.address.column)).count();
    let headings = labels + counted_months(cells).len() + grouped(grid, rows, number);
    covered * 10 >= widest.len() * 6 && headings * 10 >= widest.len() * 3
}

/// How many headings stand right below groups that are merged over them: with those, a row heads as many columns.
fn grouped(grid: &CellGrid<'_>, rows: &[u32], number: usize) -> usize {
    let row = rows[number];
    let Some(below) = rows.get(number + 1).filter(|below| **below == row + 1) else { return 0 };
    let parts = grid.row(*below);
    let group = |cell: &Cell| {
        let first = cell.address.column;
        grid.width(cell.address) > 1 && mark(cell) == Mark::Label && {
            let columns = first..first + grid.width(cell.address);
            parts.iter().filter(|part| columns.contains(&part.address.column)).count() > 1
        }
    };
    let groups: Vec<&Cell> = grid.row(row).iter().filter(|cell| group(cell)).collect();
    let under = |part: &Cell| {
        groups.iter().any(|cell| {
            let first = cell.address.column;
            (first..first + grid.width(cell.address)).contains(&part.address.column)
        })
    };
    if labels_only(parts) && parts.iter().all(under) { parts.len() } else { 0 }
}
