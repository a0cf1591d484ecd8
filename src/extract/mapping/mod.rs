//! What the columns of a header block mean, before any definition is asked: by the dictionary, by the words of the
//! heading, by the group it stands in, and by what stands below.
//!
//! Takes a block, gives a meaning for each of its columns with how sure it is and what it rests on. Promises that a
//! column of another level of the organisation, of another year or of a copy of the table stands for no field of the
//! row's own indicator, and that of two readings that are as good none is taken.

mod activities;
mod alternate;
mod at_the_end;
mod attributes;
mod bare_money;
mod bare_periods;
mod below_periods;
mod both;
mod budgets;
mod buttons;
mod calendar;
mod captions;
mod ceilings;
mod choose;
mod closed_words;
mod consistency;
mod contradictions;
mod counted;
mod counts;
mod coverage;
mod criteria;
mod evidence;
mod exchanged;
mod fractions;
mod funds;
mod hovering;
mod in_rows;
mod in_units;
mod joined;
mod lean;
mod letters;
mod levels;
mod measures;
mod misnumbered;
mod misplaced;
mod numbered;
mod of_steps;
mod offices;
mod one_heading;
mod other_years;
mod outcomes;
mod performed;
mod physical;
mod plan;
mod quarters;
mod row_pairs;
mod segments;
mod series;
mod served;
mod shares;
mod stated;
mod steps;
mod strategies;
mod subject;
mod tiers;
mod titled;
mod to_date;
mod together;
mod twin_shares;
mod unexplained;
mod year_columns;
mod year_letters;
mod years;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::triwulan::Triwulan;
use crate::template::Dictionary;
use crate::template::dictionary::KnownHeading;
use crate::template::grammar::{HeadingDoubt, HeadingMeaning, SURE};
use crate::template::heading::path_year;

use super::grid::CellGrid;
use super::header::{HeadingBlock, HeadingColumn};

pub(super) use in_rows::InRows;
pub(super) use lean::Left;
pub(super) use measures::under_one_heading;
pub(super) use series::Series;

/// Figures that a cell may list for several quarters.
pub(super) const LISTED: [Field; 4] = [Field::Target, Field::Realisasi, Field::Anggaran, Field::RealisasiAnggaran];

/// A longer text is prose, and its end perhaps the heading.
const LONGEST_HEADING: usize = 120;

/// A column and what it means.
#[derive(Debug, Clone)]
pub(super) struct Column<'a> {
    pub(super) heading: &'a HeadingColumn,
    /// Whether the heading is that of the column to its left.
    pub(super) shared: bool,
    /// Its header path in canonical form.
    pub(super) path: String,
    /// What its words say.
    pub(super) reading: HeadingMeaning,
    /// The one year that it names.
    pub(super) year: Option<u16>,
    /// What it means; [`Field::Ignore`] when that is known and not needed.
    pub(super) meant: Option<FormColumn>,
    /// How sure, in percent.
    pub(super) sure: u8,
    /// What the meaning rests on.
    pub(super) basis: ColumnBasis,
    /// Another column that has the same meaning and is taken.
    pub(super) beaten_by: Option<usize>,
    /// Two readings that are as good, or a reading that its values contradict.
    pub(super) question: Option<Question>,
    /// Whether the whole table speaks against what its words say, or told what they do not: then no definition takes it by them
    /// either.
    pub(super) refused: bool,
    /// Whether its neighbours make another thing of it than its words say: then no definition takes it by them.
    pub(super) settled: bool,
    /// Another column that holds the same in the rows in which this one holds nothing.
    pub(super) turns_with: Option<usize>,
}

/// Why a column has no meaning though its heading says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    /// It may mean any of these.
    Either(Vec<FormColumn>),
    /// It says this, and what stands below is something else.
    Values(FormColumn),
}

