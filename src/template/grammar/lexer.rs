//! A heading as words: one case, one kind of blank, brackets told apart, marks of footnotes and column numbers dropped.

use std::borrow::Cow;

use crate::domain::date::month_name;
use crate::domain::roman;
use crate::domain::text::{key, words_of_name};

/// A word of a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// Whether it stands in brackets: a remark.
    pub(super) remark: bool,
    /// Whether a slash, a comma or "dan" stands before it.
    pub(super) joined: bool,
}

/// A text whose words are not broken over lines: "Penang-\ngung Jawab". What is doubled keeps its stroke: "Rata-\nrata".
fn unbroken(text: &str) -> Cow<'_, str> {
    if !text.contains("-\n") {
        return Cow::Borrowed(text);
    }
    let mut lines = text.split("-\n");
    let mut outcome = lines.next().unwrap_or_default().to_string();
    for line in lines {
        let end =
            |text: &str| text.rsplit(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default().to_lowercase();
        let start = line.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        let broken = start.starts_with(char::is_lowercase) && end(&outcome) != start.to_lowercase();
        outcome.push_str(if broken { "" } else { "-" });
        outcome.push_str(line);
    }
    Cow::Owned(outcome)
}

/// The words of a heading.
pub(super) fn words(text: &str) -> Vec<Word> {
    let key = key(&words_of_name(&unbroken(text)));
    let letters: Vec<char> = roman::mended(&key).chars().collect();
    let mut words: Vec<Word> = Vec::new();
    let (mut depth, mut joined, mut at) = (0_u32, false, 0);
    while at < letters.len() {
        let letter = letters[at];
        if let Some((text, next)) = special(&letters, at) {
            words.push(Word { text, remark: depth > 0, joined: std::mem::take(&mut joined) });
            at = next;
        } else if letter.is_alphabetic() || letter.is_ascii_digit() {
            let same = |letter: &char| {
                if letters[at].is_alphabetic() { letter.is_alphabetic() } else { letter.is_ascii_digit() }
            };
            let text: String = letters[at..].iter().take_while(|letter| same(letter)).collect();
            at += text.chars().count();
            // "targettw1": the quarter is written on.
            let digit = letters.get(at).is_some_and(char::is_ascii_digit);
            if let Some(noun) = text.strip_suffix("tw").filter(|noun| digit && noun.len() > 2) {
                for part in [noun, "tw"] {
                    words.push(Word { text: part.into(), remark: depth > 0, joined: std::mem::take(&mut joined) });
                }
            } else if let Some((period, number)) = glued_quarter(&text) {
                for part in [period, number] {
                    words.push(Word { text: part.into(), remark: depth > 0, joined: std::mem::take(&mut joined) });
                }
            } else if matches!(text.as_str(), "dan" | "serta" | "atau" | "and") && !words.is_empty() {
                joined = true;
            } else {
                words.push(Word { text, remark: depth > 0, joined: std::mem::take(&mut joined) });
            }
        } else {
            match letter {
                '(' | '[' | '{' => depth += 1,
                ')' | ']' | '}' if depth > 0 => depth -= 1,
                // The mark of a footnote: "Target 1)".
                ')' => drop_number(&mut words),
                '%' => words.push(Word { text: "%".into(), remark: depth > 0, joined: std::mem::take(&mut joined) }),
                '/' | ',' | '&' | '+' | ';' => joined = !words.is_empty(),
                _ => {}
            }
            at += 1;
        }
    }
    drop_column_numbers(&mut words);
    join_spaced(words)
}

/// "TWII", "TriwulanIV": the quarter with its Roman number written on.
fn glued_quarter(text: &str) -> Option<(&'static str, &str)> {
    let period = ["triwulan", "trw", "tw"].into_iter().find(|period| text.starts_with(period))?;
    let number = &text[period.len()..];
    matches!(number, "i" | "ii" | "iii" | "iv").then_some((period, number))
}

