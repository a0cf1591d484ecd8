//! One sheet part of an .xlsx workbook, checked cell by cell before its values are read, and what the cell reader does
//! not tell: styles, formulas without a result, merges, what is hidden.
//!
//! Each check answers a way in which a damaged or odd part would otherwise give a wrong value without a word: a value
//! cut at a reference or comment, an index that is no index, an address outside the grid or out of order.

use std::collections::BTreeMap;
use std::ops::Range;

use quick_xml::events::{BytesStart, Event};

use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::NumberFormats;
use crate::workbook::value::iso_moment;
use crate::workbook::xml::{Xml, attribute, is_true};

/// More groups of shared formulas than this are refused: the cell reader keeps a list as long as the highest number.
const MAX_SHARED: u32 = 100_000;
/// Errors that the cell reader knows. It gives up at the newer ones and at those of other programs.
const KNOWN_ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// What a sheet part says beside its values.
#[derive(Debug, Default)]
pub(super) struct SheetFacts {
    /// Its cells that hold a value or a formula, in reading order.
    pub(super) cells: Vec<CellFact>,
    /// Merged ranges.
    pub(super) merges: Vec<(CellAddress, CellAddress)>,
    /// Hidden rows.
    pub(super) hidden_rows: Vec<u32>,
    /// Hidden columns.
    pub(super) hidden_columns: Vec<u32>,
    /// Where the content of the `sheetData` element stands in the part.
    pub(super) data: Range<usize>,
}

/// One cell that is not blank.
#[derive(Debug)]
pub(super) struct CellFact {
    pub(super) address: CellAddress,
    pub(super) style: u32,
    pub(super) stored: Stored,
}

/// What is stored in a cell.
#[derive(Debug, PartialEq)]
pub(super) enum Stored {
    /// A value for the cell reader.
    Value,
    /// A formula without its result.
    NotCalculated,
    /// An error value that the cell reader does not know, with the cell's own formula.
    OddError(String, Option<String>),
}

/// What the cells of a sheet may point to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tables<'a> {
    /// Number of shared strings.
    pub(super) strings: usize,
    /// The number formats.
    pub(super) formats: &'a NumberFormats,
}

/// How a value is written: the `t` of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    Number,
    SharedString,
    Bool,
    Error,
    FormulaString,
    Date,
    Inline,
}

/// Checks a sheet part.
pub(super) fn read(part: &str, text: &str, tables: Tables<'_>, limits: &Limits) -> Result<SheetFacts, ReadError> {
    let xml = Xml::new(part, text, limits.kedalaman);
    let mut lint =
        Lint { xml, tables, limits, facts: SheetFacts::default(), shared: BTreeMap::new(), formula_bytes: 0 };
    lint.worksheet()?;
    Ok(lint.facts)
}

struct Lint<'a> {
    xml: Xml<'a>,
    tables: Tables<'a>,
    limits: &'a Limits,
    facts: SheetFacts,
    /// Length of the master formula of each shared group.
    shared: BTreeMap<u32, u64>,
    /// Length of all formulas once the shared ones are written out.
    formula_bytes: u64,
}

