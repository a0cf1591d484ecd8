//! FX08: a sum that leaves out cells, or counts some twice.

use crate::domain::audit::{OddCell, OddKind};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::{Aturan, Check, RuleContext};

use super::odd;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX08",
    name: "Rentang rumus jumlah tidak pas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["FX05", "PK05"],
    fields: &[],
    what: "Rumus jumlah tidak mencakup sel sejenis yang menempel pada rentangnya, atau mencakup jumlah antara beserta rinciannya.",
    why: "Baris yang disisipkan di bawah rentang tidak ikut terhitung, dan jumlah antara yang ikut dijumlahkan terhitung dua kali.",
    source: "Pemeriksaan FX-03 dan SUM-01; kumpulan kesalahan rumus yang diterbitkan (rentang keliru).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran
1|Pendidikan vokasi|100000000
2|Penelitian terapan|50000000
3|Kerja sama industri|25000000
|Jumlah|«=SUM(C6:C7) -> 150000000»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran
1|Pendidikan vokasi|100000000
2|Penelitian terapan|50000000
3|Kerja sama industri|25000000
|Jumlah|=SUM(C6:C8) -> 175000000
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let odd = odd::of_kinds(context.tables, &[OddKind::ShortRange, OddKind::DoubleCount]);
    odd.map(|(sheet, odd)| one(context, &sheet, odd)).collect()
}

fn one(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> Temuan {
    let (formula, cells) = (odd::formula(odd.formula.as_ref()), odd::cells(odd));
    let (message, advice) = if odd.kind == OddKind::ShortRange {
        let widened = odd.expected.as_ref().map(|expected| format!(" menjadi {expected}")).unwrap_or_default();
        (
            format!("Rumus {formula} tidak mencakup sel {cells}, padahal sejenis dengan yang dihitungnya."),
            format!("Perlebar rentangnya{widened}, atau beri baris kosong bila sel itu memang bukan bagiannya."),
        )
    } else {
        (
            format!(
                "Rumus {formula} ikut menjumlahkan sel {cells}, yang sudah jumlah dari sel lain dalam rentang itu."
            ),
            "Jumlahkan rinciannya saja atau jumlah antaranya saja; SUBTOTAL melewati jumlah antara dengan sendirinya."
                .into(),
        )
    };
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    fn budget(rows: &str) -> Vec<(String, String)> {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra|Mitra|60\n\nNo|Program|Anggaran\n";
        let all = temuan("FX08", &format!("{head}{rows}"));
        all.into_iter().map(|one| (one.place.cell_text(), one.advice)).collect()
    }

    #[test]
    fn a_row_put_in_above_the_total_or_below_the_heading_is_missed() {
        let rows = "1|Satu|10000000\n2|Dua|20000000\n3|Tiga|30000000\n4|Empat|40000000\n";
        assert_eq!(budget(&format!("{rows}|Jumlah|=SUM(C6:C9) -> 100000000")), []);
        let short = budget(&format!("{rows}|Jumlah|=SUM(C6:C8) -> 60000000"));
        assert_eq!(short.len(), 1);
        assert!(short[0].0 == "C10" && short[0].1.contains("=SUM(C6:C9)"), "{short:?}");
        assert_eq!(budget(&format!("{rows}|Jumlah|=SUM(C7:C9) -> 90000000")).len(), 1);
    }

    #[test]
    fn what_the_rows_of_a_range_make_together_may_stand_over_it() {
        let rows = "|Program|60000000\n1|Satu|10000000\n2|Dua|20000000\n3|Tiga|30000000\n";
        assert_eq!(budget(&format!("{rows}|Jumlah|=SUM(C7:C9) -> 60000000")), []);
    }

    #[test]
    fn a_total_of_a_subtotal_and_its_parts_counts_twice() {
        let rows = "1|Satu|10000000\n2|Dua|20000000\n|Jumlah|=SUM(C6:C7) -> 30000000\n3|Tiga|30000000\n";
        let twice = budget(&format!("{rows}|Total|=SUM(C6:C9) -> 90000000"));
        assert_eq!(twice.iter().map(|one| one.0.as_str()).collect::<Vec<_>>(), ["C10"]);
        assert_eq!(budget(&format!("{rows}|Total|=C8+C9 -> 60000000")), []);
        assert_eq!(budget(&format!("{rows}|Total|=SUBTOTAL(9,C6:C9) -> 60000000")), []);
    }
}
