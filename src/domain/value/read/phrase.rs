//! The words of the value grammar: what says nothing, what bounds, what spans, what scales (domain section 6).

use std::borrow::Cow;

use crate::domain::date::month_from_name;
use crate::domain::satuan;
use crate::domain::value::{LimitDirection, Predikat, Value};

/// Errors of Excel and LibreOffice, as they read when they were pasted as text.
const ERROR: [&str; 9] =
    ["#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#GETTING_DATA"];

const ABSENT: [&str; 12] = [
    "n/a",
    "n.a",
    "na",
    "tidak ada",
    "belum ada",
    "tidak tersedia",
    "nihil",
    "tad",
    "tidak dijadwalkan",
    "belum dijadwalkan",
    "tidak ditargetkan",
    "belum dinilai",
];
/// Letters of the longest of them.
const LONGEST: usize = 17;

/// The text with one kind of blank and one kind of dash, without characters that nobody sees. Case and superscripts
/// stay: 10² is not 102.
pub(super) fn tidy(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    // Almost every text is plain already.
    if text.bytes().all(|letter| matches!(letter, b' '..=b'~')) && !text.contains("  ") {
        return Cow::Borrowed(text);
    }
    let mut outcome = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' => outcome.push('-'),
            '\u{ff05}' => outcome.push('%'),
            letter if letter.is_whitespace() || letter.is_control() => {
                if !outcome.ends_with(' ') && !outcome.is_empty() {
                    outcome.push(' ');
                }
            }
            letter => outcome.push(letter),
        }
    }
    outcome.truncate(outcome.trim_end().len());
    Cow::Owned(outcome)
}

/// Blank, dash, "n/a" and error texts: what every column may hold.
pub(super) fn read_general(tidied: &str) -> Option<Value> {
    if tidied.is_empty() {
        return Some(Value::Blank);
    }
    if tidied.chars().all(|letter| letter == '-' || letter == ' ') {
        return Some(Value::Dash);
    }
    let core = tidied.trim_end_matches('.');
    if core.chars().count() <= LONGEST && ABSENT.contains(&core.to_lowercase().as_str()) {
        return Some(Value::Absent);
    }
    let error = ERROR.iter().find(|error| error.eq_ignore_ascii_case(tidied))?;
    Some(Value::Error { error: (*error).to_string() })
}

/// The rest of a text that starts with this word, in any case, when the word ends there.
pub(super) fn without_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (front, rest) = text.split_at_checked(word.len())?;
    let finish = !(word.ends_with(char::is_alphabetic) && rest.starts_with(char::is_alphabetic));
    (front.eq_ignore_ascii_case(word) && finish).then_some(rest)
}

/// Longer wordings stand before the shorter ones that they start with.
const LIMIT: [(&str, LimitDirection); 24] = [
    ("\u{2265}", LimitDirection::Minimal),
    (">=", LimitDirection::Minimal),
    ("minimal", LimitDirection::Minimal),
    ("minimum", LimitDirection::Minimal),
    ("min", LimitDirection::Minimal),
    ("paling sedikit", LimitDirection::Minimal),
    ("paling rendah", LimitDirection::Minimal),
    ("sekurang-kurangnya", LimitDirection::Minimal),
    ("sekurangnya", LimitDirection::Minimal),
    ("\u{2264}", LimitDirection::Maximal),
    ("<=", LimitDirection::Maximal),
    ("maksimal", LimitDirection::Maximal),
    ("maksimum", LimitDirection::Maximal),
    ("maks", LimitDirection::Maximal),
    ("max", LimitDirection::Maximal),
    ("paling banyak", LimitDirection::Maximal),
    ("paling tinggi", LimitDirection::Maximal),
    ("paling lama", LimitDirection::Maximal),
    ("setinggi-tingginya", LimitDirection::Maximal),
    ("sebanyak-banyaknya", LimitDirection::Maximal),
    ("lebih dari", LimitDirection::MoreThan),
    (">", LimitDirection::MoreThan),
    ("kurang dari", LimitDirection::LessThan),
    ("<", LimitDirection::LessThan),
];

