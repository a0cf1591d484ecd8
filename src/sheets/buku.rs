//! A workbook whose tables are written last, row by row.
//!
//! The writer library draws everything but the rows of tables: titles, headers, widths, filters, colours, charts, and of
//! each look that a cell may have one sample. When the workbook is saved, rows are asked for one after another and
//! written into the sheets that it left, so a table is never held as a whole. Written by the library, the reports of 1,000
//! workbooks took 2.4 s and held all their cells at once; so they take 0.7 s.

use std::ops::{Deref, DerefMut};

use rust_xlsxwriter::Workbook;

use super::SheetError;
use super::isi::IsiTabel;
use super::teks::{self, TeksBersama};
use crate::ooxml::part::Repacked;

/// A workbook under construction. Sheets that are no tables are written on the writer's own, to which this leads.
pub(crate) struct Buku<'a> {
    pena: Workbook,
    tabel: Vec<IsiTabel<'a>>,
}

impl Deref for Buku<'_> {
    type Target = Workbook;

    fn deref(&self) -> &Workbook {
        &self.pena
    }
}

impl DerefMut for Buku<'_> {
    fn deref_mut(&mut self) -> &mut Workbook {
        &mut self.pena
    }
}

impl<'a> Buku<'a> {
    /// A workbook that has no tables yet.
    pub(crate) fn baru(pena: Workbook) -> Self {
        Self { pena, tabel: Vec::new() }
    }

    /// Rows that belong into sheets that the writer has.
    pub(super) fn titip(&mut self, tabel: IsiTabel<'a>) {
        self.tabel.push(tabel);
    }

    /// The workbook.
    ///
    /// # Errors
    /// When it cannot be put together.
    pub(crate) fn simpan(mut self) -> Result<Vec<u8>, SheetError> {
        let kerangka = self.pena.save_to_buffer()?;
        if self.tabel.is_empty() {
            return Ok(kerangka);
        }
        let mut paket = Repacked::open(&kerangka)?;
        let mut bersama = TeksBersama::sesudah(paket.text(teks::BAGIAN)?)?;
        for tabel in self.tabel {
            tabel.tulis(&mut paket, &mut bersama)?;
        }
        paket.replace(teks::BAGIAN, bersama.kemas()?);
        Ok(paket.finish()?)
    }
}
