//! The frame `anggaran`: budget lines of agreements and measurements, totals and headings among them.

use polars::prelude::DataFrame;

use super::frame::Penyusun;
use super::umum::{tulisan, urutkan};
use super::{Tables, TablesError};
use crate::domain::dokumen::{Baris, JenisBaris, JenisDokumen, PeranTabel};
use crate::domain::kolom::{Bidang, Kolom};
use crate::domain::triwulan::Triwulan;

struct BarisAnggaran<'a> {
    rekaman: u32,
    dokumen: u32,
    unit: Option<&'a str>,
    kode: Option<&'a str>,
    jenis_dokumen: JenisDokumen,
    jenis_baris: &'static str,
    program: Option<&'a str>,
    pagu: Option<f64>,
    realisasi: Option<f64>,
    triwulan: Option<i32>,
    sumber_dana: Option<&'a str>,
    berkas: &'a str,
    lembar: &'a str,
    sel: Option<String>,
}

/// The frame `anggaran`.
pub(super) fn frame(tables: &Tables) -> Result<DataFrame, TablesError> {
    let mut rekaman: Vec<u32> = tables.rekaman_dipakai().filter(|&satu| memuat_anggaran(tables, satu)).collect();
    urutkan(tables, &mut rekaman);
    let mut baris = Vec::new();
    for satu in rekaman {
        for triwulan in triwulan_baris(tables, satu) {
            baris.extend(baris_anggaran(tables, satu, triwulan));
        }
    }
    Ok(Penyusun::baru(&baris)
        .u32("rekaman", |b| Some(b.rekaman))
        .u32("dokumen", |b| Some(b.dokumen))
        .teks("unit", |b| b.unit)
        .teks("kode", |b| b.kode)
        .teks("jenis_dokumen", |b| Some(b.jenis_dokumen.singkatan()))
        .teks("jenis_baris", |b| Some(b.jenis_baris))
        .teks("program", |b| b.program)
        .angka("pagu", |b| b.pagu)
        .angka("realisasi", |b| b.realisasi)
        .i32("triwulan", |b| b.triwulan)
        .teks("sumber_dana", |b| b.sumber_dana)
        .teks("berkas", |b| Some(b.berkas))
        .teks("lembar", |b| Some(b.lembar))
        .teks("sel", |b| b.sel.as_deref())
        .selesai()?)
}

/// Every row of a budget table of a PK or a measurement; of a measurement's indicator table the rows that name a
/// programme or money of their own, not what a merge carried down, which would count twice.
fn memuat_anggaran(tables: &Tables, rekaman: u32) -> bool {
    let (Some(tabel), Some(baris), Some(dokumen)) =
        (tables.tabel_dari(rekaman), tables.baris_dari(rekaman), tables.dokumen_dari(rekaman))
    else {
        return false;
    };
    match (tabel.peran, dokumen.jenis) {
        (PeranTabel::Anggaran, JenisDokumen::Pk | JenisDokumen::Pengukuran) => true,
        (PeranTabel::Indikator, JenisDokumen::Pengukuran) => baris.isian.iter().any(|(kolom, isian)| {
            matches!(kolom.bidang, Bidang::Program | Bidang::Anggaran | Bidang::RealisasiAnggaran)
                && !isian.nilai.tanpa_isi()
                && !isian.turunan
        }),
        _ => false,
    }
}

/// The quarters for which a line states money spent; one row without a quarter otherwise.
fn triwulan_baris(tables: &Tables, rekaman: u32) -> Vec<Option<Triwulan>> {
    let (Some(baris), Some(dokumen)) = (tables.baris_dari(rekaman), tables.dokumen_dari(rekaman)) else {
        return Vec::new();
    };
    let terisi: Vec<Option<Triwulan>> = Triwulan::SEMUA
        .into_iter()
        .filter(|tw| baris.isian(Bidang::RealisasiAnggaran.tw(*tw)).is_some_and(|isian| !isian.nilai.kosong()))
        .map(Some)
        .collect();
    match (terisi.is_empty(), dokumen.jenis) {
        (false, _) => terisi,
        (true, JenisDokumen::Pk) => vec![None],
        (true, _) => vec![tables.triwulan_rekaman(rekaman)],
    }
}

fn baris_anggaran(tables: &Tables, rekaman: u32, triwulan: Option<Triwulan>) -> Option<BarisAnggaran<'_>> {
    let alamat = tables.alamat(rekaman)?;
    let dokumen = tables.dokumen.get(alamat.dokumen as usize)?;
    let baris = tables.baris_dari(rekaman)?;
    let angka = |kolom: Kolom| {
        tables.isian(rekaman, kolom).filter(|isian| !isian.turunan).and_then(|isian| isian.nilai.angka())
    };
    let kolom = triwulan.map_or(Bidang::RealisasiAnggaran.berjalan(), |tw| Bidang::RealisasiAnggaran.tw(tw));
    Some(BarisAnggaran {
        rekaman,
        dokumen: alamat.dokumen,
        unit: dokumen.unit.as_deref(),
        kode: tulisan(tables, rekaman, Bidang::Kode.tahunan()),
        jenis_dokumen: dokumen.jenis,
        jenis_baris: match baris.jenis {
            JenisBaris::Data | JenisBaris::Lanjutan => "data",
            JenisBaris::Kelompok => "kelompok",
            JenisBaris::Jumlah => "jumlah",
        },
        program: tulisan(tables, rekaman, Bidang::Program.tahunan()),
        pagu: angka(Bidang::Anggaran.tahunan()),
        realisasi: angka(kolom),
        triwulan: triwulan.and_then(|tw| i32::try_from(tw.nomor()).ok()),
        sumber_dana: tulisan(tables, rekaman, Bidang::SumberDana.tahunan()),
        berkas: &tables.berkas_dokumen(alamat.dokumen)?.jalur,
        lembar: tables.lembar_dari(rekaman)?,
        sel: sel(baris).map(|sel| sel.to_string()),
    })
}

/// The cell that stands for a budget line: its programme, else its money, else its first.
fn sel(baris: &Baris) -> Option<crate::domain::address::CellAddress> {
    [Bidang::Program, Bidang::Anggaran]
        .into_iter()
        .filter_map(|bidang| baris.isian(bidang.tahunan()))
        .find(|isian| !isian.nilai.kosong())
        .or_else(|| baris.isian.values().min_by_key(|isian| isian.sel))
        .map(|isian| isian.sel)
}
