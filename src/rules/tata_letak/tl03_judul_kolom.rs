//! TL03: two columns with one meaning, or a header that only resembles a known one.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, mention, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL03",
    name: "Judul kolom meragukan",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Dua kolom berarti sama, atau sebuah judul kolom hanya mirip dengan judul yang dikenal.",
    why: "Kolom yang meragukan tidak dipakai, jadi isinya tidak ikut terhitung sampai judulnya jelas.",
    source: "Pemeriksaan LAY-03; pernah ditemukan kolom Batas Waktu TL yang hilang tanpa pemberitahuan.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|«Target Kinerja»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|65%
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
            let temuan = match fact {
                Fact::DoubleColumn { cell, in_use, column, heading } if cell == in_use => {
                    let message = format!(
                        "Kolom {} juga berarti {}, padahal tabel ini sudah punya kolom itu; kolom ini tidak dipakai.",
                        quote(heading),
                        mention(*column)
                    );
                    temuan(&ATURAN, sheet.cell(*cell), message, DOUBLE_ADVICE)
                }
                Fact::DoubleColumn { cell, in_use, column, heading } => {
                    let message = format!(
                        "Kolom {} dan kolom di sel {in_use} sama-sama berarti {}; yang dipakai kolom di sel {in_use}.",
                        quote(heading),
                        mention(*column)
                    );
                    temuan(&ATURAN, sheet.cell(*cell), message, DOUBLE_ADVICE).related(sheet.cell(*in_use))
                }
                Fact::SimilarColumn { cell, heading, maybe, similar } => {
                    let message = format!(
                        "Judul kolom {} tidak dikenal, tetapi mirip {} (kolom {}); kolom ini belum dipakai.",
                        quote(heading),
                        quote(similar),
                        mention(*maybe)
                    );
                    let advice = format!("Bila memang itu maksudnya, tuliskan judulnya {}.", quote(similar));
                    temuan(&ATURAN, sheet.cell(*cell), message, advice).difference(heading, similar)
                }
                _ => return None,
            };
            Some(temuan.unit(sheet.unit))
        })
        .collect()
}

const DOUBLE_ADVICE: &str = "Sisakan satu kolom saja, atau beri kolom yang lain judul yang menjelaskan bedanya.";
