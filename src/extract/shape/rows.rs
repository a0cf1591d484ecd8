//! Rows between a heading and its data: numbers of columns, measures.

use crate::workbook::{Cell, CellValue};

use super::super::grid::cell_text;
use super::mark::{Mark, column_number, mark};

/// Whether a row right below headings counts the columns: `(1) (2) (3)`, formulas such as `11 = 7+8+9+10` among them, and
/// at its end perhaps a last level of headings. Rising from left to right.
pub(in crate::extract) fn counts_columns(cells: &[Cell]) -> bool {
    let cells: Vec<(&Cell, Mark)> =
        cells.iter().map(|cell| (cell, mark(cell))).filter(|(_, mark)| *mark != Mark::Blank).collect();
    let numbers: Vec<Option<u32>> = cells.iter().map(|(cell, _)| number(cell)).collect();
    let known: Vec<u32> = numbers.iter().flatten().copied().collect();
    // Signs tell figures, unless all have one.
    let signed = cells.iter().filter(|(cell, _)| cell_text(cell).starts_with('-')).count();
    if signed > 0 && signed < cells.len() {
        return false;
    }
    let grouped: Option<Vec<u32>> = cells.iter().map(|(cell, _)| number(cell).or_else(|| measured(cell))).collect();
    if grouped.is_some_and(|grouped| counts_groups(&grouped)) {
        return true;
    }
    if known.len() < 2 || !known.is_sorted_by(|left, right| left < right) {
        return false;
    }
    if known.len() == cells.len() {
        return true;
    }
    // Text columns come first: where they hold numbers, and numbers follow one another, the rest are headings.
    let steps = known.windows(2).filter(|pair| pair[1] - pair[0] == 1).count();
    let opens = numbers.iter().take(3).all(Option::is_some);
    let others = cells.iter().zip(&numbers).filter(|(_, number)| number.is_none());
    opens
        && known.len() >= 4
        && steps * 10 >= (known.len() - 1) * 6
        && known.len() * 10 >= cells.len() * 6
        && others.into_iter().all(|((_, mark), _)| matches!(mark, Mark::Label | Mark::Period | Mark::Measure))
}

/// Whether numbers count groups of columns, each as often as it has columns: `1 2 3 4 5K 5Rp 6K 6Rp`, `4 4 5 5`.
fn counts_groups(numbers: &[u32]) -> bool {
    let steps = |pair: &[u32]| pair[0] <= pair[1] && pair[1] - pair[0] <= 1;
    numbers.first() == Some(&1) && numbers.last() >= Some(&3) && numbers.len() >= 4 && numbers.windows(2).all(steps)
}

/// Whether a row right below headings names its columns by letters and nothing else: `a | b | c | g = (f/e) x 100`, or the
/// short names that an application knows them by.
pub(in crate::extract) fn letters_columns(cells: &[Cell]) -> bool {
    let name = |cell: &Cell| {
        let text = cell_text(cell);
        let name = text.split(['=', ' ']).next().unwrap_or_default().trim_matches(['(', ')']).to_string();
        let short = (1..=2).contains(&name.len()) && name.bytes().all(|letter| letter.is_ascii_lowercase());
        (short && (text.len() <= 4 || text.contains('='))).then_some(name)
    };
    let names: Option<Vec<String>> = cells.iter().map(name).collect();
    names.is_some_and(|names| {
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        names.len() >= 4 && distinct.len() == names.len()
    })
}

/// Whether every value of a row is the number of its column, wherever the row stands: no data do that.
pub(in crate::extract) fn only_counts_columns(cells: &[Cell], first_column: u32) -> bool {
    let numbers: Option<Vec<u32>> = cells.iter().map(number).collect();
    let starts = cells.first().is_some_and(|cell| cell.address.column == first_column);
    starts
        && numbers.is_some_and(|numbers| {
            numbers.len() >= 3 && numbers[0] == 1 && numbers.windows(2).all(|pair| pair[1] == pair[0] + 1)
        })
}

