//! The tables from which chapter III of the annual report (LAKIP, LKjIP) is written (domain 3.9): achievement against
//! the target of the year beside last year's, what hindered and what is done about it, and what was spent.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use super::angka::{Angka, Lampu};
use super::baris::BarisIku;
use super::serapan::LajurSerapan;
use super::tindak::BarisTindak;
use super::{Ringkas, STRIP};
use crate::cascade::{HasilSimpul, Kaskade};
use crate::domain::capaian::anggaran::{efisiensi, serapan};
use crate::domain::teks::kunci;
use crate::domain::triwulan::Triwulan;

/// The tables.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Lakip {
    /// The year.
    pub tahun: i32,
    /// Until when the realisations run: "s.d. TW II".
    pub sampai: String,
    /// Why last year's columns are blank, or what must be known of them.
    pub catatan_lalu: Option<String>,
    /// Indicators of the institution.
    pub baris: Vec<BarisLakip>,
    /// What hindered each, and what is done about it.
    pub analisis: Vec<BarisAnalisis>,
    /// Programmes and what was spent on them.
    pub efisiensi: Vec<BarisEfisiensi>,
    /// Achievement beside absorption of the whole, in a sentence.
    pub kalimat_efisiensi: Option<String>,
}

/// An indicator in the table of achievements.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisLakip {
    /// Its place, from 1.
    pub nomor: usize,
    /// Objective.
    pub sasaran: String,
    /// Code.
    pub kode: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// The year.
    pub tahun: i32,
    /// Target of the year.
    pub target: Angka,
    /// Last year's figures.
    pub lalu: TargetLalu,
    /// Realisation to date.
    pub realisasi: Angka,
    /// Achievement against the target of the year, percent points.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
    /// Its status on the institution's scale.
    pub status: String,
    /// Its node (index into the cascade).
    pub simpul: Option<usize>,
}

/// Last year's figures of an indicator.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct TargetLalu {
    /// Target of that year.
    pub target: Angka,
    /// Realisation of that year.
    pub realisasi: Angka,
    /// Achievement, percent points.
    pub capaian: Angka,
    /// Why they are blank.
    pub alasan: Option<String>,
}

/// What hindered an indicator, and what is done about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisAnalisis {
    /// Code.
    pub kode: String,
    /// Wording.
    pub indikator: String,
    /// Its light against the target of the year.
    pub lampu: Lampu,
    /// Obstacles, each with its unit and quarter.
    pub penghambat: Vec<String>,
    /// Follow-ups, each with its unit and quarter.
    pub upaya: Vec<String>,
}

/// A programme and what was spent on it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisEfisiensi {
    /// Code.
    pub kode: String,
    /// Name.
    pub program: String,
    /// Ceiling.
    pub pagu: Angka,
    /// Spent.
    pub realisasi: Angka,
    /// Absorption, percent points.
    pub serapan: Angka,
    /// Units that have it.
    pub unit: usize,
}

/// Last year's table, as that year's run left it in `data/lakip.json`; or why there is none.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TahunLalu {
    /// Its indicators by code.
    pub baris: BTreeMap<String, BarisLalu>,
    /// Why there is none, or what must be known of it.
    pub catatan: Option<String>,
}

impl TahunLalu {
    /// No table, for this reason.
    pub fn tidak_ada(alasan: &str) -> Self {
        Self { baris: BTreeMap::new(), catatan: Some(alasan.to_string()) }
    }

    /// The table that a run of `tahun` left.
    pub fn baca(teks: &str, tahun: i32) -> Self {
        let isi: BerkasLalu = match serde_json::from_str(teks) {
            Ok(isi) => isi,
            Err(galat) => return Self::tidak_ada(&format!("data tahun lalu tidak dapat dibaca: {galat}")),
        };
        if isi.tahun != tahun {
            return Self::tidak_ada(&format!("ruang kerja tahun lalu berisi tahun {}, bukan {tahun}", isi.tahun));
        }
        let lengkap = isi.sampai == sampai(Triwulan::IV);
        Self {
            catatan: (!lengkap).then(|| format!("data tahun {tahun} baru {}", isi.sampai)),
            baris: isi.baris.into_iter().map(|baris| (baris.kode.clone(), baris)).collect(),
        }
    }
}

