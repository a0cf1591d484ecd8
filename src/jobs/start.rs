//! A new workspace.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::JobError;
use crate::files;
use crate::forms::write;
use crate::report::ReportError;
use crate::template::Library;
use crate::workspace::{KASKADE_FILE, SETTINGS_FILE};

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
    let (settings, cascade) = (options.folder.join(SETTINGS_FILE), options.folder.join(KASKADE_FILE));
    for there in [&settings, &cascade] {
        if there.exists() {
            return Err(JobError::WorkspaceExists(there.clone()));
        }
    }
    files::ensure_folder(&options.folder.join("masuk"))?;
    let year = options.today.year();
    let text = SETTINGS.replace("{tahun}", &year.to_string()).replace("{depan}", &(year + 1).to_string());
    let workbook = write::blank_kaskade(&Library::built_in()?, options.today.and_time(NaiveTime::MIN));
    files::save(&cascade, &workbook.map_err(ReportError::from)?)?;
    files::save(&settings, text.as_bytes())?;
    Ok(())
}
