//! Documents ready to print, as plain data: agreements, action plans, and the register of what was received.
//!
//! Takes what a run found out, gives one document for each form that counts, with every figure written as it will be
//! read; who draws them adds nothing. A form with findings at *galat* is not printed but refused, with its findings:
//! what is signed must be right.

mod isi;
#[cfg(feature = "pdf")]
pub mod pdf;
mod pk;
mod rencana_aksi;
mod tanda_terima;

use std::collections::HashSet;

use serde::Serialize;

use crate::domain::dokumen::JenisDokumen;
use crate::finding::{Temuan, Tingkat};
use crate::recap::{BahanLaporan, kepatuhan};
use crate::tables::Tables;

pub use isi::{Kepala, NamaUnit, Pihak};
pub use pk::{BagianPk, BarisAnggaran, IndikatorPk, JudulPk, Pk, SasaranPk, TabelAnggaran};
pub use rencana_aksi::{Ada, Aksi, IndikatorRencana, RencanaAksi};
pub use tanda_terima::{BarisTerima, TandaTerima};

/// Forms of one kind, sorted into what is printed, what is refused, and who sent none.
#[derive(Debug, Clone, PartialEq)]
pub struct Cetakan<T> {
    /// What is printed.
    pub jadi: Vec<T>,
    /// What is refused.
    pub ditolak: Vec<Ditolak>,
    /// Units that sent none.
    pub belum: Vec<NamaUnit>,
}

/// A form that is not printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ditolak {
    /// Its unit.
    pub unit: NamaUnit,
    /// Its file.
    pub berkas: String,
    /// Its findings at *galat*.
    pub sebab: Vec<Sebab>,
}

/// A finding that keeps a form from being printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sebab {
    /// Code of its rule.
    pub kode: String,
    /// Sheet and cells.
    pub tempat: String,
    /// What is wrong.
    pub pesan: String,
}

/// The agreements of some units; of all when none is named.
pub fn pk(bahan: &BahanLaporan<'_>, unit: &[String]) -> Cetakan<Pk> {
    pilah(bahan, unit, JenisDokumen::Pk, |nomor| pk::susun(bahan, nomor))
}

/// The action plans of some units; of all when none is named.
pub fn rencana_aksi(bahan: &BahanLaporan<'_>, unit: &[String]) -> Cetakan<RencanaAksi> {
    pilah(bahan, unit, JenisDokumen::RencanaAksi, |nomor| rencana_aksi::susun(bahan, nomor))
}

/// The register of what some units sent; of everything that was received when none is named.
pub fn tanda_terima(bahan: &BahanLaporan<'_>, unit: &[String]) -> TandaTerima {
    tanda_terima::susun(bahan, unit)
}

fn pilah<T>(
    bahan: &BahanLaporan<'_>,
    pilihan: &[String],
    jenis: JenisDokumen,
    susun: impl Fn(u32) -> Option<T>,
) -> Cetakan<T> {
    let tables = bahan.tables;
    let terpilih = |kode: &str| pilihan.is_empty() || pilihan.iter().any(|satu| satu == kode);
    let mut hasil = Cetakan { jadi: Vec::new(), ditolak: Vec::new(), belum: Vec::new() };
    let mut mengirim = HashSet::new();
    let urutan = |kode: &str| tables.unit.iter().position(|unit| unit.kode == kode);
    let mut dokumen: Vec<_> = tables
        .dokumen_dipakai(jenis)
        .filter_map(|(nomor, terdaftar, isi)| Some((terdaftar.unit.as_deref()?, nomor, isi)))
        .filter(|(kode, ..)| terpilih(kode))
        .collect();
    dokumen.sort_by_key(|(kode, nomor, _)| (urutan(kode), *nomor));
    for (kode, nomor, isi) in dokumen {
        mengirim.insert(kode);
        let berkas = tables.berkas_dokumen(nomor).map(|berkas| berkas.jalur.clone()).unwrap_or_default();
        let sebab = galat(bahan.temuan, &berkas, &isi.lembar);
        if !sebab.is_empty() {
            hasil.ditolak.push(Ditolak { unit: NamaUnit::dari(tables, kode), berkas, sebab });
        } else if let Some(satu) = susun(nomor) {
            hasil.jadi.push(satu);
        }
    }
    hasil.belum = diharapkan(bahan, jenis)
        .into_iter()
        .filter(|kode| terpilih(kode) && !mengirim.contains(kode.as_str()))
        .map(|kode| NamaUnit::dari(tables, &kode))
        .collect();
    hasil
}

/// Units that are expected to send a kind of document, in the order of the register.
fn diharapkan(bahan: &BahanLaporan<'_>, jenis: JenisDokumen) -> Vec<String> {
    if !kepatuhan::DOKUMEN.iter().any(|(milik, _)| *milik == jenis) {
        return Vec::new();
    }
    let matriks = kepatuhan::susun(bahan.tables, bahan.tenggat, bahan.dibuat.date(), bahan.triwulan);
    matriks.baris.into_iter().map(|baris| baris.unit).collect()
}

/// The findings at *galat* of a sheet, those that follow from others among them. What is wrong with a file as a whole is
/// wrong with each of its sheets.
fn galat(temuan: &[Temuan], berkas: &str, lembar: &str) -> Vec<Sebab> {
    let mut hasil = Vec::new();
    for satu in temuan {
        let kena = satu.tempat.berkas == berkas && satu.tempat.lembar.as_deref().is_none_or(|milik| milik == lembar);
        if kena && satu.tingkat == Tingkat::Galat {
            let tempat = [satu.tempat.lembar.clone().unwrap_or_default(), satu.tempat.teks_sel().replace(',', ", ")];
            let tempat = tempat.into_iter().filter(|bagian| !bagian.is_empty()).collect::<Vec<_>>().join(" › ");
            hasil.push(Sebab { kode: satu.kode.clone(), tempat, pesan: satu.pesan.clone() });
        }
        hasil.extend(galat(&satu.ikutan, berkas, lembar));
    }
    hasil
}

/// A document that is drawn by a layout.
pub trait Tercetak: Serialize {
    /// What its file is called, without an extension.
    fn nama_berkas(&self) -> &str;
    /// The layout that fits the form which it came from.
    fn tata_letak(&self) -> &'static str;
}

/// The last part of a header path as people typed it.
fn judul_kolom(tables: &Tables, dokumen: u32, bidang: crate::domain::kolom::Bidang) -> Option<String> {
    let isi = tables.isi_dokumen(dokumen)?;
    let kolom = isi.tabel.iter().flat_map(|tabel| &tabel.kolom).find(|satu| satu.kolom == bidang.tahunan())?;
    let judul = kolom.judul.rsplit(" > ").next()?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!judul.is_empty()).then_some(judul)
}
