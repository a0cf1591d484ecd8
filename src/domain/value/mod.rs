//! What was typed into a cell, as a typed value (domain section 6).
//!
//! Takes the text and the number format of a cell, gives a [`Value`] and what was doubtful about it. Blank, dash, "n/a"
//! and zero are four different values; a percent is not a number; a grade is never zero.

pub mod figure;
pub mod predikat;
pub mod read;

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{Arc, LazyLock};

use bitcode::{Decode, Encode};
use serde::{Deserialize, Serialize};

pub use predikat::Predikat;

use super::address::CellAddress;
use super::date::DateDay;
use super::polaritas::Polaritas;
use super::triwulan::Triwulan;

/// What one cell says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "jenis", rename_all = "snake_case")]
pub enum Value {
    /// Nothing was typed.
    #[serde(rename = "kosong")]
    Blank,
    /// A dash: "-", "–", "—".
    #[serde(rename = "strip")]
    Dash,
    /// "n/a", "tidak ada", "nihil" and the like.
    #[serde(rename = "tidak_ada")]
    Absent,
    /// A number, with the unit when one was typed beside it.
    #[serde(rename = "angka")]
    Figure {
        /// The number.
        #[serde(rename = "angka")]
        figure: f64,
        /// The unit as typed ("Lap", "Angka").
        satuan: Option<String>,
    },
    /// Percent points: `75%` and 0.75 under a percent format are both 75.
    #[serde(rename = "persen")]
    Percent {
        /// Percent points.
        #[serde(rename = "persen")]
        percent: f64,
    },
    /// Rupiah.
    #[serde(rename = "uang")]
    Money {
        /// Rupiah, exact to the cent up to 90 trillion.
        rupiah: f64,
    },
    /// A bound: "≥ 80", "minimal 93", "maks. 5".
    #[serde(rename = "batas")]
    Limit {
        /// Which side is allowed.
        #[serde(rename = "arah")]
        direction: LimitDirection,
        /// The bound.
        #[serde(rename = "angka")]
        figure: f64,
        /// Whether it is in percent points.
        #[serde(rename = "persen")]
        percent: bool,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// "80 - 90 %".
    #[serde(rename = "rentang")]
    Range {
        /// Lower end.
        #[serde(rename = "bawah")]
        lower: f64,
        /// Upper end.
        #[serde(rename = "atas")]
        upper: f64,
        /// Whether the ends are in percent points.
        #[serde(rename = "persen")]
        percent: bool,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// "100 dari 110 Organisasi": never reduced to 100.
    #[serde(rename = "pecahan")]
    Fraction {
        /// What stands before "dari": 45 of 60.
        #[serde(rename = "pembilang")]
        numerator: f64,
        /// What stands behind it: 60.
        #[serde(rename = "penyebut")]
        denominator: f64,
        /// The unit as typed.
        satuan: Option<String>,
    },
    /// An ordinal: "BB", "WTP", "Sangat Baik". `angka` when a number was typed beside it ("78,5 (BB)").
    Predikat {
        /// The grade.
        predikat: Predikat,
        /// The number typed beside it.
        #[serde(rename = "angka")]
        figure: Option<f64>,
    },
    /// A calendar day.
    #[serde(rename = "tanggal")]
    Date {
        /// The day.
        #[serde(rename = "tanggal")]
        date: DateDay,
    },
    /// A list of quarters.
    Triwulan {
        /// In order, without repeats.
        triwulan: Vec<Triwulan>,
    },
    /// Any other text.
    #[serde(rename = "teks")]
    Text {
        /// As typed, trimmed.
        #[serde(rename = "teks")]
        text: String,
    },
    /// An error value such as `#DIV/0!`.
    #[serde(rename = "galat")]
    Error {
        /// The error as the sheet shows it.
        #[serde(rename = "galat")]
        error: String,
    },
    /// A formula whose result the file does not hold.
    #[serde(rename = "belum_dihitung")]
    NotYetComputed,
}

/// The side of a bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Encode, Decode)]
#[serde(rename_all = "snake_case")]
pub enum LimitDirection {
    /// At least ("≥", "minimal", "paling sedikit").
    Minimal,
    /// At most ("≤", "maksimal").
    #[serde(rename = "maksimal")]
    Maximal,
    /// More than (">").
    #[serde(rename = "lebih_dari")]
    MoreThan,
    /// Less than ("<").
    #[serde(rename = "kurang_dari")]
    LessThan,
}

impl Value {
    /// The figure that formulas use: a number, percent points, rupiah, a bound's figure. `None` for ranges, fractions,
    /// grades and everything that is no figure.
    pub fn figure(&self) -> Option<f64> {
        match self {
            Self::Figure { figure, .. } | Self::Limit { figure, .. } => Some(*figure),
            Self::Percent { percent } => Some(*percent),
            Self::Money { rupiah } => Some(*rupiah),
            _ => None,
        }
    }

    /// The direction that is better by a bound: of what is to be "at most" the less.
    pub const fn bound(&self) -> Option<Polaritas> {
        match self {
            Self::Limit { direction: LimitDirection::Maximal | LimitDirection::LessThan, .. } => {
                Some(Polaritas::Minimum)
            }
            Self::Limit { direction: LimitDirection::Minimal | LimitDirection::MoreThan, .. } => {
                Some(Polaritas::Maximum)
            }
            _ => None,
        }
    }

    /// Whether nothing was said: blank only. A dash, "n/a" and zero all say something.
    pub fn blank(&self) -> bool {
        matches!(self, Self::Blank)
    }

    /// Whether there is nothing to read for a person: blank, dash or "n/a".
    pub fn without_content(&self) -> bool {
        matches!(self, Self::Blank | Self::Dash | Self::Absent)
    }

    /// The name of the kind, as the `class` columns of the frames hold it.
    pub const fn class(&self) -> &'static str {
        match self {
            Self::Blank => "kosong",
            Self::Dash => "strip",
            Self::Absent => "tidak_ada",
            Self::Figure { .. } => "angka",
            Self::Percent { .. } => "persen",
            Self::Money { .. } => "uang",
            Self::Limit { .. } => "batas",
            Self::Range { .. } => "rentang",
            Self::Fraction { .. } => "pecahan",
            Self::Predikat { .. } => "predikat",
            Self::Date { .. } => "tanggal",
            Self::Triwulan { .. } => "triwulan",
            Self::Text { .. } => "teks",
            Self::Error { .. } => "galat",
            Self::NotYetComputed => "belum_dihitung",
        }
    }
}

/// A value that was doubtful when it was read. Rules turn these into findings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(tag = "ragu", rename_all = "snake_case")]
pub enum Doubt {
    /// "1.234": thousand or decimal mark? The entry stays [`Value::Text`]: no number is better than a wrong one.
    #[serde(rename = "tanda_angka")]
    NumberMark {
        /// Read as thousands.
        #[serde(rename = "ribuan")]
        thousands: f64,
        /// Read as decimals.
        #[serde(rename = "desimal")]
        decimal: f64,
    },
    /// A mark that contradicts the decision taken for its column.
    #[serde(rename = "menyimpang_dari_kolom")]
    DeviatingFromColumn,
    /// A second quantity in brackets: "140 Kelompok (1400 orang)".
    #[serde(rename = "kuantitas_kedua")]
    SecondQuantity {
        /// What stood in the brackets.
        #[serde(rename = "teks")]
        text: String,
    },
    /// A number where the column expects percent points, at most 1, in a General cell.
    #[serde(rename = "mungkin_pecahan_persen")]
    MaybePercentFraction,
    /// A number typed as text.
    #[serde(rename = "angka_sebagai_teks")]
    FigureAsText,
    /// A code in a numeric cell: zeros at its end are lost.
    #[serde(rename = "kode_berupa_angka")]
    CodeAsFigure {
        /// What the cell holds.
        #[serde(rename = "tersimpan")]
        stored: String,
    },
    /// A NIP in a numeric cell: its last digits are lost.
    #[serde(rename = "nip_berupa_angka")]
    NipAsFigure,
    /// An older wording of a drop-down. The entry says the word of today; no rule makes anything of it.
    #[serde(rename = "kata_lama")]
    OldWord {
        /// What was typed.
        #[serde(rename = "tertulis")]
        as_written: String,
    },
    /// A figure whose cell is merged with that of another indicator, in whose row it is counted. The entry is blank and bears
    /// the address of that cell.
    #[serde(rename = "gabungan_dua_indikator")]
    MergedWithOther,
}

/// One filled (or blank) cell of a table, with everything needed to trace it.
///
/// Most cells of a form are blank, and the others are often carried down over many rows: a blank holds nothing but its
/// address, and what was carried down is shared with the cell it came from. What the cell says is read through
/// [`CellContent`], whose fields an entry has as its own.
#[derive(Clone, PartialEq, Serialize, Deserialize, Encode, Decode)]
#[serde(into = "WrittenEntry", from = "WrittenEntry")]
pub struct Entry {
    /// Where it stands. For a value carried down from a merge or an earlier row, the cell where it was typed.
    #[serde(rename = "sel")]
    pub cell: CellAddress,
    /// Whether it was carried down from an earlier row.
    #[serde(rename = "turunan")]
    pub derivation: bool,
    #[serde(rename = "isi")]
    content: Option<Arc<CellContent>>,
}

/// What a cell says.
#[derive(Debug, Clone, PartialEq, Encode, Decode)]
pub struct CellContent {
    /// The text of the cell as it was typed, or the number as the file holds it. For an older wording of a drop-down the
    /// word of today ([`Doubt::OldWord`] keeps what was typed), for a code that was given back its zero the whole code
    /// ([`Doubt::CodeAsFigure`] keeps what the cell holds).
    pub raw: Box<str>,
    /// What it says.
    pub value: Value,
    /// Its formula, when it has one.
    pub formula: Option<Box<str>>,
    /// What was doubtful.
    pub doubts: Box<[Doubt]>,
}

/// Numbers of cells are finite, so that each equals itself.
impl Eq for CellContent {}

impl Hash for CellContent {
    /// Cells with one text rarely differ in anything else.
    fn hash<H: Hasher>(&self, hash: &mut H) {
        self.raw.hash(hash);
    }
}

/// An entry as JSON has it.
#[derive(Serialize, Deserialize)]
struct WrittenEntry {
    #[serde(rename = "sel")]
    cell: CellAddress,
    #[serde(rename = "mentah")]
    raw: Box<str>,
    #[serde(rename = "nilai")]
    value: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[serde(rename = "rumus")]
    formula: Option<Box<str>>,
    #[serde(default, skip_serializing_if = "<[Doubt]>::is_empty")]
    #[serde(rename = "keraguan")]
    doubts: Box<[Doubt]>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[serde(rename = "turunan")]
    derivation: bool,
}

impl From<Entry> for WrittenEntry {
    fn from(entry: Entry) -> Self {
        let Entry { cell, derivation, .. } = entry;
        let CellContent { raw, value, formula, doubts: doubt } = CellContent::clone(&entry);
        Self { cell, raw, value, formula, doubts: doubt, derivation }
    }
}

impl From<WrittenEntry> for Entry {
    fn from(as_written: WrittenEntry) -> Self {
        let WrittenEntry { cell, raw, value, formula, doubts: doubt, derivation } = as_written;
        Self { derivation, ..Self::new(cell, CellContent { raw, value, formula, doubts: doubt }) }
    }
}

/// What a blank says.
static BLANK: LazyLock<CellContent> =
    LazyLock::new(|| CellContent { raw: "".into(), value: Value::Blank, formula: None, doubts: Box::default() });

impl Deref for Entry {
    type Target = CellContent;

