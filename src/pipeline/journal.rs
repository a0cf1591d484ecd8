//! What a run tells the journal, and the received files that are kept by their digest.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use rayon::prelude::*;

use super::RunOutcome;
use crate::domain::document::DocumentKind;
use crate::domain::document_kind::YEAR;
use crate::domain::hash::HashMap;
use crate::domain::official::document_code;
use crate::domain::place::KASKADE_FILE;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Severity, Temuan};
use crate::intake::{self, FileSource};
use crate::journal::{
    Archive, DocumentStanding, DocumentState, JournalError, ReceiptStanding, ReceivedFile, RunRecord,
};
use crate::recap::compliance::{self, ComplianceRow, ComplianceState};
use crate::tables::RegisteredDocument;
use crate::workspace::Workspace;

/// A document of a unit: its unit, its kind, its quarter.
pub(crate) type DocumentName<'a> = (&'a str, DocumentKind, Option<Triwulan>);

/// What was found in each document that counts, by file and sheet.
pub(crate) struct DocumentFindings<'a> {
    /// Findings of each document.
    of: HashMap<DocumentName<'a>, Vec<&'a Temuan>>,
    /// The documents on each sheet.
    sheets: HashMap<(&'a str, &'a str), Vec<DocumentName<'a>>>,
    /// The documents of each file.
    files: HashMap<&'a str, Vec<DocumentName<'a>>>,
}

/// The name of a document that counts.
fn name_of(document: &RegisteredDocument) -> Option<DocumentName<'_>> {
    let unit = document.unit.as_deref().filter(|_| document.status.counts() && document.kind.is_sent())?;
    Some((unit, document.kind, document.kind.quarter(document.triwulan)))
}

impl<'a> DocumentFindings<'a> {
    /// Of a run.
    pub(crate) fn of(outcome: &'a RunOutcome) -> Self {
        let tables = &outcome.tables;
        let mut all = Self { of: HashMap::default(), sheets: HashMap::default(), files: HashMap::default() };
        for (document, number) in tables.documents.iter().zip(0_u32..) {
            let (Some(name), Some(file), Some(content)) =
                (name_of(document), tables.document_file(number), tables.document_content(number))
            else {
                continue;
            };
            all.of.entry(name).or_default();
            all.sheets.entry((&file.path, &content.sheet)).or_default().push(name);
            all.files.entry(&file.path).or_default().push(name);
        }
        for one in &outcome.temuan {
            for name in all.about(one) {
                all.of.entry(name).or_default().push(one);
            }
        }
        all
    }

    /// The documents that a finding is about; none for what is about no document that counts.
    pub(crate) fn about(&self, finding: &Temuan) -> Vec<DocumentName<'a>> {
        let place = &finding.place;
        let sheet = place.sheet.as_deref().and_then(|sheet| self.sheets.get(&(place.file.as_str(), sheet)));
        sheet.or_else(|| self.files.get(place.file.as_str())).cloned().unwrap_or_default()
    }
}

/// What a run tells the journal. `returned` says whether what has faults went back to its unit.
pub fn record(outcome: &RunOutcome, day: NaiveDate, returned: bool) -> RunRecord {
    let tables = &outcome.tables;
    let sent = tables.files.iter().filter(|file| file.path != KASKADE_FILE && !file.sha256.is_empty());
    let files = sent.map(|file| {
        let mail = file.mail_origin.as_ref();
        ReceivedFile {
            path: file.path.clone(),
            sha256: file.sha256.clone(),
            size: file.size,
            received: mail.and_then(|mail| mail.date),
            sender: mail.map(crate::domain::mail::MailOrigin::mention).filter(|sender| !sender.is_empty()),
            subject: mail.and_then(|mail| mail.subjek.clone()),
        }
    });
    let mut documents: BTreeMap<(&str, String), DocumentState> = BTreeMap::new();
    let mut digests: BTreeMap<(&str, String), BTreeSet<&str>> = BTreeMap::new();
    let findings = DocumentFindings::of(outcome);
    for (document, number) in tables.documents.iter().zip(0_u32..) {
        let (Some(name), Some(file)) = (name_of(document), tables.document_file(number)) else { continue };
        let key = (name.0, document_code(name.1, name.2));
        digests.entry(key.clone()).or_default().insert(&file.sha256);
        let mail = file.mail_origin.as_ref();
        let state = documents.entry(key.clone()).or_insert_with(|| found(&findings, name, key.1, returned));
        state.received = state.received.max(mail.and_then(|mail| mail.date));
        state.sender = mail.map(crate::domain::mail::MailOrigin::mention).or(state.sender.take());
    }
    for (key, digest) in digests {
        if let Some(state) = documents.get_mut(&key) {
            state.digest = digest.into_iter().collect::<Vec<_>>().join(",");
        }
    }
    RunRecord {
        day,
        files: files.collect(),
        documents: documents.into_values().collect(),
        numbers: Vec::new(),
        copies: Vec::new(),
        steps: Vec::new(),
        letters: Vec::new(),
    }
}

