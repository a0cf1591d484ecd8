//! A file that only this user can read, and that is gone when it is no longer held.

use std::path::{Path, PathBuf};

use super::FilesError;

/// A file in a folder of its own.
#[derive(Debug)]
pub struct PrivateFile {
    folder: tempfile::TempDir,
    path: PathBuf,
}

impl PrivateFile {
    /// Writes one under this name.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn new(name: &str, bytes: &[u8]) -> Result<Self, FilesError> {
        let place = std::env::temp_dir();
        let folder = tempfile::Builder::new().prefix("selaras-").tempdir().map_err(FilesError::at(&place))?;
        let path = folder.path().join(super::file_name(name));
        std::fs::write(&path, bytes).map_err(FilesError::at(&path))?;
        Ok(Self { folder, path })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        debug_assert!(self.path.starts_with(self.folder.path()));
        &self.path
    }
}
