//! Two indicators in one row: `Indikator Sasaran | Program | Indikator Program | Satuan | Target`. Figures stand behind the
//! indicator that they measure.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::{Column, Question};

/// Whether a column holds what is said of an indicator of this year.
fn measured(column: &Column<'_>) -> bool {
    let own = |meant: FormColumn| {
        matches!(meant.field, Field::Satuan | Field::Target | Field::Realisasi | Field::Capaian)
            && !matches!(meant.period, Period::Year(_))
    };
    let plain = !column.reading.unexplained && !column.reading.others;
    !column.shared && plain && column.meant.is_some_and(own)
}

/// Whether an indicator is that of an action, an output or a problem beside the row's own.
fn aside(column: &Column<'_>) -> bool {
    let words = ["aksi", "renaksi", "output", "keluaran", "langkah", "aktivitas", "permasalahan", "masalah", "outcome"];
    column.reading.owner == Some(Field::RencanaAksi)
        || column.path.split([' ', '>', '/', '(', ')', '_']).any(|word| words.contains(&word))
}

/// Of two indicators, the one right before the figures is the row's own; where each has figures behind it, those behind the
/// second are asked.
pub(super) fn figures_with_their_indicator(columns: &mut [Column<'_>]) {
    let indicators: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator) && !columns[*at].shared).collect();
    if indicators.iter().any(|at| columns[*at].turns_with.is_some()) {
        return;
    }
    let [first, .., last] = indicators[..] else { return };
    // Codes beside their wording stand right before it.
    if indicators.windows(2).any(|pair| pair[1] == pair[0] + 1) {
        return;
    }
    let own = |from: usize, to: usize| columns[from..to].iter().any(measured);
    let before = own(0, first);
    let held: Vec<bool> = indicators
        .iter()
        .zip(indicators[1..].iter().copied().chain([columns.len()]))
        .map(|(from, to)| own(*from, to))
        .collect();
    match held.iter().filter(|held| **held).count() {
        1 if columns.get(last + 1).is_some_and(measured) && !before && !aside(&columns[last]) => {
            for at in &indicators[..indicators.len() - 1] {
                columns[*at].ignore(ColumnBasis::Place);
            }
        }
        0 | 1 => {}
        _ if held[0] => {
            for column in columns[indicators[1]..].iter_mut().filter(|column| measured(column)) {
                let asked = column.meant.into_iter().collect();
                column.refuse(Question::Either(asked));
            }
            for at in &indicators[1..] {
                columns[*at].ignore(ColumnBasis::Place);
            }
        }
        _ => {}
    }
}
