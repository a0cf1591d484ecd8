//! Sheet `Rencana Aksi`: what will be done, and when.

use super::pk::{quarter_targets, target};
use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, indikator_row};
use crate::domain::triwulan::Triwulan;
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetTotal, TableSheet};

const COLUMN: [SheetColumn; 20] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Kode", CellLook::Text, 8, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 42),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Target", CellLook::Figure, 9, 14),
    SheetColumn::new("Target TW I", CellLook::Figure, 8, 11),
    SheetColumn::new("Target TW II", CellLook::Figure, 8, 11),
    SheetColumn::new("Target TW III", CellLook::Figure, 8, 11),
    SheetColumn::new("Target TW IV", CellLook::Figure, 8, 11),
    SheetColumn::new("Rencana Aksi", CellLook::Fold, 20, 42),
    SheetColumn::new("Kriteria Keberhasilan", CellLook::Fold, 14, 30),
    SheetColumn::new("Keluaran", CellLook::Fold, 12, 26),
    SheetColumn::new("Waktu", CellLook::Text, 8, 20),
    SheetColumn::new("Penanggung Jawab", CellLook::Fold, 12, 22),
    SheetColumn::new("Anggaran (Rp)", CellLook::Figure, 10, 18),
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
    let line = input.tables.rencana_aksi().map(move |row| {
        let mut cell = vec![SheetCell::text(row.indikator()), SheetCell::text(row.satuan())];
        // The target belongs to the indicator: it stands beside its first action only, so that sums are right.
        if row.first {
            cell.push(target(row.target()));
            cell.extend(quarter_targets(row.target_tw(), row.worded_target_tw()));
        } else {
            cell.extend(std::iter::repeat_n(SheetCell::Blank, 5));
        }
        cell.extend([
            SheetCell::text(row.aksi()),
            SheetCell::text(row.criterion()),
            SheetCell::text(row.output()),
            row.time().map_or(SheetCell::Blank, |time| SheetCell::owned(triwulan_list(time))),
            SheetCell::text(row.penanggung_jawab()),
            SheetCell::figure(row.anggaran()),
            SheetCell::text(row.node_code()),
        ]);
        indikator_row(&row, &names, cell)
    });
    TableSheet {
        name: "Rencana Aksi",
        table_name: "RencanaAksi",
        heading: heading(input, "Rencana Aksi"),
        remark: format!(
            "{}. Satu baris untuk setiap aksi; target tertulis pada aksi pertama indikatornya.",
            input.data_date()
        ),
        columns: &COLUMN,
        row: RowContent::new(line),
        frozen: 3,
        total: ("Baris tampil", vec![("Rencana Aksi", SheetTotal::Count), ("Anggaran (Rp)", SheetTotal::Add)]),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

/// "TW I, TW II".
fn triwulan_list(time: &[Triwulan]) -> String {
    time.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}
