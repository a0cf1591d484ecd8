//! Rows of two documents of one unit that are about the same indicator, and indicators that only one of them has.

use std::collections::{BTreeMap, HashMap, HashSet};

use polars::prelude::{DataFrame, JoinArgs, JoinType, col};

use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::triwulan::Triwulan;
use crate::finding::Temuan;
use crate::rules::Aturan;
use crate::rules::helpers::keys::{DOCUMENT, KEY, RECORD, UNIT, collect, keys, lazy, numbers};
use crate::rules::helpers::record::{IndikatorRecord, first_table, gather, indikator_heading};
use crate::rules::helpers::write::truncated_list;
use crate::tables::schema::Column;
use crate::tables::{IndikatorRow, Tables};

/// For every record of one table, the first row of the same indicator and unit in another, by record.
pub(in crate::rules) fn pair<'a>(
    tables: &'a Tables,
    left: impl Iterator<Item = IndikatorRow<'a>>,
    right: impl Iterator<Item = IndikatorRow<'a>>,
) -> Vec<(IndikatorRecord<'a>, IndikatorRecord<'a>)> {
    let name = |record: &IndikatorRecord<'a>| Some((record.unit()?, record.key()?)).filter(|_| record.counts());
    let mut first: HashMap<(&str, &str), IndikatorRecord<'a>> = HashMap::new();
    for record in records(tables, right) {
        if let Some(name) = name(&record) {
            first.entry(name).or_insert(record);
        }
    }
    let left = records(tables, left).into_iter();
    left.filter_map(|record| Some((record, *first.get(&name(&record)?)?))).collect()
}

/// The records of rows, each once, in order.
fn records<'a>(tables: &'a Tables, rows: impl Iterator<Item = IndikatorRow<'a>>) -> Vec<IndikatorRecord<'a>> {
    let mut all: Vec<u32> = rows.map(|row| row.record).collect();
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(|number| IndikatorRecord::new(tables, number)).collect()
}

/// The number of a submission in a query.
const SUBMISSION: &str = "submission";

/// The documents of one unit, kind and quarter (the sheets of one submission), against the unit's agreement.
#[derive(Debug)]
pub(in crate::rules) struct SubmittedDocument<'a> {
    /// Code of the unit that sent it.
    pub(in crate::rules) unit: &'a str,
    /// Its documents, indices into [`Tables::documents`].
    pub(in crate::rules) documents: Vec<u32>,
    /// First rows of indicators that the agreement does not have.
    pub(in crate::rules) more: Vec<IndikatorRecord<'a>>,
    /// First rows, in the agreement, of indicators that the documents do not have.
    pub(in crate::rules) missing: Vec<IndikatorRecord<'a>>,
}

/// What documents of a kind and the agreement of their unit lack of each other. `rows` are those of that kind of
/// document. Units without an agreement, and documents without a row, are left out.
pub(in crate::rules) fn against_pk<'a>(
    tables: &'a Tables,
    kind: DocumentKind,
    rows: impl Iterator<Item = IndikatorRow<'a>>,
) -> Vec<SubmittedDocument<'a>> {
    let mut submission: BTreeMap<(&str, Option<Triwulan>), Vec<u32>> = BTreeMap::new();
    for (number, registered, _) in tables.in_use_document(kind) {
        if let Some(unit) = registered.unit.as_deref() {
            submission.entry((unit, registered.triwulan)).or_default().push(number);
        }
    }
    let mut submission: Vec<SubmittedDocument<'a>> = submission
        .into_iter()
        .map(|((unit, _), document)| SubmittedDocument {
            unit,
            documents: document,
            more: Vec::new(),
            missing: Vec::new(),
        })
        .collect();
    let (more, missing) = gap(tables, &submission, rows);
    let mut seen = HashSet::new();
    for (owned, record) in answers(tables, &more) {
        if let Some(owned) = submission.get_mut(owned)
            && seen.insert(record.number)
        {
            owned.more.push(record);
        }
    }
    for (owned, record) in answers(tables, &missing) {
        if let Some(owned) = submission.get_mut(owned) {
            owned.missing.push(record);
        }
    }
    for one in &mut submission {
        one.more.sort_by_key(|record| record.number);
        one.missing.sort_by_key(|record| record.number);
    }
    submission
}

/// (rows whose indicator the agreement lacks, rows of the agreement that the submission lacks), each with the number of
/// its submission.
fn gap<'a>(
    tables: &'a Tables,
    submission: &[SubmittedDocument<'_>],
    rows: impl Iterator<Item = IndikatorRow<'a>>,
) -> (DataFrame, DataFrame) {
    let number: Vec<(u32, u32)> = (0_u32..)
        .zip(submission)
        .flat_map(|(number, one)| one.documents.iter().map(move |document| (number, *document)))
        .collect();
    let number = lazy(&number, &[Column::count(SUBMISSION, |b| Some(b.0)), Column::count(DOCUMENT, |b| Some(b.1))]);
    let combine = |kind| JoinArgs::new(kind);
    let owned = keys(rows).filter(col(KEY).is_not_null()).join(
        number,
        [col(DOCUMENT)],
        [col(DOCUMENT)],
        combine(JoinType::Inner),
    );
    let pk = keys(tables.pk().map(|row| *row)).filter(col(KEY).is_not_null());
    let more = owned.clone().join(pk.clone(), [col(UNIT)], [col(UNIT)], combine(JoinType::Semi)).join(
        pk.clone(),
        [col(UNIT), col(KEY)],
        [col(UNIT), col(KEY)],
        combine(JoinType::Anti),
    );
    let per_submission =
        owned.clone().group_by([col(SUBMISSION), col(UNIT)]).agg([col(RECORD).first().alias("example")]);
    let missing = pk.join(per_submission, [col(UNIT)], [col(UNIT)], combine(JoinType::Inner)).join(
        owned,
        [col(SUBMISSION), col(KEY)],
        [col(SUBMISSION), col(KEY)],
        combine(JoinType::Anti),
    );
    (collect(more), collect(missing))
}

/// The submissions and the first rows of indicators that an answer names.
fn answers<'a>(tables: &'a Tables, answer: &DataFrame) -> Vec<(usize, IndikatorRecord<'a>)> {
    let records = numbers(answer, RECORD).into_iter().map(|record| IndikatorRecord::new(tables, record));
    let submissions = numbers(answer, SUBMISSION).into_iter().map(|number| number as usize);
    submissions.zip(records).filter(|(_, entry_record)| entry_record.subject()).collect()
}

/// The finding that a unit's documents lack indicators of its PK, at the header of the first that has one; `None` when
/// none is missing. The last pair names the documents and says how to mend them.
pub(in crate::rules) fn does_not_yet_hold(
    aturan: &Aturan,
    tables: &Tables,
    (unit, document): (&str, &[u32]),
    missing: &[IndikatorRecord<'_>],
    (designation, advice): (&str, &str),
) -> Option<Temuan> {
    let name: Vec<String> = missing.iter().map(IndikatorRecord::label).collect();
    if name.is_empty() {
        return None;
    }
    let heading = |number: &u32| {
        indikator_heading(tables, *number, first_table(tables.document_content(*number)?, TableRole::Indikator)?)
    };
    let place = document.iter().find_map(heading)?;
    let message = format!("{designation} belum memuat {} indikator PK: {}.", name.len(), truncated_list(&name, 5));
    let temuan = aturan.finding(place, message, advice).unit(Some(unit));
    let pk = gather(missing.iter().filter_map(IndikatorRecord::indikator_place));
    Some(temuan.difference("tidak ada", name.join("; ")).all_related(pk))
}
