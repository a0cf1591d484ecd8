//! What a workbook became: sheets, documents, tables and typed rows, with every row accounted for.
//!
//! The reader fills these, the tables lay them out as frames, and they cross the process border, so they hold
//! plain data only. Faults of a form are facts here ([`Fakta`]); rules turn them into findings.

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::address::CellAddress;
use super::baris::IsianBaris;
use super::kolom::Kolom;
use super::nilai::Isian;
use super::tanda::TandaFormulir;
use super::triwulan::Triwulan;

/// The kinds of document a unit sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum JenisDokumen {
    /// Perjanjian Kinerja.
    Pk,
    /// Rencana Aksi.
    RencanaAksi,
    /// Pengukuran Kinerja.
    Pengukuran,
    /// The cascade workbook's sheets.
    Kaskade,
}

impl JenisDokumen {
    /// The name people use.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Pk => "Perjanjian Kinerja",
            Self::RencanaAksi => "Rencana Aksi",
            Self::Pengukuran => "Pengukuran Kinerja",
            Self::Kaskade => "Kaskade",
        }
    }

    /// The short name of matrices and file names.
    pub const fn singkatan(self) -> &'static str {
        match self {
            Self::Pk => "PK",
            Self::RencanaAksi => "RA",
            Self::Pengukuran => "Pengukuran",
            Self::Kaskade => "Kaskade",
        }
    }
}

/// What a file became.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct BerkasTerbaca {
    /// The true type of the file, by content: "xlsx", "xls", "xlsb", "ods", "csv", "html".
    pub format: String,
    /// Every sheet, in the order of the workbook.
    pub lembar: Vec<LembarTerbaca>,
    /// The documents found on them.
    pub dokumen: Vec<Dokumen>,
}

/// What a sheet became.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct LembarTerbaca {
    /// Its name.
    pub nama: String,
    /// Whether people see it.
    pub keadaan: KeadaanLembar,
    /// What it turned out to be.
    pub peran: PeranLembar,
    /// Rows from the first to the last row that holds anything.
    pub baris_terpakai: u32,
    /// Rows read into a table, a header, an identity or a signature block.
    pub baris_dibaca: u32,
    /// Every other row of the used range, with the reason.
    pub dilewati: Vec<BarisDilewati>,
    /// What the reader noticed.
    pub fakta: Vec<Fakta>,
}

/// Whether people see a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum KeadaanLembar {
    /// Visible.
    Terlihat,
    /// Hidden.
    Tersembunyi,
    /// Hidden so that only a macro shows it.
    SangatTersembunyi,
}

/// What a sheet turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum PeranLembar {
    /// Holds at least one document.
    Dokumen,
    /// Instructions or an example.
    Petunjuk,
    /// Nothing on it.
    Kosong,
    /// Something on it that no definition knows.
    TidakDikenal,
}

/// A row that was not read into anything, or several of one reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct BarisDilewati {
    /// Zero-based sheet row.
    pub baris: u32,
    /// Why.
    pub alasan: AlasanLewat,
    /// The first text of the row, for people.
    pub teks: String,
    /// How many rows this stands for: blank rows in a row are one entry, and so are rows of one reason once a sheet has
    /// more of them than anyone reads.
    pub jumlah: u32,
}

impl LembarTerbaca {
    /// How many rows were not read.
    pub fn jumlah_dilewati(&self) -> u64 {
        self.dilewati.iter().map(|satu| u64::from(satu.jumlah)).sum()
    }
}

/// Why a row was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum AlasanLewat {
    /// Nothing in it.
    Kosong,
    /// Letterhead or title above a table.
    Judul,
    /// `(1) (2) (3)`.
    NomorKolom,
    /// Notes and legends.
    Catatan,
    /// On an instruction sheet.
    Petunjuk,
    /// A template row that nobody filled.
    BelumDiisi,
    /// On a sheet or in a place that no definition knows.
    TidakDikenal,
}

impl AlasanLewat {
    /// The reason as people read it.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::Kosong => "kosong",
            Self::Judul => "judul atau kop surat",
            Self::NomorKolom => "baris nomor kolom",
            Self::Catatan => "catatan",
            Self::Petunjuk => "lembar petunjuk",
            Self::BelumDiisi => "baris templat yang belum diisi",
            Self::TidakDikenal => "tidak dikenal",
        }
    }
}

