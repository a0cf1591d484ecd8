//! Why a workbook could not be made: never a fault of what units sent.

use rust_xlsxwriter::XlsxError;
use zip::result::ZipError;

use crate::ooxml::part::PartError;

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The writer refused something.
    #[error("buku kerja tidak dapat disusun: {0}")]
    BukuKerja(#[from] XlsxError),
    /// Its parts could not be packed.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    Kemas(#[from] ZipError),
    /// A part could not be compressed.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    Bagian(#[from] PartError),
    /// What the writer left is not what rows can be put into.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    TakTerduga(String),
}
