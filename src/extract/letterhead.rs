//! Lines above the first table that say whose form it is, each a label with its value: they look like a table of two
//! columns and are none.

use crate::template::Dictionary;
use crate::workbook::Cell;

use super::grid::{CellGrid, cell_text};
use super::header::HeadingBlock;
use super::shape::mark::{Mark, mark};

/// Lines above and below a block that may belong to the same letterhead.
const BESIDE: u32 = 3;

/// Whether a block above the first table is a letterhead: lines of labels with their values, one of which is known.
pub(super) fn is_one(grid: &CellGrid<'_>, dictionary: &Dictionary, block: &HeadingBlock) -> bool {
    let pairs = |row: u32| grid.row(row).len() >= 2;
    let last = (block.start..block.end).take_while(|row| pairs(*row)).last().unwrap_or(block.start);
    let lower = (last + 1..last + 1 + BESIDE).take_while(|row| pairs(*row)).last().unwrap_or(last);
    let first = (block.start.saturating_sub(BESIDE)..block.start).rev().take_while(|row| pairs(*row)).last();
    let known = |row: u32| grid.row(row).first().is_some_and(|cell| dictionary.label(&cell_text(cell)).is_some());
    (block.start..=last).all(|row| labelled(grid.row(row)))
        && (first.unwrap_or(block.start)..=lower).any(|row| labelled(grid.row(row)) && known(row))
}

/// Whether a line is one or two labels, each with its value.
fn labelled(cells: &[Cell]) -> bool {
    let label = |cell: &Cell| mark(cell) == Mark::Label;
    match cells {
        [one, _] => label(one),
        [one, _, other, _] => label(one) && label(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::domain::document::SkipReason;
    use crate::extract::extract;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    fn left_out(lines: &str) -> usize {
        let form = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator Kinerja|Target|Realisasi\n1|Jumlah mitra|4|2\n2|Jumlah tamu|6|3\n";
        let library = Library::built_in().unwrap();
        let read = extract(&workbook_from_text(&format!("=== TW II\n{lines}\n{form}")), &library);
        read.sheets[0].skipped.iter().filter(|row| row.reason == SkipReason::NotKnown).count()
    }

    #[test]
    fn lines_of_labels_with_their_values_are_no_table() {
        assert_eq!(
            left_out(
                "OPD|Dinas Contoh\nTahun|2026\nPeriode Laporan|Triwulan II\nVersi Dokumen|Kedua\nStatus|Terverifikasi\n"
            ),
            0
        );
        assert_eq!(
            left_out(
                "Jenis Laporan|Kinerja\nPihak Pertama|(nama)|Pihak Kedua|(nama)\nJabatan|Analis|Jabatan|Kepala\nTahun|2026\n"
            ),
            0
        );
    }

    #[test]
    fn a_table_of_something_else_above_a_form_is_told() {
        assert!(left_out("Nama Alat|Jumlah|Kondisi\nKomputer|20|baik\nPrinter|2|rusak\n") > 0);
    }
}
