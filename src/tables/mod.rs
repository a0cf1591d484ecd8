//! Tables of the whole house; the schemas live here.
//!
//! Takes what the reader made of every file and of the cascade workbook, resolves which unit, document and period each
//! belongs to, decides which of several submissions counts, links indicators to the cascade, and gives [`Tables`]. Each
//! table has one typed row, which borrows from what was read; frames, for Parquet and for rules that compare sets, are
//! made of rows by their [`schema`]. Every row carries the number of the record it came from; [`Tables::place`] turns
//! a record and a field into file, sheet and cell, so provenance survives filters, joins and sorts.
//!
//! Two facts about a document: whether it may be checked ([`Status::checkable`], almost always), and whether it counts
//! in the figures ([`Status::counts`]). Tables give the rows of documents that count; rules of a single document ask for
//! every document that may be checked ([`Tables::checkable_documents`], [`Tables::checkable_pengukuran`]). What was
//! superseded stays listed in [`Tables::documents`] and in the files.

mod agreed;
mod amounts;
mod anggaran;
mod beside_plan;
mod budget_levels;
mod build;
mod by_rows;
pub mod compute;
mod direction;
mod evidence;
mod holdings;
mod iki;
mod indikator;
mod kaskade;
mod link;
mod named_kind;
mod office;
mod owner;
pub mod parquet;
mod pejabat;
mod pengukuran;
mod period;
mod person;
mod pk;
mod place;
mod plan_years;
mod quarter;
mod register;
mod rencana_aksi;
pub mod schema;
mod source;
mod status;
#[cfg(test)]
pub(crate) mod test;
mod unplaced;
mod unread;

#[cfg(test)]
mod tests;

pub use anggaran::AnggaranRow;
pub use evidence::Received;
pub use iki::IkiRow;
pub use indikator::IndikatorRow;
pub use kaskade::KaskadeRow;
pub use owner::{Contradiction, Sign, SignKind};
pub use pejabat::PejabatRow;
pub use pengukuran::{Comparison, PengukuranRow, Span};
pub use period::named_quarter;
pub use pk::PkRow;
pub use place::UnknownUnit;
pub use quarter::{OddHeading, QuarterSigns};
pub use register::Register;
pub use rencana_aksi::RencanaAksiRow;
pub use source::RowSource;
pub use status::PrecedenceBasis;
pub use unplaced::{month_amid, without_quarter};
pub use unread::Unread;

use std::sync::Arc;

use ::parquet::errors::ParquetError;
use chrono::{NaiveDate, NaiveDateTime};
use polars::prelude::PolarsError;

use crate::domain::capaian::Profil;
use crate::domain::document::{DocumentKind, ReadFile};
use crate::domain::hash::HashMap;
use crate::domain::mail::MailOrigin;
use crate::domain::node::KaskadeNode;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;

/// Why tables could not be made or written: never a fault of what units sent.
#[derive(Debug, thiserror::Error)]
pub enum TablesError {
    /// A frame could not be put together.
    #[error("tabel tidak dapat disusun: {0}")]
    Frame(#[from] PolarsError),
    /// A Parquet file could not be written.
    #[error("{path} tidak dapat ditulis: {cause}")]
    Write {
        /// The file that was to be written.
        path: String,
        /// Why not.
        #[source]
        cause: ParquetError,
    },
    /// A Parquet file could not be read.
    #[error("{path} tidak dapat dibaca: {cause}")]
    Read {
        /// The file that was to be read.
        path: String,
        /// Why not.
        #[source]
        cause: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A Parquet file lacks a column, or has another kind of value in it.
    #[error("{path} tidak memuat kolom {column} seperti yang ditulis versi selaras ini")]
    Column {
        /// Which file.
        path: String,
        /// The column that is missed, by its name in the data files.
        column: &'static str,
    },
    /// More rows than record numbers.
    #[error("jumlah baris melebihi yang dapat dihitung program")]
    TooMany,
}

/// What the tables need to know of the workspace.
#[derive(Debug, Clone, Copy)]
pub struct TableOptions<'a> {
    /// The name of the institution; blank where there is no workspace.
    pub institution: &'a str,
    /// Its year; `None` where there is no workspace, so that no document is of another year.
    pub year: Option<i32>,
    /// How it computes achievement.
    pub profil: &'a Profil,
}

/// One file as it was sent, with what became of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SentFile {
    /// Path below `masuk/`; for a member of an archive `arsip.zip/dalam.xlsx`; `kaskade.xlsx` for the cascade.
    pub path: String,
    /// SHA-256 of its bytes, hexadecimal.
    pub sha256: String,
    /// Bytes.
    pub size: u64,
    /// When it was received (mail) or last changed (folder), local time.
    pub received: Option<NaiveDateTime>,
    /// The mail in which it came.
    pub mail_origin: Option<MailOrigin>,
    /// What it became, or why it could not be read.
    pub outcome: Result<ReadFile, ReadFailure>,
    /// The file with the same bytes that is used instead of this one.
    pub copy_from: Option<String>,
}

