//! What is signed, as PDF in `hasil/cetak`.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::{JobError, Progress, Readers, Stage};
use crate::domain::document_kind::{DocumentKind, PrintForm};
use crate::journal::Journal;
use crate::pipeline::print::{self, PrintOutcome};
use crate::pipeline::{self, flow};
use crate::workspace::Workspace;

/// What is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Printed {
    /// Documents of a kind, in one of its forms.
    Form(DocumentKind, &'static PrintForm),
    /// The register of what was received.
    Receipt,
    /// Where documents are in their procedures.
    Flow,
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
pub fn print(options: &PrintOptions, progress: &(dyn Progress + Sync)) -> Result<PrintOutcome, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let lock = workspace.lock()?;
    let way = options.readers.of(Some(&workspace), &workspace.limit);
    let result = pipeline::run(&workspace, &way, options.today, progress)?;
    let units = result.tables.units_as_typed(&options.units)?;
    progress.stage(Stage::Writing);
    let material = result.input(&workspace, options.today);
    let printed = match options.what {
        Printed::Form(kind, form) => print::form(&workspace, &material, (kind, form), &units),
        Printed::Receipt => print::receipt(&workspace, &material, &units),
        Printed::Flow => {
            let journal = Journal::existing(&workspace.folder)?;
            let events = journal.map(|journal| journal.events()).transpose()?.unwrap_or_default();
            let board = flow::flow(&workspace, &result.tables, &events, options.today)?;
            print::flow(&workspace, &material, &board)
        }
    };
    progress.stage(Stage::Done);
    let mut printed = printed?;
    printed.notes.extend(lock.note());
    Ok(printed)
}
