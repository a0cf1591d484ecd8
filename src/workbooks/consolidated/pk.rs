//! Sheet `PK`: what was promised.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, indikator_row};
use crate::domain::value::{Entry, Value};
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetTotal, TableSheet};

const COLUMN: [SheetColumn; 16] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Bagian", CellLook::Fold, 8, 18),
    SheetColumn::new("Sasaran", CellLook::Fold, 16, 36),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 46),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Target", CellLook::Figure, 9, 16),
    SheetColumn::new("Target TW I", CellLook::Figure, 8, 12),
    SheetColumn::new("Target TW II", CellLook::Figure, 8, 12),
    SheetColumn::new("Target TW III", CellLook::Figure, 8, 12),
    SheetColumn::new("Target TW IV", CellLook::Figure, 8, 12),
    SheetColumn::new("Kode Kaskade", CellLook::Text, 8, 14),
    FILE,
    SHEET,
    CELL,
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let names = input.unit_names();
    let line = input.tables.pk().map(move |row| {
        let told = [
            SheetCell::text(row.part()),
            SheetCell::text(row.sasaran()),
            SheetCell::text(row.indikator()),
            SheetCell::text(row.satuan()),
            target(row.target()),
        ];
        let quarters = quarter_targets(row.target_tw(), row.worded_target_tw());
        indikator_row(&row, &names, told.into_iter().chain(quarters).chain([SheetCell::text(row.node_code())]))
    });
    TableSheet {
        name: "PK",
        table_name: "PerjanjianKinerja",
        heading: heading(input, "Perjanjian Kinerja"),
        remark: format!("{}. Satu baris untuk setiap indikator; klik berkas untuk membuka asalnya.", input.data_date()),
        columns: &COLUMN,
        row: RowContent::new(line),
        frozen: 3,
        total: ("Baris tampil", vec![("Indikator", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

/// The targets of the quarters, each as the annual one.
pub(super) fn quarter_targets<'a>(figures: [Option<f64>; 4], worded: [Option<&'a Entry>; 4]) -> [SheetCell<'a>; 4] {
    std::array::from_fn(|tw| worded[tw].map_or_else(|| SheetCell::figure(figures[tw]), |entry| target(Some(entry))))
}

/// The annual target: a plain figure as a number; a bound, a range or a grade as it was typed.
pub(super) fn target(entry: Option<&Entry>) -> SheetCell<'_> {
    let Some(entry) = entry else { return SheetCell::Blank };
    match entry.value {
        Value::Figure { .. } | Value::Percent { .. } | Value::Money { .. } => {
            SheetCell::figure_or(entry.value.figure(), entry.text())
        }
        _ => SheetCell::text(entry.text()),
    }
}
