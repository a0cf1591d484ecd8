//! Columns of indicators that take turns: the objective's in its own rows, the programme's in those of the programmes
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
    let [first, .., last] = all[..] else { return };
    let figure = |column: &Column<'_>| {
        let figure = column
            .meant
            .is_some_and(|meant| matches!(meant.field.reading(), Reading::Value) && meant.field != Field::Indikator);
        figure && !column.shared
    };
    // Figures between them are those of the first alone.
    if columns[..last].iter().any(figure) {
        return;
    }
    let figures: Vec<u32> =
        columns[last + 1..].iter().filter(|column| figure(column)).map(|column| column.heading.column).collect();
    let place = |at: usize| columns[at].heading.column;
    // Of three levels that go down like a staircase the highest may have one row.
    let rows = if all.len() == 2 { ROWS } else { 1 };
    let turn = |one: usize, other: usize| values.take_turns(place(one), place(other), &figures, rows);
    let pairs = all.iter().enumerate().all(|(at, one)| all[at + 1..].iter().all(|other| turn(*one, *other)));
    if pairs {
        for at in all.into_iter().skip(1) {
            columns[at].turns_with = Some(first);
        }
    }
}
