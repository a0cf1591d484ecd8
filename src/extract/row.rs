//! The rows below a header: what each of them is, and its typed values.

mod captions;
pub(super) mod codes;
mod components;
mod end;
mod foreign;
pub(super) mod grades;
mod group;
mod kind;
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

#[cfg(test)]
mod tests;
mod values;

use crate::domain::column::Field;
use crate::domain::document::{ColumnBasis, DocumentTable, Fact, FormRow, RowKind, SkipReason, TableColumn, TableRole};
use crate::domain::text::{indikator_code, key};
use crate::domain::value::Entry;
use crate::template::Dictionary;
use crate::workbook::{Cell, CellValue};

use super::context::Line;
use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;
use super::recognise::RecognisedTable;
use super::shape::mark::{Mark, mark};
use super::shape::rows::{counts_columns, letters_columns, only_counts_columns};
use foreign::foreign_column;
use kind::{data_kind, heads, is_filled, only_dashes, promised, tail, tally};
use remarks::Remark;

/// Headings that a row says again at least, where it is none of data.
const SAID_AGAIN: usize = 3;

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
        part_of_letter: false,
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
    /// Whether a letter over numbered indicators said it.
    part_of_letter: bool,
}

impl<'a> TableReader<'a, '_> {
    /// Says what each row is; gives the first row that is no longer the table's.
    fn classify(&mut self, until: u32) -> u32 {
        let start = self.block.body();
        let foreign = (start..until).find(|row| self.foreign_heading(*row));
        let until = foreign.map_or(until, |row| self.foreign_start(row));
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
        if recognised.role == TableRole::Anggaran && self.labels_rows(content) {
            return RowFate::Skipped(SkipReason::Heading);
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
        // "Indikator tidak mencapai target | 2" adds up none of the figures above it.
        let counted = |(owned, cell): &(&TableColumn, &Cell)| {
            owned.column.field == Field::Indikator && self.dictionary.tally_row(&cell_text(cell))
        };
        if !promised(&mapped) && mapped.iter().any(counted) {
            return RowFate::Skipped(SkipReason::Note);
        }
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
        if only_dashes(&mapped) && recognised.role == TableRole::Indikator {
            return self.without_indicator(row, &mapped);
        }
        // What a letter headed ends where another programme or objective begins.
        if self.part_of_letter && mapped.iter().any(|(owned, _)| heads(owned.column.field)) {
            (self.part, self.part_of_letter) = (None, false);
        }
        self.save(row, data_kind(self.grid, self.recognised, row, &mapped));
        RowFate::BeingRead
    }

    /// Whether a row only says what those below it are: "Sub-Kegiatan :".
    fn labels_rows(&self, content: &[Cell]) -> bool {
        let [cell] = content else { return false };
        let text = cell_text(cell);
        let label = text.trim_end().strip_suffix(':');
        label.is_some_and(|label| self.dictionary.read(&[label.trim_end()]).column.is_some())
    }

    /// A row of dashes: what it says of those below it stays, and else nobody filled it in.
    fn without_indicator(&mut self, row: u32, mapped: &[(&TableColumn, &Cell)]) -> RowFate {
        if !mapped
            .iter()
            .any(|(owned, cell)| heads(owned.column.field) && cell_text(cell).contains(char::is_alphabetic))
        {
            return RowFate::Skipped(SkipReason::NotYetFilledIn);
        }
        self.save(row, RowKind::Group);
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

    /// Whether a row counts the columns: below its headings, or where a printed page began anew.
    fn column_number(&self, row: u32, content: &[Cell]) -> bool {
        let first = self.block.columns.first().map_or(0, |column| column.column);
        self.block.number_row == Some(row)
            || (self.raw.is_empty() && (counts_columns(content) || letters_columns(content)))
            || only_counts_columns(content, first)
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

    /// Notes text left over from the blank form; whether the row holds nothing else.
    fn note_example(&mut self, mapped: &[(&TableColumn, &Cell)]) -> bool {
        let text: Vec<(&TableColumn, &Cell)> = mapped
            .iter()
            .filter(|(owned, cell)| {
                let field = owned.column.field;
                let coded = matches!(field, Field::Code | Field::ParentCode | Field::SuperiorIndikator);
                // Laboratories count what they take: "80 | contoh". "IKU 1" is a code like any other where codes stand.
                let own_word = field == Field::Satuan && key(&cell_text(cell)) == "contoh"
                    || coded && indikator_code(&cell_text(cell)).is_some();
                matches!(cell.value, CellValue::Text(_))
                    && !matches!(field, Field::No | Field::Time | Field::Ignore)
                    && !own_word
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
