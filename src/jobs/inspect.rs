//! Files that a unit is about to send, checked at once beside what it sent before; and their marked copies.
//!
//! Only the new files are opened: the cascade and the unit's other forms are those of the newest look.

use std::path::PathBuf;

use chrono::NaiveDateTime;

use super::{JobError, Look, Readers};
use crate::domain::document_kind::DocumentKind;
use crate::domain::mail::MailOrigin;
use crate::domain::place::KASKADE_FILE;
use crate::domain::triwulan::Triwulan;
use crate::files::Names;
use crate::finding::{Severity, Temuan};
use crate::intake::{self, FileSource, Inbox};
use crate::letters::about;
use crate::page;
use crate::pipeline::returns::{CopyMarker, correction_name};
use crate::pipeline::{self, NoProgress, RunOutcome};
use crate::tables::SentFile;
use crate::worker::{Crew, Marking, Task, WorkerRequest};

/// What is inspected.
#[derive(Debug)]
pub struct InspectOptions<'a> {
    /// The workspace as it stood when it was looked at last.
    pub look: &'a Look,
    /// Code of the unit that sends.
    pub unit: &'a str,
    /// The files, each under the name that it was given.
    pub files: &'a [PathBuf],
    /// When they came.
    pub when: NaiveDateTime,
    /// Who reads them.
    pub readers: &'a Readers,
}

/// What was found in files that are about to be sent.
#[derive(Debug)]
pub struct Inspected {
    /// The findings as part of a page.
    pub page: String,
    /// Findings: galat, peringatan, info.
    pub counts: [usize; 3],
    /// Workbooks that were read, those inside of mails and archives too.
    pub files: Vec<InspectedFile>,
    /// What came with them and is no workbook, with the reason.
    pub skipped: Vec<(String, String)>,
}

/// A workbook among them.
#[derive(Debug)]
pub struct InspectedFile {
    /// Its name.
    pub path: String,
    /// Why it could not be read, and what helps.
    pub unreadable: Option<String>,
    /// The documents in it: kind, quarter, and the unit that it names.
    pub documents: Vec<(DocumentKind, Option<Triwulan>, Option<String>)>,
    /// Findings about it: galat, peringatan, info.
    pub counts: [usize; 3],
    /// Where its bytes are.
    source: Option<FileSource>,
    /// What is marked in a copy of it.
    marking: Option<Marking>,
}

impl InspectedFile {
    /// Whether there is something to mark.
    pub fn can_be_marked(&self) -> bool {
        self.marking.is_some() && self.source.is_some()
    }
}

/// Reads the files and checks them beside the cascade and what their unit sent before.
///
/// # Errors
/// When no reader can be started or a frame cannot be built. What is wrong with a file is a finding.
pub fn inspect(options: &InspectOptions<'_>) -> Result<Inspected, JobError> {
    let look = options.look;
    let workspace = &look.workspace;
    let mut inbox = Inbox::default();
    for file in options.files {
        inbox.combine(intake::one_file(file));
    }
    let sources = inbox.sources();
    let skipped = inbox.skipped.iter().map(|one| (one.path.clone(), one.reason.clone())).collect();
    for one in &mut inbox.submissions {
        came_by_page(one, options.unit, options.when);
    }
    let way = options.readers.of(Some(workspace), &workspace.limit);
    let mut files = pipeline::read_sent(workspace, &way, inbox, &NoProgress)?;
    let mine: Vec<String> = files.iter().map(|file| file.path.clone()).collect();
    files.splice(0..0, beside(look, options.unit, &mine));
    let outcome = pipeline::check(workspace, files, look.today)?;
    let is_new = |path: &str| mine.iter().any(|one| one == path);
    let findings: Vec<&Temuan> =
        outcome.temuan.iter().filter(|one| one.is_in_sent_file() && is_new(&one.place.file)).collect();
    let crew = Crew::new(&way, &workspace.limit);
    let marker = CopyMarker {
        instansi: &workspace.instansi,
        date: look.today,
        tables: &outcome.tables,
        sources: &sources,
        crew: &crew,
    };
    let unit_name = outcome.tables.unit(options.unit).map_or(options.unit, |unit| unit.name.as_str());
    let files = outcome.tables.files.iter().filter(|file| is_new(&file.path));
    let files = files.map(|file| {
        let told = about(findings.iter().copied(), &file.path);
        let marking = (file.outcome.is_ok() && !told.is_empty()).then(|| marker.order(file, unit_name, &told));
        InspectedFile {
            path: file.path.clone(),
            unreadable: file.outcome.as_ref().err().map(|why| format!("{} {}", why.message, why.advice)),
            documents: documents(&outcome, file),
            counts: count(findings.iter().filter(|one| one.place.file == file.path)),
            source: sources.get(&file.path).cloned(),
            marking,
        }
    });
    let page = page::part(&findings, &outcome.tables)?;
    Ok(Inspected { page, counts: count(findings.iter()), files: files.collect(), skipped })
}

fn count<'f>(findings: impl Iterator<Item = &'f &'f Temuan> + Clone) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| findings.clone().filter(|one| one.severity == severity).count())
}

/// A copy of an inspected file with every finding marked in its cell, and its name.
///
/// # Errors
/// When it cannot be marked.
pub fn mark_inspected(look: &Look, file: &InspectedFile, readers: &Readers) -> Result<(String, Vec<u8>), JobError> {
    let (Some(source), Some(marking)) = (&file.source, &file.marking) else {
        return Err(JobError::NothingToMark(file.path.clone()));
    };
    let way = readers.of(Some(&look.workspace), &look.workspace.limit);
    let request = WorkerRequest::new(file.path.clone(), source.clone());
    let done = Crew::new(&way, &look.workspace.limit).run(&request, &Task::Mark(Box::new(marking.clone())))?;
    Ok((correction_name(&file.path, &done.word, &mut Names::default()), done.bytes))
}

/// Says of a file that it came now, by the page; what came by mail keeps what its mail says.
fn came_by_page(one: &mut intake::Submission, unit: &str, when: NaiveDateTime) {
    if one.origin.is_none() {
        one.received = Some(when);
        one.origin = Some(MailOrigin::by_page(unit, when));
    }
}

/// The cascade, and what the unit sent before that still counts and is not sent anew under its old name.
fn beside(look: &Look, unit: &str, mine: &[String]) -> Vec<SentFile> {
    let tables = &look.result.tables;
    let of_unit = |number: u32| {
        let documents = tables.documents.iter().filter(|one| one.file == number);
        documents.into_iter().any(|one| one.unit.as_deref() == Some(unit) && one.status.counts())
    };
    let files = tables.files.iter().zip(0_u32..).filter(|(file, number)| {
        file.path == KASKADE_FILE || !mine.contains(&file.path) && file.copy_from.is_none() && of_unit(*number)
    });
    files.map(|(file, _)| file.clone()).collect()
}

fn documents(outcome: &RunOutcome, file: &SentFile) -> Vec<(DocumentKind, Option<Triwulan>, Option<String>)> {
    let tables = &outcome.tables;
    let numbers = tables.file_number(&file.path).map(|number| tables.file_documents(number));
    let all = numbers.and_then(|numbers| tables.documents.get(numbers)).unwrap_or_default();
    all.iter().filter(|one| one.kind.is_sent()).map(|one| (one.kind, one.triwulan, one.unit.clone())).collect()
}
