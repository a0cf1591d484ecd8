//! Sheet `IKU`: each indicator of the institution with the units that make it up, and who has not reported.

use super::{magnitude_cell, measured, state};
use crate::domain::capaian::Profil;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{IkuMember, IkuRow, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, PREDIKAT, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, TableSheet,
    consecutive, formula_row, letter, predikat_cell, with_predikat_column,
};
use crate::workbooks::cell_formula::{self, FormulaItem};

const COLUMN: [SheetColumn; 21] = measured::among(
    &[
        SheetColumn::new("Kode", CellLook::Text, 12, 20),
        SheetColumn::new("Indikator", CellLook::Fold, 30, 40),
        SheetColumn::new("Unit", CellLook::Fold, 14, 20),
        SheetColumn::new("Satuan", CellLook::Text, 8, 12),
        SheetColumn::new("Bobot", CellLook::Figure, 7, 10),
    ],
    (12, 18),
    &[
        SheetColumn::new("Pelapor", CellLook::Text, 12, 16),
        SheetColumn::new("Belum Melapor", CellLook::Fold, 16, 44),
        SheetColumn::new("Cara Gabung", CellLook::Fold, 10, 16),
        SheetColumn::new("Catatan", CellLook::Fold, 14, 44),
        PREDIKAT,
    ],
);

/// A cell of an indicator in a row, for formulas of other sheets.
pub(super) fn address(sheet: &str, row: u32, heading: &str) -> String {
    format!("{sheet}!{}{row}", letter(&COLUMN, heading))
}

/// Where the indicators of the institution will stand, as formulas write it.
pub(super) fn position(recap: &Recap) -> Vec<u32> {
    consecutive(&recap.iku, row_count).map(|(start, _)| formula_row(start)).collect()
}

/// Rows of an indicator and the units that make it up.
fn row_count(iku: &IkuRow) -> usize {
    1 + iku.members.len()
}

pub(super) fn write<'a>(
    recap: &'a Recap,
    profil: &'a Profil,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let count = recap.iku.iter().map(row_count).sum();
    let row = consecutive(&recap.iku, row_count).flat_map(move |(start, iku)| {
        let member = iku.members.iter().zip(start + 1..);
        std::iter::once(iku_row(iku, profil, start))
            .chain(member.map(move |(member, number)| member_row(member, profil, number)))
    });
    let sheet = TableSheet {
        name: recap.designation.sheet,
        table_name: "RekapIKU",
        heading: format!("Capaian per {} – {}", recap.designation.sheet, recap.heading),
        remark: format!(
            "{}. {}. Baris tebal: {}; di bawahnya indikator unit yang mendukung, dengan bobotnya. Unit yang belum melapor tidak dihitung nol.",
            state(recap),
            recap.profil,
            recap.designation.one
        ),
        columns: with_predikat_column(profil, &COLUMN),
        row: RowContent::summed(count, row),
        frozen: 2,
        total: ("", Vec::new()),
        lights: vec![("Capaian (%)", "Capaian (%)"), ("Status", "Capaian (%)")],
    }
    .write(book, style)?;
    super::print_until(sheet, &COLUMN, "Pelapor", count)?;
    let mut place = CONTENT_ROW;
    for iku in &recap.iku {
        let all = std::iter::once(&iku.indikator).chain(iku.members.iter().map(|member| &member.indikator));
        for one in all {
            measured::bars(sheet, &COLUMN, recap.designation.sheet, place, one)?;
            place += 1;
        }
    }
    Ok(())
}

fn iku_row<'a>(iku: &'a IkuRow, profil: &Profil, order: usize) -> SheetRow<'a> {
    let one = &iku.indikator;
    let mut content = vec![
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::Blank,
        SheetCell::Text(one.satuan.as_str().into()),
        SheetCell::figure(one.bobot.figure),
    ];
    content.extend(measured::cells(&COLUMN, profil, one, realisasi(iku, order), order));
    content.extend([
        SheetCell::Text(iku.reporter.as_str().into()),
        SheetCell::owned(iku.not_yet.join("; ")),
        SheetCell::text(iku.way.map(KonsolidasiUnit::name)),
        SheetCell::owned(iku.notes.join("; ")),
        predikat_cell(profil, one.standing.capaian.figure),
    ]);
    SheetRow { cells: content, look: RowLook::Bold, depth: 0 }
}

/// The realisation out of the rows below, where these give it.
fn realisasi(iku: &IkuRow, order: usize) -> SheetCell<'_> {
    let item: Vec<FormulaItem> = iku
        .members
        .iter()
        .enumerate()
        .map(|(number, member)| FormulaItem {
            cell: measured::cell(&COLUMN, "Realisasi Periode", order + 1 + number),
            value: member.indikator.standing.realisasi.in_cell(),
            bobot: member.indikator.bobot.figure,
        })
        .collect();
    let value = iku.indikator.standing.realisasi.in_cell();
    match iku.way.and_then(|way| cell_formula::combination(way, &item)) {
        Some((formula, outcome)) if value.is_some() && cell_formula::same(outcome, value) => {
            SheetCell::formula(formula, value)
        }
        _ => magnitude_cell(&iku.indikator.standing.realisasi),
    }
}

fn member_row<'a>(member: &'a IkuMember, profil: &Profil, order: usize) -> SheetRow<'a> {
    let one = &member.indikator;
    let unit = member.unit.as_ref().map(|(code, name)| format!("{code} · {name}")).unwrap_or_default();
    let mut content = vec![
        SheetCell::owned(format!("   {}", one.code)),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::owned(unit),
        SheetCell::Text(one.satuan.as_str().into()),
        SheetCell::figure(one.bobot.figure),
    ];
    content.extend(measured::cells(&COLUMN, profil, one, magnitude_cell(&one.standing.realisasi), order));
    content.extend([SheetCell::Text(member.report.into()), SheetCell::Blank, SheetCell::Blank, SheetCell::Blank]);
    content.push(predikat_cell(profil, one.standing.capaian.figure));
    SheetRow { cells: content, look: if one.standing.report { RowLook::Usual } else { RowLook::Dim }, depth: 1 }
}
