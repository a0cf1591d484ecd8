//! Two columns of indicators that take turns: the objective's in its own rows, the programme's in those of the programmes
//! below it.

use crate::domain::column::{Field, Reading};

use super::Column;
use super::evidence::Values;

/// Rows that each of them names at least.
const ROWS: usize = 2;

/// `Sasaran | Indikator Sasaran | Program | Indikator Program | Target`: where no row names both, and the rows of each hold
/// figures behind them, every row is about the one that it names.
pub(super) fn indicators(columns: &mut [Column<'_>], values: &Values<'_>) {
    let all: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::Indikator) && !columns[*at].shared).collect();
    let [first, second] = all[..] else { return };
    let figure = |column: &Column<'_>| {
        let figure = column
            .meant
            .is_some_and(|meant| matches!(meant.field.reading(), Reading::Value) && meant.field != Field::Indikator);
        figure && !column.shared
    };
    // Figures between the two are those of the first alone.
    if columns[..second].iter().any(figure) {
        return;
    }
    let figures: Vec<u32> =
        columns[second + 1..].iter().filter(|column| figure(column)).map(|column| column.heading.column).collect();
    let place = |at: usize| columns[at].heading.column;
    if values.take_turns(place(first), place(second), &figures, ROWS) {
        columns[second].turns_with = Some(first);
    }
}
