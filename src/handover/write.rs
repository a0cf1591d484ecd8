//! A table as a file.

use chrono::NaiveDateTime;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook};

use super::definition::{Definition, FileKind};
use super::rows::ExportTable;
use crate::domain::numeral::short_figure;
use crate::manuscript::FieldValue;
use crate::ooxml::text::{cell_text, sheet_name};

/// Decimals of a figure in a text file at most.
const DECIMALS: u8 = 6;
/// Widths of a column, in characters.
const WIDTHS: (usize, usize) = (10, 60);

/// A file that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum HandoverError {
    /// The workbook could not be put together.
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

/// The file of a table. `made` is the day of the run.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn file(definition: &Definition, table: &ExportTable, made: NaiveDateTime) -> Result<Vec<u8>, HandoverError> {
    match definition.kind {
        FileKind::Xlsx => workbook(definition, table, made),
        FileKind::Csv => Ok(text(definition, table).into_bytes()),
    }
}

/// Texts are written as texts and figures as figures; nothing is written as a formula.
fn workbook(definition: &Definition, table: &ExportTable, made: NaiveDateTime) -> Result<Vec<u8>, HandoverError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_author("Selaras").set_creation_datetime(&made));
    let head = Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top);
    let body = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let sheet = book.add_worksheet();
    sheet.set_name(sheet_name(&definition.sheet))?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    for (number, column) in (0_u16..).zip(&definition.columns) {
        sheet.write_string_with_format(0, number, cell_text(&column.heading), &head)?;
        let cells = table.rows.iter().filter_map(|row| row.get(usize::from(number)));
        let longest = cells.map(|cell| cell.wording.chars().count()).max().unwrap_or_default();
        let width = longest.max(column.heading.chars().count().min(24)).clamp(WIDTHS.0, WIDTHS.1);
        sheet.set_column_width(number, width as f64)?;
    }
    for (number, row) in (1_u32..).zip(&table.rows) {
        for (column, cell) in (0_u16..).zip(row) {
            match cell.number {
                Some(figure) => {
                    sheet.write_number_with_format(number, column, figure, &body)?;
                }
                None if cell.wording.is_empty() => {}
                None => {
                    sheet.write_string_with_format(number, column, cell_text(&cell.wording), &body)?;
                }
            }
        }
    }
    Ok(book.save_to_buffer()?)
}

fn text(definition: &Definition, table: &ExportTable) -> String {
    let separator = definition.separator.to_string();
    let quoted = |cell: &str| {
        let plain = !cell.contains([definition.separator, '"', '\n', '\r']);
        if plain { cell.to_string() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
    };
    let figure = |cell: &FieldValue| match cell.number {
        Some(figure) => short_figure(figure, DECIMALS).replace('.', "").replace(',', &definition.decimal.to_string()),
        // A text that begins like a formula is one to a program that opens the file.
        None if cell.wording.starts_with(['=', '+', '@', '\t']) => format!("'{}", cell.wording),
        None => cell.wording.clone(),
    };
    let headings: Vec<String> = definition.columns.iter().map(|column| quoted(&column.heading)).collect();
    let mut lines = vec![headings.join(&separator)];
    for row in &table.rows {
        let cells: Vec<String> = row.iter().map(|cell| quoted(&figure(cell))).collect();
        lines.push(cells.join(&separator));
    }
    // The mark by which Excel knows UTF-8.
    format!("\u{feff}{}\r\n", lines.join("\r\n"))
}
