//! Columns headed by their period alone: `Target Tahun | TW I | TW II | TW III | TW IV | Realisasi Tahun`.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::template::Dictionary;
use crate::template::heading::year_only;

use super::below_periods;
use super::evidence::Values;
use super::hovering::Around;
use super::{Column, Question, Told, numbered};

/// A period alone is that of the plan, by custom. Before what was realised in the year, or below a title that speaks of
/// what was measured, it may as well be a part of that: then the figures of the rows decide, and where they do not it is
/// asked.
pub(super) fn bare_periods(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary, told: Told) {
    let measured = told.measured;
    below_periods::work_and_money(columns, values, dictionary, told);
    halves(columns, dictionary);
    lettered_quarters(columns, values);
    years_of_a_plan(columns);
    months(columns, values, dictionary, told);
    let run: Vec<usize> = (0..columns.len()).filter(|at| bare(&columns[*at])).collect();
    // Only where nothing else tells which parts of the year were realised.
    let own = |column: &Column<'_>| {
        let plain = !column.shared && !column.reading.others && !column.reading.unexplained;
        plain && column.meant == Some(Field::Realisasi.yearly())
    };
    let part = |column: &Column<'_>| {
        column.meant.is_some_and(|meant| {
            meant.field == Field::Realisasi && !matches!(meant.period, Period::Yearly | Period::Year(_))
        })
    };
    if run.len() < 2 || columns.iter().any(part) {
        return;
    }
    let realised: Vec<&Column<'_>> = columns.iter().filter(|column| own(column)).collect();
    let undated: Vec<&Column<'_>> = realised.iter().filter(|column| column.year.is_none()).copied().collect();
    // Of several years, which one is this year's is not known yet.
    let year = match (&undated[..], &realised[..]) {
        ([one], _) | ([], [one]) => Some(*one),
        _ => None,
    };
    let dated = undated.is_empty();
    let parts: Vec<u32> = run.iter().map(|at| columns[*at].heading.column).collect();
    let promised = |column: &&Column<'_>| column.meant == Some(Field::Target.yearly()) && !column.reading.others;
    let target = columns.iter().find(promised).map(|column| column.heading.column);
    let of_target = target.and_then(|target| values.sums(target, &parts));
    let summed = target.filter(|_| realised.is_empty() && of_target != Some(true));
    if let Some((sum, share)) = summed.and_then(|target| reached_sum(columns, &parts, target, values)) {
        let found: Vec<(usize, FormColumn)> = run.iter().filter_map(|at| Some((*at, columns[*at].meant?))).collect();
        mean_reached(columns, sum, share);
        return mean_all(columns, &found, Field::Realisasi, ColumnBasis::Values);
    }
    // `Target | TW 1 | TW 2 | TW 3 | TW 4 | Capaian`: what the achievement is computed from was reached.
    let achieved = columns.iter().find(|column| column.meant == Some(Field::Capaian.yearly()) && !column.shared);
    let open = dated && of_target != Some(true);
    if let Some(share) = achieved.filter(|_| open).map(|column| column.heading.column)
        && columns.iter().filter(promised).any(|target| values.achieved_so_far(share, &parts, target.heading.column))
    {
        return realise(columns, run);
    }
    let around = around(values, target.filter(|_| realised.is_empty()), &parts, told);
    match of_target {
        // Where a definition knows the form, its words hold.
        Some(false) | None if around.reached() && !told.planned => {
            for at in run {
                let Some(meant) = columns[at].meant else { continue };
                columns[at].mean(FormColumn { field: Field::Realisasi, ..meant }, 80, ColumnBasis::Values);
            }
            return;
        }
        _ if around.doubtful() => return ask(columns, &run),
        _ => {}
    }
    if realised.is_empty() && !measured {
        return;
    }
    let of_realised = year.and_then(|year| values.sums(year.heading.column, &parts));
    let filled = run.iter().any(|at| columns[*at].heading.profile.filled > 0);
    match (of_realised, of_target) {
        (Some(true), Some(true)) => ask(columns, &run),
        (_, Some(true)) => {}
        // Counted up to the last quarter that was reported: those that are still to come hold nothing, or zeros.
        _ if of_target == Some(false) && year.is_some_and(|year| values.mostly_sums(year.heading.column, &parts)) => {
            realise(columns, run);
        }
        (Some(true), _) => realise(columns, run),
        // What was realised in a year before stands beside many a plan.
        _ if filled && (!dated || measured) => ask(columns, &run),
        _ => {}
    }
}

