//! Rows that fulfil the condition of a rule of one's own.

use rayon::prelude::*;

use crate::domain::column::FormColumn;
use crate::domain::document::{DocumentKind, RowKind, TableRole};
use crate::domain::hash::HashMap;
use crate::finding::{Place, Scope, Temuan};
use crate::rules::RuleContext;
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::quarters::with_before;
use crate::rules::helpers::record::{IndikatorRecord, all_row, document_row};

use super::names::{OwnTable, RowView};
use super::sheet::{OwnRule, read};

/// What the rules of the cascade workbook find.
pub(in crate::rules) fn findings(context: &RuleContext<'_>) -> Vec<Temuan> {
    let rules = if context.settings.workspace { read(context.tables).rules } else { Vec::new() };
    if rules.is_empty() {
        return Vec::new();
    }
    let house = House::of(context, &rules);
    let documents = 0..u32::try_from(context.tables.documents.len()).unwrap_or(u32::MAX);
    documents.into_par_iter().flat_map_iter(|number| in_document(context, &house, &rules, number)).collect()
}

/// What rows are set against.
#[derive(Default)]
struct House<'a> {
    /// The measurements of forms for their own quarter, by record.
    measured: HashMap<u32, RowMeasure<'a>>,
    /// The quarter before, by record.
    before: HashMap<u32, RowMeasure<'a>>,
}

impl<'a> House<'a> {
    fn of(context: &RuleContext<'a>, rules: &[OwnRule]) -> Self {
        let mut house = Self::default();
        if !rules.iter().any(|rule| rule.table == OwnTable::Pengukuran) {
            return house;
        }
        let measures = that(context.tables, |_| true).filter(RowMeasure::running);
        house.measured = measures.map(|measure| (measure.record.number, measure)).collect();
        let asks = |rule: &OwnRule| rule.condition.names.iter().any(|name| name.starts_with("lalu_"));
        let says = |rule: &OwnRule| rule.message.written().contains("{lalu_");
        if rules.iter().any(|rule| asks(rule) || says(rule)) {
            let pairs = with_before(context.tables, |pairs| pairs.to_vec()).into_iter();
            house.before = pairs.map(|(now, before)| (now.record.number, before)).collect();
        }
        house
    }
}

fn in_document(context: &RuleContext<'_>, house: &House<'_>, rules: &[OwnRule], number: u32) -> Vec<Temuan> {
    let tables = context.tables;
    let Some((registered, file)) = tables.documents.get(number as usize).zip(tables.document_file(number)) else {
        return Vec::new();
    };
    if !registered.kind.is_sent() || !registered.status.checkable() || file.copy_from.is_some() {
        return Vec::new();
    }
    let year = tables.document_content(number).and_then(|content| context.year_of(content));
    let rows: Vec<IndikatorRecord<'_>> = document_row(tables, number).collect();
    let count = rows.iter().filter(|record| record.subject()).count();
    let mut temuan = Vec::new();
    for rule in rules {
        let view = |record: IndikatorRecord<'_>| {
            let (measure, before) = (house.measured.get(&record.number), house.before.get(&record.number));
            one(rule, &RowView { table: rule.table, record, measure, before, count, year })
        };
        match rule.table.kind() {
            Some(kind) if kind != registered.kind => {}
            Some(DocumentKind::Pengukuran) => {
                let measured = rows.iter().filter(|record| house.measured.contains_key(&record.number));
                temuan.extend(measured.copied().filter_map(view));
            }
            Some(_) => temuan.extend(rows.iter().copied().filter_map(view)),
            None => {
                let lines = all_row(tables, number, TableRole::Anggaran);
                let lines = lines.filter(|record| record.row().is_some_and(|row| row.kind == RowKind::Data));
                temuan.extend(lines.filter_map(view));
            }
        }
    }
    temuan
}

fn one(rule: &OwnRule, view: &RowView<'_, '_>) -> Option<Temuan> {
    if rule.condition.holds(|name| view.held(name)) != Some(true) {
        return None;
    }
    let columns: Vec<FormColumn> = rule.condition.names.iter().filter_map(|name| view.column(name)).collect();
    let place = place(view, &columns)?;
    let message = rule.message.filled(|name| view.wording(name));
    let remedy = rule.remedy.filled(|name| view.wording(name));
    let temuan = Temuan::new(&rule.code, rule.severity, place, message, remedy).scope(Scope::Unit);
    let temuan = temuan.unit(view.record.unit());
    let label = view.record.label();
    Some(if label.is_empty() { temuan } else { temuan.indikator(label) })
}

/// The cells that a condition asks for, the first one guilty; a row that only repeats the one above it is not blamed anew.
fn place(view: &RowView<'_, '_>, columns: &[FormColumn]) -> Option<Place> {
    let Some((first, rest)) = columns.split_first() else {
        // It asks for nothing that stands in the row: the row itself is meant, the first of its indicator.
        return view.record.indikator_place().filter(|_| view.record.subject());
    };
    let guilty = view.record.own_entry(*first)?;
    let mut place = view.record.place(*first)?;
    place.cells = vec![guilty.cell];
    for cell in rest.iter().filter_map(|column| view.record.entry(*column)).map(|entry| entry.cell) {
        if !place.cells.contains(&cell) {
            place.cells.push(cell);
        }
    }
    Some(place)
}
