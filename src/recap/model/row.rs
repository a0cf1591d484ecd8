//! The rows of the recap: indicators of the institution and of units, and what is red.

use serde::Serialize;

use super::compliance::DocumentRow;
use super::figure::{DASH, Figure, FigureText, NOT_FILLED_IN, QuarterPoint, SourceCell, TrafficLight};
use super::serapan::Serapan;
use crate::domain::capaian::{MeanValue, ScaleColor};
use crate::domain::polaritas::{KonsolidasiUnit, Polaritas};
use crate::domain::triwulan::Triwulan;

/// Where an indicator stands in the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Standing {
    /// What is to be reached by the end of the year, in the unit of measure of the indicator.
    #[serde(rename = "target_tahun")]
    pub year_target: Figure,
    /// Target of the period.
    pub target: Figure,
    /// Realisation of the period.
    pub realisasi: Figure,
    /// Achievement before floor and cap, percent points.
    #[serde(rename = "penuh")]
    pub full: Figure,
    /// Achievement, percent points.
    pub capaian: Figure,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// Achievement on the institution's own scale, where that is not the traffic light.
    pub predikat: Option<&'static str>,
    /// Achievement in each quarter.
    #[serde(rename = "tren")]
    pub trend: [QuarterPoint; 4],
    /// Whether anything was reported.
    #[serde(rename = "lapor")]
    pub report: bool,
    /// What the figures are, where they are not of the whole period: "TW II saja".
    #[serde(rename = "dasar")]
    pub basis: Option<String>,
}

impl Standing {
    /// Its colour.
    pub fn color(&self) -> ScaleColor {
        self.light.color
    }
}

/// An indicator: of the institution, of a unit, or of a child.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RecapIndikator {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Which direction is better.
    pub polaritas: Polaritas,
    /// Its weight among its siblings.
    pub bobot: Figure,
    /// Where it stands.
    #[serde(rename = "posisi")]
    pub standing: Standing,
    /// Its node (index into [`Tables::nodes`](crate::tables::Tables::nodes)), when it has one.
    #[serde(rename = "simpul")]
    pub node: Option<usize>,
}

/// An indicator of the institution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IkuRow {
    /// Itself.
    pub indikator: RecapIndikator,
    /// Its objective.
    pub sasaran: String,
    /// How its members' figures become its own; `None` when they do not.
    #[serde(rename = "cara")]
    pub way: Option<KonsolidasiUnit>,
    /// How many members reported, of how many.
    #[serde(rename = "dari")]
    pub from: (usize, usize),
    /// The same in words: "7 dari 8 melapor".
    #[serde(rename = "pelapor")]
    pub reporter: String,
    /// Who did not report.
    #[serde(rename = "belum")]
    pub not_yet: Vec<String>,
    /// What a reader must know.
    #[serde(rename = "catatan")]
    pub notes: Vec<String>,
    /// Its children in the cascade, and units that reported it themselves.
    #[serde(rename = "anggota")]
    pub members: Vec<IkuMember>,
}

/// What an indicator of the institution is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IkuMember {
    /// Itself.
    pub indikator: RecapIndikator,
    /// Code and name of its unit.
    pub unit: Option<(String, String)>,
    /// "melapor", "belum melapor".
    #[serde(rename = "lapor")]
    pub report: &'static str,
}

