//! Ties rows to the cascade and to the agreement of their unit.
//!
//! In this order: the row's own code among the nodes; a code in front of its wording; its wording among the nodes; then
//! the same among the rows of the unit's PK, so that an institution without a cascade has its documents joined too.
//! Likeness joins nothing (domain section 2). Where the code is that of one indicator of the unit and the wording, letter by
//! letter, that of another, the wording counts unless satuan and target are those of the code's (ID16 tells it).
//!
//! Bare numbers ("1.1.1") are codes in some institutions and mere row numbers in others, so they come after the wording.
//! A bare number stands for the only node with a kind and that number ("IKK 1.1.1") where the row has no wording that
//! could say otherwise; and for a node with the very same bare code, where that belongs to the document's own unit or
//! the row has no wording.
//!
//! A node counts for a document when it belongs to the document's unit; else when it belongs to no unit or is an IKU of
//! the institution; else when it belongs to a unit below or above in the register. Nodes of unrelated units never
//! count, however equal the wording: two units may promise the same thing.

use std::sync::Arc;

use rayon::prelude::*;

use super::compute::numeral;
use super::{NodeLink, Status, Tables};
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, FormRow, RowKind, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::satuan::{is_percent, same as same_satuan};
use crate::domain::value::{Doubt, Entry};
use crate::domain::{exact, text};

/// What a row writes about its indicator, in comparable form.
#[derive(Debug, Clone, Default)]
struct RowWording {
    code: Option<String>,
    code_inside: Option<String>,
    sentence: Option<String>,
    /// Whether the code stands in a numeric cell, where zeros at its end are lost.
    numeric: bool,
}

impl RowWording {
    /// Whether the row's own code is this one.
    fn writes(&self, code: &str, whole: &str) -> bool {
        code == whole || (self.numeric && whole.strip_suffix('0') == Some(code))
    }
}

/// The ties of every record.
pub(super) fn build(tables: &Tables) -> Vec<NodeLink> {
    let mut link = subject(tables);
    let kaskade = KaskadeIndex::new(tables);
    let wording: Vec<RowWording> = link
        .par_iter_mut()
        .enumerate()
        .map(|(number, owned)| {
            let record_id = u32::try_from(number).unwrap_or(u32::MAX);
            // A row that goes on with the indicator of another is tied as that one is.
            let wording = if owned.subject == record_id { wording(tables, record_id) } else { RowWording::default() };
            owned.node = kaskade.find(tables, record_id, &wording);
            let node = owned.node.and_then(|number| kaskade.codes.get(number as usize)).filter(|code| !code.is_empty());
            let own = wording.code.as_deref().or(wording.code_inside.as_deref());
            owned.code = own.map(|code| match node {
                Some(node) if wording.writes(code, node) => node.clone(),
                _ => code.into(),
            });
            owned.key = node.or(owned.code.as_ref()).cloned().or_else(|| Some(wording.sentence.as_deref()?.into()));
            wording
        })
        .collect();
    connect_pk(tables, &mut link, &wording);
    for record_id in 0..link.len() {
        let subject = link[record_id].subject as usize;
        if subject != record_id {
            link[record_id] = link[subject].clone();
        }
    }
    link
}

/// Blank ties that know the first row of their indicator.
fn subject(tables: &Tables) -> Vec<NodeLink> {
    let mut last: Option<(u32, u32, u32)> = None;
    let mut all = Vec::with_capacity(tables.record_ids.len());
    for (address, record_id) in tables.record_ids.iter().zip(0_u32..) {
        let kind = tables.row_from(record_id).map(|row| row.kind);
        let subject = match last {
            Some((document, table, subject))
                if kind == Some(RowKind::Continuation) && (document, table) == (address.document, address.table) =>
            {
                subject
            }
            _ => record_id,
        };
        if kind != Some(RowKind::Total) {
            last = Some((address.document, address.table, subject));
        }
        all.push(NodeLink { subject, ..NodeLink::default() });
    }
    all
}

fn wording(tables: &Tables, record_id: u32) -> RowWording {
    let Some(table) = tables.table_from(record_id) else { return RowWording::default() };
    if !matches!(table.role, TableRole::Indikator | TableRole::Kaskade) {
        return RowWording::default();
    }
    let entry = tables.row_from(record_id).and_then(|row| row.entry(Field::Code.yearly()));
    let entry = entry.filter(|entry| !entry.value.without_content());
    let numeric = entry.is_some_and(|entry| entry.doubts.iter().any(|one| matches!(one, Doubt::CodeAsFigure { .. })));
    let code =
        entry.and_then(|entry| entry.text()).map(|code| text::indikator_code(code).unwrap_or_else(|| code.to_string()));
    let Some((code_inside, sentence)) = tables.code_and_sentence(record_id) else {
        return RowWording { code, numeric, ..RowWording::default() };
    };
    let sentence = Some(text::indikator_key(sentence)).filter(|sentence| !sentence.is_empty());
    RowWording { code, code_inside, sentence, numeric }
}

