//! A workbook whose tables are written last, row by row.
//!
//! The writer library draws everything but the rows of tables: titles, headers, widths, filters, colours, charts, and of
//! each look that a cell may have one sample. When the workbook is saved, rows are asked for one after another and
//! written into the sheets that it left, so a table is never held as a whole. Written by the library, the reports of 1,000
//! workbooks took 2.4 s and held all their cells at once; so they take 0.7 s.

use std::ops::{Deref, DerefMut};

use rust_xlsxwriter::Workbook;

use super::content::SheetTable;
use super::guide::{self, ListedSheet};
use super::text::{self, SharedText};
use super::{SheetColumn, SheetError};
use crate::language::Language;
use crate::ooxml::part::Repacked;

/// A workbook under construction. Sheets that are no tables are written on the writer's own, to which this leads.
pub(crate) struct OutputBook<'a> {
    pen: Workbook,
    tables: Vec<SheetTable<'a>>,
    /// Folders that the workbook lies deeper than `hasil/`.
    deeper: usize,
    /// The language of who reads it, and the sheets that are tables with their headings.
    language: Language,
    listed: Vec<ListedSheet>,
}

impl Deref for OutputBook<'_> {
    type Target = Workbook;

    fn deref(&self) -> &Workbook {
        &self.pen
    }
}

impl DerefMut for OutputBook<'_> {
    fn deref_mut(&mut self) -> &mut Workbook {
        &mut self.pen
    }
}

impl<'a> OutputBook<'a> {
    /// A workbook that has no tables yet.
    pub(crate) fn new(pen: Workbook) -> Self {
        Self { pen, tables: Vec::new(), deeper: 0, language: Language::default(), listed: Vec::new() }
    }

    /// A reader of another language finds a sheet that explains the others.
    pub(crate) fn read_in(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// A sheet that is a table, by its name.
    pub(super) fn list(&mut self, name: &str, columns: &[SheetColumn]) {
        self.listed.push((name.to_string(), columns.iter().map(|column| column.heading).collect()));
    }

    /// The workbook lies so many folders deeper than `hasil/`: its links into the workspace begin so much further up.
    pub(crate) fn deeper(mut self, folders: usize) -> Self {
        self.deeper = folders;
        self
    }

    /// Rows that belong into sheets that the writer has.
    pub(super) fn deposited(&mut self, table: SheetTable<'a>) {
        self.tables.push(table);
    }

    /// The workbook.
    ///
    /// # Errors
    /// When it cannot be put together.
    pub(crate) fn save(mut self) -> Result<Vec<u8>, SheetError> {
        if self.language == Language::English {
            guide::write(&mut self.pen, &self.listed)?;
        }
        let skeleton = self.pen.save_to_buffer()?;
        if self.tables.is_empty() {
            return Ok(skeleton);
        }
        let mut package = Repacked::open(&skeleton)?;
        let mut shared = SharedText::after(package.text(text::PART)?)?;
        for table in self.tables {
            table.write(&mut package, &mut shared, self.deeper)?;
        }
        package.replace(text::PART, shared.pack()?);
        Ok(package.finish()?)
    }
}
