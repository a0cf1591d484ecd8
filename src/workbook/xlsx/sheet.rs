//! One sheet part of an .xlsx workbook, read and checked cell by cell in one pass: values, formulas, styles, merges,
//! what is hidden.
//!
//! Each check answers a way in which a damaged or odd part would otherwise give a wrong value without a word: a value
//! cut at a reference or comment, an index that is no index, an address outside the grid or out of order.
//!
//! The values are read here and not by calamine, which takes such parts as they come: a part would have to be read a
//! second time, from a copy. A test reads the shipped samples with both and compares.

use std::borrow::Cow;
use std::collections::BTreeMap;

use calamine::{ExcelDateTime, ExcelDateTimeType, expand_shared_formula};
use quick_xml::events::{BytesStart, Event};

use super::strings;
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::ooxml::strict::{Xml, attribute, is_true};
use crate::workbook::cell::{Cell, CellValue};
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::NumberFormats;
use crate::workbook::value::{self, Budget};

/// Excel's own limit lies far below: more groups of shared formulas than this are refused.
const MAX_SHARED: u32 = 100_000;

/// What a sheet part says.
#[derive(Debug, Default)]
pub(super) struct SheetPart {
    /// Its cells that hold a value or a formula, in reading order.
    pub(super) cells: Vec<Cell>,
    /// Merged ranges.
    pub(super) merges: Vec<(CellAddress, CellAddress)>,
    /// Counted from zero.
    pub(super) hidden_rows: Vec<u32>,
    /// Counted from zero.
    pub(super) hidden_columns: Vec<u32>,
    /// The sheet asks to be calculated when it is opened.
    pub(super) pending: bool,
}

/// What the cells of a sheet may point to.
#[derive(Debug, Clone, Copy)]
pub(super) struct SheetTables<'a> {
    /// The shared strings.
    pub(super) strings: &'a [String],
    pub(super) formats: &'a NumberFormats,
    /// Which styles show a moment.
    pub(super) moments: &'a [Option<ExcelDateTimeType>],
    /// Whether dates count from 1904.
    pub(super) is_1904: bool,
}

/// How a value is written: the `t` of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrittenCell {
    Number,
    SharedString,
    Bool,
    Error,
    FormulaString,
    Date,
    Inline,
}

/// Reads a sheet part.
pub(super) fn read(
    part: &str,
    text: &str,
    tables: SheetTables<'_>,
    limits: &Limits,
    budget: &mut Budget<'_>,
) -> Result<SheetPart, ReadError> {
    let xml = Xml::new(part, text, limits.depth);
    let sheet = SheetPart::default();
    let mut reader = Reader { xml, tables, limits, budget, sheet, shared: BTreeMap::new(), formula_bytes: 0 };
    reader.worksheet()?;
    Ok(reader.sheet)
}

struct Reader<'a, 'b> {
    xml: Xml<'a>,
    tables: SheetTables<'a>,
    limits: &'a Limits,
    budget: &'a mut Budget<'b>,
    sheet: SheetPart,
    /// The master cell and formula of each shared group.
    shared: BTreeMap<u32, (CellAddress, String)>,
    /// Length of all formulas once the shared ones are written out.
    formula_bytes: u64,
}

