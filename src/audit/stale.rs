//! Stored results that are not what their formula gives.
//!
//! Each formula is computed anew from the values that stand in the cells it refers to *now*, stored results of other
//! formulas among them: so that of a chain only the cell is told that contradicts its own inputs, and anybody can
//! check it on the spot.

use crate::domain::audit::{OddCell, OddKind};
use crate::domain::numeral::short_figure;
use crate::workbook::{Cell, CellValue, Sheet};

use super::evaluate::{Given, Source, evaluate, same_as_shown};
use super::formula::Pattern;

/// Formulas of formulas that are followed down to their first figures.
const CHAIN: usize = 4;

pub(super) fn find(sheet: &Sheet, book: &[Sheet]) -> Vec<OddCell> {
    let stale = sheet.cells.iter().filter_map(|cell| {
        let (CellValue::Number(stored), Some(formula)) = (&cell.value, &cell.formula) else { return None };
        let pattern = Pattern::of(formula, cell.address).filter(Pattern::refers)?;
        let with = |unrounded| evaluate(&pattern, &Source { book, sheet, cell: cell.address, unrounded });
        let Ok(Given::Number(result)) = with(0) else { return None };
        // Who stores results as they are shown calculated with what they were before.
        let chained = || matches!(with(CHAIN), Ok(Given::Number(result)) if same_as_shown(*stored, result));
        (!same_as_shown(*stored, result) && !chained()).then(|| OddCell {
            cell: cell.address,
            kind: OddKind::Stale,
            formula: None,
            stored: Some(shown(cell, *stored)),
            expected: Some(shown(cell, result)),
            witnesses: Vec::new(),
        })
    });
    stale.collect()
}

/// A result as people write it, under the format of its cell.
fn shown(cell: &Cell, result: f64) -> String {
    if cell.percent_format {
        return format!("{}%", short_figure(result * 100.0, 6));
    }
    short_figure(result, 6)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::grid::workbook_from_text;

    fn found(text: &str) -> Vec<(String, String)> {
        let book = workbook_from_text(text);
        let all = book.sheets.iter().flat_map(|sheet| find(sheet, &book.sheets));
        all.map(|odd| (odd.cell.to_string(), odd.expected.unwrap_or_default())).collect()
    }

    #[test]
    fn of_a_chain_only_the_cell_is_told_that_contradicts_its_inputs() {
        let stale = ("C1".to_string(), "50".to_string());
        assert_eq!(found("10|5|=B1/A1*100 -> 40|=C1*2 -> 80|=SUM(A1:B1) -> 15"), [stale]);
        assert_eq!(found("10|5|=B1/A1 -> 40%"), [("C1".to_string(), "50%".to_string())]);
    }

    /// Formulas as forms have them, each with a result; the label in the next column says whether that is today's or one of
    /// figures that were typed before. LibreOffice calculated both (`tests/integration/recomputed.rs` holds the labels to it).
    /// Functions that are not computed here are among them, so that what is not found is counted too.
    #[test]
    fn of_a_labelled_set_nothing_right_is_called_old_and_most_of_what_is_old_is_found() {
        let book = workbook_from_text(include_str!("berlabel.txt"));
        let sheet = &book.sheets[0];
        let told: Vec<_> = find(sheet, &book.sheets).into_iter().map(|odd| odd.cell).collect();
        let label = |cell: &Cell| {
            let beside = crate::domain::address::CellAddress { row: cell.address.row, column: cell.address.column + 1 };
            sheet.cell(beside).map(|cell| cell.value.clone())
        };
        let labelled = |wanted: &str| -> Vec<_> {
            let with = sheet.cells.iter().filter(|cell| cell.formula.is_some());
            let with = with.filter(|cell| label(cell) == Some(CellValue::Text(wanted.to_string())));
            with.map(|cell| cell.address).collect()
        };
        let (old, right) = (labelled("basi"), labelled("benar"));
        let hit = old.iter().filter(|cell| told.contains(cell)).count();
        let wrong: Vec<_> = right.iter().filter(|cell| told.contains(cell)).collect();
        let precision = hit as f64 / (hit + wrong.len()).max(1) as f64;
        let recall = hit as f64 / old.len() as f64;
        println!("{} old, {} right; precision {precision:.3}, recall {recall:.3}", old.len(), right.len());
        assert!(old.len() > 60 && right.len() > 80, "{} old, {} right", old.len(), right.len());
        assert!(wrong.is_empty(), "called old and are right: {wrong:?}");
        assert!(recall > 0.83, "recall {recall:.3}");
    }

    #[test]
    fn what_lies_on_another_sheet_is_looked_up() {
        assert_eq!(
            found("=== TW I\n3\n=== TW II\n='TW I'!A1+1 -> 4|='TW I'!A1+1 -> 5"),
            [("B1".to_string(), "4".to_string())]
        );
    }

    #[test]
    fn a_result_of_results_that_were_stored_as_shown_is_no_difference() {
        assert_eq!(found("25|92|30|=A1/B1*100 -> 27.17|=D1/C1*100 -> 90.58"), []);
        assert_eq!(
            found("25|92|30|=A1/B1*100 -> 27.17|=D1/C1*100 -> 91.58"),
            [("E1".to_string(), "90,566667".to_string())]
        );
    }

    #[test]
    fn rounding_as_shown_is_no_difference() {
        assert_eq!(found("3|=A1/7 -> 0.43|=A1/7 -> 0.4286|=A1/7 -> 0.42857142857142855|=A1*33.4 -> 100"), []);
        assert_eq!(found("0.1|0.2|=A1+B1-0.3 -> 0"), []);
        assert_eq!(found("3|=A1/7 -> 0.44"), [("B1".to_string(), "0,428571".to_string())]);
    }

    #[test]
    fn texts_errors_and_what_was_never_calculated_are_no_results() {
        assert_eq!(
            found("3|=A1/0 -> #DIV/0!|=A1&\"\" -> 3|=A1*2 ->|=IF(A1>2,\"-\",1) -> 5|=VLOOKUP(A1,A1:A1,1) -> 9"),
            []
        );
    }
}