impl Column<'_> {
    pub(super) fn is(&self, field: Field) -> bool {
        self.meant.is_some_and(|meant| meant.field == field)
    }

    /// Whether it holds a field of a part of the year.
    fn is_part(&self, field: Field) -> bool {
        self.meant.is_some_and(|meant| meant.field == field && meant.period.is_part_of_year())
    }

    /// The headings above its lowest one.
    fn above(&self) -> &[String] {
        self.heading.parts.split_last().map_or(&[], |(_, above)| above)
    }

    /// Whether it says, beyond doubt, which quarter each row is about.
    pub(super) fn tells_quarter(&self) -> bool {
        self.is(Field::RowTriwulan) && self.sure >= 90
    }

    fn ignore(&mut self, basis: ColumnBasis) {
        self.meant = Some(Field::Ignore.yearly());
        self.basis = basis;
        self.question = None;
    }

    /// As [`Column::ignore`], for good: no definition takes it by its words.
    fn settle_ignored(&mut self, basis: ColumnBasis) {
        self.ignore(basis);
        self.settled = true;
    }

    /// As [`Column::ignore`], because it is that of something else than the row's own: no definition takes it at all.
    fn discard(&mut self, basis: ColumnBasis) {
        self.ignore(basis);
        self.refused = true;
    }

    fn mean(&mut self, column: FormColumn, sure: u8, basis: ColumnBasis) {
        self.meant = Some(column);
        self.sure = sure;
        self.basis = basis;
        self.question = None;
    }

    /// As [`Column::mean`], for good: no definition says otherwise.
    fn settle(&mut self, column: FormColumn, sure: u8, basis: ColumnBasis) {
        self.mean(column, sure, basis);
        self.settled = true;
    }

    /// What it says is contradicted by the table around it: it is asked, whatever a definition makes of its words.
    fn refuse(&mut self, question: Question) {
        self.doubt(question);
        self.refused = true;
    }

    /// What stands below contradicts what it says: it is asked. Where a definition knows the form its words hold, and each cell
    /// is told.
    fn doubt(&mut self, question: Question) {
        self.meant = None;
        self.question = Some(question);
    }

    /// The figure of performance or money that it means.
    fn figure(&self) -> Option<FormColumn> {
        self.meant.filter(|meant| {
            !self.shared && matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money)
        })
    }

    /// The parents of the heading as one text.
    fn parents(&self) -> Cow<'_, str> {
        match self.heading.parts.as_slice() {
            [] | [_] => Cow::Borrowed(""),
            [parent, _] => Cow::Borrowed(parent),
            [parents @ .., _] => Cow::Owned(parents.join(" > ")),
        }
    }

    /// The groups above it that nobody knows.
    fn strangers(&self) -> impl Iterator<Item = &str> {
        self.reading.strangers.iter().filter_map(|at| self.heading.parts.get(*at)).map(String::as_str)
    }

    /// The texts of the path that only name a group.
    fn labels(&self) -> impl Iterator<Item = &str> {
        self.reading.labels.iter().filter_map(|at| self.heading.parts.get(*at)).map(String::as_str)
    }
}

/// What the title above a table tells of its columns.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Told {
    /// The year of the document.
    pub(super) year: Option<i32>,
    /// The first and the last year of the plan that it names.
    pub(super) plan: Option<(u16, u16)>,
    /// The month that "bulan ini" is.
    pub(super) month: Option<u8>,
    /// The quarter that it names, or with which the semester that it names ends.
    pub(super) quarter: Option<Triwulan>,
    /// Whether it names a semester.
    pub(super) semester: bool,
    /// Whether it says that something was measured.
    pub(super) measured: bool,
    /// Whether it says that something is planned.
    pub(super) planned: bool,
    /// Whether it is that of an agreement, in which nothing was reached yet.
    pub(super) agreed: bool,
    /// Whether the rows of the table say what they hold.
    pub(super) in_rows: bool,
    /// Whether it stands below the table of a form on the same sheet.
    pub(super) below: bool,
}

/// The columns of a block, and what is said across several of them.
pub(super) struct Mapped<'a> {
    pub(super) columns: Vec<Column<'a>>,
    /// The measures that its rows say.
    pub(super) in_rows: Option<InRows>,
    /// Columns of periods that hold one field together.
    pub(super) series: Vec<Series>,
    /// Sheet columns whose cells list the figures of several quarters.
    pub(super) lists: Vec<u32>,
}

