//! .xlsb: its binary parts are walked record by record, and the cell reader is given new parts that hold only checked
//! records, since it indexes what it reads without looking.

mod records;
mod sheet;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Reader, Xlsb};

use self::records::{XlsbRecords, long, text, write};
use self::sheet::{XlsbCellFact, XlsbSheetFacts};
use super::calculation::{self, Calculation};
use super::cell::{Cell, CellValue, Sheet, SheetVisibility, Workbook};
use super::error::ReadError;
use super::limits::Limits;
use super::numfmt::NumberFormats;
use super::properties;
use super::value::{Budget, cell_value};
use super::xlsx::book::{Relations, relations};
use crate::domain::address::CellAddress;
use crate::ooxml::package::{CleanPackage, Package};

const NAME: u16 = 0x0027;
const FORMAT: u16 = 0x002C;
const STYLE: u16 = 0x002F;
const STRING: u16 = 0x0013;
const END_SHEETS: u16 = 0x0090;
const PROPERTIES: u16 = 0x0099;
const SHEET: u16 = 0x009C;
const CALCULATION: u16 = 0x009D;
const BEGIN_STRINGS: u16 = 0x009F;
const EXTERNAL_SHEETS: u16 = 0x016A;
const BEGIN_FORMATS: u16 = 0x0267;
const BEGIN_STYLES: u16 = 0x0269;
const END_STYLES: u16 = 0x026A;

/// One tab.
struct XlsbSheetEntry {
    name: String,
    visibility: SheetVisibility,
    /// `None` for charts, dialogs and macro sheets.
    part: Option<String>,
}

/// Reads the workbook whose main part is `path`; `root` are the relationships of the package.
pub(super) fn read(
    package: &mut Package<'_>,
    root: &Relations,
    path: &str,
    limits: &Limits,
) -> Result<Workbook, ReadError> {
    let relations = relations(package, path, limits)?;
    let Some(book) = package.part(path)? else {
        return Err(ReadError::contradicting(format!("bagian {path} yang memuat daftar lembar tidak ada")));
    };
    let mut clean = CleanPackage::new();
    let (entries, calculation) = book_part(&book, &relations, &mut clean)?;
    limits.check_sheets(entries.iter().map(|entry| entry.name.as_str()))?;
    let formats = styles_part(&of_kind(package, &relations, "styles")?, &mut clean)?;
    let strings = strings_part(&of_kind(package, &relations, "sharedStrings")?, &mut clean)?;
    let mut facts = Vec::with_capacity(entries.len());
    for (index, entry) in entries.iter().enumerate() {
        let sheet = sheet_part(package, entry, strings, &formats, limits).map_err(|e| e.in_sheet(&entry.name))?;
        clean.add_bytes(&format!("xl/worksheets/{index}.bin"), [sheet.clean.as_slice()])?;
        facts.push(XlsbSheetFacts { clean: Vec::new(), ..sheet });
    }
    let mut xlsb: Xlsb<_> = Xlsb::new(Cursor::new(clean.finish()?)).map_err(unreadable)?;
    let mut budget = Budget::new(limits);
    let mut sheets = Vec::with_capacity(entries.len());
    for (entry, facts) in entries.into_iter().zip(facts) {
        sheets.push(read_sheet(&mut xlsb, entry, facts, &formats, &mut budget)?);
    }
    calculation::settle(&mut sheets, calculation);
    Ok(Workbook { format: "xlsb", sheets, properties: properties::office(package, root, limits) })
}

fn unreadable(error: calamine::XlsbError) -> ReadError {
    ReadError::damaged(format!("susunan isinya tidak terbaca ({error})"))
}

/// The part that a relationship of this kind leads to; empty when there is none.
fn of_kind(package: &mut Package<'_>, relations: &Relations, kind: &str) -> Result<Vec<u8>, ReadError> {
    match relations.values().find(|relation| relation.kind == kind) {
        None => Ok(Vec::new()),
        Some(relation) => package
            .part(&relation.target)?
            .ok_or_else(|| ReadError::contradicting(format!("bagian {} dirujuk tetapi tidak ada", relation.target))),
    }
}

