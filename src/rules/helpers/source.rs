//! Rows of exports, and the indicators of units that they are about. Codes and equal wordings tell; likeness never does,
//! and what may be two units' is nobody's.

use std::collections::BTreeSet;

use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::text::{indikator_code, indikator_key};
use crate::rules::helpers::record::{IndikatorRecord, document_row};
use crate::tables::{Status, Tables};

/// An indicator of a unit: the code of the unit, and the key by which its documents know it.
pub(in crate::rules) type Subject<'a> = (&'a str, &'a str);

/// What the forms of units are about, by code and by wording.
pub(in crate::rules) struct Subjects<'a> {
    by_code: HashMap<&'a str, BTreeSet<Subject<'a>>>,
    by_wording: HashMap<String, BTreeSet<Subject<'a>>>,
}

impl<'a> Subjects<'a> {
    /// Of all documents that count; none where nothing was exported.
    pub(in crate::rules) fn of(tables: &'a Tables) -> Option<Self> {
        tables.documents.iter().any(|one| one.status == Status::Source).then_some(())?;
        let mut all = Self { by_code: HashMap::default(), by_wording: HashMap::default() };
        let numbers = tables.documents.iter().zip(0_u32..).filter(|(one, _)| one.status.counts() && one.kind.is_sent());
        for record in numbers.flat_map(|(_, number)| document_row(tables, number)) {
            let Some(subject) = record.unit().zip(record.key()) else { continue };
            let node = record.node().map(|node| node.code.as_str());
            for code in record.code().into_iter().chain(node) {
                all.by_code.entry(code).or_default().insert(subject);
            }
            let typed = record.sentence().or(record.node().map(|node| node.indikator.as_str()));
            if let Some(wording) = typed.map(indikator_key).filter(|wording| !wording.is_empty()) {
                all.by_wording.entry(wording).or_default().insert(subject);
            }
        }
        Some(all)
    }

    /// The one indicator that a row of an export is about.
    pub(in crate::rules) fn about(&self, row: &IndikatorRecord<'a>) -> Option<Subject<'a>> {
        let unit = unit_of(row);
        let one = |found: Option<&BTreeSet<Subject<'a>>>| {
            let mut fitting = found?.iter().filter(|(owner, _)| unit.is_none_or(|unit| unit == *owner));
            let first = *fitting.next()?;
            fitting.next().is_none().then_some(first)
        };
        let code = row.code().map(|code| indikator_code(code).unwrap_or_else(|| code.to_string()));
        let by_code = code.and_then(|code| one(self.by_code.get(code.as_str())));
        by_code.or_else(|| one(self.by_wording.get(&indikator_key(row.sentence()?))))
    }
}

/// The unit that a row of an export names: in its own cells, else its document's. Every row of one may be another's.
fn unit_of<'a>(row: &IndikatorRecord<'a>) -> Option<&'a str> {
    let text = |field: Field| row.entry(field.yearly()).filter(|entry| !entry.value.without_content())?.text();
    let named = [Field::UnitCode, Field::UnitName].into_iter().find_map(text);
    match named {
        // A unit that nobody knows is no reason to take another.
        Some(name) => Some(row.tables.units.iter().find(|unit| unit.named(name)).map_or("", |unit| unit.code.as_str())),
        None => row.unit(),
    }
}

/// Every row of every export.
pub(in crate::rules) fn rows(tables: &Tables) -> impl Iterator<Item = IndikatorRecord<'_>> {
    let exports = tables.documents.iter().zip(0_u32..).filter(|(one, _)| one.status == Status::Source);
    exports.flat_map(|(_, number)| document_row(tables, number))
}

/// What an export is called: the name of its file without what stands before and behind it.
pub(in crate::rules) fn name(row: &IndikatorRecord<'_>) -> String {
    let place = row.indikator_place();
    let path = place.as_ref().map_or("", |place| place.file.as_str());
    let file = path.rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(name, _)| name).to_string()
}
