//! How a hand types a value into a cell.

use chrono::{Datelike, NaiveDate};
use selaras::domain::date::month_name;

use super::super::book::{At, Cell};
use super::super::hand::{Achieved, Coded, Dated, Hand, Typing};
use super::super::model::{Indicator, Measure, Said};
use super::Column;

#[allow(clippy::too_many_arguments)]
pub(super) fn cell(
    hand: &Hand,
    one: &Indicator,
    field: &'static str,
    said: &Said,
    at: At,
    columns: &[Column],
    left: u16,
    order: usize,
) -> Option<Cell> {
    Some(match said {
        Said::Blank => return None,
        Said::Raw(cell) => cell.clone(),
        Said::Text(text) => Cell::Text(match field {
            "indikator" if hand.coded == Coded::Brackets => format!("[{}] {}", one.code, (hand.letters)(text)),
            "indikator" if hand.coded == Coded::Tight => {
                format!("[{}] {}", one.code.to_lowercase().replace(' ', ""), (hand.letters)(text))
            }
            "indikator" if hand.coded == Coded::Before => format!("{} {}", one.code, (hand.letters)(text)),
            "indikator" | "sasaran" => (hand.letters)(text),
            "satuan" => satuan(hand.satuan, text),
            "kendala" if hand.bullets && text.len() > 3 => format!("- {text}\n- Anggaran turun terlambat"),
            _ => text.clone(),
        }),
        Said::Slipped(value, above) => {
            let place = |name: &str, above: u32| {
                let position = columns.iter().position(|column| column.field == name)?;
                Some(super::super::book::address((at.0 - above, left + position as u16)))
            };
            let tw = field.strip_prefix("capaian.").unwrap_or("tw");
            match (place(&format!("target.{tw}"), *above), place(&format!("realisasi.{tw}"), 0)) {
                (Some(target), Some(reached)) => {
                    Cell::Formula(format!("={reached}/{target}*100"), Some(*value), "0.00")
                }
                _ => Cell::Number(*value, "0.00"),
            }
        }
        Said::Figure(value) => figure(hand, (one.measure, one.satuan, one.polarity == "minimum"), *value, field, order),
        Said::Capaian(value) => {
            let percent = *value;
            match hand.achieved {
                Achieved::Value | Achieved::Without => Cell::Number(percent, ""),
                Achieved::Rounded => Cell::Number((percent * 100.0).round() / 100.0, "0.00"),
                Achieved::Percent => Cell::Number(percent / 100.0, "0.00%"),
                Achieved::Text => Cell::Text(format!("{}%", comma(percent, Some(2)))),
                Achieved::Formula => {
                    let place = |name: &str| {
                        let position = columns.iter().position(|column| column.field == name)?;
                        Some(super::super::book::address((at.0, left + position as u16)))
                    };
                    let tw = field.strip_prefix("capaian.").unwrap_or("tw");
                    let target = place(&format!("target.{tw}"));
                    let reached = place(&format!("realisasi.{tw}"));
                    match (target, reached) {
                        (Some(t), Some(r)) if one.polarity == "minimum" => {
                            Cell::Formula(format!("=(2*{t}-{r})/{t}*100"), Some(percent), "0.00")
                        }
                        (Some(t), Some(r)) => Cell::Formula(format!("={r}/{t}*100"), Some(percent), "0.00"),
                        _ => Cell::Number(percent, "0.00"),
                    }
                }
            }
        }
        Said::Day(day) => match hand.dated {
            Dated::Cell => Cell::Day(*day),
            Dated::Words => Cell::Text(format!("{} {} {}", day.day(), month(*day), day.year())),
            Dated::Slashes => Cell::Text(day.format("%d/%m/%Y").to_string()),
            Dated::Short => Cell::Text(format!("{} Sept {}", day.day(), day.year() % 100)),
            Dated::Dots => Cell::Text(day.format("%d.%m.%Y").to_string()),
            Dated::English => Cell::Text(day.format("%d-%b-%Y").to_string()),
            Dated::Month => Cell::Text(format!("Akhir {} {}", month(*day), day.year())),
        },
    })
}

fn satuan(style: usize, text: &str) -> String {
    let other = match (style, text) {
        (1, "%") => "persen",
        (1, "Dokumen") => "dokumen",
        (1, "Orang") => "orang",
        (1, "Hari") => "hari",
        (2, "%") => "Persen",
        (2, "Dokumen") => "Dok",
        (2, "Rupiah") => "Rp",
        (_, text) => text,
    };
    other.to_string()
}

fn comma(value: f64, digits: Option<usize>) -> String {
    let text = digits.map_or_else(|| value.to_string(), |digits| format!("{value:.digits$}"));
    text.replace('.', ",")
}

