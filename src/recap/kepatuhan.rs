//! Which unit sent which document, and when: the matrix as plain data, for both workbooks.
//!
//! The day on which a file was received is known for mail alone: the date of a file in a folder is the day on which
//! somebody copied it there, and accuses nobody (as rule AL01). What was not sent is missing once its deadline has
//! passed; without a deadline, the PK and the Rencana Aksi are missed at once, and a quarter when somebody has sent it
//! or a later one.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::simpul::Jenjang;
use crate::domain::tanggal::tanggal_pendek;
use crate::domain::tenggat::Tenggat;
use crate::domain::triwulan::Triwulan;
use crate::tables::{Berkas, DokumenTerdaftar, PengukuranRow, Status, Tables};

/// The documents of a year, in the order of the matrix.
pub const DOKUMEN: [(JenisDokumen, Option<Triwulan>); 6] = [
    (JenisDokumen::Pk, None),
    (JenisDokumen::RencanaAksi, None),
    (JenisDokumen::Pengukuran, Some(Triwulan::I)),
    (JenisDokumen::Pengukuran, Some(Triwulan::II)),
    (JenisDokumen::Pengukuran, Some(Triwulan::III)),
    (JenisDokumen::Pengukuran, Some(Triwulan::IV)),
];

/// The headings of the matrix.
pub const JUDUL: [&str; 6] = ["PK", "RA", "TW I", "TW II", "TW III", "TW IV"];

/// How a document of a unit stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Keadaan {
    /// Sent, and not known to be late; the day where it is known.
    Masuk(Option<NaiveDate>),
    /// Sent after the deadline, by so many days.
    Terlambat(NaiveDate, i64),
    /// Not sent, though it should have been.
    Belum,
    /// Not sent, and not due yet.
    BelumJatuhTempo,
}

impl Keadaan {
    /// Whether it was sent.
    pub const fn masuk(&self) -> bool {
        matches!(self, Self::Masuk(_) | Self::Terlambat(..))
    }

    /// The mark of the matrix.
    pub const fn tanda(&self) -> &'static str {
        match self {
            Self::Masuk(_) => "✓",
            Self::Terlambat(..) => "▲",
            Self::Belum => "✗",
            Self::BelumJatuhTempo => "–",
        }
    }

    /// The word behind the mark.
    pub const fn kata(&self) -> &'static str {
        match self {
            Self::Masuk(_) => "masuk",
            Self::Terlambat(..) => "terlambat",
            Self::Belum => "belum",
            Self::BelumJatuhTempo => "belum jatuh tempo",
        }
    }

    /// Mark, day and days late, or mark and word: "▲ 12 Jul 2026 (+2 hari)", "✗ belum".
    pub fn tulisan(&self) -> String {
        match self {
            Self::Masuk(Some(hari)) => format!("{} {}", self.tanda(), tanggal_pendek(*hari)),
            Self::Terlambat(hari, lewat) => format!("{} {} (+{lewat} hari)", self.tanda(), tanggal_pendek(*hari)),
            lain => format!("{} {}", lain.tanda(), lain.kata()),
        }
    }
}

/// One cell of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Petak {
    /// How the document stands.
    pub keadaan: Keadaan,
    /// The file that counts.
    pub berkas: Option<String>,
}

/// One row of the matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarisKepatuhan {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama: String,
    /// Its documents, in the order of [`DOKUMEN`].
    pub petak: [Petak; 6],
}

impl BarisKepatuhan {
    /// Documents that should have been sent and were not.
    pub fn belum(&self) -> usize {
        self.petak.iter().filter(|petak| petak.keadaan == Keadaan::Belum).count()
    }

    /// Documents that were sent late.
    pub fn terlambat(&self) -> usize {
        self.petak.iter().filter(|petak| matches!(petak.keadaan, Keadaan::Terlambat(..))).count()
    }
}

/// The matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kepatuhan {
    /// A row for each unit that is expected to send, in the order of the register.
    pub baris: Vec<BarisKepatuhan>,
    /// Files that count for no unit: could not be read, or their unit is not known; with the reason.
    pub tidak_terpakai: Vec<(String, String)>,
}

impl Kepatuhan {
    /// Units that sent a document, of all units.
    pub fn masuk(&self, dokumen: usize) -> (usize, usize) {
        let masuk =
            self.baris.iter().filter(|baris| baris.petak.get(dokumen).is_some_and(|petak| petak.keadaan.masuk()));
        (masuk.count(), self.baris.len())
    }

    /// The column of a quarter.
    pub const fn kolom(triwulan: Triwulan) -> usize {
        2 + triwulan as usize
    }
}

/// Fills the matrix as it stands on a day; `triwulan` is the newest quarter that has data.
pub fn susun(tables: &Tables, tenggat: &Tenggat, hari: NaiveDate, triwulan: Triwulan) -> Kepatuhan {
    let mut kiriman: HashMap<(&str, JenisDokumen), Vec<&DokumenTerdaftar>> = HashMap::new();
    for dokumen in tables.dokumen.iter().filter(|dokumen| dokumen.status != Status::TidakTerhubung) {
        kiriman.entry((dokumen.unit.as_deref().unwrap_or_default(), dokumen.jenis)).or_default().push(dokumen);
    }
    let pengisi = Pengisi { tables, tenggat, hari, terbaru: triwulan, terisi: triwulan_terisi(tables), kiriman };
    let diharapkan = diharapkan(tables);
    let unit = tables.unit.iter().filter(|unit| diharapkan.contains(unit.kode.as_str()));
    let baris = unit.map(|unit| BarisKepatuhan {
        unit: unit.kode.clone(),
        nama: unit.nama.clone(),
        petak: DOKUMEN.map(|(jenis, tw)| pengisi.petak(&unit.kode, jenis, tw)),
    });
    Kepatuhan { baris: baris.collect(), tidak_terpakai: tidak_terpakai(tables) }
}

