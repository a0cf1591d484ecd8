//! IK03: an indicator of a person without a place in the action plan.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::{Aturan, Check, Need, RuleContext};

use super::chain::out_of_place;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "IK03",
    name: "IKI tidak ada di Rencana Aksi",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[Need::Cascade],
    // What the agreement lacks, the plan that follows from it lacks too.
    follows: &["IK02", "IK01", "ID13"],
    fields: &[Field::Indikator],
    what: "Setiap IKI seorang pegawai yang terdaftar harus ada di Rencana Aksi pegawai itu. IKI yang dikirim bersama Rencana Aksi unit cukup bila indikator yang didukungnya ada di sana.",
    why: "Rencana Aksi disusun dari IKI dan PK; IKI tanpa rencana aksi tidak punya jalan untuk dicapai.",
    source: "SOP Pengumpulan Data Kinerja DPRD Nganjuk langkah 4 dan 5",
    wrong: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|«Jumlah surat masuk yang dicatat»|Jumlah surat|Buku agenda
*** S01/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Sasaran|Indikator|Target|Rencana Aksi|Waktu
1|Surat terkirim|Jumlah surat keluar yang dikirim|900|Jadwal kurir|TW 1
",
    correct: "\
*** kaskade.xlsx
=== Unit
Kode|Nama Unit|Induk|Pimpinan|NIP|Jabatan
TU|Subbagian Tata Usaha||Contoh Kartika|19750310 200003 2 001|Kepala Subbagian Tata Usaha
S01|Pengelola Surat|TU|Contoh Wibowo|19850615 201001 1 002|Pengelola Surat
=== Kaskade
Kode|Kode Induk|Jenjang|Kode Unit|Sasaran|Indikator|Satuan|Target
IKK 1.1||IKK|TU|Layanan surat|Persentase surat yang selesai tepat waktu|%|95
IKI 1.1.1|IKK 1.1|IKI|S01|Surat tercatat|Jumlah surat masuk yang dicatat|Surat|1200
*** S01/iki.xlsx
=== IKI
INDIKATOR KINERJA INDIVIDU TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Kinerja Utama|Indikator|Formulasi|Sumber Data
1|Surat tercatat|Jumlah surat masuk yang dicatat|Jumlah surat|Buku agenda
*** S01/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026
Unit Kerja|:|Pengelola Surat

No|Sasaran|Indikator|Target|Rencana Aksi|Waktu
1|Surat tercatat|Jumlah surat masuk yang dicatat|1200|Agenda harian|TW 1
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let message =
        |indikator: &str, unit: &str| format!("Indikator {indikator} belum punya rencana aksi di Rencana Aksi {unit}.");
    let advice = "Tambahkan indikator ini beserta rencana aksinya, dengan bunyi yang sama.";
    out_of_place(context, &ATURAN, DocumentKind::RencanaAksi, message, advice)
}
