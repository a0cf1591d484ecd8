//! PK07: an objective where an indicator should stand.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashSet;
use crate::domain::text::{indikator_key, without_code};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::node;
use crate::rules::helpers::quote;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK07",
    name: "Indikator berbunyi seperti sasaran",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[],
    also: &[Need::Cascade],
    follows: &["ID13", "TL06", "PK03"],
    fields: &[Field::Indikator],
    what: "Kolom indikator berisi keadaan yang dituju (\"Terlaksananya …\", \"Meningkatnya …\"), bukan ukuran yang dapat dihitung (\"Persentase …\", \"Jumlah …\", \"Indeks …\"). Bunyi yang berasal dari kaskade disampaikan pada kaskadenya saja.",
    why: "Keadaan tidak dapat dibandingkan dengan target; pembaca tidak tahu apa yang diukur.",
    source: "PermenPANRB 53/2014 (indikator SMART); pemeriksaan PK-07",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|«Meningkatnya kerja sama dengan industri»|%|60
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase mata kuliah yang diampu bersama industri|%|60
",
    check: Check::Workspace(check),
};

const ADVICE: &str = "Tulis ukurannya, misalnya \"Persentase …\", \"Jumlah …\", atau \"Indeks …\", dan pindahkan keadaan yang dituju ke kolom sasaran.";

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let of_kaskade = context.tables.nodes.iter().filter(|node| states_an_aim(&node.indikator));
    let known: HashSet<String> = of_kaskade.clone().map(|node| indikator_key(&node.indikator)).collect();
    let mut temuan: Vec<Temuan> = of_kaskade
        .filter_map(|node| node::temuan(context, &ATURAN, node, Field::Indikator, message(&node.indikator), ADVICE))
        .collect();
    let rows = indikator_row(context.tables, DocumentKind::Pk).filter(IndikatorRecord::subject);
    temuan.extend(rows.filter_map(|record| {
        let sentence = record.sentence().filter(|sentence| states_an_aim(sentence))?;
        let own = !known.contains(&indikator_key(sentence));
        let place = record.indikator_place().filter(|_| own)?;
        Some(record.temuan_in(&ATURAN, place, message(sentence), ADVICE).found(sentence))
    }));
    temuan
}

fn message(sentence: &str) -> String {
    format!("{} menyebut keadaan yang dituju, bukan ukuran yang dapat dihitung.", quote(without_code(sentence)))
}

/// "Terlaksananya …", "Meningkatnya …", "Terwujudnya …": a verb with -nya in front.
fn states_an_aim(sentence: &str) -> bool {
    let key = indikator_key(without_code(sentence));
    let Some((first, rest)) = key.split_once(' ') else { return false };
    !rest.is_empty()
        && first.len() >= 9
        && first.ends_with("nya")
        && ["ter", "me", "ber"].iter().any(|start| first.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::states_an_aim;

    #[test]
    fn aims_are_told_from_measures() {
        for aim in [
            "Terlaksananya pelatihan dosen",
            "[IKK 1.1] Meningkatnya mutu",
            "1. Terwujudnya tata kelola",
            "Berkembangnya mitra",
        ] {
            assert!(states_an_aim(aim), "{aim}");
        }
        for measure in [
            "Persentase terlaksananya pelatihan",
            "Tersedia",
            "Jumlah mitra",
            "Merdekanya",
            "Tingkat kepuasan",
            "Termin pembayaran",
        ] {
            assert!(!states_an_aim(measure), "{measure}");
        }
    }
}
