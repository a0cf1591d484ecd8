//! Writing workbooks from definitions: the same TOML that reads a filled form writes the blank one.
//!
//! Takes a [`Template`](crate::template::Template) and what is known already ([`FormContent`]), gives the bytes of a workbook:
//! title, identity block, header, rows that are filled in and locked, open rows, budget table, signature block, and a
//! sheet of instructions. Promises that the reader reads back what was written, and that equal input gives equal bytes.

mod build;
mod cell;
mod content;
mod floor_plan;
mod form;
mod formula;
mod guidance;
mod kaskade;
mod kaskade_guide;
mod kaskade_sheet;
mod page_setup;
mod style;

pub(super) use build::computed;
pub use content::{FilledRow, FormCell, FormContent, FormIndikator, FormPejabat, indikator_row, sheet_name};
pub(super) use content::{coded, roman};
pub(super) use form::write_table;
pub use form::{book, form};
pub use kaskade::blank_kaskade;
pub use kaskade_sheet::NewKaskade;
