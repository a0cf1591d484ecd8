//! What cells say, as a message prints it.

use crate::domain::date::long_format;
use crate::domain::text::listed;
use crate::domain::value::{Entry, LimitDirection, Value};

use super::{figure, quote, rupiah};

/// What a value says, as a message prints it.
pub(in crate::rules) fn write(value: &Value) -> String {
    let with_satuan = |figure_: f64, satuan: &Option<String>| match satuan {
        Some(satuan) => format!("{} {satuan}", figure(figure_)),
        None => figure(figure_),
    };
    match value {
        Value::Blank => "kosong".into(),
        Value::Dash => "-".into(),
        Value::Absent => "tidak ada".into(),
        Value::Figure { figure, satuan } => with_satuan(*figure, satuan),
        Value::Percent { percent } => format!("{} %", figure(*percent)),
        Value::Money { rupiah: money } => rupiah(*money),
        Value::Limit { direction, figure: limit, percent, satuan } => {
            let tail = if *percent { " %" } else { "" };
            format!("{} {}{tail}", limit_direction(*direction), with_satuan(*limit, satuan))
        }
        Value::Range { lower, upper, percent, satuan } => {
            let tail = if *percent { " %" } else { "" };
            format!("{} sampai {}{tail}", figure(*lower), with_satuan(*upper, satuan))
        }
        Value::Fraction { numerator, denominator, satuan } => {
            format!("{} dari {}", figure(*numerator), with_satuan(*denominator, satuan))
        }
        Value::Predikat { predikat, figure: Some(value) } => format!("{} ({predikat})", figure(*value)),
        Value::Predikat { predikat, figure: None } => predikat.to_string(),
        Value::Date { date } => long_format((*date).into()),
        Value::Triwulan { triwulan } => listed(&triwulan.iter().map(ToString::to_string).collect::<Vec<_>>()),
        Value::Text { text } => text.clone(),
        Value::Error { error } => error.clone(),
        Value::NotYetComputed => "rumus yang belum dihitung".into(),
    }
}

const fn limit_direction(direction: LimitDirection) -> &'static str {
    match direction {
        LimitDirection::Minimal => "minimal",
        LimitDirection::Maximal => "maksimal",
        LimitDirection::MoreThan => "lebih dari",
        LimitDirection::LessThan => "kurang dari",
    }
}

/// Whether a cell holds nothing for a reader: blank, a dash, "n/a", or nothing but marks.
pub(in crate::rules) fn without_content(entry: &Entry) -> bool {
    entry.value.without_content()
        || (!matches!(entry.value, Value::NotYetComputed)
            && entry.raw.chars().all(|letter| letter.is_whitespace() || "-–—._…".contains(letter)))
}

/// A list of quoted texts, cut after `most` with a word on how many more there are.
pub(in crate::rules) fn truncated_list(item: &[String], most: usize) -> String {
    let mut text: Vec<String> = item.iter().take(most).map(|one| quote(one)).collect();
    if item.len() > most {
        text.push(format!("{} lainnya", item.len() - most));
    }
    listed(&text)
}
