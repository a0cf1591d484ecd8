//! One field over several columns of periods: a chart of the months in which an action happens, the actions of each quarter.

use crate::domain::column::{Field, FormColumn};
use crate::domain::date::{month_from_name, month_name};
use crate::domain::document::ColumnBasis;
use crate::domain::triwulan::read_column_triwulan;

use super::Column;
use super::evidence::Values;
use super::numbered::letters_months;

/// Columns that hold one field together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::extract) struct Series {
    /// What they hold.
    pub(in crate::extract) field: Field,
    /// Sheet columns with their periods, as the headings write them.
    pub(in crate::extract) columns: Vec<(u32, String)>,
}

impl Series {
    /// The meaning of its first column, which stands for all of them.
    pub(in crate::extract) const fn column(&self) -> FormColumn {
        self.field.yearly()
    }
}

/// `Waktu Penyelesaian > Jan | Feb | …` with ticks below: when it is done, and no day by which it must be.
pub(super) fn charts(columns: &mut [Column<'_>]) {
    let charted = |column: &Column<'_>| {
        let month = column.heading.parts.last().is_some_and(|text| month_from_name(text).is_some());
        column.is(Field::TimeLimit) && column.heading.parts.len() > 1 && month && !column.shared
    };
    if columns.iter().filter(|column| charted(column)).count() < 3 {
        return;
    }
    for column in columns.iter_mut().filter(|column| charted(column)) {
        column.mean(Field::Time.yearly(), 80, ColumnBasis::Place);
        column.refused = true;
    }
}

/// The series of a block. Their first column means the field, the others are known by it.
pub(super) fn series(columns: &mut [Column<'_>], values: &Values<'_>) -> Vec<Series> {
    let mut result = Vec::new();
    for field in [Field::Time, Field::RencanaAksi, Field::Keluaran, Field::Kriteria] {
        let own: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is(field) && !columns[*at].shared).collect();
        let Some(labels) = labels(columns, &own, values) else { continue };
        result.push(Series {
            field,
            columns: own.iter().zip(labels).map(|(at, label)| (columns[*at].heading.column, label)).collect(),
        });
        columns[own[0]].meant = Some(field.yearly());
        for at in &own[1..] {
            columns[*at].ignore(ColumnBasis::Place);
        }
    }
    result
}

/// The periods of two columns and more that are headed alike but for them, and hold no figures: "Jadwal > Januari", or
/// "TW I > Rencana Aksi".
fn labels(columns: &[Column<'_>], own: &[usize], values: &Values<'_>) -> Option<Vec<String>> {
    let run: Vec<&Column<'_>> = own.iter().map(|at| &columns[*at]).collect();
    // Ones in a chart of months are marks.
    let figures = |column: &&Column<'_>| column.heading.profile.numbers * 2 > column.heading.profile.filled;
    let marked = run.iter().all(|column| column.is(Field::Time) && values.marks(column.heading.column));
    if run.len() < 2 || !marked && run.iter().any(figures) || run.iter().any(|column| column.heading.parts.len() < 2) {
        return None;
    }
    let last = |column: &&Column<'_>| column.heading.parts.last().map(|text| text.trim().to_string());
    let parents = |column: &&Column<'_>| Some(column.parents().trim().to_string());
    let (lasts, above): (Vec<_>, Vec<_>) = (run.iter().map(last).collect(), run.iter().map(parents).collect());
    let same = |texts: &[Option<String>]| texts.iter().all(|text| *text == texts[0]);
    let periods = match (same(&above), same(&lasts)) {
        (true, false) => lasts,
        (false, true) => above,
        _ => return None,
    };
    let of_months = run.len() == 12;
    let named: Vec<String> = periods.iter().flatten().cloned().collect();
    if letters_months(&named) {
        return (1..=12).map(|month| month_name(month).map(str::to_string)).collect();
    }
    let label = |text: &Option<String>| {
        let text = text.as_deref()?;
        match text.parse::<u32>().ok().filter(|_| of_months) {
            Some(number) => month_name(number).map(str::to_string),
            None => read_column_triwulan(text).map(|_| text.to_string()),
        }
    };
    periods.iter().map(label).collect()
}
