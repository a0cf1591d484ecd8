//! One sheet part of an .xlsb workbook: its cells checked and copied for the cell reader, and what that reader does not
//! tell: errors that formulas gave, rich text, styles, merges, what is hidden.

use super::records::{XlsbRecords, long, text, write};
use crate::domain::address::{CellAddress, MAX_COLUMNS, MAX_ROWS};
use crate::workbook::cell::CellValue;
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;
use crate::workbook::numfmt::NumberFormats;
use crate::workbook::value::{self, error_code};

const ROW: u16 = 0x00;
const BLANK: u16 = 0x01;
const RK: u16 = 0x02;
const ERROR: u16 = 0x03;
const BOOL: u16 = 0x04;
const REAL: u16 = 0x05;
const TEXT: u16 = 0x06;
const SHARED_TEXT: u16 = 0x07;
const FORMULA_TEXT: u16 = 0x08;
const FORMULA_NUMBER: u16 = 0x09;
const FORMULA_BOOL: u16 = 0x0A;
const FORMULA_ERROR: u16 = 0x0B;
const RICH_TEXT: u16 = 0x3E;
const COLUMN: u16 = 0x3C;
const BEGIN_DATA: u16 = 0x91;
const END_DATA: u16 = 0x92;
const SIZE: u16 = 0x94;
const MERGE: u16 = 0xB0;

/// What a sheet part says beside the values that the cell reader gives.
#[derive(Debug, Default)]
pub(super) struct XlsbSheetFacts {
    pub(super) cells: Vec<XlsbCellFact>,
    pub(super) merges: Vec<(CellAddress, CellAddress)>,
    pub(super) hidden_rows: Vec<u32>,
    pub(super) hidden_columns: Vec<u32>,
    /// The part for the cell reader.
    pub(super) clean: Vec<u8>,
}

/// One cell that is not blank.
#[derive(Debug)]
pub(super) struct XlsbCellFact {
    pub(super) address: CellAddress,
    pub(super) style: u32,
    pub(super) formula: bool,
    /// The value, where the cell reader does not give it.
    pub(super) own: Option<CellValue>,
}

/// Checks a sheet part; `strings` is the number of shared strings.
pub(super) fn read(
    part: &[u8],
    strings: u32,
    formats: &NumberFormats,
    limits: &Limits,
) -> Result<XlsbSheetFacts, ReadError> {
    let mut facts = XlsbSheetFacts::default();
    write(&mut facts.clean, SIZE, &[0; 16]);
    write(&mut facts.clean, BEGIN_DATA, &[]);
    let mut place = CellPlace { in_data: false, row: None, next_column: 0 };
    let mut ended = false;
    for record in XlsbRecords::new(part) {
        let record = record?;
        let data = record.data;
        match record.kind {
            BEGIN_DATA => place.in_data = true,
            END_DATA => {
                place.in_data = false;
                ended = true;
            }
            ROW if place.in_data => place.row(data, &mut facts)?,
            BLANK if place.in_data => {}
            RK..=FORMULA_ERROR | RICH_TEXT if place.in_data => {
                let address = place.cell(data)?;
                facts.cell(record.kind, address, data, strings, formats).map_err(|error| error.in_cell(address))?;
            }
            0x0C..=0x12 if place.in_data => {
                return Err(ReadError::contradicting("memuat bentuk sel yang tidak didukung"));
            }
            COLUMN if data.get(16).is_some_and(|flags| flags & 1 != 0) => {
                facts.hidden_columns.extend(long(data, 0)?..=long(data, 4)?.min(MAX_COLUMNS - 1));
            }
            MERGE => facts.merge(data, limits)?,
            _ => {}
        }
    }
    if !ended {
        return Err(ReadError::damaged("data lembar berakhir sebelum waktunya"));
    }
    write(&mut facts.clean, END_DATA, &[]);
    Ok(facts)
}

/// Where in the data the records stand.
struct CellPlace {
    in_data: bool,
    row: Option<u32>,
    next_column: u32,
}

