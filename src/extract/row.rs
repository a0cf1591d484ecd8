//! The rows below a header: what each of them is, and its typed values.

mod captions;
pub(super) mod codes;
mod components;
mod lone;
mod merged;
mod neighbours;
mod notes;
mod numerators;
mod outcomes;
mod remarks;
mod spread;
mod summary;
mod sums;
/// Whether a row holds what only an indicator has: a unit of measure, a target, a realisation.
fn measured(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = [Field::Satuan, Field::Target, Field::Realisasi];
    mapped.iter().any(|(owned, _)| own.contains(&owned.column.field))
}

#[cfg(test)]
mod tests;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Reading};
use crate::domain::date::find_year;
use crate::domain::document::{ColumnBasis, DocumentTable, Fact, FormRow, RowKind, SkipReason, TableColumn, TableRole};
use crate::domain::text::{indikator_code, key};
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::context::{self, Line};
use super::grid::{CellGrid, cell_text};
use super::header::{HeadingBlock, HeadingColumn};
use super::recognise::RecognisedTable;
use super::shape::mark::{Mark, mark};
use super::shape::profile::rupiah_mark;
use super::shape::rows::{counts_columns, letters_columns, only_counts_columns};
use super::signature;
use remarks::Remark;

/// A table as it was read.
pub(super) struct ReadTable {
    pub(super) table: DocumentTable,
    /// First row below the table.
    pub(super) last: u32,
    /// What became of every row from the header's end to `last`.
    pub(super) fates: Vec<(u32, RowFate)>,
    pub(super) facts: Vec<Fact>,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowFate {
    BeingRead,
    Skipped(SkipReason),
}

/// A row before its values are read.
struct RawRow {
    row: u32,
    kind: RowKind,
    part: Option<String>,
    /// The sasaran that the row says for those below it, where no column does.
    sasaran: Option<Entry>,
    /// Rows below that only go on with its texts.
    tails: Vec<u32>,
    /// Rows below that hold other measures of the same indicator.
    measures: Vec<u32>,
    /// What rows below say of it under labels of their own.
    remarks: Vec<Remark>,
}

/// Headings that a row says again at least, where it is none of data.
const SAID_AGAIN: usize = 3;
/// Words of a heading of another table at most: an indicator has more.
const HEADING_WORDS: usize = 4;

/// Reads the rows from below a header up to, but not including, `sampai`.
pub(super) fn read(
    grid: &CellGrid<'_>,
    dictionary: &Dictionary,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    until: u32,
    above: &[Line],
) -> ReadTable {
    let mut reader = TableReader {
        grid,
        dictionary,
        block,
        recognised,
        facts: Vec::new(),
        fates: Vec::new(),
        raw: Vec::new(),
        part: None,
    };
    let last = reader.classify(until);
    let TableReader { facts: mut fact, fates: mut fate, mut raw, .. } = reader;
    components::take_out(grid, recognised, &mut raw, &mut fate);
    sums::mark_sums(grid, block, recognised, &mut raw);
    lone::take_out(grid, block, recognised, &mut raw, &mut fate);
    fact.extend(foreign_column(grid, block, recognised, &raw));
    let served = above.iter().find(|line| line.field == Field::Indikator).filter(|_| steps(recognised));
    if let (Some(_), Some(first)) = (served, raw.iter_mut().find(|one| one.kind == RowKind::Continuation)) {
        first.kind = RowKind::Data;
    }
    let mut rows = values::row_content(grid, dictionary, block, recognised, &raw, above);
    numerators::allotted(&mut rows);
    let mut columns = recognised.columns.clone();
    columns.extend(remarks::columns(&raw, recognised));
    columns.extend(outcomes::column(&rows, recognised));
    columns.extend(served.map(|line| TableColumn {
        column: Field::Indikator.yearly(),
        cell: line.entry.cell,
        heading: String::new(),
        cumulative: false,
        basis: ColumnBasis::Place,
        sure: 80,
    }));
    if let Some(description) = columns.iter().find(|owned| owned.column.field == Field::Description).cloned() {
        if rows.iter().any(|row| row.entries.contains_key(&Field::Tujuan.yearly())) && !recognised.has(Field::Tujuan) {
            columns.push(TableColumn { column: Field::Tujuan.yearly(), ..description.clone() });
        }
        columns.push(TableColumn { column: Field::Indikator.yearly(), ..description });
    }
    ReadTable { table: DocumentTable { role: recognised.role, columns, rows }, last, fates: fate, facts: fact }
}

struct TableReader<'a, 'b> {
    grid: &'a CellGrid<'b>,
    dictionary: &'a Dictionary,
    block: &'a HeadingBlock,
    recognised: &'a RecognisedTable<'a>,
    facts: Vec<Fact>,
    fates: Vec<(u32, RowFate)>,
    raw: Vec<RawRow>,
    part: Option<String>,
}

impl<'a> TableReader<'a, '_> {
    /// Says what each row is; gives the first row that is no longer the table's.
    fn classify(&mut self, until: u32) -> u32 {
        let start = self.block.body();
        let until = (start..until).find(|row| self.foreign_heading(*row)).unwrap_or(until);
        // What looks like the end of a table is none while rows of data follow.
        let last_data = (start..until).rev().find(|row| self.data_certain(*row));
        let mut last = start;
        if let Some(number) = self.block.number_row.filter(|number| *number > self.block.last) {
            self.fates.push((number, RowFate::Skipped(SkipReason::ColumnNumber)));
        }
        for row in start..until {
            let after = last_data.is_some_and(|other_last| row > other_last);
            if (after || last_data.is_none()) && self.closing(row) || after && self.below(row, until) {
                break;
            }
            let fate = self.one_row(row);
            self.fates.push((row, fate));
            last = row + 1;
        }
        // A sasaran that nothing follows is that of the next table.
        if self.grid.used_row().is_some_and(|(_, end)| until <= end) {
            while self.raw.last().is_some_and(|one| one.sasaran.is_some())
                && let Some(one) = self.raw.pop()
            {
                self.fates.retain(|(row, _)| *row < one.row);
                last = one.row;
            }
        }
        // Blank rows at the end are not the table's.
        while self.fates.last().is_some_and(|(_, fate)| *fate == RowFate::Skipped(SkipReason::Blank)) {
            self.fates.pop();
            last -= 1;
        }
        last
    }

