//! One run at a time on one workspace.
//!
//! Two runs at once would mix their files in `hasil/`. The first one holds a lock that the system lets go when the
//! process ends, however it ends, so nothing has to be cleaned up by hand. While a run writes, the file says so: a run
//! that finds it said has come after one that was ended.

use std::fs::{File, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::{Workspace, WorkspaceError};
use crate::files;

/// The file that is held. It stays behind, empty and free.
const LOCK_FILE: &str = ".kunci";
/// The file that is held while mail is taken.
const FETCH_LOCK_FILE: &str = ".kunci-ambil";
/// The file that is held while taken mail is moved.
const MOVE_LOCK_FILE: &str = ".kunci-pindah";
/// The file that is held while letters are sent.
const POST_LOCK_FILE: &str = ".kunci-surat";
/// What it says while a run writes.
const RUNNING: &[u8] = b"sedang berjalan\n";
/// What the next run tells people when that run was ended.
const UNFINISHED: &str = "putaran sebelumnya di ruang kerja ini tidak selesai (programnya dihentikan di tengah jalan); yang ada di folder hasil tetap dari putaran terakhir yang selesai, sampai putaran ini selesai";

/// A workspace held by this run.
#[derive(Debug)]
pub struct WorkspaceLock {
    file: File,
    writes: bool,
    unfinished: bool,
}

impl Workspace {
    /// Holds the workspace for writing until the value is dropped, and clears what an ended run left half-written.
    ///
    /// # Errors
    /// When another run holds it, or `hasil/` cannot be written.
    pub fn lock(&self) -> Result<WorkspaceLock, WorkspaceError> {
        Ok(WorkspaceLock::take(&self.folder, &self.results())?.writing())
    }
}

/// The letters of a workspace, held by who sends them.
#[derive(Debug)]
pub struct PostLock {
    _file: File,
}

impl Workspace {
    /// Holds the letters until the value is dropped: two who send at once would both send.
    ///
    /// # Errors
    /// When another program holds them, or `hasil/` cannot be written.
    pub fn post_lock(&self) -> Result<PostLock, WorkspaceError> {
        let file = lock_file(&self.results(), POST_LOCK_FILE)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => Err(WorkspaceError::Sending(self.folder.clone())),
            Ok(()) | Err(TryLockError::Error(_)) => Ok(PostLock { _file: file }),
        }
    }
}

impl Workspace {
    /// Held by who takes mail into a folder, several at once. Who is alone clears what an ended run left half-written there.
    ///
    /// # Errors
    /// When `hasil/` cannot be written.
    pub fn fetch_lock(&self, taken: &Path) -> Result<PostLock, WorkspaceError> {
        let file = lock_file(&self.results(), FETCH_LOCK_FILE)?;
        if file.try_lock().is_ok() {
            files::clear_aside(taken);
            let _ = file.unlock();
        }
        // Some network folders know no locks: then nothing is cleared by anybody.
        let _ = file.lock_shared();
        Ok(PostLock { _file: file })
    }
}

impl Workspace {
    /// The turn of who moves taken mail: two who move the same messages at once leave two copies in the mailbox. Waits for
    /// it; there is none where a folder knows no locks.
    pub fn move_lock(&self) -> Option<PostLock> {
        let file = lock_file(&self.results(), MOVE_LOCK_FILE).ok()?;
        file.lock().ok()?;
        Some(PostLock { _file: file })
    }
}

/// A file of this name in `hasil/`, to be held.
fn lock_file(outcome: &Path, name: &str) -> Result<File, WorkspaceError> {
    files::ensure_folder(outcome)?;
    let path = outcome.join(name);
    files::free_for_file(&path)?;
    let file = File::options().create(true).read(true).write(true).truncate(false).open(&path);
    file.map_err(|cause| WorkspaceError::NotAsWritten { path, cause })
}

impl WorkspaceLock {
    /// Holds a folder, whose outputs are in `hasil`.
    pub(super) fn take(folder: &Path, outcome: &Path) -> Result<Self, WorkspaceError> {
        let mut file = lock_file(outcome, LOCK_FILE)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(WorkspaceError::InUse(folder.to_path_buf())),
            // Some network folders know no locks: the run goes on as it would without this file.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        let mut said = [0; 1];
        let ended = matches!(file.read(&mut said), Ok(1));
        files::recover(outcome)?;
        files::clear_aside(&outcome.join("data"));
        Ok(Self { file, writes: false, unfinished: ended })
    }

    /// Says in the file that a run writes, until it ends.
    fn writing(mut self) -> Self {
        // A file that cannot be written takes the word from the next run, not the lock from this one.
        self.writes = self.file.rewind().and_then(|()| self.file.write_all(RUNNING)).is_ok();
        self
    }

    /// What people should know of the run before, when it was ended.
    pub fn note(&self) -> Option<String> {
        self.unfinished.then(|| UNFINISHED.to_string())
    }
}

impl Drop for WorkspaceLock {
    fn drop(&mut self) {
        if self.writes {
            let _ = self.file.set_len(0);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_run_that_was_ended_is_told_by_the_next_and_one_that_ended_by_itself_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let take = || WorkspaceLock::take(folder.path(), &folder.path().join("hasil")).unwrap();
        assert_eq!(take().writing().note(), None);
        let mut ended = take().writing();
        assert_eq!(ended.note(), None, "the one before ended by itself");
        ended.writes = false;
        drop(ended);
        assert!(take().note().unwrap().contains("tidak selesai"));
        assert!(take().writing().note().is_some(), "a reader of results does not take the word away");
        assert_eq!(take().note(), None);
    }
}
