//! The recap as PDF, beside its workbook. That there is none stops nothing: it is told.

use std::path::{Path, PathBuf};

use crate::recap::ReportInput;
use crate::workspace::Workspace;

/// Draws it: its file, and what people should know.
#[cfg(feature = "pdf")]
pub(super) fn as_pdf(
    workspace: &Workspace,
    material: &ReportInput<'_>,
    folder: &Path,
) -> (Option<PathBuf>, Vec<String>) {
    match crate::pipeline::print::recap(workspace, material, folder) {
        Ok((file, notes)) => (Some(file), notes),
        Err(error) => (None, vec![format!("{} belum dibuat: {}", material.recap_file("pdf"), super::chain(&error))]),
    }
}

/// Draws the small recaps beside their workbooks: what people should know.
#[cfg(feature = "pdf")]
pub(super) fn small_as_pdf(
    workspace: &Workspace,
    material: &ReportInput<'_>,
    folder: &Path,
    which: (bool, bool),
) -> Vec<String> {
    match crate::pipeline::print::small_recaps(workspace, material, folder, which) {
        Ok(notes) => notes.into_iter().collect(),
        Err(error) => vec![format!("rekap kecil belum dibuat sebagai PDF: {}", super::chain(&error))],
    }
}

/// A program without PDF makes none.
#[cfg(not(feature = "pdf"))]
pub(super) fn small_as_pdf(_: &Workspace, _: &ReportInput<'_>, _: &Path, _: (bool, bool)) -> Vec<String> {
    Vec::new()
}

/// A program without PDF says so where a PDF is asked for, not on every run.
#[cfg(not(feature = "pdf"))]
pub(super) fn as_pdf(_: &Workspace, _: &ReportInput<'_>, _: &Path) -> (Option<PathBuf>, Vec<String>) {
    (None, Vec::new())
}
