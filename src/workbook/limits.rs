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
    #[serde(rename = "ukuran_berkas")]
    pub file_size: u64,
    /// Entries in the package.
    #[serde(rename = "entri")]
    pub listed: u64,
    /// Bytes of one part, unpacked.
    #[serde(rename = "ukuran_bagian")]
    pub part_size: u64,
    /// Bytes of all parts that are read, unpacked.
    #[serde(rename = "ukuran_total")]
    pub total_size: u64,
    /// Unpacked bytes for each packed byte, for parts above [`Limits::RATIO_FROM`].
    #[serde(rename = "rasio")]
    pub ratio: u64,
    /// Sheets of a workbook, hidden ones too.
    #[serde(rename = "lembar")]
    pub sheet: u64,
    /// Filled cells in the workbook.
    #[serde(rename = "sel")]
    pub cell: u64,
    /// Cells of the bounding box of one sheet. Only .xls, whose reader lays the box out in memory.
    #[serde(rename = "kotak")]
    pub inbox: u64,
    /// Merged ranges on one sheet.
    #[serde(rename = "gabungan")]
    pub combination: u64,
    /// UTF-16 units in one cell. Excel's own limit is 32,767; other programs write a little more without harm.
    #[serde(rename = "panjang_teks")]
    pub text_long: u64,
    /// Bytes of text in all cells and formulas.
    #[serde(rename = "teks_total")]
    pub total_text: u64,
    /// Depth of nested XML elements.
    #[serde(rename = "kedalaman")]
    pub depth: u64,
    /// Seconds that reading one file may take.
    #[serde(rename = "detik")]
    pub seconds: u64,
    /// Bytes of memory (address space) of one reader process, where the system keeps such a limit.
    #[serde(rename = "memori")]
    pub memory: u64,
}

impl Limits {
    /// Small parts compress far without any harm: only larger ones are held to the ratio.
    pub const RATIO_FROM: u64 = 4 << 20;

    /// What of them a package is held to.
    pub(super) const fn package(&self) -> PackageLimits {
        PackageLimits {
            entries: self.listed,
            part: self.part_size,
            total: self.total_size,
            ratio: self.ratio,
            ratio_from: Self::RATIO_FROM,
        }
    }

    /// At least one sheet, not too many, and each name once whatever its case: a second sheet of the same name would be
    /// read as the first.
    pub(super) fn check_sheets<'a>(&self, names: impl Iterator<Item = &'a str>) -> Result<(), ReadError> {
        let mut seen = BTreeSet::new();
        for name in names {
            if !seen.insert(name.to_lowercase()) {
                return Err(ReadError::contradicting("ada dua lembar dengan nama yang sama").in_sheet(name));
            }
        }
        match seen.len() as u64 {
            0 => Err(ReadError::WithoutSheet),
            count if count > self.sheet => Err(ReadError::exceeds("Jumlah lembar", count, self.sheet)),
            _ => Ok(()),
        }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_size: 25 << 20,
            listed: 1_000,
            part_size: 64 << 20,
            total_size: 128 << 20,
            ratio: 200,
            sheet: 200,
            cell: 1_000_000,
            inbox: 1_000_000,
            combination: 50_000,
            text_long: 131_072,
            total_text: 64 << 20,
            depth: 64,
            seconds: 30,
            memory: 1 << 30,
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
        assert_eq!(limits, Limits { cell: 10, ..Limits::default() });
    }

    #[test]
    fn an_unknown_limit_is_refused() {
        assert!(toml::from_str::<Limits>("sell = 10").is_err());
    }

    #[test]
    fn sheet_names_must_differ_in_more_than_case() {
        let limits = Limits { sheet: 2, ..Limits::default() };
        assert_eq!(limits.check_sheets(["PK", "RA"].into_iter()), Ok(()));
        assert!(limits.check_sheets(["Data", "DATA"].into_iter()).is_err());
        assert!(limits.check_sheets(["a", "b", "c"].into_iter()).is_err());
        assert_eq!(limits.check_sheets([].into_iter()), Err(ReadError::WithoutSheet));
    }
}
