//! UK18: an indicator that is measured twice in one form, with different figures.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::Fact;
use crate::domain::hash::HashMap;
use crate::domain::text::{indikator_key, key};
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::names_units;
use crate::rules::helpers::write::write;
use crate::rules::helpers::{compare, fact, quote};
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
    let mut first: HashMap<Measured<'_>, RowMeasure<'_>> = HashMap::default();
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

/// Words of a name that a group completes at most.
const NAME_WORDS: usize = 3;

/// What tells the work of a row beside its indicator.
const WORK: [Field; 3] = [Field::Program, Field::RencanaAksi, Field::Keluaran];

/// Whether one row is a part of the other, "1.1" below "1", or both are of other work or of other units: an activity and its
/// parts carry one indicator, each with what it reached.
fn parts(row: &RowMeasure<'_>, before: &RowMeasure<'_>) -> bool {
    let said = |measure: &RowMeasure<'_>, field: Field| {
        let entry = measure.record.own_entry(field.yearly()).filter(|entry| !entry.value.without_content())?;
        Some(key(&entry.raw).trim_end_matches('.').to_string())
    };
    let both = |field: Field| said(row, field).zip(said(before, field));
    let below = |(now, before): (String, String)| now.strip_prefix(&before).is_some_and(|rest| rest.starts_with('.'));
    // Rows may say their month in a column that is not read, or their year in one that is.
    let named =
        |heading: &str| ["bulan", "triwulan", "periode", "tahun"].iter().any(|word| key(heading).contains(word));
    let months = || {
        let mut unread = fact::of_document(row.record.tables, row.document).filter_map(Fact::unread_heading);
        unread.any(|(heading, _)| named(heading))
    };
    let other_year = || {
        let text = |measure: &RowMeasure<'_>, column: FormColumn| Some(key(&measure.record.own_entry(column)?.raw));
        let table = row.record.table();
        let columns = table.into_iter().flat_map(|table| &table.columns);
        let mut years = columns
            .filter(|own| matches!(own.column.field, Field::Ignore | Field::Time) && key(&own.heading) == "tahun");
        years.any(|own| text(row, own.column) != text(before, own.column))
    };
    // "1. Pidana" below "a. Sisa perkara" and below "b. Perkara tepat waktu": a name that says nothing without its group.
    let other_group = || {
        let group = |measure: &RowMeasure<'_>| measure.record.row().and_then(|row| row.part.as_deref()).map(key);
        let short = row.record.sentence().is_some_and(|text| text.split_whitespace().count() <= NAME_WORDS);
        short && group(row).zip(group(before)).is_some_and(|(now, before)| now != before)
    };
    let other_work = || WORK.into_iter().any(|field| both(field).is_some_and(|(now, before)| now != before));
    months()
        || other_year()
        || both(Field::No).is_some_and(below)
        || other_work()
        || other_group()
        || row.record.of_others(&before.record)
}

/// The heading of a column that is not read and names units or teams: it may tell the two rows apart.
fn unread_names(row: &RowMeasure<'_>) -> Option<String> {
    let mut unread = fact::of_document(row.record.tables, row.document).filter_map(Fact::unread_heading);
    unread.find(|(heading, _)| names_units(heading)).map(|(heading, _)| heading.to_string())
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
    let unread = unread_names(row);
    let advice = match &unread {
        Some(heading) => format!(
            "Bila kolom {} menyebut unit atau tim yang berbeda, biarkan; bila tidak, hapus baris yang keliru.",
            quote(heading)
        ),
        None => "Hapus baris yang keliru; bila memang dua indikator, bedakan bunyi atau kodenya.".to_string(),
    };
    let temuan = row.temuan(&ATURAN, Field::Realisasi, message, &advice)?;
    let severity = if unread.is_some() { Severity::Info } else { temuan.severity };
    let temuan = Temuan { severity, ..temuan };
    Some(difference.attach(temuan.difference(found, said).related(origin)))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::temuan;

    #[test]
    fn two_teams_or_two_actions_that_serve_one_indicator_measure_it_each() {
        let told = |heading: &str, first: &str, second: &str| {
            let head = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Indikator|{heading}|Satuan|Target TW|Realisasi TW"
            );
            let row = |what: &str, figure: u32| format!("1|Jumlah rilis data|{what}|Rilis|3|{figure}");
            let all = temuan("UK18", &format!("{head}\n{}\n{}", row(first, 4), row(second, 2)));
            all.into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        assert_eq!(told("Unit Kerja", "Tim Neraca", "Tim Harga"), []);
        assert_eq!(told("Rencana Aksi", "Menata jadwal", "Mengolah data"), []);
        assert_eq!(told("Unit Kerja", "Tim Neraca", "Tim Neraca"), [Severity::Warning]);
        // A column that nobody reads may say it.
        assert_eq!(told("Tim yang Dilibatkan", "Tim Neraca", "Tim Harga"), [Severity::Info]);
        // Who answers for a row makes no other measurement of it.
        assert_eq!(told("Penanggung Jawab", "Ahmad Contoh", "Budi Contoh"), [Severity::Warning]);
    }

    #[test]
    fn a_name_that_says_nothing_without_its_group_is_measured_in_each() {
        let told = |second: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Target TW|Realisasi TW\n1|Mutu|a. Sisa perkara||\n^|^|1. Pidana|95|90\n^|^|2. Perdata|95|91\n^|^|b. {second}||\n^|^|1. Pidana|95|80\n"
            );
            temuan("UK18", &image).len()
        };
        assert_eq!(told("Perkara tepat waktu"), 0);
        assert_eq!(told("Sisa perkara"), 1);
    }
}
