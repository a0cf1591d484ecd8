//! A file that a unit sends by the page: its receipt, and its place in the inbox.

use std::io;
use std::path::{Path, PathBuf};

use super::JobError;
use crate::files::{self, FilesError, file_name};
use crate::journal::{Journal, NewReceipt, Receipt};

/// What is received.
#[derive(Debug, Clone)]
pub struct ReceiveOptions<'a> {
    /// The workspace.
    pub folder: &'a Path,
    /// What is known of the file.
    pub receipt: NewReceipt,
    /// Where its bytes are.
    pub file: &'a Path,
}

/// Puts a file into the inbox as a whole and gives its receipt. Ended in between, there is a receipt without a file, which
/// is told to its unit, and never half a file or one that nobody knows of.
///
/// # Errors
/// When the journal or the inbox cannot be written.
pub fn receive(options: &ReceiveOptions<'_>) -> Result<Receipt, JobError> {
    let new = &options.receipt;
    let bytes =
        files::read(options.file).map_err(|source| JobError::File { file: PathBuf::from(&new.name), source })?;
    let inbox = options.folder.join("masuk");
    let folder = match file_name(&new.unit) {
        name if name.is_empty() => "unit".to_string(),
        name => name,
    };
    files::ensure_folder(&inbox.join(&folder))?;
    let mut journal = Journal::open(options.folder)?;
    let receipt = journal.give_receipt(new, |number| format!("{folder}/{}", named(&new.name, number)))?;
    let target = inbox.join(&receipt.path);
    match files::save_new(&target, &bytes) {
        Ok(()) => Ok(receipt),
        Err(source) if source.kind() == io::ErrorKind::AlreadyExists => {
            Err(FilesError::InTheWay { path: target, wanted: "tempat kosong", found: "berkas lain" }.into())
        }
        Err(source) => Err(FilesError::Write { path: target, source }.into()),
    }
}

/// "PK JTI.xlsx" becomes "PK JTI (TT-2026-0042).xlsx".
fn named(name: &str, number: &str) -> String {
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, format!(".{}", file_name(ending))),
        _ => (name, String::new()),
    };
    let stem = file_name(stem.trim_start_matches('.'));
    let stem = if stem.is_empty() { "berkas" } else { &stem };
    format!("{stem} ({number}){ending}")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_holds_its_number_and_no_way_out_of_its_folder() {
        let names = [("PK JTI.xlsx", "PK JTI (TT-2026-0001).xlsx"), ("tanpa", "tanpa (TT-2026-0001)")];
        for (name, expected) in names {
            assert_eq!(named(name, "TT-2026-0001"), expected);
        }
        for name in ["../../selaras.toml", "..", ".", "/", "a.b/c", "C:\\a.xlsx", "a\0b.xlsx", ".xlsx", ""] {
            let made = named(name, "TT-2026-0001");
            assert!(!made.contains(['/', '\\', '\0', ':']) && !made.starts_with('.'), "{name} -> {made}");
        }
    }

    #[test]
    fn what_is_received_lies_whole_in_the_folder_of_its_unit_and_has_numbers_without_a_gap() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kiriman");
        std::fs::write(&file, b"isi").unwrap();
        let when = chrono::NaiveDate::from_ymd_opt(2026, 7, 20).unwrap().and_hms_opt(9, 0, 0).unwrap();
        let new = NewReceipt {
            when,
            unit: "J/TI".into(),
            by: "JTI".into(),
            name: "PK.xlsx".into(),
            sha256: String::new(),
            size: 3,
            documents: "PK".into(),
            errors: 1,
            warnings: 0,
        };
        let send = || receive(&ReceiveOptions { folder: folder.path(), receipt: new.clone(), file: &file }).unwrap();
        let (first, second) = (send(), send());
        assert_eq!((first.number().as_str(), second.number().as_str()), ("TT-2026-0001", "TT-2026-0002"));
        assert_eq!(first.path, "J_TI/PK (TT-2026-0001).xlsx");
        assert_eq!(std::fs::read(folder.path().join("masuk").join(&second.path)).unwrap(), b"isi");
        let all = Journal::open(folder.path()).unwrap().receipts(Some("J/TI")).unwrap();
        assert_eq!(all, [second, first]);
    }
}
