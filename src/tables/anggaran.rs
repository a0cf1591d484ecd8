//! The table `anggaran`: budget lines of agreements and measurements, totals and headings among them.

use std::borrow::Cow;

use super::Tables;
use super::budget_levels::BudgetLevels;
use super::indikator::{borrowed, sort};
use super::schema::{Column, Counted, Row};
use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::{DocumentKind, DocumentTable, FormRow, RowKind, TableRole};
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;

/// A budget line; one that states money spent in several quarters has a row for each.
#[derive(Debug, Clone, Copy)]
pub struct AnggaranRow<'a> {
    /// The number of its record.
    pub record: u32,
    /// Its document: index into [`Tables::documents`].
    pub document: u32,
    /// Code of its unit.
    pub unit: Option<&'a str>,
    /// Its own code.
    pub code: Option<&'a str>,
    /// Of an agreement the ceiling, of a measurement what was spent.
    pub document_kind: DocumentKind,
    /// Whether it is a line, a heading or a total.
    pub row_kind: RowKind,
    /// Programme or activity.
    pub program: Option<&'a str>,
    /// The ceiling.
    pub pagu: Option<f64>,
    /// Money spent.
    pub realisasi: Option<f64>,
    /// The quarter in which it was spent; none for a PK.
    pub triwulan: Option<Triwulan>,
    /// Whether that is the money of this quarter alone, and what was spent before stands in rows of its own.
    pub alone: bool,
    /// Where the money comes from.
    pub fund_source: Option<&'a str>,
    /// The path of its file.
    pub file: &'a str,
    /// The name of the sheet that it stands on.
    pub sheet: &'a str,
    /// The cell that stands for it.
    pub cell: Option<CellAddress>,
}

impl AnggaranRow<'_> {
    /// Whether it is a line: neither heading nor total.
    pub const fn is_line(&self) -> bool {
        matches!(self.row_kind, RowKind::Data | RowKind::Continuation)
    }

    /// What kind of row it is, as the data files say it: "data", "jumlah".
    pub const fn row_word(&self) -> &'static str {
        match self.row_kind {
            RowKind::Data | RowKind::Continuation => "data",
            RowKind::Group => "kelompok",
            RowKind::Total => "jumlah",
        }
    }
}

impl Row for AnggaranRow<'_> {
    fn schema() -> Vec<Column<Self>> {
        vec![
            Column::count("rekaman", |row: &Self| Some(row.record)),
            Column::count("dokumen", |row| Some(row.document)),
            Column::text("unit", |row| borrowed(row.unit)),
            Column::text("kode", |row| borrowed(row.code)),
            Column::text("jenis_dokumen", |row| borrowed(Some(row.document_kind.abbreviation()))),
            Column::text("jenis_baris", |row| borrowed(Some(row.row_word()))),
            Column::text("program", |row| borrowed(row.program)),
            Column::number("pagu", |row| row.pagu),
            Column::number("realisasi", |row| row.realisasi),
            Column::small("triwulan", |row| row.triwulan.and_then(|tw| i32::try_from(tw.number()).ok())),
            Column::text("sumber_dana", |row| borrowed(row.fund_source)),
            Column::text("berkas", |row| borrowed(Some(row.file))),
            Column::text("lembar", |row| borrowed(Some(row.sheet))),
            Column::text("sel", |row| row.cell.map(|cell| Cow::Owned(cell.to_string()))),
        ]
    }
}

/// The records that have rows, each with its quarter, and how their lines stand to each other.
pub(super) fn records(tables: &Tables) -> (Vec<(u32, Option<Triwulan>)>, BudgetLevels) {
    let mut records: Vec<u32> = tables.in_use_record_id().filter(|&record| contains_anggaran(tables, record)).collect();
    let levels = BudgetLevels::of(tables, &records);
    sort(tables, &mut records);
    let quarters = |record: u32| row_triwulan(tables, record).into_iter().map(move |tw| (record, tw));
    let rows = records.into_iter().flat_map(quarters).filter(|(record, tw)| row(tables, *record, *tw).is_some());
    (rows.collect(), levels)
}

impl Tables {
    /// The rows of the table `anggaran`.
    pub fn anggaran(&self) -> impl ExactSizeIterator<Item = AnggaranRow<'_>> + Clone {
        let rows = self.rows.anggaran.iter().filter_map(|&(record, tw)| row(self, record, tw));
        Counted::new(self.rows.anggaran.len(), rows)
    }
}

