//! The columns that frames of indicators share.

use polars::prelude::{DataFrame, PolarsResult};

use super::Tables;
use super::frame::Penyusun;
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::nilai::Isian;

/// What every row of such a frame begins with.
pub(super) struct Umum<'a> {
    pub(super) rekaman: u32,
    pub(super) dokumen: u32,
    pub(super) unit: Option<&'a str>,
    pub(super) kunci: Option<&'a str>,
    pub(super) kode: Option<&'a str>,
    pub(super) simpul: Option<&'a str>,
    pub(super) sasaran: Option<&'a str>,
    pub(super) indikator: Option<&'a str>,
    pub(super) satuan: Option<&'a str>,
    pub(super) berkas: &'a str,
    pub(super) lembar: &'a str,
    pub(super) sel: Option<String>,
}

/// A row of a frame that has the shared columns.
pub(super) trait PunyaUmum {
    /// Its shared part.
    fn umum(&self) -> &Umum<'_>;
}

impl<'a> Umum<'a> {
    /// The shared part of a record.
    pub(super) fn dari(tables: &'a Tables, rekaman: u32) -> Option<Self> {
        let alamat = tables.alamat(rekaman)?;
        let tautan = tables.tautan.get(rekaman as usize)?;
        let simpul = tables.simpul_dari(rekaman);
        let baris = tables.baris_dari(rekaman)?;
        Some(Self {
            rekaman,
            dokumen: alamat.dokumen,
            unit: tables.dokumen.get(alamat.dokumen as usize)?.unit.as_deref(),
            kunci: tautan.kunci.as_deref(),
            kode: tautan.kode.as_deref(),
            simpul: simpul.map(|simpul| simpul.kode.as_str()),
            sasaran: tulisan(tables, rekaman, Bidang::Sasaran.tahunan()),
            indikator: tables.kalimat(rekaman).or(simpul.map(|simpul| simpul.indikator.as_str())),
            satuan: tulisan(tables, rekaman, Bidang::Satuan.tahunan()),
            berkas: &tables.berkas_dokumen(alamat.dokumen)?.jalur,
            lembar: tables.lembar_dari(rekaman)?,
            sel: sel_indikator(baris).map(|isian| isian.sel.to_string()),
        })
    }
}

/// The entry that stands for the row: its indicator, else its code, else its first.
fn sel_indikator(baris: &Baris) -> Option<&Isian> {
    [Bidang::Indikator, Bidang::Uraian, Bidang::Kode]
        .into_iter()
        .filter_map(|bidang| baris.isian(bidang.tahunan()))
        .find(|isian| !isian.nilai.kosong())
        .or_else(|| baris.isian.values().min_by_key(|isian| isian.sel))
}

/// What was typed into a field, when it says something.
pub(super) fn tulisan(tables: &Tables, rekaman: u32, kolom: Kolom) -> Option<&str> {
    tables.isian(rekaman, kolom).and_then(Isian::teks)
}

/// The figure of a field.
pub(super) fn angka(tables: &Tables, rekaman: u32, kolom: Kolom) -> Option<f64> {
    tables.isian(rekaman, kolom).and_then(|isian| isian.nilai.angka())
}

/// Records with values of their own in the indicator tables of documents of a kind that count, in the order of frames:
/// by unit, then file, sheet and row.
pub(super) fn rekaman_indikator(tables: &Tables, jenis: &[JenisDokumen]) -> Vec<u32> {
    let mut semua: Vec<u32> = tables
        .rekaman_dipakai()
        .filter(|&rekaman| {
            tables.dokumen_dari(rekaman).is_some_and(|dokumen| jenis.contains(&dokumen.jenis))
                && tables.tabel_dari(rekaman).is_some_and(|tabel| tabel.peran == PeranTabel::Indikator)
                && tables
                    .baris_dari(rekaman)
                    .is_some_and(|baris| matches!(baris.jenis, JenisBaris::Data | JenisBaris::Lanjutan))
        })
        .collect();
    urutkan(tables, &mut semua);
    semua
}

/// Sorts records by unit; within one unit they keep their order, which is by file, sheet and row.
pub(super) fn urutkan(tables: &Tables, rekaman: &mut [u32]) {
    rekaman.sort_by_cached_key(|&satu| (tables.dokumen_dari(satu).and_then(|dokumen| dokumen.unit.clone()), satu));
}

/// A frame of these rows that begins with the shared columns.
pub(super) fn penyusun<B: PunyaUmum>(baris: &[B]) -> Penyusun<'_, B> {
    Penyusun::baru(baris)
        .u32("rekaman", |b| Some(b.umum().rekaman))
        .u32("dokumen", |b| Some(b.umum().dokumen))
        .teks("unit", |b| b.umum().unit)
        .teks("kunci", |b| b.umum().kunci)
        .teks("kode", |b| b.umum().kode)
        .teks("simpul", |b| b.umum().simpul)
        .teks("sasaran", |b| b.umum().sasaran)
        .teks("indikator", |b| b.umum().indikator)
        .teks("satuan", |b| b.umum().satuan)
}

/// The shared columns at the end, where the row comes from; then the frame.
pub(super) fn selesai<B: PunyaUmum>(penyusun: Penyusun<'_, B>) -> PolarsResult<DataFrame> {
    penyusun
        .teks("berkas", |b| Some(b.umum().berkas))
        .teks("lembar", |b| Some(b.umum().lembar))
        .teks("sel", |b| b.umum().sel.as_deref())
        .selesai()
}
