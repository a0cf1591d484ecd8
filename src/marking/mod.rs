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
//! [`salinan_bertanda`] then makes a fresh workbook with the same values and the same marks.

mod book;
mod catatan;
mod comments;
mod lepas;
mod pasang;
mod pesan;
mod salinan;
mod sheet;
mod styles;
mod temuan;
#[cfg(test)]
mod uji;
mod vml;
mod warna;

use chrono::NaiveDate;

use crate::finding::Temuan;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::package::PackageLimits;
use crate::ooxml::{Measure, OoxmlError};

pub use salinan::{LembarPolos, NilaiPolos, salinan_bertanda};

/// Name of the sheet that lists the findings. When the unit has a sheet of that name, ours is `TEMUAN SELARAS`.
pub const LEMBAR_TEMUAN: &str = "TEMUAN";
/// How the texts in the hidden column L of our `TEMUAN` begin, from L1 down: readers know the sheet by it.
pub const PENANDA: &str = "selaras-koreksi";
/// Author of our comments.
pub const PENULIS: &str = comments::PENULIS;

/// What stands above the findings.
#[derive(Debug, Clone)]
pub struct KonteksKoreksi {
    /// Name of the institution that asks.
    pub instansi: String,
    /// Name of the unit that sent the workbook.
    pub unit: String,
    /// The workbook, as [`crate::finding::Tempat::berkas`] names it: findings at places of this file are marked, the
    /// others are only listed.
    pub berkas: String,
    /// Day of the check.
    pub tanggal: NaiveDate,
    /// What is already right, one line each.
    pub sudah_benar: Vec<String>,
}

/// Why a workbook could not be marked.
#[derive(Debug, thiserror::Error)]
pub enum KoreksiError {
    /// The bytes are no package of Excel parts: an older format, a protected file, a damaged one.
    #[error("berkas ini bukan paket Excel (.xlsx) yang utuh: {0}")]
    BukanPaket(String),
    /// A part is written in a way that is not patched.
    #[error("berkas ini tidak dapat ditandai di tempatnya: bagian {bagian} {sebab}")]
    TakDapat {
        /// Name of the part.
        bagian: String,
        /// What is the matter with it.
        sebab: String,
    },
    /// The copy could not be put together.
    #[error("salinan bertanda tidak dapat disusun: {0}")]
    Salinan(#[from] rust_xlsxwriter::XlsxError),
}

impl KoreksiError {
    fn tak_dapat(bagian: &str, sebab: &str) -> Self {
        Self::TakDapat { bagian: bagian.to_string(), sebab: sebab.to_string() }
    }
}

impl From<OoxmlError> for KoreksiError {
    fn from(error: OoxmlError) -> Self {
        match error {
            OoxmlError::Part { part, what } | OoxmlError::Syntax { part, what } => {
                Self::TakDapat { bagian: part, sebab: what }
            }
            OoxmlError::TooLarge { part: Some(part), what, .. } if what != Measure::Depth => {
                Self::tak_dapat(&part, "terlalu besar")
            }
            OoxmlError::TooLarge { .. } | OoxmlError::Shifted | OoxmlError::Overlapping => {
                Self::BukanPaket("daftar isinya tidak wajar".to_string())
            }
            OoxmlError::Double(_) => Self::BukanPaket("satu bagian tercatat ganda".to_string()),
            OoxmlError::Zip(error) => Self::BukanPaket(error.to_string()),
            OoxmlError::Write(error) | OoxmlError::Checksum { error, .. } => Self::BukanPaket(error.to_string()),
            error => Self::BukanPaket(error.to_string()),
        }
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
/// When the workbook cannot be patched in place; [`salinan_bertanda`] is the way out.
pub fn tandai(isi: &[u8], temuan: &[&Temuan], konteks: &KonteksKoreksi) -> Result<Vec<u8>, KoreksiError> {
    tandai_dengan_sebab(isi, temuan, konteks, None)
}

/// As [`tandai`], with the reason why this is a copy.
fn tandai_dengan_sebab(
    isi: &[u8],
    temuan: &[&Temuan],
    konteks: &KonteksKoreksi,
    sebab: Option<&str>,
) -> Result<Vec<u8>, KoreksiError> {
    let mut package = PackageDraft::open(isi, LIMITS)?;
    lepas::lepas(&mut package)?;
    pasang::pasang(&mut package, temuan, konteks, sebab)?;
    Ok(package.finish()?)
}

/// A workbook without our marks: `TEMUAN` and our comments gone, every cell with the fill it had. A workbook without
/// marks stays as it is.
///
/// # Errors
/// When the workbook cannot be patched in place.
pub fn lepas_tanda(isi: &[u8]) -> Result<Vec<u8>, KoreksiError> {
    let mut package = PackageDraft::open(isi, LIMITS)?;
    lepas::lepas(&mut package)?;
    Ok(package.finish()?)
}
