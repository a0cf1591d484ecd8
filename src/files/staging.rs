//! What a job makes of several files: written aside as a whole, and put in the place of the old in one step.
//!
//! ```text
//!  ruang/.selaras-hasil-x1/   the new files, beside …
//!  ruang/hasil/               … the folder that they are for
//! ```
//!
//! What the job does not make anew is linked into the new folder, then the two folders change places: whoever looks
//! sees the old files or the new ones. Where the system cannot do that (Windows, some network folders) the complete new
//! files wait in the folder itself and are moved one by one, the [manifest](super::MANIFEST) last; a job that is ended
//! in between is brought to its end by the next ([`recover`]).

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::plain::{self, free_for_file, free_for_folder};
use super::{ASIDE, FilesError, MANIFEST, place};

/// The folder of complete new files that wait to be moved one by one.
const READY: &str = ".selaras-siap";
/// In it: the folders that are replaced as a whole, one a line behind a sign that says whether there is a new one.
const REPLACED: &str = ".selaras-ganti";
/// There is.
const ANEW: &str = "+";
/// There is none: the old one goes.
const GONE: &str = "-";
/// What was replaced while files are moved one by one.
const OLD: &str = ".selaras-lama";

/// New files on their way.
#[derive(Debug)]
pub struct Staging {
    target: PathBuf,
    /// The folder may be exchanged for a new one as a whole.
    exchanged: bool,
    after_ended: bool,
    /// `None` once it has been put in place.
    aside: Option<PathBuf>,
}

impl Staging {
    /// Begins for a folder that exists, and clears what an ended job left. Only one job at a time may do this.
    ///
    /// # Errors
    /// When nothing can be written beside or in it.
    pub fn begin(target: &Path) -> Result<Self, FilesError> {
        let target = fs::canonicalize(target).map_err(FilesError::at(target))?;
        let after_ended = recover(&target)?;
        let place = beside(&target).filter(|(folder, _)| same_disk(folder, &target));
        let aside = match place.map(|(folder, prefix)| make(folder, &prefix)) {
            Some(Ok(aside)) => aside,
            // Nothing may be written beside it: in it, then.
            _ => make(&target, ASIDE).map_err(FilesError::at(&target))?,
        };
        Ok(Self { target, exchanged: true, after_ended, aside: Some(aside) })
    }

    /// The same for a folder of somebody's own, which is made when it is not there. What else lies in it is left alone:
    /// a folder that holds anything but plain files is not exchanged, the files are moved into it.
    ///
    /// # Errors
    /// As [`Staging::begin`].
    pub fn begin_in(folder: &Path) -> Result<Self, FilesError> {
        place::ensure_folder(folder)?;
        let mut staging = Self::begin(folder)?;
        staging.exchanged = fs::read_dir(&staging.target).is_ok_and(|mut content| {
            content.all(|entry| entry.and_then(|entry| entry.file_type()).is_ok_and(|kind| kind.is_file()))
        });
        Ok(staging)
    }

    /// Where the new files are written, by the names that they have below the target.
    pub fn path(&self) -> &Path {
        self.aside.as_deref().unwrap_or(&self.target)
    }

    /// Whether the job before this one was ended while it wrote.
    pub fn after_ended(&self) -> bool {
        self.after_ended
    }

    /// Puts the new files in place of the old. `replaced` are folders and files, by their path with
    /// `/`, that are replaced as a whole: what the job did not make of them is gone. Everything else stays.
    ///
    /// # Errors
    /// When something stands in the way, or cannot be moved. Then the old files stay, all of them, or, where the system
    /// cannot exchange folders, the next job brings this one to its end.
    pub fn publish(mut self, replaced: &[&str]) -> Result<(), FilesError> {
        let Some(aside) = self.aside.clone() else { return Ok(()) };
        may_be_written(&aside, &self.target)?;
        nothing_in_the_way(&aside, &self.target)?;
        if self.exchanged
            && aside.parent() != Some(self.target.as_path())
            && !stands_in(&self.target)
            && carry(&self.target, &aside, "", replaced).is_ok()
            && same_permissions(&self.target, &aside).is_ok()
            && exchange(&aside, &self.target)
        {
            self.aside = None;
            // What stays of the old is cleared by the next job.
            let _ = fs::remove_dir_all(&aside);
            return Ok(());
        }
        drop_links(&aside, &self.target);
        let ready = self.target.join(READY);
        fs::write(aside.join(REPLACED), lines(&aside, replaced)).map_err(FilesError::at(&aside))?;
        fs::rename(&aside, &ready).map_err(FilesError::at(&ready))?;
        self.aside = None;
        move_all(&self.target)
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        if let Some(aside) = &self.aside {
            // What cannot be removed says by its name that it is no result.
            let _ = fs::remove_dir_all(aside);
        }
    }
}

