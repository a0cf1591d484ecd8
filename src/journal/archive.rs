//! The files that were received, kept by their digest under `arsip/`: what happens to `masuk/` later changes nothing there.
//!
//! ```text
//!  arsip/berkas/3f/3fa0….xlsx
//! ```
//!
//! A copy, never a hard link: a program that writes into the file in `masuk/` would write into both. A file stands under
//! its name only when it is whole. What was kept once is looked at by its size alone: a second run writes nothing.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::JournalError;
use crate::domain::digest::sha256;

/// The archive of a workspace.
#[derive(Debug, Clone)]
pub struct Archive {
    folder: PathBuf,
}

impl Archive {
    /// The archive of a workspace.
    pub fn of(workspace: &Path) -> Self {
        Self { folder: workspace.join("arsip").join("berkas") }
    }

    /// Where the file with a digest is kept; `name` is what it was called.
    pub fn place(&self, digest: &str, name: &str) -> PathBuf {
        let start = digest.get(..2).unwrap_or("00");
        let suffix = name.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, suffix)| suffix);
        let plain = |suffix: &&str| suffix.len() <= 5 && suffix.chars().all(|letter| letter.is_ascii_alphanumeric());
        let suffix = suffix.filter(plain).map_or_else(String::new, |suffix| format!(".{}", suffix.to_lowercase()));
        self.folder.join(start).join(format!("{digest}{suffix}"))
    }

    /// Clears away what a run left half-written that was ended. Only who holds the workspace may do this.
    pub fn clear(&self) {
        crate::files::clear_aside(self.folder.parent().unwrap_or(&self.folder));
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            crate::files::clear_aside(&entry.path());
        }
    }

    /// Whether it is kept, as far as its size tells.
    pub fn holds(&self, digest: &str, name: &str, size: u64) -> bool {
        fs::symlink_metadata(self.place(digest, name)).is_ok_and(|data| data.is_file() && data.len() == size)
    }

    /// Keeps bytes that have this digest. `false` when they have another: what was read is what is kept.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn keep(&self, digest: &str, name: &str, bytes: &[u8]) -> Result<bool, JournalError> {
        if sha256(bytes) != digest {
            return Ok(false);
        }
        let path = self.place(digest, name);
        put(&path, bytes).map_err(|cause| JournalError::File { path, cause })?;
        Ok(true)
    }

    /// The bytes with a digest; none when they are not there or are damaged.
    pub fn bytes(&self, digest: &str, name: &str) -> Option<Vec<u8>> {
        crate::files::read(&self.place(digest, name)).ok().filter(|bytes| sha256(bytes) == digest)
    }
}

/// Written aside, then moved. Thousands of files are kept in a run, so none waits for the disk by itself: one that a
/// failing power supply leaves half is told by its digest, and kept again by the next run.
fn put(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut maker = tempfile::Builder::new();
    maker.prefix(crate::files::ASIDE);
    #[cfg(unix)]
    maker.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o444));
    let aside = match maker.tempfile_in(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(folder)?;
            maker.tempfile_in(folder)?
        }
        other => other?,
    };
    io::Write::write_all(&mut aside.as_file(), bytes)?;
    aside.persist(path).map_err(|error| error.error)?;
    Ok(())
}
