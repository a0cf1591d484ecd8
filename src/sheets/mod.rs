//! The kit that workbooks are drawn with: looks (`style`), and a sheet that is one table: title, what a reader must know, totals, header, rows.
//!
//! Takes columns and rows of cells, draws a real Excel table with filters, frozen panes, widths that fit and a print
//! set-up for A4 landscape. Totals stand above the header, where they stay in sight, and follow the filter. The rows
//! themselves are written when the workbook is saved (`OutputBook`).

mod book;
mod cell;
mod column;
mod content;
mod error;
mod guide;
mod row;
pub(crate) mod style;
mod text;

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, FormatAlign, Table, TableColumn, TableStyle, Workbook, Worksheet};

use crate::domain::address::column_letters;
use crate::domain::capaian::{GradeScale, Profil};
use crate::domain::text::one_line;
use crate::ooxml::text::{cell_text, foot, sheet_name};
pub(crate) use book::OutputBook;
pub(crate) use cell::{FormulaResult, SheetCell, height, row_count, write_cell};
pub(crate) use column::{CellLook, SheetColumn};
use content::SheetTable;
pub use error::SheetError;
pub(crate) use row::{RowContent, RowLook, SheetRow, consecutive};
use style::{BookStyles, CellAppearance, Pattern};

/// A workbook without sheets yet.
pub(crate) fn book<'b>(heading: &str, instansi: &str, made: &NaiveDateTime) -> Result<OutputBook<'b>, SheetError> {
    let mut book = Workbook::new();
    book.set_default_format(&style::basis(), 18, 64)?;
    let property = DocProperties::new()
        .set_title(one_line(heading))
        .set_company(one_line(instansi))
        .set_author("Selaras")
        .set_creation_datetime(made);
    book.set_properties(&property);
    Ok(OutputBook::new(book))
}

/// Row of the totals, from zero.
const TOTAL_ROW: u32 = 2;
/// Row of the header, from zero.
pub(crate) const HEAD_ROW: u32 = 3;
/// Row of the first entry, from zero.
pub(crate) const CONTENT_ROW: u32 = HEAD_ROW + 1;
/// Rows of a sheet below the header; what is beyond goes on on a further sheet (Excel has 1,048,576 rows in all).
const MOST_ROW: usize = 1_000_000;
/// Rows that are looked at to find the width of a column.
const MEASURED_ROW: usize = 2_000;
/// Widest room for the sentence above a table, and its letters for each character of the columns: its print is smaller.
const REMARK_WIDTH: f64 = 160.0;
const REMARK_LETTERS: f64 = 1.05;
/// Characters that fit across a landscape page at a readable size.
const PAGE_WIDTH: f64 = 210.0;
/// The share of a page that is rather made room for on the pages before it.
const SHRUNK: f64 = 0.3;

/// The status on the institution's own scale. It stands last and is left out where the scale is the traffic light, which
/// the status says already.
pub(crate) const PREDIKAT: SheetColumn = SheetColumn::new("Predikat", CellLook::Text, 12, 20);

/// The columns of a sheet whose last one is [`PREDIKAT`], under a profile.
pub(crate) fn with_predikat_column<'k>(profil: &Profil, column: &'k [SheetColumn]) -> &'k [SheetColumn] {
    match (profil.scale, column.split_last()) {
        (GradeScale::Light, Some((_, without))) => without,
        _ => column,
    }
}

/// The cell of [`PREDIKAT`].
pub(crate) fn predikat_cell<'s>(profil: &Profil, capaian: Option<f64>) -> SheetCell<'s> {
    profil.scale.status(profil.scale_limit, capaian).map_or(SheetCell::Blank, |status| SheetCell::Text(status.into()))
}

/// The number of a column by its heading.
pub(crate) fn number(column: &[SheetColumn], heading: &str) -> u16 {
    let position = column.iter().position(|one| one.heading == heading);
    debug_assert!(position.is_some(), "tidak ada kolom {heading}");
    position.and_then(|position| u16::try_from(position).ok()).unwrap_or_default()
}

/// The letters of a column by its heading.
pub(crate) fn letter(column: &[SheetColumn], heading: &str) -> String {
    column_letters(u32::from(number(column, heading)))
}

/// The row of an entry as formulas write it, counted from 1, on the sheet that it stands on ([`sheet_from`]).
pub(crate) fn formula_row(order: usize) -> u32 {
    u32::try_from(order % MOST_ROW).unwrap_or_default() + CONTENT_ROW + 1
}

/// The sheet of an entry: of that name, or a further one when there are more than fit.
pub(crate) fn sheet_from(name: &str, order: usize) -> String {
    part_name(name, order / MOST_ROW)
}

/// What formulas write before a cell of the sheet of an entry.
pub(crate) fn benchmark(name: &str, order: usize) -> String {
    match order / MOST_ROW {
        0 => format!("{name}!"),
        part => format!("'{}'!", part_name(name, part)),
    }
}

