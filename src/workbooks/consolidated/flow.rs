//! Sheet `Alur`: where each document is in its procedure, who has it, since when and until when. Left out where no
//! journal says it.

use super::{UNIT, UNIT_NAME, heading};
use crate::domain::capaian::ScaleColor;
use crate::domain::date::short_date;
use crate::domain::official::document_name;
use crate::procedure::FlowState;
use crate::recap::ReportInput;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, OutputBook, SheetCell, SheetColumn, SheetError, SheetRow, SheetTotal, TableSheet,
};

const COLUMN: [SheetColumn; 12] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Dokumen", CellLook::Text, 9, 12),
    SheetColumn::new("Keadaan", CellLook::Text, 12, 18),
    SheetColumn::new("Langkah", CellLook::Middle, 8, 10),
    SheetColumn::new("Kegiatan", CellLook::Fold, 20, 52),
    SheetColumn::new("Pelaku", CellLook::Fold, 14, 30),
    SheetColumn::new("Sejak", CellLook::Text, 10, 12),
    SheetColumn::new("Paling Lambat", CellLook::Text, 11, 14),
    SheetColumn::new("Kembali", CellLook::Figure, 8, 9),
    SheetColumn::new("Sebab Kembali", CellLook::Fold, 14, 36),
    SheetColumn::new("Prosedur", CellLook::Text, 12, 24),
];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let Some(flow) = input.official.map(|standing| &standing.flow).filter(|flow| !flow.documents.is_empty()) else {
        return Ok(());
    };
    let name = input.unit_names();
    let row: Vec<SheetRow<'a>> = flow
        .documents
        .iter()
        .map(|one| {
            let day =
                |day: Option<chrono::NaiveDate>| day.map_or(SheetCell::Blank, |day| SheetCell::owned(short_date(day)));
            SheetRow::usual(vec![
                SheetCell::text(Some(&one.unit)),
                SheetCell::text(name.get(one.unit.as_str()).copied()),
                SheetCell::owned(document_name(&one.document)),
                SheetCell::Text(state(one).into()),
                SheetCell::text(one.step.as_deref()),
                SheetCell::text(Some(&one.activity)),
                SheetCell::text(Some(one.actor.as_str()).filter(|actor| !actor.is_empty())),
                day(one.since),
                day(one.until),
                SheetCell::Figure(f64::from(one.returned)),
                SheetCell::text(one.reason.as_deref()),
                SheetCell::text(Some(&one.procedure)),
            ])
        })
        .collect();
    let sentence = flow.sentence().unwrap_or_default();
    TableSheet {
        name: "Alur",
        table_name: "Alur",
        heading: heading(input, "Alur Dokumen"),
        remark: format!("{}. {sentence} Prosedur: {}.", input.data_date(), flow.procedures.join("; ")),
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
            (3, 3),
            &[("✓", ScaleColor::Green), ("▲", ScaleColor::Yellow), ("✗", ScaleColor::Red), ("–", ScaleColor::Gray)],
        )?)
    })
}

fn state(one: &FlowState) -> &'static str {
    match (&one.step, one.late, one.since, one.returned) {
        (None, ..) => "✓ selesai",
        (_, true, ..) => "✗ terlambat",
        (_, _, None, _) => "– belum dimulai",
        (_, _, _, 1..) => "▲ kembali",
        _ => "berjalan",
    }
}