/// Brings to its end, or clears away, what a job left that was ended. Whether there was any.
///
/// # Errors
/// When complete new files wait and cannot be moved.
pub fn recover(target: &Path) -> Result<bool, FilesError> {
    let target = fs::canonicalize(target).map_err(FilesError::at(target))?;
    let waiting = target.join(READY).is_dir();
    if waiting {
        move_all(&target)?;
    }
    let mut left = clear(&target, ASIDE);
    if let Some((folder, prefix)) = beside(&target) {
        left |= clear(folder, &prefix);
    }
    Ok(waiting || left)
}

/// A path as people know it: what is made aside is said to be where it is for, because nobody finds the hidden folder, and
/// it is gone when the message is read.
pub fn shown(path: &Path) -> PathBuf {
    let mut known = PathBuf::new();
    for part in path.components() {
        let name = part.as_os_str().to_string_lossy();
        match name.strip_prefix(ASIDE) {
            None => known.push(part),
            // Beside the target, by its name; in it, without.
            Some(hidden) => {
                let hidden = hidden.strip_prefix("lama-").or(hidden.rsplit_once('-').map(|(target, _)| target));
                known.extend(hidden);
            }
        }
    }
    known
}

/// Clears away files of a folder that were being written when their job was ended.
pub fn clear_aside(folder: &Path) {
    clear(folder, ASIDE);
}

/// The folder beside a target, and how the names begin there.
fn beside(target: &Path) -> Option<(&Path, String)> {
    let name = target.file_name()?.to_str()?;
    Some((target.parent()?, format!("{ASIDE}{name}-")))
}

fn make(folder: &Path, prefix: &str) -> io::Result<PathBuf> {
    let mut maker = tempfile::Builder::new();
    maker.prefix(prefix);
    // Temporary folders are private; what takes the place of another is for everyone who may see that.
    #[cfg(unix)]
    maker.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o755));
    Ok(maker.tempdir_in(folder)?.keep())
}

/// Files and folders that begin so. What cannot be removed does no harm: its name says what it is.
fn clear(folder: &Path, prefix: &str) -> bool {
    let mut any = false;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().starts_with(prefix) {
            let path = entry.path();
            let folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            any |= if folder { fs::remove_dir_all(path).is_ok() } else { fs::remove_file(path).is_ok() };
        }
    }
    any
}

fn same_permissions(old: &Path, new: &Path) -> io::Result<()> {
    fs::set_permissions(new, fs::metadata(old)?.permissions())
}

/// That the old folder, and those in it that get new files, may be written: who closes a folder wants it to stay.
fn may_be_written(new: &Path, old: &Path) -> Result<(), FilesError> {
    let try_it = |folder: &Path| {
        let file = tempfile::Builder::new().prefix(ASIDE).tempfile_in(folder);
        file.map(drop).map_err(FilesError::at(folder))
    };
    try_it(old)?;
    for entry in fs::read_dir(new).map_err(FilesError::at(new))? {
        let place = old.join(entry.map_err(FilesError::at(new))?.file_name());
        if place.is_dir() {
            try_it(&place)?;
        }
    }
    Ok(())
}

