//! What a workbook became: sheets, documents, tables and typed rows, with every row accounted for.
//!
//! The reader fills these, the tables lay them out as frames, and they cross the process border, so they hold
//! plain data only. Faults of a form are facts ([`Fact`]); rules turn them into findings.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::address::CellAddress;
use super::column::FormColumn;
pub use super::document_kind::DocumentKind;
pub use super::fact::{Fact, HeaderCandidate, InDoubtCause, NearestHeading};
use super::mark::FormMark;
use super::row::RowEntries;
use super::text::key;
use super::triwulan::Triwulan;
use super::value::Entry;

/// What a file became.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct ReadFile {
    /// The true type of the file, by content: "xlsx", "xls", "xlsb", "ods", "csv", "html".
    pub format: String,
    /// Every sheet, in the order of the workbook.
    #[serde(rename = "lembar")]
    pub sheets: Vec<ReadSheet>,
    /// The documents found on them.
    #[serde(rename = "dokumen")]
    pub documents: Vec<Document>,
}

/// What a sheet became.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct ReadSheet {
    /// As it is shown on the tab of the sheet.
    #[serde(rename = "nama")]
    pub name: String,
    /// Whether people see it.
    #[serde(rename = "keadaan")]
    pub state: SheetState,
    /// What it turned out to be.
    #[serde(rename = "peran")]
    pub role: SheetRole,
    /// Rows from the first to the last row that holds anything.
    #[serde(rename = "baris_terpakai")]
    pub used_rows: u32,
    /// Rows read into a table, a header, an identity or a signature block.
    #[serde(rename = "baris_dibaca")]
    pub read_rows: u32,
    /// Every other row of the used range, with the reason.
    #[serde(rename = "dilewati")]
    pub skipped: Vec<SkippedRow>,
    /// What the reader noticed.
    #[serde(rename = "fakta")]
    pub facts: Vec<Fact>,
}

/// Whether people see a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum SheetState {
    /// Visible.
    #[serde(rename = "terlihat")]
    Seen,
    /// Hidden as anybody hides a sheet: with the right mouse button.
    #[serde(rename = "tersembunyi")]
    Hidden,
    /// Hidden so that only a macro shows it.
    #[serde(rename = "sangat_tersembunyi")]
    VeryHidden,
}

/// What a sheet turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum SheetRole {
    /// Holds at least one document.
    #[serde(rename = "dokumen")]
    Document,
    /// Instructions or an example.
    #[serde(rename = "petunjuk")]
    Guidance,
    /// Nothing on it.
    #[serde(rename = "kosong")]
    Blank,
    /// Something on it that no definition knows.
    #[serde(rename = "tidak_dikenal")]
    NotKnown,
}

/// A row that was not read into anything, or several of one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct SkippedRow {
    /// Zero-based sheet row.
    #[serde(rename = "baris")]
    pub row: u32,
    /// Why.
    #[serde(rename = "alasan")]
    pub reason: SkipReason,
    /// The first text of the row that says something, for people.
    #[serde(rename = "teks")]
    pub text: String,
    /// The sheet column in which it stands.
    #[serde(default, rename = "kolom")]
    pub column: u32,
    /// How many rows this stands for: blank rows in a row are one entry, and so are rows of one reason once a sheet has
    /// more of them than anyone reads.
    #[serde(rename = "jumlah")]
    pub total: u32,
}

impl ReadSheet {
    /// How many rows were not read.
    pub fn skipped_count(&self) -> u64 {
        self.skipped.iter().map(|one| u64::from(one.total)).sum()
    }
}

/// Why a row was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Nothing in it.
    #[serde(rename = "kosong")]
    Blank,
    /// Letterhead or title above a table.
    #[serde(rename = "judul")]
    Heading,
    /// `(1) (2) (3)`.
    #[serde(rename = "nomor_kolom")]
    ColumnNumber,
    /// Notes and legends.
    #[serde(rename = "catatan")]
    Note,
    /// On an instruction sheet.
    #[serde(rename = "petunjuk")]
    Guidance,
    /// A template row that nobody filled.
    #[serde(rename = "belum_diisi")]
    NotYetFilledIn,
    /// Numerator or denominator of the indicator above.
    #[serde(rename = "komponen")]
    Component,
    /// On a hidden sheet that does not count.
    #[serde(rename = "tersembunyi")]
    Hidden,
    /// On a sheet or in a place that no definition knows.
    #[serde(rename = "tidak_dikenal")]
    NotKnown,
}

