//! `Target Tahun | Target Nilai`: a column that says of which year the figure beside it is.

use crate::domain::column::{Field, FormColumn, Reading};
use crate::domain::document::ColumnBasis;
use crate::domain::text::key;

use super::Column;
use super::evidence::Values;

/// So many rows with nothing but years show that a column holds them.
const ROWS: usize = 3;
/// Words of the figure that stands beside its year.
const FIGURE: [&str; 4] = ["nilai", "angka", "besaran", "jumlah"];

/// A column of years under "Target Tahun" or "Baseline Tahun" is no figure; what its heading says is said of the column beside it
/// that has the same words and the figure.
pub(super) fn beside_their_figure(columns: &mut [Column<'_>], values: &Values<'_>) {
    for at in 0..columns.len() {
        let Some(meant) = of_years(&columns[at], values) else { continue };
        let figure = columns.get(at + 1).is_some_and(|next| is_figure_of(&columns[at], next));
        columns[at].ignore(ColumnBasis::Values);
        columns[at].settled = true;
        if figure {
            columns[at + 1].mean(meant, 80, ColumnBasis::Place);
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
