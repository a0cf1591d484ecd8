//! .xlsx and .xlsm: the package is checked part by part, and the cell reader is given a clean package made of what was
//! checked. So nothing it could stumble over - odd part names, lying counts, macro sheets, styles by the million -
//! reaches it.

pub(super) mod book;
mod sheet;
mod styles;
#[cfg(test)]
mod tests;

use std::io::Cursor;
use std::iter::Peekable;
use std::vec::IntoIter;

use calamine::{Reader, Xlsx};
use quick_xml::events::Event;

use self::book::{Book, SheetEntry};
use self::sheet::{CellFact, SheetFacts, Stored, Tables};
use super::cell::{Cell, CellValue, Sheet, Workbook};
use super::error::ReadError;
use super::limits::Limits;
use super::numfmt::NumberFormats;
use super::package::{CleanPackage, Package};
use super::value::{Budget, cell_value};
use super::xml::{Xml, part_text};
use crate::domain::address::CellAddress;

const WORKSHEET: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet";

/// Reads the workbook whose main part is `path`.
pub(super) fn read(package: &mut Package<'_>, path: &str, limits: &Limits) -> Result<Workbook, ReadError> {
    let book = book::read(package, path, limits)?;
    let formats = match part(package, book.styles.as_deref())? {
        Some((name, bytes)) => styles::read(&name, &bytes, limits)?,
        None => NumberFormats::default(),
    };
    let mut clean = CleanPackage::new();
    clean.add("xl/styles.xml", &[&styles::clean_part(&formats)])?;
    let strings = match part(package, book.strings.as_deref())? {
        Some((name, bytes)) => shared_strings(&name, &bytes, limits, &mut clean)?,
        None => 0,
    };
    let tables = Tables { strings, formats: &formats };
    let facts = check_sheets(package, &book, tables, limits, &mut clean)?;
    add_directory(&book, &mut clean)?;
    let mut xlsx: Xlsx<_> = Xlsx::new(Cursor::new(clean.finish()?)).map_err(unreadable)?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::with_capacity(book.sheets.len());
    for (index, (entry, facts)) in book.sheets.into_iter().zip(facts).enumerate() {
        sheets.push(read_sheet(&mut xlsx, index, entry, facts, &formats, &mut budget)?);
    }
    Ok(Workbook { format: "xlsx", sheets })
}

fn unreadable(error: calamine::XlsxError) -> ReadError {
    ReadError::rusak(format!("susunan isinya tidak terbaca ({error})"))
}

/// A part by name. One that is named and absent is a contradiction.
fn part(package: &mut Package<'_>, name: Option<&str>) -> Result<Option<(String, Vec<u8>)>, ReadError> {
    let Some(name) = name else { return Ok(None) };
    match package.part(name)? {
        Some(bytes) => Ok(Some((name.to_string(), bytes))),
        None => Err(ReadError::bertentangan(format!("bagian {name} dirujuk tetapi tidak ada"))),
    }
}

/// Counts the shared strings and hands them on without the counts that the part claims.
fn shared_strings(name: &str, bytes: &[u8], limits: &Limits, clean: &mut CleanPackage) -> Result<usize, ReadError> {
    let text = part_text(name, bytes)?;
    let mut xml = Xml::new(name, &text, limits.kedalaman);
    let mut count = 0;
    let mut inside = 0..0;
    while let Some(event) = xml.next()? {
        match event {
            Event::Start(element) => match (xml.depth(), element.local_name().as_ref()) {
                (1, "sst") => inside = xml.position()..0,
                (1, _) => return Err(xml.malformed("isinya bukan daftar teks")),
                (2, "si") => count += 1,
                (_, "si") | (2, "sst") => return Err(xml.malformed("daftar teks bertumpuk")),
                _ => {}
            },
            Event::End(_) if xml.depth() == 0 => inside.end = xml.before,
            _ => {}
        }
    }
    clean.add("xl/sharedStrings.xml", &["<sst>", text.get(inside).unwrap_or_default(), "</sst>"])?;
    Ok(count)
}

/// Checks every sheet and hands on its cells alone.
fn check_sheets(
    package: &mut Package<'_>,
    book: &Book,
    tables: Tables<'_>,
    limits: &Limits,
    clean: &mut CleanPackage,
) -> Result<Vec<SheetFacts>, ReadError> {
    let mut all = Vec::with_capacity(book.sheets.len());
    for (index, entry) in book.sheets.iter().enumerate() {
        let in_sheet = |error: ReadError| error.di_lembar(&entry.name);
        let Some((name, bytes)) = part(package, entry.part.as_deref()).map_err(in_sheet)? else {
            all.push(SheetFacts::default());
            continue;
        };
        let text = part_text(&name, &bytes).map_err(in_sheet)?;
        let facts = sheet::read(&name, &text, tables, limits).map_err(in_sheet)?;
        let data = text.get(facts.data.clone()).unwrap_or_default();
        let pieces = ["<worksheet><sheetData>", data, "</sheetData></worksheet>"];
        clean.add(&format!("xl/worksheets/{index}.xml"), &pieces)?;
        all.push(facts);
    }
    Ok(all)
}

