//! Figures that are told in two ways, what a quarter reached and what was reached to date, brought to one.
//!
//! Takes quarters of which some run up, gives each as the quarter's own or as the figure to date. What a quarter reached
//! is its running total less the one before it, where that is known. What is not known has no figure: never is a running
//! total put beside a quarter's own.

use std::borrow::Cow;

use super::measure::{NodeMeasurement, QuarterFigures, figure_value};
use super::member::RollupMember;
use super::until::{capaian_content, understood};
use super::{NodeResult, RollupTools};
use crate::domain::capaian::conclude;
use crate::domain::capaian::period::FourTriwulan;
use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::satuan::is_percent;
use crate::domain::target_basis::TargetBasis;
use crate::tables::compute;

/// Why a member whose figures run up is left out of a quarter.
const UNKNOWN_BEFORE: &str =
    "melapor kumulatif, sedangkan angka triwulan sebelumnya tidak diketahui, sehingga tidak digabung";
/// That running totals were taken apart.
const TAKEN_APART: &str =
    "dilaporkan kumulatif; setiap triwulan dihitung kenaikannya sejak triwulan sebelumnya, agar sama dasarnya";
/// That members are combined to date.
const COMBINED_TO_DATE: &str = "sebagian anggotanya melapor kumulatif; yang digabung angka sampai dengan triwulannya";

/// Quarters of which some run up.
struct MixedSeries {
    figures: FourTriwulan,
    running: [bool; 4],
    /// Quarters whose figures stand in the next.
    within: [bool; 4],
}

impl MixedSeries {
    fn plain(figures: FourTriwulan, within: [bool; 4]) -> Self {
        Self { figures, running: [false; 4], within }
    }

    /// What was reached by the end of a quarter.
    fn to_date(&self, tw: usize, adds: KonsolidasiPeriode) -> Option<f64> {
        if self.running[tw] {
            return self.figures[tw];
        }
        if adds == KonsolidasiPeriode::Average {
            // How many figures a mean of some quarters rests on, nobody says.
            let own = !self.running[..=tw].contains(&true) && !self.within[..=tw].contains(&true);
            let all: Vec<f64> = self.figures[..=tw].iter().copied().collect::<Option<_>>().filter(|_| own)?;
            let count = all.len() as f64;
            return Some(exact::sum(all) / count);
        }
        let before = if tw == 0 { 0.0 } else { self.to_date(tw - 1, adds)? };
        if self.within[tw] { Some(before) } else { Some(exact::sum([before, self.figures[tw]?])) }
    }

    /// What a quarter itself reached.
    fn quarter(&self, tw: usize, adds: KonsolidasiPeriode) -> Option<f64> {
        if tw == 0 || !self.running[tw] {
            return self.figures[tw];
        }
        let before = self.to_date(tw - 1, adds).filter(|_| adds == KonsolidasiPeriode::Total)?;
        Some(exact::difference(self.figures[tw]?, before))
    }

    /// Every quarter to date.
    fn all_to_date(&self, adds: KonsolidasiPeriode) -> FourTriwulan {
        std::array::from_fn(|tw| self.to_date(tw, adds).filter(|_| !self.within[tw]))
    }
}

/// How the quarters of a node make its year: as the cascade says, else as the targets show. Nothing where the last of them
/// stands for the year: then every quarter is of one basis as it is.
pub(super) fn adds(node: &KaskadeNode, one: &NodeResult) -> Option<KonsolidasiPeriode> {
    let concluded = || Some(conclude(&one.due.tw, one.due.yearly?)?.konsolidasi);
    node.period_konsolidasi.or_else(concluded).filter(|adds| *adds != KonsolidasiPeriode::LastValue)
}

/// The figures of a year's quarters to date.
pub(super) fn to_date(figures: FourTriwulan, adds: KonsolidasiPeriode) -> FourTriwulan {
    MixedSeries::plain(figures, [false; 4]).all_to_date(adds)
}

