//! Sheet `Perubahan`: what the last version of each unit changed against the one before, cell by cell and finding by
//! finding. Left out where nothing is remembered from run to run.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, file_cell, heading};
use crate::compare::{ChangeFate, ChangeRow, WorkspaceChange};
use crate::domain::capaian::ScaleColor;
use crate::domain::date::short_date;
use crate::recap::ReportInput;
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet,
};

const COLUMN: [SheetColumn; 17] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Keadaan", CellLook::Text, 14, 26),
    SheetColumn::new("Dokumen", CellLook::Text, 9, 14),
    SheetColumn::new("Indikator", CellLook::Fold, 16, 38),
    SheetColumn::new("Isian", CellLook::Fold, 10, 22),
    SheetColumn::new("Sebelum", CellLook::Fold, 12, 34),
    SheetColumn::new("Sesudah", CellLook::Fold, 12, 34),
    SheetColumn::new("Kode", CellLook::Middle, 8, 9),
    SheetColumn::new("Tingkat", CellLook::Text, 9, 12),
    SheetColumn::new("Pesan", CellLook::Fold, 20, 56),
    SheetColumn::new("Versi Lama", CellLook::Text, 11, 13),
    SheetColumn::new("Versi Baru", CellLook::Text, 11, 13),
    FILE,
    SHEET,
    CELL,
    SheetColumn::new("Jenis", CellLook::Text, 9, 10),
];

/// Why findings of then are missing.
const LAPSED: &str = " Hanya isian yang dibandingkan: temuan putaran sebelumnya ditulis oleh versi selaras yang lain.";

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let Some(change) = input.change else { return Ok(()) };
    let row = row(input, change);
    let remark = if change.units.is_empty() {
        "Belum ada unit yang mengirim versi baru, jadi belum ada yang dibandingkan."
    } else {
        "Setiap unit dibandingkan dengan versi kirimannya yang sebelumnya; unit yang belum mengirim versi baru tidak dimuat."
    };
    let lapsed = if change.lapsed { LAPSED } else { "" };
    TableSheet {
        name: "Perubahan",
        table_name: "Perubahan",
        heading: heading(input, "Perubahan Kiriman"),
        remark: format!("{}. {remark}{lapsed}", input.data_date()),
        columns: &COLUMN,
        row: row.into(),
        frozen: 3,
        total: ("Baris tampil", vec![("Keadaan", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write_decorated(book, style, |sheet, last| {
        Ok(style::prefix_light(
            sheet,
            (CONTENT_ROW, last),
            (2, 2),
            &[("✓", ScaleColor::Green), ("▲", ScaleColor::Yellow), ("✗", ScaleColor::Red)],
        )?)
    })
}

fn row<'a>(input: &ReportInput<'a>, change: &'a WorkspaceChange) -> Vec<SheetRow<'a>> {
    let name = input.unit_names();
    let mut outcome = Vec::new();
    for (version, owned) in &change.units {
        for one in &owned.changes {
            let b = ChangeRow::from(&owned.unit, one);
            // What is gone lies in a file that counts no more; a link would mislead.
            let missing = matches!(one.fate, ChangeFate::MissingDocument | ChangeFate::MissingRow | ChangeFate::Mended);
            let file = if missing { SheetCell::text(b.file) } else { file_cell(b.file, b.sheet, b.cell.as_deref()) };
            let cells = vec![
                SheetCell::text(b.unit),
                SheetCell::text(b.unit.and_then(|unit| name.get(unit).copied())),
                SheetCell::owned(format!("{}{}", mark(one.fate), b.state)),
                b.document.map_or(SheetCell::Blank, SheetCell::owned),
                SheetCell::text(b.indikator),
                b.entry.map_or(SheetCell::Blank, SheetCell::owned),
                SheetCell::text(b.before),
                SheetCell::text(b.after),
                SheetCell::text(b.code),
                SheetCell::text(b.severity),
                SheetCell::text(b.message),
                SheetCell::owned(short_date(version.old)),
                SheetCell::owned(short_date(version.new)),
                file,
                SheetCell::text(b.sheet),
                b.cell.map_or(SheetCell::Blank, SheetCell::owned),
                SheetCell::text(Some(b.kind)),
            ];
            let finish = matches!(one.fate, ChangeFate::Mended | ChangeFate::NotAsked);
            let look = if finish { RowLook::Dim } else { RowLook::Usual };
            outcome.push(SheetRow { cells, look, depth: 0 });
        }
    }
    outcome
}

const fn mark(fate: ChangeFate) -> &'static str {
    match fate {
        ChangeFate::Mended => "✓ ",
        ChangeFate::StillExists => "✗ ",
        ChangeFate::New => "▲ ",
        _ => "",
    }
}
