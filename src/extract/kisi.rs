//! A sheet as a grid: what stands in a cell, through merges.

use std::borrow::Cow;

use crate::domain::address::CellAddress;
use crate::workbook::{Cell, Sheet};

/// Merged ranges larger than this are decoration (a whole empty page), not part of a table.
const SEL_GABUNGAN_TERBANYAK: u64 = 100_000;
/// Cells under all merged ranges of a sheet that are laid out; no form comes near it.
const SEL_GABUNGAN_SELURUHNYA: u64 = 1_000_000;

/// A sheet with its merges laid out for looking up.
pub(super) struct Kisi<'a> {
    pub(super) sheet: &'a Sheet,
    /// The merges of each row, in order: almost no row of a table has any, and the others a few.
    gabungan: Vec<(u32, (CellAddress, CellAddress))>,
    /// The rows that hold anything, in order.
    rows: Vec<u32>,
}

impl<'a> Kisi<'a> {
    pub(super) fn baru(sheet: &'a Sheet) -> Self {
        let mut gabungan = Vec::new();
        let mut sisa = SEL_GABUNGAN_SELURUHNYA;
        for &(awal, akhir) in &sheet.merges {
            let luas = u64::from(akhir.row - awal.row + 1) * u64::from(akhir.column - awal.column + 1);
            if luas > SEL_GABUNGAN_TERBANYAK.min(sisa) {
                continue;
            }
            sisa -= luas;
            gabungan.extend((awal.row..=akhir.row).map(|baris| (baris, (awal, akhir))));
        }
        gabungan.sort_by_key(|(baris, _)| *baris);
        let mut rows: Vec<u32> = sheet.cells.iter().map(|cell| cell.address.row).collect();
        rows.dedup();
        Self { sheet, gabungan, rows }
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
        self.gabungan(baris, kolom).map_or(CellAddress::new(baris, kolom), |(awal, _)| awal)
    }

    /// The merge that covers an address; of several, the one that the sheet names last.
    pub(super) fn gabungan(&self, baris: u32, kolom: u32) -> Option<(CellAddress, CellAddress)> {
        let sampai = self.gabungan.partition_point(|(milik, _)| *milik <= baris);
        let sebaris = self.gabungan[..sampai].iter().rev().take_while(|(milik, _)| *milik == baris);
        sebaris.map(|(_, gabungan)| *gabungan).find(|(awal, akhir)| (awal.column..=akhir.column).contains(&kolom))
    }

    /// How many columns the cell at an address spans.
    pub(super) fn lebar(&self, alamat: CellAddress) -> u32 {
        self.gabungan(alamat.row, alamat.column).map_or(1, |(awal, akhir)| akhir.column - awal.column + 1)
    }

    /// First and last row that hold anything.
    pub(super) fn baris_terpakai(&self) -> Option<(u32, u32)> {
        self.sheet.used_rows()
    }

    /// The rows that hold anything, in order.
    pub(super) fn filled_rows(&self) -> &[u32] {
        &self.rows
    }

    /// The filled cells from one row up to, but not including, another.
    pub(super) fn cells(&self, from: u32, to: u32) -> &'a [Cell] {
        let cells = &self.sheet.cells;
        let start = cells.partition_point(|cell| cell.address.row < from);
        let end = cells.partition_point(|cell| cell.address.row < to);
        &cells[start..end.max(start)]
    }

    /// Whether a merge begins in a row or runs through it.
    pub(super) fn row_has_merges(&self, row: u32) -> bool {
        self.gabungan.binary_search_by_key(&row, |(one, _)| *one).is_ok()
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