/// "s.d. TW II".
pub(super) fn sampai(triwulan: Triwulan) -> String {
    format!("s.d. {triwulan}")
}

/// What of last year's file is read.
#[derive(Deserialize)]
struct BerkasLalu {
    tahun: i32,
    sampai: String,
    baris: Vec<BarisLalu>,
}

/// A row of last year's table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BarisLalu {
    /// Code.
    pub kode: String,
    /// Wording.
    pub indikator: String,
    /// Unit of measure.
    pub satuan: String,
    /// Target of the year.
    pub target: AngkaLalu,
    /// Realisation.
    pub realisasi: AngkaLalu,
    /// Achievement against the target of the year.
    pub capaian: AngkaLalu,
}

/// A figure of last year's table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct AngkaLalu {
    /// The number.
    pub angka: Option<f64>,
    /// As it was printed.
    pub tulisan: String,
}

/// What the tables are made of.
pub(super) struct BahanLakip<'a> {
    pub(super) tahun: i32,
    pub(super) sampai: String,
    pub(super) kaskade: &'a Kaskade,
    /// Figures of every node against the target of the year.
    pub(super) setahun: &'a [HasilSimpul],
    pub(super) iku: &'a [BarisIku],
    pub(super) tindak: &'a [BarisTindak],
    pub(super) serapan: &'a [LajurSerapan],
    pub(super) ringkas: &'a Ringkas,
    pub(super) lalu: &'a TahunLalu,
    /// The word of the institution's scale for an achievement.
    pub(super) status: &'a dyn Fn(Option<f64>) -> Option<&'static str>,
}

impl Lakip {
    pub(super) fn susun(bahan: &BahanLakip<'_>) -> Self {
        let baris: Vec<BarisLakip> =
            bahan.iku.iter().enumerate().map(|(nomor, satu)| bahan.baris(nomor, satu)).collect();
        let analisis = bahan.iku.iter().zip(&baris).map(|(iku, baris)| bahan.analisis(iku, baris.lampu));
        Self {
            tahun: bahan.tahun,
            sampai: bahan.sampai.clone(),
            catatan_lalu: bahan.lalu.catatan.clone(),
            analisis: analisis.collect(),
            baris,
            efisiensi: per_program(bahan.serapan),
            kalimat_efisiensi: kalimat_efisiensi(bahan.ringkas),
        }
    }
}

