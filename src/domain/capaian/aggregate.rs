//! Many figures into one: means of achievements, the averages of BPS, and figures of units into their parent's
//! (domain 7.6, 7.8; design, sheet `Kaskade`).
//!
//! The cap belongs to each indicator and is applied before any mean (domain 7.7): means here take
//! [`Capaian::limited`]. A mean always says how many figures it rests on and how many it left out.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Capaian;
use super::profil::{Aggregation, Profil};
use crate::domain::exact;
use crate::domain::polaritas::KonsolidasiUnit;

/// A mean in percent points, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct MeanValue {
    /// The mean.
    #[serde(rename = "nilai")]
    pub value: f64,
    /// How many achievements are in it.
    #[serde(rename = "dihitung")]
    pub computed: usize,
    /// How many are not, because they could not be computed or the rule leaves them out.
    #[serde(rename = "dilewati")]
    pub skipped: usize,
}

/// One indicator in a mean.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MeanItem<'a> {
    /// Its sasaran, by any key.
    pub sasaran: &'a str,
    /// Its weight.
    pub bobot: Option<f64>,
    /// Its achievement.
    pub capaian: Capaian,
}

/// Which targets the achievements were measured against. Counts for the averages of BPS only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MeanBasis {
    /// The quarter's.
    Triwulan,
    /// The year's.
    Year,
}