    /// The header of a foreign table, such as the legend of a scale: its row number column says "No" again, or words stand where
    /// figures do.
    fn foreign_heading(&self, row: u32) -> bool {
        self.column_text(row, Field::No).is_some_and(|no| matches!(key(&no).as_str(), "no" | "nomor"))
            || self.heads_another(row)
            || self.heads_behaviour(row)
    }

    /// Whether a title opens the behaviour of the person below what he promised (PermenPANRB 6/2022): none of it is measured.
    fn heads_behaviour(&self, row: u32) -> bool {
        let content = self.content(row);
        content.len() <= 2
            && content.iter().any(|cell| {
                let text = key(&cell_text(cell));
                text.split_once(". ").map_or(text.as_str(), |(_, title)| title) == "perilaku kerja"
            })
    }

    /// Whether a row right below a caption holds nothing but words, a different one in three columns of figures and more: the
    /// headings of the next table.
    fn heads_another(&self, row: u32) -> bool {
        let captioned = row > self.block.body() && matches!(self.grid.row(row - 1), [caption] if word(caption));
        let content = self.content(row);
        let heading =
            |cell: &Cell| mark(cell) == Mark::Label && cell_text(cell).split_whitespace().count() <= HEADING_WORDS;
        if !captioned || content.len() < SAID_AGAIN || !content.iter().all(heading) {
            return false;
        }
        let figures =
            self.recognised.columns.iter().filter(|owned| {
                matches!(owned.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
            });
        let texts: BTreeSet<String> =
            figures.filter_map(|owned| self.own_cell(row, owned)).map(|cell| cell_text(cell).into_owned()).collect();
        texts.len() >= SAID_AGAIN && texts.iter().all(|text| !text.contains(|letter: char| letter.is_ascii_digit()))
    }

    /// Whether a row surely holds data: an indicator (or programme), two values beside it, one of them a number.
    fn data_certain(&self, row: u32) -> bool {
        self.figure(row) && !self.not_data(row) && !self.letterhead(self.content(row))
    }

    /// Whether a figure stands in a column of figures, or a number in that of numbers.
    fn figure(&self, row: u32) -> bool {
        self.recognised.columns.iter().any(|owned| {
            let numbered = matches!(owned.column.field, Field::No)
                || matches!(owned.column.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
            numbered
                && self.own_cell(row, owned).is_some_and(|cell| {
                    !signature::numbers_person(cell)
                        && (matches!(cell.value, CellValue::Number(_))
                            || cell_text(cell).starts_with(|letter: char| letter.is_ascii_digit()))
                })
        })
    }

    /// Whether a row ends the table: notes, a signature block, another title.
    fn closing(&self, row: u32) -> bool {
        let content = self.content(row);
        let Some(first) = content.first() else { return false };
        let text = cell_text(first);
        let own = content.len() <= 2;
        (own && self.dictionary.note_row(&text))
            || self.letterhead(content)
            || (own && self.document_heading(&text) && self.blank_in_table(row))
            || ((self.without_figure(row) || self.apart(row))
                && !self.combined(row)
                && signature::opener(self.grid, self.dictionary, row))
    }

    /// Whether a row is a line of the head of the next document: "1. Jabatan | : Kepala Seksi".
    fn letterhead(&self, content: &[Cell]) -> bool {
        // "1. | Jabatan | : Kepala Seksi" has its number in a cell of its own.
        let numbered = |cell: &Cell| !cell_text(cell).contains(char::is_alphabetic);
        let content = if content.first().is_some_and(numbered) { &content[1..] } else { content };
        let [label, .., value] = content else { return false };
        let text = cell_text(label);
        let bare = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || ".) ".contains(letter));
        content.len() <= 3
            && cell_text(value).starts_with(':')
            && self.dictionary.label(bare.trim_end_matches([':', ' '])).is_some()
    }

    /// Whether a row without a figure stands off from the table by a blank one.
    fn apart(&self, row: u32) -> bool {
        row > 0 && self.grid.row(row - 1).is_empty() && !self.figure(row)
    }

    /// Whether a row below the last data is none of the table's.
    fn below(&self, row: u32, until: u32) -> bool {
        self.note(row)
            || self.legend(row)
            || self.opens_summary(row, until)
            || steps(self.recognised) && context::names_indicator(self.content(row), self.dictionary)
    }

    /// Whether a row that stands off from the table explains its grades.
    fn legend(&self, row: u32) -> bool {
        row > 0 && self.grid.row(row - 1).is_empty() && explains_grades(self.content(row))
    }

    /// Whether a row below the last data is a note though no word of it is known: a text over most of the table, or
    /// alone below the sums.
    fn note(&self, row: u32) -> bool {
        let content = self.content(row);
        let Some(first) = content.first() else { return false };
        let text = cell_text(first);
        if notes::below(self.dictionary, self.block, content) {
            return remarks::said(self.grid, self.dictionary, self.recognised, content).is_none()
                && self.sasaran_line(content).is_none();
        }
        if content.len() > 2 || !content.iter().all(word) || self.dictionary.part_heading(&text) {
            return false;
        }
        let widths: u32 = content.iter().map(|cell| self.grid.width(cell.address)).sum();
        let width = f64::from(widths) >= 0.6 * self.block.columns.len().max(2) as f64;
        // Two boxes side by side for remarks, off from the table.
        let boxes = width && content.len() == 2 && self.apart(row);
        let width = width && content.len() == 1;
        let bercerita = text.contains(':') || text.chars().count() > 80;
        let below_total = self
            .raw
            .last()
            .is_some_and(|one| one.kind == RowKind::Total || sums::figures_only(self.block.cells(self.grid, one.row)));
        (width && bercerita) || boxes || below_total
    }

    /// Whether a text is the title of a document: in capitals, or with a year. A sasaran may well speak of "realisasi".
    fn document_heading(&self, text: &str) -> bool {
        let capital = !text.chars().any(char::is_lowercase);
        text.chars().count() <= 150
            && (capital || find_year(text).is_some())
            && self.dictionary.document_kind(text).is_some()
    }

    /// Whether a row lacks what a data row has: an indicator (or programme) beside two other values.
    fn not_data(&self, row: u32) -> bool {
        let core = [Field::Indikator, Field::Description, Field::Program, Field::Code, Field::RencanaAksi];
        let filled = self.recognised.columns.iter().filter(|owned| self.own_cell(row, owned).is_some()).count();
        let enough = if self.recognised.role == TableRole::Anggaran { 2 } else { 3 };
        !(filled >= enough && core.into_iter().any(|field| self.column_text(row, field).is_some()))
    }

    /// Whether a row goes on with an indicator whose merged cell reaches down to it.
    fn combined(&self, row: u32) -> bool {
        let core = |owned: &&TableColumn| owned.column == Field::Indikator.yearly();
        let core = self.recognised.columns.iter().find(core);
        core.is_some_and(|owned| {
            let anchor = self.grid.anchor(row, owned.cell.column);
            anchor.row < row && anchor.row > self.block.last
        })
    }

    /// Whether a row lacks what a data row has; in a budget, two texts side by side may be two signatures.
    fn without_figure(&self, row: u32) -> bool {
        let anggaran = self.recognised.role == TableRole::Anggaran;
        if anggaran { !self.data_certain(row) } else { self.not_data(row) }
    }

    /// Whether a title-like row has nothing in the indicator column.
    fn blank_in_table(&self, row: u32) -> bool {
        self.column_text(row, Field::Indikator).is_none()
    }

    /// The cells of a row that stand in the columns of the table.
    fn content(&self, row: u32) -> &'a [Cell] {
        self.block.cells(self.grid, row)
    }

