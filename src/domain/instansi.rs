//! The short code of an institution: its folder in a dataset of many, its key in a recap of many.

use std::fmt;
use std::str::FromStr;

use unicode_normalization::UnicodeNormalization;

/// The longest code.
const TERPANJANG: usize = 60;

/// A code that every file system, query language and spreadsheet takes as it is: small letters, digits and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KodeInstansi(String);

/// A text that is no code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} bukan kode instansi; pakai huruf kecil a-z, angka dan tanda hubung, paling banyak {TERPANJANG} huruf")]
pub struct KodeInstansiError(String);

impl KodeInstansi {
    /// The code that a name makes: "Dinas Pendidikan Kota X" is `dinas-pendidikan-kota-x`. `None` for a name without a
    /// letter or digit of the Latin alphabet.
    pub fn dari_nama(nama: &str) -> Option<Self> {
        let mut kode = String::new();
        for huruf in nama.nfkd().flat_map(char::to_lowercase) {
            if huruf.is_ascii_alphanumeric() {
                kode.push(huruf);
            } else if !is_mark(huruf) && !kode.is_empty() && !kode.ends_with('-') {
                kode.push('-');
            }
            if kode.len() == TERPANJANG {
                break;
            }
        }
        kode.truncate(kode.trim_end_matches('-').len());
        (!kode.is_empty()).then_some(Self(kode))
    }

    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Accents that were taken off their letter.
fn is_mark(huruf: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&huruf)
}

impl FromStr for KodeInstansi {
    type Err = KodeInstansiError;

    fn from_str(teks: &str) -> Result<Self, Self::Err> {
        let boleh = |huruf: u8| huruf.is_ascii_lowercase() || huruf.is_ascii_digit() || huruf == b'-';
        let sah = !teks.is_empty()
            && teks.len() <= TERPANJANG
            && teks.bytes().all(boleh)
            && !teks.starts_with('-')
            && !teks.ends_with('-');
        if sah { Ok(Self(teks.to_string())) } else { Err(KodeInstansiError(teks.to_string())) }
    }
}

impl fmt::Display for KodeInstansi {
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
        for (nama, kode) in [
            ("Politeknik Contoh", Some("politeknik-contoh")),
            ("  Dinas Sosial, P3A & PMD (Kab. Contoh) ", Some("dinas-sosial-p3a-pmd-kab-contoh")),
            ("Universitas Contoh é Ñ", Some("universitas-contoh-e-n")),
            ("../../etc", Some("etc")),
            ("大学", None),
        ] {
            assert_eq!(KodeInstansi::dari_nama(nama).as_ref().map(KodeInstansi::as_str), kode, "{nama}");
        }
        let panjang = KodeInstansi::dari_nama(&"kementerian contoh ".repeat(9)).unwrap();
        assert!(panjang.as_str().parse::<KodeInstansi>().is_ok(), "{panjang}");
    }

    #[test]
    fn a_code_that_would_leave_its_folder_is_refused() {
        for salah in ["", "a/b", "..", "A", "a b", "-a", "a-", "a=b", &"x".repeat(61)] {
            assert!(salah.parse::<KodeInstansi>().is_err(), "{salah}");
        }
        assert_eq!("upt-7".parse::<KodeInstansi>().unwrap().to_string(), "upt-7");
    }
}
