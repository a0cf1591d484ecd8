//! What is kept of the forms of a unit: documents, rows, cells and findings, with texts or with their numbers.

use std::collections::BTreeSet;

use super::DocumentKey;
use crate::domain::address::CellAddress;
use crate::domain::place::Place;
use crate::finding::Severity;

/// A unit at one moment, its texts borrowed from its package.
pub(super) struct Snapshot<'a> {
    /// See [`SnapshotPack::fingerprint`](super::packing::SnapshotPack::fingerprint).
    pub(super) fingerprints: &'a BTreeSet<String>,
    /// Those that count, in the order of their files.
    pub(super) documents: Vec<SnapshotDocument<&'a str>>,
    /// What was found, waived findings included; `None` where another version of the program looked.
    pub(super) temuan: Option<Vec<SnapshotTemuan<&'a str>>>,
}

/// The rows of all documents of one kind and quarter. Here and below texts are the number of one while packed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SnapshotDocument<T> {
    pub(super) key: DocumentKey,
    /// File and sheet of its parts.
    pub(super) origins: Vec<(T, T)>,
    pub(super) rows: Vec<SnapshotRow<T>>,
}

impl SnapshotDocument<&str> {
    pub(super) fn place(&self, row: &SnapshotRow<&str>, cell: Option<CellAddress>) -> Place {
        let (file, sheet) = self.origins.get(row.origin as usize).copied().unwrap_or_default();
        Place { file: file.to_string(), sheet: Some(sheet.to_string()), cells: cell.into_iter().collect() }
    }
}

/// A row: what ties it to its indicator, and what its cells say. Blank cells are not kept.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SnapshotRow<T> {
    /// Index into [`SnapshotDocument::origins`].
    pub(super) origin: u32,
    pub(super) key: Option<T>,
    pub(super) label: T,
    pub(super) entries: Vec<SnapshotEntry<T>>,
}

/// A cell that says something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SnapshotEntry<T> {
    pub(super) slot: T,
    pub(super) cell: CellAddress,
    pub(super) content: T,
    pub(super) formula: bool,
}

/// A finding, and what it is known by.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SnapshotTemuan<T> {
    pub(super) code: T,
    pub(super) severity: Severity,
    pub(super) document: Option<DocumentKey>,
    pub(super) key: Option<T>,
    pub(super) slot: Option<T>,
    pub(super) indikator: Option<T>,
    pub(super) file: T,
    pub(super) sheet: Option<T>,
    pub(super) cells: Vec<CellAddress>,
    pub(super) message: T,
    pub(super) excepted: bool,
    pub(super) surat: bool,
}

impl SnapshotTemuan<&str> {
    pub(super) fn place(&self) -> Place {
        Place { file: self.file.to_string(), sheet: self.sheet.map(str::to_string), cells: self.cells.clone() }
    }
}
