//! Who a workspace is of, without what it takes to work on it: for those who look at very many.

use std::path::{Path, PathBuf};

use super::{Kunci, RuangError, setelan};
use crate::domain::instansi::KodeInstansi;

/// Who a workspace is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pengenal {
    /// Its folder.
    pub folder: PathBuf,
    /// Name of the institution.
    pub instansi: String,
    /// Its short code; `None` when its name makes none and none is set.
    pub kode: Option<KodeInstansi>,
    /// The year.
    pub tahun: i32,
}

impl Pengenal {
    /// Reads the settings of a workspace.
    ///
    /// # Errors
    /// When they cannot be read or are wrong.
    pub fn baca(folder: &Path) -> Result<Self, RuangError> {
        let (_, setelan) = setelan(folder)?;
        Ok(Self { folder: folder.to_path_buf(), instansi: setelan.instansi, kode: setelan.kode, tahun: setelan.tahun })
    }

    /// What the program makes.
    pub fn hasil(&self) -> PathBuf {
        self.folder.join("hasil")
    }

    /// Holds the workspace until the value is dropped.
    ///
    /// # Errors
    /// When another run holds it, or `hasil/` cannot be written.
    pub fn kunci(&self) -> Result<Kunci, RuangError> {
        Kunci::ambil(&self.folder, &self.hasil())
    }
}
