//! The period that a report is about: a quarter, a semester or the year (domain section 8).
//!
//! A quarter shows where the year stands at its end; a semester the two quarters that make it; the year is measured
//! against the target of the year.

use serde::{Deserialize, Serialize};

use super::triwulan::Triwulan;

/// The period of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kurun {
    /// From the beginning of the year to the end of a quarter.
    Triwulan(Triwulan),
    /// TW I and TW II.
    SemesterI,
    /// TW III and TW IV.
    SemesterII,
    /// The year, against its target.
    Tahunan,
}

impl Kurun {
    /// The semester with this number, 1 or 2.
    pub const fn semester(nomor: u32) -> Option<Self> {
        match nomor {
            1 => Some(Self::SemesterI),
            2 => Some(Self::SemesterII),
            _ => None,
        }
    }

    /// Its first quarter.
    pub const fn awal(self) -> Triwulan {
        match self {
            Self::Triwulan(_) | Self::SemesterI | Self::Tahunan => Triwulan::I,
            Self::SemesterII => Triwulan::III,
        }
    }

    /// Its last quarter.
    pub const fn akhir(self) -> Triwulan {
        match self {
            Self::Triwulan(tw) => tw,
            Self::SemesterI => Triwulan::II,
            Self::SemesterII | Self::Tahunan => Triwulan::IV,
        }
    }

    /// Whether a quarter belongs to it.
    pub fn memuat(self, triwulan: Triwulan) -> bool {
        (self.awal()..=self.akhir()).contains(&triwulan)
    }

    /// Its name: "TW II", "Semester I", "Setahun".
    pub fn nama(self) -> String {
        match self {
            Self::Triwulan(tw) => tw.to_string(),
            Self::SemesterI => "Semester I".to_string(),
            Self::SemesterII => "Semester II".to_string(),
            Self::Tahunan => "Setahun".to_string(),
        }
    }

    /// What its figures cover: "s.d. TW II", "Semester II (TW III–IV)", "setahun".
    pub fn frasa(self) -> String {
        match self {
            Self::Triwulan(tw) => format!("s.d. {tw}"),
            Self::SemesterI => "Semester I (TW I–II)".to_string(),
            Self::SemesterII => "Semester II (TW III–IV)".to_string(),
            Self::Tahunan => "setahun".to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_semester_holds_its_two_quarters_and_the_year_all_four() {
        let isi = |kurun: Kurun| Triwulan::SEMUA.map(|tw| kurun.memuat(tw));
        assert_eq!(isi(Kurun::SemesterI), [true, true, false, false]);
        assert_eq!(isi(Kurun::SemesterII), [false, false, true, true]);
        assert_eq!(isi(Kurun::Triwulan(Triwulan::III)), [true, true, true, false]);
        assert_eq!(isi(Kurun::Tahunan), [true; 4]);
    }

    #[test]
    fn there_are_two_semesters() {
        assert_eq!([1, 2, 3].map(Kurun::semester), [Some(Kurun::SemesterI), Some(Kurun::SemesterII), None]);
    }
}
