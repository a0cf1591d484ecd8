//! Quarters alone behind a budget: `Anggaran | TW I | TW II | TW III | TW IV | %`. Amounts below them are money, and no targets of
//! performance, whatever custom makes of a quarter alone.

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;

use super::budgets;
use super::evidence::Values;
use super::{Column, Question};

/// Quarters over amounts are of the budget where they make it up, and what was spent of it where a share behind them says so;
/// else it is asked. Targets that are amounts themselves leave them as they are.
pub(super) fn amounts(columns: &mut [Column<'_>], values: &Values<'_>) {
    let run: Vec<(usize, FormColumn)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.shared && column.reading.column.is_none())
        .filter_map(|(at, column)| Some((at, column.meant.filter(|meant| of_part(*meant))?)))
        .collect();
    let profile = |at: usize| columns[at].heading.profile;
    let money: u32 = run.iter().map(|(at, _)| profile(*at).money).sum();
    // Quarters that are still to come hold zeros.
    let told: u32 = run.iter().map(|(at, _)| not_zero(columns, *at, values)).sum();
    let worded = |column: &Column<'_>| column.is(Field::Target) && column.reading.column.is_some();
    let promised = columns.iter().any(|column| worded(column) && amounts_below(column));
    if run.len() < 2 || told < 2 || money * 10 < told * 8 || promised {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let parts: Vec<u32> = run.iter().map(|(at, _)| place(*at)).collect();
    let budget = columns[..run[0].0].iter().rev().find(|column| column.meant == Some(Field::Anggaran.yearly()));
    let budget = budget.map(|column| column.heading.column);
    let last = run.last().map_or(0, |(at, _)| *at);
    let spent = budget.is_some_and(|whole| {
        let next = columns.get(last + 1..).unwrap_or_default().iter().take(3);
        next.filter(|column| !column.shared).any(|share| values.achieved_so_far(share.heading.column, &parts, whole))
    });
    let planned = budget.is_some_and(|whole| values.sums(whole, &parts) == Some(true));
    let field = match (planned, spent) {
        (true, false) => Some(Field::Anggaran),
        (false, true) => Some(Field::RealisasiAnggaran),
        _ => None,
    };
    for (at, meant) in run {
        let of = |field: Field| FormColumn { field, ..meant };
        match field.map(of).filter(|own| !columns.iter().any(|column| column.meant == Some(*own))) {
            Some(own) => {
                columns[at].settle(own, 80, ColumnBasis::Values);
            }
            None => columns[at].refuse(Question::Either(vec![of(Field::Anggaran), of(Field::RealisasiAnggaran)])),
        }
    }
}

/// `Target Anggaran | TW I - Anggaran | … | Total Realisasi Anggaran`: money of quarters that makes up what was spent in the year,
/// and not what was planned, was spent.
pub(super) fn spent(columns: &mut [Column<'_>], values: &Values<'_>) {
    let quarter = |column: &Column<'_>| {
        let of_quarter =
            |meant: &FormColumn| meant.field == Field::Anggaran && matches!(meant.period, Period::Triwulan(_));
        column.meant.filter(of_quarter).filter(|_| !column.shared)
    };
    let run: Vec<(usize, FormColumn)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, quarter(column)?))).collect();
    let whole = |field: Field| {
        let column = columns.iter().find(|column| column.meant == Some(field.yearly()) && !column.shared)?;
        Some(column.heading.column)
    };
    let said = columns.iter().any(|column| {
        column.meant.is_some_and(|meant| meant.field == Field::RealisasiAnggaran && meant.period != Period::Yearly)
    });
    let parts: Vec<u32> = run.iter().map(|(at, _)| columns[*at].heading.column).collect();
    let makes = |field: Field| whole(field).and_then(|whole| values.sums(whole, &parts)) == Some(true);
    if run.len() < 2 || said || !makes(Field::RealisasiAnggaran) || makes(Field::Anggaran) {
        return;
    }
    for (at, meant) in run {
        columns[at].settle(FormColumn { field: Field::RealisasiAnggaran, ..meant }, 85, ColumnBasis::Values);
    }
}

