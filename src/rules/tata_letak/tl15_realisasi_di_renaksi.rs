//! TL15: realisations in a plan: those whose quarter is known count as its measurement, others do not, and neither is left
//! unsaid.

use std::collections::BTreeSet;

use crate::domain::address::CellAddress;
use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::{Document, DocumentKind};
use crate::domain::place::Place;
use crate::domain::text::{key, listed};
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::{fact, quote, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::{PengukuranRow, Tables};

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
            let realised: Vec<Realised> =
                own().filter(|document| document.kind == DocumentKind::RencanaAksi).flat_map(realised).collect();
            let count: usize = realised.iter().map(|one| one.count).sum();
            let cell: Vec<CellAddress> = realised.iter().map(|one| one.cell).collect();
            if cell.is_empty() {
                return None;
            }
            let place = Place { file: one.file.path.clone(), sheet: Some(one.sheet.name.clone()), cells: cell };
            let (message, advice) = match standing(context, &one) {
                Standing::Plan if open_months(&realised) => {
                    let message = format!(
                        "Rencana Aksi ini juga memuat realisasi ({count} isian) bulan yang bukan akhir triwulan; yang dihitung sebagai Pengukuran realisasi bulan terakhirnya (Maret, Juni, September, Desember), dan itu belum diisi."
                    );
                    let one = temuan(&ATURAN, place, message, OPEN).unit(one.unit);
                    return Some(Temuan { severity: Severity::Info, ..one });
                }
                Standing::Counted(quarters) => {
                    let quarters = listed(&quarters.iter().map(ToString::to_string).collect::<Vec<_>>());
                    let message = format!(
                        "Rencana Aksi ini juga memuat realisasi ({count} isian); yang triwulannya jelas ikut dihitung sebagai Pengukuran {quarters}."
                    );
                    let one = temuan(&ATURAN, place, message, COUNTED).unit(one.unit);
                    return Some(Temuan { severity: Severity::Info, ..one });
                }
                Standing::WithoutUnit => (
                    format!(
                        "Rencana Aksi ini juga memuat realisasi ({count} isian); karena unitnya belum dikenal, realisasi itu belum dihitung sebagai Pengukuran."
                    ),
                    WITHOUT_UNIT,
                ),
                Standing::WithoutQuarter => (
                    format!(
                        "Rencana Aksi ini juga memuat realisasi ({count} isian); karena triwulannya tidak jelas, realisasi itu tidak dihitung sebagai Pengukuran."
                    ),
                    WITHOUT_QUARTER,
                ),
                Standing::Plan => (as_plan(own().find_map(plan_title), count), ADVICE),
            };
            Some(temuan(&ATURAN, place, message, advice).unit(one.unit))
        })
        .collect()
}

/// What is said of a plan that nothing but its title, or its columns, keeps from being a measurement.
fn as_plan(title: Option<&str>, count: usize) -> String {
    match title {
        Some(title) => format!(
            "Rencana Aksi ini juga memuat realisasi ({count} isian); karena judulnya {}, realisasi itu tidak dihitung sebagai Pengukuran.",
            quote(title)
        ),
        None => format!(
            "Lembar ini dibaca sebagai Rencana Aksi menurut kolom atau namanya, dan juga memuat realisasi ({count} isian); realisasi itu tidak dihitung sebagai Pengukuran."
        ),
    }
}

const ADVICE: &str = "Bila lembar ini laporan pengukuran, tulis \"PENGUKURAN KINERJA\" dan triwulannya pada judulnya; bila memang rencana, laporkan realisasinya dengan formulir Pengukuran.";

const OPEN: &str =
    "Bila bulan terakhir triwulannya belum lewat, tidak perlu diubah; bila sudah, isi realisasi bulan itu.";

const WITHOUT_UNIT: &str = "Tulis nama unitnya seperti di daftar unit, di atas tabel atau di kolom unit; setelah itu realisasi yang triwulannya jelas ikut dihitung.";

const WITHOUT_QUARTER: &str = "Bila memang laporan realisasi, sebutkan triwulannya pada judul kolom realisasinya, misalnya \"Realisasi TW I\"; bila memang rencana, laporkan realisasinya dengan formulir Pengukuran.";

const COUNTED: &str = "Bila memang laporan realisasi, tidak perlu diubah; bila hanya catatan rencana, kosongkan kolom itu dan laporkan realisasinya dengan formulir Pengukuran.";

/// How the realisations of a sheet stand.
enum Standing {
    /// They count, as those of these quarters.
    Counted(BTreeSet<Triwulan>),
    /// Nobody knows whose they are.
    WithoutUnit,
    /// Nobody knows of which quarter they are.
    WithoutQuarter,
    /// Nothing of the sheet is measured.
    Plan,
}

