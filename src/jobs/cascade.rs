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
    let why = match cascade.map(|file| &file.outcome) {
        Some(Err(failure)) => format!("{} {}", failure.message, failure.advice),
        // Its tables are known: they hold nothing, and a check would find nothing wrong with them.
        Some(Ok(read)) if !read.documents.is_empty() => {
            "isi lembar Unit dan Kaskade, simpan, lalu jalankan lagi (contohnya di lembar Contoh Kaskade)".to_string()
        }
        _ => format!(
            "isi lembar Unit dan Kaskade, atau periksa judul kolomnya dengan: selaras periksa \"{}\"",
            workspace.kaskade().display()
        ),
    };
    JobError::EmptyCascade { folder: workspace.folder.display().to_string(), why }
}
