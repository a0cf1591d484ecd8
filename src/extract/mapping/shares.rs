//! What the arithmetic of the rows says against the words, and where the words say nothing: realisations that are shares of
//! the target, figures in percent beside their counts, achievements under words that nobody knows.

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;

use super::evidence::Values;
use super::subject::seen_again;
use super::{Column, Question};

/// The columns of a field; also those that are not needed.
fn of(columns: &[Column<'_>], field: Field) -> Vec<u32> {
    let read = |column: &Column<'_>| column.reading.column.is_some_and(|read| read.field == field);
    let own = |column: &&Column<'_>| (column.is(field) || read(column)) && !column.shared;
    columns.iter().filter(own).map(|column| column.heading.column).collect()
}

/// "Realisasi" that is the share of figures nobody knows in the target: it may be the achievement, and is asked.
pub(super) fn realised_shares(columns: &mut [Column<'_>], values: &Values<'_>) {
    let targets = of(columns, Field::Target);
    let unknown: Vec<u32> = columns
        .iter()
        .filter(|column| column.meant.is_none() && column.heading.profile.of_numbers())
        .map(|column| column.heading.column)
        .collect();
    let asked: Vec<usize> = (0..columns.len())
        .filter(|at| columns[*at].is(Field::Realisasi) && !columns[*at].shared)
        .filter(|at| {
            let own = columns[*at].heading.column;
            let share = |whole: &u32| unknown.iter().any(|part| values.is_share(own, *part, *whole));
            targets.iter().any(share)
        })
        .collect();
    for at in asked {
        let Some(meant) = columns[at].meant else { continue };
        let achieved = FormColumn { field: Field::Capaian, ..meant };
        columns[at].doubt(Question::Either(vec![meant, achieved]));
    }
}

/// `Target Tahun | Target TW II | Realisasi | Capaian`: where the shares are those of the quarter's target in every row, and
/// not of the year's, what was realised is the quarter's too. Without shares the size of the figures tells; beside the target
/// of one month, what tells nothing is asked.
pub(super) fn of_target_period(columns: &mut [Column<'_>], values: &Values<'_>) {
    let one = |columns: &[Column<'_>], field: Field| -> Option<usize> {
        let of_this_year = |at: &usize| {
            columns[*at].meant.is_some_and(|meant| meant.field == field && !matches!(meant.period, Period::Year(_)))
        };
        let plain = |at: &usize| {
            let column = &columns[*at];
            !column.shared && !column.reading.others && !column.reading.unexplained && !seen_again(column)
        };
        only((0..columns.len()).filter(|at| of_this_year(at) && plain(at)))
            .filter(|at| columns[*at].meant == Some(field.yearly()))
    };
    let Some(realised) = one(columns, Field::Realisasi) else { return };
    let share = one(columns, Field::Capaian);
    let any_share =
        columns.iter().filter(|column| !column.reading.unexplained && !column.reading.others).any(|column| {
            column.meant.is_some_and(|meant| meant.field == Field::Capaian && !matches!(meant.period, Period::Year(_)))
        });
    let whole_year = |at: usize| columns[at].reading.whole_year;
    if columns[realised].year.is_some() || whole_year(realised) || share.is_some_and(whole_year) {
        return;
    }
    if share.is_none() && any_share {
        return;
    }
    let target = |period: fn(Period) -> bool| {
        only(columns.iter().filter_map(|column| {
            let own = |meant: &FormColumn| meant.field == Field::Target && period(meant.period);
            let meant = column.meant.filter(|meant| own(meant) && !column.reading.others)?;
            Some((meant.period, column.heading.column))
        }))
    };
    let part = |period: Period| period == Period::Running || period.is_part_of_year();
    let (Some((_, year)), Some((period, own))) = (target(|period| period == Period::Yearly), target(part)) else {
        return;
    };
    let parts = columns[realised].heading.column;
    let of = |whole: u32| {
        share.is_some_and(|share| values.is_ratio(columns[share].heading.column, parts, whole) == Some(true))
    };
    let both = [Some(realised), share];
    if of(own) && !of(year) || !of(year) && values.of_the_part(parts, own, year) {
        for at in both.into_iter().flatten() {
            columns[at].meant = columns[at].meant.map(|meant| FormColumn { period, ..meant });
        }
    } else if matches!(period, Period::Month(_)) && !of(year) {
        for at in both.into_iter().flatten() {
            let Some(meant) = columns[at].meant else { continue };
            columns[at].refuse(Question::Either(vec![meant, FormColumn { period, ..meant }]));
        }
    }
}

/// `Target 60% | Realisasi > % | Angka`: beside targets in percent, the percents are what was realised and no share of it, where
/// the counts beside them make up no such share; the counts are what they are computed from.
pub(super) fn realised_in_percent(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 0..columns.len() {
        let Some(meant) = columns[at].meant.filter(|meant| meant.field == Field::Capaian) else { continue };
        let (realised, above) =
            (FormColumn { field: Field::Realisasi, ..meant }, columns[at].heading.parts.split_last());
        if !columns[at].reading.ratio || columns[at].shared {
            continue;
        }
        let Some((_, above)) = above else { continue };
        let beside = |other: &usize| {
            let column = &columns[*other];
            column.meant == Some(realised) && column.heading.parts.split_last().is_some_and(|(_, own)| own == above)
        };
        let Some(count) = (0..columns.len()).find(beside) else { continue };
        let target =
            |period| columns.iter().find(|column| column.meant == Some(FormColumn { field: Field::Target, period }));
        let Some(target) = target(meant.period).or_else(|| target(Period::Yearly)) else { continue };
        let profile = target.heading.profile;
        let (share, part, whole) = (columns[at].heading.column, columns[count].heading.column, target.heading.column);
        if profile.percents * 2 > profile.filled && values.no_share(share, part, whole) {
            columns[at].mean(realised, 80, ColumnBasis::Values);
            columns[count].mean(FormColumn { field: Field::Numerator, ..meant }, 75, ColumnBasis::Values);
            for changed in [at, count] {
                columns[changed].refused = true;
            }
        }
    }
}

/// "Hasil Kalkulasi" over what was realised of the target in every row: whatever it is called, that is the achievement, where
/// no column is called so and a single one holds it.
pub(super) fn achieved_without_a_name(columns: &mut [Column<'_>], values: &Values<'_>) {
    if columns.iter().any(|column| column.reading.column.is_some_and(|read| read.field == Field::Capaian)) {
        return;
    }
    let realised: Vec<FormColumn> = columns
        .iter()
        .filter(|column| column.is(Field::Realisasi) && !column.shared && !column.reading.others)
        .filter_map(|column| column.meant)
        .collect();
    // Months beside a figure that is none are what it is made of.
    let stated: Vec<FormColumn> =
        realised.iter().copied().filter(|meant| !matches!(meant.period, Period::Month(_))).collect();
    let meant = match (&stated[..], &realised[..]) {
        ([one], _) | ([], [one]) => *one,
        _ => return,
    };
    let place = |field: Field, period: Period| {
        let of = |column: &&Column<'_>| column.meant == Some(FormColumn { field, period }) && !column.reading.others;
        columns.iter().find(of).map(|column| column.heading.column)
    };
    let target = place(Field::Target, meant.period).or_else(|| place(Field::Target, Period::Yearly));
    let (Some(part), Some(whole)) = (place(Field::Realisasi, meant.period), target) else { return };
    let silent = |at: &usize| {
        let column = &columns[*at];
        let unread = column.meant.is_none() && column.question.is_none() && column.reading.column.is_none();
        // A score is made of the achievement, and may be it by chance.
        let scored = ["nilai", "skor", "score", "indeks", "bobot", "tertimbang", "poin"];
        let scored = column.path.split([' ', '>', '/', '(', ')', '_']).any(|word| scored.contains(&word));
        unread && !scored && !column.shared && !column.refused && values.achieves(column.heading.column, part, whole)
    };
    let found: Vec<usize> = (0..columns.len()).filter(silent).collect();
    if let [at] = found[..] {
        columns[at].mean(FormColumn { field: Field::Capaian, ..meant }, 75, ColumnBasis::Values);
    }
}

/// `Target PK | Alokasi TW | Realisasi`: what is allotted to a quarter and is no amount of money. Where the shares beside it are
/// of it, it is the target of the quarter; else nobody can tell.
pub(super) fn allotted_targets(columns: &mut [Column<'_>], values: &Values<'_>) {
    let of = |columns: &[Column<'_>], field: Field| -> Vec<u32> {
        columns.iter().filter(|column| column.is(field) && !column.shared).map(|column| column.heading.column).collect()
    };
    let (realised, shares) = (of(columns, Field::Realisasi), of(columns, Field::Capaian));
    let year = columns.iter().find(|column| column.meant == Some(Field::Target.yearly())).map(|one| one.heading.column);
    let allotted: Vec<usize> = (0..columns.len())
        .filter(|at| {
            let (column, profile) = (&columns[*at], columns[*at].heading.profile);
            let named = column.path.split([' ', '>', '(']).any(|word| word == "alokasi");
            let money = ["anggaran", "dana", "biaya", "pagu", "rp", "rupiah", "keuangan"];
            let of_money = column.path.split([' ', '>', '(', ')', '.']).any(|word| money.contains(&word));
            let figures = profile.filled > 1 && profile.money == 0 && profile.numbers * 10 >= profile.filled * 8;
            column.is(Field::Anggaran) && named && !of_money && figures && !column.shared
        })
        .collect();
    let place = |columns: &[Column<'_>], at: usize| columns[at].heading.column;
    let quarters: Vec<u32> = allotted.iter().map(|at| place(columns, *at)).collect();
    let sum = allotted.len() > 1 && year.is_some_and(|year| values.made_up(year, &quarters));
    for at in allotted {
        let Some(meant) = columns[at].meant else { continue };
        let target = FormColumn { field: Field::Target, ..meant };
        let whole = place(columns, at);
        let proven = || {
            shares.iter().any(|share| realised.iter().any(|part| values.is_ratio(*share, *part, whole) == Some(true)))
        };
        let taken = columns.iter().any(|column| column.meant == Some(target));
        if year.is_some() && !taken && (sum || proven()) {
            columns[at].mean(target, 80, ColumnBasis::Values);
            columns[at].refused = true;
        } else {
            columns[at].refuse(Question::Either(vec![target, meant]));
        }
    }
}

/// `Target 4.150 ton | Realisasi 1.275.000.000`: amounts of money beside targets that are none were not realised of them.
pub(super) fn amounts_beside_targets(columns: &mut [Column<'_>]) {
    let profile = |column: &Column<'_>| column.heading.profile;
    let target = |columns: &[Column<'_>], period: Period| {
        let of = |column: &&Column<'_>| column.meant == Some(FormColumn { field: Field::Target, period });
        columns.iter().find(of).map(profile)
    };
    for at in 0..columns.len() {
        let own = |meant: &FormColumn| meant.field == Field::Realisasi && meant.field.reading() == Reading::Value;
        let Some(meant) = columns[at].meant.filter(own) else { continue };
        let Some(target) = target(columns, meant.period).or_else(|| target(columns, Period::Yearly)) else { continue };
        let realised = profile(&columns[at]);
        let amounts = realised.filled > 1 && realised.money * 10 >= realised.filled * 8;
        if !amounts || target.money > 0 || target.numbers == 0 || columns[at].shared {
            continue;
        }
        let spent = FormColumn { field: Field::RealisasiAnggaran, ..meant };
        // "Target > Kinerja | Realisasi": below what is promised stands nothing that was realised.
        let promised = columns[at].parents().to_lowercase().trim() == "target";
        let other = if promised { FormColumn { field: Field::Anggaran, ..meant } } else { meant };
        columns[at].doubt(Question::Either(vec![other, spent]));
    }
}
