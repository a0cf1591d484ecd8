//! The periods that headings name: what differs between the columns of one series.

use super::heading::{canonical_path, path_year};
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::date::month_from_name;
use crate::domain::roman;
use crate::domain::text::{key, words_of_name};
use crate::domain::triwulan::Triwulan;

/// A period that a heading names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    /// Month, 1 to 12.
    Month(u8),
    /// Quarter, 1 to 4.
    Quarter(u8),
    /// Half of a year, 1 or 2.
    Semester(u8),
    /// A year.
    Year(u16),
}

impl Named {
    /// A field for this period; `own` is the year of the document, which is its own period.
    pub fn of(self, field: Field) -> FormColumn {
        match self {
            Self::Month(month) => field.month(month),
            Self::Quarter(quarter) => match Triwulan::from_number(u32::from(quarter)) {
                Some(quarter) => field.tw(quarter),
                None => field.yearly(),
            },
            Self::Semester(semester) => FormColumn { field, period: Period::Semester(semester) },
            Self::Year(year) => field.year(year),
        }
    }

    /// What a period is called by the headings that name it.
    pub fn of_period(period: Period) -> Option<Self> {
        match period {
            Period::Month(month) => Some(Self::Month(month)),
            Period::Triwulan(quarter) => u8::try_from(quarter.number()).ok().map(Self::Quarter),
            Period::Semester(semester) => Some(Self::Semester(semester)),
            Period::Year(year) => Some(Self::Year(year)),
            Period::Yearly | Period::Running | Period::EveryYear => None,
        }
    }
}

/// Whether a heading says that its figures run up to the end of its period.
pub fn runs_up(path: &[String]) -> bool {
    path.iter().any(|part| {
        let text = key(part);
        let word = |word: &str| text.split([' ', '(', ')']).any(|own| own == word);
        ["s.d", "s/d", "s.d.", "sd.", "sampai", "hingga", "kumulatif", "akumulasi"].into_iter().any(word)
            || text.starts_with("s/d")
            || text.starts_with("s.d")
    })
}

/// Whether a heading speaks of a quarter and does not say which: that of the form.
pub fn names_any_quarter(path: &[String]) -> bool {
    let tokens = |part: &String| tokens(part);
    named(path).is_none() && path.iter().flat_map(tokens).any(|token| token == Token::Quarter(0))
}

/// Whether a text is a small number and nothing else: that of a quarter or a month below a group.
pub fn number_alone(text: &str) -> bool {
    matches!(tokens(text)[..], [Token::Number(_)])
}

/// Whether a text says more than a period.
pub fn holds_words(text: &str) -> bool {
    tokens(text).iter().any(|token| matches!(token, Token::Word(_)))
}

/// The period of a heading path: a month, half or quarter before a year.
pub fn named(path: &[String]) -> Option<Named> {
    let tokens: Vec<Token> = path.iter().flat_map(|part| tokens(part)).collect();
    let months: Vec<u8> = tokens.iter().filter_map(Token::month).collect();
    let of = |pick: fn(&Token) -> Option<u8>| {
        // "Triwulan > II": the number stands below its word.
        let below = || {
            let word = tokens.iter().position(|token| pick(token) == Some(0))?;
            tokens[word + 1..].iter().find_map(Token::number)
        };
        tokens.iter().find_map(|token| pick(token).filter(|number| *number > 0)).or_else(below)
    };
    let semester = || of(Token::semester).filter(|number| *number <= 2).map(Named::Semester);
    let quarter = || of(Token::quarter).or_else(|| quarter_by_heading(path)).map(Named::Quarter);
    let one_month = months.first().filter(|first| months.iter().all(|other| other == *first));
    let span = || path.iter().find_map(|part| span_of_months(part));
    let counted = || of(Token::counted_month).map(Named::Month);
    one_month
        .map(|month| Named::Month(*month))
        .or_else(span)
        .or_else(semester)
        .or_else(quarter)
        .or_else(counted)
        .or_else(|| year(path).map(Named::Year))
}