impl Lint<'_> {
    fn worksheet(&mut self) -> Result<(), ReadError> {
        let mut data_seen = false;
        while let Some(event) = self.xml.next()? {
            let Event::Start(element) = event else { continue };
            match (self.xml.depth(), element.local_name().as_ref()) {
                (1, "worksheet") => {}
                (1, _) => return Err(ReadError::bertentangan("isinya bukan lembar kerja")),
                (2, "sheetData") if data_seen => {
                    return Err(ReadError::bertentangan("data lembar tercatat dua kali"));
                }
                (2, "sheetData") => {
                    data_seen = true;
                    self.sheet_data()?;
                }
                (2, "cols") => self.columns()?,
                (2, "mergeCells") => self.merges()?,
                _ => self.xml.skip()?,
            }
        }
        if data_seen { Ok(()) } else { Err(ReadError::bertentangan("data lembar tidak ada")) }
    }

    fn sheet_data(&mut self) -> Result<(), ReadError> {
        let start = self.xml.position();
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
        self.facts.data = start..self.xml.before;
        Ok(())
    }

    /// Between rows and cells nothing but blanks and comments may stand.
    fn only_blank(&self, event: &Event<'_>) -> Result<(), ReadError> {
        match event {
            Event::Text(text) if text.trim_ascii().is_empty() => Ok(()),
            Event::Comment(_) | Event::PI(_) => Ok(()),
            _ => Err(self.xml.malformed("memuat unsur yang tidak dikenal di antara sel")),
        }
    }

    /// Reads a row; gives its number. Rows without a number follow the one before.
    fn row(&mut self, element: &BytesStart<'_>, next_row: u32) -> Result<u32, ReadError> {
        let row = match attribute(element, "r")? {
            None => next_row,
            Some(number) => row_number(&number)
                .ok_or_else(|| ReadError::bertentangan(format!("nomor baris \"{number}\" di luar lembar")))?,
        };
        if row < next_row || row >= MAX_ROWS {
            return Err(ReadError::bertentangan(format!("baris {} tidak urut atau ganda", u64::from(row) + 1)));
        }
        if is_true(attribute(element, "hidden")?.as_deref()) {
            self.facts.hidden_rows.push(row);
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
        let mut value: Option<String> = None;
        let mut formula: Option<String> = None;
        let mut inline = false;
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
                    let text = self.xml.plain_text(written == Written::FormulaString)?;
                    let text = text.map_err(|fault| ReadError::bertentangan(fault).di_sel(address))?;
                    value.replace(text).is_some()
                }
                "f" => formula.replace(self.formula(&child).map_err(|error| error.di_sel(address))?).is_some(),
                "is" => {
                    self.xml.skip()?;
                    std::mem::replace(&mut inline, true)
                }
                "extLst" => {
                    self.xml.skip()?;
                    false
                }
                _ => return Err(self.xml.malformed("memuat unsur yang tidak dikenal di dalam sel")),
            };
            if doubled {
                return Err(ReadError::bertentangan("isi sel tercatat dua kali").di_sel(address));
            }
        }
        let stored = match (written == Written::Inline, inline) {
            (true, true) => Some(Stored::Value),
            (false, true) => return Err(ReadError::bertentangan("teks sel tidak sesuai jenisnya").di_sel(address)),
            (_, false) => {
                self.stored(written, value.as_deref(), formula, style).map_err(|error| error.di_sel(address))?
            }
        };
        if let Some(stored) = stored {
            self.facts.cells.push(CellFact { address, style, stored });
        }
        Ok(address.column)
    }

    /// What is stored, once the value is known to be what its type says; `None` for a blank cell.
    fn stored(
        &self,
        written: Written,
        value: Option<&str>,
        formula: Option<String>,
        style: u32,
    ) -> Result<Option<Stored>, ReadError> {
        let Some(value) = value else { return Ok(formula.map(|_| Stored::NotCalculated)) };
        if value.is_empty() && !matches!(written, Written::FormulaString | Written::Error) {
            return Ok(formula.map(|_| Stored::NotCalculated));
        }
        let sound = match written {
            Written::Number if !self.tables.formats.knows(style) => {
                return Err(ReadError::bertentangan("format angkanya tidak tercatat di dalam berkas"));
            }
            Written::Number => is_number(value),
            Written::SharedString => is_index(value, self.tables.strings),
            Written::Bool => matches!(value, "0" | "1" | "true" | "false"),
            Written::Date => iso_moment(value).is_some(),
            Written::Error => !value.trim().is_empty(),
            Written::FormulaString => true,
            Written::Inline => false,
        };
        if !sound {
            return Err(ReadError::bertentangan(format!("nilai \"{}\" tidak sesuai jenis selnya", short(value))));
        }
        if written == Written::Error && !KNOWN_ERRORS.contains(&value) {
            return Ok(Some(Stored::OddError(value.to_string(), formula.filter(|text| !text.is_empty()))));
        }
        Ok(Some(Stored::Value))
    }

    /// The text of a formula, and the watch over how much the shared ones amount to.
    fn formula(&mut self, element: &BytesStart<'_>) -> Result<String, ReadError> {
        let shared = attribute(element, "t")?.as_deref() == Some("shared");
        let group = attribute(element, "si")?;
        let is_master = attribute(element, "ref")?.is_some();
        let text = self.xml.plain_text(true)?.map_err(ReadError::bertentangan)?;
        let mut length = text.len() as u64;
        if shared {
            let group: u32 = group
                .and_then(|group| group.parse().ok())
                .filter(|group| *group < MAX_SHARED)
                .ok_or_else(|| ReadError::bertentangan("nomor rumus bersama tidak sah"))?;
            if is_master {
                self.shared.insert(group, length);
            } else {
                length = self.shared.get(&group).copied().unwrap_or(0);
            }
        }
        self.formula_bytes += length;
        if self.formula_bytes > self.limits.teks_total {
            return Err(ReadError::melebihi("Panjang semua rumus (byte)", self.formula_bytes, self.limits.teks_total));
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
                self.facts.hidden_columns.extend(first.max(1) - 1..last.min(MAX_COLUMNS));
            }
        }
        self.facts.hidden_columns.sort_unstable();
        self.facts.hidden_columns.dedup();
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
                .ok_or_else(|| ReadError::bertentangan(format!("gabungan sel \"{}\" tidak sah", short(&written))))?;
            if merge.0 != merge.1 {
                self.facts.merges.push(merge);
            }
            let count = self.facts.merges.len() as u64;
            if count > self.limits.gabungan {
                return Err(ReadError::melebihi("Jumlah sel gabungan", count, self.limits.gabungan));
            }
        }
        Ok(())
    }
}

