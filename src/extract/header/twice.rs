//! Two indicators in one row, each with its own figures behind it: `Sasaran | Indikator | Satuan | Target | Realisasi |
//! Kegiatan | Indikator Kegiatan | Satuan | Target | Realisasi`. They are two tables side by side: figures of the one are
//! never those of the other, and each has rows of its own.

use crate::domain::column::Field;
use crate::domain::only::only;
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::template::heading::year_only;

use super::HeadingColumn;

/// Headings that stand again behind the second indicator at least.
const AGAIN: usize = 3;
/// Words of the levels that an indicator may be of.
const LEVELS: [&str; 5] = ["tujuan", "sasaran", "program", "kegiatan", "subkegiatan"];
/// Words of an indicator that is none of the unit's own: of a step, of a problem, of whom it serves.
const ASIDE: [&str; 10] = [
    "aksi",
    "renaksi",
    "langkah",
    "aktivitas",
    "masalah",
    "permasalahan",
    "atasan",
    "pimpinan",
    "diintervensi",
    "didukung",
];

/// Words of officers of other levels: what stands behind them is theirs.
const OFFICERS: [&str; 10] =
    ["es", "ess", "eselon", "kepala", "kabid", "kasi", "kasubag", "kasubbag", "subkoordinator", "pelaksana"];

/// The place of the first column of the second table, if the columns are two tables.
pub(super) fn second_table(columns: &[HeadingColumn], dictionary: &Dictionary) -> Option<usize> {
    // Few tables have so many columns, and fewer two indicators: words are read last.
    if columns.len() < 2 * (AGAIN + 1) {
        return None;
    }
    let fields: Vec<Option<Field>> = columns.iter().map(|column| field(column, dictionary)).collect();
    let indicators: Vec<usize> = (0..columns.len()).filter(|at| fields[*at] == Some(Field::Indikator)).collect();
    let [first, second] = indicators[..] else { return None };
    let says = |at: usize, list: &[&str]| words(&columns[at]).iter().any(|word| list.contains(&word.as_str()));
    if second < first + AGAIN || says(first, &ASIDE) || says(second, &ASIDE) {
        return None;
    }
    let names = |field: &Option<Field>| {
        matches!(
            field,
            Some(Field::Sasaran | Field::Tujuan | Field::Program | Field::Code | Field::SasaranCode | Field::No)
        )
    };
    let start = (first + 1..=second).rev().take_while(|at| *at == second || names(&fields[*at])).last()?;
    let of_others = (start.saturating_sub(1)..=second).any(|at| says(at, &OFFICERS));
    let again = again(&columns[first + 1..start], &columns[second + 1..]) || years_again(columns, first, second);
    let promised = fields[first + 1..start].contains(&Some(Field::Target));
    (promised && !of_others && again).then_some(start)
}

/// Whether most of the headings behind one indicator stand behind the other too, in the same order; one of the two may have a
/// column more.
fn again(left: &[HeadingColumn], right: &[HeadingColumn]) -> bool {
    let keys = |columns: &[HeadingColumn]| columns.iter().map(|column| key(&column.text())).collect::<Vec<_>>();
    let (left, right) = (keys(left), keys(right));
    // The longest run of headings that both have, with others between.
    let mut lengths = vec![0; right.len() + 1];
    for one in &left {
        let before = lengths.clone();
        for (at, other) in right.iter().enumerate() {
            lengths[at + 1] = if one == other { before[at] + 1 } else { lengths[at].max(before[at + 1]) };
        }
    }
    let same = lengths.last().copied().unwrap_or(0);
    same >= AGAIN && same * 10 >= left.len().min(right.len()) * 6
}

fn field(column: &HeadingColumn, dictionary: &Dictionary) -> Option<Field> {
    let path: Vec<&str> = column.parts.iter().map(String::as_str).collect();
    dictionary.read(&path).column.map(|meant| meant.field)
}

fn words(column: &HeadingColumn) -> Vec<String> {
    let text = key(&column.text());
    text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_string).collect()
}

/// Whether the same years stand behind both, each below a group that is named after the level of its indicator: `Indikator
/// Tujuan | Target Tujuan > 2025 | 2026 | 2027 | Indikator Sasaran | Target Sasaran > 2025 | 2026 | 2027`.
fn years_again(columns: &[HeadingColumn], first: usize, second: usize) -> bool {
    let years = |indicator: usize, end: usize| -> Vec<&str> {
        let own = level(&columns[indicator]);
        let of_level = |column: &&HeadingColumn| {
            let [_, .., year] = column.parts.as_slice() else { return false };
            year_only(year) && level(column) == own
        };
        if own.is_none() {
            return Vec::new();
        }
        columns[indicator + 1..end].iter().filter(of_level).filter_map(|one| Some(one.parts.last()?.trim())).collect()
    };
    let (left, right) = (years(first, second), years(second, columns.len()));
    left.len() >= AGAIN && left == right
}

/// The level that a heading names, if it names one alone.
fn level(column: &HeadingColumn) -> Option<String> {
    only(words(column).into_iter().filter(|word| LEVELS.contains(&word.as_str())))
}
