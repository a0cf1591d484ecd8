//! How far an indicator is, as a row of the recap tells it: targets, what was reached, achievement, status, quarters. The
//! columns are the same on every sheet that has them, so that who can read one can read the others.

use rust_xlsxwriter::Worksheet;

use super::{capaian_cell, magnitude_cell, trend, trend_cell};
use crate::domain::capaian::Profil;
use crate::recap::model::RecapIndikator;
use crate::sheets::{CellLook, SheetCell, SheetColumn, SheetError, formula_row, letter, number};

/// How many columns these are.
const COUNT: usize = 11;

/// The columns of a sheet: those before, these, and those after; the status is as wide as its sheet needs.
pub(super) const fn among<const N: usize>(
    before: &[SheetColumn],
    (narrowest, widest): (u8, u8),
    after: &[SheetColumn],
) -> [SheetColumn; N] {
    assert!(N == before.len() + COUNT + after.len());
    let measured: [SheetColumn; COUNT] = [
        SheetColumn::new("Target Tahun", CellLook::Figure, 9, 14),
        SheetColumn::new("Target Periode", CellLook::Figure, 9, 14),
        SheetColumn::new("Realisasi Periode", CellLook::Figure, 10, 14),
        SheetColumn::new("Capaian Penuh (%)", CellLook::Percent, 9, 10),
        SheetColumn::new("Capaian (%)", CellLook::Percent, 9, 10),
        SheetColumn::new("Status", CellLook::Text, narrowest, widest),
        SheetColumn::new("TW I (%)", CellLook::Percent, 8, 9),
        SheetColumn::new("TW II (%)", CellLook::Percent, 8, 9),
        SheetColumn::new("TW III (%)", CellLook::Percent, 8, 9),
        SheetColumn::new("TW IV (%)", CellLook::Percent, 8, 9),
        SheetColumn::new("Tren", CellLook::Text, 14, 14),
    ];
    let mut all = [measured[0]; N];
    let mut at = 0;
    while at < N {
        all[at] = if at < before.len() {
            before[at]
        } else if at < before.len() + COUNT {
            measured[at - before.len()]
        } else {
            after[at - before.len() - COUNT]
        };
        at += 1;
    }
    all
}

/// A cell of a row, as formulas write it.
pub(super) fn cell(columns: &[SheetColumn], heading: &str, order: usize) -> String {
    format!("{}{}", letter(columns, heading), formula_row(order))
}

/// The cells of these columns; the realisation is given, where it may be a formula over other rows.
pub(super) fn cells<'a>(
    columns: &[SheetColumn],
    profil: &Profil,
    one: &'a RecapIndikator,
    realisasi: SheetCell<'a>,
    order: usize,
) -> Vec<SheetCell<'a>> {
    let [t, r, p, c] = ["Target Periode", "Realisasi Periode", "Capaian Penuh (%)", "Capaian (%)"]
        .map(|heading| cell(columns, heading, order));
    let mut cells = vec![magnitude_cell(&one.standing.year_target), magnitude_cell(&one.standing.target), realisasi];
    cells.extend(capaian_cell(profil, one, [&t, &r, &p, &c]));
    cells.extend(trend_cell(one));
    cells.push(SheetCell::Blank);
    cells
}

/// Bars of the quarters of an indicator in its row.
pub(super) fn bars(
    sheet: &mut Worksheet,
    columns: &[SheetColumn],
    name: &str,
    row: u32,
    one: &RecapIndikator,
) -> Result<(), SheetError> {
    let range = (name, row, number(columns, "TW I (%)"));
    trend(sheet, (row, number(columns, "Tren")), range, &one.standing.trend)
}
