//! ID06: a NIP that says its bearer was appointed too young, or is not appointed yet.

use chrono::{Datelike, NaiveDate};

use crate::domain::nip::{Nip, NipDefect};
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::nip;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID06",
    name: "Pengangkatan menurut NIP tidak masuk akal",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Menurut NIP, pemiliknya diangkat sebelum berumur 15 tahun, atau setelah hari ini.",
    why: "Salah satu dari dua tanggal di dalam NIP pasti salah ketik.",
    source: "Perka BKN 22/2007 (susunan NIP); pemeriksaan NIP-03.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«19700101 197501 1 001»
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
        Err(NipDefect::TooYoung { age }) if *age < 0 => {
            Some("Menurut NIP, pemiliknya diangkat sebelum lahir.".to_string())
        }
        Err(NipDefect::TooYoung { age }) => Some(format!("Menurut NIP, pemiliknya diangkat pada umur {age} tahun.")),
        Ok(nip) if not_yet_appointed(nip, context.settings.today) => {
            Some("Menurut NIP, pengangkatan pemiliknya baru terjadi setelah hari ini.".to_string())
        }
        _ => None,
    })
}

fn not_yet_appointed(nip: &Nip, today: NaiveDate) -> bool {
    nip.tmt().map_or(nip.appointment_year() > today.year(), |tmt| tmt > today)
}
