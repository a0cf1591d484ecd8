//! Who a workspace is of, without what it takes to work on it: for those who look at very many.

use std::path::{Path, PathBuf};

use super::{SettingsFile, WorkspaceError, WorkspaceLock};
use crate::domain::instansi::InstansiCode;

/// Who a workspace is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkspaceIdentity {
    /// Its folder as it was named.
    pub folder: PathBuf,
    /// Name of the institution.
    pub instansi: String,
    /// Its short code; `None` when its name makes none and none is set.
    pub code: Option<InstansiCode>,
    /// The year that the workspace is of.
    pub year: i32,
}

impl WorkspaceIdentity {
    /// Reads the settings of a workspace.
    ///
    /// # Errors
    /// When they cannot be read or are wrong.
    pub fn read(folder: &Path) -> Result<Self, WorkspaceError> {
        let settings = SettingsFile::read_brief(folder)?.settings;
        Ok(Self { folder: folder.to_path_buf(), instansi: settings.instansi, code: settings.code, year: settings.year })
    }

    /// What the program makes.
    pub fn results(&self) -> PathBuf {
        self.folder.join("hasil")
    }

    /// Holds the workspace until the value is dropped.
    ///
    /// # Errors
    /// When another run holds it, or `hasil/` cannot be written.
    pub fn lock(&self) -> Result<WorkspaceLock, WorkspaceError> {
        WorkspaceLock::take(&self.folder, &self.results())
    }
}
