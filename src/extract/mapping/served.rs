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

/// Of two indicators, the first of which stands again in rows that differ in the second, the second is the row's own where all
/// that was reached or is planned by quarters stands behind it. The target between them is that of the first, and not needed.
pub(super) fn upper_indicators(columns: &mut [Column<'_>], values: &Values<'_>) {
    let indicators: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator) && !columns[*at].shared).collect();
    let [upper, own] = indicators[..] else { return };
    let step = columns[own].reading.owner == Some(Field::RencanaAksi)
        || columns[own].path.split([' ', '>', '/', '(', ')', '_']).any(|word| STEPS.contains(&word));
    let promised = columns[upper..own].iter().any(|column| column.meant == Some(Field::Target.yearly()));
    if step || !promised || columns[..own].iter().any(measured) || !columns[own..].iter().any(measured) {
        return;
    }
    if !values.serves(columns[upper].heading.column, columns[own].heading.column) {
        return;
    }
    let figures = [Field::Indikator, Field::Satuan, Field::Target, Field::Bobot];
    for column in columns[upper..own].iter_mut().filter(|column| figures.into_iter().any(|field| column.is(field))) {
        column.ignore(ColumnBasis::Place);
        column.refused = true;
    }
}

/// Whether a column holds what was reached, or what is promised for a part of the year.
fn measured(column: &Column<'_>) -> bool {
    column.meant.is_some_and(|meant| match meant.field {
        Field::Realisasi | Field::Capaian => !matches!(meant.period, Period::Year(_)),
        Field::Target => meant.period.is_part_of_year(),
        _ => false,
    })
}
