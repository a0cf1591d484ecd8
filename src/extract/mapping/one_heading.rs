//! One heading merged over several columns of which each holds something else: what stands below tells which is which.
//!
//! `Target Triwulan` over "Akumulatif | I | 191 Orang" is how quarters add up, the quarter of the row and its target;
//! `Indikator Kinerja` over "a. Kuantitatif, b. Akumulatif | Jumlah pasien" is the aspects of an indicator and the indicator.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::key;
use crate::domain::triwulan::find_triwulan;
use crate::template::heading::triwulan_number;

use super::Column;
use super::evidence::Values;

/// Columns of the sheet between the first and the last step of a staircase: two side by side are told apart in each row.
const STEPS: u32 = 2;

/// Tells the columns below one heading apart.
pub(super) fn apart(columns: &mut [Column<'_>], values: &Values<'_>) {
    let mut at = 0;
    while at < columns.len() {
        let run = run(columns, at);
        at = run.end;
        if run.len() < 2 {
            continue;
        }
        let mut meant = run.clone().filter_map(|at| columns[at].meant).filter(|meant| meant.field != Field::Ignore);
        match meant.next().map_or(Field::Ignore, |meant| meant.field) {
            Field::Target | Field::Realisasi => figure_by_quarter(columns, run, values),
            Field::Indikator => {
                indicator_beside_aspects(columns, run.clone(), values);
                codes_before_indicator(columns, run.clone(), values);
                levels_in_steps(columns, run, values);
            }
            Field::Description => levels_in_steps(columns, run, values),
            _ => {}
        }
    }
}

/// The columns from one on that stand under its very heading.
fn run(columns: &[Column<'_>], at: usize) -> Range<usize> {
    let below = |column: &&Column<'_>| column.shared && column.heading.parts == columns[at].heading.parts;
    at..at + 1 + columns[at + 1..].iter().take_while(below).count()
}

/// The quarter of each row before its figure; what else stands there says something of the figure.
fn figure_by_quarter(columns: &mut [Column<'_>], run: Range<usize>, values: &Values<'_>) {
    let sheet = |at: usize| columns[at].heading.column;
    let of_quarters = |at: &usize| {
        let (quarters, all) = values.texts_that(sheet(*at), is_quarter);
        all > 1 && quarters == all && !values.alike(sheet(*at))
    };
    let Some(quarter) = run.clone().find(of_quarters) else { return };
    let of_figures = |at: &usize| {
        let profile = columns[*at].heading.profile;
        *at != quarter && profile.filled > 0 && (profile.filled - profile.wordy) * 10 >= profile.filled * 8
    };
    let Some(figure) = only(run.clone().filter(of_figures)) else { return };
    let field = columns[run.start].meant.map_or(Field::Target, |meant| meant.field);
    for at in run {
        if at == quarter {
            columns[at].settle(Field::RowTriwulan.yearly(), 90, ColumnBasis::Values);
        } else if at == figure {
            columns[at].settle(field.running(), 85, ColumnBasis::Values);
        } else {
            columns[at].settle(Field::Ignore.yearly(), 80, ColumnBasis::Values);
        }
    }
}

/// "I", "TW II", "3".
fn is_quarter(text: &str) -> bool {
    triwulan_number(&key(text)).is_some() || find_triwulan(text).is_some()
}

/// The one column of wordings beside lists of aspects.
fn indicator_beside_aspects(columns: &mut [Column<'_>], run: Range<usize>, values: &Values<'_>) {
    let lists = |at: &usize| {
        let (lists, all) = values.texts_that(columns[*at].heading.column, lists_aspects);
        all > 0 && lists == all
    };
    let wordings = |at: &usize| {
        let profile = columns[*at].heading.profile;
        !lists(at) && profile.texts * 10 >= profile.filled * 8 && profile.words_each() >= 2.0
    };
    let Some(wording) = only(run.clone().filter(wordings)) else { return };
    if !run.clone().all(|at| at == wording || lists(&at)) {
        return;
    }
    for at in run {
        let meant = if at == wording { Field::Indikator } else { Field::Ignore };
        columns[at].settle(meant.yearly(), 85, ColumnBasis::Values);
    }
}

/// Codes that Excel took for numbers, before the wording below one heading: 1.1, 1.2, 2.1.
fn codes_before_indicator(columns: &mut [Column<'_>], run: Range<usize>, values: &Values<'_>) {
    let [code, wording] = [run.start, run.start + 1];
    let taken = columns.iter().any(|column| column.is(Field::Code));
    if run.len() != 2 || taken || !columns[code].is(Field::Ignore) || !columns[wording].is(Field::Indikator) {
        return;
    }
    let place = columns[code].heading.column;
    let mut before = 0.0;
    let tenths = |number: f64| (number * 10.0 - (number * 10.0).round()).abs() < 1e-9 && number.fract() != 0.0;
    let mut counted = values.rows(place).map(|(_, number)| {
        let rises = number > before && tenths(number);
        before = number;
        rises
    });
    let (rows, rising) = (values.rows(place).count(), counted.all(|rises| rises));
    if rows > 1 && rising && columns[code].heading.profile.filled as usize == rows {
        columns[code].settle(Field::Code.yearly(), 80, ColumnBasis::Values);
    }
}

/// `Tujuan/ Sasaran/ Indikator` over three columns like a staircase, "T1 | Tersedianya data", "| 1.1 | Meningkatnya mutu", "| | 1.1.1 |
/// Persentase rilis": what stands in the rows that hold figures is the indicator, before it stand its code and the levels above it.
fn levels_in_steps(columns: &mut [Column<'_>], run: Range<usize>, values: &Values<'_>) {
    let sheet = |at: usize| columns[at].heading.column;
    if sheet(run.end - 1) - sheet(run.start) < STEPS {
        return;
    }
    let figure = |column: &&Column<'_>| {
        let measured = [Field::Target, Field::Realisasi, Field::Capaian].into_iter().any(|field| column.is(field));
        measured && !column.shared
    };
    let figures: Vec<u32> = columns.iter().filter(figure).map(|column| column.heading.column).collect();
    let rows: BTreeSet<u32> = figures.iter().flat_map(|column| values.rows(*column)).map(|(row, _)| row).collect();
    let worded = |at: usize, row: &u32| {
        let text = values.own_text(*row, columns[at].heading.column);
        text.is_some_and(|text| {
            text.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count() > 1
        })
    };
    let in_rows = |at: usize| rows.iter().filter(|row| worded(at, row)).count();
    let wording = only(run.clone().filter(|at| in_rows(*at) > 0));
    let Some(wording) = wording.filter(|at| *at > run.start && in_rows(*at) == rows.len() && rows.len() > 1) else {
        return;
    };
    let meant = run.clone().filter_map(|at| columns[at].meant).find(|meant| meant.field != Field::Ignore);
    let Some(meant) = meant else { return };
    for at in run.filter(|at| *at != wording) {
        columns[at].settle_ignored(ColumnBasis::Values);
    }
    columns[wording].settle(meant, 80, ColumnBasis::Values);
}

/// Lines that are counted, each of a few words: "a. Kuantitatif", "b. Progres Positif".
fn lists_aspects(text: &str) -> bool {
    let counted = |line: &str| {
        let mark = line.trim_start().split(['.', ')']).next().unwrap_or_default();
        mark.chars().count() == 1 && mark.chars().all(char::is_alphanumeric) && line.split_whitespace().count() <= 4
    };
    text.lines().count() > 1 && text.lines().all(counted)
}
