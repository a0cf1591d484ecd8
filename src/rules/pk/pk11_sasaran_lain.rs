//! PK11: an indicator under another objective than in the cascade.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::{HashMap, HashSet};
use crate::domain::node::KaskadeNode;
use crate::domain::text::indikator_key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::similar::similarity;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK11",
    name: "Indikator di bawah sasaran lain",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::Cascade],
    also: &[],
    follows: &["ID13", "TL06", "PK03"],
    fields: &[Field::Sasaran],
    what: "Indikator dalam PK, Rencana Aksi, atau pengukuran berdiri di bawah sasaran yang menurut kaskade milik indikator lain. Sasaran dengan bunyi yang tidak ada dalam kaskade, dan sasaran induk indikator itu, tidak dipersoalkan.",
    why: "Capaian sasaran dihitung dari indikator di bawahnya; indikator yang salah tempat mengubah capaian dua sasaran sekaligus.",
    source: "PermenPANRB 53/2014; telaah PK terhadap keputusan IKU dan Renstra",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
IKK 2.1||IKK|JTI|Kerja sama meluas|Jumlah mitra industri|Mitra|12
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|«Lulusan siap kerja»|[IKK 2.1] Jumlah mitra industri|Mitra|12
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|JTI|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
IKK 2.1||IKK|JTI|Kerja sama meluas|Jumlah mitra industri|Mitra|12
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|[IKK 1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Kerja sama meluas|[IKK 2.1] Jumlah mitra industri|Mitra|12
",
    check: Check::Workspace(check),
};

/// The agreement first: what plan and measurement took over from it is told there.
const ORDER: [DocumentKind; 3] = [DocumentKind::Pk, DocumentKind::RencanaAksi, DocumentKind::Pengukuran];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let known: HashSet<String> = tables.nodes.iter().map(|node| indikator_key(&node.sasaran)).collect();
    let by_code: HashMap<&str, &KaskadeNode> = tables.nodes.iter().map(|node| (node.code.as_str(), node)).collect();
    let mut told: HashSet<(&str, &str, String)> = HashSet::default();
    let mut temuan = Vec::new();
    for record in ORDER.into_iter().flat_map(|kind| indikator_row(tables, kind)).filter(IndikatorRecord::subject) {
        let Some((node, sasaran)) = own_node(&record).zip(sasaran(&record)) else { continue };
        let key = indikator_key(sasaran);
        if !known.contains(&key) || allowed(node, &by_code, &key) {
            continue;
        }
        let fresh = record.unit().zip(record.key()).is_none_or(|(unit, name)| told.insert((unit, name, key)));
        temuan.extend(fresh.then(|| one(&record, node, sasaran)).flatten());
    }
    temuan
}

/// The node of a row, where it is the unit's own and has an objective.
fn own_node<'a>(record: &IndikatorRecord<'a>) -> Option<&'a KaskadeNode> {
    record.node().filter(|node| !node.sasaran.trim().is_empty() && node.unit.as_deref() == record.unit())
}

fn sasaran<'a>(record: &IndikatorRecord<'a>) -> Option<&'a str> {
    let entry = record.entry(Field::Sasaran.yearly()).filter(|entry| !entry.value.without_content())?;
    entry.text()
}

/// Whether an objective is the node's own, or one of those above it: units may group by either.
fn allowed(node: &KaskadeNode, by_code: &HashMap<&str, &KaskadeNode>, key: &str) -> bool {
    const DEEPEST: usize = 12;
    let chain = std::iter::successors(Some(node), |node| by_code.get(node.parent_code.as_deref()?).copied());
    chain.take(DEEPEST).map(|node| indikator_key(&node.sasaran)).any(|own| own == key || similarity(&own, key) > 0.85)
}

fn one(record: &IndikatorRecord<'_>, node: &KaskadeNode, sasaran: &str) -> Option<Temuan> {
    let label = record.label();
    let indikator = record.indikator_column()?;
    // The cell that was typed for this row, not the one that it stands under.
    let typed_here = record
        .own_entry(Field::Sasaran.yearly())
        .is_some_and(|entry| record.row().is_some_and(|row| row.row == entry.cell.row));
    let (label, sasaran_here, own) = (quote(&label), quote(sasaran), quote(&node.sasaran));
    let (message, advice) = if typed_here {
        (
            format!("Indikator {label} berada di bawah sasaran {sasaran_here}, padahal dalam kaskade di bawah {own}."),
            format!("Pindahkan indikator ini ke bawah sasaran {own}, atau perbaiki sasarannya."),
        )
    } else {
        (
            format!(
                "Indikator {label} tidak punya sasaran di barisnya sendiri dan terbaca di bawah sasaran {sasaran_here}, padahal dalam kaskade di bawah {own}."
            ),
            format!("Tulis sasaran {own} di baris ini, atau pindahkan indikatornya ke bawah sasaran itu."),
        )
    };
    let columns = [Field::Sasaran.yearly(), indikator];
    let columns = if typed_here { columns } else { [columns[1], columns[0]] };
    let temuan = record.many_temuan(&ATURAN, &columns, message, &advice)?;
    let place = record.tables.place(node.record_id, Field::Sasaran.yearly());
    Some(temuan.difference(sasaran, &node.sasaran).all_related(place))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    const KASKADE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target\nIKU 1||IKU||Tata kelola baik|Indeks tata kelola|Indeks|4\nIKK 1.1|IKU 1|IKK|JTI|Layanan cepat|Jumlah layanan daring|Layanan|60\nIKK 2.1|IKU 1|IKK|JTI|Kerja sama meluas|Jumlah mitra industri|Mitra|12";

    fn places(forms: &str) -> Vec<String> {
        let all = temuan("PK11", &format!("{KASKADE}\n{forms}"));
        all.iter().map(|temuan| format!("{} {}", temuan.place.file, temuan.place.cell_text())).collect()
    }

    fn pk(rows: &str) -> String {
        format!("*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n{rows}\n")
    }

    #[test]
    fn the_objective_above_an_unknown_one_and_a_slip_of_the_pen_are_no_fault() {
        for sasaran in ["Tata kelola baik", "Mitra bertambah", "[S 2] Kerja sama meluas", "Kerjasama meluas"] {
            assert_eq!(
                places(&pk(&format!("1|{sasaran}|[IKK 2.1] Jumlah mitra industri|Mitra|12"))),
                [""; 0],
                "{sasaran}"
            );
        }
    }

    #[test]
    fn an_indicator_left_under_the_merged_objective_above_is_told_at_its_own_cell() {
        let rows =
            "1|Layanan cepat|[IKK 1.1] Jumlah layanan daring|Layanan|60\n2||[IKK 2.1] Jumlah mitra industri|Mitra|12";
        assert_eq!(places(&pk(rows)), ["JTI/pk.xlsx C5,B4"]);
    }

    #[test]
    fn what_the_plan_takes_over_from_the_agreement_is_told_once() {
        let row = "1|Layanan cepat|[IKK 2.1] Jumlah mitra industri|Mitra|12";
        let ra = format!(
            "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu\n{row}|Kunjungan|TW I\n"
        );
        assert_eq!(places(&(pk(row) + &ra)), ["JTI/pk.xlsx B4,C4"]);
        assert_eq!(places(&ra), ["JTI/ra.xlsx B4,C4"]);
    }
}
