//! Money spent, as the measurements of one quarter state it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::domain::capaian::anggaran::serapan;
use crate::domain::document::DocumentKind;
use crate::domain::exact;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::period::Timespan;
use crate::domain::triwulan::Triwulan;
use crate::recap::repetition;
use crate::tables::Tables;

/// Absorption in the newest quarter of a period for which forms state money. Where a table has a column for every quarter and
/// its figures show that each is of its quarter alone, those before are added; else a figure is what the form says for that
/// quarter, which may be of it alone or run up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Serapan {
    /// The quarter of the forms.
    pub triwulan: Triwulan,
    /// Ceilings of the lines that state both.
    pub pagu: f64,
    /// Money spent on them.
    pub realisasi: f64,
    /// Percent points.
    #[serde(rename = "persen")]
    pub percent: f64,
    /// Units whose lines these are.
    pub unit: usize,
}

/// A budget line that counts for the absorption.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SerapanLane {
    /// Its row in the table.
    pub(super) number: usize,
    pub(super) record_id: u32,
    pub(super) unit: String,
    pub(super) code: String,
    pub(super) program: String,
    pub(super) triwulan: Triwulan,
    /// Whether the money is that of its quarter alone, and earlier lines of the record come before it.
    alone: bool,
    /// The ceiling; none in an earlier line of a record, whose ceiling counts once.
    pub(super) pagu: f64,
    pub(super) realisasi: f64,
}

/// The absorption, and the lines that it rests on.
pub(super) fn compute(tables: &Tables, timespan: Timespan) -> Option<(Serapan, Vec<SerapanLane>)> {
    let mut all = lane(tables);
    let quarter = Triwulan::ALL.into_iter().rev().filter(|tw| timespan.contains(*tw));
    quarter.into_iter().find_map(|triwulan| {
        let owned = until(&mut all, triwulan)?;
        let total = |take: fn(&SerapanLane) -> f64| exact::sum(owned.iter().map(take));
        let (pagu, realisasi) = (total(|one| one.pagu), total(|one| one.realisasi));
        let percent = serapan(realisasi, pagu).ok()?;
        let unit = owned.iter().map(|one| one.unit.as_str()).collect::<BTreeSet<_>>().len();
        Some((Serapan { triwulan, pagu, realisasi, percent, unit }, owned))
    })
}

/// The lines of a quarter, with the earlier ones of tables that state the money of each quarter alone; nothing where no line
/// states that quarter.
fn until(all: &mut Vec<SerapanLane>, triwulan: Triwulan) -> Option<Vec<SerapanLane>> {
    if !all.iter().any(|one| one.triwulan == triwulan) {
        return None;
    }
    let counts = |one: &mut SerapanLane| one.triwulan == triwulan || one.alone && one.triwulan < triwulan;
    let mut owned: Vec<SerapanLane> = all.extract_if(.., counts).collect();
    owned.sort_by_key(|one| one.number);
    let mut seen = HashSet::default();
    for one in owned.iter_mut().rev() {
        if !seen.insert(one.record_id) {
            one.pagu = 0.0;
        }
    }
    Some(owned)
}

/// The absorption of each unit, of the lines that count.
pub(super) fn per_unit(lane: &[SerapanLane]) -> HashMap<&str, Serapan> {
    let mut outcome: HashMap<&str, Serapan> = HashMap::default();
    for one in lane {
        let zero = || Serapan { triwulan: one.triwulan, pagu: 0.0, realisasi: 0.0, percent: 0.0, unit: 1 };
        let owned = outcome.entry(&one.unit).or_insert_with(zero);
        owned.triwulan = owned.triwulan.max(one.triwulan);
        owned.pagu = exact::sum([owned.pagu, one.pagu]);
        owned.realisasi = exact::sum([owned.realisasi, one.realisasi]);
    }
    outcome.retain(|_, owned| serapan(owned.realisasi, owned.pagu).map(|percent| owned.percent = percent).is_ok());
    outcome
}

/// The absorption of several units.
pub(super) fn combination<'a>(all: impl Iterator<Item = &'a Serapan>) -> Option<Serapan> {
    let total = all.cloned().reduce(|a, b| Serapan {
        pagu: exact::sum([a.pagu, b.pagu]),
        realisasi: exact::sum([a.realisasi, b.realisasi]),
        unit: a.unit + b.unit,
        ..a
    })?;
    Some(Serapan { percent: serapan(total.realisasi, total.pagu).ok()?, ..total })
}

/// Every line of a measurement that states its ceiling and what was spent, each quarter once.
fn lane(tables: &Tables) -> Vec<SerapanLane> {
    let repetition = repetition::anggaran(tables);
    let lines = tables.anggaran().enumerate().filter(|(number, row)| {
        row.document_kind == DocumentKind::Pengukuran && row.is_line() && !repetition.contains(number)
    });
    lines
        .filter_map(|(number, row)| {
            Some(SerapanLane {
                number,
                record_id: row.record,
                unit: row.unit.unwrap_or_default().to_string(),
                code: row.code.unwrap_or_default().to_string(),
                program: row.program.unwrap_or_default().to_string(),
                triwulan: row.triwulan?,
                alone: row.alone,
                pagu: row.pagu?,
                realisasi: row.realisasi?,
            })
        })
        .collect()
}
