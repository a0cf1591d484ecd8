//! TL11: a cell that was filled in before the form was sent out, changed.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{DocumentKind, TableRole};
use crate::domain::hash::HashMap;
use crate::domain::mark::{CellTrail, Fingerprint};
use crate::domain::node::KaskadeNode;
use crate::domain::text::listed;
use crate::domain::value::{Entry, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::record::{IndikatorRecord, all_row, document_row};
use crate::rules::helpers::{mention, quote, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

/// More changed cells of one document than this are told together.
const SEPARATELY: usize = 6;
/// How many of them such a message quotes.
const QUOTED: usize = 3;
/// Documents that are looked at one after the other: four fifths of their cells say what one before said.
const AT_ONCE: usize = 64;
/// Fingerprints of what cells of a column said already.
type KnownColumns<'a> = HashMap<(FormColumn, &'a str), CellTrail>;
/// Fields by which a row is known.
const NAME: [Field; 3] = [Field::Code, Field::Indikator, Field::Description];
/// Pairs of rows that are compared; a form that needs more is not looked at.
const PAIR: usize = 4_000_000;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL11",
    name: "Isian terkunci diubah",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    follows: &["PK03", "UK02"],
    fields: &[],
    what: "Sel yang sudah terisi dan terkunci ketika formulir dibagikan (indikator, satuan, target dari kaskade) kini berisi lain. Isian yang sama dengan kaskade atau PK yang berlaku sekarang tidak dipersoalkan.",
    why: "Target yang diganti di formulir tidak mengganti target yang ditetapkan; capaian yang dihitung dari angka itu keliru.",
    source: "Pemeriksaan templat: sidik setiap sel yang diisikan tercatat di sifat dokumen.",
    wrong: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
--- selaras_sidik = indikator,satuan,target|tUUu_P_8V
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«50»|14
",
    correct: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
--- selaras_sidik = indikator,satuan,target|tUUu_P_8V
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    check: Check::Workspace(check),
};

const ADVICE: &str = "Kembalikan isi semula; bila angka atau bunyi dari biro perencanaan yang keliru, sampaikan agar kaskadenya diperbaiki.";

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let submission: Vec<WorkspaceDocument<'_>> = document::submission(context.tables).collect();
    let some = submission.par_chunks(AT_ONCE);
    let temuan = some.flat_map_iter(|submission| {
        let mut known = KnownColumns::default();
        let fingerprinted =
            submission.iter().filter_map(|one| Some((one, one.content.mark.as_ref()?.fingerprint.as_ref()?)));
        fingerprinted
            .flat_map(|(document, fingerprint)| {
                document_temuan(context, document, &alteration(context, document, fingerprint, &mut known))
            })
            .collect::<Vec<_>>()
    });
    temuan.collect()
}

/// A changed cell.
struct ColumnAlteration<'a> {
    record: IndikatorRecord<'a>,
    column: FormColumn,
    entry: &'a Entry,
    /// What stood there, where the cascade or the agreement still tells.
    former: Option<String>,
}

impl ColumnAlteration<'_> {
    fn now(&self) -> String {
        if self.entry.value.blank() { "dikosongkan".into() } else { format!("menjadi {}", quote(&self.entry.raw)) }
    }

    fn story(&self) -> String {
        let former = self.former.as_deref().map(|former| format!(" dari {}", quote(former))).unwrap_or_default();
        format!("{} di {} diubah{former} {}", mention(self.column), self.entry.cell, self.now())
    }
}

