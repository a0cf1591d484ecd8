//! Figures in the shape of other systems: tables in the columns and the order that their imports ask for.
//!
//! Takes a definition ([`Definition`]: headings, order, what stands where) and the recap with what units typed; gives a
//! workbook or a CSV file. A definition is the reverse of one that reads: what is written is read back by our own reader
//! into the same rows. Nothing is computed here; a row that is left out is counted.

mod definition;
mod rows;
mod write;

pub use definition::{Definition, DefinitionError, FileKind};
pub use rows::{ExportTable, kaskade, pengukuran, table};
pub use write::{HandoverError, file};
