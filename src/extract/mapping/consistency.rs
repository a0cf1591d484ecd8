//! What the whole table says against the reading of one column: every other rule looks at a column and its neighbours, this
//! one at all that was mapped.
//!
//! Takes columns that were read and chosen; what the table contradicts is asked, never guessed anew, but where its rows
//! prove what it is.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::date::month_from_name;
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::evidence::Values;
use super::unexplained::{of_performance, proven};
use super::{Column, Question};

/// Words of the name of a group of people, on average.
const RECIPIENT: f64 = 2.5;
/// A share in percent is hardly more.
const SHARE: f64 = 150.0;
/// More is no share at all.
const COUNTS: f64 = 500.0;

pub(super) fn check(columns: &mut [Column<'_>], values: &Values<'_>) {
    counted_quarters(columns);
    strange_codes(columns);
    recipients(columns, values);
    kinds_of_values(columns, values);
    shares_of_others(columns, values);
    strange_groups(columns, values);
    repeated_groups(columns);
}

/// `Target | Realisasi | Penilaian Tim > Realisasi`: a figure below a group that nobody knows, where others stand below none,
/// is somebody else's, but where the rows prove it.
fn strange_groups(columns: &mut [Column<'_>], values: &Values<'_>) {
    let home: Vec<String> = columns
        .iter()
        .find(|column| column.is(Field::Indikator))
        .map(|column| column.labels().map(str::to_string).collect())
        .unwrap_or_default();
    let performance = |column: &Column<'_>| {
        column.figure().is_some_and(|meant| of_performance(meant.field) && !matches!(meant.period, Period::Year(_)))
    };
    let strange = |column: &Column<'_>| column.strangers().any(|label| !home.iter().any(|own| own == label));
    if !columns.iter().any(|column| performance(column) && !strange(column)) {
        return;
    }
    let asked: Vec<usize> = (0..columns.len())
        .filter(|at| performance(&columns[*at]) && strange(&columns[*at]) && !proven(columns, *at, values))
        .collect();
    for at in asked {
        if let Some(meant) = columns[at].meant {
            columns[at].refuse(Question::Either(vec![meant]));
        }
    }
}

/// "Sasaran" over "Rumah tangga", "Kader posyandu": who is served, and no objective; "Target Sasaran" beside it counts them.
fn recipients(columns: &mut [Column<'_>], values: &Values<'_>) {
    let short = |column: &Column<'_>| {
        let profile = column.heading.profile;
        column.is(Field::Sasaran)
            && column.path == "sasaran"
            && !column.shared
            && profile.filled >= 3
            && profile.texts == profile.filled
            && profile.words_each() <= RECIPIENT
            && !values.states(column.heading.column)
    };
    let counted = |column: &Column<'_>| {
        let said = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
        let counts = ["target sasaran", "jumlah sasaran", "jml sasaran", "sasaran target"];
        column.is(Field::Target) && counts.contains(&said.as_str())
    };
    // A short objective is one still, where nobody is counted and no goal stands beside it, or where it stands between the goal and
    // what is done for both.
    let goal = columns.iter().position(|column| column.is(Field::Tujuan));
    let below_goal = |goal: usize| {
        let beside = columns.get(goal + 1).is_some_and(|column| column.is(Field::Sasaran));
        let before = [Field::Program, Field::RencanaAksi, Field::Indikator, Field::Description];
        beside && !columns[..goal].iter().any(|column| before.into_iter().any(|field| column.is(field)))
    };
    let told = columns.iter().any(counted) || goal.is_some_and(|goal| !below_goal(goal));
    let served: Vec<usize> = (0..columns.len()).filter(|at| told && short(&columns[*at])).collect();
    for at in &served {
        let asked = columns[*at].meant.into_iter().collect();
        columns[*at].refuse(Question::Either(asked));
    }
    let other = columns.iter().any(|column| column.is(Field::Target) && !counted(column));
    for column in columns.iter_mut().filter(|column| (other || !served.is_empty()) && counted(column)) {
        let asked = column.meant.into_iter().collect();
        column.refuse(Question::Either(asked));
    }
}

