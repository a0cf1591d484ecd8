//! The recap for leadership: one printed page first, then what stands behind it.

mod action;
mod document;
mod figure_origin;
mod iku;
mod lakip;
mod measured;
mod red;
mod summary;
mod unit;

use rust_xlsxwriter::{Sparkline, SparklineType, Worksheet};

use super::{book, cell_formula, origin};
use crate::domain::capaian::{Profil, formula};
use crate::recap::ReportInput;
use crate::recap::model::{Figure, FigureText, MEANWHILE, QuarterPoint, Recap, RecapIndikator, SourceCell};
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{CONTENT_ROW, FormulaResult, SheetCell, SheetColumn, SheetError, number};

/// Draws the recap.
pub(crate) fn write(recap: &Recap, input: &ReportInput<'_>) -> Result<Vec<u8>, SheetError> {
    let mut book = book(input, &format!("Rekap Kinerja {} Tahun {}", recap.instansi, recap.year))?;
    let style = BookStyles::new();
    let up = origin::FROM_OUTCOME;
    // The first page refers to the rows of the sheets behind it.
    let position = SheetPositions {
        sheet: recap.designation.sheet,
        iku: iku::position(recap),
        origins: figure_origin::position(recap),
    };
    summary::write(recap, &position, &mut book)?;
    iku::write(recap, input.profil, &mut book, &style)?;
    unit::write(recap, input.profil, &mut book, &style)?;
    red::write(recap, up, &mut book, &style)?;
    document::write(recap, up, &mut book, &style)?;
    action::write(recap, up, &mut book, &style)?;
    figure_origin::write(recap, up, &mut book, &style)?;
    lakip::write(recap, &mut book, &style)?;
    book.save()
}

/// Draws the recap of some units: the first page and what stands behind it. It stands in a folder of its own.
pub(crate) fn write_part(recap: &Recap, input: &ReportInput<'_>) -> Result<Vec<u8>, SheetError> {
    let mut book = book(input, &recap.heading)?;
    let style = BookStyles::new();
    let up = format!("../{}", origin::FROM_OUTCOME);
    let position = SheetPositions { sheet: recap.designation.sheet, iku: iku::position(recap), origins: Vec::new() };
    summary::write(recap, &position, &mut book)?;
    iku::write(recap, input.profil, &mut book, &style)?;
    unit::write(recap, input.profil, &mut book, &style)?;
    red::write(recap, &up, &mut book, &style)?;
    document::write(recap, &up, &mut book, &style)?;
    action::write(recap, &up, &mut book, &style)?;
    book.save()
}

/// Prints a sheet one page wide, up to a column; what stands right of it is for the screen.
fn print_until(sheet: &mut Worksheet, column: &[SheetColumn], heading: &str, rows: usize) -> Result<(), SheetError> {
    let last = CONTENT_ROW + u32::try_from(rows.max(1)).unwrap_or(1) - 1;
    sheet.set_print_area(0, 0, last, number(column, heading))?.set_print_fit_to_pages(1, 0);
    Ok(())
}

/// Prints nothing of a sheet but what it is: its rows are links, which paper does not follow.
fn print_heading(sheet: &mut Worksheet, column: &[SheetColumn]) -> Result<(), SheetError> {
    let last = u16::try_from(column.len().saturating_sub(1)).unwrap_or_default();
    sheet.set_print_area(0, 0, 1, last.min(5))?.set_print_fit_to_pages(1, 1);
    Ok(())
}

/// Where the rows of other sheets stand, for the first page.
struct SheetPositions {
    /// The sheet of the indicators.
    sheet: &'static str,
    /// Of the indicators of the institution, as formulas write it.
    iku: Vec<u32>,
    /// Of the figures on the sheet that tells where they come from.
    origins: Vec<u32>,
}