/// Every row of a budget table of a PK or a measurement; of a measurement's indicator table the rows that name a
/// programme or money of their own, not what a merge carried down, which would count twice. An agreement without a budget
/// table has its budget in the rows of its indicators.
fn contains_anggaran(tables: &Tables, record_id: u32) -> bool {
    let (Some(table), Some(row), Some(document)) =
        (tables.table_from(record_id), tables.row_from(record_id), tables.document_from(record_id))
    else {
        return false;
    };
    let own = |fields: &[Field]| {
        row.entries.iter().any(|(column, entry)| {
            fields.contains(&column.field) && !entry.value.without_content() && !entry.derivation
        })
    };
    let content = tables.address(record_id).and_then(|address| tables.document_content(address.document));
    let apart = || content.is_some_and(|content| content.tables.iter().any(|table| table.role == TableRole::Anggaran));
    let others =
        || content.into_iter().flat_map(|content| &content.tables).filter(|other| !std::ptr::eq(*other, table));
    match (table.role, document.kind) {
        // The same money by kinds of spending, or by objectives, counts no second time.
        (TableRole::Anggaran, DocumentKind::Pk | DocumentKind::Pengukuran) => {
            by_programme(table) || by_kind(table) && !others().any(|other| other.has(Field::Anggaran.yearly()))
        }
        (TableRole::Indikator, DocumentKind::Pengukuran) => {
            // Programmes without a column of money anywhere are no lines of a budget.
            let money = || table.columns.iter().any(|owned| owned.column.field.reading() == Reading::Money);
            own(&[Field::Anggaran, Field::RealisasiAnggaran]) || own(&[Field::Program]) && money()
        }
        (TableRole::Indikator, DocumentKind::Pk) => own(&[Field::Anggaran]) && !apart(),
        _ => false,
    }
}

/// Whether the lines of a budget are programmes and activities.
fn by_programme(table: &DocumentTable) -> bool {
    table.has(Field::Program.yearly()) && !by_kind(table)
}

/// Whether they are kinds of spending.
fn by_kind(table: &DocumentTable) -> bool {
    let lines = table.columns.iter().filter(|owned| owned.column.field == Field::Program);
    lines.map(|owned| key(&owned.heading)).any(|heading| heading == "jenis belanja")
}

/// The quarters for which a line states money spent; one row without a quarter otherwise.
fn row_triwulan(tables: &Tables, record_id: u32) -> Vec<Option<Triwulan>> {
    let (Some(row), Some(document)) = (tables.row_from(record_id), tables.document_from(record_id)) else {
        return Vec::new();
    };
    let filled: Vec<Option<Triwulan>> = Triwulan::ALL
        .into_iter()
        .filter(|tw| row.entry(Field::RealisasiAnggaran.tw(*tw)).is_some_and(|entry| !entry.value.blank()))
        .map(Some)
        .collect();
    match (filled.is_empty(), document.kind) {
        (false, _) => filled,
        (true, DocumentKind::Pk) => vec![None],
        (true, _) => vec![tables.record_id_triwulan(record_id)],
    }
}

fn row(tables: &Tables, record: u32, triwulan: Option<Triwulan>) -> Option<AnggaranRow<'_>> {
    let address = tables.address(record)?;
    let document = tables.documents.get(address.document as usize)?;
    let row = tables.row_from(record)?;
    let figure = |column: FormColumn| {
        tables.entry(record, column).filter(|entry| !entry.derivation).and_then(|entry| entry.value.figure())
    };
    let text = |field: Field| tables.entry(record, field.yearly()).and_then(Entry::text);
    let levels = &tables.rows.budget_levels;
    let column = triwulan.map_or(Field::RealisasiAnggaran.running(), |tw| Field::RealisasiAnggaran.tw(tw));
    Some(AnggaranRow {
        record,
        document: address.document,
        unit: document.unit.as_deref(),
        code: text(Field::Code),
        document_kind: document.kind,
        // What is the sum of lines below it is their heading.
        row_kind: if levels.sums.contains(&record) { RowKind::Group } else { row.kind },
        program: text(Field::Program),
        pagu: figure(Field::Anggaran.yearly()),
        realisasi: figure(column),
        triwulan,
        alone: levels.by_quarter.contains(&record),
        fund_source: text(Field::SumberDana),
        file: &tables.document_file(address.document)?.path,
        sheet: tables.sheet_from(record)?,
        cell: cell(row),
    })
}

/// The cell that stands for a budget line: its programme, else its money, else its first.
fn cell(row: &FormRow) -> Option<CellAddress> {
    [Field::Program, Field::Anggaran]
        .into_iter()
        .filter_map(|field| row.entry(field.yearly()))
        .find(|entry| !entry.value.blank())
        .or_else(|| row.entries.values().min_by_key(|entry| entry.cell))
        .map(|entry| entry.cell)
}
