//! Sheet `Compliance`: which unit sent which document, when, and how many days late.

use super::state;
use crate::domain::capaian::ScaleColor;
use crate::domain::document_kind::{DOCUMENTS_OF_A_YEAR, YEAR};
use crate::recap::model::{DocumentRow, DocumentTile, Recap};
use crate::sheets::SheetError;
use crate::sheets::style::{self, BookStyles};
use crate::sheets::{CONTENT_ROW, CellLook, OutputBook, RowLook, SheetCell, SheetColumn, SheetRow, TableSheet};
use crate::workbooks::origin::link_from;

/// Columns before those of the documents.
const BEFORE: usize = 2;

const COLUMN: [SheetColumn; BEFORE + DOCUMENTS_OF_A_YEAR + 3] = columns();

/// Unit and name, one for each document of a year as the table of kinds has them, and how many came.
const fn columns() -> [SheetColumn; BEFORE + DOCUMENTS_OF_A_YEAR + 3] {
    let mut all = [SheetColumn::new("Unit", CellLook::Text, 8, 14); BEFORE + DOCUMENTS_OF_A_YEAR + 3];
    all[1] = SheetColumn::new("Nama Unit", CellLook::Fold, 18, 34);
    let mut at = 0;
    while at < DOCUMENTS_OF_A_YEAR {
        all[BEFORE + at] = SheetColumn::new(YEAR[at].heading, CellLook::Text, 14, 26);
        at += 1;
    }
    all[BEFORE + DOCUMENTS_OF_A_YEAR] = SheetColumn::new("Masuk", CellLook::Figure, 8, 9);
    all[BEFORE + DOCUMENTS_OF_A_YEAR + 1] = SheetColumn::new("Terlambat", CellLook::Figure, 8, 11);
    all[BEFORE + DOCUMENTS_OF_A_YEAR + 2] = SheetColumn::new("Belum", CellLook::Figure, 8, 9);
    all
}

pub(super) fn write<'a>(
    recap: &'a Recap,
    up: &str,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let matrix = &recap.compliance;
    let mut row = vec![tenggat(recap)];
    row.extend(matrix.rows.iter().map(|one| unit(one, up)));
    let last = CONTENT_ROW + u32::try_from(row.len()).unwrap_or(u32::MAX) - 1;
    let other = match matrix.unused.len() {
        0 => String::new(),
        count => format!(
            " {count} berkas atau dokumen tidak dapat dihubungkan dengan unit; lihat lembar Sumber di konsolidasi-{}.xlsx.",
            recap.year
        ),
    };
    let sheet = TableSheet {
        name: "Kepatuhan",
        table_name: "RekapKepatuhan",
        heading: format!("Kepatuhan Penyampaian Dokumen Tahun {} – {}", recap.year, recap.instansi),
        remark: format!(
            "{}. ✓ masuk, ▲ terlambat, ◆ diterima tetapi belum dapat dihitung (tidak terbaca, atau unit atau jenisnya belum pasti), ✗ belum, – belum jatuh tempo. Tanggal dan hari terlambat hanya untuk kiriman surel.{other}",
            state(recap)
        ),
        columns: &COLUMN,
        row: row.into(),
        frozen: 2,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    super::print_until(sheet, &COLUMN, "Belum", matrix.rows.len() + 1)?;
    Ok(style::prefix_light(
        sheet,
        (CONTENT_ROW, last),
        (BEFORE as u16, (BEFORE + DOCUMENTS_OF_A_YEAR - 1) as u16),
        &[("✓", ScaleColor::Green), ("▲", ScaleColor::Yellow), ("◆", ScaleColor::Yellow), ("✗", ScaleColor::Red)],
    )?)
}

/// The row of the deadlines.
fn tenggat(recap: &Recap) -> SheetRow<'_> {
    let mut cells = vec![SheetCell::Blank, SheetCell::Text("Batas penyampaian".into())];
    cells.extend(recap.compliance.columns.iter().map(|column| SheetCell::Text(column.tenggat_wording.as_str().into())));
    cells.extend(std::iter::repeat_n(SheetCell::Blank, 3));
    SheetRow { cells, look: RowLook::Bold, depth: 0 }
}

fn unit<'a>(one: &'a DocumentRow, up: &str) -> SheetRow<'a> {
    let mut cell = vec![SheetCell::Text(one.unit.as_str().into()), SheetCell::Text(one.name.as_str().into())];
    cell.extend(one.tiles.iter().map(|tile| tile_cell(tile, up)));
    cell.extend([one.received, one.late, one.not_yet].map(|count| SheetCell::Figure(count as f64)));
    SheetRow::usual(cell)
}

fn tile_cell<'a>(tile: &'a DocumentTile, up: &str) -> SheetCell<'a> {
    match tile.file.as_deref().and_then(|file| link_from(up, file, None, None)) {
        Some(address) => SheetCell::Link(address, tile.wording.as_str().into()),
        None => SheetCell::Text(tile.wording.as_str().into()),
    }
}
