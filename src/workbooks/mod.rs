//! The workbooks that are drawn of a run: consolidated, the recap for leadership, and the recap over many institutions.
//!
//! Takes what a run found out and the recap as plain data, gives bytes. Consolidated figures are live formulas with
//! today's result cached; where a formula cannot say how a figure came about, the figure stands with its reason. Equal
//! input gives equal bytes.

mod cell_formula;
pub(crate) mod consolidated;
pub mod national;
mod origin;
pub(crate) mod recap;
pub(crate) mod register;

use crate::recap::ReportInput;
use crate::sheets::{self, OutputBook, SheetError};

/// A workbook of a run, without sheets yet.
fn book<'b>(input: &ReportInput<'_>, heading: &str) -> Result<OutputBook<'b>, SheetError> {
    // Official outputs stand in `resmi/<version>/`, one folder deeper than `hasil/`.
    let deeper = usize::from(input.official.is_some_and(|standing| standing.this.is_some()));
    Ok(sheets::book(heading, input.instansi, &input.made)?.deeper(deeper).read_in(input.language))
}
