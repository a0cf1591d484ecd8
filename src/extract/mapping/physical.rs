//! How far work has come, beside what it is for: "Realisasi | Realisasi Fisik (%)".

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::unexplained::of_performance;
use super::{Column, Question};

/// Progress of work is no figure of the indicator: where the same figure stands beside it without that word it is not needed;
/// where the targets are of performance and it is in percent it is asked, unless figures of one size say that it is meant so.
pub(super) fn physical(columns: &mut [Column<'_>], values: &Values<'_>) {
    let own = |column: &Column<'_>| column.meant.filter(|meant| of_performance(meant.field) && !column.shared);
    let plain: Vec<(FormColumn, u32)> = columns
        .iter()
        .filter(|column| !column.reading.physical)
        .filter_map(|column| Some((own(column)?, column.heading.column)))
        .collect();
    if plain.is_empty() {
        // Without any target, how far work has come is no figure of an indicator.
        let promised = columns.iter().any(|column| column.is(Field::Target))
            || !columns.iter().any(|column| column.is(Field::Indikator));
        for column in columns.iter_mut().filter(|column| !promised && column.reading.physical && own(column).is_some())
        {
            if let Some(meant) = column.meant.take() {
                column.question = Some(Question::Either(vec![meant]));
            }
        }
        return;
    }
    let targets: Vec<u32> =
        plain.iter().filter(|(meant, _)| meant.field == Field::Target).map(|(_, column)| *column).collect();
    let physical: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].reading.physical && own(&columns[*at]).is_some()).collect();
    // Targets of progress that stand for no others: then all of the form is about it.
    let of_progress = |at: &usize| {
        let meant = columns[*at].meant;
        columns[*at].is(Field::Target) && !plain.iter().any(|(other, _)| Some(*other) == meant)
    };
    let own_targets = physical.iter().any(of_progress);
    for at in physical {
        let Some(meant) = columns[at].meant else { continue };
        let taken = plain.iter().any(|(other, _)| *other == meant);
        let column = columns[at].heading.column;
        let of_size = || targets.iter().any(|target| values.of_one_size(&[(column, *target)]));
        let percent = columns[at].heading.parts.iter().any(|part| part.contains('%'));
        if taken {
            columns[at].ignore(ColumnBasis::Place);
        } else if !own_targets && (meant.field != Field::Realisasi || percent && !of_size()) {
            columns[at].doubt(Question::Either(vec![meant]));
        }
    }
}