/// "Jan - Mar", "Juli s.d. Desember": the quarter or the half of the year from one month to another.
fn span_of_months(part: &str) -> Option<Named> {
    let tokens = tokens(part);
    let months: Vec<u8> = tokens.iter().filter_map(Token::month).collect();
    let [first, last] = months.as_slice() else { return None };
    match (first % 3, last.checked_sub(*first)?) {
        (1, 2) => Some(Named::Quarter(last / 3)),
        (1, 5) if *first != 4 => Some(Named::Semester(last / 6)),
        _ => None,
    }
}

/// A heading without the period that it names: "Zorvak" of "Zorvak TAHUN 2026", of "zorvak_q2" and of "Triwulan I Zorvak".
pub fn without_period(text: &str) -> &str {
    const BESIDE: [&str; 12] =
        ["tahun", "thn", "th", "s.d", "s/d", "sd", "sampai", "dengan", "hingga", "kumulatif", "akumulasi", "dan"];
    let mut kept: Option<(usize, usize)> = None;
    for chunk in text.split([' ', '\n', '\t', '_', '\u{a0}']).filter(|chunk| !chunk.is_empty()) {
        let at = chunk.as_ptr() as usize - text.as_ptr() as usize;
        let bare = key(chunk).trim_matches(|letter: char| !letter.is_alphanumeric()).to_string();
        let beside = BESIDE.contains(&bare.as_str()) || bare.is_empty();
        let names_period = !tokens(chunk).iter().any(|token| matches!(token, Token::Word(_)));
        match &mut kept {
            None if beside || names_period => {}
            None => kept = Some((at, at + chunk.len())),
            Some(_) if names_period || beside => break,
            Some((_, last)) => *last = at + chunk.len(),
        }
    }
    kept.and_then(|(first, last)| text.get(first..last)).unwrap_or(text)
}

/// A word of a heading, as far as it speaks of time.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Token {
    /// A quarter with its number; 0 where the word stands alone.
    Quarter(u8),
    /// A half of the year, the same way.
    Semester(u8),
    /// A month by its number ("Bulan 3", "B03"), the same way.
    CountedMonth(u8),
    /// A month by its name.
    Month(u8),
    /// A year.
    Year,
    /// A number that nothing before it counts.
    Number(u8),
    /// Anything else.
    Word(String),
}

impl Token {
    const fn month(&self) -> Option<u8> {
        match self {
            Self::Month(month) => Some(*month),
            _ => None,
        }
    }

    const fn quarter(&self) -> Option<u8> {
        match self {
            Self::Quarter(number) => Some(*number),
            _ => None,
        }
    }

    const fn semester(&self) -> Option<u8> {
        match self {
            Self::Semester(number) => Some(*number),
            _ => None,
        }
    }

    const fn counted_month(&self) -> Option<u8> {
        match self {
            Self::CountedMonth(number) => Some(*number),
            _ => None,
        }
    }

    const fn number(&self) -> Option<u8> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// What stands for it in the key of a series: parts of a year are alike, and years are.
    fn mark(&self) -> &str {
        match self {
            Self::Word(word) => word,
            Self::Year => "@",
            // "Target TW" names no quarter, and is none of the four.
            Self::Quarter(0) => "tw",
            Self::Semester(0) => "semester",
            Self::CountedMonth(0) => "bulan",
            _ => "#",
        }
    }
}

