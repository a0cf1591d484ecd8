//! Quarters of a year, and the lists of quarters that forms hold.
//!
//! Takes the text of a cell, gives quarters in order, or nothing when one word does not fit (domain sections 4 and 6).

use std::fmt;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::date::month_from_name;
use super::{roman, text};

/// A quarter (triwulan, TW).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
pub enum Triwulan {
    /// January to March.
    I,
    /// April to June.
    II,
    /// July to September.
    III,
    /// October to December.
    IV,
}

impl Triwulan {
    /// The four quarters in order.
    pub const ALL: [Self; 4] = [Self::I, Self::II, Self::III, Self::IV];

    /// The quarter with this number, 1 to 4.
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(number.checked_sub(1)? as usize).copied()
    }

    /// The quarter that holds this month, 1 to 12.
    pub fn from_month(month: u32) -> Option<Self> {
        if month == 0 { None } else { Self::from_number(month.div_ceil(3)) }
    }

    /// Its place in the year, 1 to 4.
    pub const fn number(self) -> u32 {
        self as u32 + 1
    }

    /// The number of the month that ends it.
    pub const fn last_month(self) -> u8 {
        match self {
            Self::I => 3,
            Self::II => 6,
            Self::III => 9,
            Self::IV => 12,
        }
    }

    /// The number of the semester that ends with it.
    pub const fn ends_semester(self) -> Option<u8> {
        match self {
            Self::II => Some(1),
            Self::IV => Some(2),
            Self::I | Self::III => None,
        }
    }
}

impl fmt::Display for Triwulan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::I => "TW I",
            Self::II => "TW II",
            Self::III => "TW III",
            Self::IV => "TW IV",
        })
    }
}

/// The quarters a text lists, in order and without repeats: every spelling of domain section 6 ("TW.I", "Trw. 1",
/// "TW I s.d. TW IV", "TW I, II", "Semester I"), and months ("Jan-Mar", "Juni 2026", "30 Juni 2026"). A bare "I" or "1"
/// is none: see [`read_column_triwulan`]. `None` as soon as one word says something else.
pub fn read_triwulan(text: &str) -> Option<Vec<Triwulan>> {
    reading(text, false).map(|(list, _)| list)
}

/// As [`read_triwulan`], in a column that holds nothing but quarters: there "I" and "1" are quarters too.
pub fn read_column_triwulan(text: &str) -> Option<Vec<Triwulan>> {
    reading(text, true).map(|(list, _)| list)
}

/// As [`read_triwulan`], where other things than quarters may stand too: only with the word triwulan or semester.
pub fn read_triwulan_designation(text: &str) -> Option<Vec<Triwulan>> {
    reading(text, false).filter(|(_, mentioned)| *mentioned).map(|(list, _)| list)
}

/// The one quarter that a title names among other words: "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026". `None` when it
/// names none or several.
pub fn find_triwulan(text: &str) -> Option<Triwulan> {
    find(text, QuarterWord::Triwulan, Triwulan::from_number)
}

/// The one semester that a title names among other words, by the quarter at its end: "PENGUKURAN KINERJA SEMESTER I" is
/// TW II. `None` when it names none or both.
pub fn find_semester(text: &str) -> Option<Triwulan> {
    find(text, QuarterWord::Semester, end_of_semester)
}

/// Words before the day or the month that a report tells the state of.
const STATE: [&str; 9] = ["per", "posisi", "keadaan", "kondisi", "status", "cut", "update", "sampai", "hingga"];
/// Words between them and that day.
const BESIDE_STATE: [&str; 12] =
    ["data", "per", "pada", "akhir", "tanggal", "tgl", "off", "sampai", "dengan", "s", "d", "bulan"];
/// A state of an earlier day is not that at the end of its month.
const LAST_DAYS: u32 = 28;

/// Whether a text may have the word for months, or count up to one: most do not, and are looked at no further.
pub fn names_months(text: &str) -> bool {
    let holds = |word: &[u8]| text.as_bytes().windows(word.len()).any(|part| part.eq_ignore_ascii_case(word));
    holds(b"bulan")
        || holds(b"bln")
        || [&b"s.d"[..], b"s/d", b"sampai", b"hingga"].into_iter().any(holds)
        || [&b"per "[..], b"posisi", b"keadaan", b"kondisi", b"status", b"cut", b"update", b"periode"]
            .into_iter()
            .any(holds)
}

