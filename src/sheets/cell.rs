//! A cell: what it holds, how much room it needs, and how it is written.

use std::borrow::Cow;

use rust_xlsxwriter::{Format, Formula, Url, Worksheet};

use super::SheetError;
use crate::ooxml::text::cell_text;

/// What a cell holds. Texts are written as texts whatever they look like.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum SheetCell<'a> {
    Blank,
    Text(Cow<'a, str>),
    Figure(f64),
    /// A formula without its `=`, and its result now.
    Formula(String, FormulaResult),
    /// An address and the text that shows.
    Link(String, Cow<'a, str>),
}

/// What a formula gives.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum FormulaResult {
    Figure(f64),
    /// Also "" for a formula that has nothing to say.
    Text(String),
}

impl FormulaResult {
    fn as_written(&self) -> String {
        match self {
            Self::Figure(figure) => figure.to_string(),
            Self::Text(text) => text.clone(),
        }
    }
}

impl<'a> SheetCell<'a> {
    pub(crate) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Blank, |text| Self::Text(Cow::Borrowed(text)))
    }

    pub(crate) fn owned(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text(Cow::Owned(text)) }
    }

    pub(crate) fn figure(figure: Option<f64>) -> Self {
        figure.filter(|figure| figure.is_finite()).map_or(Self::Blank, Self::Figure)
    }

    /// The figure, else the text.
    pub(crate) fn figure_or(figure: Option<f64>, text: Option<&'a str>) -> Self {
        match Self::figure(figure) {
            Self::Blank => Self::text(text),
            figure => figure,
        }
    }

    /// A formula whose result is a figure, or nothing.
    pub(crate) fn formula(formula: String, outcome: Option<f64>) -> Self {
        Self::Formula(formula, outcome.map_or(FormulaResult::Text(String::new()), FormulaResult::Figure))
    }

    /// The same cell, of texts of its own.
    pub(super) fn becomes_owned(self) -> SheetCell<'static> {
        match self {
            Self::Blank => SheetCell::Blank,
            Self::Text(text) => SheetCell::Text(Cow::Owned(text.into_owned())),
            Self::Figure(figure) => SheetCell::Figure(figure),
            Self::Formula(formula, outcome) => SheetCell::Formula(formula, outcome),
            Self::Link(address, text) => SheetCell::Link(address, Cow::Owned(text.into_owned())),
        }
    }

    /// Its figure now.
    pub(crate) fn value(&self) -> Option<f64> {
        match self {
            Self::Figure(figure) | Self::Formula(_, FormulaResult::Figure(figure)) => Some(*figure),
            _ => None,
        }
    }

    /// Lines that its text takes in a column of this width.
    pub(super) fn row_count(&self, width: f64) -> usize {
        match self {
            Self::Text(text) => row_count(text, width),
            _ => 1,
        }
    }

    pub(super) fn width(&self) -> usize {
        match self {
            Self::Blank => 0,
            Self::Text(text) | Self::Link(_, text) if text.is_ascii() && !text.contains('\n') => text.len(),
            Self::Text(text) | Self::Link(_, text) => text.lines().map(|row| row.chars().count()).max().unwrap_or(0),
            Self::Formula(_, FormulaResult::Text(text)) => text.chars().count(),
            // Thousands marks and decimals come with the format.
            Self::Figure(figure) | Self::Formula(_, FormulaResult::Figure(figure)) => {
                let intact = figure.trunc().abs().to_string().len();
                intact + intact / 3 + if figure.fract() == 0.0 { 1 } else { 4 }
            }
        }
    }
}

/// Lines that a text takes in a column of so many characters, broken at words.
pub(crate) fn row_count(text: &str, width: f64) -> usize {
    // Letters are narrower than the digits that column widths are counted in.
    let fits_in = (width * 1.08).max(1.0) as usize;
    // Most texts are short; a text has no more characters than bytes.
    if text.len() <= fits_in && !text.contains('\n') {
        return 1;
    }
    let one = |row: &str| match row.is_ascii() {
        true => broken_rows(row.split_ascii_whitespace().map(str::len), fits_in),
        false => broken_rows(row.split_whitespace().map(|word| word.chars().count()), fits_in),
    };
    text.lines().map(one).sum::<usize>().max(1)
}

/// Lines that words of these lengths take.
fn broken_rows(words: impl Iterator<Item = usize>, fits_in: usize) -> usize {
    let (mut count, mut content) = (1, 0);
    for word in words {
        if content > 0 && content + 1 + word > fits_in {
            count += 1;
            content = 0;
        }
        // Divided only where it does not fit: most words do.
        if word > fits_in {
            count += (word - 1) / fits_in;
        }
        content += if word < fits_in { word } else { word % fits_in } + usize::from(content > 0);
    }
    count
}

/// Height of a row of so many lines, in points; Excel allows 409.
pub(crate) fn height(row: usize) -> f64 {
    (row.min(31) as f64 * 12.8 + 3.5).min(409.0)
}

/// Writes a cell of a sheet that is no table. A link that the writer refuses is written as its text.
pub(crate) fn write_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &SheetCell<'_>,
    look: &Format,
) -> Result<(), SheetError> {
    match cell {
        SheetCell::Blank => {
            sheet.write_blank(row, column, look)?;
        }
        SheetCell::Text(text) => {
            sheet.write_string_with_format(row, column, cell_text(text), look)?;
        }
        // The writer would take a text that looks like a figure for one.
        SheetCell::Formula(_, FormulaResult::Text(outcome)) if outcome.parse::<f64>().is_ok() => {
            sheet.write_string_with_format(row, column, cell_text(outcome), look)?;
        }
        SheetCell::Figure(figure) => {
            sheet.write_number_with_format(row, column, *figure, look)?;
        }
        SheetCell::Formula(formula, outcome) => {
            let formula = Formula::new(formula).set_result(outcome.as_written());
            sheet.write_formula_with_format(row, column, formula, look)?;
        }
        SheetCell::Link(address, content) => {
            let link = Url::new(address).set_text(cell_text(content));
            if sheet.write_url_with_format(row, column, link, look).is_err() {
                sheet.write_string_with_format(row, column, cell_text(content), look)?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_takes_the_lines_that_its_words_need() {
        assert_eq!(row_count("", 10.0), 1);
        assert_eq!(row_count("satu dua", 20.0), 1);
        assert_eq!(row_count("satu dua tiga empat", 9.0), 3);
        assert_eq!(row_count("satu\ndua", 20.0), 2);
        assert_eq!(row_count(&"x".repeat(40), 10.0), 4);
    }
}
