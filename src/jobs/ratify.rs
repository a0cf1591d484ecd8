//! Ratifying a period or documents of units, and opening a version again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{JobError, Progress, Readers, Stage, recap};
use crate::domain::document::{DocumentKind, Pihak};
use crate::domain::official::{OfficialScope, OfficialVersion, Reopening, document_code};
use crate::domain::period::Timespan;
use crate::domain::place::KASKADE_FILE;
use crate::domain::text::person;
use crate::files::{self, FilesError, Staging};
use crate::finding::{Severity, Temuan};
use crate::journal::{FrozenVersion, Journal, Numbered};
use crate::pipeline::journal::{self as chronicle, DocumentFindings};
use crate::pipeline::{self, RunOutcome, flow, official};
use crate::recap::ReportInput;
use crate::recap::official::OfficialStanding;
use crate::report;
use crate::workspace::Workspace;

/// What is ratified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RatifyWhat {
    /// The figures of a period.
    Period(Timespan),
    /// A document of units: of these, or of all that sent one.
    Documents {
        /// A kind that has one document in a year.
        kind: DocumentKind,
        /// Codes of units; all when there is none.
        units: Vec<String>,
    },
}

/// What is ratified, by whom.
#[derive(Debug, Clone)]
pub struct RatifyOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// A period of the institution, or documents of units.
    pub what: RatifyWhat,
    /// Who: name and office.
    pub by: String,
    /// What they note, in their words.
    pub note: Option<String>,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// Something that could not be ratified.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// The period or document that is asked for.
    pub scope: OfficialScope,
    /// Why.
    pub reason: RefusalReason,
}

/// Why something could not be ratified.
#[derive(Debug, Clone, PartialEq)]
pub enum RefusalReason {
    /// Findings at *galat* that nobody waived.
    Errors(Vec<Temuan>),
    /// A version is official already and was not opened again.
    Closed(OfficialVersion),
    /// Nothing was sent that could be ratified.
    Missing,
    /// Who ratifies also submitted.
    OwnSubmission(Vec<String>),
}

/// What was ratified.
#[derive(Debug)]
pub struct Ratified {
    /// The workspace with its settings as the job found them.
    pub workspace: Workspace,
    /// The new versions.
    pub versions: Vec<OfficialVersion>,
    /// What was not.
    pub refused: Vec<Refusal>,
    /// What people should know.
    pub notes: Vec<String>,
}

/// Ratifies.
///
/// # Errors
/// When the workspace cannot be worked on, or the journal or an output cannot be written. Then nothing was ratified.
pub fn ratify(options: &RatifyOptions, progress: &(dyn Progress + Sync)) -> Result<Ratified, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let by = options.by.split_whitespace().collect::<Vec<_>>().join(" ");
    if by.is_empty() {
        return Err(JobError::NoRatifier);
    }
    super::cascade::require_cascade(&workspace)?;
    let lock = workspace.lock()?;
    let mut journal = Journal::open(&workspace.folder)?;
    let mut notes: Vec<String> = lock.note().into_iter().collect();
    notes.extend(official::restore(&workspace.folder, &journal)?);
    let way = options.readers.keeping(&workspace);
    let mut result = pipeline::run(&workspace, &way, options.today, progress)?;
    if let RatifyWhat::Period(timespan) = options.what {
        result = result.of_timespan(timespan, &workspace.profil);
    }
    let scopes = scopes(&options.what, &result)?;
    let findings = DocumentFindings::of(&result);
    let (mut accepted, mut refused) = (Vec::new(), Vec::new());
    for scope in scopes {
        let newest = journal.newest(&scope)?;
        match refusal(&workspace, &result, &findings, &scope, newest.as_ref(), &by) {
            Some(reason) => refused.push(Refusal { scope, reason }),
            None => accepted.push((scope, newest.map_or(1, |one| one.number + 1))),
        }
    }
    let mut versions = Vec::new();
    if !accepted.is_empty() {
        progress.stage(Stage::Writing);
        notes.extend(chronicle::keep(&workspace, &result)?);
        let mut record = chronicle::record(&result, options.today, false);
        let number =
            |document: &str, unit: &str, order: u32| workspace.register.number(document, unit, workspace.year, order);
        let clean = flow::numbered(&record, &result.tables);
        record.numbers = journal.plan_numbers(&clean, (workspace.year, options.today), &number)?;
        journal.record(&record)?;
        let mut frozen = Vec::new();
        for (scope, number) in accepted {
            let version = OfficialVersion {
                scope,
                number,
                day: options.today,
                by: by.clone(),
                note: options.note.clone(),
                reopened: None,
            };
            frozen.push(freeze(&workspace, &result, version)?);
        }
        // What is ratified by waiver has no number yet.
        let documents: Vec<Numbered> = frozen.iter().flat_map(|one| &one.documents).map(numbered).collect();
        let planned = journal.plan_numbers(&documents, (workspace.year, options.today), &number)?;
        if let Some(first) = frozen.first_mut() {
            first.numbers = planned;
        }
        draw_outputs(&workspace, &result, &mut frozen, &mut notes)?;
        journal.ratify(&frozen)?;
        // The folder is a view of the journal: ended from here on, the next command puts it there.
        official::restore(&workspace.folder, &journal)?;
        versions.extend(frozen.into_iter().map(|one| one.version));
    }
    progress.stage(Stage::Done);
    Ok(Ratified { workspace, versions, refused, notes })
}

