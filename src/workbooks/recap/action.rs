//! Sheet `Kendala dan Tindak Lanjut`: what units wrote in each quarter, carried over until it is done.

use super::{or_dash, source_cell, state};
use crate::domain::capaian::ScaleColor;
use crate::recap::model::{ActionRow, ActionState, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet,
    number,
};

const COLUMN: [SheetColumn; 16] = [
    SheetColumn::new("Unit", CellLook::Text, 8, 14),
    SheetColumn::new("Nama Unit", CellLook::Fold, 14, 20),
    SheetColumn::new("Kode", CellLook::Text, 9, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 24, 34),
    SheetColumn::new("Triwulan", CellLook::Middle, 9, 10),
    SheetColumn::new("Capaian (%)", CellLook::Percent, 9, 10),
    SheetColumn::new("Kendala", CellLook::Fold, 18, 32),
    SheetColumn::new("Tindak Lanjut", CellLook::Fold, 18, 32),
    SheetColumn::new("Penanggung Jawab", CellLook::Fold, 12, 22),
    SheetColumn::new("Batas Waktu", CellLook::Text, 10, 18),
    SheetColumn::new("Keadaan", CellLook::Text, 14, 22),
    SheetColumn::new("Alasan", CellLook::Fold, 18, 34),
    SheetColumn::new("Dibawa ke", CellLook::Text, 9, 18),
    SheetColumn::new("Berkas", CellLook::Text, 12, 34),
    SheetColumn::new("Lembar", CellLook::Text, 8, 14),
    SheetColumn::new("Sel", CellLook::Text, 6, 10),
];

pub(super) fn write<'a>(
    recap: &'a Recap,
    up: &str,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let up = up.to_string();
    let last = CONTENT_ROW + u32::try_from(recap.actions.len().max(1)).unwrap_or(u32::MAX) - 1;
    let sheet = TableSheet {
        name: "Kendala dan Tindak Lanjut",
        table_name: "RekapTindak",
        heading: format!("Kendala dan Tindak Lanjut Tahun {} – {}", recap.year, recap.instansi),
        remark: format!(
            "{}. Dianggap selesai bila targetnya tercapai di triwulan itu atau sesudahnya, atau bukti tindak lanjutnya disampaikan; selain itu terbuka. – berarti tidak diisi unit.",
            state(recap)
        ),
        columns: &COLUMN,
        row: RowContent::new(recap.actions.iter().map(move |one| row(one, &up))),
        frozen: 3,
        total: ("", vec![("Indikator", SheetTotal::Count)]),
        lights: vec![("Capaian (%)", "Capaian (%)")],
    }
    .write(book, style)?;
    super::print_until(sheet, &COLUMN, "Keadaan", recap.actions.len())?;
    let column = number(&COLUMN, "Keadaan");
    Ok(style::prefix_light(
        sheet,
        (CONTENT_ROW, last),
        (column, column),
        &[
            (ActionState::Finish.wording(), ScaleColor::Green),
            (ActionState::Opened.wording(), ScaleColor::Yellow),
            (ActionState::PastLimit.wording(), ScaleColor::Red),
        ],
    )?)
}

fn row<'a>(one: &'a ActionRow, up: &str) -> SheetRow<'a> {
    let origin = one.origin.as_ref();
    let cells = vec![
        SheetCell::Text(one.unit.as_str().into()),
        SheetCell::Text(one.unit_name.as_str().into()),
        SheetCell::Text(one.code.as_str().into()),
        SheetCell::Text(one.indikator.as_str().into()),
        SheetCell::Text(one.triwulan_name.as_str().into()),
        SheetCell::figure_or(one.capaian.figure, Some(&one.capaian.wording)),
        or_dash(&one.kendala),
        or_dash(&one.tindak_lanjut),
        or_dash(&one.penanggung_jawab),
        or_dash(&one.time_limit),
        SheetCell::Text(one.state_wording.into()),
        SheetCell::Text(one.reason.as_str().into()),
        SheetCell::Text(one.carried.as_str().into()),
        source_cell(up, origin),
        SheetCell::text(origin.map(|origin| origin.sheet.as_str())),
        SheetCell::text(origin.map(|origin| origin.cell.as_str())),
    ];
    let look = if one.state == ActionState::Finish { RowLook::Dim } else { RowLook::Usual };
    SheetRow { cells, look, depth: 0 }
}
