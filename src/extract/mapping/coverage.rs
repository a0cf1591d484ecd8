//! Coverage of the people that a service is for: `Sasaran | Target | Cakupan > Angka | %`. What was reached is the percent, as the target is.

use crate::domain::column::Field;
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;

use super::Column;
use super::evidence::Values;

/// Parts of a year at least that are reported one by one, and where nobody counts those who were to be served.
const PARTS: usize = 2;
const MONTHS: usize = 3;
/// More is no percent of those who were to be served.
const PERCENT: f64 = 120.0;

/// Takes the percent under "Cakupan" for what was realised where it is the share of the count beside it in the people to be
/// served, row by row; those two are what is divided.
pub(super) fn of_people(columns: &mut [Column<'_>], values: &Values<'_>) {
    let has = |field: Field| columns.iter().any(|column| column.is(field));
    if !has(Field::Target) || has(Field::Realisasi) || has(Field::Capaian) {
        return;
    }
    let open = |column: &Column<'_>| column.meant.is_none() && !column.shared && column.heading.profile.of_numbers();
    let covered = |at: &usize| open(&columns[*at]) && columns[*at].path.starts_with("cakupan");
    let served = |at: &usize| {
        let column = &columns[*at];
        let silent = column.meant.is_none() || column.is(Field::Sasaran);
        silent && !column.shared && column.heading.profile.of_numbers() && column.path.ends_with("sasaran")
    };
    let Some(whole) = only((0..columns.len()).filter(served)) else { return };
    let place = |at: usize| columns[at].heading.column;
    let shares = || (0..columns.len()).filter(covered).filter(|at| columns[*at].reading.percent);
    let counts = || (0..columns.len()).filter(covered).filter(|at| !columns[*at].reading.percent);
    let pairs = shares().flat_map(|share| counts().map(move |count| (share, count)));
    let divided = |(share, count): &(usize, usize)| {
        columns[*share].parents() == columns[*count].parents()
            && values.is_ratio(place(*share), place(*count), place(whole)) == Some(true)
    };
    let Some((share, count)) = only(pairs.filter(divided)) else { return };
    columns[share].settle(Field::Realisasi.yearly(), 80, ColumnBasis::Values);
    columns[count].settle(Field::Numerator.yearly(), 80, ColumnBasis::Values);
    columns[whole].settle(Field::Denominator.yearly(), 80, ColumnBasis::Values);
}

/// `Target (%) | Realisasi > Jan … Des | JML | Cakupan (%)`: beside a target in percent the persons that were served in all months are
/// no figure of it, and the percent behind them is: their share in those who were to be, where a column counts these.
pub(super) fn of_parts(columns: &mut [Column<'_>], values: &Values<'_>) {
    let place = |at: usize| columns[at].heading.column;
    let one = |field: Field| {
        only((0..columns.len()).filter(|at| columns[*at].meant == Some(field.yearly()) && !columns[*at].shared))
    };
    let (Some(target), Some(count)) = (one(Field::Target), one(Field::Realisasi)) else { return };
    let parts = columns.iter().filter(|column| column.is_part(Field::Realisasi)).count();
    if parts < PARTS || !columns[count].reading.sum {
        return;
    }
    // Where the heading does not say that targets are percents: none is more, and what was counted is more than most of them.
    let no_more = values.rows(place(target)).all(|(_, target)| target <= 100.0);
    let beyond = |(row, count): &(u32, f64)| values.number(place(target), *row).is_some_and(|target| *count > target);
    let (told, all) = (values.rows(place(count)).filter(beyond).count(), values.rows(place(count)).count());
    let named_percent = columns[target].reading.percent;
    let in_percent = named_percent || no_more && told * 2 > all;
    if !in_percent {
        return;
    }
    let percent = |at: &usize| columns[*at].reading.percent && !columns[*at].shared;
    let named = |column: &Column<'_>| column.path.starts_with("cakupan") || column.path.starts_with("persen");
    let open = |at: &usize| columns[*at].meant.is_none() && named(&columns[*at]);
    let achieved = |at: &usize| columns[*at].meant == Some(Field::Capaian.yearly());
    let Some(share) = only((count + 1..columns.len()).filter(|at| percent(at) && (open(at) || achieved(at)))) else {
        return;
    };
    let served = |at: &usize| {
        let column = &columns[*at];
        let silent = column.meant.is_none() || column.is(Field::Sasaran) || column.is(Field::Ignore);
        silent && *at != share && !column.shared && column.heading.profile.of_numbers()
    };
    let divided = |at: &usize| values.is_ratio(place(share), place(count), place(*at)) == Some(true);
    let whole = only((0..columns.len()).filter(served).filter(divided));
    // Of persons who are nowhere counted as many as a percent could not be.
    let persons = || values.rows(place(count)).any(|(_, persons)| persons > PERCENT);
    let of_target = || values.is_ratio(place(share), place(count), place(target)) == Some(true);
    if whole.is_none() && (!named_percent || achieved(&share) || parts < MONTHS || !persons() || of_target()) {
        return;
    }
    columns[share].settle(Field::Realisasi.yearly(), 80, ColumnBasis::Values);
    for counted in whole.into_iter().chain([count]) {
        columns[counted].settle_ignored(ColumnBasis::Values);
    }
}

/// "Sasaran" behind the targets of a list, over whom they are counted of ("Seluruh desa"), and nothing that is to come about: it is no
/// objective of the rows.
pub(super) fn of_whom(columns: &mut [Column<'_>], values: &Values<'_>) {
    let Some(target) = columns.iter().position(|column| column.is(Field::Target) && !column.shared) else { return };
    let wording = |column: &Column<'_>| {
        [Field::Indikator, Field::Description].into_iter().any(|field| column.is(field)) && !column.shared
    };
    if !columns[..target].iter().any(wording) || columns[target..].iter().any(wording) {
        return;
    }
    for column in columns[target..].iter_mut().filter(|column| column.is(Field::Sasaran) && column.path == "sasaran") {
        let profile = column.heading.profile;
        if profile.texts > 1 && profile.texts == profile.filled && !values.states(column.heading.column) {
            column.settle_ignored(ColumnBasis::Values);
        }
    }
}
