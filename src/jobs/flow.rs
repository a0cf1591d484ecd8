//! Where every document is in its procedure.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Readers};
use crate::journal::Journal;
use crate::pipeline::{self, flow};
use crate::procedure::FlowBoard;
use crate::workspace::Workspace;

/// What is asked.
#[derive(Debug, Clone)]
pub struct FlowOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the cascade.
    pub readers: Readers,
}

/// Where every document is, as the journal knows it: what arrived since the last run is not looked at.
///
/// # Errors
/// When the workspace, its procedures or the journal cannot be read.
pub fn flow_board(options: &FlowOptions, progress: &(dyn Progress + Sync)) -> Result<FlowBoard, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    super::cascade::require_cascade(&workspace)?;
    let events = Journal::existing(&workspace.folder)?.map(|journal| journal.events()).transpose()?.unwrap_or_default();
    let way = options.readers.of(Some(&workspace), &workspace.limit);
    let files = pipeline::read(&workspace, &way, crate::intake::Inbox::default(), progress)?;
    let result = pipeline::check(&workspace, files, options.today)?;
    Ok(flow::flow(&workspace, &result.tables, &events, options.today)?)
}