/// The parts that lead the cell reader to the others. Sheets are named by their position.
fn add_directory(book: &Book, clean: &mut CleanPackage) -> Result<(), ReadError> {
    let mut sheets = String::new();
    let mut relations = String::new();
    for index in book.sheets.iter().enumerate().filter(|(_, sheet)| sheet.part.is_some()).map(|(index, _)| index) {
        sheets.push_str(&format!("<sheet name=\"{index}\" sheetId=\"{}\" r:id=\"r{index}\"/>", index + 1));
        relations.push_str(&format!(
            "<Relationship Id=\"r{index}\" Type=\"{WORKSHEET}\" Target=\"worksheets/{index}.xml\"/>"
        ));
    }
    let epoch = if book.is_1904 { "<workbookPr date1904=\"1\"/>" } else { "" };
    clean.add("xl/workbook.xml", &["<workbook>", epoch, "<sheets>", &sheets, "</sheets></workbook>"])?;
    clean.add("xl/_rels/workbook.xml.rels", &["<Relationships>", &relations, "</Relationships>"])?;
    let root = "<Relationships><Relationship Id=\"r\" Type=\"/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
                </Relationships>";
    clean.add("_rels/.rels", &[root])
}

fn read_sheet(
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    index: usize,
    entry: SheetEntry,
    facts: SheetFacts,
    formats: &NumberFormats,
    budget: &mut Budget<'_>,
) -> Result<Sheet, ReadError> {
    let cells = if entry.part.is_some() {
        read_cells(xlsx, index, facts.cells, formats, budget).map_err(|error| error.di_lembar(&entry.name))?
    } else {
        Vec::new()
    };
    Ok(Sheet {
        name: entry.name,
        visibility: entry.visibility,
        cells,
        merges: facts.merges,
        hidden_rows: facts.hidden_rows,
        hidden_columns: facts.hidden_columns,
    })
}

/// Joins the values with what was noted about their cells. Both must name the same cells in the same order.
fn read_cells(
    xlsx: &mut Xlsx<Cursor<Vec<u8>>>,
    index: usize,
    facts: Vec<CellFact>,
    formats: &NumberFormats,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, ReadError> {
    let mut cells = Vec::with_capacity(facts.len());
    let mut facts = facts.into_iter().peekable();
    let mut reader = xlsx.worksheet_cells_reader(&index.to_string()).map_err(unreadable)?;
    loop {
        let cell = match reader.next_cell_with_formula() {
            Ok(None) => break,
            Ok(Some(record)) => {
                let address = CellAddress::new(record.pos.0, record.pos.1);
                let formula = record.formula.filter(|text| !text.is_empty());
                match facts.next_if(|fact| fact.address == address) {
                    Some(fact) => make_cell(fact, cell_value(record.value), formula, formats)?,
                    None if record.value == calamine::DataRef::Empty => None,
                    None => return Err(ReadError::bertentangan("sel tidak terbaca sama dua kali").di_sel(address)),
                }
            }
            Err(error) => match odd_error(&mut facts) {
                Some(cell) => Some(cell),
                None => return Err(unreadable(error)),
            },
        };
        if let Some(cell) = cell {
            budget.count(&cell.value, cell.formula.as_deref()).map_err(|error| error.di_sel(cell.address))?;
            cells.push(cell);
        }
    }
    match facts.next() {
        Some(fact) => Err(ReadError::bertentangan("sel tidak terbaca").di_sel(fact.address)),
        None => Ok(cells),
    }
}

fn make_cell(
    fact: CellFact,
    value: Result<Option<CellValue>, ReadError>,
    formula: Option<String>,
    formats: &NumberFormats,
) -> Result<Option<Cell>, ReadError> {
    let CellFact { address, style, stored } = fact;
    let value = match stored {
        Stored::Value => value.map_err(|error| error.di_sel(address))?,
        Stored::NotCalculated => Some(CellValue::NotCalculated),
        Stored::OddError(error, _) => Some(CellValue::Error(error)),
    };
    let Some(value) = value else { return Ok(None) };
    let number = if let CellValue::Number(number) = value { number } else { 1.0 };
    Ok(Some(Cell { address, percent_format: formats.percent(style, number), value, formula }))
}

/// The cell at which the cell reader stopped because it does not know its error value. It goes on behind it.
fn odd_error(facts: &mut Peekable<IntoIter<CellFact>>) -> Option<Cell> {
    match facts.next_if(|fact| matches!(fact.stored, Stored::OddError(..)))? {
        CellFact { address, stored: Stored::OddError(error, formula), .. } => {
            Some(Cell { address, value: CellValue::Error(error), percent_format: false, formula })
        }
        _ => None,
    }
}
