//! Marked copies of the run before, used again where nothing that they are made of has changed.
//!
//! A copy is made of the bytes of a file, of what is marked in it, and by which program: of all that a digest is kept among
//! the results, with where the copy lies and the digest of what it holds. The next run takes a copy that is still the same,
//! and has the others made. The file may be deleted at any time and changes no result.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use bitcode::{Decode, Encode};
use sha2::{Digest, Sha256};

use crate::domain::digest::{hexadecimal, sha256};
use crate::files;
use crate::worker::{Marking, ReadMode};
use crate::workspace::Workspace;

/// Where it is kept, below the results.
const FILE: &str = "data/.koreksi.bin";

/// Copies of the run before, and those of this one.
#[derive(Debug)]
pub(super) struct KeptCopies {
    results: PathBuf,
    /// What decides besides the order itself; without it nothing is kept.
    decider: Option<String>,
    before: BTreeMap<String, KeptCopy>,
    now: Mutex<BTreeMap<String, KeptCopy>>,
}

/// A copy, by the digest of its order.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct KeptCopy {
    /// Where it lies below the results, with `/`.
    place: String,
    /// The file name extension that it must have.
    suffix: String,
    /// SHA-256 of its bytes, hexadecimal.
    digest: String,
}

impl KeptCopies {
    /// Those that the last run left. A run that is to remember nothing has none, and leaves none.
    pub(super) fn of(workspace: &Workspace, way: &ReadMode) -> Self {
        let results = workspace.results();
        let program = match way {
            ReadMode::Worker(command) => command.cache.as_ref().map(|place| place.program.as_str()),
            ReadMode::Own => None,
        };
        let decider = program.map(|program| format!("{program}\n{:?}\n", workspace.limit));
        let kept = decider.as_ref().and_then(|_| files::read(&results.join(FILE)).ok());
        let before = kept.and_then(|bytes| bitcode::decode(&bytes).ok()).unwrap_or_default();
        Self { results, decider, before, now: Mutex::default() }
    }

    /// The digest of everything that a copy is made of; none where nothing is kept, and for a file that nobody knows again.
    pub(super) fn order(&self, order: &Marking) -> Option<String> {
        let decider = self.decider.as_ref().filter(|_| !order.sha256.is_empty())?;
        let order = serde_json::to_vec(order).ok()?;
        Some(hexadecimal(&Sha256::new().chain_update(decider).chain_update(order).finalize()))
    }

    /// The copy of an order as the run before made it, and its file name extension.
    pub(super) fn take(&self, order: &str) -> Option<(Vec<u8>, String)> {
        let kept = self.before.get(order)?;
        let bytes = files::read(&self.results.join(&kept.place)).ok()?;
        (sha256(&bytes) == kept.digest).then(|| (bytes, kept.suffix.clone()))
    }

    /// Notes where the copy of an order lies now.
    pub(super) fn note(&self, order: String, place: String, (bytes, suffix): (&[u8], &str)) {
        let digest = sha256(bytes);
        let kept = KeptCopy { place, suffix: suffix.to_string(), digest };
        self.now.lock().unwrap_or_else(PoisonError::into_inner).insert(order, kept);
    }

    /// Leaves word for the next run, in a folder of results. What cannot be kept is made again.
    pub(super) fn save(self, folder: &Path) {
        if self.decider.is_some() {
            let now = self.now.into_inner().unwrap_or_else(PoisonError::into_inner);
            let _ = files::save(&folder.join(FILE), &bitcode::encode(&now));
        }
    }
}
