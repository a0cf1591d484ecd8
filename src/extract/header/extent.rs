//! Which rows a header takes: from the row in which it was found, down over its levels and up over the groups above.

use std::collections::BTreeSet;

use crate::template::Dictionary;
use crate::template::heading::{canonical, triwulan_number};
use crate::workbook::{Cell, CellValue};

use super::super::grid::{CellGrid, cell_text};
use super::super::shape::mark::{Mark, mark};
use super::super::shape::rows::{counts_columns, names_measures};
use super::seed::{MOST_LETTER, year_cell};

/// Header rows below one another at most.
const TALLEST: u32 = 6;
/// Rows below a heading that may tell it from data.
const BELOW: u32 = 5;

/// The rows of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) first: u32,
    pub(super) last: u32,
    /// The row that counts the columns: among the header rows, or right below them.
    pub(super) number_row: Option<u32>,
}

impl Extent {
    /// First row below.
    pub(super) fn body(&self) -> u32 {
        self.last.max(self.number_row.unwrap_or(0)) + 1
    }

    /// The header rows, without the one that counts the columns.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = u32> + Clone {
        let number_row = self.number_row;
        (self.first..=self.last).filter(move |row| Some(*row) != number_row)
    }

    /// Whether its shape alone is that of a heading: columns are counted below it, or it groups columns over columns.
    pub(super) fn sure_by_shape(&self, grid: &CellGrid<'_>) -> bool {
        let grouped = self.last > self.first
            && grid.row(self.first).iter().any(|cell| {
                let columns = cell.address.column..cell.address.column + grid.width(cell.address);
                let below = grid.row(self.first + 1).iter().filter(|cell| columns.contains(&cell.address.column));
                columns.len() > 1 && below.count() > 1
            });
        self.number_row.is_some() || grouped
    }

    /// Whether two of its wordings are known.
    pub(super) fn known(&self, grid: &CellGrid<'_>, dictionary: &Dictionary) -> bool {
        let mut cells = self.rows().flat_map(|row| grid.row(row));
        let known = cells.by_ref().filter(|cell| dictionary.heading_known(&cell_text(cell)));
        known.take(2).count() == 2
    }
}

/// The rows of the header that was found in `seed`; it takes no row above `floor`.
pub(super) fn extent(grid: &CellGrid<'_>, dictionary: &Dictionary, seed: u32, last_row: u32, floor: u32) -> Extent {
    let mut last = seed;
    while last < last_row && last + 1 < seed + TALLEST {
        let merged = last < merge_bottom(grid, seed, last);
        if !merged && !continues(grid, dictionary, seed, last + 1) {
            break;
        }
        last += 1;
    }
    let below = (last + 1..=(last + 2).min(last_row)).find(|row| !grid.row(*row).is_empty());
    let number_row = below.filter(|row| counts_columns(grid.row(*row)));
    if let Some(row) = number_row
        && names_measures(grid.row(row + 1))
    {
        last = row + 1;
    }
    let first = groups_above(grid, dictionary, seed, floor);
    let number_row = number_row.or_else(|| (first + 1..last).find(|row| counts_every_column(grid, seed, *row)));
    Extent { first, last, number_row }
}

/// Whether a row between the levels of a header counts its columns from the first on: a heading merged over all of them
/// runs down over it.
fn counts_every_column(grid: &CellGrid<'_>, seed: u32, row: u32) -> bool {
    let (cells, headings) = (grid.row(row), grid.row(seed));
    let start = |cells: &[Cell]| cells.first().map(|cell| cell.address.column);
    let one = cells.first().is_some_and(|cell| cell_text(cell).trim_matches(['(', ')']) == "1");
    one && start(cells) == start(headings) && cells.len() * 10 >= headings.len() * 8 && counts_columns(cells)
}

/// How far down the cells of these rows are merged.
fn merge_bottom(grid: &CellGrid<'_>, first: u32, last: u32) -> u32 {
    (first..=last)
        .flat_map(|row| grid.row(row))
        .filter_map(|cell| grid.combination(cell.address.row, cell.address.column))
        .map(|(_, bottom)| bottom.row)
        .filter(|bottom| *bottom < first + TALLEST)
        .max()
        .unwrap_or(last)
}

fn continues(grid: &CellGrid<'_>, dictionary: &Dictionary, first: u32, row: u32) -> bool {
    let cells = grid.row(row);
    !cells.is_empty()
        && (names_measures(cells)
            || years_alone(grid, first, row)
            || known_level(grid, dictionary, first, row)
            || level_by_shape(grid, first, row)
            || full_level(grid, dictionary, first, row))
}

