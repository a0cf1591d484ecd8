//! Plans over several years: years that are only counted, years of the plan of an office, and the money beside a target.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::only::only;
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::template::grammar::SURE;
use crate::template::heading::path_year;

use super::evidence::Values;
use super::{Column, read_again};

/// Years in a row below one heading that are those of a plan.
const YEARS: usize = 3;
/// Years that a plan counts at most.
const LONGEST: u16 = 9;

/// `Target pada Tahun ke- > 1 | 2 | 3 | 4 | 5` below a title of 2025 to 2029: where as many years are counted as the title
/// spans, the first is the first. Where they are more or fewer, nobody says which year is meant.
pub(super) fn counted_years(columns: &mut [Column<'_>], dictionary: &Dictionary, plan: Option<(u16, u16)>) {
    let counted: Vec<(usize, usize, u16)> = columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.reading.relative && !column.shared)
        .filter_map(|(at, column)| {
            let parts = column.heading.parts.iter().enumerate().rev();
            let (part, number) = parts.filter_map(|(part, text)| Some((part, number(text)?))).next()?;
            Some((at, part, number))
        })
        .collect();
    let numbers: BTreeSet<u16> = counted.iter().map(|(.., number)| *number).collect();
    let whole = |(first, last): &(u16, u16)| numbers == (1..=last - first + 1).collect();
    let Some(first) = told_beside(columns).or_else(|| plan.filter(whole).map(|(first, _)| first)) else { return };
    for (at, part, number) in counted {
        reread(&mut columns[at], part, first + number - 1, dictionary);
    }
}

/// The first year of a plan, where other columns say with their number which year they are: "1 (2025)", "2 (2026)".
fn told_beside(columns: &[Column<'_>]) -> Option<u16> {
    let first = |text: &String| -> Option<u16> {
        let (counted, year) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
        let year: u16 = year.trim().parse().ok().filter(|year| (2000..2100).contains(year))?;
        (year + 1).checked_sub(number(counted)?)
    };
    let told: Vec<u16> = columns.iter().filter_map(|column| column.heading.parts.last().and_then(first)).collect();
    let years: BTreeSet<u16> = told.iter().copied().collect();
    only(years).filter(|_| told.len() > 1)
}

/// "Prakiraan Maju > Target", "Prakiraan Maju Tahun 2027 > Pagu Indikatif": what a plan expects of the year behind its own.
pub(super) fn forward_estimates(columns: &mut [Column<'_>]) {
    let forward = |text: &String| {
        let text = key(text);
        text.starts_with("prakiraan maju") || text.starts_with("perkiraan maju")
    };
    for column in columns.iter_mut().filter(|column| !column.shared && column.heading.parts.iter().any(forward)) {
        let Some(meant) = column.meant.filter(|meant| matches!(meant.period, Period::Yearly)) else { continue };
        if meant.field == Field::Ignore {
            continue;
        }
        match column.year {
            Some(year) => column.mean(meant.field.year(year), 85, ColumnBasis::Words),
            None => column.ignore(ColumnBasis::Words),
        }
        column.settled = true;
    }
}

/// `Rencana Aksi TW 1 | Capaian TW 1 | Rencana Aksi TW 2 | …` over figures: what the action plan sets for the quarter. Where
/// the form has targets of quarters besides, nobody knows.
pub(super) fn figures_of_actions(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let of_part = |meant: FormColumn| meant.field == Field::Target && meant.period.is_part_of_year();
    if columns.iter().any(|column| column.meant.is_some_and(of_part)) {
        return;
    }
    let set = |column: &Column<'_>| -> Option<FormColumn> {
        let profile = column.heading.profile;
        // "A" beside figures is a grade, and no action.
        let figures =
            profile.numbers * 10 >= profile.filled * 7 && profile.numbers > 0 && profile.words <= profile.texts;
        let action = column.is(Field::RencanaAksi) || column.is(Field::Ignore);
        let last = key(column.heading.parts.last().filter(|_| figures && action && !column.shared)?);
        let rest = ["rencana aksi", "renaksi"].into_iter().find_map(|words| last.strip_prefix(words))?;
        let meant = dictionary.read(&[format!("target{rest}").as_str()]);
        meant.column.filter(|column| meant.sure >= SURE && of_part(*column))
    };
    let found: Vec<(usize, FormColumn)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, set(column)?))).collect();
    let periods: BTreeSet<FormColumn> = found.iter().map(|(_, meant)| *meant).collect();
    if periods.len() == found.len() && found.len() > 1 {
        for (at, meant) in found {
            columns[at].settle(meant, 80, ColumnBasis::Values);
        }
    }
}