    fn one_row(&mut self, row: u32) -> RowFate {
        let content = self.content(row);
        if content.is_empty() {
            return RowFate::Skipped(SkipReason::Blank);
        }
        if self.column_number(row, content) {
            return RowFate::Skipped(SkipReason::ColumnNumber);
        }
        // Formulas that wait for figures are part of the blank form.
        if !content.iter().any(is_filled) {
            return RowFate::Skipped(SkipReason::NotYetFilledIn);
        }
        let (grid, recognised) = (self.grid, self.recognised);
        if let Some(upper) = self.raw.last_mut()
            && matches!(upper.kind, RowKind::Data | RowKind::Continuation)
            && let Some(said) = remarks::said(grid, self.dictionary, recognised, content)
        {
            let blank = content.len() == 1 && said.is_empty();
            upper.remarks.extend(said);
            return if blank { RowFate::Skipped(SkipReason::NotYetFilledIn) } else { RowFate::BeingRead };
        }
        if !self.raw.is_empty() && notes::narrative(self.dictionary, self.block, content) {
            return RowFate::Skipped(SkipReason::Note);
        }
        let mapped: Vec<(&TableColumn, &Cell)> = recognised
            .columns
            .iter()
            .filter_map(|owned| Some((owned, spread::own(grid, &recognised.columns, owned, row)?)))
            .filter(|(_, cell)| is_filled(cell))
            .collect();
        if self.total_row(content, &mapped) {
            self.save(row, RowKind::Total);
            return RowFate::BeingRead;
        }
        if self.group_row(row, content, &mapped) {
            return RowFate::BeingRead;
        }
        // What stands in columns meant for nobody alone is no data: a signature below them, a stray account code.
        if mapped.iter().all(|(owned, _)| owned.column.field == Field::Ignore) {
            return RowFate::Skipped(self.of_no_column(content, &mapped));
        }
        if mapped.iter().all(|(owned, cell)| owned.column.field == Field::No || tally(owned, cell)) {
            // Words alone where row numbers stand are a heading over the rows below.
            if let [(_, cell)] = mapped.as_slice()
                && mark(cell) == Mark::Label
                && cell_text(cell).contains(' ')
            {
                return RowFate::Skipped(SkipReason::Heading);
            }
            return RowFate::Skipped(SkipReason::NotYetFilledIn);
        }
        if self.repeats_headings(&mapped) {
            return RowFate::Skipped(SkipReason::Heading);
        }
        if self.note_example(&mapped) {
            return RowFate::Skipped(SkipReason::NotYetFilledIn);
        }
        if captions::of_indicators(self.dictionary, &mapped) {
            self.save(row, RowKind::Group);
            return RowFate::BeingRead;
        }
        if self.measure_of_upper(row)
            && let Some(upper) = self.raw.last_mut()
        {
            upper.measures.push(row);
            return RowFate::BeingRead;
        }
        let component = |(owned, cell): &(&TableColumn, &Cell)| {
            owned.column.field == Field::Indikator && self.dictionary.component_row(&cell_text(cell))
        };
        if !self.raw.is_empty() && mapped.iter().any(component) {
            return RowFate::Skipped(SkipReason::Component);
        }
        if let Some(upper) = self.raw.last_mut()
            && matches!(upper.kind, RowKind::Data | RowKind::Continuation)
            && tail(recognised, &mapped)
        {
            upper.tails.push(row);
            return RowFate::BeingRead;
        }
        if self.holds_defaults(row, &mapped) {
            return RowFate::Skipped(SkipReason::NotYetFilledIn);
        }
        self.save(row, data_kind(self.grid, self.recognised, row, &mapped));
        RowFate::BeingRead
    }

