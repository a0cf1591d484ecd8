//! The records of an .xls stream, as far as the cell reader does not tell what they say: styles, what is hidden, merges,
//! and whether every cell that is there was also read.
//!
//! Record numbers and layouts: \[MS-XLS\] 2.3 and 2.4.

use std::ops::Range;

use crate::domain::address::CellAddress;
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::NumberFormats;
use crate::workbook::value::error_code;

pub(super) const FORMULA: u16 = 0x0006;
pub(super) const EOF: u16 = 0x000A;
const FILEPASS: u16 = 0x002F;
pub(super) const CONTINUE: u16 = 0x003C;
const UNCALCED: u16 = 0x005E;
const COLINFO: u16 = 0x007D;
const BOUNDSHEET: u16 = 0x0085;
pub(super) const MULRK: u16 = 0x00BD;
const MULBLANK: u16 = 0x00BE;
pub(super) const RSTRING: u16 = 0x00D6;
const XF: u16 = 0x00E0;
const MERGECELLS: u16 = 0x00E5;
pub(super) const LABELSST: u16 = 0x00FD;
const BLANK: u16 = 0x0201;
pub(super) const NUMBER: u16 = 0x0203;
pub(super) const LABEL: u16 = 0x0204;
pub(super) const BOOLERR: u16 = 0x0205;
pub(super) const STRING: u16 = 0x0207;
const ROW: u16 = 0x0208;
pub(super) const RK: u16 = 0x027E;
const FORMAT: u16 = 0x041E;
pub(super) const SHRFMLA: u16 = 0x04BC;
pub(super) const BOF: u16 = 0x0809;

/// Columns of a sheet in this format.
const COLUMNS: u32 = 256;

/// What the first part of the stream says about the whole workbook.
#[derive(Debug, Default)]
pub(super) struct Globals {
    pub(super) sheets: Vec<XlsSheetEntry>,
    pub(super) formats: NumberFormats,
    /// Version of the format: 0x0600 since Excel 97.
    pub(super) version: u16,
    /// Where this first part ends.
    pub(super) end: usize,
}

/// One tab, by the place of its records.
#[derive(Debug)]
pub(super) struct XlsSheetEntry {
    position: usize,
    /// Where the list of tabs tells that place.
    pub(super) listed_at: usize,
    /// Charts, macros and modules have no cells to read.
    pub(super) is_worksheet: bool,
}

/// What a sheet says beside its values.
#[derive(Debug, Default)]
pub(super) struct XlsSheetFacts {
    /// Its filled cells, sorted, one per address.
    pub(super) cells: Vec<XlsCellFact>,
    pub(super) merges: Vec<(CellAddress, CellAddress)>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    /// Formulas were not calculated when it was saved.
    pub(super) pending: bool,
}

/// One cell that is not blank.
#[derive(Debug)]
pub(super) struct XlsCellFact {
    pub(super) address: CellAddress,
    pub(super) style: u32,
    /// Whether a formula stands there.
    pub(super) formula: bool,
    /// Whether text is promised by a later record, which may be missing.
    pub(super) text_follows: bool,
}

/// The records from a place on: number, and where their content stands.
struct XlsRecords<'a> {
    stream: &'a [u8],
    at: usize,
}

impl Iterator for XlsRecords<'_> {
    type Item = Result<(u16, Range<usize>), ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.stream.len() {
            return None;
        }
        let content = self.at + 4;
        let header = word(self.stream, self.at).zip(word(self.stream, self.at + 2));
        match header {
            Some((kind, length)) if content + usize::from(length) <= self.stream.len() => {
                self.at = content + usize::from(length);
                Some(Ok((kind, content..self.at)))
            }
            _ => {
                self.at = self.stream.len();
                Some(Err(ReadError::damaged("catatan terakhir terpotong")))
            }
        }
    }
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
}

fn number(bytes: &[u8], at: usize) -> Result<u16, ReadError> {
    word(bytes, at).ok_or_else(|| ReadError::damaged("ada catatan yang terlalu pendek"))
}

