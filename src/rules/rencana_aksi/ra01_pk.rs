//! RA01: the action plan against the agreement.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::compare;
use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::pair::{
    AS_IN_PK, AS_IN_PK_OR_BOTH, MEND_PK, SubmittedDocument, against_pk, as_in_cascade, does_not_yet_hold, fault_of_pk,
    joined, mend_pk_target, pair, pk_beside_cascade, split_row,
};
use crate::rules::helpers::quote;
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::similar::{TextGap, alike_sounding, pair_up};
use crate::rules::helpers::write::write;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA01",
    name: "Rencana Aksi tidak sesuai dengan PK",
    severity: Severity::Error,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID13", "TL06", "PK03", "PK01"],
    fields: &[Field::Indikator],
    what: "Setiap indikator PK harus ada dalam Rencana Aksi unit itu, dengan bunyi dan target tahunan yang sama.",
    why: "Rencana Aksi adalah cara mencapai PK; indikator yang terlewat tidak punya rencana, dan target yang berbeda membuat keduanya saling bertentangan.",
    source: "Instruksi Sekda DKI Jakarta 4/2024 lampiran B",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«55»|Bursa kerja|15|30|45|55
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let ra = || tables.rencana_aksi().map(|row| *row);
    let submission = against_pk(tables, DocumentKind::RencanaAksi, ra());
    let mut temuan: Vec<Temuan> = submission.into_iter().flat_map(|one| set_of_difference(tables, one)).collect();
    for (ra, pk) in pair(tables, ra(), tables.pk().map(|row| *row)).into_iter().filter(|(ra, _)| ra.subject()) {
        temuan.extend(sound_difference(&ra, &pk));
        temuan.extend(target_difference(&ra, &pk));
    }
    temuan
}

fn set_of_difference(tables: &Tables, submission: SubmittedDocument<'_>) -> Vec<Temuan> {
    let sentence = |record: &IndikatorRecord<'_>| record.sentence().map(str::to_string);
    let SubmittedDocument { unit, documents: document, more, missing } = submission;
    let (mut more, mut missing) = (more, missing);
    let joined = joined(&mut more, &mut missing);
    // A plan may hold further indicators (of programmes, say); only those that may stand for a missing one are told.
    let TextGap { more, missing, changing, guessed } = pair_up(more, missing, sentence, sentence);
    let (missing, unknown) = fault_of_pk(unit, &more, missing);
    let mut temuan: Vec<Temuan> = changing.iter().filter_map(|(ra, pk)| renamed(ra, pk, AS_IN_PK)).collect();
    temuan.extend(guessed.iter().filter_map(|(ra, pk)| renamed(ra, pk, AS_IN_PK_OR_BOTH)));
    temuan.extend(joined.iter().filter_map(|one| split_row(&ATURAN, one)));
    // The finding stands in the agreement: "this plan" would be none that stands there.
    let file = document.first().and_then(|number| tables.document_file(*number)).map(|file| quote(&file.path));
    let form = format!("Rencana Aksi {}", file.unwrap_or_else(|| "unit ini".into()));
    temuan.extend(pk_beside_cascade(&ATURAN, unit, &form, &unknown));
    let advice = "Tambahkan indikator tersebut beserta rencana aksinya.";
    if told_apart_by_columns(tables, unit) {
        return temuan;
    }
    temuan.extend(does_not_yet_hold(&ATURAN, tables, (unit, &document), &missing, ("Rencana Aksi", advice)));
    temuan
}

/// Whether nobody called any paper of a unit an agreement or a plan: lists that their columns alone tell apart lack nothing that
/// the other has.
fn told_apart_by_columns(tables: &Tables, unit: &str) -> bool {
    [DocumentKind::Pk, DocumentKind::RencanaAksi].into_iter().all(|kind| {
        let own = |one: &WorkspaceDocument<'_>| one.registered.kind == kind && one.unit() == Some(unit);
        document::submission(tables).filter(own).all(|one| document::by_its_columns(tables, &one))
    })
}

fn renamed(ra: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>, advice: &str) -> Option<Temuan> {
    let (owned, intent) = (ra.label(), pk.label());
    let message = format!("Indikator {} tidak ada dalam PK; mungkin maksudnya {}.", quote(&owned), quote(&intent));
    let advice = if as_in_cascade(ra, pk) { MEND_PK } else { advice };
    let temuan = ra.temuan_in(&ATURAN, ra.indikator_place()?, message, advice);
    Some(temuan.difference(owned, intent).all_related(pk.indikator_place()))
}

fn sound_difference(ra: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>) -> Option<Temuan> {
    let (owned, benchmark) = (ra.sentence()?, pk.sentence()?);
    if alike_sounding(owned, benchmark) {
        return None;
    }
    let message =
        format!("Bunyi indikator dalam Rencana Aksi, {}, berbeda dari PK, {}.", quote(owned), quote(benchmark));
    let advice =
        if as_in_cascade(ra, pk) { MEND_PK } else { "Samakan bunyi indikator dengan PK yang sudah disepakati." };
    let temuan = ra.temuan_in(&ATURAN, ra.indikator_place()?, message, advice);
    Some(temuan.difference(owned, benchmark).all_related(pk.indikator_place()))
}

