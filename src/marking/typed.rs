//! A text put into one cell, as if a person had typed it; every other byte of the workbook stays.

use super::book::MarkedBook;
use super::sheet::Grid;
use super::{CorrectionError, LIMITS};
use crate::domain::address::CellAddress;
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index;

/// The workbook with a text in a cell of a sheet.
///
/// # Errors
/// When it is no workbook of this kind, or does not have the sheet.
pub fn typed(bytes: &[u8], sheet: &str, cell: CellAddress, text: &str) -> Result<Vec<u8>, CorrectionError> {
    let mut package = PackageDraft::open(bytes, LIMITS)?;
    let book = MarkedBook::read(&mut package)?;
    let found = book.find(sheet).and_then(|number| book.sheets.get(number)).and_then(|one| one.part.clone());
    let part = found.ok_or_else(|| CorrectionError::cannot(&book.part, "lembarnya tidak ada"))?;
    let old = package.need(&part)?;
    let grid = Grid::parse(&part, &old)?;
    let mut edits = grid.edits();
    grid.type_text(cell, text, &mut edits)?;
    let new = index::finish(&part, edits)?;
    package.put(&part, new);
    Ok(package.finish()?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use rust_xlsxwriter::Workbook;

    fn texts(bytes: &[u8]) -> Vec<(String, String)> {
        let book = crate::workbook::read(bytes, &crate::workbook::Limits::default()).unwrap();
        let cells = book.sheets.iter().find(|sheet| sheet.name == "Unit").unwrap().cells.iter();
        cells.map(|cell| (cell.address.to_string(), format!("{:?}", cell.value))).collect()
    }

    #[test]
    fn what_is_typed_reads_back_and_what_was_there_stays() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet().set_name("Unit").unwrap();
        sheet.write(0, 0, "Kode").unwrap().write(1, 0, "JTI").unwrap().write(1, 3, 5).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let cell = |text: &str| text.parse::<CellAddress>().unwrap();
        let mut now = bytes;
        for (address, text) in [("C2", "Jurusan <TI> & \"x\""), ("A2", "JTI baru"), ("E9", " spasi "), ("C2", "lain")] {
            now = typed(&now, "Unit", cell(address), text).unwrap();
        }
        let all = texts(&now);
        for (address, text) in [("A1", "Kode"), ("A2", "JTI baru"), ("C2", "lain"), ("D2", "5"), ("E9", " spasi ")] {
            let (_, value) = all.iter().find(|(known, _)| known == address).unwrap();
            assert!(value.contains(text), "{address}: {value}");
        }
        assert!(typed(&now, "Tidak Ada", cell("A1"), "x").is_err());
        assert!(typed(b"bukan", "Unit", cell("A1"), "x").is_err());
    }
}