/// Reads the records that stand before the sheets.
pub(super) fn globals(stream: &[u8], limits: &Limits) -> Result<Globals, ReadError> {
    let mut globals = Globals::default();
    for record in (XlsRecords { stream, at: 0 }) {
        let (kind, place) = record?;
        globals.end = place.end;
        let data = stream.get(place.clone()).unwrap_or_default();
        match kind {
            BOF => globals.version = number(data, 0)?,
            FILEPASS => return Err(ReadError::PasswordLocked),
            BOUNDSHEET => {
                let position = (usize::from(number(data, 2)?) << 16) + usize::from(number(data, 0)?);
                let is_worksheet = data.get(5) == Some(&0);
                globals.sheets.push(XlsSheetEntry { position, listed_at: place.start, is_worksheet });
            }
            FORMAT => {
                if let Some(code) = format_code(data, globals.version) {
                    globals.formats.codes.insert(u32::from(number(data, 0)?), code);
                }
            }
            XF => globals.formats.styles.push(u32::from(number(data, 2)?)),
            EOF => break,
            _ => {}
        }
    }
    match globals.sheets.len() as u64 {
        0 => Err(ReadError::WithoutSheet),
        count if count > limits.sheet => Err(ReadError::exceeds("Jumlah lembar", count, limits.sheet)),
        _ => Ok(globals),
    }
}

