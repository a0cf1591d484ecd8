//! What files were read into, kept between runs under the hash of their content.
//!
//! Takes one file of its own, gives back the answer for bytes that the same program read before by the same definitions
//! and limits. It may be deleted at any time and changes no result: an entry that does not match its checksum, and a tail
//! that was cut off half-written, are as if they were not there.
//!
//! | bytes | hold |
//! |---|---|
//! | 8 | [`START`] |
//! | 64 | the hash of what decides how a file is read, hexadecimal |
//! | 64, 4, 4, n | an entry: SHA-256 of the file, length of the answer, its CRC-32, the packed answer; and so on |

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::domain::hash::{HashMap, HashSet};

/// How the file begins; the number is the version of its layout.
const START: &[u8; 8] = b"selaras1";
/// Letters of a hash.
const FINGERPRINT: usize = 64;
/// Bytes before the first entry.
const HEAD: u64 = (START.len() + FINGERPRINT) as u64;
/// Bytes of an entry before its answer.
const LISTED_HEAD: usize = FINGERPRINT + 8;
/// So many entries that no run asked for are kept before they are cleared away.
const MOST_REST: usize = 64;

/// Answers of earlier runs.
#[derive(Debug)]
pub(super) struct AnswerCache {
    content: Mutex<CacheContent>,
}

#[derive(Debug)]
struct CacheContent {
    path: PathBuf,
    file: File,
    positions: HashMap<String, CachePosition>,
    /// Asked for in this run.
    in_use: HashSet<String>,
    /// Where the next entry goes; `None` once writing failed.
    last: Option<u64>,
}

#[derive(Debug, Clone, Copy)]
struct CachePosition {
    begin: u64,
    length: u32,
    check: u32,
}

impl AnswerCache {
    /// Opens the file, or begins it anew when it was written by another reader. `reader` is the hash of what decides how a
    /// file is read.
    pub(super) fn open(path: &Path, reader: &str) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        // A pipe in its place would keep whoever opens it waiting.
        if std::fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
            return Err(io::Error::other("bukan berkas biasa"));
        }
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
        let (position, last) = match list(&file, reader)? {
            Some(list) => list,
            None => {
                file.set_len(0)?;
                file.rewind()?;
                file.write_all(&[&START[..], reader.as_bytes()].concat())?;
                (HashMap::default(), HEAD)
            }
        };
        let content = CacheContent {
            path: path.to_path_buf(),
            file,
            positions: position,
            in_use: HashSet::default(),
            last: Some(last),
        };
        Ok(Self { content: Mutex::new(content) })
    }

    fn locked(&self) -> MutexGuard<'_, CacheContent> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether nothing is kept: then no file needs to be hashed to find out.
    pub(super) fn blank(&self) -> bool {
        self.locked().positions.is_empty()
    }

    /// The packed answer for bytes with this hash.
    pub(super) fn find(&self, fingerprint: &str) -> Option<Vec<u8>> {
        let (position, packing) = {
            let mut content = self.locked();
            let position = *content.positions.get(fingerprint)?;
            let mut packing = vec![0; position.length as usize];
            content.file.seek(SeekFrom::Start(position.begin)).ok()?;
            content.file.read_exact(&mut packing).ok()?;
            content.in_use.insert(fingerprint.to_string());
            (position, packing)
        };
        (crc32fast::hash(&packing) == position.check).then_some(packing)
    }

    /// Keeps a packed answer. What cannot be kept is read again the next time.
    pub(super) fn note(&self, fingerprint: &str, packing: &[u8]) {
        let (Ok(length), FINGERPRINT) = (u32::try_from(packing.len()), fingerprint.len()) else { return };
        let check = crc32fast::hash(packing);
        let listed = [fingerprint.as_bytes(), &length.to_le_bytes(), &check.to_le_bytes(), packing].concat();
        let mut content = self.locked();
        let Some(last) = content.last.take() else { return };
        if content.file.seek(SeekFrom::Start(last)).and_then(|_| content.file.write_all(&listed)).is_ok() {
            content.last = Some(last + listed.len() as u64);
            content
                .positions
                .insert(fingerprint.to_string(), CachePosition { begin: last + LISTED_HEAD as u64, length, check });
            content.in_use.insert(fingerprint.to_string());
        }
    }

    /// Clears away what this run did not ask for, once there is more of it than of the rest.
    pub(super) fn tidy(&self) -> io::Result<()> {
        let mut content = self.locked();
        if content.positions.len() <= 2 * content.in_use.len() + MOST_REST {
            return Ok(());
        }
        let folder = content.path.parent().unwrap_or_else(|| Path::new(".")).to_path_buf();
        let mut new = tempfile::Builder::new().prefix(".selaras-").tempfile_in(folder)?;
        let mut head = vec![0; HEAD as usize];
        content.file.rewind()?;
        content.file.read_exact(&mut head)?;
        new.write_all(&head)?;
        let mut in_use: Vec<(CachePosition, String)> = content
            .in_use
            .iter()
            .filter_map(|fingerprint| Some((*content.positions.get(fingerprint)?, fingerprint.clone())))
            .collect();
        in_use.sort_by_key(|(position, _)| position.begin);
        for (position, _) in in_use {
            let mut listed = vec![0; LISTED_HEAD + position.length as usize];
            content.file.seek(SeekFrom::Start(position.begin - LISTED_HEAD as u64))?;
            content.file.read_exact(&mut listed)?;
            new.write_all(&listed)?;
        }
        new.persist(&content.path).map_err(|error| error.error)?;
        content.last = None;
        Ok(())
    }
}

