//! From a record and a field to the row, the entry and the cell behind it.
//!
//! A rule asks for a field as it thinks of it; a form may hold it under a neighbouring period. Where the exact column is
//! missing, these stand in, in this order ("the record's quarter" is the quarter of its row, else of its document, else
//! the last quarter for which the row states a realisation):
//!
//! | asked | stands in |
//! |---|---|
//! | the year (`realisasi`) | the running period (`realisasi.tw`), the record's quarter (`realisasi.tw2`) |
//! | the running period | the record's quarter, the year |
//! | a quarter | its last month; the semester that ends with it; for the record's quarter also the running period, then the year; of a realisation and its achievement the running period before the month |
//! | a month | nothing |
//!
//! Targets are stricter: a target of the year never stands for a quarter's, nor the other way round. A column that is
//! there but blank is an answer: nothing stands in for it. Where a row states what its semester reached, its months are the
//! parts of that, and none of them stands for a quarter.

use rayon::prelude::*;

use super::{PrecedenceBasis, RecordId, RegisteredDocument, SentFile, Status, Tables};
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{Document, DocumentKind, DocumentTable, FormRow};
use crate::domain::node::KaskadeNode;
use crate::domain::only::only;
use crate::domain::place::Place;
use crate::domain::text;
use crate::domain::triwulan::{Triwulan, semester_of};
use crate::domain::unit::Unit;
use crate::domain::value::{Entry, Value};

/// A unit that the register does not have, as a person typed its code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unit {0} tidak ada dalam daftar unit; kodenya ada di lembar Unit kaskade.xlsx, misalnya --unit JTI")]
pub struct UnknownUnit(pub String);

impl Tables {
    /// What decided that another document counts instead of one; `year` is the workspace's.
    pub fn basis(&self, document: u32, year: Option<i32>) -> Option<PrecedenceBasis> {
        match self.documents.get(document as usize)?.status {
            Status::Superseded(newer) => super::status::basis(self, document, newer, year),
            _ => None,
        }
    }

    /// Whether two documents say the same in every cell that was read: saved anew, or a copy that we marked.
    pub fn same_content(&self, one: u32, other: u32) -> bool {
        let contents = self.document_content(one).zip(self.document_content(other));
        contents.is_some_and(|(one, other)| {
            let table = |table: &DocumentTable| {
                let rows = table.rows.iter().map(|row| (row.row, &row.entries).1.clone());
                (table.role, rows.collect::<Vec<_>>())
            };
            (one.kind, &one.identities, &one.pejabat, &one.ratification)
                == (other.kind, &other.identities, &other.pejabat, &other.ratification)
                && one.tables.iter().map(table).eq(other.tables.iter().map(table))
        })
    }

    /// The registered document of a record.
    pub fn document_from(&self, record_id: u32) -> Option<&RegisteredDocument> {
        self.documents.get(self.address(record_id)?.document as usize)
    }

    /// What the reader made of a document (index into [`Tables::documents`]).
    pub fn document_content(&self, document: u32) -> Option<&Document> {
        let registered = self.documents.get(document as usize)?;
        self.document_file(document)?.outcome.as_ref().ok()?.documents.get(registered.document as usize)
    }

    /// The file of a document (index into [`Tables::documents`]).
    pub fn document_file(&self, document: u32) -> Option<&SentFile> {
        self.files.get(self.documents.get(document as usize)?.file as usize)
    }

    /// The table of a record.
    pub fn table_from(&self, record_id: u32) -> Option<&DocumentTable> {
        let address = self.address(record_id)?;
        self.document_content(address.document)?.tables.get(address.table as usize)
    }

    /// The row of a record.
    pub fn row_from(&self, record_id: u32) -> Option<&FormRow> {
        self.table_from(record_id)?.rows.get(self.address(record_id)?.row as usize)
    }

    /// The sheet of a record.
    pub fn sheet_from(&self, record_id: u32) -> Option<&str> {
        self.document_content(self.address(record_id)?.document).map(|content| content.sheet.as_str())
    }

