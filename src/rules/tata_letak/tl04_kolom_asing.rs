//! TL04: a column with data that nothing knows.

use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};

use super::fold::{self, Told};
use crate::rules::helpers::{fact, quote};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL04",
    name: "Kolom tidak dikenal",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Kolom yang berisi data, tetapi judulnya tidak dikenal atau tidak ada.",
    why: "Isi kolom itu tidak masuk ke rekap; lebih baik diketahui daripada hilang diam-diam.",
    source: "Pemeriksaan LAY-04: tidak ada kolom yang dibuang tanpa pemberitahuan.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|«Warna Map»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Biru
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

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let mut places = Vec::new();
    for (sheet, fact) in fact::fact(context.tables) {
        let Fact::UnknownColumn { cell, heading, content } = fact else { continue };
        // A wording that resembles a known one is TL03's finding.
        let similar = |other: &Fact| matches!(other, Fact::SimilarColumn { cell: owned, .. } | Fact::DoubtfulColumn { cell: owned, .. } if owned == cell);
        if !sheet.sheet.facts.iter().any(similar) {
            let said = if heading.trim().is_empty() { WITHOUT_HEADING.to_string() } else { quote(heading) };
            places.push((Told { sheet, cell: *cell, other: None, said }, *content));
        }
    }
    let groups = fold::by_file(places).into_iter();
    groups.filter_map(|group| fold::finding(&ATURAN, &group, &message(&group), ADVICE)).collect()
}

const WITHOUT_HEADING: &str = "tanpa judul";

const ADVICE: &str =
    "Bila isinya perlu dibaca, pakai judul kolom seperti di templat; bila hanya catatan, biarkan saja.";

fn message(group: &[(Told<'_>, u32)]) -> String {
    match group {
        [(one, content)] if one.said == WITHOUT_HEADING => {
            format!("Kolom tanpa judul di samping tabel berisi data dalam {content} baris; isinya tidak dibaca.")
        }
        [(one, content)] => {
            format!("Kolom {} tidak dikenal dan berisi data dalam {content} baris; isinya tidak dibaca.", one.said)
        }
        group => format!(
            "{} berisi data tetapi tidak dikenal, sehingga isinya tidak dibaca: {}.",
            fold::counted(group),
            fold::listed(group)
        ),
    }
}
