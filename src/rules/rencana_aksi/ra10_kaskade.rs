//! RA10: the plan against the cascade, where no agreement stands between them.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashSet;
use crate::domain::node::KaskadeNode;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::compare;
use crate::rules::helpers::pair::pair;
use crate::rules::helpers::record::{IndikatorRecord, gather, indikator_row};
use crate::rules::helpers::same;
use crate::rules::helpers::series::{RowSeries, SeriesPoint, addition, summed};
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA10",
    name: "Target Rencana Aksi berbeda dari kaskade",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::Cascade],
    also: &[Need::OtherDocument],
    follows: &["ID13", "NL02", "NL03", "NL04", "PK03", "RA01", "RA05", "RA06", "RA09"],
    fields: &[Field::Target],
    what: "Bila PK unit belum memuat indikatornya (atau targetnya), target tahunan dalam Rencana Aksi dibandingkan dengan kaskade. Pembagian per triwulan yang berbeda dari kaskade hanya diberitahukan, karena Rencana Aksi yang disahkan lebih menentukan.",
    why: "Tanpa PK, kaskade satu-satunya pegangan; rencana yang menyimpang mengukur capaian terhadap janji yang tidak pernah disepakati.",
    source: "Instruksi Sekda DKI Jakarta 4/2024; telaah Rencana Aksi terhadap kaskade",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«55»|Bursa kerja|TW I
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let agreed = pair(tables, tables.rencana_aksi().map(|row| *row), tables.pk().map(|row| *row));
    let agreed = agreed.into_iter().filter(|(_, pk)| states_target(pk)).map(|(ra, _)| ra.number);
    let agreed: HashSet<u32> = agreed.collect();
    let rows = indikator_row(tables, DocumentKind::RencanaAksi).filter(IndikatorRecord::subject);
    rows.filter_map(|record| {
        let node = record.node().filter(|node| node.unit.is_some() && node.unit.as_deref() == record.unit())?;
        let yearly = (!agreed.contains(&record.number)).then(|| yearly(&record, node)).flatten();
        yearly.or_else(|| quarters(&record, node))
    })
    .collect()
}

fn states_target(record: &IndikatorRecord<'_>) -> bool {
    let columns = [Field::Target.yearly(), Field::Target.running()];
    columns.iter().any(|column| record.entry(*column).is_some_and(|entry| !entry.value.without_content()))
}

fn yearly(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let column = Field::Target.yearly();
    let (entry, benchmark) = (record.own_entry(column)?, record.tables.entry(node.record_id, column)?);
    let difference = compare::entry(entry, benchmark, record.percent())?;
    let (found, expected) = (write(&entry.value), write(&benchmark.value));
    let message = format!(
        "Target tahunan dalam Rencana Aksi {found}, sedangkan dalam kaskade {expected}; di antara berkas yang dibaca belum ada PK yang memuat targetnya."
    );
    let advice =
        format!("Samakan target dengan kaskade, yaitu {expected}, atau kirim PK yang menyepakati target lain.");
    let temuan = record.temuan(&ATURAN, column, message, &advice)?;
    let temuan = temuan.difference(found, expected).all_related(record.tables.place(node.record_id, column));
    Some(difference.attach(temuan))
}

/// Quarters of both that make the same year in the same way, and still differ.
fn quarters(record: &IndikatorRecord<'_>, node: &KaskadeNode) -> Option<Temuan> {
    let percent = record.percent();
    let year = numeral(&node.target, percent)?;
    let own_year = record.entry(Field::Target.yearly()).filter(|entry| !entry.value.without_content());
    if own_year.is_some_and(|entry| compare::value(&entry.value, &node.target, percent).is_some()) {
        return None;
    }
    let series = RowSeries::target(*record).filter(|series| !series.monthly())?;
    let (plan, kaskade) = (series.figure()?, of_node(node, percent)?);
    let differing: Vec<_> = plan
        .iter()
        .zip(&kaskade)
        .filter(|((_, one), (_, two))| !same(*one, *two))
        .map(|((column, _), _)| *column)
        .collect();
    let one_way = |way: &dyn Fn(&[SeriesPoint]) -> bool| way(&plan) && way(&kaskade);
    let ends = |points: &[SeriesPoint]| points.last().is_some_and(|(_, last)| same(*last, year));
    let adds = |points: &[SeriesPoint]| summed(points, year) && !ends(points);
    let rises = |points: &[SeriesPoint]| ends(points) && !summed(points, year);
    if plan.len() != 4 || differing.is_empty() || !(one_way(&adds) || one_way(&rises)) {
        return None;
    }
    let (found, expected) = (parts(&plan), parts(&kaskade));
    let message = format!(
        "Target triwulan dalam Rencana Aksi ({found}) dibagi lain daripada dalam kaskade ({expected}); yang dipakai Rencana Aksi."
    );
    let advice = "Tidak perlu diubah bila pembagian ini yang disahkan; bila salah ketik, samakan dengan kaskade.";
    let temuan = record.many_temuan(&ATURAN, &differing, message, advice)?;
    let places = Triwulan::ALL.iter().filter_map(|tw| record.tables.place(node.record_id, Field::Target.tw(*tw)));
    let temuan = temuan.difference(found, expected).all_related(gather(places));
    Some(Temuan { severity: Severity::Info, ..temuan })
}

fn of_node(node: &KaskadeNode, percent: bool) -> Option<Vec<SeriesPoint>> {
    let points = Triwulan::ALL.into_iter().zip(&node.target_tw);
    points.map(|(tw, value)| Some((Field::Target.tw(tw), numeral(value, percent)?))).collect()
}

/// "15, 30, 45, 60".
fn parts(points: &[SeriesPoint]) -> String {
    addition(points).replace(" + ", "; ")
}

#[cfg(test)]
mod tests {
    use crate::finding::{Severity, Temuan};
    use crate::rules::helpers::test::temuan;

    const NAME: &str = "1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%";

    fn ra(pk: &str, year: &str, quarters: &str) -> Vec<Temuan> {
        let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        temuan("RA10", &format!("{pk}{head}\n{NAME}|{year}|Bursa kerja|{quarters}"))
    }

    #[test]
    fn a_plan_that_divides_the_year_otherwise_is_only_told() {
        let all = ra("", "60", "10|30|45|60");
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].severity, all[0].place.cell_text()), (Severity::Info, "G5".to_string()));
        assert!(ra("", "60", "15|30|45|60").is_empty());
        // Another way to make the year is another matter.
        assert!(ra("", "60", "15|15|15|15").is_empty());
        assert!(ra("", "60", "15|30||60").is_empty());
    }

    #[test]
    fn where_the_agreement_has_a_target_the_plan_is_held_against_that() {
        let pk = format!(
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n{NAME}|55\n"
        );
        assert!(ra(&pk, "55", "10|20|30|55").is_empty());
        assert_eq!(ra("", "55", "10|20|30|55").len(), 1);
    }
}
