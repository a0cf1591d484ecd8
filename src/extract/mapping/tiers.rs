//! Indicators of several levels side by side, each with the same years behind it: `Indikator Tujuan | 2025 | 2026 | Indikator Sasaran
//! | 2025 | 2026 | Indikator Program | 2025 | 2026`.

use std::collections::BTreeSet;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Years behind each indicator at least.
const YEARS: usize = 2;

/// Where the upper ones stand again in rows that differ in the last, the last is the row's own; what stands behind the others is
/// theirs.
pub(super) fn lowest(columns: &mut [Column<'_>], values: &Values<'_>) {
    let indicators: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator) && !columns[*at].shared).collect();
    let [first, .., own] = indicators[..] else { return };
    let ends: Vec<usize> = indicators.iter().skip(1).copied().chain([columns.len()]).collect();
    let years: Vec<BTreeSet<FormColumn>> =
        indicators.iter().zip(&ends).map(|(from, to)| columns[*from..*to].iter().filter_map(year).collect()).collect();
    let alike = years.iter().all(|one| one.len() >= YEARS && Some(one) == years.first());
    let place = |at: usize| columns[at].heading.column;
    let groups: Vec<(bool, bool)> =
        indicators.iter().filter(|at| **at != own).map(|at| values.grouped(place(*at), place(own))).collect();
    if !alike || !groups.iter().all(|(one_each, _)| *one_each) || !groups.iter().any(|(_, again)| *again) {
        return;
    }
    let theirs = |column: &Column<'_>| {
        let said =
            [Field::Indikator, Field::Satuan, Field::Target, Field::Realisasi, Field::Capaian, Field::KondisiAwal];
        said.into_iter().any(|field| column.is(field))
    };
    for column in columns[first..own].iter_mut().filter(|column| theirs(column)) {
        column.ignore(ColumnBasis::Place);
        column.refused = true;
    }
}

/// The target of a year that a column holds.
fn year(column: &Column<'_>) -> Option<FormColumn> {
    let own =
        |meant: &FormColumn| meant.field == Field::Target && matches!(meant.period, Period::Year(_) | Period::Yearly);
    let meant = column.meant.filter(own)?;
    let year = match meant.period {
        Period::Year(year) => year,
        _ => column.year?,
    };
    (!column.shared).then_some(FormColumn { field: Field::Target, period: Period::Year(year) })
}
