//! What an indicator of a person serves: indicators of the unit and of those above it, in the cascade and in agreements.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::{Jenjang, KaskadeNode};
use crate::domain::text::{indikator_code, indikator_key, key, separate_code};
use crate::finding::Temuan;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::{Aturan, RuleContext};
use crate::tables::Tables;

/// Where an indicator of a person comes from.
pub(super) enum Origin {
    /// From indicators with these keys, the nearest first; its own, where the unit's was taken over as it is.
    Serves(Vec<String>),
    /// Its form names an indicator that nobody above has.
    Unknown(String),
    /// Nothing says.
    Silent,
    /// The cascade or the register lacks what could tell.
    Open,
}

/// The indicators that persons may serve.
pub(super) struct Chain<'a> {
    context: &'a RuleContext<'a>,
    /// By unit: codes and wordings of what its agreement promises, with their keys.
    promised: HashMap<&'a str, HashMap<String, String>>,
    by_code: HashMap<&'a str, usize>,
}

impl<'a> Chain<'a> {
    pub(super) fn of(context: &'a RuleContext<'a>) -> Self {
        let tables = context.tables;
        let mut promised: HashMap<&str, HashMap<String, String>> = HashMap::default();
        for record in indikator_row(tables, DocumentKind::Pk).filter(IndikatorRecord::counts) {
            let (Some(unit), Some(own)) = (record.unit(), record.key()) else { continue };
            let names = promised.entry(unit).or_default();
            let sasaran = record.entry(Field::Sasaran.yearly()).and_then(|entry| entry.text());
            for name in record.sentence().into_iter().chain(sasaran).map(indikator_key) {
                names.entry(name).or_insert_with(|| own.to_string());
            }
            if let Some(code) = record.code() {
                names.entry(key(code)).or_insert_with(|| own.to_string());
            }
        }
        let by_code = context.kaskade.node().iter().enumerate().map(|(number, node)| (node.code.as_str(), number));
        Self { context, promised, by_code: by_code.collect() }
    }

    /// Where an indicator of a person comes from.
    pub(super) fn origin(&self, record: &IndikatorRecord<'a>) -> Origin {
        let tables = self.context.tables;
        let Some(unit) = record.unit() else { return Origin::Open };
        let said = record.entry(Field::SuperiorIndikator.yearly()).filter(|entry| !entry.value.without_content());
        let said = said.and_then(|entry| entry.text());
        let mut serves = self.in_cascade(record);
        let above = superiors(tables, unit);
        match said {
            Some(said) => match said_parts(said).find_map(|part| self.find(part, &above)) {
                Some(found) if !serves.contains(&found) => serves.push(found),
                Some(_) => {}
                None if self.knows(&above) => return Origin::Unknown(said.to_string()),
                None => {}
            },
            // An indicator that is taken over word for word comes from the one it repeats.
            None if serves.is_empty() => {
                let own = record.sentence().and_then(|sentence| self.find(sentence, &above));
                serves.extend(own);
            }
            None => {}
        }
        match (serves.is_empty(), self.knows(&above), record.node()) {
            (false, ..) => Origin::Serves(serves),
            // The cascade's own gap is told of the cascade (KS03).
            (true, _, Some(_)) => Origin::Open,
            (true, true, None) => Origin::Silent,
            (true, false, None) => Origin::Open,
        }
    }

    /// The codes that the cascade has above an indicator; its own, where that is not a person's.
    fn in_cascade(&self, record: &IndikatorRecord<'_>) -> Vec<String> {
        let Some(node) = record.node() else { return Vec::new() };
        let own = (node.jenjang != Some(Jenjang::Iki)).then(|| node.code.clone());
        let number = self.by_code.get(node.code.as_str()).copied();
        let upper = number.into_iter().flat_map(|number| self.context.kaskade.ancestor(number));
        let upper = upper.filter_map(|number| Some(self.context.kaskade.take(number)?.code.clone()));
        own.into_iter().chain(upper).collect()
    }

