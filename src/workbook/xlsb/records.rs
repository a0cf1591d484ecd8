//! The records of the binary parts of an .xlsb package: a number, a length and the content, one after another.
//!
//! Record numbers and layouts: \[MS-XLSB\] 2.3 and 2.4.

use crate::workbook::error::ReadError;

/// One record.
#[derive(Debug, Clone, Copy)]
pub(super) struct XlsbRecord<'a> {
    pub(super) kind: u16,
    pub(super) data: &'a [u8],
}

/// The records of a part.
pub(super) struct XlsbRecords<'a> {
    rest: &'a [u8],
}

impl<'a> XlsbRecords<'a> {
    pub(super) fn new(part: &'a [u8]) -> Self {
        Self { rest: part }
    }

    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.rest.split_first()?;
        self.rest = rest;
        Some(*first)
    }

    /// Seven bits a byte, the lowest first, until a byte without the eighth bit.
    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for place in 0..bytes {
            let byte = self.byte()?;
            number |= u32::from(byte & 0x7F) << (7 * place);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(number)
    }

    fn record(&mut self) -> Option<XlsbRecord<'a>> {
        let kind = u16::try_from(self.number(2)?).ok()?;
        let length = self.number(4)? as usize;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(XlsbRecord { kind, data })
    }
}

impl<'a> Iterator for XlsbRecords<'a> {
    type Item = Result<XlsbRecord<'a>, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let record = self.record();
        if record.is_none() {
            self.rest = &[];
        }
        Some(record.ok_or_else(|| ReadError::damaged("catatan biner terpotong")))
    }
}

/// Writes a record.
pub(super) fn write(part: &mut Vec<u8>, kind: u16, data: &[u8]) {
    let low = (kind & 0x7F) as u8;
    if kind < 0x80 {
        part.push(low);
    } else {
        part.extend([low | 0x80, (kind >> 7) as u8]);
    }
    let mut length = data.len();
    for place in 0..4 {
        let seven = (length & 0x7F) as u8;
        length >>= 7;
        let more = length > 0 && place < 3;
        part.push(if more { seven | 0x80 } else { seven });
        if !more {
            break;
        }
    }
    part.extend_from_slice(data);
}

/// Four bytes as a number.
pub(super) fn long(data: &[u8], at: usize) -> Result<u32, ReadError> {
    data.get(at..at + 4)
        .and_then(|bytes| bytes.try_into().ok())
        .map(u32::from_le_bytes)
        .ok_or_else(|| ReadError::damaged("ada catatan biner yang terlalu pendek"))
}

/// A text with its length in front, and where it ends.
pub(super) fn text(data: &[u8], at: usize) -> Result<(String, usize), ReadError> {
    let cut = || ReadError::damaged("teks di dalam catatan biner terpotong");
    let length = long(data, at)? as usize;
    let end = length.checked_mul(2).and_then(|bytes| bytes.checked_add(at + 4)).ok_or_else(cut)?;
    let bytes = data.get(at + 4..end).ok_or_else(cut)?;
    let units: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    Ok((String::from_utf16_lossy(&units), end))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn records_read_back_as_written() {
        let mut part = Vec::new();
        for (kind, length) in [(7, 0), (0x16A, 5), (0x92, 200), (0, 20_000)] {
            write(&mut part, kind, &vec![1; length]);
        }
        let back: Vec<_> =
            XlsbRecords::new(&part).map(|record| record.map(|r| (r.kind, r.data.len())).unwrap()).collect();
        assert_eq!(back, [(7, 0), (0x16A, 5), (0x92, 200), (0, 20_000)]);
    }

    #[test]
    fn a_length_beyond_the_part_is_an_error() {
        assert!(XlsbRecords::new(&[7, 0xFF, 0xFF, 0xFF, 0x7F, 1]).next().unwrap().is_err());
        assert!(XlsbRecords::new(&[0x87]).next().unwrap().is_err());
    }
}