/// Whether a row is the lowest level below one that only groups some columns, without a merge: `Target | Realisasi |
/// Realisasi` over `No | Sasaran | Indikator | Tahun | Bulan Ini | s.d. Bulan Ini`. It heads every column of the row
/// above it and two others, and what stands below it is no heading.
fn full_level(grid: &CellGrid<'_>, dictionary: &Dictionary, first: u32, row: u32) -> bool {
    let (above, cells, below) = (grid.row(first), grid.row(row), grid.row(row + 1));
    let heading = |cell: &Cell| matches!(mark(cell), Mark::Label | Mark::Period | Mark::Measure);
    if row != first + 1 || above.len() < 2 || cells.len() < above.len() + 2 || !cells.iter().all(heading) {
        return false;
    }
    let own = |column: u32| cells.iter().any(|cell| cell.address.column == column);
    let known = cells.iter().filter(|cell| dictionary.heading_known(&cell_text(cell))).count();
    let figures = below.iter().filter(|cell| matches!(mark(cell), Mark::Figure | Mark::Small)).count();
    above.iter().all(|cell| own(cell.address.column) && grid.width(cell.address) == 1)
        && known >= 3
        && below.len() >= 2
        && figures > 0
        && !below.iter().all(heading)
}

/// Whether a row holds years and nothing else, three different ones and more, each below a heading: no data do that, and
/// a heading without merges may stand over them.
fn years_alone(grid: &CellGrid<'_>, first: u32, row: u32) -> bool {
    let cells = grid.row(row);
    let years: BTreeSet<_> = cells.iter().map(|cell| cell_text(cell).into_owned()).collect();
    let headed = |cell: &Cell| (first..row).any(|above| !parent_text(grid, above, cell.address.column).is_empty());
    years.len() >= 3 && cells.iter().all(|cell| year_cell(cell) && headed(cell))
}

/// Whether a row is a level of the header above it: only known wordings or quarter numerals, each below a group.
fn known_level(grid: &CellGrid<'_>, dictionary: &Dictionary, start: u32, row: u32) -> bool {
    let content = grid.row(row);
    let mut known = 0;
    // A single column of a group that another heading cuts in two stands below a heading of its own.
    let mut single = 0;
    for cell in content {
        if year_cell(cell) && below_group(grid, start, row, cell.address.column) {
            known += 1;
            continue;
        }
        let CellValue::Text(text) = &cell.value else {
            // A number below a group of quarters is a header too ("1 2 3 4"), but only together with known words.
            let figure = canonical(&cell_text(cell));
            if triwulan_number(&figure).is_some() && periodic_group(grid, start, row, cell.address.column) {
                known += 1;
                continue;
            }
            return false;
        };
        let canonical = canonical(text);
        let numeral = triwulan_number(&canonical).is_some() || mark(cell) == Mark::Measure;
        // "Target" over "Angka | Satuan": a figure beside its unit.
        let counted = || dictionary.grammar().counts(&canonical) && !canonical.contains(' ');
        let valid = (dictionary.part_known(&canonical) || numeral || counted()) && text.chars().count() <= MOST_LETTER;
        if !valid {
            return false;
        }
        if below_group(grid, start, row, cell.address.column) {
            known += 1;
        } else if (start..row).any(|above| grid.own_cell(above, cell.address.column).is_some()) {
            single += 1;
        } else {
            return false;
        }
    }
    if single > known {
        return false;
    }
    let known = known + single;
    // Numbers alone are the row of column numbers.
    known > 0 && !content.iter().all(|cell| matches!(cell.value, CellValue::Number(_)))
        || known >= 3
            && content.len() == known
            && content.iter().all(|cell| periodic_group(grid, start, row, cell.address.column))
}

/// Whether a row is a level of the header above it though nothing in it is known: labels below groups, one of them in a
/// column without a heading so far, and something else than labels below.
fn level_by_shape(grid: &CellGrid<'_>, first: u32, row: u32) -> bool {
    let cells = grid.row(row);
    let heading = |cell: &Cell| matches!(mark(cell), Mark::Label | Mark::Period | Mark::Measure);
    if cells.len() < 2 || !cells.iter().all(heading) {
        return false;
    }
    let headless = |column: u32| (first..row).all(|above| grid.own_cell(above, column).is_none());
    let new: Vec<u32> = cells.iter().map(|cell| cell.address.column).filter(|column| headless(*column)).collect();
    if new.is_empty() || !cells.iter().all(|cell| below_group(grid, first, row, cell.address.column)) {
        return false;
    }
    let groups_only = grid.row(first).len() >= 2
        && grid.row(first).iter().all(|cell| grid.width(cell.address) > 1)
        && cells.len() > grid.row(first).len();
    groups_only || repeats(cells) || counts_columns(grid.row(row + 1)) || figures_below(grid, row, &new)
}

/// Whether periods, measures or the same texts again make most of a row.
fn repeats(cells: &[Cell]) -> bool {
    let again = |cell: &Cell| {
        let text = cell_text(cell);
        cells.iter().filter(|other| cell_text(other) == text).count() > 1
    };
    let speaking = cells.iter().filter(|cell| mark(cell) != Mark::Label || again(cell)).count();
    cells.len() >= 2 && speaking * 2 >= cells.len() && speaking >= 2
}

