//! Quarters whose heading was typed wrong: `TW I | TW II | TW II | TW IV`. The third of four is the third.

use std::collections::BTreeMap;

use crate::domain::column::{Field, Period};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;

use super::Column;
use super::consistency::without_period;

/// Four columns headed alike but for their quarters, of which one says a neighbour's and the three others stand in their
/// places: it is the one that is missing.
pub(super) fn quarters(columns: &mut [Column<'_>]) {
    let mut runs: BTreeMap<(Field, String, String), Vec<usize>> = BTreeMap::new();
    for (at, column) in columns.iter().enumerate().filter(|(_, column)| !column.shared) {
        let Some(meant) = column.meant.filter(|meant| matches!(meant.period, Period::Triwulan(_))) else { continue };
        let Some((last, above)) = column.heading.parts.split_last() else { continue };
        let last = without_period(std::slice::from_ref(last));
        runs.entry((meant.field, without_period(above), key(&last))).or_default().push(at);
    }
    for run in runs.into_values().filter(|run| run.len() == Triwulan::ALL.len()) {
        let odd: Vec<(usize, Triwulan)> = run
            .iter()
            .zip(Triwulan::ALL)
            .filter(|(at, quarter)| columns[**at].meant.is_some_and(|meant| meant.period != Period::Triwulan(*quarter)))
            .map(|(at, quarter)| (*at, quarter))
            .collect();
        let [(at, quarter)] = odd[..] else { continue };
        if let Some(meant) = columns[at].meant {
            columns[at].settle(meant.field.tw(quarter), 75, ColumnBasis::Place);
        }
    }
}
