//! The tables from which chapter III of the annual report (LAKIP, LKjIP) is written (domain 3.9): achievement against
//! the target of the year beside last year's, what hindered and what is done about it, and what was spent.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::action::ActionRow;
use super::figure::{Figure, MEANWHILE, TrafficLight};
use super::row::IkuRow;
use super::serapan::SerapanLane;
use super::{BriefUnit, DASH};
use crate::cascade::{Kaskade, NodeResult};
use crate::domain::capaian::anggaran::{efficiency, serapan};
use crate::domain::exact;
use crate::domain::hash::HashSet;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;

/// The status of what is measured against a year that is not over.
const RUNNING: &str = "– tahun berjalan";

/// The tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lakip {
    /// The year that is reported on.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// Until when the realisations run: "s.d. TW II".
    #[serde(rename = "sampai")]
    pub until: String,
    /// Whether the year is over, so that achievement against its target has a colour.
    #[serde(skip)]
    pub complete: bool,
    /// What the lights of the analysis are measured against: "s.d. TW II".
    #[serde(skip)]
    pub timespan: String,
    /// Why last year's columns are blank, or what must be known of them.
    #[serde(rename = "catatan_lalu")]
    pub past_note: Option<String>,
    /// Indicators of the institution.
    #[serde(rename = "baris")]
    pub rows: Vec<LakipRow>,
    /// What hindered each, and what is done about it.
    #[serde(rename = "analisis")]
    pub analysis: Vec<AnalysisRow>,
    /// Programmes and what was spent on them.
    #[serde(rename = "efisiensi")]
    pub efficiency: Vec<EfficiencyRow>,
    /// Achievement beside absorption of the whole, in a sentence.
    #[serde(rename = "kalimat_efisiensi")]
    pub efficiency_sentence: Option<String>,
}

/// An indicator in the table of achievements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LakipRow {
    /// Its place, from 1.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Objective.
    pub sasaran: String,
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// The year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// Target of the year.
    pub target: Figure,
    /// Last year's figures.
    #[serde(rename = "lalu")]
    pub past: PastTarget,
    /// Realisation to date.
    pub realisasi: Figure,
    /// Achievement against the target of the year, percent points.
    pub capaian: Figure,
    /// Its light.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// Its status on the institution's scale.
    pub status: String,
    /// Its node (index into the cascade).
    #[serde(rename = "simpul")]
    pub node: Option<usize>,
}

/// Last year's figures of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct PastTarget {
    /// Target of that year.
    pub target: Figure,
    /// Realisation of that year.
    pub realisasi: Figure,
    /// Achievement, percent points.
    pub capaian: Figure,
    /// Why they are blank.
    #[serde(rename = "alasan")]
    pub reason: Option<String>,
}

/// What hindered an indicator, and what is done about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AnalysisRow {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Wording.
    pub indikator: String,
    /// Its light in the period of the report, as everywhere else in the workbook.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// Obstacles, each with its unit and quarter.
    #[serde(rename = "penghambat")]
    pub blockers: Vec<String>,
    /// Follow-ups, each with its unit and quarter.
    #[serde(rename = "upaya")]
    pub efforts: Vec<String>,
}

/// A programme and what was spent on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct EfficiencyRow {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Name.
    pub program: String,
    /// Ceiling.
    pub pagu: Figure,
    /// Spent.
    pub realisasi: Figure,
    /// Absorption, percent points.
    pub serapan: Figure,
    /// Units that have it.
    pub unit: usize,
}

/// Last year's table, as that year's run left it in `data/lakip.json`; or why there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct LastYear {
    /// Its indicators by code.
    pub rows: BTreeMap<String, PastRow>,
    /// Why there is none, or what must be known of it.
    pub note: Option<String>,
}

impl LastYear {
    /// No table, for this reason.
    pub fn absent(reason: &str) -> Self {
        Self { rows: BTreeMap::new(), note: Some(reason.to_string()) }
    }