/// Reads the tabs, and writes a workbook part that lists the same tabs under plain parts.
fn book_part(
    part: &[u8],
    relations: &Relations,
    clean: &mut CleanPackage,
) -> Result<(Vec<XlsbSheetEntry>, Calculation), ReadError> {
    let mut entries = Vec::new();
    let mut calculation = Calculation::default();
    let mut head = Vec::new();
    let mut tail = Vec::new();
    for record in XlsbRecords::new(part) {
        let record = record?;
        match record.kind {
            PROPERTIES if record.data.len() >= 4 => write(&mut head, PROPERTIES, record.data),
            SHEET => {
                let entry = sheet_entry(record.data, relations)?;
                write(&mut head, SHEET, &sheet_record(&entry.name, entries.len()));
                entries.push(entry);
            }
            EXTERNAL_SHEETS if record.data.len() >= 4 && (record.data.len() - 4).is_multiple_of(12) => {
                write(&mut tail, EXTERNAL_SHEETS, record.data);
            }
            NAME => write(&mut tail, NAME, &name_record(record.data)),
            // Bit 0: to be calculated when it is opened; bit 4: some cells were not calculated.
            CALCULATION if record.data.get(24).is_some_and(|flags| flags & 0x11 != 0) => {
                calculation = Calculation::Pending;
            }
            _ => {}
        }
    }
    write(&mut head, END_SHEETS, &[]);
    head.append(&mut tail);
    write(&mut head, CALCULATION, &[]);
    clean.add_bytes("xl/workbook.bin", [head.as_slice()])?;
    let mut relations = String::from("<Relationships>");
    for index in 0..entries.len() {
        relations.push_str(&format!("<Relationship Id=\"r{index}\" Target=\"worksheets/{index}.bin\"/>"));
    }
    relations.push_str("</Relationships>");
    clean.add("xl/_rels/workbook.bin.rels", &[&relations])?;
    Ok((entries, calculation))
}

fn sheet_entry(data: &[u8], relations: &Relations) -> Result<XlsbSheetEntry, ReadError> {
    let visibility = match long(data, 0)? {
        1 => SheetVisibility::Hidden,
        2 => SheetVisibility::VeryHidden,
        _ => SheetVisibility::Visible,
    };
    // Without a relationship the length is marked as absent.
    let (id, end) = if long(data, 8)? == u32::MAX { (String::new(), 12) } else { text(data, 8)? };
    let (name, _) = text(data, end)?;
    let part = match relations.get(&id) {
        None if id.is_empty() => None,
        None => return Err(ReadError::contradicting("letak isinya di dalam paket tidak tercatat").in_sheet(&name)),
        Some(relation) => (relation.kind == "worksheet").then(|| relation.target.clone()),
    };
    Ok(XlsbSheetEntry { name, visibility, part })
}

fn utf16(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let length = u32::try_from(units.len() / 2).unwrap_or(0);
    [&length.to_le_bytes()[..], &units].concat()
}

fn sheet_record(name: &str, index: usize) -> Vec<u8> {
    let number = u32::try_from(index + 1).unwrap_or(1);
    [&[0; 4], &number.to_le_bytes()[..], &utf16(&format!("r{index}")), &utf16(name)].concat()
}

/// A defined name without its formula: only its place in the list counts, and its wording.
fn name_record(data: &[u8]) -> Vec<u8> {
    let name = text(data, 9).map_or_else(|_| "?".to_string(), |(name, _)| name);
    [&[0; 9], &utf16(&name)[..], &[0; 4]].concat()
}

fn styles_part(part: &[u8], clean: &mut CleanPackage) -> Result<NumberFormats, ReadError> {
    let mut formats = NumberFormats::default();
    let (mut codes, mut styles) = (Vec::new(), Vec::new());
    let mut in_styles = false;
    for record in XlsbRecords::new(part) {
        let record = record?;
        match record.kind {
            BEGIN_STYLES => in_styles = true,
            END_STYLES => in_styles = false,
            FORMAT => {
                let id = long(record.data, 0)? & 0xFFFF;
                formats.codes.insert(id, text(record.data, 2)?.0);
                write(&mut codes, FORMAT, record.data);
            }
            STYLE if in_styles => {
                formats.styles.push(long(record.data, 0)? >> 16);
                write(&mut styles, STYLE, record.data);
            }
            _ => {}
        }
    }
    let count = |length: usize| u32::try_from(length).unwrap_or(0).to_le_bytes();
    let mut bytes = Vec::new();
    write(&mut bytes, BEGIN_FORMATS, &count(formats.codes.len()));
    bytes.append(&mut codes);
    write(&mut bytes, BEGIN_STYLES, &count(formats.styles.len()));
    bytes.append(&mut styles);
    clean.add_bytes("xl/styles.bin", [bytes.as_slice()])?;
    Ok(formats)
}

