//! What the program must remember about its marks in a workbook, kept in a hidden column of `TEMUAN` so that it comes
//! back with the file whatever program saved it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::MARKER;
use crate::domain::digest::hexadecimal;

/// Longest piece in one cell, in bytes; a cell holds 32,767 UTF-16 units.
const LENGTH: usize = 20_000;

/// The record of one round of marks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct MarkNote {
    /// Fingerprint of the styles part as we wrote it.
    #[serde(rename = "sidik")]
    pub(super) fingerprint: String,
    /// Lengths of its lists before we added to them.
    #[serde(rename = "panjang")]
    pub(super) lengths: [usize; 4],
    /// Marked format and the cell's own; holds as long as the fingerprint does.
    #[serde(rename = "pasangan")]
    pub(super) pairs: Vec<(usize, usize)>,
    /// Fills under the marks, by the code in their colour; code 1 is the first.
    #[serde(rename = "isi")]
    pub(super) content: Vec<String>,
    /// Whether the workbook had a list of names, be it an empty one.
    #[serde(rename = "ada_nama")]
    pub(super) exists_name: bool,
    /// Blank cells and rows that we wrote, by sheet.
    #[serde(rename = "sisipan")]
    pub(super) inserted: BTreeMap<String, NoteInsert>,
}

/// Blank cells and rows written to carry a mark.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct NoteInsert {
    /// Cells, in A1 form.
    #[serde(rename = "sel")]
    pub(super) cells: Vec<String>,
    /// Rows, counted from one.
    #[serde(rename = "baris")]
    pub(super) rows: Vec<u32>,
}

impl MarkNote {
    /// Recognises a styles part that nobody saved anew.
    pub(super) fn style_fingerprint(text: &str) -> String {
        hexadecimal(&Sha256::digest(text.as_bytes())[..12])
    }

    /// Whether the styles part is still the one we wrote, so that its indices are.
    pub(super) fn in_force(&self, style: &str) -> bool {
        !self.fingerprint.is_empty() && self.fingerprint == Self::style_fingerprint(style)
    }

    /// The record as texts of cells.
    pub(super) fn write(&self) -> Vec<String> {
        let json = serde_json::to_string(self).unwrap_or_default();
        let mut piece = Vec::new();
        let mut rest = json.as_str();
        while !rest.is_empty() {
            let limit = (0..=LENGTH.min(rest.len())).rev().find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
            let (start, last) = rest.split_at(limit);
            piece.push(start);
            rest = last;
        }
        let all = piece.len();
        piece.iter().enumerate().map(|(number, content)| format!("{MARKER} {}/{all} {content}", number + 1)).collect()
    }

    /// The record from the texts of cells, in their order. `None` when none of them is a piece of a record; a record
    /// that someone damaged is an empty one.
    pub(super) fn read<'t>(text: impl Iterator<Item = &'t str>) -> Option<Self> {
        let mut piece: Vec<(usize, &str)> = text
            .filter_map(|text| {
                let (number, content) = text.strip_prefix(MARKER)?.trim_start().split_once(' ')?;
                Some((number.split_once('/')?.0.parse().ok()?, content))
            })
            .collect();
        if piece.is_empty() {
            return None;
        }
        piece.sort_by_key(|(number, _)| *number);
        let json: String = piece.into_iter().map(|(_, content)| content).collect();
        Some(serde_json::from_str(&json).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn a_long_record_comes_back_from_its_cells() {
        let cells = (1..9000).map(|number| format!("É{number}")).collect();
        let note = MarkNote {
            fingerprint: "ab".into(),
            content: vec!["<fill/>".into()],
            inserted: BTreeMap::from([("PK".into(), NoteInsert { cells, rows: vec![3] })]),
            ..MarkNote::default()
        };
        let text = note.write();
        assert!(text.len() > 2);
        assert_eq!(MarkNote::read(text.iter().map(String::as_str).rev()), Some(note));
        assert_eq!(MarkNote::read(["TEMUAN", "3"].into_iter()), None);
        assert_eq!(MarkNote::read([format!("{MARKER} 1/1 {{rusak").as_str()].into_iter()), Some(MarkNote::default()));
    }
}