fn numbered((unit, document, digest): &(String, String, String)) -> Numbered {
    Numbered { unit: unit.clone(), document: document.clone(), digest: digest.clone() }
}

/// What is asked for, one by one.
fn scopes(what: &RatifyWhat, result: &RunOutcome) -> Result<Vec<OfficialScope>, JobError> {
    match what {
        RatifyWhat::Period(timespan) => Ok(vec![OfficialScope::Period(*timespan)]),
        RatifyWhat::Documents { kind, units } => {
            let units: Vec<String> = if units.is_empty() {
                let sent = |code: &str| {
                    result
                        .tables
                        .documents
                        .iter()
                        .any(|one| one.kind == *kind && one.status.counts() && one.unit.as_deref() == Some(code))
                };
                let all = result.tables.units.iter().map(|unit| unit.code.clone());
                all.filter(|code| sent(code)).collect()
            } else {
                result.tables.units_as_typed(units)?
            };
            Ok(units.into_iter().map(|unit| OfficialScope::Document { kind: *kind, unit }).collect())
        }
    }
}

/// Why something cannot be ratified.
fn refusal(
    workspace: &Workspace,
    result: &RunOutcome,
    findings: &DocumentFindings<'_>,
    scope: &OfficialScope,
    newest: Option<&OfficialVersion>,
    by: &str,
) -> Option<RefusalReason> {
    if let Some(closed) = newest.filter(|one| one.reopened.is_none()) {
        return Some(RefusalReason::Closed(closed.clone()));
    }
    if covered(result, scope).next().is_none() {
        return Some(RefusalReason::Missing);
    }
    let errors = blocking(result, findings, scope);
    if !errors.is_empty() {
        return Some(RefusalReason::Errors(errors));
    }
    let own = if workspace.four_eyes { submitted_by(result, scope, by) } else { Vec::new() };
    (!own.is_empty()).then_some(RefusalReason::OwnSubmission(own))
}

/// The documents that are ratified: those of the period itself, or the unit's.
fn covered<'a>(result: &'a RunOutcome, scope: &'a OfficialScope) -> impl Iterator<Item = (u32, &'a str, String)> + 'a {
    result.tables.documents.iter().zip(0_u32..).filter_map(move |(document, number)| {
        let unit = document.unit.as_deref().filter(|_| document.status.counts())?;
        let triwulan = document.kind.quarter(document.triwulan);
        let mine = match scope {
            OfficialScope::Period(timespan) => triwulan.is_some_and(|one| timespan.contains(one)),
            OfficialScope::Document { .. } => scope.covers(unit, document.kind, triwulan),
        };
        mine.then(|| (number, unit, document_code(document.kind, triwulan)))
    })
}

/// Findings at *galat* that stand in the way: for a period everything that is not about a later quarter alone, for a
/// document what is about it.
fn blocking(result: &RunOutcome, findings: &DocumentFindings<'_>, scope: &OfficialScope) -> Vec<Temuan> {
    let errors = result.temuan.iter().filter(|one| one.severity == Severity::Error);
    let blocks = |one: &&Temuan| {
        let about = findings.about(one);
        match scope {
            OfficialScope::Period(_) => {
                about.is_empty() || about.iter().any(|(unit, kind, tw)| scope.covers(unit, *kind, *tw))
            }
            OfficialScope::Document { kind, unit } => {
                let family = one.code.starts_with(kind.facts().rules);
                let loose = one.place.file.is_empty() || one.place.file == KASKADE_FILE;
                about.iter().any(|(unit, kind, tw)| scope.covers(unit, *kind, *tw))
                    || (loose && family && one.unit.as_deref() == Some(unit))
            }
        }
    };
    errors.filter(blocks).cloned().collect()
}