    /// Whether a row only holds what an application puts into a new one: no wording, and noughts where figures come.
    fn holds_defaults(&self, row: u32, mapped: &[(&TableColumn, &Cell)]) -> bool {
        let wording = |field: Field| {
            matches!(
                field,
                Field::Indikator
                    | Field::Description
                    | Field::Sasaran
                    | Field::Program
                    | Field::RencanaAksi
                    | Field::Keluaran
                    | Field::Code
                    | Field::Satuan
            )
        };
        let figure = |owned: &TableColumn| {
            matches!(
                owned.column.field,
                Field::Target | Field::Realisasi | Field::Anggaran | Field::RealisasiAnggaran | Field::Numerator
            )
        };
        let goes_on =
            |owned: &TableColumn| wording(owned.column.field) && self.grid.anchor(row, owned.cell.column).row < row;
        let nought = |cell: &Cell| matches!(cell.value, CellValue::Number(number) if number == 0.0);
        let figures: Vec<&Cell> = mapped.iter().filter(|(owned, _)| figure(owned)).map(|(_, cell)| *cell).collect();
        figures.len() > 1
            && figures.into_iter().all(nought)
            && !mapped.iter().any(|(owned, _)| wording(owned.column.field))
            && !self.recognised.columns.iter().any(goes_on)
    }

