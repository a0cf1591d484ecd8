//! The words of a text, sorted by what they do.

use super::Times;
use super::noun::{Noun, level, verb};
use crate::domain::column::Field;
use crate::template::grammar::lexer::Word;
use crate::template::grammar::words::{Measure, Sense, Time, Weak, Words, number};

/// The words of a text, sorted by what they do.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) nouns: Vec<Noun>,
    /// Unknown words before and after the first noun.
    pub(super) before: u8,
    pub(super) after: u8,
    pub(super) weak: Option<Weak>,
    pub(super) performance: bool,
    pub(super) physical: bool,
    pub(super) money: bool,
    pub(super) rupiah: bool,
    pub(super) percent: bool,
    pub(super) percent_first: bool,
    pub(super) mended: bool,
    pub(super) price: bool,
    pub(super) letter: bool,
    pub(super) time: Times,
    pub(super) loose_number: Option<u8>,
    /// A number in digits beside a noun: "Sasaran 2".
    pub(super) numbered: bool,
    /// Speaks of the beginning of a plan: "Data Capaian pada Tahun Awal Perencanaan".
    pub(super) initial: bool,
    pub(super) words: usize,
    pub(super) opens_strange: bool,
    /// Says the state before a change of the plan: "semula".
    pub(super) superseded: bool,
    /// Words that say something.
    pub(super) telling: usize,
    /// Speaks of figures of others: "nasional".
    pub(super) others: bool,
    /// Begins with what is computed of figures: "pertumbuhan".
    pub(super) derived: bool,
    /// Begins with what a figure is set against: "terhadap Target".
    pub(super) relation: bool,
    /// Says what it is set against: nouns from there on are not its own.
    pub(super) closed: bool,
    /// Is set against something that is no target and no figure of the form: "dibanding Standar Nasional".
    pub(super) set_apart: bool,
}

pub(super) fn sort(words: &[Word], lists: &Words) -> Sorted {
    let mut sorted = Sorted { words: words.len(), ..Sorted::default() };
    let mut at = 0;
    // The kind of period that a number right after it counts.
    let mut counted: Option<Time> = None;
    // "s.d. tahun 2026" counts years before it too; "kumulatif 2026" does not.
    let mut until = false;
    // The word right behind a noun.
    let mut last = None;
    while at < words.len() {
        let (sense, length, mended) = lists.sense(&words[at..]);
        let joined = words[at].joined;
        let after_year = || at > 0 && matches!(number(&words[at - 1].text), Some(Sense::Year(_)));
        sorted.mended |= mended;
        let mut next = None;
        match sense {
            Sense::Noun(field, _) if sorted.closed => {
                sorted.telling += 1;
                sorted.set_apart |= verb(field).is_none() && !level(field);
            }
            Sense::Unknown if sorted.closed => sorted.set_apart = true,
            // "Sasaran Pembangunan Desa" is an objective; whose a figure of a village is, the words do not say.
            Sense::Noun(Field::Ignore, _) if sorted.says_of_what(&words[at].text) => {}
            // "Target / Prakiraan Maju" over years: the last of them are foreseen.
            Sense::Noun(Field::Ignore, _) if joined && sorted.foreseen(&words[at].text) => sorted.telling += 1,
            Sense::Noun(field, spare) => {
                sorted.money |= matches!(field, Field::Anggaran | Field::Serapan);
                sorted.nouns.push(Noun { field, spare, joined });
                sorted.telling += 1;
            }
            Sense::Letter(field) => {
                sorted.letter = sorted.nouns.is_empty();
                sorted.nouns.push(Noun { field, spare: 0, joined });
                sorted.telling += 1;
            }
            Sense::Price => sorted.price = true,
            Sense::Derived if sorted.nouns.is_empty() && sorted.before == 0 => sorted.derived = true,
            Sense::Derived => sorted.unknown_word(),
            Sense::Measure(measure) => sorted.measured_in(measure, &words[at..at + length]),
            Sense::Weak(weak) => {
                // "Capaian Rata-rata" is a mean as "Rata-rata Capaian" is; "Target Nilai" is no value of one.
                let of_measure = sorted.nouns.first().is_some_and(|noun| verb(noun.field).is_some());
                if sorted.nouns.is_empty() || weak == Weak::Average && of_measure {
                    sorted.weak.get_or_insert(weak);
                }
            }
            Sense::Month(month) => {
                push(&mut sorted.time.months, month);
                sorted.telling += 1;
            }
            Sense::Half(half) => {
                push(&mut sorted.time.semesters, half);
                sorted.telling += 1;
            }
            Sense::Time(time) => {
                sorted.scope_of_time(&words[..at + length], length, time);
                next = sorted.time_word(time);
                sorted.telling += 1;
            }
            // "Bobot x Skor" is a product of both.
            Sense::Number(_) if words[at].text == "x" && counted.is_none() && !sorted.nouns.is_empty() => {
                sorted.after = u8::MAX;
            }
            Sense::Number(number) => {
                sorted.numbered |= counted.is_none() && words[at].text.starts_with(|c: char| c.is_ascii_digit());
                next = sorted.number(number, counted);
            }
            // "Capaian terhadap Target 2029": of this year, set against another.
            Sense::Year(_) if sorted.closed => sorted.set_apart = true,
            Sense::Year(year) => {
                sorted.time.horizon |= until;
                if !sorted.time.years.contains(&year) {
                    sorted.time.years.push(year);
                }
            }
            // "Triwulan ke-2", "tahun ke-3".
            Sense::Filler if words[at].text == "ke" => {
                // "Target pada Tahun ke-" over 1, 2, 3.
                sorted.time.relative |= counted == Some(Time::Year);
                next = counted;
            }
            Sense::Others => sorted.others = true,
            Sense::Relation => {
                sorted.relation |= sorted.nouns.is_empty();
                sorted.closed = true;
            }
            Sense::Filler => sorted.set_apart |= last == Some(at) && sorted.of_others(&words[at].text),
            // "2030 PM": the year of a forward estimate.
            Sense::Unknown if words[at].text == "pm" && after_year() => {}
            Sense::Superseded => {
                sorted.superseded = true;
                sorted.initial |= words[at].text == "awal";
            }
            Sense::Unknown => sorted.unknown_word(),
        }
        until = match sense {
            Sense::Time(Time::UpTo) => words[at].text.starts_with('s') || words[at].text == "hingga",
            Sense::Time(Time::Year) | Sense::Filler => until,
            _ => false,
        };
        counted = next;
        let noun = matches!(sense, Sense::Noun(..));
        at += length.max(1);
        last = noun.then_some(at);
    }
    sorted
}

