//! Cells whose formula is unlike those around it: what the reader found, for the rules of family `FX`.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::address::CellAddress;

/// A cell that does not do what its neighbours do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct OddCell {
    /// The cell that is unlike its neighbours.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
    /// What is odd about it.
    #[serde(rename = "jenis")]
    pub kind: OddKind,
    /// Its formula, where it has one.
    #[serde(rename = "rumus")]
    pub formula: Option<String>,
    /// The formula that its neighbours would have here; of a stored result that is not its formula's, the result.
    #[serde(rename = "seharusnya")]
    pub expected: Option<String>,
    /// The stored result, where that is what is odd.
    #[serde(rename = "tersimpan")]
    pub stored: Option<String>,
    /// Cells that speak for it: neighbours of that pattern; cells left out of a range, or hidden in it.
    #[serde(rename = "saksi")]
    pub witnesses: Vec<CellAddress>,
}

/// What is odd about a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum OddKind {
    /// Its formula differs from those of its line.
    #[serde(rename = "rumus_lain")]
    Formula,
    /// The same, and it only has numerator and denominator the other way round: right where less is better.
    #[serde(rename = "terbalik")]
    Swapped,
    /// A typed figure among formulas.
    #[serde(rename = "ketikan")]
    TypedOver,
    /// A sum that leaves out cells of the line that it sums up.
    #[serde(rename = "rentang_pendek")]
    ShortRange,
    /// A sum over cells that are sums of others of its cells.
    #[serde(rename = "dua_kali")]
    DoubleCount,
    /// A sum over hidden rows or columns that hold figures.
    #[serde(rename = "tersembunyi")]
    HiddenInSum,
    /// A formula that computes otherwise than the number row says.
    #[serde(rename = "nomor_kolom")]
    Declared,
    /// A stored result that is not what the formula gives.
    #[serde(rename = "hasil_lain")]
    Stale,
}
