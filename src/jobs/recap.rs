//! The recap as PDF, beside its workbook. That there is none stops nothing: it is told.

use std::path::{Path, PathBuf};

use crate::recap::BahanLaporan;
use crate::workspace::Ruang;

/// Draws it: its file, and what people should know.
#[cfg(feature = "pdf")]
pub(super) fn as_pdf(workspace: &Ruang, material: &BahanLaporan<'_>, folder: &Path) -> (Option<PathBuf>, Vec<String>) {
    match crate::pipeline::cetak::rekap(workspace, material, folder) {
        Ok((file, notes)) => (Some(file), notes),
        Err(error) => (None, vec![format!("rekap-{}.pdf belum dibuat: {}", material.tahun, super::chain(&error))]),
    }
}

/// A program without PDF says how to get it.
#[cfg(not(feature = "pdf"))]
pub(super) fn as_pdf(_: &Ruang, material: &BahanLaporan<'_>, _: &Path) -> (Option<PathBuf>, Vec<String>) {
    (None, vec![format!("rekap-{}.pdf tidak dibuat; {}", material.tahun, super::WITHOUT_PDF)])
}
