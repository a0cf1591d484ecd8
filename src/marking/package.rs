//! The package of a workbook: parts read when asked for, changed ones kept aside, all others copied as they lie.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::KoreksiError;

/// A part larger than this is no form.
const MAX_PART: u64 = 64 << 20;
/// All parts that are read, together.
const MAX_TOTAL: u64 = 128 << 20;
/// A part that unpacks to so many times its size, and more than [`SMALL`], is none either: the reader looks at few of the
/// parts that are opened here.
const MAX_RATIO: u64 = 200;
const SMALL: u64 = 4 << 20;
/// More entries than this are no form.
const MAX_ENTRIES: usize = 10_000;

/// A package under change.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry and name as written, by the name that programs compare.
    entries: BTreeMap<String, (usize, String)>,
    /// New content by compared name, with the name as written; `None` for parts taken away.
    changed: BTreeMap<String, (String, Option<String>)>,
    inflated: u64,
}

/// One spelling for names that programs take for the same part.
fn key(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

fn damaged(error: ZipError) -> KoreksiError {
    KoreksiError::BukanPaket(error.to_string())
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, KoreksiError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        let odd = |what: &str| KoreksiError::BukanPaket(what.to_string());
        if archive.len() > MAX_ENTRIES || archive.has_duplicate_names() || archive.offset() != 0 {
            return Err(odd("daftar isinya tidak wajar"));
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).transpose().map_err(damaged)?.unwrap_or_default().to_string();
            if entries.insert(key(&name), (index, name)).is_some() {
                return Err(odd("satu bagian tercatat ganda"));
            }
        }
        Ok(Self { archive, entries, changed: BTreeMap::new(), inflated: 0 })
    }

    /// Whether the package holds a part now.
    pub(super) fn has(&self, name: &str) -> bool {
        let key = key(name);
        match self.changed.get(&key) {
            Some((_, content)) => content.is_some(),
            None => self.entries.contains_key(&key),
        }
    }

    /// Names of all parts as they stand now, in the spelling that programs compare.
    pub(super) fn names(&self) -> Vec<String> {
        let all = self.entries.keys().chain(self.changed.keys().filter(|key| !self.entries.contains_key(*key)));
        all.filter(|key| self.has(key)).cloned().collect()
    }

    /// The text of a part; `None` when there is no such part.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, KoreksiError> {
        let key = key(name);
        if let Some((_, content)) = self.changed.get(&key) {
            return Ok(content.clone());
        }
        let Some((index, _)) = self.entries.get(&key) else { return Ok(None) };
        let bytes = self.inflate(*index, name)?;
        String::from_utf8(bytes).map(Some).map_err(|_| KoreksiError::tak_dapat(name, "bukan teks UTF-8"))
    }

    /// The text of a part that must be there.
    pub(super) fn need(&mut self, name: &str) -> Result<String, KoreksiError> {
        self.text(name)?.ok_or_else(|| KoreksiError::tak_dapat(name, "tidak ada di dalam berkas"))
    }

    fn inflate(&mut self, index: usize, name: &str) -> Result<Vec<u8>, KoreksiError> {
        let entry = self.archive.by_index(index).map_err(damaged)?;
        let size = entry.size();
        self.inflated = self.inflated.saturating_add(size);
        let dense = size > SMALL && size / entry.compressed_size().max(1) > MAX_RATIO;
        if size > MAX_PART || self.inflated > MAX_TOTAL || dense {
            return Err(KoreksiError::tak_dapat(name, "terlalu besar"));
        }
        let mut bytes = Vec::new();
        entry.take(MAX_PART).read_to_end(&mut bytes).map_err(|error| KoreksiError::BukanPaket(error.to_string()))?;
        Ok(bytes)
    }

    /// Gives a part new content, or adds it.
    pub(super) fn put(&mut self, name: &str, text: String) {
        let key = key(name);
        let written = self.entries.get(&key).map_or_else(|| name.trim_start_matches('/').to_string(), |e| e.1.clone());
        self.changed.insert(key, (written, Some(text)));
    }

    /// Takes a part away.
    pub(super) fn remove(&mut self, name: &str) {
        self.changed.insert(key(name), (name.to_string(), None));
    }

    /// A name that no part has: `before`, a number from 1, `after`.
    pub(super) fn free_name(&self, before: &str, after: &str) -> String {
        (1_u32..)
            .map(|number| format!("{before}{number}{after}"))
            .find(|name| !self.has(name))
            .unwrap_or_else(|| format!("{before}{after}"))
    }

    /// The package: untouched entries as they lie, changed ones in their place, new ones at the end.
    pub(super) fn finish(mut self) -> Result<Vec<u8>, KoreksiError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.archive.comment().into()).map_err(damaged)?;
        let mut changed = std::mem::take(&mut self.changed);
        let mut order: Vec<(usize, String)> =
            self.entries.iter().map(|(key, (index, _))| (*index, key.clone())).collect();
        order.sort();
        for (index, key) in order {
            match changed.remove(&key) {
                Some((_, None)) => {}
                Some((name, Some(text))) if self.inflate(index, &name)? != text.as_bytes() => {
                    let when = self.archive.by_index_raw(index).map_err(damaged)?.last_modified();
                    write(&mut writer, &name, &text, when.unwrap_or_default())?;
                }
                _ => {
                    let entry = self.archive.by_index_raw(index).map_err(damaged)?;
                    writer.raw_copy_file(entry).map_err(damaged)?;
                }
            }
        }
        for (name, content) in changed.into_values() {
            if let Some(text) = content {
                write(&mut writer, &name, &text, DateTime::default())?;
            }
        }
        Ok(writer.finish().map_err(damaged)?.into_inner())
    }
}

fn write(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str, when: DateTime) -> Result<(), KoreksiError> {
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(when);
    writer.start_file(name, options).map_err(damaged)?;
    writer.write_all(text.as_bytes()).map_err(|error| KoreksiError::BukanPaket(error.to_string()))
}