/// The month whose end a title tells the state of: "Keadaan 30 Juni 2025", "Per tanggal : 30 September 2025", "Posisi data Maret".
fn month_of_state(key: &str) -> Option<u32> {
    let words: Vec<&str> =
        key.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let told = words.iter().enumerate().filter(|(_, word)| STATE.contains(word)).filter_map(|(at, _)| {
        let mut rest = words[at + 1..].iter().skip_while(|word| BESIDE_STATE.contains(word));
        let first = rest.next()?;
        match first.parse::<u32>() {
            Ok(day) => {
                let word = rest.next().filter(|_| (LAST_DAYS..=31).contains(&day))?;
                let dated = rest.next().is_some_and(|year| figure_word(year) == QuarterWord::Year);
                // "Per 30/09/2025".
                let counted = word.parse().ok().filter(|month| dated && (1..=12).contains(month));
                month_from_name(word).or(counted)
            }
            Err(_) => month_from_name(first),
        }
    });
    let months = words.iter().filter(|word| month_from_name(word).is_some()).count();
    told.into_iter().next().filter(|_| months <= 1)
}

/// The month up to which a title counts by its number: "s.d. B09 Tahun 2025".
fn counted_month(key: &str) -> Option<u32> {
    let words: Vec<&str> = key.split([' ', ':']).collect();
    words.windows(2).find_map(|pair| {
        let number = pair[1].strip_prefix('b').filter(|number| number.len() == 2)?;
        let until = ["s.d", "s.d.", "s/d", "sd", "hingga", "sampai", "dengan"].contains(&pair[0]);
        number.parse().ok().filter(|month| until && (1..=12).contains(month))
    })
}

/// The month that a title names with the word for it, of a span the last one: "BULAN JUNI 2026", "keadaan s.d. bulan
/// Juni"; or that it counts up to: "Periode: s.d. September 2026". `None` when it names none.
pub fn find_month(text: &str) -> Option<u32> {
    if !names_months(text) {
        return lone_month(text);
    }
    let key = text::key(text);
    let named = key.split(|letter: char| !letter.is_alphabetic()).any(|word| matches!(word, "bulan" | "bln"));
    let words = split(&key);
    // A day before the month says the same, but for "1 Juli s.d. 30 September", which is no count from the year's beginning.
    let month = |word: &QuarterWord| matches!(word, QuarterWord::Month(_));
    let until = words.windows(2).any(|pair| matches!(pair, [QuarterWord::Until, QuarterWord::Month(_)]))
        || words
            .windows(3)
            .any(|three| matches!(three, [QuarterWord::Until, QuarterWord::Number(1..=31), last] if month(last)))
            && words.iter().filter(|word| month(word)).count() == 1;
    // "Periode Januari - September 2025" counts from the beginning of the year.
    let from_january = || {
        let span: Vec<&QuarterWord> = words.iter().filter(|word| month(word) || **word == QuarterWord::Dash).collect();
        matches!(span[..], [QuarterWord::Month(1), QuarterWord::Dash, QuarterWord::Month(_)])
    };
    let until = until || key.starts_with("periode") && from_january();
    let mut months = words.into_iter().filter_map(|word| match word {
        QuarterWord::Month(month) => Some(month),
        _ => None,
    });
    months.next_back().filter(|_| named || until).or_else(|| month_of_state(&key)).or_else(|| counted_month(&key))
}

/// The month of a text that says a month and its year and nothing else: "Jun, 2026".
pub fn lone_month(text: &str) -> Option<u32> {
    const LONGEST: usize = 20;
    if text.len() > LONGEST || !text.trim_end().ends_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let (month, year) = (words.next()?, words.next()?);
    let dated = figure_word(year) == QuarterWord::Year && words.next().is_none();
    month_from_name(&text::key(month)).filter(|_| dated)
}

