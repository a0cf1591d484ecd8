//! Figures brought to the multiple in which their indicator is counted.
//!
//! The cascade may count in "Miliar Rupiah" while a form without a column Satuan says "548,25 Miliar Rupiah", one with
//! "Juta Rupiah" in that column 548.250, and one with "Rupiah" the whole amount. They are one figure, and it is written here
//! as the cascade counts: where the cascade names no such unit as the row itself does, else as another row of the same
//! indicator of the unit does. A bare number beside no unit stands as the cascade counts. An amount with "Rp" and without a
//! multiple that is neither small enough for the one reading nor large enough for the other is no figure.

use super::Tables;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{FormRow, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::satuan::{Multiple, multiple};
use crate::domain::value::figure::without_noise;
use crate::domain::value::{CellContent, Entry, Value};

/// What is counted in a multiple, or money.
const MONEY: &str = "Rupiah";
/// Below it an amount with "Rp" stands in the multiple that its indicator is counted in.
const SMALL: f64 = 1e5;
/// From here on it is one of whole rupiah.
const WHOLE: f64 = 1e6;

impl Tables {
    /// Brings the figures of the cascade to their own unit, before nodes are made of them.
    pub(super) fn scale_cascade(&mut self) {
        let all: Vec<(u32, Option<Multiple>, Multiple)> = self
            .record_numbers()
            .filter(|record| self.table_from(*record).is_some_and(|table| table.role == TableRole::Kaskade))
            .filter_map(|record| {
                let own = own(self.row_from(record)?).filter(scaled)?;
                Some((record, Some(own.clone()), own))
            })
            .collect();
        self.scale(&all);
    }

    /// Brings the figures of forms to the unit of their indicator.
    pub(super) fn scale_forms(&mut self) {
        let scaled_unit = |satuan: &str| may_scale(satuan).then(|| multiple(satuan)).filter(scaled);
        let nodes: Vec<Option<Multiple>> = self.nodes.iter().map(|node| scaled_unit(&node.satuan)).collect();
        let mut rows: Vec<(u32, Option<Multiple>, Option<Multiple>)> = Vec::new();
        // What forms say of an indicator that no node does.
        let mut said: HashMap<(&str, &str), Multiple> = HashMap::default();
        for record in self.record_numbers() {
            if self.table_from(record).is_none_or(|table| table.role != TableRole::Indikator) {
                continue;
            }
            let Some((row, link)) = self.row_from(record).zip(self.links.get(record as usize)) else { continue };
            let node = link.node.and_then(|node| nodes.get(node as usize)).cloned().flatten();
            // Most rows count in what has no multiple.
            let own = if node.is_some() || text_satuan(row).is_some_and(may_scale) { own(row) } else { None };
            let scaled_own = own.clone().filter(scaled);
            if let (Some(own), None, Some(key)) = (scaled_own, link.node, self.indicator_of(record)) {
                said.entry(key).or_insert(own);
            }
            rows.push((record, own, node));
        }
        let unit = |record: u32, own: &Option<Multiple>, node: Option<Multiple>| {
            let known = self.links.get(record as usize).is_some_and(|link| link.node.is_some());
            let other = || self.indicator_of(record).filter(|_| !known).and_then(|key| said.get(&key).cloned());
            node.or_else(|| own.clone().filter(scaled)).or_else(other)
        };
        let all: Vec<(u32, Option<Multiple>, Multiple)> = rows
            .into_iter()
            .filter_map(|(record, own, node)| {
                let unit = unit(record, &own, node)?;
                Some((record, own, unit))
            })
            .collect();
        self.scale(&all);
    }

    fn record_numbers(&self) -> impl Iterator<Item = u32> + use<> {
        0..u32::try_from(self.record_ids.len()).unwrap_or(u32::MAX)
    }

    /// Unit and key of the indicator of a record.
    fn indicator_of(&self, record: u32) -> Option<(&str, &str)> {
        let unit = self.document_from(record)?.unit.as_deref()?;
        Some((unit, self.links.get(record as usize)?.key.as_deref()?))
    }

    fn scale(&mut self, all: &[(u32, Option<Multiple>, Multiple)]) {
        for (record, own, unit) in all {
            let Some(row) = self.row_mut(*record) else { continue };
            for (_, entry) in row.entries.iter_mut().filter(|(column, _)| counts(**column)) {
                if let Some(value) = in_unit(entry, own.as_ref(), unit) {
                    let content = CellContent { value, ..CellContent::clone(entry) };
                    let scaled = Entry::new(entry.cell, content);
                    *entry = if entry.derivation { scaled.derived() } else { scaled };
                }
            }
        }
    }

    fn row_mut(&mut self, record: u32) -> Option<&mut FormRow> {
        let address = *self.record_ids.get(record as usize)?;
        let registered = self.documents.get(address.document as usize)?;
        let (file, number) = (registered.file as usize, registered.document as usize);
        let content = self.files.get_mut(file)?.outcome.as_mut().ok()?.documents.get_mut(number)?;
        content.tables.get_mut(address.table as usize)?.rows.get_mut(address.row as usize)
    }
}

/// Whether figures beside one unit are brought to another: both count one thing, the other in its own multiple.
pub(super) fn brought(own: &str, unit: &str) -> bool {
    if own == unit || !may_scale(unit) {
        return false;
    }
    let (own, unit) = (multiple(own), multiple(unit));
    scaled(&unit) && own.of == unit.of && own.times != unit.times
}

/// Whether a field is counted in the unit of its row.
fn counts(column: FormColumn) -> bool {
    matches!(column.field, Field::Target | Field::Realisasi | Field::KondisiAwal)
}

/// Whether a unit is one of money, or counts in a multiple.
fn scaled(unit: &Multiple) -> bool {
    unit.times != 1.0 || unit.of == MONEY
}

/// Whether a wording may name such a unit: a quick look, as there are hundreds of thousands of rows.
fn may_scale(satuan: &str) -> bool {
    let lower = satuan.to_lowercase();
    ["rp", "rupiah", "ribu", "juta", "jt", "iliar", "ilyar", "tril", "000"].iter().any(|word| lower.contains(word))
}

fn text_satuan(row: &FormRow) -> Option<&str> {
    row.entry(Field::Satuan.yearly()).and_then(Entry::text)
}

/// The unit that a row itself names.
fn own(row: &FormRow) -> Option<Multiple> {
    text_satuan(row).map(multiple).filter(|unit| !unit.of.is_empty() || unit.times != 1.0)
}

/// What an entry says in a unit; `None` where it says so already.
fn in_unit(entry: &Entry, own: Option<&Multiple>, unit: &Multiple) -> Option<Value> {
    let same = |other: &Multiple| other.of == unit.of || other.of.is_empty() || unit.of.is_empty();
    let money = unit.of == MONEY || unit.of.is_empty();
    let value = &entry.value;
    let typed = beside(value);
    // A thousand million is "M" to whoever counts money.
    let letter = typed.filter(|_| unit.of == MONEY).and_then(letter);
    let named = typed.map(multiple).filter(|typed| typed.times != 1.0 && same(typed)).map(|typed| typed.times);
    let factor = if let Some(times) = letter.or(named) {
        times
    } else if says_multiple(&entry.raw) {
        // It was multiplied out when it was read.
        typed.is_none_or(|typed| is_money(value) || same(&multiple(typed))).then_some(1.0)?
    } else if is_money(value) {
        let amount = largest(value)?;
        let whole = own.is_some_and(|own| own.times == 1.0 && own.of == MONEY);
        match (money && unit.times != 1.0).then_some(amount)? {
            _ if whole => 1.0,
            amount if amount < SMALL => unit.times,
            amount if amount >= WHOLE => 1.0,
            _ => return Some(Value::Text { text: entry.raw.trim().to_string() }),
        }
    } else {
        own.filter(|own| typed.is_none() && same(own))?.times
    };
    let factor = factor / unit.times;
    (factor != 1.0 || matches!(value, Value::Money { .. }) && unit.times != 1.0)
        .then(|| times(value, factor, unit))
        .flatten()
}

/// The unit that was typed beside a figure.
fn beside(value: &Value) -> Option<&str> {
    match value {
        Value::Figure { satuan, .. }
        | Value::Limit { satuan, percent: false, .. }
        | Value::Range { satuan, percent: false, .. } => satuan.as_deref(),
        _ => None,
    }
}

/// Whether a value is an amount of rupiah.
fn is_money(value: &Value) -> bool {
    matches!(value, Value::Money { .. }) || beside(value) == Some("Rp")
}

fn largest(value: &Value) -> Option<f64> {
    match value {
        Value::Range { upper, .. } => Some(upper.abs()),
        value => value.figure().map(f64::abs),
    }
}

/// "1,2 M" and "3 T".
fn letter(typed: &str) -> Option<f64> {
    match typed.trim() {
        "M" | "m" => Some(1e9),
        "T" => Some(1e12),
        _ => None,
    }
}

/// Whether a number says its own multiple: "1,5 miliar", "Rp 2 M".
fn says_multiple(raw: &str) -> bool {
    let mut words = raw.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty());
    words.any(|word| matches!(word, "M" | "m" | "T") || multiple(word).times != 1.0)
}

