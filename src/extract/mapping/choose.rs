//! Of several columns with one meaning, the one that is the row's own.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;

/// Settles which column of each meaning is used. The others are known and not needed where their heading says why; else
/// they are told.
pub(super) fn choose(columns: &mut [Column<'_>], values: &Values<'_>) {
    let mut same: BTreeMap<FormColumn, Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate() {
        if let Some(meant) = column.meant.filter(|meant| meant.field != Field::Ignore) {
            same.entry(meant).or_default().push(at);
        }
    }
    let home: Vec<String> = columns
        .iter()
        .find(|column| column.is(Field::Indikator))
        .map(|column| column.labels().map(str::to_string).collect())
        .unwrap_or_default();
    for all in same.into_values().filter(|all| all.len() > 1) {
        let rank = |at: &usize| {
            let column = &columns[*at];
            let labels: Vec<&str> = column.labels().collect();
            let strange = labels.iter().filter(|label| !home.iter().any(|own| own == *label)).count();
            let action = column.reading.owner == Some(Field::RencanaAksi);
            // Of levels headed alike, the one that was filled in.
            let empty = column.heading.profile.filled == 0;
            (strange, action, column.reading.up_to, empty, Reverse(column.sure / 10), *at)
        };
        let Some(best) = all.iter().copied().min_by_key(rank) else { continue };
        let (best_rank, ranks) = (rank(&best), all.iter().map(rank).collect::<Vec<_>>());
        for (other, (strange, action, up_to, ..)) in all.into_iter().zip(ranks).filter(|(other, _)| *other != best) {
            let (of_group, of_action, to_date) = (best_rank.0 < strange, !best_rank.1 && action, !best_rank.2 && up_to);
            let copy = repeats(columns, best, other)
                && values.equal(columns[best].heading.column, columns[other].heading.column);
            if of_group || of_action || to_date || copy {
                columns[other].ignore(ColumnBasis::Place);
            } else {
                columns[other].beaten_by = Some(best);
            }
        }
    }
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
