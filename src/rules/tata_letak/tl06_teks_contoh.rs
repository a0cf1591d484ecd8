//! TL06: text of the blank form that nobody replaced.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL06",
    name: "Teks contoh belum diganti",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Teks petunjuk atau contoh dari formulir kosong (\"<...>\", \"Sasaran 1\", \"Tuliskan ...\") masih tertinggal.",
    why: "Dokumen yang masih memuat teks contoh belum selesai diisi.",
    source: "Templat Instruksi Sekda DKI Jakarta 4/2024; berkas Renja Cirebon dengan \"Sasaran 1\"; pemeriksaan LAY-06.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|«Tuliskan sasaran di sini»|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ExampleText { cell, text } = fact else { return None };
            let message = format!("Teks contoh {} belum diganti.", quote(text));
            let advice = "Ganti dengan isi yang sebenarnya, atau hapus barisnya bila tidak dipakai.";
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).found(text).unit(sheet.unit))
        })
        .collect()
}
