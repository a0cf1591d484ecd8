//! Procedures and their clock: which step a document is at, who has it, since when, until when.
//!
//! Takes a procedure as data ([`Procedure`], TOML), the events of the journal and the working days; gives plain data
//! ([`FlowBoard`]) that terminal, workbook and recap show. Steps that the program sees complete themselves; others are
//! recorded. Where a step says "tolak", what is refused goes back to the step that it names.

mod board;
mod follow;
mod read;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::working_time::Allowance;

pub use board::{BoardInput, board};
pub use read::{ProcedureError, ProcedureProblem, Procedures, StepProblem};

/// What completes a step by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Completion {
    /// The document came.
    Received,
    /// It was checked, whatever was found.
    Checked,
    /// It was checked and has no *galat*.
    Clean,
    /// It became official.
    Ratified,
    /// It was put into the archive.
    Archived,
}

/// A step of a procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureStep {
    /// Its number, as the procedure writes it.
    pub number: String,
    /// Who acts.
    pub actor: String,
    /// What is done.
    pub activity: String,
    /// What must be there.
    pub requirements: Vec<String>,
    /// The time allowed.
    pub allowed: Option<Allowance>,
    /// What comes out.
    pub output: String,
    /// The documents that it is for; all of the procedure when there is none.
    pub only: Vec<String>,
    /// What completes it by itself; without it somebody records it.
    pub completed_by: Option<Completion>,
    /// The number of the step to which "tolak" or "tidak" leads back.
    pub back_to: Option<String>,
}

/// When a document should be how far, at the latest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProcedureKpi {
    /// As the procedure writes it: "KEDUA", "B.4.4.4.d".
    pub code: String,
    /// Its wording.
    pub text: String,
    /// The document that is asked for: "pk", "ra", "tw1".
    pub document: String,
    /// What must have happened.
    pub event: Completion,
    /// Until when.
    pub limit: KpiLimit,
}

/// Until when something must have happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KpiLimit {
    /// The end of a month of the year.
    EndOfMonth(u32),
    /// So long after the budget was passed.
    AfterBudget(Allowance),
    /// So long after something else.
    After(Completion, Allowance),
}

/// A procedure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedure {
    /// Its id, as settings name it.
    pub id: String,
    /// What its source calls it.
    pub name: String,
    /// The number of the regulation or SOP that it is from.
    pub number: String,
    /// The documents that it is for: "pk", "ra", "tw1" ….
    pub documents: Vec<String>,
    /// Its steps, in order.
    pub steps: Vec<ProcedureStep>,
    /// What is asked of it.
    pub kpis: Vec<ProcedureKpi>,
}

impl Procedure {
    /// The steps that a document goes through.
    pub fn steps_of<'a>(&'a self, document: &str) -> Vec<&'a ProcedureStep> {
        let mine = |step: &&ProcedureStep| step.only.is_empty() || step.only.iter().any(|one| one == document);
        self.steps.iter().filter(mine).collect()
    }
}

/// Where a document is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct FlowState {
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk".
    #[serde(rename = "dokumen")]
    pub document: String,
    /// The number of the regulation or SOP whose steps it goes.
    #[serde(rename = "prosedur")]
    pub procedure: String,
    /// The number of its step; none when it is through.
    #[serde(rename = "langkah")]
    pub step: Option<String>,
    /// What is to be done.
    #[serde(rename = "kegiatan")]
    pub activity: String,
    /// Who has it.
    #[serde(rename = "pelaku")]
    pub actor: String,
    /// The day on which it came to this step; `None` before its first.
    #[serde(rename = "sejak")]
    pub since: Option<NaiveDate>,
    /// Until when it may take.
    #[serde(rename = "sampai")]
    pub until: Option<NaiveDate>,
    /// Whether that is past.
    #[serde(rename = "terlambat")]
    pub late: bool,
    /// How often it went back.
    #[serde(rename = "kembali")]
    pub returned: u32,
    /// Why it went back last.
    #[serde(rename = "alasan")]
    pub reason: Option<String>,
    /// When it was through.
    #[serde(rename = "selesai")]
    pub finished: Option<NaiveDate>,
}