pub(super) fn points(value: f64) -> String {
    let text = value.to_string();
    let (whole, rest) = text.split_once('.').map_or((text.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let mut out = String::new();
    for (order, digit) in whole.chars().enumerate() {
        if order > 0 && (whole.len() - order) % 3 == 0 {
            out.push('.');
        }
        out.push(digit);
    }
    rest.map_or(out.clone(), |rest| format!("{out},{rest}"))
}

/// "1,234.5".
pub(super) fn english(value: f64) -> String {
    points(value).replace('.', ";").replace(',', ".").replace(';', ",")
}

fn month(day: NaiveDate) -> &'static str {
    month_name(day.month()).unwrap_or_default()
}

fn figure(
    hand: &Hand,
    (measure, satuan_name, minimum): (Measure, &str, bool),
    value: f64,
    field: &str,
    order: usize,
) -> Cell {
    let part = field.starts_with("pem") || field.starts_with("peny");
    if part {
        return Cell::Number(value, "");
    }
    let typing = match hand.typing {
        Typing::Mixed => [Typing::Plain, Typing::Comma, Typing::Formatted, Typing::WithUnit][(order + field.len()) % 4],
        other => other,
    };
    match (typing, measure) {
        (Typing::Plain | Typing::Mixed, _) => Cell::Number(value, ""),
        (Typing::Formatted, Measure::Percent) => Cell::Number(value / 100.0, "0.00%"),
        (Typing::Formatted, Measure::Money) => Cell::Number(value, "\"Rp\"#,##0"),
        (Typing::Formatted, Measure::Count) => Cell::Number(value, "#,##0"),
        (Typing::Formatted, _) => Cell::Number(value, "0.00"),
        (Typing::Account, _) => Cell::Number(value, "_-* #,##0.00_-;-* #,##0.00_-;_-* \"-\"??_-;_-@_-"),
        (Typing::Comma, _) => Cell::Text(comma(value, None)),
        (Typing::Points, Measure::Money) => Cell::Text(format!("Rp{},00", points(value))),
        (Typing::Points, _) => Cell::Text(points(value)),
        (Typing::Zeros, _) => Cell::Text(comma(value, Some(2))),
        (Typing::Bounds, Measure::Percent) if field.starts_with("target") => {
            Cell::Text(format!("≥ {}%", comma(value, None)))
        }
        (Typing::Bounds, _) => Cell::Number(value, ""),
        (Typing::Signs | Typing::Sides, Measure::Money) => Cell::Number(value, "#,##0"),
        (Typing::Signs | Typing::Sides, _) if field.starts_with("target") => {
            let side = match (typing, minimum) {
                (Typing::Signs, true) => "≤",
                (Typing::Signs, false) => "≥",
                (_, true) => "maksimal",
                (_, false) => "minimal",
            };
            let behind = if measure == Measure::Percent { "%" } else { satuan_name };
            Cell::Text(format!("{side} {} {behind}", comma(value, None)))
        }
        (Typing::Parts, Measure::Percent) if field.starts_with("realisasi") => {
            Cell::Text(format!("{} dari 200", comma(value * 2.0, None)))
        }
        (Typing::Signs | Typing::Sides | Typing::Parts, _) => Cell::Number(value, ""),
        (Typing::Millions, Measure::Money) => Cell::Text(format!("Rp{} juta", comma(value / 1e6, None))),
        (Typing::Millions, _) => Cell::Number(value, ""),
        (Typing::PercentDot, Measure::Percent) => Cell::Text(format!("{value}%")),
        (Typing::PercentDot, _) => Cell::Number(value, ""),
        (Typing::Dot, _) => Cell::Text(value.to_string()),
        (Typing::English, Measure::Money) => Cell::Text(format!("Rp {}.00", english(value))),
        (Typing::English, _) => Cell::Text(english(value)),
        (Typing::Pasted, _) => Cell::Number(value * (1.0 + 4.0 * f64::EPSILON), ""),
        (Typing::Spaced, _) => Cell::Text(format!(" {} ", comma(value, None))),
        (Typing::WithUnit, Measure::Percent) => Cell::Text(format!("{} %", comma(value, None))),
        (Typing::WithUnit, Measure::Money) => Cell::Text(format!("Rp. {},-", points(value))),
        (Typing::WithUnit, _) => Cell::Text(format!("{} {}", comma(value, None), satuan(hand.satuan, satuan_name))),
        (Typing::PercentText, Measure::Percent) => Cell::Text(format!("{}%", comma(value, None))),
        (Typing::PercentText, _) => Cell::Number(value, ""),
        (Typing::Formulas, _) => Cell::Formula(format!("={}+{}", value - 1.0, 1), Some(value), ""),
    }
}
