//! Which of several submissions counts.

use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDateTime;

use super::{KASKADE_PATH, SentFile, Status, Tables};
use crate::domain::document::DocumentKind;

/// Marks files whose bytes were sent before: the first received is the one, then the lesser path.
pub(super) fn mark_copy(file: &mut [SentFile]) {
    let mut order: Vec<usize> = (0..file.len())
        .filter(|&number| file[number].path != KASKADE_PATH && !file[number].sha256.is_empty())
        .collect();
    order.sort_by_key(|&number| {
        let one = &file[number];
        (one.copy_from.is_some(), one.accepted.is_none(), one.accepted, one.path.clone())
    });
    let mut first: HashMap<String, String> = HashMap::new();
    for number in order {
        let one = &mut file[number];
        match first.get(&one.sha256) {
            Some(origin) if one.copy_from.is_none() => one.copy_from = Some(origin.clone()),
            Some(_) => {}
            None => {
                first.insert(one.sha256.clone(), one.path.clone());
            }
        }
    }
}

/// What decides between files of the same unit, kind and quarter; the greatest counts: the workspace's year before
/// another, then one whose mail says when it came or that came without mail before one whose mail does not say, then the
/// later received, then the one whose title says that it is a revision, then the greater path.
type Eligibility<'a> = (bool, bool, Option<NaiveDateTime>, bool, &'a str);

/// Unit, kind and quarter; the documents of each file that have them.
type DocumentGroup<'a> = BTreeMap<(&'a str, DocumentKind, Option<u32>), BTreeMap<u32, Vec<usize>>>;

/// Decides for every document whether it counts.
pub(super) fn assign(tables: &Tables, work_year: i32) -> Vec<Status> {
    let mut status = vec![Status::InUse; tables.document.len()];
    let mut group = DocumentGroup::new();
    for (number, document) in tables.document.iter().enumerate() {
        let Some(file) = tables.file.get(document.file as usize) else { continue };
        if document.kind == DocumentKind::Kaskade {
            if file.path != KASKADE_PATH {
                status[number] = Status::Unconnected;
            }
        } else if let Some(origin) = &file.copy_from {
            status[number] =
                original(tables, origin, document.document).map_or(Status::Unconnected, Status::Superseded);
        } else if let Some(unit) = &document.unit {
            let triwulan =
                document.triwulan.filter(|_| document.kind == DocumentKind::Pengukuran).map(|tw| tw.number());
            group.entry((unit, document.kind, triwulan)).or_default().entry(document.file).or_default().push(number);
        } else {
            status[number] = Status::Unconnected;
        }
    }
    for per_file in group.values().filter(|per_file| per_file.len() > 1) {
        let Some((winner, owned)) =
            per_file.iter().max_by_key(|(file, document)| eligibility(tables, **file, document, work_year))
        else {
            continue;
        };
        let replacement = owned.first().and_then(|number| u32::try_from(*number).ok()).unwrap_or_default();
        for number in per_file.iter().filter(|(file, _)| *file != winner).flat_map(|(_, document)| document) {
            status[*number] = Status::Superseded(replacement);
        }
    }
    status
}

fn eligibility<'a>(tables: &'a Tables, file: u32, document: &[usize], work_year: i32) -> Eligibility<'a> {
    let owned = || document.iter().filter_map(|&number| tables.document.get(number));
    let correct_year = owned().any(|one| one.year.is_none_or(|year| year == work_year));
    let change = document
        .iter()
        .filter_map(|&number| tables.document_content(u32::try_from(number).ok()?))
        .any(|content| content.change);
    let file = tables.file.get(file as usize);
    // All that is known of a mail without a date is when somebody saved it: it must not push out a dated answer to it.
    let dated = file.is_none_or(|file| file.mail_origin.as_ref().is_none_or(|origin| origin.date.is_some()));
    (correct_year, dated, file.and_then(|b| b.accepted), change, file.map_or("", |b| b.path.as_str()))
}

/// The same document in the file that was sent first.
fn original(tables: &Tables, path: &str, document: u32) -> Option<u32> {
    let file = tables.file.binary_search_by(|one| one.path.as_str().cmp(path)).ok()?;
    let number =
        tables.document.binary_search_by_key(&(file, document), |one| (one.file as usize, one.document)).ok()?;
    u32::try_from(number).ok()
}
