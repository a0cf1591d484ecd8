//! TL10: a form whose own word about its layout does not fit what was read.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL10",
    name: "Templat tidak sesuai isinya",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sifat dokumen menyebut templat (atau versi templat) yang tidak dikenal di sini, atau susunan kolomnya sudah menjadi susunan templat lain. Yang dipakai selalu isinya.",
    why: "Formulir dari instansi lain, atau formulir yang kolomnya disusun ulang, mungkin tidak memuat semua yang diminta.",
    source: "Pemeriksaan templat: sifat dokumen hanya petunjuk, isi lembar yang menentukan.",
    wrong: "\
*** JTI/pk.xlsx
--- selaras_templat = pk-dki
--- selaras_versi = 1
=== PK
«PERJANJIAN KINERJA TAHUN 2026»
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    correct: "\
*** JTI/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let (cell, message, advice) = match fact {
                Fact::ForeignTemplate { cell, template, version } => {
                    (cell, foreign(template, *version), FOREIGN_ADVICE)
                }
                Fact::DifferentTemplate { cell, template, being_read } => {
                    (cell, different(template, being_read), DIFFERENT_ADVICE)
                }
                _ => return None,
            };
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}

const FOREIGN_ADVICE: &str = "Periksa apakah formulir ini memang untuk instansi ini; bila templatnya baru, perbarui program atau folder templat.";
const DIFFERENT_ADVICE: &str =
    "Bila kolom-kolomnya memang sengaja diubah, biarkan; bila tidak, pakai lagi formulir dari biro perencanaan.";

fn foreign(template: &str, version: Option<u32>) -> String {
    let version = version.map(|version| format!(" versi {version}")).unwrap_or_default();
    format!(
        "Formulir ini dibuat dari templat {}{version} yang tidak dikenal di sini, jadi dibaca dari isinya.",
        quote(template)
    )
}

fn different(template: &str, being_read: &str) -> String {
    let now = if being_read.is_empty() {
        "susunan kolomnya kini bukan susunan templat mana pun".to_string()
    } else {
        format!("susunan kolomnya kini seperti templat {being_read}")
    };
    format!("Formulir ini dibuat dari templat {template}, tetapi {now}.")
}
