//! Where something is: file, sheet, cells.

use serde::{Deserialize, Serialize};

use super::address::CellAddress;

/// The cascade workbook of a workspace, and the path by which it is known among the files.
pub const KASKADE_FILE: &str = "kaskade.xlsx";

/// The folder of a workspace in which exports of the systems lie that agreements name as the source of their data.
pub const SOURCE_FOLDER: &str = "sumber";

/// What stands before the paths of its files, so that no folder of the inbox is taken for it.
pub const SOURCE_PREFIX: &str = "(sumber)/";

/// Whether a path is that of an export.
pub fn is_source(path: &str) -> bool {
    path.starts_with(SOURCE_PREFIX)
}

/// A place: a file, one of its sheets, and the cells involved, the guilty one first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// The path below `masuk/` (or `kaskade.xlsx`); empty for a finding about what was not sent.
    #[serde(rename = "berkas")]
    pub file: String,
    /// The sheet, when the finding is about one.
    #[serde(rename = "lembar")]
    pub sheet: Option<String>,
    /// The cells.
    #[serde(rename = "sel")]
    pub cells: Vec<CellAddress>,
}

impl Place {
    /// A whole file.
    pub fn file(file: impl Into<String>) -> Self {
        Self { file: file.into(), sheet: None, cells: Vec::new() }
    }

    /// One cell.
    pub fn cell(file: impl Into<String>, sheet: impl Into<String>, cell: CellAddress) -> Self {
        Self { file: file.into(), sheet: Some(sheet.into()), cells: vec![cell] }
    }

    /// The cells in A1 form joined by commas.
    pub fn cell_text(&self) -> String {
        self.cells.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }
}