/// Who of those that submitted is the one that ratifies.
fn submitted_by(result: &RunOutcome, scope: &OfficialScope, by: &str) -> Vec<String> {
    let ratifier = person(by);
    let mut own = Vec::new();
    for (number, unit, document) in covered(result, scope) {
        let sender = result.tables.document_file(number).and_then(|file| file.mail_origin.as_ref());
        let sender = sender.and_then(|mail| mail.sender_name.clone());
        let signs = result.tables.document_content(number).into_iter().flat_map(|content| &content.pejabat);
        let signs = signs.filter(|one| one.pihak == Pihak::First).filter_map(|one| one.name.as_ref());
        let named = signs.map(|name| name.raw.to_string()).chain(sender);
        if named.into_iter().any(|name| !ratifier.is_empty() && person(&name) == ratifier) {
            own.push(format!("{} {unit}", document.to_uppercase()));
        }
    }
    own
}

fn freeze(workspace: &Workspace, result: &RunOutcome, version: OfficialVersion) -> Result<FrozenVersion, JobError> {
    let content = official::freeze(workspace, result, &version.scope, version.day);
    let content = content.ok_or_else(|| official::OfficialError::Damaged(version.code()))?;
    let mut digests: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (number, unit, document) in covered(result, &version.scope) {
        let digest = result.tables.document_file(number).map(|file| file.sha256.clone());
        digests.entry((unit.to_string(), document)).or_default().extend(digest);
    }
    let documents = digests.into_iter().map(|((unit, document), mut digest)| {
        digest.sort();
        digest.dedup();
        (unit, document, digest.join(","))
    });
    Ok(FrozenVersion { documents: documents.collect(), version, content, numbers: Vec::new() })
}

/// Draws what is printed of a period, as of this version, into the frozen content.
fn draw_outputs(
    workspace: &Workspace,
    result: &RunOutcome,
    frozen: &mut [FrozenVersion],
    notes: &mut Vec<String>,
) -> Result<(), JobError> {
    for one in frozen.iter_mut().filter(|one| one.version.scope.period().is_some()) {
        let standing = OfficialStanding { this: Some(one.version.clone()), ..OfficialStanding::default() };
        let input = ReportInput { official: Some(&standing), ..result.input(workspace, one.version.day) };
        let folder = official::folder(&workspace.folder, &one.version);
        files::ensure_folder(&folder)?;
        let staging = Staging::begin(&folder)?;
        let mut outputs = report::write_all(&input, staging.path())?;
        let (pdf, told) = recap::as_pdf(workspace, &input, staging.path());
        outputs.extend(pdf);
        notes.extend(told);
        for path in outputs {
            let name = below(staging.path(), &path);
            let bytes = files::read(&path).map_err(|source| FilesError::Write { path: path.clone(), source })?;
            one.content.outputs.insert(name, bytes);
        }
    }
    Ok(())
}

/// The name of a file below a folder, with `/`.
fn below(folder: &Path, path: &Path) -> String {
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect::<Vec<_>>().join("/")
}

/// What is opened again, and why.
#[derive(Debug, Clone)]
pub struct ReopenOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The period or document that is asked for.
    pub scope: OfficialScope,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: Option<String>,
    /// The day.
    pub today: NaiveDate,
}

/// The scope as it was ratified: codes of units are typed in any case.
fn as_ratified(journal: &Journal, typed: &OfficialScope) -> Result<OfficialScope, JobError> {
    let OfficialScope::Document { kind: wanted, unit: code } = typed else { return Ok(typed.clone()) };
    let alike = |scope: &OfficialScope| matches!(scope, OfficialScope::Document { kind, unit } if kind == wanted && unit.to_lowercase() == code.trim().to_lowercase());
    let versions = journal.versions()?;
    let scopes = || versions.iter().map(|one| &one.scope);
    let found = scopes().find(|scope| *scope == typed).or_else(|| scopes().find(|scope| alike(scope)));
    Ok(found.unwrap_or(typed).clone())
}

/// Opens the newest version again, so that another may be ratified. The old one stays.
///
/// # Errors
/// When there is none, it is open already, no reason is given, or the journal cannot be written.
pub fn reopen(options: &ReopenOptions) -> Result<OfficialVersion, JobError> {
    let workspace = Workspace::open(&options.folder)?;
    let reason = options.reason.split_whitespace().collect::<Vec<_>>().join(" ");
    if reason.is_empty() {
        return Err(JobError::NoReason);
    }
    let _lock = workspace.lock()?;
    let not_ratified = || JobError::NotRatified(options.scope.name());
    let mut journal = Journal::existing(&workspace.folder)?.ok_or_else(not_ratified)?;
    let scope = as_ratified(&journal, &options.scope)?;
    let version = journal.newest(&scope)?.ok_or_else(not_ratified)?;
    let opened = Reopening { day: options.today, by: options.by.clone(), reason };
    if !journal.reopen(&version, &opened)? {
        return Err(JobError::OpenAlready(version.scope.name()));
    }
    Ok(OfficialVersion { reopened: Some(opened), ..version })
}
