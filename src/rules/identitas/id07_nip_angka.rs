//! ID07: a NIP that Excel has taken for a number.

use crate::domain::column::Field;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{nip, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID07",
    name: "NIP tersimpan sebagai angka",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Nip],
    what: "Sel NIP bertipe angka. Excel hanya menyimpan 15 angka, sehingga tiga angka terakhir NIP berubah menjadi nol.",
    why: "NIP yang tersimpan bukan lagi NIP yang diketik, dan tidak dapat dipulihkan dari berkas ini.",
    source: "Batas 15 angka Excel; pemeriksaan NIP-04.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|«197001011995011000»
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
NIP|:|'197001011995011001
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    nip::all(context.tables)
        .into_iter()
        .filter(nip::WrittenNip::figure_in_form_of)
        .map(|nip| {
            let message = "NIP tersimpan sebagai angka, sehingga tiga angka terakhirnya hilang.";
            let advice = "Ubah format sel menjadi Teks, lalu ketik ulang NIP lengkap 18 angka.";
            temuan(&ATURAN, nip.place, message, advice).unit(nip.unit)
        })
        .collect()
}
