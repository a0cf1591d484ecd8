//! One cell as a typed value: the value grammar of domain section 6.
//!
//! Takes a cell reduced to what the grammar needs ([`RawCell`]), how its column is read, the column's decision on
//! marks and the satuan of the row; gives the value and everything that was doubtful. A number in a numeric cell is taken
//! as it is, and percent by the number format alone, never by magnitude. What fits nothing stays [`Value::Text`]: no text
//! is dropped, and none becomes zero.

mod awaited;
mod magnitude;
mod phrase;

use chrono::{Datelike, Days, NaiveDate};

use super::figure::{ColumnDecision, without_noise};
use super::{Doubt, Value};
use crate::domain::column::Reading;
use crate::domain::date::{long_format, read_date};
use crate::domain::satuan::Satuan;
use crate::domain::triwulan::{Triwulan, read_column_triwulan};

use phrase::{read_general, tidy};

/// A cell, reduced to what the grammar needs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct RawCell<'a> {
    /// Its text as typed; for a number, the number as the file holds it.
    pub text: &'a str,
    /// The number, when the cell is numeric.
    pub figure: Option<f64>,
    /// Whether its number format is a percent format.
    pub percent_format: bool,
    /// The day, when its number format is a date format.
    pub date: Option<NaiveDate>,
    /// The error value it shows.
    pub error: Option<&'a str>,
    /// Whether it is a formula whose result the file does not hold.
    pub not_yet_computed: bool,
}

/// What was read, and what was doubtful about it.
type ReadValue = (Value, Vec<Doubt>);

/// A General cell of a percent column that is no greater than this may be a fraction (0.95 for 95 %).
const SATUAN_FRACTION: f64 = 1.0;
/// The same in a column of stated achievement, where 1.2 may be 120 %.
const CAPAIAN_FRACTION: f64 = 1.5;
/// From here on Excel's 15 digits do not hold a number to the last digit (domain 12.3).
const MISSING_DIGIT: f64 = 1e15;

/// Reads one cell.
pub fn read(cell: &RawCell, reading: Reading, decision: &ColumnDecision, satuan: Option<&Satuan>) -> ReadValue {
    if let Some(error) = cell.error {
        return certain(Value::Error { error: error.to_string() });
    }
    if cell.not_yet_computed {
        return certain(Value::NotYetComputed);
    }
    match reading {
        Reading::Text => certain(read_text(cell)),
        Reading::Code => {
            // What stands between the points of 1.1 may have been 1 or 10.
            let stored = cell_figure(cell).filter(|figure| cell.date.is_none() && figure.fract() != 0.0);
            let doubt = stored.map(|figure| Doubt::CodeAsFigure { stored: figure.to_string() });
            (read_code(cell), doubt.into_iter().collect())
        }
        Reading::Date => certain(read_day(cell)),
        Reading::Time => certain(read_time(cell)),
        Reading::Nip => read_nip(cell),
        Reading::Value | Reading::Percent | Reading::Money => {
            let context = ValueContext::new(cell.text, reading, decision, satuan);
            match (cell.date, cell_figure(cell)) {
                (Some(date), _) => certain(Value::Date { date: date.into() }),
                (None, Some(figure)) if cell.percent_format => {
                    certain(Value::Percent { percent: without_noise(figure * 100.0) })
                }
                (None, Some(figure)) => context.plain_figure(figure),
                (None, None) => magnitude::read(&context),
            }
        }
    }
}

fn certain(value: Value) -> ReadValue {
    (value, Vec::new())
}

/// The text as typed, without the blanks around it.
fn as_is_text(text: &str) -> Value {
    Value::Text { text: text.trim().to_string() }
}

fn cell_figure(cell: &RawCell) -> Option<f64> {
    cell.figure.filter(|figure| figure.is_finite())
}

/// What the numbers of a text mean here.
struct ValueContext<'a> {
    /// As typed.
    text: &'a str,
    decision: ColumnDecision,
    satuan: &'a Satuan,
    /// Plain numbers are rupiah.
    money: bool,
    /// Plain numbers are percent points.
    percent: bool,
    /// Up to here a plain number may be a fraction instead.
    fraction_until: f64,
}

