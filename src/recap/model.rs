//! The recap as plain data: worked out once, drawn by whoever shows it.
//!
//! Takes what a run found out, gives every figure that any writer prints, each with its text in print ([`Figure`]), what
//! it rests on, and where it came from. No writer computes, formats or words anything that stands here; all of it is
//! serialisable, so that a layout can be drawn from it. What was not reported is grey and named; it is never 0 and never
//! red.

mod action;
mod build;
mod card;
mod compliance;
pub mod figure;
mod lakip;
mod map;
mod measure;
mod origin;
mod part;
mod row;
mod serapan;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::capaian::MeanValue;
use crate::domain::period::Timespan;
use crate::domain::triwulan::Triwulan;
pub use action::{ActionRow, ActionState};
pub use card::Card;
pub use compliance::{DocumentColumn, DocumentMatrix, DocumentRow, DocumentTile};
pub use figure::{DASH, Figure, FigureText, MEANWHILE, NOT_FILLED_IN, QuarterPoint, SourceCell, TrafficLight};
pub use lakip::{AnalysisRow, EfficiencyRow, Lakip, LakipRow, LastYear, PastTarget};
pub use map::{HeatColumn, HeatMap, HeatRow, HeatTile};
pub use origin::{FigureReference, FigureTrace, RowAddresses, TraceStep};
pub use row::{FigureSplit, IkuMember, IkuRow, IndikatorUnit, RecapIndikator, RedRow, Standing, UnitRow};
pub use serapan::Serapan;

/// Everything that the recap shows.
#[derive(Debug, Clone, Serialize)]
pub struct Recap {
    /// "Rekap Kinerja Politeknik Contoh Tahun 2026".
    #[serde(rename = "judul")]
    pub heading: String,
    /// What the indicators of the first page are called.
    #[serde(rename = "sebutan")]
    pub designation: FigureDesignation,
    /// Name of the institution.
    pub instansi: String,
    /// The year of the workspace.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The period.
    #[serde(rename = "kurun")]
    pub timespan: Timespan,
    /// The period in words: "s.d. TW II".
    #[serde(rename = "frasa")]
    pub phrase: String,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The same in words: "TW II".
    #[serde(rename = "nama_triwulan")]
    pub triwulan_name: String,
    /// The date of the data.
    #[serde(rename = "tanggal")]
    pub date: NaiveDate,
    /// "Sementara", or "Resmi, versi 2, disahkan 12 Juli 2026 oleh …".
    #[serde(rename = "pengesahan")]
    pub official: String,
    /// "Sementara; keadaan s.d. TW II, data per 20 Juli 2026".
    #[serde(rename = "keadaan")]
    pub state: String,
    /// The achievement profile in a line, with what was changed in it.
    pub profil: String,
    /// Whether weights count in the means: "berbobot", "tanpa bobot".
    #[serde(skip)]
    pub weights: &'static str,
    /// The whole in one sentence.
    #[serde(rename = "kalimat")]
    pub sentence: String,
    /// Where figures rest on too little; a sentence each.
    #[serde(rename = "peringatan")]
    pub warnings: Vec<String>,
    /// The large figures of the first page, five of them.
    #[serde(rename = "kartu")]
    pub cards: Vec<Card>,
    /// The counts behind them.
    #[serde(rename = "ringkas")]
    pub brief: BriefUnit,
    /// The mean achievement of the institution's indicators in each quarter.
    #[serde(rename = "tren")]
    pub trend: [QuarterPoint; 4],
    /// Indicators of the institution, in the order of the cascade.
    pub iku: Vec<IkuRow>,
    /// Units, in the order of the register.
    #[serde(rename = "unit")]
    pub units: Vec<UnitRow>,
    /// Units by indicators of the institution.
    #[serde(rename = "peta")]
    pub map: HeatMap,
    /// What is red, the worst first.
    #[serde(rename = "merah")]
    pub red: Vec<RedRow>,
    /// Who sent what.
    #[serde(rename = "kepatuhan")]
    pub compliance: DocumentMatrix,
    /// Obstacles and follow-ups of every quarter, still open or done.
    #[serde(rename = "tindak")]
    pub actions: Vec<ActionRow>,
    /// The table for chapter III of the annual report.
    pub lakip: Lakip,
    /// Where each figure of the first page comes from.
    #[serde(rename = "asal")]
    pub origins: Vec<FigureTrace>,
    /// The words below the marks: a legend in a line.
    #[serde(rename = "legenda")]
    pub legend: String,
    /// Where the figures come from, in a sentence.
    #[serde(rename = "sumber")]
    pub source: String,
}

/// What the indicators of the first page are called: the institution's, or those of some units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct FigureDesignation {
    /// What the sheet of these indicators is called: "IKU".
    #[serde(rename = "lembar")]
    pub sheet: &'static str,
    /// One of them in a sentence.
    #[serde(rename = "satu")]
    pub one: &'static str,
    /// In full.
    #[serde(rename = "panjang")]
    pub length: &'static str,
}

impl FigureDesignation {
    /// Of the institution.
    pub const IKU: Self = Self { sheet: "IKU", one: "IKU", length: "Indikator Kinerja Utama" };
    /// Of some units.
    pub const UNIT: Self = Self { sheet: "Indikator", one: "indikator", length: "Indikator unit" };
}

/// The figures of the first page, unworded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BriefUnit {
    /// The mean achievement of the institution's indicators, as the profile aggregates, and on how many it rests.
    #[serde(rename = "rata_rata")]
    pub average: Option<MeanValue>,
    /// Indicators of the institution by light: hijau, kuning, merah, abu-abu.
    pub iku: [usize; 4],
    /// Units that sent the measurement of the quarter, of all that are expected to.
    #[serde(rename = "lapor")]
    pub report: (usize, usize),
    /// Indicators of units by light.
    pub indikator: [usize; 4],
    /// Money spent, when any form tells.
    pub serapan: Option<Serapan>,
    /// Indicators of which something was due in the quarter and nothing was entered.
    #[serde(rename = "realisasi_kosong")]
    pub left_blank: usize,
    /// Findings that stand: galat, peringatan, info.
    pub temuan: [usize; 3],
}

impl BriefUnit {
    /// Indicators of the institution that have an achievement.
    pub fn measured_iku(&self) -> usize {
        self.iku[..3].iter().sum()
    }

    /// All indicators of the institution.
    pub fn all_iku(&self) -> usize {
        self.iku.iter().sum()
    }

    /// Indicators of units that have an achievement.
    pub fn measured_indikator(&self) -> usize {
        self.indikator[..3].iter().sum()
    }
}
