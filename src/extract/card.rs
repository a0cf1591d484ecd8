//! A card for each indicator: its labels stand at the left ("Sasaran", "Indikator Kinerja", "Satuan"), and below them a small
//! table has the periods across and the measures down: `Uraian | TW I | TW II` over `Target | 90 | 92`, `Realisasi | 88 | 93`.
//!
//! Takes the block of that small table, gives the one row of the indicator. A card without an indicator, or without what was
//! realised, is none: profiles of indicators look alike and hold no figures of a period.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{
    ColumnBasis, DocumentKind, DocumentTable, FormRow, RowKind, SkipReason, TableColumn, TableRole,
};
use crate::domain::row::RowEntries;
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::template::grammar::SURE;
use crate::workbook::{Cell, CellValue};

use super::entry::{ColumnReader, piece_entry, row_satuan};
use super::grid::{CellGrid, cell_text};
use super::header::{HeadingBlock, HeadingColumn};
use super::label;
use super::recognise::RecognisedTable;
use super::row::{ReadTable, RowFate};

/// Lines above the periods at most.
const LINES: u32 = 16;
/// Periods across at least.
const PERIODS: usize = 2;

/// A card as it was read.
pub(super) struct Card<'a> {
    pub(super) recognised: RecognisedTable<'a>,
    pub(super) readable: ReadTable,
    /// The lines above its periods.
    pub(super) lines: Vec<u32>,
}

/// What was found, by field.
type Found = BTreeMap<FormColumn, (TableColumn, Entry)>;

/// The card whose periods and measures a block is; `since` is the first row that may be its own.
pub(super) fn read<'a>(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    block: &HeadingBlock,
    since: u32,
) -> Option<Card<'a>> {
    let (labels, periods) = block.columns.split_first()?;
    if periods.len() < PERIODS || !periods.iter().all(|one| of_period(one, dictionary)) {
        return None;
    }
    let rows: Vec<u32> =
        (block.body()..block.end).take_while(|row| measure(grid, dictionary, *row, labels.column).is_some()).collect();
    let (lines, mut found) = lines(grid, dictionary, since, block.start);
    let row = found.get(&Field::Indikator.yearly()).map(|(_, entry)| entry.cell.row)?;
    let satuan = found.get(&Field::Satuan.yearly()).and_then(|(_, entry)| row_satuan(&entry.raw));
    for at in &rows {
        let label = grid.text(*at, labels.column).into_owned();
        for period in periods {
            let path: Vec<&str> =
                std::iter::once(label.as_str()).chain(period.parts.iter().map(String::as_str)).collect();
            let read = dictionary.read(&path);
            let Some(meant) = read.column.filter(|meant| read.sure >= SURE && meant.field != Field::Ignore) else {
                continue;
            };
            let Some(cell) = grid.own_cell(*at, period.column) else { continue };
            // A stroke among remarks says that there is nothing to say.
            if meant.field.reading() == Reading::Text && matches!(cell_text(cell).trim(), "-" | "–") {
                continue;
            }
            let texts = match &cell.value {
                CellValue::Text(text) => Some(text.as_str()),
                _ => None,
            };
            let entry =
                ColumnReader::new(meant, None, texts.into_iter()).read(Some(cell), cell.address, satuan.as_ref());
            let heading = format!("{label} > {}", period.text());
            found.entry(meant).or_insert_with(|| (column(meant, cell.address, heading), entry));
        }
    }
    let has = |field: Field| found.keys().any(|own| own.field == field);
    if !has(Field::Target) || !has(Field::Realisasi) {
        return None;
    }
    let columns: Vec<TableColumn> = found.values().map(|(own, _)| own.clone()).collect();
    let entries: RowEntries = found.into_iter().map(|(column, (_, entry))| (column, entry)).collect();
    let last = rows.last().map_or(block.body(), |row| row + 1);
    let table = DocumentTable {
        role: TableRole::Indikator,
        columns: columns.clone(),
        rows: vec![FormRow { row, kind: RowKind::Data, part: None, entries }],
    };
    let fates = (block.body()..last).map(|row| (row, fate(grid, row))).collect();
    Some(Card {
        recognised: RecognisedTable {
            template: None,
            table: None,
            kind: Some(DocumentKind::Pengukuran),
            role: TableRole::Indikator,
            columns,
            facts: Vec::new(),
            foreign: Vec::new(),
            year: None,
            in_rows: None,
            series: Vec::new(),
            lists: Vec::new(),
        },
        readable: ReadTable { table, last, fates, facts: Vec::new() },
        lines,
    })
}

