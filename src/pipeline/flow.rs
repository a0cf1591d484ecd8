//! Where documents are in their procedure, and what the register says of them.

use std::fs;
use std::io;
use std::path::PathBuf;

use chrono::NaiveDate;

use crate::domain::date::long_format;
use crate::domain::hash::HashMap;
use crate::domain::official::OfficialVersion;
use crate::domain::system::system_words;
use crate::domain::working_time::WorkCalendar;
use crate::files;
use crate::journal::{Archive, Event, Numbered, ReceivedFile, RegisterEntry, RunRecord, SignedCopy};
use crate::procedure::{BoardInput, FlowBoard, Procedure, ProcedureError, Procedures, board};
use crate::recap::register::RegisterRow;
use crate::tables::Tables;
use crate::workspace::Workspace;

pub use crate::domain::official::document_name;

/// Procedures of a workspace that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FlowError {
    /// One is wrong.
    #[error(transparent)]
    Procedure(#[from] ProcedureError),
    /// A file cannot be read.
    #[error("{} tidak dapat dibaca ({})", path.display(), system_words(cause))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        cause: io::Error,
    },
}

/// The procedures that a workspace follows.
///
/// # Errors
/// When one of its own is wrong, or the settings name one that there is not.
pub fn procedures(workspace: &Workspace) -> Result<Vec<Procedure>, FlowError> {
    let folder = workspace.folder.join("templat").join("prosedur");
    let mut owned = Vec::new();
    if folder.is_dir() {
        let failure = |cause| FlowError::File { path: folder.clone(), cause };
        for entry in fs::read_dir(&folder).map_err(failure)? {
            let path = entry.map_err(failure)?.path();
            if path.extension().is_some_and(|suffix| suffix == "toml") {
                let text = files::read_text(&path).map_err(|cause| FlowError::File { path: path.clone(), cause })?;
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                owned.push((format!("templat/prosedur/{name}"), text));
            }
        }
        owned.sort();
    }
    Ok(Procedures::with(&owned)?.chosen(&workspace.flow.procedures)?)
}

/// Where everything is on a day.
///
/// # Errors
/// As [`procedures`].
pub fn flow(
    workspace: &Workspace,
    tables: &Tables,
    events: &[Event],
    today: NaiveDate,
) -> Result<FlowBoard, FlowError> {
    let procedures = procedures(workspace)?;
    let units: Vec<String> = tables.units.iter().map(|unit| unit.code.clone()).collect();
    let calendar = WorkCalendar::new(workspace.flow.holidays.iter().copied());
    Ok(board(BoardInput {
        procedures: &procedures,
        events,
        units: &units,
        calendar: &calendar,
        year: workspace.year,
        budget: workspace.flow.budget,
        today,
    }))
}

/// The documents of a run that get a number: those without *galat*, in the order of the register of units.
pub fn numbered(record: &RunRecord, tables: &Tables) -> Vec<Numbered> {
    // The first of units with one code.
    let places = tables.units.iter().enumerate().rev().map(|(place, unit)| (unit.code.as_str(), place));
    let places: HashMap<&str, usize> = places.collect();
    let place = |code: &str| places.get(code).copied();
    let clean = record.documents.iter().filter(|one| one.errors == 0);
    let mut all: Vec<Numbered> = clean
        .map(|one| Numbered { unit: one.unit.clone(), document: one.document.clone(), digest: one.digest.clone() })
        .collect();
    all.sort_by_cached_key(|one| (one.document.clone(), place(&one.unit), one.unit.clone()));
    all
}

/// The register as people read it.
pub fn register_rows(
    workspace: &Workspace,
    entries: &[RegisterEntry],
    versions: &[OfficialVersion],
    received: &[(NaiveDate, ReceivedFile)],
    copies: &[SignedCopy],
) -> Vec<RegisterRow> {
    let archive = Archive::of(std::path::Path::new(""));
    let version: HashMap<(String, u32), &OfficialVersion> =
        versions.iter().map(|one| ((one.scope.to_string(), one.number), one)).collect();
    // The last of a number.
    let copies: HashMap<&str, &SignedCopy> = copies.iter().map(|copy| (copy.number.as_str(), copy)).collect();
    let file: HashMap<&str, &ReceivedFile> =
        received.iter().rev().map(|(_, file)| (file.sha256.as_str(), file)).collect();
    entries
        .iter()
        .map(|entry| {
            let named = |scope: String| version.get(&(scope, entry.version));
            let mine = named(format!("{}.{}", entry.document, entry.unit)).or_else(|| named(entry.document.clone()));
            let status = match mine {
                Some(version) => match &version.reopened {
                    Some(opened) => format!("resmi, dibuka kembali {}", long_format(opened.day)),
                    None => format!("resmi, disahkan {} oleh {}", long_format(version.day), version.by),
                },
                None => "diterima".to_string(),
            };
            let first = entry.digest.split(',').next().unwrap_or_default();
            let place = file.get(first).map_or_else(String::new, |file| {
                let copy = || archive.place(first, &file.path).display().to_string().replace('\\', "/");
                if workspace.copies { copy() } else { format!("masuk/{}", file.path) }
            });
            RegisterRow {
                number: entry.number.clone(),
                day: entry.day,
                document: document_name(&entry.document),
                unit: entry.unit.clone(),
                version: entry.version,
                status,
                digest: entry.digest.clone(),
                place,
                signed: copies.get(entry.number.as_str()).map(|copy| {
                    let place = archive.place(&copy.sha256, &copy.path).display().to_string().replace('\\', "/");
                    format!("{} ({place})", copy.state)
                }),
                kept_until: NaiveDate::from_ymd_opt(entry.year + workspace.register.years(&entry.document), 12, 31),
            }
        })
        .collect()
}