/// The words of a text, letters and digits apart, with the numbers that they count.
fn tokens(part: &str) -> Vec<Token> {
    let text = key(&words_of_name(part));
    let text = roman::mended(&text);
    let mut words: Vec<&str> = Vec::new();
    for word in text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let digits = word.find(|letter: char| letter.is_ascii_digit()).unwrap_or(word.len());
        let (front, number) = word.split_at(digits);
        let apart = !front.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit()) && counts(front, number);
        match apart {
            true => words.extend([if front == "b" { "bulan" } else { front }, number]),
            false => words.push(word),
        }
    }
    let alone = words.len() == 1;
    let dated = words.iter().any(|word| is_year(word));
    let mut result: Vec<Token> = Vec::new();
    for word in words {
        let number = number_of(word);
        match (result.last_mut(), number) {
            (Some(Token::Quarter(own @ 0)), Some(number @ 1..=4))
            | (Some(Token::Semester(own @ 0)), Some(number @ 1..=2))
            | (Some(Token::CountedMonth(own @ 0)), Some(number)) => {
                *own = number;
                continue;
            }
            _ => {}
        }
        let token = match word {
            "tw" | "triwulan" | "trw" | "triw" | "trwln" | "kuartal" | "quarter" | "q" => Token::Quarter(0),
            "semester" | "smt" | "sem" => Token::Semester(0),
            "bulan" | "bln" => Token::CountedMonth(0),
            _ if is_year(word) => Token::Year,
            _ => match (month_from_name(word), number) {
                (Some(month), _) => u8::try_from(month).map_or_else(|_| Token::Word(word.to_string()), Token::Month),
                // "2 (2026)": which year of a plan it is, the year says.
                (None, Some(_)) if dated => continue,
                (None, None) if misspelt_quarter(word) => Token::Quarter(0),
                // "Indikator 2" is another thing than "Indikator 1".
                (None, Some(number)) if alone || roman(word) => Token::Number(number),
                (None, _) => Token::Word(word.to_string()),
            },
        };
        result.push(token);
    }
    result
}

/// Whether letters right before digits count a part of the year: "q1", "TW2", "B03", "smt1".
fn counts(front: &str, number: &str) -> bool {
    match front {
        "tw" | "triwulan" | "trw" | "triw" | "q" | "semester" | "smt" | "sem" => number.len() == 1,
        "b" => number.len() == 2,
        _ => false,
    }
}

