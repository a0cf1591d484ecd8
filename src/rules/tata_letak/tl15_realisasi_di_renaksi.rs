//! TL15: realisations in a plan: those whose quarter is known count as its measurement, others do not, and neither is left
//! unsaid.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, Period};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL15",
    name: "Realisasi di Rencana Aksi",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Sebuah Rencana Aksi memuat kolom realisasi yang terisi. Realisasi yang triwulannya jelas dihitung sebagai Pengukuran triwulan itu; yang lain tidak.",
    why: "Unit perlu tahu apakah realisasi yang ditulisnya di rencana sudah terhitung atau masih harus dilaporkan.",
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
            let place = Place { file: one.file.path.clone(), sheet: Some(one.sheet.name.clone()), cells: cell };
            let quarters = counted(context.tables, &one);
            if !quarters.is_empty() {
                let quarters = listed(&quarters.iter().map(ToString::to_string).collect::<Vec<_>>());
                let message = format!(
                    "Rencana Aksi ini juga memuat realisasi ({count} isian); yang triwulannya jelas ikut dihitung sebagai Pengukuran {quarters}."
                );
                let one = temuan(&ATURAN, place, message, COUNTED).unit(one.unit);
                return Some(Temuan { severity: Severity::Info, ..one });
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
            Some(temuan(&ATURAN, place, message, ADVICE).unit(one.unit))
        })
        .collect()
}

const ADVICE: &str = "Bila lembar ini laporan pengukuran, tulis \"PENGUKURAN KINERJA\" dan triwulannya pada judulnya; bila memang rencana, laporkan realisasinya dengan formulir Pengukuran.";

const COUNTED: &str = "Bila memang laporan realisasi, tidak perlu diubah; bila hanya catatan rencana, kosongkan kolom itu dan laporkan realisasinya dengan formulir Pengukuran.";

/// The quarters of which the realisations of a sheet count.
fn counted(tables: &Tables, sheet: &fact::SheetFact<'_>) -> BTreeSet<Triwulan> {
    let own = |document: u32| {
        tables.document_file(document).is_some_and(|file| file.path == sheet.file.path)
            && tables.document_content(document).is_some_and(|content| content.sheet == sheet.sheet.name)
    };
    let documents: BTreeSet<u32> = (0_u32..).take(tables.documents.len()).filter(|number| own(*number)).collect();
    let rows = tables.pengukuran().filter(|row| row.reports && row.unit.is_some() && documents.contains(&row.document));
    rows.flat_map(|row| row.quarters().collect::<Vec<_>>()).collect()
}

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
    use crate::finding::Severity;
    use crate::rules::helpers::test;

    #[test]
    fn a_plan_with_room_for_realisations_that_nobody_filled_says_nothing() {
        let image = "*** JTI/ra.xlsx\n=== Renaksi\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Realisasi TW I\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|-\n2|Mutu|Jumlah prodi|4|Menyusun borang|1|\n";
        assert!(test::temuan("TL15", image).is_empty());
    }

    #[test]
    fn what_counts_is_not_said_to_be_left_out() {
        let told = |columns: &str| {
            let image = format!(
                "*** JTI/ra.xlsx\n=== Renaksi\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|{columns}\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|1\n"
            );
            let all = test::temuan("TL15", &image);
            let [one] = all.as_slice() else { panic!("{all:?}") };
            (one.severity, one.message.clone())
        };
        let (severity, message) = told("Target TW I|Realisasi TW I");
        assert!(severity == Severity::Info && message.ends_with("ikut dihitung sebagai Pengukuran TW I."), "{message}");
        let (severity, message) = told("Target TW I|Realisasi");
        assert!(severity == Severity::Warning && message.contains("tidak dihitung sebagai Pengukuran"), "{message}");
    }

    #[test]
    fn a_sheet_titled_as_a_measurement_counts_its_realisations() {
        let image = "*** JTI/uk.xlsx\n=== Ukur\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Realisasi TW I\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|1\n";
        assert!(test::temuan("TL15", image).is_empty());
    }
}
