//! Last year's table of achievements, from the workspace that the settings name. What is missing leaves its columns blank
//! with the reason; it never stops a run.

use std::path::Path;

use crate::domain::official::OfficialScope;
use crate::domain::period::Timespan;
use crate::domain::system::system_words;
use crate::domain::triwulan::Triwulan;
use crate::files::{self, Manifest};
use crate::journal::Journal;
use crate::recap::model::LastYear;
use crate::workspace::Workspace;

/// The table of the year that was ratified; of the fourth quarter where the year itself was not.
fn ratified_last_year(folder: &Path, year: i32) -> Option<LastYear> {
    let journal = Journal::existing(folder).ok()??;
    let ends = [Timespan::Yearly, Timespan::Triwulan(Triwulan::IV)];
    let version = ends.iter().find_map(|end| journal.newest(&OfficialScope::Period(*end)).ok()?)?;
    let outputs = journal.outputs(&version).ok()?;
    let (_, digest) = outputs.iter().find(|(name, _)| name == LAKIP_FILE)?;
    let text = String::from_utf8(journal.content(digest).ok()??).ok()?;
    Some(LastYear::read(&text, year))
}

/// Where a run leaves its table for the next year, below `hasil/`.
pub const LAKIP_FILE: &str = "data/lakip.json";

/// Reads it.
pub fn last_year(workspace: &Workspace) -> LastYear {
    let Some(folder) = &workspace.last_year else {
        return LastYear::absent(
            "ruang kerja tahun lalu tidak disebut; tulis misalnya tahun_lalu = \"../politeknik-2025\" di bawah [rekap] di selaras.toml",
        );
    };
    let other = workspace.folder.join(folder);
    if let Some(ratified) = ratified_last_year(&other, workspace.year - 1) {
        return ratified;
    }
    let outcome = other.join("hasil");
    if let Err(error) = Manifest::check(&outcome, [LAKIP_FILE]) {
        return LastYear::absent(&format!("ruang kerja tahun lalu: {error}"));
    }
    match files::read_text(&outcome.join(LAKIP_FILE)) {
        Ok(text) => LastYear::read(&text, workspace.year - 1),
        Err(cause) => LastYear::absent(&format!(
            "{} tidak dapat dibaca ({}); jalankan selaras konsolidasi di ruang kerja tahun lalu dahulu",
            folder.display(),
            system_words(&cause)
        )),
    }
}