/// "triwualn", "tirwulan": the word for a quarter with a slip in it.
fn misspelt_quarter(word: &str) -> bool {
    (6..=10).contains(&word.len()) && strsim::damerau_levenshtein(word, "triwulan") <= 2
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn roman(word: &str) -> bool {
    matches!(word, "i" | "ii" | "iii" | "iv")
}

/// A small number in digits, Roman, or words.
fn number_of(word: &str) -> Option<u8> {
    match word {
        "i" | "kesatu" | "pertama" => Some(1),
        "ii" | "kedua" => Some(2),
        "iii" | "ketiga" => Some(3),
        "iv" | "keempat" => Some(4),
        _ if word.len() <= 2 => word.parse().ok().filter(|number| (1..=12).contains(number)),
        _ => None,
    }
}

/// The year of the whole path, or of the lowest heading that names one: a title above may name all years of a plan.
fn year(path: &[String]) -> Option<u16> {
    path_year(path.iter().map(String::as_str))
        .or_else(|| path.iter().rev().find_map(|part| path_year(std::iter::once(part.as_str()))))
}

/// Quarters as canonical headings hold them, or a numeral that stands alone in its part.
fn quarter_by_heading(path: &[String]) -> Option<u8> {
    let spaced: Vec<String> = path.iter().map(|part| part.replace('_', " ")).collect();
    let canonical = canonical_path(spaced.iter().map(String::as_str));
    let words = canonical.split([' ', '>']);
    let named = words.filter_map(|word| word.strip_prefix("tw")?.parse().ok()).find(|number| (1..=4).contains(number));
    named.or_else(|| {
        path.iter().find_map(|part| match key(part).as_str() {
            "i" => Some(1),
            "ii" => Some(2),
            "iii" => Some(3),
            "iv" => Some(4),
            _ => None,
        })
    })
}

/// A path without what names its period: equal for all columns of one series.
pub fn series(path: &[String]) -> String {
    let part = |part: &String| -> String {
        let tokens = tokens(part);
        let mut marks: Vec<&str> = tokens.iter().map(Token::mark).collect();
        // "TW I (Jan-Mar)" says its quarter twice.
        marks.dedup_by(|one, other| one == other && *one == "#");
        marks.join(" ")
    };
    path.iter().map(part).collect::<Vec<_>>().join(" > ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> Vec<String> {
        text.split(" > ").map(str::to_string).collect()
    }

    #[test]
    fn columns_of_one_series_differ_in_their_periods_alone() {
        for (one, other) in [
            ("Januari > Zorvak", "Desember > Zorvak"),
            ("Zorvak > 2025", "Zorvak > 2029"),
            ("Realisasi > TW I > K", "Realisasi > TW IV > K"),
            ("Zorvak Triwulan II", "Zorvak Triwulan III"),
            ("Triwulan 1 > Zorvak", "Triwulan 4 > Zorvak"),
            ("Zorvak TW 1", "Zorvak Triwulan Kedua"),
            ("Zorvak q1", "zorvak_q4"),
            ("Zorvak > B01", "Zorvak > B12"),
            ("TW I (Jan-Mar) > Zorvak", "TW II (Apr-Jun) > Zorvak"),
            ("Zorvak Tahun > 1 (2025)", "Zorvak Tahun > 2 (2026)"),
        ] {
            assert_eq!(series(&path(one)), series(&path(other)), "{one}");
        }
        for (one, other) in [
            ("Zorvak > K", "Zorvak > Rp"),
            ("Zorvak > 2026", "Zorvak > TW I"),
            ("Zorvak s.d. TW II", "Zorvak TW II"),
            ("Zorvak", "Zorvak 2026"),
            ("Zorvak TW", "Zorvak TW I"),
            ("Zorvak 1", "Zorvak 2"),
        ] {
            assert_ne!(series(&path(one)), series(&path(other)), "{one}");
        }
    }

    #[test]
    fn the_period_of_a_path_is_named_by_any_of_its_parts() {
        for (text, expected) in [
            ("Agustus > Target", Some(Named::Month(8))),
            ("Zorvak pada Triwulan > II > K", Some(Named::Quarter(2))),
            ("Zorvak > IV", Some(Named::Quarter(4))),
            ("Zorvak > 2027", Some(Named::Year(2027))),
            ("Semester II > Zorvak", Some(Named::Semester(2))),
            ("Plimba 2025 - 2029 > Zorvak > 2027", Some(Named::Year(2027))),
            ("Zorvak > K", None),
            ("q3 > Zorvak", Some(Named::Quarter(3))),
            ("Zorvak Triwulan Kedua", Some(Named::Quarter(2))),
            ("Zorvak > B07", Some(Named::Month(7))),
            ("Zorvak > Smt.1", Some(Named::Semester(1))),
            ("TW I (Jan-Mar) > Zorvak", Some(Named::Quarter(1))),
            ("Zorvak Tahun > 2 (2026)", Some(Named::Year(2026))),
            ("Triwualn IV > Zorvak", Some(Named::Quarter(4))),
            ("Zorvak > Jan - Mar", Some(Named::Quarter(1))),
            ("Zorvak > Juli s.d. Desember", Some(Named::Semester(2))),
            ("Zorvak > Jan - Feb", None),
        ] {
            assert_eq!(named(&path(text)), expected, "{text}");
        }
    }

    #[test]
    fn a_heading_without_its_period_is_what_the_house_calls_it() {
        for (text, expected) in [
            ("Zorvak TAHUN 2026", "Zorvak"),
            ("Zorvak pada Triwulan", "Zorvak pada"),
            ("zorvak_q2", "zorvak"),
            ("Triwulan I Zorvak Unit", "Zorvak Unit"),
            ("Zorvak s.d. TW II", "Zorvak"),
            ("Alat Ukur", "Alat Ukur"),
            ("2026", "2026"),
        ] {
            assert_eq!(without_period(text), expected, "{text}");
        }
    }
}
