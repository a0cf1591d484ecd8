//! TL06: text of the blank form that nobody replaced.

use crate::domain::address::CellAddress;
use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{document, fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL06",
    name: "Teks contoh belum diganti",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Teks petunjuk atau contoh dari formulir kosong (\"<...>\", \"Sasaran 1\", \"Tuliskan ...\") masih tertinggal.",
    why: "Dokumen yang masih memuat teks contoh belum selesai diisi.",
    source: "Templat Instruksi Sekda DKI Jakarta 4/2024; berkas Renja Cirebon dengan \"Sasaran 1\"; pemeriksaan LAY-06.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|«Tuliskan sasaran di sini»|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%
",
    check: Check::Workspace(check),
};

/// Whether the row of a cell holds figures of its own beside the text.
fn in_filled_row(tables: &Tables, sheet: &fact::SheetFact<'_>, cell: CellAddress) -> bool {
    let own = document::of_sheet(tables, sheet);
    let mut rows = own.flat_map(|one| &one.content.tables).flat_map(|table| &table.rows);
    rows.any(|row| {
        let here = row.entries.values().any(|entry| entry.cell == cell);
        here && row.entries.values().any(|entry| !entry.derivation && entry.value.figure().is_some())
    })
}

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ExampleText { cell, text } = fact else { return None };
            let message = format!("Teks contoh {} belum diganti.", quote(text));
            // In a row that says more, deleting the row would lose that.
            let advice = if in_filled_row(context.tables, &sheet, *cell) {
                "Ganti dengan isi yang sebenarnya, atau kosongkan selnya bila memang tidak ada isinya."
            } else {
                "Ganti dengan isi yang sebenarnya, atau hapus barisnya bila tidak dipakai."
            };
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).found(text).unit(sheet.unit))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan;

    #[test]
    fn a_row_that_says_more_is_not_to_be_deleted() {
        let advice = |row: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Kendala\n1|A|Jumlah surat|Surat|4|4|-\n{row}\n"
            );
            let all = temuan("TL06", &image);
            all.first().map(|one| one.advice.clone()).unwrap_or_default()
        };
        assert!(advice("2|A|Jumlah mitra|Mitra|4|3|<tuliskan kendala>").contains("kosongkan selnya"));
        assert!(advice("2|<tuliskan sasaran>|Indikator 1||||").contains("hapus barisnya"));
    }
}
