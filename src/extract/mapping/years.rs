//! Years in headings: the document's own, the others of a plan, and those that are past.

use crate::domain::column::{Field, FormColumn, Period, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::Dictionary;
use crate::template::grammar::SURE;

use super::Column;
use super::evidence::Values;

/// "Tahun berjalan (n-1) yang dievaluasi": where one heading says that the year n-1 is the one that is evaluated, it is that in
/// the others too, but for what is counted up to its end.
pub(super) fn evaluated(columns: &mut [Column<'_>], dictionary: &Dictionary) {
    let before = |text: &str| key(text).contains("n-1");
    let said = |text: &String| before(text) && key(text).contains("dievaluasi");
    if !columns.iter().any(|column| column.heading.parts.iter().any(said)) {
        return;
    }
    let counted = |text: &str| ["s/d", "s.d", "sampai"].into_iter().any(|word| key(text).contains(word));
    for column in columns.iter_mut().filter(|column| column.is(Field::Ignore) && !column.shared) {
        let parts = &column.heading.parts;
        if !parts.iter().any(|text| before(text)) || parts.iter().any(|text| counted(text)) {
            continue;
        }
        let own: Vec<String> = parts.iter().map(|text| key(text).replace("n-1", "n")).collect();
        let path: Vec<&str> = own.iter().map(String::as_str).collect();
        let reading = dictionary.read(&path);
        let Some(meant) = reading.column.filter(|_| reading.sure >= SURE) else { continue };
        if meant.field != Field::Ignore {
            column.mean(meant, reading.sure, ColumnBasis::Words);
            column.reading = reading;
        }
    }
}

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
pub(super) fn years(columns: &mut [Column<'_>], document: Option<i32>, values: &Values<'_>) {
    let named: Vec<(Field, u16)> =
        columns.iter().filter_map(|column| Some((yearly(column)?.field, column.year?))).collect();
    let own = document.or_else(|| year_of_targets(&named));
    let undated: Vec<Field> =
        columns.iter().filter(|column| column.year.is_none()).filter_map(|one| Some(yearly(one)?.field)).collect();
    other_years_periods(columns, own);
    beginnings(columns);
    // Where its quarters make it up, the figure of the year is that of the same year, whichever it is.
    let parts: Vec<u32> = columns
        .iter()
        .filter(|column| {
            column.is(Field::Realisasi)
                && column.year.is_none()
                && column.meant.is_some_and(|meant| !matches!(meant.period, Period::Yearly | Period::Year(_)))
        })
        .map(|column| column.heading.column)
        .collect();
    let summed = columns.iter().find(|column| {
        column.is(Field::Realisasi) && column.year.is_some() && values.mostly_sums(column.heading.column, &parts)
    });
    let summed_year = summed.filter(|_| own.is_none() && !parts.is_empty()).and_then(|column| column.year);
    for column in columns.iter_mut() {
        let (Some(meant), Some(year)) = (yearly(column), column.year) else { continue };
        let several = named.iter().any(|(field, other)| *field == meant.field && *other != year);
        let is_own = own == Some(i32::from(year));
        // A target of one year alone is the document's, also where the year of an older form was left standing; one of a
        // year to come is not. What was realised in a year is that year's, also where nobody says which the document's is.
        let other = match meant.field {
            Field::Target => document.is_some_and(|own| i32::from(year) > own),
            Field::Anggaran => own.is_some_and(|own| i32::from(year) < own),
            _ => summed_year != Some(year),
        };
        // Beside a target of no year, one of another year is none of the document's.
        let beside = !is_own && document.is_some() && undated.contains(&meant.field);
        if (several && document != Some(i32::from(year))) || (other && !is_own) || beside {
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
    last_year(columns, document);
}

/// "Realisasi Tahun Sebelumnya" on a form of 2026 is what was realised in 2025.
fn last_year(columns: &mut [Column<'_>], document: Option<i32>) {
    let Some(year) = document.and_then(|year| u16::try_from(year - 1).ok()) else { return };
    for column in columns.iter_mut().filter(|column| column.is(Field::Ignore) && !column.shared) {
        let by_words = column.basis == ColumnBasis::Words && column.year.is_none();
        if let Some(field) = column.reading.last_year.filter(|_| by_words) {
            column.mean(field.year(year), 80, ColumnBasis::Words);
        }
    }
}

/// `Kondisi Awal > Th. 2024 | Th. 2025`: the plan begins with the later one.
fn beginnings(columns: &mut [Column<'_>]) {
    let beginning = |column: &Column<'_>| column.year.filter(|_| column.is(Field::KondisiAwal) && !column.shared);
    let latest = columns.iter().filter_map(beginning).max();
    for column in columns.iter_mut().filter(|column| beginning(column).is_some_and(|year| Some(year) < latest)) {
        column.ignore(ColumnBasis::Place);
    }
}

/// Quarters and months of another year than the document's say nothing of this one.
fn other_years_periods(columns: &mut [Column<'_>], own: Option<i32>) {
    let Some(own) = own else { return };
    for column in columns {
        let figure = column.meant.is_some_and(|meant| {
            !matches!(meant.period, Period::Yearly | Period::Year(_)) && meant.field.reading() != Reading::Text
        });
        if figure && column.year.is_some_and(|year| i32::from(year) != own) {
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
