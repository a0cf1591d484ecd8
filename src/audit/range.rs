//! Ranges of sums: what they leave out, count twice, or hide.

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::hash::HashSet;
use crate::workbook::{CellValue, Sheet};

use super::formula::Pattern;
use super::lines::{Content, Lines, Place};

/// Rows of the longest range that is looked into cell by cell.
const LONGEST: u32 = 1000;

pub(super) fn find(lines: &Lines<'_>) -> Vec<OddCell> {
    lines.places.iter().filter_map(|place| double(lines, place).or_else(|| short(lines, place))).collect()
}

/// A sum at the foot of a column that leaves out figures of the same sort right above its range or right above itself.
fn short(lines: &Lines<'_>, total: &Place<'_>) -> Option<OddCell> {
    let Content::Aggregate { pattern, first, last, .. } = &total.content else { return None };
    let (at, column) = (total.at(), total.at().column);
    if first.column != column || last.row >= at.row || last.row < first.row || last.row - first.row > LONGEST {
        return None;
    }
    let sort = range_sort(lines, *first, *last)?;
    let fits = |row: u32| lines.at(CellAddress::new(row, column)).filter(|place| sort.fits(place)).map(Place::at);
    let below: Vec<CellAddress> = (last.row + 1..at.row).map_while(fits).collect();
    // Something else between range and sum: another sort of line begins there.
    let below = if below.len() as u32 == at.row - last.row - 1 { below } else { Vec::new() };
    let own = |row: &u32| !numbers_columns(lines, *row);
    let mut above: Vec<CellAddress> = (0..first.row).rev().take_while(own).map_while(fits).collect();
    // What stands over a column that begins with its range may be anything: what its rows make together, say.
    let sum: f64 = figures(lines, *first, *last).sum();
    let together = above.iter().any(|cell| figures(lines, *cell, *cell).any(|figure| (figure - sum).abs() < 0.005));
    if above.len() > 2 || together || !above.iter().all(|cell| filled_alike(lines, cell.row, first.row)) {
        above.clear();
    }
    if below.is_empty() && above.is_empty() {
        return None;
    }
    let begin = above.last().map_or(*first, |cell| *cell);
    let end = below.last().map_or(*last, |cell| *cell);
    let formula = pattern.seen_from(at)?;
    let expected = formula.replace(&format!("{first}:{last}"), &format!("{begin}:{end}"));
    let expected = (expected != formula).then_some(expected);
    let witnesses: Vec<CellAddress> = above.into_iter().rev().chain(below).collect();
    Some(OddCell { cell: at, kind: OddKind::ShortRange, formula: None, stored: None, expected, witnesses })
}

/// Whether a row numbers the columns: "1, 2, 3, …, 7 = 6 : 5", each number where it counts.
fn numbers_columns(lines: &Lines<'_>, row: u32) -> bool {
    let numbers = lines.rows.get(&row).into_iter().flatten().map(|number| &lines.places[*number]);
    let counted: Vec<(u32, f64)> = numbers.filter_map(|place| Some((place.at().column, place.figure()?))).collect();
    let step = |pair: &[(u32, f64)]| pair[1].1 - pair[0].1 == f64::from(pair[1].0 - pair[0].0);
    counted.len() >= 4 && counted.windows(2).all(step)
}

/// The figures of a range in one column.
fn figures(lines: &Lines<'_>, first: CellAddress, last: CellAddress) -> impl Iterator<Item = f64> {
    (first.row..=last.row).filter_map(move |row| lines.at(CellAddress::new(row, first.column))?.figure())
}

/// Whether two rows are filled in the same columns.
fn filled_alike(lines: &Lines<'_>, one: u32, other: u32) -> bool {
    let filled = |row: u32| lines.rows.get(&row).into_iter().flatten().map(|number| lines.places[*number].at().column);
    filled(one).eq(filled(other))
}

/// What the cells of a range are.
struct RangeSort {
    formulas: Option<Pattern>,
    numbers: bool,
}

impl RangeSort {
    fn fits(&self, place: &Place<'_>) -> bool {
        match &place.content {
            Content::Formula(pattern) => self.formulas.as_ref() == Some(pattern),
            Content::Number(_) => self.numbers,
            _ => false,
        }
    }
}

