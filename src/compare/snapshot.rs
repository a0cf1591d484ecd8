//! What the forms of a unit say, and what was found in them, as plain data.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::packing::{SnapshotPack, TextDictionary};
use super::shapes::{SnapshotDocument, SnapshotEntry, SnapshotRow, SnapshotTemuan};
use super::wording::{identity_name, label, row_key, wording};
use super::{ChangeState, DocumentKey};
use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{Document, DocumentKind, FormRow, Pihak};
use crate::domain::hash::HashMap;
use crate::domain::place::Place;
use crate::domain::value::Entry;
use crate::finding::Temuan;
use crate::tables::{SentFile, Status, Tables};

/// What an action plan says of an action, not of its indicator.
const AKSI: [Field; 8] = [
    Field::RencanaAksi,
    Field::Kriteria,
    Field::Keluaran,
    Field::Time,
    Field::PenanggungJawab,
    Field::TimeLimit,
    Field::Anggaran,
    Field::SumberDana,
];

/// What a state is taken from.
#[derive(Debug, Clone, Copy)]
pub struct ComparisonInput<'a> {
    /// Frames and typed rows.
    pub tables: &'a Tables,
    /// Findings that stand.
    pub temuan: &'a [Temuan],
    /// Findings that a waiver accepts.
    pub excepted: &'a [Temuan],
    /// Codes of rules that are switched off.
    pub off: &'a BTreeSet<String>,
}

/// What belongs to a unit.
#[derive(Default)]
struct UnitSnapshot<'a> {
    fingerprints: BTreeSet<String>,
    /// Indices into [`Tables::documents`].
    documents: Vec<u32>,
    /// Its findings, and whether a waiver accepts them.
    temuan: Vec<(&'a Temuan, bool)>,
}

impl ChangeState {
    /// A workspace, unit by unit: the documents that count.
    pub fn workspace(input: ComparisonInput<'_>) -> Self {
        Self::from(input, false)
    }

    /// Files that are set against each other whoever sent them: every document under the empty code.
    pub fn file(input: ComparisonInput<'_>) -> Self {
        Self::from(input, true)
    }

    fn from(input: ComparisonInput<'_>, all: bool) -> Self {
        let tables = input.tables;
        let mut unit: BTreeMap<&str, UnitSnapshot<'_>> = BTreeMap::new();
        let mut positions: HashMap<(&str, &str), SheetRows<'_>> = HashMap::default();
        for (registered, number) in tables.documents.iter().zip(0_u32..) {
            let (Some(content), Some(file)) = (tables.document_content(number), tables.document_file(number)) else {
                continue;
            };
            let owned = registered.unit.as_deref().filter(|_| registered.status == Status::InUse);
            let owned = if all { Some("") } else { owned };
            let (Some(owned), true) = (owned, registered.kind.is_sent()) else { continue };
            positions.entry((&file.path, &content.sheet)).or_default().add(tables, number);
            let owned = unit.entry(owned).or_default();
            owned.fingerprints.insert(file.sha256.clone());
            owned.documents.push(number);
        }
        for file in tables.files.iter().filter(|file| file.outcome.is_err() && file.copy_from.is_none()) {
            let sender = tables.sender_unit(file).map_or("", |unit| unit.code.as_str());
            let owned = if all { "" } else { sender };
            unit.entry(owned).or_default().fingerprints.insert(file.sha256.clone());
        }
        let file = tables.files.iter().map(|file| (file.path.as_str(), file)).collect();
        let recorder = SnapshotRecorder { tables, positions, files: file };
        for (temuan, excepted) in [(input.temuan, false), (input.excepted, true)] {
            for one in temuan {
                let owned = if all { "" } else { recorder.owner(one).unwrap_or_default() };
                unit.entry(owned).or_default().temuan.push((one, excepted));
            }
        }
        let unit: Vec<(&str, UnitSnapshot<'_>)> = unit.into_iter().collect();
        let unit = unit.into_par_iter().map(|(code, owned)| (code.to_string(), recorder.pack(owned))).collect();
        Self { units: unit, off: input.off.clone() }
    }
}

fn document_key(tables: &Tables, number: u32) -> DocumentKey {
    let registered = tables.documents.get(number as usize);
    let kind = registered.map_or(DocumentKind::Pk, |one| one.kind);
    let triwulan = kind.quarter(registered.and_then(|one| one.triwulan));
    DocumentKey { kind, triwulan }
}

/// Takes the state of one unit.
struct SnapshotTaker<'a> {
    tables: &'a Tables,
    dictionary: TextDictionary,
    /// Numbers of the names of fields.
    slots: HashMap<FormColumn, u32>,
    documents: Vec<SnapshotDocument<u32>>,
}

