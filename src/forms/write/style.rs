//! How cells of a form look: locked and grey what is known, pale yellow what the unit fills in. Printed without colour, the
//! one is grey and the other white.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

use crate::domain::column::{Field, Reading};

/// The formats of a workbook.
pub(super) struct FormStyles {
    pub(super) heading: Format,
    pub(super) left_heading: Format,
    pub(super) bold: Format,
    pub(super) notice: Format,
    pub(super) label: Format,
    pub(super) prose: Format,
    pub(super) prose_cell: Format,
    pub(super) head: Format,
    pub(super) number: Format,
    pub(super) part: Format,
    pub(super) total: Format,
    /// What is still missing.
    pub(super) lacking: Format,
}

const YELLOW: Color = Color::RGB(0xFF_FB_E6);
const ORANGE: Color = Color::RGB(0xF0_B4_8C);
const BLUE: Color = Color::RGB(0xDD_E6_F0);
const GRAY: Color = Color::RGB(0xE9_E9_E9);

/// The face of a form: one that every office has, and that every program measures alike, so that what fits on a page in one
/// fits in all.
pub(super) fn basis() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10)
}

impl FormStyles {
    pub(super) fn new() -> Self {
        let middle = || basis().set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter);
        let frame = |format: Format| format.set_border(FormatBorder::Thin).set_text_wrap();
        let head = frame(middle()).set_bold().set_background_color(BLUE);
        Self {
            heading: middle().set_bold().set_font_size(13.0),
            left_heading: basis().set_bold().set_font_size(13.0),
            bold: basis().set_bold(),
            notice: middle().set_italic().set_font_size(10.0).set_text_wrap(),
            label: basis().set_align(FormatAlign::Top),
            prose: basis().set_text_wrap().set_align(FormatAlign::Top),
            prose_cell: frame(basis()).set_align(FormatAlign::Top).set_align(FormatAlign::Left).set_indent(1),
            number: frame(middle()).set_font_size(9.0).set_background_color(GRAY),
            part: frame(basis()).set_bold().set_background_color(GRAY).set_indent(1),
            total: frame(basis()).set_bold().set_num_format("#,##0").set_indent(1),
            lacking: Format::new().set_background_color(ORANGE),
            head,
        }
    }

    /// A cell of a table.
    pub(super) fn cell(&self, field: Field, percent: bool, opened: bool) -> Format {
        let mut format = basis().set_border(FormatBorder::Thin).set_text_wrap().set_align(FormatAlign::Top);
        format = match field.reading() {
            Reading::Code if field == Field::No => format.set_align(FormatAlign::Center),
            _ if percent => format.set_num_format("0.00%"),
            Reading::Code | Reading::Time | Reading::Nip => {
                format.set_num_format("@").set_align(FormatAlign::Left).set_indent(1)
            }
            Reading::Money => format.set_num_format("#,##0"),
            Reading::Percent => format.set_num_format("0.00"),
            Reading::Date => format.set_num_format("dd/mm/yyyy"),
            Reading::Value => format.set_align(FormatAlign::Right).set_indent(1),
            Reading::Text => format.set_align(FormatAlign::Left).set_indent(1),
        };
        if opened { format.set_background_color(YELLOW).set_unlocked() } else { format.set_background_color(GRAY) }
    }

    /// A cell of the identity or signature block that the unit fills in.
    pub(super) fn entry(&self, bold: bool) -> Format {
        let format = basis().set_background_color(YELLOW).set_unlocked().set_num_format("@");
        if bold { format.set_bold() } else { format }
    }
}

/// Lines that a text takes in a column, word by word as a rule of thumb.
pub(super) fn text_row(text: &str, width: f64) -> f64 {
    text.split('\n').map(|row| (row.chars().count() as f64 * 1.15 / width.max(3.0)).ceil().max(1.0)).sum()
}

/// Points of a line of text, and what a row has besides.
const TEXT_LINE: f64 = 13.0;
/// What borders and the indent of a text take of its column, in the width of a digit.
const EDGES: f64 = 2.0;

/// Points that a text takes in a column, broken between its words as office programs break it.
pub(super) fn text_height(text: &str, width: f64, bold: bool) -> f64 {
    let room = (width - EDGES).max(3.0) / if bold { 1.1 } else { 1.0 };
    let rows: usize = text.split('\n').map(|row| broken(row, room)).sum();
    rows.max(1) as f64 * TEXT_LINE + 1.0
}

fn broken(row: &str, room: f64) -> usize {
    let (mut rows, mut used) = (1, 0.0);
    for word in row.split(' ') {
        let long: f64 = word.chars().map(letter_width).sum();
        if used > 0.0 && used + SPACE + long > room {
            (rows, used) = (rows + 1, 0.0);
        }
        // A word that is wider than its column is broken within.
        let over = (long / room).ceil().max(1.0) - 1.0;
        rows += over as usize;
        used += long - over * room + if used > 0.0 { SPACE } else { 0.0 };
    }
    rows
}

/// The width of a blank in that of a digit.
const SPACE: f64 = 0.5;

/// The width of a letter of the form's face in that of a digit, never too small.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | '.' | ',' | ';' | ':' | '\'' | '|' | '!' | 'I' | '/' | '[' | ']' | 'f' | 't' => 0.52,
        'r' | '(' | ')' | '-' => 0.62,
        'c' | 'k' | 's' | 'v' | 'x' | 'y' | 'z' | 'J' => 0.92,
        'm' | 'M' | 'w' => 1.55,
        'W' | '%' | '@' => 1.85,
        'A'..='Z' | '&' => 1.35,
        _ => 1.02,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_room_for_all_its_lines_and_for_no_page_more() {
        let text = "[IKK 1.1.1] Persentase lulusan Jurusan Teknologi Informasi yang mendapat pekerjaan, melanjutkan studi, atau menjadi wirausaha";
        let rows = |width| (text_height(text, width, false) / TEXT_LINE).floor();
        // As printed, this wording takes six lines in a column of 22 and two in one of 80.
        assert!((6.0..=7.0).contains(&rows(22.3)), "{}", rows(22.3));
        assert!((2.0..=2.0).contains(&rows(80.0)), "{}", rows(80.0));
        assert!(text_height("https://contoh.example/folder/sangat/panjang/sekali", 12.0, false) > 4.0 * TEXT_LINE);
        assert!(text_height("dua\nbaris", 40.0, false) > 2.0 * TEXT_LINE);
    }
}
