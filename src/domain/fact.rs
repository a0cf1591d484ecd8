//! What the reader noticed on a sheet and could not read into a row: a missing column, a heading in doubt, a hidden row.
//!
//! Plain data with the cell that it is about, and no judgement: the rules of family `TL` turn facts into findings.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::address::CellAddress;
use super::audit::OddCell;
use super::column::FormColumn;
use super::document_kind::DocumentKind;

/// What the reader noticed on a sheet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "fakta", rename_all = "snake_case")]
pub enum Fact {
    /// No known table; the closest header rows with what they matched and what they lacked.
    #[serde(rename = "tanpa_tabel")]
    WithoutTable {
        /// Closest candidates, best first, at most five.
        #[serde(rename = "calon")]
        candidate: Vec<HeaderCandidate>,
    },
    /// Something like a table, of which no row was read.
    UnreadTable {
        /// Its first header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// Its rows.
        rows: u32,
        /// Its headings with their cells, parents first, joined by " > ". Never what stands below: it may name persons.
        headings: Vec<(CellAddress, String)>,
        /// How many of them mean something.
        known: u32,
        /// What a performance form cannot do without and it lacks.
        missing: Vec<FormColumn>,
        /// The headings that may be what is missing.
        nearest: Vec<NearestHeading>,
        /// Whether sasaran and indikator stand as labels all over the sheet: a cascade drawn in boxes.
        boxes: bool,
        /// What it is when it is no performance form: "daftar harga".
        paper: Option<String>,
    },
    /// A table lacks a column that its kind of document needs.
    #[serde(rename = "kolom_wajib_hilang")]
    MissingRequiredColumn {
        /// First header cell of the table.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The missing fields.
        #[serde(rename = "kolom")]
        column: Vec<FormColumn>,
        /// The kind that the title or the columns told.
        #[serde(rename = "jenis")]
        kind: DocumentKind,
        /// The one column between the others with a heading that nobody knows and nothing below it: it may be what is missed.
        #[serde(default, rename = "kosong")]
        open: Option<CellAddress>,
    },
    /// Two columns mean the same; the first one is used.
    #[serde(rename = "kolom_ganda")]
    DoubleColumn {
        /// Header of the second column.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// Header of the first.
        #[serde(rename = "dipakai")]
        in_use: CellAddress,
        /// What both mean.
        #[serde(rename = "kolom")]
        column: FormColumn,
        /// Wording of the second.
        #[serde(rename = "judul")]
        heading: String,
    },
    /// A header was matched only by similarity: offered, not used.
    #[serde(rename = "kolom_mirip")]
    SimilarColumn {
        /// Its cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// Its wording.
        #[serde(rename = "judul")]
        heading: String,
        /// What it may mean.
        #[serde(rename = "mungkin")]
        maybe: FormColumn,
        /// The wording that it resembles.
        #[serde(rename = "mirip")]
        similar: String,
    },
    /// A column whose heading says something, and whose meaning is not sure: it is asked, not used.
    #[serde(rename = "kolom_meragukan")]
    DoubtfulColumn {
        /// Its header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// Its wording.
        #[serde(rename = "judul")]
        heading: String,
        /// What it may mean.
        #[serde(rename = "mungkin")]
        maybe: Vec<FormColumn>,
        /// Why it is not sure.
        #[serde(rename = "sebab")]
        cause: InDoubtCause,
    },
    /// A column with data that no definition knows.
    #[serde(rename = "kolom_tak_dikenal")]
    UnknownColumn {
        /// Its header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// Its wording.
        #[serde(rename = "judul")]
        heading: String,
        /// Filled cells below it.
        #[serde(rename = "isi")]
        content: u32,
    },
    /// Text of the blank form that nobody replaced.
    #[serde(rename = "teks_contoh")]
    ExampleText {
        /// Its cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The text.
        #[serde(rename = "teks")]
        text: String,
    },
    /// A hidden row that holds data.
    #[serde(rename = "baris_tersembunyi")]
    HiddenRow {
        /// First filled cell of it.
        #[serde(rename = "sel")]
        cell: CellAddress,
    },
    /// A hidden column that holds data.
    #[serde(rename = "kolom_tersembunyi")]
    HiddenColumn {
        /// Its header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
    },
    /// The sheet itself is hidden and holds data that count.
    #[serde(rename = "lembar_tersembunyi")]
    HiddenSheet,
    /// The sheet is hidden, and a visible one holds a document of the same kind: it does not count.
    HiddenSheetLeftOut {
        /// Its rows.
        rows: u32,
    },
    /// Formulas of the sheet were not calculated when the file was saved: their results may be old ones.
    #[serde(rename = "rumus_belum_dihitung_ulang")]
    FormulaNotRecomputed,
    /// A cell whose formula, or lack of one, is unlike those around it.
    #[serde(rename = "rumus_ganjil")]
    OddCell {
        /// What is odd about it.
        #[serde(rename = "ganjil")]
        odd: OddCell,
    },
    /// Lines of a text file in which fields are missing at the end.
    ShortLines {
        /// The first cell of each.
        cells: Vec<CellAddress>,
        /// Fields that each holds.
        fields: Vec<u32>,
        /// Columns of the table.
        columns: u32,
    },
    /// The title names no year, and the plan has a column for several: the one of this year was taken.
    #[serde(rename = "tahun_dipilih")]
    ChosenYear {
        /// The header of the column.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The year.
        #[serde(rename = "tahun")]
        year: u16,
    },
    /// A form of an older version of its definition.
    #[serde(rename = "templat_lama")]
    OldTemplate {
        /// Its title, or its first header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The definition.
        #[serde(rename = "templat")]
        template: String,
        /// The version of the form.
        #[serde(rename = "versi")]
        version: u32,
        /// The version that is given out now.
        #[serde(rename = "kini")]
        now: u32,
    },
    /// A form of a definition, or of a version of one, that is not known here.
    #[serde(rename = "templat_asing")]
    ForeignTemplate {
        /// Its title, or its first header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The definition as the form names it.
        #[serde(rename = "templat")]
        template: String,
        /// The version as the form names it.
        #[serde(rename = "versi")]
        version: Option<u32>,
    },
    /// A form that was read by another definition than the one it was written by.
    #[serde(rename = "templat_berbeda")]
    DifferentTemplate {
        /// Its title, or its first header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// The definition that wrote it.
        #[serde(rename = "templat")]
        template: String,
        /// The definition that fits it now.
        #[serde(rename = "dibaca")]
        being_read: String,
    },
    /// No definition fitted; read by the dictionary alone.
    #[serde(rename = "dengan_kamus")]
    WithDictionary {
        /// First header cell.
        #[serde(rename = "sel")]
        cell: CellAddress,
        /// What was mapped: wording → field.
        #[serde(rename = "peta")]
        map: Vec<(String, FormColumn)>,
    },
}