/// Changed cells of a document, each once, in the order of the sheet.
fn alteration<'a>(
    context: &RuleContext<'a>,
    document: &WorkspaceDocument<'a>,
    fingerprint: &Fingerprint,
    known: &mut KnownColumns<'a>,
) -> Vec<ColumnAlteration<'a>> {
    let row: Vec<IndikatorRecord<'a>> = all_row(context.tables, document.number, TableRole::Indikator).collect();
    let trail: Vec<Vec<Option<CellTrail>>> =
        row.iter().map(|record| row_trail(*record, fingerprint.column(), known)).collect();
    if untouched(fingerprint, &trail) {
        return Vec::new();
    }
    let mut outcome: BTreeMap<CellAddress, ColumnAlteration<'a>> = BTreeMap::new();
    let mut intact: BTreeSet<CellAddress> = BTreeSet::new();
    for (number, position) in pair_up(fingerprint, &trail) {
        let (Some(note), Some(owned)) = (fingerprint.row().get(number), trail.get(position)) else { continue };
        let Some(record) = row.get(position).copied() else { continue };
        for ((column, note), owned) in fingerprint.column().iter().zip(note).zip(owned) {
            let Some(trail) = *note else { continue };
            let Some(entry) = cell(record, *column).filter(|entry| readable(entry)) else { continue };
            if *owned == Some(trail) || in_force(context, record, *column, entry) {
                intact.insert(entry.cell);
                continue;
            }
            let former = former(context, document, record, *column, trail);
            outcome.entry(entry.cell).or_insert(ColumnAlteration { record, column: *column, entry, former });
        }
    }
    // A cell that reaches over several rows is right when it is for one of them.
    outcome.retain(|cell, _| !intact.contains(cell));
    outcome.into_values().collect()
}

/// Whether every row stands where it was sent out and says what it said, as nearly always.
fn untouched(fingerprint: &Fingerprint, trail: &[Vec<Option<CellTrail>>]) -> bool {
    let same = |(note, owned): (&Option<CellTrail>, &Option<CellTrail>)| note.is_none() || note == owned;
    let rows = fingerprint.row();
    rows.len() == trail.len() && rows.iter().zip(trail).all(|(note, owned)| note.iter().zip(owned).all(same))
}

/// The entry of a column that the row itself has: nothing stands in.
fn cell<'a>(record: IndikatorRecord<'a>, column: FormColumn) -> Option<&'a Entry> {
    record.row()?.entry(column)
}

/// Errors and formulas without a result are told by other rules.
fn readable(entry: &Entry) -> bool {
    !matches!(entry.value, Value::Error { .. } | Value::NotYetComputed)
}

/// Rows as they were sent out, each with the row that it is now, by number: the one with its code or wording, else one in
/// which all cells but one are as they were. Rows may have been sorted, inserted and deleted. `trail` are the
/// fingerprints of the rows of now, in the columns of `fingerprint`.
fn pair_up(fingerprint: &Fingerprint, trail: &[Vec<Option<CellTrail>>]) -> Vec<(usize, usize)> {
    if fingerprint.row().len().saturating_mul(trail.len()) > PAIR {
        return Vec::new();
    }
    let named: Vec<bool> = fingerprint.column().iter().map(|column| NAME.contains(&column.field)).collect();
    let mut candidate: Vec<(usize, usize, usize)> = Vec::new();
    for (number, note) in fingerprint.row().iter().enumerate() {
        let noted = note.iter().flatten().count();
        for (position, owned) in trail.iter().enumerate() {
            let (mut count, mut of_one_name) = (0, false);
            for ((left, right), named) in note.iter().zip(owned).zip(&named) {
                if left.is_some() && left == right {
                    count += 1;
                    of_one_name |= *named;
                }
            }
            let almost = noted >= 3 && count + 1 >= noted;
            if of_one_name || almost {
                candidate.push((count, number, position));
            }
        }
    }
    candidate.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| (a.1, a.2).cmp(&(b.1, b.2))));
    let (mut in_use_noted, mut in_use_row) = (BTreeSet::new(), BTreeSet::new());
    let mut outcome = Vec::new();
    for (_, number, position) in candidate {
        if !in_use_noted.contains(&number) && !in_use_row.contains(&position) {
            in_use_noted.insert(number);
            in_use_row.insert(position);
            outcome.push((number, position));
        }
    }
    outcome
}

