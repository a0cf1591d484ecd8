//! A unit's state, packed: every text once, and numbers in its place.
//!
//! States are taken, kept and told apart unit by unit, and a house never holds more of them than their packed form: most
//! of a run's units are as they were, which equal packages show. What the cells say and what was found in them are two
//! blocks, because only the first outlives an upgrade of the program: see [`super::run_memory`].
//!
//! | block | holds |
//! |---|---|
//! | cells | the list of texts; a list of documents |
//! | findings | a list of findings; their texts are those of the other block |
//! | document | kind, quarter (0 for none), list of origins (file, sheet), list of rows |
//! | row | its place among the origins, key perhaps, label, list of cells (field, row, column, content, 1 for a formula) |
//! | finding | rule, severity, 0 or 1 with kind and quarter, key, field and indicator perhaps, file, sheet perhaps, list of cells (row, column), message, 1 for waived plus 2 for one that letters count |
//!
//! Kind, severity, fields and everything that people read are numbers of texts: "pk", "galat", "target.tw1".

use std::collections::BTreeSet;
use std::sync::Arc;

use super::format::{ByteReader, ByteWriter};
use super::shapes::{Snapshot, SnapshotDocument, SnapshotEntry, SnapshotRow, SnapshotTemuan};
use super::{DocumentKey, RunMemoryError};
use crate::domain::address::CellAddress;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::triwulan::Triwulan;
use crate::finding::Severity;

/// A unit at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SnapshotPack {
    /// SHA-256 of the files that count, and of those that could not be read: another set is another version.
    pub(super) fingerprints: BTreeSet<String>,
    /// What the cells say; nothing for a unit of which there is nothing.
    cells: Arc<[u8]>,
    /// What was found; `None` where another version of the program looked.
    findings: Option<Arc<[u8]>>,
}

/// Texts on their way into a package.
#[derive(Default)]
pub(super) struct TextDictionary {
    numbers: HashMap<Arc<str>, u32>,
    texts: Vec<Arc<str>>,
}

impl TextDictionary {
    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        // Nothing of four thousand million texts fits into memory.
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }
}

/// Texts of a package that is opened.
struct Texts<'p>(Vec<&'p str>);

impl<'p> Texts<'p> {
    fn of(&self, number: u32) -> Result<&'p str, RunMemoryError> {
        self.0.get(number as usize).copied().ok_or(RunMemoryError::Damaged)
    }

    fn next(&self, bytes: &mut ByteReader<'p>) -> Result<&'p str, RunMemoryError> {
        self.of(bytes.number()?)
    }

    fn perhaps(&self, bytes: &mut ByteReader<'p>) -> Result<Option<&'p str>, RunMemoryError> {
        bytes.perhaps()?.map(|number| self.of(number)).transpose()
    }

    /// The document that a finding or a row is of; none of a kind that only another version knows.
    fn document(&self, bytes: &mut ByteReader<'p>) -> Result<Option<DocumentKey>, RunMemoryError> {
        let (kind, quarter) = (self.next(bytes)?, bytes.number()?);
        let triwulan = Triwulan::from_number(quarter);
        Ok(DocumentKind::of_code(kind).map(|kind| DocumentKey { kind, triwulan }))
    }
}

impl SnapshotPack {
    pub(super) fn new(
        fingerprints: BTreeSet<String>,
        mut dictionary: TextDictionary,
        documents: &[SnapshotDocument<u32>],
        findings: &[SnapshotTemuan<u32>],
    ) -> Self {
        let (mut all, mut found) = (ByteWriter::default(), ByteWriter::default());
        all.list(documents.iter(), |bytes, document| document.write(bytes, &mut dictionary));
        found.list(findings.iter(), |bytes, finding| finding.write(bytes, &mut dictionary));
        let mut texts = ByteWriter::default();
        texts.list(dictionary.texts.iter(), |bytes, text| bytes.text(text));
        let cells = [texts.finish(), all.finish()].concat();
        Self { fingerprints, cells: cells.into(), findings: Some(found.finish().into()) }
    }

    /// What is in it.
    ///
    /// # Errors
    /// When nobody packed it like this.
    pub(super) fn open(&self) -> Result<Snapshot<'_>, RunMemoryError> {
        let fingerprints = &self.fingerprints;
        if self.cells.is_empty() {
            return Ok(Snapshot { fingerprints, documents: Vec::new(), temuan: Some(Vec::new()) });
        }
        let mut bytes = ByteReader::new(&self.cells);
        let texts = Texts(bytes.list(ByteReader::text)?);
        let documents = bytes.list(|bytes| SnapshotDocument::read(bytes, &texts))?;
        bytes.end()?;
        let findings = self.findings.as_deref().map(|findings| {
            let mut bytes = ByteReader::new(findings);
            let findings = bytes.list(|bytes| SnapshotTemuan::read(bytes, &texts))?;
            bytes.end().map(|()| findings)
        });
        Ok(Snapshot {
            fingerprints,
            documents: documents.into_iter().flatten().collect(),
            temuan: findings.transpose()?,
        })
    }

    /// The same without what was found.
    pub(super) fn without_findings(self) -> Self {
        let nothing = self.cells.is_empty();
        Self { findings: self.findings.filter(|_| nothing), ..self }
    }

    /// Fingerprints, cells, findings perhaps.
    pub(super) fn write(&self, bytes: &mut ByteWriter) {
        bytes.list(self.fingerprints.iter(), |bytes, one| bytes.text(one));
        bytes.block(&self.cells);
        bytes.list(self.findings.iter(), |bytes, findings| bytes.block(findings));
    }

    pub(super) fn read(bytes: &mut ByteReader<'_>) -> Result<Self, RunMemoryError> {
        let fingerprints = bytes.list(|bytes| bytes.text().map(str::to_string))?.into_iter().collect();
        let cells = bytes.block()?.into();
        let findings = bytes.list(|bytes| bytes.block().map(Arc::from))?.pop();
        Ok(Self { fingerprints, cells, findings })
    }
}