impl IkuMember {
    pub(super) fn new(indikator: RecapIndikator, unit: Option<(String, String)>) -> Self {
        let report = if indikator.standing.report { "melapor" } else { "belum melapor" };
        Self { indikator, unit, report }
    }
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct UnitRow {
    /// Code.
    pub unit: String,
    /// What the register calls the unit.
    #[serde(rename = "nama")]
    pub name: String,
    /// Code of the unit above it in the register.
    #[serde(rename = "induk")]
    pub parent: Option<String>,
    /// Who heads it.
    #[serde(rename = "pimpinan")]
    pub leader: Option<String>,
    /// What it sent.
    #[serde(rename = "dokumen")]
    pub document: DocumentRow,
    /// The mean achievement of its indicators, and on how many it rests.
    #[serde(rename = "rata_rata")]
    pub average: Option<MeanValue>,
    /// The mean in print.
    pub capaian: Figure,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// Money that it spent, where its forms tell.
    pub serapan: Option<Serapan>,
    /// Its indicators by light: hijau, kuning, merah, abu-abu.
    #[serde(rename = "banyak_lampu")]
    pub light_counts: [usize; 4],
    /// The same in a line: "5 ● · 1 ▲ · 2 –".
    #[serde(rename = "tulisan_lampu")]
    pub light_wording: String,
    /// Its indicators.
    pub indikator: Vec<IndikatorUnit>,
    /// Indicators of which something was due in the quarter and nothing was entered.
    #[serde(rename = "realisasi_kosong")]
    pub left_blank: usize,
    /// Findings about it: galat, peringatan, info.
    pub temuan: [usize; 3],
    /// The same in words: "3 galat, 2 peringatan".
    #[serde(rename = "tulisan_temuan")]
    pub temuan_wording: String,
}

/// An indicator of a unit, with what the unit says about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndikatorUnit {
    /// Itself.
    pub indikator: RecapIndikator,
    /// What the newest form says.
    #[serde(rename = "uraian")]
    pub description: FigureSplit,
}

/// What a form says about an indicator beside its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FigureSplit {
    /// The quarter of the form.
    pub triwulan: Option<Triwulan>,
    /// The same in words, or a dash.
    #[serde(rename = "menurut")]
    pub by: String,
    /// Obstacles.
    pub kendala: FigureText,
    /// What will be done.
    pub tindak_lanjut: FigureText,
    /// Who does it.
    pub penanggung_jawab: FigureText,
    /// Until when.
    #[serde(rename = "batas_waktu")]
    pub time_limit: FigureText,
    /// File, sheet and cell.
    #[serde(rename = "asal")]
    pub origin: Option<SourceCell>,
}

impl Default for FigureSplit {
    fn default() -> Self {
        let blank = FigureText::default;
        Self {
            triwulan: None,
            by: DASH.to_string(),
            kendala: blank(),
            tindak_lanjut: blank(),
            penanggung_jawab: blank(),
            time_limit: blank(),
            origin: None,
        }
    }
}

impl FigureSplit {
    /// What will be done, who does it and until when, in a line; what was left out is told.
    pub fn who_when(&self) -> String {
        let part = [&self.tindak_lanjut, &self.penanggung_jawab, &self.time_limit];
        if part.iter().all(|text| text.content.is_none()) {
            return NOT_FILLED_IN.to_string();
        }
        part.map(FigureText::or_dash).join(" · ")
    }
}

/// A red indicator of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RedRow {
    /// Its place, from 1.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Code of the unit.
    pub unit: String,
    /// What the register calls the unit.
    #[serde(rename = "nama_unit")]
    pub unit_name: String,
    /// The indicator and what the unit says about it.
    #[serde(rename = "isi")]
    pub content: IndikatorUnit,
    /// What will be done, who does it and until when, in a line.
    #[serde(rename = "siapa_kapan")]
    pub who_when: String,
}

/// Indicators by light.
pub(super) fn compute_light(color: impl Iterator<Item = ScaleColor>) -> [usize; 4] {
    let mut count = [0; 4];
    for one in color {
        count[one as usize] += 1;
    }
    count
}

/// "5 ● · 1 ▲ · 2 –"; a dash where there is nothing.
pub(super) fn light_wording(count: [usize; 4]) -> String {
    let all = [ScaleColor::Green, ScaleColor::Yellow, ScaleColor::Red, ScaleColor::Gray].into_iter().zip(count);
    let exists = all.filter(|(_, count)| *count > 0).map(|(color, count)| {
        let light = TrafficLight::new(color);
        format!("{count} {}", light.mark)
    });
    let text = exists.collect::<Vec<_>>().join(" · ");
    if text.is_empty() { DASH.to_string() } else { text }
}

/// "3 galat, 2 peringatan"; what there is none of is left out.
pub(super) fn temuan_wording(count: [usize; 3]) -> String {
    let all = count.into_iter().zip(["galat", "peringatan", "info"]).filter(|(count, _)| *count > 0);
    let text = all.map(|(count, name)| format!("{count} {name}")).collect::<Vec<_>>().join(", ");
    if text.is_empty() { "tidak ada".to_string() } else { text }
}
