//! How the workbooks look: colours, formats, marks. Sober, printable, and readable without colour.

use std::sync::LazyLock;

use rust_xlsxwriter::{
    ConditionalFormatFormula, ConditionalFormatText, ConditionalFormatTextRule, Format, FormatAlign, FormatBorder,
    FormatUnderline, Formula, Worksheet, XlsxError,
};

use super::cell::{FormulaResult, SheetCell};
use super::column::CellLook;
use crate::domain::capaian::ScaleColor;

/// Headings and header rows.
pub(crate) const BLUE: u32 = 0x1F_3864;
/// Secondary text.
pub(crate) const DIM: u32 = 0x6B_7280;
/// Thin lines.
pub(crate) const LINE: u32 = 0xD0_D5DD;
/// Soft background.
pub(crate) const BACKGROUND: u32 = 0xF3_F5F8;
/// Bars of a trend.
pub(crate) const TREND: u32 = 0x8E_A3C8;
/// Text.
pub(crate) const INK: u32 = 0x1F_2933;

/// How every number format begins: the marks of Indonesian, where the reader's program lets a format say so.
pub(crate) const INDONESIAN: &str = "[$-421]";
/// Up to two decimals and thousands.
pub(crate) const FRACTION: &str = "[$-421]#,##0.00_ ";
/// Whole numbers and rupiah. Both leave the width of a blank at the right edge.
pub(crate) const WHOLE: &str = "[$-421]#,##0_ ";

/// Mark and word: "● hijau"; "– belum ada data" for grey.
pub(crate) fn label(color: ScaleColor) -> String {
    match color {
        ScaleColor::Gray => format!("{} belum ada data", color.mark()),
        color => format!("{} {}", color.mark(), color.name()),
    }
}

/// Text colour of a light. Teal, ochre and brick differ for colour-blind readers too.
pub(crate) const fn text_color(color: ScaleColor) -> u32 {
    match color {
        ScaleColor::Green => 0x0B_6B5B,
        ScaleColor::Yellow => 0x8A_5A00,
        ScaleColor::Red => 0xB0_2A1E,
        ScaleColor::Gray => DIM,
    }
}

/// Background of a light.
pub(crate) const fn background_color(color: ScaleColor) -> u32 {
    match color {
        ScaleColor::Green => 0xD6_EFE9,
        ScaleColor::Yellow => 0xFD_EFC8,
        ScaleColor::Red => 0xF8_D7D3,
        ScaleColor::Gray => 0xEC_EEF1,
    }
}

/// Colour of a bar in a chart.
pub(crate) const fn bar_color(color: ScaleColor) -> u32 {
    match color {
        ScaleColor::Green => 0x2A_9D8F,
        ScaleColor::Yellow => 0xE9_B44C,
        ScaleColor::Red => 0xC8_4B3F,
        ScaleColor::Gray => 0xB8_BEC8,
    }
}

/// The format that every other starts from: a face that every office has, and that LibreOffice measures alike.
pub(crate) fn basis() -> Format {
    Format::new().set_font_name("Arial").set_font_size(10).set_font_color(INK)
}

/// Every light, for legends and conditional formats.
pub(crate) const LIGHT: [ScaleColor; 4] = [ScaleColor::Green, ScaleColor::Yellow, ScaleColor::Red, ScaleColor::Gray];

/// How a cell of a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CellAppearance {
    /// One line.
    Text,
    /// Wrapped.
    Fold,
    Middle,
    /// A text where figures stand.
    Right,
    /// A whole number.
    Whole,
    /// A figure with two decimals.
    Fraction,
    Link,
}

impl CellAppearance {
    pub(crate) const ALL: [Self; 7] =
        [Self::Text, Self::Fold, Self::Middle, Self::Right, Self::Whole, Self::Fraction, Self::Link];

    /// What a cell looks like in a column of this kind.
    pub(crate) fn from(look: CellLook, cell: &SheetCell<'_>) -> Self {
        match (look, cell) {
            (_, SheetCell::Link(..)) => Self::Link,
            // A grade or a range stands where figures stand.
            (
                CellLook::Figure | CellLook::Percent,
                SheetCell::Text(_) | SheetCell::Formula(_, FormulaResult::Text(_)),
            ) => Self::Right,
            (CellLook::Figure, cell) if cell.value().is_none_or(|value| value.fract() != 0.0) => Self::Fraction,
            (look, _) => Self::built_in(look),
        }
    }

    /// What most cells of a column look like.
    pub(crate) const fn built_in(look: CellLook) -> Self {
        match look {
            CellLook::Text => Self::Text,
            CellLook::Fold => Self::Fold,
            CellLook::Middle => Self::Middle,
            CellLook::Figure => Self::Whole,
            CellLook::Percent => Self::Fraction,
        }
    }
}

