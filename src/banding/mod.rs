//! What changed between two states of the house, cell by cell and finding by finding.
//!
//! Takes tables and findings, gives a [`Keadaan`]: what the forms of each unit say and what was found in them, as plain
//! data that can be kept. [`bandingkan`] tells two of them apart; [`Putaran`] is what a workspace remembers from run to
//! run, and says of every unit what its last version changed.
//!
//! A cell is known by its document, its indicator and its field, never by its position: a row that is put in between
//! changes nothing else. A finding is known by its rule and the same three; its wording and its cell may move. Numbers
//! of rows are not compared, because they follow from the position.

mod baris;
mod isian;
mod kemasan;
mod potret;
mod putaran;
mod shapes;
mod temuan;
#[cfg(test)]
mod tests;
mod tulisan;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bitcode::{Decode, Encode};
use rayon::prelude::*;

use crate::domain::dokumen::JenisDokumen;
use crate::domain::tempat::Tempat;
use crate::domain::triwulan::Triwulan;
use crate::finding::Tingkat;

pub use baris::{BarisPerubahan, jsonl, nama_medan};
pub use kemasan::Kemasan;
pub use potret::BahanBanding;
pub use putaran::{PerubahanRuang, Putaran, PutaranError, Versi};

/// What the house says at one moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Keadaan {
    /// By code of the unit; the empty code holds what belongs to none.
    unit: BTreeMap<String, Kemasan>,
    /// Codes of rules that the institution had switched off.
    mati: BTreeSet<String>,
}

impl Keadaan {
    /// The units that are not the same, byte for byte, in another state.
    fn selain(&self, lain: &Self) -> Self {
        let unit = self.unit.iter().filter(|(kode, kemasan)| lain.unit.get(*kode) != Some(*kemasan));
        Self { unit: unit.map(|(kode, kemasan)| (kode.clone(), kemasan.clone())).collect(), mati: self.mati.clone() }
    }

    /// Findings at a severity that stand.
    ///
    /// # Errors
    /// When it is damaged.
    pub fn banyak(&self, tingkat: Tingkat) -> Result<usize, PutaranError> {
        let milik = self.unit.values().map(|kemasan| {
            let potret = kemasan.buka()?;
            Ok(potret.temuan.iter().filter(|satu| satu.tingkat == tingkat && !satu.dikecualikan).count())
        });
        milik.sum()
    }
}

/// A document of a unit: its kind, and its quarter for measurements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Encode, Decode)]
pub struct KunciDokumen {
    /// Its kind.
    pub jenis: JenisDokumen,
    /// Its quarter.
    pub triwulan: Option<Triwulan>,
}

impl fmt::Display for KunciDokumen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.triwulan {
            Some(triwulan) => write!(f, "{triwulan}"),
            None => f.write_str(self.jenis.singkatan()),
        }
    }
}

/// What became of a document, a row, a cell or a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nasib {
    /// A document that was not there.
    DokumenBaru,
    /// A document that is not there any more.
    DokumenHilang,
    /// A row that was not there.
    BarisBaru,
    /// A row that is not there any more.
    BarisHilang,
    /// A cell that was blank.
    Diisi,
    /// A cell that is blank now.
    Dikosongkan,
    /// A cell that says something else.
    Diubah,
    /// A finding that is gone.
    Diperbaiki,
    /// A finding that nobody asks about any more: waived, or its rule is milder or switched off.
    TidakDiminta,
    /// A finding whose document is gone, so nobody can tell.
    TakTerperiksa,
    /// A finding that is still there.
    MasihAda,
    /// A finding that was not there.
    Baru,
}

impl Nasib {
    /// The words that people read.
    pub const fn nama(self) -> &'static str {
        match self {
            Self::DokumenBaru => "dokumen baru",
            Self::DokumenHilang => "dokumen tidak ada lagi",
            Self::BarisBaru => "baris baru",
            Self::BarisHilang => "baris dihapus",
            Self::Diisi => "diisi",
            Self::Dikosongkan => "dikosongkan",
            Self::Diubah => "diubah",
            Self::Diperbaiki => "sudah diperbaiki",
            Self::TidakDiminta => "tidak diminta lagi",
            Self::TakTerperiksa => "tidak dapat diperiksa",
            Self::MasihAda => "masih ada",
            Self::Baru => "baru",
        }
    }

    /// Whether it is about a finding.
    pub const fn temuan(self) -> bool {
        matches!(self, Self::Diperbaiki | Self::TidakDiminta | Self::TakTerperiksa | Self::MasihAda | Self::Baru)
    }
}