impl<'a> ValueContext<'a> {
    fn new(text: &'a str, reading: Reading, decision: &ColumnDecision, satuan: Option<&'a Satuan>) -> Self {
        static WITHOUT: Satuan = Satuan::WITHOUT;
        // The satuan of a row tells about its values, not about its money or its achievement.
        let satuan = satuan.filter(|_| reading == Reading::Value).unwrap_or(&WITHOUT);
        let money = reading == Reading::Money || satuan.money;
        let percent = reading == Reading::Percent || satuan.percent;
        Self {
            text,
            decision: decision.for_money(money).for_tally(satuan.tally).for_percent(percent),
            money,
            percent,
            fraction_until: if reading == Reading::Percent { CAPAIAN_FRACTION } else { SATUAN_FRACTION },
            satuan,
        }
    }

    /// Whether a number may be a fraction where percent points are expected (VAL-04).
    fn maybe_fraction(&self, figure: f64) -> bool {
        self.percent && figure > 0.0 && figure <= self.fraction_until
    }

    /// A number with nothing typed beside it.
    fn plain_figure(&self, figure: f64) -> ReadValue {
        if self.money {
            return certain(Value::Money { rupiah: figure });
        }
        if self.maybe_fraction(figure) {
            return (Value::Figure { figure, satuan: None }, vec![Doubt::MaybePercentFraction]);
        }
        certain(if self.percent { Value::Percent { percent: figure } } else { Value::Figure { figure, satuan: None } })
    }
}

/// A free text. Numbers and days that Excel made of it are written out again.
fn read_text(cell: &RawCell) -> Value {
    if let Some(date) = cell.date {
        return Value::Text { text: long_format(date) };
    }
    match cell_figure(cell) {
        Some(figure) if cell.percent_format => {
            let text = format!("{}%", without_noise(figure * 100.0)).replace('.', ",");
            Value::Text { text }
        }
        Some(figure) if cell.text.trim().is_empty() => Value::Text { text: figure.to_string().replace('.', ",") },
        _ => read_general(&tidy(cell.text)).unwrap_or_else(|| as_is_text(cell.text)),
    }
}

/// A code: 1.1 is "1.1" in any number format. A day is what Excel made of "1-2", and is told as such.
fn read_code(cell: &RawCell) -> Value {
    if let Some(date) = cell.date {
        return Value::Date { date: date.into() };
    }
    match cell_figure(cell) {
        Some(figure) => Value::Text { text: figure.to_string() },
        // "NA" and "TAD" may be codes of units.
        None => match read_general(&tidy(cell.text)) {
            Some(Value::Absent) if matches!(cell.text.trim(), "NA" | "TAD") => as_is_text(cell.text),
            Some(general) => general,
            None => as_is_text(cell.text),
        },
    }
}

fn read_day(cell: &RawCell) -> Value {
    let date = cell.date.or_else(|| match cell_figure(cell) {
        Some(figure) => day_from_serial(figure),
        None => read_date(cell.text),
    });
    match date {
        Some(date) => Value::Date { date: date.into() },
        None => read_general(&tidy(cell.text)).unwrap_or_else(|| as_is_text(cell.text)),
    }
}

/// The day of an Excel serial that lost its date format, for whole days of the years 2000 to 2099.
fn day_from_serial(serial: f64) -> Option<NaiveDate> {
    let start = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let day = (36_526..=73_050).contains(&(serial as u64)) && serial.fract() == 0.0;
    day.then(|| start.checked_add_days(Days::new(serial as u64)))?
}

fn read_time(cell: &RawCell) -> Value {
    if let Some(date) = cell.date {
        let triwulan = Triwulan::from_month(date.month()).into_iter().collect();
        return Value::Triwulan { triwulan };
    }
    let triwulan = match cell_figure(cell) {
        Some(figure) => Triwulan::ALL.into_iter().find(|tw| f64::from(tw.number()) == figure).map(|tw| vec![tw]),
        None => read_column_triwulan(cell.text)
            .or_else(|| read_date(cell.text).and_then(|t| Triwulan::from_month(t.month())).map(|tw| vec![tw])),
    };
    match triwulan {
        Some(triwulan) => Value::Triwulan { triwulan },
        None => read_general(&tidy(cell.text)).unwrap_or_else(|| as_is_text(cell.text)),
    }
}

/// A NIP as typed; [`crate::domain::nip::Nip`] judges it. A numeric cell keeps 15 of its 18 digits.
fn read_nip(cell: &RawCell) -> ReadValue {
    match cell_figure(cell) {
        Some(figure) => {
            let in_doubt = if figure.abs() >= MISSING_DIGIT { vec![Doubt::NipAsFigure] } else { Vec::new() };
            (Value::Text { text: figure.to_string() }, in_doubt)
        }
        None => certain(read_general(&tidy(cell.text)).unwrap_or_else(|| as_is_text(cell.text))),
    }
}

#[cfg(test)]
mod tests;
