//! Two files, or two results, set against each other.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{JobError, Progress, Readers};
use crate::banding::{BahanBanding, Keadaan, PerubahanUnit, bandingkan};
use crate::files::Manifest;
use crate::finding::{Temuan, Tingkat};
use crate::intake;
use crate::pipeline::{self, putaran};
use crate::workspace::{BERKAS_KASKADE, BERKAS_SETELAN, Ruang};

/// What is compared.
#[derive(Debug, Clone)]
pub struct CompareOptions {
    /// The older file, workspace or folder of results.
    pub before: PathBuf,
    /// The newer one.
    pub after: PathBuf,
    /// The workspace whose cascade and settings files are checked by.
    pub workspace: Option<PathBuf>,
    /// The day of the check.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// What changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    /// Unit by unit.
    pub changes: Vec<PerubahanUnit>,
    /// Findings at *galat* in the newer one.
    pub errors: usize,
}

/// Compares.
///
/// # Errors
/// When the two are not of one kind, cannot be read, or hold nothing that can be compared.
pub fn compare(options: &CompareOptions, progress: &(dyn Progress + Sync)) -> Result<Compared, JobError> {
    let (before, after) = match (options.before.is_dir(), options.after.is_dir()) {
        (true, true) => (of_results(&options.before)?, of_results(&options.after)?),
        (false, false) => (of_file(&options.before, options, progress)?, of_file(&options.after, options, progress)?),
        _ => return Err(JobError::NotOfOneKind),
    };
    Ok(Compared { changes: bandingkan(&before, &after)?, errors: after.banyak(Tingkat::Galat)? })
}

/// The last run of a workspace, or of a folder of results that somebody put aside.
fn of_results(folder: &Path) -> Result<Keadaan, JobError> {
    let results = if folder.join(BERKAS_SETELAN).is_file() { folder.join("hasil") } else { folder.to_path_buf() };
    Manifest::check(&results, [putaran::BERKAS])?;
    match putaran::baca(&results)? {
        Some(memory) => Ok(memory.kini),
        None => Err(JobError::NothingKept { folder: folder.to_path_buf(), file: putaran::BERKAS }),
    }
}

fn of_file(file: &Path, options: &CompareOptions, progress: &(dyn Progress + Sync)) -> Result<Keadaan, JobError> {
    let workspace = match &options.workspace {
        Some(folder) => Ruang::buka(folder)?,
        None => Ruang::shipped(options.today.year())?,
    };
    let way = options.readers.of(options.workspace.as_ref().map(|_| &workspace), &workspace.batas);
    let read = pipeline::baca(&workspace, &way, intake::satu_berkas(file), progress)?;
    for one in read.iter().filter(|one| one.jalur != BERKAS_KASKADE) {
        if let Err(reason) = &one.hasil {
            let file = format!("{} tidak dapat dibandingkan", one.jalur);
            return Err(JobError::Unreadable { file, reason: reason.clone() });
        }
    }
    let result = pipeline::periksa(&workspace, read, options.today)?;
    let about = |all: &[Temuan]| -> Vec<Temuan> {
        all.iter().filter(|one| super::about_what_was_sent(one, options.workspace.is_some())).cloned().collect()
    };
    let (findings, waived) = (about(&result.temuan), about(&result.dikecualikan));
    let off = workspace.aturan.mati();
    let material = BahanBanding { tables: &result.tables, temuan: &findings, dikecualikan: &waived, mati: &off };
    Ok(Keadaan::berkas(material))
}
