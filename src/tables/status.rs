//! Which documents count, and of several submissions which one.
//!
//! A document counts unless it is a copy, another one counts instead of it, its unit is not known, everything that it says
//! about its year names another year than the workspace's, or it names two units as its own. (Drafts on hidden sheets beside
//! a visible document of their kind are left out by the reader.)

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveDateTime};

use super::{SentFile, Status, Tables, by_rows, period, person};
use crate::domain::date::find_place_and_date;
use crate::domain::document::{DocumentKind, IdentityKey};
use crate::domain::hash::HashMap;
use crate::domain::place::{KASKADE_FILE, is_source};

/// Marks files whose bytes were sent before: the first received is the one, then the lesser path.
pub(super) fn mark_copy(file: &mut [SentFile]) {
    let mut order: Vec<usize> = (0..file.len())
        .filter(|&number| {
            let one = &file[number];
            one.path != KASKADE_FILE && !is_source(&one.path) && !one.sha256.is_empty()
        })
        .collect();
    order.sort_by_key(|&number| {
        let one = &file[number];
        (one.copy_from.is_some(), one.received.is_none(), one.received, one.path.clone())
    });
    let mut first: HashMap<String, String> = HashMap::default();
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
/// another; one that names no other unit as its own, and whose rows name none; then the later date under its signatures, where all that ask have
/// one; one whose title or name says that it is a revision; one whose mail says when it came, or that came without mail,
/// before one whose mail does not say; the later mail, where all came by mail; our own marked copy that came back; and
/// last the time of the file, which is only the day on which somebody copied it, and the greater path.
type Eligibility<'a> =
    (bool, bool, Option<NaiveDate>, bool, bool, Option<NaiveDateTime>, bool, Option<NaiveDateTime>, &'a str);

/// Unit, kind, quarter, and the person whose form it is; the documents of each file that have them.
type DocumentGroup<'a> = BTreeMap<(&'a str, DocumentKind, Option<u32>, String), BTreeMap<u32, Vec<usize>>>;

/// Decides for every document whether it counts.
pub(super) fn assign(tables: &Tables, work_year: Option<i32>) -> Vec<Status> {
    let mut status = vec![Status::InUse; tables.documents.len()];
    let mut group = DocumentGroup::new();
    for (number, document) in tables.documents.iter().enumerate() {
        let Some(sent) = tables.files.get(document.file as usize) else { continue };
        if is_source(&sent.path) || document.kind == DocumentKind::Register {
            status[number] = Status::Source;
        } else if document.kind == DocumentKind::Kaskade {
            if sent.path != KASKADE_FILE {
                status[number] = Status::Unconnected;
            }
        } else if let Some(origin) = &sent.copy_from {
            status[number] =
                original(tables, origin, document.document).map_or(Status::Unconnected, Status::Superseded);
        } else if work_year.is_some_and(|year| other_year(tables, number, year)) {
            status[number] = Status::OtherYear;
        } else if let Some(unit) = &document.unit {
            let triwulan = document.kind.quarter(document.triwulan).map(|tw| tw.number());
            let content = u32::try_from(number).ok().and_then(|number| tables.document_content(number));
            let person = content.filter(|one| one.kind.is_personal()).map(person::person_key).unwrap_or_default();
            group
                .entry((unit, document.kind, triwulan, person))
                .or_default()
                .entry(document.file)
                .or_default()
                .push(number);
        } else if document.doubt.is_some() {
            status[number] = Status::SetAside;
        } else {
            status[number] = Status::Unconnected;
        }
    }
    repeats(tables, &mut group, &mut status);
    for per_file in group.values().filter(|per_file| per_file.len() > 1) {
        let all = || per_file.iter();
        let signed = all().all(|(_, documents)| signed(tables, documents).is_some());
        let mailed = all().all(|(file, _)| mailed(tables, *file).is_some());
        let Some((winner, owned)) =
            all().max_by_key(|(sent, document)| eligibility(tables, **sent, document, (work_year, signed, mailed)))
        else {
            continue;
        };
        let replacement = owned.first().and_then(|number| u32::try_from(*number).ok()).unwrap_or_default();
        for number in per_file.iter().filter(|(sent, _)| *sent != winner).flat_map(|(_, document)| document) {
            status[*number] = Status::Superseded(replacement);
        }
    }
    status
}

/// Takes out what measures a semester of which the unit measured both quarters too: it says nothing that they do not, and
/// is no later version of the second.
fn repeats(tables: &Tables, group: &mut DocumentGroup<'_>, status: &mut [Status]) {
    let semester = |number: &usize| tables.documents.get(*number).is_some_and(|document| document.semester);
    let quarterly: BTreeMap<(String, u32), usize> = group
        .iter()
        .filter_map(|((unit, kind, triwulan, _), files)| {
            let triwulan = triwulan.filter(|_| kind.is_quarterly())?;
            let one = files.values().flatten().find(|number| !semester(number))?;
            Some((((*unit).to_string(), triwulan), *one))
        })
        .collect();
    for ((unit, kind, triwulan, _), files) in group.iter_mut() {
        let Some(last) = triwulan.filter(|last| kind.is_quarterly() && *last > 1) else { continue };
        let of = |triwulan: u32| quarterly.get(&((*unit).to_string(), triwulan));
        let (Some(_), Some(later)) = (of(last - 1), of(last)) else { continue };
        let later = u32::try_from(*later).unwrap_or_default();
        for numbers in files.values_mut() {
            for number in numbers.iter().filter(|number| semester(number)) {
                status[*number] = Status::Repeats(later);
            }
            numbers.retain(|number| !semester(number));
        }
        files.retain(|_, numbers| !numbers.is_empty());
    }
}

fn eligibility<'a>(
    tables: &'a Tables,
    file: u32,
    document: &[usize],
    (work_year, signed_all, mailed_all): (Option<i32>, bool, bool),
) -> Eligibility<'a> {
    let owned = || document.iter().filter_map(|&number| tables.documents.get(number));
    let correct_year = owned().any(|one| one.year.zip(work_year).is_none_or(|(year, work)| year == work));
    // A unit's own form goes before what a recap of several says about it.
    let contents = || document.iter().filter_map(|&number| tables.document_content(u32::try_from(number).ok()?));
    let undoubted = owned().all(|one| one.doubt.is_none()) && !contents().any(by_rows::named_by_rows);
    let change = document
        .iter()
        .filter_map(|&number| tables.document_content(u32::try_from(number).ok()?))
        .any(|content| content.change);
    let mail = mailed(tables, file).filter(|_| mailed_all);
    let file = tables.files.get(file as usize);
    let path = file.map_or("", |file| file.path.as_str());
    // All that is known of a mail without a date is when somebody saved it: it must not push out a dated answer to it.
    let dated = file.is_none_or(|file| file.mail_origin.as_ref().is_none_or(|origin| origin.date.is_some()));
    let date = signed(tables, document).filter(|_| signed_all);
    let accepted = file.and_then(|file| file.received);
    (correct_year, undoubted, date, change || revision(path), dated, mail, marked(path), accepted, path)
}