    /// Whether a row heads those below it: an objective, a lettered or coded title, a section.
    fn group_row(&mut self, row: u32, content: &[Cell], mapped: &[(&TableColumn, &Cell)]) -> bool {
        if let Some(sasaran) = self.sasaran_line(content) {
            self.part = Some(sasaran.raw.to_string());
            self.save(row, RowKind::Group);
            if let Some(one) = self.raw.last_mut() {
                one.sasaran = Some(sasaran);
            }
            return true;
        }
        let measured = mapped.iter().any(|(owned, _)| {
            matches!(owned.column.field, Field::Satuan | Field::Target | Field::Realisasi | Field::Capaian)
        });
        if let [letter, title, _, ..] = content
            && !measured
            && self.lettered(letter, title)
        {
            self.part = Some(cell_text(title).into_owned());
            self.save(row, RowKind::Group);
            return true;
        }
        if captions::of_upper_level(self.recognised, mapped) {
            self.save(row, RowKind::Group);
            return true;
        }
        if let Some(part) = self.part_heading(content) {
            self.part = Some(part);
            self.save(row, RowKind::Group);
            return true;
        }
        false
    }

    /// What a row is of which nothing stands in a column that is read.
    fn of_no_column(&self, content: &[Cell], mapped: &[(&TableColumn, &Cell)]) -> SkipReason {
        let example = |cell: &Cell| self.dictionary.example_text(&cell_text(cell));
        match content {
            _ if !mapped.is_empty() && mapped.iter().all(|(_, cell)| example(cell)) => SkipReason::NotYetFilledIn,
            [cell] if self.dictionary.note_row(cell_text(cell).trim_end_matches([':', ' '])) => SkipReason::Note,
            _ => SkipReason::NotKnown,
        }
    }

    /// Whether a row holds another measure of the indicator above it.
    fn measure_of_upper(&self, row: u32) -> bool {
        let said = |row: u32| self.recognised.in_rows.as_ref().and_then(|in_rows| in_rows.row(row));
        said(row).is_some()
            && self.column_text(row, Field::Indikator).is_none()
            && self.column_text(row, Field::Description).is_none()
            && self.raw.last().is_some_and(|upper| upper.kind == RowKind::Data && said(upper.row).is_some())
    }

    fn save(&mut self, row: u32, kind: RowKind) {
        self.raw.push(RawRow {
            row,
            kind,
            part: self.part.clone(),
            sasaran: None,
            tails: Vec::new(),
            measures: Vec::new(),
            remarks: Vec::new(),
        });
    }

    /// Whether a row is a total. "Jumlah lulusan tepat waktu" in the indicator column is an indicator; there, and in the
    /// column of programmes, only the bare label counts.
    fn total_row(&self, content: &[Cell], mapped: &[(&TableColumn, &Cell)]) -> bool {
        if self.wide_label(content) {
            return self.sasaran_line(content).is_none();
        }
        let core = mapped.iter().find(|(owned, _)| {
            matches!(owned.column.field, Field::Indikator | Field::Description | Field::Program | Field::RencanaAksi)
        });
        // "TOTAL NILAI KPI | 25,4 %": the figure of a sum beside its label is no indicator.
        let words = |cell: &Cell| !matches!(mark(cell), Mark::Figure | Mark::Small);
        match core.filter(|(_, cell)| words(cell)) {
            Some((_, cell)) => {
                let text = cell_text(cell);
                self.dictionary.total_label(&text) || (!measured(mapped) && self.dictionary.total_of_table(&text))
            }
            None => {
                let word: Vec<&Cell> =
                    content.iter().filter(|cell| matches!(mark(cell), Mark::Label | Mark::Prose)).collect();
                word.first().is_some_and(|cell| {
                    let text = cell_text(cell);
                    // "Jumlah taman yang ditata" beside other words is an indicator in a column that nobody knows.
                    self.dictionary.total_label(&text)
                        || (word.len() == 1 && self.dictionary.total_row(&text))
                        || (!measured(mapped) && self.dictionary.total_of_table(&text))
                })
            }
        }
    }

    /// Whether a cell is merged over most of the columns; of a narrow table they are taken for so many.
    fn over_most(&self, cell: &Cell, fewest: usize) -> bool {
        f64::from(self.grid.width(cell.address)) >= 0.6 * self.block.columns.len().max(fewest) as f64
    }

    /// Whether a row is one label over most of the table and figures to its right: they sum up what stands above.
    fn wide_label(&self, content: &[Cell]) -> bool {
        let [label, figures @ ..] = content else { return false };
        let width = self.grid.width(label.address);
        // As wide as the heading of its column, it is a wording of that column.
        let heading = self.block.columns.iter().find(|column| column.column == label.address.column);
        let own = heading.is_some_and(|heading| self.grid.width(heading.cell) >= width);
        mark(label) == Mark::Label
            && !own
            && self.over_most(label, 4)
            && !figures.is_empty()
            && figures.iter().all(|cell| matches!(mark(cell), Mark::Figure | Mark::Small))
    }

    /// Whether a row counts the columns: below its headings, or where a printed page began anew.
    fn column_number(&self, row: u32, content: &[Cell]) -> bool {
        let first = self.block.columns.first().map_or(0, |column| column.column);
        self.block.number_row == Some(row)
            || (self.raw.is_empty() && (counts_columns(content) || letters_columns(content)))
            || only_counts_columns(content, first)
    }

