//! What every row about an indicator has, and which records have one.

use std::borrow::Cow;

use super::place::equivalent_entry;
use super::schema::Column;
use super::{Tables, amounts};
use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, FormRow, RowKind, TableRole};
use crate::domain::node::KaskadeNode;
use crate::domain::satuan::is_percent;
use crate::domain::value::Entry;

/// What a row of a PK, a Rencana Aksi or a measurement begins with. Texts and cells are borrowed from what was read.
#[derive(Debug, Clone, Copy)]
pub struct IndikatorRow<'a> {
    tables: &'a Tables,
    row: &'a FormRow,
    /// The number of its record.
    pub record: u32,
    /// Its document: index into [`Tables::documents`].
    pub document: u32,
    /// Code of its unit.
    pub unit: Option<&'a str>,
    /// The key by which its indicator is known in every document of its unit.
    pub key: Option<&'a str>,
    /// Its own code.
    pub code: Option<&'a str>,
    /// The node of the cascade that it is tied to.
    pub node: Option<&'a KaskadeNode>,
    /// The path of its file.
    pub file: &'a str,
    /// The name of the sheet that it stands on.
    pub sheet: &'a str,
}

impl<'a> IndikatorRow<'a> {
    /// The row of a record; every number that the tables gave a record has one.
    pub(super) fn of(tables: &'a Tables, record: u32) -> Option<Self> {
        let address = tables.address(record)?;
        let tie = tables.links.get(record as usize)?;
        Some(Self {
            tables,
            row: tables.row_from(record)?,
            record,
            document: address.document,
            unit: tables.documents.get(address.document as usize)?.unit.as_deref(),
            key: tie.key.as_deref(),
            code: tie.code.as_deref(),
            node: tables.node_from(record),
            file: &tables.document_file(address.document)?.path,
            sheet: tables.sheet_from(record)?,
        })
    }

    /// The tables that it stands in.
    pub(super) fn tables(&self) -> &'a Tables {
        self.tables
    }

    /// The entry of a field, neighbouring periods standing in ([`Tables::entry`]).
    pub fn entry(&self, column: FormColumn) -> Option<&'a Entry> {
        equivalent_entry(self.row, column, || self.tables.record_id_triwulan(self.record))
    }

    /// The entry of this very field, nothing standing in.
    pub(super) fn own_entry(&self, column: FormColumn) -> Option<&'a Entry> {
        self.row.entry(column)
    }

    /// Whether the header of this very column says that values run up.
    pub(super) fn running(&self, sheet_column: FormColumn) -> bool {
        let table = self.tables.table_from(self.record);
        table.is_some_and(|table| table.columns.iter().any(|column| column.column == sheet_column && column.cumulative))
    }

    /// Whether its figures are percent points: as its unit of measure says, else the cascade's.
    pub(super) fn percent(&self) -> bool {
        let satuan = self.satuan().or(self.node.map(|node| node.satuan.as_str()));
        satuan.is_some_and(is_percent)
    }

    /// What was typed into a field of the year.
    pub(super) fn text(&self, field: Field) -> Option<&'a str> {
        self.entry(field.yearly()).and_then(Entry::text)
    }

    /// The figure of a field of the year.
    pub(super) fn number(&self, field: Field) -> Option<f64> {
        self.entry(field.yearly()).and_then(|entry| entry.value.figure())
    }

    /// Its objective; in a form without a column for it, what stands in a row of its own above.
    pub fn sasaran(&self) -> Option<&'a str> {
        let column = self.row.entry(Field::Sasaran.yearly()).is_some();
        self.text(Field::Sasaran).or_else(|| self.part().filter(|_| !column))
    }

    /// Its wording without the code in front of it; the cascade's when the form has only a code.
    pub fn indikator(&self) -> Option<&'a str> {
        self.tables.sentence(self.record).or(self.node.map(|node| node.indikator.as_str()))
    }

    /// Its unit of measure, as typed; that of the cascade where its figures were brought to that multiple.
    pub fn satuan(&self) -> Option<&'a str> {
        let own = self.text(Field::Satuan);
        let node = self.node.map(|node| node.satuan.as_str());
        node.filter(|node| own.is_some_and(|own| amounts::brought(own, node))).or(own)
    }

    /// The code of its node in the cascade.
    pub fn node_code(&self) -> Option<&'a str> {
        self.node.map(|node| node.code.as_str())
    }

    /// Which section of the form it stands in.
    pub(super) fn part(&self) -> Option<&'a str> {
        self.row.part.as_deref()
    }

    /// The cell that stands for the row: its indicator's, else its code's, else its first.
    pub fn cell(&self) -> Option<CellAddress> {
        [Field::Indikator, Field::Description, Field::Code]
            .into_iter()
            .filter_map(|field| self.row.entry(field.yearly()))
            .find(|entry| !entry.value.blank())
            .or_else(|| self.row.entries.values().min_by_key(|entry| entry.cell))
            .map(|entry| entry.cell)
    }
}

