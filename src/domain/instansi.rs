//! The short code of an institution: its folder in a dataset of many, its key in a recap of many.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

/// The longest code.
const LONGEST: usize = 60;

/// A code that every file system, query language and spreadsheet takes as it is: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstansiCode(String);

/// A text that is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} bukan kode instansi; pakai huruf kecil a-z, angka, dan tanda hubung, paling banyak {LONGEST} huruf")]
pub struct InstansiCodeError(String);

impl InstansiCode {
    /// The code that a name makes: "Dinas Pendidikan Kota X" is `dinas-pendidikan-kota-x`. `None` for a name without a
    /// letter or digit of the Latin alphabet.
    pub fn from_name(name: &str) -> Option<Self> {
        let mut code = String::new();
        for letter in name.nfkd().flat_map(char::to_lowercase) {
            if letter.is_ascii_alphanumeric() {
                code.push(letter);
            } else if !is_mark(letter) && !code.is_empty() && !code.ends_with('-') {
                code.push('-');
            }
            if code.len() == LONGEST {
                break;
            }
        }
        code.truncate(code.trim_end_matches('-').len());
        (!code.is_empty()).then_some(Self(code))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Accents that were taken off their letter.
fn is_mark(letter: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&letter)
}

impl FromStr for InstansiCode {
    type Err = InstansiCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let may = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-';
        let valid = !text.is_empty()
            && text.len() <= LONGEST
            && text.bytes().all(may)
            && !text.starts_with('-')
            && !text.ends_with('-');
        if valid { Ok(Self(text.to_string())) } else { Err(InstansiCodeError(text.to_string())) }
    }
}

impl fmt::Display for InstansiCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_makes_a_code_that_is_safe_everywhere() {
        for (name, code) in [
            ("Politeknik Contoh", Some("politeknik-contoh")),
            ("  Dinas Sosial, P3A & PMD (Kab. Contoh) ", Some("dinas-sosial-p3a-pmd-kab-contoh")),
            ("Universitas Contoh é Ñ", Some("universitas-contoh-e-n")),
            ("../../etc", Some("etc")),
            ("大学", None),
        ] {
            assert_eq!(InstansiCode::from_name(name).as_ref().map(InstansiCode::as_str), code, "{name}");
        }
        let length = InstansiCode::from_name(&"kementerian contoh ".repeat(9)).unwrap();
        assert!(length.as_str().parse::<InstansiCode>().is_ok(), "{length}");
    }

    #[test]
    fn a_code_that_would_leave_its_folder_is_refused() {
        for wrong in ["", "a/b", "..", "A", "a b", "-a", "a-", "a=b", &"x".repeat(61)] {
            assert!(wrong.parse::<InstansiCode>().is_err(), "{wrong}");
        }
        assert_eq!("upt-7".parse::<InstansiCode>().unwrap().to_string(), "upt-7");
    }
}
