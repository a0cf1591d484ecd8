//! Official versions of a workspace: what they freeze, what is different from them now, and their outputs on disk.
//!
//! The outputs of a version stand in `resmi/<version>/`, outside `hasil/`; their bytes lie in the journal, in the same
//! step as the version itself, so that a version without its outputs is never seen. The folder is a view of the journal:
//! what is missing in it or was changed is put back.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use rayon::prelude::*;

use super::RunOutcome;
use crate::cascade::rollup::roll_up_timespan;
use crate::compare::{
    ChangeFate, ChangeState, ChangeSummary, ComparisonInput, RunMemory, RunMemoryError, UnitChange, changes_between,
    slot_name,
};
use crate::domain::official::{OfficialScope, OfficialVersion, RatifiedChange, document_code};
use crate::domain::period::Timespan;
use crate::domain::place::KASKADE_FILE;
use crate::files::{self, FilesError};
use crate::journal::{Event, EventKind, Frozen, Journal, JournalError};
use crate::recap::ReportInput;
use crate::recap::official::{
    FigureDifference, OfficialComparison, OfficialFigure, OfficialStanding, differences, figures,
};
use crate::report;
use crate::tables::Tables;
use crate::workspace::Workspace;

/// The folder of official outputs, in the workspace.
pub const FOLDER: &str = "resmi";
/// The program that freezes.
pub const PROGRAM: &str = concat!("selaras ", env!("CARGO_PKG_VERSION"));

/// Official versions cannot be read or put in their place.
#[derive(Debug, thiserror::Error)]
pub enum OfficialError {
    /// The journal cannot be read or written.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A file of `resmi/`.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// What a version froze is damaged.
    #[error("versi resmi {0} di riwayat rusak; kembalikan salinan cadangan riwayat.db")]
    Damaged(String),
}

/// The figures of a period, as they are ratified and compared: on a day, whatever the day of the run.
pub fn period_figures(
    workspace: &Workspace,
    outcome: &RunOutcome,
    timespan: Timespan,
    day: NaiveDate,
) -> Vec<OfficialFigure> {
    let triwulan = timespan.last();
    let rollup = roll_up_timespan(&outcome.kaskade, &outcome.tables, &workspace.profil, timespan, triwulan);
    let input =
        ReportInput { outcomes: &rollup, triwulan, timespan, newest: triwulan, ..outcome.input(workspace, day) };
    figures(&report::recap_model(&input))
}

/// What the forms of the units of a scope say.
fn scope_state(state: &ChangeState, scope: &OfficialScope) -> ChangeState {
    state.of_units(&|unit| scope.unit().is_none_or(|own| own == unit))
}

/// What changed of the documents of a scope, without findings: those are told elsewhere.
fn scope_changes(
    before: &ChangeState,
    now: &ChangeState,
    scope: &OfficialScope,
) -> Result<Vec<UnitChange>, RunMemoryError> {
    let mine = |unit: &str, one: &ChangeSummary| {
        one.document.is_some_and(|key| scope.covers(unit, key.kind, key.triwulan)) && !one.fate.temuan()
    };
    let changed = changes_between(&scope_state(before, scope), &scope_state(now, scope))?;
    let only = changed.into_iter().map(|UnitChange { unit, mut changes }| {
        changes.retain(|one| mine(&unit, one));
        UnitChange { unit, changes }
    });
    Ok(only.filter(|one| !one.changes.is_empty()).collect())
}

/// What a version freezes, without outputs.
pub fn freeze(workspace: &Workspace, outcome: &RunOutcome, scope: &OfficialScope, day: NaiveDate) -> Option<Frozen> {
    let state = ChangeState::workspace(outcome.compare_input(&workspace.aturan.off()));
    // In the form of what a run remembers, which later versions of the program read too.
    let (memory, _) = RunMemory::continuation(None, scope_state(&state, scope), day).ok()?;
    let figures = match scope {
        OfficialScope::Period(timespan) => period_figures(workspace, outcome, *timespan, day),
        OfficialScope::Document { .. } => Vec::new(),
    };
    Some(Frozen {
        program: PROGRAM.to_string(),
        profil: workspace.profil.remark(),
        state: pack(&memory.write())?,
        figures: pack(&serde_json::to_vec(&figures).ok()?)?,
        files: scope_files(outcome, scope),
        outputs: BTreeMap::new(),
    })
}

/// Digests of all files that a run read, by path.
fn digests(outcome: &RunOutcome) -> BTreeMap<String, String> {
    let read = outcome.tables.files.iter().filter(|file| !file.sha256.is_empty());
    read.map(|file| (file.path.clone(), file.sha256.clone())).collect()
}

