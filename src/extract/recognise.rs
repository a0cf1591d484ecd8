//! Which definition a header block fits, and what each of its columns means.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{ColumnBasis, DocumentKind, Fact, InDoubtCause, TableColumn, TableRole};
use crate::domain::mark::FormMark;
use crate::domain::text;
use crate::domain::triwulan::Triwulan;
use crate::template::heading::mentions_cumulative;
use crate::template::{Answer, Dictionary, Library, Template, TemplateColumn, TemplateTable};

use super::accept;
use super::context::Line;
use super::grid::CellGrid;
use super::header::{HeadingBlock, HeadingColumn};
use super::mapping::{self, Column, InRows, LISTED, Left, Mapped, Question, Series, Told};

/// The id that stands for "read by the dictionary alone".
pub(super) const DICTIONARY: &str = "kamus";
/// Wordings at least this alike are offered as a suggestion.
const SIMILARITY: f64 = 0.86;

/// A header block whose columns are known.
#[derive(Debug, Clone)]
pub(super) struct RecognisedTable<'a> {
    pub(super) template: Option<&'a Template>,
    pub(super) table: Option<&'a TemplateTable>,
    /// The kind of document, when the definition or the columns tell.
    pub(super) kind: Option<DocumentKind>,
    pub(super) role: TableRole,
    pub(super) columns: Vec<TableColumn>,
    pub(super) facts: Vec<Fact>,
    /// Columns that nothing knows: sheet column, header.
    pub(super) foreign: Vec<HeadingColumn>,
    /// The year that the title names.
    pub(super) year: Option<i32>,
    /// What each row holds, where the rows say so.
    pub(super) in_rows: Option<InRows>,
    /// Columns of periods that hold one field together.
    pub(super) series: Vec<Series>,
    /// Sheet columns whose cells list the figures of several quarters.
    pub(super) lists: Vec<u32>,
}

impl<'a> RecognisedTable<'a> {
    pub(super) fn template_id(&self) -> &str {
        self.template.map_or(DICTIONARY, |template| template.id.as_str())
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.iter().any(|owned| owned.column.field == field)
    }

    /// Columns whose rows hold several measures mean each of them.
    fn spread(&mut self, in_rows: Option<InRows>) {
        let Some(in_rows) = in_rows else { return };
        let old = std::mem::take(&mut self.columns);
        let all = |owned: TableColumn| -> Vec<TableColumn> {
            let meanings = in_rows.meanings(owned.cell.column, owned.column);
            meanings.into_iter().map(|column| TableColumn { column, ..owned.clone() }).collect()
        };
        self.columns = old.into_iter().flat_map(all).collect();
        self.in_rows = Some(in_rows);
        if self.has(Field::Realisasi) {
            self.kind = Some(DocumentKind::Pengukuran);
        }
    }

    /// What lists the figures of several quarters in each cell means each of them, where no other column does.
    fn spread_lists(&mut self, lists: &[u32]) {
        for field in LISTED {
            let quarters = Triwulan::ALL.map(|quarter| field.tw(quarter));
            let taken = self.columns.iter().any(|owned| quarters.contains(&owned.column));
            let whole = |owned: &TableColumn| owned.column == field.yearly() || owned.column == field.running();
            let own = self.columns.iter().position(|owned| whole(owned) && lists.contains(&owned.cell.column));
            let Some(at) = own.filter(|_| !taken) else { continue };
            let old = self.columns.remove(at);
            self.lists.push(old.cell.column);
            self.columns.extend(quarters.map(|column| TableColumn { column, ..old.clone() }));
        }
    }

    /// Keeps the columns that hold one field together, where the table has that field in the first of them.
    fn keep_series(&mut self, series: Vec<Series>) {
        let own = |series: &Series| {
            let first = series.columns.first().map(|(column, _)| *column);
            self.columns.iter().any(|owned| owned.column == series.column() && Some(owned.cell.column) == first)
        };
        self.series = series.into_iter().filter(own).collect();
    }

    /// Whether a value of a field stands in a row at a column.
    pub(super) fn holds(&self, row: u32, owned: &TableColumn) -> bool {
        let (column, field) = (owned.cell.column, owned.column.field);
        self.in_rows.as_ref().is_none_or(|in_rows| in_rows.holds(row, column, field))
    }

