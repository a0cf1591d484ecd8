//! `Target > Q1 | Q2 | Q3 | Q4 | Y`: a letter for the year behind its quarters.

use crate::domain::column::Period;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::{Column, read_again};

/// Quarters beside it at least.
const QUARTERS: usize = 3;
/// What stands for the year where quarters stand beside it.
const YEAR: [&str; 5] = ["y", "fy", "yr", "full year", "full yr"];

/// Reads such a letter as the word for the whole year, where three quarters and more stand in the same group. Alone it says
/// nothing: "Target X" and "Target Y" are parts of a share.
pub(super) fn beside_quarters(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    for at in 0..columns.len() {
        let column = &columns[at];
        let short = |text: &String| YEAR.contains(&key(text).as_str());
        let Some(part) = column.heading.parts.iter().position(short) else { continue };
        // "Y > Target" is a target below a word that nobody knows.
        let of_part = column.meant.is_some_and(|meant| meant.period != Period::Yearly);
        if column.shared || of_part || column.question.is_some() {
            continue;
        }
        let same = |other: &Column<'_>| {
            let (own, others) = (&column.heading.parts, &other.heading.parts);
            let around = own.iter().zip(others).enumerate().all(|(place, (own, other))| place == part || own == other);
            own.len() == others.len() && around && !other.shared
        };
        let quarter = |other: &&Column<'_>| {
            same(other) && other.meant.is_some_and(|meant| matches!(meant.period, Period::Triwulan(_)))
        };
        if columns.iter().filter(quarter).count() < QUARTERS {
            continue;
        }
        let mut parts = column.heading.parts.clone();
        parts[part] = "tahunan".to_string();
        read_again(&mut columns[at], &parts, dictionary);
    }
}
