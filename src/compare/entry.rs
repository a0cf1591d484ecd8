//! Cell by cell: rows are paired by what they are known by, and their fields by name.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::row::slot_name;
use super::shapes::{self, Snapshot};
use super::{ChangeFate, ChangeSummary};
use crate::domain::place::Place;

type SnapshotDocumentRef<'a> = shapes::SnapshotDocument<&'a str>;
type SnapshotRowRef<'a> = shapes::SnapshotRow<&'a str>;
type SnapshotEntryRef<'a> = shapes::SnapshotEntry<&'a str>;

/// Rows of one indicator that are paired by likeness at most; longer lists are paired in order.
const COMPARED_MOST: usize = 200;
/// Fields of a new or deleted row that are shown.
const SHOWN_ENTRY: usize = 6;

/// What documents and cells changed. Equal files change nothing, whatever the cascade makes of them.
pub(super) fn changes_between(old: &Snapshot<'_>, new: &Snapshot<'_>) -> Vec<ChangeSummary> {
    if old.fingerprints == new.fingerprints {
        return Vec::new();
    }
    let (mut document, mut entry) = (Vec::new(), Vec::new());
    let key: BTreeSet<_> = old.documents.iter().chain(&new.documents).map(|one| one.key).collect();
    for key in key {
        let before = old.documents.iter().find(|one| one.key == key);
        let after = new.documents.iter().find(|one| one.key == key);
        match (before, after) {
            (Some(before), Some(after)) => one_document(before, after, &mut entry),
            (Some(one), None) => document.push(whole(one, ChangeFate::MissingDocument)),
            (None, Some(one)) => document.push(whole(one, ChangeFate::NewDocument)),
            (None, None) => {}
        }
    }
    document.extend(entry);
    document
}

fn whole(document: &SnapshotDocumentRef<'_>, fate: ChangeFate) -> ChangeSummary {
    let (file, sheet) = document.origins.first().copied().unwrap_or_default();
    ChangeSummary {
        fate,
        document: Some(document.key),
        indikator: None,
        slot: None,
        before: None,
        after: None,
        note: None,
        place: Place { file: file.to_string(), sheet: Some(sheet.to_string()), cells: Vec::new() },
    }
}

fn one_document(old: &SnapshotDocumentRef<'_>, new: &SnapshotDocumentRef<'_>, outcome: &mut Vec<ChangeSummary>) {
    let pair = pair_up(&old.rows, &new.rows);
    for (before, after) in pair {
        match (before, after) {
            (Some(before), Some(after)) => compare_rows((old, before), (new, after), outcome),
            (Some(row), None) => outcome.push(one_line(old, row, ChangeFate::MissingRow)),
            (None, Some(row)) => outcome.push(one_line(new, row, ChangeFate::NewRow)),
            (None, None) => {}
        }
    }
}

fn one_line(document: &SnapshotDocumentRef<'_>, row: &SnapshotRowRef<'_>, fate: ChangeFate) -> ChangeSummary {
    let seen = row.entries.iter().filter(|entry| !matches!(entry.slot, "indikator" | "kode" | "uraian"));
    let mut content: Vec<String> =
        seen.clone().take(SHOWN_ENTRY).map(|entry| format!("{} {}", slot_name(entry.slot), entry.content)).collect();
    let more = seen.count().saturating_sub(SHOWN_ENTRY);
    if more > 0 {
        content.push(format!("dan {more} isian lain"));
    }
    let content = Some(content.join("; ")).filter(|content| !content.is_empty());
    let (before, after) = if fate == ChangeFate::MissingRow { (content, None) } else { (None, content) };
    ChangeSummary {
        fate,
        document: Some(document.key),
        indikator: Some(row.label.to_string()),
        slot: None,
        before,
        after,
        note: None,
        place: document.place(row, row.entries.first().map(|entry| entry.cell)),
    }
}

fn compare_rows(
    old: (&SnapshotDocumentRef<'_>, &SnapshotRowRef<'_>),
    new: (&SnapshotDocumentRef<'_>, &SnapshotRowRef<'_>),
    outcome: &mut Vec<ChangeSummary>,
) {
    let (before, after) = (per_slot(old.1), per_slot(new.1));
    let slot: BTreeSet<&str> = before.keys().chain(after.keys()).copied().collect();
    for slot in slot {
        let (left, right) = (before.get(slot).copied(), after.get(slot).copied());
        let (fate, place) = match (left, right) {
            (Some(left), Some(right)) if same(left, right) => continue,
            (_, Some(right)) => {
                let fate = if left.is_some() { ChangeFate::Changed } else { ChangeFate::FilledIn };
                (fate, new.0.place(new.1, Some(right.cell)))
            }
            (Some(left), None) => (ChangeFate::Emptied, old.0.place(old.1, Some(left.cell))),
            (None, None) => continue,
        };
        // The same figure, typed over its formula or the other way round.
        let mention = |entry: &SnapshotEntryRef<'_>| {
            let alike = left.zip(right).is_some_and(|(left, right)| left.content == right.content);
            match (alike, entry.formula) {
                (true, true) => format!("{} (rumus)", entry.content),
                (true, false) => format!("{} (diketik)", entry.content),
                (false, _) => entry.content.to_string(),
            }
        };
        outcome.push(ChangeSummary {
            fate,
            document: Some(new.0.key),
            indikator: Some(new.1.label.to_string()),
            slot: Some(slot.to_string()),
            before: left.map(mention),
            after: right.map(mention),
            note: None,
            place,
        });
    }
}