impl SnapshotTaker<'_> {
    fn add(&mut self, number: u32) {
        let tables = self.tables;
        let (Some(content), Some(file)) = (tables.document_content(number), tables.document_file(number)) else {
            return;
        };
        let key = document_key(tables, number);
        let position = self.documents.iter().position(|one| one.key == key);
        let mut document = match position {
            Some(position) => self.documents.remove(position),
            None => SnapshotDocument { key, origins: Vec::new(), rows: Vec::new() },
        };
        let origin = u32::try_from(document.origins.len()).unwrap_or(u32::MAX);
        document.origins.push((self.dictionary.number(&file.path), self.dictionary.number(&content.sheet)));
        document.rows.extend(self.head_and_foot(content, origin));
        for record_id in tables.document_record_id(number) {
            let Some(row) = tables.row_from(record_id) else { continue };
            // An action is a row of its own, also where it stands beside its indicator.
            let aksi = |column: &FormColumn| key.kind == DocumentKind::RencanaAksi && AKSI.contains(&column.field);
            let (mut owned, mut subject) = (Vec::new(), Vec::new());
            for (column, entry) in &row.entries {
                let side = if aksi(column) { &mut owned } else { &mut subject };
                side.extend(self.one_entry(*column, entry));
            }
            if owned.is_empty() && subject.is_empty() {
                continue;
            }
            let label = self.dictionary.number(&label(tables, record_id, row));
            let key = row_key(tables, record_id, row);
            let aksi_key = key.as_ref().filter(|_| !owned.is_empty()).map(|key| format!("{key} (aksi)"));
            for (key, entry) in [(key.as_deref(), subject), (aksi_key.as_deref(), owned)] {
                if !entry.is_empty() {
                    let key = key.map(|key| self.dictionary.number(key));
                    document.rows.push(SnapshotRow { origin, key, label, entries: entry });
                }
            }
        }
        let position = position.unwrap_or(self.documents.len());
        self.documents.insert(position, document);
    }

    fn one_entry(&mut self, column: FormColumn, entry: &Entry) -> Option<SnapshotEntry<u32>> {
        if entry.derivation || matches!(column.field, Field::No | Field::Ignore) {
            return None;
        }
        let content = wording(entry)?;
        let slot = *self.slots.entry(column).or_insert_with(|| self.dictionary.number(&column.to_string()));
        Some(SnapshotEntry {
            slot,
            cell: entry.cell,
            content: self.dictionary.number(&content),
            formula: entry.formula.is_some(),
        })
    }

    fn note(&mut self, slot: &str, entry: &Entry) -> Option<SnapshotEntry<u32>> {
        let content = self.dictionary.number(&wording(entry)?);
        Some(SnapshotEntry {
            slot: self.dictionary.number(slot),
            cell: entry.cell,
            content,
            formula: entry.formula.is_some(),
        })
    }

    /// Title, identity block and signatures as rows of their own.
    fn head_and_foot(&mut self, content: &Document, origin: u32) -> Vec<SnapshotRow<u32>> {
        let mut head: Vec<_> = content.heading.iter().filter_map(|entry| self.note("judul", entry)).collect();
        for owned in &content.identities {
            head.extend(identity_name(owned.key).and_then(|name| self.note(name, &owned.entry)));
        }
        let foot = content.ratification.iter().filter_map(|entry| self.note("tempat dan tanggal", entry)).collect();
        let mut part = vec![("Identitas", head), ("Pengesahan", foot)];
        for pejabat in &content.pejabat {
            let name = match pejabat.pihak {
                Pihak::First => "Tanda tangan pihak pertama",
                Pihak::Second => "Tanda tangan pihak kedua",
            };
            let entry =
                [("jabatan", Some(&pejabat.role)), ("nama", pejabat.name.as_ref()), ("nip", pejabat.nip.as_ref())];
            let entry = entry.into_iter().filter_map(|(slot, entry)| self.note(slot, entry?)).collect();
            part.push((name, entry));
        }
        let is_filled = part.into_iter().filter(|(_, entry)| !entry.is_empty());
        let row = is_filled.map(|(name, entry)| {
            let key = Some(self.dictionary.number(&format!("({name})")));
            SnapshotRow { origin, key, label: self.dictionary.number(name), entries: entry }
        });
        row.collect()
    }
}

