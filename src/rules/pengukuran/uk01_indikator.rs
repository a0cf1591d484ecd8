//! UK01: the measured indicators are not those of the agreement.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::text;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::pair::{
    AS_IN_PK, AS_IN_PK_OR_BOTH, MEND_PK, SubmittedDocument, against_pk, agreement_heading, as_in_cascade,
    does_not_yet_hold, fault_of_pk, joined, pair, pk_beside_cascade, split_row,
};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::similar::{TextGap, alike_sounding, nearest, pair_up};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK01",
    name: "Indikator yang diukur berbeda dari PK",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID13", "TL06", "PK03", "RA01"],
    fields: &[Field::Indikator],
    what: "Indikator dalam pengukuran harus sama dengan indikator PK unit itu: tidak ada yang hilang, tidak ada yang tambahan, dan bunyinya tidak berubah.",
    why: "Capaian dihitung terhadap apa yang dijanjikan; indikator yang hilang atau berganti nama lenyap dari rekap.",
    source: "PRD LLDIKTI XVI; PermenPANRB 53/2014",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Kerja sama|Jumlah mitra industri|Mitra|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|«Indikator»|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
2|Kerja sama|Jumlah mitra industri|Mitra|12
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
2|Kerja sama|Jumlah mitra industri|Mitra|12|6|7
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let uk = || tables.pengukuran().map(|row| *row);
    let submission = against_pk(tables, DocumentKind::Pengukuran, uk());
    let mut temuan: Vec<Temuan> = submission.into_iter().flat_map(|one| set_of_difference(tables, one)).collect();
    let measures = |record: &IndikatorRecord<'_>| {
        record.registered().is_some_and(|document| document.kind == DocumentKind::Pengukuran)
    };
    let same = pair(tables, uk(), tables.pk().map(|row| *row)).into_iter();
    temuan
        .extend(same.filter(|(uk, _)| uk.subject() && measures(uk)).filter_map(|(uk, pk)| sound_difference(&uk, &pk)));
    temuan
}

fn set_of_difference(tables: &Tables, submission: SubmittedDocument<'_>) -> Vec<Temuan> {
    let sentence = |record: &IndikatorRecord<'_>| record.sentence().map(str::to_string);
    let SubmittedDocument { unit, documents: document, more, missing } = submission;
    let (mut missing, mut more) = (missing, more);
    more.retain(|record| !proxy(record));
    let joined = joined(&mut more, &mut missing);
    let all_missing: Vec<String> = missing.iter().filter_map(sentence).collect();
    // What may be a part of the indicator above stands for no other.
    let (parts, more): (Vec<_>, Vec<_>) = more.into_iter().partition(IndikatorRecord::may_be_a_part);
    let TextGap { mut more, missing, changing, guessed } = pair_up(more, missing, sentence, sentence);
    more.extend(parts);
    more.sort_by_key(|record| record.number);
    let (missing, unknown) = fault_of_pk(unit, &more, missing);
    let mut temuan: Vec<Temuan> = changing.iter().filter_map(|(uk, pk)| renamed(uk, pk, AS_IN_PK)).collect();
    temuan.extend(guessed.iter().filter_map(|(uk, pk)| renamed(uk, pk, AS_IN_PK_OR_BOTH)));
    temuan.extend(joined.iter().filter_map(|one| split_row(&ATURAN, one)));
    temuan.extend(pk_beside_cascade(&ATURAN, unit, "pengukuran unit ini", &unknown));
    let advice = "Tambahkan baris untuk indikator tersebut beserta realisasinya.";
    temuan.extend(does_not_yet_hold(&ATURAN, tables, (unit, &document), &missing, ("Pengukuran", advice)));
    temuan.extend(more.iter().filter_map(|record| match record.node() {
        Some(node) if node.unit.as_deref() == Some(unit) => not_agreed_yet(tables, unit, record),
        _ => extra(record, &all_missing),
    }));
    temuan
}

