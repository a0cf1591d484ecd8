//! A zip package, looked at before anything trusts it: names, sizes, overlaps; each part inflated to its end, so that
//! its checksum is compared, and never beyond the limits. And the writing of a small clean package in its place.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::error::ReadError;
use super::limits::Limits;

/// A package whose directory holds no contradiction.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Entry of each name, in the spelling of [`part_name`].
    entries: BTreeMap<String, usize>,
    limits: &'a Limits,
    inflated: u64,
}

/// One spelling for the names that Windows programs take for the same part.
fn part_name(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_lowercase()
}

impl<'a> Package<'a> {
    pub(super) fn open(bytes: &'a [u8], limits: &'a Limits) -> Result<Self, ReadError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
        if archive.len() as u64 > limits.entri {
            return Err(ReadError::melebihi("Jumlah isi paket", archive.len() as u64, limits.entri));
        }
        if archive.offset() != 0 {
            return Err(ReadError::bertentangan(
                "letak isi paket bergeser: sebagian hilang, ada data lain di depannya, atau dua buku kerja tersambung",
            ));
        }
        if archive.has_duplicate_names() || archive.has_overlapping_entries().map_err(damaged)? {
            return Err(ReadError::bertentangan("bagian paket tercatat ganda atau bertumpuk"));
        }
        let mut entries = BTreeMap::new();
        for index in 0..archive.len() {
            let name = archive.name_for_index(index).transpose().map_err(damaged)?.unwrap_or_default();
            let name = part_name(&name);
            if entries.insert(name.clone(), index).is_some() {
                return Err(ReadError::bertentangan(format!("bagian paket {name} tercatat ganda")));
            }
        }
        Ok(Self { archive, entries, limits, inflated: 0 })
    }

    /// Whether the package holds a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.contains_key(&part_name(name))
    }

    /// A whole part, its checksum compared; `None` when the package does not hold it.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(&index) = self.entries.get(&part_name(name)) else { return Ok(None) };
        let (size, packed, encrypted) = {
            let entry = self.archive.by_index_data(index).map_err(damaged)?;
            (entry.size(), entry.compressed_size(), entry.encrypted())
        };
        if encrypted {
            return Err(ReadError::TerkunciSandi);
        }
        self.check_size(size, packed)?;
        let mut entry = self.archive.by_index(index).map_err(damaged)?;
        if entry.is_symlink() {
            return Err(ReadError::bertentangan(format!("bagian paket {name} hanya sebuah tautan")));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(size).unwrap_or(0));
        let mut bounded = entry.by_ref().take(size.saturating_add(1));
        bounded.read_to_end(&mut bytes).map_err(|error| {
            ReadError::bertentangan(format!("bagian paket {name} tidak cocok dengan jumlah periksanya ({error})"))
        })?;
        if bytes.len() as u64 != size {
            return Err(ReadError::bertentangan(format!("panjang bagian paket {name} tidak sesuai catatannya")));
        }
        self.inflated += size;
        Ok(Some(bytes))
    }

    fn check_size(&self, size: u64, packed: u64) -> Result<(), ReadError> {
        let limits = self.limits;
        if size > limits.ukuran_bagian {
            return Err(ReadError::melebihi("Ukuran satu bagian paket (byte)", size, limits.ukuran_bagian));
        }
        let total = self.inflated.saturating_add(size);
        if total > limits.ukuran_total {
            return Err(ReadError::melebihi("Ukuran isi paket (byte)", total, limits.ukuran_total));
        }
        let ratio = size / packed.max(1);
        if size > Limits::RATIO_FROM && ratio > limits.rasio {
            return Err(ReadError::melebihi("Rasio pemampatan", ratio, limits.rasio));
        }
        Ok(())
    }
}

fn damaged(error: ZipError) -> ReadError {
    ReadError::rusak(format!("paket zip tidak terbaca ({error})"))
}

/// A package of just the parts that are needed, not compressed: what the cell reader gets instead of the file that was
/// sent, so that it can stumble over nothing that was not looked at.
pub(super) struct CleanPackage {
    writer: ZipWriter<Cursor<Vec<u8>>>,
}

