//! Steps of a procedure that people record, and reasons for changes after ratification.

use std::path::PathBuf;

use chrono::{NaiveDate, NaiveTime};

use super::{JobError, Readers};
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::YearDocument;
use crate::domain::official::{change_bases, document_code, document_kind, needs_forum};
use crate::intake;
use crate::journal::{Event, EventKind, Journal};
use crate::pipeline::{self, NoProgress, flow};
use crate::workspace::Workspace;

/// What is recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordWhat {
    /// A step was done.
    Done {
        /// Its number.
        step: String,
    },
    /// A step refused the document.
    Refused {
        /// Its number.
        step: String,
        /// Why.
        reason: String,
    },
    /// Why the document was changed after it was ratified.
    Amended {
        /// The kind of reason: "a", "b" …
        basis: String,
        /// In the words of who recorded it.
        reason: String,
        /// The day of the forum that decided.
        forum: Option<NaiveDate>,
    },
}

/// What is recorded of which document.
#[derive(Debug, Clone)]
pub struct RecordOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// Code of the unit.
    pub unit: String,
    /// The document: "pk", "ra", "tw2".
    pub document: String,
    /// What happened to it.
    pub what: RecordWhat,
    /// Who.
    pub by: Option<String>,
    /// The day on which it happened, in the calendar of the institution.
    pub day: NaiveDate,
    /// The time of day.
    pub time: Option<NaiveTime>,
    /// Who reads the cascade.
    pub readers: Readers,
}

/// What was recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// As it stands in the journal now.
    pub event: Event,
    /// What the step is: its activity.
    pub activity: Option<String>,
}

/// Records something of a document.
///
/// # Errors
/// When the step, the document or the kind of reason is not known, or the journal cannot be written.
pub fn record(options: &RecordOptions) -> Result<Recorded, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let (kind, document) = known_document(&options.document)?;
    let unit = unit_code(&workspace, &options.unit, options.day, &options.readers)?;
    let mut event = Event::new(EventKind::Step, options.day, &unit, &document);
    event.time = options.time;
    event.by = options.by.as_ref().map(|by| by.trim().to_string()).filter(|by| !by.is_empty());
    let mut activity = None;
    match &options.what {
        RecordWhat::Done { step } => activity = Some(known_step(&workspace, &document, step, &mut event)?),
        RecordWhat::Refused { step, reason } => {
            if reason.trim().is_empty() {
                return Err(JobError::NoReason);
            }
            activity = Some(known_step(&workspace, &document, step, &mut event)?);
            event.kind = EventKind::Refused;
            event.reason = Some(reason.trim().to_string());
        }
        RecordWhat::Amended { basis, reason, forum } => {
            amended(kind, basis, reason, *forum, &mut event)?;
        }
    }
    let _lock = workspace.lock()?;
    let mut journal = Journal::open(&workspace.folder)?;
    journal.tell(std::slice::from_ref(&event))?;
    Ok(Recorded { event, activity })
}

/// The code of a unit as the cascade writes it, of one that was typed in any case.
///
/// # Errors
/// When the cascade cannot be read, or has no such unit.
pub fn unit_code(workspace: &Workspace, typed: &str, day: NaiveDate, readers: &Readers) -> Result<String, JobError> {
    let way = readers.of(Some(workspace), &workspace.limit);
    let files = pipeline::read(workspace, &way, intake::Inbox::default(), &NoProgress)?;
    let result = pipeline::check(workspace, files, day)?;
    Ok(result.tables.unit_as_typed(typed)?.code.clone())
}

/// The document that is written so.
fn known_document(text: &str) -> Result<(DocumentKind, String), JobError> {
    let small = text.trim().to_lowercase();
    if let Some(one) = YearDocument::of_option(&small.replace(' ', "")) {
        return Ok((one.kind, one.option()));
    }
    let kind = document_kind(&small).filter(|kind| !kind.is_quarterly());
    let kind = kind.ok_or_else(|| JobError::UnknownDocument(text.to_string()))?;
    Ok((kind, document_code(kind, None)))
}

/// Names the step in the event; its activity.
fn known_step(workspace: &Workspace, document: &str, step: &str, event: &mut Event) -> Result<String, JobError> {
    let procedures = flow::procedures(workspace)?;
    let procedure = procedures.iter().find(|one| one.documents.iter().any(|mine| mine == document));
    let procedure = procedure.ok_or_else(|| JobError::WithoutProcedure(document.to_string()))?;
    let steps = procedure.steps_of(document);
    let found = steps.iter().find(|one| one.number.eq_ignore_ascii_case(step.trim()));
    let found = found.ok_or_else(|| JobError::UnknownStep {
        step: step.to_string(),
        procedure: procedure.number.clone(),
        known: steps.iter().map(|one| format!("{} ({})", one.number, one.activity)).collect(),
    })?;
    event.step = Some(found.number.clone());
    Ok(found.activity.clone())
}

fn amended(
    kind: DocumentKind,
    basis: &str,
    reason: &str,
    forum: Option<NaiveDate>,
    event: &mut Event,
) -> Result<(), JobError> {
    let bases = change_bases(kind);
    let known = bases.iter().find(|one| one.code.eq_ignore_ascii_case(basis.trim()));
    let known = known.ok_or_else(|| JobError::UnknownBasis {
        basis: basis.to_string(),
        known: bases.iter().map(|one| format!("{} ({})", one.code, one.name)).collect(),
    })?;
    if reason.trim().is_empty() {
        return Err(JobError::NoReason);
    }
    if needs_forum(kind) && forum.is_none() {
        return Err(JobError::NoForum);
    }
    event.kind = EventKind::Amended;
    event.basis = Some(known.code.to_string());
    event.reason = Some(reason.trim().to_string());
    event.forum = forum;
    Ok(())
}
