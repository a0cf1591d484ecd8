//! An answer in its packed form, between processes and in the cache.
//!
//! A form says the same in many cells ("%", the objective of a row, what was carried down), and the forms of a unit say
//! it again: of 400 filled cells of a form 210 differ, and of those of 200 forms one in twelve. So the rows of an answer
//! point into a list of what their cells say, and what equal cells of many files say is held once.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use bitcode::{Decode, Encode};

use super::Jawaban;
use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, JenisBaris, Tabel};
use crate::domain::kolom::Kolom;
use crate::domain::nilai::{Isi, Isian};

/// An answer whose tables have no rows; beside it their rows and the cells of those, each in one list from the first
/// table to the last.
#[derive(Debug, Encode, Decode)]
pub(super) struct Kemasan {
    jawaban: Jawaban,
    isi: Vec<Arc<Isi>>,
    /// How many rows each table has.
    tabel: Vec<usize>,
    baris: Vec<BarisKemas>,
    sel: Vec<SelKemas>,
}

#[derive(Debug, Encode, Decode)]
struct BarisKemas {
    baris: u32,
    jenis: JenisBaris,
    bagian: Option<String>,
    /// How many cells it has.
    sel: usize,
}

#[derive(Debug, Encode, Decode)]
struct SelKemas {
    kolom: Kolom,
    sel: CellAddress,
    turunan: bool,
    /// Where the list has what it says; a blank says nothing.
    isi: Option<usize>,
}

fn tabel(jawaban: &mut Jawaban) -> impl Iterator<Item = &mut Tabel> {
    jawaban.hasil.iter_mut().flat_map(|berkas| &mut berkas.dokumen).flat_map(|dokumen| &mut dokumen.tabel)
}

impl Kemasan {
    /// Takes an answer apart.
    pub(super) fn dari(jawaban: Jawaban) -> Self {
        let mut kemasan = Self { jawaban, isi: Vec::new(), tabel: Vec::new(), baris: Vec::new(), sel: Vec::new() };
        let mut letak: HashMap<Arc<Isi>, usize> = HashMap::new();
        for tabel in tabel(&mut kemasan.jawaban) {
            let semua = std::mem::take(&mut tabel.baris);
            kemasan.tabel.push(semua.len());
            letak.reserve(semua.len());
            for Baris { baris, jenis, bagian, isian } in semua {
                kemasan.baris.push(BarisKemas { baris, jenis, bagian, sel: isian.iter().len() });
                kemasan.sel.extend(isian.iter().map(|(kolom, isian)| {
                    let isi = isian.bersama().map(|isi| {
                        letak.get(isi).copied().unwrap_or_else(|| {
                            letak.insert(isi.clone(), kemasan.isi.len());
                            kemasan.isi.push(isi.clone());
                            kemasan.isi.len() - 1
                        })
                    });
                    SelKemas { kolom: *kolom, sel: isian.sel, turunan: isian.turunan, isi }
                }));
            }
        }
        kemasan
    }

    /// Puts it together again; `None` when it points where nothing is.
    fn satukan(self, bersama: &Bersama) -> Option<Jawaban> {
        let Self { mut jawaban, isi, tabel: banyak, baris, sel } = self;
        // Counts that do not add up would lose rows in silence.
        let semua = (banyak.iter().sum(), baris.iter().map(|baris| baris.sel).sum());
        if semua != (baris.len(), sel.len()) {
            return None;
        }
        let isi = bersama.satukan(isi);
        let mut sel = sel.into_iter().map(|SelKemas { kolom, sel, turunan, isi: letak }| {
            let isi = match letak {
                Some(letak) => Some(isi.get(letak)?.clone()),
                None => None,
            };
            Some((kolom, Isian::berbagi(sel, turunan, isi)))
        });
        let mut baris = baris.into_iter().map(|BarisKemas { baris, jenis, bagian, sel: banyak }| {
            let isian = sel.by_ref().take(banyak).collect::<Option<_>>()?;
            Some(Baris { baris, jenis, bagian, isian })
        });
        for (tabel, banyak) in tabel(&mut jawaban).zip(banyak) {
            tabel.baris = baris.by_ref().take(banyak).collect::<Option<_>>()?;
        }
        Some(jawaban)
    }
}

