//! Formulas that are unlike those around them: what a sender's own workbook says about its own mistakes.
//!
//! Takes the cells of a sheet, gives each formula (or figure) that does not do what its neighbours do, with what would
//! stand there: formulas of a line are compared as they lie from their cells (`formula`), so that a formula filled down
//! a column is one pattern in every row. And each stored result that is not what its formula gives (`stale`), computed
//! anew from the figures that its cells hold (`evaluate`).
//!
//! A line speaks against one of its cells only when it speaks with one voice: at least three cells share a pattern, those
//! beside the odd one among them, the odd one shares its own with nobody down or along, and it is the same formula but
//! for a reference, an operator, a figure or the name of a function. A row that computes in another way altogether
//! (another direction of an indicator, a guard against zero) is no fault.

mod declared;
mod evaluate;
mod formula;
mod lines;
mod odd;
mod range;
mod stale;

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::workbook::{CellValue, Sheet};

use evaluate::{Given, Source, evaluate};
use formula::Pattern;
use lines::Lines;

/// A sheet with more cells is no form that somebody fills in.
const LARGEST: usize = 100_000;
/// Odd cells of one sheet that are told; a sheet with more has no voice of its own.
const MOST: usize = 40;
/// Cells that speak for one odd cell.
const WITNESSES: usize = 12;

/// The odd cells of a sheet of a workbook, in the order of the sheet.
pub fn audit(sheet: &Sheet, book: &[Sheet]) -> Vec<OddCell> {
    if sheet.cells.len() > LARGEST || !sheet.cells.iter().any(|cell| cell.formula.is_some()) {
        return Vec::new();
    }
    let mut all = range::hidden(sheet);
    let lines = Lines::of(sheet);
    all.extend(odd::find(&lines).into_iter().filter(|odd| odd.kind != OddKind::TypedOver || alike(sheet, book, odd)));
    all.extend(range::find(&lines));
    all.extend(declared::find(&lines));
    all.sort_by_key(|odd| (odd.cell, odd.kind));
    // What a whole line says of a range comes before what the range alone says.
    all.dedup_by(|now, before| now.cell == before.cell && now.kind != OddKind::HiddenInSum);
    all.truncate(MOST);
    all.extend(stale::find(sheet, book).into_iter().take(MOST));
    all.sort_by_key(|odd| (odd.cell, odd.kind));
    for odd in &mut all {
        odd.witnesses.truncate(WITNESSES);
        odd.formula = sheet.cell(odd.cell).and_then(|cell| cell.formula.as_ref()).map(|formula| format!("={formula}"));
    }
    all
}

/// Whether a typed figure may be what the formula of its line gives: among sums, a percentage of two of them is a figure
/// of another kind, and a sum would be wrong in its place.
fn alike(sheet: &Sheet, book: &[Sheet], odd: &OddCell) -> bool {
    let Some(typed) = figure(sheet, odd.cell) else { return true };
    let expected = odd.expected.as_deref().map(|formula| formula.trim_start_matches('='));
    let pattern = expected.and_then(|formula| Pattern::of(formula, odd.cell));
    let source = Source { book, sheet, cell: odd.cell, unrounded: 0 };
    match pattern.map(|pattern| evaluate(&pattern, &source)) {
        Some(Ok(Given::Number(given))) => {
            (typed - given).abs() <= 0.5 * typed.abs().max(given.abs()) || !is_share(sheet, odd.cell, typed)
        }
        _ => true,
    }
}

fn figure(sheet: &Sheet, cell: CellAddress) -> Option<f64> {
    match sheet.cell(cell)?.value {
        CellValue::Number(figure) => Some(figure),
        _ => None,
    }
}

/// Whether a figure is the share, as a fraction or in percent, that one figure of its row is of another.
fn is_share(sheet: &Sheet, cell: CellAddress, typed: f64) -> bool {
    let row = sheet.cells.iter().map(|other| other.address).filter(|other| other.row == cell.row && *other != cell);
    let row: Vec<f64> = row.filter_map(|other| figure(sheet, other)).collect();
    let near = |share: f64| (typed - share).abs() <= 0.005 * typed.abs();
    let of = |part: &f64| {
        row.iter().any(|whole| *whole != 0.0 && *part != *whole && (near(part / whole) || near(100.0 * part / whole)))
    };
    typed != 0.0 && row.iter().any(of)
}

#[cfg(test)]
mod generator;
#[cfg(test)]
mod tests;
