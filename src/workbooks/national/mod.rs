//! The recap over many institutions and years: one row for each, totals of each year, and what is missing in it.
//!
//! Takes the rows that each institution's own recap left in its data ([`BahanNasional`]), gives a workbook whose totals
//! are live formulas over those rows. Adds up counts and money; of achievements it shows the plain mean, with the number
//! of institutions that it rests on. An institution that is not in it is named with the reason.

mod instansi;
mod tahun;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;
use polars::prelude::DataFrame;

use crate::domain::tanggal::{format_panjang, tanggal_pendek};
use crate::sheets::gaya::Gaya;
use crate::sheets::{Baris, Buku, Kolom, LembarTabel, Rupa, Sel, SheetError, buku};
use crate::tables::frame::Pembaca;

/// What the recap is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct BahanNasional<'a> {
    /// One row for each institution and year, sorted by both: `tahun`, `instansi` and the columns of the table
    /// [`TABEL_RINGKASAN`](crate::exports::TABEL_RINGKASAN).
    pub ringkasan: &'a DataFrame,
    /// Workspaces that are not in it.
    pub tertinggal: &'a [Tertinggal],
    /// What the dataset holds.
    pub isi: &'a [IsiTabel],
    /// When the recap was made.
    pub dibuat: NaiveDateTime,
}

/// A workspace that could not be put in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tertinggal {
    /// Its folder.
    pub ruang: String,
    /// Its institution, when it is known.
    pub instansi: Option<String>,
    /// Its year, when it is known.
    pub tahun: Option<i32>,
    /// Why, and what to do.
    pub sebab: String,
}

/// A table of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IsiTabel {
    /// Its name.
    pub nama: &'static str,
    /// Files.
    pub berkas: u64,
    /// Rows.
    pub baris: u64,
}

/// Draws the recap.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn tulis(bahan: &BahanNasional<'_>) -> Result<Vec<u8>, SheetError> {
    let mut buku = buku("Rekap Kinerja Nasional", "", &bahan.dibuat)?;
    let gaya = Gaya::baru();
    tahun::tulis(bahan, &mut buku, &gaya)?;
    instansi::tulis(bahan, &mut buku, &gaya)?;
    if !bahan.tertinggal.is_empty() {
        tertinggal(bahan, &mut buku, &gaya)?;
    }
    isi(bahan, &mut buku, &gaya)?;
    buku.simpan()
}

/// What a reader must know of all rows: their dates, and where they cannot be set side by side without a thought.
fn keterangan(bahan: &BahanNasional<'_>) -> String {
    let pembaca = Pembaca::baru(bahan.ringkasan);
    let (mut profil, mut kurun, mut tanggal) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for baris in pembaca.baris() {
        profil.extend(baris.teks("profil"));
        kurun.extend(baris.teks("kurun"));
        tanggal.extend(baris.teks("tanggal"));
    }
    let mut teks = format!("Disusun {}.", format_panjang(bahan.dibuat.date()));
    if let (Some(awal), Some(akhir)) = (tanggal.first(), tanggal.last()) {
        teks.push_str(&match awal == akhir {
            true => format!(" Data per {}.", hari(awal)),
            false => format!(" Data per {} sampai {}, lihat lembar Instansi.", hari(awal), hari(akhir)),
        });
    }
    if kurun.len() > 1 {
        teks.push_str(" Kurun datanya tidak sama di semua instansi.");
    }
    if profil.len() > 1 {
        teks.push_str(" Cara menghitung capaian tidak sama di semua instansi.");
    }
    if !bahan.tertinggal.is_empty() {
        teks.push_str(&format!(" {} ruang kerja BELUM masuk, lihat lembar Belum Masuk.", bahan.tertinggal.len()));
    }
    teks
}

/// A day as people write it.
fn hari(tanggal: &str) -> String {
    tanggal.parse().map_or_else(|_| tanggal.to_string(), tanggal_pendek)
}

fn tertinggal<'a>(bahan: &BahanNasional<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    const KOLOM: [Kolom; 4] = [
        Kolom::baru("Ruang Kerja", Rupa::Teks, 16, 50),
        Kolom::baru("Instansi", Rupa::Lipat, 16, 40),
        Kolom::baru("Tahun", Rupa::Tengah, 8, 8),
        Kolom::baru("Sebab", Rupa::Lipat, 30, 80),
    ];
    let baris = bahan.tertinggal.iter().map(|satu| {
        Baris::biasa(vec![
            Sel::teks(Some(&satu.ruang)),
            Sel::teks(satu.instansi.as_deref()),
            satu.tahun.map_or(Sel::Kosong, |tahun| Sel::milik(tahun.to_string())),
            Sel::teks(Some(&satu.sebab)),
        ])
    });
    LembarTabel {
        nama: "Belum Masuk",
        nama_tabel: "BelumMasuk",
        judul: "Ruang kerja yang belum masuk".into(),
        keterangan: "Tidak ada angka dari ruang kerja ini di lembar lain.".into(),
        kolom: &KOLOM,
        baris: baris.collect::<Vec<_>>().into(),
        beku: 1,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}

fn isi<'a>(bahan: &BahanNasional<'a>, buku: &mut Buku<'a>, gaya: &Gaya) -> Result<(), SheetError> {
    const KOLOM: [Kolom; 3] = [
        Kolom::baru("Tabel", Rupa::Teks, 16, 24),
        Kolom::baru("Berkas", Rupa::Angka, 10, 14),
        Kolom::baru("Baris", Rupa::Angka, 12, 18),
    ];
    let baris = bahan.isi.iter().map(|satu| {
        Baris::biasa(vec![
            Sel::teks(Some(satu.nama)),
            Sel::angka(Some(satu.berkas as f64)),
            Sel::angka(Some(satu.baris as f64)),
        ])
    });
    LembarTabel {
        nama: "Isi Data",
        nama_tabel: "IsiData",
        judul: "Isi folder data".into(),
        keterangan: "Parquet, satu folder per tabel, lalu tahun=…/instansi=…; dibaca DuckDB, Spark, dan lainnya."
            .into(),
        kolom: &KOLOM,
        baris: baris.collect::<Vec<_>>().into(),
        beku: 1,
        jumlah: ("", Vec::new()),
        lampu: Vec::new(),
    }
    .tulis(buku, gaya)?;
    Ok(())
}
