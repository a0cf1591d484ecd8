//! The recap as PDF, beside its workbook. That there is none stops nothing: it is told.

use std::path::PathBuf;

use crate::recap::BahanLaporan;
use crate::workspace::Ruang;

/// Draws it: its file, and what people should know.
#[cfg(feature = "pdf")]
pub(super) fn as_pdf(workspace: &Ruang, material: &BahanLaporan<'_>) -> (Option<PathBuf>, Vec<String>) {
    match crate::pipeline::cetak::rekap(workspace, material) {
        Ok((file, notes)) => (Some(file), notes),
        Err(error) => (None, vec![format!("rekap-{}.pdf belum dibuat: {}", material.tahun, super::chain(&error))]),
    }
}

/// A program without PDF says how to get it.
#[cfg(not(feature = "pdf"))]
pub(super) fn as_pdf(workspace: &Ruang, material: &BahanLaporan<'_>) -> (Option<PathBuf>, Vec<String>) {
    let name = format!("rekap-{}.pdf", material.tahun);
    // One that another build left is of an earlier run.
    let _ = std::fs::remove_file(workspace.hasil().join(&name));
    (None, vec![format!("{name} tidak dibuat; {}", super::WITHOUT_PDF)])
}
