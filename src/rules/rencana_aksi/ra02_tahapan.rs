//! RA02: an indicator without a stage in some quarter.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::text::{key, listed};
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, document_row, gather};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA02",
    name: "Ada triwulan tanpa tahapan rencana aksi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::RencanaAksi, Field::Time],
    what: "Setiap indikator dalam Rencana Aksi punya paling sedikit satu tahapan untuk setiap triwulan. Hanya diperiksa pada formulir yang punya kolom Waktu; formulir tanpa kriteria keberhasilan dan tanpa target pada triwulan itu hanya diberi tahu.",
    why: "Triwulan tanpa tahapan tidak punya sesuatu untuk dilaporkan dan dinilai.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B angka 4",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|«Persentase lulusan yang bekerja dalam 6 bulan»|60%|Pelatihan|100 peserta|Laporan pelatihan|TW I
||||Bursa kerja|20 perusahaan|Laporan bursa kerja|TW II
||||Penelusuran lulusan|Data terkumpul|Laporan penelusuran|TW III
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

NO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Pelatihan|100 peserta|Laporan pelatihan|TW I
||||Bursa kerja|20 perusahaan|Laporan bursa kerja|TW II
||||Penelusuran lulusan|Data terkumpul|Laporan penelusuran|TW III, TW IV
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let document = context.tables.checkable_documents(DocumentKind::RencanaAksi);
    document.flat_map(|(number, _, _)| check_document(context.tables, number)).collect()
}

/// Rows of one indicator, also where the form repeats it beside every action.
fn check_document(tables: &Tables, document: u32) -> Vec<Temuan> {
    let mut indikator: BTreeMap<u32, Vec<IndikatorRecord<'_>>> = BTreeMap::new();
    let mut first: BTreeMap<&str, u32> = BTreeMap::new();
    for record in document_row(tables, document)
        .filter(|record| record.has(Field::Time.yearly()) && !record.has_further(Field::Time))
    {
        let subject = tables.links.get(record.number as usize).map_or(record.number, |link| link.subject);
        let subject = record.key().map_or(subject, |key| *first.entry(key).or_insert(subject));
        indikator.entry(subject).or_default().push(record);
    }
    indikator.into_values().filter_map(|row| one_indikator(&row)).collect()
}

/// Whether a time is that of the whole year: "sepanjang tahun", "setiap bulan".
pub(super) fn all_year(text: &str) -> bool {
    let key = key(text);
    let spans = ["sepanjang tahun", "setiap bulan", "tiap bulan", "setiap triwulan", "tiap triwulan", "setahun penuh"];
    spans.iter().any(|span| key.starts_with(span))
}