/// That each new file and folder takes the place of one of its kind, or of nothing.
fn nothing_in_the_way(new: &Path, old: &Path) -> Result<(), FilesError> {
    for entry in fs::read_dir(new).map_err(FilesError::at(new))? {
        let entry = entry.map_err(FilesError::at(new))?;
        let place = old.join(entry.file_name());
        if entry.file_type().map_err(FilesError::at(new))?.is_dir() {
            free_for_folder(&place)?;
            if place.is_dir() {
                nothing_in_the_way(&entry.path(), &place)?;
            }
        } else {
            free_for_file(&place)?;
        }
    }
    Ok(())
}

/// Links into the new folder what of the old is not made anew.
fn carry(old: &Path, new: &Path, above: &str, replaced: &[&str]) -> io::Result<()> {
    for entry in fs::read_dir(old)? {
        let entry = entry?;
        let (from, to) = (entry.path(), new.join(entry.file_name()));
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if replaced.contains(&name.as_str()) {
            continue;
        }
        if entry.file_type()?.is_dir() {
            match fs::create_dir(&to) {
                Err(error) if error.kind() != ErrorKind::AlreadyExists => return Err(error),
                _ => carry(&from, &to, &format!("{name}/"), replaced)?,
            }
        } else if plain::kind_of(&to)?.is_none() {
            fs::hard_link(&from, &to)?;
        }
    }
    Ok(())
}

/// Takes away again what [`carry`] linked: the file is the same in both folders.
fn drop_links(new: &Path, old: &Path) {
    for entry in fs::read_dir(new).into_iter().flatten().flatten() {
        let (path, other) = (entry.path(), old.join(entry.file_name()));
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            drop_links(&path, &other);
            // A folder that was made for links alone; one of new files is not empty.
            if other.is_dir() {
                let _ = fs::remove_dir(&path);
            }
        } else if same_file(&path, &other) {
            let _ = fs::remove_file(&path);
        }
    }
}

/// Whether files can be moved from one folder to the other.
#[cfg(unix)]
fn same_disk(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    matches!((fs::metadata(one), fs::metadata(other)), (Ok(one), Ok(other)) if one.dev() == other.dev())
}

#[cfg(not(unix))]
fn same_disk(_one: &Path, _other: &Path) -> bool {
    true
}

#[cfg(unix)]
fn same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (fs::symlink_metadata(one), fs::symlink_metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Elsewhere nothing is linked, because folders cannot be exchanged.
#[cfg(not(unix))]
fn same_file(_one: &Path, _other: &Path) -> bool {
    false
}

/// Whether this program was started in a folder or below it: whoever stands there would find himself in the old one,
/// which is gone.
fn stands_in(folder: &Path) -> bool {
    std::env::current_dir().and_then(fs::canonicalize).is_ok_and(|here| here.starts_with(folder))
}

/// Two folders change places; `false` where the system cannot do it.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn exchange(_one: &Path, _other: &Path) -> bool {
    false
}

/// Moves the complete new files that wait in a folder, one by one, the manifest last. May be called again after it was
/// ended at any moment.
fn move_all(target: &Path) -> Result<(), FilesError> {
    let ready = target.join(READY);
    let list = plain::read_text(&ready.join(REPLACED)).map_err(FilesError::at(&ready))?;
    for line in list.lines() {
        let (anew, name) = line.split_at(1);
        let (new, old) = (ready.join(name), target.join(name));
        let moved = anew == ANEW && !new.exists();
        if !moved && plain::kind_of(&old).map_err(FilesError::at(&old))?.is_some() {
            let away = target.join(format!("{OLD}-{}", name.replace('/', "-")));
            let _ = fs::remove_dir_all(&away);
            fs::rename(&old, &away).map_err(FilesError::at(&old))?;
        }
        if !moved && anew == ANEW {
            fs::rename(&new, &old).map_err(FilesError::at(&old))?;
        }
    }
    move_into(&ready, target)?;
    let last = ready.join(MANIFEST);
    if last.is_file() {
        let place = target.join(MANIFEST);
        fs::rename(&last, &place).map_err(FilesError::at(&place))?;
    }
    fs::remove_dir_all(&ready).map_err(FilesError::at(&ready))?;
    clear(target, OLD);
    Ok(())
}