/// What decided that one of two documents counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrecedenceBasis {
    /// The year of the workspace, or that nothing in it names another unit.
    Identity,
    /// The later date under the signatures.
    Date(NaiveDate),
    /// The word "revisi" in title or name.
    Revision,
    /// The later mail.
    Mail,
    /// It is our marked copy that came back.
    Marked,
    /// The time of the file, which is the day on which somebody copied it.
    FileTime,
}

/// What decided between a document and the one that counts instead of it.
pub(super) fn basis(tables: &Tables, older: u32, newer: u32, year: Option<i32>) -> Option<PrecedenceBasis> {
    let documents = [older, newer].map(|number| vec![number as usize]);
    let files = [tables.documents.get(older as usize)?.file, tables.documents.get(newer as usize)?.file];
    let signed = documents.iter().all(|one| signed(tables, one).is_some());
    let mailed = files.iter().all(|file| mailed(tables, *file).is_some());
    let [old, new] =
        [0, 1].map(|number| eligibility(tables, files[number], &documents[number], (year, signed, mailed)));
    Some(if (old.0, old.1) != (new.0, new.1) {
        PrecedenceBasis::Identity
    } else if let (true, Some(date)) = (old.2 != new.2, new.2) {
        PrecedenceBasis::Date(date)
    } else if old.3 != new.3 {
        PrecedenceBasis::Revision
    } else if (old.4, old.5) != (new.4, new.5) {
        PrecedenceBasis::Mail
    } else if old.6 != new.6 {
        PrecedenceBasis::Marked
    } else {
        PrecedenceBasis::FileTime
    })
}

/// The latest date under the signatures of documents.
fn signed(tables: &Tables, documents: &[usize]) -> Option<NaiveDate> {
    let contents = documents.iter().filter_map(|&number| tables.document_content(u32::try_from(number).ok()?));
    contents.filter_map(|content| find_place_and_date(&content.ratification.as_ref()?.raw)?.date()).max()
}

/// When the mail of a file came.
fn mailed(tables: &Tables, file: u32) -> Option<NaiveDateTime> {
    tables.files.get(file as usize)?.mail_origin.as_ref()?.date
}

/// Whether the name of a file says that it is a revision.
fn revision(path: &str) -> bool {
    const WORDS: [&str; 6] = ["revisi", "perubahan", "perbaikan", "rev", "revised", "ralat"];
    let name = path.rsplit('/').next().unwrap_or_default();
    period::word(name).iter().any(|word| WORDS.contains(&word.as_str()))
}

/// Whether a file is a copy that we marked.
fn marked(path: &str) -> bool {
    path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).is_some_and(|(stem, _)| stem.ends_with(" - koreksi"))
}

/// The same document in the file that was sent first.
fn original(tables: &Tables, path: &str, document: u32) -> Option<u32> {
    let file = tables.files.binary_search_by(|one| one.path.as_str().cmp(path)).ok()?;
    let number =
        tables.documents.binary_search_by_key(&(file, document), |one| (one.file as usize, one.document)).ok()?;
    u32::try_from(number).ok()
}

/// Whether everything that a document says about its year names one other year. A title of last year over a signature of
/// this one is a slip of the pen, and counts.
fn other_year(tables: &Tables, number: usize, year: i32) -> bool {
    let Some((content, file)) = u32::try_from(number)
        .ok()
        .and_then(|number| Some((tables.document_content(number)?, tables.document_file(number)?)))
    else {
        return false;
    };
    let lines = content.identities.iter().filter(|row| row.key == IdentityKey::Year);
    let lines = lines.filter_map(|row| period::year(&period::word(&row.entry.raw)));
    let mut stated = content.year.map(|heading| heading.value).into_iter().chain(lines);
    let Some(other) = stated.next().filter(|other| *other != year) else { return false };
    let signed = content.ratification.as_ref().and_then(|entry| find_place_and_date(&entry.raw));
    let named = file.path.rsplit('/').next().and_then(|name| period::year(&period::word(name)));
    stated.all(|other_other| other_other == other)
        && signed.is_none_or(|signed| content.kind.may_be_signed(signed.month, signed.year, other))
        && named.is_none_or(|named| named == other)
}
