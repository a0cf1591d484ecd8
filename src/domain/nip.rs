//! NIP, the number of a civil servant (domain 12.3, Perka BKN 22/2007).
//!
//! Eighteen digits: birth `YYYYMMDD`, appointment `YYYYMM`, sex 1 or 2, serial of three. Takes the text of a cell, gives
//! the parts or the one thing that is wrong with it. A fault never repeats the number: it is personal data. Whether a
//! day lies after today is asked by callers; there is no clock here.

use std::fmt;

use chrono::{Datelike, NaiveDate};

use super::text;

/// The code that is reported in place of a month in the numbers of contract staff (PPPK).
const PPPK_CODE: u32 = 21;
/// Nobody is appointed younger than this.
const YOUNGEST_AGE: i32 = 15;

/// The digits of a text, as numbers are compared that may not be whole.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// A NIP whose parts agree with each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nip {
    digit: String,
    born: NaiveDate,
    appointment_year: i32,
    /// `None` for a PPPK number, which has a code there.
    appointment_month: Option<u32>,
    sex: Sex,
}

/// Digit 15.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sex {
    /// The digit 1.
    Male,
    /// The digit 2.
    Female,
}

/// What is wrong with a text that should be a NIP.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NipDefect {
    /// Blank, a dash, or the word NIP alone.
    #[error("NIP belum diisi")]
    Blank,
    /// Something else than digits, blanks and dots.
    #[error("NIP memuat huruf atau tanda selain angka")]
    NotFigure,
    /// The number of a private employee ("NIK").
    #[error("yang tertulis NIK, bukan NIP")]
    Nik,
    /// Nine digits: the number in use before 2009.
    #[error("NIP lama (9 angka); tuliskan NIP 18 angka")]
    OldNip,
    /// Six digits: the NRK of DKI Jakarta.
    #[error("NRK (6 angka); tuliskan NIP 18 angka")]
    Nrk,
    /// Not eighteen digits.
    #[error("NIP harus 18 angka, yang tertulis {total} angka")]
    DigitCount {
        /// How many there are.
        total: usize,
    },
    /// The first eight digits are no day.
    #[error("8 angka pertama NIP bukan tanggal lahir yang ada di kalender")]
    BirthDate,
    /// Digits 13 and 14 are neither a month nor the code of PPPK.
    #[error("bulan pengangkatan dalam NIP tertulis {month:02}; seharusnya 01 sampai 12 (atau kode 21 untuk PPPK)")]
    AppointmentMonth {
        /// What stands there.
        month: u32,
    },
    /// Digit 15 is neither 1 nor 2.
    #[error("angka ke-15 NIP (jenis kelamin) tertulis {figure}; seharusnya 1 atau 2")]
    Sex {
        /// What stands there.
        figure: u32,
    },
    /// Appointed before the age of 15.
    #[error("menurut NIP, diangkat pada umur {age} tahun")]
    TooYoung {
        /// Age at appointment; negative when appointed before birth.
        age: i32,
    },
    /// Serial 000.
    #[error("nomor urut di akhir NIP tertulis 000")]
    Ordinal,
}

impl Nip {
    /// Reads a NIP: with the blanks of `8 6 1 3`, with odd blanks or dots, or without; "NIP", "NIP." and "NIP :" in front
    /// are accepted.
    pub fn read(text: &str) -> Result<Self, NipDefect> {
        let digit = digit_nip(text)?;
        let figure = |from: usize, until: usize| -> u32 {
            digit.get(from..until).and_then(|part| part.parse().ok()).unwrap_or_default()
        };
        let year = |from: usize| i32::try_from(figure(from, from + 4)).unwrap_or_default();
        let born = NaiveDate::from_ymd_opt(year(0), figure(4, 6), figure(6, 8))
            .filter(|born| born.year() >= 1900)
            .ok_or(NipDefect::BirthDate)?;
        let appointment_month = match figure(12, 14) {
            PPPK_CODE => None,
            month @ 1..=12 => Some(month),
            month => return Err(NipDefect::AppointmentMonth { month }),
        };
        let sex = match figure(14, 15) {
            1 => Sex::Male,
            2 => Sex::Female,
            figure => return Err(NipDefect::Sex { figure }),
        };
        let age = age_when_appointed(born, year(8), appointment_month);
        if age < YOUNGEST_AGE {
            return Err(NipDefect::TooYoung { age });
        }
        if figure(15, 18) == 0 {
            return Err(NipDefect::Ordinal);
        }
        Ok(Self { born, appointment_year: year(8), appointment_month, sex, digit })
    }

    /// The eighteen digits.
    pub fn digit(&self) -> &str {
        &self.digit
    }

    /// Day of birth.
    pub fn born(&self) -> NaiveDate {
        self.born
    }

    /// The year in its digits 9 to 12.
    pub fn appointment_year(&self) -> i32 {
        self.appointment_year
    }

    /// First day of the month of appointment (TMT CPNS); `None` for a PPPK number, which names no month.
    pub fn tmt(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.appointment_year, self.appointment_month?, 1)
    }

    /// Whether the number has the code reported for contract staff in place of a month.
    pub fn pppk(&self) -> bool {
        self.appointment_month.is_none()
    }

    /// What its 15th digit says.
    pub fn sex(&self) -> Sex {
        self.sex
    }

    /// Serial, 1 to 999.
    pub fn ordinal(&self) -> u32 {
        self.digit.get(15..).and_then(|sorted| sorted.parse().ok()).unwrap_or_default()
    }
}

impl fmt::Display for Nip {
    /// In the form `8 6 1 3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let part = [(0, 8), (8, 14), (14, 15), (15, 18)];
        let part: Vec<&str> = part.iter().filter_map(|(from, until)| self.digit.get(*from..*until)).collect();
        f.write_str(&part.join(" "))
    }
}

