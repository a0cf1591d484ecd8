//! The values of a table's rows, and what runs down from the rows above.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{RowKind, TableColumn};
use crate::domain::row::RowEntries;
use crate::domain::text::{indikator_code, key};
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::super::context::Line;
use super::super::entry::{ColumnReader, piece_entry, row_satuan, time_entry};
use super::super::grid::{CellGrid, cell_text};
use super::super::header::HeadingBlock;
use super::super::listed::quarters;
use super::super::mapping::Series;
use super::super::recognise::RecognisedTable;
use super::super::scale::scale;
use super::super::shape::mark::figure;
use super::{FormRow, RawRow, merged, neighbours, outcomes, spread, sums};

/// The values of every row, with what runs down from the rows above.
pub(super) fn row_content(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    raw: &[RawRow],
    above: &[Line],
) -> Vec<FormRow> {
    let line = |field: Field| above.iter().find(|line| line.field == field).map(|line| line.entry.derived());
    let mut sasaran_line = line(Field::Sasaran).filter(|_| !recognised.has(Field::Description));
    let served = line(Field::Indikator).filter(|_| super::steps(recognised));
    let reader = readers(grid, block, recognised, raw);
    let mut upper: BTreeMap<FormColumn, Entry> = BTreeMap::new();
    let mut description_sasaran: Option<Entry> = None;
    // Over the activities of "Program/Kegiatan/Sub Kegiatan" stand their programmes, and no sasaran.
    let activities = activities(dictionary, recognised);
    let goals = goals(recognised);
    let outcomes = outcomes::in_programmes(recognised).is_some();
    let mut goal: Option<Entry> = None;
    let mut part_current: Option<&String> = None;
    let mut outcome = Vec::with_capacity(raw.len());
    for (at, one) in raw.iter().enumerate() {
        if part_current != one.part.as_ref() {
            upper.clear();
            part_current = one.part.as_ref();
        }
        let mut entry = row_value(grid, block, recognised, &reader, one.row);
        if one.kind == RowKind::Total && sums::of_shares(block.cells(grid, one.row)) {
            let money = entry.iter_mut().filter(|(column, _)| column.field.reading() == Reading::Money);
            money.for_each(|(_, entry)| *entry = Entry::blank(entry.cell));
        }
        for row in &one.measures {
            fill_blanks(&mut entry, &row_value(grid, block, recognised, &reader, *row));
        }
        for remark in &one.remarks {
            if entry.get(&remark.column).is_none_or(|own| own.value.blank() || own.derivation) {
                entry.insert(remark.column, remark.entry());
            }
        }
        if outcomes {
            outcomes::separate(&mut entry, &mut upper);
        }
        for tail in &one.tails {
            append(grid, &mut entry, outcome.last_mut(), recognised, *tail);
        }
        if matches!(one.kind, RowKind::Data | RowKind::Continuation) {
            derive(&mut entry, &upper, recognised, one.kind);
            if one.kind == RowKind::Data {
                merged::part(&mut entry);
            }
            for (field, said) in [(Field::Sasaran, &sasaran_line), (Field::Indikator, &served)] {
                if let Some(said) = said {
                    entry.complete(field.yearly(), said.clone());
                }
            }
            let filled = entry.iter().filter(|(_, entry)| !entry.value.blank());
            upper.extend(filled.map(|(column, entry)| (*column, entry.clone())));
        } else if one.kind == RowKind::Group {
            if let Some(sasaran) = &one.sasaran {
                sasaran_line = Some(sasaran.derived());
            }
            let head = [Field::Tujuan, Field::Sasaran, Field::SasaranCode, Field::Program, Field::No];
            let head = head.map(Field::yearly);
            upper.extend(
                head.iter().filter_map(|column| {
                    Some((*column, entry.get(column).filter(|owned| !owned.value.blank())?.clone()))
                }),
            );
        }
        let description = entry.get(&Field::Description.yearly()).cloned();
        let over = |next: &RawRow| {
            let width = |row: u32, entry: &Entry| grid.width(CellAddress::new(row, entry.cell.column));
            next.kind == RowKind::Group
                && description.as_ref().is_some_and(|own| width(one.row, own) == width(next.row, own))
        };
        if goals && one.kind == RowKind::Group && raw.get(at + 1).is_some_and(over) {
            if let Some(said) = description.filter(|said| one.sasaran.is_none() && !listed_item(&said.raw)) {
                (goal, description_sasaran) = (Some(said), None);
            }
        } else {
            separate_description(&mut entry, one.kind, &mut description_sasaran);
        }
        if let Some(goal) = goal.as_ref().filter(|_| one.kind == RowKind::Data) {
            entry.complete(Field::Tujuan.yearly(), goal.derived());
        }
        if activities {
            description_sasaran = None;
        }
        outcome.push(FormRow { row: one.row, kind: one.kind, part: one.part.clone(), entries: entry });
    }
    outcome
}