/// The bound a text starts with, and what it bounds.
pub(super) fn delimiter(tidied: &str) -> Option<(LimitDirection, &str)> {
    let (word, direction, rest) =
        LIMIT.iter().find_map(|(word, direction)| Some((word, *direction, without_word(tidied, word)?)))?;
    // "min-80" may be a bound or a minus.
    if word.ends_with(char::is_alphabetic) && rest.starts_with('-') {
        return None;
    }
    Some((direction, rest.trim_start_matches(['.', ':', ' '])))
}

/// What joins the ends of a span.
pub(super) enum NumberConnector {
    /// A dash, which also stands in days and codes.
    Dash,
    /// "s.d." and its spellings.
    Word,
}

/// The joint of a span at the start of a text, and the rest.
pub(super) fn connector(rest: &str) -> Option<(NumberConnector, &str)> {
    let rest = rest.trim_start();
    if let Some(after) = rest.strip_prefix('-') {
        return Some((NumberConnector::Dash, after.trim_start()));
    }
    let word = ["sampai dengan", "sampai", "hingga", "s.d.", "s.d", "s/d", "sd"];
    let after = word.iter().find_map(|word| without_word(rest, word))?;
    Some((NumberConnector::Word, after.trim_start_matches(['.', ' '])))
}

/// The joint of a fraction at the start of a text, and the rest; whether it was a slash, which also stands in days.
pub(super) fn per(rest: &str) -> Option<(bool, &str)> {
    let rest = rest.trim_start();
    let (line, after) = match rest.strip_prefix('/') {
        Some(after) => (true, after),
        None => (false, without_word(rest, "dari")?),
    };
    Some((line, after.trim_start()))
}

/// Words that make a sentence of what would be a unit.
const SENTENCE_WORD: [&str; 19] = [
    "dan", "atau", "yang", "di", "ke", "untuk", "pada", "dengan", "oleh", "dari", "belum", "sudah", "telah", "tidak",
    "akan", "dalam", "karena", "hanya", "baru",
];

/// Units that hold a digit: of an area, of a volume, of what is in the air.
const WITH_DIGIT: [&str; 18] = [
    "m2", "m3", "dm2", "dm3", "cm2", "cm3", "mm2", "km2", "hm2", "co2", "co2e", "co2eq", "pm10", "pm2.5", "so2", "no2",
    "ch4", "n2o",
];

/// Whether a text can be a unit typed beside a number: a few words without digits but those of [`WITH_DIGIT`]; no sentence,
/// month or grade.
pub(super) fn valid_satuan(text: &str) -> bool {
    const LONGEST: usize = 40;
    let with_digit = |word: &str| WITH_DIGIT.contains(&word.to_lowercase().as_str());
    if satuan::registered(text) || with_digit(text) {
        return true;
    }
    let word: Vec<&str> = text.split(' ').collect();
    let satuan_letter = |letter: char| letter.is_alphabetic() || "./-&\u{b2}\u{b3}".contains(letter);
    let satuan_word = |word: &&str| {
        let first_letter = word.starts_with(char::is_alphabetic) || matches!(*word, "/" | "&");
        let letters = word.split('/').all(|part| with_digit(part) || part.chars().all(satuan_letter));
        first_letter && letters && !SENTENCE_WORD.contains(&word.to_lowercase().as_str())
    };
    text.len() <= LONGEST
        && word.len() <= 4
        && word.iter().any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() >= 2)
        && word.iter().all(satuan_word)
        && word.first().is_some_and(|word| month_from_name(word).is_none())
        && Predikat::read(text).is_none()
}

/// Whether a bracket spells a number out: "85 (delapan puluh lima)" holds one quantity.
pub(super) fn spelled_out(bracket: &str) -> bool {
    let numeral = |word: &str| {
        let word = word.to_lowercase();
        let core = word.strip_prefix("se").unwrap_or(&word);
        matches!(
            core,
            "nol" | "satu" | "dua" | "tiga" | "empat" | "lima" | "enam" | "tujuh" | "delapan" | "mbilan" | "puluh"
        ) || matches!(core, "belas" | "ratus" | "ribu" | "juta" | "miliar" | "triliun" | "koma" | "persen" | "rupiah")
    };
    let mut word = bracket.split_whitespace().peekable();
    word.peek().is_some() && word.all(numeral)
}