/// The number of a year that is only counted: "1", "Tahun-1", "Tahun ke-2", "Thn. III".
fn number(text: &str) -> Option<u16> {
    const ROMAN: [&str; 6] = ["i", "ii", "iii", "iv", "v", "vi"];
    let text = key(text);
    let all = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let mut rest = all.filter(|word| !matches!(*word, "tahun" | "thn" | "th" | "ke"));
    let (Some(word), None) = (rest.next(), rest.next()) else { return None };
    let roman = ROMAN.iter().position(|roman| *roman == word).and_then(|place| u16::try_from(place + 1).ok());
    roman.or_else(|| word.parse().ok()).filter(|number| (1..=LONGEST).contains(number))
}

/// Reads a column again with a year in place of one of its texts.
fn reread(column: &mut Column<'_>, part: usize, year: u16, dictionary: &Dictionary) {
    let mut parts = column.heading.parts.clone();
    parts[part] = format!("tahun ke {year}");
    column.year = Some(year);
    read_again(column, &parts, dictionary);
}

/// `Target Renstra > 2024 | 2025 | 2026 | 2027`: below the name of the plan alone a year is its end; years in a row are each
/// a year of it, where the table holds no other target.
pub(super) fn years_of_the_plan(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    if columns.iter().any(|column| column.is(Field::Target)) {
        return;
    }
    let read = |column: &Column<'_>| -> Option<u16> {
        let [_, .., last] = column.heading.parts.as_slice() else { return None };
        let known = column.is(Field::Ignore) && column.basis == ColumnBasis::Words && !column.shared;
        let year = path_year([last.as_str()]).filter(|_| known && says_year_alone(last))?;
        let at = column.heading.parts.len() - 1;
        let mut parts = column.heading.parts.clone();
        parts[at] = format!("tahun ke {year}");
        let texts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let reading = dictionary.read(&texts);
        let target = reading.column.is_some_and(|meant| meant.field == Field::Target) && reading.sure >= SURE;
        target.then_some(year)
    };
    let found: Vec<(usize, u16)> =
        columns.iter().enumerate().filter_map(|(at, column)| Some((at, read(column)?))).collect();
    let goes_on = |one: &(usize, u16), next: &(usize, u16)| {
        next.1 == one.1 + 1 && next.0 == one.0 + 1 && columns[next.0].parents() == columns[one.0].parents()
    };
    let runs: Vec<Vec<(usize, u16)>> = found.chunk_by(goes_on).map(<[_]>::to_vec).collect();
    for (at, year) in runs.into_iter().filter(|run| run.len() >= YEARS).flatten() {
        let last = columns[at].heading.parts.len() - 1;
        reread(&mut columns[at], last, year, dictionary);
    }
}

/// "2025", "Tahun 2025", "Th. 2025".
fn says_year_alone(text: &str) -> bool {
    let text = key(text);
    let mut words = text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.all(|word| matches!(word, "tahun" | "thn" | "th") || word.bytes().all(|letter| letter.is_ascii_digit()))
}