/// Rows that must agree before shares count as fractions.
const PROVEN: usize = 2;

/// Whether the shares of a column are written as fractions: in nearly every row that has both figures they are the one
/// divided by the other, and not a hundred times that.
fn fractions(grid: &CellGrid<'_>, recognised: &RecognisedTable<'_>, raw: &[RawRow], owned: &TableColumn) -> bool {
    let (part, whole) = match owned.column.field {
        Field::Capaian => (Field::Realisasi, Field::Target),
        Field::Serapan => (Field::RealisasiAnggaran, Field::Anggaran),
        _ => return false,
    };
    let column = |field: Field, period: Period| {
        let wanted = FormColumn { field, period };
        recognised.columns.iter().find(|owned| owned.column == wanted).map(|owned| owned.cell.column)
    };
    let period = owned.column.period;
    let whole = column(whole, period).or_else(|| column(whole, Period::Yearly));
    // What was reached in the parts of the year is what was reached of it: their sum, or the last of them.
    let in_parts = |own: &&TableColumn| own.column.field == part && own.column.period.is_part_of_year();
    let parts: Vec<u32> = match column(part, period) {
        Some(part) => vec![part],
        None if period == Period::Yearly => {
            recognised.columns.iter().filter(in_parts).map(|own| own.cell.column).collect()
        }
        None => Vec::new(),
    };
    let Some(whole) = whole.filter(|_| !parts.is_empty()) else { return false };
    let figure =
        |row: u32, column: u32| grid.own_cell(row, column).filter(|cell| !cell.percent_format).and_then(figure);
    let (mut told, mut agreed) = (0, 0);
    for one in raw.iter().filter(|one| one.kind == RowKind::Data) {
        let share = figure(one.row, owned.cell.column).filter(|share| *share > 0.0 && *share <= 2.0);
        let reached: Vec<f64> = parts.iter().filter_map(|part| figure(one.row, *part)).collect();
        let last = reached.iter().rev().find(|figure| **figure != 0.0).or(reached.last()).copied();
        let (Some(share), Some(last), Some(whole)) = (share, last, figure(one.row, whole)) else { continue };
        if whole != 0.0 {
            told += 1;
            let fits = |part: f64| (part / whole - share).abs() <= 0.006;
            agreed += usize::from(fits(last) || fits(reached.iter().sum()));
        }
    }
    agreed >= PROVEN && agreed * 10 >= told * 8
}

/// Whether the rows are about programmes and activities, by the heading of their description.
fn activities(dictionary: &Dictionary, recognised: &RecognisedTable<'_>) -> bool {
    let description = recognised.columns.iter().find(|owned| owned.column.field == Field::Description);
    description.is_some_and(|owned| {
        let path: Vec<&str> = owned.heading.split(" > ").collect();
        // "Aspek/Fokus/Indikator": the groups are aspects.
        let first = owned.heading.split('/').next().unwrap_or_default();
        let of = |path: &[&str], field: Field| dictionary.read(path).column.is_some_and(|read| read.field == field);
        // "Upaya/Indikator", "Upaya Pelayanan Kesehatan/ Program/ Variabel": the groups are services.
        let services = || key(first).split(' ').next() == Some("upaya") || of(&[first], Field::Solusi);
        of(&path, Field::Program) || of(&[first], Field::Ignore) || services()
    })
}

