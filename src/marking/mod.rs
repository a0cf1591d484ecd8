//! The unit's own workbook given back with each finding marked in its cell.
//!
//! Takes the bytes that a unit sent and the findings about them. The package is copied part by part and only what is
//! needed changes: guilty cells get a fill and a comment, and a first sheet `TEMUAN` lists every finding with a link to
//! its cells. All other parts are copied as they lie, and inside a changed part every byte outside the change stays.
//! A marked workbook that comes back is recognised: its marks are taken off before new ones are put on, so nothing
//! accumulates, and marking twice is marking once.
//!
//! ```text
//!   bytes ──► package ──► lepas (old marks off) ──► pasang (new marks on) ──► bytes
//!                parts: book, styles, sheet, comments, vml, relations        temuan, pesan: what people read
//! ```
//!
//! What cannot be patched in place (other formats, encryption, Strict Open XML, odd XML) is an error that says why;
//! [`marked_copy`] then makes a fresh workbook with the same values and the same marks.

mod attach;
mod book;
mod color;
mod comments;
mod copy;
mod detach;
mod message;
mod note;
mod sheet;
mod styles;
mod temuan;
#[cfg(test)]
mod test;
mod typed;
mod vml;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::finding::Temuan;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::package::PackageLimits;
use crate::ooxml::{Measure, OoxmlError};

pub use copy::{PlainSheet, PlainValue, marked_copy};
pub use typed::typed;

/// Name of the sheet that lists the findings. When the unit has a sheet of that name, ours is `TEMUAN SELARAS`.
pub const TEMUAN_SHEET: &str = "TEMUAN";
/// How the texts in the hidden column L of our `TEMUAN` begin, from L1 down: readers know the sheet by it.
pub const MARKER: &str = "selaras-koreksi";
/// Author of our comments.
pub const WRITER: &str = comments::WRITER;

/// What stands above the findings.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct CorrectionContext {
    /// Name of the institution that asks.
    pub instansi: String,
    /// Name of the unit that sent the workbook.
    pub unit: String,
    /// The workbook, as [`crate::finding::Place::file`] names it: findings at places of this file are marked, the
    /// others are only listed.
    #[serde(rename = "berkas")]
    pub file: String,
    /// Day of the check.
    #[serde(rename = "tanggal")]
    pub date: NaiveDate,
    /// What is already right, one line each.
    #[serde(rename = "sudah_benar")]
    pub already_correct: Vec<String>,
}

/// Why a workbook could not be marked.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionError {
    /// The bytes are no package of Excel parts: an older format, a protected file, a damaged one.
    #[error("berkas ini bukan paket Excel (.xlsx) yang utuh: {what}")]
    NotPackage {
        /// What is the matter with it.
        what: String,
        /// What was noticed when it was opened.
        #[source]
        cause: Option<Box<dyn std::error::Error + Send + Sync>>,
    },
    /// A part is written in a way that is not patched.
    #[error("berkas ini tidak dapat ditandai di tempatnya: bagian {part} {what}")]
    Cannot {
        /// Name of the part.
        part: String,
        /// What is the matter with it.
        what: String,
    },
    /// The copy could not be put together.
    #[error("salinan bertanda tidak dapat disusun: {0}")]
    Copy(#[from] rust_xlsxwriter::XlsxError),
}

impl CorrectionError {
    fn cannot(part: &str, what: &str) -> Self {
        Self::Cannot { part: part.to_string(), what: what.to_string() }
    }

    fn not_package(what: impl Into<String>) -> Self {
        Self::NotPackage { what: what.into(), cause: None }
    }
}

impl From<OoxmlError> for CorrectionError {
    fn from(error: OoxmlError) -> Self {
        let what = match error {
            OoxmlError::Part { part, what } | OoxmlError::Syntax { part, what } => return Self::Cannot { part, what },
            OoxmlError::TooLarge { part: Some(part), what, .. } if what != Measure::Depth => {
                return Self::cannot(&part, "terlalu besar");
            }
            OoxmlError::TooLarge { .. } | OoxmlError::Shifted | OoxmlError::Overlapping => {
                "daftar isinya tidak wajar".to_string()
            }
            OoxmlError::Double(_) => "satu bagian tercatat ganda".to_string(),
            OoxmlError::Zip(ref error) => error.to_string(),
            OoxmlError::Write(ref error) | OoxmlError::Checksum { ref error, .. } => error.to_string(),
            ref error => error.to_string(),
        };
        Self::NotPackage { what, cause: Some(error.into()) }
    }
}

/// What is larger is no form. The reader looks at few of the parts that are opened here.
const LIMITS: PackageLimits =
    PackageLimits { entries: 10_000, part: 64 << 20, total: 128 << 20, ratio: 200, ratio_from: 4 << 20 };

/// The unit's own workbook (.xlsx, .xlsm) with every finding marked; marks of an earlier round are replaced.
///
/// Findings that a waiver accepts are left out.
///
/// # Errors
/// When the workbook cannot be patched in place; [`marked_copy`] is the way out.
pub fn mark(content: &[u8], temuan: &[&Temuan], context: &CorrectionContext) -> Result<Vec<u8>, CorrectionError> {
    mark_with_cause(content, temuan, context, None)
}

/// As [`mark`], with the reason why this is a copy.
fn mark_with_cause(
    content: &[u8],
    temuan: &[&Temuan],
    context: &CorrectionContext,
    cause: Option<&str>,
) -> Result<Vec<u8>, CorrectionError> {
    let mut package = PackageDraft::open(content, LIMITS)?;
    detach::detach(&mut package)?;
    attach::attach(&mut package, temuan, context, cause)?;
    Ok(package.finish()?)
}

/// A workbook without our marks: `TEMUAN` and our comments gone, every cell with the fill it had. A workbook without
/// marks stays as it is.
///
/// # Errors
/// When the workbook cannot be patched in place.
pub fn detach_mark(content: &[u8]) -> Result<Vec<u8>, CorrectionError> {
    let mut package = PackageDraft::open(content, LIMITS)?;
    detach::detach(&mut package)?;
    Ok(package.finish()?)
}
