//! RA07: a revised plan that does not say why.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::finding::{Scope, Severity};
use crate::rules::helpers::revision::without_reason;
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA07",
    name: "Target Rencana Aksi perubahan tanpa alasan",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID13", "NL02", "NL03", "NL04", "RA01"],
    fields: &[Field::Remark],
    what: "Rencana Aksi yang berjudul perubahan dibandingkan dengan Rencana Aksi sebelumnya dari unit yang sama; target yang berubah perlu alasan di kolom keterangan, bila formulirnya punya kolom itu.",
    why: "Rencana aksi yang sudah ditetapkan hanya diubah karena peraturan atau arahan pimpinan, dan diputuskan dalam forum triwulanan.",
    source: "Instruksi Sekda DKI Jakarta 4/2024, huruf B angka 5 dan 6; pemeriksaan RA-07",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I|
*** JTI/ra perubahan.xlsx
=== RA
RENCANA AKSI PERUBAHAN TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«50»|Bursa kerja|TW I|
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|TW I|
*** JTI/ra perubahan.xlsx
=== RA
RENCANA AKSI PERUBAHAN TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Waktu|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|50|Bursa kerja|TW I|Arahan pimpinan 4 Mei 2026
",
    check: Check::Workspace(|context| without_reason(context, &ATURAN, DocumentKind::RencanaAksi)),
};