/// The kinds of row of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pattern {
    Usual,
    Dim,
    Bold,
    Total,
}

impl Pattern {
    pub(crate) const ALL: [Self; 4] = [Self::Usual, Self::Dim, Self::Bold, Self::Total];
}

/// The formats of a workbook.
pub(crate) struct BookStyles {
    pub(crate) heading: Format,
    pub(crate) remark: Format,
    pub(crate) head: Format,
    /// A row of no table.
    basis: Format,
}

impl BookStyles {
    pub(crate) fn new() -> Self {
        let basis = basis();
        Self {
            heading: basis.clone().set_bold().set_font_size(15).set_font_color(BLUE),
            remark: basis.clone().set_font_size(9).set_font_color(DIM),
            head: basis
                .clone()
                .set_bold()
                .set_font_color(0xFF_FFFF)
                .set_background_color(BLUE)
                .set_text_wrap()
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xFF_FFFF),
            basis: basis.set_align(FormatAlign::Top),
        }
    }

    /// The format of a cell in a row of this kind.
    pub(crate) fn cell(&self, pattern: Pattern, appearance: CellAppearance) -> Format {
        let basis = self.basis.clone();
        // A thin line below every row, in the cells and not as a rule: beside a rule that colours, LibreOffice leaves out
        // the one or the other.
        let ruled = |look: Format| look.set_border_bottom(FormatBorder::Thin).set_border_bottom_color(LINE);
        let basis = match pattern {
            Pattern::Usual => ruled(basis),
            Pattern::Dim => ruled(basis.set_font_color(DIM).set_italic()),
            Pattern::Bold => ruled(basis.set_bold()),
            Pattern::Total => basis.set_bold().set_background_color(BACKGROUND),
        };
        match appearance {
            CellAppearance::Text => basis,
            CellAppearance::Fold => basis.set_text_wrap(),
            CellAppearance::Middle => basis.set_align(FormatAlign::Center),
            CellAppearance::Right => basis.set_align(FormatAlign::Right),
            CellAppearance::Whole => basis.set_num_format(WHOLE),
            CellAppearance::Fraction => basis.set_num_format(FRACTION),
            CellAppearance::Link => basis.set_font_color(0x1D_4ED8).set_underline(FormatUnderline::Single),
        }
    }
}

/// Colours the cells of a column by the achievement that stands in `value_cell` of the same row (as "$M5"; the row number
/// is that of the first cell). Text, blanks and what has no figure turn grey.
pub(crate) fn light(
    sheet: &mut Worksheet,
    (first_row, last_row): (u32, u32),
    column: u16,
    value_cell: &str,
) -> Result<(), XlsxError> {
    for color in LIGHT {
        let when = match color {
            ScaleColor::Green => format!("AND(ISNUMBER({value_cell}),ROUND({value_cell},9)>=100)"),
            ScaleColor::Yellow => {
                format!("AND(ISNUMBER({value_cell}),ROUND({value_cell},9)>=80,ROUND({value_cell},9)<100)")
            }
            ScaleColor::Red => format!("AND(ISNUMBER({value_cell}),ROUND({value_cell},9)<80)"),
            ScaleColor::Gray => format!("NOT(ISNUMBER({value_cell}))"),
        };
        let aturan = ConditionalFormatFormula::new().set_rule(Formula::new(when)).set_format(light_look(color));
        sheet.add_conditional_format(first_row, column, last_row, column, &aturan)?;
    }
    Ok(())
}

/// Colours the cells of some columns by the words with which their texts begin.
pub(crate) fn prefix_light(
    sheet: &mut Worksheet,
    (first_row, last_row): (u32, u32),
    (first_column, last_column): (u16, u16),
    prefix: &[(&str, ScaleColor)],
) -> Result<(), XlsxError> {
    for (prefix, color) in prefix {
        let when = ConditionalFormatTextRule::BeginsWith(prefix.to_string());
        let aturan = ConditionalFormatText::new().set_rule(when).set_format(light_look(*color));
        sheet.add_conditional_format(first_row, first_column, last_row, last_column, &aturan)?;
    }
    Ok(())
}

/// The look of a cell of this light.
fn light_look(color: ScaleColor) -> Format {
    Format::new().set_font_color(text_color(color)).set_background_color(background_color(color))
}

/// The status of an achievement as a live formula over the cell that holds it, and its words now.
pub(crate) fn status_formula(value_cell: &str) -> String {
    static LABELS: LazyLock<[String; 4]> = LazyLock::new(|| LIGHT.map(label));
    let [green, yellow, red, gray] = &*LABELS;
    format!(
        "IF(ISNUMBER({value_cell}),IF(ROUND({value_cell},9)>=100,\"{green}\",IF(ROUND({value_cell},9)>=80,\"{yellow}\",\"{red}\")),\"{gray}\")"
    )
}
