//! Sheet `Instansi`: one row for each institution and year.

use super::{NationalInput, NationalRow, remark};
use crate::domain::capaian::anggaran::serapan;
use crate::recap::summary::SummaryRow;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet, formula_row, letter,
};

pub(super) const NAME: &str = "Instansi";

pub(super) const COLUMN: [SheetColumn; 22] = [
    SheetColumn::new("Tahun", CellLook::Middle, 12, 12),
    SheetColumn::new("Kode", CellLook::Text, 12, 30),
    SheetColumn::new("Nama Instansi", CellLook::Fold, 20, 46),
    SheetColumn::new("Kurun", CellLook::Middle, 12, 16),
    SheetColumn::new("Data per", CellLook::Middle, 13, 13),
    SheetColumn::new("Capaian IKU (%)", CellLook::Percent, 10, 12),
    SheetColumn::new("IKU", CellLook::Figure, 7, 9),
    SheetColumn::new("IKU Tercapai", CellLook::Figure, 9, 10),
    SheetColumn::new("IKU Merah", CellLook::Figure, 8, 9),
    SheetColumn::new("IKU Tanpa Data", CellLook::Figure, 9, 10),
    SheetColumn::new("Unit", CellLook::Figure, 7, 9),
    SheetColumn::new("Unit Lapor", CellLook::Figure, 8, 9),
    SheetColumn::new("Indikator", CellLook::Figure, 10, 11),
    SheetColumn::new("Indikator Merah", CellLook::Figure, 10, 11),
    SheetColumn::new("Pagu (Rp)", CellLook::Figure, 16, 24),
    SheetColumn::new("Realisasi (Rp)", CellLook::Figure, 16, 24),
    SheetColumn::new("Serapan (%)", CellLook::Percent, 10, 11),
    SheetColumn::new("Berkas", CellLook::Figure, 8, 10),
    SheetColumn::new("Tak Terbaca", CellLook::Figure, 8, 10),
    SheetColumn::new("Galat", CellLook::Figure, 8, 10),
    SheetColumn::new("Peringatan", CellLook::Figure, 11, 11),
    SheetColumn::new("Cara Menghitung Capaian", CellLook::Fold, 20, 46),
];

/// A column of counts or money.
type AddedUp = (&'static str, fn(&SummaryRow) -> Option<f64>);

/// Columns that hold counts and money, by heading, and where a row has their figures.
pub(super) const ADDED_UP: [AddedUp; 14] = [
    ("IKU", |row| row.iku[0].map(f64::from)),
    ("IKU Tercapai", |row| row.iku[1].map(f64::from)),
    ("IKU Merah", |row| row.iku[3].map(f64::from)),
    ("IKU Tanpa Data", |row| row.iku[4].map(f64::from)),
    ("Unit", |row| row.units.map(f64::from)),
    ("Unit Lapor", |row| row.reported.map(f64::from)),
    ("Indikator", |row| row.indikator[0].map(f64::from)),
    ("Indikator Merah", |row| row.indikator[3].map(f64::from)),
    ("Pagu (Rp)", |row| row.pagu),
    ("Realisasi (Rp)", |row| row.realisasi_anggaran),
    ("Berkas", |row| row.files.map(f64::from)),
    ("Tak Terbaca", |row| row.unreadable.map(f64::from)),
    ("Galat", |row| row.temuan[0].map(f64::from)),
    ("Peringatan", |row| row.temuan[1].map(f64::from)),
];

pub(super) fn write<'a>(
    input: &NationalInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let row = input.rows.iter().enumerate().map(|(order, row)| SheetRow::usual(cell(row, formula_row(order))));
    let mut total = vec![("Kode", SheetTotal::Count), ("Capaian IKU (%)", SheetTotal::Average)];
    total.extend(ADDED_UP.map(|(heading, _)| (heading, SheetTotal::Add)));
    TableSheet {
        name: NAME,
        table_name: "RekapInstansi",
        heading: "Rekap per instansi".into(),
        remark: remark(input),
        columns: &COLUMN,
        row: RowContent::new(row),
        frozen: 3,
        total: ("Baris tampil", total),
        lights: vec![("Capaian IKU (%)", "Capaian IKU (%)")],
    }
    .write(book, style)?;
    Ok(())
}

fn cell(NationalRow { year, code, summary }: &NationalRow, row: u32) -> Vec<SheetCell<'_>> {
    let percent =
        summary.realisasi_anggaran.zip(summary.pagu).and_then(|(realisasi, pagu)| serapan(realisasi, pagu).ok());
    let (p, r) = (letter(&COLUMN, "Pagu (Rp)"), letter(&COLUMN, "Realisasi (Rp)"));
    COLUMN
        .iter()
        .map(|column| match (column.heading, ADDED_UP.iter().find(|(heading, _)| *heading == column.heading)) {
            (_, Some((_, figure))) => SheetCell::figure(figure(summary)),
            ("Tahun", _) => SheetCell::Figure(f64::from(*year)),
            ("Kode", _) => SheetCell::text(Some(code)),
            ("Nama Instansi", _) => SheetCell::text(summary.instansi.as_deref()),
            ("Kurun", _) => SheetCell::text(summary.timespan.as_deref()),
            ("Data per", _) => {
                summary.day.as_deref().map_or(SheetCell::Blank, |date| SheetCell::owned(super::day(date)))
            }
            ("Capaian IKU (%)", _) => SheetCell::figure(summary.capaian),
            ("Cara Menghitung Capaian", _) => SheetCell::text(summary.profil.as_deref()),
            ("Serapan (%)", _) => SheetCell::formula(
                format!("IF(COUNT({p}{row},{r}{row})<2,\"\",IF({p}{row}<=0,\"\",100*{r}{row}/{p}{row}))"),
                percent,
            ),
            _ => SheetCell::Blank,
        })
        .collect()
}
