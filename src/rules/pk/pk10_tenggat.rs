//! PK10: an agreement signed after the deadline.

use crate::domain::date::long_format;
use crate::domain::document::DocumentKind;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::signed::SignedOn;
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::Status;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK10",
    name: "PK ditandatangani setelah tenggat",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Deadlines],
    also: &[],
    follows: &["ID02", "AL13"],
    fields: &[],
    what: "Tanggal pengesahan PK dibandingkan dengan tenggat PK dalam selaras.toml. Bila tanggalnya hanya menyebut bulan, hari terakhir bulan itu yang dipakai; PK perubahan tidak diperiksa.",
    why: "PK disahkan paling lambat satu bulan setelah dokumen anggaran disetujui, agar pengukuran triwulan pertama punya pegangan.",
    source: "PermenPANRB 53/2014; Instruksi Sekda DKI Jakarta 4/2024; SOP politeknik (akhir Februari)",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||«Kota Contoh, 16 Maret 2026»
|Pihak Kedua,||Pihak Pertama,
|Direktur||Ketua Jurusan
|Nama Direktur||Nama Ketua
|NIP 197001011995011001||NIP 197501012000011002
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60

|||Kota Contoh, 16 Februari 2026
|Pihak Kedua,||Pihak Pertama,
|Direktur||Ketua Jurusan
|Nama Direktur||Nama Ketua
|NIP 197001011995011001||NIP 197501012000011002
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let Some(tenggat) = context.settings.tenggat.of(DocumentKind::Pk, None) else { return Vec::new() };
    let mut temuan = Vec::new();
    for (number, registered, content) in context
        .tables
        .checkable_documents(DocumentKind::Pk)
        .filter(|(_, one, content)| one.status != Status::OtherYear && !content.change)
    {
        let Some(SignedOn { last: date, cell, .. }) = SignedOn::of(content) else { continue };
        let Some(file) = context.tables.document_file(number).filter(|_| date > tenggat) else { continue };
        let (found, expected) = (long_format(date), long_format(tenggat));
        let message = format!("PK ditandatangani {found}, melewati tenggat {expected}.");
        let advice = "Periksa tanggal pengesahannya; bila memang terlambat, sampaikan alasannya kepada biro perencanaan, yang mencatatnya sebagai pengecualian.";
        let place = Place::cell(&file.path, &content.sheet, cell);
        let one = ATURAN.finding(place, message, advice).unit(registered.unit.as_deref());
        temuan.push(one.difference(found, format!("paling lambat {expected}")).gap((date - tenggat).num_days() as f64));
    }
    temuan
}