impl SentFile {
    /// The day on which its mail was received. Only mail tells: the date of a file in a folder is the day on which
    /// somebody copied it there, and accuses nobody.
    pub fn mail_day(&self) -> Option<NaiveDate> {
        self.mail_origin.as_ref()?.date.map(|when| when.date())
    }
}

/// Why a file could not be read: plain data, so that it crosses the process border.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize, bitcode::Encode, bitcode::Decode)]
pub struct ReadFailure {
    /// What is wrong with it.
    #[serde(rename = "pesan")]
    pub message: String,
    /// How its sender mends it.
    #[serde(rename = "saran")]
    pub advice: String,
}

/// How the unit of a document was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UnitOrigin {
    /// Named in the identity block.
    Identity,
    /// Named by the sheet.
    SheetName,
    /// Named by the signature's role line.
    Signature,
    /// Named by the file name.
    FileName,
    /// Named by a folder of the path.
    Folder,
    /// The unit of the sender's address, for a form that says nothing itself.
    Mail,
    /// Several other signs agree on it: who signs, whose indicators it lists, where it came from.
    Agreed,
    /// Named alone by a line above the table, where nothing else names anybody.
    Title,
    /// Not found; names of the register that resemble what was written, best first.
    NotFound {
        /// What the form says, when it says anything.
        as_written: Option<String>,
        /// Suggestions: code and name.
        advice: Vec<(String, String)>,
    },
}

/// Whether a document counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    InUse,
    /// A newer submission of the same unit, document and period counts instead (index into [`Tables::documents`]).
    Superseded(u32),
    /// It measures a semester of which both quarters are measured by documents that count instead (index of the later one
    /// into [`Tables::documents`]). It is checked against them.
    Repeats(u32),
    /// Its unit is not known, so it cannot count. (A measurement whose quarter is not known does count: its rows have no
    /// `triwulan`.)
    Unconnected,
    /// It is an export of a system, set against the forms.
    Source,
    /// All that it says about its year names another year than the workspace's.
    OtherYear,
    /// It names two units as its own, and counts for neither.
    SetAside,
}

impl Status {
    /// Whether its figures count.
    pub const fn counts(&self) -> bool {
        matches!(self, Self::InUse)
    }

    /// Whether its faults are told: what another document stands in for need not be mended. Who mends a unit's name wants
    /// to know of everything else in the same round.
    pub const fn checkable(&self) -> bool {
        !matches!(self, Self::Superseded(_) | Self::Source)
    }

    /// Whether its unit sent what was asked for, be it that a newer one counts.
    pub const fn received(&self) -> bool {
        matches!(self, Self::InUse | Self::Superseded(_) | Self::Repeats(_))
    }
}

/// One document of the house.
#[derive(Debug, Clone, PartialEq)]
pub struct RegisteredDocument {
    /// Index into [`Tables::files`].
    pub file: u32,
    /// Index into the file's documents.
    pub document: u32,
    /// Code of its unit.
    pub unit: Option<String>,
    /// How that was found.
    pub unit_origin: UnitOrigin,
    /// Where it also names another unit as its own.
    pub doubt: Option<Box<Contradiction>>,
    /// As its title tells, or its columns.
    pub kind: DocumentKind,
    /// Its quarter, for measurements: from its title, its identity block or the file name.
    pub triwulan: Option<Triwulan>,
    /// Whether it measures the whole semester that ends with that quarter.
    pub semester: bool,
    /// Its year, from its title or the file name.
    pub year: Option<i32>,
    /// Whether it counts.
    pub status: Status,
}

/// One row of a table of a document, addressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordId {
    /// Index into [`Tables::documents`].
    pub document: u32,
    /// Index into the document's tables.
    pub table: u32,
    /// Index into the table's rows.
    pub row: u32,
}

/// How a row is tied to the indicator that it is about. Only codes and equal wordings tie; likeness never does. Rows of
/// one indicator share its texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NodeLink {
    /// The key of its indicator, see [`Tables`]; `None` when the row has neither code nor wording.
    pub key: Option<Arc<str>>,
    /// Its own code in one spelling.
    pub code: Option<Arc<str>>,
    /// Its node (index into [`Tables::nodes`]).
    pub node: Option<u32>,
    /// The record of the first row of its indicator; a row of its own is its own first row.
    pub subject: u32,
}

