//! What a single cell looks like.

use crate::template::heading::triwulan_number;
use crate::workbook::{Cell, CellValue};

/// A longer text is prose, not a heading.
const LONGEST_LABEL: usize = 160;
/// What a heading with everything above it glued in may come to.
const LONGEST_GLUED: usize = 400;

/// What a cell looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::extract) enum Mark {
    /// Blanks only.
    Blank,
    /// A short text that may head a column.
    Label,
    /// A year, or the numeral of a quarter.
    Period,
    /// `K`, `Rp`, `%`: what the figures below measure.
    Measure,
    /// A small whole number: it may count a column, a quarter or something else.
    Small,
    /// Any other figure, amount, day, code of digits, link or dash: what only data hold.
    Figure,
    /// A text that ends with a colon, or a colon alone: the label of a line.
    Caption,
    /// A text too long for a heading.
    Prose,
}

/// What a cell looks like.
pub(in crate::extract) fn mark(cell: &Cell) -> Mark {
    match &cell.value {
        CellValue::Text(text) => text_mark(text.trim()),
        CellValue::Number(number) if cell.percent_format || number.fract() != 0.0 => Mark::Figure,
        CellValue::Number(number) if (2000.0..2100.0).contains(number) => Mark::Period,
        CellValue::Number(number) if (0.0..100.0).contains(number) => Mark::Small,
        CellValue::NotCalculated => Mark::Blank,
        _ => Mark::Figure,
    }
}

fn text_mark(text: &str) -> Mark {
    if text.is_empty() {
        return Mark::Blank;
    }
    if text.ends_with(':') {
        return Mark::Caption;
    }
    if measure(text) {
        return Mark::Measure;
    }
    let lower = text.to_ascii_lowercase();
    if triwulan_number(&lower).is_some() && !text.starts_with(|first: char| first.is_ascii_digit()) {
        return Mark::Period;
    }
    if text.len() == 4 && text.starts_with("20") && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Mark::Period;
    }
    if column_number(text).is_some() {
        return Mark::Small;
    }
    if !text.chars().any(char::is_alphabetic) || lower.starts_with("http") || amount(&lower) {
        return Mark::Figure;
    }
    let length = text.chars().count();
    if length <= LONGEST_LABEL {
        Mark::Label
    } else if length <= LONGEST_GLUED {
        Mark::Prose
    } else {
        Mark::Figure
    }
}

/// Whether a text names nothing but a measure: "K", "(Rp)", "K (%)".
fn measure(text: &str) -> bool {
    let measures = ["%", "k", "rp", "fisik", "keu", "keuangan"];
    let mut words = text.split([' ', '(', ')', '.']).filter(|word| !word.is_empty()).peekable();
    words.peek().is_some() && words.all(|word| measures.iter().any(|measure| word.eq_ignore_ascii_case(measure)))
}

/// Whether a lower-case text is an amount: `rp 1.000`, `120 satker` is none.
fn amount(lower: &str) -> bool {
    let rest = lower.strip_prefix("rp").map(|rest| rest.trim_start_matches(['.', ' ']));
    rest.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()))
}

/// The number of a column as a form prints it: `3`, `(3)`, `11 = 7+8+9+10`.
pub(in crate::extract) fn column_number(text: &str) -> Option<u32> {
    let left = text.split('=').next().unwrap_or_default().trim().trim_start_matches('(').trim_end_matches(')').trim();
    // "07" is the part of a code, and so is what follows a sign.
    // "(01)" counts a column, "01" is the part of a code.
    let bracketed = text.starts_with('(') && left.len() == 2;
    let plain = !left.is_empty() && left.len() <= 2 && left.bytes().all(|byte| byte.is_ascii_digit());
    let formula = text.split_once('=').is_none_or(|(_, right)| {
        right.chars().any(|letter| letter.is_ascii_digit())
            && right.chars().all(|letter| letter.is_ascii_digit() || " +-*/x:()%.,×X".contains(letter))
    });
    (plain && formula && (left.len() == 1 || bracketed || !left.starts_with('0'))).then(|| left.parse().ok()).flatten()
}

/// The figure in a cell, also of one that was typed as text in Indonesian notation.
pub(in crate::extract) fn figure(cell: &Cell) -> Option<f64> {
    match &cell.value {
        CellValue::Number(number) => Some(*number),
        CellValue::Text(text) => figure_text(text.trim()),
        _ => None,
    }
}

fn figure_text(text: &str) -> Option<f64> {
    let lower = text.to_ascii_lowercase();
    let bare = lower.strip_prefix("rp").map_or(lower.as_str(), |rest| rest.trim_start_matches(['.', ' ']));
    let bare = bare.trim_end_matches('%').trim_end_matches(",-").trim();
    if !bare.starts_with(|first: char| first.is_ascii_digit() || first == '-') {
        return None;
    }
    let dots = bare.matches('.').count();
    let thousands = dots > 1 || bare.contains(',') || bare.rsplit('.').next().is_some_and(|tail| tail.len() == 3);
    let plain = if dots > 0 && thousands { bare.replace('.', "") } else { bare.to_string() };
    plain.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whether a text can be one part of a code that stands in several cells: `2`, `10`, `2.01`, `0001`.
pub(in crate::extract) fn code_part(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 6
        && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_figures_and_captions_are_told_apart() {
        for (text, expected) in [
            ("Indikator Kinerja", Mark::Label),
            ("TW I", Mark::Label),
            ("III", Mark::Period),
            ("2027", Mark::Period),
            ("Rp", Mark::Measure),
            ("(%)", Mark::Measure),
            ("K (%)", Mark::Measure),
            ("Rp. (%)", Mark::Measure),
            ("Rp juta", Mark::Label),
            ("(3)", Mark::Small),
            ("11 = 7+8+9+10", Mark::Small),
            ("12 = 11/6 x100%", Mark::Small),
            ("Rp 48.500.000", Mark::Figure),
            ("13.328.425.500", Mark::Figure),
            ("'01", Mark::Figure),
            ("-", Mark::Figure),
            ("https://contoh.go.id/1", Mark::Figure),
            ("Nama :", Mark::Caption),
            ("120 satker", Mark::Label),
        ] {
            assert_eq!(text_mark(text), expected, "{text}");
        }
        assert_eq!(text_mark(&"kata ".repeat(60)), Mark::Prose);
    }

    #[test]
    fn figures_typed_as_text_are_read_as_indonesians_write_them() {
        for (text, expected) in [
            ("13.328.425.500", Some(13_328_425_500.0)),
            ("47,25", Some(47.25)),
            ("48%", Some(48.0)),
            ("31.5", Some(31.5)),
            ("Rp 1.000,-", Some(1000.0)),
            ("-", None),
            ("120 satker", None),
        ] {
            assert_eq!(figure_text(text), expected, "{text}");
        }
    }
}
