//! Many figures into one: means of achievements, the averages of BPS, and figures of units into their parent's
//! (domain 7.6, 7.8; design, sheet `Kaskade`).
//!
//! The cap belongs to each indicator and is applied before any mean (domain 7.7): means here take
//! [`Capaian::dibatasi`]. A mean always says how many figures it rests on and how many it left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Capaian;
use super::profil::{Agregasi, Profil};
use crate::domain::polaritas::KonsolidasiUnit;

/// A mean in percent points, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Rerata {
    /// The mean.
    pub nilai: f64,
    /// How many achievements are in it.
    pub dihitung: usize,
    /// How many are not, because they could not be computed or the rule leaves them out.
    pub dilewati: usize,
}

/// One indicator in a mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Butir<'a> {
    /// Its sasaran, by any key.
    pub sasaran: &'a str,
    /// Its weight.
    pub bobot: Option<f64>,
    /// Its achievement.
    pub capaian: Capaian,
}

/// Which targets the achievements were measured against. Counts for the averages of BPS only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dasar {
    /// The quarter's.
    Triwulan,
    /// The year's.
    Tahun,
}

/// The one figure of many indicators, as the profile aggregates them. `None` when nothing can be counted, or when
/// weights are asked for and one is missing or negative.
pub fn rerata(profil: &Profil, dasar: Dasar, butir: &[Butir<'_>]) -> Option<Rerata> {
    let capaian = || butir.iter().map(|butir| butir.capaian);
    match (profil.agregasi, dasar) {
        (Agregasi::RataRata, _) => rata_rata(capaian()),
        (Agregasi::RataRataPerSasaran, _) => rata_per_sasaran(butir),
        (Agregasi::Tertimbang, _) => {
            let berbobot: Option<Vec<_>> = butir.iter().map(|b| b.bobot.map(|bobot| (b.capaian, bobot))).collect();
            rata_tertimbang(&berbobot?)
        }
        (Agregasi::Bps, Dasar::Triwulan) => bps_triwulan(capaian()),
        (Agregasi::Bps, Dasar::Tahun) => bps_tahun(capaian()),
    }
}

/// The mean of what could be computed; zeros count (domain 7.8). Also the subtotal of a sasaran in the sheet of BPS,
/// which skips dashes and keeps zeros (domain 7.6).
pub fn rata_rata(capaian: impl IntoIterator<Item = Capaian>) -> Option<Rerata> {
    rata_bila(capaian, |_| true)
}

/// Mean of the sasaran means: a sasaran with many indicators weighs no more than one with few (domain 7.8). A sasaran
/// without any computed indicator is left out. The counts are of indicators.
pub fn rata_per_sasaran(butir: &[Butir<'_>]) -> Option<Rerata> {
    let mut sasaran: BTreeMap<&str, Vec<Capaian>> = BTreeMap::new();
    for b in butir {
        sasaran.entry(b.sasaran).or_default().push(b.capaian);
    }
    let rata: Vec<Rerata> = sasaran.into_values().filter_map(rata_rata).collect();
    let nilai = rata_bilangan(rata.iter().map(|r| r.nilai))?;
    let dihitung = rata.iter().map(|r| r.dihitung).sum();
    Some(Rerata { nilai, dihitung, dilewati: butir.len() - dihitung })
}

/// `sum(w x C) / sum(w)` over what could be computed (domain 7.8). `None` for a negative or missing weight, or when the
/// weights of what could be computed add up to 0. That they total 100 is another question: [`bobot_genap`].
pub fn rata_tertimbang(capaian: &[(Capaian, f64)]) -> Option<Rerata> {
    let nilai: Vec<(f64, f64)> = capaian.iter().filter_map(|(c, bobot)| Some((c.dibatasi()?, *bobot))).collect();
    let hasil = tertimbang(&nilai)?;
    Some(Rerata { nilai: hasil, dihitung: nilai.len(), dilewati: capaian.len() - nilai.len() })
}

/// Whether weights total 100, or 1 (rule WGT-01).
pub fn bobot_genap(bobot: &[f64]) -> bool {
    let jumlah: f64 = bobot.iter().sum();
    !bobot.is_empty() && (super::bulat::tanpa_derau(jumlah) == 100.0 || super::bulat::tanpa_derau(jumlah) == 1.0)
}

/// BPS, against quarterly targets: dashes and zeros are both left out (domain 7.6).
pub fn bps_triwulan(capaian: impl IntoIterator<Item = Capaian>) -> Option<Rerata> {
    rata_bila(capaian, |nilai| nilai != 0.0)
}

/// BPS, against annual targets: divided by all indicators, a dash counting 0 (domain 7.6). `None` only for no indicator.
pub fn bps_tahun(capaian: impl IntoIterator<Item = Capaian>) -> Option<Rerata> {
    let nilai: Vec<f64> = capaian.into_iter().map(|c| c.dibatasi().unwrap_or(0.0)).collect();
    let dihitung = nilai.len();
    Some(Rerata { nilai: rata_bilangan(nilai)?, dihitung, dilewati: 0 })
}

/// A parent's figure from its children's `(figure, weight)`. Weights count for the weighted mean only.
///
/// `None` when there are no children, when they say nothing about the parent (`tanpa`), when `langsung` has more than one
/// child, or when a weight is missing, negative or all are 0. Percentages must not be added: that is the caller's care.
pub fn gabung(cara: KonsolidasiUnit, anak: &[(f64, Option<f64>)]) -> Option<f64> {
    let nilai = || anak.iter().map(|(nilai, _)| *nilai);
    let hasil = match cara {
        KonsolidasiUnit::Jumlah if anak.is_empty() => None,
        KonsolidasiUnit::Jumlah => Some(nilai().sum()),
        KonsolidasiUnit::RataRata => rata_bilangan(nilai()),
        KonsolidasiUnit::RataRataTertimbang => {
            let berbobot: Option<Vec<_>> =
                anak.iter().map(|(nilai, bobot)| bobot.map(|bobot| (*nilai, bobot))).collect();
            tertimbang(&berbobot?)
        }
        KonsolidasiUnit::Maksimum => nilai().reduce(f64::max),
        KonsolidasiUnit::Minimum => nilai().reduce(f64::min),
        KonsolidasiUnit::Langsung => match anak {
            [(satu, _)] => Some(*satu),
            _ => None,
        },
        KonsolidasiUnit::Tanpa => None,
    };
    hasil.filter(|hasil| hasil.is_finite())
}

fn rata_bila(capaian: impl IntoIterator<Item = Capaian>, ikut: impl Fn(f64) -> bool) -> Option<Rerata> {
    let semua: Vec<Capaian> = capaian.into_iter().collect();
    let nilai: Vec<f64> = semua.iter().filter_map(|c| c.dibatasi()).filter(|nilai| ikut(*nilai)).collect();
    let dihitung = nilai.len();
    Some(Rerata { nilai: rata_bilangan(nilai)?, dihitung, dilewati: semua.len() - dihitung })
}

/// The plain mean; `None` for nothing.
pub(super) fn rata_bilangan(nilai: impl IntoIterator<Item = f64>) -> Option<f64> {
    let (jumlah, banyak) = nilai.into_iter().fold((0.0, 0.0), |(jumlah, banyak), nilai| (jumlah + nilai, banyak + 1.0));
    (banyak > 0.0).then(|| jumlah / banyak)
}

fn tertimbang(nilai: &[(f64, f64)]) -> Option<f64> {
    let bobot: f64 = nilai.iter().map(|(_, bobot)| bobot).sum();
    let sah = bobot > 0.0 && bobot.is_finite() && nilai.iter().all(|(_, bobot)| *bobot >= 0.0);
    sah.then(|| nilai.iter().map(|(nilai, bobot)| nilai * bobot).sum::<f64>() / bobot)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::capaian::{Alasan, NamaProfil, bulatkan};

    const STRIP: Capaian = Capaian::TidakTerhitung(Alasan::RealisasiNol);

    fn c(nilai: f64) -> Capaian {
        Capaian::Terhitung { penuh: nilai, dibatasi: nilai.min(120.0) }
    }

    fn dua_digit(rerata: Option<Rerata>) -> Option<f64> {
        rerata.map(|rerata| bulatkan(rerata.nilai, 2))
    }

    #[test]
    fn the_weighted_mean_differs_from_the_simple_one() {
        // Domain 7.8: C = 120 (cap), 80, 95 with w = 50, 30, 20 -> 60+24+19 = 103; simple mean 98.33.
        let capaian = [(c(140.0), 50.0), (c(80.0), 30.0), (c(95.0), 20.0)];
        assert_eq!(dua_digit(rata_tertimbang(&capaian)), Some(103.0));
        assert_eq!(dua_digit(rata_rata(capaian.map(|(c, _)| c))), Some(98.33));
    }

    #[test]
    fn the_cap_comes_before_the_mean() {
        // Domain 7.7: capping the mean of 322 and 80 would give 120.
        assert_eq!(dua_digit(rata_rata([c(322.0), c(80.0)])), Some(100.0));
    }

    #[test]
    fn bps_leaves_dashes_and_zeros_out_of_the_quarterly_average() {
        // Domain 7.6: 120, 80, 120, "-", "-": (120+80+120)/3 = 106.67.
        let lima = [c(120.0), c(80.0), c(120.0), STRIP, STRIP];
        let rerata = bps_triwulan(lima).unwrap();
        assert_eq!(bulatkan(rerata.nilai, 2), 106.67);
        assert_eq!((rerata.dihitung, rerata.dilewati), (3, 2));
        assert_eq!(dua_digit(bps_triwulan([c(120.0), c(80.0), c(120.0), STRIP, c(0.0)])), Some(106.67));
    }

    #[test]
    fn bps_divides_the_annual_average_by_all_indicators() {
        // Domain 7.6: the same numbers, 320/5 = 64.00.
        let lima = [c(120.0), c(80.0), c(120.0), STRIP, STRIP];
        assert_eq!(dua_digit(bps_tahun(lima)), Some(64.0));
    }

    #[test]
    fn a_subtotal_skips_dashes_but_keeps_zeros() {
        // Domain 7.6, subtotal per sasaran.
        assert_eq!(dua_digit(rata_rata([c(120.0), c(0.0), STRIP])), Some(60.0));
    }

    #[test]
    fn the_mean_of_sasaran_means_gives_each_sasaran_one_voice() {
        // Domain 7.8.
        let butir = [("a", c(100.0)), ("a", c(80.0)), ("a", STRIP), ("b", c(50.0)), ("c", STRIP)]
            .map(|(sasaran, capaian)| Butir { sasaran, bobot: None, capaian });
        assert_eq!(rata_per_sasaran(&butir), Some(Rerata { nilai: 70.0, dihitung: 3, dilewati: 2 }));
    }

    #[test]
    fn the_profile_chooses_the_aggregation() {
        let butir = [("a", Some(50.0), c(140.0)), ("a", Some(30.0), c(80.0)), ("b", Some(20.0), c(95.0))]
            .map(|(sasaran, bobot, capaian)| Butir { sasaran, bobot, capaian });
        let dengan = |agregasi| rerata(&Profil { agregasi, ..Profil::default() }, Dasar::Tahun, &butir);
        assert_eq!(dua_digit(dengan(Agregasi::RataRata)), Some(98.33));
        assert_eq!(dua_digit(dengan(Agregasi::RataRataPerSasaran)), Some(97.5));
        assert_eq!(dua_digit(dengan(Agregasi::Tertimbang)), Some(103.0));
        let bps = Profil::baku(NamaProfil::Bps);
        let lima =
            [c(120.0), c(80.0), c(120.0), STRIP, STRIP].map(|capaian| Butir { sasaran: "", bobot: None, capaian });
        assert_eq!(dua_digit(rerata(&bps, Dasar::Triwulan, &lima)), Some(106.67));
        assert_eq!(dua_digit(rerata(&bps, Dasar::Tahun, &lima)), Some(64.0));
    }

    #[test]
    fn a_missing_weight_is_not_guessed() {
        let profil = Profil { agregasi: Agregasi::Tertimbang, ..Profil::default() };
        let butir = [Butir { sasaran: "", bobot: None, capaian: c(80.0) }];
        assert_eq!(rerata(&profil, Dasar::Tahun, &butir), None);
        assert_eq!(rata_tertimbang(&[(c(80.0), -1.0), (c(90.0), 2.0)]), None);
        assert_eq!(rata_tertimbang(&[(c(80.0), 0.0)]), None);
    }

    #[test]
    fn nothing_computed_has_no_mean_rather_than_zero() {
        assert_eq!(rata_rata([STRIP, STRIP]), None);
        assert_eq!(rata_rata([]), None);
        assert_eq!(bps_triwulan([c(0.0), STRIP]), None);
        assert_eq!(bps_tahun([]), None);
    }

    #[test]
    fn weights_total_a_hundred_or_one() {
        // WGT-01; the mixes 50:50, 30:70 and 10:90 of KMK 127/2026 (domain 7.8).
        for bobot in [&[50.0, 50.0][..], &[30.0, 70.0], &[10.0, 90.0], &[0.1, 0.2, 0.7], &[33.3, 33.3, 33.4]] {
            assert!(bobot_genap(bobot), "{bobot:?}");
        }
        for bobot in [&[50.0, 40.0][..], &[], &[33.0, 33.0, 33.0]] {
            assert!(!bobot_genap(bobot), "{bobot:?}");
        }
    }

    #[test]
    fn figures_of_units_join_as_the_cascade_says() {
        let anak = [(10.0, Some(1.0)), (20.0, Some(3.0)), (60.0, Some(1.0))];
        for (cara, hasil) in [
            (KonsolidasiUnit::Jumlah, Some(90.0)),
            (KonsolidasiUnit::RataRata, Some(30.0)),
            (KonsolidasiUnit::RataRataTertimbang, Some(26.0)),
            (KonsolidasiUnit::Maksimum, Some(60.0)),
            (KonsolidasiUnit::Minimum, Some(10.0)),
            (KonsolidasiUnit::Langsung, None),
            (KonsolidasiUnit::Tanpa, None),
        ] {
            assert_eq!(gabung(cara, &anak), hasil, "{cara:?}");
            assert_eq!(gabung(cara, &[]), None, "{cara:?} of nothing");
        }
        assert_eq!(gabung(KonsolidasiUnit::Langsung, &anak[..1]), Some(10.0));
        assert_eq!(gabung(KonsolidasiUnit::RataRataTertimbang, &[(10.0, None), (20.0, Some(1.0))]), None);
    }
}
