//! What jobs say of a workspace whose cascade is not there, or holds nothing.

use super::error::JobError;
use crate::domain::place::KASKADE_FILE;
use crate::pipeline::RunOutcome;
use crate::workspace::{Workspace, other_cascade};

/// A workspace without its cascade has nothing to measure against.
pub(super) fn require_cascade(workspace: &Workspace) -> Result<(), JobError> {
    if workspace.kaskade().is_file() {
        return Ok(());
    }
    let other = other_cascade(&workspace.folder);
    Err(JobError::NoCascade { folder: workspace.folder.display().to_string(), other })
}

/// What is wrong with a cascade of which nothing was read.
pub(super) fn empty_cascade(workspace: &Workspace, result: &RunOutcome) -> JobError {
    let cascade = result.tables.files.iter().find(|file| file.path == KASKADE_FILE);
    let failure = cascade.and_then(|file| file.outcome.as_ref().err());
    let why = failure.map_or_else(
        || "isi lembar Unit dan Kaskade, atau periksa judul kolomnya dengan selaras periksa kaskade.xlsx".to_string(),
        |failure| format!("{} {}", failure.message, failure.advice),
    );
    JobError::EmptyCascade { folder: workspace.folder.display().to_string(), why }
}