/// The documents of a sheet, and the first of their rows in each of its rows: findings of a long sheet ask for theirs
/// one by one.
#[derive(Default)]
struct SheetRows<'a> {
    document: Option<u32>,
    rows: HashMap<u32, (u32, u32, &'a FormRow)>,
}

impl<'a> SheetRows<'a> {
    fn add(&mut self, tables: &'a Tables, number: u32) {
        self.document.get_or_insert(number);
        for record_id in tables.document_record_id(number) {
            if let Some(row) = tables.row_from(record_id) {
                self.rows.entry(row.row).or_insert((number, record_id, row));
            }
        }
    }
}

/// Turns what belongs to a unit into its state.
struct SnapshotRecorder<'a> {
    tables: &'a Tables,
    /// Documents by file and sheet.
    positions: HashMap<(&'a str, &'a str), SheetRows<'a>>,
    files: HashMap<&'a str, &'a SentFile>,
}

impl<'a> SnapshotRecorder<'a> {
    fn pack(&self, owned: UnitSnapshot<'_>) -> SnapshotPack {
        let (dictionary, slot) = (TextDictionary::default(), HashMap::default());
        let mut taker = SnapshotTaker { tables: self.tables, dictionary, slots: slot, documents: Vec::new() };
        for number in owned.documents {
            taker.add(number);
        }
        let SnapshotTaker { mut dictionary, documents: document, .. } = taker;
        let mut temuan = Vec::new();
        for (one, excepted) in owned.temuan {
            self.note(one, excepted, &owned.fingerprints, &mut dictionary, &mut temuan);
        }
        SnapshotPack::new(owned.fingerprints, dictionary, &document, &temuan)
    }

    fn note(
        &self,
        temuan: &Temuan,
        excepted: bool,
        fingerprint: &BTreeSet<String>,
        dictionary: &mut TextDictionary,
        outcome: &mut Vec<SnapshotTemuan<u32>>,
    ) {
        let path = temuan.place.file.as_str();
        let used = || {
            let one = self.files.get(path);
            // What was refused unread has no digest; its sender hears of it all the same.
            one.is_some_and(|file| {
                file.copy_from.is_none() && (file.sha256.is_empty() || fingerprint.contains(&file.sha256))
            })
        };
        let surat = temuan.is_for_sender() && used();
        let (document, key, slot) = self.recognise(&temuan.place);
        let mut exists = |text: Option<&str>| text.map(|text| dictionary.number(text));
        outcome.push(SnapshotTemuan {
            key: exists(key.as_deref()),
            slot: exists(slot.as_deref()),
            indikator: exists(temuan.indikator.as_deref()),
            sheet: exists(temuan.place.sheet.as_deref()),
            code: dictionary.number(&temuan.code),
            severity: temuan.severity,
            document,
            file: dictionary.number(path),
            cells: temuan.place.cells.clone(),
            message: dictionary.number(&temuan.message),
            excepted,
            surat,
        });
        for follow_up in &temuan.follow_up {
            self.note(follow_up, excepted, fingerprint, dictionary, outcome);
        }
    }

    /// The unit that must act: the one that the finding names, else the one that sent the file.
    fn owner(&self, temuan: &'a Temuan) -> Option<&'a str> {
        let sender = || self.tables.sender_unit(self.files.get(temuan.place.file.as_str())?);
        temuan.unit.as_deref().or_else(|| sender().map(|unit| unit.code.as_str()))
    }

    /// Document, row and field of the guilty cell.
    fn recognise(&self, place: &Place) -> (Option<DocumentKey>, Option<Cow<'a, str>>, Option<String>) {
        let sheet = place.sheet.as_deref().unwrap_or_default();
        let Some(rows) = self.positions.get(&(place.file.as_str(), sheet)) else { return (None, None, None) };
        let cell = place.cells.first().copied();
        match cell.and_then(|cell| Some((cell, rows.rows.get(&cell.row)?))) {
            Some((cell, &(number, record_id, row))) => {
                (Some(document_key(self.tables, number)), row_key(self.tables, record_id, row), column_in(row, cell))
            }
            None => (rows.document.map(|number| document_key(self.tables, number)), None, None),
        }
    }
}

fn column_in(row: &FormRow, cell: CellAddress) -> Option<String> {
    row.entries.iter().find(|(_, entry)| entry.cell == cell).map(|(column, _)| column.to_string())
}
