//! "Strategi" in a plan of several years: how its objectives are to be reached, and no action of a year.

use crate::domain::column::{Field, Period};
use crate::domain::document::ColumnBasis;

use super::Column;

/// Words of such a heading, and nothing else.
const WORDS: [&str; 8] = ["strategi", "strategis", "kebijakan", "arah", "dan", "renstra", "rpjmd", "umum"];

/// A column of strategies beside a goal or beside targets of several years is none of the actions that a unit takes in its year.
pub(super) fn of_a_plan(columns: &mut [Column<'_>]) {
    let of_year = |column: &&Column<'_>| {
        column.is(Field::Target) && column.meant.is_some_and(|meant| matches!(meant.period, Period::Year(_)))
    };
    let part = |column: &Column<'_>| column.meant.is_some_and(|meant| meant.period.is_part_of_year());
    let plan = columns.iter().any(|column| column.is(Field::Tujuan)) || columns.iter().filter(of_year).count() > 1;
    if !plan || columns.iter().any(part) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::RencanaAksi) && !column.shared) {
        let mut words = column.path.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
        let strategy = column.path.contains("strategi") && words.all(|word| WORDS.contains(&word));
        if strategy && column.heading.parts.len() == 1 {
            column.discard(ColumnBasis::Words);
        }
    }
}