/// `Capaian Kinerja dan Kerangka Pendanaan > 2025 > Target | Rp`: money beside a target under the same headings is what is
/// planned for it, whatever stands over both; and where the target is one that nobody needs, so is its money.
pub(super) fn money_of_targets(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    for at in 0..columns.len() {
        let Some(beside) = target_beside(columns, at, dictionary) else { continue };
        let profile = columns[at].heading.profile;
        let shares = profile.filled > 0 && profile.percents * 2 > profile.filled;
        if columns[at].is(Field::Anggaran) || shares || !names_money(&columns[at], dictionary) {
            continue;
        }
        match columns[beside].meant {
            Some(meant) if meant.field == Field::Target => {
                columns[at].mean(FormColumn { field: Field::Anggaran, ..meant }, 80, ColumnBasis::Place);
            }
            Some(meant) if meant.field == Field::Ignore => columns[at].ignore(ColumnBasis::Place),
            _ => continue,
        }
        columns[at].settled = true;
    }
}

/// The column headed as a target beside another one, below the same headings: the one before it, or the one behind it where
/// those two are all that stands there.
fn target_beside(columns: &[Column<'_>], at: usize, dictionary: &Dictionary) -> Option<usize> {
    let own = columns[at].above();
    let same = |other: usize| columns.get(other).is_some_and(|one| !one.shared && one.above() == own);
    if own.is_empty() || columns[at].shared {
        return None;
    }
    let target = |other: usize| {
        let last = columns[other].heading.parts.last()?;
        let plain = dictionary.read(&[last.as_str()]).column == Some(Field::Target.yearly());
        plain.then_some(other)
    };
    let before = at.checked_sub(1).filter(|other| same(*other)).and_then(target);
    let pair = columns.iter().filter(|one| !one.shared && one.above() == own).count() == 2;
    before.or_else(|| Some(at + 1).filter(|other| pair && same(*other)).and_then(target))
}

/// Whether the lowest text of a heading names money that is planned, or money and no more: "Rp", "Pagu Indikatif".
fn names_money(column: &Column<'_>, dictionary: &Dictionary) -> bool {
    let Some(last) = column.heading.parts.last() else { return false };
    dictionary.read(&["Target", last.as_str()]).column == Some(Field::Anggaran.yearly())
        && dictionary.read(&[last.as_str()]).column.is_none_or(|meant| meant.field == Field::Anggaran)
}

/// `2025 > Rp | 2026 > Rp`: headings that differ in their year alone mean the same in each of them. Where they do not, one of
/// them was taken for what it is not, and nobody knows which.
pub(super) fn same_in_every_year(columns: &mut [Column<'_>], values: &Values<'_>) {
    let dated = |column: &Column<'_>| column.year.is_some() && !column.shared;
    let bare = |column: &Column<'_>| -> Vec<String> {
        let year = column.year.map(|year| year.to_string()).unwrap_or_default();
        column.heading.parts.iter().map(|text| key(text).replace(&year, "")).collect()
    };
    let paths: Vec<Option<Vec<String>>> = columns.iter().map(|column| dated(column).then(|| bare(column))).collect();
    let mut differing = Vec::new();
    for (at, path) in paths.iter().enumerate().filter(|(_, path)| path.is_some()) {
        let alike: Vec<usize> = (0..columns.len()).filter(|other| paths[*other] == *path).collect();
        // "2026 > Kinerja | % | Keuangan | %": twice in one year, each is the share of what stands before it.
        let mut fields: BTreeMap<Option<u16>, Vec<Field>> = BTreeMap::new();
        for (year, meant) in alike.iter().filter_map(|other| Some((columns[*other].year, columns[*other].figure()?))) {
            fields.entry(year).or_default().push(meant.field);
        }
        let fields: BTreeSet<Vec<Field>> = fields.into_values().collect();
        if alike.first() == Some(&at) && fields.len() > 1 {
            differing.extend(alike);
        }
    }
    for at in differing {
        let proven = super::unexplained::proven(columns, at, values);
        if let Some(meant) = columns[at].figure().filter(|_| !proven) {
            columns[at].refuse(super::Question::Either(vec![meant]));
        }
    }
}