fn realise(columns: &mut [Column<'_>], run: Vec<usize>) {
    for at in run {
        let Some(meant) = columns[at].meant else { continue };
        columns[at].settle(FormColumn { field: Field::Realisasi, ..meant }, 85, ColumnBasis::Values);
    }
}

fn ask(columns: &mut [Column<'_>], run: &[usize]) {
    for at in run {
        let Some(meant) = columns[*at].meant.take() else { continue };
        let realised = FormColumn { field: Field::Realisasi, ..meant };
        columns[*at].question = Some(Question::Either(vec![meant, realised]));
    }
}

/// Whether a heading says a part of the year and nothing else, and custom takes it for the target of that part.
fn bare(column: &Column<'_>) -> bool {
    let part = column.meant.is_some_and(|meant| {
        meant.field == Field::Target && !matches!(meant.period, Period::Yearly | Period::Running | Period::Year(_))
    });
    part && !column.shared && column.reading.column.is_none()
}

/// Months alone in a row that may be those of a plan.
const MONTHS: usize = 6;

/// `Target | Jan | Feb | … | Des`: months alone behind what is promised for the year are parts of that, where their figures
/// make it up or where the table has no place for what was realised; what makes up that is a part of that.
fn months(columns: &mut [Column<'_>], values: &Values<'_>, dictionary: &Dictionary, told: Told) {
    let counted = numbered::by_place(columns);
    let all = |field: Field| -> Vec<(usize, FormColumn)> {
        let month = |(at, column): (usize, &Column<'_>)| {
            // "Tahun 2026 > Jan": months of the form's own year.
            let other_year = column.year.is_some_and(|year| told.year != Some(i32::from(year)));
            let meant = bare_month(column, counted.get(&at).copied(), field, dictionary).filter(|_| !other_year)?;
            Some((at, meant))
        };
        columns.iter().enumerate().filter_map(month).collect()
    };
    let found = all(Field::Target);
    let reported = of_its_quarter(&found, told);
    if !in_steps(&found) {
        return;
    }
    if found.len() < MONTHS && !reported {
        return reported_months(columns, values, &found, told);
    }
    let of_year = |field: Field| {
        let own =
            |column: &&Column<'_>| column.meant == Some(field.yearly()) && !column.shared && !column.reading.others;
        columns.iter().find(own).map(|column| column.heading.column)
    };
    let (target, realised) = (of_year(Field::Target), of_year(Field::Realisasi));
    let parts: Vec<u32> = found.iter().map(|(at, _)| columns[*at].heading.column).collect();
    let of = |whole: Option<u32>| whole.and_then(|whole| values.sums(whole, &parts));
    let filled = found.iter().any(|(at, _)| columns[*at].heading.profile.filled > 0);
    let reached = columns.iter().any(|column| column.is(Field::Realisasi) || column.is(Field::Capaian));
    let meant = |column: FormColumn, field: Field| FormColumn { field, ..column };
    let sum = target.filter(|_| realised.is_none()).and_then(|target| reached_sum(columns, &parts, target, values));
    if let (Some((sum, share)), false) = (sum, of(target) == Some(true)) {
        mean_reached(columns, sum, share);
        return mean_all(columns, &found, Field::Realisasi, ColumnBasis::Values);
    }
    let around = around(values, target, &parts, told);
    match (of(target), of(realised)) {
        (Some(true), Some(true)) => {}
        (Some(true), None) if around.doubtful() => {}
        (Some(true), _) => {
            // The money beside what is planned for a month is planned for it too.
            let money = all(Field::Anggaran);
            if money.len() == found.len() && in_steps(&money) {
                mean_all(columns, &money, Field::Anggaran, ColumnBasis::Values);
            }
            return mean_all(columns, &found, Field::Target, ColumnBasis::Values);
        }
        (_, Some(true)) => return mean_all(columns, &found, Field::Realisasi, ColumnBasis::Values),
        // How much of the work of a step is planned for each month, where they make up its weight.
        (_, None) if !reached && of(of_year(Field::Bobot)) == Some(true) => {
            return mean_all(columns, &found, Field::Target, ColumnBasis::Values);
        }
        (_, None) if (around.reached() || reported && around.against()) && !told.planned => {
            return mean_all(columns, &found, Field::Realisasi, ColumnBasis::Values);
        }
        (_, None) if around.doubtful() || around.unsupported() && (reported || !told.planned) => {}
        // A plan in which nothing was reached holds nothing but what is planned.
        (of_target, None)
            if !told.measured && !reached && (told.planned || target.is_some() && of_target.is_none()) =>
        {
            return mean_all(columns, &found, Field::Target, ColumnBasis::Place);
        }
        _ => {}
    }
    if !filled || target.is_none() && realised.is_none() {
        return;
    }
    for (at, own) in found {
        columns[at].question = Some(Question::Either(vec![meant(own, Field::Target), meant(own, Field::Realisasi)]));
    }
}

/// A few months alone behind the target of the year, below a title that says that something was measured: where no row speaks for a
/// plan and nothing else holds what was reached, they do.
fn reported_months(columns: &mut [Column<'_>], values: &Values<'_>, found: &[(usize, FormColumn)], told: Told) {
    let own = |column: &&Column<'_>| column.meant == Some(Field::Target.yearly()) && !column.shared;
    let Some(target) = columns.iter().find(own).map(|column| column.heading.column) else { return };
    let reached = columns.iter().any(|column| column.is(Field::Realisasi) || column.is(Field::Capaian));
    let parts: Vec<u32> = found.iter().map(|(at, _)| columns[*at].heading.column).collect();
    if told.measured && !told.planned && !reached && around(values, Some(target), &parts, told).unsupported() {
        mean_all(columns, found, Field::Realisasi, ColumnBasis::Values);
    }
}

/// What the rows say of parts of the year around its target: nothing in an agreement, and where they say their measures
/// themselves.
fn around(values: &Values<'_>, target: Option<u32>, parts: &[u32], told: Told) -> Around {
    let target = target.filter(|_| !told.in_rows && !told.agreed);
    target.map(|target| values.around(target, parts)).unwrap_or_default()
}

/// Whether the only months are those of the quarter that the title names: it reports them.
fn of_its_quarter(found: &[(usize, FormColumn)], told: Told) -> bool {
    let Some(quarter) = told.quarter.filter(|_| !told.semester) else { return false };
    let months = (1..=12u8).filter(|month| Triwulan::from_month(u32::from(*month)) == Some(quarter)).map(Period::Month);
    found.iter().map(|(_, meant)| meant.period).eq(months)
}

/// The month that a column is headed by, alone or with its measure, as one of a plan: "Januari", "Januari > kin".
fn bare_month(column: &Column<'_>, counted: Option<u8>, field: Field, dictionary: &Dictionary) -> Option<FormColumn> {
    let silent = column.meant.is_none() && column.reading.column.is_none() && column.question.is_none();
    let more = column.reading.percent || column.reading.sum || column.shared;
    if !silent || more || column.heading.parts.len() > 2 || column.heading.profile.texts > 0 {
        return None;
    }
    if let Some(number) = counted.filter(|_| column.heading.parts.len() == 1 && field == Field::Target) {
        return Some(Field::Target.month(number));
    }
    let path: Vec<&str> = std::iter::once("Target").chain(column.heading.parts.iter().map(String::as_str)).collect();
    let reading = dictionary.read(&path);
    let of_month = |meant: &FormColumn| meant.field == field && matches!(meant.period, Period::Month(_));
    reading.column.filter(of_month).filter(|_| !reading.physical)
}

/// Whether columns of months follow each other, as far from one to the next.
fn in_steps(found: &[(usize, FormColumn)]) -> bool {
    let step = found.first().zip(found.get(1)).map_or(1, |(first, second)| second.0 - first.0);
    found.is_sorted_by(|one, next| one.0 + step == next.0 && one.1.period < next.1.period)
}

/// The sum of some columns right behind them, and the share of it in the target: `Jan | … | Des | Jumlah | %` was reached.
fn reached_sum(columns: &[Column<'_>], parts: &[u32], target: u32, values: &Values<'_>) -> Option<(usize, usize)> {
    let last = columns.iter().position(|column| Some(&column.heading.column) == parts.last())?;
    let sum = columns.get(last + 1).filter(|column| column.reading.sum && !column.shared)?.heading.column;
    if values.sums(sum, parts) != Some(true) {
        return None;
    }
    let share = (last + 2..columns.len().min(last + 4))
        .find(|at| values.is_ratio(columns[*at].heading.column, sum, target) == Some(true))?;
    Some((last + 1, share))
}

/// What such a sum and its share are.
fn mean_reached(columns: &mut [Column<'_>], sum: usize, share: usize) {
    columns[sum].settle(Field::Realisasi.yearly(), 80, ColumnBasis::Values);
    if columns[share].meant.is_none() {
        columns[share].mean(Field::Capaian.yearly(), 80, ColumnBasis::Values);
    }
}

fn mean_all(columns: &mut [Column<'_>], found: &[(usize, FormColumn)], field: Field, basis: ColumnBasis) {
    for (at, meant) in found {
        columns[*at].mean(FormColumn { field, ..*meant }, 80, basis);
        columns[*at].settled = field == Field::Realisasi;
    }
}

/// "Semester I | Semester II" over figures are the plan's, as quarters are.
fn halves(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let half = |column: &Column<'_>| {
        let silent = column.meant.is_none() && column.reading.column.is_none() && !column.shared;
        let more = column.reading.percent || column.reading.sum || !column.reading.labels.is_empty();
        if !silent || more || column.heading.profile.texts > 0 {
            return None;
        }
        let path: Vec<&str> =
            std::iter::once("Target").chain(column.heading.parts.iter().map(String::as_str)).collect();
        let meant = dictionary.read(&path).column?;
        (meant.field == Field::Target && matches!(meant.period, Period::Semester(_))).then_some(meant)
    };
    let found: Vec<(usize, FormColumn)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, half(column)?))).collect();
    if let [(one, first), (other, second)] = found[..]
        && first.period != second.period
    {
        columns[one].mean(first, 80, ColumnBasis::Place);
        columns[other].mean(second, 80, ColumnBasis::Place);
    }
}

/// `TW1 | TW2 | TW3 | TW4 | C1 | C2 | C3 | C4`: a letter with the number of its quarter, four in a row beside the quarters of
/// the plan. What was reached is a figure where it is of the size of its target; else it is asked whether it is a share.
fn lettered_quarters(columns: &mut [Column<'_>], values: &Values<'_>) {
    for (letter, field) in [("c", Field::Capaian), ("r", Field::Realisasi)] {
        let numbered = |at: usize, number: u32| {
            let column = &columns[at];
            let own = column.heading.parts.last().is_some_and(|text| key(text) == format!("{letter}{number}"));
            own && column.meant.is_none() && !column.shared
        };
        let run = (0..columns.len().saturating_sub(3))
            .find(|start| (0..4).all(|step| numbered(start + step, u32::try_from(step + 1).unwrap_or_default())));
        let Some(start) = run else { continue };
        let found: Vec<(usize, FormColumn)> =
            (start..start + 4).zip(Triwulan::ALL).map(|(at, triwulan)| (at, field.tw(triwulan))).collect();
        if found.iter().any(|(_, meant)| columns.iter().any(|column| column.meant == Some(*meant))) {
            continue;
        }
        let target = |meant: FormColumn| {
            let wanted = FormColumn { field: Field::Target, ..meant };
            columns.iter().find(|column| column.meant == Some(wanted)).map(|column| column.heading.column)
        };
        let pairs: Vec<(u32, u32)> =
            found.iter().filter_map(|(at, meant)| Some((columns[*at].heading.column, target(*meant)?))).collect();
        if pairs.len() != found.len() {
            continue;
        }
        let realised = field == Field::Realisasi || values.of_one_size(&pairs);
        for (at, meant) in found {
            let reached = FormColumn { field: Field::Realisasi, ..meant };
            match realised {
                true => columns[at].mean(reached, 80, ColumnBasis::Values),
                false => columns[at].question = Some(Question::Either(vec![reached, meant])),
            }
        }
    }
}

/// `Indikator | Satuan | Baseline | 2026 | 2027 | 2028`: years alone behind the state at the beginning, or behind what is
/// promised for all of them ("Target 5 Tahun"), are what is promised.
fn years_of_a_plan(columns: &mut [Column<'_>]) {
    let figure = |column: &Column<'_>| {
        column.meant.is_some_and(|meant| matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian))
    };
    let of_all = |column: &Column<'_>| {
        column.is(Field::Ignore) && column.basis == ColumnBasis::Words && column.path.starts_with("target")
    };
    let begins = |column: &Column<'_>| column.is(Field::KondisiAwal) || of_all(column);
    let Some(beginning) = columns.iter().position(begins) else { return };
    let subject = |column: &Column<'_>| column.is(Field::Indikator) || column.is(Field::Description);
    if columns.iter().any(figure) || !columns[..beginning].iter().any(subject) {
        return;
    }
    let bare = |column: &&Column<'_>| {
        let [text] = column.heading.parts.as_slice() else { return false };
        let profile = column.heading.profile;
        year_only(text) && column.meant.is_none() && !column.shared && profile.texts * 2 <= profile.filled
    };
    let run = columns[beginning + 1..].iter().take_while(bare).count();
    let years: Vec<u16> = columns[beginning + 1..].iter().take(run).filter_map(|column| column.year).collect();
    if run < 3 || !years.is_sorted_by(|one, next| one < next) {
        return;
    }
    for column in &mut columns[beginning + 1..=beginning + run] {
        column.mean(Field::Target.yearly(), 75, ColumnBasis::Place);
    }
}