impl<'a> Reader<'a, '_> {
    fn worksheet(&mut self) -> Result<(), ReadError> {
        let mut data_seen = false;
        while let Some(event) = self.xml.next()? {
            let Event::Start(element) = event else { continue };
            match (self.xml.depth(), element.local_name().as_ref()) {
                (1, "worksheet") => {}
                (1, _) => return Err(ReadError::contradicting("isinya bukan lembar kerja")),
                (2, "sheetData") if data_seen => {
                    return Err(ReadError::contradicting("data lembar tercatat dua kali"));
                }
                (2, "sheetData") => {
                    data_seen = true;
                    self.sheet_data()?;
                }
                (2, "cols") => self.columns()?,
                (2, "sheetCalcPr") => {
                    self.sheet.pending = is_true(attribute(&element, "fullCalcOnLoad")?.as_deref());
                    self.xml.skip()?;
                }
                (2, "mergeCells") => self.merges()?,
                _ => self.xml.skip()?,
            }
        }
        if data_seen { Ok(()) } else { Err(ReadError::contradicting("data lembar tidak ada")) }
    }

    fn sheet_data(&mut self) -> Result<(), ReadError> {
        let mut next_row = 0;
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Start(element) if element.local_name().as_ref() == "row" => {
                    next_row = self.row(&element, next_row)? + 1;
                }
                Event::End(_) => break,
                other => self.only_blank(&other)?,
            }
        }
        Ok(())
    }

    /// Between rows and cells nothing but blanks and comments may stand.
    fn only_blank(&self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Text(text) if text.trim_ascii().is_empty() => Ok(()),
            Event::Comment(_) | Event::PI(_) => Ok(()),
            _ => Err(self.xml.malformed("memuat unsur yang tidak dikenal di antara sel").into()),
        }
    }

    /// Reads a row; gives its number. Rows without a number follow the one before.
    fn row(&mut self, element: &BytesStart<'_>, next_row: u32) -> Result<u32, ReadError> {
        let row = match attribute(element, "r")? {
            None => next_row,
            Some(number) => row_number(&number)
                .ok_or_else(|| ReadError::contradicting(format!("nomor baris \"{number}\" di luar lembar")))?,
        };
        if row < next_row || row >= MAX_ROWS {
            return Err(ReadError::contradicting(format!("baris {} tidak urut atau ganda", u64::from(row) + 1)));
        }
        if is_true(attribute(element, "hidden")?.as_deref()) {
            self.sheet.hidden_rows.push(row);
        }
        let mut next_column = 0;
        while let Some(event) = self.xml.next()? {
            match event {
                Event::Start(cell) if cell.local_name().as_ref() == "c" => {
                    next_column = self.cell(&cell, CellAddress::new(row, next_column))? + 1;
                }
                Event::End(_) => break,
                other => self.only_blank(&other)?,
            }
        }
        Ok(row)
    }

    /// Reads a cell that may stand at `earliest` or further right; gives its column.
    fn cell(&mut self, element: &BytesStart<'_>, earliest: CellAddress) -> Result<u32, ReadError> {
        let (address, style, written) = cell_head(element, earliest)?;
        let at_cell = |error: ReadError| error.in_cell(address);
        let mut value: Option<Cow<'a, str>> = None;
        let mut formula: Option<String> = None;
        let mut inline: Option<String> = None;
        while let Some(event) = self.xml.next()? {
            let Event::Start(child) = event else {
                if matches!(event, Event::End(_)) {
                    break;
                }
                self.only_blank(&event)?;
                continue;
            };
            let doubled = match child.local_name().as_ref() {
                "v" => {
                    let text = self.xml.plain_text(written == WrittenCell::FormulaString)?;
                    value.replace(text.map_err(|fault| at_cell(ReadError::contradicting(fault)))?).is_some()
                }
                "f" => formula.replace(self.formula(&child, address).map_err(at_cell)?).is_some(),
                "is" => inline.replace(strings::rich_text(&mut self.xml)?).is_some(),
                "extLst" => {
                    self.xml.skip()?;
                    false
                }
                _ => return Err(self.xml.malformed("memuat unsur yang tidak dikenal di dalam sel").into()),
            };
            if doubled {
                return Err(at_cell(ReadError::contradicting("isi sel tercatat dua kali")));
            }
        }
        let value = match (written, inline) {
            (WrittenCell::Inline, Some(text)) => value::text(text),
            (_, Some(_)) => return Err(at_cell(ReadError::contradicting("teks sel tidak sesuai jenisnya"))),
            (_, None) => self.value(written, value, formula.is_some(), style).map_err(at_cell)?,
        };
        if let Some(value) = value {
            let number = if let CellValue::Number(number) = value { number } else { 1.0 };
            let percent_format = self.tables.formats.percent(style, number);
            let formula = formula.filter(|text| !text.is_empty());
            self.budget.count(&value, formula.as_deref()).map_err(at_cell)?;
            self.sheet.cells.push(Cell { address, value, percent_format, formula });
        }
        Ok(address.column)
    }

    /// The value of a cell, once it is known to be what its type says; `None` for a blank cell.
    fn value(
        &self,
        written: WrittenCell,
        stored: Option<Cow<'a, str>>,
        is_formula: bool,
        style: u32,
    ) -> Result<Option<CellValue>, ReadError> {
        let Some(stored) = stored else { return Ok(is_formula.then_some(CellValue::NotCalculated)) };
        if stored.is_empty() && !matches!(written, WrittenCell::FormulaString | WrittenCell::Error) {
            return Ok(is_formula.then_some(CellValue::NotCalculated));
        }
        // Blanks around what is no text are none of it, in XML; some libraries pad figures with them.
        let plain = stored.trim_matches([' ', '\t', '\n', '\r']);
        let value = match written {
            WrittenCell::Number if !self.tables.formats.knows(style) => {
                return Err(ReadError::contradicting("format angkanya tidak tercatat di dalam berkas"));
            }
            WrittenCell::Number => number(plain).map(|number| self.number(number, style)).transpose()?.map(Some),
            WrittenCell::SharedString => {
                index(plain).and_then(|index| self.tables.strings.get(index)).map(|text| value::text(text.clone()))
            }
            WrittenCell::Bool => match plain {
                "0" | "false" => Some(Some(CellValue::Bool(false))),
                "1" | "true" => Some(Some(CellValue::Bool(true))),
                _ => None,
            },
            WrittenCell::Date => value::iso_moment(plain).map(|moment| Some(CellValue::DateTime(moment))),
            WrittenCell::Error => (!stored.trim().is_empty()).then(|| Some(CellValue::Error(stored.to_string()))),
            WrittenCell::FormulaString => Some(value::text(strings::unescape(&stored).into_owned())),
            WrittenCell::Inline => None,
        };
        value.ok_or_else(|| ReadError::contradicting(format!("nilai \"{}\" tidak sesuai jenis selnya", short(&stored))))
    }

    /// A number as its style shows it.
    fn number(&self, number: f64, style: u32) -> Result<CellValue, ReadError> {
        match self.tables.moments.get(style as usize).copied().flatten() {
            Some(kind) => value::serial(&ExcelDateTime::new(number, kind, self.tables.is_1904)),
            None => Ok(CellValue::Number(number)),
        }
    }

    /// The text of a formula, that of a shared one as it reads at this cell, and the watch over how much they amount to.
    fn formula(&mut self, element: &BytesStart<'_>, address: CellAddress) -> Result<String, ReadError> {
        let shared = attribute(element, "t")?.as_deref() == Some("shared");
        let group = attribute(element, "si")?;
        let is_master = attribute(element, "ref")?.is_some();
        let mut text = self.xml.plain_text(true)?.map_err(ReadError::contradicting)?.into_owned();
        if shared {
            let group: u32 = group
                .and_then(|group| group.parse().ok())
                .filter(|group| *group < MAX_SHARED)
                .ok_or_else(|| ReadError::contradicting("nomor rumus bersama tidak sah"))?;
            if is_master {
                self.shared.insert(group, (address, text.clone()));
            } else if let Some((master, formula)) = self.shared.get(&group) {
                let place = |cell: CellAddress| (cell.row, cell.column);
                text = expand_shared_formula(formula, place(*master), place(address))
                    .map_err(|_| ReadError::contradicting("rumus bersama tidak dapat diikuti"))?;
            }
        }
        self.formula_bytes += text.len() as u64;
        if self.formula_bytes > self.limits.total_text {
            return Err(ReadError::exceeds("Panjang semua rumus (byte)", self.formula_bytes, self.limits.total_text));
        }
        Ok(text)
    }

    fn columns(&mut self) -> Result<(), ReadError> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(Event::Start(element)) = self.xml.next()? else { continue };
            if element.local_name().as_ref() != "col" || !is_true(attribute(&element, "hidden")?.as_deref()) {
                continue;
            }
            let number = |name| attribute(&element, name).map(|text| text.and_then(|text| text.parse::<u32>().ok()));
            if let (Some(first), Some(last)) = (number("min")?, number("max")?) {
                self.sheet.hidden_columns.extend(first.max(1) - 1..last.min(MAX_COLUMNS));
            }
        }
        self.sheet.hidden_columns.sort_unstable();
        self.sheet.hidden_columns.dedup();
        Ok(())
    }

    fn merges(&mut self) -> Result<(), ReadError> {
        let outside = self.xml.depth() - 1;
        while self.xml.depth() > outside {
            let Some(Event::Start(element)) = self.xml.next()? else { continue };
            if element.local_name().as_ref() != "mergeCell" {
                continue;
            }
            let written = attribute(&element, "ref")?.unwrap_or_default();
            let merge = range(&written)
                .ok_or_else(|| ReadError::contradicting(format!("gabungan sel \"{}\" tidak sah", short(&written))))?;
            if merge.0 != merge.1 {
                self.sheet.merges.push(merge);
            }
            let count = self.sheet.merges.len() as u64;
            if count > self.limits.combination {
                return Err(ReadError::exceeds("Jumlah sel gabungan", count, self.limits.combination));
            }
        }
        Ok(())
    }
}

