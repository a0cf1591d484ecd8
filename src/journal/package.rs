//! An archive that is handed over: one .zip with a list of digests that `sha256sum -c` reads, and beside it a file with the
//! digest of the whole.
//!
//! Files stand in it as they are, not packed smaller (workbooks are packed already), under names of plain letters, so
//! that any machine unpacks and checks it without this program.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::JournalError;
use crate::domain::digest::sha256;
use crate::files;

/// The list of digests in it.
const SUMS: &str = "SHA256SUMS";

/// An archive being written.
#[derive(Debug)]
pub struct PackageWriter {
    zip: ZipWriter<tempfile::NamedTempFile>,
    target: PathBuf,
    sums: BTreeMap<String, String>,
}

impl PackageWriter {
    /// Begins one that will stand at `target`; nothing stands there until it is whole.
    ///
    /// # Errors
    /// When nothing can be written beside it.
    pub fn begin(target: &Path) -> Result<Self, JournalError> {
        let folder = target.parent().unwrap_or(Path::new("."));
        let mut maker = tempfile::Builder::new();
        maker.prefix(files::ASIDE);
        #[cfg(unix)]
        maker.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
        let aside = std::fs::create_dir_all(folder).and_then(|()| maker.tempfile_in(folder)).map_err(at(target))?;
        Ok(Self { zip: ZipWriter::new(aside), target: target.to_path_buf(), sums: BTreeMap::new() })
    }

    /// Adds a file.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> Result<(), JournalError> {
        self.put(name, bytes).map_err(at(&self.target))?;
        self.sums.insert(name.to_string(), sha256(bytes));
        Ok(())
    }

    fn put(&mut self, name: &str, bytes: &[u8]) -> io::Result<()> {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(bytes.len() as u64 >= u64::from(u32::MAX));
        self.zip.start_file(name, options).map_err(io::Error::other)?;
        self.zip.write_all(bytes)
    }

    /// Writes the digests and puts it in place, and the digest of the whole beside it.
    ///
    /// # Errors
    /// When it cannot be written, or something stands there already.
    pub fn finish(mut self) -> Result<PathBuf, JournalError> {
        let sums: String = self.sums.iter().map(|(name, digest)| format!("{digest}  {name}\n")).collect();
        self.put(SUMS, sums.as_bytes()).map_err(at(&self.target))?;
        let target = self.target;
        let done = self.zip.finish().map_err(io::Error::other).and_then(|aside| {
            aside.as_file().sync_all()?;
            let digest = files::digest(aside.path())?;
            aside.persist_noclobber(&target).map_err(|error| error.error)?;
            let name = files::own_name(&target);
            files::save_new(&beside(&target), format!("{digest}  {name}\n").as_bytes())
        });
        done.map_err(at(&target))?;
        Ok(target)
    }
}

/// The file with the digest of an archive.
fn beside(archive: &Path) -> PathBuf {
    let mut name = archive.file_name().unwrap_or_default().to_os_string();
    name.push(".sha256");
    archive.with_file_name(name)
}

fn at(path: &Path) -> impl Fn(io::Error) -> JournalError {
    let path = path.to_path_buf();
    move |cause| JournalError::File { path: path.clone(), cause }
}

/// What is wrong with a file of an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// The file.
    pub name: String,
    /// What is wrong.
    pub what: String,
}

impl Damage {
    pub(super) fn new(name: impl Into<String>, what: impl Into<String>) -> Self {
        Self { name: name.into(), what: what.into() }
    }
}

/// What came of looking through an archive.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Files that are as they were.
    pub sound: usize,
    /// What is not.
    pub damaged: Vec<Damage>,
}

