//! TL05: rows inside a form that nothing knows.

use crate::domain::address::CellAddress;
use crate::domain::document::{SheetRole, SkipReason, SkippedRow};
use crate::domain::text::listed;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

/// How many rows a message quotes.
const MOST: usize = 3;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL05",
    name: "Baris tidak dibaca",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Baris berisi yang bukan judul, tabel, catatan, atau tanda tangan, sehingga dilewati. Alasan setiap baris yang dilewati ada di lembar Sumber.",
    why: "Baris yang dibaca ditambah baris yang dilewati harus sama dengan baris yang terpakai; tidak ada yang hilang diam-diam.",
    source: "Pemeriksaan LAY-05; pernah ditemukan kode indikator yang dilewati tanpa pemberitahuan.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
|PERJANJIAN KINERJA TAHUN 2026
|Sasaran|Indikator Kinerja|Target
|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
«lihat berkas lain»
|Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    correct: "\
*** JTI/pk.xlsx
=== PK
|PERJANJIAN KINERJA TAHUN 2026
|Sasaran|Indikator Kinerja|Target
|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
|Tata kelola baik|Jumlah dokumen mutu yang terbit|4
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::sheet(context.tables)
        .filter(|one| one.sheet.role == SheetRole::Document)
        .filter_map(|one| {
            let row: Vec<&SkippedRow> =
                one.sheet.skipped.iter().filter(|row| row.reason == SkipReason::NotKnown).collect();
            let cell: Vec<CellAddress> = row.iter().map(|row| CellAddress::new(row.row, row.column)).collect();
            let place = one.cell_count(cell);
            let advice =
                "Bila isinya perlu dihitung, pindahkan ke dalam kolom tabel; bila hanya keterangan, biarkan saja.";
            (!row.is_empty()).then(|| temuan(&ATURAN, place, message(&row), advice).unit(one.unit))
        })
        .collect()
}

fn message(row: &[&SkippedRow]) -> String {
    let mut example: Vec<String> =
        row.iter().take(MOST).map(|row| format!("baris {} {}", row.row + 1, quote(&row.text))).collect();
    let all: usize = row.iter().map(|row| row.total as usize).sum();
    if all > example.len() {
        example.push(format!("{} baris lain", all - example.len()));
    }
    format!("{all} baris di lembar ini tidak dibaca karena isinya tidak dikenal: {}.", listed(&example))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_row_is_quoted_by_its_first_words_and_told_where_they_stand() {
        let image = super::ATURAN.wrong.replace("«lihat berkas lain»", "2|||||lihat berkas lain");
        let all = test::temuan("TL05", &image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.contains("\"lihat berkas lain\"") && one.place.cell_text() == "F4", "{one:?}");
    }
}
