//! Another cascade in the place of the one that stands: read and tried aside first, and the old one kept.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;

use super::cascade::empty_cascade;
use super::{JobError, Readers, Silent};
use crate::domain::place::KASKADE_FILE;
use crate::files;
use crate::intake;
use crate::pipeline;
use crate::workspace::{SETTINGS_FILE, Workspace, WorkspaceError};

/// What people call the place of a file that was brought.
const BROUGHT: &str = "unggahan";

/// What takes whose place.
#[derive(Debug)]
pub struct CascadeOptions<'a> {
    /// The workspace.
    pub folder: &'a Path,
    /// The new cascade, in a folder where it may be tried.
    pub file: &'a Path,
    /// The time, for the name of the old one.
    pub now: NaiveDateTime,
    /// Who reads it.
    pub readers: &'a Readers,
}

/// A cascade that took the place of another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplacedCascade {
    /// Units in it.
    pub units: usize,
    /// Under which name the old one lies beside it; empty where there was none.
    pub before: String,
}

/// Puts a cascade in the place of the one that stands.
///
/// # Errors
/// When it cannot be read, holds no unit, its settings are wrong, or it cannot be written; nothing is changed then.
pub fn replace_cascade(options: &CascadeOptions<'_>) -> Result<ReplacedCascade, JobError> {
    let workspace = Workspace::open(options.folder)?;
    let _lock = workspace.lock()?;
    let way = options.readers.of(Some(&workspace), &workspace.limit);
    // A stranger's file is opened by a reader process before anything here looks into it.
    for one in pipeline::read_sent(&workspace, &way, intake::one_file(options.file), &Silent)? {
        if let Err(reason) = one.outcome {
            return Err(JobError::Unreadable { file: one.path, reason });
        }
    }
    let failure = |source| JobError::File { file: options.file.to_path_buf(), source };
    let bytes = files::read(options.file).map_err(failure)?;
    let trial = options.file.with_extension("coba");
    fs::create_dir_all(trial.join("masuk")).map_err(failure)?;
    files::save(&trial.join(KASKADE_FILE), &bytes)?;
    let settings = options.folder.join(SETTINGS_FILE);
    if settings.is_file() {
        files::save(&trial.join(SETTINGS_FILE), &files::read(&settings).map_err(failure)?)?;
    }
    let mut tried = Workspace::open(&trial).map_err(as_brought)?;
    tried.library = workspace.library.clone();
    let result = pipeline::run(&tried, &way, options.now.date(), &Silent)?;
    if result.tables.units.is_empty() {
        return Err(match empty_cascade(&tried, &result) {
            JobError::EmptyCascade { why, .. } => JobError::EmptyCascade { folder: BROUGHT.to_string(), why },
            other => other,
        });
    }
    let before = keep(&workspace, options.now)?;
    files::save(&workspace.kaskade(), &bytes)?;
    Ok(ReplacedCascade { units: result.tables.units.len(), before })
}

/// A fault is one of what was brought; where that was tried is nobody's business.
fn as_brought(error: WorkspaceError) -> WorkspaceError {
    match error {
        WorkspaceError::WrongSettings { path, mistakes } => {
            let name = path.file_name().map(PathBuf::from).unwrap_or(path);
            WorkspaceError::WrongSettings { path: name, mistakes }
        }
        other => other,
    }
}

/// Keeps the cascade that stands under another name.
fn keep(workspace: &Workspace, now: NaiveDateTime) -> Result<String, JobError> {
    let path = workspace.kaskade();
    if !path.is_file() {
        return Ok(String::new());
    }
    let old = files::read(&path).map_err(|source| JobError::File { file: path.clone(), source })?;
    let stem = format!("kaskade sebelum {}", now.format("%Y-%m-%d %H.%M.%S"));
    let names =
        (1..1000).map(|number| if number == 1 { format!("{stem}.xlsx") } else { format!("{stem} ({number}).xlsx") });
    let name =
        names.into_iter().find(|name| !workspace.folder.join(name).exists()).unwrap_or_else(|| format!("{stem}.xlsx"));
    files::save_new(&workspace.folder.join(&name), &old).map_err(|source| JobError::File { file: path, source })?;
    Ok(name)
}