/// What cells say, each once over all files of a run.
#[derive(Debug, Default)]
pub(super) struct Bersama {
    isi: Mutex<HashSet<Arc<Isi>>>,
}

impl Bersama {
    fn satukan(&self, isi: Vec<Arc<Isi>>) -> Vec<Arc<Isi>> {
        let mut semua = self.isi.lock().unwrap_or_else(PoisonError::into_inner);
        let satu = |isi: Arc<Isi>| match semua.get(&isi) {
            Some(lama) => lama.clone(),
            None => {
                semua.insert(isi.clone());
                isi
            }
        };
        isi.into_iter().map(satu).collect()
    }
}

/// Opens packed answers one after another, in room that is kept.
pub(super) struct Pembuka<'a> {
    ruang: bitcode::Buffer,
    bersama: &'a Bersama,
}

impl<'a> Pembuka<'a> {
    pub(super) fn baru(bersama: &'a Bersama) -> Self {
        Self { ruang: bitcode::Buffer::new(), bersama }
    }

    /// An answer from its packed form; `None` when the bytes are none.
    pub(super) fn buka(&mut self, kemasan: &[u8]) -> Option<Jawaban> {
        self.ruang.decode::<Kemasan>(kemasan).ok()?.satukan(self.bersama)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::extract::extract;
    use crate::template::Pustaka;
    use crate::workbook::grid::workbook_from_text;

    const PK: &str = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Mutu|Lulusan tepat waktu|%|57%\n2|^|Lulusan bekerja|%|-\n3|Mutu|Dosen|Orang|";

    fn jawaban(jalur: &str) -> Jawaban {
        let berkas = extract(&workbook_from_text(PK), &Pustaka::bawaan().unwrap());
        Jawaban { jalur: jalur.into(), sha256: "ab".into(), hasil: Ok(berkas) }
    }

    fn isian(jawaban: &Jawaban) -> Vec<&Isian> {
        let dokumen = jawaban.hasil.iter().flat_map(|berkas| &berkas.dokumen);
        let baris = dokumen.flat_map(|dokumen| &dokumen.tabel).flat_map(|tabel| &tabel.baris);
        baris.flat_map(|baris| baris.isian.values()).collect()
    }

    #[test]
    fn an_answer_comes_out_of_its_packed_form_as_it_went_in() {
        let asli = jawaban("a.xlsx");
        assert_eq!(isian(&asli).len(), 15);
        let kemasan = bitcode::encode(&Kemasan::dari(asli.clone()));
        assert_eq!(Pembuka::baru(&Bersama::default()).buka(&kemasan), Some(asli));
    }

    #[test]
    fn equal_cells_of_two_files_are_held_once() {
        let bersama = Bersama::default();
        let buka = |jalur: &str| Kemasan::dari(jawaban(jalur)).satukan(&bersama).unwrap();
        let (satu, dua) = (buka("a.xlsx"), buka("b.xlsx"));
        for (kiri, kanan) in isian(&satu).iter().zip(isian(&dua)) {
            assert!(match (kiri.bersama(), kanan.bersama()) {
                (Some(kiri), Some(kanan)) => Arc::ptr_eq(kiri, kanan),
                (kiri, kanan) => kiri.is_none() && kanan.is_none(),
            });
        }
    }

    #[test]
    fn a_packed_form_that_points_nowhere_is_none() {
        let rusak = |ubah: fn(&mut Kemasan)| {
            let mut kemasan = Kemasan::dari(jawaban("a.xlsx"));
            ubah(&mut kemasan);
            kemasan.satukan(&Bersama::default())
        };
        assert_eq!(rusak(|kemasan| kemasan.isi.truncate(kemasan.isi.len() - 1)), None);
        assert_eq!(rusak(|kemasan| kemasan.baris.truncate(kemasan.baris.len() - 1)), None, "a row that is not there");
        assert_eq!(rusak(|kemasan| kemasan.sel.truncate(kemasan.sel.len() - 1)), None, "a cell that is not there");
        assert!(rusak(|_| ()).is_some());
    }
}