    /// One text alone in its row, that the dictionary knows as a heading or that spans most of the table.
    fn part_heading(&self, content: &[Cell]) -> Option<String> {
        if let [letter, title] = content
            && self.lettered(letter, title)
        {
            return Some(cell_text(title).into_owned());
        }
        let [one] = content else { return None };
        let CellValue::Text(text) = &one.value else { return None };
        let table_width = self.block.columns.len().max(1) as f64;
        let width = f64::from(self.grid.width(one.address));
        let enough_width = width > 1.0 && width >= 0.6 * table_width;
        let part = self.recognised.role == TableRole::Indikator && !self.recognised.has(Field::Description);
        (part && (enough_width || self.dictionary.part_heading(text))).then(|| text.trim().to_string())
    }

    /// `A | PERSPEKTIF KEUANGAN`: a letter where rows are numbered and a title in capitals, or over most of the table, and no
    /// figure beside it.
    fn lettered(&self, letter: &Cell, title: &Cell) -> bool {
        let numbered = self.recognised.columns.iter().any(|owned| {
            matches!(owned.column.field, Field::No | Field::Code) && owned.cell.column == letter.address.column
        });
        let mark = cell_text(letter);
        let mark = mark.trim_end_matches(['.', ')']);
        let lettered = matches!(mark, "I" | "II" | "III" | "IV" | "V" | "VI" | "VII" | "VIII")
            || mark.len() == 1 && mark.bytes().all(|letter| letter.is_ascii_uppercase());
        let text = cell_text(title);
        let width = self.grid.width(title.address);
        let wide = f64::from(width) >= 0.5 * self.block.columns.len().max(2) as f64;
        // A code before a wording that is merged over the columns of figures: "S1 | Meningkatnya mutu", "054.01.GG | Program".
        let coded = width > 1 && wide && mark.len() <= LONGEST_CODE && !mark.contains(' ');
        let capitals = text.chars().any(char::is_alphabetic) && !text.chars().any(char::is_lowercase);
        let named = self.recognised.role == TableRole::Indikator && !self.recognised.has(Field::Description);
        named && numbered && text.contains(char::is_alphabetic) && (coded || lettered && (wide || capitals))
    }

    /// Whether a row says the headings once more: what a template explains of its columns, or a page that begins anew.
    fn repeats_headings(&self, mapped: &[(&TableColumn, &Cell)]) -> bool {
        // Nearly every row of data holds a figure, and headings are read at some cost: that is asked first.
        let figure = |(_, cell): &(&TableColumn, &Cell)| matches!(mark(cell), Mark::Figure | Mark::Small);
        if mapped.len() < SAID_AGAIN || mapped.iter().any(figure) {
            return false;
        }
        let told = mapped.iter().filter(|(owned, _)| owned.column.field != Field::Ignore);
        let says = |(owned, cell): &(&TableColumn, &Cell)| {
            let text = cell_text(cell);
            self.dictionary.read(&[&*text]).column.is_some_and(|read| read.field == owned.column.field)
        };
        let (all, same) = told.fold((0, 0), |(all, same), one| (all + 1, same + usize::from(says(one))));
        same >= SAID_AGAIN && same * 2 > all
    }

    /// The sasaran that a row says for those below it, in a table without a column for it: with its label, or over most
    /// of the table.
    fn sasaran_line(&self, content: &[Cell]) -> Option<Entry> {
        if self.recognised.role != TableRole::Indikator || self.recognised.has(Field::Sasaran) {
            return None;
        }
        // Where one column holds both, a line without a label is an objective of that column.
        let described = self.recognised.has(Field::Description);
        // An objective over most of the table may have its own achievement behind it.
        let content = if self.wide_label(content) { &content[..1] } else { content };
        // "1 | Meningkatnya mutu lulusan" with its number in a cell of its own.
        let content = match content {
            [letter, title] if self.lettered(letter, title) => &content[1..],
            [number, text] if matches!(mark(number), Mark::Small) && self.over_most(text, 2) => {
                std::slice::from_ref(text)
            }
            _ => content,
        };
        let (field, entry) = context::said(content, self.dictionary)?;
        let first = content.first()?;
        let labelled = entry.raw.trim() != cell_text(first);
        (field == Field::Sasaran && (self.over_most(first, 2) && !described || labelled)).then_some(entry)
    }

