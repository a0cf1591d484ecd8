//! Finding header rows anywhere on a sheet, and the full path of every column.

use crate::domain::address::CellAddress;
use crate::template::Kamus;
use crate::template::judul::{kanonik, nomor_triwulan, tahun_saja};
use crate::workbook::{Cell, CellValue};

use super::kisi::{Kisi, teks_sel};

/// Header rows below one another at most.
const TINGKAT_TERBANYAK: u32 = 4;
/// A longer text is prose, not a header.
const HURUF_TERBANYAK: usize = 120;

/// A block of header rows with its columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct BlokJudul {
    pub(super) awal: u32,
    pub(super) akhir: u32,
    pub(super) kolom: Vec<KolomJudul>,
}

/// One column under a header.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct KolomJudul {
    pub(super) kolom: u32,
    /// Lowest header cell.
    pub(super) sel: CellAddress,
    /// Texts from parent to child, as typed.
    pub(super) bagian: Vec<String>,
}

impl KolomJudul {
    /// The path as people read it.
    pub(super) fn teks(&self) -> String {
        self.bagian.join(" > ")
    }
}

/// Every header block of a sheet, top to bottom.
pub(super) fn cari(kisi: &Kisi<'_>, kamus: &Kamus) -> Vec<BlokJudul> {
    let Some((pertama, terakhir)) = kisi.baris_terpakai() else { return Vec::new() };
    let mut hasil = Vec::new();
    let mut baris = pertama;
    while baris <= terakhir {
        if baris_judul(kisi, kamus, baris) {
            let blok = blok(kisi, kamus, baris, terakhir);
            baris = blok.akhir + 1;
            hasil.push(blok);
        } else {
            baris += 1;
        }
    }
    hasil
}

/// Rows that resemble a header: cells that are known and cells that are not, for the finding on sheets without a table.
pub(super) fn calon(kisi: &Kisi<'_>, kamus: &Kamus) -> Vec<(u32, Vec<String>, Vec<String>)> {
    let Some((pertama, terakhir)) = kisi.baris_terpakai() else { return Vec::new() };
    let mut hasil: Vec<_> = (pertama..=terakhir)
        .filter_map(|baris| {
            let (dikenal, asing): (Vec<_>, Vec<_>) = kisi
                .baris(baris)
                .iter()
                .filter(|sel| matches!(sel.value, CellValue::Text(_)))
                .map(|sel| teks_sel(sel).into_owned())
                .filter(|teks| teks.chars().count() <= HURUF_TERBANYAK)
                .partition(|teks| kamus.kenal_bagian(&kanonik(teks)));
            (!dikenal.is_empty()).then_some((baris, dikenal, asing))
        })
        .collect();
    hasil.sort_by_key(|(baris, dikenal, _)| (std::cmp::Reverse(dikenal.len()), *baris));
    hasil.truncate(5);
    hasil
}

/// Whether a row opens a header: three known wordings, or two that are all it holds.
fn baris_judul(kisi: &Kisi<'_>, kamus: &Kamus, baris: u32) -> bool {
    let isi = kisi.baris(baris);
    let mungkin: Vec<&str> = isi
        .iter()
        .filter(|sel| !sel_tahun(sel))
        .filter_map(|sel| match &sel.value {
            CellValue::Text(teks) if teks.chars().count() <= HURUF_TERBANYAK && !teks.trim_end().ends_with(':') => {
                Some(teks.as_str())
            }
            _ => None,
        })
        .collect();
    // A year over a column of a plan speaks neither for a header nor against it.
    let banyak = isi.iter().filter(|sel| !sel_tahun(sel)).count();
    // Rows of figures and of sentences are told apart before a wording is looked up.
    if mungkin.len() < 2 || banyak - mungkin.len() > mungkin.len() {
        return false;
    }
    let dikenal = mungkin.iter().filter(|teks| kamus.kenal_bagian(&kanonik(teks))).count();
    let asing = banyak - dikenal;
    (dikenal >= 3 && dikenal >= asing) || (dikenal == 2 && asing == 0)
}

/// Whether a cell says a year and nothing else.
fn sel_tahun(sel: &Cell) -> bool {
    match &sel.value {
        CellValue::Number(angka) => (2000.0..2100.0).contains(angka) && angka.fract() == 0.0,
        CellValue::Text(teks) => teks.trim().len() == 4 && tahun_saja(teks),
        _ => false,
    }
}

fn blok(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32, terakhir: u32) -> BlokJudul {
    let mut akhir = awal;
    // A header that reaches down by a vertical merge is as tall as the merge.
    let tinggi_gabungan = kisi
        .baris(awal)
        .iter()
        .filter_map(|sel| kisi.gabungan(awal, sel.address.column))
        .map(|(_, bawah)| bawah.row)
        .filter(|bawah| *bawah < awal + TINGKAT_TERBANYAK)
        .max()
        .unwrap_or(awal);
    while akhir < terakhir
        && akhir + 1 < awal + TINGKAT_TERBANYAK
        && (akhir < tinggi_gabungan || lanjutan(kisi, kamus, awal, akhir + 1))
    {
        akhir += 1;
    }
    let awal = induk_di_atas(kisi, kamus, awal);
    let mut kolom_terpakai: Vec<u32> =
        (awal..=akhir).flat_map(|baris| kisi.baris(baris).iter().map(|sel| sel.address.column)).collect();
    kolom_terpakai.extend((awal..=akhir).flat_map(|baris| {
        kisi.baris(baris).iter().flat_map(move |sel| {
            let lebar = kisi.lebar(sel.address);
            sel.address.column..sel.address.column + lebar.min(64)
        })
    }));
    kolom_terpakai.sort_unstable();
    kolom_terpakai.dedup();
    let kolom = kolom_terpakai.into_iter().filter_map(|kolom| kolom_judul(kisi, awal, akhir, kolom)).collect();
    BlokJudul { awal, akhir, kolom }
}

