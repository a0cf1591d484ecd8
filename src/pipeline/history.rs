//! Results of earlier rounds, in `hasil/riwayat/<tanggal>/`.
//!
//! Takes the folder of results as the last run left it, and links what people read of it (workbooks, messages, the page,
//! the letters that were new then) into the new folder, before that takes the place of the old. A run on the same day is the
//! same round: it replaces the last. Rounds older than the settings say are let go.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::returns;
use crate::domain::surat::WrittenSurat;
use crate::files::{self, FilesError, Manifest, Names};
use crate::letters::SuratKind;
use crate::tables::Tables;
use crate::workspace::Workspace;

/// The folder below `hasil/`.
pub const FOLDER: &str = "riwayat";
/// How the names of recaps begin.
const RECAP: &str = "rekap-";

/// Keeps the round before in a folder of new results. Gives what of the old results does not stay where it is.
///
/// # Errors
/// When a file cannot be kept.
pub fn keep(
    workspace: &Workspace,
    tables: &Tables,
    letters: &[WrittenSurat],
    (new, today): (&Path, NaiveDate),
) -> Result<Vec<String>, FilesError> {
    let results = workspace.results();
    if workspace.history_days == 0 {
        return Ok(vec![FOLDER.to_string()]);
    }
    let mut gone = past(&results, today, workspace.history_days);
    // Results that nobody can vouch for are no round.
    let Ok(Some(manifest)) = Manifest::of(&results) else { return Ok(gone) };
    if manifest.day >= today {
        return Ok(gone);
    }
    let round = Path::new(FOLDER).join(manifest.day.format("%Y-%m-%d").to_string());
    let recaps = recaps(&results);
    let names: BTreeSet<&str> =
        manifest.names().filter(|name| !name.contains('/')).chain(recaps.iter().map(String::as_str)).collect();
    let mut all: Vec<PathBuf> = names.into_iter().map(PathBuf::from).collect();
    all.extend(letters_of(tables, letters, manifest.day));
    for name in all {
        link(&results.join(&name), &new.join(&round).join(&name))?;
    }
    gone.extend(recaps.into_iter().filter(|name| !new.join(name).is_file()));
    Ok(gone)
}

/// Rounds that are older than the settings keep them.
fn past(results: &Path, today: NaiveDate, days: u32) -> Vec<String> {
    let listed = fs::read_dir(results.join(FOLDER)).into_iter().flatten().flatten();
    let names = listed.filter_map(|entry| entry.file_name().into_string().ok());
    let old = |name: &String| name.parse::<NaiveDate>().is_ok_and(|day| (today - day).num_days() > i64::from(days));
    names.filter(old).map(|name| format!("{FOLDER}/{name}")).collect()
}

/// Recaps in a folder, of whatever period.
fn recaps(results: &Path) -> Vec<String> {
    let listed = fs::read_dir(results).into_iter().flatten().flatten();
    let file = listed.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()));
    file.filter_map(|entry| entry.file_name().into_string().ok()).filter(|name| name.starts_with(RECAP)).collect()
}

/// The letters that were new on a day, by their path below the results.
fn letters_of(tables: &Tables, letters: &[WrittenSurat], day: NaiveDate) -> Vec<PathBuf> {
    let folders = Names::of_codes(tables.units.iter().map(|unit| unit.code.as_str()));
    let of_day = letters.iter().filter(|one| one.day == day);
    of_day
        .filter_map(|one| {
            let kind = SuratKind::ALL.into_iter().find(|kind| kind.name() == one.kind)?;
            Some(Path::new(returns::FOLDER).join(folders.get(one.unit.as_str())?).join(kind.file()))
        })
        .collect()
}

/// The same file in another place, where it is one: what somebody took away is not missed.
fn link(from: &Path, to: &Path) -> Result<(), FilesError> {
    if !fs::symlink_metadata(from).is_ok_and(|data| data.is_file()) {
        return Ok(());
    }
    files::ensure_folder(to.parent().unwrap_or(to))?;
    if fs::hard_link(from, to).is_err() {
        fs::copy(from, to).map_err(FilesError::at(to))?;
    }
    Ok(())
}
