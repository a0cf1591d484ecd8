//! The recap as frames, for other programs and for recaps over many institutions: one row for the institution, and one
//! for every indicator of the institution and of its units.

use polars::prelude::DataFrame;

use crate::recap::model::{Angka, Indikator, Rekap};
use crate::tables::TablesError;
use crate::tables::frame::Penyusun;

/// One row: where the institution stands.
pub(crate) fn ringkasan(rekap: &Rekap, berkas: (usize, usize)) -> Result<DataFrame, TablesError> {
    let ringkas = &rekap.ringkas;
    let tanggal = rekap.tanggal.to_string();
    let banyak = |banyak: usize| u32::try_from(banyak).ok();
    let [hijau, kuning, merah, abu] = ringkas.iku;
    let [ind_hijau, ind_kuning, ind_merah, ind_abu] = ringkas.indikator;
    let [galat, peringatan, info] = ringkas.temuan;
    let satu = [(rekap, tanggal)];
    Ok(Penyusun::baru(&satu)
        .teks("nama_instansi", |(rekap, _)| Some(&rekap.instansi))
        .teks("profil", |(rekap, _)| Some(&rekap.profil))
        .teks("tanggal", |(_, tanggal)| Some(tanggal))
        // Not `tahun`: that is the folder in a dataset of many years.
        .i32("tahun_kinerja", |(rekap, _)| Some(rekap.tahun))
        .i32("triwulan", |(rekap, _)| i32::try_from(rekap.triwulan.nomor()).ok())
        .teks("kurun", |(rekap, _)| Some(&rekap.frasa))
        .angka("capaian", |(rekap, _)| rekap.ringkas.rata_rata.map(|rerata| rerata.nilai))
        .u32("capaian_dari", |_| banyak(ringkas.rata_rata.map_or(0, |rerata| rerata.dihitung)))
        .u32("iku", |_| banyak(ringkas.semua_iku()))
        .u32("iku_tercapai", |_| banyak(hijau))
        .u32("iku_kuning", |_| banyak(kuning))
        .u32("iku_merah", |_| banyak(merah))
        .u32("iku_tanpa_data", |_| banyak(abu))
        .u32("unit", |_| banyak(ringkas.lapor.1))
        .u32("unit_lapor", |_| banyak(ringkas.lapor.0))
        .u32("indikator", |_| banyak(ringkas.indikator.iter().sum()))
        .u32("indikator_tercapai", |_| banyak(ind_hijau))
        .u32("indikator_kuning", |_| banyak(ind_kuning))
        .u32("indikator_merah", |_| banyak(ind_merah))
        .u32("indikator_tanpa_data", |_| banyak(ind_abu))
        .i32("triwulan_anggaran", |_| {
            ringkas.serapan.as_ref().and_then(|serapan| i32::try_from(serapan.triwulan.nomor()).ok())
        })
        .angka("pagu", |_| ringkas.serapan.as_ref().map(|serapan| serapan.pagu))
        .angka("realisasi_anggaran", |_| ringkas.serapan.as_ref().map(|serapan| serapan.realisasi))
        .u32("berkas", |_| banyak(berkas.0))
        .u32("berkas_gagal", |_| banyak(berkas.1))
        .u32("galat", |_| banyak(galat))
        .u32("peringatan", |_| banyak(peringatan))
        .u32("info", |_| banyak(info))
        .selesai()?)
}

/// One row for each indicator: the institution's, without a unit, and the units'.
pub(crate) fn posisi(rekap: &Rekap) -> Result<DataFrame, TablesError> {
    let mut semua: Vec<(Option<&str>, &str, &Indikator)> =
        rekap.iku.iter().map(|satu| (None, satu.sasaran.as_str(), &satu.indikator)).collect();
    for unit in &rekap.unit {
        semua.extend(unit.indikator.iter().map(|satu| (Some(unit.unit.as_str()), "", &satu.indikator)));
    }
    Ok(Penyusun::baru(&semua)
        .teks("lingkup", |(unit, _, _)| Some(if unit.is_some() { "unit" } else { "instansi" }))
        .teks("unit", |(unit, _, _)| *unit)
        .teks("kode", |(_, _, satu)| Some(&satu.kode))
        .teks("sasaran", |(_, sasaran, _)| Some(*sasaran).filter(|sasaran| !sasaran.is_empty()))
        .teks("indikator", |(_, _, satu)| Some(&satu.indikator))
        .teks("satuan", |(_, _, satu)| Some(&satu.satuan))
        .angka("target", |(_, _, satu)| satu.posisi.target.angka)
        .teks("target_teks", |(_, _, satu)| teks(&satu.posisi.target))
        .angka("realisasi", |(_, _, satu)| satu.posisi.realisasi.angka)
        .teks("realisasi_teks", |(_, _, satu)| teks(&satu.posisi.realisasi))
        .angka("capaian_penuh", |(_, _, satu)| satu.posisi.penuh.angka)
        .angka("capaian", |(_, _, satu)| satu.posisi.capaian.angka)
        .teks("warna", |(_, _, satu)| Some(satu.posisi.warna().nama()))
        .ya("lapor", |(_, _, satu)| Some(satu.posisi.lapor))
        .selesai()?)
}

/// What was typed where there is no figure.
fn teks(angka: &Angka) -> Option<&str> {
    (angka.angka.is_none() && angka.ada()).then_some(angka.tulisan.as_str())
}
