//! One file or folder put in its place.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use super::plain::{free_for_file, free_for_folder};
use super::{ASIDE, FilesError};

/// Writes a file of a folder that exists, aside first and then moved into place.
///
/// # Errors
/// When it cannot be written, or something stands there that is no file; what stood there then stays as it was.
pub fn save(target: &Path, bytes: &[u8]) -> Result<(), FilesError> {
    free_for_file(target)?;
    replace(target, bytes).map_err(FilesError::at(target))
}

fn replace(target: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut aside = maker().tempfile_in(folder_of(target))?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist(target).map_err(|error| error.error)?;
    Ok(())
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes a file where nothing stands yet.
///
/// # Errors
/// When something does ([`ErrorKind::AlreadyExists`]), or it cannot be written; half a file does not stay.
pub fn save_new(target: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(saved) = save_unnamed(target, bytes) {
        return saved;
    }
    let mut aside = maker().tempfile_in(folder_of(target))?;
    aside.write_all(bytes)?;
    aside.as_file().sync_all()?;
    aside.persist_noclobber(target).map_err(|error| error.error)?;
    Ok(())
}

/// Writes into a file without a name and names it when it is whole: in a folder that is not ours nothing of it stays,
/// whatever ends the program. `None` where the system has no such files.
#[cfg(target_os = "linux")]
fn save_unnamed(target: &Path, bytes: &[u8]) -> Option<io::Result<()>> {
    use std::os::fd::AsRawFd;

    use rustix::fs::{AtFlags, CWD, Mode, OFlags, linkat, open};
    use rustix::io::Errno;

    let way = OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC;
    let mut file = fs::File::from(open(folder_of(target), way, Mode::from_raw_mode(0o644)).ok()?);
    if let Err(error) = file.write_all(bytes).and_then(|()| file.sync_all()) {
        return Some(Err(error));
    }
    match linkat(CWD, format!("/proc/self/fd/{}", file.as_raw_fd()), CWD, target, AtFlags::SYMLINK_FOLLOW) {
        Ok(()) => Some(Ok(())),
        Err(Errno::EXIST) => Some(Err(ErrorKind::AlreadyExists.into())),
        // No /proc, or a file system that knows such files but no links to them.
        Err(_) => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn save_unnamed(_target: &Path, _bytes: &[u8]) -> Option<io::Result<()>> {
    None
}

/// Takes a file away, when there is one.
///
/// # Errors
/// When it cannot be taken away.
pub fn remove(file: &Path) -> Result<bool, FilesError> {
    match fs::remove_file(file) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(false),
        Err(error) => Err(FilesError::at(file)(error)),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// When it cannot be made, or something stands there that is no folder.
pub fn ensure_folder(folder: &Path) -> Result<(), FilesError> {
    if !folder.is_dir() {
        free_for_folder(folder)?;
    }
    fs::create_dir_all(folder).map_err(FilesError::at(folder))
}

fn maker() -> tempfile::Builder<'static, 'static> {
    let mut maker = tempfile::Builder::new();
    maker.prefix(ASIDE);
    // Temporary files are private; what is moved into place is for everyone who may see the folder.
    #[cfg(unix)]
    maker.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    maker
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_replaces_the_one_before_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.txt");
        for text in ["lama", "baru"] {
            save(&file, text.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(&file).unwrap(), "baru");
        assert_eq!(save_new(&file, b"lain").unwrap_err().kind(), ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&file).unwrap(), "baru");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let error = save(Path::new("/tidak/ada/a.xlsx"), b"").unwrap_err();
        assert!(error.to_string().contains("a.xlsx"), "{error}");
    }
}
