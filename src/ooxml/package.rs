//! A zip package, looked at before anything trusts it: names, sizes, overlaps; each part inflated to its end, so that
//! its checksum is compared, and never beyond the limits. And the writing of a small clean package in its place.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::read::ZipFile;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{Measure, OoxmlError};

/// How large a package may be.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PackageLimits {
    /// Parts.
    pub(crate) entries: u64,
    /// Bytes of one part, unpacked.
    pub(crate) part: u64,
    /// Bytes of all parts that are read, unpacked.
    pub(crate) total: u64,
    /// Unpacked bytes for each packed byte, for parts above `ratio_from`.
    pub(crate) ratio: u64,
    /// Small parts compress far without any harm.
    pub(crate) ratio_from: u64,
}

/// A package whose directory holds no contradiction.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry and name as written, by the name in the spelling of [`part_name`].
    entries: BTreeMap<String, (usize, String)>,
    limits: PackageLimits,
    inflated: u64,
}

/// One spelling for the names that Windows programs take for the same part.
pub(super) fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl<'a> Package<'a> {
    pub(crate) fn open(bytes: &'a [u8], limits: PackageLimits) -> Result<Self, OoxmlError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let count = archive.len() as u64;
        if count > limits.entries {
            return Err(too_large(None, Measure::Entries, count, limits.entries));
        }
        if archive.offset() != 0 {
            return Err(OoxmlError::Shifted);
        }
        if archive.has_duplicate_names() || archive.has_overlapping_entries()? {
            return Err(OoxmlError::Overlapping);
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let written = archive.name_for_index(index).transpose()?.unwrap_or_default().to_string();
            let name = part_name(&written);
            if entries.insert(name.clone(), (index, written)).is_some() {
                return Err(OoxmlError::Double(name));
            }
        }
        Ok(Self { archive, entries, limits, inflated: 0 })
    }

    /// Whether the package holds a part.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&part_name(name))
    }

    /// Names of all parts, in the spelling that programs compare, each with the one that is written.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(name, (_, written))| (name.as_str(), written.as_str()))
    }

    /// A part's name as it is written.
    pub(super) fn written(&self, name: &str) -> Option<&str> {
        self.entries.get(&part_name(name)).map(|(_, written)| written.as_str())
    }

    /// Names of all parts in the order in which they lie.
    pub(super) fn order(&self) -> Vec<String> {
        let mut order: Vec<(usize, &String)> = self.entries.iter().map(|(name, (index, _))| (*index, name)).collect();
        order.sort();
        order.into_iter().map(|(_, name)| name.clone()).collect()
    }

    /// A part as it lies, compressed; `None` when the package does not hold it.
    pub(super) fn entry(&mut self, name: &str) -> Result<Option<ZipFile<'_, Cursor<&'a [u8]>>>, OoxmlError> {
        let Some(&(index, _)) = self.entries.get(&part_name(name)) else { return Ok(None) };
        Ok(Some(self.archive.by_index_raw(index)?))
    }

    /// What is noted about the package as a whole.
    pub(super) fn comment(&self) -> &[u8] {
        self.archive.comment()
    }

    /// A whole part, its checksum compared; `None` when the package does not hold it.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, OoxmlError> {
        let Some(&(index, _)) = self.entries.get(&part_name(name)) else { return Ok(None) };
        let (size, packed, encrypted) = {
            let entry = self.archive.by_index_data(index)?;
            (entry.size(), entry.compressed_size(), entry.encrypted())
        };
        if encrypted {
            return Err(OoxmlError::Encrypted);
        }
        self.check_size(name, size, packed)?;
        let mut entry = self.archive.by_index(index)?;
        if entry.is_symlink() {
            return Err(OoxmlError::Link(name.to_string()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        let mut bounded = entry.by_ref().take(size.saturating_add(1));
        bounded.read_to_end(&mut bytes).map_err(|error| OoxmlError::Checksum { part: name.to_string(), error })?;
        if bytes.len() as u64 != size {
            return Err(OoxmlError::Length(name.to_string()));
        }
        self.inflated += size;
        Ok(Some(bytes))
    }

    fn check_size(&self, name: &str, size: u64, packed: u64) -> Result<(), OoxmlError> {
        let limits = self.limits;
        if size > limits.part {
            return Err(too_large(Some(name), Measure::Part, size, limits.part));
        }
        let total = self.inflated.saturating_add(size);
        if total > limits.total {
            return Err(too_large(Some(name), Measure::Package, total, limits.total));
        }
        let ratio = size / packed.max(1);
        if size > limits.ratio_from && ratio > limits.ratio {
            return Err(too_large(Some(name), Measure::Ratio, ratio, limits.ratio));
        }
        Ok(())
    }
}

fn too_large(part: Option<&str>, what: Measure, value: u64, limit: u64) -> OoxmlError {
    OoxmlError::TooLarge { part: part.map(str::to_string), what, value, limit }
}

/// A package of just the parts that are needed, not compressed: what the cell reader gets instead of the file that was
/// sent, so that it can stumble over nothing that was not looked at.
pub(crate) struct CleanPackage {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl CleanPackage {
    pub(crate) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part, given in pieces.
    pub(crate) fn add(&mut self, name: &str, pieces: &[&str]) -> Result<(), OoxmlError> {
        self.add_bytes(name, pieces.iter().map(|piece| piece.as_bytes()))
    }

    pub(crate) fn add_bytes<'p>(
        &mut self,
        name: &str,
        pieces: impl IntoIterator<Item = &'p [u8]>,
    ) -> Result<(), OoxmlError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.writer.start_file(name, options)?;
        for piece in pieces {
            self.writer.write_all(piece).map_err(OoxmlError::Write)?;
        }
        Ok(())
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>, OoxmlError> {
        Ok(self.writer.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn clean_package(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, OoxmlError> {
        let mut package = CleanPackage::new();
        for (name, bytes) in parts {
            package.add_bytes(name, [*bytes])?;
        }
        package.finish()
    }

    const LIMITS: PackageLimits =
        PackageLimits { entries: 1_000, part: 64 << 20, total: 128 << 20, ratio: 200, ratio_from: 4 << 20 };

    fn open_error(bytes: &[u8]) -> OoxmlError {
        Package::open(bytes, LIMITS).err().unwrap()
    }

    #[test]
    fn parts_read_back_whatever_the_case_of_their_name() {
        let bytes = clean_package(&[("xl/Workbook.xml", b"<a/>")]).unwrap();
        let mut package = Package::open(&bytes, LIMITS).unwrap();
        assert_eq!(package.part("XL\\workbook.xml").unwrap().as_deref(), Some(&b"<a/>"[..]));
        assert_eq!(package.part("xl/none.xml").unwrap(), None);
    }

    #[test]
    fn a_changed_byte_is_noticed_by_its_checksum() {
        let mut bytes = clean_package(&[("a.xml", b"<v>12345</v>")]).unwrap();
        let at = bytes.windows(5).position(|w| w == b"12345").unwrap();
        bytes[at] = b'9';
        let error = Package::open(&bytes, LIMITS).unwrap().part("a.xml").unwrap_err();
        assert!(matches!(error, OoxmlError::Checksum { .. }), "{error}");
    }

    #[test]
    fn names_that_differ_in_case_or_slash_alone_are_double() {
        for other in ["xl/A.xml", "xl\\a.xml"] {
            let bytes = clean_package(&[("xl/a.xml", b"1"), (other, b"2")]).unwrap();
            assert!(open_error(&bytes).to_string().contains("ganda"), "{other}");
        }
    }

    #[test]
    fn one_name_for_two_parts_is_refused() {
        let bytes = clean_package(&[("xl/a.xml", b"1"), ("xl/b.xml", b"2")]).unwrap();
        let twice: Vec<u8> = (0..bytes.len())
            .map(|at| if at > 0 && bytes[..at].ends_with(b"xl/") && bytes[at] == b'b' { b'a' } else { bytes[at] })
            .collect();
        assert!(matches!(open_error(&twice), OoxmlError::Overlapping | OoxmlError::Double(_)));
    }

    #[test]
    fn anything_before_the_package_is_refused() {
        let bytes = clean_package(&[("a.xml", b"1")]).unwrap();
        assert!(matches!(open_error(&[b"junk", &bytes[..]].concat()), OoxmlError::Shifted));
        assert!(matches!(open_error(&[&bytes[..], &bytes[..]].concat()), OoxmlError::Shifted));
    }

    #[test]
    fn a_truncated_package_is_damaged() {
        let bytes = clean_package(&[("a.xml", b"1")]).unwrap();
        for end in [10, bytes.len() / 2, bytes.len() - 5] {
            assert!(matches!(open_error(&bytes[..end]), OoxmlError::Zip(_)), "{end}");
        }
    }

    #[test]
    fn sizes_are_held_to_the_limits_before_inflating() {
        let bytes = clean_package(&[("a.xml", &[b' '; 1000])]).unwrap();
        let limits = PackageLimits { part: 999, ..LIMITS };
        let error = Package::open(&bytes, limits).unwrap().part("a.xml").unwrap_err();
        assert!(matches!(error, OoxmlError::TooLarge { what: Measure::Part, value: 1000, .. }), "{error}");
    }
}
