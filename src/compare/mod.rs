//! What changed between two states of the house, cell by cell and finding by finding.
//!
//! Takes tables and findings, gives a [`ChangeState`]: what the forms of each unit say and what was found in them, as plain
//! data that can be kept. [`changes_between`] tells two of them apart; [`RunMemory`] is what a workspace remembers from run to
//! run, and says of every unit what its last version changed.
//!
//! A cell is known by its document, its indicator and its field, never by its position: a row that is put in between
//! changes nothing else. A finding is known by its rule and the same three; its wording and its cell may move. Numbers
//! of rows are not compared, because they follow from the position.

mod entry;
mod error;
mod format;
mod packing;
mod row;
mod run_memory;
mod shapes;
mod snapshot;
mod temuan;
#[cfg(test)]
mod tests;
mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use rayon::prelude::*;

use crate::domain::document::DocumentKind;
use crate::domain::place::Place;
use crate::domain::text::listed;
use crate::domain::triwulan::Triwulan;
use crate::finding::Severity;

pub use error::RunMemoryError;
pub use packing::SnapshotPack;
pub use row::{ChangeRow, jsonl, slot_name};
pub use run_memory::{FileVersion, RunMemory, WorkspaceChange};
pub use snapshot::ComparisonInput;

use shapes::SnapshotTemuan;

/// What the house says at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ChangeState {
    /// By code of the unit; the empty code holds what belongs to none.
    units: BTreeMap<String, SnapshotPack>,
    /// Codes of rules that the institution had switched off.
    off: BTreeSet<String>,
}

impl ChangeState {
    /// Only what belongs to some units.
    #[must_use]
    pub fn of_units(&self, wanted: &dyn Fn(&str) -> bool) -> Self {
        let unit = self.units.iter().filter(|(code, _)| wanted(code));
        Self { units: unit.map(|(code, packing)| (code.clone(), packing.clone())).collect(), off: self.off.clone() }
    }

    /// The units that are not the same, byte for byte, in another state.
    fn besides(&self, other: &Self) -> Self {
        let unit = self.units.iter().filter(|(code, packing)| other.units.get(*code) != Some(*packing));
        Self { units: unit.map(|(code, packing)| (code.clone(), packing.clone())).collect(), off: self.off.clone() }
    }

    /// Findings at a severity that stand; `None` when another version of the program looked for them.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn count(&self, severity: Severity) -> Result<Option<usize>, RunMemoryError> {
        let owned = self.units.values().map(|packing| {
            let findings = packing.open()?.temuan;
            let standing = |one: &&SnapshotTemuan<&str>| one.severity == severity && !one.excepted;
            Ok(findings.map(|findings| findings.iter().filter(standing).count()))
        });
        let counted: Vec<Option<usize>> = owned.collect::<Result<_, _>>()?;
        Ok(counted.into_iter().sum())
    }
}

/// A document of a unit: its kind, and its quarter for measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DocumentKey {
    /// With the quarter it names one document of a unit.
    pub kind: DocumentKind,
    /// Its quarter.
    pub triwulan: Option<Triwulan>,
}

impl fmt::Display for DocumentKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.triwulan {
            Some(triwulan) => write!(f, "{triwulan}"),
            None => f.write_str(self.kind.abbreviation()),
        }
    }
}

/// What became of a document, a row, a cell or a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeFate {
    /// A document that was not there.
    NewDocument,
    /// A document that is not there any more.
    MissingDocument,
    /// A row that was not there.
    NewRow,
    /// A row that is not there any more.
    MissingRow,
    /// A cell that was blank.
    FilledIn,
    /// A cell that is blank now.
    Emptied,
    /// A cell that says something else.
    Changed,
    /// A finding that is gone.
    Mended,
    /// A finding that nobody asks about any more: waived, or its rule is milder or switched off.
    NotAsked,
    /// A finding whose document is gone, so nobody can tell.
    NotChecked,
    /// A finding that is still there.
    StillExists,
    /// A finding that was not there.
    New,
}

impl ChangeFate {
    /// The words that people read.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NewDocument => "dokumen baru",
            Self::MissingDocument => "dokumen tidak ada lagi",
            Self::NewRow => "baris baru",
            Self::MissingRow => "baris dihapus",
            Self::FilledIn => "diisi",
            Self::Emptied => "dikosongkan",
            Self::Changed => "diubah",
            Self::Mended => "sudah diperbaiki",
            Self::NotAsked => "tidak diminta lagi",
            Self::NotChecked => "tidak dapat diperiksa",
            Self::StillExists => "masih ada",
            Self::New => "baru",
        }
    }

    /// Whether it is about a finding.
    pub const fn temuan(self) -> bool {
        matches!(self, Self::Mended | Self::NotAsked | Self::NotChecked | Self::StillExists | Self::New)
    }
}

