//! A look at a workspace as it stands: everything that a run finds out, and nothing put into `hasil/` but what was read.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Readers, Stage};
use crate::domain::period::Timespan;
use crate::journal::Journal;
use crate::pipeline::{self, RunOutcome, flow, journal as chronicle, official};
use crate::recap::ReportInput;
use crate::recap::official::OfficialStanding;
use crate::workspace::Workspace;

/// What is looked at.
#[derive(Debug, Clone)]
pub struct LookOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The day.
    pub today: NaiveDate,
    /// The period of the figures; without it the newest quarter that has data.
    pub period: Option<Timespan>,
    /// Who reads the files.
    pub readers: Readers,
}

/// A workspace as it stands on a day.
#[derive(Debug)]
pub struct Look {
    /// The workspace.
    pub workspace: Workspace,
    /// Everything that was found out.
    pub result: RunOutcome,
    /// What is official, and where documents are in their procedure.
    pub official: OfficialStanding,
    /// The day.
    pub today: NaiveDate,
}

impl Look {
    /// What reports are drawn from.
    pub fn input(&self) -> ReportInput<'_> {
        ReportInput { official: Some(&self.official), ..self.result.input(&self.workspace, self.today) }
    }
}

/// Reads what lies in a workspace and checks it. The journal is read and not written.
///
/// # Errors
/// When the workspace cannot be opened, has no cascade, or no reader can be started.
pub fn look(options: &LookOptions, progress: &(dyn Progress + Sync)) -> Result<Look, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    super::cascade::require_cascade(&workspace)?;
    let way = options.readers.keeping(&workspace);
    let mut result = pipeline::run(&workspace, &way, options.today, progress)?;
    if let Some(period) = options.period {
        result = result.of_timespan(period, &workspace.profil);
    }
    progress.stage(Stage::Comparing);
    let journal = Journal::existing(&workspace.folder)?;
    let mut official = official::standing(&workspace, journal.as_ref(), &result)?;
    let mut events = Vec::new();
    if let Some(journal) = &journal {
        events = journal.events()?;
        events.extend(journal.news(&chronicle::record(&result, options.today, false))?);
    }
    official.flow = flow::flow(&workspace, &result.tables, &events, options.today)?;
    progress.stage(Stage::Done);
    Ok(Look { workspace, result, official, today: options.today })
}