/// Units with an indicator of their own in the cascade, and those that sent something.
fn diharapkan(tables: &Tables) -> HashSet<&str> {
    let ikk = tables.simpul.iter().filter(|simpul| simpul.jenjang == Some(Jenjang::Ikk));
    let ikk = ikk.filter_map(|simpul| simpul.unit.as_deref());
    ikk.chain(tables.dokumen.iter().filter_map(|dokumen| dokumen.unit.as_deref())).collect()
}

/// Quarters of units that are filled in on any form, with its document: one workbook may hold the whole year.
fn triwulan_terisi(tables: &Tables) -> HashMap<(&str, Triwulan), u32> {
    let mut hasil = HashMap::new();
    for row in tables.pengukuran().filter(PengukuranRow::terisi) {
        if let (Some(unit), Some(triwulan)) = (row.unit, row.triwulan) {
            hasil.entry((unit, triwulan)).or_insert(row.document);
        }
    }
    hasil
}

struct Pengisi<'a> {
    tables: &'a Tables,
    tenggat: &'a Tenggat,
    hari: NaiveDate,
    terbaru: Triwulan,
    terisi: HashMap<(&'a str, Triwulan), u32>,
    /// What each unit sent of a kind.
    kiriman: HashMap<(&'a str, JenisDokumen), Vec<&'a DokumenTerdaftar>>,
}

impl Pengisi<'_> {
    fn petak(&self, unit: &str, jenis: JenisDokumen, tw: Option<Triwulan>) -> Petak {
        let batas = self.tenggat.untuk(jenis, tw);
        let terkirim = self.terkirim(unit, jenis, tw);
        let dipakai = terkirim.iter().find(|(_, dipakai)| *dipakai).or(terkirim.first());
        if let Some((berkas, _)) = dipakai {
            return Petak { keadaan: keadaan(&terkirim, batas), berkas: Some(berkas.jalur.clone()) };
        }
        if let Some(dokumen) = tw.and_then(|tw| self.terisi.get(&(unit, tw))) {
            let berkas = self.tables.berkas_dokumen(*dokumen).map(|berkas| berkas.jalur.clone());
            return Petak { keadaan: Keadaan::Masuk(None), berkas };
        }
        let lewat = match batas {
            Some(batas) => batas < self.hari,
            None => tw.is_none_or(|tw| tw <= self.terbaru),
        };
        Petak { keadaan: if lewat { Keadaan::Belum } else { Keadaan::BelumJatuhTempo }, berkas: None }
    }

    /// The files of a cell, and whether each counts; a newer one may have replaced it.
    fn terkirim(&self, unit: &str, jenis: JenisDokumen, tw: Option<Triwulan>) -> Vec<(&Berkas, bool)> {
        let dokumen = self.kiriman.get(&(unit, jenis)).into_iter().flatten();
        dokumen
            .filter(|dokumen| tw.is_none() || dokumen.triwulan == tw)
            .filter_map(|dokumen| {
                let berkas = self.tables.berkas.get(dokumen.berkas as usize)?;
                Some((berkas, dokumen.status == Status::Dipakai))
            })
            .collect()
    }
}

/// Late when every copy came by mail and the first came after the day it was due.
fn keadaan(terkirim: &[(&Berkas, bool)], batas: Option<NaiveDate>) -> Keadaan {
    let surel: Option<Vec<NaiveDate>> = terkirim.iter().map(|(berkas, _)| berkas.hari_surel()).collect();
    match surel.and_then(|hari| hari.into_iter().min()) {
        Some(hari) => match batas {
            Some(batas) if hari > batas => Keadaan::Terlambat(hari, (hari - batas).num_days()),
            _ => Keadaan::Masuk(Some(hari)),
        },
        None => Keadaan::Masuk(None),
    }
}

fn tidak_terpakai(tables: &Tables) -> Vec<(String, String)> {
    let gagal = tables.berkas.iter().filter(|berkas| berkas.salinan_dari.is_none()).filter_map(|berkas| {
        let gagal = berkas.hasil.as_ref().err()?;
        Some((berkas.jalur.clone(), gagal.pesan.clone()))
    });
    let tanpa_unit = tables.dokumen.iter().filter(|dokumen| dokumen.status == Status::TidakTerhubung);
    let tanpa_unit = tanpa_unit.filter_map(|dokumen| {
        let berkas = tables.berkas.get(dokumen.berkas as usize)?;
        (dokumen.jenis != JenisDokumen::Kaskade && berkas.salinan_dari.is_none())
            .then(|| (berkas.jalur.clone(), format!("{}: unit kerja tidak diketahui", dokumen.jenis.nama())))
    });
    let mut semua: Vec<_> = gagal.chain(tanpa_unit).collect();
    semua.sort();
    semua.dedup();
    semua
}
