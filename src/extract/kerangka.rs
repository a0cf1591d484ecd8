//! What of a sheet is the form's own text: header, labels, column numbers, samples that nobody replaced. The rest was
//! typed by the unit, in a place that is read or in one that is not.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{AlasanLewat, Dokumen, LembarTerbaca};
use crate::template::Pustaka;
use crate::workbook::{Cell, CellValue, Sheet};

use super::header;
use super::kisi::{Kisi, teks_sel};

/// The cells of a sheet that hold the form's own text; `dokumen` are those of this sheet.
pub fn kerangka(
    sheet: &Sheet,
    lembar: &LembarTerbaca,
    dokumen: &[&Dokumen],
    pustaka: &Pustaka,
) -> BTreeSet<CellAddress> {
    let kisi = Kisi::baru(sheet);
    let kamus = &pustaka.kamus;
    let tabel = || dokumen.iter().flat_map(|dokumen| &dokumen.tabel);
    let judul: BTreeSet<u32> = tabel().flat_map(|tabel| tabel.kolom.iter().map(|milik| milik.sel.row)).collect();
    let mut hasil = BTreeSet::new();
    for blok in header::cari(&kisi, kamus) {
        let baris = blok.awal..=blok.akhir;
        if judul.iter().any(|milik| baris.contains(milik)) {
            hasil.extend(baris.flat_map(|baris| kisi.baris(baris)).map(|sel| sel.address));
        }
    }
    let dilewati = |alasan: AlasanLewat| {
        lembar.dilewati.iter().filter(move |satu| satu.alasan == alasan && satu.jumlah == 1).map(|satu| satu.baris)
    };
    let nomor = dilewati(AlasanLewat::NomorKolom).flat_map(|baris| kisi.baris(baris)).map(|sel| sel.address);
    hasil.extend(nomor);
    // A row that nobody filled holds its number and formulas that wait for figures.
    let kosong = dilewati(AlasanLewat::BelumDiisi).flat_map(|baris| kisi.baris(baris));
    let menunggu = |sel: &&Cell| sel.formula.is_some() || !matches!(sel.value, CellValue::Text(_));
    let pertama =
        |sel: &&Cell| tabel().any(|tabel| tabel.kolom.first().is_some_and(|k| k.sel.column == sel.address.column));
    hasil.extend(kosong.filter(|sel| menunggu(sel) && (sel.formula.is_some() || pertama(sel))).map(|sel| sel.address));
    let di_tabel: BTreeSet<u32> = tabel().flat_map(|tabel| tabel.baris.iter().map(|baris| baris.baris)).collect();
    for sel in sheet.cells.iter().filter(|sel| matches!(sel.value, CellValue::Text(_))) {
        let teks = teks_sel(sel);
        let label = !di_tabel.contains(&sel.address.row)
            && (teks == ":" || kamus.label(&teks).is_some() || kamus.baris_tanda_tangan(&teks));
        let rumus_kosong = sel.formula.is_some() && teks.is_empty();
        if label || rumus_kosong || kamus.teks_contoh(&teks) {
            hasil.insert(sel.address);
        }
    }
    hasil
}
