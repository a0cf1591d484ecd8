//! Signed copies that came back: PDFs in the inbox, matched to printed documents by the number that they bear.
//!
//! Takes what came beside the forms and the register, gives what the journal does not know yet, with its bytes. A PDF that
//! bears no number of the register, or several, stays among what was left aside, and why is told.

use chrono::NaiveDate;

use super::RunOutcome;
use super::flow::document_name;
use super::signed_figures::compared;
use crate::domain::digest::sha256;
use crate::domain::mail::SkippedMail;
use crate::domain::official::document_kind;
use crate::intake::{self, Submission};
use crate::journal::{Archive, JournalError, ReceivedFile, RegisterEntry, RunRecord, SignedCopy};
use crate::signed::SignedPaper;
use crate::workspace::Workspace;

/// Bytes of a signed copy.
const MOST_BYTES: u64 = 64 << 20;

/// What came back signed.
#[derive(Debug, Default)]
pub struct SignedCopies {
    /// Copies that the journal does not know yet, with their bytes.
    news: Vec<(SignedCopy, ReceivedFile, Vec<u8>)>,
    /// Everything about them, for people.
    pub notes: Vec<String>,
}

/// Looks through the PDFs of a run. What is matched is no longer left aside.
pub fn match_up(
    outcome: &mut RunOutcome,
    register: &[RegisterEntry],
    known: &[SignedCopy],
    day: NaiveDate,
) -> SignedCopies {
    let mut found = SignedCopies::default();
    for paper in std::mem::take(&mut outcome.papers) {
        let Some((digest, bytes)) = content(&paper) else { continue };
        let taken = known.iter().chain(found.news.iter().map(|(copy, ..)| copy)).any(|copy| copy.sha256 == digest);
        if taken {
            matched(&mut outcome.skipped, &paper.path);
            continue;
        }
        let Some(read) = SignedPaper::read(&bytes) else { continue };
        let numbers: Vec<&RegisterEntry> = register.iter().filter(|entry| read.mentions(&entry.number)).collect();
        match numbers.as_slice() {
            [] => {}
            [entry] => {
                matched(&mut outcome.skipped, &paper.path);
                let kind = document_kind(&entry.document);
                let figures = kind.and_then(|kind| compared(&outcome.tables, &entry.unit, kind, read.shown()));
                let copy = SignedCopy {
                    sha256: digest.clone(),
                    number: entry.number.clone(),
                    unit: entry.unit.clone(),
                    document: entry.document.clone(),
                    version: entry.version,
                    path: paper.path.clone(),
                    day,
                    signed: read.is_signed(),
                    sound: read.is_sound(),
                    state: std::iter::once(read.sentence()).chain(figures).collect::<Vec<_>>().join("; "),
                };
                found.notes.push(format!(
                    "{} adalah salinan {} {} nomor {}: {}",
                    paper.path,
                    document_name(&copy.document),
                    copy.unit,
                    copy.number,
                    copy.state
                ));
                found.news.push((copy, received(&paper, digest), bytes));
            }
            _ => explain(&mut outcome.skipped, &paper.path, "memuat beberapa nomor dokumen, jadi tidak dipasangkan"),
        }
    }
    found
}

impl SignedCopies {
    /// Adds them to what a run has to tell.
    pub fn tell(&self, record: &mut RunRecord) {
        record.copies = self.news.iter().map(|(copy, ..)| copy.clone()).collect();
        record.files.extend(self.news.iter().map(|(_, file, _)| file.clone()));
    }

    /// Keeps their bytes by their digest.
    ///
    /// # Errors
    /// When the archive cannot be written.
    pub fn keep(&self, workspace: &Workspace) -> Result<(), JournalError> {
        let archive = Archive::of(&workspace.folder);
        for (copy, _, bytes) in &self.news {
            archive.keep(&copy.sha256, &copy.path, bytes)?;
        }
        Ok(())
    }
}

fn content(paper: &Submission) -> Option<(String, Vec<u8>)> {
    let bytes = intake::content(&paper.source, MOST_BYTES).ok().filter(|bytes| bytes.len() as u64 <= MOST_BYTES)?;
    Some((sha256(&bytes), bytes))
}

fn received(paper: &Submission, sha256: String) -> ReceivedFile {
    let mail = paper.origin.as_ref();
    ReceivedFile {
        path: paper.path.clone(),
        sha256,
        size: paper.size,
        received: mail.and_then(|mail| mail.date),
        sender: mail.map(crate::domain::mail::MailOrigin::mention).filter(|sender| !sender.is_empty()),
        subject: mail.and_then(|mail| mail.subjek.clone()),
    }
}

fn matched(skipped: &mut Vec<SkippedMail>, path: &str) {
    skipped.retain(|one| one.path != path);
}

fn explain(skipped: &mut [SkippedMail], path: &str, why: &str) {
    for one in skipped.iter_mut().filter(|one| one.path == path) {
        one.reason = format!("dokumen PDF, {why}");
    }
}