/// Proxy indicators help to explain and are promised in no agreement (BPS).
fn proxy(record: &IndikatorRecord<'_>) -> bool {
    let kind = record.entry(Field::Kind.yearly()).and_then(Entry::text);
    kind.is_some_and(|kind| text::key(kind).contains("proksi"))
}

fn renamed(uk: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>, advice: &str) -> Option<Temuan> {
    let (owned, intent) = (uk.label(), pk.label());
    let message = format!("Indikator {} tidak ada dalam PK; mungkin maksudnya {}.", quote(&owned), quote(&intent));
    let advice = if as_in_cascade(uk, pk) { MEND_PK } else { advice };
    let temuan = uk.temuan_in(&ATURAN, uk.indikator_place()?, message, advice);
    Some(temuan.difference(owned, intent).all_related(pk.indikator_place()))
}

fn sound_difference(uk: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>) -> Option<Temuan> {
    let (owned, benchmark) = (uk.sentence()?, pk.sentence()?);
    if alike_sounding(owned, benchmark) {
        return None;
    }
    let message = format!("Bunyi indikator dalam pengukuran, {}, berbeda dari PK, {}.", quote(owned), quote(benchmark));
    let advice = if as_in_cascade(uk, pk) {
        MEND_PK
    } else {
        "Tulis bunyi indikator persis seperti dalam PK; bila kodenya yang keliru, perbaiki kodenya."
    };
    let temuan = uk.temuan_in(&ATURAN, uk.indikator_place()?, message, advice);
    Some(temuan.difference(owned, benchmark).all_related(pk.indikator_place()))
}

/// An indicator that the cascade gives the unit is missed in its agreement, and is right here.
fn not_agreed_yet(tables: &Tables, unit: &str, record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let label = record.label();
    let message = format!("Indikator {} ada di kaskade unit ini, tetapi tidak ada dalam PK-nya.", quote(&label));
    let advice = "Lengkapi PK dengan indikator itu; baris ini tidak perlu dihapus.";
    let temuan = record.temuan_in(&ATURAN, record.indikator_place()?, message, advice).found(label);
    Some(temuan.all_related(agreement_heading(tables, unit)))
}

