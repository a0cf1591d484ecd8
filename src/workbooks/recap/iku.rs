//! Sheet `IKU`: each indicator of the institution with the units that make it up, and who has not reported.

use super::{capaian_cell, magnitude_cell, state, trend, trend_cell};
use crate::domain::capaian::Profil;
use crate::domain::polaritas::KonsolidasiUnit;
use crate::recap::model::{IkuMember, IkuRow, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, PREDIKAT, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, TableSheet,
    consecutive, formula_row, letter, number, predikat_cell, with_predikat_column,
};
use crate::workbooks::cell_formula::{self, FormulaItem};

const fn column_trend(heading: &'static str) -> SheetColumn {
    SheetColumn::new(heading, CellLook::Percent, 8, 9)
}

const COLUMN: [SheetColumn; 21] = [
    SheetColumn::new("Kode", CellLook::Text, 12, 20),
    SheetColumn::new("Indikator", CellLook::Fold, 30, 40),
    SheetColumn::new("Unit", CellLook::Fold, 14, 20),
    SheetColumn::new("Satuan", CellLook::Text, 8, 12),
    SheetColumn::new("Bobot", CellLook::Figure, 7, 10),
    SheetColumn::new("Target Tahun", CellLook::Figure, 9, 14),
    SheetColumn::new("Target Periode", CellLook::Figure, 9, 14),
    SheetColumn::new("Realisasi Periode", CellLook::Figure, 10, 14),
    SheetColumn::new("Capaian Penuh (%)", CellLook::Percent, 9, 10),
    SheetColumn::new("Capaian (%)", CellLook::Percent, 9, 10),
    SheetColumn::new("Status", CellLook::Text, 12, 18),
    column_trend("TW I (%)"),
    column_trend("TW II (%)"),
    column_trend("TW III (%)"),
    column_trend("TW IV (%)"),
    SheetColumn::new("Tren", CellLook::Text, 14, 14),
    SheetColumn::new("Pelapor", CellLook::Text, 12, 16),
    SheetColumn::new("Belum Melapor", CellLook::Fold, 16, 44),
    SheetColumn::new("Cara Gabung", CellLook::Fold, 10, 16),
    SheetColumn::new("Catatan", CellLook::Fold, 14, 44),
    PREDIKAT,
];

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
    let (trend_column, first_column) = (number(&COLUMN, "Tren"), number(&COLUMN, "TW I (%)"));
    for iku in &recap.iku {
        let all = std::iter::once(&iku.indikator).chain(iku.members.iter().map(|member| &member.indikator));
        for one in all {
            trend(sheet, (place, trend_column), (recap.designation.sheet, place, first_column), &one.standing.trend)?;
            place += 1;
        }
    }
    Ok(())
}

fn cell(heading: &str, order: usize) -> String {
    format!("{}{}", letter(&COLUMN, heading), formula_row(order))
}

fn figure_cell(order: usize) -> [String; 4] {
    ["Target Periode", "Realisasi Periode", "Capaian Penuh (%)", "Capaian (%)"].map(|heading| cell(heading, order))
}

fn iku_row<'a>(iku: &'a IkuRow, profil: &Profil, order: usize) -> SheetRow<'a> {
    let one = &iku.indikator;
    let [t, r, p, c] = figure_cell(order);
    let mut content = vec![
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::Blank,
        SheetCell::Text(one.satuan.as_str().into()),
        SheetCell::figure(one.bobot.figure),
        magnitude_cell(&one.standing.year_target),
        magnitude_cell(&one.standing.target),
        realisasi(iku, order),
    ];
    content.extend(capaian_cell(profil, one, [&t, &r, &p, &c]));
    content.extend(trend_cell(one));
    content.extend([
        SheetCell::Blank,
        SheetCell::Text(iku.reporter.as_str().into()),
        SheetCell::owned(iku.not_yet.join("; ")),
        SheetCell::text(iku.way.map(KonsolidasiUnit::name)),
        SheetCell::owned(iku.notes.join("; ")),
        predikat_cell(profil, one.standing.capaian.figure),
    ]);
    SheetRow { cells: content, look: RowLook::Bold, severity: 0 }
}

/// The realisation out of the rows below, where these give it.
fn realisasi(iku: &IkuRow, order: usize) -> SheetCell<'_> {
    let item: Vec<FormulaItem> = iku
        .members
        .iter()
        .enumerate()
        .map(|(number, member)| FormulaItem {
            cell: cell("Realisasi Periode", order + 1 + number),
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
    let [t, r, p, c] = figure_cell(order);
    let unit = member.unit.as_ref().map(|(code, name)| format!("{code} · {name}")).unwrap_or_default();
    let mut content = vec![
        SheetCell::owned(format!("   {}", one.code)),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::owned(unit),
        SheetCell::Text(one.satuan.as_str().into()),
        SheetCell::figure(one.bobot.figure),
        magnitude_cell(&one.standing.year_target),
        magnitude_cell(&one.standing.target),
        magnitude_cell(&one.standing.realisasi),
    ];
    content.extend(capaian_cell(profil, one, [&t, &r, &p, &c]));
    content.extend(trend_cell(one));
    content.extend([
        SheetCell::Blank,
        SheetCell::Text(member.report.into()),
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::Blank,
    ]);
    content.push(predikat_cell(profil, one.standing.capaian.figure));
    SheetRow { cells: content, look: if one.standing.report { RowLook::Usual } else { RowLook::Dim }, severity: 1 }
}