impl SheetPositions {
    /// A cell of an indicator of the institution.
    fn iku(&self, order: usize, heading: &str) -> String {
        iku::address(self.sheet, self.iku.get(order).copied().unwrap_or_default(), heading)
    }

    /// The cell where the chain of a figure begins.
    fn origin(&self, order: usize) -> Option<String> {
        self.origins.get(order).map(|row| format!("A{row}"))
    }
}

/// The link to where something was typed, shown as its file.
fn source_cell<'a>(up: &str, source: Option<&'a SourceCell>) -> SheetCell<'a> {
    let Some(SourceCell { file, sheet, cell }) = source else { return SheetCell::Blank };
    let (sheet, cell) = ((!sheet.is_empty()).then_some(sheet.as_str()), (!cell.is_empty()).then_some(cell.as_str()));
    match origin::link_from(up, file, sheet, cell) {
        Some(address) => SheetCell::Link(address, file.as_str().into()),
        None => SheetCell::Text(file.as_str().into()),
    }
}

/// "Keadaan s.d. TW II, data per 20 Juli 2026".
fn state(recap: &Recap) -> String {
    recap.state.clone()
}

/// The cells of an indicator's achievement: uncapped, capped, status. Formulas over target and realisation of the row
/// where they give the figures that the house computed.
fn capaian_cell<'a>(profil: &Profil, one: &'a RecapIndikator, [t, r, p, c]: [&str; 4]) -> [SheetCell<'a>; 3] {
    let standing = &one.standing;
    let figure = cell_formula::outcome(profil, one.polaritas, standing.target.in_cell(), standing.realisasi.in_cell());
    let (full_value, value) = (standing.full.figure, standing.capaian.figure);
    let full = if cell_formula::same(figure, full_value) {
        SheetCell::formula(formula::full(profil, one.polaritas, t, r), full_value)
    } else {
        SheetCell::figure(full_value)
    };
    if standing.light.word == MEANWHILE {
        // Too few reported for a colour: a text, which no formula and no light takes for a figure.
        let status = SheetCell::owned(format!("{} {}", standing.light.mark, standing.light.word));
        return [full, SheetCell::Text(standing.capaian.wording.as_str().into()), status];
    }
    let limited = full_value.map(|full| profil.limit(full));
    let capaian = if cell_formula::same(limited, value) {
        SheetCell::formula(formula::limited(profil, p), value)
    } else {
        SheetCell::figure(value)
    };
    [
        full,
        capaian,
        SheetCell::Formula(
            style::status_formula(c),
            FormulaResult::Text(format!("{} {}", standing.light.mark, standing.light.word)),
        ),
    ]
}

/// Achievement of the quarters; a quarter without data stays blank.
fn trend_cell<'a>(one: &RecapIndikator) -> [SheetCell<'a>; 4] {
    std::array::from_fn(|tw| SheetCell::figure(one.standing.trend[tw].capaian.figure))
}

fn magnitude_cell(magnitude: &Figure) -> SheetCell<'_> {
    SheetCell::figure_or(magnitude.in_cell(), Some(&magnitude.wording))
}

/// A text, or a dash where nothing was written.
fn or_dash(text: &FigureText) -> SheetCell<'_> {
    SheetCell::Text(text.or_dash().into())
}

/// Bars of the four quarters in a cell, on one scale for all rows; nothing where no quarter has data.
fn trend(
    sheet: &mut Worksheet,
    place: (u32, u16),
    range: (&str, u32, u16),
    content: &[QuarterPoint; 4],
) -> Result<(), SheetError> {
    if content.iter().all(|point| point.capaian.figure.is_none()) {
        return Ok(());
    }
    let (name, row, column) = range;
    let line = Sparkline::new()
        .set_type(SparklineType::Column)
        .set_range((name, row, column, row, column + 3))
        .set_custom_min(0)
        .set_custom_max(125)
        .set_sparkline_color(style::TREND);
    sheet.add_sparkline(place.0, place.1, &line)?;
    Ok(())
}
