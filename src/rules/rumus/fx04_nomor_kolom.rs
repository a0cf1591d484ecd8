//! FX04: a formula that computes otherwise than the number row above it says.

use crate::domain::audit::{OddCell, OddKind};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::{Aturan, Check, RuleContext};

use super::odd;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX04",
    name: "Rumus berbeda dari baris nomor kolom",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Baris nomor kolom menyebut cara menghitung sebuah kolom (\"7 = 5 + 6\"), tetapi semua rumus di bawahnya menghitung dari kolom lain.",
    why: "Pembaca percaya pada baris nomor; realisasi yang ternyata ditambah target tampak sangat tinggi.",
    source: "Pemeriksaan FX-04; berkas Renja Cirebon (13 = 5 + 11, padahal rumusnya menambah target).",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW I|Realisasi TW II|Realisasi
1|2|3|4|5|6|7 = 5 + 6
1|Lulusan siap kerja|Jumlah mitra industri|10|5|2|«=D4+F4 -> 12»
2|Lulusan siap kerja|Jumlah dosen tamu|4|3|1|=D5+F5 -> 5
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW I|Realisasi TW II|Realisasi
1|2|3|4|5|6|7 = 5 + 6
1|Lulusan siap kerja|Jumlah mitra industri|10|5|2|=E4+F4 -> 7
2|Lulusan siap kerja|Jumlah dosen tamu|4|3|1|=SUM(E5:F5) -> 4
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    odd::of_kinds(context.tables, &[OddKind::Declared]).map(|(sheet, odd)| one(context, &sheet, odd)).collect()
}

fn one(context: &RuleContext<'_>, sheet: &SheetFact<'_>, odd: &OddCell) -> Temuan {
    let message = format!(
        "Rumus {} tidak menghitung seperti yang ditulis di baris nomor kolom, {} (sel {}).",
        odd::formula(odd.formula.as_ref()),
        odd::formula(odd.expected.as_ref()),
        odd::cells(odd)
    );
    let advice = "Perbaiki rumus kolom ini sampai ke bawah, atau baris nomornya bila rumusnya yang benar.".to_string();
    odd::temuan(&ATURAN, context, (sheet, odd), message, advice)
}
