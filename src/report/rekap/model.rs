//! The recap as plain data: worked out once, drawn by whoever shows it.
//!
//! Every figure says what it rests on. What was not reported is `None`, grey, and named; it is never 0 and never red.

mod serapan;
mod susun;
mod ukur;

use chrono::NaiveDate;

use crate::domain::capaian::{Rerata, Warna};
use crate::domain::polaritas::{KonsolidasiUnit, Polaritas};
use crate::domain::triwulan::Triwulan;
use crate::report::bersih::angka_pendek;
use crate::report::kepatuhan::{BarisKepatuhan, Kepatuhan};
pub use serapan::Serapan;

/// Everything that the recap shows.
#[derive(Debug, Clone)]
pub struct Rekap {
    /// Name of the institution.
    pub instansi: String,
    /// The year.
    pub tahun: i32,
    /// The newest quarter that has data.
    pub triwulan: Triwulan,
    /// The date of the data.
    pub tanggal: NaiveDate,
    /// The profile in a line, with what was changed in it.
    pub profil: String,
    /// The figures of the first page.
    pub ringkas: Ringkas,
    /// Indicators of the institution, in the order of the cascade.
    pub iku: Vec<BarisIku>,
    /// Units, in the order of the register.
    pub unit: Vec<BarisUnit>,
    /// What is red, the worst first.
    pub merah: Vec<BarisMerah>,
    /// Who sent what.
    pub kepatuhan: Kepatuhan,
}

/// The figures of the first page.
#[derive(Debug, Clone, PartialEq)]
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
}

/// A figure as it shows: a number, or what was typed where there is none (a grade, a range, a bound).
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Besaran {
    /// The number.
    pub angka: Option<f64>,
    /// What was typed.
    pub teks: Option<String>,
}

impl Besaran {
    /// As people read it; "–" for nothing.
    pub fn tulisan(&self) -> String {
        match (&self.angka, &self.teks) {
            (Some(angka), _) => angka_pendek(*angka, 2),
            (None, Some(teks)) => teks.clone(),
            (None, None) => "–".to_string(),
        }
    }

    fn angka_atau(angka: Option<f64>, teks: Option<&str>) -> Self {
        Self { angka, teks: teks.filter(|_| angka.is_none()).map(str::to_string) }
    }
}

/// Where an indicator stands, to the end of the newest quarter.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Posisi {
    /// Target of the year.
    pub target_tahun: Besaran,
    /// Target to date.
    pub target: Besaran,
    /// Realisation to date.
    pub realisasi: Besaran,
    /// Achievement before floor and cap, percent points.
    pub penuh: Option<f64>,
    /// Achievement, percent points.
    pub capaian: Option<f64>,
    /// Achievement in each quarter.
    pub tren: [Option<f64>; 4],
    /// Whether anything was reported.
    pub lapor: bool,
}

impl Posisi {
    /// Its light.
    pub fn warna(&self) -> Warna {
        Warna::dari(self.capaian)
    }
}

/// An indicator: of the institution, of a unit, or of a child.
#[derive(Debug, Clone, PartialEq)]
pub struct Indikator {
    /// Code.
    pub kode: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Which direction is better.
    pub polaritas: Polaritas,
    /// Where it stands.
    pub posisi: Posisi,
}

/// An indicator of the institution.
#[derive(Debug, Clone, PartialEq)]
pub struct BarisIku {
    /// Itself.
    pub indikator: Indikator,
    /// Its objective.
    pub sasaran: String,
    /// How its members' figures become its own; `None` when they do not.
    pub cara: Option<KonsolidasiUnit>,
    /// How many members reported, of how many.
    pub dari: (usize, usize),
    /// Who did not report.
    pub belum: Vec<String>,
    /// What a reader must know.
    pub catatan: Vec<String>,
    /// Its children in the cascade.
    pub anggota: Vec<Anggota>,
}

/// A child of an indicator of the institution.
#[derive(Debug, Clone, PartialEq)]
pub struct Anggota {
    /// Itself.
    pub indikator: Indikator,
    /// Code and name of its unit.
    pub unit: Option<(String, String)>,
    /// Its weight.
    pub bobot: Option<f64>,
}

/// A unit.
#[derive(Debug, Clone, PartialEq)]
pub struct BarisUnit {
    /// What it sent.
    pub kepatuhan: BarisKepatuhan,
    /// The mean achievement of its indicators.
    pub rata_rata: Option<Rerata>,
    /// Its indicators.
    pub indikator: Vec<IndikatorUnit>,
    /// Findings about it: galat, peringatan, info.
    pub temuan: [usize; 3],
}

impl BarisUnit {
    /// Its indicators by light: hijau, kuning, merah, abu-abu.
    pub fn lampu(&self) -> [usize; 4] {
        hitung_lampu(self.indikator.iter().map(|satu| satu.indikator.posisi.warna()))
    }
}

/// An indicator of a unit, with what the unit says about it.
#[derive(Debug, Clone, PartialEq)]
pub struct IndikatorUnit {
    /// Itself.
    pub indikator: Indikator,
    /// What the newest form says.
    pub uraian: Uraian,
}

/// What a form says about an indicator beside its figures.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Uraian {
    /// The quarter of the form.
    pub triwulan: Option<Triwulan>,
    /// Obstacles.
    pub kendala: Option<String>,
    /// What will be done.
    pub tindak_lanjut: Option<String>,
    /// Who does it.
    pub penanggung_jawab: Option<String>,
    /// Until when.
    pub batas_waktu: Option<String>,
    /// File, sheet and cell.
    pub asal: Option<(String, String, String)>,
}

/// A red indicator of a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct BarisMerah {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama_unit: String,
    /// The indicator and what the unit says about it.
    pub isi: IndikatorUnit,
}

fn hitung_lampu(warna: impl Iterator<Item = Warna>) -> [usize; 4] {
    let mut banyak = [0; 4];
    for satu in warna {
        banyak[satu as usize] += 1;
    }
    banyak
}
