//! A sheet as a grid: what stands in a cell, through merges.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::domain::address::CellAddress;
use crate::workbook::{Cell, Sheet};

/// Merged ranges larger than this are decoration (a whole empty page), not part of a table.
const SEL_GABUNGAN_TERBANYAK: u64 = 100_000;
/// Cells under all merged ranges of a sheet that are laid out; no form comes near it.
const SEL_GABUNGAN_SELURUHNYA: u64 = 1_000_000;

/// A sheet with its merges laid out for looking up.
pub(super) struct Kisi<'a> {
    pub(super) sheet: &'a Sheet,
    gabungan: HashMap<(u32, u32), (CellAddress, CellAddress)>,
}

impl<'a> Kisi<'a> {
    pub(super) fn baru(sheet: &'a Sheet) -> Self {
        let mut gabungan = HashMap::new();
        let mut sisa = SEL_GABUNGAN_SELURUHNYA;
        for &(awal, akhir) in &sheet.merges {
            let luas = u64::from(akhir.row - awal.row + 1) * u64::from(akhir.column - awal.column + 1);
            if luas > SEL_GABUNGAN_TERBANYAK.min(sisa) {
                continue;
            }
            sisa -= luas;
            for baris in awal.row..=akhir.row {
                for kolom in awal.column..=akhir.column {
                    gabungan.insert((baris, kolom), (awal, akhir));
                }
            }
        }
        Self { sheet, gabungan }
    }

    /// The cell that shows at an address: its own, or the anchor of the merge that covers it.
    pub(super) fn sel(&self, baris: u32, kolom: u32) -> Option<&'a Cell> {
        let alamat = self.jangkar(baris, kolom);
        self.sheet.cell(alamat)
    }

    /// The cell that stands at an address itself.
    pub(super) fn sel_sendiri(&self, baris: u32, kolom: u32) -> Option<&'a Cell> {
        self.sheet.cell(CellAddress::new(baris, kolom))
    }

    /// The text that shows at an address.
    pub(super) fn teks(&self, baris: u32, kolom: u32) -> Cow<'a, str> {
        self.sel(baris, kolom).map_or(Cow::Borrowed(""), teks_sel)
    }

    /// Where the value shown at an address stands.
    pub(super) fn jangkar(&self, baris: u32, kolom: u32) -> CellAddress {
        self.gabungan.get(&(baris, kolom)).map_or(CellAddress::new(baris, kolom), |(awal, _)| *awal)
    }

    /// The merge that covers an address.
    pub(super) fn gabungan(&self, baris: u32, kolom: u32) -> Option<(CellAddress, CellAddress)> {
        self.gabungan.get(&(baris, kolom)).copied()
    }

    /// How many columns the cell at an address spans.
    pub(super) fn lebar(&self, alamat: CellAddress) -> u32 {
        self.gabungan(alamat.row, alamat.column).map_or(1, |(awal, akhir)| akhir.column - awal.column + 1)
    }

    /// First and last row that hold anything.
    pub(super) fn baris_terpakai(&self) -> Option<(u32, u32)> {
        self.sheet.used_rows()
    }

    /// The filled cells of a row.
    pub(super) fn baris(&self, baris: u32) -> &'a [Cell] {
        self.sheet.row(baris)
    }

    /// The first text of a row, for people.
    pub(super) fn teks_pertama(&self, baris: u32) -> String {
        self.baris(baris).first().map(|sel| teks_sel(sel).chars().take(80).collect()).unwrap_or_default()
    }
}

/// The text of a cell, trimmed; numbers as a person writes them.
pub(super) fn teks_sel(sel: &Cell) -> Cow<'_, str> {
    match &sel.value {
        crate::workbook::CellValue::Text(teks) => Cow::Borrowed(teks.trim()),
        _ => Cow::Owned(sel.display()),
    }
}
