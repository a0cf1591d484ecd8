//! .xls: the compound file is opened by a strict reader, the records are walked, and the cell reader is given a new
//! compound file that holds the checked stream alone.

mod clean;
mod records;
mod shared;
#[cfg(test)]
mod tests;

use std::io::{Cursor, Read, Write};

use calamine::{Data, Range, Reader, SheetVisible, Xls};
use cfb::{CompoundFile, Version};

use self::records::{XlsCellFact, XlsSheetFacts};
use super::cell::{Cell, CellValue, Sheet, SheetVisibility, Workbook};
use super::error::{OtherFile, ReadError};
use super::limits::Limits;
use super::numfmt::NumberFormats;
use super::properties::{self, Properties};
use super::value::{Budget, cell_value};

/// Where a workbook's stream lies: since Excel 97, and before.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// Streams of other programs' documents.
const OTHERS: [(&str, &str); 4] = [
    ("WordDocument", "dokumen Word (.doc)"),
    ("PowerPoint Document", "presentasi PowerPoint (.ppt)"),
    ("__properties_version1.0", "pesan Outlook (.msg)"),
    ("VisioDocument", "gambar Visio"),
];

/// Reads an OLE compound file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| closed(bytes).unwrap_or(damaged(error)))?;
    if file.exists("/EncryptedPackage") {
        return Err(ReadError::PasswordLocked);
    }
    let Some(name) = STREAMS.into_iter().find(|name| file.is_stream(format!("/{name}"))) else {
        let other = OTHERS.iter().find(|(stream, _)| file.exists(format!("/{stream}")));
        return Err(ReadError::NotWorkbook(other.map_or(OtherFile::NotKnown, |(_, kind)| OtherFile::Other(kind))));
    };
    let mut stream = Vec::new();
    file.open_stream(format!("/{name}")).and_then(|mut open| open.read_to_end(&mut stream)).map_err(damaged)?;
    let globals = records::globals(&stream, limits)?;
    let mut facts = Vec::with_capacity(globals.sheets.len());
    for entry in &globals.sheets {
        let sheet = if entry.is_worksheet { records::sheet(&stream, entry, limits)? } else { XlsSheetFacts::default() };
        if sheet.area() > limits.inbox {
            return Err(ReadError::exceeds("Luas lembar (sel)", sheet.area(), limits.inbox));
        }
        facts.push(sheet);
    }
    let properties = properties_of(&mut file);
    let stream = clean::stream(&stream, &globals, limits)?;
    let mut xls: Xls<_> = Xls::new(Cursor::new(compound_file(name, &stream)?)).map_err(unreadable)?;
    let sheets = read_sheets(&mut xls, facts, &globals.formats, limits)?;
    Ok(Workbook { format: "xls", sheets, properties })
}

/// The custom properties, where the file has a stream of them of a sensible size.
fn properties_of(file: &mut CompoundFile<Cursor<&[u8]>>) -> Properties {
    const LARGEST: u64 = 1 << 20;
    let mut stream = Vec::new();
    let read = file.open_stream(properties::SUMMARY).and_then(|open| open.take(LARGEST).read_to_end(&mut stream));
    if read.is_ok() { properties::summary(&stream) } else { Properties::new() }
}

/// Libraries that encrypt write compound files that are not sound. The name of the encrypted part says what it is.
fn closed(bytes: &[u8]) -> Option<ReadError> {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name).then_some(ReadError::PasswordLocked)
}

fn damaged(error: std::io::Error) -> ReadError {
    ReadError::damaged(format!("susunan berkas .xls tidak terbaca ({error})"))
}

fn unreadable(error: calamine::XlsError) -> ReadError {
    match error {
        calamine::XlsError::Password => ReadError::PasswordLocked,
        error => ReadError::damaged(format!("susunan isinya tidak terbaca ({error})")),
    }
}

