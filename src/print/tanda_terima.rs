//! The register of what was received: every document with its file, and every file that held none, with the reason.
//!
//! When a file was received is known for mail alone; the date of a file in a folder is the day on which somebody copied it
//! there, and is not told.

use serde::Serialize;

use super::Tercetak;
use super::isi::NamaUnit;
use crate::domain::dokumen::JenisDokumen;
use crate::domain::tanggal::format_panjang;
use crate::recap::BahanLaporan;
use crate::tables::{Berkas, DokumenTerdaftar, JALUR_KASKADE, Status, Tables};

/// Characters of a file's SHA-256 that stand for it on paper.
const SIDIK: usize = 12;

/// The register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TandaTerima {
    /// Name of the institution.
    pub instansi: String,
    /// The year.
    pub tahun: i32,
    /// The day of the run.
    pub tanggal: String,
    /// What was received, in the order of the register of units.
    pub baris: Vec<BarisTerima>,
}

/// A document that was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BarisTerima {
    /// Its number.
    pub nomor: usize,
    /// Its unit, when it is known.
    pub unit: Option<NamaUnit>,
    /// What it is; `None` for a file that held no document.
    pub dokumen: Option<String>,
    /// Its file.
    pub berkas: String,
    /// When it was received, where mail tells.
    pub diterima: Option<String>,
    /// Who sent it, where mail tells.
    pub pengirim: Option<String>,
    /// What became of it.
    pub keadaan: String,
    /// The first characters of the file's SHA-256.
    pub sidik: String,
}

impl Tercetak for TandaTerima {
    fn nama_berkas(&self) -> &str {
        "tanda-terima"
    }

    fn tata_letak(&self) -> &'static str {
        "tanda-terima"
    }
}

pub(super) fn susun(bahan: &BahanLaporan<'_>, pilihan: &[String]) -> TandaTerima {
    let tables = bahan.tables;
    let mut baris: Vec<(Urutan, BarisTerima)> = Vec::new();
    let terkirim = tables.berkas.iter().enumerate().filter(|(_, berkas)| berkas.jalur != JALUR_KASKADE);
    for (nomor, berkas) in terkirim {
        let dokumen: Vec<&DokumenTerdaftar> = tables
            .dokumen
            .iter()
            .filter(|satu| satu.berkas as usize == nomor && satu.jenis != JenisDokumen::Kaskade)
            .collect();
        if dokumen.is_empty() {
            baris.push(satu_baris(tables, berkas, None));
        }
        baris.extend(dokumen.into_iter().map(|dokumen| satu_baris(tables, berkas, Some(dokumen))));
    }
    baris.retain(|(_, satu)| pilihan.is_empty() || satu.unit.as_ref().is_some_and(|unit| pilihan.contains(&unit.kode)));
    baris.sort_by(|(kiri, a), (kanan, b)| kiri.cmp(kanan).then_with(|| a.berkas.cmp(&b.berkas)));
    let baris = baris.into_iter().zip(1..).map(|((_, satu), nomor)| BarisTerima { nomor, ..satu }).collect();
    TandaTerima {
        instansi: bahan.instansi.to_string(),
        tahun: bahan.tahun,
        tanggal: format_panjang(bahan.dibuat.date()),
        baris,
    }
}

/// Units as the register has them, what is of none last; then documents in the order of the year.
type Urutan = (usize, Option<(JenisDokumen, Option<u32>)>);

fn satu_baris(tables: &Tables, berkas: &Berkas, dokumen: Option<&DokumenTerdaftar>) -> (Urutan, BarisTerima) {
    let unit = dokumen.and_then(|dokumen| dokumen.unit.as_deref());
    let letak = unit.and_then(|kode| tables.unit.iter().position(|unit| unit.kode == kode)).unwrap_or(usize::MAX);
    let jenis = dokumen.map(|dokumen| (dokumen.jenis, dokumen.triwulan.map(|tw| tw.nomor())));
    let surel = berkas.asal_surel.as_ref();
    let baris = BarisTerima {
        nomor: 0,
        unit: unit.map(|kode| NamaUnit::dari(tables, kode)),
        dokumen: dokumen.map(|dokumen| match dokumen.triwulan {
            Some(tw) if dokumen.jenis == JenisDokumen::Pengukuran => format!("{} {tw}", dokumen.jenis.nama()),
            _ => dokumen.jenis.nama().to_string(),
        }),
        berkas: berkas.jalur.clone(),
        diterima: surel
            .and_then(|surel| surel.tanggal)
            .map(|kapan| format!("{} {}", format_panjang(kapan.date()), kapan.format("%H:%M"))),
        pengirim: surel.map(|surel| surel.sebut()).filter(|teks| !teks.is_empty()),
        keadaan: keadaan(tables, berkas, dokumen),
        sidik: berkas.sha256.get(..SIDIK).unwrap_or(&berkas.sha256).to_string(),
    };
    ((letak, jenis), baris)
}

fn keadaan(tables: &Tables, berkas: &Berkas, dokumen: Option<&DokumenTerdaftar>) -> String {
    if let Some(asal) = &berkas.salinan_dari {
        return format!("salinan dari {asal}");
    }
    match (dokumen, &berkas.hasil) {
        (None, Err(gagal)) => gagal.pesan.clone(),
        (None, Ok(_)) => "tidak memuat formulir yang dikenal".to_string(),
        (Some(dokumen), _) => match dokumen.status {
            Status::Dipakai => "dipakai".to_string(),
            Status::TidakTerhubung => "unit belum dikenal".to_string(),
            Status::Digantikan(oleh) => {
                let oleh = tables.berkas_dokumen(oleh).map(|berkas| berkas.jalur.as_str()).unwrap_or_default();
                format!("digantikan oleh {oleh}")
            }
        },
    }
}
