//! Workspaces as they are typed: folders of workspaces stand for all of those in them.

use std::io;
use std::path::{Path, PathBuf};

use selaras::workspace::BERKAS_SETELAN;

/// The workspaces that these folders are or hold, each once, in the order in which they were typed.
///
/// # Errors
/// When a folder cannot be listed.
pub(super) fn semua(folder: &[PathBuf]) -> io::Result<Vec<PathBuf>> {
    let mut hasil: Vec<PathBuf> = Vec::new();
    for satu in folder {
        for ruang in isi(satu)? {
            // Twice the same folder under two spellings would count everything in it twice.
            let asli = ruang.canonicalize().unwrap_or_else(|_| ruang.clone());
            if !hasil.iter().any(|ada| ada.canonicalize().unwrap_or_else(|_| ada.clone()) == asli) {
                hasil.push(ruang);
            }
        }
    }
    Ok(hasil)
}

/// The folder itself, unless it is no workspace and holds some.
fn isi(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let sendiri = vec![folder.to_path_buf()];
    if folder.join(BERKAS_SETELAN).is_file() || !folder.is_dir() {
        return Ok(sendiri);
    }
    let mut anak = Vec::new();
    for entri in folder.read_dir()? {
        let jalur = entri?.path();
        if jalur.join(BERKAS_SETELAN).is_file() {
            anak.push(jalur);
        }
    }
    anak.sort();
    Ok(if anak.is_empty() { sendiri } else { anak })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::fs;

    use super::*;

    #[test]
    fn a_folder_of_workspaces_stands_for_those_in_it_and_each_counts_once() {
        let induk = tempfile::tempdir().unwrap();
        for nama in ["b", "a", "bukan"] {
            fs::create_dir(induk.path().join(nama)).unwrap();
        }
        for nama in ["a", "b"] {
            fs::write(induk.path().join(nama).join(BERKAS_SETELAN), "").unwrap();
        }
        let (a, b) = (induk.path().join("a"), induk.path().join("b"));
        let semua =
            semua(&[b.clone(), induk.path().to_path_buf(), b.join("../b"), PathBuf::from("tidak-ada")]).unwrap();
        assert_eq!(semua, [b, a, PathBuf::from("tidak-ada")]);
    }
}