    /// Notes text left over from the blank form; whether the row holds nothing else.
    fn note_example(&mut self, mapped: &[(&TableColumn, &Cell)]) -> bool {
        let text: Vec<(&TableColumn, &Cell)> = mapped
            .iter()
            .filter(|(owned, cell)| {
                matches!(cell.value, CellValue::Text(_))
                    && !matches!(owned.column.field, Field::No | Field::Time | Field::Ignore)
                    // "IKU 1" is a code like any other where codes stand.
                    && !(matches!(owned.column.field, Field::Code | Field::ParentCode | Field::SuperiorIndikator) && indikator_code(&cell_text(cell)).is_some())
            })
            .copied()
            .collect();
        let example: Vec<&&Cell> =
            text.iter().map(|(_, cell)| cell).filter(|cell| self.dictionary.example_text(&cell_text(cell))).collect();
        let all = !example.is_empty() && example.len() == text.len();
        let fact = example
            .into_iter()
            .map(|cell| Fact::ExampleText { cell: cell.address, text: cell_text(cell).into_owned() });
        self.facts.extend(fact.collect::<Vec<_>>());
        all
    }

    fn own_cell(&self, row: u32, owned: &TableColumn) -> Option<&Cell> {
        spread::own(self.grid, &self.recognised.columns, owned, row)
    }

    fn column_text(&self, row: u32, field: Field) -> Option<String> {
        let mut all = self.recognised.columns.iter().filter(|owned| owned.column.field == field);
        all.find_map(|owned| self.own_cell(row, owned)).map(|cell| cell_text(cell).into_owned())
    }
}

/// Whether the rows are steps, of an indicator that no column names.
fn steps(recognised: &RecognisedTable<'_>) -> bool {
    recognised.has(Field::RencanaAksi)
        && ![Field::Indikator, Field::Description, Field::Code].into_iter().any(|field| recognised.has(field))
}

/// Whether a row explains grades: "AA | Sangat Memuaskan [> 90 - 100%] | A | …", or one of them, "AA | Sangat Memuaskan | > 90".
pub(super) fn explains_grades(content: &[Cell]) -> bool {
    let [first, rest @ ..] = content else { return false };
    let ranged = rest.iter().filter(|cell| range(&cell_text(cell))).count();
    let grade = cell_text(first);
    let graded = grade.len() <= 3 && grade.bytes().all(|letter| letter.is_ascii_uppercase());
    let figures = content.iter().any(|cell| matches!(cell.value, CellValue::Number(_)));
    let several = ranged >= 2 && ranged * 2 >= content.len();
    graded && !figures && (several || ranged == 1 && content.len() <= 3)
}

/// Whether a text says between which figures a grade lies: "Baik [> 60 - 70%]", "≥ 90", "76 s.d. 90".
fn range(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits > 0 && (text.contains(['<', '>', '≤', '≥', '–']) || text.contains(" - ") || text.contains("s.d"))
}

/// Whether a cell holds words.
fn word(cell: &Cell) -> bool {
    matches!(mark(cell), Mark::Label | Mark::Prose | Mark::Caption | Mark::Blank)
}

/// Letters of a code at most: "2.16.02.2.01.0001".
const LONGEST_CODE: usize = 20;

/// Whether a cell says anything: formulas whose result is blank, or is not known, do not.
fn is_filled(cell: &Cell) -> bool {
    match &cell.value {
        CellValue::Text(text) => !text.trim().is_empty(),
        CellValue::NotCalculated => false,
        _ => true,
    }
}

/// Whether a cell only computes what its neighbours say: alone in its row it says nothing, whatever result it holds.
fn tally(owned: &TableColumn, cell: &Cell) -> bool {
    cell.formula.is_some()
        && matches!(owned.column.field, Field::Capaian | Field::AccumulatedCapaian | Field::Serapan | Field::Status)
}

/// Whether a row of an indicator table only goes on with texts of the row above: remarks of which a cell held no more, or
/// the rest of the indicator's own wording.
fn tail(recognised: &RecognisedTable<'_>, mapped: &[(&TableColumn, &Cell)]) -> bool {
    if recognised.role != TableRole::Indikator || !recognised.has(Field::Indikator) {
        return false;
    }
    let word_continuation = |cell: &Cell| cell_text(cell).starts_with(char::is_lowercase);
    let mut mapped = mapped.iter().filter(|(owned, _)| owned.column.field != Field::Ignore).peekable();
    mapped.peek().is_some()
        && mapped.all(|(owned, cell)| match owned.column.field {
            Field::Indikator => word_continuation(cell),
            Field::CaraPengukuran | Field::SumberData | Field::Remark | Field::Kendala | Field::Solusi => true,
            Field::TindakLanjut | Field::BuktiDukung | Field::PenanggungJawab => true,
            _ => false,
        })
}

