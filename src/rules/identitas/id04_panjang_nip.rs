//! ID04: a NIP that is not 18 digits.

use crate::domain::column::Field;
use crate::domain::nip::NipDefect;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::nip;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID04",
    name: "NIP bukan 18 angka",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Nip],
    what: "NIP tidak terdiri atas 18 angka, atau memuat huruf. NRK (6 angka) dan NIK pegawai swasta tidak dipersoalkan.",
    why: "NIP yang kurang atau lebih satu angka tidak menunjuk siapa pun.",
    source: "Perka BKN 22/2007; pemeriksaan NIP-01.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19700101 199501 1 01»
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
    let advice = "Tulis NIP 18 angka sebagai teks, misalnya dengan susunan 19700101 199501 1 001.";
    nip::check(context, &ATURAN, advice, |outcome| match outcome {
        Err(defect @ (NipDefect::NotFigure | NipDefect::OldNip | NipDefect::DigitCount { .. })) => {
            Some(format!("{defect}."))
        }
        _ => None,
    })
}
