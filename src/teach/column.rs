//! The columns of an example: what each is taken for, which belong together, what is asked about them.

use crate::domain::address::{CellAddress, column_letters};
use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::text::key;
use crate::extract::TableBlock;
use crate::template::grammar::Grammar;

use super::TaughtTable;
use crate::template::heading_periods::{self as period, Named};

/// Words that a sentence has at least, on average.
const WORDS: f64 = 2.5;

/// A column of an example.
#[derive(Debug, Clone, PartialEq)]
pub struct TaughtColumn {
    /// Its lowest header cell.
    pub cell: CellAddress,
    /// Its headings, parents first.
    pub path: Vec<String>,
    /// The first values below.
    pub samples: Vec<String>,
    /// Cells below that hold anything.
    pub filled: u32,
    /// What it is taken for; [`Field::Ignore`] for what is known and not needed, `None` when nothing is known.
    pub guess: Option<FormColumn>,
    /// Whether its heading is that of the column to its left.
    pub(super) shared: bool,
    /// Its series.
    pub(super) series: usize,
    /// Whether it may be the objective of the row, and another one too.
    pub(super) objective: bool,
}

/// Columns of one heading that differ in their period alone, in one table or several.
#[derive(Debug, Clone)]
pub(super) struct Series {
    key: String,
    /// What was answered: a field, with a period where the answer named one, or that it is not to be read.
    pub(super) answer: Option<Option<FormColumn>>,
}

/// What is asked about a column, or about the columns of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// The sheet of its first column.
    pub sheet: String,
    /// "G", "E–I".
    pub letters: String,
    /// Its heading, parents first.
    pub heading: String,
    /// The first values below.
    pub samples: Vec<String>,
    /// How many columns it is about.
    pub columns: usize,
    /// What it is taken for when nobody answers.
    pub guess: Option<Field>,
    pub(super) series: usize,
}

pub(super) fn columns(block: &TableBlock, meanings: &[Option<FormColumn>]) -> Vec<TaughtColumn> {
    let guesses = meanings.iter().copied().chain(std::iter::repeat(None));
    let columns = block.columns.iter().zip(guesses).map(|(column, guess)| TaughtColumn {
        cell: column.cell,
        path: column.path.clone(),
        samples: column.samples.clone(),
        filled: column.filled,
        guess,
        shared: column.shared,
        series: 0,
        objective: false,
    });
    columns.collect()
}

/// Below a group that nobody knows, sentences may be what the figures beside them measure, whatever their own heading says:
/// where no column is the indicator, they are asked for. "Waktu" there may be a figure as well as a schedule.
pub(super) fn ask_below_strangers(columns: &mut [TaughtColumn], stranger: impl Fn(&str) -> bool) {
    let below = |column: &TaughtColumn| {
        column.path.split_last().is_some_and(|(_, above)| above.iter().any(|text| stranger(text)))
    };
    for column in columns.iter_mut().filter(|column| column.guess.is_some_and(|meant| meant.field == Field::Time)) {
        if below(column) {
            column.guess = None;
        }
    }
    let any = |columns: &[TaughtColumn], field: Field| {
        columns.iter().any(|column| column.guess.is_some_and(|meant| meant.field == field))
    };
    if !any(columns, Field::Target) {
        for column in columns.iter_mut().filter(|column| column.of_figures() && !column.holds_money()) {
            if below(column) && column.guess.is_some_and(|meant| meant.field == Field::Ignore) {
                column.guess = None;
            }
        }
    }
    if any(columns, Field::Indikator) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.words_each() >= WORDS) {
        let above = below(column);
        let weak =
            column.guess.is_some_and(|meant| matches!(meant.field, Field::Remark | Field::Description | Field::Ignore));
        if above && weak {
            column.guess = None;
        }
    }
}

