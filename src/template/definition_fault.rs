//! What may be wrong with a definition, the dictionary or the words of headings.

use super::heading::YEAR;
use crate::domain::document_kind::KINDS;

/// One thing that is wrong with a file of definitions.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}{problem}", line.map(|line| format!("baris {line}: ")).unwrap_or_default())]
pub struct DefinitionFault {
    /// Its line, counted from 1; `None` for what is wrong with the file as a whole.
    pub line: Option<usize>,
    /// What is wrong.
    #[source]
    pub problem: DefinitionProblem,
}

/// What is wrong with a definition: what was written, and what may stand there.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum DefinitionProblem {
    /// Its TOML cannot be read; the text says line and column.
    #[error("{0}")]
    Unreadable(String),
    /// The same id and version as another file of the workspace.
    #[error("{id} versi {version} sudah ada di berkas lain")]
    Twin {
        /// As both files write it.
        id: String,
        /// As both files write it.
        version: u32,
    },
    /// A kind that documents are not of.
    #[error("jenis {0:?} bukan {known}", known = known_kinds())]
    UnknownKind(String),
    /// A table that is none of the five.
    #[error("peran {0:?} bukan indikator, anggaran, unit, kaskade atau aturan")]
    UnknownRole(String),
    /// A column that no form has.
    #[error("kolom {0:?} tidak dikenal")]
    UnknownColumn(String),
    /// A field that no column has.
    #[error("bidang {0:?} tidak dikenal")]
    UnknownField(String),
    /// A column that leans on another, where one of the two is unknown.
    #[error("kolom atau setelah tidak dikenal")]
    UnknownConnection,
    /// A label of the identity block that names nothing.
    #[error("kunci identitas {0:?} tidak dikenal")]
    UnknownIdentity(String),
    /// A column without a heading.
    #[error("judul kolom kosong")]
    BlankHeading,
    /// The placeholder of the year in the column or in its headings, and not in both.
    #[error("{YEAR} harus ada pada kolom dan pada setiap judulnya, atau tidak pada keduanya")]
    YearOnOneSide,
    /// A width in letters that no column has.
    #[error("lebar {0} di luar 1 sampai 120 huruf")]
    Width(f64),
    /// More or fewer years than a form lists.
    #[error("banyak_tahun {0} di luar 1 sampai 10")]
    YearCount(u8),
    /// A figure or its unit of measure that would be carried down from the row above.
    #[error("turun = true tidak boleh pada kolom angka dan satuan: angka baris lain bukan angka baris ini")]
    MeasureCarriedDown,
    /// An older wording of a word that the column does not offer.
    #[error("alias untuk {word:?}, yang bukan pilihan kolom {column}")]
    AliasOfNoChoice {
        /// The word that it would stand for.
        word: String,
        /// By its name in definitions: "polaritas".
        column: String,
    },
    /// An older wording that is blank or offered itself.
    #[error("alias {0:?} kosong atau sudah menjadi pilihan")]
    AliasIsChoice(String),
    /// An older wording of two words.
    #[error("alias {alias:?} sudah berarti {other:?}")]
    AliasOfTwo {
        /// The wording.
        alias: String,
        /// What it stands for already.
        other: String,
    },
    /// A wording of two columns.
    #[error("jalur {0:?} sudah punya arti lain")]
    PathOfTwo(String),
}

/// "pk, rencana_aksi atau pengukuran": the codes of the table of kinds.
fn known_kinds() -> String {
    let mut codes: Vec<&str> = KINDS.iter().map(|kind| kind.code).collect();
    let last = codes.pop().unwrap_or_default();
    format!("{} atau {last}", codes.join(", "))
}
