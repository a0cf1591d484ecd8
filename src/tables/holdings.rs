//! What belongs to each unit and each file, so that what is asked of every unit of a large house does not go through all
//! of it every time.

use std::ops::Range;

use super::{RegisteredDocument, SentFile, Tables};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::KaskadeNode;
use crate::domain::unit::Unit;

/// Where the things of units stand.
#[derive(Debug, Clone, Default)]
pub(super) struct Holdings {
    /// Indices into [`Tables::documents`], by the code of their unit.
    documents: HashMap<String, Vec<u32>>,
    /// Indices into [`Tables::nodes`], by the code of their unit.
    nodes: HashMap<String, Vec<u32>>,
    /// Units that have others below them.
    above: HashSet<String>,
    address: Addresses,
}

impl Holdings {
    /// Once units, documents and nodes are known.
    pub(super) fn of(tables: &Tables) -> Self {
        let mut holdings = Self::default();
        for (one, number) in tables.documents.iter().zip(0_u32..) {
            if let Some(unit) = &one.unit {
                holdings.documents.entry(unit.clone()).or_default().push(number);
            }
        }
        for (node, number) in tables.nodes.iter().zip(0_u32..) {
            if let Some(unit) = &node.unit {
                holdings.nodes.entry(unit.clone()).or_default().push(number);
            }
        }
        holdings.address = Addresses::of(&tables.units);
        holdings.above = tables.units.iter().filter_map(|unit| unit.parent.clone()).collect();
        holdings
    }
}

impl Tables {
    /// The nodes of a unit, in sheet order.
    pub fn unit_nodes(&self, unit: &str) -> impl Iterator<Item = &KaskadeNode> {
        let numbers = self.holdings.nodes.get(unit).into_iter().flatten();
        numbers.filter_map(|number| self.nodes.get(*number as usize))
    }

    /// The documents of a unit of one kind that count, with their numbers.
    pub fn unit_documents(
        &self,
        unit: &str,
        kind: DocumentKind,
    ) -> impl Iterator<Item = (u32, &RegisteredDocument, &Document)> {
        let numbers = self.holdings.documents.get(unit).into_iter().flatten();
        numbers.filter_map(move |&number| {
            let one = self.documents.get(number as usize)?;
            (one.kind == kind && one.status.counts()).then_some((number, one, self.document_content(number)?))
        })
    }

    /// Whether a unit has others below it.
    pub fn has_below(&self, unit: &str) -> bool {
        self.holdings.above.contains(unit)
    }

    /// The unit whose address sent the mail of a file.
    pub fn sender_unit(&self, file: &SentFile) -> Option<&Unit> {
        let numbers = self.holdings.address.units(&file.mail_origin.as_ref()?.sender);
        self.units.get(*numbers.first()?)
    }

    /// The documents of a file: indices into [`Tables::documents`], which stands in the order of files.
    pub fn file_documents(&self, file: u32) -> Range<usize> {
        let start = self.documents.partition_point(|one| one.file < file);
        let end = self.documents.partition_point(|one| one.file <= file);
        start..end
    }

    /// The number of a file by its path. Files are sorted by it.
    pub fn file_number(&self, path: &str) -> Option<u32> {
        let position = self.files.binary_search_by(|file| file.path.as_str().cmp(path)).ok()?;
        u32::try_from(position).ok()
    }

    /// A file by its path.
    pub fn file_of_path(&self, path: &str) -> Option<&SentFile> {
        self.files.get(self.file_number(path)? as usize)
    }
}

/// Units by their e-mail addresses, as numbers in the register.
#[derive(Debug, Clone, Default)]
pub(super) struct Addresses(HashMap<String, Vec<usize>>);

impl Addresses {
    pub(super) fn of(units: &[Unit]) -> Self {
        let mut addresses = Self::default();
        for (number, unit) in units.iter().enumerate() {
            let own: HashSet<String> = unit.mail.iter().map(|mail| folded(mail)).collect();
            for address in own {
                addresses.0.entry(address).or_default().push(number);
            }
        }
        addresses
    }

    /// The units with an address.
    pub(super) fn units(&self, address: &str) -> &[usize] {
        let wanted = folded(address);
        if wanted.is_empty() { &[] } else { self.0.get(&wanted).map_or(&[], Vec::as_slice) }
    }
}

fn folded(address: &str) -> String {
    address.trim().to_ascii_lowercase()
}