    /// The table that a run of `tahun` left.
    pub fn read(text: &str, year: i32) -> Self {
        let content: PastFile = match serde_json::from_str(text) {
            Ok(content) => content,
            Err(error) => return Self::absent(&format!("data tahun lalu tidak dapat dibaca: {error}")),
        };
        if content.year != year {
            return Self::absent(&format!("ruang kerja tahun lalu berisi tahun {}, bukan {year}", content.year));
        }
        let complete = content.until == until(Triwulan::IV);
        Self {
            note: (!complete).then(|| format!("data tahun {year} baru {}", content.until)),
            rows: content.rows.into_iter().map(|row| (row.code.clone(), row)).collect(),
        }
    }
}

/// "s.d. TW II".
pub(super) fn until(triwulan: Triwulan) -> String {
    format!("s.d. {triwulan}")
}

/// What of last year's file is read.
#[derive(Deserialize)]
struct PastFile {
    #[serde(rename = "tahun")]
    year: i32,
    #[serde(rename = "sampai")]
    until: String,
    #[serde(rename = "baris")]
    rows: Vec<PastRow>,
}

/// A row of last year's table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PastRow {
    /// Code.
    #[serde(rename = "kode")]
    pub code: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Target of the year.
    pub target: PastFigure,
    /// Realisation.
    pub realisasi: PastFigure,
    /// Achievement against the target of the year.
    pub capaian: PastFigure,
}

/// A figure of last year's table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct PastFigure {
    /// The number.
    #[serde(rename = "angka")]
    pub figure: Option<f64>,
    /// As it was printed.
    #[serde(rename = "tulisan")]
    pub wording: String,
}

/// What the tables are made of.
pub(super) struct LakipInput<'a> {
    pub(super) year: i32,
    pub(super) until: String,
    /// Whether the year is over: before that a figure against its target says nothing about being on the way.
    pub(super) complete: bool,
    /// The period of the report: "s.d. TW II".
    pub(super) timespan: String,
    pub(super) kaskade: &'a Kaskade,
    /// Figures of every node against the target of the year.
    pub(super) whole_year: &'a [NodeResult],
    pub(super) iku: &'a [IkuRow],
    pub(super) actions: &'a [ActionRow],
    pub(super) serapan: &'a [SerapanLane],
    pub(super) brief: &'a BriefUnit,
    pub(super) past: &'a LastYear,
    /// The word of the institution's scale for an achievement.
    pub(super) status: &'a dyn Fn(Option<f64>) -> Option<&'static str>,
}

impl Lakip {
    pub(super) fn build(input: &LakipInput<'_>) -> Self {
        let rows: Vec<LakipRow> = input.iku.iter().enumerate().map(|(number, one)| input.row(number, one)).collect();
        let analysis = input.iku.iter().map(|iku| input.analysis(iku, iku.indikator.standing.light));
        Self {
            year: input.year,
            until: input.until.clone(),
            complete: input.complete,
            timespan: input.timespan.clone(),
            past_note: input.past.note.clone(),
            analysis: analysis.collect(),
            rows,
            efficiency: per_program(input.serapan),
            efficiency_sentence: efficiency_sentence(input.brief),
        }
    }
}

