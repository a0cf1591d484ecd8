//! The quarter and the year that a name names ("Pengukuran JTI TW-II 2026.xlsx").
//!
//! Takes words, gives a period or nothing. Two different quarters or years in one name say nothing.

use crate::domain::triwulan::{Triwulan, end_of_semester};
use crate::domain::{roman, text};

/// The words of a name: one spelling, split at everything that is neither letter nor digit.
pub(super) fn word(name: &str) -> Vec<String> {
    roman::mended(&text::key(name))
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|k| !k.is_empty())
        .map(str::to_string)
        .collect()
}

/// The quarter that the name of a sheet or a file names, or that ends the semester it names.
pub fn named_quarter(name: &str) -> Option<Triwulan> {
    quarter_or_semester(&word(name)).map(|(triwulan, _)| triwulan)
}

/// The quarter that the words name after "TW", "Triwulan" or "Trw".
pub(super) fn triwulan(word: &[String]) -> Option<Triwulan> {
    let mut found = (0..word.len()).filter_map(|number| triwulan_in(word, number)).map(|(triwulan, _)| triwulan);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The quarter that the words name, else the quarter at the end of the one semester that they name, and `true`.
pub(super) fn quarter_or_semester(word: &[String]) -> Option<(Triwulan, bool)> {
    let semester = || {
        let mut found = (0..word.len()).filter_map(|number| semester_in(word, number)).map(|(triwulan, _)| triwulan);
        let first = found.next()?;
        found.all(|other| other == first).then_some((first, true))
    };
    triwulan(word).map(|triwulan| (triwulan, false)).or_else(semester)
}

/// The quarter at this word, and how many words name it.
fn triwulan_in(word: &[String], number: usize) -> Option<(Triwulan, usize)> {
    let (order, length) = numbered(word, number, &["triwulan", "trw", "tw"])?;
    Some((Triwulan::from_number(order)?, length))
}

/// The quarter at the end of the semester at this word, and how many words name it.
fn semester_in(word: &[String], number: usize) -> Option<(Triwulan, usize)> {
    let (order, length) = numbered(word, number, &["semester", "smt", "sem", "sm"])?;
    Some((end_of_semester(order)?, length))
}

/// The number behind one of these words, or joined to it, and how many words say it.
fn numbered(word: &[String], number: usize, prefix: &[&str]) -> Option<(u32, usize)> {
    let one = word.get(number)?;
    let rest = prefix.iter().find_map(|prefix| one.strip_prefix(prefix))?;
    if rest.is_empty() { Some((order(word.get(number + 1)?)?, 2)) } else { Some((order(rest)?, 1)) }
}

fn order(word: &str) -> Option<u32> {
    match word {
        "1" | "i" | "01" => Some(1),
        "2" | "ii" | "02" => Some(2),
        "3" | "iii" | "03" => Some(3),
        "4" | "iv" | "04" => Some(4),
        _ => None,
    }
}

/// The year that the words name.
pub(super) fn year(word: &[String]) -> Option<i32> {
    let mut found = word.iter().filter_map(|one| word_year(one));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

fn word_year(word: &str) -> Option<i32> {
    let year = word.parse().ok()?;
    (word.len() == 4 && (2000..2100).contains(&year)).then_some(year)
}

/// The words that name neither a period nor a kind of document, so that what is left may name a unit.
pub(super) fn without_period(word: &[String]) -> Vec<String> {
    const KIND: [&str; 6] = ["pk", "ra", "uk", "tahun", "ta", "lampiran"];
    let mut rest = Vec::with_capacity(word.len());
    let mut number = 0;
    while let Some(one) = word.get(number) {
        if let Some((_, length)) = triwulan_in(word, number).or_else(|| semester_in(word, number)) {
            number += length;
            continue;
        }
        if word_year(one).is_none() && !KIND.contains(&one.as_str()) {
            rest.push(one.clone());
        }
        number += 1;
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quarters_are_read_from_names_in_every_spelling() {
        for (name, expectation) in [
            ("Pengukuran JTI TW1.xlsx", Some(Triwulan::I)),
            ("pengukuran_tw_I_2026", Some(Triwulan::I)),
            ("Triwulan 2", Some(Triwulan::II)),
            ("tw-ii", Some(Triwulan::II)),
            ("UK TRW III", Some(Triwulan::III)),
            ("TRIWULAN-IV final", Some(Triwulan::IV)),
            ("Pengukuran 2", None),
            ("TW 5", None),
            ("TW1 dan TW2", None),
            ("twitter 1", None),
        ] {
            assert_eq!(triwulan(&word(name)), expectation, "{name}");
        }
    }

    #[test]
    fn a_semester_is_read_from_names_where_no_quarter_is() {
        let found = |name: &str| quarter_or_semester(&word(name));
        assert_eq!(found("Pengukuran JTI Semester I.xlsx"), Some((Triwulan::II, true)));
        assert_eq!(found("SMT2 JTI"), Some((Triwulan::IV, true)));
        assert_eq!(found("TW II semester 1"), Some((Triwulan::II, false)));
        assert_eq!(found("seminar 1"), None);
        assert_eq!(without_period(&word("UK JTI Semester II 2026")), ["jti"]);
    }

    #[test]
    fn a_year_is_four_digits_and_only_one() {
        assert_eq!(year(&word("PK_JTI_2026.xlsx")), Some(2026));
        assert_eq!(year(&word("PK 2025-2026")), None);
        assert_eq!(year(&word("20260401 PK")), None);
    }

    #[test]
    fn what_is_left_of_a_name_may_name_a_unit() {
        assert_eq!(without_period(&word("PK JTI TW I 2026")), ["jti"]);
    }
}
