//! NL06: a second quantity in brackets.

use crate::domain::value::Doubt;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{quote, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL06",
    name: "Dua besaran dalam satu sel",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sel angka memuat besaran kedua dalam kurung, misalnya \"140 Kelompok (1400 orang)\".",
    why: "Hanya besaran pertama yang dihitung; besaran kedua mudah dikira ikut terhitung.",
    source: "Pemeriksaan VAL-06; PK Dispora Jawa Barat.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|«140 Kelompok (1400 orang)»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Pemuda berdaya|Jumlah kelompok yang dibina|Kelompok|140
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    entry::figure(cell)
        .filter_map(|cell| {
            let second = cell.entry.doubts.iter().find_map(|in_doubt| match in_doubt {
                Doubt::SecondQuantity { text } => Some(text),
                _ => None,
            })?;
            let message = format!(
                "Kolom {} berisi {}; yang dihitung {}, sedangkan {} dalam kurung tidak.",
                cell.named(),
                quote(&cell.entry.raw),
                write(&cell.entry.value),
                quote(second)
            );
            // A remark in brackets is no quantity.
            let remark = !second.chars().any(|letter| letter.is_ascii_digit());
            let advice = if remark {
                "Tulis angkanya saja di sini; pindahkan keterangannya ke kolom keterangan."
            } else {
                "Tulis satu besaran saja sesuai satuannya; pindahkan yang lain ke keterangan atau ke indikator tersendiri."
            };
            Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(cell.entry.raw.trim())))
        })
        .collect()
}
