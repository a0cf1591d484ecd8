//! The recap as plain data: worked out once, drawn by whoever shows it.
//!
//! Takes what a run found out, gives every figure that any writer prints, each with its text in print ([`Angka`]), what
//! it rests on, and where it came from. No writer computes, formats or words anything that stands here; all of it is
//! serialisable, so that a layout can be drawn from it. What was not reported is grey and named; it is never 0 and never
//! red.

pub mod angka;
mod asal;
mod bagian;
mod baris;
mod kartu;
mod kepatuhan;
mod lakip;
mod peta;
mod serapan;
mod susun;
mod tindak;
mod ukur;

use chrono::NaiveDate;
use serde::Serialize;

use crate::domain::capaian::Rerata;
use crate::domain::periode::Kurun;
use crate::domain::triwulan::Triwulan;
pub use angka::{Angka, Lampu, STRIP, Sumber, TIDAK_DIISI, Titik, Tulisan};
pub use asal::{AsalAngka, Langkah, RowAddresses, Rujukan};
pub use baris::{Anggota, BarisIku, BarisMerah, BarisUnit, Indikator, IndikatorUnit, Posisi, Uraian};
pub use kartu::Kartu;
pub use kepatuhan::{BarisDokumen, KolomDokumen, MatriksDokumen, PetakDokumen};
pub use lakip::{BarisAnalisis, BarisEfisiensi, BarisLakip, Lakip, TahunLalu, TargetLalu};
pub use peta::{BarisPeta, KolomPeta, Peta, PetakPeta};
pub use serapan::Serapan;
pub use tindak::{BarisTindak, KeadaanTindak};

/// Everything that the recap shows.
#[derive(Debug, Clone, Serialize)]
pub struct Rekap {
    /// "Rekap Kinerja Politeknik Contoh Tahun 2026".
    pub judul: String,
    /// What the indicators of the first page are called.
    pub sebutan: Sebutan,
    /// Name of the institution.
    pub instansi: String,
    /// The year.
    pub tahun: i32,
    /// The period.
    pub kurun: Kurun,
    /// The period in words: "s.d. TW II".
    pub frasa: String,
    /// The quarter whose reports are counted: the last of the period, for the year the newest that has data.
    pub triwulan: Triwulan,
    /// The same in words: "TW II".
    pub nama_triwulan: String,
    /// The date of the data.
    pub tanggal: NaiveDate,
    /// "Keadaan s.d. TW II, data per 20 Juli 2026".
    pub keadaan: String,
    /// The achievement profile in a line, with what was changed in it.
    pub profil: String,
    /// The whole in one sentence.
    pub kalimat: String,
    /// Where figures rest on too little; a sentence each.
    pub peringatan: Vec<String>,
    /// The large figures of the first page, five of them.
    pub kartu: Vec<Kartu>,
    /// The counts behind them.
    pub ringkas: Ringkas,
    /// The mean achievement of the institution's indicators in each quarter.
    pub tren: [Titik; 4],
    /// Indicators of the institution, in the order of the cascade.
    pub iku: Vec<BarisIku>,
    /// Units, in the order of the register.
    pub unit: Vec<BarisUnit>,
    /// Units by indicators of the institution.
    pub peta: Peta,
    /// What is red, the worst first.
    pub merah: Vec<BarisMerah>,
    /// Who sent what.
    pub kepatuhan: MatriksDokumen,
    /// Obstacles and follow-ups of every quarter, still open or done.
    pub tindak: Vec<BarisTindak>,
    /// The table for chapter III of the annual report.
    pub lakip: Lakip,
    /// Where each figure of the first page comes from.
    pub asal: Vec<AsalAngka>,
    /// The words below the marks: a legend in a line.
    pub legenda: String,
    /// Where the figures come from, in a sentence.
    pub sumber: String,
}

/// What the indicators of the first page are called: the institution's, or those of some units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Sebutan {
    /// Their sheet.
    pub lembar: &'static str,
    /// One of them in a sentence.
    pub satu: &'static str,
    /// In full.
    pub panjang: &'static str,
}

impl Sebutan {
    /// Of the institution.
    pub const IKU: Self = Self { lembar: "IKU", satu: "IKU", panjang: "Indikator Kinerja Utama" };
    /// Of some units.
    pub const UNIT: Self = Self { lembar: "Indikator", satu: "indikator", panjang: "Indikator unit" };
}

/// The figures of the first page, unworded.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ringkas {
    /// The mean achievement of the institution's indicators, as the profile aggregates, and on how many it rests.
    pub rata_rata: Option<Rerata>,
    /// Indicators of the institution by light: hijau, kuning, merah, abu-abu.
    pub iku: [usize; 4],
    /// Units that sent the measurement of the quarter, of all that are expected to.
    pub lapor: (usize, usize),
    /// Indicators of units by light.
    pub indikator: [usize; 4],
    /// Money spent, when any form tells.
    pub serapan: Option<Serapan>,
    /// Findings that stand: galat, peringatan, info.
    pub temuan: [usize; 3],
}

impl Ringkas {
    /// Indicators of the institution that have an achievement.
    pub fn iku_terukur(&self) -> usize {
        self.iku[..3].iter().sum()
    }

    /// All indicators of the institution.
    pub fn semua_iku(&self) -> usize {
        self.iku.iter().sum()
    }

    /// Indicators of units that have an achievement.
    pub fn indikator_terukur(&self) -> usize {
        self.indikator[..3].iter().sum()
    }
}
