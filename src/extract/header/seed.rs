//! Rows in which a header block begins.

use crate::template::Kamus;
use crate::template::judul::{kanonik, tahun_saja};
use crate::workbook::{Cell, CellValue};

use super::super::kisi::Kisi;
use super::super::shape::mark::{Mark, mark};

/// A longer text is prose, not a header.
pub(super) const HURUF_TERBANYAK: usize = 120;
/// Rows below a heading that are looked at.
const AHEAD: usize = 12;
/// Blank rows after which a row of labels may begin a table though nothing else says so.
const WIDE_GAP: u32 = 2;

/// What speaks for a header that begins in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seed {
    /// Nothing.
    None,
    /// Known wordings.
    Known,
    /// Its shape, where nothing stands above that it could belong to.
    Apart,
    /// Its shape, among the rows of another table.
    Within,
}

/// Whether a header begins in the row of this number among the filled ones; `first` when no header stands above.
pub(super) fn seed(kisi: &Kisi<'_>, kamus: &Kamus, rows: &[u32], number: usize, first: bool) -> Seed {
    let row = rows[number];
    let cells = kisi.baris(row);
    if cells.len() < 2 {
        return Seed::None;
    }
    if known(cells, kamus) {
        return Seed::Known;
    }
    let above = number.checked_sub(1).map(|number| rows[number]);
    let gap = above.map_or(u32::MAX, |above| row - above - 1);
    // Rows of a table stand close together: without a gap only known wordings begin another one.
    let alone = above.is_some_and(|above| kisi.baris(above).len() == 1);
    if !first && gap == 0 && !alone {
        return Seed::None;
    }
    if !heads_columns(kisi, rows, number) {
        return Seed::None;
    }
    if first || gap >= WIDE_GAP { Seed::Apart } else { Seed::Within }
}

/// Whether a row holds known wordings: three, or two that are all it holds; where nothing in it can be data, three
/// beside any number of others.
fn known(cells: &[Cell], kamus: &Kamus) -> bool {
    let mungkin: Vec<&str> = cells
        .iter()
        .filter(|sel| !sel_tahun(sel))
        .filter_map(|sel| match &sel.value {
            CellValue::Text(teks) if teks.chars().count() <= HURUF_TERBANYAK && !teks.trim_end().ends_with(':') => {
                Some(teks.as_str())
            }
            _ => None,
        })
        .collect();
    // A year over a column of a plan speaks neither for a header nor against it.
    let banyak = cells.iter().filter(|sel| !sel_tahun(sel)).count();
    // Rows of figures and of sentences are told apart before a wording is looked up.
    if mungkin.len() < 2 || banyak - mungkin.len() > mungkin.len() {
        return false;
    }
    let dikenal = mungkin.iter().filter(|teks| kamus.kenal_bagian(&kanonik(teks))).count();
    let asing = banyak - dikenal;
    (dikenal >= 3 && (dikenal >= asing || labels_only(cells))) || (dikenal == 2 && asing == 0)
}

/// Whether every cell of a row could be a heading.
fn labels_only(cells: &[Cell]) -> bool {
    cells
        .iter()
        .map(mark)
        .all(|mark| matches!(mark, Mark::Label | Mark::Period | Mark::Measure | Mark::Blank | Mark::Prose))
}

/// Whether a cell says a year and nothing else.
pub(super) fn sel_tahun(sel: &Cell) -> bool {
    match &sel.value {
        CellValue::Number(angka) => (2000.0..2100.0).contains(angka) && angka.fract() == 0.0,
        CellValue::Text(teks) => teks.trim().len() == 4 && tahun_saja(teks),
        _ => false,
    }
}

/// Whether a row of three labels and more stands over rows about as wide as itself.
fn heads_columns(kisi: &Kisi<'_>, rows: &[u32], number: usize) -> bool {
    let cells = kisi.baris(rows[number]);
    if !labels_only(cells) {
        return false;
    }
    let labels = cells.iter().filter(|cell| mark(cell) == Mark::Label).count();
    let prose = cells.iter().filter(|cell| mark(cell) == Mark::Prose).count();
    if labels < 3 || prose * 2 > labels {
        return false;
    }
    let (Some(first), Some(last)) = (cells.first(), cells.last()) else { return false };
    let columns = first.address.column..last.address.column + kisi.lebar(last.address);
    let below = rows[number + 1..].iter().take(AHEAD).map(|row| kisi.baris(*row));
    let Some(widest) = below.max_by_key(|row| row.len()).filter(|row| row.len() >= 2) else { return false };
    let covered = widest.iter().filter(|cell| columns.contains(&cell.address.column)).count();
    covered * 10 >= widest.len() * 6 && labels * 10 >= widest.len() * 3
}
