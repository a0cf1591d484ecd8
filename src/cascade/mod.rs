//! The IKU tree and its questions.
//!
//! Takes the nodes that the tables read from `kaskade.xlsx`, gives a tree that stays usable however the sheet is filled
//! in: unknown parents, codes used twice and circles are answers here, never errors. Nodes are named by their index into
//! [`Tables::nodes`]. [`rollup`] carries measurements up the tree.

pub mod rollup;

#[cfg(test)]
mod tests;

use crate::domain::hash::HashMap;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::polaritas::KonsolidasiUnit;
use crate::tables::Tables;

pub use rollup::{FigureOrigin, NodeResult, Partial, PeriodOutcome, PeriodTargets, roll_up, roll_up_timespan};

/// The cascade as a tree.
#[derive(Debug, Clone)]
pub struct Kaskade {
    nodes: Vec<KaskadeNode>,
    /// The first node with each code.
    codes: HashMap<String, usize>,
    parents: Vec<Option<usize>>,
    children: Vec<Vec<usize>>,
    /// Whether a node stands on a circle.
    on_circle: Vec<bool>,
}

impl Kaskade {
    /// The tree of the nodes in the tables.
    pub fn from(tables: &Tables) -> Self {
        Self::new(tables.nodes.clone())
    }

    fn new(nodes: Vec<KaskadeNode>) -> Self {
        let mut codes = HashMap::default();
        for (number, one) in nodes.iter().enumerate().filter(|(_, one)| !one.code.is_empty()) {
            codes.entry(one.code.clone()).or_insert(number);
        }
        let parent: Vec<Option<usize>> =
            nodes.iter().map(|one| one.parent_code.as_ref().and_then(|parent| codes.get(parent)).copied()).collect();
        let mut child = vec![Vec::new(); nodes.len()];
        for (number, parent) in parent.iter().enumerate() {
            if let Some(child) = parent.and_then(|parent| child.get_mut(parent)) {
                child.push(number);
            }
        }
        let on_circle = vec![false; nodes.len()];
        let mut kaskade = Self { nodes, codes, parents: parent, children: child, on_circle };
        for number in kaskade.cycle().into_iter().flatten() {
            kaskade.on_circle[number] = true;
        }
        kaskade
    }

    /// Its nodes in sheet order.
    pub fn node(&self) -> &[KaskadeNode] {
        &self.nodes
    }

    /// The node with an index.
    pub fn take(&self, number: usize) -> Option<&KaskadeNode> {
        self.nodes.get(number)
    }

    /// The first node with a code.
    pub fn find(&self, code: &str) -> Option<usize> {
        self.codes.get(code).copied()
    }

    /// The parent of a node, when it names one that exists.
    pub fn parent(&self, number: usize) -> Option<usize> {
        self.parents.get(number).copied().flatten()
    }

    /// The children of a node, in sheet order.
    pub fn child(&self, number: usize) -> &[usize] {
        self.children.get(number).map(Vec::as_slice).unwrap_or_default()
    }