/// The one figure of many indicators, as the profile aggregates them. `None` when nothing can be counted, or when
/// weights are asked for and one is missing or negative.
pub fn mean_value(profil: &Profil, basis: MeanBasis, item: &[MeanItem<'_>]) -> Option<MeanValue> {
    let capaian = || item.iter().map(|item| item.capaian);
    match (profil.aggregation, basis) {
        (Aggregation::Average, _) => average(capaian()),
        (Aggregation::AveragePerSasaran, _) => mean_per_sasaran(item),
        (Aggregation::Weighted, _) => {
            let with_bobot: Option<Vec<_>> = item.iter().map(|b| b.bobot.map(|bobot| (b.capaian, bobot))).collect();
            weighted_mean(&with_bobot?)
        }
        (Aggregation::Bps, MeanBasis::Triwulan) => triwulan_bps(capaian()),
        (Aggregation::Bps, MeanBasis::Year) => year_bps(capaian()),
    }
}

/// The mean of what could be computed; zeros count (domain 7.8). Also the subtotal of a sasaran in the sheet of BPS,
/// which skips dashes and keeps zeros (domain 7.6).
pub fn average(capaian: impl IntoIterator<Item = Capaian>) -> Option<MeanValue> {
    mean_when(capaian, |_| true)
}

/// Mean of the sasaran means: a sasaran with many indicators weighs no more than one with few (domain 7.8). A sasaran
/// without any computed indicator is left out. The counts are of indicators.
pub fn mean_per_sasaran(item: &[MeanItem<'_>]) -> Option<MeanValue> {
    let mut sasaran: BTreeMap<&str, Vec<Capaian>> = BTreeMap::new();
    for b in item {
        sasaran.entry(b.sasaran).or_default().push(b.capaian);
    }
    let mean: Vec<MeanValue> = sasaran.into_values().filter_map(average).collect();
    let value = numeral_mean(mean.iter().map(|r| r.value))?;
    let computed = mean.iter().map(|r| r.computed).sum();
    Some(MeanValue { value, computed, skipped: item.len() - computed })
}

/// `sum(w x C) / sum(w)` over what could be computed (domain 7.8). `None` for a negative or missing weight, or when the
/// weights of what could be computed add up to 0. That they total 100 is another question: [`even_bobot`].
pub fn weighted_mean(capaian: &[(Capaian, f64)]) -> Option<MeanValue> {
    let value: Vec<(f64, f64)> = capaian.iter().filter_map(|(c, bobot)| Some((c.limited()?, *bobot))).collect();
    let outcome = weighted(&value)?;
    Some(MeanValue { value: outcome, computed: value.len(), skipped: capaian.len() - value.len() })
}

/// Whether weights total 100, or 1 (rule WGT-01).
pub fn even_bobot(bobot: &[f64]) -> bool {
    let total = exact::sum(bobot.iter().copied());
    !bobot.is_empty() && (exact::same(total, 100.0) || exact::same(total, 1.0))
}

/// BPS, against quarterly targets: dashes and zeros are both left out (domain 7.6).
pub fn triwulan_bps(capaian: impl IntoIterator<Item = Capaian>) -> Option<MeanValue> {
    mean_when(capaian, |value| value != 0.0)
}

/// BPS, against annual targets: divided by all indicators, a dash counting 0 (domain 7.6). `None` only for no indicator.
pub fn year_bps(capaian: impl IntoIterator<Item = Capaian>) -> Option<MeanValue> {
    let value: Vec<f64> = capaian.into_iter().map(|c| c.limited().unwrap_or(0.0)).collect();
    let computed = value.len();
    Some(MeanValue { value: numeral_mean(value)?, computed, skipped: 0 })
}

/// A parent's figure from its children's `(figure, weight)`. Weights count for the weighted mean only.
///
/// `None` when there are no children, when they say nothing about the parent (`tanpa`), when `langsung` has more than one
/// child, or when a weight is missing, negative or all are 0. Percentages must not be added: that is the caller's care.
pub fn combine(way: KonsolidasiUnit, child: &[(f64, Option<f64>)]) -> Option<f64> {
    let value = || child.iter().map(|(value, _)| *value);
    let outcome = match way {
        KonsolidasiUnit::Total if child.is_empty() => None,
        KonsolidasiUnit::Total => Some(exact::sum(value())),
        KonsolidasiUnit::Average => numeral_mean(value()),
        KonsolidasiUnit::WeightedAverage => {
            let with_bobot: Option<Vec<_>> =
                child.iter().map(|(value, bobot)| bobot.map(|bobot| (*value, bobot))).collect();
            weighted(&with_bobot?)
        }
        KonsolidasiUnit::Maximum => value().reduce(f64::max),
        KonsolidasiUnit::Minimum => value().reduce(f64::min),
        KonsolidasiUnit::Direct => match child {
            [(one, _)] => Some(*one),
            _ => None,
        },
        KonsolidasiUnit::Without => None,
    };
    outcome.filter(|outcome| outcome.is_finite())
}

fn mean_when(capaian: impl IntoIterator<Item = Capaian>, along: impl Fn(f64) -> bool) -> Option<MeanValue> {
    let all: Vec<Capaian> = capaian.into_iter().collect();
    let value: Vec<f64> = all.iter().filter_map(|c| c.limited()).filter(|value| along(*value)).collect();
    let computed = value.len();
    Some(MeanValue { value: numeral_mean(value)?, computed, skipped: all.len() - computed })
}

/// The plain mean; `None` for nothing.
pub(super) fn numeral_mean(value: impl IntoIterator<Item = f64>) -> Option<f64> {
    let value: Vec<f64> = value.into_iter().collect();
    let count = value.len() as f64;
    (count > 0.0).then(|| exact::sum(value) / count)
}

fn weighted(value: &[(f64, f64)]) -> Option<f64> {
    let bobot = exact::sum(value.iter().map(|(_, bobot)| *bobot));
    let valid = bobot > 0.0 && bobot.is_finite() && value.iter().all(|(_, bobot)| *bobot >= 0.0);
    valid.then(|| value.iter().map(|(value, bobot)| value * bobot).sum::<f64>() / bobot)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::domain::capaian::{ProfilName, Reason, round_off};

    const DASH: Capaian = Capaian::Uncounted(Reason::ZeroRealisasi);

    fn c(value: f64) -> Capaian {
        Capaian::Counted { full: value, limited: value.min(120.0) }
    }

    fn two_digit(mean_value: Option<MeanValue>) -> Option<f64> {
        mean_value.map(|mean_value| round_off(mean_value.value, 2))
    }

    #[test]
    fn the_weighted_mean_differs_from_the_simple_one() {
        // Domain 7.8: C = 120 (cap), 80, 95 with w = 50, 30, 20 -> 60+24+19 = 103; simple mean 98.33.
        let capaian = [(c(140.0), 50.0), (c(80.0), 30.0), (c(95.0), 20.0)];
        assert_eq!(two_digit(weighted_mean(&capaian)), Some(103.0));
        assert_eq!(two_digit(average(capaian.map(|(c, _)| c))), Some(98.33));
    }

    #[test]
    fn the_cap_comes_before_the_mean() {
        // Domain 7.7: capping the mean of 322 and 80 would give 120.
        assert_eq!(two_digit(average([c(322.0), c(80.0)])), Some(100.0));
    }

    #[test]
    fn bps_leaves_dashes_and_zeros_out_of_the_quarterly_average() {
        // Domain 7.6: 120, 80, 120, "-", "-": (120+80+120)/3 = 106.67.
        let five = [c(120.0), c(80.0), c(120.0), DASH, DASH];
        let mean_value = triwulan_bps(five).unwrap();
        assert_eq!(round_off(mean_value.value, 2), 106.67);
        assert_eq!((mean_value.computed, mean_value.skipped), (3, 2));
        assert_eq!(two_digit(triwulan_bps([c(120.0), c(80.0), c(120.0), DASH, c(0.0)])), Some(106.67));
    }

    #[test]
    fn bps_divides_the_annual_average_by_all_indicators() {
        // Domain 7.6: the same numbers, 320/5 = 64.00.
        let five = [c(120.0), c(80.0), c(120.0), DASH, DASH];
        assert_eq!(two_digit(year_bps(five)), Some(64.0));
    }

    #[test]
    fn a_subtotal_skips_dashes_but_keeps_zeros() {
        // Domain 7.6, subtotal per sasaran.
        assert_eq!(two_digit(average([c(120.0), c(0.0), DASH])), Some(60.0));
    }

    #[test]
    fn the_mean_of_sasaran_means_gives_each_sasaran_one_voice() {
        // Domain 7.8.
        let item = [("a", c(100.0)), ("a", c(80.0)), ("a", DASH), ("b", c(50.0)), ("c", DASH)]
            .map(|(sasaran, capaian)| MeanItem { sasaran, bobot: None, capaian });
        assert_eq!(mean_per_sasaran(&item), Some(MeanValue { value: 70.0, computed: 3, skipped: 2 }));
    }

    #[test]
    fn the_profile_chooses_the_aggregation() {
        let item = [("a", Some(50.0), c(140.0)), ("a", Some(30.0), c(80.0)), ("b", Some(20.0), c(95.0))]
            .map(|(sasaran, bobot, capaian)| MeanItem { sasaran, bobot, capaian });
        let with = |aggregation| mean_value(&Profil { aggregation, ..Profil::default() }, MeanBasis::Year, &item);
        assert_eq!(two_digit(with(Aggregation::Average)), Some(98.33));
        assert_eq!(two_digit(with(Aggregation::AveragePerSasaran)), Some(97.5));
        assert_eq!(two_digit(with(Aggregation::Weighted)), Some(103.0));
        let bps = Profil::standard(ProfilName::Bps);
        let five =
            [c(120.0), c(80.0), c(120.0), DASH, DASH].map(|capaian| MeanItem { sasaran: "", bobot: None, capaian });
        assert_eq!(two_digit(mean_value(&bps, MeanBasis::Triwulan, &five)), Some(106.67));
        assert_eq!(two_digit(mean_value(&bps, MeanBasis::Year, &five)), Some(64.0));
    }

    #[test]
    fn a_missing_weight_is_not_guessed() {
        let profil = Profil { aggregation: Aggregation::Weighted, ..Profil::default() };
        let item = [MeanItem { sasaran: "", bobot: None, capaian: c(80.0) }];
        assert_eq!(mean_value(&profil, MeanBasis::Year, &item), None);
        assert_eq!(weighted_mean(&[(c(80.0), -1.0), (c(90.0), 2.0)]), None);
        assert_eq!(weighted_mean(&[(c(80.0), 0.0)]), None);
    }

    #[test]
    fn nothing_computed_has_no_mean_rather_than_zero() {
        assert_eq!(average([DASH, DASH]), None);
        assert_eq!(average([]), None);
        assert_eq!(triwulan_bps([c(0.0), DASH]), None);
        assert_eq!(year_bps([]), None);
    }

    #[test]
    fn weights_total_a_hundred_or_one() {
        // WGT-01; the mixes 50:50, 30:70 and 10:90 of KMK 127/2026 (domain 7.8).
        for bobot in [&[50.0, 50.0][..], &[30.0, 70.0], &[10.0, 90.0], &[0.1, 0.2, 0.7], &[33.3, 33.3, 33.4]] {
            assert!(even_bobot(bobot), "{bobot:?}");
        }
        for bobot in [&[50.0, 40.0][..], &[], &[33.0, 33.0, 33.0]] {
            assert!(!even_bobot(bobot), "{bobot:?}");
        }
    }

    #[test]
    fn figures_of_units_join_as_the_cascade_says() {
        let child = [(10.0, Some(1.0)), (20.0, Some(3.0)), (60.0, Some(1.0))];
        for (way, outcome) in [
            (KonsolidasiUnit::Total, Some(90.0)),
            (KonsolidasiUnit::Average, Some(30.0)),
            (KonsolidasiUnit::WeightedAverage, Some(26.0)),
            (KonsolidasiUnit::Maximum, Some(60.0)),
            (KonsolidasiUnit::Minimum, Some(10.0)),
            (KonsolidasiUnit::Direct, None),
            (KonsolidasiUnit::Without, None),
        ] {
            assert_eq!(combine(way, &child), outcome, "{way:?}");
            assert_eq!(combine(way, &[]), None, "{way:?} of nothing");
        }
        assert_eq!(combine(KonsolidasiUnit::Direct, &child[..1]), Some(10.0));
        assert_eq!(combine(KonsolidasiUnit::WeightedAverage, &[(10.0, None), (20.0, Some(1.0))]), None);
    }
}
