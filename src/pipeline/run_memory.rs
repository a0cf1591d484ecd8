//! The run before: read before its results are replaced, and this one remembered in its place.
//!
//! What is remembered lies in `hasil/data/putaran.bin`. Without it, or when it is in a format that is not known, nothing is
//! compared; what another version of the program wrote is read, its findings apart. The reports are the same otherwise.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::RunOutcome;
use crate::compare::{ChangeState, ComparisonInput, RunMemory, RunMemoryError, WorkspaceChange};
use crate::domain::system::system_words;
use crate::files::{self, FilesError};
use crate::workspace::Workspace;

/// Where a run is remembered, below the folder of the results.
pub const FILE: &str = "data/putaran.bin";
/// Where earlier versions did, in a form that is not read any more.
pub(crate) const OLD_FILE: &str = "data/putaran.jsonl";

/// What is remembered cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum MemoryError {
    /// The file.
    #[error("{} tidak dapat dibaca atau ditulis ({})", files::shown(path).display(), system_words(cause))]
    File {
        /// The file that runs are remembered in.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// Its content.
    #[error("{}: {cause}", path.display())]
    Content {
        /// The file that runs are remembered in.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        cause: RunMemoryError,
    },
}

/// Sets this run against the one before. Writes nothing.
///
/// # Errors
/// When what is remembered is there and cannot be read. What is in another format is no error: then nothing is compared.
pub fn continuation(
    workspace: &Workspace,
    outcome: &RunOutcome,
    day: NaiveDate,
) -> Result<(RunMemory, WorkspaceChange), MemoryError> {
    let now = ChangeState::workspace(outcome.compare_input(&workspace.aturan.off()));
    let (old, without) = match read(&workspace.results()) {
        Ok(old) => (old, None),
        Err(MemoryError::Content { cause, .. }) => (None, Some(cause)),
        Err(error) => return Err(error),
    };
    let (without, (run_memory, change)) = match RunMemory::continuation(old, now.clone(), day) {
        Ok(run_memory) => (without, run_memory),
        Err(cause) => (
            Some(cause),
            RunMemory::continuation(None, now, day).map_err(|cause| wrong_content(&workspace.results(), cause))?,
        ),
    };
    Ok((run_memory, WorkspaceChange { without, ..change }))
}

fn wrong_content(outcome: &Path, cause: RunMemoryError) -> MemoryError {
    MemoryError::Content { path: outcome.join(FILE), cause }
}

/// What is remembered in a folder of results; none when nothing is.
///
/// # Errors
/// When it cannot be read or understood.
pub fn read(outcome: &Path) -> Result<Option<RunMemory>, MemoryError> {
    let path = outcome.join(FILE);
    let content = match files::read(&path) {
        Ok(content) => content,
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => {
            let path = outcome.join(OLD_FILE);
            let old = path.is_file();
            return if old { Err(MemoryError::Content { path, cause: RunMemoryError::OtherFormat }) } else { Ok(None) };
        }
        Err(cause) => return Err(MemoryError::File { path, cause }),
    };
    RunMemory::read(&content).map(Some).map_err(|cause| MemoryError::Content { path, cause })
}

/// Remembers a run, in a folder of results.
///
/// # Errors
/// When the file cannot be written.
pub fn save(outcome: &Path, run_memory: &RunMemory) -> Result<(), FilesError> {
    let path = outcome.join(FILE);
    files::ensure_folder(path.parent().unwrap_or_else(|| Path::new(".")))?;
    files::save(&path, &run_memory.write())
}

impl RunOutcome {
    /// What a comparison is made of.
    pub fn compare_input<'a>(&'a self, off: &'a std::collections::BTreeSet<String>) -> ComparisonInput<'a> {
        ComparisonInput { tables: &self.tables, temuan: &self.temuan, excepted: &self.excepted, off }
    }
}
