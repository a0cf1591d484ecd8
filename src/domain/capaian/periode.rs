//! The quarters of a year into one figure to date (domain 8).
//!
//! Takes quarterly targets and realisations with their basis, gives the figures to date, the achievement against the
//! targets of the same quarters and against the year, and the quarters they rest on. "Kumulatif" has two opposite
//! meanings in the files (domain 8.1), so here `kumulatif` has one: the quarter's cell already holds the running total.

use serde::{Deserialize, Serialize};

use super::agregat::rata_bilangan;
use super::bulat::tanpa_derau;
use super::{Alasan, Capaian, Profil, Realisasi, Target, hitung};
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::triwulan::Triwulan;

/// A figure for each quarter; `None` where nothing was filled.
pub type EmpatTriwulan = [Option<f64>; 4];

/// The quarters of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Deret {
    /// Targets of the quarters.
    pub target: EmpatTriwulan,
    /// Realisations of the quarters.
    pub realisasi: EmpatTriwulan,
    /// Target of the year.
    pub tahunan: Option<f64>,
    /// Whether targets and realisations are running totals already.
    pub kumulatif: bool,
}

/// Where an indicator stands at the end of a quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct SampaiTriwulan {
    /// The quarters whose realisations are in the figures.
    pub triwulan: Vec<Triwulan>,
    /// The target to date.
    pub target: Option<f64>,
    /// The realisation to date.
    pub realisasi: Option<f64>,
    /// Realisation to date against target to date.
    pub capaian: Capaian,
    /// Realisation to date against the target of the year.
    pub terhadap_tahun: Capaian,
}

/// Where an indicator stands at the end of `sampai` (domain 8.2).
///
/// * Sum: the filled realisations over the targets of the same quarters. A blank target among them counts as nothing
///   planned only when the filled targets already add up to the year; otherwise there is no target to date.
/// * Last value, and every running total: the last filled realisation over the target of that quarter.
/// * Average: the mean of the filled realisations over the mean of their targets; without any quarterly target, over the
///   annual one, which is the target of each quarter then.
pub fn sampai_triwulan(
    profil: &Profil,
    polaritas: Polaritas,
    konsolidasi: KonsolidasiPeriode,
    deret: &Deret,
    sampai: Triwulan,
) -> SampaiTriwulan {
    // A running total is a position: its last figure says it all.
    let konsolidasi = if deret.kumulatif { KonsolidasiPeriode::NilaiAkhir } else { konsolidasi };
    let mut terisi: Vec<Terisi> = deret.terisi(sampai).collect();
    if konsolidasi == KonsolidasiPeriode::NilaiAkhir {
        terisi.drain(..terisi.len().saturating_sub(1));
    }
    let angka = || terisi.iter().map(|t| t.realisasi);
    let (target, realisasi) = match konsolidasi {
        KonsolidasiPeriode::NilaiAkhir => (terisi.first().and_then(|t| t.target), angka().next()),
        KonsolidasiPeriode::Jumlah => (deret.target_jumlah(&terisi), angka().reduce(|a, b| a + b)),
        KonsolidasiPeriode::RataRata => (deret.target_rata(&terisi), rata_bilangan(angka())),
    };
    let banding = |target: Option<f64>| match target.zip(realisasi) {
        Some((target, realisasi)) => hitung(profil, polaritas, &Target::Angka(target), &Realisasi::Angka(realisasi)),
        None => Capaian::TidakTerhitung(Alasan::TidakAda),
    };
    SampaiTriwulan {
        triwulan: terisi.iter().map(|t| t.triwulan).collect(),
        target,
        realisasi,
        capaian: banding(target),
        terhadap_tahun: banding(deret.tahunan),
    }
}

/// A quarter with a realisation.
#[derive(Debug, Clone, Copy)]
struct Terisi {
    triwulan: Triwulan,
    target: Option<f64>,
    realisasi: f64,
}

impl Deret {
    fn terisi(&self, sampai: Triwulan) -> impl Iterator<Item = Terisi> {
        let deret = Triwulan::SEMUA.into_iter().zip(self.target).zip(self.realisasi);
        deret
            .filter(move |((triwulan, _), _)| *triwulan <= sampai)
            .filter_map(|((triwulan, target), realisasi)| Some(Terisi { triwulan, target, realisasi: realisasi? }))
    }

    fn target_jumlah(&self, terisi: &[Terisi]) -> Option<f64> {
        if terisi.is_empty() {
            return None;
        }
        let semua: Option<f64> = terisi.iter().map(|t| t.target).sum();
        semua.or_else(|| {
            let rencana: Vec<f64> = self.target.iter().flatten().copied().collect();
            let lengkap = self.tahunan.is_some_and(|tahunan| berjumlah(&rencana, tahunan));
            // Folded from 0: the sum of nothing is -0 and would print so.
            lengkap.then(|| terisi.iter().filter_map(|t| t.target).fold(0.0, |jumlah, target| jumlah + target))
        })
    }

    fn target_rata(&self, terisi: &[Terisi]) -> Option<f64> {
        if terisi.is_empty() {
            return None;
        }
        if self.target.iter().all(Option::is_none) {
            return self.tahunan;
        }
        let target: Option<Vec<f64>> = terisi.iter().map(|t| t.target).collect();
        rata_bilangan(target?)
    }
}