fn target_difference(ra: &IndikatorRecord<'_>, pk: &IndikatorRecord<'_>) -> Option<Temuan> {
    let column = Field::Target.yearly();
    let pk_column = [column, Field::Target.running()].into_iter().find(|column| pk.has(*column))?;
    let (owned, benchmark) = (ra.own_entry(column)?, pk.entry(pk_column)?);
    let difference = compare::entry(owned, benchmark, ra.percent() || pk.percent())?;
    let (found, expected) = (write(&owned.value), write(&benchmark.value));
    let message = format!("Target tahunan dalam Rencana Aksi {found}, sedangkan dalam PK {expected}.");
    let cascade = ra.node().and_then(|node| ra.tables.entry(node.record_id, column));
    let as_in_cascade = cascade.is_some_and(|cascade| {
        let same = |entry| !cascade.value.without_content() && compare::entry(entry, cascade, ra.percent()).is_none();
        same(owned) && !same(benchmark)
    });
    let advice = if as_in_cascade {
        mend_pk_target(&expected)
    } else {
        format!("Samakan target dengan PK, yaitu {expected}; bila PK yang keliru, perbaiki PK-nya.")
    };
    let temuan = ra.temuan(&ATURAN, column, message, &advice)?;
    let temuan = temuan.difference(found, expected).all_related(pk.place(pk_column));
    Some(difference.attach(temuan))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn ra(row: &str) -> Vec<String> {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60\n2|Kerja sama|Jumlah mitra industri|Mitra|12";
        let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        cell("RA01", &format!("{pk}\n{head}\n{row}"))
    }

    const GRADUATES: &str = "1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60";

    #[test]
    fn a_missing_indicator_is_told_at_the_header() {
        assert_eq!(ra(GRADUATES), ["C3"]);
    }

    #[test]
    fn another_wording_is_told_once_and_nobody_is_asked_to_add_the_row_anew() {
        assert_eq!(
            ra(&format!("{GRADUATES}\n2|Kerja sama|Jumlah mitra industri baru|Mitra|12|Kunjungan|3|3|3|3")),
            ["C6"]
        );
        assert_eq!(
            ra(&format!("{GRADUATES}\n2|Kerja sama|Nilai kebersihan kantor|Nilai|12|Kunjungan|3|3|3|3")),
            ["C3"]
        );
        assert_eq!(ra(&format!("{GRADUATES}\n2|Kerja sama|Jumlah mitra industry|Mitra|12|Kunjungan|3|3|3|3")), ["C6"]);
    }

    #[test]
    fn lists_that_nobody_called_an_agreement_or_a_plan_lack_nothing_of_each_other() {
        let sheets = |pk: &str| {
            format!(
                "*** JTI/mutu.xlsx\n=== ADMEN\nINDIKATOR MUTU 2026\n\nNo|Indikator|Target|Uraian Kegiatan\n1|Ketepatan waktu laporan keuangan|100%|Rekonsiliasi bulanan\n=== UKP\n{pk} 2026\n\nNo|Sasaran|Indikator|Target\n1|Mutu|Kelengkapan rekam medik|100%\n"
            )
        };
        assert!(cell("RA01", &sheets("INDIKATOR MUTU")).is_empty());
        assert_eq!(cell("RA01", &sheets("PERJANJIAN KINERJA TAHUN")).len(), 1);
    }

    #[test]
    fn where_the_cascade_says_as_the_plan_does_the_agreement_is_to_be_mended() {
        let told = |node: &str, target: u32| {
            let kaskade = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\nIKK 1.1||IKK|JTI|{node}|Mitra|{target}\n"
            );
            let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|[IKK 1.1] Jumlah rekan|Mitra|9\n";
            let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi\n1|A|[IKK 1.1] Jumlah mitra industri|Mitra|12|Kunjungan\n";
            let all = crate::rules::helpers::test::temuan("RA01", &format!("{kaskade}{pk}{ra}"));
            let mut advice: Vec<String> = all.into_iter().map(|one| one.advice).collect();
            advice.sort();
            advice
        };
        let mended = told("Jumlah mitra industri", 12);
        assert!(mended.len() == 2 && mended.iter().all(|one| one.contains("sama dengan kaskade")), "{mended:?}");
        let own = told("Jumlah rekan", 9);
        assert!(own.len() == 2 && own.iter().all(|one| one.starts_with("Samakan")), "{own:?}");
    }

    #[test]
    fn a_plan_that_holds_no_indicator_of_the_agreement_is_asked_which_column_they_stand_in() {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra industri|Mitra|9\n2|B|Nilai kebersihan|Nilai|80\n";
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Ukuran Keberhasilan|Satuan|Target|Rencana Aksi\n1|A|Peserta hadir semua|Orang|12|Kunjungan\n2|B|Laporan tersusun|Laporan|1|Kerja bakti\n";
        let all = crate::rules::helpers::test::temuan("RA01", &format!("{pk}{ra}"));
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.advice.contains("kolom \"Ukuran Keberhasilan\" dibaca sebagai indikatornya"), "{}", one.advice);
    }

    #[test]
    fn a_code_alone_is_no_other_wording() {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Kode|Indikator Kinerja|Satuan|Target\n1|1.1.1|1.1.1|Mitra|9\n";
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Kode|Indikator|Satuan|Target|Rencana Aksi\n1|1.1.1|Jumlah mitra industri|Mitra|9|Kunjungan\n";
        assert!(crate::rules::helpers::test::temuan("RA01", &format!("{pk}{ra}")).is_empty());
    }

    #[test]
    fn further_indicators_and_actions_are_no_fault() {
        let other = "2|Kerja sama|Jumlah mitra industri|Mitra|12|Kunjungan|3|3|3|3\n|||||Pertemuan||||\n3|Umum|Nilai kebersihan|Nilai|4|Kerja bakti|4|4|4|4";
        assert_eq!(ra(&format!("{GRADUATES}\n{other}")), Vec::<String>::new());
    }
}
