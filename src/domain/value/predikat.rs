//! Grades that stand where a figure is expected: AKIP letters, audit opinions, words (domain 9.3 and 9.4).
//!
//! Takes a text, gives the grade with its rank. A grade is never zero and never dropped; ranks compare only within one
//! [`PredikatScale`].

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::domain::text;

/// A grade. Written as people write it ("BB", "WTP", "Sangat Baik").
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub enum Predikat {
    /// AKIP AA: Sangat Memuaskan.
    AA,
    /// AKIP A: Memuaskan.
    A,
    /// AKIP BB: Sangat Baik.
    BB,
    /// AKIP B: Baik.
    B,
    /// AKIP CC: Cukup (Memadai).
    CC,
    /// AKIP C: Kurang.
    C,
    /// AKIP D: Sangat Kurang.
    D,
    /// Audit opinion Wajar Tanpa Pengecualian.
    Wtp,
    /// Audit opinion Wajar Dengan Pengecualian.
    Wdp,
    /// Audit opinion Tidak Wajar. "TW" elsewhere is a quarter.
    Tw,
    /// Audit opinion Tidak Memberikan Pendapat.
    Tmp,
    /// Sangat Baik.
    #[serde(rename = "SangatBaik")]
    VeryGood,
    /// Baik.
    #[serde(rename = "Baik")]
    Good,
    /// Cukup.
    #[serde(rename = "Cukup")]
    Enough,
    /// Kurang.
    #[serde(rename = "Kurang")]
    Poor,
    /// Sangat Kurang.
    #[serde(rename = "SangatKurang")]
    VeryPoor,
}

/// The scale a grade belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PredikatScale {
    /// Accountability of performance, AA to D (PermenPANRB 12/2015).
    Akip,
    /// Audit opinion, WTP to TMP.
    Opinion,
    /// Words, Sangat Baik to Sangat Kurang.
    Designation,
}

impl Predikat {
    /// Every grade, best first within its scale.
    pub const ALL: [Self; 16] = [
        Self::AA,
        Self::A,
        Self::BB,
        Self::B,
        Self::CC,
        Self::C,
        Self::D,
        Self::Wtp,
        Self::Wdp,
        Self::Tw,
        Self::Tmp,
        Self::VeryGood,
        Self::Good,
        Self::Enough,
        Self::Poor,
        Self::VeryPoor,
    ];

    /// The grade a text names, short or in full, with "Predikat", "Opini", "Kategori" or "Nilai" in front or not. An AKIP letter
    /// may carry its own words: "A (Memuaskan)".
    pub fn read(text: &str) -> Option<Self> {
        let key = text::key(text);
        let opener = ["predikat", "opini", "kategori", "nilai"];
        let core = opener.iter().find_map(|word| key.strip_prefix(word)).filter(|rest| rest.starts_with([' ', ':']));
        let core = core.unwrap_or(&key).trim_start_matches([' ', ':']);
        if let Some((letter, meaning)) = core.split_once('(') {
            let predikat = Self::from_key(letter.trim())?;
            let meaning = meaning.trim_end_matches(')').trim();
            return (predikat.meaning().eq_ignore_ascii_case(meaning)).then_some(predikat);
        }
        Self::from_key(core)
    }

    fn from_key(key: &str) -> Option<Self> {
        let named = |predikat: &&Self| predikat.name().eq_ignore_ascii_case(key);
        let opinion = |predikat: &&Self| {
            predikat.scale() == PredikatScale::Opinion && predikat.meaning().eq_ignore_ascii_case(key)
        };
        let all = Self::ALL.iter();
        all.clone().find(named).or_else(|| all.clone().find(opinion)).copied().or(match key {
            "tidak menyatakan pendapat" | "disclaimer" => Some(Self::Tmp),
            _ => None,
        })
    }

    /// How it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AA => "AA",
            Self::A => "A",
            Self::BB => "BB",
            Self::B => "B",
            Self::CC => "CC",
            Self::C => "C",
            Self::D => "D",
            Self::Wtp => "WTP",
            Self::Wdp => "WDP",
            Self::Tw => "TW",
            Self::Tmp => "TMP",
            Self::VeryGood => "Sangat Baik",
            Self::Good => "Baik",
            Self::Enough => "Cukup",
            Self::Poor => "Kurang",
            Self::VeryPoor => "Sangat Kurang",
        }
    }

    /// What it stands for, in full.
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::AA => "Sangat Memuaskan",
            Self::A => "Memuaskan",
            Self::BB => "Sangat Baik",
            Self::B => "Baik",
            Self::CC => "Cukup",
            Self::C => "Kurang",
            Self::D => "Sangat Kurang",
            Self::Wtp => "Wajar Tanpa Pengecualian",
            Self::Wdp => "Wajar Dengan Pengecualian",
            Self::Tw => "Tidak Wajar",
            Self::Tmp => "Tidak Memberikan Pendapat",
            Self::VeryGood | Self::Good | Self::Enough | Self::Poor | Self::VeryPoor => self.name(),
        }
    }

    /// The scale whose word or letter it is: the same word is another grade in another scale.
    pub const fn scale(self) -> PredikatScale {
        match self {
            Self::AA | Self::A | Self::BB | Self::B | Self::CC | Self::C | Self::D => PredikatScale::Akip,
            Self::Wtp | Self::Wdp | Self::Tw | Self::Tmp => PredikatScale::Opinion,
            Self::VeryGood | Self::Good | Self::Enough | Self::Poor | Self::VeryPoor => PredikatScale::Designation,
        }
    }

    /// Its rank within its scale, 1 the lowest (domain 9.4).
    pub const fn ranking(self) -> u32 {
        match self {
            Self::AA => 7,
            Self::A => 6,
            Self::BB | Self::VeryGood => 5,
            Self::B | Self::Wtp | Self::Good => 4,
            Self::CC | Self::Wdp | Self::Enough => 3,
            Self::C | Self::Tw | Self::Poor => 2,
            Self::D | Self::Tmp | Self::VeryPoor => 1,
        }
    }
}

