//! Columns of an application that hold a button in every row: "File Bukti" over "Download" beside "Link Bukti" over addresses.

use std::collections::BTreeSet;

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::Column;
use super::evidence::Values;

/// Rows that show a button at least.
const ROWS: usize = 2;

/// What says the same single word in every row is no evidence where another column of evidence says more.
pub(super) fn yield_to_evidence(columns: &mut [Column<'_>], values: &Values<'_>) {
    let own: Vec<usize> =
        (0..columns.len()).filter(|at| columns[*at].is(Field::BuktiDukung) && !columns[*at].shared).collect();
    let texts = |at: usize| -> Vec<String> {
        values
            .lines()
            .filter_map(|row| values.own_text(row, columns[at].heading.column))
            .map(|text| key(&text))
            .collect()
    };
    let button = |at: usize| {
        let texts = texts(at);
        let said: BTreeSet<&String> = texts.iter().collect();
        let word = |text: &String| text.contains(char::is_alphanumeric) && !text.contains([' ', '.', '/']);
        texts.len() >= ROWS && said.len() == 1 && said.into_iter().all(word)
    };
    let buttons: Vec<usize> = own.iter().copied().filter(|at| button(*at)).collect();
    let says_more: Vec<usize> = own.into_iter().filter(|at| !buttons.contains(at) && !texts(*at).is_empty()).collect();
    for at in buttons {
        // The evidence of another quarter says nothing of this one's.
        if says_more.iter().any(|other| columns[*other].meant == columns[at].meant) {
            columns[at].discard(ColumnBasis::Values);
        }
    }
}