    /// The column of the document's own year is the year's column, unless the form has that beside the years of a plan.
    pub(super) fn at_year(&mut self, year: Option<i32>) {
        self.year = year;
        // A cascade keeps a target for each year of its plan, this one too.
        if self.kind == Some(DocumentKind::Kaskade) {
            return;
        }
        let whole_year = |column: FormColumn| match column.period {
            Period::Year(owned) => year == Some(i32::from(owned)),
            _ => false,
        };
        let exists: Vec<FormColumn> = self.columns.iter().map(|owned| owned.column).collect();
        for owned in &mut self.columns {
            let yearly = owned.column.field.yearly();
            if whole_year(owned.column) && !exists.contains(&yearly) {
                owned.column = yearly;
            }
        }
    }

    /// The column of what was reached is headed by another quarter than the title, while the target beside it is of the
    /// title's: the heading was left behind in last quarter's form. Its figures are of the title's quarter; a rule tells it
    /// by the wording of the heading.
    pub(super) fn at_quarter(&mut self, title: Option<Triwulan>) {
        let only = |field: Field| {
            let all = self.columns.iter().map(|owned| owned.column).filter(|column| column.field == field);
            let all = all.filter(|column| field != Field::Target || column.period != Period::Yearly);
            let periods: BTreeSet<Period> = all.map(|column| column.period).collect();
            if periods.len() == 1 { periods.into_iter().next() } else { None }
        };
        let (Some(title), Some(Period::Triwulan(odd))) = (title, only(Field::Realisasi)) else { return };
        if odd == title || self.in_rows.is_some() || only(Field::Target) != Some(Period::Triwulan(title)) {
            return;
        }
        let exists: Vec<FormColumn> = self.columns.iter().map(|owned| owned.column).collect();
        for owned in &mut self.columns {
            let column = owned.column.field.tw(title);
            if owned.column.period == Period::Triwulan(odd) && !exists.contains(&column) {
                owned.column = column;
            }
        }
    }

    /// The column of the definition, where one reads the table and has it.
    pub(super) fn template_column(&self, column: FormColumn) -> Option<&'a TemplateColumn> {
        self.table?.columns.iter().find(|owned| owned.column.covers(column))
    }

    /// Whether a column stands before that of the indicators; `None` where one of the two is not there.
    fn before_indicators(&self, column: FormColumn) -> Option<bool> {
        let place = |wanted: &dyn Fn(&TableColumn) -> bool| {
            self.columns.iter().find(|owned| wanted(owned)).map(|owned| owned.cell.column)
        };
        let indicator = place(&|owned| owned.column.field == Field::Indikator)?;
        place(&|owned| owned.column == column).map(|own| own < indicator)
    }

    /// Whether a blank in this column takes the value of the row above.
    pub(super) fn descend(&self, column: FormColumn) -> bool {
        match self.template_column(column) {
            Some(owned) => owned.descend,
            // Programmes and units before the indicators group them; behind them each row has its own.
            None if column.field == Field::Program => {
                self.role == TableRole::Indikator && self.before_indicators(column) != Some(false)
            }
            None if column.field == Field::UnitName => {
                self.role == TableRole::Indikator && self.before_indicators(column) == Some(true)
            }
            None => matches!(
                column.field,
                Field::Tujuan
                    | Field::Sasaran
                    | Field::SasaranCode
                    | Field::BobotSasaran
                    | Field::Indikator
                    | Field::Code
            ),
        }
    }
}

/// Readings at least this sure complete a definition that fits in most of its columns.
const COMPLETES: u8 = 80;

/// How well a table fits: whether by its wording alone, how many of its columns, and whether the form names it.
type Rank = (bool, i32, u8);

/// A table that fits, of which definition, and what each of its columns means.
type Fit<'a> = (Rank, &'a Template, &'a TemplateTable, Vec<Option<FormColumn>>);

/// What stands above a table and tells of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About<'l> {
    pub(super) told: Told,
    /// Whether its title names a report beside what it plans.
    pub(super) reports: bool,
    /// Lines that say what its rows belong to.
    pub(super) lines: &'l [Line],
}

impl About<'_> {
    /// Whether it tells of a period that is over, or of what was reached in it: no plan of the year does.
    const fn of_a_report(&self) -> bool {
        self.reports || self.told.quarter.is_some() || self.told.month.is_some()
    }
}