/// Address, style and type of a cell. An address outside the grid, in another row or left of the cell before is refused.
fn cell_head(element: &BytesStart<'_>, earliest: CellAddress) -> Result<(CellAddress, u32, WrittenCell), ReadError> {
    let mut address = earliest;
    let mut style = 0;
    let mut written = WrittenCell::Number;
    let mut seen = [false; 3];
    // Whether one of these attributes is told twice is asked here: of all of them, for each cell, it takes long.
    let mut attributes = element.attributes();
    for attribute in attributes.with_checks(false) {
        let attribute = attribute.map_err(|error| ReadError::damaged(format!("atribut sel tidak sah ({error})")))?;
        let value = attribute.value.as_ref();
        let known = ["r", "s", "t"].iter().position(|name| *name == attribute.key.0);
        if known.is_some_and(|known| std::mem::replace(&mut seen[known], true)) {
            return Err(ReadError::damaged(format!("atribut sel \"{}\" tercatat dua kali", attribute.key.0)));
        }
        match attribute.key.0 {
            "r" => {
                address = value
                    .parse()
                    .map_err(|_| ReadError::contradicting(format!("alamat sel \"{}\" di luar lembar", short(value))))?;
            }
            "s" => {
                style = value
                    .parse()
                    .map_err(|_| ReadError::contradicting("nomor format sel tidak sah").in_cell(earliest))?;
            }
            "t" => {
                written = written_as(value)
                    .ok_or_else(|| ReadError::contradicting(format!("jenis sel \"{}\" tidak dikenal", short(value))))?;
            }
            _ => {}
        }
    }
    if !address.is_inside_grid() || address.row != earliest.row || address.column < earliest.column {
        return Err(ReadError::contradicting("sel tidak urut, ganda, atau di luar barisnya").in_cell(address));
    }
    Ok((address, style, written))
}