/// The files that a version rests on: for a document its own and the cascade, for a period all of them.
fn scope_files(outcome: &RunOutcome, scope: &OfficialScope) -> BTreeMap<String, String> {
    let mut all = digests(outcome);
    if scope.unit().is_some() {
        let tables = &outcome.tables;
        let mine = tables.documents.iter().zip(0_u32..).filter(|(one, _)| {
            let unit = one.unit.as_deref().filter(|_| one.status.counts());
            unit.is_some_and(|unit| scope.covers(unit, one.kind, one.kind.quarter(one.triwulan)))
        });
        let files: BTreeSet<&str> =
            mine.filter_map(|(_, number)| Some(tables.document_file(number)?.path.as_str())).collect();
        all.retain(|path, _| path == KASKADE_FILE || files.contains(path.as_str()));
    }
    all
}

/// The newest version of everything that was ratified, each with what is different now.
///
/// # Errors
/// When the journal cannot be read.
pub fn standing(
    workspace: &Workspace,
    journal: Option<&Journal>,
    outcome: &RunOutcome,
) -> Result<OfficialStanding, JournalError> {
    let Some(journal) = journal else { return Ok(OfficialStanding::default()) };
    let mut newest: Vec<OfficialVersion> = Vec::new();
    for version in journal.versions()? {
        newest.retain(|one| one.scope != version.scope);
        newest.push(version);
    }
    if newest.is_empty() {
        return Ok(OfficialStanding::default());
    }
    let state = ChangeState::workspace(outcome.compare_input(&workspace.aturan.off()));
    let digests = digests(outcome);
    let mut versions = Vec::with_capacity(newest.len());
    for version in newest {
        let frozen = journal.frozen(&version)?.unwrap_or_default();
        versions.push(comparison(workspace, outcome, (&state, &digests), version, &frozen));
    }
    Ok(OfficialStanding { versions, ..OfficialStanding::default() })
}

fn comparison(
    workspace: &Workspace,
    outcome: &RunOutcome,
    (state, digests): (&ChangeState, &BTreeMap<String, String>),
    version: OfficialVersion,
    frozen: &Frozen,
) -> OfficialComparison {
    let mut same = OfficialComparison { version, figures: Vec::new(), units: Vec::new(), without: None };
    // What is read the same gives the same figures.
    let equal = same.version.scope.period().is_some()
        && frozen.program == PROGRAM
        && frozen.profil == workspace.profil.remark()
        && frozen.files == *digests;
    if equal {
        return same;
    }
    let Some((before, official)) = opened(frozen) else {
        same.without = Some("keadaannya di riwayat tidak dapat dibaca".to_string());
        return same;
    };
    match scope_changes(&before.now, state, &same.version.scope) {
        Ok(units) => same.units = units,
        Err(_) => same.without = Some("keadaannya tidak dapat dibandingkan".to_string()),
    }
    if let Some(timespan) = same.version.scope.period() {
        let now = period_figures(workspace, outcome, timespan, same.version.day);
        same.figures = differences(&official, &now);
    }
    same
}

