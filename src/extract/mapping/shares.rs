//! What the arithmetic of the rows says against the words: realisations that are shares of the target.

use crate::domain::column::{Field, FormColumn, Period};

use super::evidence::Values;
use super::subject::seen_again;
use super::{Column, Question};

/// The columns of a field; also those that are not needed.
fn of(columns: &[Column<'_>], field: Field) -> Vec<u32> {
    let read = |column: &Column<'_>| column.reading.column.is_some_and(|read| read.field == field);
    let own = |column: &&Column<'_>| (column.is(field) || read(column)) && !column.shared;
    columns.iter().filter(own).map(|column| column.heading.column).collect()
}

/// "Realisasi" that is the share of figures nobody knows in the target: it may be the achievement, and is asked.
pub(super) fn realised_shares(columns: &mut [Column<'_>], values: &Values<'_>) {
    let targets = of(columns, Field::Target);
    let unknown: Vec<u32> = columns
        .iter()
        .filter(|column| column.meant.is_none() && column.heading.profile.of_numbers())
        .map(|column| column.heading.column)
        .collect();
    let asked: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].is(Field::Realisasi) && !columns[*at].shared)
        .filter(|at| {
            let own = columns[*at].heading.column;
            let share = |whole: &u32| unknown.iter().any(|part| values.is_share(own, *part, *whole));
            targets.iter().any(share)
        })
        .collect();
    for at in asked {
        let Some(meant) = columns[at].meant else { continue };
        let achieved = FormColumn { field: Field::Capaian, ..meant };
        columns[at].meant = None;
        columns[at].question = Some(Question::Either(vec![meant, achieved]));
    }
}

/// `Target Tahun | Target TW II | Realisasi | Capaian`: where the shares are those of the quarter's target in every row, and
/// not of the year's, what was realised is the quarter's too. Without shares the size of the figures tells; beside the target
/// of one month, what tells nothing is asked.
pub(super) fn of_target_period(columns: &mut [Column<'_>], values: &Values<'_>) {
    let one = |columns: &[Column<'_>], field: Field| -> Option<usize> {
        let of_this_year = |at: &usize| {
            columns[*at].meant.is_some_and(|meant| meant.field == field && !matches!(meant.period, Period::Year(_)))
        };
        let plain = |at: &usize| {
            let column = &columns[*at];
            !column.shared && !column.reading.others && !column.reading.unexplained && !seen_again(column)
        };
        let mut own = (0..columns.len()).filter(|at| of_this_year(at) && plain(at));
        own.next().filter(|at| own.next().is_none() && columns[*at].meant == Some(field.yearly()))
    };
    let Some(realised) = one(columns, Field::Realisasi) else { return };
    let share = one(columns, Field::Capaian);
    let any_share =
        columns.iter().filter(|column| !column.reading.unexplained && !column.reading.others).any(|column| {
            column.meant.is_some_and(|meant| meant.field == Field::Capaian && !matches!(meant.period, Period::Year(_)))
        });
    let whole_year = |at: usize| columns[at].reading.whole_year;
    if columns[realised].year.is_some() || whole_year(realised) || share.is_some_and(whole_year) {
        return;
    }
    if share.is_none() && any_share {
        return;
    }
    let target = |period: fn(Period) -> bool| {
        let mut own = columns.iter().filter_map(|column| {
            let own = |meant: &FormColumn| meant.field == Field::Target && period(meant.period);
            let meant = column.meant.filter(|meant| own(meant) && !column.reading.others)?;
            Some((meant.period, column.heading.column))
        });
        own.next().filter(|_| own.next().is_none())
    };
    let part =
        |period| matches!(period, Period::Running | Period::Triwulan(_) | Period::Month(_) | Period::Semester(_));
    let (Some((_, year)), Some((period, own))) = (target(|period| period == Period::Yearly), target(part)) else {
        return;
    };
    let parts = columns[realised].heading.column;
    let of = |whole: u32| {
        share.is_some_and(|share| values.is_ratio(columns[share].heading.column, parts, whole) == Some(true))
    };
    let both = [Some(realised), share];
    if of(own) && !of(year) || !of(year) && values.of_the_part(parts, own, year) {
        for at in both.into_iter().flatten() {
            columns[at].meant = columns[at].meant.map(|meant| FormColumn { period, ..meant });
        }
    } else if matches!(period, Period::Month(_)) && !of(year) {
        for at in both.into_iter().flatten() {
            let Some(meant) = columns[at].meant else { continue };
            columns[at].refuse(Question::Either(vec![meant, FormColumn { period, ..meant }]));
        }
    }
}