/// Full years between birth and appointment. Without a month the end of the year stands in: it accuses nobody wrongly.
fn age_when_appointed(born: NaiveDate, year: i32, month: Option<u32>) -> i32 {
    year - born.year() - i32::from(month.unwrap_or(12) < born.month())
}

/// The digits of a text that holds a NIP and nothing else.
fn digit_nip(text: &str) -> Result<String, NipDefect> {
    let key = text::key(text);
    let content = key.trim_start_matches(['\'', ' ']);
    let (prefix, content) =
        content.split_at(content.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(content.len()));
    match prefix {
        "" | "nip" | "nrk" => {}
        "nik" => return Err(NipDefect::Nik),
        _ => return Err(NipDefect::NotFigure),
    }
    let decoration = |letter: &char| !matches!(letter, ' ' | '.' | ':' | '-' | '\'');
    let digit: String = content.chars().filter(decoration).collect();
    if !digit.bytes().all(|letter| letter.is_ascii_digit()) {
        return Err(NipDefect::NotFigure);
    }
    match digit.len() {
        18 => Ok(digit),
        0 => Err(NipDefect::Blank),
        6 => Err(NipDefect::Nrk),
        9 => Err(NipDefect::OldNip),
        total => Err(NipDefect::DigitCount { total }),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_parts_of_a_nip_are_those_of_section_12_3() {
        let nip = Nip::read("19700101 199501 1 001").unwrap();
        assert_eq!(nip.born(), NaiveDate::from_ymd_opt(1970, 1, 1).unwrap());
        assert_eq!(nip.tmt(), NaiveDate::from_ymd_opt(1995, 1, 1));
        assert_eq!((nip.sex(), nip.ordinal(), nip.pppk()), (Sex::Male, 1, false));
        assert_eq!(nip.digit(), "197001011995011001");
        assert_eq!(Nip::read("197001011995012001").unwrap().sex(), Sex::Female);
    }

    #[test]
    fn prefixes_and_odd_blanks_do_not_matter() {
        for text in [
            "197001011995011001",
            "19700101199501 1 001",
            "NIP 19700101 199501 1 001",
            "NIP. 19700101 199501 1 001",
            "NIP : 19700101 199501 1 001",
            "nip:19700101\u{a0}199501\u{a0}1\u{a0}001",
            "NIP.19700101.199501.1.001",
            "'197001011995011001",
        ] {
            assert_eq!(Nip::read(text).map(|nip| nip.to_string()).as_deref(), Ok("19700101 199501 1 001"), "{text}");
        }
    }

    #[test]
    fn every_fault_has_its_own_name() {
        for (text, defect) in [
            ("", NipDefect::Blank),
            ("NIP.", NipDefect::Blank),
            ("-", NipDefect::Blank),
            ("NIP. ........", NipDefect::Blank),
            ("130123456", NipDefect::OldNip),
            ("NRK 123456", NipDefect::Nrk),
            ("NIK. 12345", NipDefect::Nik),
            ("19700101 199501 1 01", NipDefect::DigitCount { total: 17 }),
            ("19700101 199501 1 0011", NipDefect::DigitCount { total: 19 }),
            ("1970O101 199501 1 001", NipDefect::NotFigure),
            ("Budi", NipDefect::NotFigure),
            ("19701301 199501 1 001", NipDefect::BirthDate),
            ("19700230 199501 1 001", NipDefect::BirthDate),
            ("00000101 199501 1 001", NipDefect::BirthDate),
            ("19700101 199513 1 001", NipDefect::AppointmentMonth { month: 13 }),
            ("19700101 199500 1 001", NipDefect::AppointmentMonth { month: 0 }),
            ("19700101 199501 3 001", NipDefect::Sex { figure: 3 }),
            ("19700101 198412 1 001", NipDefect::TooYoung { age: 14 }),
            ("19700101 196001 1 001", NipDefect::TooYoung { age: -10 }),
            ("19700101 199501 1 000", NipDefect::Ordinal),
        ] {
            assert_eq!(Nip::read(text), Err(defect), "{text}");
        }
    }

    #[test]
    fn the_code_of_pppk_in_place_of_a_month_is_tolerated() {
        let nip = Nip::read("19900101 202221 2 001").unwrap();
        assert_eq!((nip.pppk(), nip.tmt(), nip.appointment_year()), (true, None, 2022));
    }

    #[test]
    fn a_fault_does_not_repeat_the_number() {
        let message = Nip::read("19701301 199501 1 001").unwrap_err().to_string();
        assert!(!message.contains("1970"), "{message}");
    }

    proptest! {
        #[test]
        fn every_sound_nip_reads_back_from_its_display(
            year in 1940_i32..2010, order in 1_u32..=365, age in 16_i32..50, month in 1_u32..=12,
            sex in 1_u32..=2, sorted in 1_u32..1000,
        ) {
            let born = NaiveDate::from_yo_opt(year, order).unwrap();
            let digit = format!("{}{:04}{month:02}{sex}{sorted:03}", born.format("%Y%m%d"), year + age);
            let nip = Nip::read(&digit).unwrap();
            prop_assert_eq!(Nip::read(&nip.to_string()), Ok(nip.clone()));
            prop_assert_eq!((nip.born(), nip.ordinal()), (born, sorted));
        }

        #[test]
        fn no_text_breaks_the_reading_of_a_nip(text in "\\PC{0,40}", figure in "[0-9 .]{0,30}") {
            let _ = (Nip::read(&text), Nip::read(&figure));
        }
    }
}
