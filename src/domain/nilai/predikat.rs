//! Grades that stand where a figure is expected: AKIP letters, audit opinions, words (domain 9.3 and 9.4).
//!
//! Takes a text, gives the grade with its rank. A grade is never zero and never dropped; ranks compare only within one
//! [`Skala`].

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use crate::domain::teks;

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
    SangatBaik,
    /// Baik.
    Baik,
    /// Cukup.
    Cukup,
    /// Kurang.
    Kurang,
    /// Sangat Kurang.
    SangatKurang,
}

/// The scale a grade belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Skala {
    /// Accountability of performance, AA to D (PermenPANRB 12/2015).
    Akip,
    /// Audit opinion, WTP to TMP.
    Opini,
    /// Words, Sangat Baik to Sangat Kurang.
    Sebutan,
}

impl Predikat {
    /// Every grade, best first within its scale.
    pub const SEMUA: [Self; 16] = [
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
        Self::SangatBaik,
        Self::Baik,
        Self::Cukup,
        Self::Kurang,
        Self::SangatKurang,
    ];

    /// The grade a text names, short or in full, with "Predikat", "Opini", "Kategori" or "Nilai" in front or not. An AKIP letter
    /// may carry its own words: "A (Memuaskan)".
    pub fn baca(teks: &str) -> Option<Self> {
        let kunci = teks::kunci(teks);
        let pembuka = ["predikat", "opini", "kategori", "nilai"];
        let inti = pembuka.iter().find_map(|kata| kunci.strip_prefix(kata)).filter(|sisa| sisa.starts_with([' ', ':']));
        let inti = inti.unwrap_or(&kunci).trim_start_matches([' ', ':']);
        if let Some((huruf, arti)) = inti.split_once('(') {
            let predikat = Self::dari_kunci(huruf.trim())?;
            let arti = arti.trim_end_matches(')').trim();
            return (predikat.arti().eq_ignore_ascii_case(arti)).then_some(predikat);
        }
        Self::dari_kunci(inti)
    }

    fn dari_kunci(kunci: &str) -> Option<Self> {
        let bernama = |predikat: &&Self| predikat.nama().eq_ignore_ascii_case(kunci);
        let opini = |predikat: &&Self| predikat.skala() == Skala::Opini && predikat.arti().eq_ignore_ascii_case(kunci);
        let semua = Self::SEMUA.iter();
        semua.clone().find(bernama).or_else(|| semua.clone().find(opini)).copied().or(match kunci {
            "tidak menyatakan pendapat" | "disclaimer" => Some(Self::Tmp),
            _ => None,
        })
    }

    /// How it is written.
    pub const fn nama(self) -> &'static str {
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
            Self::SangatBaik => "Sangat Baik",
            Self::Baik => "Baik",
            Self::Cukup => "Cukup",
            Self::Kurang => "Kurang",
            Self::SangatKurang => "Sangat Kurang",
        }
    }

    /// What it stands for, in full.
    pub const fn arti(self) -> &'static str {
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
            Self::SangatBaik | Self::Baik | Self::Cukup | Self::Kurang | Self::SangatKurang => self.nama(),
        }
    }

    /// Its scale.
    pub const fn skala(self) -> Skala {
        match self {
            Self::AA | Self::A | Self::BB | Self::B | Self::CC | Self::C | Self::D => Skala::Akip,
            Self::Wtp | Self::Wdp | Self::Tw | Self::Tmp => Skala::Opini,
            Self::SangatBaik | Self::Baik | Self::Cukup | Self::Kurang | Self::SangatKurang => Skala::Sebutan,
        }
    }

    /// Its rank within its scale, 1 the lowest (domain 9.4).
    pub const fn peringkat(self) -> u32 {
        match self {
            Self::AA => 7,
            Self::A => 6,
            Self::BB | Self::SangatBaik => 5,
            Self::B | Self::Wtp | Self::Baik => 4,
            Self::CC | Self::Wdp | Self::Cukup => 3,
            Self::C | Self::Tw | Self::Kurang => 2,
            Self::D | Self::Tmp | Self::SangatKurang => 1,
        }
    }
}

/// The AKIP grade of a score (PermenPANRB 12/2015, domain 9.3). Lower bounds are exclusive: 90.00 is A, 90.01 is AA.
/// `None` outside 0 to 100.
pub fn akip_dari_nilai(nilai: f64) -> Option<Predikat> {
    if !(0.0..=100.0).contains(&nilai) {
        return None;
    }
    let batas = [
        (90.0, Predikat::AA),
        (80.0, Predikat::A),
        (70.0, Predikat::BB),
        (60.0, Predikat::B),
        (50.0, Predikat::CC),
        (30.0, Predikat::C),
    ];
    Some(batas.iter().find(|(bawah, _)| nilai > *bawah).map_or(Predikat::D, |(_, predikat)| *predikat))
}

impl fmt::Display for Predikat {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nama())
    }
}

/// A text that names no grade.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bukan predikat: {0:?}")]
pub struct InvalidPredikat(pub String);

impl FromStr for Predikat {
    type Err = InvalidPredikat;

    fn from_str(teks: &str) -> Result<Self, Self::Err> {
        Self::baca(teks).ok_or_else(|| InvalidPredikat(teks.to_string()))
    }
}

impl From<Predikat> for String {
    fn from(predikat: Predikat) -> Self {
        predikat.nama().to_string()
    }
}

impl TryFrom<String> for Predikat {
    type Error = InvalidPredikat;

    fn try_from(teks: String) -> Result<Self, Self::Error> {
        teks.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_grade_reads_back_as_it_is_written() {
        for predikat in Predikat::SEMUA {
            assert_eq!(predikat.to_string().parse(), Ok(predikat));
            assert_eq!(Predikat::baca(&predikat.nama().to_lowercase()), Some(predikat));
        }
    }

    #[test]
    fn ranks_are_those_of_section_9_4() {
        let peringkat =
            |teks: &[&str]| teks.iter().filter_map(|t| Predikat::baca(t)).map(Predikat::peringkat).collect();
        let akip: Vec<u32> = peringkat(&["AA", "A", "BB", "B", "CC", "C", "D"]);
        assert_eq!(akip, [7, 6, 5, 4, 3, 2, 1]);
        let opini: Vec<u32> = peringkat(&["WTP", "WDP", "TW", "TMP"]);
        assert_eq!(opini, [4, 3, 2, 1]);
        let sebutan: Vec<u32> = peringkat(&["Sangat Baik", "Baik", "Cukup", "Kurang", "Sangat Kurang"]);
        assert_eq!(sebutan, [5, 4, 3, 2, 1]);
    }

    #[test]
    fn the_same_word_is_not_the_same_grade_in_another_scale() {
        assert_eq!((Predikat::BB.skala(), Predikat::SangatBaik.skala()), (Skala::Akip, Skala::Sebutan));
        assert_eq!(Predikat::Wtp.skala(), Skala::Opini);
    }

    #[test]
    fn grades_written_in_full_are_known() {
        for (teks, predikat) in [
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
            assert_eq!(Predikat::baca(teks), predikat, "{teks}");
        }
    }

    #[test]
    fn the_lower_bound_of_an_akip_band_belongs_to_the_band_below() {
        // Domain 9.3: one application says `>= 90` is AA, another loses 90.005.
        for (nilai, predikat) in [
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
            assert_eq!(akip_dari_nilai(nilai), predikat, "{nilai}");
        }
    }
}
