//! FX09: a sum over cells that nobody sees.

use crate::domain::audit::{OddCell, OddKind};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::{Aturan, Check, RuleContext};

use super::odd;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX09",
    name: "Jumlah mencakup sel tersembunyi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL07"],
    fields: &[],
    what: "Rumus SUM atau AVERAGE mencakup baris atau kolom tersembunyi yang berisi angka, di samping yang terlihat.",
    why: "Yang membaca cetakannya tidak dapat menjumlahkan sendiri sampai ke angka itu.",
    source: "Pemeriksaan LAY-07 (data tersembunyi) terhadap rumus jumlah.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

No|Program|Anggaran
1|Pendidikan vokasi|100000000
~2|Penelitian terapan|50000000
3|Kerja sama industri|25000000
|Jumlah|«=SUM(C6:C8) -> 175000000»
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
    odd::of_kinds(context.tables, &[OddKind::HiddenInSum]).map(|(sheet, odd)| one(context, &sheet, odd)).collect()
}

fn one(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> Temuan {
    let message =
        format!("Rumus {} ikut menghitung sel tersembunyi {}.", odd::formula(odd.formula.as_ref()), odd::cells(odd));
    let advice = "Tampilkan baris atau kolom itu; bila tidak berlaku, hapus isinya.".to_string();
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}
