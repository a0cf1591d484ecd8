//! Obstacles and follow-ups, carried over quarter by quarter until they are done.
//!
//! A form does not say "done"; what counts as done is stated beside it: evidence of the follow-up in a later form, or a
//! target that was reached in that quarter or a later one. Everything else is open, and late when its day has passed.

use chrono::NaiveDate;
use serde::Serialize;

use super::UnitRow;
use super::figure::{Figure, FigureText, SourceCell, TrafficLight};
use super::measure::{CountedMeasurement, MeasureIndex};
use crate::domain::capaian::ScaleColor;
use crate::domain::column::Field;
use crate::domain::date::read_date;
use crate::domain::period::Timespan;
use crate::domain::text::key;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;

/// Whether something still has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ActionState {
    /// It is open.
    #[serde(rename = "terbuka")]
    Opened,
    /// It is open, and its day has passed.
    #[serde(rename = "lewat_batas")]
    PastLimit,
    /// It is done.
    #[serde(rename = "selesai")]
    Finish,
}

impl ActionState {
    /// Mark and word: "○ terbuka".
    pub const fn wording(self) -> &'static str {
        match self {
            Self::Opened => "○ terbuka",
            Self::PastLimit => "■ lewat batas waktu",
            Self::Finish => "● selesai",
        }
    }
}

/// What a form says about an obstacle, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ActionRow {
    /// Code of the unit.
    pub unit: String,
    /// What the register calls the unit.
    #[serde(rename = "nama_unit")]
    pub unit_name: String,
    /// Code of the indicator.
    #[serde(rename = "kode")]
    pub code: String,
    /// Its wording.
    pub indikator: String,
    /// The quarter of the form.
    pub triwulan: Triwulan,
    /// The same in words, or a dash.
    #[serde(rename = "nama_triwulan")]
    pub triwulan_name: String,
    /// Achievement in that quarter.
    pub capaian: Figure,
    /// By its achievement; grey where nothing can be said.
    #[serde(rename = "lampu")]
    pub light: TrafficLight,
    /// The obstacle.
    pub kendala: FigureText,
    /// What will be done.
    pub tindak_lanjut: FigureText,
    /// Who does it.
    pub penanggung_jawab: FigureText,
    /// Until when.
    #[serde(rename = "batas_waktu")]
    pub time_limit: FigureText,
    /// Whether it is done.
    #[serde(rename = "keadaan")]
    pub state: ActionState,
    /// The same with its mark.
    #[serde(rename = "tulisan_keadaan")]
    pub state_wording: &'static str,
    /// Why it is taken for done or open.
    #[serde(rename = "alasan")]
    pub reason: String,
    /// The later quarters into which it was carried, in words: "TW II, TW III", or a dash.
    #[serde(rename = "dibawa")]
    pub carried: String,
    /// File, sheet and cell.
    #[serde(rename = "asal")]
    pub origin: Option<SourceCell>,
}

/// Every obstacle and follow-up of the period, by unit, indicator and quarter.
pub(super) fn build(
    tables: &Tables,
    index: &MeasureIndex<'_>,
    unit: &[UnitRow],
    timespan: Timespan,
    day: NaiveDate,
) -> Vec<ActionRow> {
    let mut outcome = Vec::new();
    for one in unit {
        for quarter in index.all(&one.unit) {
            let inside: Vec<&CountedMeasurement<'_>> =
                quarter.iter().filter(|measure| timespan.contains(measure.triwulan)).collect();
            for (position, measure) in inside.iter().enumerate().filter(|(_, measure)| measure.described(tables)) {
                outcome.push(row(tables, one, measure, inside.get(position + 1..).unwrap_or_default(), day));
            }
        }
    }
    outcome
}

fn row(
    tables: &Tables,
    unit: &UnitRow,
    measure: &CountedMeasurement<'_>,
    after: &[&CountedMeasurement<'_>],
    day: NaiveDate,
) -> ActionRow {
    let description = measure.description(tables);
    let (state, reason, finish_at) = decide(tables, measure, after, description.time_limit.content.as_deref(), day);
    let until = finish_at.unwrap_or(after.len());
    let carried: Vec<String> = after.iter().take(until).map(|measure| measure.triwulan.to_string()).collect();
    ActionRow {
        unit: unit.unit.clone(),
        unit_name: unit.name.clone(),
        code: measure.code.unwrap_or(if measure.node.is_some() { measure.key } else { "" }).to_string(),
        indikator: measure.indikator().unwrap_or_default().to_string(),
        triwulan: measure.triwulan,
        triwulan_name: description.by,
        capaian: Figure::percent(measure.agreed.capaian.limited()),
        light: TrafficLight::from(measure.agreed.capaian.limited()),
        kendala: description.kendala,
        tindak_lanjut: description.tindak_lanjut,
        penanggung_jawab: description.penanggung_jawab,
        time_limit: description.time_limit,
        state,
        state_wording: state.wording(),
        reason,
        carried: if carried.is_empty() { super::DASH.to_string() } else { carried.join(", ") },
        origin: description.origin,
    }
}

/// Whether it is done, why, and in which of the later forms that shows.
fn decide(
    tables: &Tables,
    measure: &CountedMeasurement<'_>,
    after: &[&CountedMeasurement<'_>],
    limit: Option<&str>,
    day: NaiveDate,
) -> (ActionState, String, Option<usize>) {
    let reached =
        |measure: &CountedMeasurement<'_>| ScaleColor::from(measure.agreed.capaian.limited()) == ScaleColor::Green;
    if reached(measure) {
        return (ActionState::Finish, "target triwulan itu tercapai".to_string(), Some(0));
    }
    for (position, other) in after.iter().enumerate() {
        if with_bukti(tables, other) {
            return (
                ActionState::Finish,
                format!("bukti tindak lanjut disampaikan di {}", other.triwulan),
                Some(position),
            );
        }
        if reached(other) {
            return (ActionState::Finish, format!("target tercapai di {}", other.triwulan), Some(position));
        }
    }
    let mut reason = match after.iter().rev().find(|other| other.filled()) {
        None => "belum ada laporan sesudahnya".to_string(),
        Some(other) if same_kendala(measure, other) => format!("kendala yang sama masih disebut di {}", other.triwulan),
        Some(other) => match other.agreed.capaian.limited() {
            Some(capaian) => format!("capaian {} baru {}%", other.triwulan, Figure::percent(Some(capaian)).wording),
            None => format!("capaian {} belum dapat dihitung", other.triwulan),
        },
    };
    let via = limit.and_then(read_date).map(|limit| (day - limit).num_days()).filter(|day| *day > 0);
    match via {
        Some(day) => {
            reason.push_str(&format!("; batas waktu lewat {day} hari"));
            (ActionState::PastLimit, reason, None)
        }
        None => (ActionState::Opened, reason, None),
    }
}

/// Whether a form brings evidence of the follow-up of the quarter before.
fn with_bukti(tables: &Tables, measure: &CountedMeasurement<'_>) -> bool {
    let entry = tables.entry(measure.record, Field::BuktiTindakLanjut.yearly());
    entry.is_some_and(|entry| !entry.value.without_content() && entry.text().is_some())
}

fn same_kendala(one: &CountedMeasurement<'_>, other: &CountedMeasurement<'_>) -> bool {
    one.kendala().zip(other.kendala()).is_some_and(|(one, other)| key(one) == key(other))
}
