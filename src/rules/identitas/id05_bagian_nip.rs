//! ID05: a NIP whose parts cannot be.

use crate::domain::nip::NipDefect;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::nip;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID05",
    name: "Bagian NIP tidak mungkin",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Tanggal lahir, bulan pengangkatan, jenis kelamin, atau nomor urut dalam NIP tidak mungkin. Kode 21 di tempat bulan diterima untuk PPPK.",
    why: "NIP memuat data pemiliknya; bagian yang mustahil berarti ada angka yang salah ketik.",
    source: "Perka BKN 22/2007 (susunan NIP); pemeriksaan NIP-02.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19701301 199501 1 001»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|19700101 199501 1 001
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let advice = "Cocokkan NIP dengan kartu pegawai atau SK, lalu perbaiki angka yang salah.";
    nip::check(context, &ATURAN, advice, |outcome| match outcome {
        Err(
            defect @ (NipDefect::BirthDate
            | NipDefect::AppointmentMonth { .. }
            | NipDefect::Sex { .. }
            | NipDefect::Ordinal),
        ) => Some(sentence(&defect.to_string())),
        _ => None,
    })
}

/// A fault as a sentence: capital first, full stop last.
fn sentence(text: &str) -> String {
    let mut letter = text.chars();
    letter.next().map(|start| start.to_uppercase().chain(letter).collect::<String>() + ".").unwrap_or_default()
}
