//! Where documents are in their procedures, as a picture: each step with how many wait, are late, and went through.

use serde::Serialize;

use super::PrintedFile;
use crate::domain::date::long_format;
use crate::procedure::{FlowBoard, KpiState, StepTotal};
use crate::recap::ReportInput;

/// The picture.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PrintedFlow {
    /// Name of the institution.
    pub instansi: String,
    /// The year.
    #[serde(rename = "tahun")]
    pub year: i32,
    /// The day.
    #[serde(rename = "tanggal")]
    pub date: String,
    /// The whole in a line.
    #[serde(rename = "kalimat")]
    pub sentence: Option<String>,
    /// Each procedure.
    #[serde(rename = "prosedur")]
    pub procedures: Vec<DrawnProcedure>,
    /// Each KPI.
    pub kpi: Vec<KpiState>,
}

/// A procedure with its steps.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DrawnProcedure {
    /// Number and name.
    #[serde(rename = "nama")]
    pub name: String,
    /// Its steps, in order.
    #[serde(rename = "langkah")]
    pub steps: Vec<StepTotal>,
    /// Documents that are through.
    #[serde(rename = "selesai")]
    pub finished: usize,
}

impl PrintedFile for PrintedFlow {
    fn file_name(&self) -> &str {
        "alur"
    }

    fn layout(&self) -> &'static str {
        "alur"
    }
}

pub(super) fn build(input: &ReportInput<'_>, board: &FlowBoard) -> PrintedFlow {
    let mut procedures: Vec<(String, DrawnProcedure)> = Vec::new();
    for step in &board.steps {
        let at = procedures.iter().position(|(id, _)| *id == step.procedure).unwrap_or_else(|| {
            let through = |one: &&crate::procedure::FlowState| one.procedure == step.procedure && one.step.is_none();
            let finished = board.documents.iter().filter(through).count();
            let name = board.procedures.get(procedures.len()).cloned().unwrap_or_else(|| step.procedure.clone());
            procedures.push((step.procedure.clone(), DrawnProcedure { name, steps: Vec::new(), finished }));
            procedures.len() - 1
        });
        procedures[at].1.steps.push(step.clone());
    }
    PrintedFlow {
        instansi: input.instansi.to_string(),
        year: input.year,
        date: long_format(input.made.date()),
        sentence: board.sentence(),
        procedures: procedures.into_iter().map(|(_, one)| one).collect(),
        kpi: board.kpi.clone(),
    }
}