/// Runs that punctuation must not tear apart: "s.d.", "s/d", "n-1".
fn special(letters: &[char], at: usize) -> Option<(String, usize)> {
    let begins = at == 0 || !letters[at - 1].is_alphanumeric();
    let rest = &letters[at..];
    let ends = |length: usize| rest.get(length).is_none_or(|letter| !letter.is_alphanumeric());
    match rest {
        // "T.A. 2026": the year of a budget.
        ['t', '.', 'a', ..] if begins && ends(3) => {
            Some(("ta".into(), 3 + usize::from(rest.get(3) == Some(&'.')) + at))
        }
        ['s', '.' | '/', 'd', ..] if begins && ends(3) => {
            Some(("s.d.".into(), at + 3 + usize::from(rest.get(3) == Some(&'.'))))
        }
        ['s', 'd', ..] if begins && ends(2) => Some(("s.d.".into(), at + 2)),
        // "B03", "B.12": the month at whose end a figure stands.
        ['b', tens, ones, ..] if begins && ends(3) => Some((month_number(*tens, *ones)?, at + 3)),
        ['b', '.', tens, ones, ..] if begins && ends(4) => Some((month_number(*tens, *ones)?, at + 4)),
        // "Y-26", "FY26", "FY 2026": a year.
        ['y', '-', tens, ones, ..] if begins && ends(4) => Some((short_year(*tens, *ones)?, at + 4)),
        ['f', 'y', tens, ones, ..] if begins && ends(4) => Some((short_year(*tens, *ones)?, at + 4)),
        ['f', 'y', ' ', tens, ones, ..] if begins && ends(5) => Some((short_year(*tens, *ones)?, at + 5)),
        [first @ ('n' | 't'), sign @ ('-' | '+'), digit, ..] if begins && digit.is_ascii_digit() && ends(3) => {
            Some((format!("{first}{sign}{digit}"), at + 3))
        }
        _ => None,
    }
}

/// The year of this century that two digits stand for.
fn short_year(tens: char, ones: char) -> Option<String> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| format!("20{tens}{ones}"))
}

/// The name of the month that two digits count.
fn month_number(tens: char, ones: char) -> Option<String> {
    let number = tens.to_digit(10)? * 10 + ones.to_digit(10)?;
    month_name(number).map(str::to_lowercase)
}

fn drop_number(words: &mut Vec<Word>) {
    if words.last().is_some_and(|word| word.text.len() == 1 && word.text.starts_with(|c: char| c.is_ascii_digit())) {
        words.pop();
    }
}

/// `(4)` is the number of a column, as is the last number of "Target (4)".
fn drop_column_numbers(words: &mut Vec<Word>) {
    let number = |word: &Word| word.remark && word.text.len() <= 2 && word.text.bytes().all(|b| b.is_ascii_digit());
    let keep: Vec<bool> = (0..words.len())
        .map(|at| {
            let alone = |near: Option<&Word>| near.is_none_or(|near| !near.remark);
            let before = at.checked_sub(1).and_then(|before| words.get(before));
            !(number(&words[at]) && alone(before) && alone(words.get(at + 1)))
        })
        .collect();
    let mut keep = keep.iter();
    words.retain(|_| keep.next().copied().unwrap_or(true));
}

/// "I K U", "T A R G E T": three letters and more with blanks between them are one word.
fn join_spaced(words: Vec<Word>) -> Vec<Word> {
    let single = |word: &Word| word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic);
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    let mut at = 0;
    while at < words.len() {
        let run = words[at..].iter().take_while(|word| single(word)).count();
        if run >= 3 {
            let text = words[at..at + run].iter().map(|word| word.text.as_str()).collect();
            joined.push(Word { text, ..words[at].clone() });
            at += run;
        } else {
            joined.push(words[at].clone());
            at += 1;
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(heading: &str) -> Vec<String> {
        words(heading).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn marks_blanks_and_case_do_not_count() {
        assert_eq!(texts("  Target\nKinerja *) "), ["target", "kinerja"]);
        assert_eq!(texts("target_kinerja_tw1"), ["target", "kinerja", "tw", "1"]);
        assert_eq!(texts("Target (4)"), ["target"]);
        assert_eq!(texts("Target 1)"), ["target"]);
        assert_eq!(texts("targetTahunan"), ["target", "tahunan"]);
        assert_eq!(texts("realisasiTw2"), ["realisasi", "tw", "2"]);
        assert_eq!(texts("I K U"), ["iku"]);
        assert_eq!(texts("Realisasi TWIII"), ["realisasi", "tw", "iii"]);
        assert_eq!(texts("TriwulanI"), ["triwulan", "i"]);
        assert_eq!(texts("Twitter"), ["twitter"]);
        assert_eq!(texts("Sub-Kegiatan/ Rata-rata"), ["sub", "kegiatan", "rata", "rata"]);
    }

    #[test]
    fn runs_with_marks_inside_stay_whole() {
        assert_eq!(texts("s.d. TW II"), ["s.d.", "tw", "ii"]);
        assert_eq!(texts("s/d Tahun Lalu (n-2)"), ["s.d.", "tahun", "lalu", "n-2"]);
        assert_eq!(texts("Capaian (%)"), ["capaian", "%"]);
    }

    #[test]
    fn remarks_and_joints_are_told() {
        let words = words("Program (Outcome)/Kegiatan dan Anggaran");
        let marks: Vec<(bool, bool)> = words.iter().map(|word| (word.remark, word.joined)).collect();
        assert_eq!(marks, [(false, false), (true, false), (false, true), (false, true)]);
    }
}
