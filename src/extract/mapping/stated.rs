//! What a form states for its period beside the figures of its months: `Jan | … | Jun | Rata-rata`. The months are what it is
//! made of; beside what a semester reached none of them stands for the quarter that ends with it (`tables::place`).

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::evidence::{MadeOf, Values};
use super::{Column, Question, Told};

/// Months of a run at least.
const RUN: usize = 3;

/// Takes what stands right behind the months of what was reached for the figure of the period; where neither its words nor its
/// figures tell what it is, it is asked.
pub(super) fn of_period(columns: &mut [Column<'_>], values: &Values<'_>, told: Told) {
    let Some(run) = run(columns) else { return };
    let end = run[run.len() - 1].1;
    // Of a form of the whole year nobody knows up to when it was filled in.
    let Some(quarter) = told.quarter else { return };
    let semester = quarter.ends_semester().filter(|_| told.semester);
    let meant = semester.map_or(Period::Running, Period::Semester);
    let parts: Vec<u32> = run.iter().map(|(at, _)| columns[*at].heading.column).collect();
    let last = run[run.len() - 1].0;
    let Some((at, says)) = (last + 1..columns.len()).find_map(|at| Some((at, says(&columns[at], end)?))) else {
        return;
    };
    let made = values.made_of(columns[at].heading.column, &parts);
    let realised = FormColumn { field: Field::Realisasi, period: meant };
    let achieved = FormColumn { field: Field::Capaian, period: meant };
    let any = |made: MadeOf| made.mean || made.sum || made.last;
    match (says, made) {
        (_, None) => return,
        (Says::Period, Some(_)) => {}
        (Says::Mean, Some(made)) if made.mean || made.last => {}
        (Says::Total, Some(made)) if any(made) => {}
        (Says::Achieved, Some(made)) if any(made) => {}
        // Shares of the target are what they say.
        (Says::Achieved, Some(_)) if of_target(columns, values, at, &run) => return,
        (Says::Achieved, Some(_)) => return columns[at].refuse(Question::Either(vec![realised, achieved])),
        (Says::Mean | Says::Total, Some(_)) => return columns[at].refuse(Question::Either(vec![realised])),
    }
    columns[at].settle(realised, 80, ColumnBasis::Values);
}

/// The months of what was reached, one after the other, up to the end of a quarter.
fn run(columns: &[Column<'_>]) -> Option<Vec<(usize, u8)>> {
    let month = |at: usize| match columns[at].meant? {
        FormColumn { field: Field::Realisasi, period: Period::Month(month) }
            if !columns[at].shared && !columns[at].reading.up_to =>
        {
            Some((at, month))
        }
        _ => None,
    };
    let run: Vec<(usize, u8)> = (0..columns.len()).filter_map(month).collect();
    let follow = run.windows(2).all(|pair| pair[1].1 == pair[0].1 + 1);
    (run.len() >= RUN && follow && run.last().is_some_and(|(_, month)| month % 3 == 0)).then_some(run)
}

/// What the heading of a column behind months says of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// Up to when it is, or of which part of the year.
    Period,
    Mean,
    Total,
    /// What was achieved in a part of the year: a figure, or a share.
    Achieved,
}

fn says(column: &Column<'_>, end: u8) -> Option<Says> {
    if column.shared || column.reading.percent || column.reading.ratio || column.reading.others {
        return None;
    }
    let last = column.heading.parts.last().map(|text| text.trim().to_lowercase()).unwrap_or_default();
    if matches!(last.as_str(), "t" | "target") {
        return None;
    }
    let mean = ["rata-rata", "rata rata", "rata2", "rerata", "average"].iter().any(|word| last.contains(word));
    let free = column.meant.is_none_or(|meant| meant == Field::Realisasi.yearly() || meant.field == Field::Ignore);
    let part = |period: Period| matches!(period, Period::Triwulan(_) | Period::Semester(_) | Period::Running);
    match column.meant {
        Some(FormColumn { field: Field::Realisasi, period }) if part(period) => Some(Says::Period),
        Some(FormColumn { field: Field::Realisasi, period: Period::Month(month) }) if month == end => {
            column.reading.up_to.then_some(Says::Period)
        }
        Some(FormColumn { field: Field::Capaian, period }) if part(period) => Some(Says::Achieved),
        _ if mean && free => Some(Says::Mean),
        _ if column.reading.sum && free => Some(Says::Total),
        _ => None,
    }
}

/// Whether figures are the share of what was reached last, or in all, in the target.
fn of_target(columns: &[Column<'_>], values: &Values<'_>, at: usize, run: &[(usize, u8)]) -> bool {
    let share = columns[at].heading.column;
    let targets = columns.iter().filter(|column| column.is(Field::Target) && !column.shared);
    let parts = run.iter().map(|(at, _)| columns[*at].heading.column);
    let all: Vec<u32> = targets.map(|column| column.heading.column).collect();
    parts.into_iter().any(|part| all.iter().any(|whole| values.is_ratio(share, part, *whole) == Some(true)))
}