/// Whether a row goes on with the header above it: only known wordings or quarter numerals, each below a group.
fn lanjutan(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32, baris: u32) -> bool {
    let isi = kisi.baris(baris);
    if isi.is_empty() {
        return false;
    }
    let induk_berkelompok = |kolom: u32| {
        (awal..baris).any(|atas| {
            let jangkar = kisi.jangkar(atas, kolom);
            kisi.lebar(jangkar) > 1
                || kisi.sel_sendiri(atas, kolom).is_none() && kiri_berisi(kisi, atas, kolom)
                || kanan_kosong(kisi, atas, kolom)
        })
    };
    let mut dikenal = 0;
    for sel in isi {
        if sel_tahun(sel) && induk_berkelompok(sel.address.column) {
            dikenal += 1;
            continue;
        }
        let CellValue::Text(teks) = &sel.value else {
            // A number below a group of quarters is a header too ("1 2 3 4"), but only together with known words.
            let angka = kanonik(&teks_sel(sel));
            if nomor_triwulan(&angka).is_some() && kelompok_berkala(kisi, awal, baris, sel.address.column) {
                dikenal += 1;
                continue;
            }
            return false;
        };
        let kanonik = kanonik(teks);
        let numeral = nomor_triwulan(&kanonik).is_some() || matches!(kanonik.as_str(), "k" | "rp" | "%");
        let sah = (kamus.kenal_bagian(&kanonik) || numeral) && teks.chars().count() <= HURUF_TERBANYAK;
        if !sah || !induk_berkelompok(sel.address.column) {
            return false;
        }
        dikenal += 1;
    }
    // Numbers alone are the row of column numbers.
    dikenal > 0 && !isi.iter().all(|sel| matches!(sel.value, CellValue::Number(_)))
        || dikenal >= 3
            && isi.len() == dikenal
            && isi.iter().all(|sel| kelompok_berkala(kisi, awal, baris, sel.address.column))
}

fn kelompok_berkala(kisi: &Kisi<'_>, awal: u32, baris: u32, kolom: u32) -> bool {
    (awal..baris).any(|atas| {
        let teks = kanonik(&teks_induk(kisi, atas, kolom));
        teks.split(' ').any(|kata| matches!(kata, "tw" | "target" | "realisasi" | "alokasi"))
    })
}

fn kiri_berisi(kisi: &Kisi<'_>, baris: u32, kolom: u32) -> bool {
    kolom > 0 && (0..kolom).rev().take(16).any(|kiri| kisi.sel_sendiri(baris, kiri).is_some())
}

fn kanan_kosong(kisi: &Kisi<'_>, baris: u32, kolom: u32) -> bool {
    kisi.sel_sendiri(baris, kolom).is_some() && kisi.sel(baris, kolom + 1).is_none()
}

/// A row of group headings right above ("Target", "Realisasi" over several columns each) belongs to the header.
fn induk_di_atas(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32) -> u32 {
    let Some(atas) = awal.checked_sub(1) else { return awal };
    let isi = kisi.baris(atas);
    let lebar_tabel = kisi.baris(awal).len() as u32;
    let kelompok = !isi.is_empty()
        && isi.iter().all(|sel| {
            let lebar = kisi.lebar(sel.address);
            kamus.kenal_bagian(&kanonik(&teks_sel(sel))) && lebar < lebar_tabel.max(2) && (lebar > 1 || isi.len() > 1)
        });
    if kelompok { atas } else { awal }
}

fn kolom_judul(kisi: &Kisi<'_>, awal: u32, akhir: u32, kolom: u32) -> Option<KolomJudul> {
    let mut bagian: Vec<String> = Vec::new();
    let mut sel = None;
    for baris in awal..=akhir {
        let ada_di_bawah = (baris + 1..=akhir).any(|bawah| kisi.sel_sendiri(bawah, kolom).is_some());
        let teks = if ada_di_bawah { teks_induk(kisi, baris, kolom) } else { kisi.teks(baris, kolom).into_owned() };
        if teks.is_empty() {
            continue;
        }
        if bagian.last() != Some(&teks) {
            bagian.push(teks);
        }
        let jangkar = kisi.jangkar(baris, kolom);
        if kisi.sheet.cell(jangkar).is_some() {
            sel = Some(if jangkar.column == kolom { jangkar } else { CellAddress::new(baris, kolom) });
        }
    }
    // A column that only shows a group heading merged over it from the left, with no wording of its own, is spare room.
    let sendiri = (awal..=akhir).any(|baris| kisi.sel_sendiri(baris, kolom).is_some());
    let sel = sel.filter(|_| sendiri)?;
    Some(KolomJudul { kolom, sel, bagian })
}

/// The text of a parent row at a column: its own, its merge's, or that of the filled cell to its left where a merge
/// would have been drawn.
fn teks_induk(kisi: &Kisi<'_>, baris: u32, kolom: u32) -> String {
    let teks = kisi.teks(baris, kolom);
    if !teks.is_empty() || kisi.gabungan(baris, kolom).is_some() {
        return teks.into_owned();
    }
    for kiri in (0..kolom).rev().take(16) {
        if kisi.gabungan(baris, kiri).is_some() {
            return String::new();
        }
        let teks = kisi.teks(baris, kiri);
        if !teks.is_empty() {
            return teks.into_owned();
        }
    }
    String::new()
}