impl LakipInput<'_> {
    fn row(&self, number: usize, iku: &IkuRow) -> LakipRow {
        let one = &iku.indikator;
        let outcome = one.node.and_then(|number| self.whole_year.get(number));
        let capaian = outcome.filter(|outcome| outcome.coloured()).and_then(|outcome| outcome.until.capaian);
        let light = if self.complete { TrafficLight::from(capaian) } else { TrafficLight::default() };
        let measured = outcome.is_some_and(|outcome| outcome.until.capaian.is_some());
        let status = || match (self.status)(capaian) {
            _ if !self.complete && measured => RUNNING.to_string(),
            None if measured => format!("{} {MEANWHILE}", light.mark),
            Some(status) => status.to_string(),
            None => format!("{} {}", light.mark, light.word),
        };
        LakipRow {
            number: number + 1,
            sasaran: iku.sasaran.clone(),
            code: one.code.clone(),
            indikator: one.indikator.clone(),
            satuan: one.satuan.clone(),
            year: self.year,
            target: one.standing.year_target.clone(),
            past: self.past(&one.code, &one.satuan),
            realisasi: one.standing.realisasi.clone(),
            capaian: match outcome
                .and_then(|outcome| Some((outcome.partial.filter(|few| !few.coloured)?, outcome.until.capaian)))
            {
                Some((few, capaian)) => Figure::meanwhile(capaian, &few.count()),
                None => Figure::percent(capaian),
            },
            light,
            status: status(),
            node: one.node,
        }
    }

    /// Last year's figures of the indicator with this code; one measured in another unit is another indicator.
    fn past(&self, code: &str, satuan: &str) -> PastTarget {
        let blank = |reason: String| PastTarget { reason: Some(reason), ..PastTarget::default() };
        if self.past.rows.is_empty() {
            return blank(self.past.note.clone().unwrap_or_else(|| "data tahun lalu kosong".to_string()));
        }
        let Some(row) = self.past.rows.get(code) else {
            return blank(format!("{code} tidak ada di data tahun lalu"));
        };
        if key(&row.satuan) != key(satuan) {
            return blank(format!("tahun lalu {code} diukur dalam {}", row.satuan));
        }
        let figure =
            |one: &PastFigure| Figure::or_text(one.figure, Some(one.wording.as_str()).filter(|text| *text != DASH));
        PastTarget {
            target: figure(&row.target),
            realisasi: figure(&row.realisasi),
            capaian: Figure::percent(row.capaian.figure),
            reason: None,
        }
    }

    fn analysis(&self, iku: &IkuRow, light: TrafficLight) -> AnalysisRow {
        let below: Vec<usize> = iku.indikator.node.map(|number| self.kaskade.descendants(number)).unwrap_or_default();
        let code: HashSet<&str> = std::iter::once(iku.indikator.code.as_str())
            .chain(below.iter().filter_map(|number| Some(self.kaskade.take(*number)?.code.as_str())))
            .collect();
        let owned = || self.actions.iter().filter(|one| code.contains(one.code.as_str()));
        let mention =
            |one: &ActionRow, text: &str| format!("{} ({}, {}): {text}", one.unit_name, one.code, one.triwulan_name);
        AnalysisRow {
            code: iku.indikator.code.clone(),
            indikator: iku.indikator.indikator.clone(),
            light,
            blockers: owned().filter_map(|one| Some(mention(one, one.kendala.content.as_deref()?))).collect(),
            efforts: owned().filter_map(|one| Some(mention(one, one.tindak_lanjut.content.as_deref()?))).collect(),
        }
    }
}

/// The lines that count for the absorption, by programme, in the order of its first line.
fn per_program(lane: &[SerapanLane]) -> Vec<EfficiencyRow> {
    let mut order: Vec<(String, Vec<&SerapanLane>)> = Vec::new();
    for one in lane {
        let name = if one.program.is_empty() { &one.code } else { &one.program };
        let name = key(name);
        match order.iter_mut().find(|(owned, _)| *owned == name) {
            Some((_, content)) => content.push(one),
            None => order.push((name, vec![one])),
        }
    }
    order
        .into_iter()
        .filter_map(|(_, content)| {
            let first = content.first()?;
            let total = |take: fn(&SerapanLane) -> f64| exact::sum(content.iter().map(|one| take(one)));
            let (pagu, realisasi) = (total(|one| one.pagu), total(|one| one.realisasi));
            let unit: std::collections::BTreeSet<&str> = content.iter().map(|one| one.unit.as_str()).collect();
            Some(EfficiencyRow {
                code: first.code.clone(),
                program: first.program.clone(),
                pagu: Figure::rupiah(Some(pagu)),
                realisasi: Figure::rupiah(Some(realisasi)),
                serapan: Figure::percent(serapan(realisasi, pagu).ok()),
                unit: unit.len(),
            })
        })
        .collect()
}

/// "Capaian 92,1% – serapan 40,3% = 51,8 poin: efisien".
fn efficiency_sentence(brief: &BriefUnit) -> Option<String> {
    let (capaian, serapan) = (brief.average?.value, brief.serapan.as_ref()?.percent);
    let (gap, label) = efficiency(capaian, serapan)?;
    let [capaian, serapan, gap] = [capaian, serapan, gap].map(|value| Figure::percent(Some(value)).wording);
    Some(format!(
        "Rata-rata capaian {capaian}% dikurangi serapan {serapan}% = {gap} poin: {} (lebih dari 5 poin: efisien; dalam 5 poin: cukup efisien).",
        label.label()
    ))
}
