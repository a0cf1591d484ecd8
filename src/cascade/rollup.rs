//! Measurements carried up the tree: for every node its target, realisation and achievement, quarter by quarter and to
//! date, and who has not reported.
//!
//! Reading, where the forms leave a choice:
//! * A node that its own unit measured keeps that value, whatever its children say. A node without unit and children is
//!   measured by the one unit that reports it.
//! * Otherwise its members are its children, and units that reported the node itself without being its unit or having
//!   a child of it. Their
//!   realisations combine as the node's Konsolidasi Unit says, and achievement is the combined realisation against the
//!   node's own target. A member without a figure is listed and never counted as zero: what some members reported is
//!   compared with the targets of the same members, beside it stands the provisional figure against the target of all, and
//!   where fewer than the profile's share reported the figure has no colour.
//! * Percentages are never added (domain 7.5). Where a member's satuan differs from the node's, or members have grades
//!   instead of figures, realisations cannot be combined: their achievements are, except by sum; the cap was applied to
//!   each before (domain 7.7).
//! * Running totals and figures of quarters are brought to one basis before they are added (`basis`): a quarter of
//!   a running total is what it grew since the one before.
//! * Where a unit measures by semesters, the quarter at the end of each holds it, and is compared with both quarters'
//!   targets where they add up; what the quarter before says is not counted again.
//! * The period may be a semester or the year (domain 8.2): a semester takes its own quarters, of running totals what they
//!   grew since the quarter before; the year is measured against the target of the year.
//! * To date follows domain 8.2 with the node's Konsolidasi Periode over its combined quarters; where the sheet does not
//!   say how, the targets decide, and where these do not either, the last value stands, with a note.

mod basis;
mod combination;
mod measure;
mod member;
mod until;

use std::collections::BTreeSet;

use super::Kaskade;
use crate::domain::capaian::Profil;
use crate::domain::node::KaskadeNode;
use crate::domain::numeral::short_figure;
use crate::domain::period::Timespan;
use crate::domain::polaritas::{KonsolidasiPeriode, KonsolidasiUnit};
use crate::domain::triwulan::Triwulan;
use crate::tables::Tables;
use measure::{NodeMeasurement, NodeMeasures, QuarterFigures};
use member::RollupMember;

/// Where the figures of a node come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureOrigin {
    /// Its own unit measured it.
    Own,
    /// Its members, combined in this way.
    Member(KonsolidasiUnit),
    /// Nobody measured it, or nothing says how its members combine.
    Absent,
}

/// The figures of a node for a period.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PeriodOutcome {
    /// What achievement is computed against.
    pub target: Option<f64>,
    /// What was reached; `None` for grades too.
    pub realisasi: Option<f64>,
    /// Achievement after floor and cap, percent points.
    pub capaian: Option<f64>,
    /// Achievement before floor and cap.
    pub full_capaian: Option<f64>,
    /// Why there is no achievement ([`Reason::name`](crate::domain::capaian::Reason::name)), when something was reported.
    pub reason: Option<String>,
    /// Whether anything was reported.
    pub report: bool,
}

/// What the roll-up gives for one node.
#[derive(Debug, Clone, PartialEq)]
pub struct NodeResult {
    /// The node: index into [`Tables::nodes`].
    pub node: usize,
    /// The quarters up to the one asked for; later ones are blank.
    pub triwulan: [PeriodOutcome; 4],
    /// The period asked for.
    pub until: PeriodOutcome,
    /// Where the figures come from.
    pub origin: FigureOrigin,
    /// How many members reported for the quarter asked for, of how many. A node whose own figure stands, and one
    /// without members, counts itself.
    pub from: (usize, usize),
    /// The members that did not, as people know them.
    pub not_yet: Vec<String>,
    /// The members that reported something that cannot be counted, and why.
    pub uncounted: Vec<(String, String)>,
    /// The records on which the figures rest, in order.
    pub record_ids: Vec<u32>,
    /// What a reader must know about the figures.
    pub notes: Vec<String>,
    /// Whether the quarters hold running totals.
    pub cumulative: bool,
    /// Quarters whose figures stand in those of the next, which hold the semester.
    pub within_semester: [bool; 4],
    /// What is due of the node as a whole.
    pub due: PeriodTargets,
    /// The same of those that reported: the node's own where all did.
    pub reported: PeriodTargets,
    /// The share of members that reported each quarter, 0 to 1.
    pub shares: [f64; 4],
    /// What a figure rests on that some members did not report.
    pub partial: Option<Partial>,
    /// The newest quarter of the period with a report.
    pub newest: Option<Triwulan>,
}