/// What the reader noticed on a sheet; the rules of family `TL` turn these into findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "fakta", rename_all = "snake_case")]
pub enum Fakta {
    /// No known table; the closest header rows with what they matched and what they lacked.
    TanpaTabel {
        /// Closest candidates, best first, at most five.
        calon: Vec<CalonHeader>,
    },
    /// A table lacks a column that its kind of document needs.
    KolomWajibHilang {
        /// First header cell of the table.
        sel: CellAddress,
        /// The missing fields.
        kolom: Vec<Kolom>,
        /// Kind of the document.
        jenis: JenisDokumen,
    },
    /// Two columns mean the same; the first one is used.
    KolomGanda {
        /// Header of the second column.
        sel: CellAddress,
        /// Header of the first.
        dipakai: CellAddress,
        /// What both mean.
        kolom: Kolom,
        /// Wording of the second.
        judul: String,
    },
    /// A header was matched only by similarity: offered, not used.
    KolomMirip {
        /// Its cell.
        sel: CellAddress,
        /// Its wording.
        judul: String,
        /// What it may mean.
        mungkin: Kolom,
        /// The wording that it resembles.
        mirip: String,
    },
    /// A column with data that no definition knows.
    KolomTakDikenal {
        /// Its header cell.
        sel: CellAddress,
        /// Its wording.
        judul: String,
        /// Filled cells below it.
        isi: u32,
    },
    /// Text of the blank form that nobody replaced.
    TeksContoh {
        /// Its cell.
        sel: CellAddress,
        /// The text.
        teks: String,
    },
    /// A hidden row that holds data.
    BarisTersembunyi {
        /// First filled cell of it.
        sel: CellAddress,
    },
    /// A hidden column that holds data.
    KolomTersembunyi {
        /// Its header cell, or its first filled cell.
        sel: CellAddress,
    },
    /// The sheet itself is hidden and holds data.
    LembarTersembunyi,
    /// Formulas of the sheet were not calculated when the file was saved: their results may be old ones.
    RumusBelumDihitungUlang,
    /// A form of an older version of its definition.
    TemplatLama {
        /// Its title, or its first header cell.
        sel: CellAddress,
        /// The definition.
        templat: String,
        /// The version of the form.
        versi: u32,
        /// The version that is given out now.
        kini: u32,
    },
    /// A form of a definition, or of a version of one, that is not known here.
    TemplatAsing {
        /// Its title, or its first header cell.
        sel: CellAddress,
        /// The definition as the form names it.
        templat: String,
        /// The version as the form names it.
        versi: Option<u32>,
    },
    /// A form that was read by another definition than the one it was written by.
    TemplatBerbeda {
        /// Its title, or its first header cell.
        sel: CellAddress,
        /// The definition that wrote it.
        templat: String,
        /// The definition that fits it now.
        dibaca: String,
    },
    /// No definition fitted; read by the dictionary alone.
    DenganKamus {
        /// First header cell.
        sel: CellAddress,
        /// What was mapped: wording → field.
        peta: Vec<(String, Kolom)>,
    },
}

/// A row that came close to being a header.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct CalonHeader {
    /// Its first filled cell.
    pub sel: CellAddress,
    /// Wordings that are known.
    pub dikenal: Vec<String>,
    /// Wordings that are not.
    pub asing: Vec<String>,
}

/// A document: one agreement, plan or measurement of one unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Dokumen {
    /// Its kind.
    pub jenis: JenisDokumen,
    /// The sheet it stands on.
    pub lembar: String,
    /// The definition that read it; `kamus` when the dictionary alone did.
    pub templat: String,
    /// The version of that definition; 0 for the dictionary.
    #[serde(default)]
    pub versi: u32,
    /// What the form says of itself in the properties of its workbook.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tanda: Option<TandaFormulir>,
    /// Its title as typed.
    pub judul: Option<Isian>,
    /// The year its title names.
    pub tahun: Option<Tertulis<i32>>,
    /// The quarter its title or identity block names.
    pub triwulan: Option<Tertulis<Triwulan>>,
    /// Whether its title calls it a revision ("Perubahan", "Revisi").
    pub perubahan: bool,
    /// Label and value pairs above the table.
    pub identitas: Vec<Identitas>,
    /// Its tables, top to bottom.
    pub tabel: Vec<Tabel>,
    /// Place and date line of the signature block.
    pub pengesahan: Option<Isian>,
    /// The signatures.
    pub pejabat: Vec<Pejabat>,
}

