//! .xlsx and .xlsm: every part that is needed is inflated once, to its end, and read once, strictly. Nothing is taken
//! from the others - odd part names, macro sheets, styles by the million are passed by.

pub(super) mod book;
mod external;
mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use self::book::{Relations, XlsxBook, XlsxSheetEntry};
use self::sheet::{SheetPart, SheetTables};
use super::calculation;
use super::cell::{Sheet, Workbook};
use super::error::ReadError;
use super::limits::Limits;
use super::numfmt::NumberFormats;
use super::properties;
use super::value::Budget;
use crate::ooxml::package::Package;
use crate::ooxml::strict::part_text;

/// Reads the workbook whose main part is `path`; `root` are the relationships of the package.
pub(super) fn read(
    package: &mut Package<'_>,
    root: &Relations,
    path: &str,
    limits: &Limits,
) -> Result<Workbook, ReadError> {
    let mut book = book::read(package, path, limits)?;
    let calculation = book.calculation;
    let links = std::mem::take(&mut book.links);
    let mut read = sheets(package, book, limits)?;
    if !links.is_empty() {
        external::write_out(&mut read, &external::names(package, &links, limits), limits);
    }
    calculation::settle(&mut read, calculation);
    Ok(Workbook { format: "xlsx", sheets: read, properties: properties::office(package, root, limits) })
}

/// The sheets of these names; nothing else is unpacked where there is none.
pub(super) fn read_named(
    package: &mut Package<'_>,
    path: &str,
    names: &[&str],
    limits: &Limits,
) -> Result<Vec<Sheet>, ReadError> {
    let mut book = book::read(package, path, limits)?;
    book.sheets.retain(|sheet| names.iter().any(|name| name.eq_ignore_ascii_case(sheet.name.trim())));
    if book.sheets.is_empty() { Ok(Vec::new()) } else { sheets(package, book, limits) }
}

/// The sheets that a workbook lists.
fn sheets(package: &mut Package<'_>, book: XlsxBook, limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    let formats = match part(package, book.styles.as_deref())? {
        Some((name, bytes)) => styles::read(name, &bytes, limits)?,
        None => NumberFormats::default(),
    };
    // Some libraries name a part of strings and write none; a cell that asks for one of them is then refused.
    let strings = match part(package, book.strings.as_deref().filter(|name| package.has(name)))? {
        Some((name, bytes)) => strings::read(name, &bytes, limits)?,
        None => Vec::new(),
    };
    let tables =
        SheetTables { strings: &strings, formats: &formats, moments: &formats.moments(), is_1904: book.is_1904 };
    let XlsxBook { sheets, .. } = book;
    let mut budget = Budget::new(limits);
    let mut read = Vec::with_capacity(sheets.len());
    for entry in sheets {
        let part =
            sheet_part(package, &entry, tables, limits, &mut budget).map_err(|error| error.in_sheet(&entry.name))?;
        let XlsxSheetEntry { name, visibility, .. } = entry;
        let SheetPart { cells, merges, hidden_rows, hidden_columns, pending } = part;
        read.push(Sheet { visibility, merges, hidden_rows, hidden_columns, pending, ..Sheet::plain(name, cells) });
    }
    Ok(read)
}

/// A part by name. One that is named and absent is a contradiction.
fn part<'n>(package: &mut Package<'_>, name: Option<&'n str>) -> Result<Option<(&'n str, Vec<u8>)>, ReadError> {
    let Some(name) = name else { return Ok(None) };
    match package.part(name)? {
        Some(bytes) => Ok(Some((name, bytes))),
        None => Err(ReadError::contradicting(format!("bagian {name} dirujuk tetapi tidak ada"))),
    }
}

/// A sheet's own part; charts, dialogs and macro sheets have none.
fn sheet_part(
    package: &mut Package<'_>,
    entry: &XlsxSheetEntry,
    tables: SheetTables<'_>,
    limits: &Limits,
    budget: &mut Budget<'_>,
) -> Result<SheetPart, ReadError> {
    let Some((name, bytes)) = part(package, entry.part.as_deref())? else { return Ok(SheetPart::default()) };
    sheet::read(name, &part_text(name, &bytes)?, tables, limits, budget)
}
