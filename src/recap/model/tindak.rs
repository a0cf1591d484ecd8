//! Obstacles and follow-ups, carried over quarter by quarter until they are done.
//!
//! A form does not say "done"; what counts as done is stated beside it: evidence of the follow-up in a later form, or a
//! target that was reached in that quarter or a later one. Everything else is open, and late when its day has passed.

use chrono::NaiveDate;
use serde::Serialize;

use super::BarisUnit;
use super::angka::{Angka, Lampu, Sumber, Tulisan};
use super::ukur::{CountedMeasurement, Indeks};
use crate::domain::capaian::Warna;
use crate::domain::kolom::Bidang;
use crate::domain::periode::Kurun;
use crate::domain::tanggal::baca_tanggal;
use crate::domain::teks::kunci;
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;

/// Whether something still has to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum KeadaanTindak {
    /// It is open.
    Terbuka,
    /// It is open, and its day has passed.
    LewatBatas,
    /// It is done.
    Selesai,
}

impl KeadaanTindak {
    /// Mark and word: "○ terbuka".
    pub const fn tulisan(self) -> &'static str {
        match self {
            Self::Terbuka => "○ terbuka",
            Self::LewatBatas => "■ lewat batas waktu",
            Self::Selesai => "● selesai",
        }
    }
}

/// What a form says about an obstacle, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisTindak {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama_unit: String,
    /// Code of the indicator.
    pub kode: String,
    /// Its wording.
    pub indikator: String,
    /// The quarter of the form.
    pub triwulan: Option<Triwulan>,
    /// The same in words, or a dash.
    pub nama_triwulan: String,
    /// Achievement in that quarter.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
    /// The obstacle.
    pub kendala: Tulisan,
    /// What will be done.
    pub tindak_lanjut: Tulisan,
    /// Who does it.
    pub penanggung_jawab: Tulisan,
    /// Until when.
    pub batas_waktu: Tulisan,
    /// Whether it is done.
    pub keadaan: KeadaanTindak,
    /// The same with its mark.
    pub tulisan_keadaan: &'static str,
    /// Why it is taken for done or open.
    pub alasan: String,
    /// The later quarters into which it was carried, in words: "TW II, TW III", or a dash.
    pub dibawa: String,
    /// File, sheet and cell.
    pub asal: Option<Sumber>,
}

/// Every obstacle and follow-up of the period, by unit, indicator and quarter.
pub(super) fn susun(
    tables: &Tables,
    indeks: &Indeks<'_>,
    unit: &[BarisUnit],
    kurun: Kurun,
    hari: NaiveDate,
) -> Vec<BarisTindak> {
    let mut hasil = Vec::new();
    for satu in unit {
        for kuartal in indeks.semua(&satu.unit) {
            let dalam: Vec<&CountedMeasurement<'_>> =
                kuartal.iter().filter(|ukur| ukur.triwulan.is_none_or(|tw| kurun.memuat(tw))).collect();
            for (letak, ukur) in dalam.iter().enumerate().filter(|(_, ukur)| ukur.beruraian(tables)) {
                hasil.push(baris(tables, satu, ukur, dalam.get(letak + 1..).unwrap_or_default(), hari));
            }
        }
    }
    hasil
}

fn baris(
    tables: &Tables,
    unit: &BarisUnit,
    ukur: &CountedMeasurement<'_>,
    sesudah: &[&CountedMeasurement<'_>],
    hari: NaiveDate,
) -> BarisTindak {
    let uraian = ukur.uraian(tables);
    let (keadaan, alasan, selesai_pada) = putuskan(tables, ukur, sesudah, uraian.batas_waktu.isi.as_deref(), hari);
    let sampai = selesai_pada.unwrap_or(sesudah.len());
    let dibawa: Vec<String> = sesudah.iter().take(sampai).filter_map(|ukur| Some(ukur.triwulan?.to_string())).collect();
    BarisTindak {
        unit: unit.unit.clone(),
        nama_unit: unit.nama.clone(),
        kode: ukur.kode.unwrap_or(if ukur.simpul.is_some() { ukur.kunci } else { "" }).to_string(),
        indikator: ukur.indikator().unwrap_or_default().to_string(),
        triwulan: ukur.triwulan,
        nama_triwulan: uraian.menurut,
        capaian: Angka::persen(ukur.row.capaian.dibatasi()),
        lampu: Lampu::dari(ukur.row.capaian.dibatasi()),
        kendala: uraian.kendala,
        tindak_lanjut: uraian.tindak_lanjut,
        penanggung_jawab: uraian.penanggung_jawab,
        batas_waktu: uraian.batas_waktu,
        keadaan,
        tulisan_keadaan: keadaan.tulisan(),
        alasan,
        dibawa: if dibawa.is_empty() { super::STRIP.to_string() } else { dibawa.join(", ") },
        asal: uraian.asal,
    }
}

/// Whether it is done, why, and in which of the later forms that shows.
fn putuskan(
    tables: &Tables,
    ukur: &CountedMeasurement<'_>,
    sesudah: &[&CountedMeasurement<'_>],
    batas: Option<&str>,
    hari: NaiveDate,
) -> (KeadaanTindak, String, Option<usize>) {
    let tercapai = |ukur: &CountedMeasurement<'_>| Warna::dari(ukur.row.capaian.dibatasi()) == Warna::Hijau;
    let nama = |ukur: &CountedMeasurement<'_>| {
        ukur.triwulan.map_or_else(|| "formulir berikutnya".to_string(), |tw| tw.to_string())
    };
    if tercapai(ukur) {
        return (KeadaanTindak::Selesai, "target triwulan itu tercapai".to_string(), Some(0));
    }
    for (letak, lain) in sesudah.iter().enumerate() {
        if berbukti(tables, lain) {
            return (KeadaanTindak::Selesai, format!("bukti tindak lanjut disampaikan di {}", nama(lain)), Some(letak));
        }
        if tercapai(lain) {
            return (KeadaanTindak::Selesai, format!("target tercapai di {}", nama(lain)), Some(letak));
        }
    }
    let mut alasan = match sesudah.iter().rev().find(|lain| lain.terisi()) {
        None => "belum ada laporan sesudahnya".to_string(),
        Some(lain) if sama_kendala(ukur, lain) => format!("kendala yang sama masih disebut di {}", nama(lain)),
        Some(lain) => match lain.row.capaian.dibatasi() {
            Some(capaian) => format!("capaian {} baru {}%", nama(lain), Angka::persen(Some(capaian)).tulisan),
            None => format!("capaian {} belum dapat dihitung", nama(lain)),
        },
    };
    let lewat = batas.and_then(baca_tanggal).map(|batas| (hari - batas).num_days()).filter(|hari| *hari > 0);
    match lewat {
        Some(hari) => {
            alasan.push_str(&format!("; batas waktu lewat {hari} hari"));
            (KeadaanTindak::LewatBatas, alasan, None)
        }
        None => (KeadaanTindak::Terbuka, alasan, None),
    }
}

/// Whether a form brings evidence of the follow-up of the quarter before.
fn berbukti(tables: &Tables, ukur: &CountedMeasurement<'_>) -> bool {
    let isian = tables.isian(ukur.record, Bidang::BuktiTindakLanjut.tahunan());
    isian.is_some_and(|isian| !isian.nilai.tanpa_isi() && isian.teks().is_some())
}

fn sama_kendala(satu: &CountedMeasurement<'_>, lain: &CountedMeasurement<'_>) -> bool {
    satu.kendala().zip(lain.kendala()).is_some_and(|(satu, lain)| kunci(satu) == kunci(lain))
}
