//! FX07: results of formulas that were not calculated when the file was saved.

use std::collections::BTreeSet;

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::{document, fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX07",
    name: "Hasil rumus mungkin usang",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Berkas mencatat bahwa rumusnya belum dihitung ulang ketika disimpan, sehingga angka hasil rumus yang terbaca mungkin bukan hasil yang sebenarnya.",
    why: "Program atau aplikasi yang mengubah angka tanpa menghitung meninggalkan hasil lama di sel rumus; di Excel hasil itu berubah begitu berkas dibuka.",
    source: "Pemeriksaan FX-03: tautan luar dan nilai tersimpan yang usang; format buku kerja (calcPr).",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I (belum dihitung)
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|«=SUM(H1:H3) -> 14»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|=SUM(H1:H3) -> 14
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let stale: BTreeSet<(&str, &str)> = fact::fact(context.tables)
        .filter(|(_, fact)| matches!(fact, Fact::FormulaNotRecomputed))
        .map(|(sheet, _)| (sheet.file.path.as_str(), sheet.sheet.name.as_str()))
        .collect();
    if stale.is_empty() {
        return Vec::new();
    }
    document::all(context.tables)
        .filter(|document| stale.contains(&(document.file.path.as_str(), document.content.sheet.as_str())))
        .filter_map(|document| {
            let all: Vec<EntryCell<'_>> = entry::per_table(context.tables, document.number).flatten().collect();
            let formula = all.iter().filter(|cell| cell.entry.formula.is_some() && cell.entry.value.figure().is_some());
            let cell: Vec<&EntryCell<'_>> = formula.collect();
            let first = cell.first()?;
            let message = format!(
                "Berkas ini mencatat bahwa rumusnya belum dihitung ulang ketika disimpan; {} angka hasil rumus di lembar ini mungkin sudah usang.",
                cell.len()
            );
            let advice = "Buka berkas ini di Excel, tunggu sampai terhitung (atau tekan Ctrl+Alt+F9), periksa angkanya, simpan, lalu kirim ulang.";
            let place = first.cell_place(entry::address(&cell));
            Some(temuan(&ATURAN, place, message, advice).unit(first.document.unit.as_deref()))
        })
        .collect()
}
