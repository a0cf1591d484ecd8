//! Roman numbers as they are typed: an l for an I behind the word of a quarter or a half of the year, "Triwulan ll", "TW-l".
//!
//! Takes a text in comparable form, gives it with these letters mended. Anywhere else an l stays what it is.

use std::borrow::Cow;

/// Words whose number may be Roman. The longer ones come first: "triwulan" begins with "triw".
const COUNTED: [&str; 11] =
    ["triwulan", "tribulan", "kuartal", "kwartal", "semester", "triw", "trwln", "trw", "smt", "sem", "tw"];
/// One of these stands in each of them.
const BEGINNINGS: [&str; 6] = ["tri", "tw", "trw", "sem", "smt", "artal"];
/// What may stand between the word and its number.
const BETWEEN: [char; 6] = [' ', '.', '-', '_', ':', '/'];

/// A text in comparable form ([`key`](super::text::key)) with the numbers of its quarters mended.
pub fn mended(key: &str) -> Cow<'_, str> {
    // Most texts speak of no quarter.
    if !key.contains('l') || !BEGINNINGS.iter().any(|word| key.contains(word)) {
        return Cow::Borrowed(key);
    }
    let mut outcome = Cow::Borrowed(key);
    let mut from = 0;
    while let Some((start, end)) = next_number(key, from) {
        if let Some(number) = number(&key[start..end]) {
            // The same length: what follows stays where it is.
            outcome.to_mut().replace_range(start..end, number);
        }
        from = end;
    }
    outcome
}

/// A text that is such a number and nothing else, where only quarters stand: "ll".
pub fn bare(key: &str) -> &str {
    number(key).unwrap_or(key)
}

/// Where the word behind the next counted word begins and ends.
fn next_number(key: &str, from: usize) -> Option<(usize, usize)> {
    let begins = |at: usize| !key[..at].ends_with(char::is_alphabetic);
    let word_at = |at: usize| COUNTED.iter().find(|word| key[at..].starts_with(**word)).map(|word| at + word.len());
    let after = key.char_indices().map(|(at, _)| at).filter(|at| *at >= from && begins(*at)).find_map(word_at)?;
    let start = after + key[after..].len() - key[after..].trim_start_matches(BETWEEN).len();
    let length = key[start..].find(|letter: char| !letter.is_alphanumeric()).unwrap_or(key.len() - start);
    // "TWL" shortens "triwulan".
    let length = if start == after && length == 1 { 0 } else { length };
    Some((start, start + length))
}

/// The number that these letters were meant to be, one l at least among them.
fn number(letters: &str) -> Option<&'static str> {
    let strokes = letters.bytes().all(|letter| matches!(letter, b'i' | b'l'));
    match letters.len() {
        _ if letters == "lv" => Some("iv"),
        1..=3 if strokes && letters.contains('l') => Some(["i", "ii", "iii"][letters.len() - 1]),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{bare, mended};

    #[test]
    fn an_l_behind_the_word_of_a_quarter_is_the_number_that_was_meant() {
        for (typed, meant) in [
            ("triwulan ll tahun 2026", "triwulan ii tahun 2026"),
            ("realisasi tw l", "realisasi tw i"),
            ("tw-lll", "tw-iii"),
            ("twll", "twii"),
            ("tw. lv", "tw. iv"),
            ("semester l dan semester il", "semester i dan semester ii"),
        ] {
            assert_eq!(mended(typed), meant);
        }
    }

    #[test]
    fn letters_elsewhere_stay_what_they_are() {
        for text in ["realisasi l dan p", "tw laporan", "triwulan lalu", "jalan ll", "twl 2", "total tw"] {
            assert_eq!(mended(text), text);
        }
        assert_eq!((bare("ll"), bare("l/p"), bare("lalu")), ("ii", "l/p", "lalu"));
    }
}