    /// Nodes that have no parent, or name one that does not exist.
    pub fn root(&self) -> impl Iterator<Item = usize> + '_ {
        self.that(|number, _| self.parent(number).is_none())
    }

    /// The nodes above a node, nearest first. A circle is walked once.
    pub fn ancestor(&self, number: usize) -> impl Iterator<Item = usize> + '_ {
        let mut now = Some(number);
        // Where a circle was entered: there it ends.
        let mut entered = self.on_circle.get(number).is_some_and(|on| *on).then_some(number);
        std::iter::from_fn(move || {
            now = now.and_then(|now| self.parent(now)).filter(|upper| Some(*upper) != entered);
            if let Some(upper) = now
                && entered.is_none()
                && self.on_circle[upper]
            {
                entered = Some(upper);
            }
            now
        })
    }

    /// The nearest node above a node that has a level.
    pub fn layered_ancestor(&self, number: usize, jenjang: Jenjang) -> Option<usize> {
        self.ancestor(number).find(|&upper| self.jenjang(upper) == Some(jenjang))
    }

    /// Every node below a node.
    pub fn descendants(&self, number: usize) -> Vec<usize> {
        let mut seen = vec![false; self.nodes.len()];
        let mut outcome = Vec::new();
        let mut queue: Vec<usize> = self.child(number).iter().rev().copied().collect();
        while let Some(one) = queue.pop() {
            if one != number && seen.get_mut(one).is_some_and(|look_at| !std::mem::replace(look_at, true)) {
                outcome.push(one);
                queue.extend(self.child(one).iter().rev());
            }
        }
        outcome
    }

    /// Indicators of the institution below which no unit promises anything (rule CAS-01).
    pub fn iku_without_derivation(&self) -> impl Iterator<Item = usize> + '_ {
        let mut promised = vec![false; self.nodes.len()];
        for below in self.that(|_, one| one.jenjang != Some(Jenjang::Iku)) {
            for above in self.ancestor(below) {
                if std::mem::replace(&mut promised[above], true) {
                    break;
                }
            }
        }
        self.that(move |number, one| one.jenjang == Some(Jenjang::Iku) && !promised[number])
    }

    /// Nodes below the institution's level that name no parent (rule CAS-02).
    pub fn without_parent(&self) -> impl Iterator<Item = usize> + '_ {
        self.that(|_, one| one.jenjang != Some(Jenjang::Iku) && one.parent_code.is_none())
    }

    /// Individual indicators that trace to no unit indicator (rule CAS-03).
    pub fn iki_without_ikk(&self) -> impl Iterator<Item = usize> + '_ {
        let mut traced = vec![false; self.nodes.len()];
        let mut queue: Vec<usize> = self.that(|_, one| one.jenjang == Some(Jenjang::Ikk)).collect();
        while let Some(above) = queue.pop() {
            for &below in self.child(above) {
                if !std::mem::replace(&mut traced[below], true) {
                    queue.push(below);
                }
            }
        }
        self.that(move |number, one| one.jenjang == Some(Jenjang::Iki) && !traced[number])
    }

    /// Nodes that name a parent which does not exist (rule CAS-07).
    pub fn unknown_parent(&self) -> impl Iterator<Item = usize> + '_ {
        self.that(|number, one| one.parent_code.is_some() && self.parent(number).is_none())
    }

    /// Nodes that stand on a level, counted by parents: 1 has none above it. Nothing on a circle or below one has a level.
    pub fn at_depth(&self, depth: usize) -> Vec<usize> {
        let mut level: Vec<usize> = self.root().collect();
        for _ in 1..depth {
            level = level.iter().flat_map(|&above| self.child(above)).copied().collect();
        }
        level.sort_unstable();
        level
    }

    /// Circles, each once, beginning with its node that stands first in the sheet; every node names the next as its
    /// parent (rule CAS-07).
    pub fn cycle(&self) -> Vec<Vec<usize>> {
        // 0: not seen; otherwise the number of the walk that saw it.
        let mut walk = vec![0_usize; self.nodes.len()];
        let mut outcome = Vec::new();
        for start in 0..self.nodes.len() {
            let mut now = start;
            while walk[now] == 0 {
                walk[now] = start + 1;
                match self.parent(now) {
                    Some(upper) => now = upper,
                    None => break,
                }
            }
            if walk[now] == start + 1 && self.parent(now).is_some() {
                outcome.push(self.circle(now));
            }
        }
        outcome.sort();
        outcome
    }

    fn circle(&self, member: usize) -> Vec<usize> {
        let mut circle = vec![member];
        let mut now = self.parent(member);
        while let Some(upper) = now.filter(|&upper| upper != member) {
            circle.push(upper);
            now = self.parent(upper);
        }
        let foremost = circle.iter().enumerate().min_by_key(|(_, number)| **number).map_or(0, |(place, _)| place);
        circle.rotate_left(foremost);
        circle
    }

    /// Nodes whose code an earlier node has: (the earlier, the later) (rule CAS-07).
    pub fn double_code(&self) -> Vec<(usize, usize)> {
        let first = |one: &KaskadeNode| self.find(&one.code);
        self.that(|number, one| first(one).is_some_and(|earlier| earlier != number))
            .filter_map(|number| Some((first(self.take(number)?)?, number)))
            .collect()
    }

    /// Children that skip a level below their parent, as IKI under IKU: (child, parent) (rule CAS-07).
    pub fn jump_jenjang(&self) -> Vec<(usize, usize)> {
        self.paired(|child, parent| child == Jenjang::Iki && parent == Jenjang::Iku)
    }

    /// Children that stand on a higher level than their parent, as IKU under IKK: (child, parent).
    pub fn reversed_jenjang(&self) -> Vec<(usize, usize)> {
        self.paired(|child, parent| child < parent)
    }

    /// The children that count for a node's figures: none when the node says "tanpa"; otherwise all, but leaves that say
    /// "tanpa" of themselves, which are not handed up (domain section 10, non-cascading), and those that skip a level,
    /// which are a fault with a finding of its own.
    pub fn counted_child(&self, number: usize) -> Vec<usize> {
        let without =
            |number: usize| self.take(number).is_some_and(|one| one.konsolidasi_unit == Some(KonsolidasiUnit::Without));
        if without(number) {
            return Vec::new();
        }
        let jump =
            |child: usize| self.jenjang(number) == Some(Jenjang::Iku) && self.jenjang(child) == Some(Jenjang::Iki);
        let leaf_without = |child: usize| without(child) && self.child(child).is_empty();
        self.child(number).iter().copied().filter(|&child| !jump(child) && !leaf_without(child)).collect()
    }

    /// Parents whose figures come from their children: (parent, how, children that count). Parents that do not say how,
    /// or whose children say nothing about them, are left out.
    pub fn consolidated(&self) -> impl Iterator<Item = (usize, KonsolidasiUnit, Vec<usize>)> + '_ {
        self.nodes.iter().enumerate().filter_map(|(number, one)| {
            let (way, child) = (one.konsolidasi_unit?, self.counted_child(number));
            (!child.is_empty()).then_some((number, way, child))
        })
    }

    /// Nodes whose weights belong together (rule WGT-01): all indicators of the institution, and the children of each
    /// parent. The first member of the pair is the parent.
    pub fn sibling(&self) -> Vec<(Option<usize>, Vec<usize>)> {
        let iku: Vec<usize> =
            self.that(|number, one| one.jenjang == Some(Jenjang::Iku) && self.parent(number).is_none()).collect();
        let child = (0..self.nodes.len()).map(|number| (Some(number), self.child(number).to_vec()));
        std::iter::once((None, iku)).chain(child).filter(|(_, member)| !member.is_empty()).collect()
    }

    fn jenjang(&self, number: usize) -> Option<Jenjang> {
        self.take(number).and_then(|one| one.jenjang)
    }

    fn that<'a>(&'a self, test: impl Fn(usize, &KaskadeNode) -> bool + 'a) -> impl Iterator<Item = usize> + 'a {
        self.nodes.iter().enumerate().filter(move |(number, one)| test(*number, one)).map(|(number, _)| number)
    }

    fn paired(&self, test: impl Fn(Jenjang, Jenjang) -> bool) -> Vec<(usize, usize)> {
        let pair = (0..self.nodes.len()).filter_map(|number| Some((number, self.parent(number)?)));
        pair.filter(|&(child, parent)| self.jenjang(child).zip(self.jenjang(parent)).is_some_and(|(a, i)| test(a, i)))
            .collect()
    }
}