/// One thing that changed, or a finding that did not.
#[derive(Debug, Clone, PartialEq)]
pub struct Perubahan {
    /// What became of it.
    pub nasib: Nasib,
    /// In which document.
    pub dokumen: Option<KunciDokumen>,
    /// About which indicator, as people know it.
    pub indikator: Option<String>,
    /// The field, as [`nama_medan`] takes it.
    pub medan: Option<String>,
    /// What the cell said.
    pub sebelum: Option<String>,
    /// What it says now.
    pub sesudah: Option<String>,
    /// The finding.
    pub catatan: Option<Catatan>,
    /// Where it is now; where it was, for what is gone.
    pub tempat: Tempat,
}

/// What a finding said last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Catatan {
    /// Code of its rule.
    pub kode: String,
    /// Its severity.
    pub tingkat: Tingkat,
    /// Its message.
    pub pesan: String,
    /// Whether it is about what the unit sent, so that its letter counts it.
    pub surat: bool,
}

/// What changed for one unit.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PerubahanUnit {
    /// Its code; empty for what belongs to none.
    pub unit: String,
    /// Documents, then cells, then findings.
    pub isi: Vec<Perubahan>,
}

impl PerubahanUnit {
    /// How many things became this.
    pub fn banyak(&self, nasib: Nasib) -> usize {
        self.isi.iter().filter(|satu| satu.nasib == nasib).count()
    }

    /// Whether nothing changed: findings that are still there are no change.
    pub fn tetap(&self) -> bool {
        self.isi.iter().all(|satu| satu.nasib == Nasib::MasihAda)
    }

    /// The sentence for the unit's letter: "Dari 7 catatan sebelumnya, 5 sudah diperbaiki dan 2 masih ada. …". None when
    /// there was nothing to mend.
    pub fn kalimat(&self) -> Option<String> {
        let banyak = |nasib| {
            let milik = self.isi.iter().filter(|satu| satu.nasib == nasib);
            milik.filter(|satu| satu.catatan.as_ref().is_some_and(|catatan| catatan.surat)).count()
        };
        let bagian = [
            (banyak(Nasib::Diperbaiki), "sudah diperbaiki"),
            (banyak(Nasib::MasihAda), "masih ada"),
            (banyak(Nasib::TidakDiminta), "tidak perlu diperbaiki lagi"),
            (banyak(Nasib::TakTerperiksa), "belum dapat diperiksa karena dokumennya tidak ada di kiriman terakhir"),
        ];
        let semula: usize = bagian.iter().map(|(banyak, _)| banyak).sum();
        if semula == 0 {
            return None;
        }
        let baru = banyak(Nasib::Baru);
        if bagian[0].0 == semula && baru == 0 {
            return Some(match semula {
                1 => "Satu-satunya catatan sebelumnya sudah diperbaiki. Terima kasih.".to_string(),
                _ => format!("Semua {semula} catatan sebelumnya sudah diperbaiki. Terima kasih."),
            });
        }
        let ada: Vec<String> =
            bagian.iter().filter(|(banyak, _)| *banyak > 0).map(|(banyak, apa)| format!("{banyak} {apa}")).collect();
        let daftar = match ada.as_slice() {
            [awal @ .., akhir] if !awal.is_empty() => format!("{} dan {akhir}", awal.join(", ")),
            _ => ada.join(""),
        };
        let baru = if baru == 0 { String::new() } else { format!(" Ada {baru} catatan baru.") };
        Some(format!("Dari {semula} catatan sebelumnya, {daftar}.{baru}"))
    }
}

/// What changed from one state to another, unit by unit; units of which nothing can be said are left out.
///
/// # Errors
/// When one of them is damaged.
pub fn bandingkan(lama: &Keadaan, baru: &Keadaan) -> Result<Vec<PerubahanUnit>, PutaranError> {
    let kode: BTreeSet<&String> = lama.unit.keys().chain(baru.unit.keys()).collect();
    let (kode, kosong): (Vec<&String>, _) = (kode.into_iter().collect(), Kemasan::default());
    let satu = |kode: &&String| {
        let [sebelum, sesudah] = [lama, baru].map(|keadaan| keadaan.unit.get(*kode).unwrap_or(&kosong));
        satu_unit(kode, sebelum, sesudah, &baru.mati)
    };
    let unit: Vec<PerubahanUnit> = kode.par_iter().map(satu).collect::<Result<_, _>>()?;
    Ok(unit.into_iter().filter(|unit| !unit.isi.is_empty()).collect())
}

/// What changed for a unit. `mati` are the rules that are switched off now.
fn satu_unit(
    unit: &str,
    lama: &Kemasan,
    baru: &Kemasan,
    mati: &BTreeSet<String>,
) -> Result<PerubahanUnit, PutaranError> {
    let (lama, baru) = (lama.buka()?, baru.buka()?);
    let mut isi = isian::bandingkan(&lama, &baru);
    isi.extend(temuan::bandingkan(&lama, &baru, mati));
    Ok(PerubahanUnit { unit: unit.to_string(), isi })
}
