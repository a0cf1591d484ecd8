//! The consolidated workbook: eight sheets, and one of changes where there was a run before; every row with its unit, file, sheet and cell.

pub(crate) mod alamat;
mod anggaran;
mod kaskade;
mod kepatuhan;
mod pengukuran;
mod perubahan;
mod pk;
mod rencana_aksi;
mod sumber;
mod temuan;

use super::{asal, buku};
use crate::domain::address::CellAddress;
use crate::recap::BahanLaporan;
use crate::sheets::gaya::Gaya;
use crate::sheets::{Kolom, Rupa, Sel, SheetError};
use crate::tables::IndikatorRow;

/// The workbook as bytes.
pub(crate) fn tulis(bahan: &BahanLaporan<'_>) -> Result<Vec<u8>, SheetError> {
    let letak = pengukuran::Letak::dari(bahan);
    let mut buku = buku(bahan, &format!("Konsolidasi Kinerja {} Tahun {}", bahan.instansi, bahan.tahun))?;
    let gaya = Gaya::baru();
    pk::tulis(bahan, &mut buku, &gaya)?;
    rencana_aksi::tulis(bahan, &mut buku, &gaya)?;
    pengukuran::tulis(bahan, &mut buku, &gaya)?;
    anggaran::tulis(bahan, &mut buku, &gaya)?;
    kaskade::tulis(bahan, &letak, &mut buku, &gaya)?;
    kepatuhan::tulis(bahan, &mut buku, &gaya)?;
    temuan::tulis(bahan, &mut buku, &gaya)?;
    perubahan::tulis(bahan, &mut buku, &gaya)?;
    sumber::tulis(bahan, &mut buku, &gaya)?;
    buku.simpan()
}

/// "PK Tahun 2026 – Politeknik Contoh".
fn judul(bahan: &BahanLaporan<'_>, apa: &str) -> String {
    format!("{apa} Tahun {} – {}", bahan.tahun, bahan.instansi)
}

const UNIT: Kolom = Kolom::baru("Unit", Rupa::Teks, 8, 14);
const NAMA_UNIT: Kolom = Kolom::baru("Nama Unit", Rupa::Lipat, 12, 28);
const BERKAS: Kolom = Kolom::baru("Berkas", Rupa::Teks, 12, 38);
const LEMBAR: Kolom = Kolom::baru("Lembar", Rupa::Teks, 8, 16);
const SEL: Kolom = Kolom::baru("Sel", Rupa::Teks, 7, 16);

/// The cells of [`BERKAS`], [`LEMBAR`] and [`SEL`] of a row about an indicator.
fn sel_asal<'a>(row: &IndikatorRow<'a>) -> [Sel<'a>; 3] {
    sel_tempat(row.file, row.sheet, row.cell())
}

/// The cells of [`BERKAS`], [`LEMBAR`] and [`SEL`].
fn sel_tempat<'a>(file: &'a str, sheet: &'a str, cell: Option<CellAddress>) -> [Sel<'a>; 3] {
    let cell = cell.map(|cell| cell.to_string());
    let link = sel_berkas(Some(file), Some(sheet), cell.as_deref());
    [link, Sel::teks(Some(sheet)), cell.map_or(Sel::Kosong, Sel::milik)]
}

/// A file's path that leads to the file.
fn sel_berkas<'a>(berkas: Option<&'a str>, lembar: Option<&str>, sel: Option<&str>) -> Sel<'a> {
    match berkas.and_then(|berkas| Some((asal::tautan(berkas, lembar, sel)?, berkas))) {
        Some((alamat, berkas)) => Sel::Tautan(alamat, berkas.into()),
        None => Sel::teks(berkas),
    }
}
