//! The register of documents as a workbook: every number that was given, with what became of its document.

use super::{book, origin};
use crate::domain::date::short_date;
use crate::recap::ReportInput;
use crate::recap::register::RegisterRow;
use crate::sheets::style::BookStyles;
use crate::sheets::{CellLook, SheetCell, SheetColumn, SheetError, SheetRow, SheetTotal, TableSheet};

const COLUMN: [SheetColumn; 15] = [
    SheetColumn::new("Nomor", CellLook::Text, 12, 30),
    SheetColumn::new("Tanggal", CellLook::Text, 10, 12),
    SheetColumn::new("Dokumen", CellLook::Text, 9, 12),
    SheetColumn::new("Unit", CellLook::Text, 8, 14),
    SheetColumn::new("Nama Unit", CellLook::Fold, 12, 30),
    SheetColumn::new("Versi", CellLook::Figure, 7, 8),
    SheetColumn::new("Status", CellLook::Fold, 14, 30),
    SheetColumn::new("Langkah Selesai", CellLook::Text, 9, 12),
    SheetColumn::new("Ditolak Karena", CellLook::Fold, 14, 30),
    SheetColumn::new("Oleh", CellLook::Fold, 12, 28),
    SheetColumn::new("Tanggal Langkah", CellLook::Text, 10, 14),
    SheetColumn::new("Salinan Bertanda Tangan", CellLook::Fold, 16, 44),
    SheetColumn::new("Disimpan Sampai", CellLook::Text, 12, 16),
    SheetColumn::new("Berkas Tersimpan", CellLook::Text, 16, 24),
    SheetColumn::new("Sidik (SHA-256)", CellLook::Fold, 66, 66),
];

/// Letters of a kept file's name.
const SHOWN: usize = 12;

/// The workbook; none where nothing has a number yet, and for what is official itself.
pub(crate) fn write(input: &ReportInput<'_>) -> Result<Option<Vec<u8>>, SheetError> {
    let Some(standing) = input.official.filter(|one| one.this.is_none() && !one.register.is_empty()) else {
        return Ok(None);
    };
    let heading = format!("Register Dokumen Kinerja Tahun {} – {}", input.year, input.instansi);
    let mut book = book(input, &heading)?;
    let style = BookStyles::new();
    let name = input.unit_names();
    let rows: Vec<SheetRow<'_>> =
        standing.register.iter().map(|row| one(row, name.get(row.unit.as_str()).copied())).collect();
    let sheet = TableSheet {
        name: "Register",
        table_name: "Register",
        heading,
        remark: "Setiap dokumen yang diterima tanpa galat, atau disahkan, mendapat satu nomor; nomor tidak pernah dipakai dua kali dan tidak pernah dihapus. Untuk mencatat langkah: isi empat kolom Langkah Selesai sampai Tanggal Langkah, lalu letakkan buku ini di folder masuk.".to_string(),
        columns: &COLUMN,
        row: rows.into(),
        frozen: 1,
        total: ("Baris tampil", vec![("Dokumen", SheetTotal::Count)]),
        lights: Vec::new(),
    }
    .write(&mut book, &style)?;
    sheet.set_print_fit_to_pages(1, 0);
    Ok(Some(book.save()?))
}

/// Leads to the file; its name is its digest, which stands beside it, so that its beginning is enough.
fn kept_file(place: &str) -> SheetCell<'static> {
    if place.is_empty() {
        return SheetCell::Blank;
    }
    let name = place.rsplit('/').next().unwrap_or(place);
    let text = match name.rsplit_once('.') {
        Some((stem, ending)) if stem.chars().count() > SHOWN => {
            format!("{}….{ending}", stem.chars().take(SHOWN).collect::<String>())
        }
        _ => name.to_string(),
    };
    SheetCell::Link(origin::kept_link(place), text.into())
}

fn one<'a>(row: &'a RegisterRow, name: Option<&'a str>) -> SheetRow<'a> {
    let kept = row.kept_until.map_or(SheetCell::Blank, |day| SheetCell::owned(short_date(day)));
    SheetRow::usual(vec![
        SheetCell::text(Some(&row.number)),
        SheetCell::owned(short_date(row.day)),
        SheetCell::text(Some(&row.document)),
        SheetCell::text(Some(&row.unit)),
        SheetCell::text(name),
        SheetCell::Figure(f64::from(row.version)),
        SheetCell::text(Some(&row.status)),
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::Blank,
        SheetCell::text(row.signed.as_deref()),
        kept,
        kept_file(&row.place),
        SheetCell::text(Some(&row.digest)),
    ])
}