/// Address, style and type of a cell. An address outside the grid, in another row or left of the cell before is refused.
fn cell_head(element: &BytesStart<'_>, earliest: CellAddress) -> Result<(CellAddress, u32, Written), ReadError> {
    let mut address = earliest;
    let mut style = 0;
    let mut written = Written::Number;
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| ReadError::rusak(format!("atribut sel tidak sah ({error})")))?;
        let value = attribute.value.as_ref();
        match attribute.key.0 {
            "r" => {
                address = value
                    .parse()
                    .map_err(|_| ReadError::bertentangan(format!("alamat sel \"{}\" di luar lembar", short(value))))?;
            }
            "s" => {
                style = value
                    .parse()
                    .map_err(|_| ReadError::bertentangan("nomor format sel tidak sah").di_sel(earliest))?;
            }
            "t" => {
                written = written_as(value)
                    .ok_or_else(|| ReadError::bertentangan(format!("jenis sel \"{}\" tidak dikenal", short(value))))?;
            }
            _ => {}
        }
    }
    if !address.is_inside_grid() || address.row != earliest.row || address.column < earliest.column {
        return Err(ReadError::bertentangan("sel tidak urut, ganda, atau di luar barisnya").di_sel(address));
    }
    Ok((address, style, written))
}

fn written_as(kind: &str) -> Option<Written> {
    Some(match kind {
        "n" => Written::Number,
        "s" => Written::SharedString,
        "b" => Written::Bool,
        "e" => Written::Error,
        "str" => Written::FormulaString,
        "d" => Written::Date,
        "inlineStr" => Written::Inline,
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
fn is_number(text: &str) -> bool {
    text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-' | b'+' | b'e' | b'E'))
        && text.parse::<f64>().is_ok_and(f64::is_finite)
}

/// Digits alone, inside the table.
fn is_index(text: &str, length: usize) -> bool {
    text.bytes().all(|b| b.is_ascii_digit()) && text.parse::<usize>().is_ok_and(|index| index < length)
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
