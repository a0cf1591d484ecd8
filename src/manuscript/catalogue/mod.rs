//! What markers may name, each with its meaning, and the records that they are of. A field is declared once: the list for
//! people (`selaras cetak bidang`) and the values come from the same table. Every figure is the recap's own, as it prints.

mod document;
mod recap;

use super::record::{FieldValue, Record};
use crate::recap::model::{Figure, FigureText, NOT_FILLED_IN, TrafficLight};

pub use document::{pk, rencana_aksi};
pub use recap::recap;

/// A field of a thing: its name in markers, what it means, and how it is taken.
struct FieldOf<T: ?Sized> {
    name: &'static str,
    meaning: &'static str,
    take: fn(&T) -> FieldValue,
}

const fn field<T: ?Sized>(name: &'static str, meaning: &'static str, take: fn(&T) -> FieldValue) -> FieldOf<T> {
    FieldOf { name, meaning, take }
}

/// Markers of one kind of thing, for people.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldGroup {
    /// The list, or nothing for what is of the whole.
    pub list: &'static str,
    /// The list in whose region it stands, or nothing.
    pub within: &'static str,
    /// What it is a list of.
    pub meaning: &'static str,
    /// Its fields with their meaning, charts behind them.
    pub fields: Vec<(String, &'static str)>,
}

impl FieldGroup {
    fn new<T: ?Sized>(
        (list, within, meaning): (&'static str, &'static str, &'static str),
        fields: &[FieldOf<T>],
        charts: &[(&'static str, &'static str)],
    ) -> Self {
        let dotted = |name: &str| if list.is_empty() { name.to_string() } else { format!("{list}.{name}") };
        let all = fields.iter().map(|one| (format!("{{{{{}}}}}", dotted(one.name)), one.meaning));
        let charts = charts.iter().map(|(name, meaning)| (format!("{{{{grafik:{name}}}}}"), *meaning));
        Self { list, within, meaning, fields: all.chain(charts).collect() }
    }
}

/// Every marker there is.
pub fn groups() -> Vec<FieldGroup> {
    recap::groups().into_iter().chain(document::groups()).collect()
}

/// A record out of a thing and the table of its fields.
fn record<T: ?Sized>(key: &str, name: &str, of: &T, fields: &[FieldOf<T>]) -> Record {
    Record {
        key: key.to_string(),
        name: name.to_string(),
        fields: fields.iter().map(|one| (one.name, (one.take)(of))).collect(),
        ..Record::default()
    }
}

fn figure(figure: &Figure) -> FieldValue {
    FieldValue { wording: figure.wording.clone(), number: figure.figure, exists: figure.exists(), narrative: false }
}

/// A percentage as it stands in a sentence: "87,5%", or that there is none.
fn sentence_percent(figure: &Figure) -> FieldValue {
    let wording = match figure.figure {
        Some(_) => format!("{}%", figure.wording),
        None if figure.exists() => figure.wording.clone(),
        None => "belum ada data".to_string(),
    };
    FieldValue { wording, number: figure.figure, exists: figure.exists(), narrative: false }
}

/// A word of the institution's own lists: renewed like a figure. A dash where there is none.
fn word(text: &str) -> FieldValue {
    let text = text.trim();
    let exists = !text.is_empty() && text != crate::recap::model::DASH;
    let wording = if text.is_empty() { crate::recap::model::DASH } else { text };
    FieldValue { wording: wording.to_string(), number: None, exists, narrative: false }
}

/// The same with nothing where there is none.
fn word_or_nothing(text: Option<&str>) -> FieldValue {
    let text = text.map(str::trim).unwrap_or_default();
    FieldValue { wording: text.to_string(), number: None, exists: !text.is_empty(), narrative: false }
}

fn count(number: usize) -> FieldValue {
    figure(&Figure::count(number))
}

fn year(year: i32) -> FieldValue {
    FieldValue { wording: year.to_string(), number: Some(f64::from(year)), exists: true, narrative: false }
}

/// A text that a unit typed: the document's own once it is edited there.
fn narrative(text: &FigureText) -> FieldValue {
    FieldValue { wording: text.wording.clone(), number: None, exists: text.content.is_some(), narrative: true }
}

/// Several of them, one a line.
fn narratives(texts: &[String]) -> FieldValue {
    let wording = if texts.is_empty() { NOT_FILLED_IN.to_string() } else { texts.join("\n") };
    FieldValue { wording, number: None, exists: !texts.is_empty(), narrative: true }
}

fn light(light: &TrafficLight) -> FieldValue {
    word(&format!("{} {}", light.mark, light.word))
}

/// A figure behind its mark; alone where the mark is the dash that stands for it.
fn marked(light: &TrafficLight, of: &Figure) -> FieldValue {
    let wording = if of.figure.is_some() { format!("{} {}", light.mark, of.wording) } else { of.wording.clone() };
    FieldValue { wording, ..figure(of) }
}

/// The colour's name, for conditions.
fn color(light: &TrafficLight) -> FieldValue {
    word(color_name(light))
}

fn color_name(light: &TrafficLight) -> &'static str {
    light.color.name()
}