fn write_document(key: DocumentKey, bytes: &mut ByteWriter, texts: &mut TextDictionary) {
    bytes.number(texts.number(key.kind.facts().code));
    bytes.number(key.triwulan.map_or(0, Triwulan::number));
}

fn write_cell(cell: CellAddress, bytes: &mut ByteWriter) {
    bytes.number(cell.row);
    bytes.number(cell.column);
}

fn read_cell(bytes: &mut ByteReader<'_>) -> Result<CellAddress, RunMemoryError> {
    let cell = CellAddress::new(bytes.number()?, bytes.number()?);
    if cell.is_inside_grid() { Ok(cell) } else { Err(RunMemoryError::Damaged) }
}

impl SnapshotDocument<u32> {
    fn write(&self, bytes: &mut ByteWriter, texts: &mut TextDictionary) {
        write_document(self.key, bytes, texts);
        bytes.list(self.origins.iter(), |bytes, (file, sheet)| {
            bytes.number(*file);
            bytes.number(*sheet);
        });
        bytes.list(self.rows.iter(), |bytes, row| {
            bytes.number(row.origin);
            bytes.perhaps(row.key);
            bytes.number(row.label);
            bytes.list(row.entries.iter(), |bytes, entry| {
                bytes.number(entry.slot);
                write_cell(entry.cell, bytes);
                bytes.number(entry.content);
                bytes.number(u32::from(entry.formula));
            });
        });
    }
}

impl<'p> SnapshotDocument<&'p str> {
    fn read(bytes: &mut ByteReader<'p>, texts: &Texts<'p>) -> Result<Option<Self>, RunMemoryError> {
        let key = texts.document(bytes)?;
        let origins = bytes.list(|bytes| Ok((texts.next(bytes)?, texts.next(bytes)?)))?;
        let rows = bytes.list(|bytes| {
            Ok(SnapshotRow {
                origin: bytes.number()?,
                key: texts.perhaps(bytes)?,
                label: texts.next(bytes)?,
                entries: bytes.list(|bytes| {
                    Ok(SnapshotEntry {
                        slot: texts.next(bytes)?,
                        cell: read_cell(bytes)?,
                        content: texts.next(bytes)?,
                        formula: bytes.number()? == 1,
                    })
                })?,
            })
        })?;
        Ok(key.map(|key| Self { key, origins, rows }))
    }
}

