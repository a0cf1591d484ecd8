//! The indicator that a row serves, beside the row's own: `Sasaran | Indikator | Target | Rencana Aksi | Output > Indikator |
//! Satuan | Target > TW I | …`.
//!
//! What stands again in each row of a group is what the rows serve; what is another in each of them, right before the figures
//! of the quarters, is measured in them.

use crate::domain::column::{Field, Period};
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Words of an indicator that is a step's.
const STEPS: [&str; 5] = ["aksi", "renaksi", "langkah", "aktivitas", "masalah"];

/// Of several indicators, those before which stand again in rows that differ in the last, the last is the row's own where all
/// that was reached or is planned by quarters stands behind it. Targets between them are those of the others, and not needed.
pub(super) fn upper_indicators(columns: &mut [Column<'_>], values: &Values<'_>) {
    let indicators: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator) && !columns[*at].shared).collect();
    let [upper, .., own] = indicators[..] else { return };
    let step = columns[own].reading.owner == Some(Field::RencanaAksi)
        || columns[own].path.split([' ', '>', '/', '(', ')', '_']).any(|word| STEPS.contains(&word));
    // An achievement alone is that of the indicator before it, where what was reached stands behind the last.
    let reached = columns[own..].iter().any(|column| column.is(Field::Realisasi));
    let between = |column: &Column<'_>| measured(column) && !(reached && column.is(Field::Capaian));
    let theirs: Vec<usize> = (0..own).filter(|at| between(&columns[*at])).collect();
    let followed = |at: &usize| {
        let before = indicators.iter().rev().find(|one| *one < at);
        before.is_some_and(|one| values.told_by(columns[*one].heading.column, columns[*at].heading.column))
    };
    // Figures of an upper indicator are said again with it.
    let again = theirs.iter().all(followed) && planned_and_reached(&columns[own..]);
    if step || !theirs.is_empty() && !again || !columns[own..].iter().any(measured) {
        return;
    }
    // Figures merged over the rows of an upper indicator are its own.
    let filled = |at: usize| columns[at].heading.profile.filled;
    let figures = columns[own..].iter().filter(|column| measured(column)).map(|column| column.heading.profile.filled);
    if indicators
        .iter()
        .any(|at| filled(*at) > 0 && filled(*at) < filled(own) && figures.clone().all(|one| one <= filled(*at)))
    {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let uppers = indicators.iter().filter(|at| **at != own);
    let groups: Vec<(bool, bool)> = uppers.map(|at| values.grouped(place(*at), place(own))).collect();
    if !groups.iter().all(|(one_each, _)| *one_each) || !groups.iter().any(|(_, again)| *again) {
        return;
    }
    let figures = [Field::Indikator, Field::Satuan, Field::Target, Field::Realisasi, Field::Capaian, Field::Bobot];
    // Its unit may stand before it in its own group.
    let group = columns[own].parents().into_owned();
    let above = |column: &Column<'_>| group.is_empty() || column.parents() != group;
    let served = |column: &&mut Column<'_>| above(column) && figures.into_iter().any(|field| column.is(field));
    for column in columns[upper..own].iter_mut().filter(served) {
        column.discard(ColumnBasis::Place);
    }
}

/// Whether parts of the year are planned and reached in some columns.
fn planned_and_reached(columns: &[Column<'_>]) -> bool {
    [Field::Target, Field::Realisasi].into_iter().all(|field| columns.iter().any(|column| column.is_part(field)))
}

/// Whether a column holds what was reached, or what is promised for a part of the year.
fn measured(column: &Column<'_>) -> bool {
    column.meant.is_some_and(|meant| match meant.field {
        Field::Realisasi | Field::Capaian => !matches!(meant.period, Period::Year(_)),
        Field::Target => meant.period.is_part_of_year(),
        _ => false,
    })
}
