//! What stands above a table: title, year, quarter, identity block, letterhead.

use std::collections::BTreeSet;

use crate::domain::dokumen::{Identitas, JenisDokumen, KunciIdentitas, Tertulis};
use crate::domain::nilai::Isian;
use crate::domain::tanggal::cari_tahun;
use crate::domain::teks::kunci;
use crate::domain::triwulan::{Triwulan, baca_triwulan_kolom, cari_triwulan};
use crate::template::Kamus;
use crate::workbook::Cell;

use super::isian::{isian_nip, isian_potongan, isian_teks};
use super::kisi::{Kisi, teks_sel};

/// What stands above a table.
#[derive(Debug, Default)]
pub(super) struct KepalaDokumen {
    pub(super) jenis: Option<JenisDokumen>,
    pub(super) judul: Option<Isian>,
    pub(super) tahun: Option<Tertulis<i32>>,
    pub(super) triwulan: Option<Tertulis<Triwulan>>,
    pub(super) perubahan: bool,
    pub(super) identitas: Vec<Identitas>,
    /// Rows that were read into the above.
    pub(super) baris_dibaca: BTreeSet<u32>,
}

/// Reads the rows from `awal` up to, but not including, `akhir`.
pub(super) fn baca(kisi: &Kisi<'_>, kamus: &Kamus, awal: u32, akhir: u32) -> KepalaDokumen {
    let mut kepala = KepalaDokumen::default();
    for baris in awal..akhir {
        let mut sel = kisi.baris(baris).iter().peekable();
        while let Some(kini) = sel.next() {
            if let Some(identitas) = identitas(kini, &mut sel, kamus) {
                kepala.baris_dibaca.insert(baris);
                kepala.catat_periode(&identitas);
                kepala.identitas.push(identitas);
            } else {
                kepala.catat_judul(kini, kamus);
            }
        }
    }
    kepala
}

impl KepalaDokumen {
    fn catat_judul(&mut self, sel: &Cell, kamus: &Kamus) {
        let teks = teks_sel(sel);
        let jenis = if teks.chars().count() <= 200 { kamus.jenis_dokumen(&teks) } else { None };
        let baris_judul = jenis.is_some() || self.judul.is_some();
        if self.jenis.is_none() && jenis.is_some() {
            self.jenis = jenis;
            self.judul = Some(isian_teks(sel));
        }
        let tahun = cari_tahun(&teks);
        let triwulan = cari_triwulan(&teks);
        if (baris_judul
            || kunci(&teks).starts_with("tahun")
            || kunci(&teks).starts_with("tw")
            || kunci(&teks).starts_with("triwulan"))
            && (tahun.is_some() || triwulan.is_some() || jenis.is_some())
        {
            self.baris_dibaca.insert(sel.address.row);
            self.tahun = self.tahun.or(tahun.map(|nilai| Tertulis { nilai, sel: sel.address }));
            self.triwulan = self.triwulan.or(triwulan.map(|nilai| Tertulis { nilai, sel: sel.address }));
            self.perubahan |= ["perubahan", "revisi"].iter().any(|kata| kunci(&teks).contains(kata));
        } else if jenis.is_none() && !teks.is_empty() && teks.chars().count() <= 120 {
            self.identitas.push(Identitas { kunci: KunciIdentitas::BarisJudul, isian: isian_teks(sel) });
        }
    }

    fn catat_periode(&mut self, identitas: &Identitas) {
        let sel = identitas.isian.sel;
        let teks = &identitas.isian.mentah;
        match identitas.kunci {
            KunciIdentitas::Tahun => {
                self.tahun = self.tahun.or(cari_tahun(teks).map(|nilai| Tertulis { nilai, sel }));
            }
            KunciIdentitas::Triwulan => {
                let satu = baca_triwulan_kolom(teks)
                    .filter(|daftar| daftar.len() == 1)
                    .and_then(|daftar| daftar.first().copied());
                let triwulan = cari_triwulan(teks).or(satu);
                self.triwulan = self.triwulan.or(triwulan.map(|nilai| Tertulis { nilai, sel }));
                self.tahun = self.tahun.or(cari_tahun(teks).map(|nilai| Tertulis { nilai, sel }));
            }
            _ => {}
        }
    }
}

/// "Label : nilai" in one cell, or label, perhaps a colon, and value in neighbouring cells.
fn identitas<'a>(
    kini: &'a Cell,
    sisanya: &mut std::iter::Peekable<impl Iterator<Item = &'a Cell>>,
    kamus: &Kamus,
) -> Option<Identitas> {
    let teks = teks_sel(kini);
    if let Some((label, nilai)) = teks.split_once(':')
        && let Some(kunci) = kamus.label(label)
        && !nilai.trim().is_empty()
    {
        return Some(Identitas { kunci, isian: isian_potongan(kini, nilai) });
    }
    let kunci = kamus.label(&teks)?;
    let berlabel = teks.trim_end().ends_with(':');
    let titik_dua = sisanya.next_if(|sel| teks_sel(sel) == ":").is_some();
    let nilai = sisanya.peek()?;
    let tampak = teks_sel(nilai);
    let isi = tampak.strip_prefix(':');
    if !(berlabel || titik_dua || isi.is_some()) {
        return None;
    }
    let isian = match (kunci, isi) {
        (_, Some(isi)) => isian_potongan(nilai, isi),
        (KunciIdentitas::Nip, None) => isian_nip(nilai),
        (_, None) => isian_teks(nilai),
    };
    sisanya.next();
    Some(Identitas { kunci, isian })
}
