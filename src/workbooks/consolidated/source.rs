//! Sheet `Source`: every sheet of every file and what became of it, with the count of its rows: read and skipped must
//! make up the used range. What came with a mail and is no workbook stands at the end.

use super::{file_cell, heading};
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, FormulaResult, OutputBook, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet,
    formula_row, letter,
};
use crate::tables::RowSource;

const COLUMN: [SheetColumn; 19] = [
    SheetColumn::new("Berkas", CellLook::Text, 20, 50),
    SheetColumn::new("Lembar", CellLook::Text, 10, 20),
    SheetColumn::new("Unit", CellLook::Text, 8, 16),
    SheetColumn::new("Status", CellLook::Text, 12, 18),
    SheetColumn::new("Alasan", CellLook::Fold, 14, 40),
    SheetColumn::new("Isi Lembar", CellLook::Text, 10, 16),
    SheetColumn::new("Keadaan", CellLook::Text, 10, 18),
    SheetColumn::new("Templat", CellLook::Text, 10, 20),
    SheetColumn::new("Baris Terpakai", CellLook::Figure, 9, 11),
    SheetColumn::new("Baris Dibaca", CellLook::Figure, 9, 11),
    SheetColumn::new("Baris Dilewati", CellLook::Figure, 9, 11),
    SheetColumn::new("Cocok", CellLook::Middle, 8, 16),
    SheetColumn::new("Rincian Dilewati", CellLook::Fold, 14, 40),
    SheetColumn::new("Diterima", CellLook::Text, 12, 18),
    SheetColumn::new("Pengirim", CellLook::Text, 10, 32),
    SheetColumn::new("Subjek Surel", CellLook::Text, 10, 32),
    SheetColumn::new("Format", CellLook::Middle, 8, 9),
    SheetColumn::new("Ukuran (byte)", CellLook::Figure, 10, 14),
    SheetColumn::new("SHA-256", CellLook::Text, 12, 24),
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let all = input.tables.source();
    let count = all.len() + input.skipped.len();
    let line = all.into_iter().enumerate().map(|(order, row)| {
        let own =
            |text: Option<String>| text.filter(|text| !text.is_empty()).map_or(SheetCell::Blank, SheetCell::owned);
        let number = |number: Option<u32>| SheetCell::figure(number.map(f64::from));
        let file = row.file;
        let sheet = row.sheet.map(|sheet| sheet.name.as_str());
        let (used, read) = (row.sheet.map(|sheet| sheet.used_rows), row.sheet.map(|sheet| sheet.read_rows));
        let skipped = row.skipped_row();
        let in_use = row.status == "dipakai";
        let cell = vec![
            file_cell(Some(&file.path), sheet, Some("A1")),
            SheetCell::text(sheet),
            own(row.unit.clone()),
            own(Some(row.status.clone())),
            own(row.reason.clone()),
            SheetCell::text(row.role()),
            SheetCell::text(row.state()),
            own(row.template.clone()),
            number(used),
            number(read),
            number(skipped),
            fits(&row, formula_row(order)),
            own(row.detail.clone()),
            own(row.received.as_ref().map(|when| when.replace('T', " "))),
            own(row.sender.clone()),
            SheetCell::text(file.mail_origin.as_ref().and_then(|origin| origin.subjek.as_deref())),
            SheetCell::text(file.outcome.as_ref().ok().map(|read| read.format.as_str())),
            SheetCell::figure(Some(file.size as f64)),
            SheetCell::text(Some(&file.sha256)),
        ];
        SheetRow { cells: cell, look: if in_use { RowLook::Usual } else { RowLook::Dim }, depth: 0 }
    });
    // What came with a mail and is no workbook has a row too: nothing is left out in silence.
    let left = input.skipped.iter().map(|one| {
        let mut cell = vec![file_cell(Some(&one.path), None, None), SheetCell::Blank, SheetCell::Blank];
        cell.extend([SheetCell::text(Some("dilewati")), SheetCell::text(Some(&one.reason))]);
        SheetRow { cells: cell, look: RowLook::Dim, depth: 0 }
    });
    TableSheet {
        name: "Sumber",
        table_name: "Sumber",
        heading: heading(input, "Sumber Data"),
        remark: format!(
            "{}. Baris dibaca ditambah baris dilewati sama dengan baris terpakai: tidak ada yang hilang diam-diam.",
            input.data_date()
        ),
        columns: &COLUMN,
        row: RowContent::summed(count, line.chain(left)),
        frozen: 1,
        total: (
            "Jumlah baris tampil",
            vec![
                ("Baris Terpakai", SheetTotal::Add),
                ("Baris Dibaca", SheetTotal::Add),
                ("Baris Dilewati", SheetTotal::Add),
            ],
        ),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

/// Whether the rows of a sheet are all accounted for.
fn fits(row: &RowSource<'_>, line: u32) -> SheetCell<'static> {
    let (Some(sheet), Some(skipped)) = (row.sheet, row.skipped_row()) else { return SheetCell::Blank };
    let (used, being_read) = (sheet.used_rows, sheet.read_rows);
    let [cell_used, cell_being_read, cell_skipped] = ["Baris Terpakai", "Baris Dibaca", "Baris Dilewati"]
        .map(|heading| format!("{}{line}", letter(&COLUMN, heading)));
    let outcome = if being_read + skipped == used { "✓" } else { "✗ periksa" };
    let formula = format!("IF({cell_being_read}+{cell_skipped}={cell_used},\"✓\",\"✗ periksa\")");
    SheetCell::Formula(formula, FormulaResult::Text(outcome.to_string()))
}
