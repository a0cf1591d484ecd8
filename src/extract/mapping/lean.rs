//! Wordings that the dictionary knows by the column before them: "%" right after a realisation.
//!
//! Behind the last of several quarters such a wording may be of that quarter or of all of them. Where each quarter has its
//! own, it is the quarter's; one that stands there alone is the year's, unless the figures say otherwise.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::template::Dictionary;

use super::evidence::Values;
use super::{Column, Question};

/// Means what leans on the column to its left.
pub(super) fn lean(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary) {
    let mut left = Left::default();
    let paths: Vec<String> = columns.iter().map(|column| column.path.clone()).collect();
    for at in 0..columns.len() {
        if columns[at].shared {
            continue;
        }
        let alone = paths.iter().filter(|path| **path == columns[at].path).count() == 1;
        // One column of remarks behind all periods is none of the last one.
        let lone = |meant: &FormColumn| meant.field == Field::Remark && alone;
        if let Some(meant) = left.leaning(dictionary, &columns[at].path).filter(|meant| !lone(meant)) {
            if alone && behind_all(columns, at, meant) {
                of_all(columns, at, meant, values);
            } else {
                columns[at].mean(meant, 90, ColumnBasis::Place);
            }
        }
        left.step(columns[at].meant);
    }
}

/// The two columns to the left.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::extract) struct Left {
    last: Option<FormColumn>,
    before: Option<FormColumn>,
}

impl Left {
    /// What a wording means right after the column to the left. Behind a row of periods it is none of theirs.
    pub(in crate::extract) fn leaning(self, dictionary: &Dictionary, path: &str) -> Option<FormColumn> {
        let last = self.last?;
        let of_row = self.before.is_some_and(|before| {
            before.field == last.field && before.period != last.period && before.period != Period::Yearly
        });
        dictionary.meaning_after(last, path).filter(|_| !of_row)
    }

    pub(in crate::extract) const fn step(&mut self, meant: Option<FormColumn>) {
        self.before = self.last;
        self.last = meant;
    }
}

/// The figures that a share divides.
const fn divided(share: Field) -> Option<(Field, Field)> {
    match share {
        Field::Capaian => Some((Field::Realisasi, Field::Target)),
        Field::Serapan => Some((Field::RealisasiAnggaran, Field::Anggaran)),
        _ => None,
    }
}

/// The columns of a field that are of parts of the year.
fn parts<'c>(columns: &'c [Column<'_>], field: Field) -> impl Iterator<Item = &'c Column<'c>> {
    columns.iter().filter(move |column| column.is_part(field))
}

/// Whether a share stands behind what was reached in several parts of the year, and none of them follows.
fn behind_all(columns: &[Column<'_>], at: usize, meant: FormColumn) -> bool {
    let Some((part, _)) = divided(meant.field).filter(|_| meant.period.is_part_of_year()) else { return false };
    let other = |column: &Column<'_>| column.meant.is_some_and(|own| own.period != meant.period);
    parts(&columns[..at], part).any(other) && parts(&columns[at..], part).next().is_none()
}

/// A share behind all parts of the year: of the year, where its words say no period or the figures make it so; of the last
/// part, where they are its shares and none of the year's. "%" alone says neither.
fn of_all(columns: &mut [Column<'_>], at: usize, meant: FormColumn, values: &Values<'_>) {
    let year = meant.field.yearly();
    let Some((part, whole)) = divided(meant.field)
        .filter(|_| !columns.iter().any(|one| one.meant == Some(year)) || columns[at].meant == Some(year))
    else {
        return columns[at].mean(meant, 90, ColumnBasis::Place);
    };
    let place = |field: Field, period: Period| {
        let own = |column: &&Column<'_>| column.meant == Some(FormColumn { field, period }) && !column.shared;
        columns.iter().find(own).map(|column| column.heading.column)
    };
    let share = columns[at].heading.column;
    let own = place(part, meant.period).zip(place(whole, meant.period));
    let of_part = own.is_some_and(|(part, whole)| values.is_ratio(share, part, whole) == Some(true));
    let sheet: Vec<u32> = parts(columns, part).map(|column| column.heading.column).collect();
    let of_year = place(whole, Period::Yearly).is_some_and(|whole| values.achieved_so_far(share, &sheet, whole));
    match (of_year, of_part) {
        (true, _) => columns[at].mean(year, 85, ColumnBasis::Values),
        (false, true) => return columns[at].mean(meant, 90, ColumnBasis::Place),
        (false, false) if columns[at].meant == Some(year) => {}
        (false, false) => {
            columns[at].doubt(Question::Either(vec![year, meant]));
        }
    }
    columns[at].settled = true;
}
