//! Which unit must hear what.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::dokumen::JenisDokumen;
use crate::domain::triwulan::Triwulan;
use crate::domain::unit::Unit;
use crate::finding::{Temuan, Tingkat};
use crate::recap::BahanLaporan;
use crate::recap::kepatuhan::{self, DOKUMEN, Keadaan};
use crate::tables::{Berkas, JALUR_KASKADE, Status, Tables};

/// The kinds of letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum JenisSurat {
    /// Something must be mended.
    Koreksi,
    /// All is well.
    TandaTerima,
    /// Something that was due has not come.
    Pengingat,
}

impl JenisSurat {
    /// The file name of its template.
    pub const fn templat(self) -> &'static str {
        match self {
            Self::Koreksi => "koreksi.txt",
            Self::TandaTerima => "tanda-terima.txt",
            Self::Pengingat => "pengingat.txt",
        }
    }

    /// The file name of the letter.
    pub const fn berkas(self) -> &'static str {
        match self {
            Self::Koreksi => "koreksi.eml",
            Self::TandaTerima => "tanda-terima.eml",
            Self::Pengingat => "pengingat.eml",
        }
    }
}

/// A document of the year: its kind and its quarter.
pub(super) type Wajib = (JenisDokumen, Option<Triwulan>);

/// A unit that must hear something.
#[derive(Debug, Clone)]
pub struct Tindak<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// What its letter is about.
    pub jenis: JenisSurat,
    /// Its files that count, and those that could not be read, by path.
    pub berkas: Vec<&'a Berkas>,
    /// Findings about what it sent, gravest first; not about the cascade, not about what is missing or late.
    pub temuan: Vec<&'a Temuan>,
    /// The documents in its files.
    pub(super) dokumen: Vec<Wajib>,
    /// What was due and has not come.
    pub(super) belum: Vec<Wajib>,
}

impl<'a> Tindak<'a> {
    /// Findings that are about a file, also as the other side.
    pub fn tentang(&self, berkas: &str) -> Vec<&'a Temuan> {
        tentang(self.temuan.iter().copied(), berkas)
    }

    /// Files with something to mend in them.
    pub fn perlu_ditandai(&self) -> impl Iterator<Item = &'a Berkas> {
        self.berkas.iter().copied().filter(|berkas| {
            let mut temuan = self.temuan.iter().filter(|temuan| temuan.tingkat > Tingkat::Info);
            temuan.any(|temuan| temuan.tempat.berkas == berkas.jalur)
        })
    }
}

/// Findings that are about a file, also as the other side.
pub fn tentang<'a>(temuan: impl Iterator<Item = &'a Temuan>, berkas: &str) -> Vec<&'a Temuan> {
    temuan.filter(|temuan| menyangkut(temuan, berkas)).collect()
}

fn menyangkut(temuan: &Temuan, berkas: &str) -> bool {
    temuan.tempat.berkas == berkas
        || temuan.terkait.iter().any(|tempat| tempat.berkas == berkas)
        || temuan.ikutan.iter().any(|ikutan| menyangkut(ikutan, berkas))
}

/// Every unit that must hear something, in the order of the register.
pub fn semua<'a>(bahan: &BahanLaporan<'a>) -> Vec<Tindak<'a>> {
    let tables = bahan.tables;
    let matriks = kepatuhan::susun(tables, bahan.tenggat, bahan.dibuat.date(), bahan.terbaru);
    let belum: BTreeMap<&str, Vec<Wajib>> = matriks
        .baris
        .iter()
        .map(|baris| {
            let petak = DOKUMEN.into_iter().zip(&baris.petak);
            let belum = petak.filter(|(_, petak)| petak.keadaan == Keadaan::Belum).map(|(wajib, _)| wajib);
            (baris.unit.as_str(), belum.collect())
        })
        .collect();
    let (kiriman, temuan) = (kiriman(tables), per_unit(bahan));
    let kosong = Kiriman::default();
    let satu = |unit: &'a Unit| satu(unit, kiriman.get(unit.kode.as_str()).unwrap_or(&kosong), &temuan, &belum);
    tables.unit.iter().filter_map(satu).collect()
}

