//! The table `iki`: the indicators of persons, and whose they are.

use std::collections::BTreeSet;
use std::ops::Deref;

use super::Tables;
use super::indikator::{self, HasIndikator, IndikatorRow, borrowed};
use super::person::{line, signed_name};
use super::schema::{Column, Counted, Row};
use crate::domain::column::Field;
use crate::domain::document::{Document, DocumentKind, IdentityKey, Pihak};
use crate::domain::node::Jenjang;
use crate::domain::unit::Unit;
use crate::domain::value::Entry;

/// An indicator of a person.
#[derive(Debug, Clone, Copy)]
pub struct IkiRow<'a>(IndikatorRow<'a>);

impl<'a> Deref for IkiRow<'a> {
    type Target = IndikatorRow<'a>;

    fn deref(&self) -> &IndikatorRow<'a> {
        &self.0
    }
}

impl HasIndikator for IkiRow<'_> {
    fn base(&self) -> &IndikatorRow<'_> {
        &self.0
    }
}

impl<'a> IkiRow<'a> {
    /// The name of the person, as the form has it.
    pub fn person(&self) -> Option<&'a str> {
        self.head(IdentityKey::Name).or_else(|| signed_name(self.content()?).and_then(Entry::text))
    }

    /// The person's office.
    pub fn jabatan(&self) -> Option<&'a str> {
        let first = || self.content()?.pejabat.iter().find(|one| one.pihak == Pihak::First)?.role.text();
        self.head(IdentityKey::Jabatan).or_else(first)
    }

    /// How it is measured.
    pub fn way(&self) -> Option<&'a str> {
        self.0.text(Field::CaraPengukuran)
    }

    /// Where its data come from.
    pub fn data_source(&self) -> Option<&'a str> {
        self.0.text(Field::SumberData)
    }

    /// The indicator of the superior or of the unit that it says it serves, as typed.
    pub fn superior(&self) -> Option<&'a str> {
        self.0.text(Field::SuperiorIndikator)
    }

    fn content(&self) -> Option<&'a Document> {
        self.0.tables().document_content(self.0.document)
    }

    fn head(&self, key: IdentityKey) -> Option<&'a str> {
        line(self.content()?, key).and_then(Entry::text)
    }
}

impl Row for IkiRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        indikator::columns([
            Column::text("nama", |row: &Self| borrowed(row.person())),
            Column::text("jabatan", |row| borrowed(row.jabatan())),
            Column::text("cara_pengukuran", |row| borrowed(row.way())),
            Column::text("sumber_data", |row| borrowed(row.data_source())),
            Column::text("indikator_atasan", |row| borrowed(row.superior())),
        ])
    }
}

/// The records that have a row.
pub(super) fn records(tables: &Tables) -> Vec<u32> {
    indikator::records(tables, &[DocumentKind::Iki])
}

impl Tables {
    /// The rows of the table `iki`.
    pub fn iki(&self) -> impl ExactSizeIterator<Item = IkiRow<'_>> + Clone {
        let rows = self.rows.iki.iter().filter_map(|&record| IndikatorRow::of(self, record).map(IkiRow));
        Counted::new(self.rows.iki.len(), rows)
    }

    /// Units with indicators of persons in the cascade of which no form of a person came, in the order of the register, and
    /// how many sent theirs. Where nobody sends such forms, nobody is missed.
    pub fn without_iki(&self) -> (Vec<&Unit>, usize) {
        let iki = self.documents.iter().filter(|one| one.kind == DocumentKind::Iki && one.status.received());
        let sent: BTreeSet<&str> = iki.filter_map(|document| document.unit.as_deref()).collect();
        if sent.is_empty() {
            return (Vec::new(), 0);
        }
        let misnamed = self.misnamed();
        let arrived = |unit: &str| {
            sent.contains(unit)
                || self.unread_for(unit, DocumentKind::Iki, None).is_some()
                || misnamed.contains_key(&(unit, DocumentKind::Iki, None))
        };
        let asked = self.units.iter().filter(|unit| {
            let mut own = self.unit_nodes(&unit.code);
            own.any(|node| node.jenjang == Some(Jenjang::Iki))
        });
        (asked.filter(|unit| !arrived(&unit.code)).collect(), sent.len())
    }

    /// Whether a unit of the register is one person: the cascade has indicators of its own for it, and all of them are a
    /// person's.
    pub fn is_person(&self, unit: &str) -> bool {
        let mut own = self.unit_nodes(unit).peekable();
        own.peek().is_some() && own.all(|node| node.jenjang == Some(Jenjang::Iki))
    }
}
