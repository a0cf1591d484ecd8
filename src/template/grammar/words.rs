//! The words of headings, from data: which of them say what a column holds, and which only say more of it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::lexer::{self, Word};
use crate::domain::column::Field;

/// What a word of a heading does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Says what the column holds; so many unknown words may follow it.
    Noun(Field, u8),
    /// A letter that says it where a period stands beside it.
    Letter(Field),
    /// Names goods, prices, accounts.
    Price,
    /// A measure, which tells columns below one heading apart.
    Measure(Measure),
    /// Says nothing without another word.
    Weak(Weak),
    /// A month, 1 to 12.
    Month(u8),
    /// A half of the year by a word of its own, 1 or 2: "Semester Ganjil".
    Half(u8),
    /// Other words of time.
    Time(Time),
    /// A small number, in digits or Roman.
    Number(u8),
    /// A year.
    Year(u16),
    /// The state before a change of the plan: it leaves the meaning as it is, and another column takes its place.
    Superseded,
    /// Leaves the meaning as it is.
    Filler,
    /// Whose figure it is: of others, which the form is compared with.
    Others,
    /// Computed of figures, and none of them: "pertumbuhan".
    Derived,
    /// Says that a figure is set against what follows: "terhadap".
    Relation,
    /// Not in the lists.
    Unknown,
}

/// What is measured below a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Measure {
    Performance,
    Money,
    Percent,
}

/// Words that count, sum or grade something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weak {
    Sum,
    Value,
    Average,
}

/// Words of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    Quarter,
    Semester,
    Month,
    Year,
    WholeYear,
    Now,
    Period,
    Past,
    Future,
    UpTo,
    Horizon,
    /// Periods that no form of ours keeps: "tahap", "minggu", "caturwulan".
    Apart,
}

/// `templates/kata.toml` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::template) struct WordLists {
    #[serde(rename = "kepala")]
    head: Vec<NounList>,
    #[serde(rename = "huruf")]
    letter: Vec<LetterList>,
    #[serde(rename = "harga")]
    price: Plain,
    #[serde(rename = "semula")]
    superseded: Plain,
    #[serde(rename = "pihak_lain")]
    others: Plain,
    #[serde(rename = "turunan")]
    derived: Plain,
    penerang: Plain,
    #[serde(rename = "dibanding")]
    relation: Plain,
    #[serde(rename = "bukan")]
    not: Plain,
    #[serde(rename = "ukuran")]
    size: MeasureLists,
    #[serde(rename = "lemah")]
    weak: WeakLists,
    #[serde(rename = "waktu")]
    time: TimeLists,
    #[serde(rename = "dekat")]
    near: NearWords,
    #[serde(rename = "inggris")]
    english: Vec<EnglishList>,
}

/// Words by which a heading that nobody knows is offered for a needed column.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NearWords {
    /// Of headings over indicators.
    pub(super) indikator: Vec<String>,
    /// That indicators begin with.
    #[serde(rename = "hitungan")]
    pub(super) counting: Vec<String>,
    /// Of headings over targets.
    pub(super) target: Vec<String>,
    /// That names of offices begin with.
    #[serde(rename = "kantor")]
    pub(super) office: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NounList {
    #[serde(rename = "bidang")]
    field: String,
    #[serde(rename = "sisa")]
    rest: u8,
    #[serde(rename = "bunyi")]
    wordings: Vec<String>,
}

