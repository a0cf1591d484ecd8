//! The period that a report is about: a quarter, a semester or the year (domain section 8).
//!
//! A quarter shows where the year stands at its end; a semester the two quarters that make it; the year is measured
//! against the target of the year.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::memo::Memo;
use super::text::key;
use super::triwulan::Triwulan;

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Timespan {
    /// From the beginning of the year to the end of a quarter.
    Triwulan(Triwulan),
    /// TW I and TW II.
    SemesterI,
    /// TW III and TW IV.
    SemesterII,
    /// The year, against its target.
    #[serde(rename = "tahunan")]
    Yearly,
}

impl Timespan {
    /// The semester with this number, 1 or 2.
    pub const fn semester(number: u32) -> Option<Self> {
        match number {
            1 => Some(Self::SemesterI),
            2 => Some(Self::SemesterII),
            _ => None,
        }
    }

    /// Its first quarter.
    pub const fn start(self) -> Triwulan {
        match self {
            Self::Triwulan(_) | Self::SemesterI | Self::Yearly => Triwulan::I,
            Self::SemesterII => Triwulan::III,
        }
    }

    /// Its last quarter.
    pub const fn last(self) -> Triwulan {
        match self {
            Self::Triwulan(tw) => tw,
            Self::SemesterI => Triwulan::II,
            Self::SemesterII | Self::Yearly => Triwulan::IV,
        }
    }

    /// Whether a quarter belongs to it.
    pub fn contains(self, triwulan: Triwulan) -> bool {
        (self.start()..=self.last()).contains(&triwulan)
    }

    /// Its name: "TW II", "Semester I", "Setahun".
    pub fn name(self) -> String {
        match self {
            Self::Triwulan(tw) => tw.to_string(),
            Self::SemesterI => "Semester I".to_string(),
            Self::SemesterII => "Semester II".to_string(),
            Self::Yearly => "Setahun".to_string(),
        }
    }

    /// What its figures cover: "s.d. TW II", "Semester II (TW III–IV)", "setahun".
    pub fn phrase(self) -> String {
        match self {
            Self::Triwulan(tw) => format!("s.d. {tw}"),
            Self::SemesterI => "Semester I (TW I–II)".to_string(),
            Self::SemesterII => "Semester II (TW III–IV)".to_string(),
            Self::Yearly => "setahun".to_string(),
        }
    }
}

/// "Realisasi s.d. Tahun Berjalan", "s/d 2026": whether a heading counts until a year, so that its values are of several.
pub fn until_a_year(heading: &str) -> bool {
    static KNOWN: LazyLock<Memo<bool>> = LazyLock::new(Memo::default);
    *KNOWN.get_or(heading, || says_until_a_year(&key(heading)))
}

fn says_until_a_year(key: &str) -> bool {
    let year = |word: &str| {
        let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
        let number = word.len() == 4 && word.starts_with("20") && word.bytes().all(|digit| digit.is_ascii_digit());
        matches!(word, "tahun" | "thn" | "th") || number
    };
    ["s.d.", "s.d", "s/d", "sd.", "sampai dengan", "hingga"].iter().any(|until| {
        key.match_indices(until).any(|(at, _)| {
            let (before, after) = (&key[..at], key[at + until.len()..].trim_start());
            let whole_word = before.is_empty() || before.ends_with([' ', '(']);
            whole_word && after.split(' ').next().is_some_and(year)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_counted_until_a_year_is_of_several() {
        for text in
            ["Realisasi s/d Tahun Berjalan", "Realisasi s.d. tahun ini", "Renstra s.d. 2026", "K (s/d Tahun 2026)"]
        {
            assert!(until_a_year(text), "{text}");
        }
        for text in
            ["Realisasi s.d. TW II Tahun 2026", "Realisasi s/d Juni 2026", "Realisasi Tahun 2026", "Jan s.d. Des 2026"]
        {
            assert!(!until_a_year(text), "{text}");
        }
    }

    #[test]
    fn a_semester_holds_its_two_quarters_and_the_year_all_four() {
        let content = |timespan: Timespan| Triwulan::ALL.map(|tw| timespan.contains(tw));
        assert_eq!(content(Timespan::SemesterI), [true, true, false, false]);
        assert_eq!(content(Timespan::SemesterII), [false, false, true, true]);
        assert_eq!(content(Timespan::Triwulan(Triwulan::III)), [true, true, true, false]);
        assert_eq!(content(Timespan::Yearly), [true; 4]);
    }

    #[test]
    fn there_are_two_semesters() {
        assert_eq!([1, 2, 3].map(Timespan::semester), [Some(Timespan::SemesterI), Some(Timespan::SemesterII), None]);
    }
}