fn row_value(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    reader: &[(&TableColumn, ColumnReader<'_>)],
    row: u32,
) -> RowEntries {
    let satuan = reader
        .iter()
        .find(|(owned, _)| owned.column.field == Field::Satuan)
        .and_then(|(owned, _)| row_satuan(&grid.text(row, owned.cell.column)));
    let mut all: Vec<(FormColumn, Entry)> = reader
        .iter()
        .map(|(owned, reader)| {
            let column = owned.cell.column;
            if let Some(series) = recognised.series.iter().find(|series| series.column() == owned.column) {
                return (owned.column, series_entry(grid, series, row));
            }
            if !recognised.holds(row, owned) {
                return (owned.column, Entry::blank(CellAddress::new(row, column)));
            }
            let part = block.code_columns(column);
            if !part.is_empty() && owned.column.field != Field::Ignore {
                return (owned.column, terpecah_code(grid, part, row));
            }
            let anchor = grid.anchor(row, column);
            let cell = spread::shown(grid, &recognised.columns, owned, row);
            let listed = recognised.lists.contains(&column).then(|| of_quarter(cell, owned.column.period)).flatten();
            let cell = if recognised.lists.contains(&column) { listed.as_ref() } else { cell };
            let mut entry = reader.read(cell, CellAddress::new(row, column), satuan.as_ref());
            entry.derivation = anchor.row < row && cell.is_some();
            (owned.column, entry)
        })
        .collect();
    // Of columns that take turns, the one that says something in this row; the last of a field counts.
    all.sort_by_key(|(_, entry)| !entry.value.blank());
    let mut entries: RowEntries = all.into_iter().collect();
    neighbours::decide(grid, reader, row, satuan.as_ref(), &mut entries);
    entries
}

/// How each column of a table is read, by what stands in all of its rows.
fn readers<'a>(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &'a RecognisedTable<'_>,
    raw: &[RawRow],
) -> Vec<(&'a TableColumn, ColumnReader<'a>)> {
    let reader = |owned: &'a TableColumn| {
        let text = raw.iter().filter_map(|one| match &grid.own_cell(one.row, owned.cell.column)?.value {
            CellValue::Text(text) => Some(text.as_str()),
            _ => None,
        });
        let reader = ColumnReader::new(owned.column, recognised.template_column(owned.column), text);
        let amounts = owned.column.field.reading() == Reading::Money;
        let times = if amounts {
            let path: Vec<&str> = owned.heading.split(" > ").collect();
            scale(grid, block, path.into_iter())
        } else {
            1.0
        };
        let fractions = fractions(grid, recognised, raw, owned);
        (owned, reader.in_multiples(times).of_fractions(fractions))
    };
    recognised.columns.iter().map(reader).collect()
}

/// What another row of the same indicator says where its own says nothing.
fn fill_blanks(entry: &mut RowEntries, other: &RowEntries) {
    for (column, value) in other.iter().filter(|(_, value)| !value.value.blank()) {
        if entry.get(column).is_none_or(|own| own.value.blank()) {
            entry.insert(*column, value.clone());
        }
    }
}

/// What a cell that lists several quarters says of one of them.
fn of_quarter(cell: Option<&Cell>, period: Period) -> Option<Cell> {
    let cell = cell?;
    let text = cell_text(cell);
    // A dash is said of each of them.
    let Some(all) = quarters(&text) else { return Some(cell.clone()) };
    let said = all.into_iter().find(|(quarter, _)| Period::Triwulan(*quarter) == period);
    said.map(|(_, figure)| Cell { value: CellValue::Text(figure.to_string()), ..cell.clone() })
}

/// One entry for several columns of periods: the periods that a chart marks, or what is written below each.
fn series_entry(grid: &CellGrid<'_>, series: &Series, row: u32) -> Entry {
    let filled = series.columns.iter().filter_map(|(column, period)| {
        let cell = grid.own_cell(row, *column)?;
        (!matches!(cell_text(cell).trim(), "" | "-")).then_some((cell, period))
    });
    let filled: Vec<(&Cell, &String)> = filled.collect();
    let Some((first, _)) = filled.first() else {
        let column = series.columns.first().map_or(0, |(column, _)| *column);
        return Entry::blank(CellAddress::new(row, column));
    };
    if series.field == Field::Time {
        let periods: Vec<&str> = filled.iter().map(|(_, period)| period.as_str()).collect();
        return time_entry(first, &periods.join(", "));
    }
    let lines: Vec<String> = filled.iter().map(|(cell, period)| format!("{period}: {}", cell_text(cell))).collect();
    piece_entry(first, &lines.join("\n"))
}

/// Adds the texts of a row that only goes on with those of this one, each in a line of its own; a wording goes on in the
/// same line.
fn append(
    grid: &CellGrid<'_>,
    typed: &mut RowEntries,
    before: Option<&mut FormRow>,
    recognised: &RecognisedTable<'_>,
    row: u32,
) {
    let mut before = before;
    for owned in recognised.columns.iter().filter(|owned| owned.column.field.reading() == Reading::Text) {
        let Some(cell) = grid.own_cell(row, owned.cell.column) else { continue };
        let find = |entries: &mut RowEntries| entries.get(&owned.column).cloned();
        // The list that stands above a row without any goes on below it: "3. BB" in one row, "4. B" two rows further.
        let number = list_number(cell_text(cell).lines().next().unwrap_or_default());
        let listed = before.as_mut().and_then(|before| find(&mut before.entries)).is_some_and(|entry| {
            number.is_some() && entry.raw.lines().next_back().and_then(list_number).map(|last| last + 1) == number
        });
        let blank = find(typed).is_none_or(|entry| entry.value.blank() || entry.derivation);
        let typed = match before.as_mut() {
            Some(before) if blank && listed => &mut before.entries,
            _ => &mut *typed,
        };
        let Some((_, entry)) = typed.iter_mut().find(|(column, _)| **column == owned.column) else { continue };
        let separator = if owned.column.field == Field::Indikator { ' ' } else { '\n' };
        *entry = if entry.value.blank() {
            piece_entry(cell, &cell_text(cell))
        } else {
            let text = format!("{}{separator}{}", entry.raw.trim_end(), cell_text(cell));
            let entry_cell = grid.own_cell(entry.cell.row, entry.cell.column).unwrap_or(cell);
            let joined = piece_entry(entry_cell, &text);
            // A cell over this row and the one above stands in that one, whatever goes on below it.
            if entry.derivation { joined.derived() } else { joined }
        };
    }
}

