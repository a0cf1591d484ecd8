//! The formats of the first page.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder};

use crate::domain::capaian::ScaleColor;
use crate::recap::model::Figure;
use crate::sheets::style::{self, BACKGROUND, BLUE, DIM, LINE};

pub(super) struct FirstPageStyles {
    pub(super) heading: Format,
    pub(super) sub: Format,
    pub(super) sentence: Format,
    pub(super) part: Format,
    pub(super) head: Format,
    pub(super) middle_head: Format,
    pub(super) text: Format,
    pub(super) bold: Format,
    pub(super) right: Format,
    pub(super) small: Format,
    pub(super) foot: Format,
    pub(super) warning: Format,
}

/// The number format that prints a figure as the model does.
pub(super) fn number_format(figure: &Figure) -> String {
    number_format_between("", figure, "")
}

/// The same, with a text before and one behind it.
pub(super) fn number_format_between(before: &str, figure: &Figure, behind: &str) -> String {
    let digits = match figure.digit {
        0 => "#,##0".to_string(),
        digit => format!("#,##0.{}", "0".repeat(usize::from(digit))),
    };
    let text = |text: &str| if text.is_empty() { String::new() } else { format!("\"{text}\"") };
    format!("{}{}{digits}{}", style::INDONESIAN, text(before), text(behind))
}

impl FirstPageStyles {
    /// The format of a quantity; a text stands at the right as figures do.
    pub(super) fn figure(&self, magnitude: &Figure) -> Format {
        match magnitude.figure {
            Some(_) => self.right.clone().set_num_format(number_format(magnitude)),
            None => self.right.clone(),
        }
    }

    pub(super) fn new() -> Self {
        let basis = style::basis();
        let line = |look: Format| look.set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE);
        let content = line(basis.clone().set_font_size(9).set_align(FormatAlign::VerticalCenter));
        let head = basis
            .clone()
            .set_font_size(8)
            .set_bold()
            .set_font_color(DIM)
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin)
            .set_border_bottom_color(DIM);
        Self {
            heading: basis
                .clone()
                .set_font_size(18)
                .set_shrink()
                .set_bold()
                .set_font_color(BLUE)
                .set_align(FormatAlign::VerticalCenter),
            sub: basis.clone().set_font_size(8).set_font_color(DIM).set_text_wrap().set_align(FormatAlign::Top),
            sentence: basis.clone().set_font_size(11).set_bold().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            part: basis.clone().set_font_size(11).set_bold().set_font_color(BLUE).set_align(FormatAlign::Bottom),
            middle_head: head.clone().set_align(FormatAlign::Center),
            head,
            text: content.clone().set_text_wrap(),
            bold: content.clone().set_bold().set_shrink(),
            right: content.clone().set_align(FormatAlign::Right),
            small: content.set_font_size(8).set_text_wrap(),
            foot: basis.clone().set_font_size(8).set_font_color(DIM),
            warning: basis
                .set_font_size(8)
                .set_font_color(style::text_color(ScaleColor::Yellow))
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter),
        }
    }

    /// A cell that carries a light.
    pub(super) fn light(color: ScaleColor) -> Format {
        let line = style::basis().set_border_bottom(FormatBorder::Hair).set_border_bottom_color(LINE);
        line.set_font_size(9)
            .set_bold()
            .set_font_color(style::text_color(color))
            .set_background_color(style::background_color(color))
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::VerticalCenter)
    }

    /// The three lines of a card: label, figure, what it rests on; the edge shows its light.
    pub(super) fn card(color: Option<ScaleColor>, format: &str) -> [Format; 3] {
        let ink = color.map_or(BLUE, style::text_color);
        let basis = style::basis()
            .set_background_color(BACKGROUND)
            .set_align(FormatAlign::Left)
            .set_indent(1)
            .set_border_left(FormatBorder::Thick)
            .set_border_left_color(color.map_or(BLUE, style::bar_color))
            .set_border_right(FormatBorder::Thick)
            .set_border_right_color(0xFF_FFFF);
        [
            basis.clone().set_font_size(8).set_font_color(DIM).set_align(FormatAlign::Bottom),
            basis
                .clone()
                .set_font_size(16)
                .set_bold()
                .set_font_color(ink)
                .set_num_format(format)
                .set_align(FormatAlign::VerticalCenter),
            basis.set_font_size(7.5).set_font_color(DIM).set_text_wrap().set_align(FormatAlign::Top),
        ]
    }
}