fn standing(context: &RuleContext<'_>, sheet: &fact::SheetFact<'_>) -> Standing {
    let tables: &Tables = context.tables;
    let own = |document: u32| {
        tables.document_file(document).is_some_and(|file| file.path == sheet.file.path)
            && tables.document_content(document).is_some_and(|content| content.sheet == sheet.sheet.name)
    };
    let documents: BTreeSet<u32> = (0_u32..).take(tables.documents.len()).filter(|number| own(*number)).collect();
    let of_sheet = |row: &PengukuranRow<'_>| row.reports && documents.contains(&row.document);
    let counted: Vec<PengukuranRow<'_>> =
        tables.pengukuran().filter(|row| of_sheet(row) && row.unit.is_some()).collect();
    // Applications print zeros for the quarters to come: what nobody could reach yet is nobody's report.
    let told =
        |row: &&PengukuranRow<'_>| row.figure_realisasi() != Some(0.0) || RowMeasure::new(tables, **row).over(context);
    for quarters in [quarters_of(counted.iter().filter(told)), quarters_of(counted.iter())] {
        if !quarters.is_empty() {
            return Standing::Counted(quarters);
        }
    }
    // A dash is nothing that anybody reports.
    let said = |row: &PengukuranRow<'_>| row.realisasi().is_some_and(|entry| !entry.value.without_content());
    let reported: Vec<PengukuranRow<'_>> =
        tables.checkable_pengukuran().filter(|row| of_sheet(row) && said(row)).collect();
    if reported.iter().any(|row| row.unit.is_none() && row.quarters().next().is_some()) {
        Standing::WithoutUnit
    } else if reported.iter().any(|row| row.quarters().next().is_none()) {
        Standing::WithoutQuarter
    } else {
        Standing::Plan
    }
}

fn quarters_of<'r, 't: 'r>(rows: impl Iterator<Item = &'r PengukuranRow<'t>>) -> BTreeSet<Triwulan> {
    rows.flat_map(|row| row.quarters().collect::<Vec<_>>()).collect()
}

/// The title of a document, where it is that which calls it a plan.
fn plan_title(document: &Document) -> Option<&str> {
    let title = document.heading.as_ref()?.text()?;
    let words = key(title);
    ["rencana", "renaksi"].iter().any(|word| words.contains(word)).then_some(title)
}

/// A column of realisations of this year that holds something, and how many values.
struct Realised {
    column: FormColumn,
    cell: CellAddress,
    count: usize,
}

/// Whether all of them are of months that end no quarter.
fn open_months(realised: &[Realised]) -> bool {
    realised.iter().all(|one| matches!(one.column.period, Period::Month(month) if month % 3 != 0))
}

fn realised(document: &Document) -> Vec<Realised> {
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
                result.push(Realised { column: owned.column, cell: owned.cell, count });
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
    fn what_keeps_realisations_from_counting_is_said_as_it_is() {
        let told = |path: &str, columns: &str| {
            let image = format!(
                "*** {path}\n=== Renaksi\nLAPORAN RENAKSI\nNo|IKU|Unit Kerja|Satuan|{columns}\n1|Jumlah mitra|Bidang Taman|Mitra|1|1\n"
            );
            let all = test::temuan("TL15", &image);
            let [one] = all.as_slice() else { panic!("{all:?}") };
            (one.message.clone(), one.advice.clone())
        };
        let (message, _) = told("JTI/ra.xlsx", "Target Januari|Realisasi Januari");
        assert!(message.contains("bulan yang bukan akhir triwulan"), "{message}");
        let (message, advice) = told("kiriman/ra.xlsx", "Target Maret|Realisasi Maret");
        assert!(message.contains("karena unitnya belum dikenal"), "{message}");
        assert!(advice.contains("nama unitnya"), "{advice}");
    }

    #[test]
    fn zeros_of_quarters_to_come_are_not_said_to_be_reported() {
        // Drawings are read on 20 July 2026.
        let image = "*** JTI/ra.xlsx\n=== Renaksi\nRENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Realisasi TW I|Realisasi TW II|Realisasi TW III|Realisasi TW IV\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|1|0|0\n";
        let all = test::temuan("TL15", image);
        let [one] = all.as_slice() else { panic!("{all:?}") };
        assert!(one.message.contains("Pengukuran TW I dan TW II") && !one.message.contains("TW IV"), "{}", one.message);
    }

    #[test]
    fn a_sheet_titled_as_a_measurement_counts_its_realisations() {
        let image = "*** JTI/uk.xlsx\n=== Ukur\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|Rencana Aksi|Target TW I|Realisasi TW I\n1|Mutu|Jumlah mitra|4|Mencari mitra|1|1\n";
        assert!(test::temuan("TL15", image).is_empty());
    }
}
