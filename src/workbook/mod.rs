//! Bytes to sheets of cells with addresses, formats and merges. The only room that knows calamine.
//!
//! Takes the bytes of one file, gives a [`Workbook`] or says what the file really is and what its sender can do. A cell
//! is never read at a wrong address, a formula without a stored result is *not calculated* (never empty or zero), a file
//! that contradicts itself is refused with the sheet and cell where it does, and nothing is read outside the [`Limits`].
//!
//! ```text
//!  bytes ─► sniff ─► package / compound file ─► a strict look at every record ─► cells
//!                                                          └► a clean copy ─► calamine ─┘   (.xls, .xlsb)
//! ```
//!
//! The strict look finds what readers pass over in silence (checksums, cut numbers, indexes and addresses that are none,
//! doubled names), and keeps what they do not tell (percent formats, merges, what is hidden, formulas without a result).
//! Of the text formats it takes the values too, in the same pass; of the binary ones calamine takes them, from a copy
//! made of what was looked at.
//!
//! | format | values | formulas | percent, merges, hidden |
//! |---|---|---|---|
//! | .xlsx, .xlsm | read here, streamed: a look and calamine behind it read each sheet twice | with shared ones written out | yes |
//! | .xls | calamine, a dense box within the limits | the same, since Excel 97 | yes |
//! | .xlsb | calamine, streamed | shared ones are `?` | yes |
//! | .ods | read here: calamine can hang on it | in Excel's spelling | yes |
//! | CSV, HTML tables | read here, as text and plain whole numbers | none | merges and hidden rows of HTML |
//!
//! A panic inside a reader becomes an error; its message still reaches the panic hook of the process.

mod calculation;
pub mod cell;
mod csv;
pub mod error;
#[cfg(test)]
mod fixture;
pub mod grid;
mod html;
pub mod limits;
#[cfg(feature = "surel")]
pub mod locked;
mod numfmt;
mod ods;
mod properties;
mod sniff;
mod value;
mod xls;
mod xlsb;
mod xlsx;

use std::panic::{AssertUnwindSafe, catch_unwind};

pub use cell::{Cell, CellValue, Sheet, SheetVisibility, ShortLine, Workbook};
pub use error::{OtherFile, ReadError};
pub use limits::Limits;

use crate::ooxml::package::Package;
use sniff::Container;

/// Reads a workbook. Its type is found by its content; its name is not asked.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let size = bytes.len() as u64;
    if size > limits.file_size {
        return Err(ReadError::exceeds("Ukuran berkas (byte)", size, limits.file_size));
    }
    let container = sniff::sniff(bytes);
    // The readers below are not ours alone: whatever one of them trips over is the file's fault, not the program's end.
    catch_unwind(AssertUnwindSafe(|| match container {
        Ok(Container::Zip) => read_zip(bytes, limits),
        Ok(Container::Ole) => xls::read(bytes, limits),
        Err(ReadError::NotWorkbook(OtherFile::Text)) => csv::read(bytes, limits),
        Err(ReadError::NotWorkbook(html::KIND)) => html::read(bytes, limits),
        Err(other) => Err(other),
    }))
    .unwrap_or_else(|_| Err(ReadError::damaged("susunan isinya tidak dapat diikuti")))
}

/// The sheets of these names, whatever their case, of an .xlsx; the others are not unpacked.
pub fn read_sheets(bytes: &[u8], names: &[&str], limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    catch_unwind(AssertUnwindSafe(|| {
        let mut package = Package::open(bytes, limits.package())?;
        let root = xlsx::book::relations(&mut package, "", limits)?;
        match xlsx::book::main_part(&root) {
            Some(path) if !path.ends_with(".bin") => xlsx::read_named(&mut package, path, names, limits),
            _ => Err(ReadError::NotWorkbook(OtherFile::Zip)),
        }
    }))
    .unwrap_or_else(|_| Err(ReadError::damaged("susunan isinya tidak dapat diikuti")))
}

fn read_zip(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes, limits.package())?;
    if let Some(kind) = package.part("mimetype")? {
        return ods::read(&mut package, String::from_utf8_lossy(&kind).trim(), limits);
    }
    let root = xlsx::book::relations(&mut package, "", limits)?;
    match xlsx::book::main_part(&root) {
        Some(path) if path.starts_with("word/") => Err(ReadError::NotWorkbook(OtherFile::Other("dokumen Word"))),
        Some(path) if path.starts_with("ppt/") => {
            Err(ReadError::NotWorkbook(OtherFile::Other("presentasi PowerPoint")))
        }
        Some(path) if path.ends_with(".bin") => xlsb::read(&mut package, &root, path, limits),
        Some(path) => xlsx::read(&mut package, &root, path, limits),
        None if package.has("xl/workbook.xml") => Err(ReadError::contradicting("rujukan ke daftar lembar tidak ada")),
        None if package.has("index/document.iwa") || package.has("index.zip") => {
            Err(ReadError::NotWorkbook(OtherFile::OtherSpreadsheet("lembar sebar Apple Numbers")))
        }
        None => Err(ReadError::NotWorkbook(OtherFile::Zip)),
    }
}