fn lines(new: &Path, replaced: &[&str]) -> String {
    let sign = |name: &&str| if new.join(name).exists() { ANEW } else { GONE };
    replaced.iter().map(|name| format!("{}{name}\n", sign(name))).collect()
}

fn move_into(new: &Path, old: &Path) -> Result<(), FilesError> {
    for entry in fs::read_dir(new).map_err(FilesError::at(new))? {
        let entry = entry.map_err(FilesError::at(new))?;
        let (from, to) = (entry.path(), old.join(entry.file_name()));
        if from.ends_with(MANIFEST) || entry.file_name() == REPLACED {
            continue;
        }
        if entry.file_type().map_err(FilesError::at(new))?.is_dir() {
            fs::create_dir_all(&to).map_err(FilesError::at(&to))?;
            move_into(&from, &to)?;
        } else {
            fs::rename(&from, &to).map_err(FilesError::at(&to))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeMap;

    use super::*;

    /// A folder of results with an old run in it, and a new run that is staged.
    fn staged() -> (tempfile::TempDir, PathBuf, Staging) {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("hasil");
        for (name, text) in [
            ("rekap.xlsx", "lama"),
            ("data/pk.parquet", "lama"),
            (MANIFEST, "lama"),
            ("data/.bacaan.bin", "simpanan"),
            ("koreksi/JTI/surat.eml", "lama"),
            ("koreksi/JTM/surat.eml", "lama"),
            ("rekap/JTI.xlsx", "lama"),
            ("templat/JTI/PK.xlsx", "formulir"),
        ] {
            write(&target.join(name), text);
        }
        let staging = Staging::begin(&target).unwrap();
        for name in ["rekap.xlsx", "data/pk.parquet", MANIFEST, "koreksi/JTI/surat.eml"] {
            write(&staging.path().join(name), "baru");
        }
        (house, target, staging)
    }

    fn write(path: &Path, text: &str) {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn texts(folder: &Path) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for entry in fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type().unwrap().is_dir() {
                all.extend(texts(&entry.path()).into_iter().map(|(below, text)| (format!("{name}/{below}"), text)));
            } else {
                all.insert(name, fs::read_to_string(entry.path()).unwrap());
            }
        }
        all
    }

    fn new() -> BTreeMap<String, String> {
        [
            ("rekap.xlsx", "baru"),
            ("data/pk.parquet", "baru"),
            (MANIFEST, "baru"),
            ("data/.bacaan.bin", "simpanan"),
            ("koreksi/JTI/surat.eml", "baru"),
            ("templat/JTI/PK.xlsx", "formulir"),
        ]
        .map(|(name, text)| (name.to_string(), text.to_string()))
        .into()
    }

    #[test]
    fn new_files_replace_the_old_and_what_is_not_made_anew_stays() {
        let (house, target, staging) = staged();
        staging.publish(&["koreksi", "rekap"]).unwrap();
        assert_eq!(texts(&target), new());
        assert_eq!(fs::read_dir(house.path()).unwrap().count(), 1, "nothing stays beside");
    }

    #[test]
    fn in_a_folder_of_somebodys_own_the_rest_stays_and_one_of_plain_files_is_exchanged() {
        let house = tempfile::tempdir().unwrap();
        let target = house.path().join("formulir");
        let staging = Staging::begin_in(&target).unwrap();
        write(&staging.path().join("pk.xlsx"), "baru");
        staging.publish(&[]).unwrap();
        write(&target.join("catatan.txt"), "milik orang");
        for (text, exchanged) in [("lebih baru", true), ("terbaru", false)] {
            let before = fs::metadata(&target).unwrap().modified().unwrap();
            let staging = Staging::begin_in(&target).unwrap();
            assert_eq!(staging.exchanged, exchanged, "{text}");
            write(&staging.path().join("pk.xlsx"), text);
            assert_eq!(fs::metadata(&target).unwrap().modified().unwrap(), before, "nothing is put there beforehand");
            staging.publish(&[]).unwrap();
            let mut found = texts(&target);
            assert_eq!(found.remove("pk.xlsx").as_deref(), Some(text));
            assert_eq!(found.remove("catatan.txt").as_deref(), Some("milik orang"));
            assert_eq!(fs::read_dir(house.path()).unwrap().count(), 1, "nothing stays beside");
            // Somebody's own folder in it: from now on files are moved into it one by one.
            write(&target.join("arsip/2025.txt"), "milik orang");
        }
        assert_eq!(texts(&target).get("arsip/2025.txt").map(String::as_str), Some("milik orang"));
    }

    #[test]
    fn a_job_that_fails_leaves_the_old_and_nothing_beside() {
        let (house, target, staging) = staged();
        let old = texts(&target);
        drop(staging);
        assert_eq!(texts(&target), old);
        let (second, target, staging) = staged();
        fs::remove_file(target.join("rekap.xlsx")).unwrap();
        fs::create_dir_all(target.join("rekap.xlsx/isi")).unwrap();
        let error = staging.publish(&[]).unwrap_err().to_string();
        assert!(error.contains("rekap.xlsx") && error.contains("folder"), "{error}");
        for house in [house, second] {
            assert_eq!(fs::read_dir(house.path()).unwrap().count(), 1);
        }
    }

    #[test]
    fn what_is_made_aside_is_called_by_the_place_that_it_is_for() {
        for (hidden, known) in [
            ("ruang/.selaras-hasil-x1B2c3/data/pk.parquet", "ruang/hasil/data/pk.parquet"),
            ("ruang/hasil/.selaras-x1B2c3/rekap.xlsx", "ruang/hasil/rekap.xlsx"),
            ("ruang/hasil/.selaras-siap/rekap.xlsx", "ruang/hasil/rekap.xlsx"),
            ("ruang/hasil/.selaras-lama-koreksi/a.eml", "ruang/hasil/koreksi/a.eml"),
            ("ruang/.selaras-tw2.v1-akhir-x1B2c3", "ruang/tw2.v1-akhir"),
            ("/ruang/hasil/rekap.xlsx", "/ruang/hasil/rekap.xlsx"),
        ] {
            assert_eq!(shown(Path::new(hidden)), Path::new(known));
        }
        let (_house, target, staging) = staged();
        let error = FilesError::at(&staging.path().join("rekap.xlsx"))(ErrorKind::StorageFull.into()).to_string();
        let place = fs::canonicalize(&target).unwrap().join("rekap.xlsx").display().to_string();
        assert!(error.starts_with(&place) && error.contains("disk penuh"), "{error}");
    }

    #[test]
    fn moved_one_by_one_it_is_brought_to_its_end_wherever_it_was_ended() {
        // Each step of the moving is undone by nothing: the states in which it can be ended are made by hand.
        let wait = |target: &Path, staging: Staging| {
            let aside = staging.path().to_path_buf();
            std::mem::forget(staging);
            fs::write(aside.join(REPLACED), lines(&aside, &["koreksi", "rekap"])).unwrap();
            fs::rename(&aside, target.join(READY)).unwrap();
        };
        let ended: [fn(&Path); 5] = [
            |_| {},
            |target| fs::rename(target.join("koreksi"), target.join(".selaras-lama-koreksi")).unwrap(),
            |target| {
                fs::rename(target.join("koreksi"), target.join(".selaras-lama-koreksi")).unwrap();
                fs::rename(target.join(READY).join("koreksi"), target.join("koreksi")).unwrap();
            },
            |target| fs::rename(target.join(READY).join("rekap.xlsx"), target.join("rekap.xlsx")).unwrap(),
            |target| fs::rename(target.join(READY).join("data/pk.parquet"), target.join("data/pk.parquet")).unwrap(),
        ];
        for step in ended {
            let (_house, target, staging) = staged();
            wait(&target, staging);
            step(&target);
            assert!(recover(&target).unwrap());
            assert_eq!(texts(&target), new());
            assert!(!recover(&target).unwrap(), "nothing is left");
        }
    }
}
