//! Procedures from their TOML: the shipped ones, and those of a workspace in their place.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::{Completion, KpiLimit, Procedure, ProcedureKpi, ProcedureStep};
use crate::domain::working_time::InvalidAllowance;

static SHIPPED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/prosedur");

/// A procedure that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureError {
    /// Its file is wrong.
    #[error("{file}: {problem}")]
    Wrong {
        /// The file of the procedure.
        file: String,
        /// What is wrong.
        #[source]
        problem: ProcedureProblem,
    },
    /// The settings name one that there is not.
    #[error("prosedur {id:?} di [alur] tidak dikenal; yang tersedia: {}", known.join(", "))]
    Unknown {
        /// The id as the settings write it.
        id: String,
        /// What there is.
        known: Vec<String>,
    },
}

/// What is wrong with the file of a procedure.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProcedureProblem {
    /// Its TOML cannot be read, in the words of its reader.
    #[error("{0}")]
    Unreadable(String),
    /// Two steps with one number, or no step.
    #[error("setiap langkah perlu nomor sendiri")]
    StepNumbers,
    /// A step, by its number.
    #[error("langkah {0}: {1}")]
    Step(String, #[source] StepProblem),
    /// A measure of the procedure's own performance, by its code.
    #[error("kpi {0}: {1}")]
    Kpi(String, #[source] StepProblem),
}

/// What is wrong with a step, or with a measure of performance.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepProblem {
    /// It sends back to a step that there is not.
    #[error("tolak mengarah ke langkah {0} yang tidak ada")]
    BackToNowhere(String),
    /// An event that nothing in the journal is.
    #[error("{0:?} tidak dikenal; yang ada: {known}", known = COMPLETIONS.map(|(name, _)| name).join(", "))]
    UnknownEvent(String),
    /// A time that is none.
    #[error(transparent)]
    Allowance(#[from] InvalidAllowance),
    /// An end of a month that does not exist.
    #[error("paling_lambat ditulis misalnya \"akhir bulan 2\"")]
    EndOfMonth,
    /// No limit, or two.
    #[error("perlu paling_lambat, atau setelah dan waktu")]
    Limit,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawProcedure {
    id: String,
    #[serde(rename = "nama")]
    name: String,
    #[serde(rename = "nomor")]
    number: String,
    #[serde(rename = "dokumen")]
    documents: Vec<String>,
    #[serde(rename = "langkah")]
    steps: Vec<RawStep>,
    #[serde(default, rename = "kpi")]
    kpis: Vec<RawKpi>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStep {
    #[serde(rename = "nomor")]
    number: String,
    #[serde(rename = "pelaku")]
    actor: String,
    #[serde(rename = "kegiatan")]
    activity: String,
    #[serde(default, rename = "kelengkapan")]
    requirements: Vec<String>,
    #[serde(rename = "waktu")]
    allowed: Option<String>,
    #[serde(default, rename = "keluaran")]
    output: String,
    #[serde(default, rename = "hanya")]
    only: Vec<String>,
    #[serde(rename = "selesai")]
    completed_by: Option<String>,
    #[serde(rename = "tolak")]
    back_to: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawKpi {
    #[serde(rename = "kode")]
    code: String,
    #[serde(rename = "teks")]
    text: String,
    #[serde(rename = "dokumen")]
    document: String,
    #[serde(rename = "peristiwa")]
    event: String,
    #[serde(rename = "paling_lambat")]
    until: Option<String>,
    #[serde(rename = "setelah")]
    after: Option<String>,
    #[serde(rename = "waktu")]
    allowed: Option<String>,
}

/// What completes a step, as procedures write it.
const COMPLETIONS: [(&str, Completion); 5] = [
    ("diterima", Completion::Received),
    ("diperiksa", Completion::Checked),
    ("bersih", Completion::Clean),
    ("disahkan", Completion::Ratified),
    ("diarsipkan", Completion::Archived),
];

fn completion(text: &str) -> Result<Completion, StepProblem> {
    let known = COMPLETIONS.iter().find(|(name, _)| *name == text).map(|(_, one)| *one);
    known.ok_or_else(|| StepProblem::UnknownEvent(text.to_string()))
}

impl RawStep {
    fn checked(self, numbers: &[String]) -> Result<ProcedureStep, StepProblem> {
        if let Some(back) = self.back_to.as_ref().filter(|back| !numbers.contains(back)) {
            return Err(StepProblem::BackToNowhere(back.clone()));
        }
        Ok(ProcedureStep {
            allowed: self.allowed.as_deref().map(str::parse).transpose()?,
            completed_by: self.completed_by.as_deref().map(completion).transpose()?,
            number: self.number,
            actor: self.actor,
            activity: self.activity,
            requirements: self.requirements,
            output: self.output,
            only: self.only,
            back_to: self.back_to,
        })
    }
}

impl RawKpi {
    fn checked(self) -> Result<ProcedureKpi, StepProblem> {
        let month = |text: &str| text.strip_prefix("akhir bulan ").and_then(|month| month.parse().ok());
        let limit = match (self.until.as_deref(), self.after.as_deref(), self.allowed.as_deref()) {
            (Some(until), None, None) => month(until)
                .filter(|month| (1..=12).contains(month))
                .map(KpiLimit::EndOfMonth)
                .ok_or(StepProblem::EndOfMonth)?,
            (None, Some("dpa"), Some(allowed)) => KpiLimit::AfterBudget(allowed.parse()?),
            (None, Some(after), Some(allowed)) => KpiLimit::After(completion(after)?, allowed.parse()?),
            _ => return Err(StepProblem::Limit),
        };
        let event = completion(&self.event)?;
        Ok(ProcedureKpi { event, limit, code: self.code, text: self.text, document: self.document })
    }
}

impl Procedure {
    /// Reads one.
    ///
    /// # Errors
    /// When it is wrong; `file` is named then.
    pub fn read(file: &str, text: &str) -> Result<Self, ProcedureError> {
        Self::parse(text).map_err(|problem| ProcedureError::Wrong { file: file.to_string(), problem })
    }

    fn parse(text: &str) -> Result<Self, ProcedureProblem> {
        let raw: RawProcedure =
            toml::from_str(text).map_err(|error| ProcedureProblem::Unreadable(error.message().to_string()))?;
        let numbers: Vec<String> = raw.steps.iter().map(|step| step.number.clone()).collect();
        let mut seen = numbers.clone();
        seen.sort();
        seen.dedup();
        if numbers.is_empty() || seen.len() != numbers.len() {
            return Err(ProcedureProblem::StepNumbers);
        }
        let step = |step: RawStep| {
            let number = step.number.clone();
            step.checked(&numbers).map_err(|problem| ProcedureProblem::Step(number, problem))
        };
        let kpi = |kpi: RawKpi| {
            let code = kpi.code.clone();
            kpi.checked().map_err(|problem| ProcedureProblem::Kpi(code, problem))
        };
        let steps = raw.steps.into_iter().map(step).collect::<Result<_, _>>()?;
        let kpis = raw.kpis.into_iter().map(kpi).collect::<Result<_, _>>()?;
        let (id, name, number, documents) = (raw.id, raw.name, raw.number, raw.documents);
        Ok(Self { id, name, number, documents, steps, kpis })
    }
}

/// The procedures that there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Procedures {
    all: BTreeMap<String, Procedure>,
}

impl Procedures {
    /// The shipped ones, and those of a workspace (file and text) in their place or beside them.
    ///
    /// # Errors
    /// When one is wrong.
    pub fn with(owned: &[(String, String)]) -> Result<Self, ProcedureError> {
        let shipped = SHIPPED
            .files()
            .filter_map(|file| Some((file.path().display().to_string(), file.contents_utf8()?.to_string())));
        let mut all = BTreeMap::new();
        for (file, text) in shipped.chain(owned.iter().cloned()) {
            let one = Procedure::read(&file, &text)?;
            all.insert(one.id.clone(), one);
        }
        Ok(Self { all })
    }

    /// Those with these ids, in this order.
    ///
    /// # Errors
    /// When there is none with an id.
    pub fn chosen(&self, ids: &[String]) -> Result<Vec<Procedure>, ProcedureError> {
        let one = |id: &String| {
            let unknown = || ProcedureError::Unknown { id: id.clone(), known: self.all.keys().cloned().collect() };
            self.all.get(id).cloned().ok_or_else(unknown)
        };
        ids.iter().map(one).collect()
    }

    /// Every one, by id.
    pub fn all(&self) -> impl Iterator<Item = &Procedure> {
        self.all.values()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::working_time::Allowance;

    #[test]
    fn the_shipped_procedures_are_those_of_the_five_sources_and_each_goes_back_somewhere() {
        let all = Procedures::with(&[]).unwrap();
        let steps: Vec<(&str, usize)> = all.all().map(|one| (one.id.as_str(), one.steps.len())).collect();
        let expected = [
            ("bkpsdm-90-2023", 10),
            ("dki-4-2024", 7),
            ("kpu-44-2022", 8),
            ("nganjuk-data-kinerja", 14),
            ("politeknik-strategi", 6),
        ];
        assert_eq!(steps, expected);
        for one in all.all() {
            assert!(one.steps.iter().any(|step| step.back_to.is_some()), "{}", one.id);
            for document in &one.documents {
                assert!(!one.steps_of(document).is_empty(), "{} {document}", one.id);
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_procedure_is_told_with_its_step() {
        let start = "id = \"a\"\nnama = \"A\"\nnomor = \"1\"\ndokumen = [\"pk\"]\n";
        let step = |rest: &str| format!("{start}[[langkah]]\nnomor = \"1\"\npelaku = \"P\"\nkegiatan = \"K\"\n{rest}");
        let told = |text: &str| Procedure::read("a.toml", text).unwrap_err().to_string();
        assert!(told(&step("tolak = \"7\"")).contains("langkah 1: tolak mengarah ke langkah 7"));
        assert!(told(&step("waktu = \"lama\"")).contains("langkah 1: waktu \"lama\""));
        assert!(told(&step("selesai = \"beres\"")).contains("yang ada: diterima"));
        assert!(told(start).contains("a.toml"));
        assert!(Procedure::read("a.toml", &step("waktu = \"1 jam\"")).is_ok());
    }

    #[test]
    fn a_workspace_changes_a_copy_and_an_unknown_one_is_told_with_those_that_there_are() {
        let own = SHIPPED.get_file("kpu-44-2022.toml").unwrap().contents_utf8().unwrap().replace("3 hari", "5 hari");
        let all = Procedures::with(&[("templat/prosedur/kpu.toml".to_string(), own)]).unwrap();
        let kpu = all.chosen(&["kpu-44-2022".to_string()]).unwrap();
        assert_eq!(kpu[0].steps[3].allowed, Some(Allowance::Days(5)));
        let error = all.chosen(&["kpu".to_string()]).unwrap_err().to_string();
        assert!(error.contains("kpu-44-2022") && error.contains("dki-4-2024"), "{error}");
    }
}