/// The digits of a code without its kind: "1.1.1" of "IKK 1.1.1".
fn number(code: &str) -> &str {
    code.split_once(' ').map_or(code, |(_, number)| number)
}

/// Things found by code, by number and by wording.
#[derive(Debug, Default)]
struct NodeIndex {
    code: HashMap<String, Vec<u32>>,
    number: HashMap<String, Vec<u32>>,
    sentence: HashMap<String, Vec<u32>>,
}

impl NodeIndex {
    fn add(&mut self, code: Option<&str>, sentence: Option<&str>, owned: u32) {
        if let Some(code) = code.filter(|code| !code.is_empty()) {
            self.code.entry(code.to_string()).or_default().push(owned);
            self.number.entry(number(code).to_string()).or_default().push(owned);
        }
        if let Some(sentence) = sentence.filter(|sentence| !sentence.is_empty()) {
            self.sentence.entry(sentence.to_string()).or_default().push(owned);
        }
    }

    /// What a row means: `choose` picks one of several with the same name, told what kind of name it is.
    fn find(&self, wording: &RowWording, choose: impl Fn(&[u32], NodeName) -> Option<u32>) -> Option<u32> {
        let code = || [&wording.code, &wording.code_inside].into_iter().flatten();
        let via = |map: &HashMap<String, Vec<u32>>, wanted: &str, name| {
            map.get(wanted).and_then(|candidate| choose(candidate, name))
        };
        let mute = wording.sentence.is_none();
        let figure = if mute { NodeName::Code } else { NodeName::Figure };
        code()
            .filter(|code| !bare(code))
            .find_map(|code| via(&self.code, code, NodeName::Code))
            .or_else(|| via(&self.sentence, wording.sentence.as_ref()?, NodeName::Sentence))
            .or_else(|| code().filter(|code| bare(code)).find_map(|code| via(&self.code, code, figure)))
            .or_else(|| {
                code().filter(|code| !bare(code)).find_map(|code| via(&self.code, number(code), NodeName::Figure))
            })
            .or_else(|| code().filter(|_| mute).find_map(|code| via(&self.number, code, NodeName::Sentence)))
    }
}

/// By what a row names something.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NodeName {
    /// A code: the first of several counts, because a code used twice is another fault, with its own finding.
    Code,
    /// A bare number, which may be a mere row number.
    Figure,
    /// A wording, or a number without its kind: only one may bear it.
    Sentence,
}

/// Whether a code lacks its kind: "1.1.1".
fn bare(code: &str) -> bool {
    code.starts_with(|letter: char| letter.is_ascii_digit())
}

/// The nodes of the cascade, and how near each is to a unit.
struct KaskadeIndex<'a> {
    nodes: &'a [KaskadeNode],
    /// The code of each node, to be shared.
    codes: Vec<Arc<str>>,
    index: NodeIndex,
    /// Codes of the units above a unit.
    superior: HashMap<&'a str, Vec<&'a str>>,
    record_id_owned: HashMap<u32, u32>,
}

impl<'a> KaskadeIndex<'a> {
    fn new(tables: &'a Tables) -> Self {
        let mut index = NodeIndex::default();
        let mut record_id_owned = HashMap::default();
        for (node, number) in tables.nodes.iter().zip(0_u32..) {
            index.add(Some(&node.code), Some(&text::indikator_key(&node.indikator)), number);
            record_id_owned.insert(node.record_id, number);
        }
        let parent: HashMap<&str, &str> =
            tables.units.iter().filter_map(|unit| Some((unit.code.as_str(), unit.parent.as_deref()?))).collect();
        let superior = tables.units.iter().map(|unit| (unit.code.as_str(), chain(&parent, &unit.code))).collect();
        let codes = tables.nodes.iter().map(|node| node.code.as_str().into()).collect();
        Self { nodes: &tables.nodes, codes, index, superior, record_id_owned }
    }

    fn find(&self, tables: &Tables, record_id: u32, wording: &RowWording) -> Option<u32> {
        if let Some(own) = self.record_id_owned.get(&record_id) {
            return Some(*own);
        }
        // The cascade of this year says nothing about the indicators of another.
        let document = tables.document_from(record_id).filter(|document| document.status != Status::OtherYear)?;
        let unit = document.unit.as_deref()?;
        let found = self.index.find(wording, |candidate, name| self.nearest(candidate, unit, name))?;
        Some(self.by_wording(tables, record_id, wording, unit, found).unwrap_or(found))
    }

    /// The indicator of the unit that a row names by its wording, where its code names another one of the unit: codes are
    /// copied and exchanged, wordings are read. Satuan and annual target decide where they speak for the code.
    fn by_wording(
        &self,
        tables: &Tables,
        record_id: u32,
        wording: &RowWording,
        unit: &str,
        by_code: u32,
    ) -> Option<u32> {
        let candidates = self.index.sentence.get(wording.sentence.as_ref()?)?;
        if candidates.contains(&by_code) {
            return None;
        }
        let by_wording = self.nearest(candidates, unit, NodeName::Sentence)?;
        let [code, words] = [by_code, by_wording].map(|number| self.nodes.get(number as usize));
        let (code, words) = (code?, words?);
        let own = |node: &KaskadeNode| node.unit.as_deref() == Some(unit);
        let row = tables.row_from(record_id)?;
        (own(code) && own(words) && spoken_for(row, words) >= spoken_for(row, code)).then_some(by_wording)
    }

