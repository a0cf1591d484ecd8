//! The bytes in which a state is kept between runs: a form of its own, that no upgrade of the program changes.
//!
//! Takes and gives numbers, texts and lists; what stands in which order is written beside the structs that are kept
//! ([`super::packing`], [`super::run_memory`]). Kinds of documents, severities and fields are kept by the names that data
//! files have for them, never by their place in a list of the program.
//!
//! | what | bytes |
//! |---|---|
//! | number | 1 to 5: seven bits each, the lowest first, the highest bit set where more follow |
//! | day | a number: days since 31 December of the year before 1 |
//! | text | its length as a number, UTF-8 |
//! | block | its length as a number, bytes |
//! | list | its length as a number, each entry |
//! | perhaps | 0 for nothing; 1 and the thing; a number that may lack is kept as its successor |

use super::RunMemoryError;

/// Bytes on their way to a file.
#[derive(Debug, Default)]
pub(super) struct ByteWriter {
    bytes: Vec<u8>,
}

impl ByteWriter {
    pub(super) fn number(&mut self, mut number: u32) {
        while number >= 0x80 {
            self.bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        self.bytes.push(number as u8);
    }

    /// A number that may lack. The greatest is never kept: see [`super::packing::TextDictionary::number`].
    pub(super) fn perhaps(&mut self, number: Option<u32>) {
        self.number(number.map_or(0, |number| number.saturating_add(1)));
    }

    pub(super) fn block(&mut self, block: &[u8]) {
        self.length(block.len());
        self.bytes.extend_from_slice(block);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.block(text.as_bytes());
    }

    pub(super) fn list<T>(&mut self, list: impl ExactSizeIterator<Item = T>, mut one: impl FnMut(&mut Self, T)) {
        self.length(list.len());
        for entry in list {
            one(self, entry);
        }
    }

    /// What was written.
    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }

    /// Nothing of four thousand million entries fits into memory.
    fn length(&mut self, length: usize) {
        self.number(u32::try_from(length).unwrap_or(u32::MAX));
    }
}

/// Bytes on their way back. Whatever stands there is read or told as damaged.
#[derive(Debug, Clone, Copy)]
pub(super) struct ByteReader<'b> {
    rest: &'b [u8],
}

impl<'b> ByteReader<'b> {
    pub(super) const fn new(bytes: &'b [u8]) -> Self {
        Self { rest: bytes }
    }

    pub(super) fn number(&mut self) -> Result<u32, RunMemoryError> {
        let mut number = 0_u64;
        for (place, byte) in self.rest.iter().take(5).enumerate() {
            number |= u64::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 == 0 {
                self.rest = &self.rest[place + 1..];
                return u32::try_from(number).map_err(|_| RunMemoryError::Damaged);
            }
        }
        Err(RunMemoryError::Damaged)
    }

    pub(super) fn perhaps(&mut self) -> Result<Option<u32>, RunMemoryError> {
        Ok(self.number()?.checked_sub(1))
    }

    pub(super) fn block(&mut self) -> Result<&'b [u8], RunMemoryError> {
        let length = self.number()? as usize;
        let (block, rest) = self.rest.split_at_checked(length).ok_or(RunMemoryError::Damaged)?;
        self.rest = rest;
        Ok(block)
    }

    pub(super) fn text(&mut self) -> Result<&'b str, RunMemoryError> {
        std::str::from_utf8(self.block()?).map_err(|_| RunMemoryError::Damaged)
    }

    pub(super) fn list<T>(
        &mut self,
        mut one: impl FnMut(&mut Self) -> Result<T, RunMemoryError>,
    ) -> Result<Vec<T>, RunMemoryError> {
        let length = self.number()? as usize;
        // Every entry takes a byte at least: a length that somebody made up reserves nothing.
        let mut list = Vec::with_capacity(length.min(self.rest.len()));
        for _ in 0..length {
            list.push(one(self)?);
        }
        Ok(list)
    }

    /// All was read.
    pub(super) const fn end(self) -> Result<(), RunMemoryError> {
        if self.rest.is_empty() { Ok(()) } else { Err(RunMemoryError::Damaged) }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_written_is_read_again(numbers: Vec<u32>, texts: Vec<String>, lacking in proptest::option::of(0..u32::MAX - 1)) {
            let mut writer = ByteWriter::default();
            writer.list(numbers.iter(), |writer, number| writer.number(*number));
            writer.list(texts.iter(), |writer, text| writer.text(text));
            writer.perhaps(lacking);
            let bytes = writer.finish();
            let mut reader = ByteReader::new(&bytes);
            prop_assert_eq!(reader.list(ByteReader::number).unwrap(), numbers);
            prop_assert_eq!(reader.list(|reader| reader.text().map(str::to_string)).unwrap(), texts);
            prop_assert_eq!(reader.perhaps().unwrap(), lacking);
            prop_assert!(reader.end().is_ok());
        }

        #[test]
        fn bytes_that_nobody_wrote_are_damaged_and_never_more(bytes: Vec<u8>) {
            let mut reader = ByteReader::new(&bytes);
            let _ = reader.list(|reader| reader.text().map(str::len));
            let _ = reader.list(ByteReader::number);
        }
    }

    #[test]
    fn numbers_look_as_the_page_says() {
        let mut writer = ByteWriter::default();
        writer.number(5);
        writer.number(300);
        writer.text("JTI");
        assert_eq!(writer.finish(), [5, 0b1010_1100, 0b10, 3, b'J', b'T', b'I']);
        assert_eq!(ByteReader::new(&[0xff, 0xff, 0xff, 0xff, 0xff]).number().err(), Some(RunMemoryError::Damaged));
    }
}
