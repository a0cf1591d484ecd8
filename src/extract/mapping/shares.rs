//! What the arithmetic of the rows says against the words: realisations that are shares of the target.

use crate::domain::column::{Field, FormColumn};

use super::evidence::Values;
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
