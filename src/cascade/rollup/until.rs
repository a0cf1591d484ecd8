//! From the quarters of a node to its figures to date (domain 8.2).

use super::{NodeResult, PeriodOutcome, PeriodTargets, RollupTools};
use crate::domain::capaian::period::{FourTriwulan, extra};
use crate::domain::capaian::{Capaian, QuarterSeries, Reason, conclude, to_triwulan};
use crate::domain::column::Field;
use crate::domain::node::KaskadeNode;
use crate::domain::period::Timespan;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::satuan::is_percent;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::tables::compute;

/// The targets of the quarters: what was agreed with the unit, else the cascade's.
pub(super) fn target_tw(node: &KaskadeNode, agreed: impl Fn(Triwulan) -> Option<f64>) -> [Option<f64>; 4] {
    let percent = is_percent(&node.satuan);
    Triwulan::ALL.map(|tw| {
        agreed(tw).or_else(|| node.target_tw.get(tw as usize).and_then(|value| compute::numeral(value, percent)))
    })
}

/// The cascade's target of the year.
pub(super) fn year_target(node: &KaskadeNode) -> Option<f64> {
    compute::numeral(&node.target, is_percent(&node.satuan))
}

/// The achievement of a node, where the cascade's words for it are understood and its target does not turn against them.
pub(super) fn understood(node: &KaskadeNode, capaian: Capaian) -> Capaian {
    if !node.understood(Field::Polaritas) {
        Capaian::Uncounted(Reason::PolaritasTidakDikenal)
    } else if node.direction_against_bound && capaian.full().is_some() {
        Capaian::Uncounted(Reason::BoundAgainstDirection)
    } else {
        capaian
    }
}

/// An achievement as results hold it.
pub(super) fn capaian_content(period: &mut PeriodOutcome, capaian: Capaian) {
    period.capaian = capaian.limited();
    period.full_capaian = capaian.full();
    period.reason = capaian.reason().map(|reason| reason.name().to_string());
}

impl PeriodOutcome {
    /// Whether there is an achievement but no figure: a grade.
    pub(super) fn without_figure(&self) -> bool {
        self.capaian.is_some() && self.realisasi.is_none()
    }
}

