//! Groups that stand a column too far to one side: `Kinerja > Target | Anggaran > Realisasi | Capaian | Pagu | Realisasi`.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

/// What is headed as money, holds no amounts, and stands beside another column of the same money that does, is no money:
/// where the shares beside it prove it, it is what was realised of the target, and else it is asked.
pub(super) fn misplaced(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 0..columns.len() {
        let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::RealisasiAnggaran) else { continue };
        let twin = |other: &Column<'_>| other.meant == Some(meant) && amounts(other);
        if columns[at].shared || !counts(&columns[at]) || !columns.iter().any(twin) {
            continue;
        }
        let realised = FormColumn { field: Field::Realisasi, ..meant };
        let share = (at + 1..columns.len().min(at + 3)).find(|next| columns[*next].is(Field::Serapan));
        let target = columns.iter().position(|column| column.is(Field::Target) && !column.shared);
        let taken = columns.iter().any(|column| column.meant == Some(realised));
        let place = |at: usize| columns[at].heading.column;
        let proven = share
            .zip(target)
            .is_some_and(|(share, target)| values.is_ratio(place(share), place(at), place(target)) == Some(true));
        if let Some(share) = share.filter(|_| proven && !taken) {
            let achieved = FormColumn { field: Field::Capaian, ..meant };
            columns[at].mean(realised, 80, ColumnBasis::Values);
            columns[share].mean(achieved, 80, ColumnBasis::Values);
            (columns[at].settled, columns[share].settled) = (true, true);
        } else {
            columns[at].refuse(Question::Either(vec![meant, realised]));
            // What was absorbed of it is a share of performance as well.
            if let Some(share) = share
                && let Some(absorbed) = columns[share].meant
                && columns.iter().filter(|column| column.meant == Some(absorbed)).count() > 1
            {
                columns[share]
                    .refuse(Question::Either(vec![absorbed, FormColumn { field: Field::Capaian, ..absorbed }]));
            }
        }
    }
}

fn amounts(column: &Column<'_>) -> bool {
    let profile = column.heading.profile;
    !column.shared && profile.of_amounts()
}

fn counts(column: &Column<'_>) -> bool {
    let profile = column.heading.profile;
    profile.filled > 1 && profile.money == 0 && profile.numbers * 10 >= profile.filled * 8
}
