//! Which direction of an indicator is better, where the cascade does not say it: what the forms say in a column of their
//! own, else the bound of a target ("≤ 60 menit": the fewer the better), else upwards.
//!
//! Where a direction was said and the bound of the very target that a realisation is compared with turns against it,
//! nothing is computed: rule NL12 asks which of both is meant.

use super::indikator::IndikatorRow;
use super::{Tables, indikator};
use crate::domain::capaian::Reason;
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, FormRow};
use crate::domain::hash::HashMap;
use crate::domain::polaritas::{Direction, DirectionOrigin, Polaritas};
use crate::domain::value::Value;

/// What speaks for a direction.
#[derive(Debug, Clone, Default)]
struct Voices {
    words: Vec<Polaritas>,
    bounds: Vec<Polaritas>,
}

impl Voices {
    fn row(&mut self, row: &FormRow, prepared: bool) {
        // What stands in a form that was handed out is what the cascade says, or leaves to the usual.
        self.words.extend(word(row).filter(|_| !prepared));
        let targets = row.entries.iter().filter(|(column, _)| column.field == Field::Target);
        self.bounds.extend(targets.filter_map(|(_, entry)| entry.value.bound()));
    }

    /// What all of one kind agree on, words before bounds.
    fn agreed(&self) -> Option<(Polaritas, DirectionOrigin)> {
        let alike = |all: &[Polaritas]| all.first().copied().filter(|first| all.iter().all(|one| one == first));
        let said = alike(&self.words).map(|one| (one, DirectionOrigin::Form));
        said.or_else(|| alike(&self.bounds).map(|one| (one, DirectionOrigin::Bound)).filter(|_| self.words.is_empty()))
    }
}

fn word(row: &FormRow) -> Option<Polaritas> {
    row.entry(Field::Polaritas.yearly())
        .filter(|entry| !entry.value.without_content())?
        .text()
        .and_then(Polaritas::read)
}

/// Gives nodes of which the cascade says no direction that of the forms that count, or of the bounds of their targets.
pub(super) fn settle(tables: &mut Tables) {
    const KINDS: [DocumentKind; 3] = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];
    let silent =
        |number: usize| tables.nodes.get(number).is_some_and(|node| node.direction_origin == DirectionOrigin::Usual);
    let mut voices: HashMap<usize, Voices> = HashMap::default();
    for (number, node) in tables.nodes.iter().enumerate().filter(|(number, _)| silent(*number)) {
        let bounds: Vec<Polaritas> =
            std::iter::once(&node.target).chain(&node.target_tw).filter_map(Value::bound).collect();
        if !bounds.is_empty() {
            voices.entry(number).or_default().bounds = bounds;
        }
    }
    if (0..tables.nodes.len()).any(silent) {
        for record in indikator::records(tables, &KINDS) {
            let node = tables.links.get(record as usize).and_then(|link| link.node).map(|node| node as usize);
            let Some((node, row)) = node.filter(|node| silent(*node)).zip(tables.row_from(record)) else { continue };
            voices.entry(node).or_default().row(row, prepared(tables, record));
        }
    }
    for (number, voices) in voices {
        if let (Some(node), Some((polaritas, origin))) = (tables.nodes.get_mut(number), voices.agreed()) {
            node.polaritas = polaritas;
            node.direction_origin = origin;
            node.direction_doubted = false;
        }
    }
}

fn prepared(tables: &Tables, record: u32) -> bool {
    let document = tables.address(record).map(|address| address.document);
    document.and_then(|document| tables.document_content(document)).is_some_and(|content| content.mark.is_some())
}

/// The direction of a row: its node's, else that of its own column, else of the first target with a bound, in the order in
/// which they are asked.
pub(super) fn of_row<'a>(
    base: &IndikatorRow<'_>,
    row: &FormRow,
    targets: impl IntoIterator<Item = &'a Value>,
) -> Direction {
    if let Some(node) = base.node {
        return Direction { polaritas: node.polaritas, origin: node.direction_origin };
    }
    let said = word(row).map(|polaritas| Direction { polaritas, origin: DirectionOrigin::Form });
    let bound = || {
        let bound = targets.into_iter().find_map(Value::bound)?;
        Some(Direction { polaritas: bound, origin: DirectionOrigin::Bound })
    };
    said.or_else(bound).unwrap_or_default()
}

/// Marks the nodes whose agreed target turns against the direction that was said.
pub(super) fn mark_contradicted(tables: &mut Tables) {
    let turned = tables.rows.pengukuran.iter().filter(|row| row.contradicts_bound());
    let nodes: Vec<u32> = turned.filter_map(|row| tables.links.get(row.record() as usize)?.node).collect();
    for node in nodes {
        if let Some(node) = tables.nodes.get_mut(node as usize) {
            node.direction_against_bound = true;
        }
    }
}

/// Why nothing is computed against a target, where its bound turns against the direction.
pub(super) fn against(direction: Direction, target: &Value) -> Option<Reason> {
    let bound = target.bound()?;
    let turned = matches!(
        (direction.polaritas, bound),
        (Polaritas::Maximum, Polaritas::Minimum) | (Polaritas::Minimum, Polaritas::Maximum)
    );
    turned.then_some(Reason::BoundAgainstDirection)
}
