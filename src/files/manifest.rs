//! What belongs together in a folder of results: the names and digests of the files of one run.
//!
//! Written with the results and moved last. Whoever reads results asks it first: files of two runs side by side, or a
//! file that somebody changed, are no results.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{FilesError, place, plain};
use crate::domain::system::system_words;

/// Where it stands below the results.
pub const MANIFEST: &str = "data/manifes.json";
/// The version of its form.
const FORM: u32 = 1;

/// The files of one run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    #[serde(rename = "bentuk")]
    form: u32,
    /// The program that wrote them.
    #[serde(rename = "program")]
    pub program: String,
    /// The day of the run.
    #[serde(rename = "tanggal")]
    pub day: NaiveDate,
    /// SHA-256 by path below the results, with `/`.
    #[serde(rename = "berkas")]
    files: BTreeMap<String, String>,
}

/// Results that are not those of one run.
#[derive(Debug, thiserror::Error)]
pub enum ManifestError {
    /// It cannot be read.
    #[error("{} tidak dapat dibaca ({}); jalankan selaras konsolidasi lagi", path.display(), system_words(source))]
    Unreadable {
        /// The manifest, or a file that it names.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// Its form is another one.
    #[error("{} bukan daftar hasil yang dikenal; jalankan selaras konsolidasi lagi", .0.display())]
    Unknown(PathBuf),
    /// A file is not the one of this run.
    #[error("hasilnya tidak utuh: {} bukan dari putaran yang sama atau berubah sesudahnya; jalankan selaras konsolidasi lagi", .0.display())]
    Differs(PathBuf),
}

impl Manifest {
    /// Writes the manifest of a folder that is being made: its files, and those of its folder `data`.
    ///
    /// # Errors
    /// When a file cannot be read, or the manifest not written.
    pub fn write(folder: &Path, day: NaiveDate) -> Result<(), FilesError> {
        let mut all = Vec::new();
        let data = Path::new(MANIFEST).parent().unwrap_or(Path::new("")).to_path_buf();
        for below in [PathBuf::new(), data.clone()] {
            let place = folder.join(&below);
            for entry in fs::read_dir(&place).map_err(FilesError::at(&place))? {
                let entry = entry.map_err(FilesError::at(&place))?;
                let name = entry.file_name().to_string_lossy().into_owned();
                if entry.file_type().is_ok_and(|kind| kind.is_file()) && !name.starts_with('.') {
                    all.push((below.join(name).to_string_lossy().replace('\\', "/"), entry.path()));
                }
            }
        }
        let one = |(name, path): (String, PathBuf)| {
            let digest = plain::digest(&path).map_err(FilesError::at(&path))?;
            Ok((name, digest))
        };
        let mut files: BTreeMap<String, String> = all.into_par_iter().map(one).collect::<Result<_, FilesError>>()?;
        files.remove(MANIFEST);
        let program = concat!("selaras ", env!("CARGO_PKG_VERSION")).to_string();
        let path = folder.join(MANIFEST);
        let text = serde_json::to_vec_pretty(&Self { form: FORM, program, day, files })
            .map_err(|error| FilesError::at(&path)(error.into()))?;
        place::save(&path, &text)
    }

    /// The manifest of a folder of results; none where none was written.
    ///
    /// # Errors
    /// When it cannot be read or understood.
    pub fn of(results: &Path) -> Result<Option<Self>, ManifestError> {
        let path = results.join(MANIFEST);
        let bytes = match plain::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => return Err(ManifestError::Unreadable { path, source }),
        };
        match serde_json::from_slice::<Self>(&bytes) {
            Ok(manifest) if manifest.form == FORM => Ok(Some(manifest)),
            _ => Err(ManifestError::Unknown(path)),
        }
    }

    /// That these files of a folder of results are those of one run; `Ok(false)` where nobody can tell, because an
    /// earlier version of the program wrote them.
    ///
    /// # Errors
    /// When one of them is another one, or cannot be read.
    pub fn check<'a>(results: &Path, names: impl IntoIterator<Item = &'a str>) -> Result<bool, ManifestError> {
        let Some(manifest) = Self::of(results)? else { return Ok(false) };
        for name in names {
            let path = results.join(name);
            let read = plain::digest(&path);
            let same = match (&read, manifest.files.get(name)) {
                (Ok(digest), Some(written)) => digest == written,
                (Err(error), None) => error.kind() == io::ErrorKind::NotFound,
                (Err(error), Some(_)) if error.kind() != io::ErrorKind::NotFound => {
                    let source = io::Error::new(error.kind(), error.to_string());
                    return Err(ManifestError::Unreadable { path, source });
                }
                _ => false,
            };
            if !same {
                return Err(ManifestError::Differs(path));
            }
        }
        Ok(true)
    }

    /// The files that it names.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_file_of_another_run_is_told_and_those_of_one_run_are_not() {
        let folder = tempfile::tempdir().unwrap();
        let results = folder.path();
        fs::create_dir(results.join("data")).unwrap();
        for name in ["a.xlsx", "data/pk.parquet"] {
            fs::write(results.join(name), name).unwrap();
        }
        let names = ["a.xlsx", "data/pk.parquet"];
        assert!(!Manifest::check(results, names).unwrap(), "nobody can tell");
        Manifest::write(results, NaiveDate::default()).unwrap();
        assert_eq!(Manifest::of(results).unwrap().unwrap().names().collect::<Vec<_>>(), names);
        assert!(Manifest::check(results, names).unwrap());
        fs::write(results.join("data/pk.parquet"), "dari putaran lain").unwrap();
        assert!(Manifest::check(results, ["a.xlsx"]).unwrap());
        let error = Manifest::check(results, names).unwrap_err().to_string();
        assert!(error.contains("pk.parquet") && error.contains("tidak utuh"), "{error}");
        fs::remove_file(results.join("a.xlsx")).unwrap();
        assert!(matches!(Manifest::check(results, ["a.xlsx"]), Err(ManifestError::Differs(_))));
        fs::write(results.join(MANIFEST), "{}").unwrap();
        assert!(matches!(Manifest::of(results), Err(ManifestError::Unknown(_))));
    }
}