    /// The node to which a record is tied.
    pub fn node_from(&self, record_id: u32) -> Option<&KaskadeNode> {
        self.nodes.get(self.links.get(record_id as usize)?.node? as usize)
    }

    /// Records of documents that count, in order.
    pub fn in_use_record_id(&self) -> impl Iterator<Item = u32> + '_ {
        self.records_of(Status::counts)
    }

    /// Records of documents that may be checked, in order.
    pub fn checkable_records(&self) -> impl Iterator<Item = u32> + '_ {
        self.records_of(Status::checkable)
    }

    fn records_of(&self, which: impl Fn(&Status) -> bool) -> impl Iterator<Item = u32> {
        let records = self.record_ids.iter().zip(0_u32..);
        records.filter_map(move |(address, number)| {
            which(&self.documents.get(address.document as usize)?.status).then_some(number)
        })
    }

    /// Whether a record counts in the figures.
    pub fn counts(&self, record_id: u32) -> bool {
        self.document_from(record_id).is_some_and(|document| document.status.counts())
    }

    /// Documents of a kind that count: index into [`Tables::documents`], entry, and content.
    pub fn in_use_document(&self, kind: DocumentKind) -> impl Iterator<Item = (u32, &RegisteredDocument, &Document)> {
        self.documents_of(kind, Status::counts)
    }

    /// Documents of a kind that may be checked, in the same shape.
    pub fn checkable_documents(
        &self,
        kind: DocumentKind,
    ) -> impl Iterator<Item = (u32, &RegisteredDocument, &Document)> {
        self.documents_of(kind, Status::checkable)
    }

    fn documents_of(
        &self,
        kind: DocumentKind,
        which: impl Fn(&Status) -> bool,
    ) -> impl Iterator<Item = (u32, &RegisteredDocument, &Document)> {
        let documents = self.documents.iter().zip(0_u32..);
        documents
            .filter(move |(one, _)| one.kind == kind && which(&one.status))
            .filter_map(|(one, number)| Some((number, one, self.document_content(number)?)))
    }

    /// The records of a document (index into [`Tables::documents`]), top to bottom.
    pub fn document_record_id(&self, document: u32) -> std::ops::Range<u32> {
        let start = self.record_ids.partition_point(|address| address.document < document);
        let last = self.record_ids.partition_point(|address| address.document <= document);
        // The number of records fits: it was checked when they were numbered.
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(last).unwrap_or(u32::MAX)
    }

    /// The unit with a code.
    pub fn unit(&self, code: &str) -> Option<&Unit> {
        self.units.get(*self.unit_position.get(code)?)
    }

    /// The unit with a code as a person types it: exactly so, else in other capitals.
    ///
    /// # Errors
    /// What was typed, for a unit that the register does not have.
    pub fn unit_as_typed(&self, typed: &str) -> Result<&Unit, UnknownUnit> {
        let code = typed.trim();
        let alike = || only(self.units.iter().filter(|unit| unit.code.to_lowercase() == code.to_lowercase()));
        self.unit(code).or_else(alike).ok_or_else(|| UnknownUnit(typed.to_string()))
    }

    /// The codes of units that a person typed.
    ///
    /// # Errors
    /// What was typed for a unit that the register does not have.
    pub fn units_as_typed(&self, typed: &[String]) -> Result<Vec<String>, UnknownUnit> {
        typed.iter().map(|code| self.unit_as_typed(code).map(|unit| unit.code.clone())).collect()
    }

    /// The entry of a field in a record, see the table above for what stands in.
    pub fn entry(&self, record_id: u32, column: FormColumn) -> Option<&Entry> {
        equivalent_entry(self.row_from(record_id)?, column, || self.record_id_triwulan(record_id))
    }

    /// The column of the record's table that holds a field, see the table above for what stands in.
    pub fn equivalent_column(&self, record_id: u32, column: FormColumn) -> Option<FormColumn> {
        let row = self.row_from(record_id)?;
        let candidate = equivalent(column, || self.record_id_triwulan(record_id));
        let stands = |candidate: &FormColumn| *candidate == column || stands_in(row, *candidate);
        candidate.into_iter().flatten().filter(stands).find(|candidate| row.entries.contains_key(candidate))
    }

    /// The cell of a field in a record; blank cells have one too.
    pub fn place(&self, record_id: u32, column: FormColumn) -> Option<Place> {
        let entry = self.entry(record_id, column)?;
        let address = self.address(record_id)?;
        Some(Place::cell(&self.document_file(address.document)?.path, self.sheet_from(record_id)?, entry.cell))
    }

    /// The header cell of a field in a table of a document (index into [`Tables::documents`]).
    pub fn heading_place(&self, document: u32, table: u32, column: FormColumn) -> Option<Place> {
        let content = self.document_content(document)?;
        let table = content.tables.get(table as usize)?;
        let triwulan = self.documents.get(document as usize).and_then(|one| one.triwulan);
        let cell = equivalent(column, || triwulan)
            .into_iter()
            .flatten()
            .find_map(|candidate| table.heading_cell(candidate))?;
        Some(Place::cell(&self.document_file(document)?.path, &content.sheet, cell))
    }

    /// The quarter that a record is about, when it has one.
    pub fn record_id_triwulan(&self, record_id: u32) -> Option<Triwulan> {
        self.quarters.get(record_id as usize).copied().unwrap_or_else(|| self.found_triwulan(record_id))
    }

    /// The quarters of all records, in their order.
    pub(super) fn record_quarters(&self) -> Vec<Option<Triwulan>> {
        let count = u32::try_from(self.record_ids.len()).unwrap_or(u32::MAX);
        (0..count).into_par_iter().map(|record_id| self.found_triwulan(record_id)).collect()
    }

    fn found_triwulan(&self, record_id: u32) -> Option<Triwulan> {
        let row = self.row_from(record_id)?;
        if let Some(Value::Triwulan { triwulan }) = row.entry(Field::RowTriwulan.yearly()).map(|entry| &entry.value)
            && let Some(one) = semester_of(triwulan).or(triwulan.first().copied().filter(|_| triwulan.len() == 1))
        {
            return Some(one);
        }
        self.document_from(record_id)?.triwulan.or_else(|| {
            let column = |tw: Triwulan| {
                let semester = tw.ends_semester().map(|semester| Field::Realisasi.semester(semester));
                row.entry(Field::Realisasi.tw(tw)).or_else(|| row.entry(semester?))
            };
            let filled = |tw: &Triwulan| column(*tw).is_some_and(|entry| !entry.value.blank());
            Triwulan::ALL.into_iter().rev().find(filled)
        })
    }

    /// Whether what a record says of a quarter is measured over the semester that ends with it: as its row, its column or
    /// its document says.
    pub fn of_semester(&self, record_id: u32, triwulan: Triwulan) -> bool {
        let (Some(semester), Some(row)) = (triwulan.ends_semester(), self.row_from(record_id)) else { return false };
        if let Some(Value::Triwulan { triwulan: list }) =
            row.entry(Field::RowTriwulan.yearly()).map(|entry| &entry.value)
        {
            return semester_of(list) == Some(triwulan);
        }
        if row.entry(Field::Realisasi.tw(triwulan)).is_some() {
            return false;
        }
        row.entry(Field::Realisasi.semester(semester)).is_some()
            || self.document_from(record_id).is_some_and(|one| one.semester && one.triwulan == Some(triwulan))
    }

    /// An indicator as people know it: its code and its wording.
    pub fn label_indikator(&self, record_id: u32) -> String {
        let code = self.links.get(record_id as usize).and_then(|link| link.code.as_deref());
        let node = self.node_from(record_id);
        let code = code.or(node.map(|node| node.code.as_str())).unwrap_or_default();
        let sentence = self.sentence(record_id).or(node.map(|node| node.indikator.as_str())).unwrap_or_default();
        let mut label = String::with_capacity(code.len() + 1 + sentence.len());
        label.push_str(code.trim_start());
        for word in sentence.split_whitespace() {
            if !label.is_empty() {
                label.push(' ');
            }
            label.push_str(word);
        }
        label.truncate(label.trim_end().len());
        label
    }

    /// The wording of a record's indicator without the code in front of it; of its first row when its own row has none.
    pub(super) fn sentence(&self, record_id: u32) -> Option<&str> {
        let subject =
            self.links.get(record_id as usize).map(|link| link.subject).filter(|subject| *subject != record_id);
        self.own_sentence(record_id).or_else(|| self.own_sentence(subject?))
    }

    /// The wording that stands in the record's own row, without the code in front of it.
    fn own_sentence(&self, record_id: u32) -> Option<&str> {
        let as_written = self.as_written(record_id)?;
        let sentence = text::without_code(as_written);
        Some(if sentence.is_empty() { as_written } else { sentence })
    }

    /// The code in front of the wording that stands in the record's own row, and the wording.
    pub(super) fn code_and_sentence(&self, record_id: u32) -> Option<(Option<String>, &str)> {
        let as_written = self.as_written(record_id)?;
        let (code, sentence) = text::separate_code(as_written);
        Some((code, if sentence.is_empty() { as_written } else { sentence }))
    }

    /// What the record's own row calls its indicator, as it was typed.
    fn as_written(&self, record_id: u32) -> Option<&str> {
        let row = self.row_from(record_id)?;
        [Field::Indikator, Field::Description].into_iter().find_map(|field| {
            row.entry(field.yearly()).filter(|entry| !entry.value.without_content()).and_then(|entry| entry.text())
        })
    }

    pub(super) fn address(&self, record_id: u32) -> Option<RecordId> {
        self.record_ids.get(record_id as usize).copied()
    }
}