/// The quarter at the end of the semester with this number.
pub fn end_of_semester(number: u32) -> Option<Triwulan> {
    if (1..=2).contains(&number) { Triwulan::from_number(number * 2) } else { None }
}

/// The quarter at the end of the semester that these quarters are.
pub fn semester_of(list: &[Triwulan]) -> Option<Triwulan> {
    match list {
        [Triwulan::I, Triwulan::II] => Some(Triwulan::II),
        [Triwulan::III, Triwulan::IV] => Some(Triwulan::IV),
        _ => None,
    }
}

fn find(text: &str, kind: QuarterWord, numbered: impl Fn(u32) -> Option<Triwulan>) -> Option<Triwulan> {
    let word = split(&roman::mended(&text::key(text)));
    let mut exists = None;
    for (position, _) in word.iter().enumerate().filter(|(_, word)| **word == kind) {
        let mut after =
            word.iter().skip(position + 1).skip_while(|word| matches!(word, QuarterWord::To | QuarterWord::Dash));
        let Some(QuarterWord::Number(number)) = after.next() else { continue };
        let rest: Vec<QuarterWord> = after.copied().collect();
        // "Triwulan I - IV" is about all of them, and about the last of fewer.
        if let Some(last) = dashed(*number, &rest) {
            let end = numbered(last);
            if *number == 1 && end == Some(Triwulan::IV) {
                return None;
            }
            exists = end.or(exists);
            continue;
        }
        let mut after = rest.iter();
        // "Triwulan I s.d. IV" is about the last of them.
        let until = matches!(after.next(), Some(QuarterWord::Until))
            .then(|| after.find(|word| **word != QuarterWord::Triwulan));
        let number = match until.flatten() {
            Some(QuarterWord::Number(last)) if *last <= 4 => last,
            _ => number,
        };
        let Some(triwulan) = numbered(*number) else { continue };
        if exists.is_some_and(|other| other != triwulan) {
            return None;
        }
        exists = Some(triwulan);
    }
    exists
}

/// The quarter behind a dash: the end of "I - III", and no day of a month ("II - 3 Juli").
fn dashed(first: u32, rest: &[QuarterWord]) -> Option<u32> {
    let rest = rest.strip_prefix(&[QuarterWord::Dash])?;
    let rest = rest.strip_prefix(&[QuarterWord::Triwulan]).unwrap_or(rest);
    match rest {
        [QuarterWord::Number(_), QuarterWord::Month(_), ..] => None,
        [QuarterWord::Number(last @ 2..=4), ..] if *last > first => Some(*last),
        _ => None,
    }
}

/// The quarters, and whether a quarter or semester was called by its name.
fn reading(text: &str, plain: bool) -> Option<(Vec<Triwulan>, bool)> {
    let key = text::key(text);
    let key = if plain { roman::bare(&key).to_string() } else { key };
    let key = roman::mended(&key);
    // "Triwulan I (Januari - Maret)": both must say the same.
    if let Some((front, inside)) = key.strip_suffix(')').and_then(|content| content.split_once('(')) {
        let front = QuarterReader::read(&split(front), plain)?;
        let inside = QuarterReader::read(&split(inside), plain)?;
        return (front.0 == inside.0).then_some(front);
    }
    QuarterReader::read(&split(&key), plain)
}

/// A word of a list of quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum QuarterWord {
    Triwulan,
    Semester,
    Number(u32),
    Month(u32),
    Year,
    /// "s.d."
    Until,
    /// A dash: joins "TW-I", or stands for "s.d.".
    Dash,
    /// "," and "dan".
    And,
    /// "ke" in "triwulan ke-2".
    To,
    /// Something that has no place in such a list.
    Other,
}

const UNTIL: [&str; 7] = ["sampai dengan", "sampai", "hingga", "s.d.", "s.d", "s/d", "sd"];

