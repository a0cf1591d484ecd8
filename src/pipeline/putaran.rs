//! The run before: read before its results are replaced, and this one remembered in its place.
//!
//! What is remembered lies in `hasil/data/putaran.bin`. Without it, or when another version of the program wrote it,
//! nothing is compared; the reports are the same otherwise.

use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::Hasil;
use crate::banding::{BahanBanding, Keadaan, PerubahanRuang, Putaran, PutaranError};
use crate::domain::sistem::kata_sistem;
use crate::files::{self, FilesError};
use crate::workspace::Ruang;

/// Where a run is remembered, below the folder of the results.
pub const BERKAS: &str = "data/putaran.bin";
/// Where earlier versions did, in a form that is not read any more.
pub(crate) const BERKAS_LAMA: &str = "data/putaran.jsonl";

/// What is remembered cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum IngatanError {
    /// The file.
    #[error("{} tidak dapat dibaca atau ditulis ({})", jalur.display(), kata_sistem(sebab))]
    Berkas {
        /// Its path.
        jalur: PathBuf,
        /// What the system says.
        #[source]
        sebab: io::Error,
    },
    /// Its content.
    #[error("{}: {sebab}", jalur.display())]
    Isi {
        /// Its path.
        jalur: PathBuf,
        /// What is wrong with it.
        #[source]
        sebab: PutaranError,
    },
}

/// Sets this run against the one before. Writes nothing.
///
/// # Errors
/// When what is remembered is there and cannot be read. What another version wrote is no error: then nothing is compared.
pub fn lanjut(ruang: &Ruang, hasil: &Hasil, hari: NaiveDate) -> Result<(Putaran, PerubahanRuang), IngatanError> {
    let kini = Keadaan::ruang(hasil.bahan_banding(&ruang.aturan.mati()));
    let (lama, tanpa) = match baca(&ruang.hasil()) {
        Ok(lama) => (lama, None),
        Err(IngatanError::Isi { sebab, .. }) => (None, Some(sebab)),
        Err(galat) => return Err(galat),
    };
    let (tanpa, (putaran, perubahan)) = match Putaran::lanjut(lama, kini.clone(), hari) {
        Ok(putaran) => (tanpa, putaran),
        Err(sebab) => {
            (Some(sebab), Putaran::lanjut(None, kini, hari).map_err(|sebab| isi_salah(&ruang.hasil(), sebab))?)
        }
    };
    Ok((putaran, PerubahanRuang { tanpa, ..perubahan }))
}

fn isi_salah(hasil: &Path, sebab: PutaranError) -> IngatanError {
    IngatanError::Isi { jalur: hasil.join(BERKAS), sebab }
}

/// What is remembered in a folder of results; none when nothing is.
///
/// # Errors
/// When it cannot be read or understood.
pub fn baca(hasil: &Path) -> Result<Option<Putaran>, IngatanError> {
    let jalur = hasil.join(BERKAS);
    let isi = match files::read(&jalur) {
        Ok(isi) => isi,
        Err(sebab) if sebab.kind() == io::ErrorKind::NotFound => {
            let jalur = hasil.join(BERKAS_LAMA);
            let lama = jalur.is_file();
            return if lama { Err(IngatanError::Isi { jalur, sebab: PutaranError::VersiLain }) } else { Ok(None) };
        }
        Err(sebab) => return Err(IngatanError::Berkas { jalur, sebab }),
    };
    Putaran::baca(&isi).map(Some).map_err(|sebab| IngatanError::Isi { jalur, sebab })
}

/// Remembers a run, in a folder of results.
///
/// # Errors
/// When the file cannot be written.
pub fn simpan(hasil: &Path, putaran: &Putaran) -> Result<(), FilesError> {
    let jalur = hasil.join(BERKAS);
    files::ensure_folder(jalur.parent().unwrap_or_else(|| Path::new(".")))?;
    files::save(&jalur, &putaran.tulis())
}

impl Hasil {
    /// What a comparison is made of.
    pub fn bahan_banding<'a>(&'a self, mati: &'a std::collections::BTreeSet<String>) -> BahanBanding<'a> {
        BahanBanding { tables: &self.tables, temuan: &self.temuan, dikecualikan: &self.dikecualikan, mati }
    }
}