fn strings_part(part: &[u8], clean: &mut CleanPackage) -> Result<u32, ReadError> {
    let mut items = Vec::new();
    let mut count = 0_u32;
    for record in XlsbRecords::new(part) {
        let record = record?;
        if record.kind == STRING {
            text(record.data, 1)?;
            write(&mut items, STRING, record.data);
            count += 1;
        }
    }
    let mut bytes = Vec::new();
    write(&mut bytes, BEGIN_STRINGS, &[count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.append(&mut items);
    clean.add_bytes("xl/sharedStrings.bin", [bytes.as_slice()])?;
    Ok(count)
}

fn sheet_part(
    package: &mut Package<'_>,
    entry: &XlsbSheetEntry,
    strings: u32,
    formats: &NumberFormats,
    limits: &Limits,
) -> Result<XlsbSheetFacts, ReadError> {
    let Some(path) = entry.part.as_deref() else { return Ok(XlsbSheetFacts::default()) };
    let part = package.part(path)?;
    let part = part.ok_or_else(|| ReadError::contradicting(format!("bagian {path} dirujuk tetapi tidak ada")))?;
    sheet::read(&part, strings, formats, limits)
}

fn read_sheet(
    xlsb: &mut Xlsb<Cursor<Vec<u8>>>,
    entry: XlsbSheetEntry,
    facts: XlsbSheetFacts,
    formats: &NumberFormats,
    budget: &mut Budget<'_>,
) -> Result<Sheet, ReadError> {
    let mut formulas = formulas(xlsb, &entry.name, facts.cells.iter().filter(|cell| cell.formula).count());
    let cells = read_cells(xlsb, &entry.name, facts.cells, formats, &mut formulas, budget)
        .map_err(|error| error.in_sheet(&entry.name))?;
    Ok(Sheet {
        visibility: entry.visibility,
        merges: facts.merges,
        hidden_rows: facts.hidden_rows,
        hidden_columns: facts.hidden_columns,
        ..Sheet::plain(entry.name, cells)
    })
}

/// The texts of the formulas, as far as calamine can follow them: a text that is missing costs no value.
fn formulas(xlsb: &mut Xlsb<Cursor<Vec<u8>>>, name: &str, count: usize) -> BTreeMap<CellAddress, String> {
    let mut formulas = BTreeMap::new();
    if count == 0 {
        return formulas;
    }
    let _ = catch_unwind(AssertUnwindSafe(|| {
        let Ok(mut reader) = xlsb.worksheet_cells_reader(name) else { return };
        for _ in 0..count {
            if let Ok(Some(cell)) = reader.next_formula() {
                let (row, column) = cell.get_position();
                formulas.insert(CellAddress::new(row, column), cell.get_value().clone());
            }
        }
    }));
    formulas
}

/// Joins the values with what was noted about their cells. Both must name the same cells in the same order.
fn read_cells(
    xlsb: &mut Xlsb<Cursor<Vec<u8>>>,
    name: &str,
    facts: Vec<XlsbCellFact>,
    formats: &NumberFormats,
    formulas: &mut BTreeMap<CellAddress, String>,
    budget: &mut Budget<'_>,
) -> Result<Vec<Cell>, ReadError> {
    let mut cells = Vec::with_capacity(facts.len());
    if facts.is_empty() {
        return Ok(cells);
    }
    let mut reader = xlsb.worksheet_cells_reader(name).map_err(unreadable)?;
    for XlsbCellFact { address, style, formula, own } in facts {
        let value = match own {
            Some(own) => Some(own),
            None => match reader.next_cell().map_err(unreadable)? {
                Some(cell) if cell.get_position() == (address.row, address.column) => {
                    cell_value(cell.get_value().clone()).map_err(|error| error.in_cell(address))?
                }
                _ => return Err(ReadError::contradicting("sel tidak terbaca").in_cell(address)),
            },
        };
        let Some(value) = value else { continue };
        let number = if let CellValue::Number(number) = value { number } else { 1.0 };
        let known = |text: String| if text.is_empty() { "?".to_string() } else { text };
        let formula = formula.then(|| known(formulas.remove(&address).unwrap_or_default()));
        budget.count(&value, formula.as_deref()).map_err(|error| error.in_cell(address))?;
        cells.push(Cell { address, percent_format: formats.percent(style, number), value, formula });
    }
    Ok(cells)
}
