//! What a unit typed in an old form, or in a layout of its own, moved into the form that is given out now.
//!
//! Takes a workbook with what was read of it, gives the forms to write and a list of what found no place. Promises that
//! every filled cell of every sheet is either moved, computed anew, the form's own text, or on that list.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{AlasanLewat, BerkasTerbaca, Dokumen, Fakta, JenisDokumen, LembarTerbaca, PeranLembar};
use crate::domain::triwulan::Triwulan;
use crate::extract::kerangka;
use crate::forms::pindah::{self, Nasib, SelLama};
use crate::forms::tulis::{IsiFormulir, SelIsi};
use crate::template::{Pustaka, Templat};
use crate::workbook::{Cell, CellValue, Sheet, Workbook};

/// Characters that Excel keeps in one cell.
const HURUF_SEL: usize = 32_767;

/// A value that found no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TanpaTempat {
    /// Its sheet.
    pub lembar: String,
    /// Its cell.
    pub sel: CellAddress,
    /// The value as it shows.
    pub isi: String,
    /// Why.
    pub sebab: String,
}

/// The forms to write, and the account of every filled cell.
#[derive(Debug, Default)]
pub struct Migrasi<'a> {
    /// Forms with what they are filled with.
    pub formulir: Vec<(&'a Templat, IsiFormulir<'a>)>,
    /// Values that stand in the new forms.
    pub dipindahkan: usize,
    /// Formulas that the new forms compute by themselves.
    pub dihitung: usize,
    /// Cells with the old forms' own text.
    pub kerangka: usize,
    /// Rows of the old forms that the new ones had not.
    pub baris_baru: usize,
    /// What found no place, in the order of the workbook.
    pub tanpa_tempat: Vec<TanpaTempat>,
    /// Sheets of instructions, which are not looked at.
    pub petunjuk: Vec<String>,
    /// Sheets with a second document of a kind and quarter, which did not move.
    pub kembar: Vec<String>,
}

/// Moves every document of a workbook. `siapkan` gives the definition and the content of its new form; `None` for a
/// document that has none.
pub fn migrasi<'a>(
    buku: &Workbook,
    berkas: &BerkasTerbaca,
    pustaka: &Pustaka,
    siapkan: &mut dyn FnMut(&Dokumen) -> Option<(&'a Templat, IsiFormulir<'a>)>,
) -> Migrasi<'a> {
    let mut hasil = Migrasi::default();
    let mut sudah: Vec<(JenisDokumen, Option<Triwulan>)> = Vec::new();
    for (sheet, lembar) in buku.sheets.iter().zip(&berkas.lembar) {
        if lembar.peran == PeranLembar::Petunjuk {
            hasil.petunjuk.push(lembar.nama.clone());
            continue;
        }
        let dokumen: Vec<&Dokumen> = berkas.dokumen.iter().filter(|satu| satu.lembar == lembar.nama).collect();
        let mut nasib: BTreeMap<CellAddress, Nasib> = BTreeMap::new();
        let mut bagian: Vec<String> = Vec::new();
        for satu in &dokumen {
            let Some((templat, isi)) = siapkan(satu) else { continue };
            // One sheet for each form: a second one of the same kind and quarter stays where it is.
            let masa = (templat.jenis, isi.triwulan);
            if sudah.contains(&masa) {
                hasil.kembar.push(satu.lembar.clone());
                continue;
            }
            sudah.push(masa);
            let sel = |alamat: CellAddress| sheet.cell(alamat).map(sel_lama);
            let pindahan = pindah::pindahkan(satu, &sel, templat, isi, &pustaka.kamus);
            hasil.formulir.push((templat, pindahan.isi));
            hasil.baris_baru += pindahan.baris_baru;
            bagian.extend(pindahan.bagian);
            nasib.extend(pindahan.nasib);
        }
        let kerangka = kerangka(sheet, lembar, &dokumen, pustaka);
        for cell in &sheet.cells {
            let akhir = nasib.remove(&cell.address).unwrap_or_else(|| {
                if kerangka.contains(&cell.address) {
                    Nasib::Kerangka
                } else {
                    Nasib::TanpaTempat(sebab(lembar, &dokumen, cell))
                }
            });
            hasil.hitung(sheet, cell, akhir, &bagian);
        }
    }
    hasil
}

