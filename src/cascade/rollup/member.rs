//! Those out of whose figures a node's are made.

use std::borrow::Cow;

use super::NodeResult;

/// One whose figures count for a node: a child, or a unit that reported the node.
#[derive(Clone)]
pub(super) struct RollupMember<'h> {
    pub(super) name: String,
    pub(super) bobot: Option<f64>,
    pub(super) satuan: String,
    /// Whether it is a node of its own.
    pub(super) node: bool,
    pub(super) outcome: Cow<'h, NodeResult>,
}