impl RollupTools<'_> {
    /// Fills the figures of the period of a node from its quarters, against these targets.
    pub(super) fn until(&self, one: &mut NodeResult, node: &KaskadeNode, against: &PeriodTargets) {
        let (target, yearly) = (against.tw, against.yearly);
        let inside: Vec<(Triwulan, &PeriodOutcome)> =
            Triwulan::ALL.into_iter().zip(&one.triwulan).filter(|(tw, _)| self.timespan.contains(*tw)).collect();
        let Some((tw, last)) = inside.iter().rev().find(|(_, period)| period.report) else { return };
        let (tw, last) = (*tw, (*last).clone());
        // Grades have no series: the last one stands, also after a figure typed beside an earlier one.
        let without_series = inside.iter().all(|(_, period)| period.realisasi.is_none())
            || inside.iter().any(|(_, period)| period.without_figure());
        if without_series {
            one.until = last;
            if self.timespan == Timespan::Yearly {
                self.whole_year_predikat(one, node, tw);
            }
            return;
        }
        let (konsolidasi, cumulative) = self.konsolidasi(one, node);
        let Some(series) = self.series(one, target, yearly, konsolidasi, cumulative) else {
            one.until = PeriodOutcome { report: true, ..Default::default() };
            capaian_content(&mut one.until, Capaian::Uncounted(Reason::Absent));
            one.notes.push("realisasi kumulatif TW II belum ada, sehingga bagian Semester II tidak diketahui".into());
            return;
        };
        if !node.understood(Field::PeriodKonsolidasi) {
            one.until = PeriodOutcome { report: true, ..Default::default() };
            one.notes.push("Konsolidasi Periode di kaskade tidak dikenal, sehingga triwulannya tidak digabung".into());
            return;
        }
        let mut outcome = to_triwulan(self.profil, node.polaritas, konsolidasi, &series, self.until);
        outcome.capaian = understood(node, outcome.capaian);
        outcome.against_year = understood(node, outcome.against_year);
        one.until =
            PeriodOutcome { target: outcome.target, realisasi: outcome.realisasi, report: true, ..Default::default() };
        if self.timespan == Timespan::Yearly {
            self.whole_year(&mut one.until, node, yearly, outcome.against_year);
            return;
        }
        capaian_content(&mut one.until, outcome.capaian);
        if outcome.target.is_some() || outcome.capaian.reason() != Some(Reason::Absent) {
            return;
        }
        let partial_year = self.timespan == Timespan::SemesterII && konsolidasi == KonsolidasiPeriode::Total;
        if partial_year {
            one.notes.push("target triwulan tidak lengkap, sehingga target semester tidak diketahui".to_string());
        } else if outcome.against_year.full().is_some() {
            one.until.target = yearly;
            capaian_content(&mut one.until, outcome.against_year);
            one.notes.push("target triwulan tidak lengkap; dibandingkan dengan target tahunan".to_string());
        } else if konsolidasi == KonsolidasiPeriode::LastValue || cumulative {
            one.until = last;
        }
    }

    /// The quarters of the period as a series. Of a flow told in running totals, the second semester is what it grew since
    /// TW II, which must be known.
    fn series(
        &self,
        one: &NodeResult,
        target: [Option<f64>; 4],
        yearly: Option<f64>,
        konsolidasi: KonsolidasiPeriode,
        cumulative: bool,
    ) -> Option<QuarterSeries> {
        let realisasi: FourTriwulan = std::array::from_fn(|tw| one.triwulan[tw].realisasi);
        if self.timespan != Timespan::SemesterII {
            let within_semester = one.within_semester;
            return Some(QuarterSeries { target, realisasi, yearly, cumulative, within_semester });
        }
        if cumulative && konsolidasi == KonsolidasiPeriode::Total {
            let last = (2..4).rev().find(|tw| realisasi[*tw].is_some())?;
            let via = realisasi[1]?;
            let grow = |via: f64, now: Option<f64>| extra(&[None, Some(via), None, Some(now?)])[3];
            let content = |value| [None, None, None, value];
            return Some(QuarterSeries {
                target: content(target[1].and_then(|via| grow(via, target[last]))),
                realisasi: content(grow(via, realisasi[last])),
                yearly,
                cumulative: false,
                within_semester: [false; 4],
            });
        }
        let inside = |series: FourTriwulan| [None, None, series[2], series[3]];
        let within_semester = [false, false, one.within_semester[2], false];
        let (target, realisasi) = (inside(target), inside(realisasi));
        Some(QuarterSeries { target, realisasi, yearly, cumulative, within_semester })
    }

    /// Against the target of the year: as the cascade has it, range or figure, unless another was agreed.
    fn whole_year(&self, until: &mut PeriodOutcome, node: &KaskadeNode, yearly: Option<f64>, form: Capaian) {
        until.target = yearly;
        // A range or a bound is more than its figure; another figure was agreed with the unit, or is that of some members.
        let of_cascade = yearly.is_none() || yearly == year_target(node);
        let capaian = match until.realisasi {
            Some(figure) if !node.target.without_content() && of_cascade => {
                let realisasi = Value::Figure { figure, satuan: None };
                let percent = is_percent(&node.satuan);
                compute::capaian(self.profil, node.polaritas, percent, &node.target, &realisasi)
            }
            _ => form,
        };
        capaian_content(until, understood(node, capaian));
    }

    /// A grade against the grade of the year, where the cascade has one.
    fn whole_year_predikat(&self, one: &mut NodeResult, node: &KaskadeNode, tw: Triwulan) {
        let entry = |record_id: &u32| self.tables.entry(*record_id, Field::Realisasi.tw(tw));
        let last = one.record_ids.iter().rev().filter_map(entry).find(|entry| !entry.value.blank());
        // Nothing in a quarter for which nothing was promised is no grade, and no failure of the year.
        let not_due = one.triwulan[tw as usize].realisasi.is_none();
        let last = last.filter(|entry| !(not_due && entry.value.figure() == Some(0.0)));
        if let (Some(entry), false) = (last, node.target.without_content()) {
            let percent = is_percent(&node.satuan);
            one.until.target = None;
            capaian_content(
                &mut one.until,
                compute::capaian(self.profil, node.polaritas, percent, &node.target, &entry.value),
            );
        }
    }

    /// How the quarters make the year, and whether they hold running totals: the cascade says, else the targets show,
    /// else the last value stands, which never overstates.
    fn konsolidasi(&self, one: &mut NodeResult, node: &KaskadeNode) -> (KonsolidasiPeriode, bool) {
        if let Some(konsolidasi) = node.period_konsolidasi {
            return (konsolidasi, one.cumulative);
        }
        match one.due.yearly.and_then(|yearly| conclude(&one.due.tw, yearly)) {
            Some(conclusion) => (conclusion.konsolidasi, one.cumulative || conclusion.cumulative),
            None => {
                one.notes
                    .push("Konsolidasi Periode tidak diisi dan tidak terbaca dari target; dipakai nilai akhir".into());
                (KonsolidasiPeriode::LastValue, one.cumulative)
            }
        }
    }
}