/// What of agreements and plans is not as it was ratified, where nobody recorded a reason since.
///
/// # Errors
/// When the journal cannot be read.
pub fn ratified_changes(workspace: &Workspace, tables: &Tables) -> Result<Vec<RatifiedChange>, JournalError> {
    let journal = match Journal::existing(&workspace.folder) {
        Ok(Some(journal)) => journal,
        // A folder that may only be read: what stands in its journal is told by who may write it.
        Ok(None) | Err(JournalError::Unwritable(_)) => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut newest: Vec<OfficialVersion> = Vec::new();
    for version in journal.versions()?.into_iter().filter(|one| one.scope.unit().is_some()) {
        newest.retain(|one| one.scope != version.scope);
        newest.push(version);
    }
    if newest.is_empty() {
        return Ok(Vec::new());
    }
    let (events, off) = (journal.events()?, workspace.aturan.off());
    let now = ChangeState::workspace(ComparisonInput { tables, temuan: &[], excepted: &[], off: &off });
    let mut outcome = Vec::new();
    for version in newest {
        let OfficialScope::Document { kind, unit } = &version.scope else { continue };
        if has_reason(&events, unit, &document_code(*kind, None)) {
            continue;
        }
        // What is damaged is told where it is compared.
        let frozen = journal.frozen(&version)?.unwrap_or_default();
        let Some((before, _)) = opened(&frozen) else { continue };
        let changed = scope_changes(&before.now, &now, &version.scope).unwrap_or_default();
        let rows = changed.into_iter().flat_map(|one| one.changes).filter(promised);
        outcome.extend(rows.map(|one| RatifiedChange {
            kind: *kind,
            unit: unit.clone(),
            version: version.clone(),
            indikator: one.indikator,
            slot: one.slot.as_deref().map(slot_name),
            fate: one.fate.name(),
            before: one.before,
            after: one.after,
            place: one.place,
        }));
    }
    Ok(outcome)
}

/// Whether a reason was recorded since the document was ratified last.
fn has_reason(events: &[Event], unit: &str, document: &str) -> bool {
    let mut mine = events.iter().filter(|one| one.unit == unit && one.document == document).rev();
    let last = mine.find(|one| matches!(one.kind, EventKind::Ratified | EventKind::Amended));
    last.is_some_and(|one| one.kind == EventKind::Amended)
}

/// Whether a change is one of what was promised: of a row of the table, and of what it says.
fn promised(one: &ChangeSummary) -> bool {
    const BESIDE: [&str; 4] = ["Identitas", "Pengesahan", "Tanda tangan pihak pertama", "Tanda tangan pihak kedua"];
    let row = one.indikator.as_deref().is_some_and(|row| !BESIDE.contains(&row));
    let plain = |text: &Option<String>| {
        let text = text.as_deref().unwrap_or_default();
        text.trim_end_matches(" (rumus)").trim_end_matches(" (diketik)").to_string()
    };
    let said = one.slot.is_none() || plain(&one.before) != plain(&one.after);
    let fate = matches!(
        one.fate,
        ChangeFate::Changed | ChangeFate::FilledIn | ChangeFate::Emptied | ChangeFate::NewRow | ChangeFate::MissingRow
    );
    row && said && fate
}

/// What a version froze, unpacked.
fn opened(frozen: &Frozen) -> Option<(RunMemory, Vec<OfficialFigure>)> {
    let state = RunMemory::read(&unpack(&frozen.state)?).ok()?;
    Some((state, serde_json::from_slice(&unpack(&frozen.figures)?).ok()?))
}

/// What a version froze.
///
/// # Errors
/// When the journal cannot be read or the version is damaged.
pub fn frozen_state(
    journal: &Journal,
    version: &OfficialVersion,
) -> Result<(RunMemory, Vec<OfficialFigure>), OfficialError> {
    let frozen = journal.frozen(version)?.unwrap_or_default();
    opened(&frozen).ok_or_else(|| OfficialError::Damaged(version.code()))
}

/// Two versions set against each other.
pub fn figure_differences(before: &[OfficialFigure], after: &[OfficialFigure]) -> Vec<FigureDifference> {
    differences(before, after)
}

/// The folder of a version's outputs.
pub fn folder(workspace: &Path, version: &OfficialVersion) -> PathBuf {
    workspace.join(FOLDER).join(version.code())
}

/// Puts back what is missing of official outputs or is not as it was ratified. Gives what was put back, for people.
///
/// # Errors
/// When the journal cannot be read or a file cannot be written.
pub fn restore(workspace: &Path, journal: &Journal) -> Result<Vec<String>, OfficialError> {
    let mut notes = Vec::new();
    let versions = journal.versions()?;
    for version in &versions {
        let folder = folder(workspace, version);
        for place in [folder.clone(), folder.join("data")] {
            files::clear_aside(&place);
        }
        let outputs = journal.outputs(version)?;
        let wrong: Vec<&(String, String)> =
            outputs.par_iter().filter(|(name, digest)| !is_same(&folder.join(name), digest)).collect();
        for (name, digest) in &wrong {
            let bytes = journal.content(digest)?.ok_or_else(|| OfficialError::Damaged(version.code()))?;
            let path = folder.join(name);
            files::ensure_folder(path.parent().unwrap_or(&folder))?;
            files::save(&path, &bytes)?;
        }
        if !wrong.is_empty() {
            notes.push(format!("{} berkas di {FOLDER}/{} dipulihkan dari riwayat", wrong.len(), version.code()));
        }
    }
    clear(&workspace.join(FOLDER), &versions);
    Ok(notes)
}

/// Takes away what an act left that was ended before it was ratified.
fn clear(folder: &Path, versions: &[OfficialVersion]) {
    files::clear_aside(folder);
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let known = versions.iter().any(|version| entry.file_name().to_string_lossy() == version.code());
        if !known {
            // Only an empty folder goes; what people put there stays.
            let _ = fs::remove_dir(entry.path());
        }
    }
}

/// Whether a file is there and has this digest.
pub(crate) fn is_same(path: &Path, digest: &str) -> bool {
    files::digest(path).is_ok_and(|own| own == digest)
}

fn pack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    std::io::Write::write_all(&mut encoder, bytes).ok()?;
    encoder.finish().ok()
}

fn unpack(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut outcome = Vec::new();
    std::io::Read::read_to_end(&mut ZlibDecoder::new(bytes), &mut outcome).ok()?;
    Some(outcome)
}
