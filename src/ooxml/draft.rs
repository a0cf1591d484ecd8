//! A package under change: parts read when asked for, changed ones kept aside, all others copied as they lie.

use std::collections::BTreeMap;
use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::OoxmlError;
use super::package::{Package, PackageLimits, part_name};

/// How hard a changed part is pressed: as the sheets that we write; harder pressing takes longer than it is worth.
const LEVEL: i64 = super::part::PRESSURE as i64;

/// A package under change.
pub(crate) struct PackageDraft<'a> {
    package: Package<'a>,
    /// New content by compared name, with the name as written; `None` for parts taken away.
    changed: BTreeMap<String, (String, Option<Vec<u8>>)>,
}

impl<'a> PackageDraft<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: PackageLimits) -> Result<Self, OoxmlError> {
        Ok(Self { package: Package::open(bytes, limits)?, changed: BTreeMap::new() })
    }

    /// Whether the package holds a part now.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self.changed.get(&part_name(name)) {
            Some((_, content)) => content.is_some(),
            None => self.package.has(name),
        }
    }

    /// Names of all parts as they stand now, in the spelling that programs compare.
    pub(crate) fn names(&self) -> Vec<String> {
        let old = self.package.names().map(|(name, _)| name);
        let new = self.changed.keys().map(String::as_str).filter(|name| !self.package.has(name));
        old.chain(new).filter(|name| self.has(name)).map(str::to_string).collect()
    }

    /// The text of a part; `None` when there is no such part.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, OoxmlError> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        String::from_utf8(bytes).map(Some).map_err(|_| OoxmlError::part(name, "bukan teks UTF-8"))
    }

    /// The bytes of a part; `None` when there is no such part.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, OoxmlError> {
        match self.changed.get(&part_name(name)) {
            Some((_, content)) => Ok(content.clone()),
            None => self.package.part(name),
        }
    }

    /// The text of a part that must be there.
    pub(crate) fn need(&mut self, name: &str) -> Result<String, OoxmlError> {
        self.text(name)?.ok_or_else(|| OoxmlError::part(name, "tidak ada di dalam berkas"))
    }

    /// Gives a part new content, or adds it.
    pub(crate) fn put(&mut self, name: &str, text: String) {
        self.put_bytes(name, text.into_bytes());
    }

    /// The same with bytes that are no text.
    pub(crate) fn put_bytes(&mut self, name: &str, content: Vec<u8>) {
        let written = self.package.written(name).unwrap_or_else(|| name.trim_start_matches('/')).to_string();
        self.changed.insert(part_name(name), (written, Some(content)));
    }

    /// Takes a part away.
    pub(crate) fn remove(&mut self, name: &str) {
        self.changed.insert(part_name(name), (name.to_string(), None));
    }

    /// A name that no part has: `before`, a number from 1, `after`.
    pub(crate) fn free_name(&self, before: &str, after: &str) -> String {
        (1_u32..)
            .map(|number| format!("{before}{number}{after}"))
            .find(|name| !self.has(name))
            .unwrap_or_else(|| format!("{before}{after}"))
    }

    /// The package: untouched entries as they lie, changed ones in their place, new ones at the end.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, OoxmlError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.set_raw_comment(self.package.comment().into())?;
        let mut changed = std::mem::take(&mut self.changed);
        for key in self.package.order() {
            let new = match changed.remove(&key) {
                Some((_, None)) => continue,
                Some((name, Some(content))) if self.package.part(&key)?.as_ref() != Some(&content) => {
                    Some((name, content))
                }
                _ => None,
            };
            let Some(entry) = self.package.entry(&key)? else { continue };
            match new {
                Some((name, content)) => {
                    let when = entry.last_modified();
                    write(&mut writer, &name, &content, when.unwrap_or_default())?;
                }
                None => writer.raw_copy_file(entry)?,
            }
        }
        for (name, content) in changed.into_values() {
            if let Some(content) = content {
                write(&mut writer, &name, &content, DateTime::default())?;
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

fn write(
    writer: &mut ZipWriter<Cursor<Vec<u8>>>,
    name: &str,
    content: &[u8],
    when: DateTime,
) -> Result<(), OoxmlError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(when);
    writer.start_file(name, options)?;
    writer.write_all(content).map_err(OoxmlError::Write)
}