fn split(key: &str) -> Vec<QuarterWord> {
    let mut outcome = Vec::new();
    let mut rest = key;
    while let Some(letter) = rest.chars().next() {
        if let Some(after) = UNTIL.iter().find_map(|word| rest.strip_prefix(word)).filter(|s| !letter_start(s)) {
            outcome.push(QuarterWord::Until);
            rest = after;
        } else if let Some(after) = rest.strip_prefix("t w").filter(|s| !letter_start(s)) {
            outcome.push(QuarterWord::Triwulan);
            rest = after;
        } else if letter.is_alphanumeric() {
            let figure = letter.is_ascii_digit();
            let of_one_kind = |h: char| h.is_alphanumeric() && h.is_ascii_digit() == figure;
            let (word, after) = rest.split_at(rest.find(|h| !of_one_kind(h)).unwrap_or(rest.len()));
            if figure {
                outcome.push(figure_word(word))
            } else {
                letter_word(word, &mut outcome)
            }
            rest = after;
        } else {
            match letter {
                '-' => outcome.push(QuarterWord::Dash),
                ',' | '&' | '/' | ';' | '+' => outcome.push(QuarterWord::And),
                '.' | ' ' | ':' | '\'' => {}
                _ => outcome.push(QuarterWord::Other),
            }
            rest = rest.get(letter.len_utf8()..).unwrap_or_default();
        }
    }
    outcome
}

fn letter_start(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
}

fn figure_word(word: &str) -> QuarterWord {
    match (word.len(), word.parse()) {
        (1 | 2, Ok(number)) => QuarterWord::Number(number),
        (4, Ok(2000..2100)) => QuarterWord::Year,
        _ => QuarterWord::Other,
    }
}

fn letter_word(word: &str, outcome: &mut Vec<QuarterWord>) {
    match word {
        "tw" | "triwulan" | "trw" | "triw" | "tribulan" => outcome.push(QuarterWord::Triwulan),
        "semester" | "smt" | "sem" => outcome.push(QuarterWord::Semester),
        "i" | "pertama" | "kesatu" | "satu" => outcome.push(QuarterWord::Number(1)),
        "ii" | "kedua" | "dua" => outcome.push(QuarterWord::Number(2)),
        "iii" | "ketiga" | "tiga" => outcome.push(QuarterWord::Number(3)),
        "iv" | "keempat" | "empat" => outcome.push(QuarterWord::Number(4)),
        "ke" => outcome.push(QuarterWord::To),
        "dan" | "serta" => outcome.push(QuarterWord::And),
        "tahun" | "bulan" => {}
        _ => match (month_from_name(word), adheres(word)) {
            (Some(month), _) => outcome.push(QuarterWord::Month(month)),
            (None, Some(number)) => outcome.extend([QuarterWord::Triwulan, QuarterWord::Number(number)]),
            (None, None) => outcome.push(QuarterWord::Other),
        },
    }
}

/// "twiv" → 4.
fn adheres(word: &str) -> Option<u32> {
    let roman = word.strip_prefix("tw").or_else(|| word.strip_prefix("triwulan"))?;
    ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(wording, _)| **wording == roman).map(|(_, number)| number)
}

/// What a number counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum CountedThing {
    /// Nothing named yet.
    Plain,
    Triwulan,
    Semester,
    Month,
}

/// Reads the words of a list into quarters; gives up at the first word that does not fit.
struct QuarterReader {
    compute: CountedThing,
    /// A name was read whose number is still to come.
    waits: bool,
    connect: Option<QuarterWord>,
    /// First and last quarter of each part.
    parts: Vec<(u32, u32)>,
    mentioned: bool,
}

impl QuarterReader {
    fn read(word: &[QuarterWord], plain: bool) -> Option<(Vec<Triwulan>, bool)> {
        let mut reader =
            Self { compute: CountedThing::Plain, waits: false, connect: None, parts: Vec::new(), mentioned: false };
        let mut position = 0;
        while let Some(this) = word.get(position) {
            let rest = word.get(position + 1..).unwrap_or_default();
            let before = word.get(..position).unwrap_or_default();
            position += 1 + reader.step(*this, before, rest, plain)?;
        }
        if reader.waits || reader.connect.is_some() || reader.parts.is_empty() {
            return None;
        }
        let enter = |tw: &Triwulan| reader.parts.iter().any(|(start, last)| (*start..=*last).contains(&tw.number()));
        Some((Triwulan::ALL.into_iter().filter(enter).collect(), reader.mentioned))
    }

