//! Finding by finding: mended, still there, new.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::hash::Hash;

use super::shapes::{self, Snapshot};
use super::{ChangeFate, ChangeSummary, DocumentKey, TemuanNote};
use crate::domain::hash::HashMap;
use crate::domain::text;
use crate::finding::Severity;

type SnapshotTemuanRef<'a> = shapes::SnapshotTemuan<&'a str>;

/// What a finding is known by. Not by its message, which holds figures, nor by its cell, which moves.
type ComparisonKey<'a> =
    (&'a str, Option<DocumentKey>, Option<&'a str>, Option<&'a str>, Option<String>, Option<&'a str>);

/// What became of the findings of a unit. Those that are mere information in both states are left out.
pub(super) fn changes_between(old: &Snapshot<'_>, new: &Snapshot<'_>, off: &BTreeSet<String>) -> Vec<ChangeSummary> {
    let mut group: BTreeMap<ComparisonKey<'_>, (Vec<&SnapshotTemuanRef<'_>>, Vec<&SnapshotTemuanRef<'_>>)> =
        BTreeMap::new();
    // What two versions of the program found cannot be told apart: a rule may look for more.
    let (Some(before), Some(after)) = (&old.temuan, &new.temuan) else { return Vec::new() };
    for one in before {
        group.entry(key(one)).or_default().0.push(one);
    }
    for one in after {
        group.entry(key(one)).or_default().1.push(one);
    }
    let mut outcome = Vec::new();
    for (left, right) in group.into_values() {
        for (before, after) in pair_up(left, right) {
            if let Some(fate) = fate(before, after, new, off) {
                outcome.extend(after.or(before).map(|one| change(fate, one, before)));
            }
        }
    }
    outcome.sort_by(|a, b| order(a).cmp(&order(b)));
    outcome
}

fn key<'a>(one: &SnapshotTemuanRef<'a>) -> ComparisonKey<'a> {
    // Without a row the indicator may tell findings apart; without a document the file must.
    let indikator = one.indikator.filter(|_| one.key.is_none()).map(text::key);
    let file = Some(one.file).filter(|_| one.document.is_none());
    (one.code, one.document, one.key, one.slot, indikator, file)
}

fn fate(
    before: Option<&SnapshotTemuanRef<'_>>,
    after: Option<&SnapshotTemuanRef<'_>>,
    new: &Snapshot<'_>,
    off: &BTreeSet<String>,
) -> Option<ChangeFate> {
    let asked = |one: &SnapshotTemuanRef<'_>| one.severity > Severity::Info && !one.excepted;
    match (before.filter(|one| asked(one)), after.filter(|one| asked(one))) {
        (Some(_), Some(_)) => Some(ChangeFate::StillExists),
        (None, Some(_)) => Some(ChangeFate::New),
        (Some(_), None) if after.is_some() => Some(ChangeFate::NotAsked),
        (Some(one), None) if off.contains(one.code) => Some(ChangeFate::NotAsked),
        (Some(one), None) => {
            let missing = one.document.is_some_and(|key| new.documents.iter().all(|owned| owned.key != key));
            Some(if missing { ChangeFate::NotChecked } else { ChangeFate::Mended })
        }
        (None, None) => None,
    }
}

fn change(fate: ChangeFate, one: &SnapshotTemuanRef<'_>, before: Option<&SnapshotTemuanRef<'_>>) -> ChangeSummary {
    ChangeSummary {
        fate,
        document: one.document,
        indikator: one.indikator.map(str::to_string),
        slot: one.slot.map(str::to_string),
        before: None,
        after: None,
        note: Some(TemuanNote {
            code: one.code.to_string(),
            severity: one.severity,
            message: one.message.to_string(),
            surat: one.surat || before.is_some_and(|before| before.surat),
        }),
        place: one.place(),
    }
}

fn order(one: &ChangeSummary) -> impl Ord + '_ {
    let severity = one.note.as_ref().map(|note| std::cmp::Reverse(note.severity));
    let message = one.note.as_ref().map(|note| (note.code.as_str(), note.message.as_str()));
    (one.fate, severity, one.document, &one.place, message)
}

type TemuanPair<'b, 'a> = (Option<&'b SnapshotTemuanRef<'a>>, Option<&'b SnapshotTemuanRef<'a>>);

/// Pairs of findings that are known by the same: those with the same words first, then those that differ in figures
/// only, then in order. Findings about nothing that was sent differ by their words alone.
fn pair_up<'b, 'a>(
    left: Vec<&'b SnapshotTemuanRef<'a>>,
    right: Vec<&'b SnapshotTemuanRef<'a>>,
) -> Vec<TemuanPair<'b, 'a>> {
    let mut left: Vec<Option<&SnapshotTemuanRef<'_>>> = left.into_iter().map(Some).collect();
    let (mut right, mut outcome) = (right, Vec::new());
    let without_figure =
        |one: &SnapshotTemuanRef<'_>| one.message.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    match_pairs(&mut left, &mut right, &mut outcome, |one| Some((one.message, one.cells.clone())));
    match_pairs(&mut left, &mut right, &mut outcome, |one| Some(one.message));
    match_pairs(&mut left, &mut right, &mut outcome, |one| Some(without_figure(one)));
    match_pairs(&mut left, &mut right, &mut outcome, |one| (!one.file.is_empty()).then_some(()));
    outcome.extend(left.into_iter().flatten().map(|one| (Some(one), None)));
    outcome.extend(right.into_iter().map(|one| (None, Some(one))));
    outcome
}

/// Takes out those with the same key, in order: what is paired costs the same however many there are.
fn match_pairs<'b, 'a, K: Eq + Hash>(
    left: &mut [Option<&'b SnapshotTemuanRef<'a>>],
    right: &mut Vec<&'b SnapshotTemuanRef<'a>>,
    outcome: &mut Vec<TemuanPair<'b, 'a>>,
    key: impl Fn(&'b SnapshotTemuanRef<'a>) -> Option<K>,
) {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::default();
    for (number, one) in left.iter().enumerate() {
        if let Some(key) = one.and_then(&key) {
            waiting.entry(key).or_default().push_back(number);
        }
    }
    right.retain(|after| {
        let number = key(after).and_then(|key| waiting.get_mut(&key)?.pop_front());
        let before = number.and_then(|number| left.get_mut(number)?.take());
        outcome.extend(before.map(|before| (Some(before), Some(*after))));
        before.is_none()
    });
}
