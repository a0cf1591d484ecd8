//! RA12: an indicator of a plan by quarters without a target for any of them.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::mention;
use crate::rules::helpers::record::{IndikatorRecord, document_row};
use crate::rules::helpers::series::RowSeries;
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA12",
    name: "Indikator tanpa target triwulan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL06"],
    fields: &[],
    what: "Dalam Rencana Aksi yang membagi target per triwulan (atau bulan), satu indikator punya target tahunan tetapi semua kolom triwulannya kosong, sedangkan indikator lain terisi. Tanda \"-\" dan \"n/a\" adalah jawaban dan tidak dipersoalkan.",
    why: "Indikator tanpa target triwulan tidak dapat dinilai sampai akhir tahun; bila memang hanya setahun sekali, isian TW IV atau tanda strip mengatakannya.",
    source: "SOP DPRD Nganjuk (target per triwulan dalam Rencana Aksi); pemeriksaan RA-05",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|TW I|TW II|TW III|TW IV|Rencana Aksi
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|15|30|45|60|Bursa kerja
2|Kerja sama|Jumlah mitra industri|Mitra|12|«»||||Kunjungan industri
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|TW I|TW II|TW III|TW IV|Rencana Aksi
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|15|30|45|60|Bursa kerja
2|Kerja sama|Jumlah mitra industri|Mitra|12|3|6|9|12|Kunjungan industri
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let documents = context.tables.checkable_documents(DocumentKind::RencanaAksi);
    documents.flat_map(|(number, _, _)| check_document(context.tables, number)).collect()
}

fn check_document(tables: &Tables, document: u32) -> Vec<Temuan> {
    let rows = document_row(tables, document).filter(IndikatorRecord::subject);
    let series: Vec<RowSeries<'_>> = rows.filter_map(RowSeries::target).collect();
    let blank = |series: &RowSeries<'_>| series.items.iter().all(|(_, entry)| matches!(entry.value, Value::Blank));
    // A form that nobody began to fill in is another matter.
    let filled = series.iter().filter(|series| !blank(series)).count();
    if filled == 0 || filled * 2 < series.len() {
        return Vec::new();
    }
    series.iter().filter(|series| blank(series)).filter_map(one).collect()
}

fn one(series: &RowSeries<'_>) -> Option<Temuan> {
    let record = series.record;
    let year = record.entry(Field::Target.yearly()).filter(|entry| !entry.value.without_content());
    if year.is_none() || record.may_be_a_part() {
        return None;
    }
    let period = if series.monthly() { "bulan" } else { "triwulan" };
    let (message, advice) = match series.items.as_slice() {
        [(only, _)] => {
            let name = mention(*only);
            let message = format!("Target tahunannya ada, tetapi {name} masih kosong.");
            (message, format!("Isi {name}; bila indikatornya tidak diukur pada {period} itu, tulis tanda strip."))
        }
        _ => (
            format!("Target tahunannya ada, tetapi semua target {period} masih kosong."),
            format!(
                "Isi target setiap {period}; bila indikatornya hanya diukur setahun sekali, isi yang terakhir saja."
            ),
        ),
    };
    let columns: Vec<_> = series.items.iter().map(|(column, _)| *column).collect();
    record.many_temuan(&ATURAN, &columns, message, &advice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test::cell;

    #[test]
    fn a_plan_of_one_quarter_is_asked_for_that_quarter_alone() {
        let image = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Indikator|Satuan|Target Tahunan|Target TW II|Rencana Aksi\n1|Jumlah mitra|Mitra|12|6|Kunjungan\n2|Jumlah surat|Surat|9||Kerja bakti\n";
        let all = crate::rules::helpers::test::temuan("RA12", image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert_eq!(one.message, "Target tahunannya ada, tetapi target TW II masih kosong.");
    }

    #[test]
    fn one_quarter_a_dash_and_a_plan_that_nobody_began_are_left_alone() {
        for row in ["||||12", "|-|-|-|-", "|n/a|||"] {
            assert_eq!(
                cell("RA12", &ATURAN.wrong.replace("|«»||||", &format!("{row}|"))),
                Vec::<String>::new(),
                "{row}"
            );
        }
        assert_eq!(cell("RA12", &ATURAN.wrong.replace("15|30|45|60", "|||")), Vec::<String>::new());
    }
}
