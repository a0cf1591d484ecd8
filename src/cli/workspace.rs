//! Workspaces as they are typed: folders of workspaces stand for all of those in them.

use std::io;
use std::path::{Path, PathBuf};

use super::argument;

/// The workspaces that these folders are or hold, each once, in the order in which they were typed; the one in which the
/// program was started where none was typed.
///
/// # Errors
/// When a folder cannot be listed.
pub(super) fn all(folder: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut outcome: Vec<PathBuf> = Vec::new();
    let here = if folder.is_empty() { argument::here() } else { None };
    for one in folder.iter().chain(&here) {
        for workspace in content(&argument::workspace(one))? {
            // Twice the same folder under two spellings would count everything in it twice.
            let original = workspace.canonicalize().unwrap_or_else(|_| workspace.clone());
            if !outcome.iter().any(|exists| exists.canonicalize().unwrap_or_else(|_| exists.clone()) == original) {
                outcome.push(workspace);
            }
        }
    }
    Ok(outcome)
}

/// The folder itself, unless it is no workspace and holds some.
fn content(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let own = vec![folder.to_path_buf()];
    if argument::is_workspace(folder) || !folder.is_dir() {
        return Ok(own);
    }
    let mut child = Vec::new();
    for listed in folder.read_dir()? {
        let path = listed?.path();
        if argument::is_workspace(&path) {
            child.push(path);
        }
    }
    child.sort();
    Ok(if child.is_empty() { own } else { child })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use selaras::workspace::SETTINGS_FILE;

    use super::*;

    #[test]
    fn a_folder_of_workspaces_stands_for_those_in_it_and_each_counts_once() {
        let parent = tempfile::tempdir().unwrap();
        for name in ["b", "a", "bukan"] {
            fs::create_dir(parent.path().join(name)).unwrap();
        }
        for name in ["a", "b"] {
            fs::write(parent.path().join(name).join(SETTINGS_FILE), "").unwrap();
        }
        let (a, b) = (parent.path().join("a"), parent.path().join("b"));
        let all = all(&[b.clone(), parent.path().to_path_buf(), b.join("../b"), PathBuf::from("tidak-ada")]).unwrap();
        assert_eq!(all, [b, a, PathBuf::from("tidak-ada")]);
    }
}
