//! Last year's table of achievements, from the workspace that the settings name. What is missing leaves its columns blank
//! with the reason; it never stops a run.

use crate::domain::system::system_words;
use crate::files::{self, Manifest};
use crate::recap::model::LastYear;
use crate::workspace::Workspace;

/// Where a run leaves its table for the next year, below `hasil/`.
pub const LAKIP_FILE: &str = "data/lakip.json";

/// Reads it.
pub fn last_year(workspace: &Workspace) -> LastYear {
    let Some(folder) = &workspace.last_year else {
        return LastYear::absent(
            "ruang kerja tahun lalu tidak disebut; tulis misalnya tahun_lalu = \"../politeknik-2025\" di bawah [rekap] di selaras.toml",
        );
    };
    let outcome = workspace.folder.join(folder).join("hasil");
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
