//! TL09: a form of an older version of its layout.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL09",
    name: "Formulir versi lama",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Formulir dibuat dari templat versi lama, padahal versi barunya sudah dibagikan. Isinya tetap dibaca.",
    why: "Versi baru biasanya menambah kolom atau mengganti pilihan; isian yang diminta versi baru tidak ada di formulir lama.",
    source: "Pemeriksaan templat: versi tercatat di sifat dokumen formulir, atau terlihat dari susunan kolomnya.",
    wrong: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 0
--- selaras_periode = I
=== TW I
«PENGUKURAN KINERJA TRIWULAN I TAHUN 2026»
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    correct: "\
*** JTI/tw1.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_periode = I
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::OldTemplate { cell, template, version, now } = fact else { return None };
            let message =
                format!("Formulir ini memakai templat {template} versi {version}; yang berlaku sekarang versi {now}.");
            let advice =
                "Minta formulir terbaru ke biro perencanaan, atau pindahkan isinya dengan \"selaras migrasi\".";
            let temuan = temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit);
            Some(temuan.difference(format!("versi {version}"), format!("versi {now}")))
        })
        .collect()
}
