//! The frame `sumber`: every sheet of every file, with what became of it, so that nothing is dropped in silence.

use std::collections::BTreeMap;

use polars::prelude::DataFrame;

use super::frame::Penyusun;
use super::{Berkas, Status, Tables, TablesError};
use crate::domain::dokumen::{AlasanLewat, KeadaanLembar, LembarTerbaca, PeranLembar};
use crate::domain::surel::AsalSurel;

struct BarisSumber<'a> {
    berkas: &'a Berkas,
    diterima: Option<String>,
    pengirim: Option<String>,
    lembar: Option<&'a LembarTerbaca>,
    unit: Option<String>,
    status: String,
    alasan: Option<String>,
    templat: Option<String>,
    rincian: Option<String>,
}

/// The frame `sumber`, by file and sheet as the workbook has them.
pub(super) fn frame(tables: &Tables) -> Result<DataFrame, TablesError> {
    let mut per_berkas: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for (dokumen, nomor) in tables.dokumen.iter().zip(0_u32..) {
        per_berkas.entry(dokumen.berkas).or_default().push(nomor);
    }
    let mut baris = Vec::new();
    for (berkas, nomor) in tables.berkas.iter().zip(0_u32..) {
        let dokumen = per_berkas.get(&nomor).map(Vec::as_slice).unwrap_or_default();
        match &berkas.hasil {
            Ok(terbaca) => {
                baris.extend(terbaca.lembar.iter().map(|lembar| baris_lembar(tables, berkas, lembar, dokumen)));
            }
            Err(gagal) => baris.push(BarisSumber {
                diterima: diterima(berkas),
                pengirim: pengirim(berkas),
                berkas,
                lembar: None,
                unit: None,
                status: if berkas.salinan_dari.is_some() { "salinan" } else { "tidak terbaca" }.to_string(),
                alasan: Some(gagal.pesan.clone()),
                templat: None,
                rincian: None,
            }),
        }
    }
    susun(&baris)
}

fn susun(baris: &[BarisSumber<'_>]) -> Result<DataFrame, TablesError> {
    Ok(Penyusun::baru(baris)
        .teks("berkas", |b| Some(&b.berkas.jalur))
        .teks("sha256", |b| Some(&b.berkas.sha256))
        .teks("format", |b| b.berkas.hasil.as_ref().ok().map(|terbaca| terbaca.format.as_str()))
        .i64("ukuran", |b| i64::try_from(b.berkas.ukuran).ok())
        .teks("diterima", |b| b.diterima.as_deref())
        .teks("pengirim", |b| b.pengirim.as_deref())
        .teks("subjek", |b| b.berkas.asal_surel.as_ref()?.subjek.as_deref())
        .teks("unit", |b| b.unit.as_deref())
        .teks("status", |b| Some(&b.status))
        .teks("alasan", |b| b.alasan.as_deref())
        .teks("lembar", |b| b.lembar.map(|lembar| lembar.nama.as_str()))
        .teks("keadaan", |b| {
            b.lembar.map(|lembar| match lembar.keadaan {
                KeadaanLembar::Terlihat => "terlihat",
                KeadaanLembar::Tersembunyi => "tersembunyi",
                KeadaanLembar::SangatTersembunyi => "sangat tersembunyi",
            })
        })
        .teks("peran", |b| {
            b.lembar.map(|lembar| match lembar.peran {
                PeranLembar::Dokumen => "dokumen",
                PeranLembar::Petunjuk => "petunjuk",
                PeranLembar::Kosong => "kosong",
                PeranLembar::TidakDikenal => "tidak dikenal",
            })
        })
        .teks("templat", |b| b.templat.as_deref())
        .u32("baris_terpakai", |b| b.lembar.map(|lembar| lembar.baris_terpakai))
        .u32("baris_dibaca", |b| b.lembar.map(|lembar| lembar.baris_dibaca))
        .u32("baris_dilewati", |b| b.lembar.and_then(|lembar| u32::try_from(lembar.jumlah_dilewati()).ok()))
        .teks("rincian_dilewati", |b| b.rincian.as_deref())
        .selesai()?)
}

fn baris_lembar<'a>(
    tables: &'a Tables,
    berkas: &'a Berkas,
    lembar: &'a LembarTerbaca,
    dokumen: &[u32],
) -> BarisSumber<'a> {
    let milik: Vec<u32> = dokumen
        .iter()
        .copied()
        .filter(|&satu| tables.isi_dokumen(satu).is_some_and(|isi| isi.lembar == lembar.nama))
        .collect();
    let terdaftar = || milik.iter().filter_map(|&satu| tables.dokumen.get(satu as usize));
    let status = || terdaftar().map(|satu| nama_status(&satu.status));
    BarisSumber {
        diterima: diterima(berkas),
        pengirim: pengirim(berkas),
        berkas,
        lembar: Some(lembar),
        unit: gabung(terdaftar().filter_map(|satu| satu.unit.as_deref())),
        status: match &berkas.salinan_dari {
            Some(_) => "salinan".to_string(),
            None => gabung(status()).unwrap_or_else(|| "tanpa dokumen".to_string()),
        },
        alasan: alasan(tables, berkas, &milik),
        templat: gabung(milik.iter().filter_map(|&satu| tables.isi_dokumen(satu)).map(|isi| isi.templat.as_str())),
        rincian: rincian(lembar),
    }
}

const fn nama_status(status: &Status) -> &'static str {
    match status {
        Status::Dipakai => "dipakai",
        Status::Digantikan(_) => "digantikan",
        Status::TidakTerhubung => "tidak terhubung",
    }
}

/// Why a sheet does not count, in a sentence.
fn alasan(tables: &Tables, berkas: &Berkas, dokumen: &[u32]) -> Option<String> {
    if let Some(asal) = &berkas.salinan_dari {
        return Some(format!("isinya sama persis dengan {asal}"));
    }
    dokumen.iter().filter_map(|&satu| tables.dokumen.get(satu as usize)).find_map(|satu| match satu.status {
        Status::Dipakai => None,
        Status::Digantikan(oleh) => tables.berkas_dokumen(oleh).map(|oleh| format!("digantikan oleh {}", oleh.jalur)),
        Status::TidakTerhubung => Some("unit kerja tidak diketahui".to_string()),
    })
}

fn diterima(berkas: &Berkas) -> Option<String> {
    berkas.diterima.map(|kapan| kapan.format("%Y-%m-%dT%H:%M:%S").to_string())
}

/// Who sent the mail in which a file came.
fn pengirim(berkas: &Berkas) -> Option<String> {
    berkas.asal_surel.as_ref().map(AsalSurel::sebut).filter(|pengirim| !pengirim.is_empty())
}

/// Different texts joined by commas, in the order met.
fn gabung<'a>(teks: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut semua: Vec<&str> = Vec::new();
    for satu in teks {
        if !semua.contains(&satu) {
            semua.push(satu);
        }
    }
    (!semua.is_empty()).then(|| semua.join(", "))
}

/// "kosong 3; catatan 1".
fn rincian(lembar: &LembarTerbaca) -> Option<String> {
    let mut jumlah: BTreeMap<AlasanLewat, u64> = BTreeMap::new();
    for satu in &lembar.dilewati {
        *jumlah.entry(satu.alasan).or_default() += u64::from(satu.jumlah);
    }
    let bagian: Vec<String> = jumlah.iter().map(|(alasan, jumlah)| format!("{} {jumlah}", alasan.nama())).collect();
    (!bagian.is_empty()).then(|| bagian.join("; "))
}