/// One thing that changed, or a finding that did not.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeSummary {
    /// What became of it.
    pub fate: ChangeFate,
    /// The document that it stands in; `None` where it is of none.
    pub document: Option<DocumentKey>,
    /// About which indicator, as people know it.
    pub indikator: Option<String>,
    /// The field, as [`slot_name`] takes it.
    pub slot: Option<String>,
    /// What the cell said.
    pub before: Option<String>,
    /// What it says now.
    pub after: Option<String>,
    /// The finding.
    pub note: Option<TemuanNote>,
    /// Where it is now; where it was, for what is gone.
    pub place: Place,
}

/// What a finding said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TemuanNote {
    /// Code of its rule.
    pub code: String,
    /// How grave it is, as settings have it.
    pub severity: Severity,
    /// What the rule says, in a sentence.
    pub message: String,
    /// Whether it is about what the unit sent, so that its letter counts it.
    pub surat: bool,
}

/// What changed for one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct UnitChange {
    /// Its code; empty for what belongs to none.
    pub unit: String,
    /// Documents, then cells, then findings.
    pub changes: Vec<ChangeSummary>,
}

impl UnitChange {
    /// How many things became this.
    pub fn count(&self, fate: ChangeFate) -> usize {
        self.changes.iter().filter(|one| one.fate == fate).count()
    }

    /// Whether nothing changed: findings that are still there are no change.
    pub fn fixed(&self) -> bool {
        self.changes.iter().all(|one| one.fate == ChangeFate::StillExists)
    }

    /// The sentence for the unit's letter: "Dari 7 catatan sebelumnya, 5 sudah diperbaiki dan 2 masih ada. …". None when
    /// there was nothing to mend.
    pub fn sentence(&self) -> Option<String> {
        let count = |fate| {
            let owned = self.changes.iter().filter(|one| one.fate == fate);
            owned.filter(|one| one.note.as_ref().is_some_and(|note| note.surat)).count()
        };
        let part = [
            (count(ChangeFate::Mended), "sudah diperbaiki"),
            (count(ChangeFate::StillExists), "masih ada"),
            (count(ChangeFate::NotAsked), "tidak perlu diperbaiki lagi"),
            (count(ChangeFate::NotChecked), "belum dapat diperiksa karena dokumennya tidak ada di kiriman terakhir"),
        ];
        let former: usize = part.iter().map(|(count, _)| count).sum();
        if former == 0 {
            return None;
        }
        let new = count(ChangeFate::New);
        if part[0].0 == former && new == 0 {
            return Some(match former {
                1 => "Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih.".to_string(),
                _ => format!("Semua {former} catatan sebelumnya sudah diperbaiki. Terima kasih."),
            });
        }
        let exists: Vec<String> =
            part.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
        let list = listed(&exists);
        let new = if new == 0 { String::new() } else { format!(" Ada {new} catatan baru.") };
        Some(format!("Dari {former} catatan sebelumnya, {list}.{new}"))
    }
}

/// What changed from one state to another, unit by unit; units of which nothing can be said are left out.
///
/// # Errors
/// When one of them is damaged.
pub fn changes_between(old: &ChangeState, new: &ChangeState) -> Result<Vec<UnitChange>, RunMemoryError> {
    let code: BTreeSet<&String> = old.units.keys().chain(new.units.keys()).collect();
    let (code, blank): (Vec<&String>, _) = (code.into_iter().collect(), SnapshotPack::default());
    let one = |code: &&String| {
        let [before, after] = [old, new].map(|state| state.units.get(*code).unwrap_or(&blank));
        one_unit(code, before, after, &new.off)
    };
    let unit: Vec<UnitChange> = code.par_iter().map(one).collect::<Result<_, _>>()?;
    Ok(unit.into_iter().filter(|unit| !unit.changes.is_empty()).collect())
}

/// What changed for a unit. `mati` are the rules that are switched off now.
fn one_unit(
    unit: &str,
    old: &SnapshotPack,
    new: &SnapshotPack,
    off: &BTreeSet<String>,
) -> Result<UnitChange, RunMemoryError> {
    let (old, new) = (old.open()?, new.open()?);
    let mut changes = entry::changes_between(&old, &new);
    changes.extend(temuan::changes_between(&old, &new, off));
    Ok(UnitChange { unit: unit.to_string(), changes })
}
