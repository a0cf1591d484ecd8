//! Entries of the documents that no other replaced, one cell once, for the rules that look at cells one by one.

use std::collections::BTreeMap;

use crate::domain::address::CellAddress;
use crate::domain::dokumen::{Baris, Dokumen, JenisBaris};
use crate::domain::kolom::{Bacaan, Bidang, Kolom};
use crate::domain::nilai::Isian;
use crate::domain::tempat::Tempat;
use crate::finding::Temuan;
use crate::tables::{DokumenTerdaftar, Status, Tables};

/// A cell of a table, where it was typed.
#[derive(Clone, Copy)]
pub(in crate::rules) struct SelTabel<'a> {
    pub(in crate::rules) tables: &'a Tables,
    pub(in crate::rules) rekaman: u32,
    /// Index into [`Tables::dokumen`], and of the table in the document.
    pub(in crate::rules) letak: (u32, u32),
    pub(in crate::rules) dokumen: &'a DokumenTerdaftar,
    pub(in crate::rules) isi: &'a Dokumen,
    pub(in crate::rules) baris: &'a Baris,
    pub(in crate::rules) kolom: Kolom,
    pub(in crate::rules) isian: &'a Isian,
}

impl<'a> SelTabel<'a> {
    /// Its place.
    pub(in crate::rules) fn tempat(&self) -> Tempat {
        self.tempat_sel(vec![self.isian.sel])
    }

    /// Cells of its sheet.
    pub(in crate::rules) fn tempat_sel(&self, sel: Vec<CellAddress>) -> Tempat {
        let berkas = self.tables.berkas_dokumen(self.letak.0).map(|berkas| berkas.jalur.clone()).unwrap_or_default();
        Tempat { berkas, lembar: Some(self.isi.lembar.clone()), sel }
    }

    /// The unit of measure that stands in its row.
    pub(in crate::rules) fn satuan(&self) -> &'a str {
        self.baris.isian(Bidang::Satuan.tahunan()).and_then(Isian::teks).unwrap_or_default()
    }

    /// Puts the unit and the indicator of the cell into a finding.
    pub(in crate::rules) fn lengkapi(&self, temuan: Temuan) -> Temuan {
        let temuan = temuan.unit(self.dokumen.unit.as_deref());
        let label = self.tables.label_indikator(self.rekaman);
        if label.is_empty() { temuan } else { temuan.indikator(label) }
    }
}

/// Every cell that was typed (not carried down) in the tables of a document, table by table; cells of ignored columns
/// and row numbers are left out. A cell that stands for two fields is given once. A document in whose place another
/// counts has none; one whose unit is not known has: who mends the name of the unit wants to know of the values in the
/// same round.
pub(in crate::rules) fn per_tabel(tables: &Tables, dokumen: u32) -> impl Iterator<Item = Vec<SelTabel<'_>>> {
    let diganti = |satu: &DokumenTerdaftar| matches!(satu.status, Status::Digantikan(_));
    let berlaku = tables.dokumen.get(dokumen as usize).is_some_and(|satu| !diganti(satu))
        && tables.berkas_dokumen(dokumen).is_some_and(|berkas| berkas.salinan_dari.is_none());
    let rekaman = if berlaku { tables.rekaman_dokumen(dokumen) } else { 0..0 };
    let tabel = tables.isi_dokumen(dokumen).into_iter().flat_map(|isi| &isi.tabel);
    tabel.scan(rekaman.start, move |awal, tabel| {
        let milik = *awal..rekaman.end.min(awal.saturating_add(u32::try_from(tabel.baris.len()).ok()?));
        *awal = milik.end;
        Some(milik.filter_map(|rekaman| baris(tables, rekaman)).flatten().collect())
    })
}

/// Cells that should hold figures: values, percent points and money, in rows that are no headings.
pub(in crate::rules) fn angka<'s, 'a>(sel: &'s [SelTabel<'a>]) -> impl Iterator<Item = &'s SelTabel<'a>> {
    sel.iter().filter(|sel| {
        sel.baris.jenis != JenisBaris::Kelompok
            && matches!(sel.kolom.bidang.bacaan(), Bacaan::Nilai | Bacaan::Persen | Bacaan::Uang)
    })
}

/// Cells gathered by a key, in the order of the sheet.
pub(in crate::rules) fn kelompok<'s, 'a, K: Ord>(
    sel: impl Iterator<Item = &'s SelTabel<'a>>,
    kunci: impl Fn(&SelTabel<'a>) -> K,
) -> Vec<Vec<&'s SelTabel<'a>>> {
    let mut peta: BTreeMap<K, Vec<&'s SelTabel<'a>>> = BTreeMap::new();
    for satu in sel {
        peta.entry(kunci(satu)).or_default().push(satu);
    }
    peta.into_values().collect()
}

/// The addresses of some cells.
pub(in crate::rules) fn alamat(sel: &[&SelTabel<'_>]) -> Vec<CellAddress> {
    sel.iter().map(|sel| sel.isian.sel).collect()
}

fn baris(tables: &Tables, rekaman: u32) -> Option<impl Iterator<Item = SelTabel<'_>>> {
    let alamat = tables.rekaman.get(rekaman as usize)?;
    let dokumen = tables.dokumen_dari(rekaman)?;
    let isi = tables.isi_dokumen(alamat.dokumen)?;
    let baris = tables.baris_dari(rekaman)?;
    let letak = (alamat.dokumen, alamat.tabel);
    let campuran = baris.isian.contains_key(&Bidang::Uraian.tahunan());
    let sel = baris.isian.iter().filter(move |(kolom, isian)| {
        let kembar = campuran && matches!(kolom.bidang, Bidang::Uraian | Bidang::Kode);
        !isian.turunan && !kembar && !matches!(kolom.bidang, Bidang::No | Bidang::Abaikan)
    });
    Some(sel.map(move |(kolom, isian)| SelTabel { tables, rekaman, letak, dokumen, isi, baris, kolom: *kolom, isian }))
}
