//! Sheet `Beda Resmi`: what is not as it was ratified, figure by figure and cell by cell. Left out where nothing was
//! ratified, and from what is official itself.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, UnitNames, file_cell, heading};
use crate::compare::{ChangeFate, ChangeSummary, slot_name};
use crate::recap::ReportInput;
use crate::recap::official::{FigureDifference, OfficialComparison};
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, SheetCell, SheetColumn, SheetError, SheetRow, SheetTotal, TableSheet};

const COLUMN: [SheetColumn; 13] = [
    SheetColumn::new("Versi", CellLook::Text, 9, 16),
    SheetColumn::new("Jenis", CellLook::Text, 9, 12),
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Dokumen", CellLook::Text, 9, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 16, 48),
    SheetColumn::new("Isian", CellLook::Fold, 10, 22),
    SheetColumn::new("Resmi", CellLook::Fold, 12, 34),
    SheetColumn::new("Sekarang", CellLook::Fold, 12, 34),
    SheetColumn::new("Keadaan", CellLook::Text, 12, 22),
    FILE,
    SHEET,
    CELL,
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let Some(standing) = input.official.filter(|one| one.this.is_none() && !one.versions.is_empty()) else {
        return Ok(());
    };
    let name = input.unit_names();
    let mut row = Vec::new();
    for version in &standing.versions {
        row.extend(version.figures.iter().map(|one| figure(version, one, &name)));
        for unit in &version.units {
            row.extend(unit.changes.iter().map(|one| cell(version, &unit.unit, one, &name)));
        }
    }
    let versions: Vec<String> = standing.versions.iter().map(OfficialComparison::mention).collect();
    let remark = if row.is_empty() {
        "Semua angka dan isian sama dengan yang disahkan."
    } else {
        "Angka resmi tidak berubah; untuk mengesahkan versi baru, buka dahulu dengan selaras buka."
    };
    TableSheet {
        name: "Beda Resmi",
        table_name: "BedaResmi",
        heading: heading(input, "Beda dengan Versi Resmi"),
        remark: format!("{}. Versi resmi: {}. {remark}", input.data_date(), versions.join("; ")),
        columns: &COLUMN,
        row: row.into(),
        frozen: 4,
        total: ("Baris tampil", vec![("Jenis", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

fn figure<'a>(version: &OfficialComparison, one: &'a FigureDifference, name: &UnitNames<'a>) -> SheetRow<'a> {
    let unit = one.unit.as_deref();
    let indikator = if one.code.is_empty() { one.indikator.clone() } else { format!("{} {}", one.code, one.indikator) };
    let text = |text: &'a Option<String>| match text.as_deref() {
        None => SheetCell::Text("tidak ada".into()),
        Some("") => SheetCell::Text("kosong".into()),
        Some(text) => SheetCell::Text(text.into()),
    };
    SheetRow::usual(vec![
        SheetCell::owned(version.version.code()),
        SheetCell::Text("angka".into()),
        SheetCell::text(unit),
        SheetCell::text(unit.and_then(|unit| name.get(unit).copied())),
        SheetCell::Blank,
        SheetCell::owned(indikator),
        SheetCell::text(Some(&one.slot)),
        text(&one.official),
        text(&one.now),
        SheetCell::Text("berbeda".into()),
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::Blank,
    ])
}

fn cell<'a>(version: &OfficialComparison, unit: &'a str, one: &'a ChangeSummary, name: &UnitNames<'a>) -> SheetRow<'a> {
    let place = &one.place;
    let cell = Some(place.cell_text()).filter(|cell| !cell.is_empty());
    // What is gone lies in a file that counts no more; a link would mislead.
    let missing = matches!(one.fate, ChangeFate::MissingDocument | ChangeFate::MissingRow | ChangeFate::Emptied);
    let exists = |text: &'a str| Some(text).filter(|text| !text.is_empty());
    let file = exists(&place.file);
    let file = if missing { SheetCell::text(file) } else { file_cell(file, place.sheet.as_deref(), cell.as_deref()) };
    SheetRow::usual(vec![
        SheetCell::owned(version.version.code()),
        SheetCell::Text("isian".into()),
        SheetCell::text(exists(unit)),
        SheetCell::text(name.get(unit).copied()),
        one.document.map_or(SheetCell::Blank, |document| SheetCell::owned(document.to_string())),
        SheetCell::text(one.indikator.as_deref()),
        one.slot.as_deref().map_or(SheetCell::Blank, |slot| SheetCell::owned(slot_name(slot))),
        SheetCell::text(one.before.as_deref()),
        SheetCell::text(one.after.as_deref()),
        SheetCell::Text(one.fate.name().into()),
        file,
        SheetCell::text(place.sheet.as_deref().and_then(exists)),
        cell.map_or(SheetCell::Blank, SheetCell::owned),
    ])
}