fn one_indikator(row: &[IndikatorRecord<'_>]) -> Option<Temuan> {
    let column = Field::Time.yearly();
    let mut exists: BTreeSet<Triwulan> = BTreeSet::new();
    let mut not_yet_clear = 0;
    for entry in row.iter().filter_map(|record| record.entry(column)) {
        match &entry.value {
            Value::Triwulan { triwulan } => exists.extend(triwulan),
            Value::Text { text } if all_year(text) => exists.extend(Triwulan::ALL),
            _ => not_yet_clear += 1,
        }
    }
    let subject = row.first()?;
    // A dash among the targets of the quarters promises nothing there.
    let promised = |triwulan: &Triwulan| {
        subject.entry(Field::Target.tw(*triwulan)).is_none_or(|entry| !matches!(entry.value, Value::Dash))
    };
    let missing = Triwulan::ALL.into_iter().filter(|triwulan| !exists.contains(triwulan));
    let missing: Vec<Triwulan> = missing.filter(promised).collect();
    // A stage whose time is blank or unreadable, which RA03 reports, may be the one that is missed here.
    if missing.len() <= not_yet_clear {
        return None;
    }
    let name = listed(&missing.iter().map(ToString::to_string).collect::<Vec<_>>());
    let message = format!("Belum ada tahapan rencana aksi untuk {name}.");
    let asked = asks_for_each(subject, &missing);
    let advice = if asked {
        format!("Tambahkan paling sedikit satu tahapan untuk {name}, atau lengkapi waktu tahapan yang sudah ada.")
    } else {
        format!(
            "Bila memang tidak ada yang dikerjakan pada {name}, tidak perlu diubah; bila ada, tambahkan tahapannya atau lengkapi waktunya."
        )
    };
    let temuan = subject.temuan_in(&ATURAN, subject.indikator_place()?, message, &advice);
    let severity = if asked { temuan.severity } else { Severity::Info };
    let temuan = Temuan { severity, ..temuan };
    let time = gather(row.iter().filter_map(|record| record.place(column)));
    Some(temuan.all_related(time))
}

/// Whether the form asks for a stage in each quarter: by its criteria of success, or by a target of a quarter that is missed.
/// A work plan says when its activities are, and one that is done in July needs no other.
fn asks_for_each(subject: &IndikatorRecord<'_>, missing: &[Triwulan]) -> bool {
    let promised = |triwulan: &Triwulan| {
        let target = subject.entry(Field::Target.tw(*triwulan));
        target.is_some_and(|entry| entry.value.figure().is_some_and(|figure| figure != 0.0))
    };
    subject.has(Field::Kriteria.yearly()) || missing.iter().any(promised)
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
    use crate::rules::helpers::test::{cell, temuan};

    #[test]
    fn a_work_plan_that_says_when_its_activities_are_is_told_and_not_accused() {
        let severity = |columns: &str, row: &str| {
            let image = format!(
                "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Target|{columns}\n1|A|Jumlah kader|60 orang|{row}\n"
            );
            temuan("RA02", &image).into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        assert_eq!(severity("Rencana Aksi|Jadwal Pelaksanaan", "Pelatihan|Juli"), [Severity::Info]);
        let promised =
            severity("TW I|TW II|TW III|TW IV|Rencana Aksi|Jadwal Pelaksanaan", "10|10|30|10|Pelatihan|Juli");
        assert_eq!(promised, [Severity::Warning]);
        let criteria = "Rencana Aksi|Kriteria Keberhasilan|Jadwal Pelaksanaan";
        assert_eq!(severity(criteria, "Pelatihan|100 peserta|Juli"), [Severity::Warning]);
    }

    fn ra(time: &[&str]) -> Vec<String> {
        let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNO|Sasaran|Indikator Kinerja Utama|Target IKU|Rencana Aksi dan/atau Rencana Mitigasi yang ditetapkan awal tahun|Kriteria Keberhasilan|Target/Output|Waktu";
        let row: Vec<String> = time
            .iter()
            .enumerate()
            .map(|(number, time)| {
                let start = if number == 0 { "1|Mitra|Jumlah mitra|12" } else { "|||" };
                format!("{start}|Aksi {number}|Selesai|Laporan|{time}")
            })
            .collect();
        cell("RA02", &format!("{head}\n{}", row.join("\n")))
    }

    #[test]
    fn spans_and_lists_of_quarters_count_for_each_of_them() {
        assert_eq!(ra(&["TW I s.d. TW III", "Triwulan 4"]), Vec::<String>::new());
        assert_eq!(ra(&["Januari - Juni", "TW IV"]), ["C4"]);
    }

    #[test]
    fn a_quarter_for_which_nothing_is_promised_needs_no_stage() {
        let plan = |targets: &str| {
            cell(
                "RA02",
                &format!(
                    "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Target|Target Triwulan|<|<|<|Rencana Aksi|Jadwal Pelaksanaan\n^|^|^|^|I|II|III|IV|^|^\n1|A|Jumlah purwarupa|4 unit|{targets}|Menawarkan purwarupa|Apr - Des\n"
                ),
            )
        };
        assert_eq!(plan("-|1 unit|2 unit|4 unit"), Vec::<String>::new());
        assert_eq!(plan("1 unit|1 unit|2 unit|4 unit"), ["C5"]);
    }

    #[test]
    fn a_blank_time_may_be_the_quarter_that_is_missed() {
        assert_eq!(ra(&["TW I", "TW II", "TW III", ""]), Vec::<String>::new());
        assert_eq!(ra(&["TW I", "TW II", "sewaktu-waktu"]), ["C4"]);
    }
}