/// What a row with values is.
fn data_kind(
    grid: &CellGrid<'_>,
    recognised: &RecognisedTable<'_>,
    row: u32,
    mapped: &[(&TableColumn, &Cell)],
) -> RowKind {
    let exists = |field: Field| mapped.iter().any(|(owned, _)| owned.column.field == field);
    let value = mapped.iter().any(|(owned, _)| {
        matches!(
            owned.column.field,
            Field::Target | Field::Realisasi | Field::Capaian | Field::Satuan | Field::Numerator
        )
    });
    if recognised.role != TableRole::Indikator {
        return RowKind::Data;
    }
    if recognised.has(Field::Description) && !recognised.has(Field::Indikator) {
        // The achievement of a sasaran sums up that of its indicators; what has no target and no unit is none of them.
        let own = [Field::Target, Field::Realisasi, Field::Satuan, Field::Numerator].into_iter().any(exists);
        return if own { RowKind::Data } else { RowKind::Group };
    }
    let core = if recognised.has(Field::Indikator) { Field::Indikator } else { Field::Code };
    let measured = [Field::Target, Field::Realisasi, Field::Capaian].into_iter().any(|field| recognised.has(field));
    if exists(core) {
        // Where outputs are counted, a row with a name and no figure is a group of them; a code of an indicator alone is a
        // row that nobody filled in.
        let group = core == Field::Code && measured && !value && !of_an_indicator(mapped);
        return if group { RowKind::Group } else { RowKind::Data };
    }
    let combined = recognised
        .columns
        .iter()
        .any(|owned| owned.column.field == core && grid.anchor(row, owned.cell.column).row < row);
    let repeated = [Field::RencanaAksi, Field::Keluaran, Field::Kriteria, Field::Time, Field::RowTriwulan];
    let repeated = repeated.into_iter().any(exists);
    let head = [Field::Sasaran, Field::Tujuan, Field::SasaranCode, Field::Program].into_iter().any(exists);
    if combined || (repeated && !head) {
        RowKind::Continuation
    } else if head && !repeated && (!value || exists(Field::Anggaran) && promises_nothing(mapped)) {
        RowKind::Group
    } else {
        RowKind::Data
    }
}

/// Whether a row has no unit and no figure of performance but noughts: `URUSAN PENDIDIKAN` over the sums of its programmes.
fn promises_nothing(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let own = |field: Field| {
        matches!(field, Field::Satuan | Field::Target | Field::Realisasi | Field::Capaian | Field::Numerator)
    };
    let nought = |cell: &Cell| matches!(cell.value, CellValue::Number(number) if number == 0.0);
    mapped.iter().filter(|(owned, _)| own(owned.column.field)).all(|(_, cell)| nought(cell))
}

/// Whether the code of a row is that of an indicator: "IKK 1.2", and no bare number.
fn of_an_indicator(mapped: &[(&TableColumn, &Cell)]) -> bool {
    let code = mapped.iter().find(|(owned, _)| owned.column.field == Field::Code).map(|(_, cell)| cell_text(cell));
    let code = code.and_then(|code| indikator_code(&code));
    code.is_some_and(|code| ["IKU ", "IKK ", "IKI "].iter().any(|kind| code.starts_with(kind)))
}

/// Columns with data that nothing knows, and cells beside the table.
fn foreign_column(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    recognised: &RecognisedTable<'_>,
    raw: &[RawRow],
) -> Vec<Fact> {
    let mut content: BTreeMap<u32, Strange> = BTreeMap::new();
    let headed = |column: u32| {
        let covered =
            |owned: &HeadingColumn| grid.anchor(owned.cell.row, column) == grid.anchor(owned.cell.row, owned.column);
        block
            .columns
            .iter()
            .any(|owned| owned.column == column || covered(owned) || owned.code_columns.contains(&column))
    };
    let foreign = |column: u32| recognised.foreign.iter().find(|owned| owned.column == column);
    // Every row asks the same of its columns.
    let mut asked: BTreeMap<u32, (bool, bool)> = BTreeMap::new();
    for one in raw {
        for cell in block.cells(grid, one.row) {
            let column = cell.address.column;
            let (foreign, headed) = *asked.entry(column).or_insert_with(|| (foreign(column).is_some(), headed(column)));
            let error = matches!(cell.value, CellValue::Error(_));
            if foreign || (!headed && !error && one.kind == RowKind::Data) {
                let strange =
                    content.entry(column).or_insert(Strange { first: cell.address, count: 0, silent: !foreign });
                strange.count += 1;
                strange.silent &= numbers_row(cell, strange.count);
            }
        }
    }
    content
        .into_iter()
        .filter(|(_, strange)| !strange.silent)
        .map(|(column, Strange { first, count, .. })| match foreign(column) {
            Some(heading) => Fact::UnknownColumn { cell: heading.cell, heading: heading.text(), content: count },
            None => Fact::UnknownColumn { cell: first, heading: String::new(), content: count },
        })
        .collect()
}

/// What stands in a column that nothing knows.
struct Strange {
    first: CellAddress,
    count: u32,
    /// Whether it has no heading and only numbers its rows, or says "Rp" before amounts.
    silent: bool,
}

/// Whether a cell numbers the row of this number, or only names the currency.
fn numbers_row(cell: &Cell, row: u32) -> bool {
    let text = cell_text(cell);
    text.trim_end_matches(['.', ')']).parse() == Ok(row) || rupiah_mark(&text.to_ascii_lowercase())
}
