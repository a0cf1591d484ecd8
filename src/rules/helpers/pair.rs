//! Rows of two documents of one unit that are about the same indicator, and indicators that only one of them has.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::text;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Place, Temuan};
use crate::rules::Aturan;
use crate::rules::helpers::fact::example_text;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, first_table, gather, indikator_heading};
use crate::rules::helpers::similar::alike_sounding;
use crate::rules::helpers::write::truncated_list;
use crate::tables::{IndikatorRow, Tables};

/// For every record of one table, the first row of the same indicator and unit in another, by record.
pub(in crate::rules) fn pair<'a>(
    tables: &'a Tables,
    left: impl Iterator<Item = IndikatorRow<'a>>,
    right: impl Iterator<Item = IndikatorRow<'a>>,
) -> Vec<(IndikatorRecord<'a>, IndikatorRecord<'a>)> {
    let name = |record: &IndikatorRecord<'a>| Some((record.unit()?, record.key()?)).filter(|_| record.counts());
    let mut first: HashMap<(&str, &str), IndikatorRecord<'a>> = HashMap::default();
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
    let mut seen = HashSet::default();
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

/// A submission, and the number of a record that it lacks or has too much.
type Gap = (usize, u32);

/// (rows whose indicator the agreement lacks, rows of the agreement that the submission lacks), each with the number of
/// its submission.
fn gap<'a>(
    tables: &'a Tables,
    submission: &[SubmittedDocument<'_>],
    rows: impl Iterator<Item = IndikatorRow<'a>>,
) -> (Vec<Gap>, Vec<Gap>) {
    let of_document = |(number, one): (usize, &SubmittedDocument<'_>)| {
        one.documents.iter().map(move |document| (*document, number)).collect::<Vec<_>>()
    };
    let number: HashMap<u32, usize> = submission.iter().enumerate().flat_map(of_document).collect();
    let submitted = rows.filter(|row| row.key.is_some());
    let submitted: Vec<(usize, IndikatorRow<'a>)> =
        submitted.filter_map(|row| Some((*number.get(&row.document)?, row))).collect();
    let pk: Vec<IndikatorRow<'a>> = tables.pk().map(|row| *row).filter(|row| row.key.is_some()).collect();
    let name = |row: &IndikatorRow<'a>| Some((row.unit?, row.key?));
    let agreed: HashSet<(&str, &str)> = pk.iter().filter_map(name).collect();
    let agreeing: HashSet<&str> = pk.iter().filter_map(|row| row.unit).collect();
    let held: HashSet<(usize, &str)> = submitted.iter().filter_map(|(number, row)| Some((*number, row.key?))).collect();
    let mut of_unit: HashMap<&str, BTreeSet<usize>> = HashMap::default();
    for (number, row) in &submitted {
        of_unit.entry(row.unit.unwrap_or_default()).or_default().insert(*number);
    }
    let strange = |row: &IndikatorRow<'a>| {
        name(row).is_some_and(|(unit, key)| agreeing.contains(unit) && !agreed.contains(&(unit, key)))
    };
    let more = submitted.iter().filter(|(_, row)| strange(row)).map(|(number, row)| (*number, row.record)).collect();
    let lacking = |row: &IndikatorRow<'a>| {
        let (unit, key) = name(row)?;
        let numbers = of_unit.get(unit)?.iter().filter(|number| !held.contains(&(**number, key)));
        Some(numbers.map(|number| (*number, row.record)).collect::<Vec<_>>())
    };
    let missing = pk.iter().filter_map(lacking).flatten().collect();
    (more, missing)
}

/// The submissions and the first rows of indicators that a gap names.
fn answers<'a>(tables: &'a Tables, gap: &[Gap]) -> Vec<(usize, IndikatorRecord<'a>)> {
    let records = gap.iter().map(|(number, record)| (*number, IndikatorRecord::new(tables, *record)));
    records.filter(|(_, entry_record)| entry_record.subject()).collect()
}

/// Whether the cascade words an indicator as a row does and not as the agreement does: then it is the agreement that has to
/// be mended.
pub(in crate::rules) fn as_in_cascade(record: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>) -> bool {
    let Some(node) = record.node().filter(|node| node.unit.is_none() || node.unit.as_deref() == record.unit()) else {
        return false;
    };
    let says = |record: &IndikatorRecord<'_>| record.sentence().is_some_and(|own| alike_sounding(own, &node.indikator));
    says(record) && !says(pk)
}

/// How a wording is mended that differs from the agreement's.
pub(in crate::rules) const AS_IN_PK: &str = "Tulis kode dan bunyi indikator persis seperti dalam PK.";

