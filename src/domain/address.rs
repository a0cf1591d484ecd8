//! Where a value stands: cell addresses in A1 form.

use std::fmt;
use std::str::FromStr;

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// Rows an Excel sheet may have.
pub const MAX_ROWS: u32 = 1_048_576;
/// Columns an Excel sheet may have.
pub const MAX_COLUMNS: u32 = 16_384;

/// A cell of one sheet. Rows and columns count from zero; people see `A1`.
///
/// Serialised as its A1 text, so that JSON lines read as people write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "String", try_from = "String")]
pub struct CellAddress {
    /// Zero-based row.
    pub row: u32,
    /// Zero-based column.
    pub column: u32,
}

impl CellAddress {
    /// The cell at a zero-based row and column.
    pub const fn new(row: u32, column: u32) -> Self {
        Self { row, column }
    }

    /// Whether Excel's grid holds this cell.
    pub const fn is_inside_grid(self) -> bool {
        self.row < MAX_ROWS && self.column < MAX_COLUMNS
    }
}

/// The letters of a zero-based column: 0 is `A`, 26 is `AA`.
pub fn column_letters(column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for CellAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", column_letters(self.column), self.row + 1)
    }
}

/// A text that is not a cell address of Excel's grid.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("bukan alamat sel: {0:?}")]
pub struct InvalidAddress(pub String);

impl FromStr for CellAddress {
    type Err = InvalidAddress;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidAddress(text.to_string());
        let digits_at = text.find(|c: char| c.is_ascii_digit()).ok_or_else(invalid)?;
        let (letters, digits) = text.split_at(digits_at);
        if letters.is_empty() || letters.len() > 3 || digits.len() > 7 || digits.starts_with('0') {
            return Err(invalid());
        }
        let mut column = 0_u32;
        for letter in letters.chars() {
            let letter = letter.to_ascii_uppercase();
            if !letter.is_ascii_uppercase() {
                return Err(invalid());
            }
            column = column * 26 + (letter as u32 - 'A' as u32 + 1);
        }
        let row: u32 = digits.parse().map_err(|_| invalid())?;
        let address = Self::new(row - 1, column - 1);
        if address.is_inside_grid() { Ok(address) } else { Err(invalid()) }
    }
}

impl From<CellAddress> for String {
    fn from(address: CellAddress) -> Self {
        address.to_string()
    }
}

impl TryFrom<String> for CellAddress {
    type Error = InvalidAddress;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_read_as_people_write_them() {
        assert_eq!(CellAddress::new(0, 0).to_string(), "A1");
        assert_eq!(CellAddress::new(16, 26).to_string(), "AA17");
        assert_eq!("XFD1048576".parse(), Ok(CellAddress::new(MAX_ROWS - 1, MAX_COLUMNS - 1)));
    }

    #[test]
    fn addresses_outside_the_grid_are_refused() {
        for text in ["XFE1", "A1048577", "A4294967297", "A0", "1", "A", "", "Ä1"] {
            assert!(text.parse::<CellAddress>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_address_of_the_grid_reads_back(row in 0..MAX_ROWS, column in 0..MAX_COLUMNS) {
            let address = CellAddress::new(row, column);
            prop_assert_eq!(address.to_string().parse::<CellAddress>(), Ok(address));
        }
    }
}
