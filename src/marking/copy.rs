//! The way out for what cannot be patched: a fresh workbook with the unit's values, marked like any other.

use chrono::{NaiveDateTime, NaiveTime};
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::{CorrectionContext, CorrectionError, mark_with_cause};
use crate::domain::address::CellAddress;
use crate::domain::text::one_line;
use crate::finding::Temuan;
use crate::ooxml::text;

/// Widest column of the copy, in pixels.
const LARGEST_WIDTH: u32 = 320;

/// A sheet as plain values.
#[derive(Debug, Clone, Default)]
pub struct PlainSheet {
    /// As it is shown on the tab of the sheet.
    pub name: String,
    /// Its cells that are not blank.
    pub cells: Vec<(CellAddress, PlainValue)>,
}

/// The value of a cell.
#[derive(Debug, Clone, PartialEq)]
pub enum PlainValue {
    /// A text; it stays one, whatever it begins with.
    Text(String),
    /// A number, with its number format where it is known ("0.00%").
    Figure(f64, Option<String>),
    /// True or false.
    Logic(bool),
    /// A date, or a moment.
    Time(NaiveDateTime),
    /// An error value as it shows ("#DIV/0!").
    Error(String),
}

/// A fresh .xlsx with the unit's values and the marks, and a line that says why it is a copy. `sebab` continues
/// "tidak dapat ditandai langsung karena …".
///
/// # Errors
/// When the workbook cannot be put together.
pub fn marked_copy(
    worksheet: &[PlainSheet],
    temuan: &[&Temuan],
    context: &CorrectionContext,
    cause: &str,
) -> Result<Vec<u8>, CorrectionError> {
    let mut book = Workbook::new();
    let made = context.date.and_time(NaiveTime::MIN);
    book.set_properties(&DocProperties::new().set_author("Selaras").set_creation_datetime(&made));
    let mut names = Vec::new();
    for one in worksheet {
        let name = free_name(&one.name, &names);
        write_cells(book.add_worksheet(), &name, one)?;
        names.push(name);
    }
    if worksheet.is_empty() {
        book.add_worksheet().set_name("Lembar")?;
    }
    let plain = book.save_to_buffer()?;
    // Findings name sheets as the unit did; a name that had to change here changes there too.
    let changing: Vec<Temuan> = temuan.iter().map(|one| with_name(one, worksheet, &names, context)).collect();
    let temuan: Vec<&Temuan> = changing.iter().collect();
    mark_with_cause(&plain, &temuan, context, Some(cause.trim_end_matches('.')))
}

fn free_name(name: &str, used: &[String]) -> String {
    let basis = text::sheet_name(name);
    let same = |candidate: &String| used.iter().any(|name| name.to_lowercase() == candidate.to_lowercase());
    let short: String = basis.chars().take(26).collect();
    let candidate = std::iter::once(basis).chain((2_u32..).map(|figure| format!("{} {figure}", short.trim_end())));
    candidate.into_iter().find(|candidate| !same(candidate)).unwrap_or_default()
}

fn with_name(temuan: &Temuan, worksheet: &[PlainSheet], name: &[String], context: &CorrectionContext) -> Temuan {
    let mut temuan = temuan.clone();
    if temuan.place.file == context.file
        && let Some(at) = worksheet.iter().position(|one| Some(&one.name) == temuan.place.sheet.as_ref())
    {
        temuan.place.sheet = name.get(at).cloned();
    }
    temuan.follow_up =
        temuan.follow_up.iter().map(|follow_up| with_name(follow_up, worksheet, name, context)).collect();
    temuan
}

fn write_cells(sheet: &mut Worksheet, name: &str, worksheet: &PlainSheet) -> Result<(), XlsxError> {
    sheet.set_name(name)?;
    let usual = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (address, value) in &worksheet.cells {
        let Some((row, column)) = position(*address) else { continue };
        match value {
            PlainValue::Text(text) | PlainValue::Error(text) => {
                sheet.write_string_with_format(row, column, text::cell_text(text), &usual)?;
            }
            PlainValue::Figure(figure, format) => {
                let format =
                    format.as_deref().map_or_else(|| usual.clone(), |f| usual.clone().set_num_format(one_line(f)));
                sheet.write_number_with_format(row, column, *figure, &format)?;
            }
            PlainValue::Logic(value) => {
                sheet.write_boolean_with_format(row, column, *value, &usual)?;
            }
            PlainValue::Time(time) => {
                let shape = if time.time() == NaiveTime::MIN { "dd/mm/yyyy" } else { "dd/mm/yyyy hh:mm" };
                sheet.write_datetime_with_format(row, column, time, &usual.clone().set_num_format(shape))?;
            }
        }
    }
    sheet.set_autofit_max_width(LARGEST_WIDTH).autofit();
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

fn position(address: CellAddress) -> Option<(u32, u16)> {
    Some((address.row, u16::try_from(address.column).ok()?)).filter(|_| address.is_inside_grid())
}
