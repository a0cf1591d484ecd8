//! A new workspace.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::JobError;
use crate::files;
use crate::forms::tulis;
use crate::report::ReportError;
use crate::template::Pustaka;
use crate::workspace::{BERKAS_KASKADE, BERKAS_SETELAN};

/// The settings of a new workspace, with a word on each.
const SETTINGS: &str = include_str!("../../templates/selaras.toml");

/// Where a workspace is made.
#[derive(Debug, Clone)]
pub struct StartOptions {
    /// Its folder.
    pub folder: PathBuf,
    /// The day; the workspace is of its year.
    pub today: NaiveDate,
}

/// Makes a workspace: settings, an empty cascade, an inbox. Nothing that is there is written over.
///
/// # Errors
/// When there is one already, or a file cannot be written.
pub fn start(options: &StartOptions) -> Result<(), JobError> {
    let (settings, cascade) = (options.folder.join(BERKAS_SETELAN), options.folder.join(BERKAS_KASKADE));
    for there in [&settings, &cascade] {
        if there.exists() {
            return Err(JobError::WorkspaceExists(there.clone()));
        }
    }
    files::ensure_folder(&options.folder.join("masuk"))?;
    let year = options.today.year();
    let text = SETTINGS.replace("{tahun}", &year.to_string()).replace("{depan}", &(year + 1).to_string());
    let workbook = tulis::kaskade_kosong(&Pustaka::bawaan()?, options.today.and_time(NaiveTime::MIN));
    files::save(&cascade, &workbook.map_err(ReportError::from)?)?;
    files::save(&settings, text.as_bytes())?;
    Ok(())
}
