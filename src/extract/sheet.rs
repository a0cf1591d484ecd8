//! One sheet: its documents, and an account of every row.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use crate::audit::audit;
use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{
    Document, DocumentKind, DocumentTable, Fact, FormRow, HeaderCandidate, ReadSheet, RowKind, SheetRole, SheetState,
    SkipReason, SkippedRow, TableRole,
};
use crate::domain::mark::FormMark;
use crate::domain::text::key;
use crate::domain::value::Entry;
use crate::template::Library;
use crate::workbook::{Sheet, SheetVisibility};

use super::accept;
use super::grid::{CellGrid, cell_text};
use super::header::{self, HeadingBlock};
use super::identity::{self, DocumentHead};
use super::mapping::{self, Column, Told};
use super::period::{self, PeriodLine, Span};
use super::recognise::{self, About, RecognisedTable};
use super::row::{self, ReadTable, RowFate};
use super::shape::mark::{Mark, mark};
use super::signature;
use super::unread;
use super::{annex, card, context, letterhead, open};

/// Rows of a sheet that are listed one by one with their reason; the others are counted.
const MOST_DETAIL: usize = 10_000;

/// Reads a sheet.
pub(super) fn read_sheet(
    sheet: &Sheet,
    book: &[Sheet],
    library: &Library,
    marks: &[FormMark],
) -> (ReadSheet, Vec<Document>) {
    let grid = CellGrid::new(sheet);
    let Some((first, last)) = grid.used_row() else {
        return (sheet_without_content(sheet), Vec::new());
    };
    let mut reader = SheetReader {
        grid: &grid,
        library,
        marks,
        fates: BTreeMap::new(),
        facts: Vec::new(),
        documents: Vec::new(),
        table_last: first,
        rejected: Vec::new(),
    };
    let guidance = library.dictionary.guidance_sheet(&sheet.name);
    if !guidance {
        reader.read_document(first, last);
    }
    let role = if guidance {
        SheetRole::Guidance
    } else if reader.documents.is_empty() {
        reader.note_candidate();
        SheetRole::NotKnown
    } else {
        reader.note_hidden();
        reader.note_short_lines();
        SheetRole::Document
    };
    let SheetReader { fates: fate, facts: mut fact, documents: document, .. } = reader;
    if sheet.visibility != SheetVisibility::Visible && role == SheetRole::Document {
        fact.push(Fact::HiddenSheet);
    }
    if sheet.pending {
        fact.push(Fact::FormulaNotRecomputed);
    }
    if !guidance {
        fact.extend(audit(sheet, book).into_iter().map(|odd| Fact::OddCell { odd }));
    }
    let read_sheet = accounting(&grid, role, fate, fact);
    (read_sheet, document)
}

fn sheet_without_content(sheet: &Sheet) -> ReadSheet {
    ReadSheet {
        name: sheet.name.clone(),
        state: state(sheet),
        role: SheetRole::Blank,
        used_rows: 0,
        read_rows: 0,
        skipped: Vec::new(),
        facts: Vec::new(),
    }
}

fn state(sheet: &Sheet) -> SheetState {
    match sheet.visibility {
        SheetVisibility::Visible => SheetState::Seen,
        SheetVisibility::Hidden => SheetState::Hidden,
        SheetVisibility::VeryHidden => SheetState::VeryHidden,
    }
}

/// Rows read + rows skipped, each with its reason, = rows in the used range.
fn accounting(grid: &CellGrid<'_>, role: SheetRole, fate: BTreeMap<u32, RowFate>, facts: Vec<Fact>) -> ReadSheet {
    let (first, last) = grid.used_row().unwrap_or_default();
    let mut skipped = Vec::new();
    let mut being_read = 0;
    for row in first..=last {
        let other = if role == SheetRole::Guidance { SkipReason::Guidance } else { SkipReason::NotKnown };
        let fate = fate.get(&row).copied().unwrap_or(if grid.row(row).is_empty() {
            RowFate::Skipped(SkipReason::Blank)
        } else {
            RowFate::Skipped(other)
        });
        match fate {
            RowFate::BeingRead => being_read += 1,
            RowFate::Skipped(reason) => note_skipped(grid, row, reason, &mut skipped),
        }
    }
    let used = last - first + 1;
    let read_sheet = ReadSheet {
        name: grid.sheet.name.clone(),
        state: state(grid.sheet),
        role,
        used_rows: used,
        read_rows: being_read,
        skipped,
        facts,
    };
    let computed = u64::from(being_read) + read_sheet.skipped_count();
    assert_eq!(computed, u64::from(used), "every row of a sheet is read or skipped");
    read_sheet
}

