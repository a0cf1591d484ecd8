//! Columns of figures that lean on their neighbours: "%", "Jumlah", one heading over unit and figure.

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::words_of_name;

use crate::extract::shape::profile::ColumnProfile;

use super::budgets;
use super::ceilings::says_rupiah;
use super::evidence::Values;
use super::{Column, Question};

/// Beside the quarter that each row is about, figures of no period are that quarter's.
pub(super) fn of_row_quarter(columns: &mut [Column<'_>], values: &Values<'_>) {
    let quarters = |column: &Column<'_>| column.is(Field::RowTriwulan) && values.all_quarters(column.heading.column);
    let tells = |column: &Column<'_>| column.tells_quarter() || quarters(column);
    let Some(at) = columns.iter().position(tells) else { return };
    // "Periode" over 2026 is a year.
    if values.rows(columns[at].heading.column).any(|(_, number)| !(1.0..=4.0).contains(&number)) {
        return;
    }
    for column in &mut columns[at + 1..] {
        let Some(meant) = column.meant.filter(|meant| meant.period == Period::Yearly) else { continue };
        let figure = matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian);
        if figure && column.year.is_none() && !column.path.contains("tahun") {
            column.meant = Some(meant.field.running());
        }
    }
    // `Target Tahun | Rincian Capaian > Triwulan | Target`: the two targets are of the year and of the row's quarter.
    let of_year = columns[..at].iter().any(|column| column.meant == Some(Field::Target.yearly()) && !column.shared);
    for column in columns[at + 1..].iter_mut().filter(|column| column.meant == Some(Field::Target.running())) {
        column.settled |= of_year;
    }
}