impl CleanPackage {
    pub(super) fn new() -> Self {
        Self { writer: ZipWriter::new(Cursor::new(Vec::new())) }
    }

    /// Adds a part, given in pieces.
    pub(super) fn add(&mut self, name: &str, pieces: &[&str]) -> Result<(), ReadError> {
        self.add_bytes(name, pieces.iter().map(|piece| piece.as_bytes()))
    }

    pub(super) fn add_bytes<'p>(
        &mut self,
        name: &str,
        pieces: impl IntoIterator<Item = &'p [u8]>,
    ) -> Result<(), ReadError> {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        self.writer.start_file(name, options).map_err(damaged)?;
        for piece in pieces {
            self.writer.write_all(piece).map_err(|error| ReadError::rusak(error.to_string()))?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Vec<u8>, ReadError> {
        Ok(self.writer.finish().map_err(damaged)?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn clean_package(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, ReadError> {
        let mut package = CleanPackage::new();
        for (name, bytes) in parts {
            package.add_bytes(name, [*bytes])?;
        }
        package.finish()
    }

    fn open_error(bytes: &[u8]) -> String {
        Package::open(bytes, &Limits::default()).err().unwrap().to_string()
    }

    #[test]
    fn parts_read_back_whatever_the_case_of_their_name() {
        let bytes = clean_package(&[("xl/Workbook.xml", b"<a/>")]).unwrap();
        let limits = Limits::default();
        let mut package = Package::open(&bytes, &limits).unwrap();
        assert_eq!(package.part("XL\\workbook.xml").unwrap().as_deref(), Some(&b"<a/>"[..]));
        assert_eq!(package.part("xl/none.xml").unwrap(), None);
    }

    #[test]
    fn a_changed_byte_is_noticed_by_its_checksum() {
        let mut bytes = clean_package(&[("a.xml", b"<v>12345</v>")]).unwrap();
        let at = bytes.windows(5).position(|w| w == b"12345").unwrap();
        bytes[at] = b'9';
        let limits = Limits::default();
        let error = Package::open(&bytes, &limits).unwrap().part("a.xml").unwrap_err();
        assert!(matches!(error, ReadError::IsiBertentangan { .. }), "{error}");
    }

    #[test]
    fn names_that_differ_in_case_or_slash_alone_are_double() {
        for other in ["xl/A.xml", "xl\\a.xml"] {
            let bytes = clean_package(&[("xl/a.xml", b"1"), (other, b"2")]).unwrap();
            assert!(open_error(&bytes).contains("ganda"), "{other}");
        }
    }

    #[test]
    fn one_name_for_two_parts_is_refused() {
        let bytes = clean_package(&[("xl/a.xml", b"1"), ("xl/b.xml", b"2")]).unwrap();
        let twice = crate::workbook::fixture::patch(bytes, b"xl/b.xml", b"xl/a.xml");
        assert!(open_error(&twice).contains("ganda"));
    }

    #[test]
    fn anything_before_the_package_is_refused() {
        let bytes = clean_package(&[("a.xml", b"1")]).unwrap();
        assert!(open_error(&[b"junk", &bytes[..]].concat()).contains("di depannya"));
        assert!(open_error(&[&bytes[..], &bytes[..]].concat()).contains("dua buku kerja"));
    }

    #[test]
    fn a_truncated_package_is_damaged() {
        let bytes = clean_package(&[("a.xml", b"1")]).unwrap();
        for end in [10, bytes.len() / 2, bytes.len() - 5] {
            assert!(open_error(&bytes[..end]).contains("rusak"), "{end}");
        }
    }

    #[test]
    fn sizes_are_held_to_the_limits_before_inflating() {
        let bytes = clean_package(&[("a.xml", &[b' '; 1000])]).unwrap();
        let limits = Limits { ukuran_bagian: 999, ..Limits::default() };
        let error = Package::open(&bytes, &limits).unwrap().part("a.xml").unwrap_err();
        assert!(matches!(error, ReadError::MelebihiBatas { nilai: 1000, .. }), "{error}");
    }
}