/// What the targets say about how quarters make the year (domain 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Simpulan {
    /// How they consolidate.
    pub konsolidasi: KonsolidasiPeriode,
    /// Whether the cells hold running totals. A position and a running total look alike and are computed alike.
    pub kumulatif: bool,
    /// Whether the targets leave no other reading. Equal targets may also be an average; one lone target, and targets of
    /// 0, fit every reading.
    pub pasti: bool,
}

/// Infers the consolidation from the targets, blanks counting as nothing planned. `None` when no reading fits: the
/// accumulation type cannot be told from the data (rule QTR-01).
///
/// | targets | reading |
/// |---|---|
/// | the quarters add up to the year | sum |
/// | TW IV is the year's, and no quarter falls behind the one before | running total or position |
/// | TW IV is the year's, and no quarter exceeds the one before | position (lower is better) |
/// | every quarter is the year's | last value, possibly average |
pub fn simpulkan(target: &EmpatTriwulan, tahunan: f64) -> Option<Simpulan> {
    let terisi: Vec<f64> = target.iter().flatten().copied().collect();
    if terisi.is_empty() || !tahunan.is_finite() || terisi.iter().any(|t| !t.is_finite()) {
        return None;
    }
    let sama = |a: f64, b: f64| tanpa_derau(a) == tanpa_derau(b);
    let berjumlah = berjumlah(&terisi, tahunan);
    let akhir_setahun = target[3].is_some_and(|akhir| sama(akhir, tahunan));
    let tetap = terisi.iter().all(|t| sama(*t, tahunan));
    let naik = akhir_setahun && terisi.is_sorted();
    let turun = akhir_setahun && terisi.iter().rev().is_sorted();
    let simpulan = |konsolidasi, kumulatif, pasti| Some(Simpulan { konsolidasi, kumulatif, pasti });
    match () {
        // Only TW IV, or nothing but zeros: sum and position agree about the target and not about a realisation. The
        // position never overstates.
        () if berjumlah && (naik || turun) => simpulan(KonsolidasiPeriode::NilaiAkhir, false, false),
        () if berjumlah => simpulan(KonsolidasiPeriode::Jumlah, false, !tetap),
        () if tetap => simpulan(KonsolidasiPeriode::NilaiAkhir, false, false),
        () if naik => simpulan(KonsolidasiPeriode::NilaiAkhir, true, true),
        () if turun => simpulan(KonsolidasiPeriode::NilaiAkhir, false, true),
        () => None,
    }
}

/// Whether the quarters add up to the year.
fn berjumlah(target: &[f64], tahunan: f64) -> bool {
    (target.iter().sum::<f64>() - tahunan).abs() <= sisa_pembulatan(target)
}

/// How far a sum of rounded addends may miss its total: half a unit of the last decimal for each of four addends. Whole
/// numbers and one decimal must fit exactly, 33.33 three times makes 100.
fn sisa_pembulatan(angka: &[f64]) -> f64 {
    let desimal = |digit: i32| angka.iter().all(|a| tanpa_derau(a * 10_f64.powi(digit)).fract() == 0.0);
    match (0..=4).find(|digit| desimal(*digit)) {
        Some(0..=1) => 1e-9,
        Some(digit) => 2.0 * 10_f64.powi(-digit),
        None => 1e-4,
    }
}

/// What each quarter added to a running total. A blank stays blank, and the next quarter adds since the last figure.
pub fn tambahan(kumulatif: &EmpatTriwulan) -> EmpatTriwulan {
    let mut sebelumnya = 0.0;
    kumulatif.map(|sekarang| {
        let sekarang = sekarang?;
        Some(tanpa_derau(sekarang - std::mem::replace(&mut sebelumnya, sekarang)))
    })
}

/// The running total of what each quarter added. A blank stays blank.
pub fn berjalan(tambahan: &EmpatTriwulan) -> EmpatTriwulan {
    let mut jumlah = 0.0;
    tambahan.map(|tambah| {
        jumlah += tambah?;
        Some(jumlah)
    })
}

/// Deli Serdang: percent columns run up to 100, number columns hold the quarter alone:
/// `K_n = persen_n x T - sum(K_1..K_(n-1))` (domain 8.2). `persen` in percent points.
pub fn tambahan_dari_persen(persen: &EmpatTriwulan, target: f64) -> EmpatTriwulan {
    tambahan(&persen.map(|persen| persen.map(|persen| persen * target / 100.0)))
}

/// The semesters: SM1 = TW I + II, SM2 = TW III + IV (domain 8.2), of quarters that are not running totals (see
/// [`tambahan`]). A semester without any filled quarter has no figure.
pub fn semester(triwulan: &EmpatTriwulan, konsolidasi: KonsolidasiPeriode) -> [Option<f64>; 2] {
    let [satu, dua, tiga, empat] = *triwulan;
    [[satu, dua], [tiga, empat]].map(|pasangan| {
        let terisi = || pasangan.into_iter().flatten();
        match konsolidasi {
            KonsolidasiPeriode::Jumlah => terisi().reduce(|a, b| a + b),
            KonsolidasiPeriode::RataRata => rata_bilangan(terisi()),
            KonsolidasiPeriode::NilaiAkhir => terisi().last(),
        }
    })
}

#[cfg(test)]
mod tests;