impl SkipReason {
    /// The reason as people read it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Blank => "kosong",
            Self::Heading => "judul atau kop surat",
            Self::ColumnNumber => "baris nomor kolom",
            Self::Note => "catatan",
            Self::Guidance => "lembar petunjuk",
            Self::NotYetFilledIn => "baris templat yang belum diisi",
            Self::Component => "pembilang atau penyebut indikator di atasnya",
            Self::Hidden => "lembar tersembunyi yang tidak dihitung",
            Self::NotKnown => "tidak dikenal",
        }
    }
}

/// A document: one agreement, plan or measurement of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Document {
    /// Its kind.
    #[serde(rename = "jenis")]
    pub kind: DocumentKind,
    /// The sheet it stands on.
    #[serde(rename = "lembar")]
    pub sheet: String,
    /// The definition that read it; `kamus` when the dictionary alone did.
    #[serde(rename = "templat")]
    pub template: String,
    /// The version of that definition; 0 for the dictionary.
    #[serde(default)]
    #[serde(rename = "versi")]
    pub version: u32,
    /// What the form says of itself in the properties of its workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "tanda")]
    pub mark: Option<FormMark>,
    /// Its title as typed.
    #[serde(rename = "judul")]
    pub heading: Option<Entry>,
    /// The year its title names.
    #[serde(rename = "tahun")]
    pub year: Option<Written<i32>>,
    /// The quarter its title or identity block names.
    pub triwulan: Option<Written<Triwulan>>,
    /// Whether they name the semester that ends with that quarter.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub semester: bool,
    /// Whether its title calls it a revision ("Perubahan", "Revisi").
    #[serde(rename = "perubahan")]
    pub change: bool,
    /// Label and value pairs above the table.
    #[serde(rename = "identitas")]
    pub identities: Vec<Identity>,
    /// Its tables, top to bottom.
    #[serde(rename = "tabel")]
    pub tables: Vec<DocumentTable>,
    /// Place and date line of the signature block.
    #[serde(rename = "pengesahan")]
    pub ratification: Option<Entry>,
    /// The signatures.
    pub pejabat: Vec<Pejabat>,
}

/// Something read out of a text, with its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Written<T> {
    /// What it says.
    #[serde(rename = "nilai")]
    pub value: T,
    /// The cell that it was read out of.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
}

/// One line of an identity block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Identity {
    /// What it tells.
    #[serde(rename = "kunci")]
    pub key: IdentityKey,
    /// Its value.
    #[serde(rename = "isian")]
    pub entry: Entry,
}

/// What a line of an identity block tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKey {
    /// Unit, OPD, satker, jurusan, bidang.
    Unit,
    /// Name of the official.
    #[serde(rename = "nama")]
    Name,
    /// NIP of the official.
    Nip,
    /// Office of the official.
    Jabatan,
    /// What the official's office is there for.
    #[serde(rename = "tugas")]
    Duty,
    /// What the official does for it.
    #[serde(rename = "fungsi")]
    Function,
    /// The year of the document, "Tahun 2026".
    #[serde(rename = "tahun")]
    Year,
    /// Quarter.
    Triwulan,
    /// Number or date of the budget document.
    #[serde(rename = "dokumen_anggaran")]
    AnggaranDocument,
    /// A line of the letterhead or title without a label. It may name the unit; it proves nothing when it does not.
    #[serde(rename = "baris_judul")]
    HeadingRow,
}

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum TableRole {
    /// Indicators, with their targets, actions or realisations.
    Indikator,
    /// Programmes or activities with their budget.
    Anggaran,
    /// The register of units.
    Unit,
    /// The cascade.
    Kaskade,
    /// Rules of one's own.
    Aturan,
}

/// A table of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct DocumentTable {
    /// What it lists.
    #[serde(rename = "peran")]
    pub role: TableRole,
    /// Its columns, left to right.
    #[serde(rename = "kolom")]
    pub columns: Vec<TableColumn>,
    /// Its rows, top to bottom.
    #[serde(rename = "baris")]
    pub rows: Vec<FormRow>,
}

/// A column of a table: what it means and where its header stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct TableColumn {
    /// What it means.
    #[serde(rename = "kolom")]
    pub column: FormColumn,
    /// Its lowest header cell.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
    /// Its full header path as typed, parents first, joined by " > ".
    #[serde(rename = "judul")]
    pub heading: String,
    /// Whether its header says that values run up ("Kumulatif").
    #[serde(default)]
    #[serde(rename = "kumulatif")]
    pub cumulative: bool,
    /// What the meaning rests on.
    #[serde(default)]
    pub basis: ColumnBasis,
    /// How sure the meaning is, in percent.
    #[serde(default = "sure_by_default")]
    pub sure: u8,
}