    /// Takes one word; gives how many of the following words went with it.
    fn step(&mut self, this: QuarterWord, before: &[QuarterWord], rest: &[QuarterWord], plain: bool) -> Option<usize> {
        match this {
            QuarterWord::Triwulan => self.mention(CountedThing::Triwulan)?,
            QuarterWord::Semester => self.mention(CountedThing::Semester)?,
            QuarterWord::Number(number) => return self.number(number, before, rest, plain),
            QuarterWord::Month(month) if !self.waits => {
                let triwulan = Triwulan::from_month(month)?.number();
                self.compute = CountedThing::Month;
                self.add(triwulan, triwulan)?;
            }
            QuarterWord::Year if !self.waits && self.connect != Some(QuarterWord::Until) => self.connect = None,
            QuarterWord::Dash | QuarterWord::To if self.waits => {}
            // "I, II, dan III".
            QuarterWord::And if self.connect == Some(QuarterWord::And) => {}
            QuarterWord::Until | QuarterWord::Dash | QuarterWord::And
                if !self.parts.is_empty() && self.connect.is_none() =>
            {
                self.connect = Some(this);
            }
            _ => return None,
        }
        Some(0)
    }

    fn mention(&mut self, compute: CountedThing) -> Option<()> {
        let again = std::mem::replace(&mut self.waits, true);
        self.compute = compute;
        self.mentioned = true;
        (!again).then_some(())
    }

    fn number(&mut self, number: u32, before: &[QuarterWord], rest: &[QuarterWord], plain: bool) -> Option<usize> {
        if !self.waits {
            // A day or days before a month: "30 Juni", "1 - 31 Maret".
            match rest {
                [QuarterWord::Month(_), ..] if (1..=31).contains(&number) => return Some(0),
                [QuarterWord::Dash | QuarterWord::Until, QuarterWord::Number(1..=31), QuarterWord::Month(_), ..]
                    if (1..=31).contains(&number) =>
                {
                    return Some(2);
                }
                _ => {}
            }
            // A short year behind a month: "Jan-26".
            if matches!(before, [.., QuarterWord::Month(_)] | [.., QuarterWord::Month(_), QuarterWord::Dash]) {
                self.connect = None;
                return (20..=99).contains(&number).then_some(0);
            }
            if !self.parts.is_empty() && self.connect.is_none() {
                return None;
            }
        }
        self.waits = false;
        match self.compute {
            CountedThing::Triwulan => self.add(number, number)?,
            CountedThing::Semester if number <= 2 => self.add((number * 2).checked_sub(1)?, number * 2)?,
            CountedThing::Plain if plain => self.add(number, number)?,
            CountedThing::Semester | CountedThing::Month | CountedThing::Plain => return None,
        }
        Some(0)
    }

