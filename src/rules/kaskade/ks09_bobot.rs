//! KS09: weights that do not total 100.

use crate::domain::capaian::aggregate::even_bobot;
use crate::domain::column::Field;
use crate::domain::exact;
use crate::domain::node::KaskadeNode;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::figure;
use crate::rules::helpers::node::{all_place, name, take, temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "KS09",
    name: "Jumlah bobot bukan 100",
    severity: Severity::Error,
    scope: Scope::Cascade,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Bobot semua turunan dari satu induk, dan bobot semua IKU, harus berjumlah 100 (atau 1). Kelompok yang tidak memakai bobot sama sekali tidak diperiksa; bobot yang kosong dihitung 0.",
    why: "Rata-rata tertimbang dengan bobot yang tidak genap membuat nilai lembaga terlalu tinggi atau terlalu rendah.",
    source: "praktik nilai kinerja organisasi (bobot IKU berjumlah 100)",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Konsolidasi Unit|Bobot|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|rata-rata tertimbang||60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan||«60»|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Persentase lulusan yang bekerja dalam 6 bulan||30|60
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk
JTI|Jurusan Teknologi Informasi|
JTM|Jurusan Teknik Mesin|
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Indikator|Konsolidasi Unit|Bobot|Target
IKU 1.1||IKU||Persentase lulusan yang bekerja|rata-rata tertimbang||60
IKK 1.1.1|IKU 1.1|IKK|JTI|Persentase lulusan yang bekerja dalam 6 bulan||60|60
IKK 1.1.2|IKU 1.1|IKK|JTM|Persentase lulusan yang bekerja dalam 6 bulan||40|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let group = context.kaskade.sibling().into_iter();
    group
        .filter_map(|(parent, member)| {
            one_group(context, parent.and_then(|parent| context.kaskade.take(parent)), &take(context.kaskade, &member))
        })
        .collect()
}

fn one_group(context: &RuleContext<'_>, parent: Option<&KaskadeNode>, member: &[&KaskadeNode]) -> Option<Temuan> {
    let bobot: Vec<f64> = member.iter().map(|one| one.bobot.unwrap_or(0.0)).collect();
    let blank = member.iter().filter(|one| one.bobot.is_none()).count();
    if blank == member.len() || even_bobot(&bobot) {
        return None;
    }
    let total: f64 = exact::sum(bobot.iter().copied());
    let group = match parent {
        Some(parent) => format!("{} turunan {}", member.len(), name(parent)),
        None => format!("{} IKU", member.len()),
    };
    let note = if blank > 0 { format!("; {blank} di antaranya kosong dan dihitung 0") } else { String::new() };
    let message = format!("Bobot {group} berjumlah {}, seharusnya 100{note}.", figure(total));
    let advice = "Sesuaikan bobotnya sampai berjumlah 100 (atau 1), atau kosongkan semua bila tidak memakai bobot.";
    let mut one = temuan(context, &ATURAN, member.first()?, Field::Bobot, message, advice)?;
    one.place = all_place(context.tables, member.iter().copied(), Field::Bobot)?;
    one.indikator = parent.map(crate::rules::helpers::node::label);
    Some(one.difference(figure(total), "100").gap(total - if total.abs() <= 2.0 { 1.0 } else { 100.0 }))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::temuan as test_temuan;

    fn kaskade(row: &str) -> Vec<Temuan> {
        let head = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Bobot|Target";
        test_temuan("KS09", &format!("{head}\n{row}"))
    }

    #[test]
    fn blank_weights_count_as_nothing_and_the_finding_says_so() {
        let outcome = kaskade("IKU 1||IKU||Satu|60|1\nIKU 2||IKU||Dua||1");
        assert_eq!(outcome.len(), 1);
        assert_eq!(outcome[0].place.cell_text(), "F2,F3");
        assert!(outcome[0].message.contains("1 di antaranya kosong"), "{}", outcome[0].message);
    }

    #[test]
    fn a_total_of_one_is_as_good_and_no_weights_at_all_are_no_fault() {
        assert!(kaskade("IKU 1||IKU||Satu|0.4|1\nIKU 2||IKU||Dua|0.6|1").is_empty());
        assert!(kaskade("IKU 1||IKU||Satu||1\nIKU 2||IKU||Dua||1").is_empty());
    }
}
