//! Sheet `Instansi`: one row for each institution and year.

use super::{NationalInput, remark};
use crate::domain::capaian::anggaran::serapan;
use crate::sheets::SheetError;
use crate::sheets::style::BookStyles;
use crate::sheets::{
    CellLook, OutputBook, RowContent, SheetCell, SheetColumn, SheetRow, SheetTotal, TableSheet, formula_row, letter,
};
use crate::tables::frame::{FrameReader, FrameRow};

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

/// Columns that hold counts and money, by heading, and where their figures stand in the frame.
pub(super) const ADDED_UP: [(&str, &str); 14] = [
    ("IKU", "iku"),
    ("IKU Tercapai", "iku_tercapai"),
    ("IKU Merah", "iku_merah"),
    ("IKU Tanpa Data", "iku_tanpa_data"),
    ("Unit", "unit"),
    ("Unit Lapor", "unit_lapor"),
    ("Indikator", "indikator"),
    ("Indikator Merah", "indikator_merah"),
    ("Pagu (Rp)", "pagu"),
    ("Realisasi (Rp)", "realisasi_anggaran"),
    ("Berkas", "berkas"),
    ("Tak Terbaca", "berkas_gagal"),
    ("Galat", "galat"),
    ("Peringatan", "peringatan"),
];

pub(super) fn write<'a>(
    input: &NationalInput<'a>,
    book: &mut OutputBook<'a>,
    style: &BookStyles,
) -> Result<(), SheetError> {
    let reader = FrameReader::new(input.summary);
    let row = (0..reader.height()).map(move |order| SheetRow::usual(cell(&reader.to(order), formula_row(order))));
    let mut total = vec![("Kode", SheetTotal::Count), ("Capaian IKU (%)", SheetTotal::Average)];
    total.extend(ADDED_UP.map(|(heading, _)| (heading, SheetTotal::Add)));
    TableSheet {
        name: NAME,
        table_name: "RekapInstansi",
        heading: "Rekap per instansi".into(),
        remark: remark(input),
        column: &COLUMN,
        row: RowContent::new(row),
        frozen: 3,
        total: ("Baris tampil", total),
        light: vec![("Capaian IKU (%)", "Capaian IKU (%)")],
    }
    .write(book, style)?;
    Ok(())
}

fn cell<'f>(b: &FrameRow<'f, '_>, row: u32) -> Vec<SheetCell<'f>> {
    let (pagu, realisasi) = (b.figure("pagu"), b.figure("realisasi_anggaran"));
    let percent = realisasi.zip(pagu).and_then(|(realisasi, pagu)| serapan(realisasi, pagu).ok());
    let (p, r) = (letter(&COLUMN, "Pagu (Rp)"), letter(&COLUMN, "Realisasi (Rp)"));
    COLUMN
        .iter()
        .map(|column| match (column.heading, ADDED_UP.iter().find(|(heading, _)| *heading == column.heading)) {
            (_, Some((_, name))) => SheetCell::figure(b.figure(name)),
            ("Tahun", _) => SheetCell::figure(b.figure("tahun")),
            ("Kode", _) => SheetCell::text(b.text("instansi")),
            ("Nama Instansi", _) => SheetCell::text(b.text("nama_instansi")),
            ("Kurun", _) => SheetCell::text(b.text("kurun")),
            ("Data per", _) => b.text("tanggal").map_or(SheetCell::Blank, |date| SheetCell::owned(super::day(date))),
            ("Capaian IKU (%)", _) => SheetCell::figure(b.figure("capaian")),
            ("Cara Menghitung Capaian", _) => SheetCell::text(b.text("profil")),
            ("Serapan (%)", _) => SheetCell::formula(
                format!("IF(COUNT({p}{row},{r}{row})<2,\"\",IF({p}{row}<=0,\"\",100*{r}{row}/{p}{row}))"),
                percent,
            ),
            _ => SheetCell::Blank,
        })
        .collect()
}
