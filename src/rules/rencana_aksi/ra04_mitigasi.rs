//! RA04: an indicator without a plan for its risk, on a plan that has one for others.

use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::text;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, document_row};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA04",
    name: "Indikator tanpa rencana mitigasi",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[],
    also: &[],
    follows: &["ID13", "TL06", "RA02", "RA03"],
    fields: &[Field::RencanaAksi],
    what: "Dalam Rencana Aksi yang menandai rencana mitigasinya, ada indikator yang tidak punya satu pun. Formulir yang tidak menandainya tidak diperiksa, karena mitigasi dapat tertulis sebagai aksi biasa.",
    why: "Rencana mitigasi ditetapkan untuk setiap rencana aksi, agar kinerja tetap tercapai bila risikonya terjadi.",
    source: "Instruksi Sekda DKI Jakarta 4/2024, huruf B angka 3; pemeriksaan RA-04",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60|Bursa kerja|TW I
||||Mitigasi: pelacakan lewat media sosial|TW II
2|Kerja sama|«Jumlah mitra industri»|12|Kunjungan industri|TW I
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60|Bursa kerja|TW I
||||Mitigasi: pelacakan lewat media sosial|TW II
2|Kerja sama|Jumlah mitra industri|12|Kunjungan industri|TW I
||||Mitigasi: pertemuan daring|TW II
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let documents = context.tables.checkable_documents(DocumentKind::RencanaAksi);
    documents.flat_map(|(number, _, _)| in_document(context.tables, number)).collect()
}

fn in_document(tables: &Tables, document: u32) -> Vec<Temuan> {
    // By indicator: its first row, and whether one of its actions is a mitigation.
    let mut all: BTreeMap<u32, (IndikatorRecord<'_>, bool)> = BTreeMap::new();
    for record in document_row(tables, document) {
        let subject = tables.links.get(record.number as usize).map_or(record.number, |link| link.subject);
        let owned = all.entry(subject).or_insert((IndikatorRecord::new(tables, subject), false));
        owned.1 |= mitigates(&record);
    }
    if !all.values().any(|(_, mitigated)| *mitigated) {
        return Vec::new();
    }
    let lacking = all.into_values().filter(|(_, mitigated)| !mitigated).map(|(record, _)| record);
    lacking.filter(has_action).filter_map(|record| one(&record)).collect()
}

fn has_action(record: &IndikatorRecord<'_>) -> bool {
    record.entry(Field::RencanaAksi.yearly()).is_some_and(|entry| !entry.value.without_content())
}

fn mitigates(record: &IndikatorRecord<'_>) -> bool {
    let says = |text: &str| text::key(text).contains("mitigasi");
    let part = record.row().and_then(|row| row.part.as_deref()).is_some_and(says);
    let fields = [Field::RencanaAksi, Field::Kriteria, Field::Keluaran, Field::Remark].map(Field::yearly);
    part || fields.iter().filter_map(|column| record.entry(*column)?.text()).any(says)
}

fn one(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let message = "Indikator ini belum punya rencana mitigasi, sedangkan indikator lain dalam Rencana Aksi ini punya.";
    let advice = "Tambahkan satu baris rencana mitigasi untuk indikator ini, dengan waktu dan keluarannya.";
    Some(record.temuan_in(&ATURAN, record.indikator_place()?, message.to_string(), advice))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn a_plan_that_marks_no_mitigation_is_not_asked_for_one() {
        let image = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Target|Rencana Aksi|Waktu\n1|A|Jumlah mitra|12|Kunjungan|TW I\n2|A|Jumlah magang|5|Penempatan|TW I";
        assert_eq!(cell("RA04", image), Vec::<String>::new());
    }
}
