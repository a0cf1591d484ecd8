//! The main job: read the inbox, check, compare with the run before, write everything under `hasil/`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Readers, Stage, recap};
use crate::compare::WorkspaceChange;
use crate::domain::period::Timespan;
use crate::domain::place::KASKADE_FILE;
use crate::files::{Manifest, Staging};
use crate::finding::Severity;
use crate::letters::{Overview, overview};
use crate::pipeline::returns::{self, ReturnError, Returned};
use crate::pipeline::{self, PipelineError, RunOutcome, run_memory};
use crate::recap::ReportInput;
use crate::report;
use crate::workspace::Workspace;

/// The folder of small recaps below `hasil/`.
const SMALL_RECAPS: &str = "rekap";
/// Why there are none any more.
const SMALL_RECAPS_GONE: &str = "hasil/rekap berisi rekap kecil putaran sebelumnya dan dihapus; tambahkan --per-unit atau --per-bidang untuk membuatnya lagi";

/// What is consolidated, and how.
#[derive(Debug, Clone)]
pub struct ConsolidateOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day of the run.
    pub today: NaiveDate,
    /// The period of the reports; without it the newest quarter that has data.
    pub period: Option<Timespan>,
    /// Who reads the files.
    pub readers: Readers,
    /// Read every file anew, whatever is kept of earlier runs.
    pub afresh: bool,
    /// Also a small recap for each unit.
    pub per_unit: bool,
    /// Also a small recap for each unit that has others below it.
    pub per_field: bool,
}

impl ConsolidateOptions {
    /// A workspace on a day, read by this process.
    pub fn new(folder: impl Into<PathBuf>, today: NaiveDate) -> Self {
        Self {
            folder: folder.into(),
            today,
            period: None,
            readers: Readers::default(),
            afresh: false,
            per_unit: false,
            per_field: false,
        }
    }
}

/// A workspace whose results are written.
#[derive(Debug)]
pub struct Consolidated {
    /// The workspace.
    pub workspace: Workspace,
    /// Everything that was found out.
    pub result: RunOutcome,
    /// What changed since the run before.
    pub changes: WorkspaceChange,
    /// The workbooks and tables that were written.
    pub outputs: Vec<PathBuf>,
    /// What goes back to units, or why nothing does.
    pub returned: Result<Returned, ReturnError>,
    /// What the run came to, and what is to be done now.
    pub overview: Overview,
    /// What people should know about the run itself.
    pub notes: Vec<String>,
}

impl Consolidated {
    /// Whether something must go back to a unit.
    pub fn has_errors(&self) -> bool {
        self.result.temuan.iter().any(|finding| finding.severity == Severity::Error)
    }
}

/// A workspace without its cascade has nothing to measure against.
fn require_cascade(workspace: &Workspace) -> Result<(), JobError> {
    if workspace.kaskade().is_file() {
        return Ok(());
    }
    let other = ["ods", "xls", "xlsm", "xlsb", "csv"].into_iter().map(|ending| format!("kaskade.{ending}"));
    let other = other.into_iter().find(|name| workspace.folder.join(name).is_file());
    Err(JobError::NoCascade { folder: workspace.folder.display().to_string(), other })
}

fn empty_cascade(workspace: &Workspace, result: &RunOutcome) -> JobError {
    let cascade = result.tables.files.iter().find(|file| file.path == KASKADE_FILE);
    let failure = cascade.and_then(|file| file.outcome.as_ref().err());
    let why = failure.map_or_else(
        || "isi lembar Unit dan Kaskade, atau periksa judul kolomnya dengan selaras periksa kaskade.xlsx".to_string(),
        |failure| format!("{} {}", failure.message, failure.advice),
    );
    JobError::EmptyCascade { folder: workspace.folder.display().to_string(), why }
}

/// Consolidates a workspace.
///
/// # Errors
/// When the workspace cannot be opened, another run holds it, no reader can be started, or an output cannot be written.
pub fn consolidate(options: &ConsolidateOptions, progress: &(dyn Progress + Sync)) -> Result<Consolidated, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    require_cascade(&workspace)?;
    let lock = workspace.lock()?;
    let mut notes: Vec<String> = lock.note().into_iter().collect();
    let way = if options.afresh {
        options.readers.of(Some(&workspace), &workspace.limit)
    } else {
        options.readers.keeping(&workspace)
    };
    let mut result = pipeline::run(&workspace, &way, options.today, progress)?;
    if result.tables.units.is_empty() && result.tables.nodes.is_empty() {
        return Err(empty_cascade(&workspace, &result));
    }
    if let Some(period) = options.period {
        result = result.of_timespan(period, &workspace.profil);
    }
    progress.stage(Stage::Comparing);
    let (memory, changes) = run_memory::continuation(&workspace, &result, options.today)?;
    progress.stage(Stage::Writing);
    let material = ReportInput { change: Some(&changes), ..result.input(&workspace, options.today) };
    let staging = Staging::begin(&workspace.results())?;
    let mut outputs = report::write_all(&material, staging.path())?;
    let (pdf, printed) = recap::as_pdf(&workspace, &material, staging.path());
    outputs.extend(pdf);
    notes.extend(printed);
    if options.per_unit || options.per_field {
        let folder = staging.path().join(SMALL_RECAPS);
        report::write_unit_recap(&material, &folder, (options.per_unit, options.per_field))?;
    } else if workspace.results().join(SMALL_RECAPS).is_dir() {
        notes.push(SMALL_RECAPS_GONE.to_string());
    }
    progress.stage(Stage::Returning);
    let returned = match returns::write(&workspace, &result, &material, staging.path(), &way) {
        // Half of what goes back would look like all of it.
        Err(ReturnError::NotWritten(error)) => return Err(error.into()),
        Err(ReturnError::NoReader(error)) => return Err(PipelineError::Worker(error).into()),
        returned => returned,
    };
    let overview = overview(&material);
    run_memory::save(staging.path(), &memory)?;
    Manifest::write(staging.path(), options.today)?;
    let outputs =
        outputs.iter().filter_map(|file| Some(workspace.results().join(file.strip_prefix(staging.path()).ok()?)));
    let outputs = outputs.collect();
    // What another build drew, or an earlier version remembered, is of an earlier run.
    let pdf = format!("rekap-{}.pdf", workspace.year);
    staging.publish(&[returns::FOLDER, SMALL_RECAPS, &pdf, run_memory::OLD_FILE])?;
    progress.stage(Stage::Done);
    Ok(Consolidated { workspace, result, changes, outputs, returned, overview, notes })
}
