//! TL08: a form that no definition describes, read by its column headers alone.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, mention, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL08",
    name: "Susunan formulir tidak terdaftar",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["TL02"],
    fields: &[],
    what: "Susunan kolom tabel ini tidak sama dengan formulir mana pun yang terdaftar; isinya dibaca dari arti setiap judul kolom.",
    why: "Pembacaan lewat kamus judul kolom biasanya benar, tetapi patut dilihat sekali agar tidak ada kolom yang tertukar.",
    source: "Kamus judul kolom (84 aplikasi SAKIP dan formulir instansi).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
«Target»|Satuan|Indikator Kinerja|Penanggung Jawab
60|%|Persentase lulusan yang bekerja dalam 6 bulan|Ketua Jurusan
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
            let Fact::WithDictionary { cell, map } = fact else { return None };
            let meaning: Vec<String> =
                map.iter().map(|(heading, column)| format!("{} dibaca sebagai {}", quote(heading), mention(*column))).collect();
            let message = format!("Susunan tabel ini tidak terdaftar; kolomnya dibaca menurut judulnya: {}.", meaning.join("; "));
            let advice = "Periksa apakah arti setiap kolom sudah benar; pakai templat yang dibagikan untuk pengiriman berikutnya.";
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}
