//! BK01: a file that cannot be read.

use crate::domain::place::Place;
use crate::finding::{Severity, Temuan};

use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "BK01",
    name: "Berkas tidak dapat dibaca",
    severity: Severity::Error,
    what: "Berkas yang dikirim bukan buku kerja, terkunci sandi, terpotong, atau melebihi batas, sehingga isinya tidak dapat dibaca.",
    why: "Isi berkas yang tidak terbaca tidak masuk ke rekap, sehingga unitnya tampak belum mengirim.",
    source: "Pemeriksaan FILE-01: berkas ditolak dengan menyebut alasannya.",
    wrong: "*** JTI/pk.xlsx\n",
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
    let file = context.tables.file.iter().filter(|file| file.copy_from.is_none());
    file.filter_map(|file| {
        let failure = file.outcome.as_ref().err()?;
        Some(temuan(&ATURAN, Place::file(&file.path), &failure.message, &failure.advice))
    })
    .collect()
}