impl Migrasi<'_> {
    fn hitung(&mut self, sheet: &Sheet, cell: &Cell, nasib: Nasib, bagian: &[String]) {
        let isi = cell.display().trim().to_string();
        match nasib {
            Nasib::Dipindahkan => self.dipindahkan += 1,
            Nasib::Dihitung => self.dihitung += 1,
            Nasib::Kerangka => self.kerangka += 1,
            // A heading that stands above its rows in the new form too.
            Nasib::TanpaTempat(_) if bagian.contains(&isi) => self.dipindahkan += 1,
            Nasib::TanpaTempat(sebab) => {
                let isi = if isi.is_empty() { format!("={}", cell.formula.as_deref().unwrap_or("?")) } else { isi };
                self.tanpa_tempat.push(TanpaTempat { lembar: sheet.name.clone(), sel: cell.address, isi, sebab });
            }
        }
    }
}

/// A cell as it can be written again.
fn sel_lama(cell: &Cell) -> SelLama {
    let isi = match &cell.value {
        CellValue::Text(teks) if teks.chars().count() > HURUF_SEL => {
            return SelLama::TakTerbawa("teksnya terlalu panjang untuk satu sel");
        }
        CellValue::Text(teks) => SelIsi::Teks(teks.trim().to_string()),
        CellValue::Number(angka) if cell.percent_format => SelIsi::Persen(angka * 100.0),
        CellValue::Number(angka) => SelIsi::Angka(*angka),
        CellValue::Bool(_) => SelIsi::Teks(cell.display()),
        CellValue::DateTime(waktu) if waktu.time() == chrono::NaiveTime::MIN => SelIsi::Tanggal(waktu.date()),
        CellValue::DateTime(waktu) => SelIsi::Teks(waktu.format("%Y-%m-%d %H:%M:%S").to_string()),
        CellValue::Error(_) => return SelLama::TakTerbawa("nilai galat tidak dipindahkan"),
        CellValue::NotCalculated => {
            return SelLama::TakTerbawa("rumusnya belum dihitung; buka dan simpan ulang di Excel, lalu ulangi");
        }
    };
    if cell.formula.is_some() { SelLama::Rumus(isi) } else { SelLama::Ketikan(isi) }
}

/// Why a cell that no document took up has no place.
fn sebab(lembar: &LembarTerbaca, dokumen: &[&Dokumen], cell: &Cell) -> String {
    let baris = cell.address.row;
    let tabel = dokumen.iter().flat_map(|dokumen| &dokumen.tabel);
    if tabel.clone().any(|tabel| tabel.baris.iter().any(|milik| milik.baris == baris)) {
        let judul = lembar.fakta.iter().find_map(|fakta| match fakta {
            Fakta::KolomTakDikenal { sel, judul, .. } | Fakta::KolomMirip { sel, judul, .. }
                if sel.column == cell.address.column =>
            {
                Some(judul.trim())
            }
            _ => None,
        });
        return match judul.filter(|judul| !judul.is_empty()) {
            Some(judul) => format!("kolom \"{judul}\" tidak dikenal"),
            None => "di luar kolom tabel yang dikenal".to_string(),
        };
    }
    let lewat = lembar.dilewati.iter().find(|satu| (satu.baris..satu.baris + satu.jumlah.max(1)).contains(&baris));
    match lewat.map(|satu| satu.alasan) {
        _ if dokumen.is_empty() => "lembar ini tidak memuat formulir yang dikenal",
        Some(AlasanLewat::Judul) => "baris kop atau judul",
        Some(AlasanLewat::Catatan) => "catatan di luar tabel",
        Some(AlasanLewat::TidakDikenal) => "baris di luar tabel yang dikenal",
        _ => "di luar isian formulir",
    }
    .to_string()
}
