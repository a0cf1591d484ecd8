//! A cell of a table to a typed entry, with one decision on number marks per column.

use crate::domain::address::CellAddress;
use crate::domain::column::{FormColumn, Reading};
use crate::domain::satuan::{Satuan, standard_satuan};
use crate::domain::value::figure::{ColumnDecision, column_decision, without_noise};
use crate::domain::value::read::{RawCell, read};
use crate::domain::value::{CellContent, Doubt, Entry, Value};
use crate::template::TemplateColumn;
use crate::workbook::{Cell, CellValue};

/// How the cells of one column are read.
pub(super) struct ColumnReader<'d> {
    reading: Reading,
    decision: ColumnDecision,
    /// The column of the definition, where one reads the table.
    owned: Option<&'d TemplateColumn>,
    /// What an amount is multiplied with to be rupiah.
    scale: f64,
    /// Whether its shares are fractions, as the figures beside them prove.
    fractions: bool,
}

impl<'d> ColumnReader<'d> {
    /// Looks over the texts of the whole column once.
    pub(super) fn new<'a>(
        column: FormColumn,
        owned: Option<&'d TemplateColumn>,
        text: impl Iterator<Item = &'a str>,
    ) -> Self {
        let reading = column.field.reading();
        let decision = match reading {
            Reading::Value | Reading::Percent | Reading::Money => column_decision(text, reading == Reading::Money),
            _ => ColumnDecision::default(),
        };
        Self { reading, decision, owned, scale: 1.0, fractions: false }
    }

    /// The same for amounts in a multiple of rupiah: "(dalam juta rupiah)".
    pub(super) fn in_multiples(self, scale: f64) -> Self {
        let scale = if self.reading == Reading::Money { scale } else { 1.0 };
        Self { scale, ..self }
    }

    /// The same for shares that the figures beside them prove to be fractions: 0,5 beside 2 of 4 is 50 %.
    pub(super) fn of_fractions(self, fractions: bool) -> Self {
        Self { fractions: fractions && self.reading == Reading::Percent, ..self }
    }

    /// The same where the figures beside it prove that a dot before three digits groups thousands.
    pub(super) fn grouping(&self) -> Self {
        Self { decision: self.decision.for_tally(true), ..*self }
    }

    const fn figures(&self) -> bool {
        matches!(self.reading, Reading::Value | Reading::Percent | Reading::Money)
    }

    /// The entry of a cell; `satuan` is the unit of measure of its row.
    pub(super) fn read(&self, cell: Option<&Cell>, address: CellAddress, satuan: Option<&Satuan>) -> Entry {
        let Some(cell) = cell else { return Entry::blank(address) };
        let visible = cell.display();
        // An older wording of a drop-down means the word of today.
        let now = self.owned.and_then(|owned| owned.word_current(&visible));
        let said = if self.figures() { without_mark(&visible) } else { &visible };
        let raw = raw_cell(cell, now.unwrap_or(said));
        let (value, mut doubt) = read(&raw, self.reading, &self.decision, satuan);
        let value = match value {
            Value::Figure { figure, satuan: None }
                if self.fractions && doubt.contains(&Doubt::MaybePercentFraction) =>
            {
                doubt.retain(|doubt| *doubt != Doubt::MaybePercentFraction);
                Value::Percent { percent: without_noise(figure * 100.0) }
            }
            value => value,
        };
        let value = if self.scale == 1.0 || names_multiple(&visible) { value } else { scaled(value, self.scale) };
        // A code typed as a number reads with a dot, as codes are written.
        let raw = match (&value, now) {
            (_, Some(now)) => {
                doubt.push(Doubt::OldWord { as_written: visible.clone() });
                now.to_string()
            }
            (Value::Text { text }, None) if self.reading == Reading::Code => text.clone(),
            _ => visible,
        };
        entry(cell, raw, value, doubt)
    }
}

/// Letters of a mark below a figure.
const MARK: usize = 6;

