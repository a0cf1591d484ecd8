//! An action plan as it is signed: each indicator with its actions, what they are to give, and when.

use serde::Serialize;

use super::PrintedFile;
use super::content::{PrintHead, money, text, with_satuan, wording};
use crate::domain::column::Field;
use crate::domain::numeral::short_figure;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::recap::ReportInput;
use crate::tables::compute::numeral;
use crate::tables::{RencanaAksiRow, Tables};

/// An action plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedRencanaAksi {
    /// Unit, year, parties and place: what stands above the table and below it.
    #[serde(flatten)]
    pub head: PrintHead,
    /// Its indicators.
    pub indikator: Vec<PlannedIndikator>,
    /// Which columns hold anything.
    #[serde(rename = "ada")]
    pub exists: FilledColumns,
}

/// Which columns of a plan hold anything.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct FilledColumns {
    /// Targets of the year.
    pub target: bool,
    /// Any action.
    pub aksi: bool,
    /// Success criteria.
    #[serde(rename = "kriteria")]
    pub criterion: bool,
    /// Whether any row names its output.
    #[serde(rename = "keluaran")]
    pub output: bool,
    /// Quarters of actions.
    #[serde(rename = "waktu")]
    pub time: bool,
    /// Who acts.
    pub penanggung_jawab: bool,
    /// Money.
    pub anggaran: bool,
    /// Targets of quarters.
    pub target_tw: bool,
}

/// An indicator of a plan.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PlannedIndikator {
    /// Number of its objective.
    #[serde(rename = "nomor")]
    pub number: usize,
    /// Its objective.
    pub sasaran: String,
    /// Its code.
    #[serde(rename = "kode")]
    pub code: Option<String>,
    /// Its wording.
    #[serde(rename = "teks")]
    pub text: String,
    /// Its target with the unit of measure.
    pub target: Option<String>,
    /// Its targets of the quarters.
    pub target_tw: [Option<String>; 4],
    /// Its actions.
    pub aksi: Vec<Aksi>,
}

/// An action.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Aksi {
    /// What is done.
    #[serde(rename = "teks")]
    pub text: Option<String>,
    /// What tells that it succeeded.
    #[serde(rename = "kriteria")]
    pub criterion: Option<String>,
    /// What comes of it.
    #[serde(rename = "keluaran")]
    pub output: Option<String>,
    /// When.
    #[serde(rename = "waktu")]
    pub time: Option<String>,
    /// Who does it.
    pub penanggung_jawab: Option<String>,
    /// What it costs.
    pub anggaran: Option<String>,
}

impl PrintedFile for PrintedRencanaAksi {
    fn file_name(&self) -> &str {
        &self.head.unit.code
    }

    fn head(&mut self) -> Option<&mut PrintHead> {
        Some(&mut self.head)
    }

    fn layout(&self) -> &'static str {
        "rencana-aksi"
    }
}

pub(super) fn build(input: &ReportInput<'_>, number: u32) -> Option<PrintedRencanaAksi> {
    let head = PrintHead::build(input, number)?;
    let indikator = indikator(input.tables, number);
    let aksi = || indikator.iter().flat_map(|one| &one.aksi);
    let exists = FilledColumns {
        target: indikator.iter().any(|one| one.target.is_some()),
        aksi: aksi().any(|one| one.text.is_some()),
        criterion: aksi().any(|one| one.criterion.is_some()),
        output: aksi().any(|one| one.output.is_some()),
        time: aksi().any(|one| one.time.is_some()),
        penanggung_jawab: aksi().any(|one| one.penanggung_jawab.is_some()),
        anggaran: aksi().any(|one| one.anggaran.is_some()),
        target_tw: indikator.iter().flat_map(|one| &one.target_tw).any(Option::is_some),
    };
    Some(PrintedRencanaAksi { head, indikator, exists })
}

fn indikator(tables: &Tables, document: u32) -> Vec<PlannedIndikator> {
    let mut outcome: Vec<PlannedIndikator> = Vec::new();
    for row in tables.rencana_aksi().filter(|row| row.document == document) {
        let record_id = row.record;
        if row.first || outcome.is_empty() {
            let sasaran = row.sasaran().unwrap_or_default().to_string();
            let number = match outcome.last() {
                Some(past) if past.sasaran == sasaran => past.number,
                Some(past) => past.number + 1,
                None => 1,
            };
            let target = tables.entry(record_id, Field::Target.yearly());
            outcome.push(PlannedIndikator {
                number,
                sasaran,
                code: row.code.map(str::to_string),
                text: row.indikator().unwrap_or_default().to_string(),
                target: with_satuan(target, row.satuan()),
                target_tw: target_tw(tables, &row),
                aksi: Vec::new(),
            });
        }
        let aksi = aksi(tables, record_id, row.anggaran());
        if let Some(one) = outcome.last_mut()
            && aksi != Aksi::default()
        {
            one.aksi.push(aksi);
        }
    }
    outcome
}

/// The targets of the quarters as they were typed; of a plan by months, what the months make of each quarter.
fn target_tw(tables: &Tables, row: &RencanaAksiRow<'_>) -> [Option<String>; 4] {
    let made = row.target_tw();
    Triwulan::ALL.map(|tw| {
        let column = Field::Target.tw(tw);
        let typed = wording(tables, row.record, column);
        let entry = tables.entry(row.record, column);
        match made[tw as usize] {
            // The last month is not what a quarter adds up to.
            Some(figure) if entry.is_none_or(|entry| numeral(&entry.value, false) != Some(figure)) => {
                Some(short_figure(figure, 4))
            }
            _ => typed,
        }
    })
}

fn aksi(tables: &Tables, record_id: u32, anggaran: Option<f64>) -> Aksi {
    let content = |field: Field| text(tables, record_id, field.yearly());
    Aksi {
        text: content(Field::RencanaAksi),
        criterion: content(Field::Kriteria),
        output: content(Field::Keluaran),
        time: time(tables, record_id),
        penanggung_jawab: content(Field::PenanggungJawab),
        anggaran: anggaran.map(money),
    }
}

/// "TW I, TW II"; as it was typed where it names no quarter.
fn time(tables: &Tables, record_id: u32) -> Option<String> {
    match &tables.entry(record_id, Field::Time.yearly())?.value {
        Value::Triwulan { triwulan } => Some(triwulan.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        _ => text(tables, record_id, Field::Time.yearly()),
    }
}