/// The same where it differs so much that it may be another indicator.
pub(in crate::rules) const AS_IN_PK_OR_BOTH: &str = "Tulis kode dan bunyi indikator persis seperti dalam PK; bila ini memang indikator lain, tambahkan pula indikator PK itu.";

/// How the agreement is mended where the cascade says as a row does.
pub(in crate::rules) const MEND_PK: &str =
    "Bunyi di sini sama dengan kaskade: perbaiki bunyinya di PK; baris ini tidak perlu diubah.";

/// How the agreement is mended where a target is as in the cascade and the agreement says another.
pub(in crate::rules) fn mend_pk_target(expected: &str) -> String {
    format!(
        "Target di sini sama dengan kaskade: perbaiki target di PK; bila yang berlaku memang {expected}, tulis {expected} di sini."
    )
}

/// Takes out of what the agreement holds and a form lacks what the cascade does not know either, where the form holds
/// as much of the cascade that the agreement lacks: the agreement is to be mended, and the form says what is right.
pub(in crate::rules) fn fault_of_pk<'a>(
    unit: &str,
    more: &[IndikatorRecord<'_>],
    missing: Vec<IndikatorRecord<'a>>,
) -> (Vec<IndikatorRecord<'a>>, Vec<IndikatorRecord<'a>>) {
    let of_cascade = more.iter().filter(|record| record.node().is_some_and(|node| node.unit.as_deref() == Some(unit)));
    let (unknown, known): (Vec<_>, Vec<_>) = missing.into_iter().partition(|record| record.node().is_none());
    if unknown.is_empty() || of_cascade.count() < unknown.len() {
        return ([unknown, known].concat(), Vec::new());
    }
    (known, unknown)
}

/// The finding that an agreement promises what neither the cascade nor a form of its unit knows, told at the agreement.
pub(in crate::rules) fn pk_beside_cascade(
    aturan: &Aturan,
    unit: &str,
    form: &str,
    unknown: &[IndikatorRecord<'_>],
) -> Option<Temuan> {
    let names: Vec<String> = unknown.iter().map(IndikatorRecord::label).collect();
    let place = unknown.first()?.indikator_place()?;
    let message = format!(
        "PK memuat {} indikator yang tidak ada di kaskade: {}; {form} sudah memuat indikator kaskade sebagai gantinya.",
        names.len(),
        truncated_list(&names, 5)
    );
    let advice = format!("Perbaiki PK sesuai kaskade; untuk indikator itu {form} tidak perlu diubah.");
    let others = gather(unknown.iter().skip(1).filter_map(|record| record.indikator_place()));
    Some(aturan.finding(place, message, advice).unit(Some(unit)).found(names.join("; ")).all_related(others))
}

/// A row whose wording joins several indicators, and the indicators.
pub(in crate::rules) type Joined<'l, 'r> = (IndikatorRecord<'l>, Vec<IndikatorRecord<'r>>);

/// Takes out rows that join indicators of the agreement in one wording ("Indeks X dan jumlah Y"), with those indicators.
pub(in crate::rules) fn joined<'l, 'r>(
    more: &mut Vec<IndikatorRecord<'l>>,
    missing: &mut Vec<IndikatorRecord<'r>>,
) -> Vec<Joined<'l, 'r>> {
    let mut found = Vec::new();
    more.retain(|row| {
        let Some(parts) = row.sentence().and_then(|wording| parts(wording, missing)) else { return true };
        let numbers: BTreeSet<u32> = parts.iter().map(|record| record.number).collect();
        missing.retain(|record| !numbers.contains(&record.number));
        found.push((*row, parts));
        false
    });
    found
}

/// The indicators that a wording joins, all of its words being those of one of them.
fn parts<'r>(wording: &str, missing: &[IndikatorRecord<'r>]) -> Option<Vec<IndikatorRecord<'r>>> {
    const BETWEEN: [&str; 7] = [" dan ", " serta ", " & ", "; ", " / ", ", ", "\n"];
    let one =
        |text: &str| missing.iter().find(|pk| pk.sentence().is_some_and(|own| alike_sounding(own, text))).copied();
    let lower = wording.to_lowercase();
    // Capitals that change the length of a text stand in no wording that is looked for here.
    let cuts = BETWEEN.iter().flat_map(|between| lower.match_indices(between).map(|(at, word)| (at, at + word.len())));
    let cuts = cuts.filter(|_| lower.len() == wording.len());
    cuts.into_iter().find_map(|(end, start)| {
        let (first, rest) = (one(wording.get(..end)?.trim())?, wording.get(start..)?.trim());
        let rest = one(rest).map(|last| vec![last]).or_else(|| parts(rest, missing))?;
        let all: Vec<IndikatorRecord<'r>> = std::iter::once(first).chain(rest).collect();
        let numbers: BTreeSet<u32> = all.iter().map(|record| record.number).collect();
        (numbers.len() == all.len()).then_some(all)
    })
}