/// What a unit sent: the documents that count, and its files with them, by path.
#[derive(Default)]
struct Kiriman<'a> {
    dokumen: BTreeSet<Wajib>,
    berkas: BTreeMap<&'a str, &'a Berkas>,
}

/// What every unit sent, by its code.
fn kiriman(tables: &Tables) -> BTreeMap<&str, Kiriman<'_>> {
    let mut hasil: BTreeMap<&str, Kiriman<'_>> = BTreeMap::new();
    for (satu, nomor) in tables.dokumen.iter().zip(0_u32..) {
        if let (Some(kode), Some(berkas)) = (satu.unit.as_deref(), tables.berkas_dokumen(nomor))
            && satu.status == Status::Dipakai
            && satu.jenis != JenisDokumen::Kaskade
        {
            let milik = hasil.entry(kode).or_default();
            milik.dokumen.insert((satu.jenis, satu.triwulan.filter(|_| satu.jenis == JenisDokumen::Pengukuran)));
            milik.berkas.insert(&berkas.jalur, berkas);
        }
    }
    for berkas in tables.berkas.iter().filter(|berkas| berkas.hasil.is_err() && berkas.salinan_dari.is_none()) {
        if let Some(kode) = pengirim(tables, berkas) {
            hasil.entry(kode).or_default().berkas.insert(&berkas.jalur, berkas);
        }
    }
    hasil
}

fn satu<'a>(
    unit: &'a Unit,
    kiriman: &Kiriman<'a>,
    temuan: &BTreeMap<&str, Vec<&'a Temuan>>,
    belum: &BTreeMap<&str, Vec<Wajib>>,
) -> Option<Tindak<'a>> {
    let kode = unit.kode.as_str();
    let Kiriman { dokumen, berkas } = kiriman;
    // What is wrong with a file in whose place another counts need not be mended.
    let mut temuan = temuan.get(kode).cloned().unwrap_or_default();
    temuan.retain(|satu| berkas.contains_key(satu.tempat.berkas.as_str()));
    temuan.sort_by_key(|satu| std::cmp::Reverse((satu.tingkat, satu.ikutan.len())));
    let belum = belum.get(kode).cloned().unwrap_or_default();
    let jenis = if temuan.iter().any(|satu| satu.tingkat > Tingkat::Info) {
        JenisSurat::Koreksi
    } else if !belum.is_empty() {
        JenisSurat::Pengingat
    } else if berkas.is_empty() {
        return None;
    } else {
        JenisSurat::TandaTerima
    };
    let (berkas, dokumen) = (berkas.values().copied().collect(), dokumen.iter().copied().collect());
    Some(Tindak { unit, jenis, berkas, temuan, dokumen, belum })
}

/// Findings by the unit that must act: the one that the finding names, else the one that sent the file.
fn per_unit<'a>(bahan: &BahanLaporan<'a>) -> BTreeMap<&'a str, Vec<&'a Temuan>> {
    let tables = bahan.tables;
    let mut hasil: BTreeMap<&str, Vec<&Temuan>> = BTreeMap::new();
    for temuan in bahan.temuan {
        let jalur = temuan.tempat.berkas.as_str();
        if jalur.is_empty() || jalur == JALUR_KASKADE || temuan.kode.starts_with("AL") {
            continue;
        }
        let dari_pengirim =
            || tables.berkas.iter().find(|berkas| berkas.jalur == jalur).and_then(|berkas| pengirim(tables, berkas));
        if let Some(unit) = temuan.unit.as_deref().or_else(dari_pengirim) {
            hasil.entry(unit).or_default().push(temuan);
        }
    }
    hasil
}

/// The unit whose address sent a file.
fn pengirim<'a>(tables: &'a Tables, berkas: &Berkas) -> Option<&'a str> {
    tables.unit_pengirim(berkas).map(|unit| unit.kode.as_str())
}