fn row_trail<'a>(
    record: IndikatorRecord<'a>,
    column: &[FormColumn],
    known: &mut KnownColumns<'a>,
) -> Vec<Option<CellTrail>> {
    let trail = column.iter().map(|column| {
        let text: &str = &cell(record, *column)?.raw;
        Some(*known.entry((*column, text)).or_insert_with(|| CellTrail::from(*column, text)))
    });
    trail.collect()
}

/// Whether a cell says what the cascade or the unit's own documents say now.
fn in_force(context: &RuleContext<'_>, record: IndikatorRecord<'_>, column: FormColumn, entry: &Entry) -> bool {
    let now = CellTrail::from(column, &entry.raw);
    let kaskade = record.node().map(|node| node_content(context, node, column, record)).unwrap_or_default();
    let all = kaskade.into_iter().chain(document_content(context, record, column));
    all.into_iter().any(|text| CellTrail::from(column, &text) == now)
}

/// What stood in a cell: of all that the cascade and the unit's documents say, the one that leaves this fingerprint.
fn former(
    context: &RuleContext<'_>,
    document: &WorkspaceDocument<'_>,
    record: IndikatorRecord<'_>,
    column: FormColumn,
    trail: CellTrail,
) -> Option<String> {
    let unit = document.content.mark.as_ref().and_then(|mark| mark.unit.as_deref()).or(document.unit());
    let owned = unit.into_iter().flat_map(|unit| context.tables.unit_nodes(unit));
    let node = record.node().into_iter().chain(owned);
    let kaskade = node.flat_map(|node| node_content(context, node, column, record));
    kaskade.chain(document_content(context, record, column)).find(|text| CellTrail::from(column, text) == trail)
}

/// What the cascade gives for a column.
fn node_content(
    context: &RuleContext<'_>,
    node: &KaskadeNode,
    column: FormColumn,
    record: IndikatorRecord<'_>,
) -> Vec<String> {
    let target = |column: FormColumn| {
        let entry = context.tables.row_from(node.record_id).and_then(|row| row.entry(column));
        entry.filter(|entry| !entry.value.blank()).map(|entry| entry.raw.to_string()).into_iter().collect()
    };
    match column.field {
        Field::Code => vec![node.code.clone()],
        Field::Jenjang | Field::Kind => node.jenjang.map(|jenjang| jenjang.to_string()).into_iter().collect(),
        Field::Sasaran => vec![node.sasaran.clone()],
        Field::Description => {
            vec![node.sasaran.clone(), node.indikator.clone(), format!("[{}] {}", node.code, node.indikator)]
        }
        Field::Indikator => vec![node.indikator.clone(), format!("[{}] {}", node.code, node.indikator)],
        Field::Satuan => vec![node.satuan.clone()],
        Field::Polaritas => vec![node.polaritas.name().to_string()],
        Field::PeriodKonsolidasi => node.period_konsolidasi.map(|way| way.name().to_string()).into_iter().collect(),
        Field::Bobot => node.bobot.map(|bobot| bobot.to_string()).into_iter().collect(),
        Field::Target => match column.period {
            Period::Running => {
                let triwulan = record.registered().and_then(|document| document.triwulan);
                triwulan.map(|triwulan| target(Field::Target.tw(triwulan))).unwrap_or_default()
            }
            _ => target(column),
        },
        _ => Vec::new(),
    }
}

/// What the other documents of the unit say about the same indicator.
fn document_content<'a>(context: &RuleContext<'a>, record: IndikatorRecord<'a>, column: FormColumn) -> Vec<String> {
    let figure = matches!(column.field, Field::Target | Field::Realisasi);
    let Some(key) = record.key().filter(|_| figure) else { return Vec::new() };
    let owned = context.tables.record_ids.get(record.number as usize).map(|address| address.document);
    [DocumentKind::Pk, DocumentKind::Pengukuran]
        .into_iter()
        .flat_map(|kind| record.unit().into_iter().flat_map(move |unit| context.tables.unit_documents(unit, kind)))
        .filter(|(number, ..)| Some(*number) != owned)
        .flat_map(|(number, _, _)| document_row(context.tables, number))
        .filter(|other| other.key() == Some(key))
        .filter_map(|other| Some(other.entry(column)?.raw.to_string()))
        .filter(|text| !text.is_empty())
        .collect()
}