/// "Bulan ini" is the month that the title names. Where it names none, what is counted up to it is the figure of the
/// form's period, and that of the month alone is not needed; alone it is asked.
pub(super) fn this_month(columns: &mut [Column<'_>], month: Option<u8>) {
    for column in columns.iter_mut().filter(|column| column.meant.is_none() && !column.shared) {
        if let (Some(field), Some(month)) = (column.reading.unnamed_month, month) {
            column.mean(field.month(month), 75, ColumnBasis::Place);
        }
    }
    let of_month = |column: &Column<'_>| column.reading.this_month && !column.reading.up_to;
    let counted: Vec<Field> = columns
        .iter()
        .filter(|column| column.reading.this_month && column.reading.up_to)
        .filter_map(|column| Some(column.meant?.field))
        .collect();
    // Up to May is up to no quarter's end.
    let amid = month.filter(|month| month % 3 != 0);
    for column in columns.iter_mut().filter(|column| column.reading.this_month && column.reading.up_to) {
        if let (Some(meant), Some(month)) = (column.meant.filter(|meant| meant.period == Period::Running), amid) {
            column.meant = Some(meant.field.month(month));
        }
    }
    for column in columns.iter_mut().filter(|column| of_month(column)) {
        let Some(meant) = column.meant.filter(|meant| meant.period == Period::Running) else { continue };
        match month {
            Some(month) => column.meant = Some(meant.field.month(month)),
            None if counted.contains(&meant.field) => column.ignore(ColumnBasis::Place),
            None => {
                column.doubt(Question::Either(vec![meant]));
            }
        }
    }
}

/// Two columns of figures headed alike, of which one holds short texts: the unit beside its figure.
pub(super) fn units_beside_figures(columns: &mut [Column<'_>]) {
    if columns.iter().any(|column| column.is(Field::Satuan)) {
        return;
    }
    for at in 1..columns.len() {
        let (one, other) = (&columns[at - 1], &columns[at]);
        let figure = one.meant.is_some_and(|meant| meant.field.reading() == Reading::Value);
        if !figure || one.meant != other.meant || one.path != other.path {
            continue;
        }
        let (left, right) = (one.heading.profile, other.heading.profile);
        let unit = if left.of_units() && right.of_numbers() {
            at - 1
        } else if left.of_numbers() && right.of_units() {
            at
        } else {
            continue;
        };
        columns[unit].mean(Field::Satuan.yearly(), 85, ColumnBasis::Values);
        return;
    }
}

/// Realisations beside a budget: money, where there is no target of performance and amounts stand below, or where the
/// budget stands right before and performance has its own realisation.
pub(super) fn money(columns: &mut [Column<'_>], values: &Values<'_>) {
    paired(columns);
    budgets::planned_and_spent(columns, values);
    rupiah_of_target(columns);
    realised_after_budget(columns);
    absorbed_amounts(columns);
    let has = |columns: &[Column<'_>], field| columns.iter().any(|column| column.is(field));
    let promised = columns.iter().any(|column| column.is(Field::Target) && !column.reading.others);
    if promised || !has(columns, Field::Anggaran) || has(columns, Field::RealisasiAnggaran) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.is(Field::Realisasi)) {
        let amounts = column.heading.profile.money > 0 && column.heading.profile.of_numbers();
        if let Some(meant) = column.meant.filter(|_| amounts) {
            column.mean(FormColumn { field: Field::RealisasiAnggaran, ..meant }, 80, ColumnBasis::Values);
        }
    }
}

/// `target_kinerja_2026_kinerja | target_kinerja_2026_anggaran`: headings that differ in their last word alone, of which the
/// second names money.
fn paired(columns: &mut [Column<'_>]) {
    let last_word = |column: &Column<'_>| {
        let text = words_of_name(column.heading.parts.last()?).to_lowercase();
        text.trim().rsplit_once([' ', '_']).map(|(stem, last)| (stem.trim().to_string(), last.to_string()))
    };
    for at in 1..columns.len() {
        let Some(Question::Either(maybe)) = columns[at].question.clone() else { continue };
        let ([one, money], Some((stem, last)), Some((other, before))) =
            (maybe.as_slice(), last_word(&columns[at]), last_word(&columns[at - 1]))
        else {
            continue;
        };
        let pair = stem == other && before == "kinerja" && matches!(last.as_str(), "anggaran" | "keuangan" | "rp");
        if pair && columns[at - 1].meant == Some(*one) {
            columns[at].mean(*money, 85, ColumnBasis::Place);
        }
    }
}

/// `Data 2026 > Target | Rp | Satuan`: amounts that are headed as such and no more, right behind the target of their group.
fn rupiah_of_target(columns: &mut [Column<'_>]) {
    for at in 1..columns.len() {
        let (one, column) = (&columns[at - 1], &columns[at]);
        let ([group @ .., last], [beside @ .., _]) = (column.heading.parts.as_slice(), one.heading.parts.as_slice())
        else {
            continue;
        };
        let amounts = column.heading.profile.filled == 0 || column.heading.profile.of_amounts();
        let silent = column.meant.is_none() && column.question.is_none() && !column.shared;
        let Some(meant) = one.meant.filter(|meant| meant.field == Field::Target) else { continue };
        if silent && says_rupiah(last) && amounts && !group.is_empty() && group == beside {
            columns[at].mean(FormColumn { field: Field::Anggaran, ..meant }, 80, ColumnBasis::Place);
        }
    }
}

/// "Penyerapan Anggaran" over amounts is what was spent, and no share.
fn absorbed_amounts(columns: &mut [Column<'_>]) {
    for at in 0..columns.len() {
        let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::Serapan) else { continue };
        let spent = FormColumn { field: Field::RealisasiAnggaran, ..meant };
        let profile = columns[at].heading.profile;
        let amounts = profile.of_amounts() && !columns[at].reading.percent;
        let taken = |column: &Column<'_>| column.meant == Some(spent) && column.year == columns[at].year;
        if amounts && !columns.iter().any(taken) {
            columns[at].mean(spent, 85, ColumnBasis::Values);
        }
    }
}

/// `Target | Realisasi | Pagu | Realisasi`: the second is of the budget.
fn realised_after_budget(columns: &mut [Column<'_>]) {
    for at in 1..columns.len() {
        let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::Realisasi) else { continue };
        let budget = FormColumn { field: Field::Anggaran, ..meant };
        let profile = columns[at].heading.profile;
        let amounts = profile.filled == 0 || profile.money > 0 || profile.numbers == 0;
        let earlier = columns[..at].iter().any(|column| column.meant == Some(meant) && !column.shared);
        // A column of texts may stand between.
        let figures =
            |column: &&Column<'_>| !column.shared && column.heading.profile.texts * 2 <= column.heading.profile.filled;
        let before = columns[..at].iter().rev().find(figures).and_then(|column| column.meant);
        // Amounts behind a budget, where what was realised before it was none.
        let all_amounts = profile.of_amounts();
        let counted = |column: &Column<'_>| column.meant == Some(meant) && column.heading.profile.money == 0;
        let of_money = all_amounts
            && columns[..at].iter().any(|column| column.meant == Some(budget))
            && columns[..at].iter().any(counted);
        let right_behind = before == Some(budget) || columns[at - 1].meant == Some(budget);
        if (right_behind && amounts || of_money) && earlier {
            columns[at].mean(FormColumn { field: Field::RealisasiAnggaran, ..meant }, 80, ColumnBasis::Place);
        }
    }
}

/// One heading over several columns: a unit beside its figure, a code beside its name.
pub(super) fn shared(columns: &mut [Column<'_>]) {
    let unit_elsewhere = columns.iter().any(|column| column.is(Field::Satuan));
    for at in 1..columns.len() {
        if !columns[at].shared || columns[at - 1].shared || columns[at - 1].heading.parts != columns[at].heading.parts {
            continue;
        }
        let profiles = (columns[at - 1].heading.profile, columns[at].heading.profile);
        let Some(meant) = columns[at - 1].meant else { continue };
        let sure = columns[at - 1].sure;
        let Some((one, other)) = under_one_heading(meant, profiles, unit_elsewhere) else { continue };
        columns[at].mean(other, if other == meant { sure.min(85) } else { 80 }, ColumnBasis::Values);
        match one {
            same if same == meant => {}
            one if one.field == Field::Ignore => columns[at - 1].ignore(ColumnBasis::Values),
            one => columns[at - 1].mean(one, if one.field == Field::Satuan { 80 } else { 75 }, ColumnBasis::Values),
        }
    }
}

/// What two columns under one heading hold, by what stands in them: a unit beside its figure, a code beside its name.
/// `None` where nothing tells.
pub(in crate::extract) fn under_one_heading(
    meant: FormColumn,
    (left, right): (ColumnProfile, ColumnProfile),
    unit_elsewhere: bool,
) -> Option<(FormColumn, FormColumn)> {
    let (satuan, ignored) = (Field::Satuan.yearly(), Field::Ignore.yearly());
    let figure = matches!(meant.field.reading(), Reading::Value | Reading::Money)
        || (meant.field == Field::Ignore && left.of_units());
    if figure && left.of_units() && right.of_numbers() {
        return Some((if unit_elsewhere { ignored } else { satuan }, meant));
    }
    // "3 dari 4", "Sangat Baik" and "98%" are targets of several kinds.
    let mixed = left.numbers > 0 && (left.filled - left.wordy) * 10 >= left.filled * 6;
    if figure && (left.of_numbers() || mixed) && right.of_units() && !unit_elsewhere {
        return Some((meant, satuan));
    }
    if meant.field.reading() == Reading::Text && of_codes(&left) && right.texts * 2 > right.filled {
        let code = matches!(meant.field, Field::Keluaran | Field::Indikator) && left.codes * 2 > left.filled
            || matches!(meant.field, Field::Keluaran | Field::Indikator | Field::Description)
                && left.named_codes * 2 > left.filled;
        let one = match meant.field {
            _ if code => Field::Code.yearly(),
            // The numbers of levels: "1", "1.1", "1.1.1".
            Field::Description => Field::No.yearly(),
            _ => ignored,
        };
        return Some((one, meant));
    }
    None
}

/// Whether what stands in a column states nothing: codes, numbers, letters and bullets before a wording.
fn of_codes(profile: &ColumnProfile) -> bool {
    let stating_nothing = profile.codes + profile.numbers + profile.marks + profile.named_codes;
    profile.filled > 0 && stating_nothing * 10 >= profile.filled * 8
}

/// `TOTAL > T | R` behind months with both: the columns of the field that its last part names.
fn lettered(columns: &[Column<'_>], at: usize) -> Option<(Field, Vec<usize>)> {
    let last = columns[at].heading.parts.last().filter(|_| columns[at].heading.parts.len() > 1)?;
    let field = match last.trim().to_lowercase().as_str() {
        "t" | "target" => Field::Target,
        "r" | "realisasi" => Field::Realisasi,
        _ => return None,
    };
    let of_period =
        |at: &usize| columns[*at].meant.is_some_and(|meant| meant.field == field && meant.period != Period::Yearly);
    let parts: Vec<usize> = (0..at).filter(of_period).collect();
    (parts.len() >= 2).then_some((field, parts))
}

/// The columns of one field and its periods right before a column.
fn periods_before(columns: &[Column<'_>], at: usize) -> Option<(Field, Vec<usize>)> {
    let last = columns[..at].iter().rev().find(|column| !column.shared)?.meant?;
    let measure = matches!(last.field.reading(), Reading::Value | Reading::Money | Reading::Percent);
    if !measure || last.period == Period::Yearly {
        return None;
    }
    let of_field = |column: &&usize| columns[**column].is(last.field);
    let run: Vec<usize> = (0..at).rev().collect::<Vec<_>>().iter().take_while(of_field).copied().collect();
    (run.len() >= 2).then(|| (last.field, run.into_iter().rev().collect()))
}

/// `TW I > T | R | … | TW IV > T | R | Total`: of what is promised and what was reached in the parts of the year, the one that the
/// figures sum up.
fn told_by_figures(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> Option<(Field, Vec<usize>)> {
    let of = |field: Field| -> Vec<usize> { (0..at).filter(|other| columns[*other].is_part(field)).collect() };
    let sums = |parts: &Vec<usize>| {
        let sheet: Vec<u32> = parts.iter().map(|part| columns[*part].heading.column).collect();
        parts.len() > 1 && values.sums(columns[at].heading.column, &sheet) == Some(true)
    };
    let fields = [Field::Target, Field::Realisasi, Field::Anggaran, Field::RealisasiAnggaran];
    only(fields.into_iter().map(|field| (field, of(field))).filter(|(_, parts)| sums(parts)))
}

/// "Jumlah" or "Total" right after the periods of a field is its year, where the figures say so.
pub(super) fn sums(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 1..columns.len() {
        let column = &columns[at];
        if column.meant.is_some() || column.shared || !column.reading.sum {
            continue;
        }
        let found = lettered(columns, at).or_else(|| periods_before(columns, at));
        let Some((field, parts)) = found.or_else(|| told_by_figures(columns, at, values)) else { continue };
        let of_years = matches!(columns[parts[0]].meant.map(|meant| meant.period), Some(Period::Year(_)))
            || parts.iter().all(|part| columns[*part].year.is_some());
        let taken = columns.iter().any(|other| other.meant == Some(field.yearly()));
        let sheet: Vec<u32> = parts.iter().map(|part| columns[*part].heading.column).collect();
        let summed = values.sums(columns[at].heading.column, &sheet);
        if of_years || taken {
            columns[at].ignore(ColumnBasis::Place);
        } else {
            match summed {
                Some(true) => columns[at].mean(field.yearly(), 85, ColumnBasis::Values),
                None => columns[at].mean(field.yearly(), 65, ColumnBasis::Place),
                Some(false) => columns[at].question = Some(Question::Either(vec![field.yearly()])),
            }
        }
    }
}

/// "%", "Persentase": the share that the figures say, or that of the realisation right before it.
pub(super) fn ratios(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 1..columns.len() {
        let column = &columns[at];
        // "%" leans on the realisation before it; behind money it is money's.
        let after_money = columns[at - 1].is(Field::RealisasiAnggaran) && column.reading.share;
        let bare = (column.meant.is_none() || after_money) && column.reading.percent && column.reading.doubt.is_none();
        if column.shared || column.reading.labels.len() == column.heading.parts.len() || !(bare || column.reading.ratio)
        {
            continue;
        }
        // The words or the dictionary told it, and nothing beside it speaks against them.
        let between_two = matches!(columns[at - 1].meant.map(|meant| meant.field), Some(Field::RealisasiAnggaran));
        if column.meant.is_some() && !between_two {
            continue;
        }
        let candidates = shares(columns, at, values);
        let proven: Vec<&Share> = candidates
            .iter()
            .filter(|share| {
                let own = columns[at].heading.column;
                values.is_ratio(own, share.part, share.whole) == Some(true)
                    || values.is_achievement(own, share.part, share.whole)
            })
            .collect();
        let refuted = |share: &Share| {
            let own = columns[at].heading.column;
            values.is_ratio(own, share.part, share.whole) == Some(false)
                && !values.fits_either_way(own, share.part, share.whole)
        };
        match (&proven[..], &candidates[..]) {
            ([share], _) => {
                let meant = share.column;
                columns[at].mean(meant, 90, ColumnBasis::Values);
            }
            // "Pertumbuhan (%)" behind a realisation is its growth.
            ([], [share, ..]) if !between_two && share.next && says_no_more(&columns[at]) && !refuted(share) => {
                let meant = share.column;
                columns[at].mean(meant, 70, ColumnBasis::Place);
            }
            ([], [_, _, ..]) if between_two => {
                let either = candidates.iter().filter(|share| share.beside).map(|share| share.column).collect();
                columns[at].doubt(Question::Either(either));
            }
            _ => {}
        }
    }
}

/// Whether a heading says percent and nothing else, at its end.
fn says_no_more(column: &Column<'_>) -> bool {
    column.reading.ratio
        || column.reading.share
        || column.reading.strangers.is_empty() && column.reading.labels.is_empty()
}

/// A share that a column may be.
struct Share {
    column: FormColumn,
    part: u32,
    whole: u32,
    /// Whether its figure stands before the column or one before that.
    beside: bool,
    /// Whether its figure stands right before the column.
    next: bool,
}

fn shares(columns: &[Column<'_>], at: usize, values: &Values<'_>) -> Vec<Share> {
    // `Tahun 2025 > Target | Realisasi | % | Tahun 2026 > Target | Realisasi | %`: each year has its own.
    let same_year = |one: &Column<'_>, other: &Column<'_>| match (one.year, other.year) {
        (Some(one), Some(other)) => one == other,
        _ => true,
    };
    let whole = |field: Field, part: &Column<'_>, period: Period| {
        let of = |period| {
            let meant = Some(FormColumn { field, period });
            columns.iter().find(|column| column.meant == meant && same_year(column, part))
        };
        of(period).or_else(|| of(Period::Yearly)).map(|column| column.heading.column)
    };
    // A column whose figures are no such share leaves it to another.
    let taken = |column: FormColumn, part: &Column<'_>, whole: u32| {
        columns.iter().enumerate().any(|(other, one)| {
            let refuted = || values.is_ratio(one.heading.column, part.heading.column, whole) == Some(false);
            other != at && one.meant == Some(column) && same_year(one, part) && !refuted()
        })
    };
    let mut result = Vec::new();
    for (place, column) in columns.iter().enumerate().take(at).rev().take(6) {
        let Some(meant) = column.meant.filter(|_| same_year(column, &columns[at])) else { continue };
        let (share, of) = match meant.field {
            Field::Realisasi => (Field::Capaian, Field::Target),
            Field::RealisasiAnggaran => (Field::Serapan, Field::Anggaran),
            _ => continue,
        };
        let share = FormColumn { field: share, period: meant.period };
        if let Some(whole) = whole(of, column, meant.period).filter(|whole| !taken(share, column, *whole)) {
            result.push(Share {
                column: share,
                part: column.heading.column,
                whole,
                beside: at - place <= 2,
                next: at - place == 1,
            });
        }
    }
    result
}
