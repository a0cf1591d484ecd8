//! The workbooks that are drawn of a run: consolidated, the recap for leadership, and the recap over many institutions.
//!
//! Takes what a run found out and the recap as plain data, gives bytes. Consolidated figures are live formulas with
//! today's result cached; where a formula cannot say how a figure came about, the figure stands with its reason. Equal
//! input gives equal bytes.

mod asal;
pub(crate) mod consolidated;
pub mod national;
pub(crate) mod recap;
mod rumus;

use crate::recap::BahanLaporan;
use crate::sheets::{self, Buku, SheetError};

/// A workbook of a run, without sheets yet.
fn buku<'b>(bahan: &BahanLaporan<'_>, judul: &str) -> Result<Buku<'b>, SheetError> {
    sheets::buku(judul, bahan.instansi, &bahan.dibuat)
}
