//! What a row says under a heading that is merged over a column of marks and one of wordings: `a. | Persentase layanan`. A
//! title over both is a wording, and no mark.

use crate::domain::column::Field;
use crate::domain::document::TableColumn;
use crate::workbook::Cell;

use super::super::grid::CellGrid;

/// The cell that says a column's part of a row, also one that is merged down to it from rows above.
pub(super) fn shown<'a>(
    grid: &CellGrid<'a>,
    columns: &[TableColumn],
    owned: &TableColumn,
    row: u32,
) -> Option<&'a Cell> {
    let column = owned.cell.column;
    let anchor = grid.anchor(row, column);
    // A merge across columns says its value once, in its first column; down the rows it says it for each.
    if anchor.column == column && !covers_wording(grid, columns, owned, row)
        || anchor.column < column
            && worded(owned)
            && one_heading(grid, owned, anchor.column)
            && anchor.row > owned.cell.row
    {
        grid.cell(row, column)
    } else {
        None
    }
}

/// The same of a cell that stands in the row itself.
pub(super) fn own<'a>(grid: &CellGrid<'a>, columns: &[TableColumn], owned: &TableColumn, row: u32) -> Option<&'a Cell> {
    let column = owned.cell.column;
    if let Some(cell) = grid.own_cell(row, column) {
        return (!covers_wording(grid, columns, owned, row)).then_some(cell);
    }
    if grid.anchor(row, column).row == row { shown(grid, columns, owned, row) } else { None }
}

/// Whether the cell of a mark spreads over the wording to its right.
fn covers_wording(grid: &CellGrid<'_>, columns: &[TableColumn], owned: &TableColumn, row: u32) -> bool {
    let column = owned.cell.column;
    let width = grid.width(grid.anchor(row, column));
    let covered = |other: &TableColumn| {
        let right = other.cell.column;
        worded(other) && (column + 1..column + width).contains(&right) && one_heading(grid, other, column)
    };
    width > 1 && !worded(owned) && columns.iter().any(covered)
}

/// Whether the heading of a column spreads over another one to its left.
fn one_heading(grid: &CellGrid<'_>, owned: &TableColumn, left: u32) -> bool {
    let row = owned.cell.row;
    grid.anchor(row, left) == grid.anchor(row, owned.cell.column)
}

/// Whether a column holds wordings.
const fn worded(owned: &TableColumn) -> bool {
    matches!(
        owned.column.field,
        Field::Indikator | Field::Description | Field::Sasaran | Field::Tujuan | Field::Program | Field::RencanaAksi
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use crate::domain::column::Field;
    use crate::extract::extract;
    use crate::template::Library;
    use crate::workbook::grid::workbook_from_text;

    /// Code, indicator and sasaran of each row of data.
    fn rows(drawing: &str) -> Vec<[String; 3]> {
        let file = extract(&workbook_from_text(drawing), &Library::built_in().unwrap());
        let table = &file.documents[0].tables[0];
        let text = |row: &crate::domain::document::FormRow, field: Field| {
            row.entry(field.yearly()).map(|entry| entry.raw.trim().to_string()).unwrap_or_default()
        };
        let all =
            table.rows.iter().map(|row| [Field::Code, Field::Indikator, Field::Sasaran].map(|field| text(row, field)));
        all.filter(|row| !row[1].is_empty()).collect()
    }

    #[test]
    fn under_a_heading_over_two_columns_what_marks_a_row_is_not_its_indicator() {
        for marks in ["a. b. c.", "a b c", "A) B) C)", "(i) (ii) (iii)", "• • •", "- - -", "1) 2) 3)", "1.1 1.2 1.3"]
        {
            let mark: Vec<&str> = marks.split(' ').collect();
            let drawing = format!(
                "PERJANJIAN KINERJA TAHUN 2026\nNO|SASARAN|INDIKATOR KINERJA|<|TARGET\n1|Meningkatnya layanan|'{}|Persentase layanan selesai|80\n^|^|'{}|Indeks kepuasan pengguna|81\n^|^|'{}|Jumlah laporan tersusun|12\n",
                mark[0], mark[1], mark[2]
            );
            let found = rows(&drawing);
            let names: Vec<&str> = found.iter().map(|row| row[1].as_str()).collect();
            assert_eq!(
                names,
                ["Persentase layanan selesai", "Indeks kepuasan pengguna", "Jumlah laporan tersusun"],
                "{marks}"
            );
        }
    }

    #[test]
    fn a_word_with_a_number_before_the_wording_is_its_code() {
        for code in ["IKU", "IKSK", "IKP"] {
            let drawing = format!(
                "PERJANJIAN KINERJA TAHUN 2026\nNO|SASARAN|INDIKATOR KINERJA|<|TARGET\n1|Meningkatnya layanan|{code} 1.1|Persentase layanan selesai|80\n^|^|{code} 1.2|Indeks kepuasan pengguna|81\n"
            );
            let found = rows(&drawing);
            assert_eq!(found[1][..2], [format!("{code} 1.2"), "Indeks kepuasan pengguna".to_string()]);
        }
    }

    #[test]
    fn a_title_over_the_column_of_codes_and_that_of_wordings_is_the_objective_of_the_rows_below() {
        let found = rows(
            "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran Kegiatan (SK)/ Indikator Kinerja Sasaran Kegiatan (IKSK)|<|Satuan|Target\nSK.1|Meningkatnya bimbingan|<\n|IKSK 1.1|Persentase KUA yang memenuhi standar|%|85\n|IKSK 1.2|Jumlah penyuluh yang dibina|Orang|120\nSK.2|Meningkatnya pendidikan|<\n|IKSK 2.1|Persentase guru bersertifikat|%|72\n",
        );
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!(found[2], ["IKSK 2.1", "Persentase guru bersertifikat", "Meningkatnya pendidikan"]);
    }

    #[test]
    fn every_indicator_of_a_mixed_column_has_its_own_rows_of_measures() {
        let found = rows(
            "CAPAIAN INDIKATOR KINERJA UTAMA TAHUN 2026\nKode|Sasaran Strategis / IKU|T/R|Q1|Q2|Q3|Q4|Y-26\nSS.1|Penerimaan negara yang optimal\n1a-CP|Persentase penerimaan pajak|T|23|48|72|100|100\n^|^|R|21.5|47.2|70.1||\n^|^|C|93.48|98.33|97.36||\n2a-N|Indeks kepuasan|T|0|4.2|4.2|4.3|4.3\n^|^|R||4.31|4.31||\n^|^|C||102.6|102.6||\n",
        );
        let names: Vec<&str> = found.iter().map(|row| row[1].as_str()).collect();
        assert_eq!(names, ["Persentase penerimaan pajak", "Indeks kepuasan"]);
    }
}