/// A wording of headings and what it is called in English.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EnglishList {
    #[serde(rename = "arti")]
    meaning: String,
    #[serde(rename = "bunyi")]
    wordings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterList {
    #[serde(rename = "bidang")]
    field: String,
    #[serde(rename = "bunyi")]
    wordings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    #[serde(rename = "bunyi")]
    wordings: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MeasureLists {
    kinerja: Vec<String>,
    #[serde(rename = "uang")]
    money: Vec<String>,
    #[serde(rename = "persen")]
    percent: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct WeakLists {
    #[serde(rename = "jumlah")]
    total: Vec<String>,
    #[serde(rename = "nilai")]
    value: Vec<String>,
    #[serde(rename = "rata")]
    mean: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TimeLists {
    triwulan: Vec<String>,
    semester: Vec<String>,
    #[serde(rename = "paruh")]
    half: Vec<Vec<String>>,
    #[serde(rename = "bulan")]
    month: Vec<String>,
    #[serde(rename = "tahun")]
    year: Vec<String>,
    #[serde(rename = "setahun")]
    whole_year: Vec<String>,
    #[serde(rename = "kini")]
    now: Vec<String>,
    #[serde(rename = "periode")]
    period: Vec<String>,
    #[serde(rename = "lalu")]
    past: Vec<String>,
    mendatang: Vec<String>,
    #[serde(rename = "sampai")]
    until: Vec<String>,
    jangka: Vec<String>,
    #[serde(rename = "lain")]
    apart: Vec<String>,
    #[serde(rename = "bulan_nama")]
    name_month: Vec<Vec<String>>,
}

/// Names of fields, as the lists write them, that are of none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::template) struct UnknownFields(pub(in crate::template) Vec<String>);

/// The words, ready to be asked. In order: what is kept between runs is told by how they are written down.
#[derive(Debug, Clone, Default)]
pub(in crate::template) struct Words {
    /// First word → phrases that begin with it, longest first.
    phrases: BTreeMap<String, Vec<(Vec<String>, Sense)>>,
    /// Single words long enough to be meant when one letter is wrong, those with one first letter together.
    long: Vec<(String, Sense)>,
    /// Every word of every phrase.
    all: BTreeSet<String>,
    pub(super) near: NearWords,
    /// First English word → phrases that begin with it, longest first, and what they are called in Indonesian.
    pub(super) english: BTreeMap<String, Vec<(Vec<String>, String)>>,
}

/// Bytes that a letter takes at most.
const LETTER: usize = 4;
/// Shorter words are not corrected: too many of them are one letter apart.
const LONG: usize = 6;

impl Words {
    /// From the lists.
    ///
    /// # Errors
    /// The names of fields that do not exist.
    pub(in crate::template) fn new(lists: &WordLists) -> Result<Self, UnknownFields> {
        let mut words = Self { near: lists.near.clone(), english: english(&lists.english), ..Self::default() };
        let mut unknown = Vec::new();
        let mut field = |name: &str| {
            let field = Field::ALL.iter().find(|field| field.name() == name);
            if field.is_none() {
                unknown.push(name.to_string());
            }
            field.copied()
        };
        for list in &lists.head {
            if let Some(field) = field(&list.field) {
                words.add(&list.wordings, Sense::Noun(field, list.rest));
            }
        }
        for list in &lists.letter {
            if let Some(field) = field(&list.field) {
                words.add(&list.wordings, Sense::Letter(field));
            }
        }
        words.add(&lists.price.wordings, Sense::Price);
        words.add(&lists.size.kinerja, Sense::Measure(Measure::Performance));
        words.add(&lists.size.money, Sense::Measure(Measure::Money));
        words.add(&lists.size.percent, Sense::Measure(Measure::Percent));
        let time = &lists.time;
        for (number, names) in (1..).zip(&time.name_month) {
            words.add(names, Sense::Month(number));
        }
        for (number, names) in (1..).zip(&time.half) {
            words.add(names, Sense::Half(number));
        }
        for (list, meant) in [
            (&time.triwulan, Time::Quarter),
            (&time.semester, Time::Semester),
            (&time.month, Time::Month),
            (&time.year, Time::Year),
            (&time.whole_year, Time::WholeYear),
            (&time.now, Time::Now),
            (&time.period, Time::Period),
            (&time.past, Time::Past),
            (&time.mendatang, Time::Future),
            (&time.until, Time::UpTo),
            (&time.jangka, Time::Horizon),
            (&time.apart, Time::Apart),
        ] {
            words.add(list, Sense::Time(meant));
        }
        for (list, meant) in
            [(&lists.weak.total, Weak::Sum), (&lists.weak.value, Weak::Value), (&lists.weak.mean, Weak::Average)]
        {
            words.add(list, Sense::Weak(meant));
        }
        words.add(&lists.derived.wordings, Sense::Derived);
        words.add(&lists.superseded.wordings, Sense::Superseded);
        words.add(&lists.others.wordings, Sense::Others);
        words.add(&lists.relation.wordings, Sense::Relation);
        words.add(&lists.penerang.wordings, Sense::Filler);
        words.all.extend(lists.not.wordings.iter().cloned());
        words.long.sort_by_key(|(word, _)| word.bytes().next());
        for phrases in words.phrases.values_mut() {
            phrases.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        }
        if unknown.is_empty() { Ok(words) } else { Err(UnknownFields(unknown)) }
    }

    /// Phrases of one sense; what an earlier list holds keeps its sense.
    fn add(&mut self, phrases: &[String], sense: Sense) {
        for phrase in phrases {
            let phrase: Vec<String> = lexer::words(phrase).into_iter().map(|word| word.text).collect();
            let Some(first) = phrase.first() else { continue };
            let begun = self.phrases.entry(first.clone()).or_default();
            if begun.iter().any(|(other, _)| *other == phrase) {
                continue;
            }
            if phrase.len() == 1 && first.chars().count() >= LONG {
                self.long.push((first.clone(), sense));
            }
            self.all.extend(phrase.iter().cloned());
            begun.push((phrase, sense));
        }
    }

    /// The sense of the words from here on, how many of them it takes, and whether a letter had to be mended.
    pub(super) fn sense(&self, words: &[Word]) -> (Sense, usize, bool) {
        let Some(first) = words.first() else { return (Sense::Unknown, 0, false) };
        let goes_on = |phrase: &[String]| {
            phrase.len() <= words.len()
                && phrase
                    .iter()
                    .zip(words)
                    .skip(1)
                    .all(|(known, word)| *known == word.text && word.remark == first.remark && !word.joined)
        };
        let phrases = |word: &str| self.phrases.get(word).into_iter().flatten();
        if let Some((phrase, sense)) = phrases(&first.text).find(|(phrase, _)| goes_on(phrase)) {
            return (*sense, phrase.len(), false);
        }
        if let Some(sense) = number(&first.text) {
            return (sense, 1, false);
        }
        let near = self.near(&first.text);
        let Some(((word, sense), others)) = near.split_first() else { return (Sense::Unknown, 1, false) };
        // "Penangung Jawab": the phrase that the mended word begins.
        if others.iter().all(|(other, _)| other == word)
            && let Some((phrase, sense)) = phrases(word).find(|(phrase, _)| phrase.len() > 1 && goes_on(phrase))
        {
            return (*sense, phrase.len(), true);
        }
        if others.iter().all(|(_, other)| other == sense) { (*sense, 1, true) } else { (Sense::Unknown, 1, false) }
    }

    /// The long words of the lists that are one letter away from this one. "Targt" lacks a letter of a noun; what else is
    /// as short as that says too little.
    fn near(&self, text: &str) -> Vec<&(String, Sense)> {
        let letters = text.chars().count();
        if letters + 1 < LONG || self.all.contains(text) {
            return Vec::new();
        }
        let short = letters < LONG;
        let near = |known: &&(String, Sense)| {
            (!short || matches!(known.1, Sense::Noun(..)))
                && known.0.len().abs_diff(text.len()) <= 1
                && one_letter_apart(&known.0, text)
        };
        let first = text.bytes().next();
        let start = self.long.partition_point(|(word, _)| word.bytes().next() < first);
        let alike = self.long[start..].iter().take_while(|(word, _)| word.bytes().next() == first);
        alike.filter(near).collect()
    }
}

/// What headings are called in English.
fn english(lists: &[EnglishList]) -> BTreeMap<String, Vec<(Vec<String>, String)>> {
    let mut phrases: BTreeMap<String, Vec<(Vec<String>, String)>> = BTreeMap::new();
    for (list, wording) in lists.iter().flat_map(|list| list.wordings.iter().map(move |wording| (list, wording))) {
        let phrase: Vec<String> = lexer::words(wording).into_iter().map(|word| word.text).collect();
        if let Some(first) = phrase.first() {
            phrases.entry(first.clone()).or_default().push((phrase, list.meaning.clone()));
        }
    }
    for begun in phrases.values_mut() {
        begun.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
    }
    phrases
}

/// Whether two words differ by one letter: another one, one more, one less, or two that stand the other way round.
/// Every word of every cell above a table is asked this of all long words that are known.
fn one_letter_apart(one: &str, other: &str) -> bool {
    let start = common(one.bytes(), other.bytes());
    let (left, right) = (&one.as_bytes()[start..], &other.as_bytes()[start..]);
    let end = common(left.iter().rev(), right.iter().rev());
    // Two letters that stand the other way round differ most; a letter takes up to four bytes, of which one may be the same.
    if left.len() - end > 2 * LETTER || right.len() - end > 2 * LETTER {
        return false;
    }
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let start = common(one.iter(), other.iter());
    let end = common(one[start..].iter().rev(), other[start..].iter().rev());
    match (&one[start..one.len() - end], &other[start..other.len() - end]) {
        ([_], []) | ([], [_]) | ([_], [_]) => true,
        ([a, b], [c, d]) => a == d && b == c,
        _ => false,
    }
}

/// How many items two runs begin with alike.
fn common<T: PartialEq>(one: impl Iterator<Item = T>, other: impl Iterator<Item = T>) -> usize {
    one.zip(other).take_while(|(one, other)| one == other).count()
}

/// A year, or a small number in digits, Roman or words.
pub(super) fn number(text: &str) -> Option<Sense> {
    if text.bytes().all(|letter| letter.is_ascii_digit()) {
        let value: u32 = text.parse().ok()?;
        return match value {
            2000..=2099 => u16::try_from(value).ok().map(Sense::Year),
            1..=12 => u8::try_from(value).ok().map(Sense::Number),
            _ => None,
        };
    }
    const ORDINAL: [&str; 5] = ["pertama", "kedua", "ketiga", "keempat", "kesatu"];
    if let Some(place) = ORDINAL.iter().position(|word| *word == text) {
        return u8::try_from(place % 4 + 1).ok().map(Sense::Number);
    }
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let place = ROMAN.iter().position(|roman| *roman == text)?;
    u8::try_from(place + 1).ok().map(Sense::Number)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::one_letter_apart;

    proptest! {
        #[test]
        fn one_letter_apart_is_a_distance_of_one(one in "[abc]{0,6}", other in "[abc]{0,6}") {
            prop_assert_eq!(one_letter_apart(&one, &other), strsim::damerau_levenshtein(&one, &other) == 1);
        }
    }
}
