//! Two files, or two results, set against each other.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{JobError, Progress, Readers};
use crate::compare::{ChangeState, ComparisonInput, UnitChange, changes_between};
use crate::domain::official::{OfficialVersion, VersionName};
use crate::domain::place::KASKADE_FILE;
use crate::files::Manifest;
use crate::finding::{Severity, Temuan};
use crate::intake;
use crate::journal::Journal;
use crate::pipeline::{self, official, run_memory};
use crate::recap::official::{FigureDifference, OfficialFigure};
use crate::workspace::{SETTINGS_FILE, Workspace};

/// What is compared.
#[derive(Debug, Clone)]
pub struct CompareOptions {
    /// The older file, workspace or folder of results.
    pub before: PathBuf,
    /// The newer one.
    pub after: PathBuf,
    /// The workspace whose cascade and settings files are checked by.
    pub workspace: Option<PathBuf>,
    /// The day of the check.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// What changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// What changed, unit by unit.
    pub changes: Vec<UnitChange>,
    /// Figures of a recap; only where two official versions of a period are compared.
    pub figures: Vec<FigureDifference>,
    /// Findings at *galat* in the newer one; `None` when another version of the program looked for them.
    pub errors: Option<usize>,
    /// Whether findings were left aside, because another version of the program looked for some of them.
    pub lapsed: bool,
}

/// Compares.
///
/// # Errors
/// When the two are not of one kind, cannot be read, or hold nothing that can be compared.
pub fn compare(options: &CompareOptions, progress: &(dyn Progress + Sync)) -> Result<Compared, JobError> {
    let versions = [of_version(&options.before)?, of_version(&options.after)?];
    let kept = |path: &Path| path.is_dir();
    let (before, after, figures) = match versions {
        [Some((before, old)), Some((after, new))] => (before, after, official::figure_differences(&old, &new)),
        [Some((before, _)), None] if kept(&options.after) => (before, of_results(&options.after)?, Vec::new()),
        [None, Some((after, _))] if kept(&options.before) => (of_results(&options.before)?, after, Vec::new()),
        [None, None] => match (kept(&options.before), kept(&options.after)) {
            (true, true) => (of_results(&options.before)?, of_results(&options.after)?, Vec::new()),
            (false, false) => {
                let before = of_file(&options.before, options, progress)?;
                (before, of_file(&options.after, options, progress)?, Vec::new())
            }
            _ => return Err(JobError::NotOfOneKind),
        },
        _ => return Err(JobError::NotOfOneKind),
    };
    let lapsed = before.lapsed || after.lapsed;
    let (before, after) = (before.state, after.state);
    let changes = changes_between(&before, &after)?;
    Ok(Compared { changes, figures, errors: after.count(Severity::Error)?, lapsed })
}

/// What an official version froze, where the text names one: `politeknik-2026@tw2.v1`.
fn of_version(name: &Path) -> Result<Option<(Side, Vec<OfficialFigure>)>, JobError> {
    let named = name.to_str().and_then(|name| name.rsplit_once('@')).filter(|_| !name.exists());
    let Some((folder, version)) = named else { return Ok(None) };
    let folder = if folder.is_empty() { Path::new(".") } else { Path::new(folder) };
    let wanted: VersionName = version.parse()?;
    let workspace = Workspace::open(folder)?;
    let journal = Journal::existing(&workspace.folder)?;
    let versions = journal.as_ref().map(Journal::versions).transpose()?.unwrap_or_default();
    let found = versions.iter().find(|one| one.scope == wanted.scope && one.number == wanted.number);
    match (journal, found) {
        (Some(journal), Some(version)) => {
            let (memory, figures) = official::frozen_state(&journal, version)?;
            Ok(Some((Side { state: memory.now, lapsed: memory.lapsed }, figures)))
        }
        _ => Err(JobError::UnknownVersion {
            name: wanted.to_string(),
            folder: folder.to_path_buf(),
            known: versions.iter().map(OfficialVersion::code).collect(),
        }),
    }
}

/// One of the two.
struct Side {
    state: ChangeState,
    /// Whether another version of the program looked for its findings.
    lapsed: bool,
}

/// The last run of a workspace, or of a folder of results that somebody put aside.
fn of_results(folder: &Path) -> Result<Side, JobError> {
    let results = if folder.join(SETTINGS_FILE).is_file() { folder.join("hasil") } else { folder.to_path_buf() };
    Manifest::check(&results, [run_memory::FILE])?;
    match run_memory::read(&results)? {
        Some(memory) => Ok(Side { state: memory.now, lapsed: memory.lapsed }),
        None => Err(JobError::NothingKept { folder: folder.to_path_buf(), file: run_memory::FILE }),
    }
}

fn of_file(file: &Path, options: &CompareOptions, progress: &(dyn Progress + Sync)) -> Result<Side, JobError> {
    let workspace = match &options.workspace {
        Some(folder) => Workspace::open(folder)?,
        None => Workspace::shipped(options.today.year())?,
    };
    let way = options.readers.of(options.workspace.as_ref().map(|_| &workspace), &workspace.limit);
    let read = pipeline::read(&workspace, &way, intake::one_file(file), progress)?;
    for one in read.iter().filter(|one| one.path != KASKADE_FILE) {
        if let Err(reason) = &one.outcome {
            let file = format!("{} tidak dapat dibandingkan", one.path);
            return Err(JobError::Unreadable { file, reason: reason.clone() });
        }
    }
    let result = match &options.workspace {
        Some(_) => pipeline::check(&workspace, read, options.today)?,
        None => pipeline::check_alone(read, &workspace.profil, options.today)?,
    };
    let about = |all: &[Temuan]| -> Vec<Temuan> { all.iter().filter(|one| one.is_in_sent_file()).cloned().collect() };
    let (findings, waived) = (about(&result.temuan), about(&result.excepted));
    let off = workspace.aturan.off();
    let material = ComparisonInput { tables: &result.tables, temuan: &findings, excepted: &waived, off: &off };
    Ok(Side { state: ChangeState::file(material), lapsed: false })
}