    /// The nearest of some nodes; among equally near ones that of the highest level, because an indicator that is
    /// handed down word for word is promised by the unit before it is by a person. None when several are left and a
    /// code does not name them.
    fn nearest(&self, candidate: &[u32], unit: &str, name: NodeName) -> Option<u32> {
        let order = |number: u32| {
            let node = self.nodes.get(number as usize)?;
            Some((self.distance(node, unit)?, node.jenjang.unwrap_or(Jenjang::Ikk)))
        };
        let nearest = candidate.iter().filter_map(|&number| order(number)).min()?;
        let mut same = candidate.iter().copied().filter(|&number| order(number) == Some(nearest));
        let first = same.next()?;
        match name {
            NodeName::Code => Some(first),
            NodeName::Figure if nearest.0 > 0 => None,
            NodeName::Figure | NodeName::Sentence => same.next().is_none().then_some(first),
        }
    }

    fn distance(&self, node: &KaskadeNode, unit: &str) -> Option<u8> {
        let below = |lower: &str, upper: &str| self.superior.get(lower).is_some_and(|chain| chain.contains(&upper));
        match node.unit.as_deref() {
            Some(owned) if owned == unit => Some(0),
            None => Some(1),
            _ if node.jenjang == Some(Jenjang::Iku) => Some(1),
            Some(owned) if below(owned, unit) => Some(2),
            Some(owned) if below(unit, owned) => Some(3),
            Some(_) => None,
        }
    }
}

/// How many of satuan and annual target a row shares with a node.
fn spoken_for(row: &FormRow, node: &KaskadeNode) -> usize {
    let percent = is_percent(&node.satuan);
    let satuan = row.entry(Field::Satuan.yearly()).and_then(Entry::text);
    let target = row.entry(Field::Target.yearly()).and_then(|entry| numeral(&entry.value, percent));
    let same_satuan = satuan.is_some_and(|satuan| same_satuan(satuan, &node.satuan));
    let same_target = target.zip(numeral(&node.target, percent)).is_some_and(|(one, other)| exact::same(one, other));
    usize::from(same_satuan) + usize::from(same_target)
}

/// The codes above a unit, nearest first; stops where a register runs in a circle.
fn chain<'a>(parent: &HashMap<&'a str, &'a str>, code: &str) -> Vec<&'a str> {
    let mut outcome: Vec<&str> = Vec::new();
    let mut now = parent.get(code);
    while let Some(upper) = now
        && !outcome.contains(upper)
    {
        outcome.push(upper);
        now = parent.get(upper);
    }
    outcome
}

/// Ties rows of other documents that the cascade does not know to the rows of their unit's PK.
fn connect_pk(tables: &Tables, link: &mut [NodeLink], wording: &[RowWording]) {
    let mut pk: HashMap<&str, NodeIndex> = HashMap::default();
    for record_id in tables.in_use_record_id() {
        let Some(unit) = unit_from(tables, record_id, true) else { continue };
        if let (Some(owned), Some(wording)) = (link.get(record_id as usize), wording.get(record_id as usize))
            && owned.subject == record_id
        {
            pk.entry(unit).or_default().add(owned.code.as_deref(), wording.sentence.as_deref(), record_id);
        }
    }
    let origin = |record_id: u32, wording: &RowWording| {
        let owned = link.get(record_id as usize)?;
        if owned.node.is_some() || owned.subject != record_id {
            return None;
        }
        let index = pk.get(unit_from(tables, record_id, false)?)?;
        let choose = |candidate: &[u32], name: NodeName| {
            let key = |record_id: u32| link.get(record_id as usize).map(|owned| &owned.key);
            let first = *candidate.first()?;
            (name == NodeName::Code || candidate.iter().all(|&other| key(other) == key(first))).then_some(first)
        };
        link.get(index.find(wording, choose)? as usize)
    };
    // Rows of agreements lend their ties, and no row of an agreement borrows one.
    let loan: Vec<(usize, Option<Arc<str>>, Option<u32>)> = (0_u32..)
        .zip(wording)
        .filter_map(|(record_id, wording)| {
            let origin = origin(record_id, wording)?;
            Some((record_id as usize, origin.key.clone(), origin.node))
        })
        .collect();
    for (record_id, key, node) in loan {
        link[record_id].key = key;
        link[record_id].node = node;
    }
}

/// The unit of a record in a table of indicators of a PK, or of any other document.
fn unit_from(tables: &Tables, record_id: u32, pk: bool) -> Option<&str> {
    let document = tables.document_from(record_id)?;
    let table = tables.table_from(record_id)?;
    let fits = (document.kind == DocumentKind::Pk) == pk
        && table.role == TableRole::Indikator
        && document.status != Status::OtherYear;
    fits.then_some(document.unit.as_deref()).flatten()
}
