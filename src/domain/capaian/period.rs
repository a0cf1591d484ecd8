//! The quarters of a year into one figure to date (domain 8).
//!
//! Takes quarterly targets and realisations with their basis, gives the figures to date, the achievement against the
//! targets of the same quarters and against the year, and the quarters they rest on. "Kumulatif" has two opposite
//! meanings in the files (domain 8.1), so here `kumulatif` has one: the quarter's cell already holds the running total.

use serde::{Deserialize, Serialize};

use super::aggregate::numeral_mean;
use super::whole::without_noise;
use super::{Capaian, Profil, Realisasi, Reason, Target, compute};
use crate::domain::exact;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::triwulan::Triwulan;

/// A figure for each quarter; `None` where nothing was filled.
pub type FourTriwulan = [Option<f64>; 4];

/// The quarters of one indicator.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct QuarterSeries {
    /// Targets of the quarters.
    pub target: FourTriwulan,
    /// Realisations of the quarters.
    pub realisasi: FourTriwulan,
    /// Target of the year.
    pub yearly: Option<f64>,
    /// Whether targets and realisations are running totals already.
    pub cumulative: bool,
    /// Quarters whose realisations stand in those of the next, which holds the semester.
    pub within_semester: [bool; 4],
}

/// Where an indicator stands at the end of a quarter.
#[derive(Debug, Clone, PartialEq)]
pub struct ToTriwulan {
    /// The quarters whose realisations are in the figures.
    pub triwulan: Vec<Triwulan>,
    /// The target to date.
    pub target: Option<f64>,
    /// The realisation to date.
    pub realisasi: Option<f64>,
    /// Realisation to date against target to date.
    pub capaian: Capaian,
    /// Realisation to date against the target of the year.
    pub against_year: Capaian,
}

/// Where an indicator stands at the end of `sampai` (domain 8.2).
///
/// * Sum: the filled realisations over the targets of the same quarters. A blank target among them counts as nothing
///   planned only when the filled targets already add up to the year; otherwise there is no target to date.
/// * Last value, and every running total: the last filled realisation over the target of that quarter.
/// * Average: the mean of the filled realisations over the mean of their targets; without any quarterly target, over the
///   annual one, which is the target of each quarter then.
pub fn to_triwulan(
    profil: &Profil,
    polaritas: Polaritas,
    konsolidasi: KonsolidasiPeriode,
    series: &QuarterSeries,
    until: Triwulan,
) -> ToTriwulan {
    // A running total is a position: its last figure says it all.
    let konsolidasi = if series.cumulative { KonsolidasiPeriode::LastValue } else { konsolidasi };
    let mut filled: Vec<FilledQuarter> = series.filled(until).collect();
    if konsolidasi == KonsolidasiPeriode::LastValue {
        filled.drain(..filled.len().saturating_sub(1));
    }
    let figure = || filled.iter().map(|t| t.realisasi);
    let (target, realisasi) = match konsolidasi {
        KonsolidasiPeriode::LastValue => (filled.first().and_then(|t| t.target), figure().next()),
        KonsolidasiPeriode::Total => (series.total_target(&filled), (!filled.is_empty()).then(|| exact::sum(figure()))),
        KonsolidasiPeriode::Average => (series.mean_target(&filled), numeral_mean(figure())),
    };
    let compare = |target: Option<f64>| match target.zip(realisasi) {
        Some((target, realisasi)) => compute(profil, polaritas, &Target::Figure(target), &Realisasi::Figure(realisasi)),
        None => Capaian::Uncounted(Reason::Absent),
    };
    ToTriwulan {
        triwulan: filled.iter().map(|t| t.triwulan).collect(),
        target,
        realisasi,
        capaian: compare(target),
        against_year: compare(series.yearly),
    }
}

/// A quarter with a realisation.
#[derive(Debug, Clone, Copy)]
struct FilledQuarter {
    triwulan: Triwulan,
    target: Option<f64>,
    realisasi: f64,
}

impl QuarterSeries {
    fn filled(&self, until: Triwulan) -> impl Iterator<Item = FilledQuarter> {
        let series = Triwulan::ALL.into_iter().zip(self.target).zip(self.realisasi);
        series.filter(move |((triwulan, _), _)| *triwulan <= until).filter_map(|((triwulan, target), realisasi)| {
            Some(FilledQuarter { triwulan, target, realisasi: realisasi? })
        })
    }

    /// What a filled quarter is to reach where quarters add up: with the quarter before where it holds the semester.
    fn added_target(&self, filled: &FilledQuarter) -> Option<f64> {
        let before = (filled.triwulan as usize).checked_sub(1).filter(|before| self.within_semester[*before]);
        let before = before.and_then(|before| self.target[before]);
        Some(exact::sum([filled.target?, before.unwrap_or(0.0)]))
    }

