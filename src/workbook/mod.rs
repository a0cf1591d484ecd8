//! Bytes to sheets of cells with addresses, formats and merges. The only room that knows calamine.
//!
//! Takes the bytes of one file, gives a [`Workbook`] or says what the file really is. A cell is never read at a wrong
//! address, a formula without a stored result is *not calculated* (never empty or zero), and nothing is read outside
//! the limits.

pub mod cell;
pub mod error;
pub mod grid;
pub mod limits;

pub use cell::{Cell, CellValue, Sheet, SheetVisibility, Workbook};
pub use error::{Jenis, ReadError};
pub use limits::Limits;
