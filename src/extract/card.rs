//! A card for each indicator: its labels stand at the left ("Sasaran", "Indikator Kinerja", "Satuan"), and below them a small
//! table has the periods across and the measures down: `Uraian | TW I | TW II` over `Target | 90 | 92`, `Realisasi | 88 | 93`.
//!
//! Takes the block of that small table, gives the one row of the indicator. A card without an indicator, or without what was
//! realised, is none: profiles of indicators look alike and hold no figures of a period.

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

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
use super::shape::mark::{Mark, mark};

/// Lines above the periods at most.
const LINES: u32 = 24;
/// Rows of a caption right above the periods at most.
const CAPTIONS: usize = 2;
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
    let (labels, others) = block.columns.split_first()?;
    let periods: Vec<&HeadingColumn> = others.iter().filter(|one| of_period(one, dictionary)).collect();
    // A column of the office's own may stand among them.
    if periods.len() < PERIODS || periods.len() + 1 < others.len() {
        return None;
    }
    let rows: Vec<u32> =
        (block.body()..block.end).take_while(|row| measure(grid, dictionary, *row, labels.column).is_some()).collect();
    let right = periods.last().map_or(labels.column, |last| last.column);
    let (lines, mut found) = lines(grid, dictionary, since..block.start, labels.column..=right);
    let row = found.get(&Field::Indikator.yearly()).map(|(_, entry)| entry.cell.row)?;
    let satuan = found.get(&Field::Satuan.yearly()).and_then(|(_, entry)| row_satuan(&entry.raw));
    let mut blank: BTreeMap<FormColumn, TableColumn> = BTreeMap::new();
    for at in &rows {
        let label = grid.text(*at, labels.column).into_owned();
        for period in &periods {
            let read = dictionary.read(&period_of(&label, period));
            let Some(meant) = read.column.filter(|meant| read.sure >= SURE && meant.field != Field::Ignore) else {
                continue;
            };
            let heading = format!("{label} > {}", period.text());
            let Some(cell) = grid.own_cell(*at, period.column) else {
                // A figure that nobody filled in yet has its place all the same.
                if meant.field.reading() != Reading::Text {
                    let place = CellAddress::new(*at, period.column);
                    blank.entry(meant).or_insert_with(|| column(meant, place, heading));
                }
                continue;
            };
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
            found.entry(meant).or_insert_with(|| (column(meant, cell.address, heading), entry));
        }
    }
    blank.retain(|column, _| !found.contains_key(column));
    // What was realised may still be blank; without a row for it the card is a profile.
    let has = |field: Field| found.keys().any(|own| own.field == field);
    if !has(Field::Target) || !(has(Field::Realisasi) || blank.keys().any(|own| own.field == Field::Realisasi)) {
        return None;
    }
    let columns: Vec<TableColumn> = found.values().map(|(own, _)| own.clone()).chain(blank.into_values()).collect();
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

/// What stands at the left of a figure and above it. Beside quarters "Y" is the year.
fn period_of<'t>(label: &'t str, heading: &'t HeadingColumn) -> Vec<&'t str> {
    let year = |text: &'t str| if matches!(text.trim(), "Y" | "y") { "Tahunan" } else { text };
    std::iter::once(label).chain(heading.parts.iter().map(|text| year(text.as_str()))).collect()
}

/// Whether a heading names a period and no more: a target below it would be that of the period.
fn of_period(heading: &HeadingColumn, dictionary: &Dictionary) -> bool {
    let path = period_of("Target", heading);
    let own = path[1..].to_vec();
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

/// The lines right above the periods, from the lowest up to the first that is none, and what they say. A line whose label
/// says nothing that a form keeps, "Perspektif", is one all the same, and so is a caption right above the periods.
fn lines(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    above: Range<u32>,
    columns: RangeInclusive<u32>,
) -> (Vec<u32>, Found) {
    let (mut rows, mut found) = (Vec::new(), Found::new());
    let labels = *columns.start();
    for row in (above.start.max(above.end.saturating_sub(LINES))..above.end).rev() {
        // What stands beside the card is none of it.
        let cells = grid.row(row);
        let cells = &cells[..cells.partition_point(|cell| cell.address.column <= *columns.end())];
        let nested = cells.first().is_some_and(|cell| cell.address.column > labels);
        // "Deskripsi" over several lines with labels of their own.
        let inner = match cells {
            [part, inner @ ..] if inner.len() == 2 && runs_down(grid, part) => inner,
            _ => cells,
        };
        let nested = nested || inner.len() < cells.len();
        match line(inner, dictionary) {
            Some((field, label, entry)) if !nested || of_description(field) => {
                rows.push(row);
                let text = cell_text(label).trim_end_matches([':', ' ']).to_string();
                found.insert(field.yearly(), (column(field.yearly(), label.address, text), entry));
            }
            _ if cells.is_empty() && found.is_empty() && row + 1 == above.end => {}
            _ if nested || labelled(inner, labels) || found.is_empty() && rows.len() < CAPTIONS && cells.len() == 1 => {
                rows.push(row)
            }
            _ => break,
        }
    }
    (rows, found)
}

/// Whether a cell is merged over rows.
fn runs_down(grid: &CellGrid<'_>, cell: &Cell) -> bool {
    grid.combination(cell.address.row, cell.address.column).is_some_and(|(top, bottom)| bottom.row > top.row)
}

/// What the lines below one label may say: the purpose of an indicator is no goal of the unit.
const fn of_description(field: Field) -> bool {
    matches!(field, Field::OperationalDefinition | Field::CaraPengukuran | Field::SumberData | Field::Satuan)
}

/// Whether a row is a label where the labels stand, and one text behind it.
fn labelled(cells: &[Cell], labels: u32) -> bool {
    let [label, .., value] = cells else { return false };
    let behind = cells.len() == 2 || cells.len() == 3 && cell_text(&cells[1]).trim() == ":";
    let text = |cell: &Cell| matches!(mark(cell), Mark::Label | Mark::Caption | Mark::Prose);
    behind && label.address.column == labels && text(label) && text(value)
}

/// The choice that is marked among others: "(x) Maximize   ( ) Minimize".
fn chosen(text: &str) -> Option<&str> {
    let open = text.contains("( )") || text.contains("[ ]");
    let marks = ["(x)", "(X)", "(v)", "(V)", "(√)", "(✓)", "[x]", "[X]", "[v]", "[V]", "[√]", "[✓]"];
    let mut found = marks.iter().filter_map(|mark| text.split_once(mark)).map(|(_, behind)| behind);
    let behind = found.next().filter(|behind| open && !marks.iter().any(|mark| behind.contains(mark)))?;
    let choice = behind.split(['(', '[']).next()?.trim();
    (found.next().is_none() && !choice.is_empty()).then_some(choice)
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
    let text = chosen(text).unwrap_or(text);
    if !own || text.is_empty() {
        return None;
    }
    let entry = match field.reading() {
        Reading::Text | Reading::Code => piece_entry(value, text),
        _ => ColumnReader::new(field.yearly(), None, std::iter::empty()).read(Some(value), value.address, None),
    };
    Some((field, label, entry))
}
