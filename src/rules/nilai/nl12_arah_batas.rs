//! NL12: a target that sets its bound on the wrong side.

use crate::domain::column::Field;
use crate::domain::polaritas::{DirectionOrigin, Polaritas};
use crate::domain::value::{LimitDirection, Value};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL12",
    name: "Arah batas target berlawanan dengan polaritas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Cascade],
    also: &[],
    follows: &[],
    fields: &[Field::Target],
    what: "Target berupa batas (\"≤ 60\", \"maksimal 5 hari\", \"> 3\") yang sisinya berlawanan dengan polaritas indikator itu dalam kaskade. Capaian terhadap target seperti itu tidak dihitung. Bila kaskade tidak menyebut polaritas, batas targetlah yang menentukan arahnya.",
    why: "Batas di sisi yang salah membalik janji: yang seharusnya paling sedikit menjadi paling banyak.",
    source: "Target berbentuk batas lazim pada PK (nyata: \"≥ 80\", \"maks. 5\"); pemeriksaan PK-03.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«≤ 60»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|≥ 60
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter(|cell| cell.column.field == Field::Target && cell.document.kind.is_sent())
        .filter_map(one)
        .collect()
}

fn one(cell: &EntryCell<'_>) -> Option<Temuan> {
    let Value::Limit { direction, .. } = &cell.entry.value else { return None };
    let node = cell.tables.node_from(cell.record_id).filter(|node| node.understood(Field::Polaritas))?;
    let upper = matches!(direction, LimitDirection::Maximal | LimitDirection::LessThan);
    // A direction that nobody typed is what the bounds say.
    let (side, good) = match (node.polaritas, upper) {
        _ if node.direction_origin != DirectionOrigin::Cascade => return None,
        (Polaritas::Maximum, true) => ("ke atas", "besar"),
        (Polaritas::Minimum, false) => ("ke bawah", "kecil"),
        _ => return None,
    };
    let message = format!(
        "Target {} membatasi {side}, padahal menurut kaskade indikator ini makin {good} makin baik; capaiannya tidak dihitung sebelum keduanya sejalan.",
        quote(cell.entry.raw.trim())
    );
    let right = if upper { "paling sedikit (≥)" } else { "paling banyak (≤)" };
    // The wording speaks for the unit: the cascade may well be wrong.
    let advice = if upper && Polaritas::sounds_unwanted(&node.indikator) {
        format!(
            "Mungkin polaritas di kaskade yang keliru: minta biro perencanaan memeriksanya; bila memang benar, tulis batasnya sebagai {right}."
        )
    } else {
        format!(
            "Tulis batasnya sebagai {right}; bila polaritas di kaskade yang keliru, minta biro perencanaan memperbaikinya."
        )
    };
    let temuan = temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim());
    Some(cell.complete(temuan).all_related(cell.tables.place(node.record_id, Field::Polaritas.yearly())))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    fn pk(rows: &str) -> Vec<String> {
        let nodes = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan Teknologi Informasi\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Target\nIKK 1||IKK|JTI|A|Jumlah mitra|Mitra|maksimum|40\nIKK 2||IKK|JTI|A|Lama layanan|Hari|minimum|5\nIKK 3||IKK|JTI|A|Jumlah keluhan|Keluhan||9\n";
        let head =
            "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n";
        test::cell("NL12", &format!("{nodes}{head}{rows}\n"))
    }

    const FORM: &str = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Satuan|Target|Realisasi\n";

    #[test]
    fn the_bound_of_a_target_decides_the_direction_where_nobody_said_it() {
        let rows = "1|Waktu layanan|Menit|≤ 60 menit|65\n2|Kadar galat|%|≤ 1,5 %|0,8 %\n3|Lama proses|Menit|maks. 30 menit|25\n4|Jumlah rekan|Rekan|≥ 4|3\n";
        let tables = test::tables(&format!("{FORM}{rows}"));
        let full: Vec<f64> = tables.pengukuran().filter_map(|row| row.agreed.capaian.full()).collect();
        let [slow, few, short, partners] = full.as_slice() else { panic!("{full:?}") };
        assert!(*slow < 100.0 && *few >= 100.0 && *short >= 100.0, "{full:?}");
        assert!((*partners - 75.0).abs() < 1e-9, "{full:?}");
    }

    #[test]
    fn where_cascade_and_bound_contradict_each_other_nothing_is_computed_and_it_is_told() {
        let nodes = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan Teknologi Informasi\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Polaritas|Target\nIKK 1||IKK|JTI|A|Jumlah keluhan|Keluhan|maksimum|40\nIKK 2||IKK|JTI|A|Lama layanan|Hari||5\n";
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah keluhan|Keluhan|≤ 40\n2|A|Lama layanan|Hari|≤ 5\n";
        let image = format!("{nodes}{pk}{FORM}1|Jumlah keluhan|Keluhan|40|30\n2|Lama layanan|Hari|5|4\n");
        let tables = test::tables(&image);
        let said: Vec<_> =
            tables.pengukuran().map(|row| (row.agreed.capaian.reason(), row.agreed.capaian.full())).collect();
        assert_eq!(said[0], (Some(crate::domain::capaian::Reason::BoundAgainstDirection), None));
        assert!(said[1].1.is_some_and(|full| full > 100.0), "{said:?}");
        let all = test::temuan("NL12", &image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.advice.contains("polaritas di kaskade"), "{}", one.advice);
    }

    #[test]
    fn the_side_that_the_direction_asks_for_is_right_and_a_direction_that_nobody_said_accuses_nobody() {
        assert_eq!(
            pk("1|A|Jumlah mitra|Mitra|minimal 40\n2|A|Lama layanan|Hari|maks. 5\n3|A|Jumlah keluhan|Keluhan|≤ 9"),
            Vec::<String>::new()
        );
        assert_eq!(pk("1|A|Jumlah mitra|Mitra|< 40\n2|A|Lama layanan|Hari|≥ 5"), ["E3", "E4"]);
    }
}
