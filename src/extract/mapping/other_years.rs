//! What stands of other years beside this one: `Target 2025 | Realisasi 2025 | Tingkat Realisasi (%) | Target 2026`,
//! `Target 2025 | Target 2026 | Realisasi/Proyeksi 2025 | Realisasi/Proyeksi 2026`.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::key;

use super::Column;
use super::evidence::Values;

/// Years that are realised or foreseen under one word at least.
const YEARS: usize = 3;

/// A share without a year that is the one of another year in every row, and not of this one, says what was achieved in that year.
pub(super) fn shares(columns: &mut [Column<'_>], values: &Values<'_>) {
    let place = |columns: &[Column<'_>], meant: FormColumn| {
        columns.iter().find(|column| column.meant == Some(meant) && !column.shared).map(|column| column.heading.column)
    };
    for at in 0..columns.len() {
        let own = &columns[at];
        if own.meant != Some(Field::Capaian.yearly()) || own.year.is_some() || own.shared {
            continue;
        }
        let divides = |realised: FormColumn, target: FormColumn| {
            let parts = place(columns, realised).zip(place(columns, target));
            parts.is_some_and(|(part, whole)| values.is_ratio(own.heading.column, part, whole) == Some(true))
        };
        let year = |column: &Column<'_>| match column.meant?.period {
            Period::Year(year) if column.is(Field::Realisasi) => Some(year),
            _ => None,
        };
        let years = columns.iter().filter_map(year);
        let told = only(years.filter(|year| divides(Field::Realisasi.year(*year), Field::Target.year(*year))));
        let this = divides(Field::Realisasi.yearly(), Field::Target.yearly());
        if let Some(year) = told.filter(|_| !this) {
            columns[at].settle(Field::Capaian.year(year), 85, ColumnBasis::Values);
        }
    }
}

/// Under "Realisasi/Proyeksi" the years that say their targets again are foreseen; those before them, which do not, were reached.
pub(super) fn before_what_is_foreseen(columns: &mut [Column<'_>], values: &Values<'_>) {
    let either = |column: &Column<'_>| {
        let said = key(column.heading.parts.last()?);
        let both = said.contains("realisasi")
            && ["/proyeksi", "/prakiraan", "/perkiraan"]
                .iter()
                .any(|word| said.replace("/ ", "/").replace(" /", "/").contains(word));
        column.year.filter(|_| both && column.meant.is_none() && !column.shared)
    };
    let run: Vec<(usize, u16)> = (0..columns.len()).filter_map(|at| Some((at, either(&columns[at])?))).collect();
    let again = |(at, year): &(usize, u16)| {
        let of_year = |column: &&Column<'_>| {
            column.is(Field::Target) && (column.meant == Some(Field::Target.year(*year)) || column.year == Some(*year))
        };
        let target = columns.iter().find(of_year);
        target.is_some_and(|target| values.equal(target.heading.column, columns[*at].heading.column))
    };
    let Some(foreseen) = run.iter().position(again) else { return };
    if run.len() < YEARS || !run[foreseen..].iter().all(again) {
        return;
    }
    for (at, year) in run[..foreseen].iter().copied() {
        columns[at].mean(Field::Realisasi.year(year), 80, ColumnBasis::Values);
    }
}
