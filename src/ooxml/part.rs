//! A part of a package, compressed while it is written.
//!
//! Takes text, gives the bytes of a package that holds this one part, for [`ZipWriter::raw_copy_file`] to take over. The
//! text is compressed in blocks that know nothing of each other: on all cores, a few at a time, so that a sheet of a
//! million rows is never held as text; and the beginning of a part may be written last, when what it says is known.
//!
//! [`ZipWriter::raw_copy_file`]: zip::ZipWriter::raw_copy_file

use std::io::{Cursor, Read};

use crc32fast::Hasher;
use flate2::{Compress, Compression, FlushCompress, Status};
use rayon::prelude::*;
use zip::{ZipArchive, ZipWriter};

use super::OoxmlError;
use crate::domain::hash::HashMap;

/// Text of a block.
const BLOCK: usize = 1 << 20;
/// Blocks that are compressed at once.
const AT_ONCE: usize = 8;
/// How hard to press. On a sheet of 41 MB of text (MB out, seconds): 2: 5.7, 0.07; 3: 5.3, 0.10; 4: 4.8, 0.15;
/// 6, the usual: 4.5, 0.28.
pub(super) const PRESSURE: u32 = 2;

/// Text that becomes a part.
#[derive(Debug, Default)]
pub(crate) struct DenseRows {
    text: Vec<u8>,
    queue: Vec<Vec<u8>>,
    blocks: Vec<DenseBlock>,
}

#[derive(Debug)]
struct DenseBlock {
    content: Vec<u8>,
    check: Hasher,
    length: u64,
}

impl DenseRows {
    /// Where text is written to; [`Self::forward`] now and then.
    pub(crate) fn text(&mut self) -> &mut Vec<u8> {
        &mut self.text
    }

    /// Compresses what has gathered.
    pub(crate) fn forward(&mut self) -> Result<(), OoxmlError> {
        if self.text.len() < BLOCK {
            return Ok(());
        }
        self.queue.push(std::mem::replace(&mut self.text, Vec::with_capacity(BLOCK + BLOCK / 8)));
        if self.queue.len() < AT_ONCE { Ok(()) } else { self.press() }
    }

    fn press(&mut self) -> Result<(), OoxmlError> {
        let block: Vec<DenseBlock> =
            self.queue.par_iter().map(|text| DenseBlock::from(text, false)).collect::<Result<_, _>>()?;
        self.queue.clear();
        self.blocks.extend(block);
        Ok(())
    }

    /// A package that holds one part of this name: `awal`, what was written, `last`.
    pub(crate) fn pack(mut self, name: &str, start: &[u8], last: &[u8]) -> Result<Vec<u8>, OoxmlError> {
        self.text.extend_from_slice(last);
        self.press()?;
        let (head, foot) = (DenseBlock::from(start, false)?, DenseBlock::from(&self.text, true)?);
        let all: Vec<DenseBlock> = std::iter::once(head).chain(self.blocks).chain([foot]).collect();
        let mut check = Hasher::new();
        all.iter().for_each(|block| check.combine(&block.check));
        let size = |big: u64| u32::try_from(big).map_err(|_| OoxmlError::TooLong);
        let dense = size(all.iter().map(|block| block.content.len() as u64).sum())?;
        let full = size(all.iter().map(|block| block.length).sum())?;
        // Each block goes as it is taken over: a sheet of a million rows is not held twice.
        let content = all.into_iter().map(|block| block.content);
        Ok(container(name, content, check.finalize(), (dense, full)))
    }
}

impl DenseBlock {
    fn from(text: &[u8], last: bool) -> Result<Self, OoxmlError> {
        let mut check = Hasher::new();
        check.update(text);
        let mut content = Vec::with_capacity(text.len() / 4 + 1024);
        let mut presser = Compress::new(Compression::new(PRESSURE), false);
        let way = if last { FlushCompress::Finish } else { FlushCompress::Sync };
        loop {
            let being_read = usize::try_from(presser.total_in()).unwrap_or(usize::MAX).min(text.len());
            let state = presser.compress_vec(&text[being_read..], &mut content, way)?;
            let exhausted = presser.total_in() >= text.len() as u64;
            // With room to spare, everything is out.
            if state == Status::StreamEnd || (exhausted && !last && content.len() < content.capacity()) {
                break;
            }
            content.reserve(content.capacity().max(1024));
        }
        content.shrink_to_fit();
        Ok(Self { content, check, length: text.len() as u64 })
    }
}