/// "Tiap Triwulan", "per Bulan": each of them, and none of its own.
fn says_each(word: &str) -> bool {
    matches!(word, "tiap" | "setiap" | "per" | "masing" | "seluruh" | "semua")
}

fn says_year(word: &str) -> bool {
    matches!(word, "tahun" | "thn" | "th")
}

fn push(list: &mut Vec<u8>, number: u8) {
    if !list.contains(&number) {
        list.push(number);
    }
}

impl Sorted {
    /// "Realisasi Provinsi": of whom, the columns beside it tell.
    fn of_others(&self, word: &str) -> bool {
        let measure = self.nouns.last().is_some_and(|noun| verb(noun.field).is_some());
        measure && ["provinsi", "kabupaten", "kota", "kementerian", "lembaga"].contains(&word)
    }

    /// Whether a word behind a target only says that it is foreseen.
    fn foreseen(&self, word: &str) -> bool {
        let [noun] = self.nouns.as_slice() else { return false };
        noun.field == Field::Target && ["prakiraan", "perkiraan", "proyeksi"].contains(&word)
    }

    /// Whether a word says what a text before it is about: a place, a standard.
    fn says_of_what(&self, word: &str) -> bool {
        let text = self.nouns.first().is_some_and(|noun| verb(noun.field).is_none() && noun.field != Field::Ignore);
        text && ["desa", "kelurahan", "kecamatan", "spm"].contains(&word)
    }

    /// Notes what a figure is measured in: as performance, as money, in percent.
    fn measured_in(&mut self, measure: Measure, words: &[Word]) {
        match measure {
            Measure::Performance => {
                self.performance = true;
                self.physical |= words.first().is_some_and(|word| matches!(word.text.as_str(), "fisik" | "fis"));
            }
            Measure::Money => {
                self.money = true;
                self.rupiah |= words.iter().any(|word| matches!(word.text.as_str(), "rp" | "rupiah" | "idr"));
            }
            Measure::Percent => {
                self.percent = true;
                self.percent_first |= self.nouns.is_empty();
            }
        }
        self.telling += 1;
    }

    /// Notes a word that nobody knows, before or behind the first noun.
    fn unknown_word(&mut self) {
        if self.nouns.is_empty() {
            self.opens_strange |= self.time.kind.is_none();
            self.before = self.before.saturating_add(1);
        } else {
            self.after = self.after.saturating_add(1);
        }
    }

    /// Notes whether a word of time, the last `length` of these words, is of each period or of the year before.
    fn scope_of_time(&mut self, words: &[Word], length: usize, time: Time) {
        let (before, own) = words.split_at(words.len().saturating_sub(length));
        let before = before.last().map(|word| word.text.as_str());
        let counts = matches!(time, Time::Quarter | Time::Semester | Time::Month);
        self.time.each |= counts && before.is_some_and(says_each);
        let mut all = own.iter().map(|word| word.text.as_str()).chain(before);
        // "Realisasi Tahun n-2" is of a year before that.
        let earlier = own.iter().any(|word| matches!(word.text.as_str(), "n-2" | "n-3" | "t-2"));
        self.time.last_year |= time == Time::Past && !earlier && all.any(says_year);
    }

    /// Notes a word of time; the kind of period that a number after it counts.
    fn time_word(&mut self, word: Time) -> Option<Time> {
        match word {
            Time::Quarter | Time::Semester | Time::Month => {
                self.time.kind = Some(word);
                return Some(word);
            }
            Time::WholeYear => self.time.whole_year = true,
            Time::Now => self.time.now = true,
            // "Periode 2": which part of the year that is, nobody says.
            Time::Period => {
                self.time.now = true;
                return Some(Time::Period);
            }
            Time::Past => self.time.past = true,
            Time::Future => self.time.future = true,
            Time::UpTo => self.time.up_to = true,
            Time::Horizon => self.time.horizon = true,
            Time::Year => return Some(Time::Year),
            Time::Apart => {
                self.time.apart = true;
                return Some(Time::Apart);
            }
        }
        None
    }

    /// Takes a number for the period before it, else for a loose one.
    fn number(&mut self, number: u8, counted: Option<Time>) -> Option<Time> {
        match counted {
            Some(Time::Quarter) if number <= 4 => push(&mut self.time.quarters, number),
            Some(Time::Semester) if number <= 2 => push(&mut self.time.semesters, number),
            Some(Time::Month) => push(&mut self.time.months, number),
            Some(Time::Year) => self.time.relative = true,
            Some(Time::Period | Time::Apart) => self.time.apart = true,
            _ => self.loose_number = Some(number),
        }
        counted
    }
}