/// Targets of the quarters and of the year.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct PeriodTargets {
    /// Of the quarters.
    pub tw: [Option<f64>; 4],
    /// Of the year.
    pub yearly: Option<f64>,
}

/// What a figure rests on that some members did not report: it is compared with the targets of the same members.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Partial {
    /// How many members have a figure, of how many.
    pub from: (usize, usize),
    /// Achievement of what was reported against the target of all: provisional.
    pub of_all: Option<f64>,
    /// Whether enough reported for the figure to have a colour.
    pub coloured: bool,
}

impl Partial {
    /// "2 dari 4".
    pub fn count(&self) -> String {
        format!("{} dari {}", self.from.0, self.from.1)
    }

    /// What a reader must know, in a sentence.
    pub fn sentence(&self) -> String {
        let all = self.of_all.map(|all| format!("; terhadap target semuanya sementara {} %", short_figure(all, 2)));
        format!("capaian dari yang melapor, {}{}", self.count(), all.unwrap_or_default())
    }
}

impl NodeResult {
    /// Whether its figure may have a colour: enough of its members reported.
    pub fn coloured(&self) -> bool {
        self.partial.is_none_or(|partial| partial.coloured)
    }

    /// Whether anything was reported in any quarter until the one asked for.
    pub fn ever_report(&self) -> bool {
        self.triwulan.iter().any(|period| period.report)
    }

    /// Where a quarter holds its semester, what the quarter before says is part of it.
    fn hold_semesters(&mut self, node: &KaskadeNode, quarter: &QuarterFigures<'_>) {
        if node.period_konsolidasi == Some(KonsolidasiPeriode::LastValue) {
            return;
        }
        for (first, second) in [(0, 1), (2, 3)] {
            let holds = |measure: &NodeMeasurement<'_>| measure.filled && measure.row.semester;
            if !self.triwulan[second].report || !quarter[second].as_ref().is_some_and(holds) {
                continue;
            }
            if std::mem::take(&mut self.triwulan[first]).realisasi.is_some() {
                let tw = Triwulan::ALL[first];
                self.notes.push(format!("{tw} tidak dihitung tersendiri; sudah termasuk dalam semesternya"));
            }
            self.within_semester[first] = true;
            self.due.tw[first] = None;
        }
    }

    fn blank(node: usize) -> Self {
        Self {
            node,
            triwulan: Default::default(),
            until: PeriodOutcome::default(),
            origin: FigureOrigin::Absent,
            from: (0, 0),
            not_yet: Vec::new(),
            uncounted: Vec::new(),
            record_ids: Vec::new(),
            notes: Vec::new(),
            cumulative: false,
            within_semester: [false; 4],
            due: PeriodTargets::default(),
            reported: PeriodTargets::default(),
            shares: [0.0; 4],
            partial: None,
            newest: None,
        }
    }
}

/// What every step needs.
struct RollupTools<'a> {
    kaskade: &'a Kaskade,
    tables: &'a Tables,
    profil: &'a Profil,
    timespan: Timespan,
    /// The newest quarter that counts.
    until: Triwulan,
}

/// The figures of every node at the end of a quarter, in the order of [`Tables::nodes`].
pub fn roll_up(kaskade: &Kaskade, tables: &Tables, profil: &Profil, until: Triwulan) -> Vec<NodeResult> {
    roll_up_timespan(kaskade, tables, profil, Timespan::Triwulan(until), until)
}

