//! Nodes of the cascade as rules speak of them. Their findings name no unit: the cascade is the planning bureau's own
//! workbook.

use crate::cascade::Kaskade;
use crate::domain::column::Field;
use crate::domain::node::KaskadeNode;
use crate::finding::{Place, Temuan};
use crate::rules::{Aturan, RuleContext};
use crate::tables::Tables;

/// The cell of a field of a node; its code's cell where the sheet has no such column.
pub(in crate::rules) fn place(tables: &Tables, node: &KaskadeNode, field: Field) -> Option<Place> {
    tables.place(node.record_id, field.yearly()).or_else(|| tables.place(node.record_id, Field::Code.yearly()))
}

/// The cells of a field of several nodes, in one place of the cascade workbook.
pub(in crate::rules) fn all_place<'s>(
    tables: &Tables,
    node: impl IntoIterator<Item = &'s KaskadeNode>,
    field: Field,
) -> Option<Place> {
    super::record::gather(node.into_iter().filter_map(|one| place(tables, one, field))).into_iter().next()
}

/// A node as people know it: its code and its wording.
pub(in crate::rules) fn label(node: &KaskadeNode) -> String {
    let sentence = node.indikator.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{} {sentence}", node.code).trim().to_string()
}

/// The name that a sentence gives a node: its code, else its wording.
pub(in crate::rules) fn name(node: &KaskadeNode) -> String {
    if node.code.is_empty() { super::quote(&node.indikator) } else { node.code.clone() }
}

/// A finding at the cell of a field of a node.
pub(in crate::rules) fn temuan(
    context: &RuleContext<'_>,
    aturan: &Aturan,
    node: &KaskadeNode,
    field: Field,
    message: String,
    advice: &str,
) -> Option<Temuan> {
    let place = place(context.tables, node, field)?;
    Some(aturan.finding(place, message, advice).indikator(label(node)))
}

/// A finding at the parent code of each of these nodes that is guilty: what it lacks, after its name, and the advice.
pub(in crate::rules) fn without_parent(
    context: &RuleContext<'_>,
    aturan: &Aturan,
    nodes: impl Iterator<Item = usize>,
    guilty: impl Fn(&KaskadeNode) -> bool,
    (lacks, advice): (&str, &str),
) -> Vec<Temuan> {
    let nodes = nodes.filter_map(|number| context.kaskade.take(number)).filter(|node| guilty(node));
    let message = |node: &KaskadeNode| format!("{} {lacks}.", name(node));
    nodes.filter_map(|node| temuan(context, aturan, node, Field::ParentCode, message(node), advice)).collect()
}

/// The nodes with these numbers.
pub(in crate::rules) fn take<'k>(kaskade: &'k Kaskade, number: &[usize]) -> Vec<&'k KaskadeNode> {
    number.iter().filter_map(|number| kaskade.take(*number)).collect()
}
