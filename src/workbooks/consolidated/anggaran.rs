//! Sheet `Anggaran`: budget lines of agreements and measurements. Ceilings of the PK and money spent in each quarter
//! have columns of their own, so that their totals count nothing twice; what a form itself states as total or heading,
//! and what it repeats of another quarter, stands apart and is in no sum.

use super::{CELL, FILE, SHEET, UNIT, UNIT_NAME, heading, place_cell};
use crate::domain::capaian::anggaran::serapan;
use crate::domain::document::DocumentKind;
use crate::recap::{ReportInput, repetition};
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, RowLook, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet, formula_row,
    letter,
};
use crate::tables::AnggaranRow;

pub(super) const NAME: &str = "Anggaran";

pub(super) const COLUMN: [SheetColumn; 20] = [
    UNIT,
    UNIT_NAME,
    SheetColumn::new("Dokumen", CellLook::Text, 10, 12),
    SheetColumn::new("Triwulan", CellLook::Middle, 10, 10),
    SheetColumn::new("Jenis Baris", CellLook::Text, 9, 11),
    SheetColumn::new("Kode", CellLook::Text, 8, 16),
    SheetColumn::new("Program/Kegiatan", CellLook::Fold, 24, 46),
    SheetColumn::new("Sumber Dana", CellLook::Text, 8, 14),
    SheetColumn::new("Pagu PK (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Pagu Pengukuran (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Realisasi TW I (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Realisasi TW II (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Realisasi TW III (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Realisasi TW IV (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Serapan (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Tertulis: Pagu (Rp)", CellLook::Figure, 14, 20),
    SheetColumn::new("Tertulis: Realisasi (Rp)", CellLook::Figure, 14, 20),
    FILE,
    SHEET,
    CELL,
];

pub(super) const REALISASI: [&str; 4] =
    ["Realisasi TW I (Rp)", "Realisasi TW II (Rp)", "Realisasi TW III (Rp)", "Realisasi TW IV (Rp)"];

pub(super) fn write<'a>(
    input: &ReportInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let name = input.unit_names();
    let repetition = repetition::anggaran(input.tables);
    let line = input.tables.anggaran().enumerate().map(move |(order, row)| {
        let mut cells = vec![
            SheetCell::text(row.unit),
            SheetCell::text(row.unit.and_then(|unit| name.get(unit).copied())),
            SheetCell::text(Some(row.document_kind.abbreviation())),
            row.triwulan.map_or(SheetCell::Blank, |tw| SheetCell::owned(tw.to_string())),
            SheetCell::text(Some(if repetition.contains(&order) { "mengulang" } else { row.row_word() })),
            SheetCell::text(row.code),
            SheetCell::text(row.program),
            SheetCell::text(row.fund_source),
        ];
        let data = row.is_line() && !repetition.contains(&order);
        cells.extend(if data { data_cell(&row, formula_row(order)) } else { as_written_cell(&row) });
        cells.extend(place_cell(row.file, row.sheet, row.cell));
        SheetRow { cells, look: if data { RowLook::Usual } else { RowLook::Dim }, depth: 0 }
    });
    let total = std::iter::once("Pagu PK (Rp)").chain(REALISASI).map(|column| (column, SheetTotal::Add));
    TableSheet {
        name: NAME,
        table_name: "Anggaran",
        heading: heading(input, "Anggaran"),
        remark: format!(
            "{}. Jumlah dihitung dari baris data saja; jumlah yang tertulis di formulir, dan triwulan yang diulang formulir lain, berdiri di kolom Tertulis.",
            input.data_date()
        ),
        columns: &COLUMN,
        row: RowContent::new(line),
        frozen: 3,
        total: ("Jumlah baris tampil", total.collect()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

/// A line that counts: its ceiling, what was spent, and the share of it.
fn data_cell(row: &AnggaranRow<'_>, line: u32) -> [SheetCell<'static>; 9] {
    let mut cell: [SheetCell<'_>; 9] = std::array::from_fn(|_| SheetCell::Blank);
    let (pagu, realisasi) = (row.pagu, row.realisasi);
    if row.document_kind == DocumentKind::Pk {
        cell[0] = SheetCell::figure(pagu);
        return cell;
    }
    cell[1] = SheetCell::figure(pagu);
    let Some(tw) = row.triwulan else {
        // Without a quarter the money belongs to no column that is added up.
        cell[8] = SheetCell::figure(realisasi);
        return cell;
    };
    cell[2 + tw as usize] = SheetCell::figure(realisasi);
    let (p, r) = (letter(&COLUMN, "Pagu Pengukuran (Rp)"), letter(&COLUMN, REALISASI[tw as usize]));
    let (p, r) = (format!("{p}{line}"), format!("{r}{line}"));
    let outcome = realisasi.zip(pagu).and_then(|(realisasi, pagu)| serapan(realisasi, pagu).ok());
    cell[6] = SheetCell::formula(format!("IF(COUNT({p},{r})<2,\"\",IF({p}<=0,\"\",100*{r}/{p}))"), outcome);
    cell
}

fn as_written_cell(row: &AnggaranRow<'_>) -> [SheetCell<'static>; 9] {
    let mut cell: [SheetCell<'_>; 9] = std::array::from_fn(|_| SheetCell::Blank);
    cell[7] = SheetCell::figure(row.pagu);
    cell[8] = SheetCell::figure(row.realisasi);
    cell
}
