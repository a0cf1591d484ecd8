//! What a line says of the rows below it: "Sasaran : Meningkatnya mutu layanan" above a table or between its rows.
//!
//! Tables without a column of sasaran often name it so, and a table of steps names the indicator that they serve. Takes
//! the cells of a row, gives the field and the text; a line that only may be one is none.

use crate::domain::column::{Field, Period};
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::entry::piece_entry;
use super::grid::{CellGrid, cell_text};

/// Rows above a table that may say what its rows belong to.
const ABOVE: u32 = 6;
/// A longer label is a sentence.
const LONGEST_LABEL: usize = 60;
/// Words of an objective at least; behind the label of one, fewer say it too.
const WORDS: usize = 3;
const LABELLED_WORDS: usize = 2;
/// Letters of "Naiknya" at least: shorter words that end so ("hanya") state nothing.
const LONG: usize = 7;

/// How a word ends that states what is to come about.
const END: &[u8] = b"nya";

/// A line above a table that says what its rows belong to.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub(super) row: u32,
    /// Sasaran or indikator.
    pub(super) field: Field,
    pub(super) entry: Entry,
}

/// The lines above a table, of each field the nearest; `from` is the first row that may be one.
pub(super) fn above(grid: &CellGrid<'_>, dictionary: &Dictionary, from: u32, table: u32) -> Vec<Line> {
    let mut found: Vec<Line> = Vec::new();
    for row in (from.max(table.saturating_sub(ABOVE))..table).rev() {
        let cells = grid.row(row);
        if let Some((field, entry)) = said(cells, dictionary).or_else(|| quoted(cells))
            && !found.iter().any(|line| line.field == field)
        {
            found.push(Line { row, field, entry });
        }
    }
    found
}

/// What the cells of a row say, when they say that and nothing else.
pub(super) fn said(cells: &[Cell], dictionary: &Dictionary) -> Option<(Field, Entry)> {
    let texts = cells.len() <= 3 && cells.iter().all(|cell| matches!(cell.value, CellValue::Text(_)));
    match cells {
        _ if !texts => None,
        [one] => {
            let text = cell_text(one);
            if let Some((label, value)) = text.split_once(':') {
                let field = labelled(label, dictionary)?;
                return (!value.trim().is_empty()).then(|| (field, piece_entry(one, value)));
            }
            // The label in a line of its own.
            if let Some((label, value)) = text.split_once('\n')
                && labelled(label, dictionary) == Some(Field::Sasaran)
                && value.split_whitespace().count() >= LABELLED_WORDS
            {
                return Some((Field::Sasaran, piece_entry(one, value)));
            }
            let start = objective(&text, LABELLED_WORDS)?;
            let front = text[..start].trim();
            let named = labelled(front, dictionary) == Some(Field::Sasaran);
            let stated = || (front.is_empty() || numbering(front)) && objective(&text, WORDS).is_some();
            (named || stated()).then(|| (Field::Sasaran, piece_entry(one, &text[start..])))
        }
        [label, rest @ ..] => {
            let text = cell_text(label);
            let field = labelled(text.trim_end_matches(':'), dictionary)?;
            let value = rest.last()?;
            let colon = rest.len() == 2 && cell_text(&rest[0]) == ":";
            let shown = cell_text(value);
            let marked = text.ends_with(':') || colon || shown.starts_with(':') || objective(&shown, WORDS) == Some(0);
            let shown = shown.trim_start_matches(':').trim();
            (marked && (rest.len() == 1 || colon) && !shown.is_empty()).then(|| (field, piece_entry(value, shown)))
        }
        [] => None,
    }
}

/// Whether a line names the indicator that the steps below it serve.
pub(super) fn names_indicator(cells: &[Cell], dictionary: &Dictionary) -> bool {
    quoted(cells).or_else(|| said(cells, dictionary)).is_some_and(|(field, _)| field == Field::Indikator)
}

/// An indicator between quotation marks, alone above the steps that serve it: `" Indeks keamanan informasi "`.
fn quoted(cells: &[Cell]) -> Option<(Field, Entry)> {
    let [one] = cells else { return None };
    let text = cell_text(one);
    let marked = |letter: Option<char>| letter.is_some_and(|letter| matches!(letter, '"' | '“' | '”' | '«' | '»'));
    let text = text.trim();
    let inside = text.trim_matches(['"', '“', '”', '«', '»']).trim();
    let both = marked(text.chars().next()) && marked(text.chars().next_back());
    (both && inside.split_whitespace().count() >= WORDS).then(|| (Field::Indikator, piece_entry(one, inside)))
}

