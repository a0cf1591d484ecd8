//! What people type for a quarter, a half of the year, a day and a workspace.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use selaras::domain::date::read_date;
use selaras::domain::place::KASKADE_FILE;
use selaras::workspace::SETTINGS_FILE;

/// "2", "II", "TW 2", "triwulan II", "tw2".
pub(super) fn quarter(text: &str) -> Result<u32, String> {
    number(text, &["triwulan", "tw", "kuartal", "q"], 4)
        .ok_or_else(|| "tulis 1, 2, 3 atau 4, misalnya --triwulan 2".to_string())
}

/// "1", "I", "semester 2", "smt II".
pub(super) fn semester(text: &str) -> Result<u32, String> {
    number(text, &["semester", "smt", "sem", "s"], 2).ok_or_else(|| "tulis 1 atau 2, misalnya --semester 1".to_string())
}

fn number(text: &str, words: &[&str], most: u32) -> Option<u32> {
    let text = text.trim().to_lowercase();
    let bare = words.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(&text);
    let bare = bare.trim_start_matches([' ', '-', '_', '.']);
    let roman = ["i", "ii", "iii", "iv"].iter().zip(1..).find(|(roman, _)| **roman == bare).map(|(_, number)| number);
    roman.or_else(|| bare.parse().ok()).filter(|number| (1..=most).contains(number))
}

/// "2026-04-20", "20-04-2026", "20/4/2026", "20 April 2026".
pub(super) fn day(text: &str) -> Result<NaiveDate, String> {
    // Also the years that no form has.
    let plain = NaiveDate::parse_from_str(text.trim(), "%Y-%m-%d").ok();
    plain.or_else(|| read_date(text)).ok_or_else(|| {
        let written = text.trim();
        let dated = written.starts_with(|letter: char| letter.is_ascii_digit()) && written.len() >= 6;
        let gone = if dated { "tanggal itu tidak ada di kalender; " } else { "" };
        format!("{gone}tulis misalnya 20-04-2026 atau 2026-04-20")
    })
}

/// The workspace of a path: its folder, also where its settings or its cascade are named.
pub(super) fn workspace(path: &Path) -> PathBuf {
    let own = path.file_name().is_some_and(|name| name == SETTINGS_FILE || name == KASKADE_FILE);
    let folder = path.parent().filter(|_| own && path.is_file());
    match folder {
        Some(folder) if folder.as_os_str().is_empty() => PathBuf::from("."),
        Some(folder) => folder.to_path_buf(),
        None => path.to_path_buf(),
    }
}

/// A path as it can be pasted into a command: between quotes where a shell would take it apart.
pub(super) fn pasted(path: &Path) -> String {
    let text = path.display().to_string();
    let plain = |letter: char| letter.is_alphanumeric() || "/\\._-:+,@~".contains(letter);
    if !text.is_empty() && text.chars().all(plain) { text } else { format!("\"{text}\"") }
}

/// The workspace that was typed, else the one in which the program was started.
///
/// # Errors
/// When neither is there.
pub(super) fn workspace_or_here(typed: Option<&Path>) -> Result<PathBuf, NoWorkspace> {
    typed.map(workspace).or_else(here).ok_or(NoWorkspace)
}

/// The workspace of an option, else the one in which the program was started, where it was started in one.
pub(super) fn named_or_here(typed: Option<&Path>) -> Option<PathBuf> {
    typed.map(workspace).or_else(here)
}

/// What is compared: "@tw2.v1" is the version of the workspace in which the program was started.
pub(super) fn version(typed: &Path) -> PathBuf {
    let bare = typed.to_str().filter(|text| text.starts_with('@') && !typed.exists());
    match (bare, here()) {
        (Some(name), Some(folder)) => PathBuf::from(format!("{}{name}", folder.display())),
        _ => typed.to_path_buf(),
    }
}

/// The folder in which the program was started, or one above it, where that is a workspace.
pub(super) fn here() -> Option<PathBuf> {
    let start = std::env::current_dir().ok()?;
    if is_workspace(&start) {
        return Some(PathBuf::from("."));
    }
    start.ancestors().skip(1).take(3).find(|folder| is_workspace(folder)).map(Path::to_path_buf)
}

/// Whether a folder holds settings, in a file of their own or in the cascade.
pub(super) fn is_workspace(folder: &Path) -> bool {
    [SETTINGS_FILE, KASKADE_FILE].iter().any(|name| folder.join(name).is_file())
}

/// Nobody said which workspace is meant.
#[derive(Debug, thiserror::Error)]
#[error(
    "masih kurang: RUANG, yaitu folder yang berisi selaras.toml dan kaskade.xlsx; atau jalankan perintah ini di dalam folder itu"
)]
pub(super) struct NoWorkspace;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn quarters_are_understood_as_people_write_them() {
        for text in ["2", "II", "ii", "TW 2", "tw2", "TW-II", "Triwulan II", " tw. 2 "] {
            assert_eq!(quarter(text), Ok(2), "{text}");
        }
        for text in ["0", "5", "V", "dua", "", "TW"] {
            assert!(quarter(text).is_err(), "{text}");
        }
        assert_eq!((semester("Semester II"), semester("1")), (Ok(2), Ok(1)));
        assert!(semester("3").is_err());
    }

    #[test]
    fn a_path_can_be_pasted_into_a_command() {
        assert_eq!(pasted(Path::new("politeknik-2026")), "politeknik-2026");
        assert_eq!(pasted(Path::new("Ruang Kerja/PK (baru)")), "\"Ruang Kerja/PK (baru)\"");
        assert_eq!(pasted(Path::new("a&b")), "\"a&b\"");
    }

    #[test]
    fn days_are_understood_as_people_write_them() {
        assert!(day("1899-12-31").is_ok());
        for text in ["2026-04-20", "20-04-2026", "20/4/2026", "20 April 2026", "20 Apr 2026"] {
            assert_eq!(day(text), Ok(NaiveDate::from_ymd_opt(2026, 4, 20).unwrap()), "{text}");
        }
        assert!(day("kemarin").is_err());
    }

    #[test]
    fn the_settings_and_the_cascade_stand_for_their_workspace() {
        let folder = tempfile::tempdir().unwrap();
        for name in [SETTINGS_FILE, KASKADE_FILE] {
            let file = folder.path().join(name);
            std::fs::write(&file, "").unwrap();
            assert_eq!(workspace(&file), folder.path());
        }
        assert_eq!(workspace(folder.path()), folder.path());
    }
}