/// `Pagu | Realisasi TW 1 | … | Realisasi TW 4`: quarters under the same word are of one thing, also those that hold noughts yet.
pub(super) fn quarters_to_come(columns: &mut [Column<'_>], values: &Values<'_>) {
    let spent = |column: &Column<'_>| column.is_part(Field::RealisasiAnggaran) && column.basis == ColumnBasis::Values;
    let promised = columns.iter().any(|column| column.is(Field::Target) && !column.reading.others);
    let indicators = columns.iter().any(|column| column.is(Field::Indikator));
    if promised || !columns.iter().any(spent) || !indicators && !makes_up_a_total(columns, values) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.is_part(Field::Realisasi) && !column.shared) {
        let Some(meant) = column.meant else { continue };
        let noughts = values.rows(column.heading.column).all(|(_, figure)| figure == 0.0);
        let money = FormColumn { field: Field::RealisasiAnggaran, ..meant };
        match noughts {
            true => column.mean(money, 75, ColumnBasis::Place),
            false => column.doubt(Question::Either(vec![meant, money])),
        }
    }
}

/// Whether what was spent in quarters makes up what was spent in the year.
fn makes_up_a_total(columns: &[Column<'_>], values: &Values<'_>) -> bool {
    let own = |column: &&Column<'_>| column.is_part(Field::RealisasiAnggaran) && !column.shared;
    let parts: Vec<u32> = columns.iter().filter(own).map(|column| column.heading.column).collect();
    let total = columns.iter().find(|column| column.meant == Some(Field::RealisasiAnggaran.yearly()) && !column.shared);
    total.is_some_and(|total| values.sums(total.heading.column, &parts) == Some(true))
}

/// `Alokasi Anggaran | Realisasi Anggaran > 1 … 12 | Jumlah | Realisasi (%)`: in a table of money alone, the share of what was spent in
/// the budget says how much was absorbed, whatever it is called.
pub(super) fn absorbed(columns: &mut [Column<'_>], values: &Values<'_>) {
    budgets::absorbed(columns);
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    if has(Field::Target) || has(Field::Capaian) || has(Field::Serapan) {
        return;
    }
    let of_year = |field: Field| {
        let own = |column: &&Column<'_>| column.meant == Some(field.yearly()) && !column.shared;
        columns.iter().find(own).map(|column| column.heading.column)
    };
    let (Some(spent), Some(budget)) = (of_year(Field::RealisasiAnggaran), of_year(Field::Anggaran)) else { return };
    let reached = |column: &&mut Column<'_>| column.meant == Some(Field::Realisasi.yearly()) && !column.shared;
    for column in columns.iter_mut().filter(reached) {
        if column.reading.percent && values.is_ratio(column.heading.column, spent, budget) == Some(true) {
            column.settle(Field::Serapan.yearly(), 85, ColumnBasis::Values);
        }
    }
}

/// Amounts under words of a plan, beside targets of the year that are none: "Rencana TW I" of the budget. They are asked for.
pub(super) fn worded_amounts(columns: &mut [Column<'_>], values: &Values<'_>) {
    let year = columns.iter().find(|column| column.meant == Some(Field::Target.yearly()) && !column.shared);
    let Some(year) = year.map(|column| column.heading.profile) else { return };
    if year.money > 0 || year.numbers < 2 {
        return;
    }
    let amounts = |at: &usize| {
        let column = &columns[*at];
        let told = not_zero(columns, *at, values);
        let money = column.heading.profile.money;
        column.meant.is_some_and(of_part) && !column.shared && told > 1 && money * 10 >= told * 8
    };
    let found: Vec<usize> = (0..columns.len()).filter(amounts).collect();
    for at in found {
        if let Some(meant) = columns[at].meant {
            columns[at].doubt(Question::Either(vec![FormColumn { field: Field::Anggaran, ..meant }]));
        }
    }
}

/// What custom makes of a period alone.
const fn of_part(meant: FormColumn) -> bool {
    matches!(meant.field, Field::Target) && meant.period.is_part_of_year()
}

fn not_zero(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> u32 {
    let own = values.rows(columns[at].heading.column).filter(|(_, figure)| *figure != 0.0);
    u32::try_from(own.count()).unwrap_or(u32::MAX)
}

fn amounts_below(column: &Column<'_>) -> bool {
    let profile = column.heading.profile;
    profile.money > 0 && column.meant.is_some_and(|meant| meant.field.reading() == Reading::Value)
}