/// The text of a FORMAT record; only its signs matter here, so letters beyond ASCII may be lost before Excel 97.
fn format_code(data: &[u8], version: u16) -> Option<String> {
    if version < 0x0600 {
        let length = usize::from(*data.get(2)?);
        return Some(data.get(3..3 + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let length = usize::from(word(data, 2)?);
    if data.get(4)? & 1 == 0 {
        return Some(data.get(5..5 + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let (pairs, _) = data.get(5..5 + 2 * length)?.as_chunks::<2>();
    Some(pairs.iter().map(|pair| char::from_u32(u16::from_le_bytes(*pair).into()).unwrap_or(' ')).collect())
}

/// The records of one sheet, from its BOF to its EOF, without those of charts that lie in it.
pub(super) fn sheet_records(stream: &[u8], entry: &XlsSheetEntry) -> Result<Vec<(u16, Range<usize>)>, ReadError> {
    let mut records = Vec::new();
    let mut nesting = 0_u32;
    for record in (XlsRecords { stream, at: entry.position }) {
        let (kind, place) = record?;
        nesting += u32::from(kind == BOF);
        if nesting == 1 {
            records.push((kind, place));
        }
        if kind == EOF {
            nesting = nesting.saturating_sub(1);
        }
        if nesting == 0 {
            break;
        }
    }
    match records.last() {
        Some((EOF, _)) if nesting == 0 => Ok(records),
        _ => Err(ReadError::damaged("lembar berakhir sebelum waktunya")),
    }
}

/// Reads what one sheet says beside its values.
pub(super) fn sheet(stream: &[u8], entry: &XlsSheetEntry, limits: &Limits) -> Result<XlsSheetFacts, ReadError> {
    let mut facts = XlsSheetFacts::default();
    for (kind, place) in sheet_records(stream, entry)? {
        facts.take(kind, stream.get(place).unwrap_or_default(), limits)?;
    }
    facts.cells.sort_by_key(|cell| cell.address);
    if let Some(cell) = facts.cells.iter().find(|cell| cell.address.column >= COLUMNS) {
        return Err(ReadError::contradicting("sel di luar lembar").in_cell(cell.address));
    }
    match facts.cells.windows(2).find(|pair| pair[0].address == pair[1].address) {
        Some(pair) => Err(ReadError::contradicting("sel tercatat dua kali").in_cell(pair[0].address)),
        None => Ok(facts),
    }
}

impl XlsSheetFacts {
    fn take(&mut self, kind: u16, data: &[u8], limits: &Limits) -> Result<(), ReadError> {
        check_length(kind, data)?;
        match kind {
            NUMBER | LABEL | RSTRING | LABELSST | RK => self.cell(data, false, false),
            BOOLERR => {
                if data.get(7) == Some(&1) {
                    check_error(data, 6)?;
                }
                self.cell(data, false, false)
            }
            FORMULA => self.formula(data),
            MULRK => self.several(data),
            ROW => {
                if number(data, 12)? & 0x20 != 0 {
                    self.hidden_rows.push(u32::from(number(data, 0)?));
                }
                Ok(())
            }
            COLINFO => {
                if number(data, 8)? & 1 != 0 {
                    let last = u32::from(number(data, 2)?).min(COLUMNS - 1);
                    self.hidden_columns.extend(u32::from(number(data, 0)?)..=last);
                }
                Ok(())
            }
            MERGECELLS => self.merges(data, limits),
            UNCALCED => {
                self.pending = true;
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn cell(&mut self, data: &[u8], formula: bool, text_follows: bool) -> Result<(), ReadError> {
        let address = CellAddress::new(number(data, 0)?.into(), number(data, 2)?.into());
        let style = number(data, 4)?.into();
        self.cells.push(XlsCellFact { address, style, formula, text_follows });
        Ok(())
    }

    /// The last eight bytes of a formula's head are its result, or what kind of result it is.
    fn formula(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let coded = number(data, 12)? == 0xFFFF;
        if coded && data.get(6) == Some(&2) {
            check_error(data, 8)?;
        }
        self.cell(data, true, coded && data.get(6) == Some(&0))
    }

    fn several(&mut self, data: &[u8]) -> Result<(), ReadError> {
        let (row, first) = (number(data, 0)?, number(data, 2)?);
        let content = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (column, piece) in (u32::from(first)..).zip(content.chunks(6)) {
            let style = number(piece, 0)?.into();
            let address = CellAddress::new(row.into(), column);
            self.cells.push(XlsCellFact { address, style, formula: false, text_follows: false });
        }
        Ok(())
    }

    fn merges(&mut self, data: &[u8], limits: &Limits) -> Result<(), ReadError> {
        let count = usize::from(number(data, 0)?);
        for range in data.get(2..).unwrap_or_default().chunks_exact(8).take(count) {
            let first = CellAddress::new(number(range, 0)?.into(), number(range, 4)?.into());
            let last = CellAddress::new(number(range, 2)?.into(), number(range, 6)?.into());
            if first.row > last.row || first.column > last.column || last.column >= COLUMNS {
                return Err(ReadError::contradicting("gabungan sel tidak sah").in_cell(first));
            }
            if first != last {
                self.merges.push((first, last));
            }
        }
        let merges = self.merges.len() as u64;
        if merges > limits.combination {
            return Err(ReadError::exceeds("Jumlah sel gabungan", merges, limits.combination));
        }
        Ok(())
    }

    /// Cells of the smallest rectangle around all filled cells: what the cell reader lays out in memory.
    pub(super) fn area(&self) -> u64 {
        let rows = self.cells.first().zip(self.cells.last()).map(|(a, b)| b.address.row - a.address.row + 1);
        let columns = self.cells.iter().map(|cell| cell.address.column);
        let width = columns.clone().max().zip(columns.min()).map(|(last, first)| last - first + 1);
        u64::from(rows.unwrap_or(0)) * u64::from(width.unwrap_or(0))
    }
}

/// Records of cells have one length each. One that is longer has swallowed those behind it, in a format that knows no
/// checksums.
fn check_length(kind: u16, data: &[u8]) -> Result<(), ReadError> {
    let several = |size: usize| {
        let columns = data.len().saturating_sub(6) / size;
        let last = word(data, data.len().saturating_sub(2)).map(usize::from);
        data.len() == 6 + columns * size && last == word(data, 2).map(|first| (usize::from(first) + columns).max(1) - 1)
    };
    let sound = match kind {
        NUMBER => data.len() == 14,
        LABELSST | RK => data.len() == 10,
        BOOLERR => data.len() == 8,
        BLANK => data.len() == 6,
        ROW => data.len() == 16,
        MULRK => several(6),
        MULBLANK => several(2),
        _ => true,
    };
    if sound { Ok(()) } else { Err(ReadError::damaged("ada catatan sel yang panjangnya salah")) }
}

/// An error value must be one that Excel has.
fn check_error(data: &[u8], at: usize) -> Result<(), ReadError> {
    let known = data.get(at).is_some_and(|code| error_code(*code).is_some());
    if known { Ok(()) } else { Err(ReadError::contradicting("nilai galat tidak dikenal")) }
}
