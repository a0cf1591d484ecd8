//! From what the cell reader hands over to what a cell holds, and the count of what was read so far.

use calamine::{CellErrorType, Data, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::cell::CellValue;
use super::error::ReadError;
use super::limits::Limits;

/// The last day of Excel's calendar, 9999-12-31, counted from 1900.
const LAST_SERIAL: f64 = 2_958_465.0;

/// What a cell holds; `None` when it is blank.
pub(super) fn cell_value(value: impl Into<Data>) -> Result<Option<CellValue>, ReadError> {
    match value.into() {
        Data::Empty => Ok(None),
        Data::Int(number) => Ok(Some(CellValue::Number(number as f64))),
        Data::Float(number) => self::number(number).map(Some),
        Data::String(text) | Data::DurationIso(text) => Ok(self::text(text)),
        Data::Bool(value) => Ok(Some(CellValue::Bool(value))),
        Data::DateTime(when) => serial(&when).map(Some),
        Data::DateTimeIso(written) => iso(&written).map(Some),
        Data::Error(kind) => Ok(Some(CellValue::Error(error_text(&kind)))),
    }
}

/// A finite number; no program stores another.
pub(super) fn number(number: f64) -> Result<CellValue, ReadError> {
    if number.is_finite() {
        Ok(CellValue::Number(number))
    } else {
        Err(ReadError::contradicting("nilai sel bukan angka yang berhingga"))
    }
}

/// Text, unless it is only blanks.
pub(super) fn text(text: String) -> Option<CellValue> {
    (!text.trim().is_empty()).then_some(CellValue::Text(text))
}

/// A date under a date format. What Excel itself cannot show as a date, and a duration, stays the number that it is.
pub(super) fn serial(when: &ExcelDateTime) -> Result<CellValue, ReadError> {
    let serial = when.as_f64();
    if when.is_datetime()
        && (0.0..LAST_SERIAL + 1.0).contains(&serial)
        && let Some(moment) = when.as_datetime()
    {
        return Ok(CellValue::DateTime(moment));
    }
    number(serial)
}

fn iso(written: &str) -> Result<CellValue, ReadError> {
    iso_moment(written)
        .map(CellValue::DateTime)
        .ok_or_else(|| ReadError::contradicting(format!("tanggal \"{written}\" tidak dikenal")))
}

/// `2026-06-30`, `2026-06-30T08:15:00`, perhaps with a fraction or `Z`.
pub(super) fn iso_moment(written: &str) -> Option<NaiveDateTime> {
    let plain = written.strip_suffix('Z').unwrap_or(written);
    if let Ok(day) = NaiveDate::parse_from_str(plain, "%Y-%m-%d") {
        return Some(day.and_time(NaiveTime::MIN));
    }
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(plain, format).ok())
}

/// An error as Excel shows it.
fn error_text(kind: &CellErrorType) -> String {
    match kind {
        CellErrorType::GettingData => "#GETTING_DATA".to_string(),
        kind => kind.to_string(),
    }
}

/// Excel's name for an error code of the binary formats, where it has one.
pub(super) fn error_code(code: u8) -> Option<&'static str> {
    Some(match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => return None,
    })
}

/// How much was read of what one workbook may hold.
pub(super) struct Budget<'a> {
    limits: &'a Limits,
    cells: u64,
    text: u64,
}

impl<'a> Budget<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self { limits, cells: 0, text: 0 }
    }

    /// Counts a cell with its text and formula.
    pub(super) fn count(&mut self, value: &CellValue, formula: Option<&str>) -> Result<(), ReadError> {
        self.cells += 1;
        if self.cells > self.limits.cell {
            return Err(ReadError::exceeds("Jumlah sel berisi", self.cells, self.limits.cell));
        }
        if let CellValue::Text(text) | CellValue::Error(text) = value {
            self.count_text(text)?;
        }
        formula.map_or(Ok(()), |formula| self.count_text(formula))
    }

    fn count_text(&mut self, text: &str) -> Result<(), ReadError> {
        let limit = self.limits.text_long;
        if text.len() as u64 > limit {
            let units = text.encode_utf16().count() as u64;
            if units > limit {
                return Err(ReadError::exceeds("Panjang teks dalam satu sel", units, limit));
            }
        }
        self.text += text.len() as u64;
        if self.text > self.limits.total_text {
            return Err(ReadError::exceeds("Jumlah teks (byte)", self.text, self.limits.total_text));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use calamine::ExcelDateTimeType;

    fn date(serial: f64, is_1904: bool) -> CellValue {
        let when = ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904);
        cell_value(Data::DateTime(when)).unwrap().unwrap()
    }

    fn day(year: i32, month: u32, day: u32) -> CellValue {
        CellValue::DateTime(NaiveDate::from_ymd_opt(year, month, day).unwrap().and_time(NaiveTime::MIN))
    }

    #[test]
    fn serials_count_from_the_workbooks_own_epoch() {
        assert_eq!(date(46_203.0, false), day(2026, 6, 30));
        assert_eq!(date(44_741.0, true), day(2026, 6, 30));
        assert_eq!(date(1.0, false), day(1900, 1, 1));
    }

    #[test]
    fn what_is_no_date_of_the_calendar_stays_a_number() {
        assert_eq!(date(-1.0, false), CellValue::Number(-1.0));
        assert_eq!(date(1e9, false), CellValue::Number(1e9));
        let hours = ExcelDateTime::new(1.5, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(cell_value(Data::DateTime(hours)).unwrap(), Some(CellValue::Number(1.5)));
    }

    #[test]
    fn blanks_are_no_cell_and_endless_numbers_are_refused() {
        assert_eq!(cell_value(Data::String(" \u{a0}\n".into())).unwrap(), None);
        for number in [f64::NAN, f64::INFINITY] {
            assert!(cell_value(Data::Float(number)).is_err());
        }
    }

    #[test]
    fn one_long_text_or_many_texts_meet_a_limit() {
        let limits = Limits { total_text: 40_000, text_long: 32_767, ..Limits::default() };
        let mut budget = Budget::new(&limits);
        assert!(budget.count(&CellValue::Text("x".repeat(32_767)), None).is_ok());
        assert!(budget.count(&CellValue::Text("x".repeat(32_767)), None).is_err());
        assert!(budget.count(&CellValue::Text("x".repeat(32_768)), None).is_err());
    }
}