    fn total_target(&self, filled: &[FilledQuarter]) -> Option<f64> {
        if filled.is_empty() {
            return None;
        }
        let all: Option<Vec<f64>> = filled.iter().map(|t| self.added_target(t)).collect();
        all.map(exact::sum).or_else(|| {
            let rencana: Vec<f64> = self.target.iter().flatten().copied().collect();
            let complete = self.yearly.is_some_and(|yearly| summed(&rencana, yearly));
            complete.then(|| exact::sum(filled.iter().filter_map(|t| t.target)))
        })
    }

    fn mean_target(&self, filled: &[FilledQuarter]) -> Option<f64> {
        if filled.is_empty() {
            return None;
        }
        if self.target.iter().all(Option::is_none) {
            return self.yearly;
        }
        let target: Option<Vec<f64>> = filled.iter().map(|t| t.target).collect();
        numeral_mean(target?)
    }
}

/// What the targets say about how quarters make the year (domain 8.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TargetConclusion {
    /// How they consolidate.
    pub konsolidasi: KonsolidasiPeriode,
    /// Whether the cells hold running totals. A position and a running total look alike and are computed alike.
    #[serde(rename = "kumulatif")]
    pub cumulative: bool,
    /// Whether the targets leave no other reading. Equal targets may also be an average; one lone target, and targets of
    /// 0, fit every reading.
    #[serde(rename = "pasti")]
    pub certain: bool,
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
pub fn conclude(target: &FourTriwulan, yearly: f64) -> Option<TargetConclusion> {
    let filled: Vec<f64> = target.iter().flatten().copied().collect();
    if filled.is_empty() || !yearly.is_finite() || filled.iter().any(|t| !t.is_finite()) {
        return None;
    }
    let summed = summed(&filled, yearly);
    let whole_year_last = target[3].is_some_and(|last| exact::same(last, yearly));
    let fixed = filled.iter().all(|t| exact::same(*t, yearly));
    let up = whole_year_last && filled.is_sorted();
    let descend = whole_year_last && filled.iter().rev().is_sorted();
    let conclusion = |konsolidasi, cumulative, certain| Some(TargetConclusion { konsolidasi, cumulative, certain });
    match () {
        // Only TW IV, or nothing but zeros: sum and position agree about the target and not about a realisation. The
        // position never overstates.
        () if summed && (up || descend) => conclusion(KonsolidasiPeriode::LastValue, false, false),
        () if summed => conclusion(KonsolidasiPeriode::Total, false, !fixed),
        () if fixed => conclusion(KonsolidasiPeriode::LastValue, false, false),
        () if up => conclusion(KonsolidasiPeriode::LastValue, true, true),
        () if descend => conclusion(KonsolidasiPeriode::LastValue, false, true),
        () => None,
    }
}

/// Whether the quarters add up to the year.
fn summed(target: &[f64], yearly: f64) -> bool {
    exact::difference(exact::sum(target.iter().copied()), yearly).abs() <= rounding_rest(target)
}

/// How far a sum of rounded addends may miss its total: half a unit of the last decimal for each of four addends. Whole
/// numbers and one decimal must fit exactly, 33.33 three times makes 100.
fn rounding_rest(figure: &[f64]) -> f64 {
    let decimal = |digit: i32| figure.iter().all(|a| without_noise(a * 10_f64.powi(digit)).fract() == 0.0);
    match (0..=4).find(|digit| decimal(*digit)) {
        Some(0..=1) => 1e-9,
        Some(digit) => 2.0 * 10_f64.powi(-digit),
        None => 1e-4,
    }
}

/// What each quarter added to a running total. A blank stays blank, and the next quarter adds since the last figure.
pub fn extra(cumulative: &FourTriwulan) -> FourTriwulan {
    let mut previous = 0.0;
    cumulative.map(|now| {
        let now = now?;
        Some(exact::difference(now, std::mem::replace(&mut previous, now)))
    })
}

/// The running total of what each quarter added. A blank stays blank.
pub fn running(extra: &FourTriwulan) -> FourTriwulan {
    let mut total = 0.0;
    extra.map(|add| {
        total = exact::sum([total, add?]);
        Some(total)
    })
}

/// Deli Serdang: percent columns run up to 100, number columns hold the quarter alone:
/// `K_n = persen_n x T - sum(K_1..K_(n-1))` (domain 8.2). `persen` in percent points.
pub fn extra_from_percent(percent: &FourTriwulan, target: f64) -> FourTriwulan {
    extra(&percent.map(|percent| percent.map(|percent| percent * target / 100.0)))
}

/// The semesters: SM1 = TW I + II, SM2 = TW III + IV (domain 8.2), of quarters that are not running totals (see
/// [`extra`]). A semester without any filled quarter has no figure.
pub fn semester(triwulan: &FourTriwulan, konsolidasi: KonsolidasiPeriode) -> [Option<f64>; 2] {
    let [one, two, three, four] = *triwulan;
    [[one, two], [three, four]].map(|pair| {
        let filled = || pair.into_iter().flatten();
        match konsolidasi {
            KonsolidasiPeriode::Total => filled().next().map(|_| exact::sum(filled())),
            KonsolidasiPeriode::Average => numeral_mean(filled()),
            KonsolidasiPeriode::LastValue => filled().last(),
        }
    })
}

#[cfg(test)]
mod tests;
