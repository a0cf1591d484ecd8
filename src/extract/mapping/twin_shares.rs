//! Shares that are headed alike, one behind performance and one behind money: `Realisasi | Capaian % | … | Realisasi Anggaran |
//! Capaian %`. Their figures tell which is which.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Of several columns that mean one achievement, those whose figures are what was spent of the budget, and not what was
/// realised of the target, say how much was absorbed.
pub(super) fn of_money(columns: &mut [Column<'_>], values: &Values<'_>) {
    let shares: Vec<(usize, FormColumn)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.is(Field::Capaian) && !column.shared)
        .filter_map(|(at, column)| Some((at, column.meant?)))
        .collect();
    for (at, meant) in &shares {
        let absorbed = FormColumn { field: Field::Serapan, ..*meant };
        let twin = shares.iter().any(|(other, same)| other != at && same == meant);
        let taken = columns.iter().any(|column| column.meant == Some(absorbed));
        let of = |part: Field, whole: Field| divides(columns, *at, meant.period, (part, whole), values);
        if twin && !taken && of(Field::RealisasiAnggaran, Field::Anggaran) && !of(Field::Realisasi, Field::Target) {
            columns[*at].settle(absorbed, 85, ColumnBasis::Values);
        }
    }
}

/// Whether a column is the share of one field in another, in its own period or of the year.
fn divides(
    columns: &[Column<'_>],
    at: usize,
    period: Period,
    (part, whole): (Field, Field),
    values: &Values<'_>,
) -> bool {
    let place = |field: Field, period: Period| {
        let own = |column: &&Column<'_>| column.meant == Some(FormColumn { field, period }) && !column.shared;
        columns.iter().find(own).map(|column| column.heading.column)
    };
    let whole = place(whole, period).or_else(|| place(whole, Period::Yearly));
    // "Realisasi Anggaran s.d. Bulan Ini | % Realisasi": of the amount right before it, whatever its period.
    let before = at.checked_sub(1).map(|before| &columns[before]).filter(|before| before.is(part) && !before.shared);
    let found = place(part, period).or_else(|| before.map(|before| before.heading.column)).zip(whole);
    found.is_some_and(|(part, whole)| values.is_ratio(columns[at].heading.column, part, whole) == Some(true))
}
