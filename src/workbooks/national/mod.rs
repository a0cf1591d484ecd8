//! The recap over many institutions and years: one row for each, totals of each year, and what is missing in it.
//!
//! Takes the rows that each institution's own recap left in its data ([`NationalInput`]), gives a workbook whose totals
//! are live formulas over those rows. Adds up counts and money; of achievements it shows the plain mean, with the number
//! of institutions that it rests on. An institution that is not in it is named with the reason.

mod instansi;
mod year;

use std::collections::BTreeSet;

use chrono::NaiveDateTime;

use crate::domain::date::{long_format, short_date};
use crate::recap::summary::SummaryRow;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, OutputBook, SheetCell, SheetColumn, SheetError, SheetRow, TableSheet, book};

/// What the recap is drawn from.
#[derive(Debug, Clone, Copy)]
pub struct NationalInput<'a> {
    /// One row for each institution and year, sorted by both.
    pub rows: &'a [NationalRow],
    /// Workspaces that are not in it.
    pub left_behind: &'a [LeftOut],
    /// What the dataset holds.
    pub tables: &'a [NationalTable],
    /// When the recap was made.
    pub made: NaiveDateTime,
}

/// An institution in a year.
#[derive(Debug, Clone, PartialEq)]
pub struct NationalRow {
    /// The year of the workspace.
    pub year: i32,
    /// Code of the institution.
    pub code: String,
    /// Where it stands.
    pub summary: SummaryRow,
}

/// A workspace that could not be put in, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// Its folder.
    pub workspace: String,
    /// Its institution, when it is known.
    pub instansi: Option<String>,
    /// Its year, when it is known.
    pub year: Option<i32>,
    /// Why, and what to do.
    pub cause: String,
}

/// A table of the dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NationalTable {
    /// As its folder in the dataset is called: "pengukuran".
    pub name: &'static str,
    /// How many files it is: one for each institution and year.
    pub file: u64,
    /// How many rows stand in them together.
    pub row: u64,
}

/// Draws the recap.
///
/// # Errors
/// When the workbook cannot be put together.
pub fn write(input: &NationalInput<'_>) -> Result<Vec<u8>, SheetError> {
    let mut book = book("Rekap Kinerja Nasional", "", &input.made)?;
    let style = BookStyles::new();
    year::write(input, &mut book, &style)?;
    instansi::write(input, &mut book, &style)?;
    if !input.left_behind.is_empty() {
        left_behind(input, &mut book, &style)?;
    }
    content(input, &mut book, &style)?;
    book.save()
}

/// What a reader must know of all rows: their dates, and where they cannot be set side by side without a thought.
fn remark(input: &NationalInput<'_>) -> String {
    let (mut profil, mut timespan, mut date) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for NationalRow { summary, .. } in input.rows {
        profil.extend(summary.profil.as_deref());
        timespan.extend(summary.timespan.as_deref());
        date.extend(summary.day.as_deref());
    }
    let mut text = format!("Disusun {}.", long_format(input.made.date()));
    if let (Some(start), Some(last)) = (date.first(), date.last()) {
        text.push_str(&match start == last {
            true => format!(" Data per {}.", day(start)),
            false => format!(" Data per {} sampai {}, lihat lembar Instansi.", day(start), day(last)),
        });
    }
    if timespan.len() > 1 {
        text.push_str(" Kurun datanya tidak sama di semua instansi.");
    }
    if profil.len() > 1 {
        text.push_str(" Cara menghitung capaian tidak sama di semua instansi.");
    }
    if !input.left_behind.is_empty() {
        text.push_str(&format!(" {} ruang kerja BELUM masuk, lihat lembar Belum Masuk.", input.left_behind.len()));
    }
    text
}

/// A day as people write it.
fn day(date: &str) -> String {
    date.parse().map_or_else(|_| date.to_string(), short_date)
}

fn left_behind<'a>(input: &NationalInput<'a>, book: &mut OutputBook<'a>, style: &BookStyles) -> Result<(), SheetError> {
    const COLUMN: [SheetColumn; 4] = [
        SheetColumn::new("Ruang Kerja", CellLook::Text, 16, 50),
        SheetColumn::new("Instansi", CellLook::Fold, 16, 40),
        SheetColumn::new("Tahun", CellLook::Middle, 8, 8),
        SheetColumn::new("Sebab", CellLook::Fold, 30, 80),
    ];
    let row = input.left_behind.iter().map(|one| {
        SheetRow::usual(vec![
            SheetCell::text(Some(&one.workspace)),
            SheetCell::text(one.instansi.as_deref()),
            one.year.map_or(SheetCell::Blank, |year| SheetCell::owned(year.to_string())),
            SheetCell::text(Some(&one.cause)),
        ])
    });
    TableSheet {
        name: "Belum Masuk",
        table_name: "BelumMasuk",
        heading: "Ruang kerja yang belum masuk".into(),
        remark: "Tidak ada angka dari ruang kerja ini di lembar lain.".into(),
        columns: &COLUMN,
        row: row.collect::<Vec<_>>().into(),
        frozen: 1,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}

fn content<'a>(input: &NationalInput<'a>, book: &mut OutputBook<'a>, style: &BookStyles) -> Result<(), SheetError> {
    const COLUMN: [SheetColumn; 3] = [
        SheetColumn::new("Tabel", CellLook::Text, 16, 24),
        SheetColumn::new("Berkas", CellLook::Figure, 10, 14),
        SheetColumn::new("Baris", CellLook::Figure, 12, 18),
    ];
    let row = input.tables.iter().map(|one| {
        SheetRow::usual(vec![
            SheetCell::text(Some(one.name)),
            SheetCell::figure(Some(one.file as f64)),
            SheetCell::figure(Some(one.row as f64)),
        ])
    });
    TableSheet {
        name: "Isi Data",
        table_name: "IsiData",
        heading: "Isi folder data".into(),
        remark: "Parquet, satu folder per tabel, lalu tahun=…/instansi=…; dibaca DuckDB, Spark, dan lainnya.".into(),
        columns: &COLUMN,
        row: row.collect::<Vec<_>>().into(),
        frozen: 1,
        total: ("", Vec::new()),
        lights: Vec::new(),
    }
    .write(book, style)?;
    Ok(())
}
