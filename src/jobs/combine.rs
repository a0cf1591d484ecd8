//! The data of many workspaces as one dataset, with a national recap.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Stage};
use crate::pipeline::combine::{self, CombinedDataset};

/// What is put together, and where.
#[derive(Debug, Clone)]
pub struct CombineOptions {
    /// The folder of the dataset: new, empty, or made by an earlier run.
    pub target: PathBuf,
    /// Consolidated workspaces.
    pub workspaces: Vec<PathBuf>,
    /// The day of the recap.
    pub today: NaiveDate,
}

/// Puts the data of workspaces together.
///
/// # Errors
/// When the target is something else or cannot be written, two institutions have one code, or nothing can be put in.
pub fn combine(options: &CombineOptions, progress: &(dyn Progress + Sync)) -> Result<CombinedDataset, JobError> {
    progress.stage(Stage::Combining);
    progress.begin(options.workspaces.len());
    let told = |_| progress.readable("");
    Ok(combine::combine(&options.target, &options.workspaces, options.today, &told)?)
}
