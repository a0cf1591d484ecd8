//! TL13: a plan over several years whose title names none of them, or all ("2025–2029").

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::{fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL13",
    name: "Tahun tidak tertulis di judul",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Tabel memuat target beberapa tahun dan judul lembarnya tidak menyebut satu tahun tertentu; kolom tahun ruang kerja yang dipakai.",
    why: "Bila lembar itu sebenarnya untuk tahun lain, target yang dipakai bukan yang dimaksud.",
    source: "Perjanjian Kinerja instansi vertikal yang disusun dari tabel Renstra lima tahun.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA
Sasaran|Indikator Kinerja|Satuan|«Target 2026»|Target 2027
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|62
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Satuan|Target 2026|Target 2027
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|62
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ChosenYear { cell, year } = fact else { return None };
            let message = format!(
                "Judul lembar ini tidak menyebut satu tahun tertentu; dari kolom beberapa tahun, kolom {year} yang dipakai sebagai tahun ini."
            );
            let advice = format!("Bila benar, tidak perlu diubah; sebaiknya tuliskan \"TAHUN {year}\" pada judulnya.");
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}