/// The figures of every node for a period, of quarters until `sampai`, in the order of [`Tables::nodes`].
pub fn roll_up_timespan(
    kaskade: &Kaskade,
    tables: &Tables,
    profil: &Profil,
    timespan: Timespan,
    until: Triwulan,
) -> Vec<NodeResult> {
    let tools = RollupTools { kaskade, tables, profil, timespan, until: until.min(timespan.last()) };
    let measure = measure::collect(tables);
    let mut outcome: Vec<NodeResult> = (0..kaskade.node().len()).map(NodeResult::blank).collect();
    let order = from_lower(kaskade);
    for number in &order {
        if let (Some(node), Some(measure)) = (kaskade.take(*number), measure.get(*number)) {
            outcome[*number] = tools.one(*number, node, measure, &outcome);
        }
    }
    let reachable: BTreeSet<usize> = order.into_iter().collect();
    for one in outcome.iter_mut().filter(|one| !reachable.contains(&one.node)) {
        one.notes.push("kode induknya melingkar, sehingga nilainya tidak dapat digulung".to_string());
    }
    outcome
}

/// Nodes so that children come before their parents; nodes on a circle, and above it, are left out.
fn from_lower(kaskade: &Kaskade) -> Vec<usize> {
    let count = kaskade.node().len();
    let mut rest: Vec<usize> = (0..count).map(|number| kaskade.child(number).len()).collect();
    let mut order: Vec<usize> = (0..count).filter(|&number| kaskade.child(number).is_empty()).collect();
    let mut now = 0;
    while let Some(&number) = order.get(now) {
        now += 1;
        if let Some(parent) = kaskade.parent(number) {
            rest[parent] -= 1;
            if rest[parent] == 0 {
                order.push(parent);
            }
        }
    }
    order
}