/// Whether figures stand right below most of these columns.
fn figures_below(grid: &CellGrid<'_>, row: u32, columns: &[u32]) -> bool {
    let figure = |column: u32| {
        (row + 1..=row + BELOW).any(|below| {
            grid.own_cell(below, column).is_some_and(|cell| matches!(mark(cell), Mark::Figure | Mark::Small))
        })
    };
    columns.len() >= 2 && columns.iter().filter(|column| figure(**column)).count() * 2 > columns.len()
}

/// Whether a heading above a cell spans more than its column, by a merge or by blanks where one would be drawn.
fn below_group(grid: &CellGrid<'_>, first: u32, row: u32, column: u32) -> bool {
    (first..row).any(|above| {
        let anchor = grid.anchor(above, column);
        grid.width(anchor) > 1
            || grid.own_cell(above, column).is_none() && filled_left(grid, above, column)
            || blank_right(grid, above, column)
    })
}

fn periodic_group(grid: &CellGrid<'_>, start: u32, row: u32, column: u32) -> bool {
    (start..row).any(|upper| {
        let text = canonical(&parent_text(grid, upper, column));
        text.split(' ').any(|word| matches!(word, "tw" | "target" | "realisasi" | "alokasi"))
    })
}

fn filled_left(grid: &CellGrid<'_>, row: u32, column: u32) -> bool {
    column > 0 && (0..column).rev().take(16).any(|left| grid.own_cell(row, left).is_some())
}

fn blank_right(grid: &CellGrid<'_>, row: u32, column: u32) -> bool {
    grid.own_cell(row, column).is_some() && grid.cell(row, column + 1).is_none()
}

/// Rows of group headings above ("Target", "Realisasi" over several columns each) belong to the header; a row that holds
/// nothing but merges may stand between.
fn groups_above(grid: &CellGrid<'_>, dictionary: &Dictionary, seed: u32, floor: u32) -> u32 {
    let mut first = seed;
    while first > floor && seed - first < 2 {
        let spacer = first - 1 > floor && grid.row(first - 1).is_empty() && grid.row_has_merges(first - 1);
        let above = first - 1 - u32::from(spacer);
        if !groups(grid, dictionary, above, first, spacer) {
            break;
        }
        first = above;
    }
    first
}

fn groups(grid: &CellGrid<'_>, dictionary: &Dictionary, above: u32, below: u32, apart: bool) -> bool {
    let cells = grid.row(above);
    // "Triwulan | : II" is a line of the form's head, and no group of columns.
    let said = cells.iter().skip(1).any(|cell| cell_text(cell).trim_start().starts_with(':'));
    if cells.is_empty() || said || !cells.iter().all(|cell| mark(cell) == Mark::Label) {
        return false;
    }
    let table = grid.row(below);
    let width = u32::try_from(table.len()).unwrap_or(u32::MAX);
    let known = !apart
        && cells.iter().all(|cell| {
            let span = grid.width(cell.address);
            dictionary.heading_known(&cell_text(cell)) && span < width.max(2) && (span > 1 || cells.len() > 1)
        });
    known || groups_by_shape(grid, cells, table)
}

/// Whether cells divide the columns of a row among themselves: two merges and more, each over several of its cells.
fn groups_by_shape(grid: &CellGrid<'_>, cells: &[Cell], table: &[Cell]) -> bool {
    let over = |cell: &Cell| {
        let columns = cell.address.column..cell.address.column + grid.width(cell.address);
        table.iter().filter(|below| columns.contains(&below.address.column)).count()
    };
    let wide = cells.iter().filter(|cell| grid.width(cell.address) > 1 && over(cell) > 1).count();
    let whole = cells.iter().any(|cell| over(cell) == table.len());
    let first = table.first().map_or(0, |cell| cell.address.column);
    let single = match cells {
        // A single group is told from a title by what it groups.
        [cell] => wide == 1 && cell.address.column > first && repeats_below(grid, cell, table),
        _ => false,
    };
    single || (wide >= 2 && !whole)
}

fn repeats_below(grid: &CellGrid<'_>, group: &Cell, table: &[Cell]) -> bool {
    let columns = group.address.column..group.address.column + grid.width(group.address);
    let below = table.iter().filter(|cell| columns.contains(&cell.address.column));
    below.clone().all(|cell| matches!(mark(cell), Mark::Period | Mark::Measure)) && below.count() >= 2
}

/// Columns to the left that a heading without a merge may reach over.
const REACH: usize = 16;

/// The text of a parent row at a column: its own, its merge's, or that of the filled cell to its left where a merge
/// would have been drawn.
pub(super) fn parent_text(grid: &CellGrid<'_>, row: u32, column: u32) -> String {
    let text = grid.text(row, column);
    if !text.is_empty() || grid.combination(row, column).is_some() {
        return text.into_owned();
    }
    for left in (0..column).rev().take(REACH) {
        if grid.combination(row, left).is_some() {
            return String::new();
        }
        let text = grid.text(row, left);
        if !text.is_empty() {
            return text.into_owned();
        }
    }
    String::new()
}