/// Notes a row that is not read. A sheet may reach to the last row of the grid: blanks in a row are one entry, and after
/// many entries the rows are only counted.
fn note_skipped(grid: &CellGrid<'_>, row: u32, reason: SkipReason, skipped: &mut Vec<SkippedRow>) {
    let full = skipped.len() >= MOST_DETAIL;
    let of_one_kind = match skipped.last_mut() {
        Some(last)
            if reason == SkipReason::Blank && last.reason == reason && (full || last.row + last.total == row) =>
        {
            Some(last)
        }
        _ if full => skipped.iter_mut().rev().find(|one| one.reason == reason),
        _ => None,
    };
    match of_one_kind {
        Some(one) => one.total += 1,
        None => {
            let (text, column) = grid.first_text(row);
            skipped.push(SkippedRow { row, reason, text, column, total: 1 });
        }
    }
}

struct SheetReader<'a, 'b> {
    grid: &'a CellGrid<'b>,
    library: &'a Library,
    marks: &'a [FormMark],
    fates: BTreeMap<u32, RowFate>,
    facts: Vec<Fact>,
    documents: Vec<Document>,
    /// First row that belongs to no table yet.
    table_last: u32,
    /// Rows of tables that are none of ours: nothing in them speaks of the documents around.
    rejected: Vec<Range<u32>>,
}

