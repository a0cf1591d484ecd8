//! Sheet `Compliance`: which unit sent which document, and when.

use super::{UNIT, UNIT_NAME, heading};
use crate::domain::address::column_letters;
use crate::domain::capaian::ScaleColor;
use crate::recap::ReportInput;
use crate::recap::compliance::{self, ComplianceRow, ComplianceTile};
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{
    CONTENT_ROW, CellLook, FormulaResult, OutputBook, RowContent, SheetCell, SheetColumn, SheetRow, TableSheet,
    formula_row,
};
use crate::workbooks::origin;

pub(super) const NAME: &str = "Kepatuhan";

pub(super) const COLUMN: [SheetColumn; 11] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("PK", CellLook::Text, 14, 24),
    SheetColumn::new("RA", CellLook::Text, 14, 24),
    SheetColumn::new("TW I", CellLook::Text, 14, 24),
    SheetColumn::new("TW II", CellLook::Text, 14, 24),
    SheetColumn::new("TW III", CellLook::Text, 14, 24),
    SheetColumn::new("TW IV", CellLook::Text, 14, 24),
    SheetColumn::new("Masuk", CellLook::Figure, 8, 9),
    SheetColumn::new("Terlambat", CellLook::Figure, 8, 11),
    SheetColumn::new("Belum", CellLook::Figure, 8, 9),
];

pub(super) fn write(input: &ReportInput<'_>, book: &mut OutputBook<'_>, style: &BookStyles) -> Result<(), SheetError> {
    let matrix = compliance::build(input.tables, input.tenggat, input.made.date(), input.newest);
    let row: Vec<SheetRow<'_>> = matrix.rows.iter().enumerate().map(|(order, b)| one(b, formula_row(order))).collect();
    let last = CONTENT_ROW + u32::try_from(row.len().max(1)).unwrap_or(u32::MAX) - 1;
    let unused = match matrix.unused.len() {
        0 => String::new(),
        count => format!(" {count} berkas atau dokumen tidak dapat dihubungkan dengan unit; lihat lembar Sumber."),
    };
    let sheet = TableSheet {
        name: NAME,
        table_name: "Kepatuhan",
        heading: heading(input, "Kepatuhan Penyampaian Dokumen"),
        remark: format!(
            "{}. ✓ masuk, ▲ terlambat, ◆ diterima tetapi belum dapat dihitung (tidak terbaca, atau unit atau jenisnya belum pasti), ✗ belum, – belum jatuh tempo. Tanggal hanya untuk kiriman surel.{unused}",
            input.data_date()
        ),
        columns: &COLUMN,
        row: RowContent::owned(row),
        frozen: 2,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(style::prefix_light(
        sheet,
        (CONTENT_ROW, last),
        (2, 7),
        &[
            ("✓", ScaleColor::Green),
            ("▲", ScaleColor::Yellow),
            ("◆", ScaleColor::Yellow),
            ("✗", ScaleColor::Red),
            ("–", ScaleColor::Gray),
        ],
    )?)
}

fn one(b: &ComplianceRow, row: u32) -> SheetRow<'_> {
    let mut cell = vec![SheetCell::Text(b.unit.as_str().into()), SheetCell::Text(b.name.as_str().into())];
    cell.extend(b.tiles.iter().map(tile_cell));
    let range = format!("{}{row}:{}{row}", column_letters(2), column_letters(7));
    let compute = |mark: &str| format!("COUNTIF({range},\"{mark}*\")");
    let enter = b.tiles.iter().filter(|tile| tile.state.received()).count();
    let figure = |count: usize| FormulaResult::Figure(count as f64);
    cell.push(SheetCell::Formula(format!("{}+{}", compute("✓"), compute("▲")), figure(enter)));
    cell.push(SheetCell::Formula(compute("▲"), figure(b.late())));
    cell.push(SheetCell::Formula(compute("✗"), figure(b.not_yet())));
    SheetRow::usual(cell)
}

fn tile_cell(tile: &ComplianceTile) -> SheetCell<'_> {
    let text = tile.state.wording();
    match tile.file.as_deref().and_then(|file| origin::link(file, None, None)) {
        Some(address) => SheetCell::Link(address, text.into()),
        None => SheetCell::owned(text),
    }
}