/// The tables, and everything behind them.
///
/// Columns that several tables share: `rekaman` (u32), `dokumen` (u32, index into [`Tables::documents`]), `unit` (code),
/// `kunci` (the key by which one indicator is known in every document of its unit: the cascade's code when it is linked,
/// else its own code, else its normalised wording), `kode`, `simpul` (code in the cascade, null when not linked),
/// `sasaran`, `indikator` (without the code in front of it; the cascade's wording when the form has only a code),
/// `satuan`, and `berkas`, `lembar`, `sel` (the indicator's cell). Figures are f64 and null when the cell holds none;
/// beside them `_teks` holds what was typed and `_kelas` the kind of value
/// ([`Value::class`](crate::domain::value::Value::class)).
///
/// | table | one row is | further columns |
/// |---|---|---|
/// | `pk` | an indicator of a PK | `bagian`, `target`, `target_teks`, `target_kelas`, `target_tw1`..`target_tw4`, `sumber_data` |
/// | `rencana_aksi` | an action of an RA (an indicator without actions has one row) | `target`, `target_teks`, `target_kelas`, `target_tw1`..`4` (of a plan by months: added where the indicator's quarters add up, else the quarter's last month), `aksi`, `kriteria`, `keluaran`, `waktu` ("1,2"), `penanggung_jawab`, `anggaran`, `awal` (bool: first row of its indicator) |
/// | `pengukuran` | an indicator in a quarter | `triwulan` (i32 1..4), `target_tahunan`, `target_tahunan_teks`, `target` (of the quarter, the form's own), `target_banding`, `target_dari` (what achievement is computed against, and where that stands: [`TargetBasis::name`](crate::domain::target_basis::TargetBasis::name)), `realisasi`, `realisasi_teks`, `realisasi_kelas`, `kumulatif` (bool), `semester` (bool: of the semester that ends with the quarter), `pembilang`, `penyebut`, `capaian_tertulis` (percent as stated), `capaian` (computed, after floor and cap), `capaian_penuh` (computed, uncapped), `alasan` (why there is no capaian, [`Reason::name`](crate::domain::capaian::Reason::name)), `status`, `kendala`, `solusi`, `tindak_lanjut`, `penanggung_jawab`, `batas_waktu`, `bukti_dukung`, `keterangan` |
/// | `anggaran` | a budget line | `rekaman`, `dokumen`, `unit`, `berkas`, `lembar`, `sel` only; `kode`, `jenis_dokumen`, `jenis_baris` ("data", "kelompok", "jumlah"), `program`, `pagu`, `realisasi`, `triwulan` (i32, null for a PK), `sumber_dana` |
/// | `iki` | an indicator of a person | `nama`, `jabatan`, `cara_pengukuran`, `sumber_data`, `indikator_atasan` |
/// | `pejabat` | a signature | `dokumen`, `unit`, `jenis_dokumen`, `pihak`, `peran`, `nama`, `nip`, `berkas`, `lembar`, `sel` |
/// | `kaskade` | a node | `rekaman`, `berkas`, `lembar`, `sel`, `sasaran`, `indikator`, `satuan`, `kode`, `kode_induk`, `jenjang`, `unit`, `polaritas`, `konsolidasi_periode`, `konsolidasi_unit`, `bobot`, `target`, `target_teks`, `target_tw1`..`4` |
/// | `sumber` | a sheet of a file (or a file that could not be read) | `berkas`, `sha256`, `format`, `ukuran`, `diterima`, `pengirim`, `subjek`, `unit`, `status`, `alasan`, `lembar`, `keadaan`, `peran`, `templat`, `baris_terpakai`, `baris_dibaca`, `baris_dilewati`, `rincian_dilewati` |
///
/// Rows are sorted by unit, then by file, sheet and row.
#[derive(Debug, Clone)]
pub struct Tables {
    /// Every file.
    pub files: Vec<SentFile>,
    /// Every document.
    pub documents: Vec<RegisteredDocument>,
    /// Every row of every table of every document.
    pub record_ids: Vec<RecordId>,
    /// What each record is tied to, one for each of [`Tables::record_ids`].
    pub links: Vec<NodeLink>,
    /// What was received and could not be read.
    pub unread: Vec<Unread>,
    /// The register of units.
    pub units: Vec<Unit>,
    /// Where each code stands in [`Tables::units`]; the first of equal ones.
    unit_position: HashMap<String, usize>,
    holdings: holdings::Holdings,
    /// The quarter of each record, asked for by nearly every look at an entry.
    quarters: Vec<Option<Triwulan>>,
    /// The nodes of the cascade, in sheet order.
    pub nodes: Vec<KaskadeNode>,
    /// Which records have rows, and what is computed of them.
    rows: Rows,
}

/// Which records have a row in which table, and what is computed once; everything else of a row stands in the cells.
#[derive(Debug, Clone, Default)]
struct Rows {
    pk: Vec<u32>,
    rencana_aksi: Vec<(u32, bool)>,
    pengukuran: Vec<pengukuran::Measured>,
    anggaran: Vec<(u32, Option<Triwulan>)>,
    budget_levels: budget_levels::BudgetLevels,
    iki: Vec<u32>,
}