fn extra(record: &IndikatorRecord<'_>, missing: &[String]) -> Option<Temuan> {
    let label = record.label();
    if record.may_be_a_part() {
        let message = format!("Baris {} terbaca sebagai indikator tersendiri, yang tidak ada dalam PK.", quote(&label));
        let advice = "Bila ini pembilang atau penyebut indikator di atasnya, awali dengan \"x.\" atau \"y.\", atau tulis di kolomnya sendiri; bila memang indikator, lengkapi satuan dan targetnya.";
        let one = record.temuan_in(&ATURAN, record.indikator_place()?, message, advice).found(label);
        return Some(Temuan { severity: Severity::Info, ..one });
    }
    let similar = nearest(record.sentence().unwrap_or(&label), missing.iter().map(String::as_str));
    let guess = similar.map(|similar| format!("; mungkin maksudnya {}", quote(similar))).unwrap_or_default();
    let message = format!("Indikator {} tidak ada dalam PK unit ini{guess}.", quote(&label));
    let advice = "Periksa kode dan bunyinya, atau hapus baris ini bila indikatornya memang tidak diperjanjikan.";
    Some(record.temuan_in(&ATURAN, record.indikator_place()?, message, advice).found(label))
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::temuan as test_temuan;

    fn uk(row: &str) -> Vec<Temuan> {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW";
        test_temuan("UK01", &format!("{pk}\n{head}\n{row}"))
    }

    fn cell(row: &str) -> Vec<String> {
        uk(row).iter().map(|temuan| temuan.place.cell_text()).collect()
    }

    const GRADUATES: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31";

    #[test]
    fn missing_and_extra_are_two_findings_and_renamed_is_one() {
        assert_eq!(cell(&format!("{GRADUATES}\n2|Umum|Nilai kebersihan|Nilai|4|4|4")), ["C3", "C5"]);
        assert_eq!(cell(&format!("{GRADUATES}\n2|Kerja sama|Jumlah mitra industry|Mitra|12|6|7")), ["C5"]);
    }

    #[test]
    fn another_wording_is_told_once_and_nobody_is_asked_to_add_the_row_anew() {
        let all = uk(&format!("{GRADUATES}\n2|Kerja sama|Jumlah mitra industri baru|Mitra|12|6|7"));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.place.cell_text() == "C5" && one.message.contains("mungkin maksudnya"), "{one:?}");
    }

    #[test]
    fn what_the_agreement_lacks_is_mended_there_and_no_row_is_to_be_deleted() {
        let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Umum|Nilai kebersihan|Nilai|4\n*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Lulusan|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31\n2|Umum|Nilai kebersihan|Nilai|4|4|4";
        let all = crate::rules::helpers::test::folded(image);
        assert!(!all.iter().any(|one| one.code == "UK01"), "{all:?}");
        let cause = all.iter().find(|one| one.code == "PK03" && one.message.contains("belum memuat"));
        let cause = cause.expect("the agreement's gap");
        let echo = cause.follow_up.iter().find(|one| one.code == "UK01").expect("its echo");
        assert!(echo.advice.contains("tidak perlu dihapus"), "{}", echo.advice);
    }

    #[test]
    fn a_row_that_joins_two_indicators_is_to_be_split_and_neither_is_said_to_be_missing() {
        let all = uk("1|A|Persentase lulusan yang bekerja dalam 6 bulan dan jumlah mitra industri|%|60|30|31");
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.contains("menggabungkan 2 indikator"), "{}", one.message);
        assert!(one.advice.contains("Pisahkan"), "{}", one.advice);
    }

    #[test]
    fn where_the_cascade_knows_the_row_and_not_the_agreement_the_form_need_not_be_changed() {
        let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Umum|Nilai kebersihan|Nilai|4\n*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Lulusan|[IKK 1.1.1] Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31";
        let all = test_temuan("UK01", image);
        assert!(!all.iter().any(|one| one.message.contains("belum memuat")), "{all:?}");
        let mended =
            all.iter().find(|one| one.message.contains("tidak ada di kaskade")).expect("the agreement's fault");
        assert!(mended.place.file.ends_with("pk.xlsx") && mended.advice.contains("tidak perlu diubah"), "{mended:?}");
    }

    #[test]
    fn the_same_code_with_another_wording_is_renamed() {
        assert_eq!(
            cell(
                "1|Lulusan|[IKK 1.1.1] Persentase alumni bekerja|%|60|30|31\n2|Kerja sama|Jumlah mitra industri|Mitra|12|6|7"
            ),
            ["C4"]
        );
    }

    #[test]
    fn a_slash_for_or_is_no_other_wording() {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|[IKK 1.1.1] Persentase lulusan yang bekerja atau melanjutkan studi|%|60";
        let told = |wording: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW";
            test_temuan("UK01", &format!("{pk}\n{head}\n1|Lulusan|[IKK 1.1.1] {wording}|%|60|30|31")).len()
        };
        assert_eq!(told("Persentase lulusan yang bekerja/melanjutkan studi."), 0);
        assert_eq!(told("Persentase lulusan yang bekerja dan melanjutkan studi"), 1);
    }

    #[test]
    fn a_unit_without_an_agreement_is_not_compared() {
        let image = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Umum|Nilai kebersihan|Nilai|4|4|4";
        assert!(test_temuan("UK01", image).is_empty());
    }

    #[test]
    fn every_quarter_is_compared_on_its_own() {
        let head = "PENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW";
        let tw = |name: &str| format!("*** JTI/{name}.xlsx\n=== {name}\n{head}\n{GRADUATES}");
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let outcome = test_temuan("UK01", &format!("{pk}\n{}\n{}", tw("TW1"), tw("TW2")));
        assert_eq!(outcome.len(), 2);
    }
}