/// What a header block is, given the kind that the title above it names and what else stands there. `None` when it is no table of ours. Of definitions that fit equally well, the one that the
/// workbook's properties name is meant.
pub(super) fn recognise<'a>(
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    mapped: Mapped<'_>,
    library: &'a Library,
    heading_kind: Option<DocumentKind>,
    mark: &[FormMark],
    about: &About<'_>,
) -> Option<RecognisedTable<'a>> {
    let Mapped { columns, in_rows, series, lists } = mapped;
    let of_labels = || in_rows.is_none() && accept::of_labels(grid, block, &columns, &library.dictionary);
    if accept::of_works(block, &columns) || of_labels() {
        return None;
    }
    let heading = all_heading(&columns, about.told.year, library);
    let by_columns = accept::kind(&columns, heading_kind, &grid.sheet.name, &library.dictionary, about.of_a_report());
    let reached = accept::reached_under_a_promise(by_columns, heading_kind);
    let heading_kind = if reached { by_columns } else { heading_kind };
    let means = |field: Field| columns.iter().any(|column| column.is(field) && !column.shared);
    let promised = means(Field::Indikator) && (means(Field::Target) || means(Field::Realisasi));
    let mut best: Option<Fit<'_>> = None;
    for (number, template) in library.templates.iter().enumerate() {
        // What a house taught of a form says what its headings mean, also where the title makes another document of it.
        let other_kind = !accept::may_be(template.kind, heading_kind, by_columns);
        let lent = other_kind && template.own && !template.kind.is_personal() && heading_kind.is_some_and(lends);
        // No definition knows of measures in rows.
        if in_rows.is_some() || other_kind && !lent {
            continue;
        }
        let marked = mark.iter().map(|mark| agrees(mark, template)).max().unwrap_or(0);
        // A quarter in each row makes another "Target" of the one beside it.
        let by_row = |column: &FormColumn| column.field == Field::RowTriwulan;
        let rows = columns.iter().any(|column| column.tells_quarter());
        for (place, table) in template.tables.iter().enumerate() {
            let by_row = || table.columns.iter().any(|owned| by_row(&owned.column));
            if table.by_headings() || rows && !by_row() {
                continue;
            }
            // A budget stands beside the indicators of one table: no definition of budgets alone reads it.
            if table.role == TableRole::Anggaran && promised {
                continue;
            }
            let register = table.role == TableRole::Unit && names_units(&grid.sheet.name);
            if let Some((exact, value, map)) = match_up(&heading, (number, place), table, register)
                && (exact || !lent)
                && let value = (exact && !lent, value, marked)
                && best.as_ref().is_none_or(|(old, ..)| value > *old)
            {
                best = Some((value, template, table, map));
            }
        }
    }
    match best {
        Some((_, template, table, map)) => {
            let map = without_running(&heading, under_one_heading(&heading, map));
            let mut outcome = build(&heading, map, &library.dictionary, Some((template, table)), None);
            if !accept::may_be(template.kind, heading_kind, by_columns) {
                outcome.kind = heading_kind;
            }
            // A plan without a title that holds what was reached is measured.
            let measured = heading_kind.is_none() && by_columns == Some(DocumentKind::Pengukuran);
            if measured && template.kind == DocumentKind::RencanaAksi && outcome.has(Field::Realisasi) {
                outcome.kind = by_columns;
            }
            outcome.keep_series(series);
            outcome.spread_lists(&lists);
            Some(outcome)
        }
        None => {
            // Where the rows say their measures, no definition reads the table; what one was taught of its texts holds.
            let taught = |one: &HeadingPath<'_>| {
                let texts = in_rows.is_some() && one.column.meant.is_none() && !one.column.shared;
                let answer = one.answers[0].iter().filter(|_| texts).find_map(|answer| {
                    let table = library.templates.get(answer.template)?.tables.get(answer.table)?;
                    table.columns.get(answer.column)
                });
                answer.map(|owned| owned.column).filter(|column| column.field.reading() == Reading::Text)
            };
            let map = heading.iter().map(taught).collect();
            let mut outcome = build(&heading, map, &library.dictionary, None, by_columns);
            outcome.spread(in_rows);
            outcome.keep_series(series);
            outcome.spread_lists(&lists);
            accept::is_ours(grid, block, &library.dictionary, &outcome.columns, about.lines).then_some(outcome)
        }
    }
}

/// Kinds of documents that share their headings with others.
const fn lends(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Pk | DocumentKind::RencanaAksi | DocumentKind::Pengukuran)
}

