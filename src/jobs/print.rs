//! What is signed, as PDF in `hasil/cetak`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Readers, Stage};
use crate::pipeline;
use crate::pipeline::cetak::{self, HasilCetak};
use crate::workspace::Ruang;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Agreements.
    Pk,
    /// Action plans.
    Ra,
    /// The register of what was received.
    TandaTerima,
}

/// What is printed of whom.
#[derive(Debug, Clone)]
pub struct PrintOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// What.
    pub what: Printed,
    /// Codes of units; all when there is none.
    pub units: Vec<String>,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// Prints.
///
/// # Errors
/// When the workspace cannot be worked on, a unit is not known, or a file cannot be written.
pub fn print(options: &PrintOptions, progress: &(dyn Progress + Sync)) -> Result<HasilCetak, JobError> {
    let workspace = Ruang::buka(&options.folder)?;
    let _lock = workspace.kunci()?;
    let way = options.readers.of(Some(&workspace), &workspace.batas);
    let result = pipeline::jalankan(&workspace, &way, options.today, progress)?;
    if let Some(unknown) = options.units.iter().find(|code| result.tables.unit(code).is_none()) {
        return Err(JobError::UnknownUnit(unknown.clone()));
    }
    progress.stage(Stage::Writing);
    let material = result.bahan(&workspace, options.today);
    let printed = match options.what {
        Printed::Pk => cetak::pk(&workspace, &material, &options.units),
        Printed::Ra => cetak::rencana_aksi(&workspace, &material, &options.units),
        Printed::TandaTerima => cetak::tanda_terima(&workspace, &material, &options.units),
    };
    progress.stage(Stage::Done);
    Ok(printed?)
}