    fn deref(&self) -> &CellContent {
        self.content.as_deref().unwrap_or(&BLANK)
    }
}

impl fmt::Debug for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let derivation = if self.derivation { " (turunan)" } else { "" };
        write!(f, "{}{derivation}: {:?}", self.cell, **self)
    }
}

impl Entry {
    /// What stands in a cell.
    pub fn new(cell: CellAddress, content: CellContent) -> Self {
        let content = (content != *BLANK).then(|| Arc::new(content));
        Self { cell, derivation: false, content }
    }

    /// A blank at a cell.
    pub fn blank(cell: CellAddress) -> Self {
        Self { cell, derivation: false, content: None }
    }

    /// The same entry, carried down.
    #[must_use]
    pub fn derived(&self) -> Self {
        Self { derivation: true, ..self.clone() }
    }

    /// What a cell says, held together with other cells; nothing for a blank.
    pub(crate) fn sharing(cell: CellAddress, derivation: bool, content: Option<Arc<CellContent>>) -> Self {
        Self { cell, derivation, content }
    }

    /// What it says, where that may be held together with other cells; `None` when it is blank.
    pub(crate) fn shared(&self) -> Option<&Arc<CellContent>> {
        self.content.as_ref()
    }

    /// Whether its figure may be a fraction of percent points: 0.57 for 57 %.
    pub fn perhaps_fraction(&self) -> bool {
        self.doubts.contains(&Doubt::MaybePercentFraction)
    }

    /// The text that was typed, or `None` when it is blank.
    pub fn text(&self) -> Option<&str> {
        let text = self.raw.trim();
        (!text.is_empty()).then_some(text)
    }
}
