//! `Target | Persentase Realisasi | Capaian`: of two shares in words that others exchange, the one that is computed of the other and
//! the target is the achievement.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;

use super::Column;
use super::evidence::Values;

/// Puts right what was reached and its achievement, where the figures prove that the words say it the other way round.
pub(super) fn by_figures(columns: &mut [Column<'_>], values: &Values<'_>) {
    let one = |field: Field| only((0..columns.len()).filter(|at| columns[*at].is(field) && !columns[*at].shared));
    let (Some(share), Some(reached), Some(target)) = (one(Field::Capaian), one(Field::Realisasi), one(Field::Target))
    else {
        return;
    };
    // "Persentase Realisasi" is what some call achievement and others what was reached.
    if !columns[share].path.contains("realisasi") || !columns[reached].path.contains("capaian") {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let computed = |ratio: usize, part: usize| values.is_achievement(place(ratio), place(part), place(target));
    if !computed(reached, share) || computed(share, reached) {
        return;
    }
    if let (Some(one), Some(other)) = (columns[share].meant, columns[reached].meant) {
        columns[share].settle(FormColumn { field: Field::Realisasi, ..one }, 85, ColumnBasis::Values);
        columns[reached].settle(FormColumn { field: Field::Capaian, ..other }, 85, ColumnBasis::Values);
    }
}
