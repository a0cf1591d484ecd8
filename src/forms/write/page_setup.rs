//! How wide the columns of a form are and what paper it is printed on, so that it can be read there and its signature stands
//! with what is signed.

use super::cell;
use crate::domain::column::Field;
use crate::template::TemplateTable;

/// Headings up to this many letters are not broken.
const ONE_LINE_HEADING: usize = 12;
/// Points of a row, as the workbook's default has it.
pub(super) const LINE: f64 = 13.5;
/// Rows of a table that a signature below it keeps with it.
pub(super) const KEPT_ROWS: u32 = 3;
/// Numbers of the papers, as workbooks count them.
pub(super) const A4: u8 = 9;
pub(super) const A3: u8 = 8;
/// Inches across A4 upright, across A4 and across A3 lying, within the margins.
const PORTRAIT: f64 = 7.45;
const LANDSCAPE: f64 = 10.85;
const LARGE: f64 = 15.7;
/// Points down A4 upright and A3 lying, and down A4 lying, within the margins.
const PORTRAIT_HEIGHT: f64 = 760.0;
const LANDSCAPE_HEIGHT: f64 = 512.0;
/// How much more than a page is still printed on one.
const SQUEEZED: f64 = 1.4;
/// Open rows that a form has at least, whatever fits on its page.
const FEWEST_OPEN: u32 = 3;
/// The scale at which print is easy to read, and the smallest that can be.
const READABLE: f64 = 0.8;
const SMALLEST: f64 = 0.66;
/// Columns wider than this hold texts that may be folded more often, down to this part of their width.
const WIDE: f64 = 14.0;
const NARROWEST: f64 = 0.6;

/// First sheet column of every table: a second table without row numbers begins beside the first one's.
pub(super) fn position<'a>(tables: &[&'a TemplateTable]) -> Vec<(u16, &'a TemplateTable)> {
    let numbered = |table: &TemplateTable| table.columns.first().is_some_and(|owned| owned.column.field == Field::No);
    let first = tables.first().is_some_and(|table| numbered(table));
    tables.iter().map(|table| (u16::from(first && !numbered(table)), *table)).collect()
}

/// What the sheet of instructions says of the paper of a form with these tables.
pub(super) fn paper(tables: &[&TemplateTable]) -> Option<&'static str> {
    arrange(&position(tables), false).1.large.then_some("dicetak di kertas A3 mendatar")
}

/// How a sheet is printed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct PageSetup {
    pub(super) portrait: bool,
    /// A3 instead of A4.
    pub(super) large: bool,
    /// Percent of the size on the screen, at which the columns fit across the page.
    pub(super) scale: u16,
}

/// Where a page ends, so that a signature never stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Breaks {
    /// Everything fits on one page.
    OnePage,
    /// A page begins with this row.
    Before(u32),
    /// Wherever the paper ends.
    Anywhere,
}

impl PageSetup {
    /// Points down a page, in those of the screen.
    fn height(self) -> f64 {
        let paper = if self.portrait || self.large { PORTRAIT_HEIGHT } else { LANDSCAPE_HEIGHT };
        paper * 100.0 / f64::from(self.scale)
    }

    /// What is printed on one page, smaller than its columns ask for where that can still be read.
    fn one_page(self) -> f64 {
        let readable = f64::from(self.scale) / 100.0 / SMALLEST;
        self.height() * if self.portrait { SQUEEZED } else { readable.clamp(1.0, SQUEEZED) }
    }

    /// How many of its open rows a form keeps so that its signature stands on the page of its table: all of them where that
    /// cannot be had, for it takes another page anyway.
    pub(super) fn open_rows(self, heights: &[f64], open: u32) -> u32 {
        let over = heights.iter().sum::<f64>() - self.one_page();
        if over <= 0.0 {
            return open;
        }
        let kept = open.saturating_sub((over / LINE).ceil() as u32);
        if kept >= FEWEST_OPEN { kept } else { open }
    }

    pub(super) fn breaks(self, heights: &[f64], keep: u32) -> Breaks {
        let page = self.height();
        let all: f64 = heights.iter().sum();
        if all <= self.one_page() {
            return Breaks::OnePage;
        }
        let (mut before, mut at) = (0.0, 0.0);
        for (row, height) in (0..).zip(heights) {
            if at + height > page {
                at = 0.0;
            }
            if row == keep {
                before = at;
            }
            at += height;
        }
        let tail: f64 = heights.iter().skip(keep as usize).sum();
        // The rest begins a page of its own where it would be cut, and fits on one.
        if before + tail > page && tail <= page { Breaks::Before(keep) } else { Breaks::Anywhere }
    }
}

/// The widths of the sheet's columns, and the paper that they are printed on. What would be too small to read on A4 gets
/// narrower columns for long texts, and what is too small even so stands on A3.
pub(super) fn arrange(position: &[(u16, &TemplateTable)], agreed: bool) -> (Vec<f64>, PageSetup) {
    let (mut width, least) = sheet_width(position);
    let inches = |width: &[f64]| width.iter().map(|width| (width * 7.0 + 5.0) / 96.0).sum::<f64>();
    let scale = |paper: f64, width: &[f64]| (paper / inches(width)).min(1.0);
    // Office programs draw a digit of the same face up to six percent wider than one another.
    let setup = |portrait, large, scale: f64| PageSetup { portrait, large, scale: (scale * 92.0).floor() as u16 };
    let upright = scale(PORTRAIT, &width);
    if upright >= if agreed { READABLE } else { 1.0 } {
        return (width, setup(true, false, upright));
    }
    while scale(LANDSCAPE, &width) < READABLE {
        let mut narrowed = false;
        for (width, least) in width.iter_mut().zip(&least) {
            let less = (*width * 0.97).max(*least);
            narrowed |= less < *width;
            *width = less;
        }
        if !narrowed {
            break;
        }
    }
    let across = scale(LANDSCAPE, &width);
    if across >= SMALLEST {
        return (width, setup(false, false, across));
    }
    let (width, _) = sheet_width(position);
    let across = scale(LARGE, &width);
    (width, setup(false, true, across))
}

/// The widths of the sheet's columns, each as wide as the widest table wants it and wide enough for its longest word; and
/// the least that each can do with.
fn sheet_width(position: &[(u16, &TemplateTable)]) -> (Vec<f64>, Vec<f64>) {
    let (mut width, mut least): (Vec<f64>, Vec<f64>) = (Vec::new(), Vec::new());
    for (left, table) in position {
        for (column, owned) in (usize::from(*left)..).zip(&table.columns) {
            if width.len() <= column {
                width.resize(column + 1, 5.0);
                least.resize(column + 1, 5.0);
            }
            let heading = owned.heading.last().map_or("", String::as_str);
            let word = heading.split([' ', '/']).map(|word| word.chars().count()).max().unwrap_or(0);
            // A short heading stays on one line, a long one breaks between its words.
            let letter = word.max(heading.chars().count().min(ONE_LINE_HEADING)) as f64 + 2.0;
            let needs = cell::width(owned).max(if owned.width.is_some() { 0.0 } else { letter });
            if let (Some(place), Some(least)) = (width.get_mut(column), least.get_mut(column)) {
                *place = place.max(needs);
                // A unit of measure is one word, and not that of the heading.
                let word = if owned.column.field == Field::Satuan { word.max(8) } else { word };
                let part = if needs > WIDE { needs * NARROWEST } else { 0.0 };
                *least = least.max((word as f64 + 2.5).min(needs)).max(part);
            }
        }
    }
    (width, least)
}
