//! NL02: a mark that may group thousands or begin the decimals.

use crate::domain::value::Doubt;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::{figure, quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL02",
    name: "Tanda ribuan atau desimal tidak jelas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Angka yang diketik sebagai teks, misalnya \"1.234\", dapat berarti seribu lebih atau satu koma sekian, dan isi kolomnya tidak memutuskan.",
    why: "Salah membaca satu tanda mengubah nilainya seribu kali; karena itu angka ini tidak dipakai sampai jelas.",
    source: "Pemeriksaan VAL-02; aplikasi daerah yang membaca \"1.234\" secara berbeda-beda (Pringsewu, Deli Serdang).",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Tata kelola baik|Nilai indeks kepuasan|Nilai|«'1.234»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Tata kelola baik|Nilai indeks kepuasan|Nilai|1234
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter_map(|cell| {
            let (thousands, decimal) = cell.entry.doubts.iter().find_map(|in_doubt| match in_doubt {
                Doubt::NumberMark { thousands, decimal } => Some((*thousands, *decimal)),
                _ => None,
            })?;
            let mark = if cell.entry.raw.contains('.') { "titik" } else { "koma" };
            let message = format!(
                "{} di kolom {} diketik sebagai teks dan dapat dibaca {} ({mark} pemisah ribuan) atau {} ({mark} desimal); karena tidak jelas, angkanya tidak dipakai.",
                quote(&cell.entry.raw),
                cell.named(),
                figure(thousands),
                figure(decimal)
            );
            let advice = "Ketik ulang sebagai angka: tanpa tanda ribuan, dengan koma untuk desimal.";
            let temuan = temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim());
            Some(cell.complete(temuan))
        })
        .collect()
}
