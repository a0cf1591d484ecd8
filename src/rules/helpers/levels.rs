//! Levels of rows that are parts of one another: "A." over "1." over "1.1", a programme over its activities.

use std::collections::BTreeSet;

use crate::domain::column::Field;
use crate::domain::document::FormRow;
use crate::domain::text::key;
use crate::domain::value::{Entry, Value};

/// A level: how its numbers are written and how many parts they have, or the kind of work that its rows name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::rules) enum Level {
    /// "IV.", above letters and numbers.
    Roman,
    /// "B."
    Letter,
    /// "2" has one part, "1.02.01" three.
    Number(usize),
    /// A programme is over its activities, these over theirs.
    Work(usize),
}

/// The level of a row by its code or number.
pub(in crate::rules) fn of_code(row: &FormRow) -> Option<Level> {
    [Field::Code, Field::No].into_iter().find_map(|field| {
        let entry = row.entry(field.yearly()).filter(|entry| !entry.derivation)?;
        matches!(entry.value, Value::Text { .. } | Value::Figure { .. }).then(|| written(&entry.raw)).flatten()
    })
}

/// The level of a number as it is written.
fn written(text: &str) -> Option<Level> {
    let text = text.trim().trim_end_matches(['.', ')']);
    if text.is_empty() || text.contains(' ') {
        return None;
    }
    let letters = text.chars().all(char::is_alphabetic);
    // A single "I" begins Roman numbers far oftener than it is the ninth letter.
    let roman = letters && text.chars().all(|letter| "IVX".contains(letter));
    match () {
        () if roman => Some(Level::Roman),
        () if letters && text.chars().count() == 1 => Some(Level::Letter),
        () if text.contains(|letter: char| letter.is_ascii_digit()) => Some(Level::Number(text.split('.').count())),
        () => None,
    }
}

/// The level of work that a row names.
pub(in crate::rules) fn of_work(row: &FormRow) -> Option<Level> {
    const LEVELS: [&[&str]; 4] = [&["urusan", "bidang"], &["program"], &["kegiatan"], &["subkegiatan", "sub"]];
    let entry: &Entry = row.entry(Field::Program.yearly()).filter(|entry| !entry.derivation)?;
    let key = key(&entry.raw);
    let first = key.split(|letter: char| !letter.is_alphabetic()).next()?;
    LEVELS.iter().position(|words| words.contains(&first)).map(Level::Work)
}

/// Every level of some rows, each with those that stand on it; nothing where all stand on one. Rows that name no level stand
/// apart from those that do.
pub(in crate::rules) fn apart<'r>(rows: &[&'r FormRow]) -> Vec<Vec<&'r FormRow>> {
    let by = |level: fn(&FormRow) -> Option<Level>| {
        let levels: BTreeSet<Option<Level>> = rows.iter().map(|row| level(row)).collect();
        let several = levels.len() > 1;
        let on = move |wanted| rows.iter().copied().filter(|row| level(row) == Some(wanted)).collect();
        levels.into_iter().flatten().filter(move |_| several).map(on).collect::<Vec<Vec<&FormRow>>>()
    };
    [by(of_code), by(of_work)].concat()
}

/// Whether rows are parts of one another, by their numbers or by the work that they name.
pub(in crate::rules) fn nested(rows: &[&FormRow]) -> bool {
    [of_code, of_work].into_iter().any(|level: fn(&FormRow) -> Option<Level>| {
        rows.iter().filter_map(|row| level(row)).collect::<BTreeSet<Level>>().len() > 1
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_stand_over_numbers_and_these_over_longer_ones() {
        let levels = ["I.", "A.", "2", "1.1", "1.02.01"].map(written);
        assert!(levels.is_sorted() && levels.iter().all(Option::is_some), "{levels:?}");
        assert_eq!(["", "-", "Jumlah", "a b"].map(written), [None; 4]);
    }
}