const fn sure_by_default() -> u8 {
    100
}

/// What the meaning of a column rests on.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum ColumnBasis {
    /// The wording of a definition.
    #[default]
    Definition,
    /// A wording of the dictionary.
    Dictionary,
    /// The words of the heading.
    Words,
    /// The columns beside it and the group it stands in.
    Place,
    /// What stands below it.
    Values,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct FormRow {
    /// Zero-based sheet row.
    #[serde(rename = "baris")]
    pub row: u32,
    /// What it is.
    #[serde(rename = "jenis")]
    pub kind: RowKind,
    /// The section it stands in ("Sasaran Strategis").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "bagian")]
    pub part: Option<String>,
    /// Its values. A field of the table that is blank here is present as [`Value::Blank`](super::value::Value::Blank).
    #[serde(rename = "isian")]
    pub entries: RowEntries,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum RowKind {
    /// A row of its own.
    Data,
    /// Goes on with the indicator of the row above (another action, another quarter).
    #[serde(rename = "lanjutan")]
    Continuation,
    /// A node without values of its own (section, sasaran, programme above its activities).
    #[serde(rename = "kelompok")]
    Group,
    /// A total of rows above it; it counts in no sum of ours.
    #[serde(rename = "jumlah")]
    Total,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Pejabat {
    /// Which party signs here.
    pub pihak: Pihak,
    /// The role line ("Kepala Dinas Pendidikan,").
    #[serde(rename = "peran")]
    pub role: Entry,
    /// The name, when one stands there.
    #[serde(rename = "nama")]
    pub name: Option<Entry>,
    /// The NIP, when one stands there.
    pub nip: Option<Entry>,
}

impl Pejabat {
    /// Whether somebody holds the office for the time being: "Plt. Ketua Jurusan", "Pelaksana Harian Direktur".
    pub fn acting(&self) -> bool {
        let role = key(&self.role.raw);
        let first = role.split(|letter: char| !letter.is_alphabetic()).next().unwrap_or_default();
        matches!(first, "plt" | "plh" | "pj" | "pjs") || role.starts_with("pelaksana ") || role.starts_with("penjabat ")
    }
}

/// Which party signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum Pihak {
    /// The one who promises (right).
    #[serde(rename = "pertama")]
    First,
    /// The superior (left).
    #[serde(rename = "kedua")]
    Second,
}

impl FormRow {
    /// The entry of a field, when the table has that column.
    pub fn entry(&self, column: FormColumn) -> Option<&Entry> {
        self.entries.get(&column)
    }
}

impl Document {
    /// A cell that stands for the whole document: its title, else its first header cell.
    pub fn front_cell(&self) -> Option<CellAddress> {
        let heading = self.heading.as_ref().map(|heading| heading.cell);
        heading.or_else(|| Some(self.tables.first()?.columns.first()?.cell))
    }

    /// The lines above its tables that have no label: letterheads, second lines of titles.
    pub fn heading_lines(&self) -> impl Iterator<Item = &Entry> {
        self.identities.iter().filter(|line| line.key == IdentityKey::HeadingRow).map(|line| &line.entry)
    }

    /// Whether it is a bare list for an application: no title, nobody named, nobody signs.
    pub fn import_list(&self) -> bool {
        let above = |line: &Identity| !self.in_rows(line);
        self.heading.is_none()
            && self.pejabat.is_empty()
            && self.ratification.is_none()
            && !self.identities.iter().any(above)
    }

    /// Whether a line of the identity block stands in a row of a table: rows that name their own unit.
    pub fn in_rows(&self, line: &Identity) -> bool {
        self.tables.iter().flat_map(|table| &table.rows).any(|row| row.row == line.entry.cell.row)
    }
}

impl DocumentTable {
    /// Whether the table has a column for this field.
    pub fn has(&self, column: FormColumn) -> bool {
        self.columns.iter().any(|owned| owned.column == column)
    }

    /// The header cell of a field.
    pub fn heading_cell(&self, column: FormColumn) -> Option<CellAddress> {
        self.columns.iter().find(|owned| owned.column == column).map(|owned| owned.cell)
    }
}
