//! Rows that explain grades, which are no data.

use crate::extract::grid::cell_text;
use crate::workbook::{Cell, CellValue};

/// Ranges of percents side by side at least, where no grade stands before them.
const COLOURS: usize = 3;

/// Whether a row explains grades: "AA | Sangat Memuaskan [> 90 - 100%] | A | …", or one of them, "AA | Sangat Memuaskan | > 90".
pub(in crate::extract) fn explains_grades(content: &[Cell]) -> bool {
    let [first, rest @ ..] = content else { return false };
    let ranged = rest.iter().filter(|cell| range(&cell_text(cell))).count();
    let grade = cell_text(first);
    let graded = grade.len() <= 3 && grade.bytes().all(|letter| letter.is_ascii_uppercase());
    let figures = content.iter().any(|cell| matches!(cell.value, CellValue::Number(_)));
    let several = ranged >= 2 && ranged * 2 >= content.len();
    // The colours of a page: "Tidak Ada Anggaran | 0 - 24,99% | 25 - 49,99% | …".
    let colours = ranged >= COLOURS && rest.iter().filter(|cell| cell_text(cell).contains('%')).count() == rest.len();
    if colours && !figures {
        return true;
    }
    graded && !figures && (several || ranged == 1 && content.len() <= 3)
}

/// Whether a text says between which figures a grade lies: "Baik [> 60 - 70%]", "≥ 90", "76 s.d. 90".
fn range(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && (text.contains(['<', '>', '≤', '≥', '–']) || text.contains(" - ") || text.contains("s.d"))
}
