//! The frame `rencana_aksi`: the actions of plans.

use std::collections::HashSet;

use polars::prelude::DataFrame;

use super::pk::TargetBaris;
use super::umum::{PunyaUmum, Umum, angka, rekaman_indikator, tulisan};
use super::{Tables, TablesError, umum};
use crate::domain::dokumen::JenisDokumen;
use crate::domain::kolom::Bidang;
use crate::domain::nilai::Nilai;

struct BarisAksi<'a> {
    umum: Umum<'a>,
    target: TargetBaris<'a>,
    aksi: Option<&'a str>,
    kriteria: Option<&'a str>,
    keluaran: Option<&'a str>,
    waktu: Option<String>,
    penanggung_jawab: Option<&'a str>,
    anggaran: Option<f64>,
    awal: bool,
}

impl PunyaUmum for BarisAksi<'_> {
    fn umum(&self) -> &Umum<'_> {
        &self.umum
    }
}

/// The frame `rencana_aksi`.
pub(super) fn frame(tables: &Tables) -> Result<DataFrame, TablesError> {
    let mut terlihat = HashSet::new();
    let baris: Vec<BarisAksi<'_>> = rekaman_indikator(tables, &[JenisDokumen::RencanaAksi])
        .into_iter()
        .filter_map(|rekaman| satu(tables, rekaman, &mut terlihat))
        .collect();
    let penyusun = umum::penyusun(&baris)
        .angka("target", |b| b.target.angka)
        .teks("target_teks", |b| b.target.teks)
        .teks("target_kelas", |b| b.target.kelas)
        .angka("target_tw1", |b| b.target.tw[0])
        .angka("target_tw2", |b| b.target.tw[1])
        .angka("target_tw3", |b| b.target.tw[2])
        .angka("target_tw4", |b| b.target.tw[3])
        .teks("aksi", |b| b.aksi)
        .teks("kriteria", |b| b.kriteria)
        .teks("keluaran", |b| b.keluaran)
        .teks("waktu", |b| b.waktu.as_deref())
        .teks("penanggung_jawab", |b| b.penanggung_jawab)
        .angka("anggaran", |b| b.anggaran)
        .ya("awal", |b| Some(b.awal));
    Ok(umum::selesai(penyusun)?)
}

/// `terlihat` holds the indicators of documents met so far, so that the first row of each is known even on forms that
/// repeat the indicator beside every action.
fn satu<'a>(
    tables: &'a Tables,
    rekaman: u32,
    terlihat: &mut HashSet<(u32, Result<&'a str, u32>)>,
) -> Option<BarisAksi<'a>> {
    let umum = Umum::dari(tables, rekaman)?;
    let pokok = tables.tautan.get(rekaman as usize)?.pokok;
    let awal = terlihat.insert((umum.dokumen, umum.kunci.ok_or(pokok)));
    let tulisan = |bidang: Bidang| tulisan(tables, rekaman, bidang.tahunan());
    Some(BarisAksi {
        umum,
        target: TargetBaris::dari(tables, rekaman),
        aksi: tulisan(Bidang::RencanaAksi),
        kriteria: tulisan(Bidang::Kriteria),
        keluaran: tulisan(Bidang::Keluaran),
        waktu: waktu(tables, rekaman),
        penanggung_jawab: tulisan(Bidang::PenanggungJawab),
        anggaran: angka(tables, rekaman, Bidang::Anggaran.tahunan()),
        awal,
    })
}

/// The quarters of an action as "1,2".
fn waktu(tables: &Tables, rekaman: u32) -> Option<String> {
    match &tables.isian(rekaman, Bidang::Waktu.tahunan())?.nilai {
        Nilai::Triwulan { triwulan } => {
            Some(triwulan.iter().map(|tw| tw.nomor().to_string()).collect::<Vec<_>>().join(","))
        }
        _ => None,
    }
}
