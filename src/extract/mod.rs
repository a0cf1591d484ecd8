//! Sheet and definition to typed rows, each value with its raw text and its cell.
//!
//! Takes a [`Workbook`] and the [`Pustaka`] of definitions, gives a [`BerkasTerbaca`]: documents with their tables,
//! identity and signatures, and for every sheet an account of its rows. Promises that rows read + rows skipped (each
//! with its reason) = rows in the used range, and that faults of a form become facts, never errors.

mod baris;
mod header;
mod identitas;
mod isian;
mod kenali;
mod kisi;
mod lembar;
mod tanda_tangan;

use crate::domain::dokumen::{BerkasTerbaca, Dokumen, JenisDokumen, KeadaanLembar, LembarTerbaca, PeranLembar};
use crate::template::Pustaka;
use crate::workbook::Workbook;

/// What a workbook says.
///
/// Hidden sheets are read too, but their documents count only where no visible sheet of the workbook holds a document
/// of the same kind: an old draft left behind must not be counted beside the form itself.
pub fn extract(workbook: &Workbook, pustaka: &Pustaka) -> BerkasTerbaca {
    let mut lembar = Vec::new();
    let mut dokumen = Vec::new();
    for sheet in &workbook.sheets {
        let (satu, milik) = lembar::baca_lembar(sheet, pustaka);
        lembar.push(satu);
        dokumen.extend(milik);
    }
    buang_dokumen_tersembunyi(&lembar, &mut dokumen);
    BerkasTerbaca { format: workbook.format.to_string(), lembar, dokumen }
}

fn buang_dokumen_tersembunyi(lembar: &[LembarTerbaca], dokumen: &mut Vec<Dokumen>) {
    let terlihat = |nama: &str| lembar.iter().any(|satu| satu.nama == nama && satu.keadaan == KeadaanLembar::Terlihat);
    let jenis_terlihat: Vec<JenisDokumen> =
        dokumen.iter().filter(|satu| terlihat(&satu.lembar)).map(|satu| satu.jenis).collect();
    dokumen.retain(|satu| terlihat(&satu.lembar) || !jenis_terlihat.contains(&satu.jenis));
}

/// Whether every row of a sheet is accounted for.
pub fn baris_lengkap(lembar: &LembarTerbaca) -> bool {
    lembar.peran == PeranLembar::Kosong
        || lembar.baris_dibaca as usize + lembar.dilewati.len() == lembar.baris_terpakai as usize
}
