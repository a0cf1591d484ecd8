//! Shared formulas of an .xls sheet, written out for each cell.
//!
//! Excel and LibreOffice store a formula that was filled down once, and in every cell only a reference to it, which the
//! cell reader does not follow. Token numbers and layouts: \[MS-XLS\] 2.5.198.

use std::collections::BTreeMap;

/// A shared formula refers to cells by their distance: the tokens, by the cell that holds them.
#[derive(Debug, Default)]
pub(super) struct Shared {
    tokens: BTreeMap<(u16, u16), Vec<u8>>,
}

/// Row, column and style, result and flags: what stands before the tokens of a FORMULA record.
const HEAD: usize = 20;
const EXP: u8 = 0x01;

impl Shared {
    /// Notes the content of a SHRFMLA record, which follows the first FORMULA record of its group.
    pub(super) fn note(&mut self, first_formula: &[u8], shared: &[u8]) {
        let size = word(shared, 8).map_or(0, usize::from);
        if let (Some(cell), Some(tokens)) = (exp_target(first_formula), shared.get(10..10 + size)) {
            self.tokens.insert(cell, tokens.to_vec());
        }
    }

    /// The content of a FORMULA record with its own tokens in place of the reference; `None` to leave it as it is.
    pub(super) fn written_out(&self, formula: &[u8]) -> Option<Vec<u8>> {
        let tokens = self.tokens.get(&exp_target(formula)?)?;
        let tokens = at_cell(tokens, word(formula, 0)?, word(formula, 2)?)?;
        let size = u16::try_from(tokens.len()).ok()?;
        Some([formula.get(..HEAD)?, &size.to_le_bytes(), &tokens].concat())
    }
}

/// The cell whose formula this one shares.
fn exp_target(formula: &[u8]) -> Option<(u16, u16)> {
    let refers = word(formula, HEAD)? == 5 && *formula.get(HEAD + 2)? == EXP;
    refers.then_some((word(formula, HEAD + 3)?, word(formula, HEAD + 5)?))
}

fn word(data: &[u8], at: usize) -> Option<u16> {
    data.get(at..at + 2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
}

/// The tokens with distances made into references of this cell; `None` for tokens that are not understood.
fn at_cell(tokens: &[u8], row: u16, column: u16) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(&token) = rest.first() {
        let length = 1 + operand_length(token, rest.get(1..)?)?;
        let (whole, after) = rest.split_at_checked(length)?;
        match token {
            0x2C | 0x4C | 0x6C => {
                out.push(token - 0x08);
                let (row, column) = corner(word(whole, 1)?, word(whole, 3)?, row, column);
                [row, column].iter().for_each(|part| out.extend(part.to_le_bytes()));
            }
            0x2D | 0x4D | 0x6D => {
                out.push(token - 0x08);
                let first = corner(word(whole, 1)?, word(whole, 5)?, row, column);
                let last = corner(word(whole, 3)?, word(whole, 7)?, row, column);
                [first.0, last.0, first.1, last.1].iter().for_each(|part| out.extend(part.to_le_bytes()));
            }
            _ => out.extend_from_slice(whole),
        }
        rest = after;
    }
    Some(out)
}

/// A row and a column, of which the upper two bits of the column say whether they are distances. Both wrap around at
/// the edges of the sheet, as in Excel.
fn corner(stored_row: u16, stored_column: u16, row: u16, column: u16) -> (u16, u16) {
    let (row_distance, column_distance) = (stored_column & 0x8000 != 0, stored_column & 0x4000 != 0);
    let new_row = if row_distance { stored_row.wrapping_add(row) } else { stored_row };
    let new_column = if column_distance { stored_column.wrapping_add(column) } else { stored_column };
    (new_row, (stored_column & 0xC000) | (new_column & 0x00FF))
}

/// How many bytes follow a token.
fn operand_length(token: u8, after: &[u8]) -> Option<usize> {
    Some(match token {
        0x03..=0x16 => 0,
        0x17 => 2 + usize::from(*after.first()?) * if after.get(1)? & 1 == 0 { 1 } else { 2 },
        0x19 if after.first()? & 0x04 != 0 => 3 + 2 * (usize::from(word(after, 1)?) + 1),
        0x19 => 3,
        0x1C | 0x1D => 1,
        0x1E | 0x21 | 0x41 | 0x61 => 2,
        0x1F => 8,
        0x22 | 0x42 | 0x62 => 3,
        0x23 | 0x43 | 0x63 => 4,
        0x24 | 0x44 | 0x64 | 0x2A | 0x4A | 0x6A | 0x2C | 0x4C | 0x6C => 4,
        0x25 | 0x45 | 0x65 | 0x2B | 0x4B | 0x6B | 0x2D | 0x4D | 0x6D => 8,
        0x39 | 0x59 | 0x79 | 0x3A | 0x5A | 0x7A | 0x3C | 0x5C | 0x7C => 6,
        0x3B | 0x5B | 0x7B | 0x3D | 0x5D | 0x7D => 10,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_become_references_of_each_cell() {
        // One to the left in the same row, plus $B$3.
        let tokens = [0x4C, 0, 0, 0xFF, 0xC0, 0x44, 2, 0, 1, 0, 0x03];
        let expected = [0x44, 4, 0, 1, 0xC0, 0x44, 2, 0, 1, 0, 0x03];
        assert_eq!(at_cell(&tokens, 4, 2).as_deref(), Some(&expected[..]));
    }

    #[test]
    fn tokens_that_are_not_understood_or_cut_are_left() {
        assert_eq!(at_cell(&[0x20, 0, 0], 0, 0), None);
        assert_eq!(at_cell(&[0x4C, 0], 0, 0), None);
    }
}