/// The number of a column: `3`, `(3)`, `11 = 7+8+9+10`. Office programs make -3 of a "(3)" that is typed.
fn number(cell: &Cell) -> Option<u32> {
    if cell.percent_format {
        return None;
    }
    let text = cell_text(cell);
    let unsigned = text.strip_prefix('-').filter(|_| matches!(cell.value, CellValue::Number(_)));
    column_number(unsigned.unwrap_or(&text))
}

/// The number of a column with the measure that it counts: `5K`, `10 Rp = 6 + 7`, `8K = 4K/3K x 100`.
fn measured(cell: &Cell) -> Option<u32> {
    let lower = cell_text(cell).to_lowercase();
    let number = ["rp", "k"].iter().fold(lower, |text, measure| text.replace(measure, ""));
    column_number(number.trim().trim_end_matches("()").trim_end())
}

/// Whether a row says what the figures below it measure, and nothing else: `K Rp K Rp`.
pub(in crate::extract) fn names_measures(cells: &[Cell]) -> bool {
    let filled = || cells.iter().map(|cell| (cell, mark(cell))).filter(|(_, mark)| *mark != Mark::Blank);
    let measures = filled().filter(|(_, mark)| *mark == Mark::Measure).count();
    let word = |cell: &Cell| {
        let text = cell_text(cell).to_lowercase();
        matches!(text.trim_matches(['(', ')', '.', ' ']), "kinerja" | "anggaran" | "volume")
    };
    cells.len() >= 2 && measures > 0 && filled().all(|(cell, mark)| mark == Mark::Measure || word(cell))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::grid::workbook_from_text;

    fn cells(line: &str) -> Vec<Cell> {
        workbook_from_text(line).sheets.remove(0).cells
    }

    #[test]
    fn numbers_of_columns_are_known_with_formulas_and_headings_among_them() {
        for line in [
            "(1)|(2)|(3)|(4)",
            "1|2|3",
            "1|<|<|2|3|<|6|7|8|9|10|11 = 7+8+9+10|12 = 11/6 x100%|15|Triwulan I|Triwulan II",
            "'1||'2|'3|'4|'5|'15|Triwulan I",
            "1|2|3|4|5K|5Rp|6K|6Rp|7K|7Rp|8K=6+7|8Rp|9K=8/5x100|9Rp|10",
            "1|2|3|4|5|5|6|6|7 = 6/5x100|7",
            "1|2|3|4 K|4 Rp|5K = 4K/3Kx100|6 (Rp)",
            "-1|-2|-3|-4",
        ] {
            assert!(counts_columns(&cells(line)), "{line}");
        }
    }

    #[test]
    fn data_with_small_rising_figures_do_not_count_columns() {
        for line in [
            "1|Jumlah pos siaga|pos|2|3|4|5",
            "1|Jumlah pos siaga|2|3|4|5|6",
            "3|2|1",
            "1|50%|60%",
            "1|A",
            "'01|'02|Uraian",
            "1|1|2|2",
            "5|5|6|6|7",
            "1|2|5k|8k",
            "1|2|-3|4|4",
        ] {
            assert!(!counts_columns(&cells(line)), "{line}");
        }
    }

    #[test]
    fn columns_are_named_by_letters_of_their_own() {
        for line in ["a|b|c|d|e", "(a)|(b)|(c)|(d)", "a|b|c|d|e|f|g = (f/e) x 100", "k|i|s|t|r|p|g|rg|pg"] {
            assert!(letters_columns(&cells(line)), "{line}");
        }
        for line in ["a|b|c", "a|a|b|c", "A|B|C|D", "kg|unit|kg|ton", "a|b|c|Jumlah", "1|a|b|c"] {
            assert!(!letters_columns(&cells(line)), "{line}");
        }
    }

    #[test]
    fn measures_stand_alone_in_their_row() {
        assert!(names_measures(&cells("||K|Rp|K|Rp")));
        assert!(names_measures(&cells("||K|Rp|K (%)|Rp (%)")));
        assert!(names_measures(&cells("||Kinerja|Rp|Kinerja|Rp")));
        assert!(!names_measures(&cells("||Kinerja|Anggaran")));
        assert!(!names_measures(&cells("||K|Rp|Target")));
        assert!(!names_measures(&cells("|K")));
    }
}