fn document_temuan(
    context: &RuleContext<'_>,
    document: &WorkspaceDocument<'_>,
    alteration: &[ColumnAlteration<'_>],
) -> Vec<Temuan> {
    if alteration.len() > SEPARATELY {
        let mut story: Vec<String> = alteration.iter().take(QUOTED).map(ColumnAlteration::story).collect();
        story.push(format!("{} sel lain", alteration.len() - story.len()));
        let message = format!(
            "{} sel yang sudah terisi ketika formulir ini dibagikan diubah: {}.",
            alteration.len(),
            listed(&story)
        );
        let mut place = document.sheet();
        place.cells = alteration.iter().map(|one| one.entry.cell).collect();
        return vec![temuan(&ATURAN, place, message, ADVICE).unit(document.unit())];
    }
    alteration.iter().map(|one| cell_temuan(context, document, one)).collect()
}

fn cell_temuan(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>, one: &ColumnAlteration<'_>) -> Temuan {
    let name = mention(one.column);
    let message = match &one.former {
        Some(former) => format!(
            "Isian {name} yang sudah terkunci diubah: semula {}, kini {}.",
            quote(former),
            if one.entry.value.blank() { "kosong".to_string() } else { quote(&one.entry.raw) }
        ),
        None => format!("Isian {name} yang sudah terkunci {}; isi semula tidak lagi tercatat di kaskade.", one.now()),
    };
    let temuan = temuan(&ATURAN, document.cell(one.entry.cell), message, ADVICE).unit(document.unit());
    let label = context.tables.label_indikator(one.record.number);
    let temuan = if label.is_empty() { temuan } else { temuan.indikator(label) };
    match &one.former {
        Some(former) => temuan.difference(one.entry.raw.to_string(), former.clone()),
        None => temuan.found(one.entry.raw.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const CORRECT: &str = super::ATURAN.correct;

    #[test]
    fn the_message_says_what_stood_there_and_what_stands_there_now() {
        let temuan = test::temuan("TL11", super::ATURAN.wrong).remove(0);
        assert!(
            temuan.message.contains("target yang sudah terkunci diubah: semula \"60\", kini \"50\""),
            "{}",
            temuan.message
        );
        assert_eq!((temuan.found.as_deref(), temuan.expected.as_deref()), (Some("50"), Some("60")));
    }

    #[test]
    fn a_cell_that_was_emptied_and_one_whose_old_content_nobody_knows_are_told() {
        let blank = test::temuan("TL11", &CORRECT.replace("|%|60|", "|%||")).remove(0);
        assert!(blank.message.contains("kini kosong"), "{}", blank.message);
        // The figure that was sent out is in no cascade any more, and the cell says neither it nor the new one.
        let old = test::temuan("TL11", &CORRECT.replace("_8V\n", "AqB\n").replace("|%|60|", "|%|70|")).remove(0);
        assert!(old.message.contains("isi semula tidak lagi tercatat"), "{}", old.message);
        // A figure that was corrected in the cascade since is right.
        assert!(test::cell("TL11", &CORRECT.replace("_8V\n", "AqB\n")).is_empty());
    }

    #[test]
    fn rows_that_were_moved_added_or_removed_accuse_nobody() {
        let row = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14\n";
        let extra = "2|Lain|Jumlah dokumen mutu|Dokumen|4|1\n";
        assert!(test::cell("TL11", &CORRECT.replace(row, &format!("{extra}{row}"))).is_empty());
        assert!(test::cell("TL11", &CORRECT.replace(row, extra)).is_empty());
    }

    #[test]
    fn a_wording_that_was_changed_is_found_when_all_else_is_as_it_was() {
        let temuan = test::temuan("TL11", &CORRECT.replace("dalam 6 bulan", "dalam 12 bulan")).remove(0);
        assert!(temuan.message.contains("indikator") && temuan.message.contains("6 bulan"), "{}", temuan.message);
    }
}
