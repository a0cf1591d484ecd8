//! Rows that explain grades, which are no data.

use crate::extract::grid::cell_text;
use crate::workbook::{Cell, CellValue};

/// Whether a row explains grades: "AA | Sangat Memuaskan [> 90 - 100%] | A | …", or one of them, "AA | Sangat Memuaskan | > 90".
pub(in crate::extract) fn explains_grades(content: &[Cell]) -> bool {
    let [first, rest @ ..] = content else { return false };
    let ranged = rest.iter().filter(|cell| range(&cell_text(cell))).count();
    let grade = cell_text(first);
    let graded = grade.len() <= 3 && grade.bytes().all(|letter| letter.is_ascii_uppercase());
    let figures = content.iter().any(|cell| matches!(cell.value, CellValue::Number(_)));
    let several = ranged >= 2 && ranged * 2 >= content.len();
    graded && !figures && (several || ranged == 1 && content.len() <= 3)
}

/// Whether a text says between which figures a grade lies: "Baik [> 60 - 70%]", "≥ 90", "76 s.d. 90".
fn range(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && (text.contains(['<', '>', '≤', '≥', '–']) || text.contains(" - ") || text.contains("s.d"))
}
