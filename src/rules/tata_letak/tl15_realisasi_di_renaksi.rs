//! TL15: realisations in a plan: they are no measurement, and are not lost in silence.

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Period};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::place::Place;
use crate::domain::text::key;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL15",
    name: "Realisasi di Rencana Aksi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sebuah Rencana Aksi memuat kolom realisasi yang terisi. Judulnya menjadikannya rencana, jadi realisasi itu tidak dihitung sebagai Pengukuran.",
    why: "Unit mengira sudah melaporkan realisasi, sedangkan rekap tidak memuatnya.",
    source: "Formulir Rencana Aksi dengan pasangan target dan realisasi per bulan atau per triwulan yang beredar.",
    wrong: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|«Realisasi TW I»
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Melacak alumni|10%|12%
",
    correct: "\
*** JTI/ra.xlsx
=== Renaksi
RENCANA AKSI TAHUN 2026
No|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Melacak alumni|10%
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::sheet(context.tables)
        .filter_map(|one| {
            let read = one.file.outcome.as_ref().ok()?;
            let own = || read.documents.iter().filter(|document| document.sheet == one.sheet.name);
            if own().any(|document| document.kind == DocumentKind::Pengukuran) {
                return None;
            }
            let realised: Vec<(CellAddress, usize)> =
                own().filter(|document| document.kind == DocumentKind::RencanaAksi).flat_map(realised).collect();
            let count: usize = realised.iter().map(|(_, count)| count).sum();
            let cell: Vec<CellAddress> = realised.iter().map(|(cell, _)| *cell).collect();
            if cell.is_empty() {
                return None;
            }
            let message = match own().find_map(plan_title) {
                Some(title) => format!(
                    "Rencana Aksi ini juga memuat realisasi ({count} isian); karena judulnya {}, realisasi itu tidak dihitung sebagai Pengukuran.",
                    quote(title)
                ),
                None => format!(
                    "Lembar ini dibaca sebagai Rencana Aksi menurut kolom atau namanya, dan juga memuat realisasi ({count} isian); realisasi itu tidak dihitung sebagai Pengukuran."
                ),
            };
            let place = Place { file: one.file.path.clone(), sheet: Some(one.sheet.name.clone()), cells: cell };
            Some(temuan(&ATURAN, place, message, ADVICE).unit(one.unit))
        })
        .collect()
}

const ADVICE: &str = "Bila lembar ini laporan pengukuran, tulis \"PENGUKURAN KINERJA\" dan triwulannya pada judulnya; bila memang rencana, laporkan realisasinya dengan formulir Pengukuran.";

/// The title of a document, where it is that which calls it a plan.
fn plan_title(document: &Document) -> Option<&str> {
    let title = document.heading.as_ref()?.text()?;
    let words = key(title);
    ["rencana", "renaksi"].iter().any(|word| words.contains(word)).then_some(title)
}

/// The columns of realisations of this year that hold something, and how many values.
fn realised(document: &Document) -> Vec<(CellAddress, usize)> {
    let mut result = Vec::new();
    for table in &document.tables {
        let columns = table
            .columns
            .iter()
            .filter(|owned| owned.column.field == Field::Realisasi && !matches!(owned.column.period, Period::Year(_)));
        for owned in columns {
            let said = |value: &Value| !value.blank() && *value != Value::Dash;
            let entries = table.rows.iter().filter_map(|row| row.entry(owned.column));
            let count = entries.filter(|entry| !entry.derivation && said(&entry.value)).count();
            if count > 0 {
                result.push((owned.cell, count));
            }
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_plan_with_room_for_realisations_that_nobody_filled_says_nothing() {
        let image = "*** JTI/ra.xlsx\n=== Renaksi\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Realisasi TW I\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|-\n2|Mutu|Jumlah prodi|4|Menyusun borang|1|\n";
        assert!(test::temuan("TL15", image).is_empty());
    }

    #[test]
    fn a_sheet_titled_as_a_measurement_counts_its_realisations() {
        let image = "*** JTI/uk.xlsx\n=== Ukur\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Realisasi TW I\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|1\n";
        assert!(test::temuan("TL15", image).is_empty());
    }
}
