//! A stream for the cell reader: the records before the sheets as they were, then of each sheet its cells alone, with
//! shared formulas written out. The size that a sheet claims, which the reader would set memory aside for, is left out.

use std::ops::Range;

use super::records::{
    BOF, BOOLERR, CONTINUE, EOF, FORMULA, Globals, LABEL, LABELSST, MULRK, NUMBER, RK, RSTRING, SHRFMLA, STRING,
    XlsSheetEntry, sheet_records,
};
use super::shared::Shared;
use crate::workbook::error::ReadError;
use crate::workbook::limits::Limits;

/// BIFF8, since Excel 97: before, references are stored in another way.
const EXCEL_97: u16 = 0x0600;

/// Writes the stream anew.
pub(super) fn stream(stream: &[u8], globals: &Globals, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut clean = stream.get(..globals.end).unwrap_or_default().to_vec();
    for entry in &globals.sheets {
        let position = u32::try_from(clean.len()).unwrap_or(u32::MAX).to_le_bytes();
        clean.get_mut(entry.listed_at..entry.listed_at + 4).unwrap_or_default().copy_from_slice(&position);
        if entry.is_worksheet {
            sheet(stream, entry, globals.version >= EXCEL_97, &mut clean)?;
        } else {
            write(&mut clean, BOF, &[0; 16]);
            write(&mut clean, EOF, &[]);
        }
        let size = clean.len() as u64;
        if size > limits.part_size {
            return Err(ReadError::exceeds("Ukuran isi lembar (byte)", size, limits.part_size));
        }
    }
    Ok(clean)
}

fn write(clean: &mut Vec<u8>, kind: u16, data: &[u8]) {
    let length = u16::try_from(data.len()).unwrap_or(u16::MAX);
    clean.extend(kind.to_le_bytes());
    clean.extend(length.to_le_bytes());
    clean.extend_from_slice(data);
}

fn sheet(stream: &[u8], entry: &XlsSheetEntry, write_out: bool, clean: &mut Vec<u8>) -> Result<(), ReadError> {
    let records = sheet_records(stream, entry)?;
    let shared = if write_out { shared(stream, &records) } else { Shared::default() };
    let mut before = BOF;
    for (kind, place) in records {
        let data = stream.get(place).unwrap_or_default();
        match kind {
            FORMULA => match shared.written_out(data) {
                Some(own) => write(clean, kind, &own),
                None => write(clean, kind, data),
            },
            // The reader would cut such a text without a word.
            CONTINUE if before == STRING => {
                return Err(ReadError::contradicting("hasil rumus berupa teks yang terlalu panjang"));
            }
            BOF | EOF | NUMBER | LABEL | RSTRING | LABELSST | RK | MULRK | BOOLERR | STRING => write(clean, kind, data),
            _ => {}
        }
        before = kind;
    }
    Ok(())
}

fn shared(stream: &[u8], records: &[(u16, Range<usize>)]) -> Shared {
    let mut shared = Shared::default();
    let mut formula: &[u8] = &[];
    for (kind, place) in records {
        let data = stream.get(place.clone()).unwrap_or_default();
        match *kind {
            FORMULA => formula = data,
            SHRFMLA => shared.note(formula, data),
            _ => {}
        }
    }
    shared
}
