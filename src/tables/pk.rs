//! The frame `pk`: the indicators of agreements.

use polars::prelude::DataFrame;

use super::umum::{PunyaUmum, Umum, rekaman_indikator, tulisan};
use super::{Tables, TablesError, umum};
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::{Isian, Nilai};
use crate::domain::triwulan::Triwulan;

/// The target of a record as frames hold it.
pub(super) struct TargetBaris<'a> {
    pub(super) angka: Option<f64>,
    pub(super) teks: Option<&'a str>,
    pub(super) kelas: Option<&'static str>,
    pub(super) tw: [Option<f64>; 4],
}

impl<'a> TargetBaris<'a> {
    /// The target of the year, or the form's one target where it names no period; and those of the quarters.
    pub(super) fn dari(tables: &'a Tables, rekaman: u32) -> Self {
        let isian = |kolom| tables.isian(rekaman, kolom);
        let target = isian(Bidang::Target.tahunan()).or_else(|| isian(Bidang::Target.berjalan()));
        Self {
            angka: target.and_then(|isian| isian.nilai.angka()),
            teks: target.and_then(Isian::teks),
            kelas: target.map(|isian| isian.nilai.kelas()),
            tw: Triwulan::SEMUA.map(|tw| isian(Bidang::Target.tw(tw)).map(|isian| &isian.nilai).and_then(Nilai::angka)),
        }
    }
}

struct BarisPk<'a> {
    umum: Umum<'a>,
    bagian: Option<&'a str>,
    target: TargetBaris<'a>,
    sumber_data: Option<&'a str>,
}

impl PunyaUmum for BarisPk<'_> {
    fn umum(&self) -> &Umum<'_> {
        &self.umum
    }
}

/// The frame `pk`.
pub(super) fn frame(tables: &Tables) -> Result<DataFrame, TablesError> {
    let baris: Vec<BarisPk<'_>> = rekaman_indikator(tables, &[JenisDokumen::Pk])
        .into_iter()
        .filter_map(|rekaman| {
            Some(BarisPk {
                umum: Umum::dari(tables, rekaman)?,
                bagian: tables.baris_dari(rekaman)?.bagian.as_deref(),
                target: TargetBaris::dari(tables, rekaman),
                sumber_data: tulisan(tables, rekaman, Bidang::SumberData.tahunan()),
            })
        })
        .collect();
    let penyusun = umum::penyusun(&baris)
        .teks("bagian", |b| b.bagian)
        .angka("target", |b| b.target.angka)
        .teks("target_teks", |b| b.target.teks)
        .teks("target_kelas", |b| b.target.kelas)
        .angka("target_tw1", |b| b.target.tw[0])
        .angka("target_tw2", |b| b.target.tw[1])
        .angka("target_tw3", |b| b.target.tw[2])
        .angka("target_tw4", |b| b.target.tw[3])
        .teks("sumber_data", |b| b.sumber_data);
    Ok(umum::selesai(penyusun)?)
}
