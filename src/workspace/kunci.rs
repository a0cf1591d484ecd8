//! One run at a time on one workspace.
//!
//! Two runs at once would mix their files in `hasil/`. The first one holds a lock that the system lets go when the
//! process ends, however it ends, so nothing has to be cleaned up by hand.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

use super::{Ruang, RuangError};

/// The file that is held. It stays behind, empty and free.
const BERKAS_KUNCI: &str = ".kunci";
/// How files begin that were being written when a run was ended.
const AWALAN_SEMENTARA: &str = ".selaras-";

/// A workspace held by this run.
#[derive(Debug)]
pub struct Kunci {
    _berkas: File,
}

impl Ruang {
    /// Holds the workspace until the value is dropped, and clears what an ended run left half-written.
    ///
    /// # Errors
    /// When another run holds it, or `hasil/` cannot be written.
    pub fn kunci(&self) -> Result<Kunci, RuangError> {
        Kunci::ambil(&self.folder, &self.hasil())
    }
}

impl Kunci {
    /// Holds the workspace in a folder, whose `hasil/` this is.
    pub(super) fn ambil(folder: &Path, hasil: &Path) -> Result<Self, RuangError> {
        let gagal = |jalur: &Path| {
            let jalur = jalur.to_path_buf();
            move |sebab: io::Error| RuangError::TakTertulis { jalur, sebab }
        };
        fs::create_dir_all(hasil).map_err(gagal(hasil))?;
        let jalur = hasil.join(BERKAS_KUNCI);
        let berkas = File::options().create(true).write(true).truncate(false).open(&jalur).map_err(gagal(&jalur))?;
        match berkas.try_lock() {
            Err(TryLockError::WouldBlock) => return Err(RuangError::SedangDipakai(folder.to_path_buf())),
            // Some network folders know no locks: the run goes on as it would without this file.
            Ok(()) | Err(TryLockError::Error(_)) => {}
        }
        for folder in [hasil.to_path_buf(), hasil.join("data")] {
            buang_sementara(&folder);
        }
        Ok(Self { _berkas: berkas })
    }
}

/// What stays when it cannot be removed does no harm: its name says that it is no result.
fn buang_sementara(folder: &Path) {
    let Ok(isi) = fs::read_dir(folder) else { return };
    for entri in isi.flatten() {
        if entri.file_name().to_string_lossy().starts_with(AWALAN_SEMENTARA) {
            let _ = fs::remove_file(entri.path());
        }
    }
}
