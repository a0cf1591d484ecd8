//! Figures that carry the unit of measure of their target: `Standar | Capaian > TW I | TW II` over "≤ 60 menit | 72 menit | 66 menit". What
//! is counted in minutes was reached, and is no share of anything, whatever its heading calls it.

use std::collections::BTreeSet;

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::Column;
use super::evidence::Values;
use super::subject::seen_again;

/// Letters of a unit of measure at least.
const LETTERS: usize = 3;
/// Words behind a figure that are no unit: "85 persen" is a share as "85%" is.
const NO_UNITS: [&str; 6] = ["persen", "dan", "atau", "per", "dari", "target"];

/// Takes what is called an achievement for what was reached, where no column is called a realisation, and a figure carries the unit
/// of its target and none speaks against it.
pub(super) fn achieved_is_reached(columns: &mut [Column<'_>], values: &Values<'_>) {
    let read = |column: &Column<'_>| column.reading.column.is_some_and(|read| read.field == Field::Realisasi);
    if columns.iter().any(|column| column.is(Field::Realisasi) || read(column)) {
        return;
    }
    let own = |column: &Column<'_>| {
        let of_this_year = column.meant.is_some_and(|meant| !matches!(meant.period, Period::Year(_)));
        column.is(Field::Capaian) && of_this_year && !column.shared && !column.reading.others
    };
    let achieved: Vec<usize> = (0..columns.len())
        .filter(|at| own(&columns[*at]) && !columns[*at].reading.percent && !seen_again(&columns[*at]))
        .collect();
    let target = |at: usize| {
        let of = |period: Period| {
            let wanted = FormColumn { field: Field::Target, period };
            columns.iter().find(|column| column.meant == Some(wanted)).map(|column| column.heading.column)
        };
        of(columns[at].meant?.period).or_else(|| of(Period::Yearly))
    };
    let pairs: Vec<(u32, u32)> =
        achieved.iter().filter_map(|at| Some((columns[*at].heading.column, target(*at)?))).collect();
    if pairs.is_empty() || pairs.len() != achieved.len() || !values.carry_units(&pairs) {
        return;
    }
    for at in achieved {
        if let Some(meant) = columns[at].meant {
            columns[at].settle(FormColumn { field: Field::Realisasi, ..meant }, 80, ColumnBasis::Values);
        }
    }
}

impl Values<'_> {
    /// Whether a figure carries a unit of its target, and none stands in percent beside a target that has a unit.
    fn carry_units(&self, pairs: &[(u32, u32)]) -> bool {
        let mut told = false;
        for (figure, target) in pairs {
            for row in self.lines() {
                let Some(figure) = self.own_text(row, *figure) else { continue };
                let unit = units(&self.shown(row, *target));
                if unit.is_empty() || !figure.contains(|letter: char| letter.is_ascii_digit()) {
                    continue;
                }
                if figure.contains('%') {
                    return false;
                }
                told |= !unit.is_disjoint(&units(&figure));
            }
        }
        told
    }
}

/// The words of a text that may be units of measure.
fn units(text: &str) -> BTreeSet<String> {
    let text = text.to_lowercase();
    let words = text.split(|letter: char| !letter.is_alphabetic());
    words.filter(|word| word.len() >= LETTERS && !NO_UNITS.contains(word)).map(str::to_string).collect()
}