/// A definition asks for headings; what stands in the second column of one that spans two is told by what stands in both.
fn under_one_heading(heading: &[HeadingPath<'_>], mut map: Vec<Option<FormColumn>>) -> Vec<Option<FormColumn>> {
    let unit_elsewhere = map.contains(&Some(Field::Satuan.yearly()));
    for at in 1..heading.len() {
        let (left, right) = (heading[at - 1].column, heading[at].column);
        if !right.shared || left.shared || left.heading.parts != right.heading.parts || map[at].is_some() {
            continue;
        }
        let Some(meant) = map[at - 1] else { continue };
        let profiles = (left.heading.profile, right.heading.profile);
        if let Some((one, other)) = mapping::under_one_heading(meant, profiles, unit_elsewhere) {
            (map[at - 1], map[at]) = (Some(one), Some(other));
        }
    }
    map
}

/// Where columns name the quarters of a field, one that names none is not that of the form's quarter, whatever a definition
/// makes of it.
fn without_running(heading: &[HeadingPath<'_>], mut map: Vec<Option<FormColumn>>) -> Vec<Option<FormColumn>> {
    let quarters = |field: Field| {
        let of_quarter = |meant: &FormColumn| meant.field == field && matches!(meant.period, Period::Triwulan(_));
        let told = map.iter().zip(heading).filter_map(|(own, one)| own.or(one.column.meant));
        told.filter(of_quarter).count() > 1
    };
    let unnamed = |one: &HeadingPath<'_>| one.column.reading.column.is_some_and(|read| read.period == Period::Yearly);
    let taken: Vec<usize> = (0..map.len())
        .filter(|at| {
            map[*at].is_some_and(|own| own.period == Period::Running && quarters(own.field)) && unnamed(&heading[*at])
        })
        .collect();
    for at in taken {
        map[at] = None;
    }
    map
}

/// How far a form's own word names a definition: 2 with its version, 1 without, 0 not at all.
fn agrees(mark: &FormMark, template: &Template) -> u8 {
    let name = mark.template == template.id;
    u8::from(name) + u8::from(name && mark.version == Some(template.version))
}

/// A column as definitions ask for it.
struct HeadingPath<'c> {
    column: &'c Column<'c>,
    /// The last part of its path, where its parents say nothing ([`neutral_tail`]). It is asked for by every wording of every
    /// definition.
    tail: Option<&'c str>,
    /// The columns of definitions that answer to its path, and to that last part.
    answers: [&'c [Answer]; 2],
    /// Whether it is one of several years of a plan, and not the document's: it never stands for the year.
    other_year: bool,
}

/// The columns of a block. Headers that differ by their years alone are the years of a plan.
fn all_heading<'c>(
    columns: &'c [Column<'c>],
    document_year: Option<i32>,
    library: &'c Library,
) -> Vec<HeadingPath<'c>> {
    let one = |column: &'c Column<'c>| {
        let other_year = column.year.is_some_and(|year| {
            let series = columns.iter().any(|other| other.path == column.path && other.year.is_some_and(|l| l != year));
            let of_year = column.meant.is_some_and(|meant| meant.period == Period::Year(year));
            // Where nobody says the year, what was realised last is this year's.
            let latest = document_year.is_none()
                && !of_year
                && column.reading.column.is_some_and(|read| reached(read.field))
                && columns.iter().all(|other| other.path != column.path || other.year <= Some(year));
            (series || of_year) && document_year != Some(i32::from(year)) && !latest
        });
        let tail = neutral_tail(&column.path);
        let answers = [library.answers(&column.path), tail.map_or(&[][..], |tail| library.answers(tail))];
        HeadingPath { column, tail, answers, other_year }
    };
    columns.iter().map(one).collect()
}

const fn reached(field: Field) -> bool {
    matches!(field, Field::Realisasi | Field::RealisasiAnggaran | Field::Capaian | Field::Serapan)
}

