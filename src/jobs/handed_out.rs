//! Forms that were handed out: which lie in `hasil/templat`, and several of them as one file to take along.

use std::fs;
use std::io::{self, Cursor, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::JobError;
use crate::domain::digest::hexadecimal;
use crate::domain::document_kind::YEAR;
use crate::files::{self, Names, own_name};
use crate::letters::SuratKind;
use crate::letters::eml::Attachment;

/// The folder of forms below `hasil/`.
pub(super) const FOLDER: &str = "templat";
/// The part of a workbook that says when it was made: the same form made another day is the same form.
const MADE: &str = "docProps/core.xml";

/// What lies ready for a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// Code of the unit.
    pub unit: String,
    /// Its workbooks.
    pub forms: Vec<PathBuf>,
    /// Its letter.
    pub letter: Option<PathBuf>,
}

/// What lies ready for units of these codes, those that have something.
pub fn handed_out<'a>(workspace: &Path, codes: impl IntoIterator<Item = &'a str>) -> Vec<HandedOut> {
    let root = workspace.join("hasil").join(FOLDER);
    let names = Names::of_codes(codes);
    let all = names.into_iter().map(|(code, name)| {
        let folder = root.join(name);
        let letter = Some(folder.join(SuratKind::HandOut.file())).filter(|path| path.is_file());
        HandedOut { unit: code.to_string(), forms: workbooks(&folder), letter }
    });
    all.filter(|one| !one.forms.is_empty()).collect()
}

fn workbooks(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_form = |path: &PathBuf| {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(['.', '~']));
        path.extension().is_some_and(|ending| ending == "xlsx") && !hidden && path.is_file()
    };
    let mut all: Vec<PathBuf> = entries.filter(is_form).collect();
    all.sort_by_cached_key(|path| (order(path), path.clone()));
    all
}

/// The place of a form in the year, by its name.
fn order(path: &Path) -> usize {
    let name = own_name(path);
    YEAR.iter().position(|one| name.contains(&format!("_{}_", one.file_name()))).unwrap_or(YEAR.len())
}

/// Forms as one .zip, in a folder for each unit where there are several. The same forms give the same bytes.
///
/// # Errors
/// When a form cannot be read.
pub fn forms_package(all: &[HandedOut]) -> Result<Vec<u8>, JobError> {
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    // Workbooks are packed already.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default());
    for one in all {
        for path in &one.forms {
            let failure = |source| JobError::File { file: path.clone(), source };
            let folder = path.parent().map(own_name).filter(|_| all.len() > 1);
            let name = folder.map_or_else(|| own_name(path), |folder| format!("{folder}/{}", own_name(path)));
            let content = files::read(path).map_err(failure)?;
            package.start_file(name, options).map_err(io::Error::other).map_err(failure)?;
            package.write_all(&content).map_err(failure)?;
        }
    }
    let finished = package.finish().map_err(io::Error::other);
    let failure = |source| JobError::File { file: PathBuf::from(FOLDER), source };
    Ok(finished.map_err(failure)?.into_inner())
}

/// Which letter it is that goes with forms: what it says and what they hold, whatever day they were made.
pub(super) fn version(subject: &str, content: &str, forms: &[Attachment]) -> String {
    let mut compute = Sha256::new();
    for text in [subject, content] {
        compute.update(text);
        compute.update([0]);
    }
    for form in forms {
        compute.update(&form.name);
        match parts(&form.content) {
            Some(parts) => parts.iter().for_each(|part| compute.update(part)),
            None => compute.update(&form.content),
        }
    }
    hexadecimal(&compute.finalize()[..8])
}

/// Name and checksum of each part that says something.
fn parts(workbook: &[u8]) -> Option<Vec<String>> {
    let mut archive = ZipArchive::new(Cursor::new(workbook)).ok()?;
    let mut parts = Vec::with_capacity(archive.len());
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).ok()?;
        let name = part.name().ok()?;
        if name != MADE {
            parts.push(format!("{name} {}\n", part.crc32()));
        }
    }
    Some(parts)
}
