//! The large figures: cells of the model's cards, by formula where the sheets behind give the figure.

use super::FirstPage;
use super::look::{FirstPageStyles, number_format_between};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{Card, Recap};
use crate::sheets::SheetCell;
use crate::sheets::SheetError;
use crate::workbooks::cell_formula::{self, FormulaItem};
use crate::workbooks::recap::SheetPositions;
use crate::workbooks::recap::unit::status_range;

/// The columns of each card.
const COLUMN: [(u16, u16); 5] = [(0, 2), (3, 5), (6, 9), (10, 13), (14, 17)];
/// Terms that a formula may add up.
const MOST_TERM: usize = 150;

pub(super) fn write(page: &mut FirstPage<'_>, recap: &Recap, position: &SheetPositions) -> Result<(), SheetError> {
    for ((order, one), column) in recap.cards.iter().enumerate().zip(COLUMN) {
        let [label, value, sub] = FirstPageStyles::card(one.light.map(|light| light.color), &format(one));
        page.content(page.row, column, &SheetCell::Text(one.label.as_str().into()), &label)?;
        page.link_up(page.row + 1, column.0, position.origin(order))?;
        page.content(page.row + 1, column, &cell(one, recap, position), &value)?;
        page.content(page.row + 2, column, &SheetCell::Text(one.sub.as_str().into()), &sub)?;
    }
    for height in [15.0, 26.0, 32.0] {
        page.forward(height)?;
    }
    page.pause(8.0)
}

/// The number format that prints a card as the model does.
fn format(card: &Card) -> String {
    number_format_between("", &card.value, &card.suffix)
}

fn cell<'a>(card: &'a Card, recap: &Recap, position: &SheetPositions) -> SheetCell<'a> {
    let Some(value) = card.value.figure else { return SheetCell::Text(card.wording.as_str().into()) };
    let formula = match card.id {
        "capaian" => average(recap, position),
        "iku" => reached(recap, position),
        "merah" => Some((format!("COUNTIF({},\"■*\")", status_range()), Some(recap.brief.indikator[2] as f64))),
        _ => None,
    };
    match formula {
        Some((formula, outcome)) if cell_formula::same(outcome, Some(value)) => {
            SheetCell::formula(formula, Some(value))
        }
        _ => SheetCell::Figure(value),
    }
}

fn average(recap: &Recap, position: &SheetPositions) -> Option<(String, Option<f64>)> {
    let item: Vec<FormulaItem> = recap
        .iku
        .iter()
        .enumerate()
        .map(|(order, iku)| FormulaItem {
            cell: position.iku(order, "Capaian (%)"),
            value: iku.indikator.standing.capaian.figure,
            bobot: None,
        })
        .collect();
    cell_formula::combination(KonsolidasiUnit::Average, &item)
}

fn reached(recap: &Recap, position: &SheetPositions) -> Option<(String, Option<f64>)> {
    let term: Vec<String> = (0..recap.iku.len())
        .map(|order| format!("(ROUND(N({}),9)>=100)", position.iku(order, "Capaian (%)")))
        .collect();
    let fits_in = !term.is_empty() && term.len() <= MOST_TERM;
    fits_in.then(|| (format!("0+{}", term.join("+")), Some(recap.brief.iku[0] as f64)))
}