/// The finding about a row that joins several indicators.
pub(in crate::rules) fn split_row(aturan: &Aturan, (row, parts): &Joined<'_, '_>) -> Option<Temuan> {
    let names: Vec<String> = parts.iter().map(IndikatorRecord::label).collect();
    let message =
        format!("Baris {} menggabungkan {} indikator PK: {}.", quote(&row.label()), names.len(), names.join("; "));
    let advice = "Pisahkan menjadi satu baris untuk setiap indikator, masing-masing dengan target dan realisasinya.";
    let temuan = row.temuan_in(aturan, row.indikator_place()?, message, advice).found(row.label());
    Some(temuan.all_related(gather(parts.iter().filter_map(|record| record.indikator_place()))))
}

/// The heading of the indicators in a unit's agreement: where its gaps are told.
pub(in crate::rules) fn agreement_heading(tables: &Tables, unit: &str) -> Option<Place> {
    let mut documents = tables.unit_documents(unit, DocumentKind::Pk);
    documents
        .find_map(|(number, _, content)| indikator_heading(tables, number, first_table(content, TableRole::Indikator)?))
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
    // Rows of the blank form are no indicators that anybody promised.
    let missing: Vec<&IndikatorRecord<'_>> = missing.iter().filter(|record| !of_the_blank_form(record)).collect();
    // Several agreements of a unit may promise the same.
    let mut name: Vec<String> = Vec::with_capacity(missing.len());
    for label in missing.iter().map(|record| record.label()) {
        if !name.contains(&label) {
            name.push(label);
        }
    }
    if name.is_empty() {
        return None;
    }
    let heading = |number: &u32| {
        indikator_heading(tables, *number, first_table(tables.document_content(*number)?, TableRole::Indikator)?)
    };
    let place = document.iter().find_map(heading)?;
    let message = format!("{designation} belum memuat {} indikator PK: {}.", name.len(), truncated_list(&name, 5));
    let other = other_column(tables, document).filter(|_| name.len() > 1 && name.len() == agreed(tables, unit));
    let advice = other.map_or_else(
        || advice.to_string(),
        |heading| {
            format!(
                "Tidak satu pun indikator PK terbaca di sini; kolom {} dibaca sebagai indikatornya. Bila indikator PK tertulis di kolom lain, beri kolom itu judul \"Indikator Kinerja\"; bila memang belum ada, tambahkan.",
                quote(heading)
            )
        },
    );
    let temuan = aturan.finding(place, message, advice).unit(Some(unit));
    let pk = gather(missing.iter().filter_map(|record| record.indikator_place()));
    Some(temuan.difference("tidak ada", name.join("; ")).all_related(pk))
}

/// How many indicators the agreement of a unit has.
fn agreed(tables: &Tables, unit: &str) -> usize {
    tables.pk().filter(|row| row.unit == Some(unit)).filter_map(|row| row.key).collect::<HashSet<_>>().len()
}

/// The heading of what documents take for their indicators, where it names none.
fn other_column<'a>(tables: &'a Tables, documents: &[u32]) -> Option<&'a str> {
    let heading = |number: &u32| {
        let table = first_table(tables.document_content(*number)?, TableRole::Indikator)?;
        let column = &tables.document_content(*number)?.tables.get(table as usize)?.columns;
        column.iter().find(|owned| owned.column == Field::Indikator.yearly()).map(|owned| owned.heading.as_str())
    };
    let heading = documents.iter().find_map(heading)?;
    (!text::key(heading).contains("indikator")).then_some(heading)
}

/// Whether text of the blank form stands in a row: TL06 speaks about it.
pub(in crate::rules) fn of_the_blank_form(record: &IndikatorRecord<'_>) -> bool {
    let address = record.tables.record_ids.get(record.number as usize);
    let content = address.and_then(|address| record.tables.document_content(address.document));
    let file = address.and_then(|address| record.tables.document_file(address.document));
    let Some(((content, file), row)) = content.zip(file).zip(record.row()) else { return false };
    row.entries.values().any(|entry| example_text(file, &content.sheet, entry.cell))
}
