//! What a workspace remembers from run to run.
//!
//! Of every unit two states are kept: that of the last run, and that of the last run with another version of what the
//! unit sent (another set of files). A run with the same files renews the first and leaves the second alone, so that a
//! run that is repeated says the same again, and a unit's comparison stays until the unit sends something new.
//!
//! This is state, not cache: nothing else remembers it. Its format is stated here and in [`super::packing`] and has a
//! version of its own, so that an upgrade of the program reads it. Only findings lapse with the program, because its rules
//! may look for other things: what another version found is left aside, and said to be.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;

use super::format::{ByteReader, ByteWriter};
use super::{ChangeState, RunMemoryError, SnapshotPack, UnitChange, changes_between, one_unit};

/// How the bytes below begin, whatever version made them.
const PROGRAM: &str = "selaras ";
/// Their format. Another format takes another number, and this one stays readable.
const FORMAT: &str = "selaras putaran 3\n";
/// Whose findings they hold.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// What a workspace remembers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunMemory {
    /// Day of the last run.
    pub date: NaiveDate,
    /// What the last run found in each unit.
    pub now: ChangeState,
    /// Whether another version of the program looked for its findings, which are left aside.
    pub lapsed: bool,
    /// Of each unit: when its version came, and the version before.
    units: BTreeMap<String, FileTrail>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct FileTrail {
    /// Day of the first run with the version of now.
    since: NaiveDate,
    /// The version before, with the day of the last run that saw it.
    benchmark: Option<(NaiveDate, SnapshotPack)>,
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
    /// Whether only cells were compared, because another version of the program looked for the findings of then.
    pub lapsed: bool,
    /// Since the run before: only units of which something changed.
    pub since_last_run: Vec<UnitChange>,
    /// Since the version before, for every unit that has sent another one: the same until it sends again.
    pub units: Vec<(FileVersion, UnitChange)>,
}

impl WorkspaceChange {
    /// What the last version of a unit changed.
    pub fn of_unit(&self, unit: &str) -> Option<&UnitChange> {
        self.units.iter().map(|(_, one)| one).find(|one| one.unit == unit)
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
        let lapsed = old.as_ref().is_some_and(|old| old.lapsed);
        let (earlier, mut old_trail) = old.map(|old| (old.now, old.units)).unwrap_or_default();
        let run_memory = if previous.is_some() {
            changes_between(&earlier.besides(&now), &now.besides(&earlier))?
        } else {
            Vec::new()
        };
        let run_memory = run_memory.into_iter().filter(|one| !one.fixed()).collect();
        let mut earlier = earlier.units;
        let all: BTreeSet<String> = now.units.keys().chain(earlier.keys()).cloned().collect();
        let blank = SnapshotPack::default();
        let mut units = BTreeMap::new();
        for code in all {
            let snapshot = now.units.get(&code).unwrap_or(&blank);
            let same = earlier.get(&code).is_some_and(|before| before.fingerprints == snapshot.fingerprints);
            let trail = match old_trail.remove(&code).filter(|_| same) {
                Some(trail) => trail,
                // Who had sent nothing has no version to be compared with.
                None => {
                    let before = earlier.remove(&code).filter(|before| !same && !before.fingerprints.is_empty());
                    FileTrail { since: date, benchmark: previous.zip(before) }
                }
            };
            // A unit that is gone altogether is remembered as long as there is a version to compare with.
            if now.units.contains_key(&code) || trail.benchmark.is_some() {
                units.insert(code, trail);
            }
        }
        let versioned: Vec<(&String, &FileTrail)> = units.iter().collect();
        let change = versioned.par_iter().filter_map(|(code, trail)| {
            let (day, before) = trail.benchmark.as_ref()?;
            let version = FileVersion { old: *day, new: trail.since };
            let after = now.units.get(*code).unwrap_or(&blank);
            Some(one_unit(code, before, after, &now.off).map(|one| (version, one)))
        });
        let changed_unit = change.collect::<Result<_, _>>()?;
        let change =
            WorkspaceChange { previous, without: None, lapsed, since_last_run: run_memory, units: changed_unit };
        Ok((Self { date, now, lapsed: false, units }, change))
    }

    /// As bytes, in the terms of the module `format`:
    ///
    /// | what | holds |
    /// |---|---|
    /// | bytes | `FORMAT` |
    /// | 4 bytes | CRC-32 of the rest, the lowest byte first |
    /// | text | the version of the program whose rules looked |
    /// | day | of the run |
    /// | list of texts | rules that were switched off |
    /// | list | units: code, day since when its version is there, perhaps day and state of the version before, state of now |
    ///
    /// A state is a list of digests, the block of cells, and perhaps the block of findings.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = ByteWriter::default();
        bytes.text(VERSION);
        write_day(self.date, &mut bytes);
        bytes.list(self.now.off.iter(), |bytes, rule| bytes.text(rule));
        let blank = SnapshotPack::default();
        bytes.list(self.units.iter(), |bytes, (code, trail)| {
            bytes.text(code);
            write_day(trail.since, bytes);
            bytes.list(trail.benchmark.iter(), |bytes, (day, before)| {
                write_day(*day, bytes);
                before.write(bytes);
            });
            self.now.units.get(code).unwrap_or(&blank).write(bytes);
        });
        let content = bytes.finish();
        [FORMAT.as_bytes(), &crc32fast::hash(&content).to_le_bytes(), &content].concat()
    }

    /// Back from its bytes. Of what another version of the program found, nothing.
    ///
    /// # Errors
    /// When they are in another format, or damaged.
    pub fn read(content: &[u8]) -> Result<Self, RunMemoryError> {
        let Some(content) = content.strip_prefix(FORMAT.as_bytes()) else {
            let other = content.starts_with(PROGRAM.as_bytes());
            return Err(if other { RunMemoryError::OtherFormat } else { RunMemoryError::Damaged });
        };
        let (check, content) = content.split_first_chunk().ok_or(RunMemoryError::Damaged)?;
        if crc32fast::hash(content) != u32::from_le_bytes(*check) {
            return Err(RunMemoryError::Damaged);
        }
        let mut bytes = ByteReader::new(content);
        let lapsed = bytes.text()? != VERSION;
        let date = read_day(&mut bytes)?;
        let off = bytes.list(|bytes| bytes.text().map(str::to_string))?.into_iter().collect();
        let (mut now, mut unit) = (ChangeState { off, ..ChangeState::default() }, BTreeMap::new());
        let state = |bytes: &mut ByteReader<'_>| {
            let state = SnapshotPack::read(bytes)?;
            Ok(if lapsed { state.without_findings() } else { state })
        };
        let units = bytes.list(|bytes| {
            let (code, since) = (bytes.text()?.to_string(), read_day(bytes)?);
            let benchmark = bytes.list(|bytes| Ok((read_day(bytes)?, state(bytes)?)))?.pop();
            Ok((code, FileTrail { since, benchmark }, state(bytes)?))
        })?;
        bytes.end()?;
        for (code, trail, state) in units {
            now.units.insert(code.clone(), state);
            unit.insert(code, trail);
        }
        Ok(Self { date, now, lapsed, units: unit })
    }
}

fn write_day(day: NaiveDate, bytes: &mut ByteWriter) {
    bytes.number(u32::try_from(day.num_days_from_ce()).unwrap_or_default());
}

fn read_day(bytes: &mut ByteReader<'_>) -> Result<NaiveDate, RunMemoryError> {
    let day = i32::try_from(bytes.number()?).ok().and_then(NaiveDate::from_num_days_from_ce_opt);
    day.ok_or(RunMemoryError::Damaged)
}
