//! Units by indicators of the institution: in each cell the lowest achievement among the unit's indicators below that
//! indicator, so that nothing red hides in a mean, and every figure stands in the consolidated workbook.

use std::collections::HashMap;

use serde::Serialize;

use super::BarisUnit;
use super::angka::{Angka, Lampu};
use super::baris::BarisIku;
use crate::cascade::Kaskade;

/// The heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peta {
    /// Its columns: the indicators of the institution, and one for indicators of units that support none.
    pub kolom: Vec<KolomPeta>,
    /// Its rows: the units, in the order of the register.
    pub baris: Vec<BarisPeta>,
    /// What a cell says.
    pub keterangan: &'static str,
}

/// A column of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KolomPeta {
    /// Code of the indicator.
    pub kode: String,
    /// Its wording.
    pub indikator: String,
    /// Its own light.
    pub lampu: Lampu,
}

/// A row of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct BarisPeta {
    /// Code of the unit.
    pub unit: String,
    /// Its name.
    pub nama: String,
    /// Its cells, in the order of the columns; `None` where the unit has no share in the indicator.
    pub petak: Vec<Option<PetakPeta>>,
}

/// A cell of the heat map.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PetakPeta {
    /// Indicators of the unit below the indicator.
    pub banyak: usize,
    /// Those that have an achievement.
    pub terukur: usize,
    /// The lowest achievement among them.
    pub capaian: Angka,
    /// Its light.
    pub lampu: Lampu,
    /// Mark and figure: "▲ 87,5", or a dash.
    pub tulisan: String,
}

/// Draws the map of the units' indicators.
pub(super) fn susun(kaskade: &Kaskade, iku: &[BarisIku], unit: &[BarisUnit]) -> Peta {
    // Which indicators of the institution stand above a node: its ancestors, and itself when a unit answers for it.
    let kolom: HashMap<usize, usize> =
        iku.iter().enumerate().filter_map(|(nomor, satu)| Some((satu.indikator.simpul?, nomor))).collect();
    let milik = |satu: &BarisUnit| BarisPeta {
        unit: satu.unit.clone(),
        nama: satu.nama.clone(),
        petak: petak(kaskade, &kolom, iku.len(), satu),
    };
    let satu_kolom = |satu: &BarisIku| KolomPeta {
        kode: satu.indikator.kode.clone(),
        indikator: satu.indikator.indikator.clone(),
        lampu: satu.indikator.posisi.lampu,
    };
    let lain =
        KolomPeta { kode: "Lain".into(), indikator: "indikator unit di luar IKU".into(), lampu: Lampu::default() };
    let mut kolom_peta: Vec<KolomPeta> = iku.iter().map(satu_kolom).chain([lain]).collect();
    let mut baris: Vec<BarisPeta> = unit.iter().map(milik).collect();
    // Every indicator of a unit stands somewhere; where all have their place, the last column is not needed.
    if baris.iter().all(|satu| satu.petak.last().is_none_or(Option::is_none)) {
        kolom_peta.pop();
        for satu in &mut baris {
            satu.petak.pop();
        }
    }
    Peta {
        kolom: kolom_peta,
        baris,
        keterangan: "Angka: capaian terendah (%) di antara indikator unit pada IKU itu. – belum ada data; kosong: tidak mendukung IKU itu. Lain: di luar IKU.",
    }
}

fn petak(kaskade: &Kaskade, kolom: &HashMap<usize, usize>, lebar: usize, unit: &BarisUnit) -> Vec<Option<PetakPeta>> {
    let mut isi: Vec<Vec<Option<f64>>> = vec![Vec::new(); lebar + 1];
    for satu in &unit.indikator {
        let atas = satu.indikator.simpul.map(|simpul| [vec![simpul], kaskade.leluhur(simpul)].concat());
        let mut letak: Vec<usize> =
            atas.unwrap_or_default().iter().filter_map(|nomor| kolom.get(nomor).copied()).collect();
        if letak.is_empty() {
            letak.push(lebar);
        }
        for nomor in letak {
            isi[nomor].push(satu.indikator.posisi.capaian.angka);
        }
    }
    isi.into_iter().map(|capaian| (!capaian.is_empty()).then(|| PetakPeta::dari(&capaian))).collect()
}

impl PetakPeta {
    fn dari(semua: &[Option<f64>]) -> Self {
        let terendah = semua.iter().flatten().copied().reduce(f64::min);
        let (capaian, lampu) = (Angka::persen(terendah), Lampu::dari(terendah));
        let tulisan =
            if terendah.is_some() { format!("{} {}", lampu.tanda, capaian.tulisan) } else { capaian.tulisan.clone() };
        Self { banyak: semua.len(), terukur: semua.iter().flatten().count(), capaian, lampu, tulisan }
    }
}
