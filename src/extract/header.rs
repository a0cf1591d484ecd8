//! Finding header blocks anywhere on a sheet, and the full path of every column.
//!
//! A block is found by its shape: labels side by side over rows that hold something else, merges, a row that counts the
//! columns, measures. Wordings that the dictionary knows speak for a block too, but none is needed: what a table of ours
//! is, is decided by what its columns mean, and blocks that are none are told with their columns.

mod columns;
mod extent;
mod seed;

use crate::domain::address::CellAddress;
use crate::template::Kamus;
use crate::template::judul::kanonik;
use crate::workbook::CellValue;

use super::kisi::{Kisi, teks_sel};
use super::shape::profile::{ColumnProfile, profiles};

use extent::Extent;
use seed::HURUF_TERBANYAK;

/// A block of header rows with its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BlokJudul {
    /// First header row.
    pub(super) awal: u32,
    /// Last header row.
    pub(super) akhir: u32,
    /// Columns with a heading of their own, left to right.
    pub(super) kolom: Vec<KolomJudul>,
    /// Columns that hold something below the heading of the column to their left, which spans them. Their path is that
    /// one's.
    pub(super) shared: Vec<KolomJudul>,
    /// The row that counts the columns: among the header rows, or right below them.
    pub(super) number_row: Option<u32>,
    /// First and last sheet column that belong to it: two tables may stand side by side.
    pub(super) left: u32,
    pub(super) right: u32,
    /// First row below it that belongs to another block, or the end of the sheet.
    pub(super) end: u32,
    /// Rows below it that fill at least two of its columns.
    pub(super) rows: u32,
    /// Whether it is a heading beyond doubt, so that it ends a table that stands above it.
    pub(super) sure: bool,
}

/// One column under a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KolomJudul {
    pub(super) kolom: u32,
    /// Lowest header cell.
    pub(super) sel: CellAddress,
    /// Texts from parent to child, as typed.
    pub(super) bagian: Vec<String>,
    /// Columns that hold one code in parts under this heading, itself first; empty where each column stands for itself.
    pub(super) code_columns: Vec<u32>,
    /// What stands below.
    pub(super) profile: ColumnProfile,
}

impl KolomJudul {
    /// The path as people read it.
    pub(super) fn teks(&self) -> String {
        self.bagian.join(" > ")
    }
}

impl BlokJudul {
    /// First row below its header.
    pub(super) fn body(&self) -> u32 {
        self.akhir.max(self.number_row.unwrap_or(0)) + 1
    }
}

/// Every header block of a sheet, top to bottom, of the same rows left to right.
pub(super) fn cari(kisi: &Kisi<'_>, kamus: &Kamus) -> Vec<BlokJudul> {
    let rows = kisi.filled_rows();
    let Some(&last) = rows.last() else { return Vec::new() };
    let mut found: Vec<(Extent, bool)> = Vec::new();
    let mut next = 0;
    while let Some(&row) = rows.get(next) {
        let seed = seed::seed(kisi, kamus, rows, next, found.is_empty());
        if seed == seed::Seed::None {
            next += 1;
            continue;
        }
        let extent = extent::extent(kisi, kamus, row, last, found.last().map_or(0, |(above, _)| above.body()));
        let sure = seed == seed::Seed::Known || extent.sure(kisi, kamus);
        // Inside a table, only what is a heading beyond doubt begins another one; after a wide gap, perhaps.
        if sure || seed == seed::Seed::Apart {
            next = rows.partition_point(|row| *row < extent.body());
            found.push((extent, sure));
        } else {
            next += 1;
        }
    }
    let ends: Vec<u32> = found.iter().skip(1).map(|(below, _)| below.first).chain([last + 1]).collect();
    found.iter().zip(ends).flat_map(|((extent, sure), end)| blocks(kisi, extent, *sure, end)).collect()
}

/// The blocks of some header rows: one, or several side by side.
fn blocks(kisi: &Kisi<'_>, extent: &Extent, sure: bool, end: u32) -> Vec<BlokJudul> {
    let body = kisi.cells(extent.body(), end);
    // Titles of groups, notes and signatures stand alone in their rows and say nothing of a column.
    let rows = || body.chunk_by(|one, other| one.address.row == other.address.row).filter(|row| row.len() >= 2);
    let profiles = profiles(rows().flatten());
    let (columns, shared) = columns::columns(kisi, extent, &profiles);
    let cuts = columns::cuts(&columns);
    let mut result = Vec::with_capacity(cuts.len() + 1);
    let mut left = 0;
    for right in cuts.iter().map(|cut| cut - 1).chain([u32::MAX]) {
        let own = |column: &&KolomJudul| (left..=right).contains(&column.kolom);
        let kolom: Vec<KolomJudul> = columns.iter().filter(own).cloned().collect();
        let shared: Vec<KolomJudul> = shared.iter().filter(own).cloned().collect();
        let rows = rows()
            .filter(|row| row.iter().filter(|cell| (left..=right).contains(&cell.address.column)).nth(1).is_some())
            .count();
        result.push(BlokJudul {
            awal: extent.first,
            akhir: extent.last,
            kolom,
            shared,
            number_row: extent.number_row,
            left,
            right,
            end,
            rows: u32::try_from(rows).unwrap_or(u32::MAX),
            sure,
        });
        left = right.saturating_add(1);
    }
    result
}

/// Rows that resemble a header: cells that are known and cells that are not, for the finding on sheets without a table.
pub(super) fn calon(kisi: &Kisi<'_>, kamus: &Kamus) -> Vec<(u32, Vec<String>, Vec<String>)> {
    let mut hasil: Vec<_> = kisi
        .filled_rows()
        .iter()
        .filter_map(|&baris| {
            let (dikenal, asing): (Vec<_>, Vec<_>) = kisi
                .baris(baris)
                .iter()
                .filter(|sel| matches!(sel.value, CellValue::Text(_)))
                .map(|sel| teks_sel(sel).into_owned())
                .filter(|teks| teks.chars().count() <= HURUF_TERBANYAK)
                .partition(|teks| kamus.kenal_bagian(&kanonik(teks)));
            (!dikenal.is_empty()).then_some((baris, dikenal, asing))
        })
        .collect();
    hasil.sort_by_key(|(baris, dikenal, _)| (std::cmp::Reverse(dikenal.len()), *baris));
    hasil.truncate(5);
    hasil
}
