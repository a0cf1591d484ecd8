//! The rules of one's own that a workspace has.

use std::path::Path;

use chrono::NaiveDate;

use super::JobError;
use crate::intake::Inbox;
use crate::pipeline::{self, NoProgress};
use crate::rules::{self, OwnAturan};
use crate::worker::ReadMode;
use crate::workspace::Workspace;

/// The rules in the sheet `Aturan` of a workspace's cascade workbook that can be used.
///
/// # Errors
/// When the workspace cannot be opened or its cascade workbook cannot be read.
pub fn own_rules(folder: &Path) -> Result<Vec<OwnAturan>, JobError> {
    let workspace = Workspace::open(folder)?;
    let files = pipeline::read(&workspace, &ReadMode::Own, Inbox::default(), &NoProgress)?;
    // No day matters: nothing was sent.
    let outcome = pipeline::check(&workspace, files, NaiveDate::default())?;
    Ok(rules::own_rules(&outcome.tables))
}