impl RollupTools<'_> {
    fn one(&self, number: usize, node: &KaskadeNode, measure: &NodeMeasures<'_>, outcome: &[NodeResult]) -> NodeResult {
        let own = self.measurer(number, node, measure);
        let member = self.member(number, node, measure, own, outcome);
        let mut one = match own.and_then(|unit| measure.units.get(unit)) {
            Some(quarter) if quarter.iter().flatten().any(|measure| measure.filled) => {
                let mut one = self.own_measured(number, node, quarter);
                if member.iter().any(|member| member.outcome.ever_report()) {
                    one.notes.push("diukur sendiri oleh unitnya; hasil turunannya tidak dipakai".to_string());
                }
                one
            }
            _ => self.of_members(number, node, &member),
        };
        one.newest =
            Triwulan::ALL.into_iter().rev().find(|tw| self.timespan.contains(*tw) && one.triwulan[*tw as usize].report);
        self.compute_reporter(&mut one, node, &member);
        if !measure.without_triwulan.is_empty() {
            one.notes.push(format!("{} baris pengukuran tanpa triwulan tidak dipakai", measure.without_triwulan.len()));
        }
        one
    }

    /// Children that count for a node, then other units that reported it.
    fn member<'h>(
        &self,
        number: usize,
        node: &KaskadeNode,
        measure: &NodeMeasures<'_>,
        own: Option<&str>,
        outcome: &'h [NodeResult],
    ) -> Vec<RollupMember<'h>> {
        if node.konsolidasi_unit == Some(KonsolidasiUnit::Without) {
            return Vec::new();
        }
        let child = self.kaskade.counted_child(number).into_iter().filter_map(|child| {
            let owned = self.kaskade.take(child)?;
            Some(RollupMember {
                name: self.name(owned),
                bobot: owned.bobot,
                satuan: owned.satuan.clone(),
                node: true,
                outcome: std::borrow::Cow::Borrowed(outcome.get(child)?),
            })
        });
        let via_child = |unit: &str| {
            let child = self.kaskade.child(number).iter().filter_map(|&child| self.kaskade.take(child));
            child.filter_map(|child| child.unit.as_deref()).any(|owned| owned == unit)
        };
        let other = measure.units.iter().filter(move |(unit, _)| Some(**unit) != own && !via_child(unit));
        let unit = other.map(|(unit, quarter)| RollupMember {
            name: self.unit_name(unit),
            bobot: None,
            satuan: node.satuan.clone(),
            node: false,
            outcome: std::borrow::Cow::Owned(self.of_reporter(number, node, quarter)),
        });
        child.chain(unit).collect()
    }

    /// What a unit reports of a node that is not its own. The node's target is not the unit's: what is due of it is what
    /// its own documents promise.
    fn of_reporter(&self, number: usize, node: &KaskadeNode, quarter: &QuarterFigures<'_>) -> NodeResult {
        let mut one = self.own_measured(number, node, quarter);
        let own = |measure: &NodeMeasurement<'_>| measure.row.agreed.basis.is_some_and(|basis| !basis.kaskade());
        one.reported = PeriodTargets {
            tw: std::array::from_fn(|tw| {
                let stated = |measure: &&NodeMeasurement<'_>| own(measure) && measure.target_tw.is_some();
                quarter[tw].as_ref().filter(stated).and(one.due.tw[tw])
            }),
            yearly: quarter.iter().flatten().filter(|measure| own(measure)).find_map(|measure| measure.yearly),
        };
        one
    }

    fn own_measured(&self, number: usize, node: &KaskadeNode, quarter: &QuarterFigures<'_>) -> NodeResult {
        let mut one = NodeResult { origin: FigureOrigin::Own, ..NodeResult::blank(number) };
        let seen = || Triwulan::ALL.into_iter().zip(quarter).filter(|(tw, _)| *tw <= self.until);
        for (tw, measure) in seen().filter_map(|(tw, measure)| Some((tw, measure.as_ref()?))) {
            one.triwulan[tw as usize] = PeriodOutcome {
                target: measure.compare,
                realisasi: measure.realisasi,
                capaian: measure.row.agreed.capaian.limited(),
                full_capaian: measure.row.agreed.capaian.full(),
                reason: measure
                    .row
                    .agreed
                    .capaian
                    .reason()
                    .filter(|_| measure.filled)
                    .map(|reason| reason.name().to_string()),
                report: measure.filled,
            };
            one.record_ids.push(measure.row.record);
        }
        let yearly = quarter.iter().flatten().find_map(|measure| measure.yearly);
        one.due = PeriodTargets {
            tw: until::target_tw(node, |tw| quarter[tw as usize].as_ref().and_then(|measure| measure.target_tw)),
            yearly: yearly.or_else(|| until::year_target(node)),
        };
        one.hold_semesters(node, quarter);
        self.of_one_basis(&mut one, node, quarter);
        one.reported = one.due;
        one.shares = one.triwulan.each_ref().map(|period| f64::from(u8::from(period.report)));
        let due = one.due;
        self.until(&mut one, node, &due);
        one
    }

    /// Counts members; the node itself where its own figure stands, or where a node of a unit has no figure at all.
    fn compute_reporter(&self, one: &mut NodeResult, node: &KaskadeNode, member: &[RollupMember<'_>]) {
        let now = self.until as usize;
        let own = match one.origin {
            FigureOrigin::Own => true,
            FigureOrigin::Member(_) => false,
            FigureOrigin::Absent => node.unit.is_some() && !member.iter().any(|member| member.outcome.ever_report()),
        };
        if own || member.is_empty() {
            let report = one.triwulan[now].report;
            one.from = (usize::from(report), 1);
            if !report {
                one.not_yet.push(self.name(node));
            }
        } else {
            let (report, not_yet): (Vec<_>, Vec<_>) =
                member.iter().partition(|member| member.outcome.triwulan[now].report);
            one.from = (report.len(), member.len());
            one.not_yet = not_yet.into_iter().map(|member| member.name.clone()).collect();
        }
    }

    /// "Jurusan Akuntansi (IKK 1.2)".
    fn name(&self, node: &KaskadeNode) -> String {
        match &node.unit {
            Some(unit) => format!("{} ({})", self.unit_name(unit), node.code),
            None => node.code.clone(),
        }
    }

    fn unit_name(&self, code: &str) -> String {
        self.tables.unit(code).map_or_else(|| code.to_string(), |unit| unit.name.clone())
    }

    /// The unit whose measurement is the node's own.
    fn measurer<'u>(&self, number: usize, node: &'u KaskadeNode, measure: &NodeMeasures<'u>) -> Option<&'u str> {
        node.unit.as_deref().or_else(|| {
            let mut unit = measure.units.keys();
            let one = unit.next()?;
            (unit.next().is_none() && self.kaskade.child(number).is_empty()).then_some(*one)
        })
    }
}
