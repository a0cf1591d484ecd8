//! The rows of the recap: indicators of the institution and of units, and what is red.

use serde::Serialize;

use super::angka::{Angka, Lampu, STRIP, Sumber, TIDAK_DIISI, Titik, Tulisan};
use super::kepatuhan::BarisDokumen;
use super::serapan::Serapan;
use crate::domain::capaian::{Rerata, Warna};
use crate::domain::polaritas::{KonsolidasiUnit, Polaritas};
use crate::domain::triwulan::Triwulan;

/// Where an indicator stands in the period.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Posisi {
    /// Target of the year.
    pub target_tahun: Angka,
    /// Target of the period.
    pub target: Angka,
    /// Realisation of the period.
    pub realisasi: Angka,
    /// Achievement before floor and cap, percent points.
    pub penuh: Angka,
    /// Achievement, percent points.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
    /// Achievement on the institution's own scale, where that is not the traffic light.
    pub predikat: Option<&'static str>,
    /// Achievement in each quarter.
    pub tren: [Titik; 4],
    /// Whether anything was reported.
    pub lapor: bool,
    /// What the figures are, where they are not of the whole period: "TW II saja".
    pub dasar: Option<String>,
}

impl Posisi {
    /// Its colour.
    pub fn warna(&self) -> Warna {
        self.lampu.warna
    }
}

/// An indicator: of the institution, of a unit, or of a child.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indikator {
    /// Code.
    pub kode: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Which direction is better.
    pub polaritas: Polaritas,
    /// Its weight among its siblings.
    pub bobot: Angka,
    /// Where it stands.
    pub posisi: Posisi,
    /// Its node (index into [`Tables::simpul`](crate::tables::Tables::simpul)), when it has one.
    pub simpul: Option<usize>,
}

/// An indicator of the institution.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisIku {
    /// Itself.
    pub indikator: Indikator,
    /// Its objective.
    pub sasaran: String,
    /// How its members' figures become its own; `None` when they do not.
    pub cara: Option<KonsolidasiUnit>,
    /// How many members reported, of how many.
    pub dari: (usize, usize),
    /// The same in words: "7 dari 8 melapor".
    pub pelapor: String,
    /// Who did not report.
    pub belum: Vec<String>,
    /// What a reader must know.
    pub catatan: Vec<String>,
    /// Its children in the cascade, and units that reported it themselves.
    pub anggota: Vec<Anggota>,
}

/// What an indicator of the institution is made of.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Anggota {
    /// Itself.
    pub indikator: Indikator,
    /// Code and name of its unit.
    pub unit: Option<(String, String)>,
    /// "melapor", "belum melapor".
    pub lapor: &'static str,
}

impl Anggota {
    pub(super) fn baru(indikator: Indikator, unit: Option<(String, String)>) -> Self {
        let lapor = if indikator.posisi.lapor { "melapor" } else { "belum melapor" };
        Self { indikator, unit, lapor }
    }
}

/// A unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisUnit {
    /// Code.
    pub unit: String,
    /// Name.
    pub nama: String,
    /// Code of the unit above it in the register.
    pub induk: Option<String>,
    /// Who heads it.
    pub pimpinan: Option<String>,
    /// What it sent.
    pub dokumen: BarisDokumen,
    /// The mean achievement of its indicators, and on how many it rests.
    pub rata_rata: Option<Rerata>,
    /// The mean in print.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
    /// Money that it spent, where its forms tell.
    pub serapan: Option<Serapan>,
    /// Its indicators by light: hijau, kuning, merah, abu-abu.
    pub banyak_lampu: [usize; 4],
    /// The same in a line: "5 ● · 1 ▲ · 2 –".
    pub tulisan_lampu: String,
    /// Its indicators.
    pub indikator: Vec<IndikatorUnit>,
    /// Findings about it: galat, peringatan, info.
    pub temuan: [usize; 3],
    /// The same in words: "3 galat, 2 peringatan".
    pub tulisan_temuan: String,
}

/// An indicator of a unit, with what the unit says about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndikatorUnit {
    /// Itself.
    pub indikator: Indikator,
    /// What the newest form says.
    pub uraian: Uraian,
}

/// What a form says about an indicator beside its figures.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Uraian {
    /// The quarter of the form.
    pub triwulan: Option<Triwulan>,
    /// The same in words, or a dash.
    pub menurut: String,
    /// Obstacles.
    pub kendala: Tulisan,
    /// What will be done.
    pub tindak_lanjut: Tulisan,
    /// Who does it.
    pub penanggung_jawab: Tulisan,
    /// Until when.
    pub batas_waktu: Tulisan,
    /// File, sheet and cell.
    pub asal: Option<Sumber>,
}

impl Default for Uraian {
    fn default() -> Self {
        let kosong = Tulisan::default;
        Self {
            triwulan: None,
            menurut: STRIP.to_string(),
            kendala: kosong(),
            tindak_lanjut: kosong(),
            penanggung_jawab: kosong(),
            batas_waktu: kosong(),
            asal: None,
        }
    }
}

impl Uraian {
    /// What will be done, who does it and until when, in a line; what was left out is told.
    pub fn siapa_kapan(&self) -> String {
        let bagian = [&self.tindak_lanjut, &self.penanggung_jawab, &self.batas_waktu];
        if bagian.iter().all(|teks| teks.isi.is_none()) {
            return TIDAK_DIISI.to_string();
        }
        bagian.map(Tulisan::atau_strip).join(" · ")
    }
}

/// A red indicator of a unit.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisMerah {
    /// Its place, from 1.
    pub nomor: usize,
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama_unit: String,
    /// The indicator and what the unit says about it.
    pub isi: IndikatorUnit,
    /// What will be done, who does it and until when, in a line.
    pub siapa_kapan: String,
}

/// Indicators by light.
pub(super) fn hitung_lampu(warna: impl Iterator<Item = Warna>) -> [usize; 4] {
    let mut banyak = [0; 4];
    for satu in warna {
        banyak[satu as usize] += 1;
    }
    banyak
}

/// "5 ● · 1 ▲ · 2 –"; a dash where there is nothing.
pub(super) fn tulisan_lampu(banyak: [usize; 4]) -> String {
    let semua = [Warna::Hijau, Warna::Kuning, Warna::Merah, Warna::AbuAbu].into_iter().zip(banyak);
    let ada = semua.filter(|(_, banyak)| *banyak > 0).map(|(warna, banyak)| {
        let lampu = Lampu::baru(warna);
        format!("{banyak} {}", lampu.tanda)
    });
    let teks = ada.collect::<Vec<_>>().join(" · ");
    if teks.is_empty() { STRIP.to_string() } else { teks }
}

/// "3 galat, 2 peringatan"; what there is none of is left out.
pub(super) fn tulisan_temuan(banyak: [usize; 3]) -> String {
    let semua = banyak.into_iter().zip(["galat", "peringatan", "info"]).filter(|(banyak, _)| *banyak > 0);
    let teks = semua.map(|(banyak, nama)| format!("{banyak} {nama}")).collect::<Vec<_>>().join(", ");
    if teks.is_empty() { "tidak ada".to_string() } else { teks }
}
