//! Sheet and definition to typed rows, each value with its raw text and its cell.
//!
//! Takes a [`Workbook`] and the [`Pustaka`] of definitions, gives a [`BerkasTerbaca`]: documents with their tables,
//! identity and signatures, and for every sheet an account of its rows. Promises that rows read + rows skipped (each
//! with its reason) = rows in the used range, and that faults of a form become facts, never errors.

mod baris;
mod block;
mod header;
mod identitas;
mod isian;
mod kenali;
mod kerangka;
mod kisi;
mod lembar;
mod shape;
mod tanda;
mod tanda_tangan;

use crate::domain::dokumen::{BerkasTerbaca, Dokumen, JenisDokumen, KeadaanLembar, LembarTerbaca, PeranLembar};
use crate::template::Pustaka;
use crate::workbook::Workbook;

pub use block::{BlockColumn, TableBlock, table_blocks};
pub use kerangka::kerangka;

/// What a workbook says.
///
/// Hidden sheets are read too, but their documents count only where no visible sheet of the workbook holds a document
/// of the same kind: an old draft left behind must not be counted beside the form itself.
pub fn extract(workbook: &Workbook, pustaka: &Pustaka) -> BerkasTerbaca {
    let mut lembar = Vec::new();
    let mut dokumen = Vec::new();
    let bertanda = tanda::baca(&workbook.properties);
    for sheet in &workbook.sheets {
        let (satu, milik) = lembar::baca_lembar(sheet, pustaka, &bertanda);
        lembar.push(satu);
        dokumen.extend(milik);
    }
    buang_dokumen_tersembunyi(&lembar, &mut dokumen);
    tanda::pasang(bertanda, &mut dokumen, &mut lembar, pustaka);
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
        || u64::from(lembar.baris_dibaca) + lembar.jumlah_dilewati() == u64::from(lembar.baris_terpakai)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::address::CellAddress;
    use crate::workbook::grid::workbook_from_text;

    /// The shipped definitions, read once.
    static PUSTAKA: LazyLock<Pustaka> = LazyLock::new(|| Pustaka::bawaan().unwrap());

    /// Cells as they occur in forms, in any order and place.
    fn sel() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec![
            "",
            "",
            "",
            "No",
            "Sasaran",
            "Indikator Kinerja",
            "Target",
            "Realisasi TW",
            "Triwulan",
            "I",
            "II",
            "TW III",
            "<",
            "^",
            "1",
            "57%",
            "#DIV/0!",
            "=A1 ->",
            "Total",
            "CATATAN:",
            "Ketua Jurusan,",
            "NIP 19700101 199501 1 001",
            "Kota Contoh, 3 Maret 2026",
            "PERJANJIAN KINERJA TAHUN 2026",
            "PENGUKURAN KINERJA TRIWULAN II",
            "Unit Kerja :",
            "Sasaran Strategis",
            "Persentase lulusan",
            "<Nama>",
            "-",
            "Program",
            "Anggaran",
            "Rp 1.000,-",
        ])
    }

    #[test]
    fn a_cell_at_the_end_of_the_grid_costs_a_few_entries() {
        let mut buku = workbook_from_text("atas\nbawah");
        buku.sheets[0].cells[1].address = CellAddress::new(1_048_575, 16_383);
        let lembar = extract(&buku, &PUSTAKA).lembar.remove(0);
        assert!(baris_lengkap(&lembar));
        assert_eq!((lembar.baris_terpakai, lembar.dilewati.len()), (1_048_576, 3));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_sheet_is_read_with_every_row_accounted_for(baris in prop::collection::vec(prop::collection::vec(sel(), 0..9), 0..24)) {
            let teks = baris.iter().map(|satu| satu.join("|")).collect::<Vec<_>>().join("\n");
            let berkas = extract(&workbook_from_text(&teks), &PUSTAKA);
            for lembar in &berkas.lembar {
                prop_assert!(baris_lengkap(lembar), "{teks}");
            }
        }

        #[test]
        fn no_value_stands_in_two_rows_unless_it_was_carried_down(baris in prop::collection::vec(prop::collection::vec(sel(), 3..8), 4..20)) {
            let teks = format!("No|Sasaran|Indikator|Target|Realisasi TW\n{}", baris.iter().map(|satu| satu.join("|")).collect::<Vec<_>>().join("\n"));
            let berkas = extract(&workbook_from_text(&teks), &PUSTAKA);
            for tabel in berkas.dokumen.iter().flat_map(|dokumen| &dokumen.tabel) {
                for baris in &tabel.baris {
                    for isian in baris.isian.values() {
                        prop_assert!(isian.turunan || isian.sel.row == baris.baris, "{} in row {}\n{teks}", isian.sel, baris.baris + 1);
                    }
                }
            }
        }
    }
}