fn part_name(name: &str, part: usize) -> String {
    if part == 0 { name.to_string() } else { format!("{name} ({})", part + 1) }
}

/// Whether so many entries need more than one sheet, so that formulas over rows must name it.
pub(crate) fn sectioned(count: usize) -> bool {
    count > MOST_ROW
}

/// What stands above a column; only rows that the filter shows count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SheetTotal {
    Add,
    Average,
    Count,
}

/// A sheet to be drawn.
pub(crate) struct TableSheet<'a> {
    pub(crate) name: &'static str,
    /// Name of the table, for formulas of others.
    pub(crate) table_name: &'static str,
    pub(crate) heading: String,
    pub(crate) remark: String,
    pub(crate) columns: &'a [SheetColumn],
    pub(crate) row: RowContent<'a>,
    /// Columns that stay in sight.
    pub(crate) frozen: u16,
    /// What the totals row says in its first cell, and the totals.
    pub(crate) total: (&'static str, Vec<(&'static str, SheetTotal)>),
    /// Columns that take the colour of the achievement in another: (coloured, achievement).
    pub(crate) lights: Vec<(&'static str, &'static str)>,
}

impl<'a> TableSheet<'a> {
    /// Draws the sheet and gives it, for what else stands on it. What does not fit goes on on further sheets, and every
    /// sheet says so.
    pub(crate) fn write<'b>(
        self,
        book: &'b mut OutputBook<'a>,
        style: &BookStyles,
    ) -> Result<&'b mut Worksheet, SheetError> {
        let name = self.name;
        self.write_bounded(book, style, MOST_ROW, |_, _| Ok(()))?;
        Ok(book.worksheet_from_name(&sheet_name(name))?)
    }

    /// As [`Self::write`]; `decoration` gets every sheet and its last row.
    pub(crate) fn write_decorated(
        self,
        book: &mut OutputBook<'a>,
        style: &BookStyles,
        decoration: impl Fn(&mut Worksheet, u32) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        self.write_bounded(book, style, MOST_ROW, decoration)
    }

    fn write_bounded(
        mut self,
        book: &mut OutputBook<'a>,
        style: &BookStyles,
        limit: usize,
        decoration: impl Fn(&mut Worksheet, u32) -> Result<(), SheetError>,
    ) -> Result<(), SheetError> {
        let all = self.row.count;
        let example: Vec<SheetRow<'a>> = self.row.all.by_ref().take(MEASURED_ROW).collect();
        let widths: Vec<f64> =
            self.columns.iter().enumerate().map(|(number, column)| width(&example, number, column)).collect();
        let (heading, remark) = (self.heading.clone(), self.remark.clone());
        let (count, mut sheet) = (all.div_ceil(limit).max(1), Vec::new());
        for part in 0..count {
            let (from, until) = (part * limit, all.min((part + 1) * limit));
            if count > 1 {
                self.heading = format!("{heading} (bagian {} dari {count})", part + 1);
                self.remark = format!(
                    "Lembar ini memuat baris {} sampai {until} dari {all}; selebihnya di lembar {} sampai {}. {remark}",
                    from + 1,
                    self.name,
                    part_name(self.name, count - 1)
                );
            }
            // The last row; a table without entries keeps one blank row, as Excel wants.
            let last = CONTENT_ROW + u32::try_from((until - from).saturating_sub(1)).unwrap_or_default();
            decoration(self.write_part(book, style, part, &widths, last)?, last)?;
            sheet.push((book.worksheets().len(), until - from));
        }
        if all > 0 {
            let (label, total) = &self.total;
            let total = total.iter().map(|(heading, way)| (usize::from(number(self.columns, heading)), *way)).collect();
            book.deposited(SheetTable {
                row: RowContent { count: all, all: Box::new(example.into_iter().chain(self.row.all)) },
                columns: self.columns.to_vec(),
                widths,
                total: (label, total),
                sheets: sheet,
            });
        }
        Ok(())
    }

    fn write_part<'b>(
        &self,
        book: &'b mut OutputBook<'a>,
        style: &BookStyles,
        part: usize,
        width: &[f64],
        last: u32,
    ) -> Result<&'b mut Worksheet, SheetError> {
        let name = sheet_name(&part_name(self.name, part));
        book.list(&name, self.columns);
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        self.arrange_page(sheet, width)?;
        sheet.write_string_with_format(0, 0, one_line(&self.heading), &style.heading)?;
        let remark = one_line(&self.remark);
        let (right, across) = across(width);
        let folded = style.remark.clone().set_text_wrap().set_align(FormatAlign::Top);
        if right > 0 {
            sheet.merge_range(1, 0, 1, right, "", &folded)?;
        }
        sheet.write_string_with_format(1, 0, cell_text(&remark), &folded)?;
        sheet.set_row_height(1, height(row_count(&remark, across * REMARK_LETTERS)) - 1.5)?;
        let column: Vec<TableColumn> =
            self.columns.iter().map(|column| TableColumn::new().set_header(column.heading)).collect();
        let table_name =
            if part == 0 { self.table_name.to_string() } else { format!("{}{}", self.table_name, part + 1) };
        let table = Table::new().set_name(table_name).set_style(TableStyle::None).set_columns(&column);
        // The writer notes every cell of a table; the table is drawn to its length when its rows are written.
        sheet.add_table(HEAD_ROW, 0, CONTENT_ROW, self.last_column(), &table)?;
        for (number, column) in (0_u16..).zip(self.columns) {
            sheet.write_string_with_format(HEAD_ROW, number, column.heading, &style.head)?;
        }
        self.prepare_content(sheet, style)?;
        for (column, value) in &self.lights {
            let cell = format!("${}{}", letter(self.columns, value), CONTENT_ROW + 1);
            style::light(sheet, (CONTENT_ROW, last), number(self.columns, column), &cell)?;
        }
        Ok(sheet)
    }

    fn last_column(&self) -> u16 {
        u16::try_from(self.columns.len().saturating_sub(1)).unwrap_or_default()
    }

    /// What rows need that are written later: a sample of every look a cell may have.
    fn prepare_content(&self, sheet: &mut Worksheet, style: &BookStyles) -> Result<(), SheetError> {
        if self.row.count == 0 {
            sheet.write_string_with_format(
                CONTENT_ROW,
                0,
                "Tidak ada data.",
                &style.cell(Pattern::Dim, CellAppearance::Text),
            )?;
            return Ok(());
        }
        let all =
            Pattern::ALL.into_iter().flat_map(|pattern| CellAppearance::ALL.map(|appearance| (pattern, appearance)));
        for ((pattern, appearance), number) in all.zip(0_u16..) {
            sheet.write_blank(CONTENT_ROW, number, &style.cell(pattern, appearance))?;
        }
        sheet.group_symbols_above(true);
        Ok(())
    }

    fn arrange_page(&self, sheet: &mut Worksheet, width: &[f64]) -> Result<(), SheetError> {
        let total: f64 = width.iter().sum();
        for (number, width) in (0_u16..).zip(width) {
            sheet.set_column_width(number, *width)?;
        }
        let heading = |(column, width): (&SheetColumn, &f64)| row_count(column.heading, width - 2.5);
        let head = self.columns.iter().zip(width).map(heading).max().unwrap_or(1);
        sheet.set_row_height(0, 24)?.set_row_height(HEAD_ROW, height(head.max(2)))?;
        sheet.set_freeze_panes(CONTENT_ROW, self.frozen)?;
        sheet.set_screen_gridlines(false).set_zoom(90);
        page(sheet, &self.heading)?;
        sheet.set_landscape();
        let page = pages_across(total);
        sheet.set_print_fit_to_pages(page, 0).set_repeat_rows(HEAD_ROW, HEAD_ROW)?;
        if page > 1 && self.frozen > 0 {
            sheet.set_repeat_columns(0, self.frozen - 1)?;
        }
        Ok(())
    }
}

