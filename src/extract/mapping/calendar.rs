//! Figures under a calendar: "Waktu > Jan | Feb | …" over 2, 2, 4 is how much is planned for each month, and no chart of when; and
//! a name that is that of a month by chance.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::template::Dictionary;

use super::evidence::Values;
use super::{Column, Question};

/// Columns of a calendar at least.
const RUN: usize = 3;

/// What stands under the names of months.
pub(super) fn months(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    figures_by_month(columns, values, dictionary);
    lone_months(columns);
}

/// The columns of a calendar that hold figures are the plan's where they make up its target; else it is asked. Ones alone are
/// marks, and the calendar says when something happens.
fn figures_by_month(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    let run: Vec<(usize, FormColumn)> =
        (0..columns.len()).filter_map(|at| Some((at, part_of_year(&columns[at], dictionary)?))).collect();
    let profile = |at: usize| columns[at].heading.profile;
    // A dash says of a month that nothing is planned for it.
    let told = |at: usize| profile(at).filled.saturating_sub(profile(at).marks);
    let filled: u32 = run.iter().map(|(at, _)| told(*at)).sum();
    let numbers: u32 = run.iter().map(|(at, _)| profile(*at).numbers).sum();
    let column = |at: usize| columns[at].heading.column;
    let one_calendar = run.windows(2).all(|pair| columns[pair[0].0].parents() == columns[pair[1].0].parents());
    let marks = run.iter().all(|(at, _)| values.marks(column(*at)));
    if run.len() < RUN || !one_calendar || filled < 2 || numbers * 10 < filled * 7 || marks {
        return;
    }
    let parts: Vec<u32> = run.iter().map(|(at, _)| column(*at)).collect();
    let target = columns.iter().find(|column| column.meant == Some(Field::Target.yearly()) && !column.shared);
    let promised = target.is_some_and(|target| values.mostly_sums(target.heading.column, &parts));
    let taken = run.iter().any(|(_, meant)| columns.iter().any(|column| column.meant == Some(*meant)));
    // A part of the year that nobody reads is no chart of when, either.
    let group = columns[run[0].0].parents().into_owned();
    let asked = |at: &usize| !run.iter().any(|(own, _)| own == at) && columns[*at].is(Field::Time);
    let strange: Vec<usize> = (0..columns.len()).filter(asked).collect();
    for at in strange {
        if columns[at].parents() == group {
            columns[at].meant = None;
        }
    }
    for (at, meant) in run {
        if promised && !taken {
            columns[at].mean(meant, 80, ColumnBasis::Values);
        } else {
            columns[at].doubt(Question::Either(vec![meant]));
        }
    }
}

/// Siblings at least, none of them a period, beside which a month is none.
const STRANGERS: usize = 2;

/// "Target Fakultas > FT | FEB | FH": beside names that are no periods the short name of a month is another's.
fn lone_months(columns: &mut [Column<'_>]) {
    let month = |column: &Column<'_>| matches!(column.meant.map(|meant| meant.period), Some(Period::Month(_)));
    let lone = |at: &usize| {
        let own = &columns[*at];
        let grouped = |column: &Column<'_>| column.heading.parts.len() > 1 && column.parents() == own.parents();
        let beside = || columns.iter().enumerate().filter(|(other, column)| other != at && grouped(column));
        month(own) && grouped(own) && beside().count() >= STRANGERS && beside().all(|(_, other)| other.meant.is_none())
    };
    let lone: Vec<usize> = (0..columns.len()).filter(lone).collect();
    for at in lone {
        columns[at].meant = None;
    }
}

/// The target of the month or quarter that a column of a calendar names.
fn part_of_year(column: &Column<'_>, dictionary: &Dictionary) -> Option<FormColumn> {
    let [_, .., last] = column.heading.parts.as_slice() else { return None };
    if !column.is(Field::Time) || column.shared {
        return None;
    }
    let meant = dictionary.read(&["Target", last]).column?;
    let part = matches!(meant.period, Period::Month(_) | Period::Triwulan(_));
    (meant.field == Field::Target && part).then_some(meant)
}
