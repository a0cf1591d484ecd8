//! PK09: a revised agreement that does not say why.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::finding::{Scope, Severity};
use crate::rules::helpers::revision::without_reason;
use crate::rules::{Aturan, Check, Need};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK09",
    name: "Target PK perubahan tanpa alasan",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[],
    follows: &["ID13", "NL02", "NL03", "NL04", "PK03"],
    fields: &[Field::Remark],
    what: "PK yang berjudul perubahan dibandingkan dengan PK sebelumnya dari unit yang sama; target yang berubah perlu alasan di kolom keterangan, bila formulirnya punya kolom itu.",
    why: "PK hanya diubah karena pergantian pejabat, perubahan strategi, atau perubahan prioritas dan alokasi anggaran; tanpa alasan, perubahan tampak seperti menurunkan target yang tidak tercapai.",
    source: "PermenPANRB 53/2014 (perubahan perjanjian kinerja); pemeriksaan PK-09",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|
*** JTI/pk perubahan.xlsx
=== PK
PERJANJIAN KINERJA PERUBAHAN TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«50»|
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|
*** JTI/pk perubahan.xlsx
=== PK
PERJANJIAN KINERJA PERUBAHAN TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Target|Keterangan
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|50|Anggaran bursa kerja dipotong
",
    check: Check::Workspace(|context| without_reason(context, &ATURAN, DocumentKind::Pk)),
};