    fn add(&mut self, start: u32, last: u32) -> Option<()> {
        if !(1..=4).contains(&start) {
            return None;
        }
        match (self.connect.take(), self.parts.last_mut()) {
            (Some(QuarterWord::Until | QuarterWord::Dash), Some(other_last)) => {
                if start < other_last.1 {
                    return None;
                }
                other_last.1 = last;
            }
            _ => self.parts.push((start, last)),
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::Triwulan::{I, II, III, IV};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_spelling_of_a_quarter_in_section_6_reads() {
        for text in [
            "TW I",
            "TW 1",
            "TW1",
            "TW.I",
            "Tw-I",
            "Triwulan I",
            "Triwulan 1",
            "Trw. 1",
            "tw-1",
            "TWI",
            "T W I",
            "TW. 1",
            "Triwulan ke-1",
            "Triwulan Pertama",
            "TW I 2026",
            "TW I/2026",
            "TW I Tahun 2026",
            "Triwulan I (Januari - Maret)",
            "Jan-Mar",
            "Januari s.d. Maret",
            "Januari",
            "Jan-26",
            "Maret 2026",
            "1 Januari - 31 Maret 2026",
            "1-31 Maret 2026",
            "Januari, Februari dan Maret",
            "30 Maret 2026",
        ] {
            assert_eq!(read_triwulan(text), Some(vec![I]), "{text}");
        }
    }

    #[test]
    fn lists_and_spans_of_quarters_read() {
        for (text, list) in [
            ("TW 1 - TW 3", vec![I, II, III]),
            ("TW I s.d. TW IV", vec![I, II, III, IV]),
            ("TW I s/d IV", vec![I, II, III, IV]),
            ("TW I-IV", vec![I, II, III, IV]),
            ("TW-I - TW-IV", vec![I, II, III, IV]),
            ("Triwulan I sampai dengan Triwulan III", vec![I, II, III]),
            ("TW I, II", vec![I, II]),
            ("TW I, II dan IV", vec![I, II, IV]),
            ("Triwulan I, II, III, dan IV", vec![I, II, III, IV]),
            ("TW II & TW IV", vec![II, IV]),
            ("TW II\nTW III", vec![II, III]),
            ("TW III, TW I, TW III", vec![I, III]),
            ("TW I/II", vec![I, II]),
            ("Semester I", vec![I, II]),
            ("Semester 2", vec![III, IV]),
            ("Semester I - II", vec![I, II, III, IV]),
            ("Januari - Desember 2026", vec![I, II, III, IV]),
            ("Juni 2026 s.d. Agustus 2026", vec![II, III]),
            ("Mei, Nopember", vec![II, IV]),
        ] {
            assert_eq!(read_triwulan(text), Some(list), "{text}");
        }
    }

    #[test]
    fn what_is_no_list_of_quarters_stays_text() {
        for text in [
            "",
            "TW",
            "TW 5",
            "TW 0",
            "TW I -",
            "TW IV - TW I",
            "Semester III",
            "TW I selesai",
            "Minggu ke-2 Maret",
            "2026",
            "TW TW I",
            "setiap bulan",
            "Jan 5",
            "I II",
            "TW I 2",
            "WTP",
            "Triwulan I (April - Juni)",
            "TW I s.d. 2026",
        ] {
            assert_eq!(read_triwulan(text), None, "{text}");
        }
    }

    #[test]
    fn a_bare_number_is_a_quarter_only_in_a_column_of_quarters() {
        for (text, list) in [("I", vec![I]), ("2", vec![II]), ("I - III", vec![I, II, III]), ("1,2", vec![I, II])] {
            assert_eq!(read_triwulan(text), None, "{text}");
            assert_eq!(read_column_triwulan(text), Some(list), "{text}");
        }
        for (text, quarter) in [("II (DUA)", II), ("III (tiga)", III), ("Satu", I)] {
            assert_eq!(read_column_triwulan(text), Some(vec![quarter]), "{text}");
        }
        assert_eq!(read_column_triwulan("II (TIGA)"), None);
        assert_eq!(find_triwulan("LAPORAN TRIWULAN DUA TAHUN 2026"), Some(II));
        assert_eq!(read_column_triwulan("12"), None);
        assert_eq!(read_column_triwulan("2026-03"), None);
    }

    #[test]
    fn among_other_values_only_the_named_quarter_counts() {
        assert_eq!(read_triwulan_designation("TW II"), Some(vec![II]));
        assert_eq!(read_triwulan_designation("Januari - Maret"), None);
        // "TW" alone is the audit opinion "Tidak Wajar" there (domain 9.4).
        assert_eq!(read_triwulan_designation("TW"), None);
    }

    #[test]
    fn a_title_names_its_semester_by_the_quarter_at_its_end() {
        assert_eq!(find_semester("PENGUKURAN KINERJA SEMESTER I TAHUN 2026"), Some(II));
        assert_eq!(find_semester("Laporan semester ke-2"), Some(IV));
        assert_eq!(find_semester("SEMESTER I DAN SEMESTER II"), None);
        assert_eq!(find_semester("PENGUKURAN KINERJA TRIWULAN II"), None);
    }

    #[test]
    fn a_title_counts_up_to_its_month_without_the_word_for_it() {
        for text in [
            "Periode: s.d. September 2026",
            "Januari s/d September 2026",
            "keadaan sampai dengan September 2026",
            "s.d. 30 SEPTEMBER 2026",
            "Posisi sampai dengan 30 September 2026",
        ] {
            assert_eq!(find_month(text), Some(9), "{text}");
        }
        for text in ["Contoh, 5 September 2026", "1 Juli s.d. 30 September 2026", "s.d. TW III 2026"] {
            assert_eq!(find_month(text), None, "{text}");
        }
    }

    #[test]
    fn a_title_tells_the_state_at_the_end_of_a_month() {
        for text in [
            "Per tanggal : 30 September 2025",
            "Per 30 September 2025",
            "Keadaan 30 September 2025",
            "Keadaan : September 2025",
            "Posisi data: 30 September 2025",
            "Kondisi per September 2025",
            "Sampai dengan tanggal 30 September 2025",
            "s.d. B09 Tahun 2025",
            "Per 30/09/2025",
            "Status : 30 September 2025",
            "Periode 1 Januari - 30 September 2025",
            "PENGUKURAN KINERJA PER 30 SEPTEMBER 2025",
        ] {
            assert_eq!(find_month(text), Some(9), "{text}");
        }
        for text in [
            "Keadaan 15 September 2025",
            "Tanggal 30 September 2025",
            "Contoh, 30 September 2025",
            "Perangkat Daerah September",
            "1 Juli sampai dengan 30 September 2025",
            "Ruang B09",
            "s.d. B13",
            "Periode Juli - September 2025",
            "Per 30/13/2025",
        ] {
            assert_eq!(find_month(text), None, "{text}");
        }
    }

    #[test]
    fn a_month_and_its_year_alone_are_a_period() {
        for text in ["Jun, 2026", "JUNI 2026", "Juni - 2026"] {
            assert_eq!(find_month(text), Some(6), "{text}");
        }
        for text in ["Contoh, Juni 2026", "5 Juni 2026", "Juni", "Juni 26"] {
            assert_eq!(find_month(text), None, "{text}");
        }
    }

    #[test]
    fn a_span_of_quarters_is_about_the_last_of_them_and_all_four_are_about_none() {
        assert_eq!(find_triwulan("RENCANA AKSI TRIWULAN I - IV TAHUN 2026"), None);
        assert_eq!(find_triwulan("RENCANA AKSI TW I - TW IV TAHUN 2026"), None);
        assert_eq!(find_triwulan("PENGUKURAN KINERJA TRIWULAN I - III TAHUN 2026"), Some(Triwulan::III));
        assert_eq!(find_triwulan("LAPORAN TRIWULAN II - 3 Juli 2026"), Some(Triwulan::II));
        assert_eq!(find_triwulan("LAPORAN TRIWULAN II - 2026"), Some(Triwulan::II));
    }

    #[test]
    fn a_title_names_its_quarter_among_other_words() {
        assert_eq!(find_triwulan("PENGUKURAN KINERJA TRIWULAN II TAHUN 2026"), Some(II));
        assert_eq!(find_triwulan("pengukuran_JTI_TW3.xlsx"), Some(III));
        assert_eq!(find_triwulan("TRIWULAN I DAN TRIWULAN II"), None);
        assert_eq!(find_triwulan("RENCANA AKSI TAHUN 2026"), None);
    }

    proptest! {
        #[test]
        fn a_list_of_quarters_reads_back(choice in 1_u8..16, style in 0_usize..4) {
            let list: Vec<Triwulan> =
                Triwulan::ALL.into_iter().filter(|tw| choice & (1 << (tw.number() - 1)) != 0).collect();
            let text: Vec<String> = list.iter().map(|tw| match style {
                0 => tw.to_string(),
                1 => format!("TW{}", tw.number()),
                2 => format!("Triwulan {}", tw.number()),
                _ => format!("Trw. {}", tw.number()),
            }).collect();
            prop_assert_eq!(read_triwulan(&text.join(", ")), Some(list));
        }

        #[test]
        fn no_text_breaks_the_reading_of_quarters(text in "\\PC{0,30}", similar in "[twsdian IV0-9.,/-]{0,20}") {
            for text in [text, similar] {
                let _ = (read_triwulan(&text), read_column_triwulan(&text), find_triwulan(&text));
            }
        }
    }
}