/// How a step goes, over all documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepTotal {
    /// The number of the regulation or SOP that the step is of.
    #[serde(rename = "prosedur")]
    pub procedure: String,
    /// The number of the step.
    #[serde(rename = "langkah")]
    pub step: String,
    /// What is done.
    #[serde(rename = "kegiatan")]
    pub activity: String,
    /// Who acts.
    #[serde(rename = "pelaku")]
    pub actor: String,
    /// The time allowed.
    #[serde(rename = "mutu_baku")]
    pub allowed: Option<String>,
    /// Where a refusal leads back.
    #[serde(rename = "kembali_ke")]
    pub back_to: Option<String>,
    /// Documents that wait here.
    #[serde(rename = "menunggu")]
    pub waiting: usize,
    /// Of these, late.
    #[serde(rename = "terlambat")]
    pub late: usize,
    /// Documents that went through.
    #[serde(rename = "selesai")]
    pub done: usize,
    /// The median time.
    pub median: Option<String>,
    /// The longest time.
    #[serde(rename = "terlama")]
    pub longest: Option<String>,
    /// How many took longer than allowed.
    #[serde(rename = "lewat")]
    pub over: usize,
}

/// How a KPI stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KpiState {
    /// As the procedure writes it: "KEDUA", "B.4.4.4.d".
    #[serde(rename = "kode")]
    pub code: String,
    /// Its wording.
    #[serde(rename = "teks")]
    pub text: String,
    /// The document that is asked for: "pk", "ra", "tw1".
    #[serde(rename = "dokumen")]
    pub document: String,
    /// Until when, where it is one day for all.
    #[serde(rename = "paling_lambat")]
    pub until: Option<NaiveDate>,
    /// In time.
    #[serde(rename = "tepat")]
    pub kept: usize,
    /// Units that were late, or are.
    #[serde(rename = "terlambat")]
    pub late: Vec<String>,
    /// Units whose time is not over.
    #[serde(rename = "berjalan")]
    pub open: usize,
    /// Why nothing can be said.
    #[serde(rename = "tanpa")]
    pub without: Option<String>,
}

/// Where everything is.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct FlowBoard {
    /// The procedures: number and name.
    #[serde(rename = "prosedur")]
    pub procedures: Vec<String>,
    /// Each document of each unit.
    #[serde(rename = "dokumen")]
    pub documents: Vec<FlowState>,
    /// Each step.
    #[serde(rename = "langkah")]
    pub steps: Vec<StepTotal>,
    /// Each KPI.
    pub kpi: Vec<KpiState>,
}

impl FlowBoard {
    /// The whole in a line: "Alur: 12 dari 30 dokumen selesai; 3 terlambat (PK BAK, PK JKS, RA JTI)". None where nothing
    /// is followed.
    pub fn sentence(&self) -> Option<String> {
        const NAMED: usize = 3;
        let all = self.documents.len();
        if all == 0 {
            return None;
        }
        let done = self.documents.iter().filter(|one| one.step.is_none()).count();
        let late: Vec<String> = self
            .documents
            .iter()
            .filter(|one| one.late)
            .map(|one| format!("{} {}", one.document.to_uppercase(), one.unit))
            .collect();
        let rest = late.len().saturating_sub(NAMED);
        let named = late.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        let rest = if rest > 0 { format!(" dan {rest} lagi") } else { String::new() };
        let late = match late.len() {
            0 => "tidak ada langkah yang melewati waktunya".to_string(),
            count => format!("{count} melewati waktunya ({named}{rest})"),
        };
        Some(format!("Alur: {done} dari {all} dokumen selesai; {late}."))
    }
}
