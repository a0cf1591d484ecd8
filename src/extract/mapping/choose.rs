//! Of several columns with one meaning, the one that is the row's own.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::evidence::Values;
use super::{Column, Question, unexplained};

/// Settles which column of each meaning is used. The others are known and not needed where their heading says why; else
/// they are told.
pub(super) fn choose(columns: &mut [Column<'_>], values: &Values<'_>) {
    let mut same: BTreeMap<FormColumn, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(meant) = column.meant.filter(|meant| meant.field != Field::Ignore && column.turns_with.is_none()) {
            same.entry(meant).or_default().push(at);
        }
    }
    let first = columns.iter().position(|column| column.is(Field::Indikator));
    let home: Vec<String> =
        first.map(|at| &columns[at]).map(|column| column.labels().map(str::to_string).collect()).unwrap_or_default();
    let counted = counted_targets(columns);
    let indicators = same.get(&Field::Indikator.yearly()).cloned().unwrap_or_default();
    let of_row = Contest { columns, all: &indicators, home: &home, counted: &counted, named: None, values };
    let named = indicators.iter().copied().min_by_key(|at| of_row.rank(*at));
    for all in same.into_values().filter(|all| all.len() > 1) {
        let contest = Contest { columns, all: &all, home: &home, counted: &counted, named, values };
        let rank = |at: &usize| contest.rank(*at);
        // The same unit twice: the first is as good as any.
        let units = columns[all[0]].is(Field::Satuan);
        let copies = units
            && all[1..].iter().all(|at| values.equal(columns[all[0]].heading.column, columns[*at].heading.column));
        let beside = || columns.iter().find(|column| column.meant == Some(Field::Target.yearly())).map(Column::parents);
        let own = |at: &&usize| {
            columns[**at].heading.parts.len() > 1 && beside().is_some_and(|group| columns[**at].parents() == group)
        };
        let best = if units && let Some(own) = all.iter().find(own) {
            Some(*own)
        } else if copies {
            all.first().copied()
        } else {
            all.iter().copied().min_by_key(rank)
        };
        let Some(best) = best else { continue };
        if of_units(columns, &all, &home) {
            for at in all {
                if let Some(meant) = columns[at].meant.take() {
                    columns[at].question = Some(Question::Either(vec![meant]));
                }
            }
            continue;
        }
        let (best_rank, ranks) = (rank(&best), all.iter().map(rank).collect::<Vec<_>>());
        let twins = twins(columns, &all, best, values);
        if !twins.is_empty() {
            for at in twins {
                if let Some(meant) = columns[at].meant.take() {
                    columns[at].question = Some(Question::Either(vec![meant]));
                }
            }
            continue;
        }
        // Figures of others, and those that were only proposed, are the row's own in no place.
        let of_others = columns[best].reading.others && columns[best].figure().is_some();
        let tied = if of_others { all.clone() } else { tied(columns, &all, &ranks, best, values) };
        if !tied.is_empty() {
            for at in tied {
                if let Some(meant) = columns[at].meant {
                    columns[at].refuse(Question::Either(vec![meant]));
                }
            }
            continue;
        }
        for (other, (strange, action, superseded, other_scope, _, level, ..)) in
            all.into_iter().zip(ranks).filter(|(other, _)| *other != best)
        {
            let of_group = best_rank.0 < strange;
            let other_scope = other_scope || columns[other].reading.up_to != columns[best].reading.up_to;
            let told = !best_rank.1 && action || !best_rank.2 && superseded || !best_rank.3 && other_scope;
            // The levels above the row's own stand beside it: "Kode Program | Kode Kegiatan | Kode Sub Kegiatan".
            let above = best_rank.5 < level && level.0 > 0;
            // A second text of a kind, a definition or an officer, is that of another level; only what decides a figure or
            // its indicator is worth a question.
            let above = above || columns[best].meant.is_some_and(remark);
            let unit = columns[best].is(Field::Satuan) || repeats(columns, best, other);
            // "Target | TW I … TW IV | Jumlah": the sum of the quarters says the target once more.
            let copy = (unit || columns[other].reading.sum)
                && values.equal(columns[best].heading.column, columns[other].heading.column);
            if of_group || told || above || copy {
                columns[other].ignore(ColumnBasis::Place);
            } else {
                columns[other].beaten_by = Some(best);
            }
        }
    }
}

/// What decides between columns of one meaning; their place comes last.
type Rank = (usize, bool, bool, bool, bool, Reverse<u8>, (bool, Reverse<u8>, bool, bool), usize);