/// A row that begins with an [`IndikatorRow`].
pub(super) trait HasIndikator {
    /// Its beginning.
    fn base(&self) -> &IndikatorRow<'_>;
}

/// A text that a row borrows.
pub(super) fn borrowed(text: Option<&str>) -> Option<Cow<'_, str>> {
    text.map(Cow::Borrowed)
}

/// The columns that tables of indicators begin with, `own` after them, and where the row comes from at the end.
pub(super) fn columns<R: HasIndikator>(own: impl IntoIterator<Item = Column<R>>) -> Vec<Column<R>> {
    let mut all = vec![
        Column::count("rekaman", |row: &R| Some(row.base().record)),
        Column::count("dokumen", |row| Some(row.base().document)),
        Column::text("unit", |row| borrowed(row.base().unit)),
        Column::text("kunci", |row| borrowed(row.base().key)),
        Column::text("kode", |row| borrowed(row.base().code)),
        Column::text("simpul", |row| borrowed(row.base().node_code())),
        Column::text("sasaran", |row| borrowed(row.base().sasaran())),
        Column::text("indikator", |row| borrowed(row.base().indikator())),
        Column::text("satuan", |row| borrowed(row.base().satuan())),
    ];
    all.extend(own);
    all.extend([
        Column::text("berkas", |row: &R| borrowed(Some(row.base().file))),
        Column::text("lembar", |row| borrowed(Some(row.base().sheet))),
        Column::text("sel", |row| row.base().cell().map(|cell| Cow::Owned(cell.to_string()))),
    ]);
    all
}

/// Records with values of their own in the indicator tables of documents of a kind that count, in the order of tables:
/// by unit, then file, sheet and row.
pub(super) fn records(tables: &Tables, kinds: &[DocumentKind]) -> Vec<u32> {
    checkable_records(tables, kinds).into_iter().take_while(|record| tables.counts(*record)).collect()
}

/// The same of documents that may be checked; those that count come first.
pub(super) fn checkable_records(tables: &Tables, kinds: &[DocumentKind]) -> Vec<u32> {
    let mut all: Vec<u32> = tables
        .checkable_records()
        .filter(|&record| {
            tables.document_from(record).is_some_and(|document| kinds.contains(&document.kind))
                && tables.table_from(record).is_some_and(|table| table.role == TableRole::Indikator)
                && tables.row_from(record).is_some_and(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation))
        })
        .collect();
    sort(tables, &mut all);
    all
}

/// Sorts records, those that count first, then by unit; within one unit they keep their order, which is by file, sheet
/// and row.
pub(super) fn sort(tables: &Tables, records: &mut [u32]) {
    records.sort_by_cached_key(|&record| {
        (!tables.counts(record), tables.document_from(record).and_then(|document| document.unit.clone()), record)
    });
}
