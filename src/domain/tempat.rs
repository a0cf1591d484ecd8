//! Where something is: file, sheet, cells.

use serde::{Deserialize, Serialize};

use super::address::CellAddress;

/// A place: a file, one of its sheets, and the cells involved, the guilty one first.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Tempat {
    /// The path below `masuk/` (or `kaskade.xlsx`); empty for a finding about what was not sent.
    pub berkas: String,
    /// The sheet, when the finding is about one.
    pub lembar: Option<String>,
    /// The cells.
    pub sel: Vec<CellAddress>,
}

impl Tempat {
    /// A whole file.
    pub fn berkas(berkas: impl Into<String>) -> Self {
        Self { berkas: berkas.into(), lembar: None, sel: Vec::new() }
    }

    /// One cell.
    pub fn sel(berkas: impl Into<String>, lembar: impl Into<String>, sel: CellAddress) -> Self {
        Self { berkas: berkas.into(), lembar: Some(lembar.into()), sel: vec![sel] }
    }

    /// The cells in A1 form joined by commas.
    pub fn teks_sel(&self) -> String {
        self.sel.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
    }
}