/// Something read out of a text, with its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
pub struct Tertulis<T> {
    /// What it says.
    pub nilai: T,
    /// Where.
    pub sel: CellAddress,
}

/// One line of an identity block.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Identitas {
    /// What it tells.
    pub kunci: KunciIdentitas,
    /// Its value.
    pub isian: Isian,
}

/// What a line of an identity block tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum KunciIdentitas {
    /// Unit, OPD, satker, jurusan, bidang.
    Unit,
    /// Name of the official.
    Nama,
    /// NIP of the official.
    Nip,
    /// Office of the official.
    Jabatan,
    /// Year.
    Tahun,
    /// Quarter.
    Triwulan,
    /// Number or date of the budget document.
    DokumenAnggaran,
    /// A line of the letterhead or title without a label. It may name the unit; it proves nothing when it does not.
    BarisJudul,
}

/// What a table lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum PeranTabel {
    /// Indicators, with their targets, actions or realisations.
    Indikator,
    /// Programmes or activities with their budget.
    Anggaran,
    /// The register of units.
    Unit,
    /// The cascade.
    Kaskade,
}

/// A table of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Tabel {
    /// What it lists.
    pub peran: PeranTabel,
    /// Its columns, left to right.
    pub kolom: Vec<KolomTabel>,
    /// Its rows, top to bottom.
    pub baris: Vec<Baris>,
}

/// A column of a table: what it means and where its header stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct KolomTabel {
    /// What it means.
    pub kolom: Kolom,
    /// Its lowest header cell.
    pub sel: CellAddress,
    /// Its full header path as typed, parents first, joined by " > ".
    pub judul: String,
    /// Whether its header says that values run up ("Kumulatif").
    #[serde(default)]
    pub kumulatif: bool,
}

/// A row of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Baris {
    /// Zero-based sheet row.
    pub baris: u32,
    /// What it is.
    pub jenis: JenisBaris,
    /// The section it stands in ("Sasaran Strategis").
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bagian: Option<String>,
    /// Its values. A field of the table that is blank here is present as [`Nilai::Kosong`](super::nilai::Nilai::Kosong).
    pub isian: IsianBaris,
}

/// What a row of a table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum JenisBaris {
    /// A row of its own.
    Data,
    /// Goes on with the indicator of the row above (another action, another quarter).
    Lanjutan,
    /// A node without values of its own (section, sasaran, programme above its activities).
    Kelompok,
    /// A total.
    Jumlah,
}

/// A signature.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
pub struct Pejabat {
    /// Which party signs here.
    pub pihak: Pihak,
    /// The role line ("Kepala Dinas Pendidikan,").
    pub peran: Isian,
    /// The name, when one stands there.
    pub nama: Option<Isian>,
    /// The NIP, when one stands there.
    pub nip: Option<Isian>,
}

/// Which party signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum Pihak {
    /// The one who promises (right).
    Pertama,
    /// The superior (left).
    Kedua,
}

impl Baris {
    /// The entry of a field, when the table has that column.
    pub fn isian(&self, kolom: Kolom) -> Option<&Isian> {
        self.isian.get(&kolom)
    }
}

impl Dokumen {
    /// A cell that stands for the whole document: its title, else its first header cell.
    pub fn sel_muka(&self) -> Option<CellAddress> {
        let judul = self.judul.as_ref().map(|judul| judul.sel);
        judul.or_else(|| Some(self.tabel.first()?.kolom.first()?.sel))
    }
}

impl Tabel {
    /// Whether the table has a column for this field.
    pub fn punya(&self, kolom: Kolom) -> bool {
        self.kolom.iter().any(|milik| milik.kolom == kolom)
    }

    /// The header cell of a field.
    pub fn sel_judul(&self, kolom: Kolom) -> Option<CellAddress> {
        self.kolom.iter().find(|milik| milik.kolom == kolom).map(|milik| milik.sel)
    }
}
