//! Plain files and folders, and nothing else.

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::FilesError;
use crate::domain::digest::hexadecimal;

/// Bytes of a file of our own that are read at most.
const LARGEST: u64 = 1 << 30;
/// Bytes of a file of any size that are read at a time.
const PORTION: usize = 1 << 18;

/// The bytes of a plain file, a link to one included.
///
/// # Errors
/// When it is no file (a pipe, a device, a folder), cannot be read, or is larger than anything of ours.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    // Room for all of it at once: a file read into an empty list is asked a dozen times.
    let mut bytes = Vec::with_capacity(usize::try_from(file.metadata()?.len().min(LARGEST)).unwrap_or_default() + 1);
    file.take(LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LARGEST { Err(io::Error::other("terlalu besar")) } else { Ok(bytes) }
}

/// Opens a plain file for reading, a link to one included. What was exchanged for a pipe a moment ago does not keep its
/// reader waiting either: it is looked at once more when it is open.
///
/// # Errors
/// When it is no file (a pipe, a device, a folder), or cannot be opened.
pub fn open(path: &Path) -> io::Result<File> {
    plain(&fs::metadata(path)?)?;
    let mut way = File::options();
    way.read(true);
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use std::os::unix::fs::OpenOptionsExt;
        way.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let file = way.open(path)?;
    plain(&file.metadata()?)?;
    Ok(file)
}

fn plain(data: &fs::Metadata) -> io::Result<()> {
    if data.is_dir() {
        return Err(io::ErrorKind::IsADirectory.into());
    }
    if data.is_file() { Ok(()) } else { Err(io::Error::other("bukan berkas biasa")) }
}

/// SHA-256 of a plain file of any size, hexadecimal; it is never held as a whole.
///
/// # Errors
/// When it is no file (a pipe, a device, a folder), or cannot be read.
pub fn digest(path: &Path) -> io::Result<String> {
    let (mut file, mut digest, mut portion) = (open(path)?, Sha256::new(), vec![0; PORTION]);
    loop {
        match file.read(&mut portion) {
            Ok(0) => return Ok(hexadecimal(&digest.finalize())),
            Ok(read) => digest.update(&portion[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// The text of a plain file.
///
/// # Errors
/// As [`read`], and when it is no UTF-8.
pub fn read_text(path: &Path) -> io::Result<String> {
    String::from_utf8(read(path)?).map_err(|_| io::Error::other("bukan teks UTF-8"))
}

/// What stands at a path, links not followed, in words for people; `None` when nothing does.
///
/// # Errors
/// When the system does not tell.
pub fn kind_of(path: &Path) -> io::Result<Option<&'static str>> {
    match fs::symlink_metadata(path) {
        Ok(data) => Ok(Some(words(data.file_type()))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn words(kind: FileType) -> &'static str {
    if kind.is_file() {
        FILE
    } else if kind.is_dir() {
        FOLDER
    } else if kind.is_symlink() {
        "pintasan (tautan simbolik)"
    } else {
        "pipa, soket atau perangkat"
    }
}

const FILE: &str = "berkas";
const FOLDER: &str = "folder";

/// That a path is free for a file: nothing, or a plain file to be replaced.
///
/// # Errors
/// When something else stands there.
pub(crate) fn free_for_file(path: &Path) -> Result<(), FilesError> {
    free_for(path, FILE)
}

/// That a path is free for a folder: nothing, or a plain folder.
///
/// # Errors
/// When something else stands there.
pub(super) fn free_for_folder(path: &Path) -> Result<(), FilesError> {
    free_for(path, FOLDER)
}

fn free_for(path: &Path, wanted: &'static str) -> Result<(), FilesError> {
    match kind_of(path).map_err(FilesError::at(path))? {
        Some(found) if found != wanted => Err(FilesError::InTheWay { path: path.to_path_buf(), wanted, found }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_folder_is_not_read_and_text_must_be_text() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(read(folder.path()).unwrap_err().kind(), io::ErrorKind::IsADirectory);
        fs::write(folder.path().join("a"), b"\xff").unwrap();
        assert!(read_text(&folder.path().join("a")).unwrap_err().to_string().contains("UTF-8"));
        assert_eq!(kind_of(&folder.path().join("b")).unwrap(), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_an_output_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let link = folder.path().join("a.xlsx");
        std::os::unix::fs::symlink("/tmp", &link).unwrap();
        let error = free_for_file(&link).unwrap_err().to_string();
        assert!(error.contains("a.xlsx") && error.contains("pintasan"), "{error}");
        assert!(free_for_folder(folder.path()).is_ok());
    }
}
