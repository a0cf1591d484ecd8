//! What a run of the main job is asked for. A leaf, so that what judges whether a run is needed and what carries it out
//! both know it.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::readers::Readers;
use crate::domain::period::Timespan;
use crate::language::Language;

/// What is consolidated, and how.
#[derive(Debug, Clone)]
pub struct ConsolidateOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day of the run.
    pub today: NaiveDate,
    /// The period of the reports; without it the newest quarter that has data.
    pub period: Option<Timespan>,
    /// Who reads the files.
    pub readers: Readers,
    /// Read every file anew, whatever is kept of earlier runs.
    pub afresh: bool,
    /// Also a small recap for each unit.
    pub per_unit: bool,
    /// Also a small recap for each unit that has others below it.
    pub per_field: bool,
    /// Only the tables: nothing is sent back, compared, recorded or worked out of several of them.
    pub only_tables: bool,
    /// The language of who reads the results; without it that of the workspace. Letters keep to that of the workspace.
    pub language: Option<Language>,
}

impl ConsolidateOptions {
    /// A workspace on a day, read by this process.
    pub fn new(folder: impl Into<PathBuf>, today: NaiveDate) -> Self {
        Self {
            folder: folder.into(),
            today,
            period: None,
            readers: Readers::default(),
            afresh: false,
            per_unit: false,
            per_field: false,
            only_tables: false,
            language: None,
        }
    }
}