fn fate(grid: &CellGrid<'_>, row: u32) -> RowFate {
    if grid.row(row).is_empty() { RowFate::Skipped(SkipReason::Blank) } else { RowFate::BeingRead }
}

fn column(column: FormColumn, cell: CellAddress, heading: String) -> TableColumn {
    TableColumn { column, cell, heading, cumulative: false, basis: ColumnBasis::Place, sure: 85 }
}

/// Whether a heading names a period and no more: a target below it would be that of the period.
fn of_period(heading: &HeadingColumn, dictionary: &Dictionary) -> bool {
    let own: Vec<&str> = heading.parts.iter().map(String::as_str).collect();
    let path: Vec<&str> = std::iter::once("Target").chain(own.iter().copied()).collect();
    let read = dictionary.read(&path);
    let part = |meant: FormColumn| meant.field == Field::Target && (meant.period != Period::Yearly || read.whole_year);
    read.column.is_some_and(part)
        && dictionary.read(&own).column.is_none_or(|own| own.field == Field::Target || own.field == Field::Ignore)
}

/// The measure or remark that the label of a row names.
fn measure(grid: &CellGrid<'_>, dictionary: &Dictionary, row: u32, column: u32) -> Option<Field> {
    let text = cell_text(grid.own_cell(row, column)?);
    let field = label::field(&text, dictionary)?;
    let own = matches!(
        field,
        Field::Target
            | Field::Realisasi
            | Field::Capaian
            | Field::Numerator
            | Field::Denominator
            | Field::Kendala
            | Field::Solusi
            | Field::TindakLanjut
            | Field::BuktiDukung
            | Field::Remark
            | Field::Status
            | Field::OperationalDefinition
    );
    own.then_some(field)
}

/// The lines right above the periods, from the lowest up to the first that is none, and what they say.
fn lines(grid: &CellGrid<'_>, dictionary: &Dictionary, since: u32, table: u32) -> (Vec<u32>, Found) {
    let (mut rows, mut found) = (Vec::new(), Found::new());
    for row in (since.max(table.saturating_sub(LINES))..table).rev() {
        let Some((field, label, entry)) = line(grid.row(row), dictionary) else { break };
        rows.push(row);
        let own = column(field.yearly(), label.address, cell_text(label).trim_end_matches([':', ' ']).to_string());
        found.insert(field.yearly(), (own, entry));
    }
    (rows, found)
}

/// `Indikator Kinerja | Persentase perkara`, `Satuan | : | persen`.
fn line<'c>(cells: &'c [Cell], dictionary: &Dictionary) -> Option<(Field, &'c Cell, Entry)> {
    let (label, value) = match cells {
        [label, value] => (label, value),
        [label, colon, value] if cell_text(colon).trim() == ":" => (label, value),
        _ => return None,
    };
    let field = label::field(&cell_text(label), dictionary)?;
    let own = matches!(
        field,
        Field::Tujuan
            | Field::Sasaran
            | Field::Program
            | Field::Indikator
            | Field::Code
            | Field::Satuan
            | Field::CaraPengukuran
            | Field::OperationalDefinition
            | Field::SumberData
            | Field::PenanggungJawab
            | Field::Polaritas
            | Field::Bobot
            | Field::Target
    );
    let text = cell_text(value);
    let text = text.trim_start_matches(':').trim();
    if !own || text.is_empty() {
        return None;
    }
    let entry = match field.reading() {
        Reading::Text | Reading::Code => piece_entry(value, text),
        _ => ColumnReader::new(field.yearly(), None, std::iter::empty()).read(Some(value), value.address, None),
    };
    Some((field, label, entry))
}