impl BahanLakip<'_> {
    fn baris(&self, nomor: usize, iku: &BarisIku) -> BarisLakip {
        let satu = &iku.indikator;
        let capaian = satu.simpul.and_then(|nomor| self.setahun.get(nomor)).and_then(|hasil| hasil.sampai.capaian);
        let lampu = Lampu::dari(capaian);
        BarisLakip {
            nomor: nomor + 1,
            sasaran: iku.sasaran.clone(),
            kode: satu.kode.clone(),
            indikator: satu.indikator.clone(),
            satuan: satu.satuan.clone(),
            tahun: self.tahun,
            target: satu.posisi.target_tahun.clone(),
            lalu: self.lalu(&satu.kode, &satu.satuan),
            realisasi: satu.posisi.realisasi.clone(),
            capaian: Angka::persen(capaian),
            lampu,
            status: (self.status)(capaian).map_or_else(|| format!("{} {}", lampu.tanda, lampu.kata), str::to_string),
            simpul: satu.simpul,
        }
    }

    /// Last year's figures of the indicator with this code; one measured in another unit is another indicator.
    fn lalu(&self, kode: &str, satuan: &str) -> TargetLalu {
        let kosong = |alasan: String| TargetLalu { alasan: Some(alasan), ..TargetLalu::default() };
        if self.lalu.baris.is_empty() {
            return kosong(self.lalu.catatan.clone().unwrap_or_else(|| "data tahun lalu kosong".to_string()));
        }
        let Some(baris) = self.lalu.baris.get(kode) else {
            return kosong(format!("{kode} tidak ada di data tahun lalu"));
        };
        if kunci(&baris.satuan) != kunci(satuan) {
            return kosong(format!("tahun lalu {kode} diukur dalam {}", baris.satuan));
        }
        let angka =
            |satu: &AngkaLalu| Angka::atau_teks(satu.angka, Some(satu.tulisan.as_str()).filter(|teks| *teks != STRIP));
        TargetLalu {
            target: angka(&baris.target),
            realisasi: angka(&baris.realisasi),
            capaian: Angka::persen(baris.capaian.angka),
            alasan: None,
        }
    }

    fn analisis(&self, iku: &BarisIku, lampu: Lampu) -> BarisAnalisis {
        let di_bawah: Vec<usize> = iku.indikator.simpul.map(|nomor| self.kaskade.keturunan(nomor)).unwrap_or_default();
        let kode: HashSet<&str> = std::iter::once(iku.indikator.kode.as_str())
            .chain(di_bawah.iter().filter_map(|nomor| Some(self.kaskade.ambil(*nomor)?.kode.as_str())))
            .collect();
        let milik = || self.tindak.iter().filter(|satu| kode.contains(satu.kode.as_str()));
        let sebut = |satu: &BarisTindak, teks: &str| {
            format!("{} ({}, {}): {teks}", satu.nama_unit, satu.kode, satu.nama_triwulan)
        };
        BarisAnalisis {
            kode: iku.indikator.kode.clone(),
            indikator: iku.indikator.indikator.clone(),
            lampu,
            penghambat: milik().filter_map(|satu| Some(sebut(satu, satu.kendala.isi.as_deref()?))).collect(),
            upaya: milik().filter_map(|satu| Some(sebut(satu, satu.tindak_lanjut.isi.as_deref()?))).collect(),
        }
    }
}

/// The lines that count for the absorption, by programme, in the order of its first line.
fn per_program(lajur: &[LajurSerapan]) -> Vec<BarisEfisiensi> {
    let mut urutan: Vec<(String, Vec<&LajurSerapan>)> = Vec::new();
    for satu in lajur {
        let nama = if satu.program.is_empty() { &satu.kode } else { &satu.program };
        let nama = kunci(nama);
        match urutan.iter_mut().find(|(milik, _)| *milik == nama) {
            Some((_, isi)) => isi.push(satu),
            None => urutan.push((nama, vec![satu])),
        }
    }
    urutan
        .into_iter()
        .filter_map(|(_, isi)| {
            let pertama = isi.first()?;
            let jumlah = |ambil: fn(&LajurSerapan) -> f64| isi.iter().map(|satu| ambil(satu)).fold(0.0, |a, b| a + b);
            let (pagu, realisasi) = (jumlah(|satu| satu.pagu), jumlah(|satu| satu.realisasi));
            let unit: std::collections::BTreeSet<&str> = isi.iter().map(|satu| satu.unit.as_str()).collect();
            Some(BarisEfisiensi {
                kode: pertama.kode.clone(),
                program: pertama.program.clone(),
                pagu: Angka::rupiah(Some(pagu)),
                realisasi: Angka::rupiah(Some(realisasi)),
                serapan: Angka::persen(serapan(realisasi, pagu).ok()),
                unit: unit.len(),
            })
        })
        .collect()
}

/// "Capaian 92,1% – serapan 40,3% = 51,8 poin: efisien".
fn kalimat_efisiensi(ringkas: &Ringkas) -> Option<String> {
    let (capaian, serapan) = (ringkas.rata_rata?.nilai, ringkas.serapan.as_ref()?.persen);
    let (selisih, label) = efisiensi(capaian, serapan)?;
    let [capaian, serapan, selisih] = [capaian, serapan, selisih].map(|nilai| Angka::persen(Some(nilai)).tulisan);
    Some(format!(
        "Rata-rata capaian {capaian}% dikurangi serapan {serapan}% = {selisih} poin: {} (lebih dari 5 poin: efisien; dalam 5 poin: cukup efisien).",
        label.label()
    ))
}
