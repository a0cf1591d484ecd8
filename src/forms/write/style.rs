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
