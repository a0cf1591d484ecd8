//! Codes and weights that are headed alike: `Kode | Sasaran | Bobot | Kode | IKU | Bobot`. Each is that of a wording beside it.
//!
//! Takes columns that mean the same by the same words; gives each to the wording that it stands beside, all of them on the
//! same side. Promises that the code of an objective is never taken for that of its indicator: where both sides are as good,
//! the columns are asked.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;

use super::evidence::Values;
use super::{Column, Question};

/// What a code, a number or a weight may belong to.
const WORDINGS: [Field; 7] = [
    Field::Tujuan,
    Field::Sasaran,
    Field::Program,
    Field::Indikator,
    Field::Description,
    Field::Keluaran,
    Field::RencanaAksi,
];

pub(super) fn of_their_wordings(columns: &mut [Column<'_>], values: &Values<'_>) {
    for field in [Field::Code, Field::Bobot] {
        let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is(field) && !columns[*at].shared).collect();
        let alike = own.windows(2).all(|pair| columns[pair[0]].path == columns[pair[1]].path);
        if own.len() < 2 || !alike {
            continue;
        }
        let sides: Vec<Vec<usize>> = [Side::Right, Side::Left]
            .into_iter()
            .filter_map(|side| own.iter().map(|at| wording(columns, *at, side)).collect::<Option<Vec<usize>>>())
            .filter(|found| one_indicator(columns, found))
            .collect();
        match &sides[..] {
            [] => {}
            [found] => give(columns, &own, found),
            _ => {
                let fitting: Vec<&Vec<usize>> = sides
                    .iter()
                    .filter(|found| own.iter().zip(*found).all(|(at, of)| as_often(columns, *at, *of, values)))
                    .collect();
                match fitting[..] {
                    [found] => {
                        let found = found.clone();
                        give(columns, &own, &found);
                    }
                    _ => ask(columns, &own),
                }
            }
        }
    }
}

#[derive(Clone, Copy)]
enum Side {
    Left,
    Right,
}

/// The wording that a column stands beside, with nothing but numbers, codes and weights between.
fn wording(columns: &[Column<'_>], at: usize, side: Side) -> Option<usize> {
    let mut next = at;
    loop {
        next = match side {
            Side::Left => next.checked_sub(1)?,
            Side::Right => next + 1,
        };
        let column = columns.get(next)?;
        if WORDINGS.into_iter().any(|field| column.is(field)) {
            return Some(next);
        }
        // The codes were given to their wordings before the weights are.
        let given = column.is(Field::SasaranCode) || column.is(Field::Ignore) && column.refused;
        if !given && ![Field::No, Field::Code, Field::Bobot].into_iter().any(|field| column.is(field)) {
            return None;
        }
    }
}

/// Whether the wordings differ and one of them is the indicator, beside others that are not.
fn one_indicator(columns: &[Column<'_>], found: &[usize]) -> bool {
    let indicators = found.iter().filter(|at| subject(&columns[**at])).count();
    indicators == 1 && found.windows(2).all(|pair| pair[0] < pair[1])
}

fn subject(column: &Column<'_>) -> bool {
    column.is(Field::Indikator) || column.is(Field::Description)
}

/// Whether two columns are filled in as many rows and say something new in as many.
fn as_often(columns: &[Column<'_>], at: usize, of: usize, values: &Values<'_>) -> bool {
    let (one, other) = (columns[at].heading, columns[of].heading);
    one.profile.filled == other.profile.filled && values.all_differ(one.column) == values.all_differ(other.column)
}

/// Gives each column to its wording. Definitions know one "Kode" only, and must not take the first.
fn give(columns: &mut [Column<'_>], own: &[usize], found: &[usize]) {
    for (at, of) in own.iter().zip(found) {
        if subject(&columns[*of]) {
            continue;
        }
        let meant = match columns[*at].meant.map(|meant| meant.field) {
            Some(Field::Code) if columns[*of].is(Field::Sasaran) => Field::SasaranCode,
            Some(Field::Bobot) if columns[*of].is(Field::Sasaran) => Field::BobotSasaran,
            _ => Field::Ignore,
        };
        let taken = columns.iter().any(|column| column.is(meant));
        if taken || meant == Field::Ignore {
            columns[*at].ignore(ColumnBasis::Place);
        } else {
            columns[*at].mean(meant.yearly(), 85, ColumnBasis::Place);
        }
        columns[*at].refused = true;
    }
}

fn ask(columns: &mut [Column<'_>], own: &[usize]) {
    for at in own {
        let asked = columns[*at].meant.into_iter().collect();
        columns[*at].refuse(Question::Either(asked));
    }
}