/// How well a table of a definition fits, and whether by its wording alone: `None` when a required column is missing.
/// On a sheet that is called a register of units, little else is needed (`register`).
fn match_up(
    heading: &[HeadingPath<'_>],
    place: (usize, usize),
    table: &TemplateTable,
    register: bool,
) -> Option<(bool, i32, Vec<Option<FormColumn>>)> {
    let mut map: Vec<Option<FormColumn>> = Vec::with_capacity(heading.len());
    let mut used: Vec<bool> = vec![false; table.columns.len()];
    let mut value = 0;
    for one @ HeadingPath { column, other_year, .. } in heading {
        if column.shared {
            map.push(None);
            continue;
        }
        let previous = map.iter().rev().flatten().next().copied();
        // "Keterangan" names the fund in the definition, and "Sumber Dana" beside it does so in words.
        let said_elsewhere = |owned: &TemplateColumn| {
            let other = |other: &HeadingPath<'_>| {
                other.column.meant == Some(owned.column)
                    && other.column.sure >= COMPLETES
                    && !other.column.shared
                    && !owned.paths.contains(&other.column.path)
            };
            column.is(Field::Remark) && owned.column.field != Field::Remark && heading.iter().any(other)
        };
        // Columns that are meant for nobody may stand between.
        let needed = map.iter().rev().flatten().find(|meaning| meaning.field != Field::Ignore).copied();
        let fits = asked(one, place)
            .filter_map(|order| Some((order, table.columns.get(order)?)))
            .filter(|(_, owned)| !said_elsewhere(owned))
            .filter(|(_, owned)| owned.after.is_none() || owned.after == previous || owned.after == needed)
            .filter_map(|(order, owned)| Some((exact(owned, one)?, order, owned, owned.column.below(column.year)?)))
            // Several columns may be meant for nobody.
            .filter(|(.., meaning)| meaning.field == Field::Ignore || !map.contains(&Some(*meaning)))
            .filter(|(.., meaning)| {
                !other_year || meaning.field == Field::Ignore || matches!(meaning.period, Period::Year(_))
            })
            // A column that names its place or its year is surer than one that could stand anywhere.
            // A wording of the whole path is surer than one of its end.
            .max_by_key(|(exact, order, owned, meaning)| {
                let whole = owned.paths.contains(&column.path);
                (*exact, whole, owned.after.is_some(), *meaning != owned.column, !used[*order])
            });
        if let Some((exact, order, _, meaning)) = fits {
            value += if exact == 2 { 4 } else { 3 };
            used[order] = true;
            map.push(Some(meaning));
        } else {
            value -= if column.meant.is_some() { 1 } else { 2 };
            map.push(None);
        }
    }
    let intact = complete(table, &map);
    let few_suffice = register && !intact && short_register(heading, &mut map);
    if !intact && !few_suffice {
        value += completed(heading, table, &mut map, &mut used)?;
    }
    let missing = used.iter().filter(|used| !**used).count();
    Some((intact, value - i32::try_from(missing).unwrap_or(i32::MAX), map))
}

/// Whether a sheet is called a register of units: "Unit", "Daftar OPD".
fn names_units(sheet: &str) -> bool {
    let name = text::key(sheet);
    let mut words = name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.clone().count() <= 4 && words.any(|word| ["unit", "opd", "skpd", "satker", "units"].contains(&word))
}

