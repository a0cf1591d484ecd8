//! Quarters that are allotted to the numerator of a share: 20 of the 80 publications on time behind a target of 88,89 %, which is
//! 80 of 90. Such a figure is a part of the whole, and never so many percent.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::FormRow;
use crate::domain::value::{CellContent, Entry, Value};

/// Figures that differ by less are the same.
const NEAR: f64 = 0.011;
/// Percent points that a stated target may lie off.
const ROUNDED: f64 = 0.06;

/// Reads the quarters of rows whose target is a share of two stated counts as parts of the whole, where they add up to the
/// numerator and not to the target.
pub(super) fn allotted(rows: &mut [FormRow]) {
    for row in rows {
        let Some((numerator, denominator)) = counts(row) else { continue };
        let parts: Vec<(FormColumn, f64)> = row
            .entries
            .iter()
            .filter(|(column, _)| column.field == Field::Target && matches!(column.period, Period::Triwulan(_)))
            .filter_map(|(column, entry)| Some((*column, entry.value.figure()?)))
            .collect();
        let sum: f64 = parts.iter().map(|(_, part)| part).sum();
        let last = parts.last().map_or(0.0, |(_, part)| *part);
        if parts.len() < 2 || (sum - numerator).abs() > NEAR && (last - numerator).abs() > NEAR {
            continue;
        }
        for (column, part) in parts {
            let Some(entry) = row.entries.get(&column) else { continue };
            let value = Value::Fraction { numerator: part, denominator, satuan: None };
            let content = CellContent { value, ..CellContent::clone(entry) };
            let entry = Entry::new(entry.cell, content);
            row.entries.insert(column, entry);
        }
    }
}

/// The counts of which the target of a row is the share, where it is no count itself.
fn counts(row: &FormRow) -> Option<(f64, f64)> {
    let figure = |field: Field| row.entry(field.yearly())?.value.figure();
    let (target, numerator, denominator) =
        (figure(Field::Target)?, figure(Field::Numerator)?, figure(Field::Denominator)?);
    let share = numerator / denominator * 100.0;
    (denominator > 0.0 && (share - target).abs() <= ROUNDED && (target - numerator).abs() > NEAR)
        .then_some((numerator, denominator))
}