/// What the columns of a block mean.
pub(super) fn map<'a>(grid: &CellGrid<'_>, block: &'a HeadingBlock, dictionary: &Dictionary, told: Told) -> Mapped<'a> {
    let own = block.columns.iter().map(|heading| (heading, false));
    let shared = block.shared.iter().map(|heading| (heading, true));
    let mut columns: Vec<Column<'a>> =
        own.chain(shared).map(|(heading, shared)| column(heading, shared, dictionary)).collect();
    columns.sort_by_key(|column| column.heading.column);
    years::evaluated(&mut columns, dictionary);
    plan::counted_years(&mut columns, dictionary, told.plan);
    plan::years_of_the_plan(&mut columns, dictionary);
    numbered::numbered_months(&mut columns, dictionary);
    misnumbered::quarters(&mut columns);
    letters::of_measures(&mut columns, dictionary);
    year_letters::beside_quarters(&mut columns, dictionary);
    let in_rows = in_rows::in_rows(&mut columns, grid, block, dictionary, told);
    let values = evidence::Values::of(grid, block);
    let in_rows = in_rows.or_else(|| row_pairs::in_pairs(&mut columns, grid, block, &values, dictionary));
    criteria::of_actions(&mut columns, &values);
    served::upper_indicators(&mut columns, &values);
    funds::kinds_of_spending(&mut columns, told);
    tiers::lowest(&mut columns, &values);
    tiers::below_goals(&mut columns);
    levels::other_levels(&mut columns);
    lean::lean(&mut columns, &values, dictionary);
    at_the_end::of_the_year(&mut columns, &values);
    year_columns::beside_their_figure(&mut columns, &values);
    year_columns::before_what_was_reached(&mut columns, &values);
    physical::physical(&mut columns, &values);
    counts::under_achievement(&mut columns);
    subject::units_beside_wordings(&mut columns, &values);
    measures::shared(&mut columns);
    one_heading::apart(&mut columns, &values);
    closed_words::directions(&mut columns, &values);
    closed_words::states(&mut columns, &values);
    closed_words::codes_of_accounts(&mut columns, &values);
    measures::of_row_quarter(&mut columns, &values);
    quarters::achieved(&mut columns, grid, block, dictionary);
    quarters::lettered_targets(&mut columns, &values);
    measures::this_month(&mut columns, told.month);
    measures::units_beside_figures(&mut columns);
    both::performance_or_money(&mut columns, &values);
    calendar::months(&mut columns, &values, dictionary);
    measures::money(&mut columns, &values);
    bare_money::quarters_to_come(&mut columns, &values);
    ceilings::beside_what_was_spent(&mut columns, dictionary);
    ceilings::rupiah_by_quarter(&mut columns, dictionary);
    plan::money_of_targets(&mut columns, dictionary);
    plan::forward_estimates(&mut columns);
    plan::figures_of_actions(&mut columns, dictionary);
    measures::sums(&mut columns, &values);
    captions::promised_years(&mut columns, grid, block);
    let told = Told { measured: told.measured && in_rows.is_none(), in_rows: in_rows.is_some(), ..told };
    bare_money::amounts(&mut columns, &values);
    bare_money::spent(&mut columns, &values);
    subject::standards_over_figures(&mut columns);
    bare_periods::bare_periods(&mut columns, &values, dictionary, told);
    measures::sums(&mut columns, &values);
    joined::two_figures(&mut columns, &values, dictionary);
    joined::actions_with_their_target(&mut columns, dictionary);
    ceilings::sums_of_funds(&mut columns, &values);
    bare_money::absorbed(&mut columns, &values);
    strategies::of_a_plan(&mut columns);
    outcomes::programmes(&mut columns, &values);
    misplaced::misplaced(&mut columns, &values);
    twin_shares::of_money(&mut columns, &values);
    measures::ratios(&mut columns, &values);
    years::years(&mut columns, told.year, &values);
    other_years::shares(&mut columns, &values);
    other_years::before_what_is_foreseen(&mut columns, &values);
    activities::of_indicators(&mut columns, &values);
    coverage::of_people(&mut columns, &values);
    coverage::of_parts(&mut columns, &values);
    coverage::of_whom(&mut columns, &values);
    performed::people_served(&mut columns);
    performed::shares(&mut columns, &values);
    performed::reached_without_a_name(&mut columns, &values);
    subject::subject(&mut columns, &values, dictionary);
    in_units::achieved_is_reached(&mut columns, &values);
    offices::named(&mut columns, &values, dictionary);
    stated::of_period(&mut columns, &values, told);
    attributes::of_their_wordings(&mut columns, &values);
    funds::named_in_remarks(&mut columns, &values);
    shares::allotted_targets(&mut columns, &values);
    shares::realised_in_percent(&mut columns, &values);
    consistency::parts_of_a_share(&mut columns, &values);
    fractions::fractions(&mut columns, &values, dictionary);
    letters::of_parts(&mut columns);
    exchanged::by_figures(&mut columns, &values);
    titled::beside_the_year(&mut columns, &values, told);
    beside_each_other(&mut columns, &values);
    let series = series::series(&mut columns, &values);
    choose::choose(&mut columns, &values);
    contradictions::contradictions(&mut columns, &values);
    consistency::check(&mut columns, &values);
    plan::same_in_every_year(&mut columns, &values);
    contradictions::whole_rupiah_in_multiples(&mut columns, grid, block);
    let listed = |column: &&Column<'_>| {
        let whole = |field: Field| column.meant == Some(field.yearly()) || column.meant == Some(field.running());
        LISTED.into_iter().any(whole) && values.lists_quarters(column.heading.column)
    };
    let lists = columns.iter().filter(listed).map(|column| column.heading.column).collect();
    Mapped { columns, in_rows, series, lists }
}