impl CellPlace {
    fn row(&mut self, data: &[u8], facts: &mut XlsbSheetFacts) -> Result<(), ReadError> {
        let row = long(data, 0)?;
        if row >= MAX_ROWS || self.row.is_some_and(|before| row <= before) {
            return Err(ReadError::contradicting(format!(
                "baris {} tidak urut atau di luar lembar",
                u64::from(row) + 1
            )));
        }
        self.row = Some(row);
        self.next_column = 0;
        if data.get(11).is_some_and(|flags| flags & 0x10 != 0) {
            facts.hidden_rows.push(row);
        }
        write(&mut facts.clean, ROW, data);
        Ok(())
    }

    fn cell(&mut self, data: &[u8]) -> Result<CellAddress, ReadError> {
        let column = long(data, 0)?;
        let Some(row) = self.row else { return Err(ReadError::contradicting("ada sel di luar baris")) };
        let address = CellAddress::new(row, column);
        if column < self.next_column || column >= MAX_COLUMNS {
            return Err(ReadError::contradicting("sel tidak urut, ganda, atau di luar lembar").in_cell(address));
        }
        self.next_column = column + 1;
        Ok(address)
    }
}

impl XlsbSheetFacts {
    fn cell(
        &mut self,
        kind: u16,
        address: CellAddress,
        data: &[u8],
        strings: u32,
        formats: &NumberFormats,
    ) -> Result<(), ReadError> {
        let style = long(data, 4)? & 0x00FF_FFFF;
        let formula = (FORMULA_TEXT..=FORMULA_ERROR).contains(&kind);
        let own = match kind {
            RK | REAL | FORMULA_NUMBER => {
                let length = if kind == RK { 12 } else { 16 };
                if data.len() < length || !formats.knows(style) {
                    return Err(ReadError::contradicting("angka atau format angkanya tidak lengkap"));
                }
                None
            }
            BOOL | FORMULA_BOOL => {
                data.get(8).ok_or_else(|| ReadError::contradicting("nilai sel tidak lengkap"))?;
                None
            }
            ERROR | FORMULA_ERROR => {
                let name = data.get(8).and_then(|code| error_code(*code));
                let name = name.ok_or_else(|| ReadError::contradicting("nilai galat tidak dikenal"))?;
                Some(CellValue::Error(name.to_string()))
            }
            SHARED_TEXT => {
                if long(data, 8)? >= strings {
                    return Err(ReadError::contradicting("nomor teks bersama di luar daftarnya"));
                }
                None
            }
            RICH_TEXT => match value::text(text(data, 9)?.0) {
                None => return Ok(()),
                text => text,
            },
            TEXT | FORMULA_TEXT => {
                text(data, 8)?;
                None
            }
            _ => return Ok(()),
        };
        if formula {
            whole_formula(kind, data)?;
        }
        if own.is_none() || formula {
            write(&mut self.clean, kind, data);
        }
        self.cells.push(XlsbCellFact { address, style, formula, own });
        Ok(())
    }

    fn merge(&mut self, data: &[u8], limits: &Limits) -> Result<(), ReadError> {
        let first = CellAddress::new(long(data, 0)?, long(data, 8)?);
        let last = CellAddress::new(long(data, 4)?, long(data, 12)?);
        if first.row > last.row || first.column > last.column || !last.is_inside_grid() {
            return Err(ReadError::contradicting("gabungan sel tidak sah"));
        }
        if first != last {
            self.merges.push((first, last));
        }
        let count = self.merges.len() as u64;
        if count > limits.combination {
            return Err(ReadError::exceeds("Jumlah sel gabungan", count, limits.combination));
        }
        Ok(())
    }
}

/// Checks that the formula behind the result of a cell is as long as it says: flags, a length, and that many bytes.
fn whole_formula(kind: u16, data: &[u8]) -> Result<(), ReadError> {
    let start = match kind {
        FORMULA_TEXT => long(data, 8)? as usize * 2 + 14,
        FORMULA_NUMBER => 18,
        _ => 11,
    };
    let end = start.saturating_add(4).saturating_add(long(data, start)? as usize);
    if end > data.len() {
        return Err(ReadError::contradicting("rumus sel tidak lengkap"));
    }
    Ok(())
}
