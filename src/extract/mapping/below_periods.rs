//! Performance and money side by side below each period: `TW I > Fisik | Keu | TW II > Fisik | Keu`. Whether they were planned or
//! reached no heading says: the title does, or the figures, which make up the target and the ceiling of the year. So it does of
//! what is to be achieved below each: `CAPAIAN TARGET > TW I | TW II`.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::Dictionary;

use super::evidence::Values;
use super::{Column, Question, Told};

/// Periods with both at least.
const PAIRS: usize = 2;

/// A period with its work and its money.
struct Pair {
    work: (usize, FormColumn),
    money: (usize, FormColumn),
}

/// Takes them for targets and budgets in a plan; else they are asked.
pub(super) fn work_and_money(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary, told: Told) {
    achieved_in_a_plan(columns, told);
    let pairs = pairs(columns, dictionary);
    if pairs.len() < PAIRS || !pairs.iter().all(|pair| fits(columns, pair)) {
        return;
    }
    let realised =
        |column: &Column<'_>| (column.is(Field::Realisasi) || column.is(Field::RealisasiAnggaran)) && !column.shared;
    let named = pairs.iter().all(|pair| columns[pair.money.0].is(Field::Anggaran));
    let planned = named
        || told.planned && !told.measured
        || columns.iter().any(realised)
        || makes_up_the_year(columns, &pairs, values);
    for (at, meant) in pairs.into_iter().flat_map(|pair| [pair.work, pair.money]) {
        if columns.iter().any(|column| column.meant == Some(meant)) {
            continue;
        }
        if planned {
            columns[at].settle(meant, 80, ColumnBasis::Place);
        } else {
            let reached = if meant.field == Field::Target { Field::Realisasi } else { Field::RealisasiAnggaran };
            columns[at].refuse(Question::Either(vec![meant, FormColumn { field: reached, ..meant }]));
        }
    }
}

/// `CAPAIAN TARGET PER TRIWULAN > TW I | TW II | …` in a plan: nothing was measured yet, and what is to be achieved of the target is
/// the target of each quarter.
fn achieved_in_a_plan(columns: &mut [Column<'_>], told: Told) {
    let part = |column: &Column<'_>| column.meant.is_some_and(|meant| meant.period.is_part_of_year());
    let reached = |column: &Column<'_>| column.is(Field::Realisasi) || column.is(Field::Target) && part(column);
    if !told.planned || told.measured || columns.iter().any(|column| reached(column) && !column.shared) {
        return;
    }
    let of_target = |column: &Column<'_>| column.heading.parts.iter().any(|part| key(part).contains("target"));
    let planned =
        |column: &Column<'_>| column.is(Field::Capaian) && part(column) && of_target(column) && !column.shared;
    let found: Vec<(usize, FormColumn)> = (0..columns.len())
        .filter(|at| planned(&columns[*at]))
        .filter_map(|at| Some((at, FormColumn { field: Field::Target, ..columns[at].meant? })))
        .collect();
    if found.len() < PAIRS {
        return;
    }
    for (at, meant) in found {
        columns[at].settle(meant, 80, ColumnBasis::Words);
    }
}

/// The columns that say a measure below a period and nothing else, two by two.
fn pairs(columns: &[Column<'_>], dictionary: &Dictionary) -> Vec<Pair> {
    // "TW I > Vol | Biaya": money that is planned by its own word leaves the work beside it to be told.
    let planned = |column: &Column<'_>| {
        column.meant.filter(|_| column.is_part(Field::Anggaran) && column.heading.parts.len() == 2 && !column.shared)
    };
    let part = |column: &Column<'_>| {
        let [_, leaf] = column.heading.parts.as_slice() else { return None };
        let silent = column.meant.is_none() && column.question.is_none() && column.reading.column.is_none();
        if !silent || column.shared || column.reading.percent {
            return None;
        }
        let path: Vec<&str> =
            std::iter::once("Target").chain(column.heading.parts.iter().map(String::as_str)).collect();
        let meant = dictionary.read(&path).column.filter(|meant| meant.period.is_part_of_year())?;
        let measure = dictionary.read(&["Target", leaf]).column.filter(|own| own.period == Period::Yearly)?;
        (measure.field == meant.field).then_some(meant)
    };
    let found: Vec<(usize, FormColumn)> = columns
        .iter()
        .enumerate()
        .filter_map(|(at, column)| Some((at, planned(column).or_else(|| part(column))?)))
        .collect();
    found
        .windows(2)
        .filter_map(|two| {
            let [work, money] = *two else { return None };
            let group = columns[work.0].above();
            let own = columns.iter().filter(|column| column.above() == group).count();
            let beside = money.0 == work.0 + 1 && columns[money.0].above() == group && own == 2;
            let fields = (work.1.field, money.1.field) == (Field::Target, Field::Anggaran);
            (beside && fields).then_some(Pair { work, money })
        })
        .collect()
}

/// Whether amounts stand below the money and none below the work.
fn fits(columns: &[Column<'_>], pair: &Pair) -> bool {
    let (work, money) = (columns[pair.work.0].heading.profile, columns[pair.money.0].heading.profile);
    let amounts = money.percents == 0 && (money.money * 2 >= money.numbers || money.filled == 0);
    amounts && work.money * 2 <= work.filled && work.texts == 0
}

/// Whether the figures of the work make up the target of the year, and those of the money its ceiling.
fn makes_up_the_year(columns: &[Column<'_>], pairs: &[Pair], values: &Values<'_>) -> bool {
    let makes = |field: Field, parts: Vec<u32>| {
        let year = columns.iter().find(|column| column.meant == Some(field.yearly()) && !column.shared);
        year.is_some_and(|year| values.made_up(year.heading.column, &parts))
    };
    let place = |at: usize| columns[at].heading.column;
    makes(Field::Target, pairs.iter().map(|pair| place(pair.work.0)).collect())
        && makes(Field::Anggaran, pairs.iter().map(|pair| place(pair.money.0)).collect())
}