impl RollupTools<'_> {
    /// Where some quarters were told as running totals: each quarter's own figures where they are known, else all to date.
    pub(super) fn of_one_basis(&self, one: &mut NodeResult, node: &KaskadeNode, quarter: &QuarterFigures<'_>) {
        let until = self.until as usize;
        // To date and the quarter's own are the same in the first.
        let runs = |tw: usize| quarter[tw].as_ref().filter(|measure| tw > 0 && tw <= until && told_to_date(measure));
        let running: [bool; 4] = std::array::from_fn(|tw| runs(tw).is_some());
        one.cumulative = running.contains(&true);
        let Some(adds) = adds(node, one) else { return };
        if !one.cumulative {
            return;
        }
        let (within, due) = (one.within_semester, one.due.tw);
        let reached = MixedSeries { figures: one.triwulan.each_ref().map(|period| period.realisasi), running, within };
        let target_running = std::array::from_fn(|tw| runs(tw).is_some_and(|measure| self.target_runs(measure)));
        let targets = MixedSeries { figures: due, running: target_running, within };
        let known = |tw: usize| {
            reached.figures[tw].is_none()
                || (reached.quarter(tw, adds).is_some() && (due[tw].is_none() || targets.quarter(tw, adds).is_some()))
        };
        let apart = (0..4).filter(|tw| running[*tw]).all(known);
        let (figures, due): (FourTriwulan, FourTriwulan) = if apart {
            (std::array::from_fn(|tw| reached.quarter(tw, adds)), std::array::from_fn(|tw| targets.quarter(tw, adds)))
        } else {
            (reached.all_to_date(adds), targets.all_to_date(adds))
        };
        one.due.tw = due;
        for tw in (0..4).filter(|tw| figures[*tw] != reached.figures[*tw]) {
            self.replace(one, node, tw, figures[tw]);
        }
        if apart {
            one.cumulative = false;
            one.notes.push(TAKEN_APART.to_string());
        }
    }

    /// Another figure of a quarter, against the target that is due in it.
    fn replace(&self, one: &mut NodeResult, node: &KaskadeNode, tw: usize, figure: Option<f64>) {
        let due = one.due.tw[tw];
        let period = &mut one.triwulan[tw];
        period.realisasi = figure;
        period.target = due.or(period.target);
        let percent = is_percent(&node.satuan);
        let (target, reached) = (figure_value(period.target), figure_value(figure));
        let capaian = compute::capaian(self.profil, node.polaritas, percent, &target, &reached);
        capaian_content(period, understood(node, capaian));
    }

    /// Whether the target beside a running total runs up too: one that was agreed is brought to it, the form's own is what
    /// its heading says.
    fn target_runs(&self, measure: &NodeMeasurement<'_>) -> bool {
        let heading = || {
            let (record, column) = measure.row.agreed.place?;
            let column = self.tables.equivalent_column(record, column)?;
            self.tables.table_from(record)?.columns.iter().find(|owned| owned.column == column)
        };
        measure.target_tw.is_some()
            && (measure.row.agreed.basis != Some(TargetBasis::TriwulanForm)
                || heading().is_some_and(|heading| heading.cumulative && heading.column.field == Field::Target))
    }
}

fn told_to_date(measure: &NodeMeasurement<'_>) -> bool {
    measure.filled && measure.row.cumulative
}

/// Members on one basis, and whether that is to date.
///
/// Where some members' figures run up and could not be taken apart, the others are told to date too; where these are not
/// known either, those that run up have no figure, with the reason.
pub(super) fn of_one_basis<'h>(
    one: &mut NodeResult,
    node: &KaskadeNode,
    members: &'h [RollupMember<'h>],
) -> Cow<'h, [RollupMember<'h>]> {
    let reporter = || members.iter().filter(|member| member.outcome.ever_report());
    one.cumulative = reporter().all(|member| member.outcome.cumulative);
    let Some(adds) = adds(node, one) else {
        return Cow::Borrowed(members);
    };
    if one.cumulative || !reporter().any(|member| member.outcome.cumulative) {
        return Cow::Borrowed(members);
    }
    let together: Option<Vec<RollupMember<'h>>> = members.iter().map(|member| told(member, adds)).collect();
    Cow::Owned(match together {
        Some(together) => {
            one.cumulative = true;
            one.notes.push(COMBINED_TO_DATE.to_string());
            together
        }
        None => members.iter().map(withdrawn).collect(),
    })
}

/// A member to date; `None` where that is not known of a quarter that it reported.
fn told<'h>(member: &RollupMember<'h>, adds: KonsolidasiPeriode) -> Option<RollupMember<'h>> {
    if member.outcome.cumulative {
        return Some(member.clone());
    }
    let mut outcome = member.outcome.as_ref().clone();
    let reached = outcome.triwulan.each_ref().map(|period| period.realisasi);
    let figures = MixedSeries::plain(reached, outcome.within_semester).all_to_date(adds);
    outcome.reported.tw = MixedSeries::plain(outcome.reported.tw, outcome.within_semester).all_to_date(adds);
    for (tw, period) in outcome.triwulan.iter_mut().enumerate().filter(|(_, period)| period.realisasi.is_some()) {
        period.realisasi = Some(figures[tw]?);
    }
    Some(RollupMember { outcome: Cow::Owned(outcome), ..member.clone() })
}

/// A member without the figures that run up; in the first quarter they are its own.
fn withdrawn<'h>(member: &RollupMember<'h>) -> RollupMember<'h> {
    if !member.outcome.cumulative {
        return member.clone();
    }
    let mut outcome = member.outcome.as_ref().clone();
    for period in outcome.triwulan.iter_mut().skip(1) {
        if period.realisasi.take().is_some() {
            period.reason = Some(UNKNOWN_BEFORE.to_string());
        }
    }
    RollupMember { outcome: Cow::Owned(outcome), ..member.clone() }
}