/// The AKIP grade of a score (PermenPANRB 12/2015, domain 9.3). Lower bounds are exclusive: 90.00 is A, 90.01 is AA.
/// `None` outside 0 to 100.
pub fn akip_from_value(value: f64) -> Option<Predikat> {
    if !(0.0..=100.0).contains(&value) {
        return None;
    }
    let limit = [
        (90.0, Predikat::AA),
        (80.0, Predikat::A),
        (70.0, Predikat::BB),
        (60.0, Predikat::B),
        (50.0, Predikat::CC),
        (30.0, Predikat::C),
    ];
    Some(limit.iter().find(|(lower, _)| value > *lower).map_or(Predikat::D, |(_, predikat)| *predikat))
}

impl fmt::Display for Predikat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no grade.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bukan predikat: {0:?}")]
pub struct InvalidPredikat(pub String);

impl FromStr for Predikat {
    type Err = InvalidPredikat;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| InvalidPredikat(text.to_string()))
    }
}

impl From<Predikat> for String {
    fn from(predikat: Predikat) -> Self {
        predikat.name().to_string()
    }
}

impl TryFrom<String> for Predikat {
    type Error = InvalidPredikat;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_reads_back_as_it_is_written() {
        for predikat in Predikat::ALL {
            assert_eq!(predikat.to_string().parse(), Ok(predikat));
            assert_eq!(Predikat::read(&predikat.name().to_lowercase()), Some(predikat));
        }
    }

    #[test]
    fn ranks_are_those_of_section_9_4() {
        let ranking = |text: &[&str]| text.iter().filter_map(|t| Predikat::read(t)).map(Predikat::ranking).collect();
        let akip: Vec<u32> = ranking(&["AA", "A", "BB", "B", "CC", "C", "D"]);
        assert_eq!(akip, [7, 6, 5, 4, 3, 2, 1]);
        let opinion: Vec<u32> = ranking(&["WTP", "WDP", "TW", "TMP"]);
        assert_eq!(opinion, [4, 3, 2, 1]);
        let designation: Vec<u32> = ranking(&["Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"]);
        assert_eq!(designation, [5, 4, 3, 2, 1]);
    }

    #[test]
    fn the_same_word_is_not_the_same_grade_in_another_scale() {
        assert_eq!(
            (Predikat::BB.scale(), Predikat::VeryGood.scale()),
            (PredikatScale::Akip, PredikatScale::Designation)
        );
        assert_eq!(Predikat::Wtp.scale(), PredikatScale::Opinion);
    }

    #[test]
    fn grades_written_in_full_are_known() {
        for (text, predikat) in [
            ("Predikat BB", Some(Predikat::BB)),
            ("Nilai: BB", Some(Predikat::BB)),
            ("Opini WTP", Some(Predikat::Wtp)),
            ("Wajar Tanpa Pengecualian", Some(Predikat::Wtp)),
            ("Tidak Wajar", Some(Predikat::Tw)),
            ("A (Memuaskan)", Some(Predikat::A)),
            ("BB (Sangat Baik)", Some(Predikat::BB)),
            ("A (Baik)", None),
            ("Tidak Baik", None),
            ("AAA", None),
            ("E", None),
            ("", None),
        ] {
            assert_eq!(Predikat::read(text), predikat, "{text}");
        }
    }

    #[test]
    fn the_lower_bound_of_an_akip_band_belongs_to_the_band_below() {
        // Domain 9.3: one application says `>= 90` is AA, another loses 90.005.
        for (value, predikat) in [
            (100.0, Some(Predikat::AA)),
            (90.01, Some(Predikat::AA)),
            (90.005, Some(Predikat::AA)),
            (90.0, Some(Predikat::A)),
            (80.0, Some(Predikat::BB)),
            (78.5, Some(Predikat::BB)),
            (70.0, Some(Predikat::B)),
            (60.0, Some(Predikat::CC)),
            (50.0, Some(Predikat::C)),
            (30.0, Some(Predikat::D)),
            (0.0, Some(Predikat::D)),
            (-0.1, None),
            (100.1, None),
            (f64::NAN, None),
        ] {
            assert_eq!(akip_from_value(value), predikat, "{value}");
        }
    }
}