fn written_as(kind: &str) -> Option<WrittenCell> {
    Some(match kind {
        "n" => WrittenCell::Number,
        "s" => WrittenCell::SharedString,
        "b" => WrittenCell::Bool,
        "e" => WrittenCell::Error,
        "str" => WrittenCell::FormulaString,
        "d" => WrittenCell::Date,
        "inlineStr" => WrittenCell::Inline,
        _ => return None,
    })
}

/// `17` is row 16; `None` outside the grid.
fn row_number(text: &str) -> Option<u32> {
    let plain = !text.is_empty() && text.len() <= 7 && text.bytes().all(|b| b.is_ascii_digit());
    let row = if plain { text.parse::<u32>().ok()?.checked_sub(1)? } else { return None };
    (row < MAX_ROWS).then_some(row)
}

/// A finite number as XML writes it: no `NaN`, no `INF`, no blanks.
fn number(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'));
    if plain { text.parse().ok().filter(|number: &f64| number.is_finite()) } else { None }
}

/// Digits alone.
fn index(text: &str) -> Option<usize> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

/// `A1:B2`, or one cell.
fn range(text: &str) -> Option<(CellAddress, CellAddress)> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last): (CellAddress, CellAddress) = (first.parse().ok()?, last.parse().ok()?);
    Some((
        CellAddress::new(first.row.min(last.row), first.column.min(last.column)),
        CellAddress::new(first.row.max(last.row), first.column.max(last.column)),
    ))
}

/// The beginning of a text, for a message.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