/// The number that a line of a list begins with: "4. B".
fn list_number(line: &str) -> Option<u32> {
    let (number, rest) = line.trim().split_once(['.', ')'])?;
    if rest.trim().is_empty() { None } else { number.parse().ok() }
}

/// A code whose parts stand in several columns: joined, as typed. One part alone is no code of its own.
fn terpecah_code(grid: &CellGrid<'_>, column: &[u32], row: u32) -> Entry {
    let part: Vec<&crate::workbook::Cell> = column
        .iter()
        .filter_map(|column| grid.own_cell(row, *column))
        .filter(|cell| !cell_text(cell).is_empty())
        .collect();
    let address = CellAddress::new(row, column.first().copied().unwrap_or_default());
    match part.as_slice() {
        [first, _, ..] => {
            let text: Vec<String> = part.iter().map(|cell| cell_text(cell).replace(',', ".")).collect();
            piece_entry(first, &text.join("."))
        }
        _ => Entry::blank(address),
    }
}

/// Blanks take the value of the row above where the column runs down. A row with an indicator of its own takes only what
/// its indicator belongs to; a row that goes on with an indicator takes that indicator's name too. A figure and its unit
/// run down in neither, but where the cell itself is merged over the rows.
fn derive(
    entry: &mut RowEntries,
    upper: &BTreeMap<FormColumn, Entry>,
    recognised: &RecognisedTable<'_>,
    kind: RowKind,
) {
    for (column, owned) in entry.iter_mut() {
        let descend = match kind {
            RowKind::Continuation => diulang(*column) || !column.field.measures() && recognised.descend(*column),
            _ => !diulang(*column) && !column.field.measures() && recognised.descend(*column),
        };
        if owned.value.blank()
            && descend
            && let Some(from) = upper.get(column)
        {
            *owned = from.derived();
        }
    }
}

/// What names an indicator, and so is said of every row that goes on with it. Its unit and its figures are not: the
/// figures of an action or a quarter may be others, and what nobody typed there was not promised.
const fn diulang(column: FormColumn) -> bool {
    matches!(column.field, Field::Indikator | Field::Code | Field::No)
}

/// Whether a text is an item of a list: "- Survei kebutuhan data".
fn listed_item(text: &str) -> bool {
    text.trim_start().starts_with(['-', '–', '•', '*', '·'])
}

/// Whether one column holds goals, objectives and indicators: of two titles one below the other, the first is a goal.
pub(super) fn goals(recognised: &RecognisedTable<'_>) -> bool {
    let description = recognised.columns.iter().find(|owned| owned.column.field == Field::Description);
    let heading = description.map(|owned| owned.heading.to_lowercase()).unwrap_or_default();
    heading.contains("tujuan") && heading.contains("sasaran") && !recognised.has(Field::Tujuan)
}

/// A mixed column: rows with values are indicators, the others the objective that the next ones serve (domain 5.3).
fn separate_description(entry: &mut RowEntries, kind: RowKind, sasaran: &mut Option<Entry>) {
    let Some(description) = entry.get(&Field::Description.yearly()).cloned() else { return };
    if kind == RowKind::Group {
        // Activities in a list below an indicator are no objective of the next one.
        if !listed_item(&description.raw) {
            *sasaran = Some(description);
        }
        return;
    }
    entry.complete(Field::Indikator.yearly(), description);
    if let Some(sasaran) = sasaran {
        entry.complete(Field::Sasaran.yearly(), sasaran.derived());
    }
    let code = entry
        .get(&Field::No.yearly())
        .filter(|no| no.raw.matches('.').count() >= 2 && indikator_code(&no.raw).is_some());
    if let Some(code) = code.cloned() {
        entry.complete(Field::Code.yearly(), code);
    }
}
