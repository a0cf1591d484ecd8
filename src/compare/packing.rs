//! A unit's state, packed: every text once, and numbers in its place.
//!
//! States are taken, kept and told apart unit by unit, and a house never holds more of them than their packed form: most
//! of a run's units are as they were, which equal packages show.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use bitcode::{Decode, Encode};

use super::RunMemoryError;
use super::shapes::{Snapshot, SnapshotDocument, SnapshotEntry, SnapshotRow, SnapshotTemuan};

/// A unit at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode)]
pub struct SnapshotPack {
    /// SHA-256 of the files that count, and of those that could not be read: another set is another version.
    pub(super) fingerprint: BTreeSet<String>,
    /// An [`PackedContent`]; nothing for a unit of which there is nothing.
    content: Arc<[u8]>,
}

#[derive(Encode, Decode)]
struct PackedContent<'a> {
    text: Vec<&'a str>,
    document: Vec<SnapshotDocument<u32>>,
    temuan: Vec<SnapshotTemuan<u32>>,
}

/// Texts on their way into a package.
#[derive(Default)]
pub(super) struct TextDictionary {
    number: HashMap<Arc<str>, u32>,
    text: Vec<Arc<str>>,
}

impl TextDictionary {
    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.number.get(text) {
            return *number;
        }
        // What does not fit is never looked up: see `SnapshotPack::new`.
        let number = u32::try_from(self.text.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = text.into();
        self.text.push(text.clone());
        self.number.insert(text, number);
        number
    }
}

impl SnapshotPack {
    pub(super) fn new(
        fingerprint: BTreeSet<String>,
        dictionary: &TextDictionary,
        document: Vec<SnapshotDocument<u32>>,
        temuan: Vec<SnapshotTemuan<u32>>,
    ) -> Self {
        let text = dictionary.text.iter().map(AsRef::as_ref).collect();
        Self { fingerprint, content: bitcode::encode(&PackedContent { text, document, temuan }).into() }
    }

    /// What is in it.
    ///
    /// # Errors
    /// When nobody packed it like this.
    pub(super) fn open(&self) -> Result<Snapshot<'_>, RunMemoryError> {
        if self.content.is_empty() {
            return Ok(Snapshot { fingerprint: &self.fingerprint, document: Vec::new(), temuan: Vec::new() });
        }
        let content: PackedContent<'_> = bitcode::decode(&self.content).map_err(|_| RunMemoryError::Damaged)?;
        let text = |number: u32| content.text.get(number as usize).copied().ok_or(RunMemoryError::Damaged);
        Ok(Snapshot {
            fingerprint: &self.fingerprint,
            document: content.document.into_iter().map(|one| one.map_out(&text)).collect::<Result<_, _>>()?,
            temuan: content.temuan.into_iter().map(|one| one.map_out(&text)).collect::<Result<_, _>>()?,
        })
    }
}

impl<T> SnapshotDocument<T> {
    fn map_out<U, G>(self, change: &impl Fn(T) -> Result<U, G>) -> Result<SnapshotDocument<U>, G> {
        let origin = self.origin.into_iter().map(|(file, sheet)| Ok((change(file)?, change(sheet)?)));
        Ok(SnapshotDocument {
            key: self.key,
            origin: origin.collect::<Result<_, G>>()?,
            row: self.row.into_iter().map(|one| one.map_out(change)).collect::<Result<_, _>>()?,
        })
    }
}

impl<T> SnapshotRow<T> {
    fn map_out<U, G>(self, change: &impl Fn(T) -> Result<U, G>) -> Result<SnapshotRow<U>, G> {
        let entry = self.entry.into_iter().map(|one| {
            let (slot, content) = (change(one.slot)?, change(one.content)?);
            Ok(SnapshotEntry { slot, content, cell: one.cell, formula: one.formula })
        });
        Ok(SnapshotRow {
            origin: self.origin,
            key: self.key.map(change).transpose()?,
            label: change(self.label)?,
            entry: entry.collect::<Result<_, G>>()?,
        })
    }
}

impl<T> SnapshotTemuan<T> {
    fn map_out<U, G>(self, change: &impl Fn(T) -> Result<U, G>) -> Result<SnapshotTemuan<U>, G> {
        Ok(SnapshotTemuan {
            code: change(self.code)?,
            severity: self.severity,
            document: self.document,
            key: self.key.map(change).transpose()?,
            slot: self.slot.map(change).transpose()?,
            indikator: self.indikator.map(change).transpose()?,
            file: change(self.file)?,
            sheet: self.sheet.map(change).transpose()?,
            cell: self.cell,
            message: change(self.message)?,
            excepted: self.excepted,
            surat: self.surat,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_has_one_number_and_a_package_that_nobody_made_is_damaged() {
        let mut dictionary = TextDictionary::default();
        assert_eq!((dictionary.number("a"), dictionary.number("b"), dictionary.number("a")), (0, 1, 0));
        let row = SnapshotRow { origin: 0, key: Some(0), label: 1, entry: Vec::new() };
        let temuan = Vec::new();
        let document = |row| {
            let key = super::super::DocumentKey { kind: crate::domain::document::DocumentKind::Pk, triwulan: None };
            vec![SnapshotDocument { key, origin: Vec::new(), row: vec![row] }]
        };
        let packing = SnapshotPack::new(BTreeSet::new(), &dictionary, document(row.clone()), temuan.clone());
        let snapshot = packing.open().unwrap();
        assert_eq!((snapshot.document[0].row[0].key, snapshot.document[0].row[0].label), (Some("a"), "b"));
        let foreign =
            SnapshotPack::new(BTreeSet::new(), &dictionary, document(SnapshotRow { label: 2, ..row }), temuan);
        assert_eq!(foreign.open().err(), Some(RunMemoryError::Damaged), "a number of no text");
        let truncated = SnapshotPack { content: packing.content[..packing.content.len() / 2].into(), ..packing };
        assert_eq!(truncated.open().err(), Some(RunMemoryError::Damaged));
        assert!(SnapshotPack::default().open().unwrap().document.is_empty());
    }
}