/// The entries of a file and where the whole ones end; `None` when it is no such file or of another reader.
fn list(file: &File, reader: &str) -> io::Result<Option<(HashMap<String, CachePosition>, u64)>> {
    let size = file.metadata()?.len();
    let mut read = BufReader::new(file);
    let mut head = [0; HEAD as usize];
    if size < HEAD || read.read_exact(&mut head).is_err() || head != *[&START[..], reader.as_bytes()].concat() {
        return Ok(None);
    }
    let mut position = HashMap::default();
    let mut last = HEAD;
    let mut listed = [0; LISTED_HEAD];
    while last + (LISTED_HEAD as u64) <= size {
        read.read_exact(&mut listed)?;
        let (fingerprint, rest) = listed.split_at(FINGERPRINT);
        let (Ok(fingerprint), &[a, b, c, d, e, f, g, h]) = (std::str::from_utf8(fingerprint), rest) else { break };
        let (length, check) = (u32::from_le_bytes([a, b, c, d]), u32::from_le_bytes([e, f, g, h]));
        let begin = last + LISTED_HEAD as u64;
        if begin + u64::from(length) > size {
            break;
        }
        position.insert(fingerprint.to_string(), CachePosition { begin, length, check });
        read.seek_relative(i64::from(length))?;
        last = begin + u64::from(length);
    }
    Ok(Some((position, last)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn fingerprint(letter: char) -> String {
        letter.to_string().repeat(FINGERPRINT)
    }

    fn file(content: &[(char, &[u8])]) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("bacaan.bin");
        let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
        for (letter, packing) in content {
            cache.note(&fingerprint(*letter), packing);
        }
        (folder, path)
    }

    #[test]
    fn what_was_kept_is_there_in_the_next_run() {
        let (_folder, path) = file(&[('a', b"satu"), ('b', b"")]);
        let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
        assert_eq!(cache.find(&fingerprint('a')).as_deref(), Some(&b"satu"[..]));
        assert_eq!(cache.find(&fingerprint('b')).as_deref(), Some(&b""[..]));
        assert_eq!(cache.find(&fingerprint('c')), None);
    }

    #[test]
    fn another_reader_begins_anew() {
        let (_folder, path) = file(&[('a', b"satu")]);
        assert!(AnswerCache::open(&path, &fingerprint('1')).unwrap().blank());
        assert!(AnswerCache::open(&path, &fingerprint('0')).unwrap().blank());
    }

    #[test]
    fn a_file_cut_anywhere_keeps_its_whole_entries_and_takes_new_ones() {
        let (_folder, path) = file(&[('a', b"satu"), ('b', b"dua")]);
        let intact = std::fs::read(&path).unwrap();
        for length in 0..intact.len() {
            std::fs::write(&path, &intact[..length]).unwrap();
            let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
            let first = cache.find(&fingerprint('a'));
            assert!(first.is_none() || first.as_deref() == Some(&b"satu"[..]), "{length}");
            assert_eq!(first.is_some(), length >= HEAD as usize + LISTED_HEAD + 4, "{length}");
            assert_eq!(cache.find(&fingerprint('b')), None, "{length}");
            cache.note(&fingerprint('b'), b"baru");
            let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
            assert_eq!(cache.find(&fingerprint('b')).as_deref(), Some(&b"baru"[..]), "{length}");
        }
    }

    #[test]
    fn a_changed_byte_is_never_taken_for_an_answer() {
        let (_folder, path) = file(&[('a', b"satu")]);
        let intact = std::fs::read(&path).unwrap();
        for position in 0..intact.len() {
            let mut damaged = intact.clone();
            damaged[position] ^= 1;
            std::fs::write(&path, &damaged).unwrap();
            let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
            assert_eq!(cache.find(&fingerprint('a')), None, "{position}");
        }
    }

    #[test]
    fn what_no_run_asks_for_is_cleared_away_in_time() {
        let (_folder, path) = file(&[]);
        let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
        for number in 0..200 {
            cache.note(&format!("{number:064}"), b"lama");
        }
        let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
        assert!(cache.find(&format!("{:064}", 7)).is_some());
        cache.tidy().unwrap();
        let cache = AnswerCache::open(&path, &fingerprint('0')).unwrap();
        assert_eq!(cache.find(&format!("{:064}", 7)).as_deref(), Some(&b"lama"[..]));
        assert_eq!(cache.find(&format!("{:064}", 8)), None);
    }
}