/// Whether the columns are a code and a name and nothing that no register has; on a sheet of units, "Kode Unit" is the code
/// and a bare "Nama" the name.
fn short_register(heading: &[HeadingPath<'_>], map: &mut [Option<FormColumn>]) -> bool {
    let (code, name) = (Field::Code.yearly(), Field::UnitName.yearly());
    let place = |map: &[Option<FormColumn>], column| map.iter().position(|meaning| *meaning == Some(column));
    if place(map, code).is_none() {
        let unit_code = |one: &HeadingPath<'_>| one.column.meant == Some(Field::UnitCode.yearly());
        let Some(at) = heading.iter().position(unit_code).filter(|at| map[*at].is_none()) else { return false };
        map[at] = Some(code);
    }
    if place(map, name).is_none() {
        let called = |one: &HeadingPath<'_>| one.column.meant == Some(name) || one.column.path == "nama";
        let Some(at) = heading.iter().position(called) else { return false };
        map[at] = Some(name);
    }
    heading.iter().zip(map.iter()).all(|(one, meaning)| meaning.is_some() || one.column.shared)
}

/// The columns of a table that answer to a heading, left to right.
fn asked(heading: &HeadingPath<'_>, place: (usize, usize)) -> impl Iterator<Item = usize> {
    let of_table = |answers: &[Answer]| {
        let at = |answer: &Answer| (answer.template, answer.table);
        let start = answers.partition_point(|answer| at(answer) < place);
        let mut columns: Vec<usize> =
            answers[start..].iter().take_while(|answer| at(answer) == place).map(|answer| answer.column).collect();
        columns.dedup();
        columns
    };
    let [mut columns, tail] = heading.answers.map(of_table);
    if !tail.is_empty() {
        columns.extend(tail);
        columns.sort_unstable();
        columns.dedup();
    }
    columns.into_iter()
}

/// Whether every required column is there.
fn complete(table: &TemplateTable, map: &[Option<FormColumn>]) -> bool {
    let exists = |owned: &TemplateColumn| map.iter().flatten().any(|meaning| owned.column.covers(*meaning));
    table.columns.iter().filter(|owned| owned.required).all(exists)
}

/// Completes a definition whose required columns are there for the most part: columns that mean what it asks for, in
/// other words. What that is worth; `None` when required columns are still missing.
fn completed(
    heading: &[HeadingPath<'_>],
    table: &TemplateTable,
    map: &mut [Option<FormColumn>],
    used: &mut [bool],
) -> Option<i32> {
    let required = table.columns.iter().filter(|owned| owned.required).count();
    let as_written = |owned: &TemplateColumn| heading.iter().any(|one| owned.paths.contains(&one.column.path));
    let exact =
        table.columns.iter().zip(used.iter()).filter(|(owned, exists)| owned.required && **exists && as_written(owned));
    if exact.count() * 2 < required {
        return None;
    }
    let mut value = 0;
    for (owned, used) in table.columns.iter().zip(used.iter_mut()) {
        if *used || owned.column.field == Field::Ignore || owned.after.is_some() {
            continue;
        }
        let replacement = heading.iter().position(|one| {
            let column = one.column;
            column.meant == Some(owned.column) && column.sure >= COMPLETES && column.beaten_by.is_none()
        });
        if let Some(position) = replacement.filter(|position| map[*position].is_none()) {
            map[position] = Some(owned.column);
            *used = true;
            value += 2;
        }
    }
    complete(table, map).then_some(value)
}

/// 2 for the definition's own wording, 1 for a synonym of it.
fn exact(owned: &TemplateColumn, heading: &HeadingPath<'_>) -> Option<u8> {
    let column = heading.column;
    let settled = column.settled && column.meant != Some(owned.column);
    if column.refused || settled || of_its_year(owned.column, column) {
        return None;
    }
    // Figures below a heading of texts: it asks for something else than the definition does.
    if matches!(heading.column.question, Some(Question::Values(meaning)) if meaning.field.reading() == Reading::Text) {
        return None;
    }
    let full = |pattern: &String| *pattern == heading.column.path;
    let tail = |pattern: &String| heading.tail == Some(pattern.as_str()) && !dibantah(owned.column, heading.column);
    let standing = owned.paths.iter().position(|pattern| full(pattern) || tail(pattern))?;
    Some(if standing == 0 { 2 } else { 1 })
}

/// Whether a heading names the year of its figure, where a definition takes it for that of the form's period.
fn of_its_year(sheet_column: FormColumn, column: &Column<'_>) -> bool {
    let own = column.meant.is_some_and(|meant| meant.field == sheet_column.field && meant.period == Period::Yearly);
    sheet_column.period == Period::Running && own && column.reading.year.is_some()
}

/// Whether the path says that its last part is not what a definition takes it for: of another level, another period.
fn dibantah(sheet_column: FormColumn, column: &Column<'_>) -> bool {
    if column.reading.apart {
        return true;
    }
    let Some(meaning) = column.meant else {
        return false;
    };
    let term_other = meaning.period.is_part_of_year()
        && meaning.field == sheet_column.field
        && meaning.period != sheet_column.period;
    // "Capaian Kinerja Tahun n > Realisasi" is no figure of a quarter.
    let of_year = column.reading.whole_year
        && meaning.period == Period::Yearly
        && meaning.field == sheet_column.field
        && sheet_column.period == Period::Running;
    let severity_other = meaning.field == Field::Ignore
        && sheet_column.field != Field::Ignore
        && column.basis != ColumnBasis::Dictionary;
    term_other || of_year || severity_other
}

/// The last part of a path whose parents say nothing about periods or figures.
fn neutral_tail(path: &str) -> Option<&str> {
    let (parent, child) = path.rsplit_once(" > ")?;
    let speak = |word: &str| {
        word.starts_with("tw")
            || matches!(
                word,
                "target"
                    | "realisasi"
                    | "anggaran"
                    | "pagu"
                    | "prediksi"
                    | "alokasi"
                    | "bulan"
                    | "sebelumnya"
                    | "lalu"
                    | "renstra"
            )
    };
    (!parent.split([' ', '>', '(', ')', '/']).any(speak)).then_some(child)
}

/// Puts the mapping together: the definition's columns, then what the others mean.
fn build<'a>(
    heading: &[HeadingPath<'_>],
    map: Vec<Option<FormColumn>>,
    dictionary: &Dictionary,
    template: Option<(&'a Template, &'a TemplateTable)>,
    column_kind: Option<DocumentKind>,
) -> RecognisedTable<'a> {
    let template_owned: Vec<FormColumn> = map.iter().flatten().copied().collect();
    let mut sheet_column: Vec<TableColumn> = Vec::new();
    let mut facts = Vec::new();
    let mut foreign = Vec::new();
    // What leans on its left neighbour leans on what the definition made of that.
    let mut left = Left::default();
    for (one, owned) in heading.iter().zip(map) {
        let column = one.column;
        // A figure of another year leans on none of this one.
        let other_year = column.year.is_some() && column.is(Field::Ignore);
        let leaning = if column.shared || other_year || column.refused || column.settled {
            None
        } else {
            left.leaning(dictionary, &column.path)
        };
        // Whether a remark is that of the period before it was weighed already.
        let leaning = leaning.filter(|meant| meant.field != Field::Remark);
        let meaning = owned.or(leaning).or(column.meant);
        if !column.shared {
            left.step(meaning);
        }
        let Some(meaning) = meaning else {
            note_foreign(column, dictionary, template.map(|(_, table)| table), &mut facts, &mut foreign);
            continue;
        };
        let cell = column.heading.cell;
        let in_use = sheet_column.iter().find(|old| old.column == meaning).map(|old| old.cell);
        let from_template = owned.is_none() && template_owned.contains(&meaning);
        let kalah = column.beaten_by.filter(|_| owned.is_none()).and_then(|other| heading.get(other));
        let in_use =
            in_use.or_else(|| from_template.then_some(cell)).or_else(|| kalah.map(|other| other.column.heading.cell));
        match in_use {
            Some(in_use) if meaning.field != Field::Ignore && !takes_turns(heading, column, in_use) => {
                facts.push(Fact::DoubleColumn { cell, in_use, column: meaning, heading: column.heading.text() });
            }
            _ => sheet_column.push(TableColumn {
                column: meaning,
                cell,
                heading: column.heading.text(),
                cumulative: column.heading.parts.iter().any(|text| mentions_cumulative(text)),
                basis: if owned.is_some() { ColumnBasis::Definition } else { column.basis },
                sure: if owned.is_some() { 100 } else { column.sure },
            }),
        }
    }
    let role = match template {
        Some((_, table)) => table.role,
        None if has(&sheet_column, Field::Indikator)
            || has(&sheet_column, Field::Description)
            || !has(&sheet_column, Field::Program) =>
        {
            TableRole::Indikator
        }
        None => TableRole::Anggaran,
    };
    let kind = template.map(|(template, _)| template.kind).or(column_kind).or_else(|| kind_from_column(&sheet_column));
    RecognisedTable {
        template: template.map(|(template, _)| template),
        table: template.map(|(_, table)| table),
        kind,
        role,
        columns: sheet_column,
        facts,
        foreign,
        year: None,
        in_rows: None,
        series: Vec::new(),
        lists: Vec::new(),
    }
}

/// Whether a column goes on where the one in use holds nothing.
fn takes_turns(heading: &[HeadingPath<'_>], column: &Column<'_>, in_use: CellAddress) -> bool {
    let other = column.turns_with.and_then(|other| heading.get(other));
    other.is_some_and(|other| other.column.heading.cell == in_use)
}

/// A column without a meaning: what it may mean is asked, or a wording that resembles a known one offered.
fn note_foreign(
    column: &Column<'_>,
    dictionary: &Dictionary,
    table: Option<&TemplateTable>,
    fact: &mut Vec<Fact>,
    foreign: &mut Vec<HeadingColumn>,
) {
    let filled = column.heading.profile.filled > 0;
    let (cell, heading) = (column.heading.cell, column.heading.text());
    match &column.question {
        Some(Question::Either(maybe)) if filled => {
            fact.push(Fact::DoubtfulColumn {
                cell,
                heading,
                maybe: maybe.clone(),
                cause: InDoubtCause::SeveralMeanings,
            });
        }
        Some(Question::Values(maybe)) if filled => {
            fact.push(Fact::DoubtfulColumn { cell, heading, maybe: vec![*maybe], cause: InDoubtCause::OtherContent });
        }
        // What stands under the heading of another column is no wording of its own.
        _ if column.shared => {}
        _ => fact.extend(similar(column.heading, &column.path, dictionary, table)),
    }
    if !column.shared {
        foreign.push(column.heading.clone());
    }
}

fn has(column: &[TableColumn], field: Field) -> bool {
    column.iter().any(|owned| owned.column.field == field)
}

/// The kind of document that the columns themselves tell.
fn kind_from_column(column: &[TableColumn]) -> Option<DocumentKind> {
    // What was realised in other years stands beside an agreement too.
    let this_year = |owned: &TableColumn| !matches!(owned.column.period, Period::Year(_));
    if column.iter().any(|owned| owned.column.field == Field::Realisasi && this_year(owned)) {
        Some(DocumentKind::Pengukuran)
    } else if has(column, Field::RencanaAksi)
        || column.iter().any(|owned| matches!(owned.column.period, Period::Month(_)))
    {
        Some(DocumentKind::RencanaAksi)
    } else if has(column, Field::Target) {
        Some(DocumentKind::Pk)
    } else if has(column, Field::Indikator) && has(column, Field::Code) && has(column, Field::Satuan)
        || levels_side_by_side(column)
    {
        Some(DocumentKind::Kaskade)
    } else {
        None
    }
}

/// Whether objectives and indicators of several levels stand side by side, and nothing is promised of them:
/// `Sasaran ESS II | Indikator ESS II | Sasaran ESS III | Indikator ESS III`, `Tujuan | Sasaran | Indikator Kegiatan | Indikator Unit`.
fn levels_side_by_side(column: &[TableColumn]) -> bool {
    let levels = |word: &str| column.iter().filter(|owned| text::key(&owned.heading).starts_with(word)).count();
    let goals = levels("sasaran") > 1 || levels("indikator") > 2 && has(column, Field::Tujuan);
    has(column, Field::Indikator) && has(column, Field::Sasaran) && levels("indikator") > 1 && goals
}

/// A wording that resembles a known one: offered, never used.
fn similar(
    heading: &HeadingColumn,
    path: &str,
    dictionary: &Dictionary,
    table: Option<&TemplateTable>,
) -> Option<Fact> {
    let from_table = table
        .into_iter()
        .flat_map(|table| &table.columns)
        .flat_map(|owned| owned.paths.iter().map(move |path| (path.as_str(), owned.column)));
    // Two wordings whose lengths differ more than they may are not compared letter by letter: a heading may be a page long.
    let length = path.chars().count();
    let may_resemble = |sound: usize| sound.min(length) as f64 >= SIMILARITY * sound.max(length) as f64;
    from_table
        .chain(dictionary.sound())
        .filter(|(sound, column)| {
            let letters = sound.chars().count();
            column.field != Field::Ignore && letters > 3 && may_resemble(letters)
        })
        .map(|(sound, column)| (strsim::normalized_damerau_levenshtein(sound, path), sound, column))
        .filter(|(similarity, ..)| *similarity >= SIMILARITY)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, sound, maybe)| Fact::SimilarColumn {
            cell: heading.cell,
            heading: heading.text(),
            maybe,
            similar: sound.to_string(),
        })
}

/// The columns that a kind of document cannot do without (domain LAY-02).
pub(super) fn missing_required_column(kind: DocumentKind, recognised: &RecognisedTable<'_>) -> Vec<FormColumn> {
    // One of several years of a plan is not the year of the document; where the title names none, the workspace's year
    // chooses among them later.
    let whole_year =
        |owned: &&TableColumn| recognised.year.is_none() || !matches!(owned.column.period, Period::Year(_));
    let exists = |slot| recognised.columns.iter().filter(whole_year).any(|owned| owned.column.field == slot);
    let in_parts =
        |field| recognised.columns.iter().any(|own| own.column.field == field && own.column.period != Period::Yearly);
    let missing = kind.facts().needs.iter().filter(|need| {
        !exists(need.field) && !need.or.iter().any(|other| exists(*other)) && !need.or_in_parts.is_some_and(in_parts)
    });
    missing.map(|need| need.field.yearly()).collect()
}
