//! NL01: an error value in a cell that is read.

use crate::domain::column::Field;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::room;
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "NL01",
    name: "Sel berisi galat Excel",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sel yang dibaca menampilkan nilai galat seperti #DIV/0! atau #REF!.",
    why: "Galat bukan angka: baris itu tidak dapat dihitung dan tidak masuk ke rata-rata mana pun.",
    source: "Pemeriksaan VAL-01; berkas Renja Cirebon dan contoh UNSAMUDRA.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|«=F3/G1 -> #DIV/0!»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14|=F3/15*100 -> 93.33
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    cell.iter()
        .filter_map(|cell| {
            let Value::Error { error } = &cell.entry.value else { return None };
            let message = format!("Sel di kolom {} berisi galat {error}{}.", cell.named(), cause(error));
            // A figure typed among the formulas of achievements would be the next mistake.
            let typed = if cell.column.field == Field::Capaian { "" } else { ", atau isi nilainya langsung" };
            let room = room::for_a_word(cell.table(), cell.column.period);
            let advice = format!(
                "Perbaiki rumusnya{typed}; bila nilainya memang tidak dapat dihitung, tulis \"-\" dan jelaskan di {room}."
            );
            Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).found(error)))
        })
        .collect()
}

/// What the error says, for those who do not know its name.
fn cause(error: &str) -> &'static str {
    match error {
        "#DIV/0!" => " (pembagian dengan nol atau sel kosong)",
        "#REF!" => " (rumus menunjuk sel yang sudah dihapus)",
        "#N/A" => " (data yang dicari tidak ditemukan)",
        "#NAME?" => " (nama rumus tidak dikenal)",
        "#VALUE!" => " (rumus memakai teks sebagai angka)",
        _ => "",
    }
}