/// Where objectives of several levels stand side by side, the wording of an indicator that only this house names does not
/// say whose it is: the objective nearest to it is asked for.
pub(super) fn ask_whose_objective(
    columns: &mut [TaughtColumn],
    answered: impl Fn(&TaughtColumn) -> Option<Field>,
    reads: impl Fn(&[String]) -> Option<Field>,
) {
    let Some(own) = columns.iter().position(|column| answered(column) == Some(Field::Indikator)) else { return };
    let objective = |column: &TaughtColumn| !column.shared && reads(&column.path) == Some(Field::Sasaran);
    let levels: Vec<usize> = (0..own).filter(|at| objective(&columns[*at])).collect();
    let [_, .., nearest] = levels.as_slice() else { return };
    let nearest = &mut columns[*nearest];
    if nearest.guess.is_some_and(|meant| meant.field == Field::Ignore) {
        nearest.guess = None;
        nearest.objective = true;
    }
}

/// Puts the columns of all tables into series.
pub(super) fn series(tables: &mut [TaughtTable]) -> Vec<Series> {
    let mut all: Vec<Series> = Vec::new();
    for table in tables.iter_mut() {
        let mut met: Vec<(String, bool)> = Vec::new();
        let mut headings: Vec<Vec<String>> = Vec::new();
        for column in &mut table.columns {
            // Two columns of one heading are told apart by what stands in them: texts or figures.
            let figures = column.of_figures();
            let plain = period::series(&column.path);
            // A quarter that nobody filled in yet is like the others.
            let blank = column.samples.is_empty();
            let twice = !blank && met.iter().any(|(key, other)| *key == plain && *other != figures);
            if !blank {
                met.push((plain.clone(), figures));
            }
            // Headed alike to the letter, and figures both: only who knows the form can tell them apart.
            let twin = headings.iter().filter(|other| **other == column.path).count();
            if !column.shared {
                headings.push(column.path.clone());
            }
            let key = match (twice, twin) {
                (true, _) => format!("{plain} ({})", if figures { "angka" } else { "teks" }),
                (false, 1..) if !column.shared && figures => format!("{plain} ({})", twin + 1),
                _ => plain,
            };
            column.series = all.iter().position(|one| one.key == key).unwrap_or_else(|| {
                all.push(Series { key, answer: None });
                all.len() - 1
            });
        }
    }
    all
}

impl TaughtColumn {
    /// Its heading as people read it.
    pub fn heading(&self) -> String {
        self.path.join(" > ")
    }

    fn words_each(&self) -> f64 {
        let texts = self.samples.iter().filter(|text| text.chars().any(char::is_alphabetic));
        let words: Vec<usize> = texts.map(|text| text.split_whitespace().count()).collect();
        if words.is_empty() { 0.0 } else { words.iter().sum::<usize>() as f64 / words.len() as f64 }
    }

    pub(super) fn of_figures(&self) -> bool {
        let figure = |text: &&String| text.trim_start().starts_with(|first: char| first.is_ascii_digit());
        // A dash says nothing of what the others hold.
        let said = || self.samples.iter().filter(|text| text.chars().any(char::is_alphanumeric));
        said().next().is_some() && said().all(|text| figure(&text))
    }

    /// Whether its last heading says rupiah.
    fn holds_money(&self) -> bool {
        self.path.last().is_some_and(|last| key(last).trim_matches(['.', '(', ')']) == "rp")
    }

    /// The heading of the level above its measure, when its last heading is one ("Rp").
    fn above_measure(&self, measure: &str) -> Option<&[String]> {
        let (last, above) = self.path.split_last()?;
        (key(last).trim_matches(['.', '(', ')']) == measure && !above.is_empty()).then_some(above)
    }
}

/// What a column means now: what was answered, else what was taken for it.
pub(super) fn resolved(tables: &[TaughtTable], series: &[Series], table: usize, column: usize) -> Option<FormColumn> {
    let own = tables.get(table)?.columns.get(column)?;
    if let Some(answer) = series.get(own.series)?.answer {
        return Some(answer.map_or(Field::Ignore.yearly(), |answer| with_period(tables, own, answer)));
    }
    // Beside a measure that was answered, the money of the same heading.
    if own.guess.is_none()
        && let Some(above) = own.above_measure("rp")
    {
        let beside = tables[table].columns.iter().filter(|other| {
            other.path.len() == own.path.len() && other.path.starts_with(above) && other.cell != own.cell
        });
        let mut said = beside.filter_map(|other| series.get(other.series)?.answer.unwrap_or(other.guess));
        let (field, meant) = said.find_map(|meant| Some((money_of(meant.field)?, meant)))?;
        return Some(with_period(tables, own, FormColumn { field, ..meant }));
    }
    Some(beside_answers(tables, series, &tables[table], own.guess?))
}