/// A new compound file with one stream.
fn compound_file(name: &str, stream: &[u8]) -> Result<Vec<u8>, ReadError> {
    let room = Cursor::new(Vec::with_capacity(stream.len() + stream.len() / 64 + 4096));
    let mut file = CompoundFile::create_with_version(Version::V3, room).map_err(damaged)?;
    file.create_stream(format!("/{name}")).and_then(|mut new| new.write_all(stream)).map_err(damaged)?;
    file.flush().map_err(damaged)?;
    Ok(file.into_inner().into_inner())
}

fn read_sheets(
    xls: &mut Xls<Cursor<Vec<u8>>>,
    facts: Vec<XlsSheetFacts>,
    formats: &NumberFormats,
    limits: &Limits,
) -> Result<Vec<Sheet>, ReadError> {
    let tabs: Vec<(String, SheetVisibility)> =
        xls.sheets_metadata().iter().map(|tab| (tab.name.clone(), visibility(tab.visible))).collect();
    limits.check_sheets(tabs.iter().map(|(name, _)| name.as_str()))?;
    if tabs.len() != facts.len() {
        return Err(ReadError::contradicting("daftar lembar tidak terbaca sama dua kali"));
    }
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::with_capacity(tabs.len());
    for ((name, visibility), facts) in tabs.into_iter().zip(facts) {
        let cells = read_cells(xls, &name, facts.cells, formats, &mut budget).map_err(|error| error.in_sheet(&name))?;
        let XlsSheetFacts { merges, hidden_rows, hidden_columns, pending, .. } = facts;
        sheets.push(Sheet { visibility, merges, hidden_rows, hidden_columns, pending, ..Sheet::plain(name, cells) });
    }
    Ok(sheets)
}

fn visibility(visible: SheetVisible) -> SheetVisibility {
    match visible {
        SheetVisible::Visible => SheetVisibility::Visible,
        SheetVisible::Hidden => SheetVisibility::Hidden,
        SheetVisible::VeryHidden => SheetVisibility::VeryHidden,
    }
}

fn read_cells(
    xls: &mut Xls<Cursor<Vec<u8>>>,
    name: &str,
    facts: Vec<XlsCellFact>,
    formats: &NumberFormats,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, ReadError> {
    if facts.is_empty() {
        return Ok(Vec::new());
    }
    let values = xls.worksheet_range(name).map_err(unreadable)?;
    let formulas = xls.worksheet_formula(name).map_err(unreadable)?;
    let mut cells = Vec::with_capacity(facts.len());
    for fact in facts {
        let address = fact.address;
        let cell = make_cell(&fact, &values, &formulas, formats).map_err(|error| error.in_cell(address))?;
        if let Some(cell) = cell {
            budget.count(&cell.value, cell.formula.as_deref()).map_err(|error| error.in_cell(address))?;
            cells.push(cell);
        }
    }
    Ok(cells)
}

fn make_cell(
    fact: &XlsCellFact,
    values: &Range<Data>,
    formulas: &Range<String>,
    formats: &NumberFormats,
) -> Result<Option<Cell>, ReadError> {
    let XlsCellFact { address, style, formula, text_follows } = *fact;
    let place = (address.row, address.column);
    let value = match values.get_value(place) {
        None | Some(Data::Empty) if text_follows => Some(CellValue::NotCalculated),
        None | Some(Data::Empty) => return Err(ReadError::contradicting("sel tidak terbaca")),
        Some(value) => cell_value(value.clone())?,
    };
    let Some(value) = value else { return Ok(None) };
    if matches!(value, CellValue::Number(_)) && !formats.knows(style) {
        return Err(ReadError::contradicting("format angkanya tidak tercatat di dalam berkas"));
    }
    let number = if let CellValue::Number(number) = value { number } else { 1.0 };
    let formula = formula.then(|| formulas.get_value(place).cloned().unwrap_or_default());
    Ok(Some(Cell {
        address,
        percent_format: formats.percent(style, number),
        value,
        formula: formula.map(known_formula),
    }))
}

/// The formula's text. What calamine could not follow keeps the place of a formula: `?`.
fn known_formula(text: String) -> String {
    if text.is_empty() || text.starts_with("Unrecognised formula") { "?".to_string() } else { text }
}