/// A value so many times, beside the unit in which it then stands.
fn times(value: &Value, factor: f64, unit: &Multiple) -> Option<Value> {
    let by = |figure: f64| without_noise(figure * factor);
    let plain = unit.times == 1.0 && unit.of == MONEY;
    Some(match value {
        Value::Money { rupiah: figure } | Value::Figure { figure, .. } if plain => Value::Money { rupiah: by(*figure) },
        Value::Money { rupiah: figure } | Value::Figure { figure, .. } => {
            Value::Figure { figure: by(*figure), satuan: None }
        }
        Value::Limit { direction, figure, percent: false, .. } => {
            Value::Limit { direction: *direction, figure: by(*figure), percent: false, satuan: None }
        }
        Value::Range { lower, upper, percent: false, .. } => {
            Value::Range { lower: by(*lower), upper: by(*upper), percent: false, satuan: None }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::address::CellAddress;
    use crate::domain::column::Reading;
    use crate::domain::satuan::standard_satuan;
    use crate::domain::value::figure::ColumnDecision;
    use crate::domain::value::read::{RawCell, read};

    /// What a cell says in a unit, beside the unit of its row.
    fn said(raw: &str, own: &str, unit: &str) -> Value {
        let satuan = Some(standard_satuan(own)).filter(|satuan| !satuan.name.is_empty());
        let cell = RawCell { text: raw, ..RawCell::default() };
        let (value, doubts) = read(&cell, Reading::Value, &ColumnDecision::default(), satuan.as_ref());
        let content = CellContent { raw: raw.into(), value, formula: None, doubts: doubts.into() };
        let entry = Entry::new(CellAddress::new(0, 0), content);
        let own = Some(multiple(own)).filter(|own| !own.of.is_empty());
        in_unit(&entry, own.as_ref(), &multiple(unit)).unwrap_or_else(|| entry.value.clone())
    }

    #[test]
    fn an_amount_is_one_figure_however_it_is_written() {
        for (raw, own) in [
            ("548,25 Miliar Rupiah", ""),
            ("Rp548,25 Miliar", ""),
            ("548,25 miliar", ""),
            ("548,25 miliar", "Miliar Rupiah"),
            ("Rp 548,25 M", ""),
            ("Rp548.250.000.000", ""),
            ("Rp548.250.000.000,00", "Rupiah"),
            ("548.250.000.000", "Rupiah"),
            ("548250 juta", ""),
            ("548.250,00", "Juta Rupiah"),
            ("0,54825 triliun", ""),
            ("548,25", "Rp Miliar"),
            ("548,25", ""),
            ("Rp 548,25", ""),
            ("Rp 548,25", "Miliar Rupiah"),
        ] {
            assert_eq!(said(raw, own, "Miliar Rupiah").figure(), Some(548.25), "{raw} {own}");
        }
        assert_eq!(said("548,25", "Miliar Rupiah", "Rupiah").figure(), Some(548_250_000_000.0));
        assert_eq!(said("Rp1.250.000", "", "Rupiah").figure(), Some(1_250_000.0));
    }

    #[test]
    fn what_is_counted_in_thousands_is_brought_to_them_and_another_thing_is_left_alone() {
        assert_eq!(said("1,5 juta orang", "", "Juta Orang").figure(), Some(1.5));
        assert_eq!(said("1500 ribu", "Juta Orang", "Juta Orang").figure(), Some(1.5));
        assert_eq!(said("1.500.000", "Orang", "Juta Orang").figure(), Some(1.5));
        assert_eq!(said("7", "", "Juta Orang").figure(), Some(7.0));
        assert_eq!(said("3 Laporan", "", "Miliar Rupiah").figure(), Some(3.0));
        assert_eq!(said("80%", "", "Miliar Rupiah"), Value::Percent { percent: 80.0 });
    }

    #[test]
    fn figures_that_were_brought_to_another_multiple_are_named_by_it() {
        assert!(
            brought("Juta Rupiah", "Miliar Rupiah") && brought("Rupiah", "Rp Miliar") && brought("Orang", "Juta Orang")
        );
        assert!(
            !brought("Rp Miliar", "Miliar Rupiah") && !brought("Orang", "Orang") && !brought("Orang", "Juta Rupiah")
        );
    }

    #[test]
    fn an_amount_that_may_be_either_is_no_figure() {
        assert_eq!(said("Rp 548.250", "", "Miliar Rupiah").figure(), None);
        assert_eq!(said("≥ Rp 500 miliar", "", "Miliar Rupiah").figure(), Some(500.0));
    }
}
