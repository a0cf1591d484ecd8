//! How large a workbook may be before it is refused with a message, and what reading one may cost.
//!
//! The defaults are several times the largest of some 390 real reporting workbooks (196 entries, 21.6 MB unpacked,
//! 14.3 MB in one part, compression ratio 57, a bounding box of 0.6 million cells), and small enough that a file within
//! them is read in seconds and a few hundred megabytes.

use std::collections::BTreeSet;

use serde::Deserialize;

use super::error::ReadError;
use crate::ooxml::package::PackageLimits;

/// The limits of one file. Every field can be overridden alone; the others keep their defaults.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Bytes of the file as sent.
    pub ukuran_berkas: u64,
    /// Entries in the package.
    pub entri: u64,
    /// Bytes of one part, unpacked.
    pub ukuran_bagian: u64,
    /// Bytes of all parts that are read, unpacked.
    pub ukuran_total: u64,
    /// Unpacked bytes for each packed byte, for parts above [`Limits::RATIO_FROM`].
    pub rasio: u64,
    /// Sheets.
    pub lembar: u64,
    /// Filled cells in the workbook.
    pub sel: u64,
    /// Cells of the bounding box of one sheet. Only .xls, whose reader lays the box out in memory.
    pub kotak: u64,
    /// Merged ranges on one sheet.
    pub gabungan: u64,
    /// UTF-16 units in one cell. Excel's own limit is 32,767; other programs write a little more without harm.
    pub panjang_teks: u64,
    /// Bytes of text in all cells and formulas.
    pub teks_total: u64,
    /// Depth of nested XML elements.
    pub kedalaman: u64,
    /// Seconds that reading one file may take.
    pub detik: u64,
    /// Bytes of memory (address space) of one reader process, where the system keeps such a limit.
    pub memori: u64,
}

impl Limits {
    /// Small parts compress far without any harm: only larger ones are held to the ratio.
    pub const RATIO_FROM: u64 = 4 << 20;

    /// What of them a package is held to.
    pub(super) const fn package(&self) -> PackageLimits {
        PackageLimits {
            entries: self.entri,
            part: self.ukuran_bagian,
            total: self.ukuran_total,
            ratio: self.rasio,
            ratio_from: Self::RATIO_FROM,
        }
    }

    /// At least one sheet, not too many, and each name once whatever its case: a second sheet of the same name would be
    /// read as the first.
    pub(super) fn check_sheets<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), ReadError> {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name.to_lowercase()) {
                return Err(ReadError::bertentangan("ada dua lembar dengan nama yang sama").di_lembar(name));
            }
        }
        match seen.len() as u64 {
            0 => Err(ReadError::TanpaLembar),
            count if count > self.lembar => Err(ReadError::melebihi("Jumlah lembar", count, self.lembar)),
            _ => Ok(()),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            ukuran_berkas: 25 << 20,
            entri: 1_000,
            ukuran_bagian: 64 << 20,
            ukuran_total: 128 << 20,
            rasio: 200,
            lembar: 200,
            sel: 1_000_000,
            kotak: 1_000_000,
            gabungan: 50_000,
            panjang_teks: 131_072,
            teks_total: 64 << 20,
            kedalaman: 64,
            detik: 30,
            memori: 1 << 30,
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn one_limit_can_be_overridden_alone() {
        let limits: Limits = toml::from_str("sel = 10").unwrap();
        assert_eq!(limits, Limits { sel: 10, ..Limits::default() });
    }

    #[test]
    fn an_unknown_limit_is_refused() {
        assert!(toml::from_str::<Limits>("sell = 10").is_err());
    }

    #[test]
    fn sheet_names_must_differ_in_more_than_case() {
        let limits = Limits { lembar: 2, ..Limits::default() };
        assert_eq!(limits.check_sheets(["PK", "RA"].into_iter()), Ok(()));
        assert!(limits.check_sheets(["Data", "DATA"].into_iter()).is_err());
        assert!(limits.check_sheets(["a", "b", "c"].into_iter()).is_err());
        assert_eq!(limits.check_sheets([].into_iter()), Err(ReadError::TanpaLembar));
    }
}