/// The field that a label names: "Sasaran Strategis 1", "Indikator Kinerja".
fn labelled(label: &str, dictionary: &Dictionary) -> Option<Field> {
    if label.chars().count() > LONGEST_LABEL {
        return None;
    }
    let named = |text: &str| dictionary.read(&[text]).column.filter(|meant| meant.period == Period::Yearly);
    let bare = label.trim().trim_end_matches(|letter: char| !letter.is_alphabetic());
    let meant = named(label).or_else(|| named(bare))?;
    matches!(meant.field, Field::Sasaran | Field::Indikator).then_some(meant.field)
}

/// Where an objective begins in a text: "Sasaran 1 Meningkatnya mutu layanan". Officers write what is to come about as
/// "Meningkatnya", "Terwujudnya", "Optimalnya"; it has so many words at least.
fn objective(text: &str, words: usize) -> Option<usize> {
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let bare = word.trim();
        let end = bare.len().checked_sub(END.len()).and_then(|start| bare.as_bytes().get(start..));
        let states = bare.len() >= LONG && end.is_some_and(|end| end.eq_ignore_ascii_case(END));
        if states && bare.starts_with(char::is_uppercase) {
            return (text[at..].split_whitespace().count() >= words).then_some(at);
        }
        // Only a label or a number may stand before it.
        if at > LONGEST_LABEL {
            return None;
        }
        at += word.len();
    }
    None
}

/// "1.", "A)", "SS 2".
fn numbering(text: &str) -> bool {
    text.chars().count() <= 6 && text.chars().any(|letter| letter.is_ascii_digit() || ".)".contains(letter))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    fn line(drawing: &str) -> Option<(Field, String)> {
        let sheet = workbook_from_text(drawing).sheets.remove(0);
        said(&sheet.cells, &Library::built_in().unwrap().dictionary)
            .map(|(field, entry)| (field, entry.raw.to_string()))
    }

    #[test]
    fn a_line_with_a_label_or_an_objective_says_what_the_rows_belong_to() {
        for text in [
            "Sasaran : Meningkatnya mutu layanan",
            "Sasaran|: Meningkatnya mutu layanan",
            "Sasaran Strategis|:|Meningkatnya mutu layanan",
            "Sasaran Strategis 1 : Meningkatnya mutu layanan",
            "Sasaran Strategis 1. Meningkatnya mutu layanan",
            "Sasaran Strategis 1\\nMeningkatnya mutu layanan",
            "2. Meningkatnya mutu layanan",
            "Meningkatnya mutu layanan",
        ] {
            assert_eq!(line(text), Some((Field::Sasaran, "Meningkatnya mutu layanan".to_string())), "{text}");
        }
        for text in ["Sasaran 4. Menguatnya akuntabilitas", "Sasaran Strategis 4\\nMenguatnya akuntabilitas"] {
            assert_eq!(line(text), Some((Field::Sasaran, "Menguatnya akuntabilitas".to_string())), "{text}");
        }
        assert_eq!(line("Menguatnya akuntabilitas"), None);
        assert_eq!(line("Indikator Kinerja : Jumlah taman"), Some((Field::Indikator, "Jumlah taman".to_string())));
    }

    #[test]
    fn an_indicator_between_quotation_marks_alone_in_its_line_is_what_the_rows_serve() {
        let quoted = |text: &str| {
            let sheet = workbook_from_text(text).sheets.remove(0);
            super::quoted(&sheet.cells).map(|(field, entry)| (field, entry.raw.to_string()))
        };
        let told = Some((Field::Indikator, "Indeks keamanan informasi".to_string()));
        assert_eq!(quoted("\" Indeks keamanan informasi \""), told);
        assert_eq!(quoted("“Indeks keamanan informasi”"), told);
        assert_eq!(quoted("Indeks keamanan informasi"), None);
        assert_eq!(quoted("\"Bangga Melayani\""), None);
    }

    #[test]
    fn other_lines_say_nothing_of_the_rows() {
        for text in [
            "Unit Kerja : Bidang Contoh",
            "Sasaran|Indikator|Target",
            "Sasaran",
            "A. Kinerja Utama",
            "Hanya untuk dinas",
            "Program : Pembinaan Taman",
            "Catatan: lihat lampiran",
            "Sasaran|Lima dokumen",
        ] {
            assert_eq!(line(text), None, "{text}");
        }
    }
}
