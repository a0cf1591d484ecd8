//! Two rows for each indicator under a heading that names both of their measures: `Target & Realisasi Bulanan` over the months, the upper
//! row planned and the lower one reached, and no word beside them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::extract::grid::CellGrid;
use crate::extract::header::HeadingBlock;
use crate::template::Dictionary;

use super::Column;
use super::evidence::Values;
use super::in_rows::{InRows, RowMeasure};

/// Indicators of two rows each at least.
const PAIRS: usize = 2;
/// Parts of the year at least.
const PARTS: usize = 3;

/// The measures of the rows, where the upper ones make up what stands merged over both and the lower ones do not.
pub(super) fn in_pairs(
    columns: &mut [Column<'_>],
    grid: &CellGrid<'_>,
    block: &HeadingBlock,
    values: &Values<'_>,
    dictionary: &Dictionary,
) -> Option<InRows> {
    let parts: Vec<(usize, FormColumn)> =
        (0..columns.len()).filter_map(|at| Some((at, part_of_both(&columns[at], dictionary)?))).collect();
    let distinct: BTreeSet<FormColumn> = parts.iter().map(|(_, meant)| *meant).collect();
    let subject = columns.iter().find(|column| column.is(Field::Indikator) && !column.shared)?.heading.column;
    if parts.len() < PARTS || distinct.len() != parts.len() {
        return None;
    }
    let reaches = |row: u32| grid.own_cell(row, subject).is_some() && grid.anchor(row + 1, subject).row == row;
    let named: Vec<u32> = (block.body()..block.end).filter(|row| grid.own_cell(*row, subject).is_some()).collect();
    let upper: Vec<u32> = named.iter().copied().filter(|row| reaches(*row)).collect();
    let longer = |row: &u32| grid.anchor(row + 2, subject).row == *row;
    if upper.len() < PAIRS || upper.iter().any(longer) {
        return None;
    }
    let place: Vec<u32> = parts.iter().map(|(at, _)| columns[*at].heading.column).collect();
    let wholes: Vec<u32> = columns
        .iter()
        .filter(|column| {
            !column.shared && column.heading.profile.of_numbers() && !place.contains(&column.heading.column)
        })
        .map(|column| column.heading.column)
        .collect();
    let made = |whole: u32, below: u32| {
        let sum = |row: u32| -> Option<f64> {
            let all: Vec<f64> = place.iter().filter_map(|part| values.number(*part, row + below)).collect();
            (!all.is_empty()).then(|| all.iter().sum())
        };
        let told = upper.iter().filter_map(|row| Some((values.number(whole, *row)?, sum(*row)?)));
        let told: Vec<bool> = told.map(|(whole, sum)| (whole - sum).abs() <= 0.011).collect();
        told.len() >= PAIRS && told.iter().filter(|fits| **fits).count() * 10 >= told.len() * 8
    };
    let totals: Vec<u32> = wholes.into_iter().filter(|whole| made(*whole, 0) && !made(*whole, 1)).collect();
    if totals.is_empty() {
        return None;
    }
    // "Total Alokasi" says no more than the plan that makes it up.
    let total = |column: &&mut Column<'_>| column.meant.is_none() && totals.contains(&column.heading.column);
    columns.iter_mut().filter(total).for_each(|column| column.settle_ignored(ColumnBasis::Values));
    let rows = upper
        .iter()
        .flat_map(|row| [(*row, RowMeasure::Figure(Field::Target)), (row + 1, RowMeasure::Figure(Field::Realisasi))]);
    for (at, meant) in parts {
        columns[at].mean(meant, 85, ColumnBasis::Values);
    }
    Some(InRows::of(rows.collect::<BTreeMap<_, _>>(), place.into_iter().collect()))
}

/// The target of the part of the year that a column is headed by, in a group that is named after targets first and then what was
/// reached of them.
fn part_of_both(column: &Column<'_>, dictionary: &Dictionary) -> Option<FormColumn> {
    let [one, other] = column.heading.parts.as_slice() else { return None };
    // The months may stand over their group.
    let last = match (names_both(one), names_both(other)) {
        (true, false) => other,
        (false, true) => one,
        _ => return None,
    };
    if column.shared || column.heading.profile.texts > 0 {
        return None;
    }
    let meant = dictionary.read(&["Target", last]).column?;
    (meant.field == Field::Target && meant.period.is_part_of_year()).then_some(meant)
}

/// "Target & Realisasi Bulanan".
fn names_both(text: &str) -> bool {
    let text = key(text);
    let at = |word: &str| text.find(word);
    at("target").zip(at("realisasi")).is_some_and(|(planned, reached)| planned < reached)
}
