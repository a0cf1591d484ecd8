//! What a workspace remembers from run to run.
//!
//! Of every unit two states are kept: that of the last run, and that of the last run with another version of what the
//! unit sent (another set of files). A run with the same files renews the first and leaves the second alone, so that a
//! run that is repeated says the same again, and a unit's comparison stays until the unit sends something new.

use std::collections::{BTreeMap, BTreeSet};

use bitcode::{Decode, Encode};
use chrono::NaiveDate;
use rayon::prelude::*;

use super::{ChangeState, SnapshotPack, UnitChange, changes_between, one_unit};
use crate::domain::date::DateDay;

/// How the bytes below begin, whatever version made them.
const PROGRAM: &str = "selaras ";
/// Their shape, and the program that makes them: findings of another version mean other things.
const SHAPE: &str = concat!("selaras ", env!("CARGO_PKG_VERSION"), " putaran 2\n");

/// What a workspace remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunMemory {
    /// Day of the last run.
    pub date: NaiveDate,
    /// Its state.
    pub now: ChangeState,
    /// Of each unit: when its version came, and the version before.
    unit: BTreeMap<String, FileTrail>,
}

#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
struct FileTrail {
    /// Day of the first run with the version of now.
    since: DateDay,
    /// The version before, with the day of the last run that saw it.
    benchmark: Option<(DateDay, SnapshotPack)>,
}

/// Why nothing can be compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RunMemoryError {
    /// It was written by another version of the program.
    #[error("putaran sebelumnya ditulis oleh versi selaras yang lain")]
    OtherVersion,
    /// It cannot be understood.
    #[error("catatan putaran sebelumnya rusak")]
    Damaged,
}

/// Which versions of a unit are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileVersion {
    /// Day of the last run with the version before.
    pub old: NaiveDate,
    /// Day of the first run with the version of now.
    pub new: NaiveDate,
}

/// What a run says about changes.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct WorkspaceChange {
    /// Day of the run before; none when there is nothing to compare with.
    pub previous: Option<NaiveDate>,
    /// Why there is nothing to compare with although there was a run before.
    pub without: Option<RunMemoryError>,
    /// Since the run before: only units of which something changed.
    pub run_memory: Vec<UnitChange>,
    /// Since the version before, for every unit that has sent another one: the same until it sends again.
    pub unit: Vec<(FileVersion, UnitChange)>,
}

impl WorkspaceChange {
    /// What the last version of a unit changed.
    pub fn owned(&self, unit: &str) -> Option<&UnitChange> {
        self.unit.iter().map(|(_, one)| one).find(|one| one.unit == unit)
    }
}

impl RunMemory {
    /// The next run: what it remembers, and what it says.
    ///
    /// # Errors
    /// When what is remembered is damaged.
    pub fn continuation(
        old: Option<Self>,
        now: ChangeState,
        date: NaiveDate,
    ) -> Result<(Self, WorkspaceChange), RunMemoryError> {
        let previous = old.as_ref().map(|old| old.date);
        let (earlier, mut old_trail) = old.map(|old| (old.now, old.unit)).unwrap_or_default();
        let run_memory = if previous.is_some() {
            changes_between(&earlier.besides(&now), &now.besides(&earlier))?
        } else {
            Vec::new()
        };
        let run_memory = run_memory.into_iter().filter(|one| !one.fixed()).collect();
        let mut earlier = earlier.unit;
        let all: BTreeSet<String> = now.unit.keys().chain(earlier.keys()).cloned().collect();
        let blank = SnapshotPack::default();
        let mut unit = BTreeMap::new();
        for code in all {
            let snapshot = now.unit.get(&code).unwrap_or(&blank);
            let same = earlier.get(&code).is_some_and(|before| before.fingerprint == snapshot.fingerprint);
            let trail = match old_trail.remove(&code).filter(|_| same) {
                Some(trail) => trail,
                // Who had sent nothing has no version to be compared with.
                None => {
                    let before = earlier.remove(&code).filter(|before| !same && !before.fingerprint.is_empty());
                    FileTrail { since: date.into(), benchmark: previous.map(DateDay::from).zip(before) }
                }
            };
            // A unit that is gone altogether is remembered as long as there is a version to compare with.
            if now.unit.contains_key(&code) || trail.benchmark.is_some() {
                unit.insert(code, trail);
            }
        }
        let versioned: Vec<(&String, &FileTrail)> = unit.iter().collect();
        let change = versioned.par_iter().filter_map(|(code, trail)| {
            let (day, before) = trail.benchmark.as_ref()?;
            let version = FileVersion { old: (*day).into(), new: trail.since.into() };
            let after = now.unit.get(*code).unwrap_or(&blank);
            Some(one_unit(code, before, after, &now.off).map(|one| (version, one)))
        });
        let changed_unit = change.collect::<Result<_, _>>()?;
        Ok((Self { date, now, unit }, WorkspaceChange { previous, run_memory, unit: changed_unit, without: None }))
    }

    /// As bytes:
    ///
    /// | bytes | hold |
    /// |---|---|
    /// | n | `SHAPE` |
    /// | 4 | CRC-32 of the rest |
    /// | n | an `RunContent`, packed |
    pub fn write(&self) -> Vec<u8> {
        let now = |code: &String| self.now.unit.get(code).cloned().unwrap_or_default();
        let unit = self.unit.iter().map(|(code, trail)| (code.clone(), trail.clone(), now(code))).collect();
        let content = RunContent { date: self.date.into(), off: self.now.off.clone(), unit };
        let content = bitcode::encode(&content);
        [SHAPE.as_bytes(), &crc32fast::hash(&content).to_le_bytes(), &content].concat()
    }

    /// Back from its bytes.
    ///
    /// # Errors
    /// When another version wrote them, or they are damaged.
    pub fn read(content: &[u8]) -> Result<Self, RunMemoryError> {
        let Some(content) = content.strip_prefix(SHAPE.as_bytes()) else {
            let other = content.starts_with(PROGRAM.as_bytes());
            return Err(if other { RunMemoryError::OtherVersion } else { RunMemoryError::Damaged });
        };
        let (check, content) = content.split_first_chunk().ok_or(RunMemoryError::Damaged)?;
        if crc32fast::hash(content) != u32::from_le_bytes(*check) {
            return Err(RunMemoryError::Damaged);
        }
        let content: RunContent = bitcode::decode(content).map_err(|_| RunMemoryError::Damaged)?;
        let (mut now, mut unit) = (ChangeState { off: content.off, ..ChangeState::default() }, BTreeMap::new());
        for (code, trail, packing) in content.unit {
            now.unit.insert(code.clone(), packing);
            unit.insert(code, trail);
        }
        Ok(Self { date: content.date.into(), now, unit })
    }
}

#[derive(Encode, Decode)]
struct RunContent {
    date: DateDay,
    off: BTreeSet<String>,
    /// Each unit: its code, its versions, its state in the last run.
    unit: Vec<(String, FileTrail, SnapshotPack)>,
}