/// "85%\n[V1]" without what an application writes in brackets below its figures.
fn without_mark(text: &str) -> &str {
    let Some((front, last)) = text.trim_end().rsplit_once('\n') else { return text };
    let inner = last.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    match inner {
        Some(inner) if inner.chars().count() <= MARK && !front.contains('\n') => front.trim_end(),
        _ => text,
    }
}

/// Whether an amount says its own multiple: "1,5 miliar".
fn names_multiple(text: &str) -> bool {
    const MULTIPLE: [&str; 9] = ["ribu", "rb", "juta", "jt", "miliar", "milyar", "triliun", "trilyun", "m"];
    text.split(|letter: char| !letter.is_alphabetic()).any(|word| MULTIPLE.contains(&word.to_lowercase().as_str()))
}

/// An amount in a multiple of rupiah as rupiah.
fn scaled(value: Value, scale: f64) -> Value {
    let times = |figure: f64| without_noise(figure * scale);
    match value {
        Value::Money { rupiah } => Value::Money { rupiah: times(rupiah) },
        Value::Figure { figure, satuan: None } => Value::Figure { figure: times(figure), satuan: None },
        Value::Limit { direction, figure, percent: false, satuan: None } => {
            Value::Limit { direction, figure: times(figure), percent: false, satuan: None }
        }
        Value::Range { lower, upper, percent: false, satuan: None } => {
            Value::Range { lower: times(lower), upper: times(upper), percent: false, satuan: None }
        }
        other => other,
    }
}

/// A cell as plain text: for titles, identity lines and signatures.
pub(super) fn text_entry(cell: &Cell) -> Entry {
    single_entry(cell, Reading::Text)
}

/// A NIP cell: digits that a number has lost are told.
pub(super) fn nip_entry(cell: &Cell) -> Entry {
    single_entry(cell, Reading::Nip)
}

/// A cell that stands alone: no column decides how it is read.
fn single_entry(cell: &Cell, reading: Reading) -> Entry {
    let visible = cell.display();
    let (value, doubt) = read(&raw_cell(cell, &visible), reading, &ColumnDecision::default(), None);
    entry(cell, visible.trim().to_string(), value, doubt)
}

/// The periods that a chart marks in a row, beginning with this cell.
pub(super) fn time_entry(cell: &Cell, periods: &str) -> Entry {
    let (value, doubt) =
        read(&RawCell { text: periods, ..RawCell::default() }, Reading::Time, &ColumnDecision::default(), None);
    entry(cell, periods.to_string(), value, doubt)
}

/// Part of a cell's text as an entry of its own ("Unit Kerja : Jurusan X" → "Jurusan X").
pub(super) fn piece_entry(cell: &Cell, text: &str) -> Entry {
    let text = text.trim();
    let value = if text.is_empty() { Value::Blank } else { Value::Text { text: text.to_string() } };
    Entry::new(cell.address, CellContent { raw: text.into(), value, formula: None, doubts: Box::default() })
}

fn entry(cell: &Cell, raw: String, value: Value, doubt: Vec<Doubt>) -> Entry {
    let formula = cell.formula.as_deref().map(Box::from);
    Entry::new(cell.address, CellContent { raw: raw.into(), value, formula, doubts: doubt.into() })
}

/// The unit of measure to read a row's figures by.
pub(super) fn row_satuan(text: &str) -> Option<Satuan> {
    Some(standard_satuan(text.trim())).filter(|satuan| !satuan.name.is_empty())
}

fn raw_cell<'a>(cell: &'a Cell, visible: &'a str) -> RawCell<'a> {
    RawCell {
        text: visible,
        figure: match cell.value {
            CellValue::Number(figure) => Some(figure),
            _ => None,
        },
        percent_format: cell.percent_format,
        date: match &cell.value {
            CellValue::DateTime(time) => Some(time.date()),
            _ => None,
        },
        error: match &cell.value {
            CellValue::Error(error) => Some(error.as_str()),
            _ => None,
        },
        not_yet_computed: cell.value == CellValue::NotCalculated,
    }
}