/// What was found in a document.
fn found(findings: &DocumentFindings<'_>, name: DocumentName<'_>, document: String, returned: bool) -> DocumentState {
    let all = findings.of.get(&name).map(Vec::as_slice).unwrap_or_default();
    let count = |severity| all.iter().filter(|one| one.severity == severity).count();
    let mut rules: BTreeMap<&str, usize> = BTreeMap::new();
    for one in all.iter().filter(|one| one.severity > Severity::Info) {
        *rules.entry(&one.code).or_default() += 1;
    }
    let errors = count(Severity::Error);
    DocumentState {
        unit: name.0.to_string(),
        document,
        digest: String::new(),
        received: None,
        sender: None,
        errors: u32::try_from(errors).unwrap_or(u32::MAX),
        warnings: u32::try_from(count(Severity::Warning)).unwrap_or(u32::MAX),
        rules: rules.iter().map(|(code, count)| format!("{code} {count}")).collect::<Vec<_>>().join(", "),
        returned: returned && errors > 0,
    }
}

/// Where each document of each unit stands after a run: what reminders are decided by.
pub fn standings(
    outcome: &RunOutcome,
    workspace: &Workspace,
    record: &RunRecord,
    day: NaiveDate,
) -> Vec<DocumentStanding> {
    let errors: HashMap<(&str, &str), u32> =
        record.documents.iter().map(|one| ((one.unit.as_str(), one.document.as_str()), one.errors)).collect();
    let matrix = compliance::build(&outcome.tables, &workspace.tenggat, day, outcome.newest);
    let of_row = |row: &ComplianceRow| {
        let documents = YEAR.iter().zip(&row.tiles).map(|(one, tile)| {
            let document = document_code(one.kind, one.quarter);
            let standing = match tile.state {
                ComplianceState::Received(_) | ComplianceState::Late(..) => ReceiptStanding::Received,
                ComplianceState::Unread | ComplianceState::NoQuarter | ComplianceState::NoKind => {
                    ReceiptStanding::Unread
                }
                ComplianceState::Monthly => ReceiptStanding::Monthly,
                ComplianceState::Unplaced => ReceiptStanding::Unplaced,
                ComplianceState::NotYet | ComplianceState::NotYetFilledIn | ComplianceState::NotYetDue => {
                    ReceiptStanding::Missing
                }
            };
            let errors = errors.get(&(row.unit.as_str(), document.as_str())).copied().unwrap_or_default();
            DocumentStanding { unit: row.unit.clone(), document, standing, errors }
        });
        documents.collect::<Vec<_>>()
    };
    matrix.rows.iter().flat_map(of_row).collect()
}

/// Keeps the received files, and the cascade, by their digest. Gives what could not be kept, for people.
///
/// # Errors
/// When the archive cannot be written.
pub fn keep(workspace: &Workspace, outcome: &RunOutcome) -> Result<Vec<String>, JournalError> {
    let archive = Archive::of(&workspace.folder);
    let kaskade = FileSource::file(workspace.kaskade());
    let all = outcome.tables.files.iter().filter(|file| !file.sha256.is_empty() && file.copy_from.is_none());
    let all: Vec<_> = all.collect();
    let changed = all.par_iter().map(|file| {
        if archive.holds(&file.sha256, &file.path, file.size) {
            return Ok(None);
        }
        let source = if file.path == KASKADE_FILE { Some(&kaskade) } else { outcome.sources.get(&file.path) };
        let bytes = source.and_then(|source| intake::content(source, workspace.limit.file_size).ok());
        let kept = match bytes {
            Some(bytes) => archive.keep(&file.sha256, &file.path, &bytes)?,
            None => false,
        };
        let told = || format!("{} berubah atau hilang setelah dibaca, jadi belum diarsipkan; jalankan lagi", file.path);
        Ok((!kept).then(told))
    });
    let changed: Vec<Option<String>> = changed.collect::<Result<_, JournalError>>()?;
    Ok(changed.into_iter().flatten().collect())
}