/// A package of one compressed part: its head, its content, the list of parts (APPNOTE 4.3.7, 4.3.12, 4.3.16).
fn container(name: &str, content: impl Iterator<Item = Vec<u8>>, check: u32, (dense, full): (u32, u32)) -> Vec<u8> {
    /// Version 2.0, nothing special, deflated, first of January 1980.
    const GENERAL: [u16; 5] = [20, 0, 8, 0, 0x21];
    let name_long = u16::try_from(name.len()).unwrap_or(u16::MAX);
    let mut outcome = Vec::with_capacity(dense as usize + 256);
    let general = |outcome: &mut Vec<u8>| {
        GENERAL.iter().for_each(|one| outcome.extend(one.to_le_bytes()));
        [check, dense, full].iter().for_each(|one| outcome.extend(one.to_le_bytes()));
        outcome.extend(name_long.to_le_bytes());
    };
    outcome.extend(*b"PK\x03\x04");
    general(&mut outcome);
    outcome.extend([0; 2]);
    outcome.extend(name.bytes());
    content.for_each(|block| outcome.extend(block));
    let list = u32::try_from(outcome.len()).unwrap_or(u32::MAX);
    outcome.extend(*b"PK\x01\x02\x14\x00");
    general(&mut outcome);
    outcome.extend([0; 16]);
    outcome.extend(name.bytes());
    let length = u32::try_from(outcome.len()).unwrap_or(u32::MAX) - list;
    outcome.extend(*b"PK\x05\x06\x00\x00\x00\x00\x01\x00\x01\x00");
    outcome.extend(length.to_le_bytes());
    outcome.extend(list.to_le_bytes());
    outcome.extend([0; 2]);
    outcome
}

/// A package whose parts are copied as they lie, but for those that others take the place of.
pub(crate) struct Repacked<'k> {
    archive: ZipArchive<Cursor<&'k [u8]>>,
    replaced: HashMap<String, Vec<u8>>,
}

impl<'k> Repacked<'k> {
    pub(crate) fn open(bytes: &'k [u8]) -> Result<Self, OoxmlError> {
        Ok(Self { archive: ZipArchive::new(Cursor::new(bytes))?, replaced: HashMap::default() })
    }

    /// The text of a part as it was.
    pub(crate) fn text(&mut self, name: &str) -> Result<String, OoxmlError> {
        let mut text = String::new();
        let read = self.archive.by_name(name)?.read_to_string(&mut text);
        read.map_err(|error| OoxmlError::Checksum { part: name.to_string(), error })?;
        Ok(text)
    }

    /// Gives a part other content: a package that holds this one part ([`DenseRows::pack`]).
    pub(crate) fn replace(&mut self, name: &str, pressed: Vec<u8>) {
        self.replaced.insert(name.to_string(), pressed);
    }

    /// The package.
    pub(crate) fn finish(mut self) -> Result<Vec<u8>, OoxmlError> {
        let size: usize = self.replaced.values().map(Vec::len).sum();
        let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(size + (1 << 20))));
        for number in 0..self.archive.len() {
            let old = self.archive.by_index_raw(number)?;
            let new = self.replaced.remove(&*old.name()?);
            match new {
                Some(pressed) => writer.raw_copy_file(ZipArchive::new(Cursor::new(pressed))?.by_index_raw(0)?)?,
                None => writer.raw_copy_file(old)?,
            }
        }
        Ok(writer.finish()?.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(package: &[u8]) -> String {
        let mut archive = zip::ZipArchive::new(Cursor::new(package)).expect("a package");
        let mut text = String::new();
        archive.by_name("a/b.xml").expect("the part").read_to_string(&mut text).expect("its text, with its checksum");
        text
    }

    #[test]
    fn a_part_reads_back_as_it_was_written_whatever_its_length() {
        for row in [0_u64, 1, 1000, 400_000] {
            let mut dense = DenseRows::default();
            let mut expectation = String::from("<awal>");
            for number in 0..row {
                let one = format!("<r {number}>{:x}</r>", number * 7919 % 65_537);
                dense.text().extend(one.bytes());
                dense.forward().expect("it goes on");
                expectation.push_str(&one);
            }
            expectation.push_str("</awal>");
            assert!(open(&dense.pack("a/b.xml", b"<awal>", b"</awal>").expect("a part")) == expectation, "{row} rows");
        }
    }

    #[test]
    fn what_cannot_be_pressed_reads_back_too() {
        let mut figure = 1_u64;
        let random: String = (0..300_000)
            .map(|_| {
                figure = figure.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                char::from(b' ' + u8::try_from(figure >> 58).unwrap_or_default())
            })
            .collect();
        let mut dense = DenseRows::default();
        dense.text().extend(random.bytes());
        assert!(open(&dense.pack("a/b.xml", b"", b"").expect("a part")) == random);
    }
}
