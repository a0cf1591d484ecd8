//! The settings as somebody typed them, put in place once they are understood.

use std::path::Path;

use super::{SETTINGS_FILE, SettingsFile, WorkspaceError, typed_text};
use crate::files;

/// Writes `selaras.toml`, whatever stands there now: a text that is wrong takes no place, and says in which line.
///
/// # Errors
/// When the settings would be wrong, or cannot be written.
pub fn write_settings(folder: &Path, text: &str) -> Result<(), WorkspaceError> {
    SettingsFile::with_text(folder, Some(typed_text::mend(text)))?;
    let ended = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    Ok(files::save(&folder.join(SETTINGS_FILE), format!("{text}{ended}").as_bytes())?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    const RIGHT: &str = "# Milik kantor\n[instansi]\nnama = \"Politeknik Contoh\"\ntahun = 2026";

    #[test]
    fn what_is_understood_is_kept_as_it_was_typed_and_what_is_not_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let text = || std::fs::read_to_string(folder.path().join(SETTINGS_FILE)).unwrap();
        write_settings(folder.path(), RIGHT).unwrap();
        assert_eq!(text(), format!("{RIGHT}\n"));
        let wrong = format!("{RIGHT}\n[tenggat]\npk = 31-02-2026\n");
        let told = write_settings(folder.path(), &wrong).unwrap_err().to_string();
        assert!(told.contains("baris 6") || told.contains("tenggat"), "{told}");
        assert_eq!(text(), format!("{RIGHT}\n"));
        // A fault that stands there already is mended by what takes its place.
        std::fs::write(folder.path().join(SETTINGS_FILE), &wrong).unwrap();
        write_settings(folder.path(), &format!("{RIGHT}\n[tenggat]\npk = 28-02-2026\n")).unwrap();
        assert!(text().ends_with("pk = 28-02-2026\n"));
    }
}
