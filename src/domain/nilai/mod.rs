//! What was typed into a cell, as a typed value (domain section 6).
//!
//! Takes the text and the number format of a cell, gives a [`Nilai`] and what was doubtful about it. Blank, dash, "n/a"
//! and zero are four different values; a percent is not a number; a grade is never zero.

pub mod angka;
pub mod baca;
pub mod predikat;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

pub use predikat::Predikat;

use super::address::CellAddress;
use super::tanggal::Hari;
use super::triwulan::Triwulan;

/// What one cell says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "jenis", rename_all = "snake_case")]
pub enum Nilai {
    /// Nothing was typed.
    Kosong,
    /// A dash: "-", "–", "—".
    Strip,
    /// "n/a", "tidak ada", "nihil" and the like.
    TidakAda,
    /// A number, with the unit when one was typed beside it.
    Angka {
        /// The number.
        angka: f64,
        /// The unit as typed ("Lap", "Angka").
        satuan: Option<String>,
    },
    /// Percent points: `75%` and 0.75 under a percent format are both 75.
    Persen {
        /// Percent points.
        persen: f64,
    },
    /// Rupiah.
    Uang {
        /// Rupiah, exact to the cent up to 90 trillion.
        rupiah: f64,
    },
    /// A bound: "≥ 80", "minimal 93", "maks. 5".
    Batas {
        /// Which side is allowed.
        arah: ArahBatas,
        /// The bound.
        angka: f64,
        /// Whether it is in percent points.
        persen: bool,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// "80 - 90 %".
    Rentang {
        /// Lower end.
        bawah: f64,
        /// Upper end.
        atas: f64,
        /// Whether the ends are in percent points.
        persen: bool,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// "100 dari 110 Organisasi": never reduced to 100.
    Pecahan {
        /// Numerator.
        pembilang: f64,
        /// Denominator.
        penyebut: f64,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// An ordinal: "BB", "WTP", "Sangat Baik". `angka` when a number was typed beside it ("78,5 (BB)").
    Predikat {
        /// The grade.
        predikat: Predikat,
        /// The number typed beside it.
        angka: Option<f64>,
    },
    /// A calendar day.
    Tanggal {
        /// The day.
        tanggal: Hari,
    },
    /// A list of quarters.
    Triwulan {
        /// In order, without repeats.
        triwulan: Vec<Triwulan>,
    },
    /// Any other text.
    Teks {
        /// As typed, trimmed.
        teks: String,
    },
    /// An error value such as `#DIV/0!`.
    Galat {
        /// The error as the sheet shows it.
        galat: String,
    },
    /// A formula whose result the file does not hold.
    BelumDihitung,
}

/// The side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum ArahBatas {
    /// At least ("≥", "minimal", "paling sedikit").
    Minimal,
    /// At most ("≤", "maksimal").
    Maksimal,
    /// More than (">").
    LebihDari,
    /// Less than ("<").
    KurangDari,
}

impl Nilai {
    /// The figure that formulas use: a number, percent points, rupiah, a bound's figure. `None` for ranges, fractions,
    /// grades and everything that is no figure.
    pub fn angka(&self) -> Option<f64> {
        match self {
            Self::Angka { angka, .. } | Self::Batas { angka, .. } => Some(*angka),
            Self::Persen { persen } => Some(*persen),
            Self::Uang { rupiah } => Some(*rupiah),
            _ => None,
        }
    }

    /// Whether nothing was said: blank only. A dash, "n/a" and zero all say something.
    pub fn kosong(&self) -> bool {
        matches!(self, Self::Kosong)
    }

    /// Whether there is nothing to read for a person: blank, dash or "n/a".
    pub fn tanpa_isi(&self) -> bool {
        matches!(self, Self::Kosong | Self::Strip | Self::TidakAda)
    }

    /// The name of the kind, as the `kelas` columns of the frames hold it.
    pub const fn kelas(&self) -> &'static str {
        match self {
            Self::Kosong => "kosong",
            Self::Strip => "strip",
            Self::TidakAda => "tidak_ada",
            Self::Angka { .. } => "angka",
            Self::Persen { .. } => "persen",
            Self::Uang { .. } => "uang",
            Self::Batas { .. } => "batas",
            Self::Rentang { .. } => "rentang",
            Self::Pecahan { .. } => "pecahan",
            Self::Predikat { .. } => "predikat",
            Self::Tanggal { .. } => "tanggal",
            Self::Triwulan { .. } => "triwulan",
            Self::Teks { .. } => "teks",
            Self::Galat { .. } => "galat",
            Self::BelumDihitung => "belum_dihitung",
        }
    }
}

/// A value that was doubtful when it was read. Rules turn these into findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "ragu", rename_all = "snake_case")]
pub enum Keraguan {
    /// "1.234": thousand or decimal mark? The entry stays [`Nilai::Teks`]: no number is better than a wrong one.
    TandaAngka {
        /// Read as thousands.
        ribuan: f64,
        /// Read as decimals.
        desimal: f64,
    },
    /// A mark that contradicts the decision taken for its column.
    MenyimpangDariKolom,
    /// A second quantity in brackets: "140 Kelompok (1400 orang)".
    KuantitasKedua {
        /// What stood in the brackets.
        teks: String,
    },
    /// A number where the column expects percent points, at most 1, in a General cell.
    MungkinPecahanPersen,
    /// A number typed as text.
    AngkaSebagaiTeks,
    /// A NIP in a numeric cell: its last digits are lost.
    NipBerupaAngka,
    /// An older wording of a drop-down. The entry says the word of today; no rule makes anything of it.
    KataLama {
        /// What was typed.
        tertulis: String,
    },
}

/// One filled (or blank) cell of a table, with everything needed to trace it.
///
/// Most cells of a form are blank, and the others are often carried down over many rows: a blank holds nothing but its
/// address, and what was carried down is shared with the cell it came from. What the cell says is read through
/// [`Isi`], whose fields an entry has as its own.
#[derive(Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "IsianTertulis", from = "IsianTertulis")]
pub struct Isian {
    /// Where it stands. For a value carried down from a merge or an earlier row, the cell where it was typed.
    pub sel: CellAddress,
    /// Whether it was carried down from an earlier row.
    pub turunan: bool,
    isi: Option<Arc<Isi>>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
pub struct Isi {
    /// The text of the cell as it was typed, or the number as the file holds it. For an older wording of a drop-down the
    /// word of today ([`Keraguan::KataLama`] keeps what was typed).
    pub mentah: Box<str>,
    /// What it says.
    pub nilai: Nilai,
    /// Its formula, when it has one.
    pub rumus: Option<Box<str>>,
    /// What was doubtful.
    pub keraguan: Box<[Keraguan]>,
}

/// Numbers of cells are finite, so that each equals itself.
impl Eq for Isi {}

impl Hash for Isi {
    /// Cells with one text rarely differ in anything else.
    fn hash<H: Hasher>(&self, hash: &mut H) {
        self.mentah.hash(hash);
    }
}

/// An entry as JSON has it.
#[derive(Serialize, Deserialize)]
struct IsianTertulis {
    sel: CellAddress,
    mentah: Box<str>,
    nilai: Nilai,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rumus: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "<[Keraguan]>::is_empty")]
    keraguan: Box<[Keraguan]>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    turunan: bool,
}

