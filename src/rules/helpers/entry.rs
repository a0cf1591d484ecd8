//! Entries of the documents that no other replaced, one cell once, for the rules that look at cells one by one.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::{Document, DocumentTable, FormRow, RowKind};
use crate::domain::place::Place;
use crate::domain::text::without_code;
use crate::domain::value::Entry;
use crate::finding::Temuan;
use crate::rules::helpers::headed::{headed, wording};
use crate::rules::helpers::heading;
use crate::tables::{RegisteredDocument, Tables};

/// A cell of a table, where it was typed.
#[derive(Clone, Copy)]
pub(in crate::rules) struct EntryCell<'a> {
    pub(in crate::rules) tables: &'a Tables,
    pub(in crate::rules) record_id: u32,
    /// Index into [`Tables::documents`], and of the table in the document.
    pub(in crate::rules) position: (u32, u32),
    pub(in crate::rules) document: &'a RegisteredDocument,
    pub(in crate::rules) content: &'a Document,
    pub(in crate::rules) row: &'a FormRow,
    pub(in crate::rules) column: FormColumn,
    pub(in crate::rules) entry: &'a Entry,
}

impl<'a> EntryCell<'a> {
    /// Its place.
    pub(in crate::rules) fn place(&self) -> Place {
        self.cell_place(vec![self.entry.cell])
    }

    /// Cells of its sheet.
    pub(in crate::rules) fn cell_place(&self, cells: Vec<CellAddress>) -> Place {
        let file = self.tables.document_file(self.position.0).map(|file| file.path.clone()).unwrap_or_default();
        Place { file, sheet: Some(self.content.sheet.clone()), cells }
    }

    /// Its table.
    pub(in crate::rules) fn table(&self) -> Option<&'a DocumentTable> {
        self.content.tables.get(self.position.1 as usize)
    }

    /// Its column as the form calls it, in quotes.
    pub(in crate::rules) fn named(&self) -> String {
        heading(self.table(), self.column)
    }

    /// The unit of measure that stands in its row.
    pub(in crate::rules) fn satuan(&self) -> &'a str {
        self.row.entry(Field::Satuan.yearly()).and_then(Entry::text).unwrap_or_default()
    }

    /// The unit of measure of its row; where the form has none, that of its indicator in the cascade, or of the line that its
    /// row is a kind of.
    pub(in crate::rules) fn measured_in(&self) -> &'a str {
        let kaskade = || self.tables.node_from(self.record_id).map(|node| node.satuan.as_str());
        let line = || self.headed()?.entry(Field::Satuan.yearly()).and_then(Entry::text);
        let own = Some(self.satuan()).filter(|satuan| !satuan.is_empty());
        own.or_else(kaskade).or_else(line).unwrap_or_default()
    }

    /// The row above that words what this one is a kind of.
    fn headed(&self) -> Option<&'a FormRow> {
        headed(self.table()?, self.row)
    }

    /// What its row measures, in the words of the line that it is a kind of and its own.
    pub(in crate::rules) fn measured(&self) -> String {
        let label = self.tables.label_indikator(self.record_id);
        match self.headed().and_then(wording) {
            Some(line) => format!("{} {}", without_code(line), without_code(&label)),
            None => without_code(&label).to_string(),
        }
    }

    /// Puts the unit and the indicator of the cell into a finding.
    pub(in crate::rules) fn complete(&self, temuan: Temuan) -> Temuan {
        let temuan = temuan.unit(self.document.unit.as_deref());
        let label = self.tables.label_indikator(self.record_id);
        if label.is_empty() { temuan } else { temuan.indikator(label) }
    }
}

/// Every cell that was typed (not carried down) in the tables of a document, table by table; cells of ignored columns
/// and row numbers are left out. A cell that stands for two fields is given once. A document in whose place another
/// counts has none; one whose unit is not known has: who mends the name of the unit wants to know of the values in the
/// same round.
pub(in crate::rules) fn per_table(tables: &Tables, document: u32) -> impl Iterator<Item = Vec<EntryCell<'_>>> {
    let in_force = tables.documents.get(document as usize).is_some_and(|one| one.status.checkable())
        && tables.document_file(document).is_some_and(|file| file.copy_from.is_none());
    let record_id = if in_force { tables.document_record_id(document) } else { 0..0 };
    let table = tables.document_content(document).into_iter().flat_map(|content| &content.tables);
    table.scan(record_id.start, move |start, table| {
        let owned = *start..record_id.end.min(start.saturating_add(u32::try_from(table.rows.len()).ok()?));
        *start = owned.end;
        Some(owned.filter_map(|record_id| row(tables, record_id)).flatten().collect())
    })
}

/// Cells that should hold figures: values, percent points and money, in rows that are no headings.
pub(in crate::rules) fn figure<'s, 'a>(cell: &'s [EntryCell<'a>]) -> impl Iterator<Item = &'s EntryCell<'a>> {
    cell.iter().filter(|cell| {
        cell.row.kind != RowKind::Group
            && matches!(cell.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
    })
}

/// Cells gathered by a key, in the order of the sheet.
pub(in crate::rules) fn group<'s, 'a, K: Ord>(
    cell: impl Iterator<Item = &'s EntryCell<'a>>,
    key: impl Fn(&EntryCell<'a>) -> K,
) -> Vec<Vec<&'s EntryCell<'a>>> {
    let mut map: BTreeMap<K, Vec<&'s EntryCell<'a>>> = BTreeMap::new();
    for one in cell {
        map.entry(key(one)).or_default().push(one);
    }
    map.into_values().collect()
}

/// The addresses of some cells.
pub(in crate::rules) fn address(cell: &[&EntryCell<'_>]) -> Vec<CellAddress> {
    cell.iter().map(|cell| cell.entry.cell).collect()
}

fn row(tables: &Tables, record_id: u32) -> Option<impl Iterator<Item = EntryCell<'_>>> {
    let address = tables.record_ids.get(record_id as usize)?;
    let document = tables.document_from(record_id)?;
    let content = tables.document_content(address.document)?;
    let row = tables.row_from(record_id)?;
    let position = (address.document, address.table);
    let mixed = row.entries.contains_key(&Field::Description.yearly());
    let cell = row.entries.iter().filter(move |(column, entry)| {
        let twin = mixed && matches!(column.field, Field::Description | Field::Code);
        !entry.derivation && !twin && !matches!(column.field, Field::No | Field::Ignore)
    });
    Some(cell.map(move |(column, entry)| EntryCell {
        tables,
        record_id,
        position,
        document,
        content,
        row,
        column: *column,
        entry,
    }))
}
