//! Forms whose rows name their own unit: what a web form collected of all units, a recap of several of them.
//!
//! Takes the documents of the files before they are numbered, and makes of such a document one for each unit that its rows
//! name. Its rows count for that unit, never for whoever sent the file; what names a unit that is not registered counts
//! for nobody and is told at its cell. A form that names its unit above the table and lists parts of that unit which the
//! register does not know is that unit's. Where all rows name one unit, nothing is taken apart.

use std::collections::BTreeSet;

use super::register::Register;
use super::{SentFile, UnitOrigin};
use crate::domain::column::Field;
use crate::domain::document::{
    Document, DocumentKind, DocumentTable, FormRow, Identity, IdentityKey, RowKind, TableRole,
};
use crate::domain::place::{KASKADE_FILE, is_source};
use crate::domain::text;
use crate::domain::value::Entry;

/// Whose a row is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Owner {
    /// A unit of the register, by its code.
    Unit(String),
    /// A name that nobody knows.
    Unknown,
}

/// Whether any form has a column for the unit of its rows: few houses have one, and only they need the register for it.
pub(super) fn may_split(files: &[SentFile]) -> bool {
    let mut read = files.iter().filter(|file| sent(file)).filter_map(|file| file.outcome.as_ref().ok());
    read.any(|read| read.documents.iter().any(names_units))
}

/// Takes apart what names units in its rows; says whether anything was.
pub(super) fn split(files: &mut [SentFile], register: &Register<'_>) -> bool {
    let mut any = false;
    for file in files.iter_mut().filter(|file| sent(file)) {
        let Ok(read) = &mut file.outcome else { continue };
        let mut documents = Vec::with_capacity(read.documents.len());
        for document in std::mem::take(&mut read.documents) {
            let parts = parts(&document, register);
            any |= !parts.is_empty();
            if parts.is_empty() { documents.push(document) } else { documents.extend(parts) }
        }
        read.documents = documents;
    }
    any
}

/// Whether a file is a unit's own, not the house's.
fn sent(file: &SentFile) -> bool {
    file.path != KASKADE_FILE && !is_source(&file.path)
}

fn names_units(document: &Document) -> bool {
    let kinds = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    kinds.contains(&document.kind) && document.tables.iter().any(lists_units)
}

fn lists_units(table: &DocumentTable) -> bool {
    let fields = [Field::UnitCode, Field::UnitName].map(Field::yearly);
    table.role == TableRole::Indikator && fields.into_iter().any(|column| table.has(column))
}

/// Whether a document is what rows of one table say about one unit.
pub(super) fn named_by_rows(document: &Document) -> bool {
    document.identities.iter().any(|line| line.key == IdentityKey::Unit && document.in_rows(line))
}

/// The name of a unit in a row of its own table.
fn named(row: &FormRow) -> Option<&Entry> {
    let entries = [Field::UnitCode, Field::UnitName].into_iter().filter_map(|field| row.entry(field.yearly()));
    entries.into_iter().find(|entry| !entry.value.without_content() && entry.text().is_some())
}

fn owner(entry: &Entry, register: &Register<'_>) -> Option<Owner> {
    Some(register.named(entry.text()?).map_or(Owner::Unknown, |unit| Owner::Unit(unit.code.clone())))
}

/// Rows with the unit that each of them, or the row that it goes on with, names.
fn owners(table: &DocumentTable, register: &Register<'_>) -> Vec<Option<Owner>> {
    let mut last = None;
    let of = |row: &FormRow| match row.kind {
        RowKind::Data | RowKind::Continuation => {
            let own = named(row).and_then(|entry| owner(entry, register));
            last = if row.kind == RowKind::Data { own } else { own.or(last.take()) };
            last.clone()
        }
        // A total of rows of several units is nobody's.
        RowKind::Group | RowKind::Total => None,
    };
    table.rows.iter().map(of).collect()
}

fn parts(document: &Document, register: &Register<'_>) -> Vec<Document> {
    if !names_units(document) {
        return Vec::new();
    }
    let of_tables: Vec<Vec<Option<Owner>>> = document
        .tables
        .iter()
        .map(|table| if lists_units(table) { owners(table, register) } else { vec![None; table.rows.len()] })
        .collect();
    let mut all: Vec<&Owner> = Vec::new();
    for owner in of_tables.iter().flatten().flatten() {
        if !all.contains(&owner) {
            all.push(owner);
        }
    }
    let header = match register.document_unit(document, "") {
        (Some(unit), UnitOrigin::Identity) => Some(unit.code.clone()),
        _ => None,
    };
    let registered = all.iter().any(|owner| matches!(owner, Owner::Unit(_)));
    let own = |owner: &&Owner| matches!(owner, Owner::Unit(code) if header.as_ref() == Some(code));
    if all.is_empty() || all.iter().all(own) || (!registered && header.is_some()) {
        return Vec::new();
    }
    let rest = of_tables.iter().zip(&document.tables).any(|(owners, table)| {
        let data = |row: &FormRow| matches!(row.kind, RowKind::Data | RowKind::Continuation);
        owners.iter().zip(&table.rows).any(|(owner, row)| owner.is_none() && data(row))
    });
    let mut parts: Vec<Document> =
        all.iter().filter_map(|owner| part(document, &of_tables, owner, all.len() == 1 && !rest, own(owner))).collect();
    if rest {
        parts.push(remainder(document, &of_tables));
    }
    parts
}

/// What a document says about one unit; whole where it is about no other.
fn part(
    document: &Document,
    of_tables: &[Vec<Option<Owner>>],
    owner: &Owner,
    whole: bool,
    signed: bool,
) -> Option<Document> {
    let mut one = document.clone();
    if !whole {
        for (table, owners) in one.tables.iter_mut().zip(of_tables) {
            let mut owners = owners.iter();
            table.rows.retain(|_| owners.next().is_some_and(|other| other.as_ref() == Some(owner)));
        }
        one.tables.retain(|table| !table.rows.is_empty());
    }
    let rows = one.tables.iter().flat_map(|table| &table.rows);
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let names = rows.filter_map(named).filter(|entry| !entry.derivation);
    // Of names that nobody knows each is told at its cell; of a unit's one is enough.
    let names = names.filter(|entry| seen.insert(text::key(&entry.raw)));
    let most = if *owner == Owner::Unknown { usize::MAX } else { 1 };
    let names: Vec<Identity> =
        names.take(most).map(|entry| Identity { key: IdentityKey::Unit, entry: entry.clone() }).collect();
    if names.is_empty() {
        return None;
    }
    // Who heads the form need not be of this unit, nor who signs it.
    let person = [IdentityKey::Unit, IdentityKey::Jabatan, IdentityKey::Name, IdentityKey::Nip];
    one.identities.retain(|line| !person.contains(&line.key));
    one.identities.extend(names);
    if !whole && !signed {
        one.pejabat.clear();
    }
    Some(one)
}

/// What is left of a document: rows that name no unit, and tables that have no column for one.
fn remainder(document: &Document, of_tables: &[Vec<Option<Owner>>]) -> Document {
    let mut one = document.clone();
    for (table, owners) in one.tables.iter_mut().zip(of_tables) {
        if owners.iter().any(Option::is_some) {
            let mut owners = owners.iter();
            let data = |row: &FormRow| matches!(row.kind, RowKind::Data | RowKind::Continuation);
            table.rows.retain(|row| owners.next().is_some_and(Option::is_none) && data(row));
        }
    }
    one.tables.retain(|table| !table.rows.is_empty());
    one
}