    /// The key of what a text names among the indicators of these units and of the institution.
    fn find(&self, text: &str, above: &[&str]) -> Option<String> {
        let (inside, sentence) = separate_code(text);
        let code = inside.or_else(|| indikator_code(text));
        let wording = indikator_key(sentence);
        let names = |node: &&KaskadeNode| {
            code.as_deref().is_some_and(|code| code == node.code)
                || (!wording.is_empty()
                    && (indikator_key(&node.indikator) == wording || indikator_key(&node.sasaran) == wording))
        };
        let node = self.nodes(above).filter(|node| node.jenjang != Some(Jenjang::Iki)).find(names);
        node.map(|node| node.code.clone()).or_else(|| {
            let names: Vec<String> =
                code.iter().map(|code| key(code)).chain(std::iter::once(wording.clone())).collect();
            let promised = above.iter().filter_map(|unit| self.promised.get(unit));
            promised.into_iter().find_map(|of_unit| names.iter().find_map(|name| of_unit.get(name).cloned()))
        })
    }

    /// Whether anything is known of what these units promise.
    fn knows(&self, above: &[&str]) -> bool {
        let promised = above.iter().any(|unit| self.promised.contains_key(unit));
        promised || self.nodes(above).any(|node| node.jenjang != Some(Jenjang::Iki))
    }

    fn nodes(&self, above: &[&str]) -> impl Iterator<Item = &'a KaskadeNode> {
        let nodes = self.context.kaskade.node().iter();
        nodes.filter(move |node| node.unit.as_deref().is_none_or(|unit| above.contains(&unit)))
    }
}

/// The indicators that a cell names: one on each line, or divided by semicolons.
fn said_parts(said: &str) -> impl Iterator<Item = &str> {
    std::iter::once(said).chain(said.split(['\n', ';'])).map(str::trim).filter(|part| !part.is_empty())
}

/// The units whose indicators a person of this one may serve: the units above; the unit itself, unless it is that person.
fn superiors<'a>(tables: &'a Tables, unit: &'a str) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    if !tables.is_person(unit) {
        all.push(unit);
    }
    let mut now = tables.unit(unit).and_then(|unit| unit.parent.as_deref());
    // A register with a circle in it must not hold us.
    while let Some(upper) = now.filter(|upper| !all.contains(upper)) {
        all.push(upper);
        now = tables.unit(upper).and_then(|unit| unit.parent.as_deref());
    }
    all
}

/// The rows of persons that count, each the first of its indicator.
pub(super) fn rows<'a>(context: &RuleContext<'a>) -> impl Iterator<Item = IndikatorRecord<'a>> {
    // "1. Jabatan | : Kepala Seksi": the head of the next person's form below.
    let head =
        |record: &IndikatorRecord<'_>| record.sentence().is_some_and(|sentence| sentence.trim().starts_with(':'));
    let rows = indikator_row(context.tables, DocumentKind::Iki);
    rows.filter(move |record| record.counts() && record.subject() && !head(record))
}

/// A finding at each row of a person without a place in the documents of a kind: what is said of the indicator and the
/// unit, and the advice.
pub(super) fn out_of_place(
    context: &RuleContext<'_>,
    aturan: &Aturan,
    kind: DocumentKind,
    message: impl Fn(&str, &str) -> String,
    advice: &str,
) -> Vec<Temuan> {
    let one = |record: &IndikatorRecord<'_>| {
        let message = message(&quote(&record.label()), record.unit()?);
        Some(record.temuan_in(aturan, record.indikator_place()?, message, advice))
    };
    without_place(context, kind).iter().filter_map(one).collect()
}

/// Rows of persons without a place in the documents of a kind that their unit sent: a person of the register needs the
/// indicator itself there; in the form of a unit, the indicator that it serves will do.
fn without_place<'a>(context: &'a RuleContext<'a>, kind: DocumentKind) -> Vec<IndikatorRecord<'a>> {
    let tables = context.tables;
    let mut held: HashMap<&str, HashSet<&str>> = HashMap::default();
    for record in indikator_row(tables, kind).filter(IndikatorRecord::counts) {
        if let Some((unit, key)) = record.unit().zip(record.key()) {
            held.entry(unit).or_default().insert(key);
        }
    }
    let chain = Chain::of(context);
    let place = |record: &IndikatorRecord<'a>| {
        let unit = record.unit()?;
        let held = held.get(unit)?;
        let own = record.key().is_some_and(|key| held.contains(key));
        let served = || match chain.origin(record) {
            Origin::Serves(keys) => keys.iter().any(|key| held.contains(key.as_str())),
            // What it serves is another rule's question.
            Origin::Unknown(_) | Origin::Silent | Origin::Open => true,
        };
        Some(own || (!tables.is_person(unit) && served()))
    };
    rows(context).filter(|record| place(record) == Some(false)).collect()
}