/// Looks through an archive, or the folder into which one was unpacked: every file against its digest.
///
/// # Errors
/// When it cannot be read at all.
pub fn inspect(path: &Path) -> Result<Inspection, JournalError> {
    if path.is_dir() {
        let read = |name: &str| files::read(&path.join(name)).ok();
        let Some(sums) = read(SUMS) else {
            let cause = io::Error::other(format!("tidak memuat {SUMS}, jadi bukan arsip yang dibongkar"));
            return Err(JournalError::File { path: path.to_path_buf(), cause });
        };
        return Ok(against(&sums, &read, &BTreeSet::new()));
    }
    let mut outcome = Inspection::default();
    let whole = files::digest(path).map_err(at(path))?;
    let name = files::own_name(path);
    let expected = files::read_text(&beside(path)).ok();
    let differs = expected.is_some_and(|text| text.split_whitespace().next() != Some(whole.as_str()));
    let opened = File::open(path).and_then(|file| ZipArchive::new(file).map_err(io::Error::other));
    match opened {
        Err(_) => outcome.damaged.push(Damage::new(&name, "susunan arsipnya rusak, jadi isinya tidak dapat dibuka")),
        Ok(mut zip) => {
            let names: BTreeSet<String> = zip.file_names().filter_map(|name| Some(name.ok()?.into_owned())).collect();
            let zip = std::cell::RefCell::new(&mut zip);
            let read = |name: &str| {
                let mut zip = zip.borrow_mut();
                let mut file = zip.by_name(name).ok()?;
                let mut bytes = Vec::new();
                // A wrong checksum of the archive itself is told here too.
                file.read_to_end(&mut bytes).ok()?;
                Some(bytes)
            };
            match read(SUMS) {
                Some(sums) => outcome = against(&sums, &read, &names),
                None => outcome.damaged.push(Damage::new(SUMS, "hilang atau rusak")),
            }
        }
    }
    if differs && outcome.damaged.is_empty() {
        outcome.damaged.push(Damage::new(
            name,
            "berubah di luar isi berkasnya: sidik arsip tidak sama dengan yang tercatat di sampingnya",
        ));
    }
    Ok(outcome)
}

/// Every file of a list of digests, and files that it does not name.
fn against(sums: &[u8], read: &dyn Fn(&str) -> Option<Vec<u8>>, names: &BTreeSet<String>) -> Inspection {
    let mut outcome = Inspection::default();
    let text = String::from_utf8_lossy(sums);
    let mut listed = BTreeSet::from([SUMS]);
    for line in text.lines() {
        let Some((digest, name)) = line.split_once("  ").filter(|(digest, _)| digest.len() == 64) else {
            outcome.damaged.push(Damage::new(SUMS, format!("baris {line:?} tidak terbaca")));
            continue;
        };
        listed.insert(name);
        match read(name) {
            None => outcome.damaged.push(Damage::new(name, "hilang atau tidak terbaca")),
            Some(bytes) if sha256(&bytes) != digest => {
                outcome.damaged.push(Damage::new(name, "isinya bukan yang diarsipkan (sidik berbeda)"));
            }
            Some(_) => outcome.sound += 1,
        }
    }
    for name in names.iter().filter(|name| !listed.contains(name.as_str())) {
        outcome.damaged.push(Damage::new(name, format!("tidak tercantum di {SUMS}")));
    }
    outcome
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn archive(folder: &Path) -> PathBuf {
        let mut package = PackageWriter::begin(&folder.join("a.zip")).unwrap();
        for number in 0..5_u8 {
            package.add(&format!("kiriman/{number}.xlsx"), &vec![number; 500]).unwrap();
        }
        package.finish().unwrap()
    }

    #[test]
    fn an_archive_is_sound_and_every_single_byte_that_changes_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path());
        assert_eq!(inspect(&path).unwrap(), Inspection { sound: 5, damaged: Vec::new() });
        let bytes = std::fs::read(&path).unwrap();
        for place in (0..bytes.len()).step_by(7) {
            let mut changed = bytes.clone();
            changed[place] ^= 1;
            std::fs::write(&path, &changed).unwrap();
            let found = inspect(&path).unwrap();
            assert!(!found.damaged.is_empty(), "byte {place}");
        }
        // In the bytes of a file its name is told.
        let start = bytes.windows(500).position(|window| window.iter().all(|byte| *byte == 3)).unwrap();
        let mut changed = bytes;
        changed[start + 100] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        assert_eq!(inspect(&path).unwrap().damaged[0].name, "kiriman/3.xlsx");
    }

    #[test]
    fn an_unpacked_archive_is_looked_through_and_what_is_no_archive_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path());
        let unpacked = folder.path().join("b");
        ZipArchive::new(File::open(&path).unwrap()).unwrap().extract(&unpacked).unwrap();
        assert_eq!(inspect(&unpacked).unwrap().sound, 5);
        std::fs::remove_file(unpacked.join("kiriman/2.xlsx")).unwrap();
        assert_eq!(inspect(&unpacked).unwrap().damaged, [Damage::new("kiriman/2.xlsx", "hilang atau tidak terbaca")]);
        assert!(inspect(folder.path()).is_err());
    }

    #[test]
    fn nothing_is_overwritten_and_half_an_archive_does_not_stay() {
        let folder = tempfile::tempdir().unwrap();
        let path = archive(folder.path());
        let before = std::fs::read(&path).unwrap();
        let mut second = PackageWriter::begin(&path).unwrap();
        second.add("x", b"x").unwrap();
        assert!(second.finish().is_err());
        assert_eq!(std::fs::read(&path).unwrap(), before);
        drop(PackageWriter::begin(&folder.path().join("c.zip")).unwrap());
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
    }
}
