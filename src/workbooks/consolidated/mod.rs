//! The consolidated workbook: what is to be done, nine sheets of tables, one of persons where they sent their indicators, one of changes where there was a run before, and one of
//! what is different from official versions where there are some; every row with its unit, file, sheet and cell.

pub(crate) mod address;
mod anggaran;
mod bukti;
mod change;
mod compliance;
mod flow;
mod iki;
mod kaskade;
mod official;
mod overview;
mod pengukuran;
mod pk;
mod rencana_aksi;
mod source;
mod temuan;

use super::{book, origin};
use crate::domain::address::CellAddress;
use crate::domain::hash::HashMap;
use crate::recap::ReportInput;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, SheetCell, SheetColumn, SheetError, SheetRow};
use crate::tables::IndikatorRow;

/// The workbook as bytes.
pub(crate) fn write(input: &ReportInput<'_>) -> Result<Vec<u8>, SheetError> {
    let position = pengukuran::MeasurePositions::from(input);
    let mut book = book(input, &format!("Konsolidasi Kinerja {} Tahun {}", input.instansi, input.year))?;
    let style = BookStyles::new();
    overview::write(input, &mut book, &style)?;
    pk::write(input, &mut book, &style)?;
    rencana_aksi::write(input, &mut book, &style)?;
    iki::write(input, &mut book, &style)?;
    pengukuran::write(input, &mut book, &style)?;
    anggaran::write(input, &mut book, &style)?;
    kaskade::write(input, &position, &mut book, &style)?;
    compliance::write(input, &mut book, &style)?;
    temuan::write(input, &mut book, &style)?;
    change::write(input, &mut book, &style)?;
    official::write(input, &mut book, &style)?;
    flow::write(input, &mut book, &style)?;
    source::write(input, &mut book, &style)?;
    bukti::write(input, &mut book, &style)?;
    book.save()
}

/// The tables alone, as bytes: what every form says, what was found, where it came from. Nothing that is worked out of
/// several of them.
pub(crate) fn write_tables(input: &ReportInput<'_>) -> Result<Vec<u8>, SheetError> {
    let mut book = book(input, &format!("Tabel Kinerja {} Tahun {}", input.instansi, input.year))?;
    let style = BookStyles::new();
    pk::write(input, &mut book, &style)?;
    rencana_aksi::write(input, &mut book, &style)?;
    pengukuran::write(input, &mut book, &style)?;
    anggaran::write(input, &mut book, &style)?;
    temuan::write(input, &mut book, &style)?;
    source::write(input, &mut book, &style)?;
    book.save()
}

/// "PK Tahun 2026 – Politeknik Contoh".
fn heading(input: &ReportInput<'_>, what: &str) -> String {
    format!("{what} Tahun {} – {}", input.year, input.instansi)
}

const UNIT: SheetColumn = SheetColumn::new("Unit", CellLook::Text, 8, 14);
const UNIT_NAME: SheetColumn = SheetColumn::new("Nama Unit", CellLook::Fold, 12, 28);
const FILE: SheetColumn = SheetColumn::new("Berkas", CellLook::Text, 12, 38);
const SHEET: SheetColumn = SheetColumn::new("Lembar", CellLook::Text, 8, 16);
const CELL: SheetColumn = SheetColumn::new("Sel", CellLook::Text, 7, 16);

/// The names of units by their codes.
type UnitNames<'a> = HashMap<&'a str, &'a str>;

/// A row about an indicator: whose it is, what is told of it, and where it was typed.
fn indikator_row<'a>(
    row: &IndikatorRow<'a>,
    names: &UnitNames<'a>,
    told: impl IntoIterator<Item = SheetCell<'a>>,
) -> SheetRow<'a> {
    SheetRow::usual(first_cells(row, names).into_iter().chain(told).chain(origin_cell(row)).collect())
}

/// The cells that a row about an indicator begins with: [`UNIT`], [`UNIT_NAME`] and the code of the indicator.
fn first_cells<'a>(row: &IndikatorRow<'a>, names: &UnitNames<'a>) -> [SheetCell<'a>; 3] {
    let name = row.unit.and_then(|unit| names.get(unit).copied());
    [SheetCell::text(row.unit), SheetCell::text(name), SheetCell::text(row.code)]
}

/// The cells of [`FILE`], [`SHEET`] and [`CELL`] of a row about an indicator.
fn origin_cell<'a>(row: &IndikatorRow<'a>) -> [SheetCell<'a>; 3] {
    place_cell(row.file, row.sheet, row.cell())
}

/// The cells of [`FILE`], [`SHEET`] and [`CELL`].
fn place_cell<'a>(file: &'a str, sheet: &'a str, cell: Option<CellAddress>) -> [SheetCell<'a>; 3] {
    let cell = cell.map(|cell| cell.to_string());
    let link = file_cell(Some(file), Some(sheet), cell.as_deref());
    [link, SheetCell::text(Some(sheet)), cell.map_or(SheetCell::Blank, SheetCell::owned)]
}

/// A file's path that leads to the file.
fn file_cell<'a>(file: Option<&'a str>, sheet: Option<&str>, cell: Option<&str>) -> SheetCell<'a> {
    match file.and_then(|file| Some((origin::link(file, sheet, cell)?, file))) {
        Some((address, file)) => SheetCell::Link(address, file.into()),
        None => SheetCell::text(file),
    }
}