impl SheetReader<'_, '_> {
    fn read_document(&mut self, first: u32, last: u32) {
        let mut heading_kind = None;
        let block: Vec<HeadingBlock> = header::find(self.grid, &self.library.dictionary);
        let mut since = first;
        // The table that was read last: tables of the same header rows stand to its right.
        let mut left: Option<&HeadingBlock> = None;
        for (order, one) in block.iter().enumerate() {
            let beside = left.filter(|left| left.start == one.start);
            // What looked like a heading inside a table that has been read is a row of it.
            if beside.is_none() && left.is_some() && one.start < self.table_last {
                continue;
            }
            let line = self.line_above(since, one, beside);
            let header_start = self.header_start(since, one.start, line);
            let head = match beside {
                Some(_) => DocumentHead::default(),
                None => {
                    identity::read(self.grid, &self.library.dictionary, self.outside_refusals(header_start, one.start))
                }
            };
            let head =
                if beside.is_none() { head.or_glued(self.grid, &self.library.dictionary, one.start) } else { head };
            let kind = head.kind.or(heading_kind);
            let year = self.beside_year(beside).or(head.year.map(|year| year.value)).or_else(|| self.year_above(&head));
            if beside.is_none()
                && let Some(card) = card::read(self.grid, &self.library.dictionary, one, since.max(self.table_last))
            {
                self.accept(one, &card.recognised, head, header_start, card.readable);
                self.fates.extend(card.lines.into_iter().map(|row| (row, RowFate::BeingRead)));
                left = Some(one);
                since = self.table_last;
                continue;
            }
            let lines = context::above(self.grid, &self.library.dictionary, since.max(self.table_last), one.start);
            let about = About {
                told: Told {
                    year,
                    plan: head.plan(),
                    month: head.month,
                    quarter: head.triwulan.map(|named| named.value),
                    semester: head.semester,
                    measured: self.speaks_of(kind, DocumentKind::Pengukuran),
                    planned: self.speaks_of(kind, DocumentKind::RencanaAksi),
                    agreed: self.speaks_of(kind, DocumentKind::Pk),
                    in_rows: false,
                    below: !self.documents.is_empty(),
                },
                lines: &lines,
                reports: head.reports(),
            };
            let mapped = mapping::map(self.grid, one, &self.library.dictionary, about.told);
            if beside.is_none() && kind == heading_kind && self.take_annex(one, &mapped.columns) {
                since = self.table_last;
                continue;
            }
            let Some(mut recognised) =
                recognise::recognise(self.grid, one, mapped, self.library, kind, self.marks, &about)
            else {
                self.reject(one);
                continue;
            };
            recognised.at_year(year);
            recognised.at_quarter(head.triwulan.filter(|_| !head.semester).map(|named| named.value));
            let lower = block[order + 1..].iter().filter(|other| other.start > one.last);
            let until = lower
                .into_iter()
                .find(|other| other.sure || self.known(other, kind))
                .map_or(last + 1, |other| other.start);
            let spans = self.spans(one, &recognised, until, beside);
            let read = |span: &Span<'_>| {
                let mut read =
                    row::read(self.grid, &self.library.dictionary, &span.block, &recognised, span.until, &lines);
                row::codes::restore(&mut read.table);
                read
            };
            let tables: Vec<ReadTable> = spans.iter().map(read).collect();
            let other =
                |fact: &Fact| matches!(fact, Fact::DoubleColumn { column, .. } if column.field == Field::Indikator);
            if tables.iter().all(|one| without_indikator(&one.table)) && !recognised.facts.iter().any(other) {
                self.reject(one);
                continue;
            }
            heading_kind = kind;
            let mut head = Some(head);
            for (span, readable) in spans.iter().zip(tables) {
                match (beside, head.take()) {
                    (Some(_), _) => self.accept_beside(&recognised, readable),
                    (None, Some(mut head)) => {
                        head.tell(span.line.or(line).filter(|_| self.measures(&recognised)));
                        self.accept(&span.block, &recognised, head, header_start, readable);
                    }
                    (None, None) => self.accept_period(&span.block, &recognised, span.line, readable),
                }
                self.fates.extend(span.line.map(|line| (line.row, RowFate::BeingRead)));
            }
            self.fates.extend(lines.iter().map(|line| (line.row, RowFate::BeingRead)));
            left = Some(one);
            since = self.table_last;
        }
        self.closing(since, last + 1);
        period::targets_of_their_period(&mut self.documents);
    }

    /// The year of the document above a table whose own title, if it has one, opens no other.
    fn year_above(&self, head: &DocumentHead) -> Option<i32> {
        let above = self.documents.last().filter(|_| head.kind.is_none())?;
        above.year.map(|year| year.value)
    }

    /// Adds what an annex says to the rows of the document above it; whether the block is one.
    fn take_annex(&mut self, block: &HeadingBlock, columns: &[Column<'_>]) -> bool {
        let Some(document) = self.documents.last_mut() else { return false };
        let Some(fates) = annex::take(self.grid, block, columns, &mut document.tables) else { return false };
        self.table_last = fates.iter().map(|(row, _)| row + 1).max().unwrap_or(self.table_last).max(self.table_last);
        self.fates.extend(fates);
        true
    }

    /// Notes the rows of a table that is none of ours, down to a gap, a title or a line with a label.
    fn reject(&mut self, block: &HeadingBlock) {
        if self.documents.is_empty() && letterhead::is_one(self.grid, &self.library.dictionary, block) {
            return;
        }
        let other_shape = |row: &u32| {
            let content = self.grid.row(*row);
            let gandeng = self.grid.row(row + 1);
            (content.is_empty() && gandeng.is_empty())
                || content.iter().any(|cell| mark(cell) == Mark::Caption)
                || (content.len() == 1 && self.mentions_document(*row))
        };
        let last = (block.body()..block.end).find(other_shape).unwrap_or(block.end);
        self.rejected.push(block.start..last);
    }

    /// The rows of a range that stand in no table that is none of ours.
    fn outside_refusals(&self, start: u32, last: u32) -> impl Iterator<Item = u32> {
        (start..last).filter(|row| !self.rejected.iter().any(|owned| owned.contains(row)))
    }

    fn mentions_document(&self, row: u32) -> bool {
        self.grid.row(row).iter().any(|cell| {
            let text = cell_text(cell);
            text.chars().count() <= 200 && self.library.dictionary.document_kind(&text).is_some()
        })
    }

    /// Whether the title, or the name of the sheet, is that of a document of this kind.
    fn speaks_of(&self, title: Option<DocumentKind>, kind: DocumentKind) -> bool {
        title.or_else(|| self.library.dictionary.document_kind(&self.grid.sheet.name)) == Some(kind)
    }

    /// The year of the document whose table stands to the left.
    fn beside_year(&self, beside: Option<&HeadingBlock>) -> Option<i32> {
        beside.and_then(|_| self.documents.last()?.year).map(|year| year.value)
    }

    /// Takes a table that stands to the right of another one into its document. A copy of that one adds nothing.
    fn accept_beside(&mut self, recognised: &RecognisedTable<'_>, readable: ReadTable) {
        let Some(document) = self.documents.last_mut() else { return };
        if document.tables.iter().any(|left| copy(left, &readable.table)) {
            return;
        }
        self.facts.extend(recognised.facts.iter().cloned());
        self.facts.extend(readable.facts);
        for (row, fate) in readable.fates {
            let old = self.fates.entry(row).or_insert(fate);
            if fate == RowFate::BeingRead {
                *old = fate;
            }
        }
        self.table_last = self.table_last.max(readable.last);
        document.tables.push(readable.table);
    }

    fn known(&self, block: &HeadingBlock, kind: Option<DocumentKind>) -> bool {
        [kind, None].into_iter().any(|kind| {
            let lines = context::above(self.grid, &self.library.dictionary, self.table_last, block.start);
            let about = About { lines: &lines, ..About::default() };
            let mapped = mapping::map(self.grid, block, &self.library.dictionary, about.told);
            recognise::recognise(self.grid, block, mapped, self.library, kind, self.marks, &about).is_some()
        })
    }

    /// Between two tables, the head of the next document begins at its title, or at the line that says its period; on a
    /// fresh sheet, at the first row.
    fn header_start(&self, since: u32, block_first: u32, line: Option<PeriodLine>) -> u32 {
        let Some(last) = self.documents.last() else { return since };
        let heading = self.outside_refusals(since, block_first).find(|row| self.mentions_document(*row));
        let line = line.filter(|_| last.kind == DocumentKind::Pengukuran).map(|line| line.row);
        heading.or(line).unwrap_or(block_first)
    }

    /// The line right above a table that says its period and nothing else.
    fn line_above(&self, since: u32, block: &HeadingBlock, beside: Option<&HeadingBlock>) -> Option<PeriodLine> {
        let from = since.max(self.table_last);
        if beside.is_some() { None } else { period::above(self.grid, &self.library.dictionary, from, block.start) }
    }

    /// The rows of a block by the periods that lines between them say.
    fn spans<'b>(
        &self,
        block: &'b HeadingBlock,
        recognised: &RecognisedTable<'_>,
        until: u32,
        beside: Option<&HeadingBlock>,
    ) -> Vec<Span<'b>> {
        if beside.is_none() && self.measures(recognised) {
            return period::spans(self.grid, &self.library.dictionary, block, until);
        }
        vec![Span { line: None, block: Cow::Borrowed(block), until }]
    }

    /// Whether a table holds what was reached in a period that its columns do not say.
    fn measures(&self, recognised: &RecognisedTable<'_>) -> bool {
        let measured = recognised.kind == Some(DocumentKind::Pengukuran)
            || recognised.role == TableRole::Anggaran
                && self.documents.last().is_some_and(|document| document.kind == DocumentKind::Pengukuran);
        measured && !period::in_columns(recognised)
    }

    /// Takes rows of another period below the headings of a table that was taken already.
    fn accept_period(
        &mut self,
        block: &HeadingBlock,
        recognised: &RecognisedTable<'_>,
        line: Option<PeriodLine>,
        readable: ReadTable,
    ) {
        let mut head = DocumentHead::default();
        head.tell(line);
        let start = line.map_or(block.body(), |line| line.row);
        // What is told of the headings was told with the first of them.
        let told = self.facts.len();
        let rows = readable.facts.clone();
        self.accept(block, recognised, head, start, readable);
        self.facts.truncate(told);
        self.facts.extend(rows);
    }

    /// Takes a table into the document it belongs to.
    fn accept(
        &mut self,
        block: &HeadingBlock,
        recognised: &RecognisedTable<'_>,
        head: DocumentHead,
        header_start: u32,
        readable: ReadTable,
    ) {
        // What a title says holds, but that a person's measurements bear the title of that person's indicators.
        let reached = accept::reached_under_a_promise(recognised.kind, head.kind);
        let said = head.kind.filter(|kind| !kind.is_personal() && !reached);
        let kind = said.or(recognised.kind).or(head.kind);
        let old = self.documents.last().map(|document| document.kind);
        let next_period = self.next_period(&head);
        let continuation = head.kind.is_none()
            && !next_period
            && old.is_some_and(|old| recognised.role == TableRole::Anggaran || kind == Some(old));
        let Some(kind) = kind.or(old) else { return };
        self.closing(self.table_last, if continuation { block.start } else { header_start });
        self.facts.extend(recognised.facts.iter().cloned());
        self.facts.extend(readable.facts.iter().cloned());
        if recognised.role == TableRole::Indikator {
            self.check_required(kind, block, recognised, &readable.table);
        }
        if recognised.template.is_none() && recognised.role == TableRole::Indikator {
            self.note_dictionary(recognised);
        }
        for row in block.start..=block.last {
            let fate = if self.grid.row(row).is_empty() {
                RowFate::Skipped(SkipReason::Blank)
            } else if block.number_row == Some(row) {
                RowFate::Skipped(SkipReason::ColumnNumber)
            } else {
                RowFate::BeingRead
            };
            self.fates.insert(row, fate);
        }
        self.fates.extend(readable.fates);
        self.table_last = readable.last;
        if continuation {
            if let Some(document) = self.documents.last_mut() {
                document.tables.push(readable.table);
            }
            return;
        }
        self.note_head(&head, header_start, block.start);
        let head = if next_period { head.below(self.documents.last()) } else { head };
        self.documents.push(Document {
            kind,
            sheet: self.grid.sheet.name.clone(),
            template: recognised.template_id().to_string(),
            version: recognised.template.map_or(0, |template| template.version),
            mark: None,
            heading: head.heading,
            year: head.year,
            triwulan: head.triwulan,
            semester: head.semester,
            change: head.change,
            identities: head.identities,
            tables: vec![readable.table],
            ratification: None,
            pejabat: Vec::new(),
        });
    }

    /// Whether a head is nothing but a line that says another period than the document above it.
    fn next_period(&self, head: &DocumentHead) -> bool {
        let (Some(line), Some(old)) = (head.line, self.documents.last()) else { return false };
        let same = old.triwulan.map(|old| old.value) == line.triwulan && old.semester == line.semester;
        head.kind.is_none() && old.kind == DocumentKind::Pengukuran && (line.triwulan.is_none() || !same)
    }

    fn note_head(&mut self, head: &DocumentHead, start: u32, last: u32) {
        for identity in &head.identities {
            if self.library.dictionary.example_text(&identity.entry.raw) {
                self.facts.push(Fact::ExampleText { cell: identity.entry.cell, text: identity.entry.raw.to_string() });
            }
        }
        let outside: Vec<u32> = self.outside_refusals(start, last).collect();
        for row in outside {
            if head.read_rows.contains(&row) {
                self.fates.insert(row, RowFate::BeingRead);
            } else if !self.grid.row(row).is_empty() {
                self.fates.insert(row, RowFate::Skipped(SkipReason::Heading));
            }
        }
    }

    /// What stands below the tables of the last document: signatures and notes.
    fn closing(&mut self, start: u32, last: u32) {
        let Some(document) = self.documents.last_mut() else { return };
        let dictionary = &self.library.dictionary;
        let mark = (start..last).find(|row| signature::opener(self.grid, dictionary, *row)).unwrap_or(last);
        let readable = signature::read(self.grid, dictionary, mark, last);
        for pejabat in &readable.pejabat {
            let entry = [Some(&pejabat.role), pejabat.name.as_ref(), pejabat.nip.as_ref()];
            let example = entry.into_iter().flatten().filter(|entry| dictionary.example_text(&entry.raw));
            self.facts.extend(example.map(|entry| Fact::ExampleText { cell: entry.cell, text: entry.raw.to_string() }));
        }
        for row in start..last {
            if readable.read_rows.contains(&row) {
                self.fates.insert(row, RowFate::BeingRead);
            } else if !self.grid.row(row).is_empty() {
                // Notes are a text or two; more cells than that are a table that nothing knows.
                let cells = self.grid.row(row);
                let note = cells.len() < 3 || row::grades::explains_grades(cells);
                let reason = if note { SkipReason::Note } else { SkipReason::NotKnown };
                self.fates.insert(row, RowFate::Skipped(reason));
            }
        }
        if document.ratification.is_none() {
            document.ratification = readable.ratification;
        }
        document.pejabat.extend(readable.pejabat);
    }

    fn check_required(
        &mut self,
        kind: DocumentKind,
        block: &HeadingBlock,
        recognised: &RecognisedTable<'_>,
        table: &DocumentTable,
    ) {
        let mut column = recognise::missing_required_column(kind, recognised);
        // What a line above the rows says needs no column.
        let said = |column: &FormColumn| {
            table.rows.iter().any(|row| row.entry(*column).is_some_and(|entry| !entry.value.blank()))
        };
        column.retain(|column| !said(column));
        if let (false, Some(first)) = (column.is_empty(), recognised.columns.first()) {
            let open = open::column(self.grid, block, recognised);
            self.facts.push(Fact::MissingRequiredColumn { cell: first.cell, column, kind, open });
        }
    }

    fn note_dictionary(&mut self, recognised: &RecognisedTable<'_>) {
        if let Some(first) = recognised.columns.first() {
            let map = recognised.columns.iter().map(|owned| (owned.heading.clone(), owned.column)).collect();
            self.facts.push(Fact::WithDictionary { cell: first.cell, map });
        }
    }

    fn note_candidate(&mut self) {
        let candidate = header::candidate(self.grid, &self.library.dictionary)
            .into_iter()
            .filter_map(|(row, known, foreign)| {
                let cell = self.grid.row(row).first()?.address;
                Some(HeaderCandidate { cell, known, foreign })
            })
            .collect();
        self.facts.push(Fact::WithoutTable { candidate });
        self.facts.extend(unread::unread_tables(self.grid.sheet, self.library));
    }

    /// Rows of data that end before the last column of their table, in a text file.
    fn note_short_lines(&mut self) {
        let table = || self.documents.iter().flat_map(|document| &document.tables);
        let mut cells = Vec::new();
        let mut fields = Vec::new();
        let mut columns = 0;
        for line in &self.grid.sheet.short_lines {
            let Some(owned) = table().find(|table| table.rows.iter().any(|row| row.row == line.row)) else {
                continue;
            };
            let last = owned.columns.iter().map(|column| column.cell.column + 1).max().unwrap_or_default();
            if line.fields < last
                && let Some(first) = self.grid.row(line.row).first()
            {
                cells.push(first.address);
                fields.push(line.fields);
                columns = columns.max(last);
            }
        }
        if !cells.is_empty() {
            self.facts.push(Fact::ShortLines { cells, fields, columns });
        }
    }

    /// Hidden rows and columns of the tables that hold data.
    fn note_hidden(&mut self) {
        let table_row: Vec<u32> = self
            .documents
            .iter()
            .flat_map(|document| &document.tables)
            .flat_map(|table| table.rows.iter().map(|row| row.row))
            .collect();
        for row in &self.grid.sheet.hidden_rows {
            if table_row.contains(row)
                && let Some(cell) = self.grid.row(*row).first()
            {
                self.facts.push(Fact::HiddenRow { cell: cell.address });
            }
        }
        for column in &self.grid.sheet.hidden_columns {
            if table_row.iter().any(|row| self.grid.own_cell(*row, *column).is_some()) {
                // A column that nobody reads counts in nothing, hidden or not: it is told as an unknown one.
                let heading =
                    self.documents.iter().flat_map(|document| &document.tables).flat_map(|table| &table.columns);
                let read = heading.filter(|owned| owned.column.field != Field::Ignore);
                let cell = read.map(|owned| owned.cell).find(|cell| cell.column == *column);
                self.facts.extend(cell.map(|cell| Fact::HiddenColumn { cell }));
            }
        }
    }
}

/// Whether a table has a column of indicators, rows, and not one indicator: a list of goods or accounts.
fn without_indikator(table: &DocumentTable) -> bool {
    let indikator = Field::Indikator.yearly();
    let data = || table.rows.iter().filter(|row| matches!(row.kind, RowKind::Data | RowKind::Continuation));
    let content = |row: &FormRow, column| row.entry(column).is_some_and(|entry: &Entry| !entry.value.blank());
    table.role == TableRole::Indikator
        && table.has(indikator)
        && data().count() >= 2
        && !data().any(|row| content(row, indikator) || content(row, Field::Code.yearly()))
}

/// Whether two tables side by side name the same indicators: one is a working copy of the other.
fn copy(left: &DocumentTable, right: &DocumentTable) -> bool {
    let name = |table: &DocumentTable| -> Vec<String> {
        let owned = table.rows.iter().filter_map(|row| row.entry(Field::Indikator.yearly()));
        owned.filter(|entry| !entry.value.blank()).map(|entry| key(&entry.raw)).collect()
    };
    let (left, right) = (name(left), name(right));
    !right.is_empty() && right.iter().all(|one| left.contains(one))
}