impl From<Isian> for IsianTertulis {
    fn from(isian: Isian) -> Self {
        let Isian { sel, turunan, .. } = isian;
        let Isi { mentah, nilai, rumus, keraguan } = Isi::clone(&isian);
        Self { sel, mentah, nilai, rumus, keraguan, turunan }
    }
}

impl From<IsianTertulis> for Isian {
    fn from(tertulis: IsianTertulis) -> Self {
        let IsianTertulis { sel, mentah, nilai, rumus, keraguan, turunan } = tertulis;
        Self { turunan, ..Self::baru(sel, Isi { mentah, nilai, rumus, keraguan }) }
    }
}

/// What a blank says.
static KOSONG: LazyLock<Isi> =
    LazyLock::new(|| Isi { mentah: "".into(), nilai: Nilai::Kosong, rumus: None, keraguan: Box::default() });

impl Deref for Isian {
    type Target = Isi;

    fn deref(&self) -> &Isi {
        self.isi.as_deref().unwrap_or(&KOSONG)
    }
}

impl fmt::Debug for Isian {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let turunan = if self.turunan { " (turunan)" } else { "" };
        write!(f, "{}{turunan}: {:?}", self.sel, **self)
    }
}

impl Isian {
    /// What stands in a cell.
    pub fn baru(sel: CellAddress, isi: Isi) -> Self {
        let isi = (isi != *KOSONG).then(|| Arc::new(isi));
        Self { sel, turunan: false, isi }
    }

    /// A blank at a cell.
    pub fn kosong(sel: CellAddress) -> Self {
        Self { sel, turunan: false, isi: None }
    }

    /// The same entry, carried down.
    #[must_use]
    pub fn diturunkan(&self) -> Self {
        Self { turunan: true, ..self.clone() }
    }

    /// What a cell says, held together with other cells; nothing for a blank.
    pub(crate) fn berbagi(sel: CellAddress, turunan: bool, isi: Option<Arc<Isi>>) -> Self {
        Self { sel, turunan, isi }
    }

    /// What it says, where that may be held together with other cells; `None` when it is blank.
    pub(crate) fn bersama(&self) -> Option<&Arc<Isi>> {
        self.isi.as_ref()
    }

    /// The text that was typed, or `None` when it is blank.
    pub fn teks(&self) -> Option<&str> {
        let teks = self.mentah.trim();
        (!teks.is_empty()).then_some(teks)
    }
}
