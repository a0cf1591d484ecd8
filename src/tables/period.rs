//! The quarter and the year that a name names ("Pengukuran JTI TW-II 2026.xlsx").
//!
//! Takes words, gives a period or nothing. Two different quarters or years in one name say nothing.

use crate::domain::text;
use crate::domain::triwulan::Triwulan;

/// The words of a name: one spelling, split at everything that is neither letter nor digit.
pub(super) fn word(name: &str) -> Vec<String> {
    text::key(name)
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|k| !k.is_empty())
        .map(str::to_string)
        .collect()
}

/// The quarter that the words name after "TW", "Triwulan" or "Trw".
pub(super) fn triwulan(word: &[String]) -> Option<Triwulan> {
    let mut found = (0..word.len()).filter_map(|number| triwulan_in(word, number)).map(|(triwulan, _)| triwulan);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The quarter at this word, and how many words name it.
fn triwulan_in(word: &[String], number: usize) -> Option<(Triwulan, usize)> {
    let one = word.get(number)?;
    let rest = ["triwulan", "trw", "tw"].iter().find_map(|prefix| one.strip_prefix(prefix))?;
    if rest.is_empty() { Some((order(word.get(number + 1)?)?, 2)) } else { Some((order(rest)?, 1)) }
}

fn order(word: &str) -> Option<Triwulan> {
    match word {
        "1" | "i" | "01" => Some(Triwulan::I),
        "2" | "ii" | "02" => Some(Triwulan::II),
        "3" | "iii" | "03" => Some(Triwulan::III),
        "4" | "iv" | "04" => Some(Triwulan::IV),
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
        if let Some((_, length)) = triwulan_in(word, number) {
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