/// The columns of one meaning, and what decides between them.
struct Contest<'c, 'h> {
    columns: &'c [Column<'h>],
    all: &'c [usize],
    /// The groups of the row's own indicator.
    home: &'c [String],
    /// Periods whose only targets are counted up to their end.
    counted: &'c [Period],
    /// The row's own indicator.
    named: Option<usize>,
    values: &'c Values<'c>,
}

impl Contest<'_, '_> {
    fn rank(&self, at: usize) -> Rank {
        let Self { columns, all, home, counted, named, values } = *self;
        let column = &columns[at];
        let labels: Vec<&str> = column.labels().collect();
        let strange = labels.iter().filter(|label| !home.iter().any(|own| own == *label)).count();
        let action = column.reading.owner == Some(Field::RencanaAksi);
        // "No. Indikator | No. IKU" over 1, 2, 3 and 1.1, 1.2, 2.1: what only counts is no code beside one.
        let counts = column.is(Field::Code)
            && counts_only(column, values)
            && all.iter().any(|other| {
                let other = &columns[*other];
                other.heading.profile.filled > 1
                    && !counts_only(other, values)
                    && self::level(other) == self::level(column)
            });
        let superseded = column.reading.superseded;
        // Of levels headed alike, the one that was filled in.
        let empty = column.heading.profile.filled == 0;
        let level = Reverse(self.level(at));
        // A figure is compared with the target of its scope: that of the quarter alone, or counted up to its end.
        let own_scope =
            column.meant.is_some_and(|meant| of_counted(counted, meant) || of_counted_figures(columns, meant));
        // Shares of the target of its own period prove it.
        let other_scope = column.reading.up_to != own_scope && !unexplained::proven_in_period(columns, at, values);
        // Of two indicators side by side the left one is the row's own, however sure the words of the other are.
        let subject = column.meant.is_some_and(|meant| matches!(meant.field, Field::Indikator | Field::Sasaran));
        let sure = if subject { 0 } else { column.sure / 10 };
        // "Indikator Tujuan | Sasaran | Indikator Sasaran | Target": the row is about the lower of the two.
        let higher = column.is(Field::Indikator) && column.path.contains("tujuan") && !column.path.contains("sasaran");
        // An indicator that stands in several rows beside one that is another in each is what that one serves.
        let text = |at: usize| columns[at].heading.column;
        let served = column.is(Field::Indikator)
            && !values.all_differ(text(at))
            && all.iter().any(|other| {
                *other != at && columns[*other].heading.profile.filled > 2 && values.all_differ(text(*other))
            });
        // "Sasaran Strategis | Sasaran Kegiatan | Indikator Kegiatan": the objective of the indicator's own level, and its
        // budget: "Anggaran Program | Anggaran Sub Kegiatan | Indikator Sub Kegiatan".
        let levelled = |at: usize| named.is_some_and(|own| same_level(&columns[at], &columns[own]));
        let of_level = column.is(Field::Sasaran) || column.meant.is_some_and(budgeted);
        let elsewhere = of_level && !levelled(at) && all.iter().any(|other| levelled(*other));
        let served = served
            || column.is(Field::Indikator)
                && all.iter().any(|other| *other != at && beside_figures(columns, *other, at));
        // A cascade without figures: what stands in fewer rows is what the others serve.
        let served = served
            || column.is(Field::Indikator)
                && columns.iter().all(|one| one.figure().is_none())
                && all.iter().any(|other| columns[*other].heading.profile.filled > column.heading.profile.filled);
        // "% Capaian terhadap target s.d. Januari | % Capaian terhadap target tahunan": that of its own period.
        let of_year = column.is_part(Field::Capaian) && set_against_the_year(column);
        let strange = strange
            + usize::from(of_year)
            + usize::from(higher)
            + usize::from(counts)
            + usize::from(served)
            + usize::from(elsewhere)
            + usize::from(subject && of_superior(column))
            + usize::from(subject && column.reading.unexplained);
        // What stands in the list is meant before what only its words say.
        let composed = !subject && column.basis != ColumnBasis::Dictionary;
        // What the shares beside it are computed from.
        let unproven = !unexplained::proven(columns, at, values);
        (
            strange,
            action,
            superseded,
            other_scope,
            empty,
            level,
            (unproven, Reverse(sure), composed, column.year.is_none()),
            at,
        )
    }
}

impl Contest<'_, '_> {
    /// How near to the row a column is by the level that it names. Budgets are told apart by it where each of them names one.
    fn level(&self, at: usize) -> u8 {
        let own = level(&self.columns[at]);
        let budget = self.columns[at].meant.is_some_and(budgeted);
        if budget && self.all.iter().any(|other| level(&self.columns[*other]) == 0) { 0 } else { own }
    }
}

