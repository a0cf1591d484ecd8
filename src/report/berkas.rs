//! Files written aside and moved into place, so that a broken run never leaves half a file.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::ReportError;

/// Writes a file of a folder that exists, aside first and then moved into place.
///
/// # Errors
/// When it cannot be written; what stood there before then stays as it was.
pub fn simpan(tujuan: &Path, isi: &[u8]) -> Result<(), ReportError> {
    ganti(tujuan, isi).map_err(|sebab| ReportError::Tulis { berkas: tujuan.to_path_buf(), sebab })
}

/// As [`simpan`], with what the system says when it cannot be written.
pub(crate) fn ganti(tujuan: &Path, isi: &[u8]) -> io::Result<()> {
    let folder = tujuan.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut sementara = pembuat().tempfile_in(folder)?;
    sementara.write_all(isi)?;
    sementara.as_file().sync_all()?;
    sementara.persist(tujuan).map_err(|galat| galat.error)?;
    Ok(())
}

/// Writes a file of a folder that exists; gives its path.
pub(super) fn tulis(folder: &Path, nama: &str, isi: &[u8]) -> Result<PathBuf, ReportError> {
    let tujuan = folder.join(nama);
    simpan(&tujuan, isi)?;
    Ok(tujuan)
}

/// Takes a file away, when there is one.
pub(super) fn buang(berkas: &Path) -> Result<(), ReportError> {
    match fs::remove_file(berkas) {
        Err(sebab) if sebab.kind() != ErrorKind::NotFound => {
            Err(ReportError::Tulis { berkas: berkas.to_path_buf(), sebab })
        }
        _ => Ok(()),
    }
}

/// Makes a folder and those above it.
///
/// # Errors
/// When it cannot be made.
pub fn folder(folder: &Path) -> Result<(), ReportError> {
    fs::create_dir_all(folder).map_err(|sebab| ReportError::Tulis { berkas: folder.to_path_buf(), sebab })
}

fn pembuat() -> tempfile::Builder<'static, 'static> {
    let mut pembuat = tempfile::Builder::new();
    pembuat.prefix(".selaras-");
    // Temporary files are private; what is moved into place is for everyone who may see the folder.
    #[cfg(unix)]
    pembuat.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    pembuat
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_replaces_the_one_before_and_leaves_nothing_beside_it() {
        let ruang = tempfile::tempdir().unwrap();
        for isi in ["lama", "baru"] {
            tulis(ruang.path(), "a.txt", isi.as_bytes()).unwrap();
        }
        assert_eq!(fs::read_to_string(ruang.path().join("a.txt")).unwrap(), "baru");
        assert_eq!(fs::read_dir(ruang.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_cannot_be_written_is_named() {
        let galat = tulis(Path::new("/tidak/ada"), "a.xlsx", b"").unwrap_err();
        assert!(galat.to_string().contains("a.xlsx"), "{galat}");
    }
}
