//! Sheet `Bukti`: what each realisation names as its evidence, and whether it came along.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, indikator_row};
use crate::domain::capaian::ScaleColor;
use crate::recap::ReportInput;
use crate::recap::bukti::{self, BuktiState};
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetError, SheetTotal, TableSheet,
};

const COLUMN: [SheetColumn; 12] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 42),
    SheetColumn::new("Triwulan", CellLook::Text, 8, 10),
    SheetColumn::new("Realisasi", CellLook::Figure, 8, 14),
    SheetColumn::new("Bukti yang Disebut", CellLook::Fold, 20, 42),
    SheetColumn::new("Keadaan", CellLook::Text, 14, 30),
    SheetColumn::new("Berkas yang Diterima", CellLook::Text, 14, 38),
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
    let count = bukti::count(input);
    let last = CONTENT_ROW + u32::try_from(count.max(1)).unwrap_or(u32::MAX) - 1;
    let rows = bukti::rows(input).map(move |one| {
        let row = one.row;
        let received = match &one.state {
            BuktiState::Received(path) => SheetCell::owned(path.clone()),
            _ => SheetCell::Blank,
        };
        let told = [
            SheetCell::text(row.indikator()),
            row.triwulan.map_or(SheetCell::Blank, |tw| SheetCell::owned(tw.to_string())),
            SheetCell::figure_or(row.figure_realisasi(), row.text_realisasi()),
            one.named.map_or(SheetCell::Blank, SheetCell::owned),
            SheetCell::Text(one.state.wording().into()),
            received,
        ];
        indikator_row(&row, &names, told)
    });
    let sheet = TableSheet {
        name: "Bukti",
        table_name: "Bukti",
        heading: heading(input, "Bukti Dukung"),
        remark: format!(
            "{}. Satu baris untuk setiap bukti yang disebut; nama berkas dicocokkan dengan yang diterima bersama formulir unit itu, tautan tidak dibuka.",
            input.data_date()
        ),
        columns: &COLUMN,
        row: RowContent::summed(count, rows),
        frozen: 4,
        total: ("Baris tampil", vec![("Indikator", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(style::prefix_light(
        sheet,
        (CONTENT_ROW, last),
        (7, 7),
        &[("✓", ScaleColor::Green), ("✗", ScaleColor::Red), ("–", ScaleColor::Gray)],
    )?)
}
