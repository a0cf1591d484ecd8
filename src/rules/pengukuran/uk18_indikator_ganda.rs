//! UK18: an indicator that is measured twice in one form, with different figures.

use std::collections::HashMap;

use crate::domain::column::Field;
use crate::domain::text::{indikator_key, key};
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{compare, fact};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK18",
    name: "Indikator diukur dua kali dengan realisasi berbeda",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06", "ID16"],
    fields: &[Field::Realisasi],
    what: "Satu indikator tertulis di dua baris satu formulir pengukuran untuk triwulan yang sama, dengan realisasi yang berbeda. Baris yang mengulang angka yang sama tidak dipersoalkan.",
    why: "Rekap tidak dapat tahu angka mana yang berlaku.",
    source: "Kejadian nyata: baris disalin lalu diisi lagi, baris lamanya tertinggal.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
2|Dosen|Jumlah peserta pelatihan|Orang|40|41
3|Dosen|Jumlah peserta pelatihan|Orang|40|«57»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
2|Dosen|Jumlah peserta pelatihan|Orang|40|41
",
    check: Check::Workspace(check),
};

/// A quarter, an indicator.
type Measured<'a> = (Option<Triwulan>, &'a str);

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut first: HashMap<Measured<'_>, RowMeasure<'_>> = HashMap::new();
    let (mut temuan, mut document) = (Vec::new(), None);
    for row in that(context.tables, |row| row.figure_realisasi().is_some()) {
        // The rows of a form follow one another.
        if document.replace(row.document) != Some(row.document) {
            first.clear();
        }
        let own = row.entry(Field::Realisasi).is_some_and(|entry| !entry.derivation);
        let Some(key) = row.record.key().filter(|_| own) else { continue };
        match first.get(&(row.triwulan, key)) {
            // Further rows of the same mention: parts of one figure, not a second one.
            Some(before) if before.record.subject_number() == row.record.subject_number() => {}
            Some(before) => temuan.extend(one(&row, before)),
            None => {
                first.insert((row.triwulan, key), row);
            }
        }
    }
    temuan
}

/// Whether one row is a part of the other, "1.1" below "1", or both are of other work: an activity and its parts carry one
/// indicator, each with what it reached.
fn parts(row: &RowMeasure<'_>, before: &RowMeasure<'_>) -> bool {
    let said = |measure: &RowMeasure<'_>, field: Field| {
        let entry = measure.record.own_entry(field.yearly()).filter(|entry| !entry.value.without_content())?;
        Some(key(&entry.raw).trim_end_matches('.').to_string())
    };
    let both = |field: Field| said(row, field).zip(said(before, field));
    let below = |(now, before): (String, String)| now.strip_prefix(&before).is_some_and(|rest| rest.starts_with('.'));
    // Rows may say their month in a column that is not read.
    let months = || {
        let mut unread = fact::of_document(row.record.tables, row.document).filter_map(fact::unread_heading);
        unread.any(|(heading, _)| ["bulan", "triwulan", "periode"].iter().any(|word| key(heading).contains(word)))
    };
    months() || both(Field::No).is_some_and(below) || both(Field::Program).is_some_and(|(now, before)| now != before)
}

fn one(row: &RowMeasure<'_>, before: &RowMeasure<'_>) -> Option<Temuan> {
    // What is read as a code may be a colour: rows that the cascade does not know and that say something else are two.
    let known = row.record.node().is_some();
    let sentences = row.record.sentence().zip(before.record.sentence());
    if !known && sentences.is_some_and(|(now, before)| indikator_key(now) != indikator_key(before)) {
        return None;
    }
    if parts(row, before) {
        return None;
    }
    let (now, other) = (row.entry(Field::Realisasi)?, before.entry(Field::Realisasi)?);
    let difference = compare::entry(now, other, row.record.percent())?;
    let (found, said) = (write(&now.value), write(&other.value));
    let origin = before.place(Field::Realisasi)?;
    let message = format!(
        "Indikator ini sudah diukur di sel {} dengan realisasi{} {said}; di sini realisasinya {found}.",
        origin.cell_text(),
        row.mention_triwulan()
    );
    let advice = "Hapus baris yang keliru; bila memang dua indikator, bedakan bunyi atau kodenya.";
    let temuan = row.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    Some(difference.attach(temuan.difference(found, said).related(origin)))
}
