//! Whether the stored results of formulas are results at all.
//!
//! Programs that write workbooks without calculating them say so in the workbook: it is to be calculated when it is
//! opened, or was not when it was saved. Some of them store nothing (the cell is *not calculated*), some a zero in every
//! formula, some what stood there before they changed the figures.

use super::cell::{CellValue, Sheet};

/// What a workbook says about its calculation.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Calculation {
    /// Calculated when it was saved.
    #[default]
    Done,
    /// Written as new by a library that stores a zero, or a result that it was given.
    Given,
    /// Changed or saved without calculating.
    Pending,
}

/// The number by which a family of writing libraries signs; no Excel that calculates on its own asks for it again.
const LIBRARY: &str = "124519";

impl Calculation {
    /// From the attributes of `calcPr`.
    pub(super) fn of(id: Option<&str>, on_load: bool, completed: bool) -> Self {
        match id {
            _ if !completed => Self::Pending,
            Some(LIBRARY) if on_load => Self::Given,
            Some("0") => Self::Pending,
            _ if on_load => Self::Pending,
            _ => Self::Done,
        }
    }
}

/// Marks what was not calculated: every result when all of them are zero, else the sheets with formulas.
pub(super) fn settle(sheets: &mut [Sheet], calculation: Calculation) {
    if calculation == Calculation::Done {
        return;
    }
    let mut formulas = sheets.iter().flat_map(|sheet| &sheet.cells).filter(|cell| cell.formula.is_some()).peekable();
    if formulas.peek().is_some() && formulas.all(|cell| cell.value == CellValue::Number(0.0)) {
        let cells = sheets.iter_mut().flat_map(|sheet| &mut sheet.cells);
        cells.filter(|cell| cell.formula.is_some()).for_each(|cell| cell.value = CellValue::NotCalculated);
    } else if calculation == Calculation::Pending {
        for sheet in sheets {
            sheet.pending |= sheet.cells.iter().any(|cell| cell.formula.is_some());
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::workbook::grid::workbook_from_text;

    fn settled(text: &str, calculation: Calculation) -> Vec<Sheet> {
        let mut sheets = workbook_from_text(text).sheets;
        settle(&mut sheets, calculation);
        sheets
    }

    #[test]
    fn a_workbook_that_only_holds_zeros_was_never_calculated() {
        for calculation in [Calculation::Given, Calculation::Pending] {
            let sheets = settled("3|=A1*2 -> 0|0\n=A1 -> 0", calculation);
            let values: Vec<_> = sheets[0].cells.iter().map(|cell| cell.value.clone()).collect();
            let missing = CellValue::NotCalculated;
            assert_eq!(values, [CellValue::Number(3.0), missing.clone(), CellValue::Number(0.0), missing]);
        }
        assert_eq!(settled("=A1 -> 0", Calculation::Done)[0].cells[0].value, CellValue::Number(0.0));
    }

    #[test]
    fn results_that_were_given_are_trusted_and_those_left_behind_are_told() {
        let text = "=== A\n=B1 -> 7|=C1 -> 0\n=== B\n5";
        let pending = |calculation| settled(text, calculation).iter().map(|sheet| sheet.pending).collect::<Vec<_>>();
        assert_eq!(pending(Calculation::Given), [false, false]);
        assert_eq!(pending(Calculation::Pending), [true, false]);
    }

    #[test]
    fn what_the_workbook_says_is_understood() {
        assert_eq!(Calculation::of(Some("191029"), false, true), Calculation::Done);
        assert_eq!(Calculation::of(None, false, true), Calculation::Done);
        assert_eq!(Calculation::of(Some("124519"), true, true), Calculation::Given);
        assert_eq!(Calculation::of(Some("191029"), true, true), Calculation::Pending);
        assert_eq!(Calculation::of(Some("0"), false, true), Calculation::Pending);
        assert_eq!(Calculation::of(Some("191029"), false, false), Calculation::Pending);
    }
}
