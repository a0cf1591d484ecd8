//! PK02: the same indicator twice in one agreement.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::hash::HashMap;
use crate::domain::text::indikator_key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, document_row};
use crate::rules::helpers::{compare, quote};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK02",
    name: "Indikator ganda dalam satu PK",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID16"],
    fields: &[Field::Indikator],
    what: "Kode atau bunyi indikator yang sama muncul dua kali dalam satu PK.",
    why: "Indikator yang dihitung dua kali membuat rata-rata capaian dan rekap menjadi salah.",
    source: "praktik telaah PK; PermenPANRB 53/2014",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2||«persentase lulusan yang bekerja dalam 6 bulan»|%|60
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2||Jumlah mitra industri|Mitra|12
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let document = context.tables.checkable_documents(DocumentKind::Pk);
    document.flat_map(|(number, _, _)| check_document(context.tables, number)).collect()
}

fn check_document(tables: &Tables, document: u32) -> Vec<Temuan> {
    let mut code: HashMap<&str, IndikatorRecord<'_>> = HashMap::default();
    let mut sound: HashMap<String, IndikatorRecord<'_>> = HashMap::default();
    let mut temuan = Vec::new();
    for record in document_row(tables, document).filter(IndikatorRecord::subject) {
        let sentence = record.sentence().map(indikator_key).filter(|sentence| !sentence.is_empty());
        let own_code = record.code().filter(|owned| !of_an_objective(owned) && !carried_down(&record));
        let of_one_code = own_code.and_then(|owned| code.get(owned)).copied();
        let alike_sounding = sentence.as_ref().and_then(|owned| sound.get(owned)).copied();
        match (of_one_code, alike_sounding) {
            (Some(first), _) => temuan.extend(double(&record, &first, "kode")),
            (None, Some(first)) => temuan.extend(double(&record, &first, "bunyi")),
            (None, None) => {}
        }
        if let Some(owned) = own_code {
            code.entry(owned).or_insert(record);
        }
        if let Some(owned) = sentence {
            sound.entry(owned).or_insert(record);
        }
    }
    temuan
}

/// Whether a code is that of an objective, which stands beside each of its indicators: "SS 1", "SK.2".
fn of_an_objective(code: &str) -> bool {
    let letters: String = code.chars().take_while(|letter| letter.is_alphabetic()).collect();
    ["s", "ss", "sk", "sp", "sks", "sr"].contains(&letters.to_lowercase().as_str())
}

/// Whether the code of a row is that of a row above, merged over several: a programme's beside each of its indicators.
fn carried_down(record: &IndikatorRecord<'_>) -> bool {
    record.entry(Field::Code.yearly()).is_some_and(|entry| entry.derivation)
}

fn double(record: &IndikatorRecord<'_>, first: &IndikatorRecord<'_>, its_what: &str) -> Option<Temuan> {
    if listed_again(record, first) || record.of_others(first) {
        return None;
    }
    let origin = first.indikator_place()?;
    let message = format!(
        "Indikator {} sudah ada di sel {} dengan {its_what} yang sama.",
        quote(&record.label()),
        origin.cell_text()
    );
    let advice = "Hapus salah satu, atau perbaiki kode dan bunyinya bila memang dua indikator yang berbeda.";
    Some(record.temuan_in(&ATURAN, record.indikator_place()?, message, advice).related(origin))
}

/// Whether another table of the form lists an indicator again with the same target, with its quarters say.
fn listed_again<'a>(record: &IndikatorRecord<'a>, first: &IndikatorRecord<'a>) -> bool {
    let target = |record: &IndikatorRecord<'a>| {
        record.entry(Field::Target.yearly()).filter(|entry| !entry.value.without_content())
    };
    let same = match (target(record), target(first)) {
        // "90" where the other table has a column for the unit of measure.
        (Some(now), Some(before)) => compare::entry(now, before, record.percent() || first.percent()).is_none(),
        (now, before) => now.is_none() && before.is_none(),
    };
    record.table_number() != first.table_number() && same
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn one_code_with_two_wordings_is_one_indicator_twice() {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target";
        let row = "1|Kerja sama|[IKK 9.1] Jumlah mitra|Mitra|12\n2||[ikk 9.1] Jumlah mitra aktif|Mitra|12\n3||[IKK 9.2] Nilai|Nilai|3";
        assert_eq!(cell("PK02", &format!("{head}\n{row}")), ["C5"]);
    }

    #[test]
    fn a_second_table_may_leave_the_unit_of_measure_out() {
        let told = |target: u32| {
            let image = format!(
                "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nA. Indikator\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Mutu|Persentase data mutakhir|persen|90\n\nB. Triwulan\nSasaran|Indikator Kinerja|Target|Target Triwulan|<|<|<\n^|^|^|I|II|III|IV\nMutu|Persentase data mutakhir|{target}|85|87|89|{target}\n"
            );
            cell("PK02", &image).len()
        };
        assert_eq!((told(90), told(80)), (0, 1));
    }

    #[test]
    fn a_list_of_several_units_names_one_indicator_for_each_of_them() {
        let told = |second: &str| {
            let head = "*** JTI/pk.xlsx\n=== PK\nREKAP PERJANJIAN KINERJA TAHUN 2026\n\nNo|Unit Kerja|Indikator Kinerja|Satuan|Target";
            cell(
                "PK02",
                &format!("{head}\n1|Balai Sungai|Luas daerah irigasi|Ha|350\n2|{second}|Luas daerah irigasi|Ha|210"),
            )
        };
        assert_eq!(told("Satker Bendungan"), Vec::<String>::new());
        assert_eq!(told("Balai Sungai"), ["C5"]);
    }

    #[test]
    fn the_code_of_a_programme_that_is_merged_over_its_indicators_is_none_of_theirs() {
        let head =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nKode|Sasaran|Indikator Kinerja|Satuan|Target";
        let told = |code: &str| {
            cell("PK02", &format!("{head}\n1.01.02|Mutu|Angka partisipasi|%|98\n{code}|^|Guru bersertifikat|%|72"))
        };
        assert_eq!(told("^"), Vec::<String>::new());
        assert_eq!(told("1.01.02"), ["C5"]);
    }
}