/// What the cells of a range are, where they are of one sort: figures that were typed, or formulas of one pattern.
fn range_sort(lines: &Lines<'_>, first: CellAddress, last: CellAddress) -> Option<RangeSort> {
    let inside = (first.row..=last.row).filter_map(|row| lines.at(CellAddress::new(row, first.column)));
    let (mut formulas, mut numbers, mut count): (Option<&Pattern>, bool, usize) = (None, false, 0);
    for place in inside {
        match &place.content {
            Content::Formula(pattern) if !numbers && formulas.is_none_or(|one| one == pattern) => {
                formulas = Some(pattern);
            }
            Content::Number(_) if formulas.is_none() => numbers = true,
            Content::Mark | Content::Text => continue,
            _ => return None,
        }
        count += 1;
    }
    (count >= 2).then(|| RangeSort { formulas: formulas.cloned(), numbers })
}

/// A sum over a sum and over what that sums up.
fn double(lines: &Lines<'_>, total: &Place<'_>) -> Option<OddCell> {
    let inner = |place: &Place<'_>| match &place.content {
        Content::Aggregate { function, first, last, .. } if function == "SUM" => Some((*first, *last)),
        _ => None,
    };
    let (first, last) = inner(total)?;
    let (at, column) = (total.at(), total.at().column);
    let inside_itself = (first.row..=last.row).contains(&at.row);
    if first.column != column || last.column != column || inside_itself || last.row.abs_diff(first.row) > LONGEST {
        return None;
    }
    let inside = (first.row..=last.row).filter_map(|row| lines.at(CellAddress::new(row, column)));
    let twice = inside.filter(|place| {
        inner(place).is_some_and(|(one, two)| {
            one.column == column && one.row >= first.row && two.row <= last.row && one.row <= two.row
        })
    });
    let witnesses: Vec<CellAddress> = twice.map(Place::at).collect();
    (!witnesses.is_empty()).then_some(OddCell {
        cell: at,
        kind: OddKind::DoubleCount,
        formula: None,
        stored: None,
        expected: None,
        witnesses,
    })
}

/// Sums over hidden rows or columns in which figures stand.
pub(super) fn hidden(sheet: &Sheet) -> Vec<OddCell> {
    if sheet.hidden_rows.is_empty() && sheet.hidden_columns.is_empty() {
        return Vec::new();
    }
    let rows: HashSet<u32> = sheet.hidden_rows.iter().copied().collect();
    let columns: HashSet<u32> = sheet.hidden_columns.iter().copied().collect();
    let hides = |cell: CellAddress| rows.contains(&cell.row) || columns.contains(&cell.column);
    let mut all = Vec::new();
    for cell in sheet.cells.iter().filter(|cell| !hides(cell.address)) {
        let pattern = cell.formula.as_deref().and_then(|formula| Pattern::of(formula, cell.address));
        let Some((name, first, last)) = pattern.as_ref().and_then(|pattern| pattern.aggregate(cell.address)) else {
            continue;
        };
        if !matches!(name, "SUM" | "AVERAGE") || (first.row != last.row && first.column != last.column) {
            continue;
        }
        if last.row.abs_diff(first.row) > LONGEST {
            continue;
        }
        let inside = sheet.cells[sheet.cells.partition_point(|one| one.address < first)..].iter();
        let inside = inside.take_while(|one| one.address <= last).filter(|one| {
            (first.row..=last.row).contains(&one.address.row)
                && (first.column..=last.column).contains(&one.address.column)
        });
        let figure = |value: &CellValue| matches!(value, CellValue::Number(figure) if *figure != 0.0);
        let (hidden, seen): (Vec<_>, Vec<_>) =
            inside.filter(|one| figure(&one.value)).partition(|one| hides(one.address));
        // A range that is hidden as a whole is a working area, and its sum is what is shown of it.
        if !hidden.is_empty() && !seen.is_empty() {
            let witnesses = hidden.iter().map(|one| one.address).collect();
            all.push(OddCell {
                cell: cell.address,
                kind: OddKind::HiddenInSum,
                formula: None,
                stored: None,
                expected: None,
                witnesses,
            });
        }
    }
    all
}