/// "Kode Warna", "Kode Tiket": a code under words that nobody knows is the indicator's where it stands before it and looks like
/// one.
fn strange_codes(columns: &mut [Column<'_>]) {
    let subject = columns.iter().position(|column| column.is(Field::Indikator) || column.is(Field::Description));
    for (at, column) in columns.iter_mut().enumerate() {
        let profile = column.heading.profile;
        let coded = profile.filled == 0 || profile.wordy * 2 <= profile.filled;
        let before = subject.is_none_or(|subject| at < subject);
        if column.is(Field::Code)
            && column.reading.unexplained
            && column.basis == ColumnBasis::Words
            && !(coded && before)
        {
            column.meant = None;
        }
    }
}

/// `Target > 1 | 2 | 3`: numbers that no word calls quarters are those only where there are four of them.
fn counted_quarters(columns: &mut [Column<'_>]) {
    let group = |column: &Column<'_>| -> Option<(Field, String)> {
        let meant = column.figure().filter(|meant| matches!(meant.period, Period::Triwulan(_)))?;
        let numeral = |text: &&String| {
            let bare = key(text);
            !matches!(bare.trim_matches(['(', ')', '.']), "1" | "2" | "3" | "4" | "i" | "ii" | "iii" | "iv")
        };
        let rest: Vec<String> = column.heading.parts.iter().filter(numeral).map(|text| key(text)).collect();
        column.reading.counted.then(|| (meant.field, rest.join(" > ")))
    };
    let mut found: BTreeMap<(Field, String), BTreeSet<Period>> = BTreeMap::new();
    for column in columns.iter() {
        if let (Some(group), Some(meant)) = (group(column), column.meant) {
            found.entry(group).or_default().insert(meant.period);
        }
    }
    for column in columns.iter_mut() {
        let few = group(column).is_some_and(|group| found.get(&group).is_none_or(|all| all.len() != 4));
        if let Some(meant) = column.meant.filter(|_| few) {
            column.refuse(Question::Either(vec![meant]));
        }
    }
}

/// `Realisasi > Jumlah | Populasi | %`: the share of one column in the other, and not in the target, is the figure itself.
pub(super) fn parts_of_a_share(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 2..columns.len() {
        let parts = (columns[at - 2].meant, columns[at - 1].meant);
        if let (Some(part), Some(whole)) = parts {
            let pair =
                part.field == Field::Numerator && whole.field == Field::Denominator && part.period == whole.period;
            let beside =
                group(&columns[at]) == group(&columns[at - 1]) && group(&columns[at]) == group(&columns[at - 2]);
            let silent = columns[at].meant.is_none() && columns[at].reading.percent && !columns[at].shared;
            let place = |at: usize| columns[at].heading.column;
            if pair && beside && silent && values.is_ratio(place(at), place(at - 2), place(at - 1)) == Some(true) {
                columns[at].mean(FormColumn { field: Field::Realisasi, ..part }, 85, ColumnBasis::Values);
                continue;
            }
        }
        let Some(meant) = columns[at].figure().filter(|meant| meant.field == Field::Capaian) else { continue };
        let realised = FormColumn { field: Field::Realisasi, ..meant };
        let of_period = |field: Field| columns.iter().position(|one| one.meant == Some(FormColumn { field, ..meant }));
        let named = of_period(Field::Numerator).zip(of_period(Field::Denominator));
        let (above, below) = named.unwrap_or((at - 2, at - 1));
        let (share, part, whole) = (&columns[at], &columns[above], &columns[below]);
        let promised = |column: &Column<'_>| column.is(Field::Target) || column.is(Field::Capaian);
        let within = share.heading.parts.len() > 1 && share.reading.ratio && group(part) == group(share);
        if promised(part) || promised(whole) || group(part) != group(whole) || !(within || named.is_some()) {
            continue;
        }
        let place = |column: &Column<'_>| column.heading.column;
        let taken =
            (0..columns.len()).any(|other| columns[other].meant == Some(realised) && other != above && other != below);
        if taken || values.is_ratio(place(share), place(part), place(whole)) != Some(true) {
            continue;
        }
        for (at, own) in [(above, Field::Numerator), (below, Field::Denominator)] {
            columns[at].mean(FormColumn { field: own, ..meant }, 80, ColumnBasis::Values);
        }
        columns[at].mean(realised, 85, ColumnBasis::Values);
    }
}

/// The texts above the lowest one.
fn group<'c>(column: &'c Column<'_>) -> &'c [String] {
    column.heading.parts.split_last().map_or(&[], |(_, above)| above)
}

/// Days below a figure, amounts below a share, percents below amounts.
fn kinds_of_values(columns: &mut [Column<'_>], values: &Values<'_>) {
    let budget = columns.iter().any(|column| {
        let profile = column.heading.profile;
        column.is(Field::Anggaran) && profile.of_amounts()
    });
    for column in columns.iter_mut() {
        let Some(meant) = column.figure() else { continue };
        let profile = column.heading.profile;
        if profile.filled < 2 {
            continue;
        }
        let most = |count: u32| count * 10 >= profile.filled * 8;
        let share = matches!(meant.field.reading(), Reading::Percent);
        let money = matches!(meant.field, Field::Anggaran | Field::RealisasiAnggaran);
        // Zeros are amounts of nothing.
        let small = || {
            let all: Vec<f64> = values.rows(column.heading.column).map(|(_, number)| number).collect();
            let told = all.iter().filter(|number| **number != 0.0).count();
            told >= 2 && profile.money == 0 && all.iter().all(|number| (0.0..=SHARE).contains(number))
        };
        // Nobody achieves more than a few times what was promised: people that were served, and no share.
        let counts = || {
            let all: Vec<f64> = values.rows(column.heading.column).map(|(_, number)| number).collect();
            let huge = all.iter().filter(|number| **number > COUNTS).count();
            huge > 1 && huge * 10 >= all.len() * 8
        };
        // A day is never taken for a figure: where a definition knows the form, each cell is told.
        if most(profile.dates) {
            column.doubt(Question::Values(meant));
        } else if share && (most(profile.money) || counts()) {
            column.refuse(Question::Values(meant));
        } else if money
            && (most(profile.percents)
                // "Target Keuangan (%)" over 40 and 100 is no amount.
                || (meant.field == Field::RealisasiAnggaran && budget || column.reading.percent) && small())
        {
            let share = FormColumn { field: Field::Serapan, ..meant };
            column.refuse(Question::Either(vec![meant, share]));
        }
    }
}

/// Shares that are not those of what was realised in the target, but in every row those of another column: one of the three
/// was taken for what it is not.
fn shares_of_others(columns: &mut [Column<'_>], values: &Values<'_>) {
    let place = |columns: &[Column<'_>], meant: FormColumn| {
        columns.iter().position(|column| column.meant == Some(meant) && !column.shared && column.beaten_by.is_none())
    };
    let shares: Vec<usize> = (0..columns.len()).filter(|at| columns[*at].is(Field::Capaian)).collect();
    for share in shares {
        let Some(meant) = columns[share].figure() else { continue };
        let target = |period| FormColumn { field: Field::Target, period };
        let realised = place(columns, FormColumn { field: Field::Realisasi, ..meant });
        let promised = place(columns, target(meant.period)).or_else(|| place(columns, target(Period::Yearly)));
        let (Some(realised), Some(promised)) = (realised, promised) else { continue };
        let column = |at: usize| columns[at].heading.column;
        if values.is_ratio(column(share), column(realised), column(promised)) != Some(false) {
            continue;
        }
        // Counted up to another day, a figure has shares of its own; and one that its words call a figure is no stranger.
        if columns[share].reading.up_to != columns[realised].reading.up_to {
            continue;
        }
        let told = |column: &Column<'_>| column.reading.column.is_some_and(|read| of_performance(read.field));
        let other = |at: &usize| {
            let column = &columns[*at];
            ![share, realised, promised].contains(at) && column.heading.profile.of_numbers() && !told(column)
        };
        let others: Vec<usize> = (0..columns.len()).filter(other).collect();
        let of_another = others.iter().any(|at| values.is_share(column(share), column(*at), column(promised)));
        let in_another = others.iter().any(|at| values.is_share(column(share), column(realised), column(*at)));
        if of_another {
            let asked = columns[realised].meant.into_iter().collect();
            columns[realised].refuse(Question::Either(asked));
        }
        if in_another {
            columns[share].refuse(Question::Either(vec![meant]));
        }
    }
}

/// The texts of a group without the words that number its period.
pub(super) fn without_period(parents: &[String]) -> String {
    let period = |word: &&str| {
        let numeral = matches!(*word, "i" | "ii" | "iii" | "iv" | "pertama" | "kedua" | "ketiga" | "keempat");
        numeral || word.bytes().all(|letter| letter.is_ascii_digit()) || month_from_name(word).is_some()
    };
    let text = key(&parents.join(" "));
    let words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !period(word)).collect::<Vec<_>>().join(" ")
}

/// Groups that are headed alike below their periods mean the same in each of them: where two readings differ, none is taken.
fn repeated_groups(columns: &mut [Column<'_>]) {
    let mut groups: Vec<(Vec<String>, Vec<usize>)> = Vec::new();
    for at in (0..columns.len()).filter(|at| !columns[*at].shared && columns[*at].heading.parts.len() > 1) {
        let parents = group(&columns[at]).to_vec();
        match groups.last_mut() {
            Some((last, own)) if *last == parents && own.last() == Some(&(at - 1)) => own.push(at),
            _ => groups.push((parents, vec![at])),
        }
    }
    let lowest = |at: usize| columns[at].heading.parts.last().map(|text| key(text)).unwrap_or_default();
    let mut alike: BTreeMap<(String, Vec<String>), Vec<Vec<usize>>> = BTreeMap::new();
    for (parents, own) in groups.into_iter().filter(|(_, own)| own.len() > 1) {
        let leaves: Vec<String> = own.iter().map(|at| lowest(*at)).collect();
        alike.entry((without_period(&parents), leaves)).or_default().push(own);
    }
    let mut differing: Vec<usize> = Vec::new();
    // Periods below measures differ in their measure; measures below periods do not.
    let mixed = |own: &Vec<usize>| {
        let fields: BTreeSet<Field> =
            own.iter().filter_map(|at| columns[*at].figure()).map(|meant| meant.field).collect();
        fields.len() > 1
    };
    for same in alike.values().filter(|same| same.len() > 1 && same.iter().any(mixed)) {
        for place in 0..same[0].len() {
            let all: Vec<usize> = same.iter().filter_map(|own| own.get(place).copied()).collect();
            // Other years' figures, and those of others, are not needed.
            let part = |at: &&usize| {
                columns[**at].figure().is_some_and(|meant| {
                    of_performance(meant.field) && !matches!(meant.period, Period::Yearly | Period::Year(_))
                })
            };
            let own: Vec<usize> = all.iter().filter(part).copied().collect();
            let fields: BTreeSet<Field> =
                own.iter().filter_map(|at| columns[*at].meant.map(|meant| meant.field)).collect();
            let doubted = all.iter().any(|at| columns[*at].refused);
            if fields.len() > 1 || doubted && !fields.is_empty() {
                differing.extend(own);
            }
        }
    }
    for at in differing {
        if let Some(meant) = columns[at].meant {
            columns[at].refuse(Question::Either(vec![meant]));
        }
    }
}