fn per_slot<'b, 'a>(row: &'b SnapshotRowRef<'a>) -> BTreeMap<&'a str, &'b SnapshotEntryRef<'a>> {
    row.entries.iter().map(|entry| (entry.slot, entry)).collect()
}

fn same(left: &SnapshotEntryRef<'_>, right: &SnapshotEntryRef<'_>) -> bool {
    left.content == right.content && left.formula == right.formula
}

type SnapshotPair<'b, 'a> = (Option<&'b SnapshotRowRef<'a>>, Option<&'b SnapshotRowRef<'a>>);

/// Pairs of rows in the order of the new document; what is gone stands at the end.
fn pair_up<'b, 'a>(old: &'b [SnapshotRowRef<'a>], new: &'b [SnapshotRowRef<'a>]) -> Vec<SnapshotPair<'b, 'a>> {
    let mut owned: Vec<Option<usize>> = vec![None; new.len()];
    let mut used = vec![false; old.len()];
    // Rows of one indicator: equal ones first, then the most alike.
    let mut group: BTreeMap<Option<&str>, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (position, row) in old.iter().enumerate() {
        group.entry(row.key).or_default().0.push(position);
    }
    for (position, row) in new.iter().enumerate() {
        group.entry(row.key).or_default().1.push(position);
    }
    for (key, (left, right)) in &group {
        for (before, after) in of_one_group(old, new, left, right, key.is_some()) {
            owned[after] = Some(before);
            used[before] = true;
        }
    }
    // A row that says the same word for word is the same row, also when it is known by something else now.
    let mut rest: BTreeMap<Vec<(&str, &str)>, VecDeque<usize>> = BTreeMap::new();
    for (position, row) in old.iter().enumerate().filter(|(position, _)| !used[*position]) {
        rest.entry(look(row)).or_default().push_back(position);
    }
    for (position, row) in new.iter().enumerate() {
        if owned[position].is_none()
            && let Some(before) = rest.get_mut(&look(row)).and_then(VecDeque::pop_front)
        {
            owned[position] = Some(before);
            used[before] = true;
        }
    }
    let exists = new.iter().zip(&owned).map(|(row, before)| (before.and_then(|position| old.get(position)), Some(row)));
    let missing = old.iter().zip(&used).filter(|(_, used)| !**used).map(|(row, _)| (Some(row), None));
    exists.chain(missing).collect()
}

fn look<'a>(row: &SnapshotRowRef<'a>) -> Vec<(&'a str, &'a str)> {
    row.entries.iter().map(|entry| (entry.slot, entry.content)).collect()
}

/// Pairs of one group, by index.
fn of_one_group(
    old: &[SnapshotRowRef<'_>],
    new: &[SnapshotRowRef<'_>],
    left: &[usize],
    right: &[usize],
    keyed: bool,
) -> Vec<(usize, usize)> {
    if keyed && let ([before], [after]) = (left, right) {
        return vec![(*before, *after)];
    }
    let mut outcome = Vec::new();
    let mut same: BTreeMap<Vec<(&str, &str)>, VecDeque<usize>> = BTreeMap::new();
    for &position in left {
        same.entry(look(&old[position])).or_default().push_back(position);
    }
    let mut right_rest = Vec::new();
    for &position in right {
        match same.get_mut(&look(&new[position])).and_then(VecDeque::pop_front) {
            Some(before) => outcome.push((before, position)),
            None => right_rest.push(position),
        }
    }
    let mut left_rest: Vec<usize> = same.into_values().flatten().collect();
    left_rest.sort_unstable();
    if left_rest.len().max(right_rest.len()) > COMPARED_MOST {
        outcome.extend(left_rest.into_iter().zip(right_rest));
        return outcome;
    }
    let mut candidate: Vec<(usize, usize, usize)> = Vec::new();
    for &before in &left_rest {
        for &after in &right_rest {
            let alike = similarity(&old[before], &new[after]);
            let length = length(&old[before]).max(length(&new[after]));
            let enough = if keyed { alike > 0 } else { alike * 2 >= length && alike > 0 };
            if enough {
                candidate.push((alike, before, after));
            }
        }
    }
    candidate.sort_by_key(|&(alike, before, after)| (std::cmp::Reverse(alike), after, before));
    for (_, before, after) in candidate {
        if left_rest.contains(&before) && right_rest.contains(&after) {
            left_rest.retain(|one| *one != before);
            right_rest.retain(|one| *one != after);
            outcome.push((before, after));
        }
    }
    outcome
}

/// How much of two rows says the same: letters, so that a sentence tells more than a figure.
fn similarity(left: &SnapshotRowRef<'_>, right: &SnapshotRowRef<'_>) -> usize {
    let exists =
        |entry: &SnapshotEntryRef<'_>| right.entries.iter().any(|other| other.slot == entry.slot && same(entry, other));
    left.entries.iter().filter(|entry| exists(entry)).map(|entry| entry.content.len()).sum()
}

fn length(row: &SnapshotRowRef<'_>) -> usize {
    row.entries.iter().map(|entry| entry.content.len()).sum()
}
