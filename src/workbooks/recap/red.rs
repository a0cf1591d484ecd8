//! Sheet `Red`: every red indicator of a unit, the worst first, with why and who acts.

use super::{magnitude_cell, or_dash, source_cell, state};
use crate::recap::model::{Recap, RedRow};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet};

pub(super) const NAME: &str = "Merah";

const COLUMN: [SheetColumn; 17] = [
    SheetColumn::new("No", CellLook::Middle, 5, 7),
    SheetColumn::new("Unit", CellLook::Text, 9, 14),
    SheetColumn::new("Nama Unit", CellLook::Fold, 12, 20),
    SheetColumn::new("Kode", CellLook::Text, 10, 16),
    SheetColumn::new("Indikator", CellLook::Fold, 28, 36),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Target Periode", CellLook::Figure, 9, 14),
    SheetColumn::new("Realisasi Periode", CellLook::Figure, 10, 14),
    SheetColumn::new("Capaian (%)", CellLook::Percent, 9, 10),
    SheetColumn::new("Kendala", CellLook::Fold, 18, 32),
    SheetColumn::new("Tindak Lanjut", CellLook::Fold, 18, 32),
    SheetColumn::new("Penanggung Jawab", CellLook::Fold, 12, 24),
    SheetColumn::new("Batas Waktu", CellLook::Text, 10, 18),
    SheetColumn::new("Menurut", CellLook::Text, 9, 10),
    SheetColumn::new("Berkas", CellLook::Text, 12, 36),
    SheetColumn::new("Lembar", CellLook::Text, 8, 14),
    SheetColumn::new("Sel", CellLook::Text, 6, 12),
];

pub(super) fn write<'a>(
    recap: &'a Recap,
    up: &str,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let remark = if recap.red.is_empty() {
        format!("{}. Tidak ada indikator unit yang merah.", state(recap))
    } else {
        format!("{}. Capaian di bawah 80%, terendah lebih dahulu. – berarti tidak diisi unit.", state(recap))
    };
    let up = up.to_string();
    let sheet = TableSheet {
        name: NAME,
        table_name: "RekapMerah",
        heading: format!("Indikator Merah Tahun {} – {}", recap.year, recap.instansi),
        remark,
        columns: &COLUMN,
        row: RowContent::new(recap.red.iter().map(move |one| row(&up, one))),
        frozen: 2,
        total: ("", vec![("Indikator", SheetTotal::Count)]),
        lights: vec![("Capaian (%)", "Capaian (%)")],
    }
    .write(book, style)?;
    super::print_until(sheet, &COLUMN, "Batas Waktu", recap.red.len())
}

fn row<'a>(up: &str, one: &'a RedRow) -> SheetRow<'a> {
    let (indikator, description) = (&one.content.indikator, &one.content.description);
    let origin = description.origin.as_ref();
    SheetRow::usual(vec![
        SheetCell::Figure(one.number as f64),
        SheetCell::Text(one.unit.as_str().into()),
        SheetCell::Text(one.unit_name.as_str().into()),
        SheetCell::Text(indikator.code.as_str().into()),
        SheetCell::Text(indikator.indikator.as_str().into()),
        SheetCell::Text(indikator.satuan.as_str().into()),
        magnitude_cell(&indikator.standing.target),
        magnitude_cell(&indikator.standing.realisasi),
        SheetCell::figure(indikator.standing.capaian.figure),
        or_dash(&description.kendala),
        or_dash(&description.tindak_lanjut),
        or_dash(&description.penanggung_jawab),
        or_dash(&description.time_limit),
        SheetCell::Text(description.by.as_str().into()),
        source_cell(up, origin),
        SheetCell::text(origin.map(|origin| origin.sheet.as_str())),
        SheetCell::text(origin.map(|origin| origin.cell.as_str())),
    ])
}
