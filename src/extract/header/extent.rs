//! Which rows a header takes: from the row in which it was found, down over its levels and up over the groups above.

use crate::template::Kamus;
use crate::template::judul::{kanonik, nomor_triwulan};
use crate::workbook::{Cell, CellValue};

use super::super::kisi::{Kisi, teks_sel};
use super::super::shape::mark::{Mark, mark};
use super::super::shape::rows::{counts_columns, names_measures};
use super::seed::{HURUF_TERBANYAK, sel_tahun};

/// Header rows below one another at most.
const TALLEST: u32 = 6;
/// Rows below a heading that may tell it from data.
const BELOW: u32 = 5;

/// The rows of a header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    pub(super) first: u32,
    pub(super) last: u32,
    /// The row that counts the columns: among the header rows, or right below them.
    pub(super) number_row: Option<u32>,
}

impl Extent {
    /// First row below.
    pub(super) fn body(&self) -> u32 {
        self.last.max(self.number_row.unwrap_or(0)) + 1
    }

    /// The header rows, without the one that counts the columns.
    pub(super) fn rows(&self) -> impl DoubleEndedIterator<Item = u32> + Clone {
        let number_row = self.number_row;
        (self.first..=self.last).filter(move |row| Some(*row) != number_row)
    }

    /// Whether it is a heading beyond doubt: columns are counted below it, it groups columns over columns, or two of its
    /// wordings are known.
    pub(super) fn sure(&self, kisi: &Kisi<'_>, kamus: &Kamus) -> bool {
        let grouped = self.last > self.first
            && kisi.baris(self.first).iter().any(|cell| {
                let columns = cell.address.column..cell.address.column + kisi.lebar(cell.address);
                let below = kisi.baris(self.first + 1).iter().filter(|cell| columns.contains(&cell.address.column));
                columns.len() > 1 && below.count() > 1
            });
        let known = || {
            let cells = self.rows().flat_map(|row| kisi.baris(row));
            cells.filter(|cell| kamus.kenal_bagian(&kanonik(&teks_sel(cell)))).count()
        };
        self.number_row.is_some() || grouped || known() >= 2
    }
}

/// The rows of the header that was found in `seed`; it takes no row above `floor`.
pub(super) fn extent(kisi: &Kisi<'_>, kamus: &Kamus, seed: u32, last_row: u32, floor: u32) -> Extent {
    let mut last = seed;
    while last < last_row && last + 1 < seed + TALLEST {
        let merged = last < merge_bottom(kisi, seed, last);
        if !merged && !continues(kisi, kamus, seed, last + 1) {
            break;
        }
        last += 1;
    }
    let below = (last + 1..=(last + 2).min(last_row)).find(|row| !kisi.baris(*row).is_empty());
    let number_row = below.filter(|row| counts_columns(kisi.baris(*row)));
    if let Some(row) = number_row
        && names_measures(kisi.baris(row + 1))
    {
        last = row + 1;
    }
    let first = groups_above(kisi, kamus, seed, floor);
    Extent { first, last, number_row }
}

/// How far down the cells of these rows are merged.
fn merge_bottom(kisi: &Kisi<'_>, first: u32, last: u32) -> u32 {
    (first..=last)
        .flat_map(|row| kisi.baris(row))
        .filter_map(|cell| kisi.gabungan(cell.address.row, cell.address.column))
        .map(|(_, bottom)| bottom.row)
        .filter(|bottom| *bottom < first + TALLEST)
        .max()
        .unwrap_or(last)
}

fn continues(kisi: &Kisi<'_>, kamus: &Kamus, first: u32, row: u32) -> bool {
    let cells = kisi.baris(row);
    !cells.is_empty()
        && (names_measures(cells) || known_level(kisi, kamus, first, row) || level_by_shape(kisi, first, row))
}

/// Whether a row is a level of the header above it: only known wordings or quarter numerals, each below a group.
fn known_level(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32, baris: u32) -> bool {
    let isi = kisi.baris(baris);
    let mut dikenal = 0;
    for sel in isi {
        if sel_tahun(sel) && below_group(kisi, awal, baris, sel.address.column) {
            dikenal += 1;
            continue;
        }
        let CellValue::Text(teks) = &sel.value else {
            // A number below a group of quarters is a header too ("1 2 3 4"), but only together with known words.
            let angka = kanonik(&teks_sel(sel));
            if nomor_triwulan(&angka).is_some() && kelompok_berkala(kisi, awal, baris, sel.address.column) {
                dikenal += 1;
                continue;
            }
            return false;
        };
        let kanonik = kanonik(teks);
        let numeral = nomor_triwulan(&kanonik).is_some() || mark(sel) == Mark::Measure;
        let sah = (kamus.kenal_bagian(&kanonik) || numeral) && teks.chars().count() <= HURUF_TERBANYAK;
        if !sah || !below_group(kisi, awal, baris, sel.address.column) {
            return false;
        }
        dikenal += 1;
    }
    // Numbers alone are the row of column numbers.
    dikenal > 0 && !isi.iter().all(|sel| matches!(sel.value, CellValue::Number(_)))
        || dikenal >= 3
            && isi.len() == dikenal
            && isi.iter().all(|sel| kelompok_berkala(kisi, awal, baris, sel.address.column))
}

