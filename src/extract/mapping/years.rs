//! Years in headings: the document's own, the others of a plan, and those that are past.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::ColumnBasis;

use super::Column;

/// Fields that a plan has for several years.
fn yearly(column: &Column<'_>) -> Option<FormColumn> {
    let meant = column.meant?;
    let of_year = matches!(
        meant.field,
        Field::Target | Field::Realisasi | Field::Capaian | Field::Anggaran | Field::RealisasiAnggaran | Field::Serapan
    );
    (of_year && meant.period == Period::Yearly).then_some(meant)
}

/// A figure of another year than the document's is that year's, and so is each of several years of one field.
pub(super) fn years(columns: &mut [Column<'_>], document: Option<i32>) {
    let named: Vec<(Field, u16)> =
        columns.iter().filter_map(|column| Some((yearly(column)?.field, column.year?))).collect();
    let own = document.or_else(|| year_of_targets(&named));
    for column in columns.iter_mut() {
        let (Some(meant), Some(year)) = (yearly(column), column.year) else { continue };
        let several = named.iter().any(|(field, other)| *field == meant.field && *other != year);
        let is_own = own == Some(i32::from(year));
        // A target of one year alone is the document's, whatever year was typed.
        let other = meant.field != Field::Target && own.is_some_and(|own| i32::from(year) < own);
        if (several && document != Some(i32::from(year))) || (other && !is_own) {
            column.meant = Some(meant.field.year(year));
        }
    }
    // "Jumlah" over the years of a plan is no year's figure.
    let planned: Vec<Field> = columns
        .iter()
        .filter_map(|column| column.meant)
        .filter(|meant| matches!(meant.period, Period::Year(_)))
        .map(|meant| meant.field)
        .collect();
    for column in columns.iter_mut() {
        let summed = yearly(column).is_some_and(|meant| planned.contains(&meant.field));
        if summed && column.year.is_none() && column.reading.sum {
            column.ignore(ColumnBasis::Place);
        }
    }
}

/// Where the document names no year: the one that its targets name.
fn year_of_targets(named: &[(Field, u16)]) -> Option<i32> {
    let mut targets = named.iter().filter(|(field, _)| *field == Field::Target).map(|(_, year)| *year);
    let year = targets.next()?;
    targets.all(|other| other == year).then_some(i32::from(year))
}
