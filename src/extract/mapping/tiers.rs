//! Indicators of several levels side by side, each with the same years behind it: `Indikator Tujuan | 2025 | 2026 | Indikator Sasaran
//! | 2025 | 2026 | Indikator Program | 2025 | 2026`.

use std::collections::BTreeSet;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

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
    let theirs = |column: &&mut Column<'_>| column.is(Field::Indikator) || tells_of_it(column);
    for column in columns[first..own].iter_mut().filter(theirs) {
        column.discard(ColumnBasis::Place);
    }
}

/// `Tujuan | Indikator Tujuan | Target | Sasaran | Indikator Sasaran | 2025 | 2026`: the lower one is the row's own, and what
/// stands behind the goal's is the goal's. Where nothing else is promised it is asked.
pub(super) fn below_goals(columns: &mut [Column<'_>]) {
    let indicator = |column: &Column<'_>| column.is(Field::Indikator) && !column.shared;
    let of_goal = |column: &Column<'_>| {
        let says = |word: &str| column.path.split(|letter: char| !letter.is_alphanumeric()).any(|own| own == word);
        says("tujuan") && !says("sasaran")
    };
    let Some(goal) = columns.iter().position(|column| indicator(column) && of_goal(column)) else { return };
    let behind = |column: &Column<'_>| indicator(column) && !of_goal(column);
    let Some(lower) = columns[goal..].iter().position(behind).map(|at| goal + at) else { return };
    let figures = |column: &Column<'_>| {
        let profile = column.heading.profile;
        tells_of_it(column) || column.meant.is_none() && profile.numbers > 1 && profile.of_numbers()
    };
    let own: Vec<usize> = (goal + 1..lower).take_while(|at| tells_of_it(&columns[*at])).collect();
    if own.is_empty() {
        return;
    }
    let promised = columns[lower + 1..].iter().any(figures);
    for at in own.into_iter().chain([goal]) {
        match columns[at].figure().filter(|_| !promised) {
            Some(meant) => columns[at].refuse(Question::Either(vec![meant])),
            None => {
                columns[at].discard(ColumnBasis::Place);
            }
        }
    }
}

/// Whether a column says something of the indicator before it.
fn tells_of_it(column: &Column<'_>) -> bool {
    [Field::Satuan, Field::Target, Field::Realisasi, Field::Capaian, Field::KondisiAwal]
        .into_iter()
        .any(|field| column.is(field))
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