/// What is left open is told by what stands beside it, and by what the figures of the rows say together.
fn beside_each_other(columns: &mut [Column<'_>], values: &evidence::Values<'_>) {
    to_date::of_the_same_quarter(columns);
    to_date::counted(columns, values);
    to_date::added_up(columns, values);
    alternate::indicators(columns, values);
    segments::figures_with_their_indicator(columns);
    shares::achieved_without_a_name(columns, values);
    shares::amounts_beside_targets(columns);
    shares::of_target_period(columns, values);
    steps::own_figures(columns);
    of_steps::ask(columns, values);
    counts::of_targets(columns, values);
    counts::of_a_process(columns, values);
    bare_money::worded_amounts(columns, values);
    series::charts(columns);
    at_the_end::fourth_quarters(columns);
    buttons::yield_to_evidence(columns, values);
    unexplained::ask(columns, values);
    shares::realised_shares(columns, values);
}

fn column<'a>(heading: &'a HeadingColumn, shared: bool, dictionary: &Dictionary) -> Column<'a> {
    let parts = || heading.parts.iter().map(String::as_str);
    let known = dictionary.heading(&heading.parts);
    let reading = known.reading.clone();
    let mut column = Column {
        heading,
        shared,
        // A title over the columns may name the years of a whole plan.
        year: reading.year.or_else(|| path_year(parts())).or_else(|| path_year(parts().next_back())),
        meant: None,
        sure: 0,
        basis: ColumnBasis::Words,
        beaten_by: None,
        question: None,
        refused: false,
        settled: false,
        turns_with: None,
        reading,
        path: known.path.clone(),
    };
    if shared {
        return column;
    }
    if column.reading.relative {
        return column;
    }
    understood(&mut column, &known);
    if column.meant.is_none() && column.question.is_none() && glued_label(heading, dictionary) {
        column.ignore(ColumnBasis::Words);
    }
    column
}

/// Reads a column anew by other words than its heading has.
fn read_again(column: &mut Column<'_>, parts: &[String], dictionary: &Dictionary) {
    let known = dictionary.heading(parts);
    column.reading = known.reading.clone();
    column.path.clone_from(&known.path);
    understood(column, &known);
}

/// Takes for a column what is known of its path.
fn understood(column: &mut Column<'_>, known: &KnownHeading) {
    let read = column.reading.column.filter(|_| column.reading.sure >= SURE);
    // A pattern of the dictionary names things by more than one word; figures are told better by each of theirs.
    let figure =
        |meant: &FormColumn| matches!(meant.field.reading(), Reading::Value | Reading::Percent | Reading::Money);
    match (known.listed, known.pattern, read) {
        (Some(listed), ..) => column.mean(listed, 98, ColumnBasis::Dictionary),
        (None, Some(pattern), _) if !figure(&pattern) => {
            column.mean(pattern, 90, ColumnBasis::Dictionary);
        }
        (None, _, Some(read)) => {
            let sure = column.reading.sure;
            column.mean(read, sure, ColumnBasis::Words);
        }
        (None, _, None) => {
            if let Some(HeadingDoubt::Money(one, other)) = column.reading.doubt {
                column.question = Some(Question::Either(vec![one, other]));
            }
        }
    }
}

/// Whether a heading is prose that an export glued before the label of a column that nobody needs: "… Kode Rekening".
fn glued_label(heading: &HeadingColumn, dictionary: &Dictionary) -> bool {
    let [text] = heading.parts.as_slice() else { return false };
    let words: Vec<&str> = text.split_whitespace().collect();
    let ends = |count: usize| {
        let start = words.len().saturating_sub(count);
        let label = words[start..].join(" ");
        dictionary.read(&[label.as_str()]).column.is_some_and(|meant| meant.field == Field::Ignore)
    };
    text.chars().count() > LONGEST_HEADING && (2..=3).any(ends)
}
