//! What was reached up to now beside what was reached in each quarter: `TW I > R | TW II > R | s.d. TW II > R | C (%)`.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::triwulan::Triwulan;

use super::Column;
use super::evidence::Values;

/// `Target Triwulan | Realisasi Triwulan | Total Realisasi s.d. TW II`: what was reached up to the end of a quarter is of the
/// same quarter as the figures beside it that name none, and of another scope: the two stand for one field, of which the scope
/// of the target tells which is compared.
pub(super) fn of_the_same_quarter(columns: &mut [Column<'_>]) {
    promised_for_the_half(columns);
    let figure = |meant: &FormColumn| {
        matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian | Field::RealisasiAnggaran)
    };
    for at in 0..columns.len() {
        let Some(meant) = columns[at].meant.filter(figure) else { continue };
        let named = matches!(meant.period, Period::Triwulan(_) | Period::Semester(_)) && columns[at].reading.up_to;
        let own = |one: &Column<'_>| one.is(meant.field) && !one.shared && !one.reading.up_to;
        let running = columns.iter().any(|one| own(one) && one.meant == Some(meant.field.running()));
        // Quarters side by side are told apart by their names.
        let quarters = columns.iter().any(|one| {
            own(one) && one.meant.is_some_and(|other| matches!(other.period, Period::Triwulan(_) | Period::Month(_)))
        });
        let compared = if meant.field == Field::Target { Field::Realisasi } else { Field::Target };
        let compared = columns.iter().any(|one| one.meant == Some(compared.running()) && !one.shared);
        if named && !columns[at].shared && running && compared && !quarters {
            columns[at].meant = Some(meant.field.running());
        }
    }
}

/// `Target > Q1 | Q2 | s.d. Q2 | Q3`: beside the quarter's own target what is promised up to the end of the second is that of the half
/// of the year.
fn promised_for_the_half(columns: &mut [Column<'_>]) {
    let quarter = Field::Target.tw(Triwulan::II);
    let half = FormColumn { field: Field::Target, period: Period::Semester(1) };
    let own = |column: &Column<'_>, up_to: bool| {
        column.reading.column == Some(quarter) && column.reading.up_to == up_to && !column.shared && !column.settled
    };
    let alone = columns.iter().find(|column| own(column, false) && column.meant == Some(quarter));
    let taken = columns.iter().any(|column| column.meant == Some(half));
    let Some(group) = alone.filter(|_| !taken).map(|column| column.above().to_vec()) else { return };
    let counted = |at: &usize| own(&columns[*at], true) && columns[*at].above() == group;
    if let Some(at) = only((0..columns.len()).filter(counted)) {
        columns[at].settle(half, 80, ColumnBasis::Place);
    }
}

/// What a heading counts up to the end of a quarter is what was reached of the year so far where it adds up the quarters
/// beside it in every row, and nothing else holds that. Beside a target that is counted so too it is what that is compared with.
pub(super) fn added_up(columns: &mut [Column<'_>], values: &Values<'_>) {
    let promised = |column: &Column<'_>| {
        column.reading.up_to && column.reading.column.is_some_and(|read| read.field == Field::Target)
    };
    if columns.iter().any(promised) {
        return;
    }
    for at in 0..columns.len() {
        let reached = |meant: &FormColumn| matches!(meant.field, Field::Realisasi | Field::RealisasiAnggaran);
        let Some(meant) = columns[at].meant.filter(reached) else { continue };
        let quarter = matches!(meant.period, Period::Triwulan(_));
        let part = |one: &&Column<'_>| {
            one.is(meant.field)
                && !one.shared
                && !one.reading.up_to
                && one.meant.is_some_and(|meant| matches!(meant.period, Period::Triwulan(_)))
        };
        let parts: Vec<u32> = columns.iter().filter(part).map(|column| column.heading.column).collect();
        let twice = columns.iter().filter(part).any(|one| one.meant == Some(meant));
        let of_year = columns.iter().any(|one| one.meant == Some(meant.field.yearly()));
        let own = quarter && twice && columns[at].reading.up_to && !columns[at].shared && !of_year && parts.len() > 1;
        if own && values.sums(columns[at].heading.column, &parts) == Some(true) {
            columns[at].settle(meant.field.yearly(), 80, ColumnBasis::Values);
        }
    }
}

/// A figure counted up to the end of a quarter, beside that of the quarter alone, is what was reached of the year so far:
/// where its shares are those of the target of the year in every row, and nothing else holds that.
pub(super) fn counted(columns: &mut [Column<'_>], values: &Values<'_>) {
    let Some(target) = columns.iter().position(|column| column.meant == Some(Field::Target.yearly()) && !column.shared)
    else {
        return;
    };
    let of_year = |columns: &[Column<'_>], field: Field| columns.iter().any(|one| one.meant == Some(field.yearly()));
    for at in 0..columns.len() {
        let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::Realisasi) else { continue };
        let part = matches!(meant.period, Period::Triwulan(_) | Period::Running | Period::Month(_));
        let alone = |other: &Column<'_>| other.meant == Some(meant) && !other.reading.up_to && !other.shared;
        if !part || !columns[at].reading.up_to || !columns.iter().any(alone) || of_year(columns, Field::Realisasi) {
            continue;
        }
        let achieved = FormColumn { field: Field::Capaian, ..meant };
        let place = |at: usize| columns[at].heading.column;
        let of = |share: usize, part: usize| values.is_ratio(place(share), place(part), place(target)) == Some(true);
        // One that names no year may lean on the quarter to its left; the figures say whose it is.
        let own = |share: &usize| {
            let one = &columns[*share];
            let leaning = one.meant == Some(achieved) || one.meant == Some(Field::Capaian.running());
            !one.shared && (one.meant == Some(Field::Capaian.yearly()) || leaning && !of_year(columns, Field::Capaian))
        };
        let quarters = || (0..columns.len()).filter(|other| alone(&columns[*other]));
        let share =
            (0..columns.len()).find(|share| own(share) && of(*share, at) && !quarters().any(|one| of(*share, one)));
        let Some(share) = share else { continue };
        columns[at].settle(Field::Realisasi.yearly(), 80, ColumnBasis::Values);
        columns[share].settle(Field::Capaian.yearly(), 80, ColumnBasis::Values);
        spent_until_then(columns, at, meant);
    }
}

/// `Realisasi s.d. Triwulan III > K | Rp`: the money in the group of a figure that is of the year so far is so too.
fn spent_until_then(columns: &mut [Column<'_>], at: usize, meant: FormColumn) {
    let spent = FormColumn { field: Field::RealisasiAnggaran, ..meant };
    let of_year = columns.iter().any(|one| one.meant == Some(spent.field.yearly()));
    let alone = columns.iter().any(|one| one.meant == Some(spent) && !one.reading.up_to && !one.shared);
    let parents = columns[at].parents().into_owned();
    let own =
        |one: &Column<'_>| one.meant == Some(spent) && one.reading.up_to && !one.shared && one.parents() == parents;
    if !of_year
        && alone
        && !parents.is_empty()
        && let Some(one) = columns.iter_mut().find(|one| own(one))
    {
        one.settle(spent.field.yearly(), 80, ColumnBasis::Place);
    }
}
