//! The figures of a node out of its members'.

use std::borrow::Cow;

use super::basis::{self, adds, of_one_basis};
use super::measure::figure_value;
use super::member::RollupMember;
use super::until::{capaian_content, target_tw, understood, year_target};
use super::{FigureOrigin, NodeResult, Partial, PeriodOutcome, PeriodTargets, RollupTools};
use crate::domain::capaian::combine;
use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::node::KaskadeNode;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use crate::domain::satuan::{is_percent, same};
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::tables::compute;

/// What of the members is combined.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RollupInput {
    /// Their realisations.
    Realisasi,
    /// Their achievements, because realisations do not compare.
    Capaian,
}

impl RollupTools<'_> {
    /// The figures of a node that its own unit did not measure.
    pub(super) fn of_members(&self, number: usize, node: &KaskadeNode, member: &[RollupMember<'_>]) -> NodeResult {
        let mut one = NodeResult::blank(number);
        one.due = PeriodTargets { tw: target_tw(node, |_| None), yearly: year_target(node) };
        one.reported = one.due;
        if !member.iter().any(|member| member.outcome.ever_report()) {
            return one;
        }
        let (way, input) = match combine_way(node, member) {
            Ok(way) => way,
            Err(note) => {
                one.notes.push(note.to_string());
                return one;
            }
        };
        one.origin = FigureOrigin::Member(way);
        one.record_ids = member.iter().flat_map(|member| member.outcome.record_ids.iter().copied()).collect();
        one.record_ids.sort_unstable();
        one.record_ids.dedup();
        let member: &[RollupMember<'_>] = &match input {
            RollupInput::Realisasi => of_one_basis(&mut one, node, member),
            RollupInput::Capaian => Cow::Borrowed(member),
        };
        one.within_semester = std::array::from_fn(|tw| {
            let within = member.iter().any(|member| member.outcome.within_semester[tw]);
            // Who measures quarters has a figure of this one beside those that measure the semester.
            within && !member.iter().any(|one| one.outcome.triwulan[tw].realisasi.is_some())
        });
        let to_date = adds(node, &one).filter(|_| one.cumulative);
        if let Some(adds) = to_date {
            one.due.tw = basis::to_date(one.due.tw, adds);
            one.reported = one.due;
        }
        let due = to_date.map(|_| one.due);
        for tw in Triwulan::ALL.into_iter().filter(|tw| *tw <= self.until) {
            one.shares[tw as usize] = share(input, member, tw);
            one.triwulan[tw as usize] = match input {
                RollupInput::Realisasi => self.combine_realisasi(node, way, member, (tw, due), &mut one.reported),
                RollupInput::Capaian => combine_capaian(way, member, |outcome| &outcome.triwulan[tw as usize]),
            };
        }
        match input {
            RollupInput::Realisasi => {
                if member.iter().any(|member| self.incomplete(&member.outcome)) {
                    one.reported.yearly = reported_year(way, member, one.due.yearly);
                }
                let reported = one.reported;
                self.until(&mut one, node, &reported);
            }
            RollupInput::Capaian => {
                one.until = combine_capaian(way, member, |outcome| &outcome.until);
                // Of members that gave dashes alone nothing was put together.
                if one.until.capaian.is_some() {
                    one.notes.push("realisasi anggotanya tidak dapat digabung; yang digabung capaiannya".to_string());
                }
            }
        }
        one.partial = self.partial(&one, node, input, member);
        one.uncounted = uncounted(input, member, self.until);
        if way == KonsolidasiUnit::WeightedAverage && member.iter().any(|member| member.bobot.is_none()) {
            one.notes.push("bobot anggotanya belum lengkap, sehingga rata-rata tertimbang tidak dapat dihitung".into());
        }
        one
    }

    fn combine_realisasi(
        &self,
        node: &KaskadeNode,
        way: KonsolidasiUnit,
        member: &[RollupMember<'_>],
        (tw, to_date): (Triwulan, Option<PeriodTargets>),
        reported: &mut PeriodTargets,
    ) -> PeriodOutcome {
        let period = || member.iter().map(|member| (&member.outcome.triwulan[tw as usize], member.bobot));
        let number: Vec<(f64, Option<f64>)> =
            period().filter_map(|(period, bobot)| Some((period.realisasi?, bobot))).collect();
        let mut outcome = PeriodOutcome { report: period().any(|(period, _)| period.report), ..Default::default() };
        if !outcome.report {
            return outcome;
        }
        let percent = is_percent(&node.satuan);
        let tw_owned = node.target_tw.get(tw as usize).filter(|value| !value.without_content());
        let of_semester = semester_target(node, member, tw, percent);
        let of_date = to_date.filter(|_| tw_owned.is_some()).map(|due| figure_value(due.tw[tw as usize]));
        let of_all = of_date.as_ref().or(of_semester.as_ref()).or(tw_owned).unwrap_or(&node.target);
        let some = share(RollupInput::Realisasi, member, tw) < 1.0;
        let target = if some {
            let figure = reported_target(way, member, tw, tw_owned.is_some()).or_else(|| {
                // A mean, a best or a worst is of the size of one member; a sum is not.
                (way != KonsolidasiUnit::Total).then(|| compute::numeral(of_all, percent)).flatten()
            });
            if tw_owned.is_some() {
                reported.tw[tw as usize] = figure;
            }
            &figure_value(figure)
        } else {
            of_all
        };
        outcome.target = compute::numeral(target, percent);
        outcome.realisasi = combine(way, &number);
        let capaian = compute::capaian(self.profil, node.polaritas, percent, target, &figure_value(outcome.realisasi));
        capaian_content(&mut outcome, understood(node, capaian));
        outcome
    }
}

impl RollupTools<'_> {
    /// What the figure of the period rests on, where some members did not report.
    fn partial(
        &self,
        one: &NodeResult,
        node: &KaskadeNode,
        input: RollupInput,
        member: &[RollupMember<'_>],
    ) -> Option<Partial> {
        let reported = Triwulan::ALL
            .into_iter()
            .filter(|tw| *tw <= self.until && self.timespan.contains(*tw) && one.triwulan[*tw as usize].report);
        let shares: Vec<(Triwulan, f64)> = reported.map(|tw| (tw, one.shares[tw as usize])).collect();
        let (last, last_share) = *shares.last()?;
        let position = one.cumulative || node.period_konsolidasi == Some(KonsolidasiPeriode::LastValue);
        let share = if position || input == RollupInput::Capaian {
            last_share
        } else {
            shares.iter().map(|(_, share)| share).sum::<f64>() / shares.len() as f64
        };
        // Where nobody gave a figure there is none that could rest on some.
        if share >= 1.0 || (one.until.realisasi.is_none() && one.until.capaian.is_none()) {
            return None;
        }
        // A mean, a best or a worst of some is not held against the target of all: each is of other members.
        let adds_up = one.origin == FigureOrigin::Member(KonsolidasiUnit::Total);
        let of_all = (input == RollupInput::Realisasi && adds_up).then(|| {
            let mut all = one.clone();
            all.notes.clear();
            self.until(&mut all, node, &one.due);
            all.until.full_capaian
        });
        Some(Partial {
            from: (member.iter().filter(|member| input.has(&member.outcome, last)).count(), member.len()),
            of_all: of_all.flatten().filter(|all| Some(*all) != one.until.full_capaian),
            coloured: share * 100.0 >= self.profil.report_minimum,
        })
    }

    /// Whether a member has not reported everything of the period.
    fn incomplete(&self, member: &NodeResult) -> bool {
        !member.triwulan.iter().any(|period| period.realisasi.is_some())
            || Triwulan::ALL.into_iter().any(|tw| {
                let share = member.shares[tw as usize];
                tw <= self.until && self.timespan.contains(tw) && share > 0.0 && share < 1.0
            })
    }
}

impl RollupInput {
    /// Whether a member has it in a quarter.
    fn has(self, member: &NodeResult, tw: Triwulan) -> bool {
        let period = &member.triwulan[tw as usize];
        match self {
            Self::Realisasi => period.realisasi.is_some(),
            Self::Capaian => period.capaian.is_some(),
        }
    }
}

/// The share of members that have something to combine in a quarter, 0 to 1; one that rests on some of its own members
/// counts for their share.
fn share(input: RollupInput, member: &[RollupMember<'_>], tw: Triwulan) -> f64 {
    let share = |member: &RollupMember<'_>| {
        let within = member.outcome.within_semester[tw as usize];
        if within || input.has(&member.outcome, tw) {
            member.outcome.shares[tw as usize + usize::from(within)]
        } else {
            0.0
        }
    };
    let all: f64 = member.iter().map(share).sum();
    if member.is_empty() { 0.0 } else { all / member.len() as f64 }
}

/// What a quarter is compared with that holds the semester of some members, where figures add up: both quarters' targets
/// when all who reported measured the semester; nothing when some measured the quarter alone. `None` for any other.
fn semester_target(node: &KaskadeNode, member: &[RollupMember<'_>], tw: Triwulan, percent: bool) -> Option<Value> {
    let first = (tw as usize).checked_sub(1)?;
    let reporter = || member.iter().filter(|member| RollupInput::Realisasi.has(&member.outcome, tw));
    let holds = |member: &&RollupMember<'_>| member.outcome.within_semester[first];
    if node.period_konsolidasi != Some(KonsolidasiPeriode::Total) || !reporter().any(|member| holds(&member)) {
        return None;
    }
    let figure = |at: usize| node.target_tw.get(at).and_then(|value| compute::numeral(value, percent));
    let sum = figure(first).zip(figure(first + 1)).filter(|_| reporter().all(|member| holds(&member)));
    Some(figure_value(sum.map(|(first, second)| exact::sum([first, second]))))
}

/// The targets of the members that have a realisation in a quarter, combined as the realisations are; `None` when one
/// of them has none.
fn reported_target(way: KonsolidasiUnit, member: &[RollupMember<'_>], tw: Triwulan, quarterly: bool) -> Option<f64> {
    let members = member.iter().filter(|member| RollupInput::Realisasi.has(&member.outcome, tw));
    let targets: Option<Vec<(f64, Option<f64>)>> = members
        .map(|member| {
            let reported = &member.outcome.reported;
            let target = if quarterly { reported.tw[tw as usize] } else { reported.yearly };
            Some((target?, member.bobot))
        })
        .collect();
    combine(way, &targets?)
}

/// The targets of the year of the members that have a realisation; the node's own for what is of the size of one member
/// where they are not known.
fn reported_year(way: KonsolidasiUnit, member: &[RollupMember<'_>], due: Option<f64>) -> Option<f64> {
    let members =
        member.iter().filter(|member| member.outcome.triwulan.iter().any(|period| period.realisasi.is_some()));
    let targets: Option<Vec<(f64, Option<f64>)>> =
        members.map(|member| Some((member.outcome.reported.yearly?, member.bobot))).collect();
    targets.and_then(|targets| combine(way, &targets)).or(due.filter(|_| way != KonsolidasiUnit::Total))
}

/// How and out of what a node's figures are combined, or why they are not.
fn combine_way(
    node: &KaskadeNode,
    member: &[RollupMember<'_>],
) -> Result<(KonsolidasiUnit, RollupInput), &'static str> {
    if !node.understood(Field::KonsolidasiUnit) {
        return Err("Konsolidasi Unit di kaskade tidak dikenal, sehingga nilai turunannya tidak digabung");
    }
    let way = match (node.konsolidasi_unit, member) {
        (Some(KonsolidasiUnit::Direct), [_, _, ..]) => {
            return Err("Konsolidasi Unit \"langsung\" memerlukan tepat satu turunan");
        }
        (Some(way), _) => way,
        // One unit that reports another's node: nothing to combine.
        (None, [one]) if !one.node => KonsolidasiUnit::Direct,
        (None, _) => return Err("Konsolidasi Unit tidak diisi, sehingga nilai turunannya tidak digabung"),
    };
    let other_with_satuan = member.iter().any(|member| {
        let (owned, parent) = (member.satuan.trim(), node.satuan.trim());
        !owned.is_empty() && !parent.is_empty() && !same(owned, parent)
    });
    let period = || member.iter().flat_map(|member| &member.outcome.triwulan);
    let numbered = period().any(|period| period.realisasi.is_some()) && !period().any(PeriodOutcome::without_figure);
    let input = if other_with_satuan || !numbered { RollupInput::Capaian } else { RollupInput::Realisasi };
    match (way, input) {
        (KonsolidasiUnit::Total, RollupInput::Capaian) => {
            Err("satuan turunannya berbeda, sehingga tidak dapat dijumlahkan")
        }
        (KonsolidasiUnit::Total, _) if is_percent(&node.satuan) => Err("persentase tidak dijumlahkan"),
        (way, input) => Ok((way, input)),
    }
}

fn combine_capaian(
    way: KonsolidasiUnit,
    member: &[RollupMember<'_>],
    period: impl Fn(&NodeResult) -> &PeriodOutcome,
) -> PeriodOutcome {
    let collected = |take: fn(&PeriodOutcome) -> Option<f64>| {
        let value: Vec<(f64, Option<f64>)> =
            member.iter().filter_map(|member| Some((take(period(&member.outcome))?, member.bobot))).collect();
        combine(way, &value)
    };
    PeriodOutcome {
        capaian: collected(|period| period.capaian),
        full_capaian: collected(|period| period.full_capaian),
        report: member.iter().any(|member| period(&member.outcome).report),
        ..Default::default()
    }
}

/// Members that reported for the quarter but have nothing to combine, with the reason.
fn uncounted(input: RollupInput, member: &[RollupMember<'_>], tw: Triwulan) -> Vec<(String, String)> {
    member
        .iter()
        .filter_map(|member| {
            let period = &member.outcome.triwulan[tw as usize];
            let exists = match input {
                RollupInput::Realisasi => period.realisasi.is_some(),
                RollupInput::Capaian => period.capaian.is_some(),
            };
            let reason = || period.reason.clone().unwrap_or_else(|| "tidak_terbanding".to_string());
            (period.report && !exists).then(|| (member.name.clone(), reason()))
        })
        .collect()
}
