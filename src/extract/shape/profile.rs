//! What stands in the columns below a heading: evidence of what they mean, before any word of them is understood.

use std::collections::BTreeMap;

use crate::domain::date::read_date;
use crate::workbook::{Cell, CellValue};

use super::super::grid::cell_text;
use super::bullet::{named_code, row_mark};
use super::mark::code_part;

/// How many cells of a column hold what. A cell counts under each that it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::extract) struct ColumnProfile {
    /// Cells that hold anything.
    pub(in crate::extract) filled: u32,
    /// Numbers, and texts that are a figure and nothing else.
    pub(in crate::extract) numbers: u32,
    /// Percent: by the cell's format, or written.
    pub(in crate::extract) percents: u32,
    /// Amounts: written with "Rp", or a million and more.
    pub(in crate::extract) money: u32,
    /// Days.
    pub(in crate::extract) dates: u32,
    /// Words with digits and dots and no blank: `IKU1.1`, `3101.BMA.004`, `2.10.01`.
    pub(in crate::extract) codes: u32,
    /// What can be one part of a code that stands in several columns.
    pub(in crate::extract) code_parts: u32,
    /// Numbers of eighteen digits, blanks aside: a NIP.
    pub(in crate::extract) nips: u32,
    /// Addresses of the net.
    pub(in crate::extract) links: u32,
    /// Texts that are none of these.
    pub(in crate::extract) texts: u32,
    /// Those of them without a digit.
    pub(in crate::extract) wordy: u32,
    /// Words of these texts, all together.
    pub(in crate::extract) words: u32,
    /// Cells that say "Rp" and nothing else, before the amount in the next column.
    pub(in crate::extract) rupiah_marks: u32,
    /// Cells with a formula.
    pub(in crate::extract) formulas: u32,
    /// Marks before a wording that are no figures: "a.", "•", "-".
    pub(in crate::extract) marks: u32,
    /// A short word with a number: "IKU 1", "IKSK 1.1".
    pub(in crate::extract) named_codes: u32,
}

impl ColumnProfile {
    fn add(&mut self, cell: &Cell) {
        let text = cell_text(cell);
        if text.is_empty() {
            return;
        }
        self.filled += 1;
        self.formulas += u32::from(cell.formula.is_some());
        match &cell.value {
            CellValue::Number(number) => {
                self.numbers += 1;
                self.percents += u32::from(cell.percent_format);
                self.money += u32::from(number.abs() >= 1e6);
                self.code_parts += u32::from(!cell.percent_format && (0.0..10_000.0).contains(number));
            }
            CellValue::DateTime(_) => self.dates += 1,
            CellValue::Text(_) => self.add_text(&text),
            _ => {}
        }
    }

    fn add_text(&mut self, text: &str) {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        self.code_parts += u32::from(code_part(text));
        self.marks += u32::from(row_mark(text));
        self.named_codes += u32::from(named_code(text));
        if text.len() <= LONGEST_MARK && rupiah_mark(&text.to_ascii_lowercase()) {
            self.rupiah_marks += 1;
            return;
        }
        if begins(text, "http") || begins(text, "www.") {
            self.links += 1;
        } else if begins(text, "rp") && digits > 0 {
            self.numbers += 1;
            self.money += 1;
        } else if typed_day(text) {
            self.dates += 1;
        } else if !text.chars().any(char::is_alphabetic) && digits > 0 {
            let whole = text.split(',').next().unwrap_or_default();
            let grouped = whole.matches('.').count() >= 2 && whole.split('.').skip(1).all(|part| part.len() == 3);
            self.nips += u32::from(digits == 18);
            self.percents += u32::from(text.ends_with('%'));
            self.money += u32::from(grouped);
            let code = text.matches('.').count() >= 2 && !grouped
                || text.starts_with('0') && text.len() > 1 && !text.contains(',');
            self.codes += u32::from(code);
            self.numbers += u32::from(!code && digits < 16);
        } else if digits > 0 && text.len() <= 24 && !text.contains(' ') {
            self.codes += 1;
        // "%" alone is a unit of measure.
        } else if text.chars().any(char::is_alphabetic) || text == "%" {
            self.texts += 1;
            self.wordy += u32::from(digits == 0);
            self.words += u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX);
        }
    }

    /// Whether the column holds parts of a code and nothing else.
    pub(in crate::extract) fn of_code_parts(&self) -> bool {
        self.filled > 0 && self.code_parts * 10 >= self.filled * 9
    }
}

/// Whether a text is a day in figures, as applications export it: "2026-09-30", "30/09/2026".
fn typed_day(text: &str) -> bool {
    let mark = |mark: u8| text.bytes().filter(|byte| *byte == mark).count() == 2;
    (8..=19).contains(&text.len()) && (mark(b'-') || mark(b'/')) && read_date(text).is_some()
}

/// A longer text holds more than the currency.
const LONGEST_MARK: usize = 8;

/// Whether a text begins so, in whatever case.
fn begins(text: &str, start: &str) -> bool {
    text.as_bytes().get(..start.len()).is_some_and(|front| front.eq_ignore_ascii_case(start.as_bytes()))
}

/// Whether a lower-case text names the currency and no amount.
pub(in crate::extract) fn rupiah_mark(lower: &str) -> bool {
    matches!(lower.trim_matches(['.', ' ', ':']), "rp" | "idr")
}

/// The columns of some rows.
pub(in crate::extract) fn profiles<'a>(cells: impl Iterator<Item = &'a Cell>) -> BTreeMap<u32, ColumnProfile> {
    let mut result: BTreeMap<u32, ColumnProfile> = BTreeMap::new();
    for cell in cells {
        result.entry(cell.address.column).or_default().add(cell);
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::grid::workbook_from_text;

    fn profile(column: &str) -> ColumnProfile {
        let sheet = workbook_from_text(column).sheets.remove(0);
        profiles(sheet.cells.iter()).remove(&0).unwrap_or_default()
    }

    #[test]
    fn a_column_is_told_by_what_stands_in_it() {
        assert_eq!(profile("57%\n'48%\n'12,5 %").percents, 3);
        assert_eq!(profile("Rp 35.000.000\n640000000\n'1.200.000").money, 3);
        assert_eq!(profile("'19700101 199501 1 001\n'197001011995011001").nips, 2);
        assert_eq!(profile("IKU1.1\n3101.BMA.004\n'2.10.01").codes, 3);
        assert_eq!(profile("https://contoh.go.id/1\nwww.contoh.go.id").links, 2);
        assert!(profile("2\n'10\n'2.01\n'0001").of_code_parts());
        let texts = profile("Persentase layanan tepat waktu\nIndeks kepuasan");
        assert_eq!((texts.texts, texts.words), (2, 6));
    }
}
