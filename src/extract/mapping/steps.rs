//! Figures of steps: `Indikator | Satuan | Rencana Aksi | Satuan | Target`, where the second unit says whose they are.

use crate::domain::column::Field;

use super::{Column, Question};

/// Behind a unit of their own the figures are those of the steps, and not the indicator's: they are asked for.
pub(super) fn own_figures(columns: &mut [Column<'_>]) {
    let units: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Satuan) && !columns[*at].shared).collect();
    let ([first, second], Some(indicator)) = (&units[..], columns.iter().position(|one| one.is(Field::Indikator)))
    else {
        return;
    };
    let between = &columns[first + 1..*second];
    let step = between.iter().any(|one| one.is(Field::RencanaAksi) || one.is(Field::Keluaran));
    if indicator > *first || !step || columns[*first].heading.parts != columns[*second].heading.parts {
        return;
    }
    let figure =
        |one: &Column<'_>| [Field::Target, Field::Realisasi, Field::Capaian].into_iter().any(|own| one.is(own));
    let second = *second;
    for column in columns[second + 1..].iter_mut().filter(|one| figure(one)) {
        if let Some(meant) = column.meant.take() {
            column.question = Some(Question::Either(vec![meant]));
        }
    }
    columns[second].ignore(crate::domain::document::ColumnBasis::Place);
}
