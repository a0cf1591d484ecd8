//! The texts of a workbook, each written once and known by its number.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::SheetError;
use crate::ooxml::part::DenseRows;
use crate::ooxml::raw;

/// Where the texts stand in a package.
pub(super) const PART: &str = "xl/sharedStrings.xml";

/// The texts that the writer gave a number, and those that came after them.
pub(super) struct SharedText {
    /// The part as the writer left it.
    former: String,
    numbers: HashMap<Box<str>, u32, FixedState>,
    /// The number of the next.
    following: u32,
    /// How often texts are used.
    in_use: u64,
    content: DenseRows,
}

impl SharedText {
    /// After those of a part as the writer left it.
    pub(super) fn after(former: String) -> Result<Self, SheetError> {
        let figure = |name: &str| raw::attribute(&former, name).and_then(|figure| figure.parse().ok());
        let (Some(in_use), Some(following)) = (figure("count"), figure("uniqueCount")) else {
            return Err(SheetError::Unexpected(format!("{PART} tanpa jumlah")));
        };
        let following =
            u32::try_from(following).map_err(|_| SheetError::Unexpected(format!("{PART} terlalu panjang")))?;
        Ok(Self { former, numbers: HashMap::default(), following, in_use, content: DenseRows::default() })
    }

    /// The number of a text.
    pub(super) fn number(&mut self, text: &str) -> Result<u32, SheetError> {
        self.in_use += 1;
        if let Some(number) = self.numbers.get(text) {
            return Ok(*number);
        }
        let number = self.following;
        self.following += 1;
        self.numbers.insert(text.into(), number);
        let edge = |letter: char| matches!(letter, ' ' | '\t' | '\n');
        let open: &[u8] =
            if text.starts_with(edge) || text.ends_with(edge) { b"<si><t xml:space=\"preserve\">" } else { b"<si><t>" };
        let content = self.content.text();
        content.extend(open);
        raw::escape(content, text);
        content.extend(b"</t></si>");
        self.content.forward()?;
        Ok(number)
    }

    /// The part with all of them.
    pub(super) fn pack(self) -> Result<Vec<u8>, SheetError> {
        let damaged = || SheetError::Unexpected(format!("{PART} tanpa isi"));
        let position = self.former.find("<sst").ok_or_else(damaged)?;
        let open = position + self.former[position..].find('>').ok_or_else(damaged)? + 1;
        let close = self.former.rfind("</sst>").ok_or_else(damaged)?;
        let start = format!(
            "{}<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"{}\" uniqueCount=\"{}\">{}",
            &self.former[..position],
            self.in_use,
            self.following,
            &self.former[open..close]
        );
        Ok(self.content.pack(PART, start.as_bytes(), b"</sst>")?)
    }
}