/// Whether a row is a level of the header above it though nothing in it is known: labels below groups, one of them in a
/// column without a heading so far, and something else than labels below.
fn level_by_shape(kisi: &Kisi<'_>, first: u32, row: u32) -> bool {
    let cells = kisi.baris(row);
    let heading = |cell: &Cell| matches!(mark(cell), Mark::Label | Mark::Period | Mark::Measure);
    if cells.len() < 2 || !cells.iter().all(heading) {
        return false;
    }
    let headless = |column: u32| (first..row).all(|above| kisi.sel_sendiri(above, column).is_none());
    let new: Vec<u32> = cells.iter().map(|cell| cell.address.column).filter(|column| headless(*column)).collect();
    if new.is_empty() || !cells.iter().all(|cell| below_group(kisi, first, row, cell.address.column)) {
        return false;
    }
    let groups_only = kisi.baris(first).len() >= 2
        && kisi.baris(first).iter().all(|cell| kisi.lebar(cell.address) > 1)
        && cells.len() > kisi.baris(first).len();
    groups_only || repeats(cells) || counts_columns(kisi.baris(row + 1)) || figures_below(kisi, row, &new)
}

/// Whether periods, measures or the same texts again make most of a row.
fn repeats(cells: &[Cell]) -> bool {
    let again = |cell: &Cell| {
        let text = teks_sel(cell);
        cells.iter().filter(|other| teks_sel(other) == text).count() > 1
    };
    let speaking = cells.iter().filter(|cell| mark(cell) != Mark::Label || again(cell)).count();
    cells.len() >= 2 && speaking * 2 >= cells.len() && speaking >= 2
}

/// Whether figures stand right below most of these columns.
fn figures_below(kisi: &Kisi<'_>, row: u32, columns: &[u32]) -> bool {
    let figure = |column: u32| {
        (row + 1..=row + BELOW).any(|below| {
            kisi.sel_sendiri(below, column).is_some_and(|cell| matches!(mark(cell), Mark::Figure | Mark::Small))
        })
    };
    columns.len() >= 2 && columns.iter().filter(|column| figure(**column)).count() * 2 > columns.len()
}

/// Whether a heading above a cell spans more than its column, by a merge or by blanks where one would be drawn.
fn below_group(kisi: &Kisi<'_>, first: u32, row: u32, column: u32) -> bool {
    (first..row).any(|above| {
        let anchor = kisi.jangkar(above, column);
        kisi.lebar(anchor) > 1
            || kisi.sel_sendiri(above, column).is_none() && kiri_berisi(kisi, above, column)
            || kanan_kosong(kisi, above, column)
    })
}

fn kelompok_berkala(kisi: &Kisi<'_>, awal: u32, baris: u32, kolom: u32) -> bool {
    (awal..baris).any(|atas| {
        let teks = kanonik(&super::columns::parent_text(kisi, atas, kolom));
        teks.split(' ').any(|kata| matches!(kata, "tw" | "target" | "realisasi" | "alokasi"))
    })
}

fn kiri_berisi(kisi: &Kisi<'_>, baris: u32, kolom: u32) -> bool {
    kolom > 0 && (0..kolom).rev().take(16).any(|kiri| kisi.sel_sendiri(baris, kiri).is_some())
}

fn kanan_kosong(kisi: &Kisi<'_>, baris: u32, kolom: u32) -> bool {
    kisi.sel_sendiri(baris, kolom).is_some() && kisi.sel(baris, kolom + 1).is_none()
}

/// Rows of group headings above ("Target", "Realisasi" over several columns each) belong to the header; a row that holds
/// nothing but merges may stand between.
fn groups_above(kisi: &Kisi<'_>, kamus: &Kamus, seed: u32, floor: u32) -> u32 {
    let mut first = seed;
    while first > floor && seed - first < 2 {
        let spacer = first - 1 > floor && kisi.baris(first - 1).is_empty() && kisi.row_has_merges(first - 1);
        let above = first - 1 - u32::from(spacer);
        if !groups(kisi, kamus, above, first, spacer) {
            break;
        }
        first = above;
    }
    first
}

fn groups(kisi: &Kisi<'_>, kamus: &Kamus, above: u32, below: u32, apart: bool) -> bool {
    let cells = kisi.baris(above);
    if cells.is_empty() || !cells.iter().all(|cell| mark(cell) == Mark::Label) {
        return false;
    }
    let table = kisi.baris(below);
    let width = u32::try_from(table.len()).unwrap_or(u32::MAX);
    let known = !apart
        && cells.iter().all(|cell| {
            let span = kisi.lebar(cell.address);
            kamus.kenal_bagian(&kanonik(&teks_sel(cell))) && span < width.max(2) && (span > 1 || cells.len() > 1)
        });
    known || groups_by_shape(kisi, cells, table)
}

/// Whether cells divide the columns of a row among themselves: two merges and more, each over several of its cells.
fn groups_by_shape(kisi: &Kisi<'_>, cells: &[Cell], table: &[Cell]) -> bool {
    let over = |cell: &Cell| {
        let columns = cell.address.column..cell.address.column + kisi.lebar(cell.address);
        table.iter().filter(|below| columns.contains(&below.address.column)).count()
    };
    let wide = cells.iter().filter(|cell| kisi.lebar(cell.address) > 1 && over(cell) > 1).count();
    let whole = cells.iter().any(|cell| over(cell) == table.len());
    let first = table.first().map_or(0, |cell| cell.address.column);
    let single = match cells {
        // A single group is told from a title by what it groups.
        [cell] => wide == 1 && cell.address.column > first && repeats_below(kisi, cell, table),
        _ => false,
    };
    single || (wide >= 2 && !whole)
}

fn repeats_below(kisi: &Kisi<'_>, group: &Cell, table: &[Cell]) -> bool {
    let columns = group.address.column..group.address.column + kisi.lebar(group.address);
    let below = table.iter().filter(|cell| columns.contains(&cell.address.column));
    below.clone().all(|cell| matches!(mark(cell), Mark::Period | Mark::Measure)) && below.count() >= 2
}
