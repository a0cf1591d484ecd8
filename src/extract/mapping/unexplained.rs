//! Figures whose headings hold words that nobody knows: "Target Mutu" beside "Target", "Semula" beside a stranger.

use crate::domain::column::{Field, Reading};
use crate::domain::document::ColumnBasis;

use super::{Column, Question};

/// A figure under words that nobody knows is asked for where another column holds the same field: those words are there
/// to tell the two apart. Alone it is what its noun says. What was planned before a change is asked for beside a column
/// that nobody understood: it may be the one that holds today.
pub(super) fn ask(columns: &mut [Column<'_>]) {
    let doubtful = |at: &usize| {
        let own = &columns[*at];
        strange_words(own) && has_rival(columns, *at)
            || own.reading.superseded && beside_a_stranger(columns, *at)
            || own.reading.others && alone(columns, *at)
    };
    let asked: Vec<usize> = (0..columns.len()).filter(doubtful).collect();
    for at in asked {
        if let Some(meant) = columns[at].meant.take() {
            columns[at].question = Some(Question::Either(vec![meant]));
        }
    }
}

/// Whether a column was read by its words, holds figures, and not all of its words are known.
fn strange_words(column: &Column<'_>) -> bool {
    let figure = column.meant.is_some_and(|meant| {
        meant.field != Field::Ignore
            && matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
    });
    figure && column.reading.unexplained && column.basis == ColumnBasis::Words && !column.shared
}

/// Whether another column holds the same field, under other words. Columns that differ in their period alone do not.
fn has_rival(columns: &[Column<'_>], at: usize) -> bool {
    let own = &columns[at];
    let field = own.meant.map(|meant| meant.field);
    columns.iter().enumerate().filter(|(other, _)| *other != at).any(|(_, other)| {
        let grouped = other.strangers().next().is_some() && own.strangers().next().is_none();
        let same = other.meant.map(|meant| meant.field) == field && !other.shared && !grouped;
        let explained = !other.reading.unexplained && !other.reading.superseded;
        same && (explained || other.meant == own.meant)
    })
}

/// Whether no other column means what a figure does: a national target alone is not the unit's own.
fn alone(columns: &[Column<'_>], at: usize) -> bool {
    let meant = columns[at].meant;
    meant.is_some_and(|meant| meant.field.measures())
        && columns.iter().filter(|other| other.meant == meant).count() == 1
}

/// Whether a figure is the only one of its field and period in its group, and figures that nobody understood stand in the
/// same group: `Target > Semula | Hasil Rapat`.
fn beside_a_stranger(columns: &[Column<'_>], at: usize) -> bool {
    let own = &columns[at];
    let ([parents @ .., _], Some(meant)) = (own.heading.parts.as_slice(), own.meant) else { return false };
    let stranger = |other: &&Column<'_>| {
        let group = other.heading.parts.split_last().is_some_and(|(_, above)| above == parents);
        group && other.meant.is_none() && !other.shared && other.heading.profile.of_numbers()
    };
    alone(columns, at) && !parents.is_empty() && meant.field.measures() && columns.iter().filter(stranger).count() == 1
}
