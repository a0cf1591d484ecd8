//! TL02: a column that the document cannot do without is missing.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::{DocumentKind, Fact};
use crate::finding::{Severity, Temuan};

use crate::rules::helpers::{fact, list, mention, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL02",
    name: "Kolom wajib tidak ada",
    severity: Severity::Error,
    what: "Tabel tidak memiliki kolom yang wajib untuk jenis dokumennya: sasaran, indikator, dan target untuk PK; indikator dan rencana aksi atau target berkala untuk Rencana Aksi; indikator dan realisasi untuk Pengukuran.",
    why: "Tanpa kolom itu dokumen tidak menjawab pertanyaan yang menjadi alasan dibuatnya.",
    source: "PermenPANRB 53/2014 (isi PK); Instruksi Sekda DKI Jakarta 4/2024 (Rencana Aksi); pemeriksaan LAY-02.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
«No»|Sasaran|Indikator|Target|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|Data belum lengkap
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Kendala
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|Data belum lengkap
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::MissingRequiredColumn { cell, column, kind } = fact else { return None };
            let name: Vec<String> = column.iter().map(|column| mention_required(*column, *kind)).collect();
            let message = format!("Tabel {} ini tidak memiliki kolom {}.", kind.name(), list(&name));
            let advice = "Tambahkan kolom itu dan isi untuk setiap indikator, atau perbaiki judul kolomnya bila kolomnya sudah ada.";
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}

fn mention_required(column: FormColumn, kind: DocumentKind) -> String {
    match (kind, column.field) {
        (DocumentKind::RencanaAksi, Field::RencanaAksi) => "rencana aksi atau target per triwulan".to_string(),
        _ => mention(column),
    }
}