/// The entry of a field in a row, see the table above for what stands in. `kini` is the record's quarter.
pub(super) fn equivalent_entry(
    row: &FormRow,
    column: FormColumn,
    now: impl FnOnce() -> Option<Triwulan>,
) -> Option<&Entry> {
    if !row.entries.has(column.field) {
        return None;
    }
    let replacement = || {
        let candidates = equivalent(column, now).into_iter().skip(1).flatten();
        candidates.filter(|candidate| stands_in(row, *candidate)).find_map(|candidate| row.entry(candidate))
    };
    row.entry(column).or_else(replacement)
}

/// Whether what a column says may stand for another period in this row.
fn stands_in(row: &FormRow, candidate: FormColumn) -> bool {
    !matches!(candidate.period, Period::Month(_)) || !states_semester(row)
}

/// Whether a row states what was reached in a semester.
pub(super) fn states_semester(row: &FormRow) -> bool {
    (1..=2).any(|semester| row.entry(Field::Realisasi.semester(semester)).is_some())
}

/// The columns that may hold a field, the exact one first. `kini` is the record's quarter, asked for only when needed.
fn equivalent(column: FormColumn, now: impl FnOnce() -> Option<Triwulan>) -> [Option<FormColumn>; 5] {
    let field = column.field;
    let year = (field != Field::Target).then(|| field.yearly());
    match column.period {
        Period::Yearly if field == Field::Target => [Some(column), None, None, None, None],
        Period::Yearly => [Some(column), Some(field.running()), now().map(|tw| field.tw(tw)), None, None],
        Period::Running => [Some(column), now().map(|tw| field.tw(tw)), year, None, None],
        Period::Triwulan(tw) => {
            let month = Some(field.month(tw.last_month()));
            let semester = tw.ends_semester().map(|semester| field.semester(semester));
            // "Bulan ini" beside "s.d. bulan ini": what the month alone reached is not what the quarter did.
            let reached = matches!(field, Field::Realisasi | Field::Capaian);
            let own = now() == Some(tw);
            if own && reached {
                [Some(column), semester, Some(field.running()), month, year]
            } else if own {
                [Some(column), month, semester, Some(field.running()), year]
            } else {
                [Some(column), month, semester, None, None]
            }
        }
        Period::Month(_) | Period::Year(_) | Period::EveryYear | Period::Semester(_) => {
            [Some(column), None, None, None, None]
        }
    }
}
