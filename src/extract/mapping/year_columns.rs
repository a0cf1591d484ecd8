//! `Target Tahun | Target Nilai`: a column that says of which year the figure beside it is.

use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;
use crate::template::heading::year_only;

use super::Column;
use super::evidence::Values;

/// So many rows with nothing but years show that a column holds them.
const ROWS: usize = 3;
/// Years with what was reached in them at least.
const PAIRS: usize = 2;
/// Words of the figure that stands beside its year.
const FIGURE: [&str; 4] = ["nilai", "angka", "besaran", "jumlah"];

/// A column of years under "Target Tahun" or "Baseline Tahun" is no figure; what its heading says is said of the column beside it
/// that has the same words and the figure.
pub(super) fn beside_their_figure(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 0..columns.len() {
        let Some(meant) = of_years(&columns[at], values) else { continue };
        let figure = columns.get(at + 1).is_some_and(|next| is_figure_of(&columns[at], next));
        columns[at].settle_ignored(ColumnBasis::Values);
        if figure {
            columns[at + 1].mean(meant, 80, ColumnBasis::Place);
        }
    }
}

/// `Tahun > 2025 | Capaian 2025 | 2026 | Capaian 2026`: a year alone, before what was reached in it, heads its target. What is of
/// the size of those targets was reached, and is no share of them.
pub(super) fn before_what_was_reached(columns: &mut [Column<'_>], values: &Values<'_>) {
    let bare = |column: &Column<'_>| {
        let last = column.heading.parts.last()?;
        let silent = column.meant.is_none_or(|meant| meant.field == Field::Ignore) && !column.shared;
        column.year.filter(|_| silent && year_only(last))
    };
    let reached = |column: &Column<'_>, year: u16| {
        let own = [Field::Capaian, Field::Realisasi].into_iter().any(|field| column.is(field));
        own && !column.shared && column.year == Some(year)
    };
    let found: Vec<(usize, u16)> = (1..columns.len())
        .filter_map(|at| Some((at - 1, bare(&columns[at - 1])?)))
        .filter(|(at, year)| reached(&columns[at + 1], *year) && columns[*at].parents() == columns[at + 1].parents())
        .collect();
    let explained = |column: &Column<'_>| !column.shared && !column.reading.unexplained;
    let promised = columns.iter().any(|column| column.is(Field::Target) && explained(column));
    if found.len() < PAIRS || promised {
        return;
    }
    let place = |at: usize| columns[at].heading.column;
    let pairs: Vec<(u32, u32)> = found.iter().map(|(at, _)| (place(at + 1), place(*at))).collect();
    let of_one_size = values.of_one_size(&pairs);
    // Years to come stand behind them alone.
    let (last, end) = found[found.len() - 1];
    let to_come: Vec<(usize, u16)> = (last + 2..columns.len())
        .zip(end + 1..)
        .take_while(|(at, year)| {
            bare(&columns[*at]) == Some(*year) && columns[*at].parents() == columns[last].parents()
        })
        .collect();
    for (at, year) in to_come {
        columns[at].settle(Field::Target.year(year), 80, ColumnBasis::Place);
    }
    for (at, year) in found {
        columns[at].settle(Field::Target.year(year), 80, ColumnBasis::Place);
        if of_one_size && columns[at + 1].is(Field::Capaian) {
            columns[at + 1].settle(Field::Realisasi.year(year), 80, ColumnBasis::Values);
        }
    }
}

/// What a column is read as, whose heading speaks of a year and whose rows hold nothing else.
fn of_years(column: &Column<'_>, values: &Values<'_>) -> Option<FormColumn> {
    let meant = column.meant.filter(|meant| meant.field != Field::Ignore && meant.field.reading() == Reading::Value)?;
    let said = column.heading.parts.last().map(|text| key(text))?;
    let speaks = said.split(' ').any(|word| word == "tahun" || word == "thn") && column.year.is_none();
    let figures: Vec<f64> = values.rows(column.heading.column).map(|(_, figure)| figure).collect();
    let year = |figure: &f64| figure.fract() == 0.0 && (2000.0..=2050.0).contains(figure);
    (speaks && !column.shared && figures.len() >= ROWS && figures.iter().all(year)).then_some(meant)
}

/// Whether the heading of a column is that of the years with a word for the figure in the place of "tahun".
fn is_figure_of(years: &Column<'_>, other: &Column<'_>) -> bool {
    let last = |column: &Column<'_>| column.heading.parts.last().map(|text| key(text)).unwrap_or_default();
    let (years_said, said) = (last(years), last(other));
    let swap = |word: &str| {
        years_said
            .split(' ')
            .map(|own| if own == "tahun" || own == "thn" { word } else { own })
            .collect::<Vec<_>>()
            .join(" ")
    };
    !other.shared && years.parents() == other.parents() && FIGURE.iter().any(|word| said == swap(word))
}