/// Pages that columns of this width together are printed on, side by side: a little too much makes the print smaller, and
/// puts no column on a page of its own.
fn pages_across(total: f64) -> u16 {
    let pages = total / PAGE_WIDTH;
    let whole = if pages.fract() <= SHRUNK { pages.floor() } else { pages.ceil() };
    whole.clamp(1.0, 10.0) as u16
}

/// The last of the columns that the sentence above a table stands over, and how wide they are together: no wider than a
/// page.
fn across(width: &[f64]) -> (u16, f64) {
    let (mut last, mut all) = (0, 0.0);
    for (column, width) in (0_u16..).zip(width) {
        if column > 0 && all + width > REMARK_WIDTH {
            break;
        }
        (last, all) = (column, all + width);
    }
    (last, all)
}

fn width(example: &[SheetRow<'_>], number: usize, column: &SheetColumn) -> f64 {
    let (narrowest, widest) = column.width;
    let content = example.iter().filter_map(|row| row.cells.get(number)).map(SheetCell::width).max();
    // A heading may wrap at its words; the filter's arrow needs room.
    let word = column.heading.split(' ').map(|word| word.chars().count() + 3).max().unwrap_or(0);
    let width = content.unwrap_or(0).saturating_add(2).max(word);
    width.clamp(usize::from(narrowest), usize::from(widest).max(word)) as f64
}

/// Paper, margins and footer, the same for every sheet.
pub(crate) fn page(sheet: &mut Worksheet, heading: &str) -> Result<(), SheetError> {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_margins(0.4, 0.4, 0.5, 0.6, 0.25, 0.3);
    sheet.set_footer(format!("&L&8{}&R&8Halaman &P dari &N", foot(heading, 120)));
    Ok(())
}

#[cfg(test)]
mod tests;
