//! Files that were brought and checked, kept for a while until their unit sends them or forgets them.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::fault::Fault;
use super::standing::code_of;
use super::token;
use crate::domain::document_kind::{YEAR, YearDocument};
use crate::domain::hash::HashMap;
use crate::jobs::{Inspected, InspectedFile};
use crate::journal::Receipt;

/// How long what was not sent is kept.
pub(super) const KEPT: Duration = Duration::from_secs(2 * 60 * 60);
/// Uploads that are kept at most; the oldest makes room.
const MOST: usize = 300;

/// Uploads that were checked.
#[derive(Default)]
pub(super) struct Uploads {
    kept: Mutex<HashMap<String, (Instant, Arc<Upload>)>>,
}

/// Files that were brought together.
pub(super) struct Upload {
    /// Its name in addresses.
    pub(super) id: String,
    /// Code of the unit that they are for.
    pub(super) unit: String,
    /// The files.
    pub(super) files: Vec<BroughtFile>,
    /// What was found in them.
    pub(super) inspected: Inspected,
    sent: Mutex<Option<Vec<Receipt>>>,
    _aside: TempDir,
}

/// A file as it was brought.
pub(super) struct BroughtFile {
    /// Its name, for people.
    pub(super) name: String,
    /// Bytes.
    pub(super) size: u64,
    /// Where it is put aside.
    pub(super) path: PathBuf,
    /// SHA-256 of its bytes, hexadecimal.
    pub(super) sha256: String,
}

impl Uploads {
    fn kept(&self) -> MutexGuard<'_, HashMap<String, (Instant, Arc<Upload>)>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an upload for a while.
    pub(super) fn keep(&self, upload: Upload) -> Arc<Upload> {
        let upload = Arc::new(upload);
        let mut kept = self.kept();
        kept.retain(|_, (when, _)| when.elapsed() < KEPT);
        if kept.len() >= MOST {
            let oldest = kept.iter().min_by_key(|(_, (when, _))| *when).map(|(id, _)| id.clone());
            oldest.and_then(|id| kept.remove(&id));
        }
        kept.insert(upload.id.clone(), (Instant::now(), Arc::clone(&upload)));
        upload
    }

    /// An upload of a unit.
    pub(super) fn take(&self, unit: &str, id: &str) -> Result<Arc<Upload>, Fault> {
        let kept = self.kept();
        kept.get(id).map(|(_, upload)| Arc::clone(upload)).filter(|upload| upload.unit == unit).ok_or(Fault::NotFound)
    }

    /// Forgets an upload and its files.
    pub(super) fn drop(&self, id: &str) {
        self.kept().remove(id);
    }
}

impl Upload {
    /// An upload that was checked.
    pub(super) fn new(unit: &str, brought: Brought, inspected: Inspected) -> Self {
        Self {
            id: token::name(),
            unit: unit.to_string(),
            files: brought.files,
            inspected,
            sent: Mutex::new(None),
            _aside: brought.aside,
        }
    }

    /// The workbooks in a file: itself, or what lies in it.
    pub(super) fn inside<'a>(&'a self, file: &'a BroughtFile) -> impl Iterator<Item = &'a InspectedFile> {
        self.inspected.files.iter().filter(|one| {
            one.path.strip_prefix(&file.name).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    }

    /// The codes of the documents in a file.
    pub(super) fn documents(&self, file: &BroughtFile) -> Vec<String> {
        let kinds: Vec<_> = self.inside(file).flat_map(|one| &one.documents).collect();
        let holds = |document: &&YearDocument| {
            kinds.iter().any(|(kind, quarter, _)| {
                *kind == document.kind && (document.quarter.is_none() || document.quarter == *quarter)
            })
        };
        YEAR.iter().filter(holds).map(code_of).collect()
    }

    /// The receipts, where it was sent.
    pub(super) fn receipts(&self) -> Vec<Receipt> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone().unwrap_or_default()
    }

    /// Sends what was not sent yet; what was stays as it is.
    pub(super) fn once(&self, send: impl FnOnce() -> Result<Vec<Receipt>, Fault>) -> Result<Vec<Receipt>, Fault> {
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(receipts) = sent.as_ref() {
            return Ok(receipts.clone());
        }
        let receipts = send()?;
        *sent = Some(receipts.clone());
        Ok(receipts)
    }
}

/// Files that are on the disk and not looked at yet.
pub(super) struct Brought {
    /// The files.
    pub(super) files: Vec<BroughtFile>,
    /// Their folder, which goes with them.
    pub(super) aside: TempDir,
}

impl Brought {
    /// Where they are.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.files.iter().map(|file| file.path.clone()).collect()
    }
}
