//! Which definition a header block fits, and what each of its columns means.

mod fit;
mod outcome;

use std::collections::BTreeSet;

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::{DocumentKind, Fact, TableColumn, TableRole};
use crate::domain::mark::FormMark;
use crate::domain::triwulan::Triwulan;
use crate::template::{Library, Template, TemplateColumn, TemplateTable};

use super::accept;
use super::context::Line;
use super::grid::CellGrid;
use super::header::{HeadingBlock, HeadingColumn};
use super::mapping::{self, InRows, LISTED, Mapped, Series, Told};
use fit::{HeadingPath, all_heading, match_up, names_units};
use outcome::build;

/// The id that stands for "read by the dictionary alone".
pub(super) const DICTIONARY: &str = "kamus";

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
    if accept::of_works(block, &columns) || accept::priced_by_account(block, &library.dictionary) || of_labels() {
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
            let by_objective = about.told.below && accept::spends_by_objective(&outcome.columns);
            if by_objective {
                outcome.role = TableRole::Anggaran;
            }
            if heading_kind.is_none() && accept::cascades(grid, block, &columns) {
                outcome.kind = Some(DocumentKind::Kaskade);
            }
            let own = &outcome.columns;
            accept::is_ours(grid, block, &library.dictionary, own, about.lines, by_objective).then_some(outcome)
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

/// The columns that a kind of document cannot do without (domain LAY-02).
pub(super) fn missing_required_column(kind: DocumentKind, recognised: &RecognisedTable<'_>) -> Vec<FormColumn> {
    // One of several years of a plan is not the year of the document; where the title names none, the workspace's year
    // chooses among them later.
    let whole_year =
        |owned: &&TableColumn| recognised.year.is_none() || !matches!(owned.column.period, Period::Year(_));
    let exists = |slot| recognised.columns.iter().filter(whole_year).any(|owned| owned.column.field == slot);
    let in_parts =
        |field| recognised.columns.iter().any(|own| own.column.field == field && own.column.period != Period::Yearly);
    // What was spent for indicators of which another paper tells the performance.
    let of_money = |field: Field| {
        let spent = [Field::Anggaran, Field::RealisasiAnggaran].into_iter().all(exists);
        field == Field::Realisasi && spent && ![Field::Target, Field::Satuan].into_iter().any(exists)
    };
    let missing = kind.facts().needs.iter().filter(|need| {
        !exists(need.field)
            && !of_money(need.field)
            && !need.or.iter().any(|other| exists(*other))
            && !need.or_in_parts.is_some_and(in_parts)
    });
    missing.map(|need| need.field.yearly()).collect()
}