/// A heading that may be a column which is missing: asked, never assumed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct NearestHeading {
    /// Its cell.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
    /// Its wording.
    #[serde(rename = "judul")]
    pub heading: String,
    /// What it may be.
    pub meant: FormColumn,
}

/// Why the meaning of a column is not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum InDoubtCause {
    /// Its heading may mean several things.
    #[serde(rename = "dua_arti")]
    SeveralMeanings,
    /// What stands below is not what its heading says.
    #[serde(rename = "isi_lain")]
    OtherContent,
}

impl Fact {
    /// The heading of a column that is not read, and its cell.
    pub fn unread_heading(&self) -> Option<(&str, CellAddress)> {
        match self {
            Self::DoubleColumn { heading, cell, .. }
            | Self::DoubtfulColumn { heading, cell, .. }
            | Self::SimilarColumn { heading, cell, .. }
            | Self::UnknownColumn { heading, cell, .. } => Some((heading.as_ref(), *cell)),
            _ => None,
        }
    }
}

/// A row that came close to being a header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct HeaderCandidate {
    /// Its first filled cell.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
    /// Wordings that are known.
    #[serde(rename = "dikenal")]
    pub known: Vec<String>,
    /// Wordings that are not.
    #[serde(rename = "asing")]
    pub foreign: Vec<String>,
}
