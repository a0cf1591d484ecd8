//! TL14: a line of a text file in which fields are missing.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::{fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL14",
    name: "Baris berkas teks kurang isian",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Baris pada berkas teks (CSV) memuat isian lebih sedikit daripada kolom tabelnya. Yang ada dibaca dari kiri; sisanya dianggap kosong.",
    why: "Bila yang hilang pemisah di tengah baris, isian sesudahnya terbaca pada kolom yang salah.",
    source: "Pemeriksaan tata letak: jumlah isian tiap baris dibandingkan dengan judul kolomnya.",
    wrong: "\
*** JTI/tw1.csv
=== CSV (berkas teks)
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
«2»|Lulusan siap kerja|Persentase lulusan yang berwirausaha
",
    correct: "\
*** JTI/tw1.csv
=== CSV (berkas teks)
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
2|Lulusan siap kerja|Persentase lulusan yang berwirausaha|%|5|1
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ShortLines { cells, fields, columns } = fact else { return None };
            let message = match (cells.as_slice(), fields.as_slice()) {
                ([cell], [entry]) => {
                    format!("Baris {} hanya memuat {entry} isian, padahal tabelnya {columns} kolom.", cell.row + 1)
                }
                _ => format!("{} baris memuat isian lebih sedikit daripada {columns} kolom tabelnya.", cells.len()),
            };
            let advice = "Buka berkas di Excel, periksa apakah tiap isian pada baris itu berada di kolomnya, lengkapi yang kosong, lalu simpan sebagai .xlsx.";
            Some(temuan(&ATURAN, sheet.cell_count(cells.clone()), message, advice).unit(sheet.unit))
        })
        .collect()
}
