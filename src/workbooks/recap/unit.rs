//! Sheet `Unit`: each unit with its documents, its findings and its indicators.

use super::{magnitude_cell, measured, or_dash, state};
use crate::domain::capaian::{Profil, ScaleColor};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{IndikatorUnit, Recap, UnitRow};
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, PREDIKAT, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, TableSheet,
    consecutive, letter, number, predikat_cell, with_predikat_column,
};
use crate::workbooks::cell_formula::{self, FormulaItem};

pub(super) const NAME: &str = "Unit";

const COLUMN: [SheetColumn; 22] = measured::among(
    &[
        SheetColumn::new("Unit", CellLook::Text, 9, 14),
        SheetColumn::new("Kode", CellLook::Text, 10, 16),
        SheetColumn::new("Indikator", CellLook::Fold, 30, 42),
        SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    ],
    (16, 22),
    &[
        SheetColumn::new("Kendala", CellLook::Fold, 16, 36),
        SheetColumn::new("Tindak Lanjut", CellLook::Fold, 16, 36),
        SheetColumn::new("Penanggung Jawab", CellLook::Fold, 12, 22),
        SheetColumn::new("Batas Waktu", CellLook::Text, 10, 16),
        SheetColumn::new("Dokumen", CellLook::Fold, 16, 30),
        SheetColumn::new("Temuan", CellLook::Fold, 12, 26),
        PREDIKAT,
    ],
);

/// The cells that say how many indicators of units are red, for a formula of another sheet.
pub(super) fn status_range() -> String {
    let letter = letter(&COLUMN, "Status");
    format!("{NAME}!{letter}:{letter}")
}

pub(super) fn write<'a>(
    recap: &'a Recap,
    profil: &'a Profil,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let row_count = |unit: &UnitRow| 1 + unit.indikator.len();
    let count = recap.units.iter().map(row_count).sum();
    let row = consecutive(&recap.units, row_count).flat_map(move |(start, unit)| {
        let indikator = unit.indikator.iter().zip(start + 1..);
        std::iter::once(unit_row(unit, profil, start))
            .chain(indikator.map(move |(one, number)| indikator_row(unit, one, profil, number)))
    });
    let sheet = TableSheet {
        name: NAME,
        table_name: "RekapUnit",
        heading: format!("Capaian per Unit Tahun {} – {}", recap.year, recap.instansi),
        remark: format!(
            "{}. {}. Baris tebal: unit, dengan rata-rata capaian indikatornya.",
            state(recap),
            recap.profil
        ),
        columns: with_predikat_column(profil, &COLUMN),
        row: RowContent::summed(count, row),
        frozen: 3,
        total: ("", Vec::new()),
        lights: vec![("Capaian (%)", "Capaian (%)")],
    }
    .write(book, style)?;
    super::print_until(sheet, &COLUMN, "Tren", count)?;
    let (status_column, capaian) = (number(&COLUMN, "Status"), letter(&COLUMN, "Capaian (%)"));
    let mut place = CONTENT_ROW;
    for unit in &recap.units {
        let last = place + u32::try_from(unit.indikator.len()).unwrap_or_default();
        if last > place {
            style::light(sheet, (place + 1, last), status_column, &format!("${capaian}{}", place + 2))?;
        }
        for one in &unit.indikator {
            place += 1;
            measured::bars(sheet, &COLUMN, NAME, place, &one.indikator)?;
        }
        place += 1;
    }
    Ok(())
}

fn unit_row<'a>(unit: &'a UnitRow, profil: &Profil, order: usize) -> SheetRow<'a> {
    let item: Vec<FormulaItem> = unit
        .indikator
        .iter()
        .enumerate()
        .map(|(number, one)| FormulaItem {
            cell: measured::cell(&COLUMN, "Capaian (%)", order + 1 + number),
            value: one.indikator.standing.capaian.figure,
            bobot: None,
        })
        .collect();
    let mean = unit.average.as_ref().map(|mean| mean.value);
    let capaian = match cell_formula::combination(KonsolidasiUnit::Average, &item) {
        Some((formula, outcome)) if cell_formula::same(outcome, mean) => SheetCell::formula(formula, mean),
        _ => SheetCell::figure(mean),
    };
    let mut content =
        vec![SheetCell::Text(unit.unit.as_str().into()), SheetCell::Blank, SheetCell::Text(unit.name.as_str().into())];
    content.extend(std::iter::repeat_n(SheetCell::Blank, 5));
    content.push(capaian);
    content.push(SheetCell::Text(unit.light_wording.as_str().into()));
    content.extend(std::iter::repeat_n(SheetCell::Blank, 9));
    content.extend([
        SheetCell::Text(unit.document.wording.as_str().into()),
        SheetCell::Text(unit.temuan_wording.as_str().into()),
        predikat_cell(profil, mean),
    ]);
    SheetRow { cells: content, look: RowLook::Bold, depth: 0 }
}

fn indikator_row<'a>(unit: &'a UnitRow, content: &'a IndikatorUnit, profil: &Profil, order: usize) -> SheetRow<'a> {
    let (one, description) = (&content.indikator, &content.description);
    let mut content = vec![
        SheetCell::Text(unit.unit.as_str().into()),
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::Text(one.satuan.as_str().into()),
    ];
    content.extend(measured::cells(&COLUMN, profil, one, magnitude_cell(&one.standing.realisasi), order));
    for text in
        [&description.kendala, &description.tindak_lanjut, &description.penanggung_jawab, &description.time_limit]
    {
        content.push(if one.standing.color() == ScaleColor::Green {
            SheetCell::text(text.content.as_deref())
        } else {
            or_dash(text)
        });
    }
    content.extend([SheetCell::Blank, SheetCell::Blank, predikat_cell(profil, one.standing.capaian.figure)]);
    SheetRow { cells: content, look: if one.standing.report { RowLook::Usual } else { RowLook::Dim }, depth: 1 }
}
