//! What units measured, sorted by node: the leaves of the roll-up.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::satuan::is_percent;
use crate::domain::target_basis::TargetBasis;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::tables::{PengukuranRow, Tables, compute};

/// One measurement of a node in a quarter by a unit.
#[derive(Debug, Clone)]
pub(super) struct NodeMeasurement<'a> {
    pub(super) row: PengukuranRow<'a>,
    /// Whether anything was entered; a dash is an entry.
    pub(super) filled: bool,
    pub(super) realisasi: Option<f64>,
    /// The target of the quarter.
    pub(super) target_tw: Option<f64>,
    /// What the achievement is computed against: the target of the quarter, else of the year.
    pub(super) compare: Option<f64>,
    pub(super) yearly: Option<f64>,
    ranking: (bool, bool, bool, u32),
}

/// The quarters of one unit for one node.
pub(super) type QuarterFigures<'a> = [Option<NodeMeasurement<'a>>; 4];

/// For each node the units that measured it, with their quarters; and the records whose quarter is not known.
#[derive(Debug, Default)]
pub(super) struct NodeMeasures<'a> {
    /// In boxes: a leaf of the tree has room for eleven, and nearly every node is measured by one unit.
    pub(super) units: BTreeMap<&'a str, Box<QuarterFigures<'a>>>,
    pub(super) without_triwulan: Vec<u32>,
}

/// The measurements of every node, in the order of [`Tables::nodes`].
///
/// Where a unit states a quarter more than once, the entry counts before the blank, the measurement before the plan, the
/// quarter's own form before one of another quarter, and then the later document.
pub(super) fn collect(tables: &Tables) -> Vec<NodeMeasures<'_>> {
    let percent: Vec<bool> = tables.nodes.iter().map(|node| is_percent(&node.satuan)).collect();
    let mut outcome: Vec<NodeMeasures<'_>> = Vec::new();
    outcome.resize_with(tables.nodes.len(), NodeMeasures::default);
    for row in tables.pengukuran() {
        let Some(number) = tables.links.get(row.record as usize).and_then(|link| link.node) else { continue };
        let (Some(owned), Some(percent)) = (outcome.get_mut(number as usize), percent.get(number as usize)) else {
            continue;
        };
        let (Some(unit), Some(triwulan)) = (row.unit, row.triwulan) else {
            owned.without_triwulan.push(row.record);
            continue;
        };
        let measure = one(tables, row, triwulan, *percent);
        let place = &mut owned.units.entry(unit).or_default()[triwulan as usize];
        if place.as_ref().is_none_or(|old| old.ranking <= measure.ranking) {
            *place = Some(measure);
        }
    }
    outcome
}

fn one<'a>(tables: &'a Tables, row: PengukuranRow<'a>, triwulan: Triwulan, percent: bool) -> NodeMeasurement<'a> {
    let value = tables.entry(row.record, Field::Realisasi.tw(triwulan)).map_or(&Value::Blank, |entry| &entry.value);
    let document = tables.document_from(row.record);
    // Nothing, where nothing was promised for the quarter, is no figure that a mean could be made of.
    let not_due = row.not_due();
    NodeMeasurement {
        filled: !value.blank() && !row.not_yet_over(),
        realisasi: row
            .summed
            .or_else(|| compute::numeral(value, percent))
            .filter(|_| !not_due && !row.not_yet_over() && !row.contradicted()),
        // A target of several quarters is no target of this one.
        target_tw: row
            .agreed
            .target
            .filter(|_| row.agreed.basis.is_some_and(TargetBasis::quarterly) && row.agreed.span.as_stated()),
        compare: row.agreed.target,
        yearly: row.agreed_year,
        ranking: (
            !value.blank() && !row.not_yet_over(),
            document.is_some_and(|document| document.kind == DocumentKind::Pengukuran),
            document.is_some_and(|document| document.triwulan == Some(triwulan)),
            row.record,
        ),
        row,
    }
}

/// A figure as the value of a cell; none is a blank one.
pub(super) fn figure_value(figure: Option<f64>) -> Value {
    figure.map_or(Value::Blank, |figure| Value::Figure { figure, satuan: None })
}