/// What each level of a budget has of its own.
const fn budgeted(meant: FormColumn) -> bool {
    matches!(meant.field, Field::Anggaran | Field::RealisasiAnggaran | Field::Serapan)
}

/// The columns of figures that nothing but their place tells from the best, itself among them, and that say something else:
/// which of them is the row's own, nobody knows.
fn tied(columns: &[Column<'_>], all: &[usize], ranks: &[Rank], best: usize, values: &Values<'_>) -> Vec<usize> {
    let own = &columns[best];
    let place = all.iter().position(|at| *at == best);
    let Some(rank) = place.and_then(|place| ranks.get(place)) else { return Vec::new() };
    if own.figure().is_none_or(|meant| !unexplained::of_performance(meant.field)) || own.heading.profile.filled < 2 {
        return Vec::new();
    }
    let alike = |(at, other): &(&usize, &Rank)| {
        let one = &columns[**at];
        let same =
            (other.0, other.1, other.2, other.3, other.5, other.6) == (rank.0, rank.1, rank.2, rank.3, rank.5, rank.6);
        let says = one.heading.profile.filled > 1 && !values.equal(own.heading.column, one.heading.column);
        **at == best || same && says && !one.shared && !repeats(columns, best, **at)
    };
    let found: Vec<usize> = all.iter().zip(ranks).filter(alike).map(|(at, _)| *at).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// The columns of figures headed word for word as the best is, itself among them, that say something else and are told apart
/// by nothing.
fn twins(columns: &[Column<'_>], all: &[usize], best: usize, values: &Values<'_>) -> Vec<usize> {
    let own = &columns[best];
    let figure = own.meant.is_some_and(|meant| unexplained::of_performance(meant.field));
    if !figure || unexplained::proven(columns, best, values) {
        return Vec::new();
    }
    let twin = |at: &usize| {
        let one = &columns[*at];
        let says = one.heading.profile.filled > 0 && !values.equal(own.heading.column, one.heading.column);
        *at == best || one.heading.parts == own.heading.parts && says && !one.shared && !repeats(columns, best, *at)
    };
    let found: Vec<usize> = all.iter().copied().filter(twin).collect();
    if found.len() > 1 { found } else { Vec::new() }
}

/// Whether figures of one meaning stand below groups that nobody knows, a different one over each: those of offices side
/// by side, of which none is the row's own.
fn of_units(columns: &[Column<'_>], all: &[usize], home: &[String]) -> bool {
    let groups: Vec<Vec<&str>> = all
        .iter()
        .map(|at| columns[*at].strangers().filter(|label| !home.iter().any(|own| own == label)).collect())
        .collect();
    let figure = columns[all[0]]
        .meant
        .is_some_and(|meant| matches!(meant.field, Field::Target | Field::Realisasi | Field::Capaian));
    let distinct: BTreeSet<&Vec<&str>> = groups.iter().collect();
    figure && groups.iter().all(|group| !group.is_empty()) && distinct.len() == groups.len()
}

/// The periods whose only targets are counted up to their end: "Target s.d. TW II" with no target of the quarter beside it.
fn counted_targets(columns: &[Column<'_>]) -> Vec<Period> {
    let target = |counted: bool| {
        let of_scope = move |column: &&Column<'_>| column.reading.up_to == counted;
        columns.iter().filter(of_scope).filter_map(|column| column.meant).filter(|meant| meant.field == Field::Target)
    };
    target(true).map(|meant| meant.period).filter(|period| target(false).all(|own| own.period != *period)).collect()
}

/// Whether a column holds what was reached in one of these periods.
fn of_counted(counted: &[Period], meant: FormColumn) -> bool {
    matches!(meant.field, Field::Realisasi | Field::Capaian) && counted.contains(&meant.period)
}

/// The same the other way round: what was reached is counted up to the end of the period alone, and so is one of its
/// targets.
fn of_counted_figures(columns: &[Column<'_>], meant: FormColumn) -> bool {
    let reached = FormColumn { field: Field::Realisasi, ..meant };
    let scopes = || columns.iter().filter(|column| column.meant == Some(reached)).map(|column| column.reading.up_to);
    meant.field == Field::Target && scopes().next().is_some() && scopes().all(|up_to| up_to)
}

/// Texts of which one is enough.
fn remark(meant: FormColumn) -> bool {
    matches!(
        meant.field,
        Field::OperationalDefinition
            | Field::CaraPengukuran
            | Field::SumberData
            | Field::PenanggungJawab
            | Field::Remark
            | Field::Kind
            | Field::Status
            | Field::No
    )
}

/// Whether the figures stand in more rows than one indicator does, and in those of another: that one is measured, and the
/// first is what it serves.
fn beside_figures(columns: &[Column<'_>], one: usize, other: usize) -> bool {
    let figures = columns
        .iter()
        .filter(|column| column.figure().is_some_and(|meant| matches!(meant.field, Field::Target | Field::Realisasi)))
        .map(|column| column.heading.profile.filled)
        .max()
        .unwrap_or(0);
    let (one, other) = (columns[one].heading.profile.filled, columns[other].heading.profile.filled);
    other > 0 && other < figures && one >= figures
}

/// Whether a share of a part of the year is said to be that of the year's target.
fn set_against_the_year(column: &Column<'_>) -> bool {
    let year = ["target tahunan", "target tahun", "target setahun", "target satu tahun"];
    let last = column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
    ["terhadap ", "thd ", "dari "].iter().any(|word| year.iter().any(|year| last.contains(&format!("{word}{year}"))))
}

/// Whether a heading says that it is what a superior is held to.
fn of_superior(column: &Column<'_>) -> bool {
    column.path.split([' ', '>', '/', '(', ')', '_']).any(|word| ["atasan", "pimpinan"].contains(&word))
}

/// Whether an objective and an indicator are named after the same level.
fn same_level(one: &Column<'_>, other: &Column<'_>) -> bool {
    const LEVELS: [&str; 6] = ["strategis", "program", "kegiatan", "sub", "operasional", "daerah"];
    let named = |column: &Column<'_>| -> Vec<&str> {
        LEVELS
            .into_iter()
            .filter(|level| column.path.split([' ', '>', '/', '-', '_', '(', ')']).any(|word| word == *level))
            .collect()
    };
    let own = named(one);
    let echelons = echelon(one).zip(echelon(other));
    !own.is_empty() && own == named(other) || echelons.is_some_and(|(one, other)| one == other)
}

/// The echelon that a heading names: "Sasaran ESS IV/JF", "Indikator Eselon III".
fn echelon<'c>(column: &'c Column<'_>) -> Option<&'c str> {
    let words: Vec<&str> = column.path.split(|letter: char| !letter.is_alphanumeric()).collect();
    let at = words.iter().position(|word| matches!(*word, "ess" | "eselon" | "es"))?;
    words.get(at + 1).copied().filter(|word| matches!(*word, "i" | "ii" | "iii" | "iv" | "1" | "2" | "3" | "4"))
}

/// How near a code or a name of the budget's levels is to the row: that of the indicator itself first, then the lowest
/// level; 0 where it names none.
fn level(column: &Column<'_>) -> u8 {
    // "Kegiatan Utama | Rencana Aksi": the action is the lower of the two.
    if column.is(Field::RencanaAksi) {
        return if column.path.contains("aksi") { 2 } else { 1 };
    }
    // "Koordinator | Pelaksana": the one who does it.
    if column.is(Field::PenanggungJawab) {
        return if column.path.contains("koordinator") { 1 } else { 2 };
    }
    // A goal serves a mission.
    if column.is(Field::Tujuan) {
        return if column.path.contains("tujuan") { 2 } else { 1 };
    }
    let levelled = |meant: FormColumn| matches!(meant.field, Field::Program | Field::Code) || budgeted(meant);
    if !column.meant.is_some_and(levelled) {
        return 0;
    }
    let named =
        |words: &[&str]| column.path.split([' ', '>', '/', '-', '_', '(', ')', ',']).any(|word| words.contains(&word));
    match () {
        () if named(&["indikator", "iku", "ikk", "iki", "ikp", "ro"]) => 4,
        () if named(&["sub", "subkegiatan", "subkeg"]) => 3,
        () if named(&["kegiatan", "keg"]) => 2,
        () if named(&["program", "urusan"]) => 1,
        () => 0,
    }
}

/// Whether whole numbers stand below a heading, and nothing else.
fn counts_only(column: &Column<'_>, values: &Values<'_>) -> bool {
    let profile = column.heading.profile;
    let whole = values.rows(column.heading.column).all(|(_, number)| number.fract() == 0.0);
    profile.filled > 1 && profile.numbers == profile.filled && whole
}

/// Whether three columns and more in a row are headed as those around another column are: the table stands there again.
fn repeats(columns: &[Column<'_>], one: usize, other: usize) -> bool {
    let same = |one: Option<usize>, other: Option<usize>| match (one, other) {
        (Some(one), Some(other)) => {
            columns.get(one).zip(columns.get(other)).is_some_and(|(one, other)| one.path == other.path)
        }
        _ => false,
    };
    let after = (0..3).take_while(|step| same(one.checked_add(*step), other.checked_add(*step))).count();
    let before = (1..3).take_while(|step| same(one.checked_sub(*step), other.checked_sub(*step))).count();
    one.abs_diff(other) >= 3 && after + before >= 3
}