impl SnapshotTemuan<u32> {
    fn write(&self, bytes: &mut ByteWriter, texts: &mut TextDictionary) {
        bytes.number(self.code);
        bytes.number(texts.number(self.severity.name()));
        bytes.list(self.document.iter(), |bytes, key| write_document(*key, bytes, texts));
        for perhaps in [self.key, self.slot, self.indikator] {
            bytes.perhaps(perhaps);
        }
        bytes.number(self.file);
        bytes.perhaps(self.sheet);
        bytes.list(self.cells.iter(), |bytes, cell| write_cell(*cell, bytes));
        bytes.number(self.message);
        bytes.number(u32::from(self.excepted) + 2 * u32::from(self.surat));
    }
}

impl<'p> SnapshotTemuan<&'p str> {
    fn read(bytes: &mut ByteReader<'p>, texts: &Texts<'p>) -> Result<Self, RunMemoryError> {
        let code = texts.next(bytes)?;
        let severity = Severity::of_name(texts.next(bytes)?).ok_or(RunMemoryError::Damaged)?;
        let document = bytes.list(|bytes| texts.document(bytes))?.pop().flatten();
        let (key, slot, indikator) = (texts.perhaps(bytes)?, texts.perhaps(bytes)?, texts.perhaps(bytes)?);
        let (file, sheet) = (texts.next(bytes)?, texts.perhaps(bytes)?);
        let (cell, message) = (bytes.list(read_cell)?, texts.next(bytes)?);
        let marks = bytes.number()?;
        let (excepted, surat) = (marks & 1 != 0, marks & 2 != 0);
        Ok(Self { code, severity, document, key, slot, indikator, file, sheet, cells: cell, message, excepted, surat })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_text_has_one_number_and_a_package_that_nobody_made_is_damaged() {
        let dictionary = || {
            let mut dictionary = TextDictionary::default();
            assert_eq!((dictionary.number("a"), dictionary.number("b"), dictionary.number("a")), (0, 1, 0));
            dictionary
        };
        let row = SnapshotRow { origin: 0, key: Some(0), label: 1, entries: Vec::new() };
        let document = |row| {
            let key = DocumentKey { kind: DocumentKind::Pk, triwulan: None };
            [SnapshotDocument { key, origins: Vec::new(), rows: vec![row] }]
        };
        let packing = SnapshotPack::new(BTreeSet::new(), dictionary(), &document(row.clone()), &[]);
        let snapshot = packing.open().unwrap();
        assert_eq!((snapshot.documents[0].rows[0].key, snapshot.documents[0].rows[0].label), (Some("a"), "b"));
        let foreign = SnapshotRow { label: 9, ..row };
        let foreign = SnapshotPack::new(BTreeSet::new(), dictionary(), &document(foreign), &[]);
        assert_eq!(foreign.open().err(), Some(RunMemoryError::Damaged), "a number of no text");
        for length in 1..packing.cells.len() {
            let truncated = SnapshotPack { cells: packing.cells[..length].into(), ..packing.clone() };
            assert_eq!(truncated.open().err(), Some(RunMemoryError::Damaged), "{length}");
        }
        assert!(SnapshotPack::default().open().unwrap().documents.is_empty());
    }

    #[test]
    fn a_kind_that_only_another_version_knows_is_left_out_and_the_rest_is_read() {
        let mut texts = ByteWriter::default();
        texts.list(["iki_lama", "pk"].iter(), |bytes, text| bytes.text(text));
        let mut documents = ByteWriter::default();
        documents.list([0, 1].iter(), |bytes, kind| [*kind, 0, 0, 0].into_iter().for_each(|one| bytes.number(one)));
        let cells = [texts.finish(), documents.finish()].concat().into();
        let packing = SnapshotPack { cells, ..SnapshotPack::default() };
        let kinds: Vec<_> = packing.open().unwrap().documents.iter().map(|one| one.key.kind).collect();
        assert_eq!(kinds, [DocumentKind::Pk]);
    }
}
