//! A new workspace.

use std::path::PathBuf;

use chrono::{Datelike, NaiveDate, NaiveTime};

use super::JobError;
use crate::domain::place::KASKADE_FILE;
use crate::files::{self, Staging};
use crate::forms::write::{self, NewKaskade};
use crate::report::ReportError;
use crate::rules;
use crate::template::Library;
use crate::template::cascade_guide::cascade_guide;
use crate::template::own_example::own_examples;
use crate::template::settings_list::listed_settings;
use crate::workspace::SETTINGS_FILE;

/// The settings of a new workspace, with a word on each.
const SETTINGS: &str = include_str!("../../templates/selaras.toml");

/// Where a workspace is made.
#[derive(Debug, Clone)]
pub struct StartOptions {
    /// The folder that is made; nothing may be there yet.
    pub folder: PathBuf,
    /// The day; the workspace is of its year.
    pub today: NaiveDate,
}

/// Makes a workspace: settings, an empty cascade, an inbox. Nothing that is there is written over.
///
/// # Errors
/// When there is one already, or a file cannot be written.
pub fn start(options: &StartOptions) -> Result<(), JobError> {
    let staging = Staging::begin_in(&options.folder)?;
    for name in [SETTINGS_FILE, KASKADE_FILE] {
        let there = options.folder.join(name);
        if there.exists() {
            return Err(JobError::WorkspaceExists(there));
        }
    }
    files::ensure_folder(&staging.path().join("masuk"))?;
    let year = options.today.year();
    let text = SETTINGS.replace("{tahun}", &year.to_string()).replace("{depan}", &(year + 1).to_string());
    let rules: Vec<(&str, &str)> = rules::CATALOGUE.iter().map(|one| (one.code, one.name)).collect();
    let workbook = write::blank_kaskade(&NewKaskade {
        library: &Library::built_in()?,
        examples: &own_examples()?,
        settings: &listed_settings()?,
        guide: &cascade_guide()?,
        rules: &rules,
        year,
        made: options.today.and_time(NaiveTime::MIN),
    });
    files::save(&staging.path().join(KASKADE_FILE), &workbook.map_err(ReportError::from)?)?;
    files::save(&staging.path().join(SETTINGS_FILE), text.as_bytes())?;
    staging.publish(&[])?;
    Ok(())
}
