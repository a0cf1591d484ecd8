//! Workbooks that open with a password: asked for on the terminal, for this file and this run alone.

use std::path::{Path, PathBuf};

use selaras::files::{self, PrivateFile};
use selaras::workbook::locked::{UnlockError, is_locked, unlock};

use super::password;
use super::terminal::is_safe;

/// How often a person may try.
const TRIES: usize = 3;
/// Bytes of a file that is looked into.
const LARGEST: u64 = 64 << 20;

/// Files as they are checked: those that were opened with a password lie in a place of their own while they are held.
pub(super) struct OpenedFiles {
    /// Where each is.
    pub(super) files: Vec<PathBuf>,
    /// The folder of the first that was opened: what is made of it belongs there.
    pub(super) beside: Option<PathBuf>,
    _held: Vec<PrivateFile>,
}

/// Asks for the passwords of locked files. One that nobody opens stays as it is, and the check says so.
pub(super) fn opened(files: &[PathBuf]) -> Result<OpenedFiles, Box<dyn std::error::Error>> {
    let mut outcome = OpenedFiles { files: Vec::new(), beside: None, _held: Vec::new() };
    for path in files {
        match content(path).and_then(|bytes| ask(path, &bytes)) {
            Some(open) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy();
                let held = PrivateFile::new(&name, &open)?;
                outcome.files.push(held.path().to_path_buf());
                outcome.beside.get_or_insert_with(|| path.parent().map_or_else(PathBuf::new, Path::to_path_buf));
                outcome._held.push(held);
            }
            None => outcome.files.push(path.clone()),
        }
    }
    Ok(outcome)
}

/// The bytes of a file that is locked.
fn content(path: &Path) -> Option<Vec<u8>> {
    let size = std::fs::metadata(path).ok()?.len();
    let bytes = if size <= LARGEST { files::read(path).ok()? } else { return None };
    is_locked(&bytes).then_some(bytes)
}

fn ask(path: &Path, bytes: &[u8]) -> Option<Vec<u8>> {
    let name = is_safe(&path.display().to_string());
    for _ in 0..TRIES {
        let typed = password::typed(&format!("Sandi {name} (kosong: lewati)"))?;
        if typed.is_empty() {
            return None;
        }
        match unlock(bytes, &typed) {
            Ok(open) => return Some(open),
            Err(error @ UnlockError::WrongPassword) => anstream::eprintln!("{name}: {error}"),
            Err(error) => {
                anstream::eprintln!("{name}: {error}");
                return None;
            }
        }
    }
    None
}