/// A guess beside what was answered: what somebody said is the row's own, so a column with the same meaning is another
/// level's; and where the indicator was named, an "uraian" beside it is the program that it belongs to.
fn beside_answers(tables: &[TaughtTable], series: &[Series], table: &TaughtTable, guess: FormColumn) -> FormColumn {
    let answered: Vec<FormColumn> = table
        .columns
        .iter()
        .filter_map(|column| Some(with_period(tables, column, series.get(column.series)?.answer??)))
        .collect();
    if answered.contains(&guess) {
        return Field::Ignore.yearly();
    }
    // "Target Nasional" beside the targets of each year: the year's own was answered.
    let years = answered.iter().any(|meant| meant.field == guess.field && of_years(*meant));
    if years && guess.period == Period::Yearly {
        return Field::Ignore.yearly();
    }
    let program = table.columns.iter().filter_map(|column| column.guess).any(|meant| meant.field == Field::Program);
    if guess.field == Field::Description && !program && answered.iter().any(|meant| meant.field == Field::Indikator) {
        return Field::Program.yearly();
    }
    guess
}

/// The money that stands beside a measure.
fn money_of(field: Field) -> Option<Field> {
    match field {
        Field::Target => Some(Field::Anggaran),
        Field::Realisasi => Some(Field::RealisasiAnggaran),
        Field::Capaian => Some(Field::Serapan),
        _ => None,
    }
}

/// What was answered, with the period that it names, or else the heading of a column where that is one of several or holds
/// figures.
fn with_period(tables: &[TaughtTable], column: &TaughtColumn, answer: FormColumn) -> FormColumn {
    let field = answer.field;
    if answer.period != Period::Yearly {
        return answer;
    }
    let several = tables.iter().any(|table| table.columns.iter().filter(|one| one.series == column.series).count() > 1);
    let figures = matches!(field.reading(), Reading::Value | Reading::Money | Reading::Percent);
    let named = period::named(&column.path).filter(|named| {
        // "s/d Juni" beside the month of June is no month of its own.
        let own = named.of(field);
        let beside = |other: &TaughtColumn| {
            !std::ptr::eq(other, column) && other.guess == Some(own) && !period::runs_up(&other.path)
        };
        let table = tables.iter().find(|table| table.columns.iter().any(|other| std::ptr::eq(other, column)));
        !(period::runs_up(&column.path) && table.is_some_and(|table| table.columns.iter().any(beside)))
    });
    match named {
        // A single year is that of the document, unless its title names another one: "Kinerja 2025" in a form of 2026.
        Some(Named::Year(year)) if !several => {
            let own = |table: &&TaughtTable| table.columns.iter().any(|other| std::ptr::eq(other, column));
            let other = |table: &TaughtTable| table.year.is_some_and(|own| own != i32::from(year));
            match tables.iter().find(own).is_some_and(other) && field != Field::Target && figures {
                true => field.year(year),
                false => field.yearly(),
            }
        }
        Some(named) if several || figures => named.of(field),
        None if figures && period::names_any_quarter(&column.path) => field.running(),
        _ => field.yearly(),
    }
}

