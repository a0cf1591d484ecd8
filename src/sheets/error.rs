//! Why a workbook could not be made: never a fault of what units sent.

use rust_xlsxwriter::XlsxError;

use crate::ooxml::OoxmlError;

/// A workbook that could not be made.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The writer refused something.
    #[error("buku kerja tidak dapat disusun: {0}")]
    Workbook(#[from] XlsxError),
    /// Its parts could not be packed.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    Pack(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// What the writer left is not what rows can be put into.
    #[error("buku kerja tidak dapat dikemas: {0}")]
    Unexpected(String),
}

impl From<OoxmlError> for SheetError {
    fn from(error: OoxmlError) -> Self {
        Self::Pack(error.into())
    }
}