/// What is still to be asked, the most needed first.
pub(super) fn questions(tables: &[TaughtTable], series: &[Series], grammar: &Grammar) -> Vec<Question> {
    let mut result: Vec<(u8, Question)> = Vec::new();
    for (number, one) in series.iter().enumerate().filter(|(_, one)| one.answer.is_none()) {
        let mine = |column: &&TaughtColumn| column.series == number && column.filled > 0 && !column.shared;
        let Some((table, columns)) = tables.iter().find_map(|table| {
            let columns: Vec<&TaughtColumn> = table.columns.iter().filter(mine).collect();
            (!columns.is_empty()).then_some((table, columns))
        }) else {
            continue;
        };
        let first = columns[0];
        let place = table.columns.iter().position(|column| column.cell == first.cell).unwrap_or_default();
        let place_of_table = tables.iter().position(|other| std::ptr::eq(other, table)).unwrap_or_default();
        if resolved(tables, series, place_of_table, place).is_some()
            || first.above_measure("rp").is_some_and(|above| beside_asked(table, first, above))
        {
            continue;
        }
        let (rank, guess) = need((tables, series), grammar, table, first);
        let letters = match columns.as_slice() {
            [first, .., last] => format!("{}–{}", column_letters(first.cell.column), column_letters(last.cell.column)),
            _ => column_letters(first.cell.column),
        };
        let _ = &one.key;
        result.push((
            rank,
            Question {
                sheet: table.sheet.clone(),
                letters,
                heading: first.heading(),
                samples: first.samples.clone(),
                columns: columns.len(),
                guess,
                series: number,
            },
        ));
    }
    result.sort_by_key(|(rank, _)| *rank);
    result.into_iter().map(|(_, question)| question).collect()
}

/// Whether the measure beside this money is unknown too: its answer will say both.
fn beside_asked(table: &TaughtTable, column: &TaughtColumn, above: &[String]) -> bool {
    table.columns.iter().any(|other| {
        other.guess.is_none()
            && other.cell != column.cell
            && other.path.len() == column.path.len()
            && other.path.starts_with(above)
    })
}

/// How much a column is needed, and what it may be.
fn need(
    (tables, series): (&[TaughtTable], &[Series]),
    grammar: &Grammar,
    table: &TaughtTable,
    column: &TaughtColumn,
) -> (u8, Option<Field>) {
    let number = tables.iter().position(|other| std::ptr::eq(other, table)).unwrap_or_default();
    let has = |fields: &[Field]| {
        (0..table.columns.len())
            .filter_map(|column| resolved(tables, series, number, column))
            .any(|meant| fields.contains(&meant.field))
    };
    let subject = has(&[Field::Indikator, Field::Keluaran]);
    let target = has(&[Field::Target]);
    if !subject && column.words_each() >= WORDS {
        let open = |other: &&TaughtColumn| {
            let asked = series.get(other.series).is_some_and(|own| own.answer.is_none());
            asked && other.guess.is_none() && other.words_each() >= WORDS
        };
        let best = table.columns.iter().filter(open).map(|other| likely(other, grammar)).max();
        if best == Some(likely(column, grammar)) { (0, Some(Field::Indikator)) } else { (1, None) }
    } else if subject && column.objective {
        (1, Some(Field::Sasaran))
    } else if !target && column.of_figures() {
        (2, Some(Field::Target))
    } else if column.of_figures() {
        (3, None)
    } else {
        (4, None)
    }
}

/// How likely a column holds the indicators: worded as indicators are, filled, long.
fn likely(column: &TaughtColumn, grammar: &Grammar) -> (bool, u32, u32) {
    let worded = column.samples.iter().filter(|text| grammar.counts(text)).count();
    let most = !column.samples.is_empty() && worded * 2 > column.samples.len();
    (most, column.filled, (column.words_each() * 10.0) as u32)
}

/// The series of a heading, or of a column letter of the first table.
pub(super) fn find(tables: &[TaughtTable], series: &[Series], heading: &str) -> Option<usize> {
    let wanted = key(heading);
    let columns = || tables.iter().flat_map(|table| &table.columns);
    let by_path = columns().find(|column| key(&column.heading()) == wanted).map(|column| column.series);
    let by_last = || {
        columns().find(|column| column.path.last().is_some_and(|last| key(last) == wanted)).map(|column| column.series)
    };
    let by_series = || {
        let parts: Vec<String> = heading.split(" > ").map(str::to_string).collect();
        let key = period::series(&parts);
        series.iter().position(|one| one.key == key)
    };
    let by_letter = || {
        let first = tables.first()?;
        let letters = heading.trim().to_uppercase();
        first.columns.iter().find(|column| column_letters(column.cell.column) == letters).map(|column| column.series)
    };
    by_path.or_else(by_series).or_else(by_letter).or_else(by_last)
}

/// Whether a column is one of several years of a plan.
pub(super) fn of_years(meant: FormColumn) -> bool {
    matches!(meant.period, Period::Year(_))
}
