//! UK10: what was promised last quarter and is not reported on.

use crate::domain::column::Field;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::quarters::with_before;
use crate::rules::helpers::quote;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK10",
    name: "Tindak lanjut triwulan lalu belum dilaporkan",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[Need::EarlierQuarter],
    also: &[],
    follows: &["ID13", "UK01"],
    fields: &[Field::BuktiTindakLanjut],
    what: "Formulir yang punya kolom bukti tindak lanjut triwulan sebelumnya dibandingkan dengan formulir triwulan itu: tindak lanjut yang dijanjikan di sana perlu buktinya di sini.",
    why: "Tindak lanjut yang tidak pernah dilaporkan kembali tidak diketahui dikerjakan atau tidak.",
    source: "Formulir impor BPS (kolom Link Bukti Dukung Rencana Tindak Lanjut Triwulan Sebelumnya); pemeriksaan UK-10",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Rencana Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|12|Melacak lulusan lewat mitra industri
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Link Bukti Dukung Rencana Tindak Lanjut Triwulan Sebelumnya
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|«-»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Rencana Tindak Lanjut
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|12|Melacak lulusan lewat mitra industri
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Link Bukti Dukung Rencana Tindak Lanjut Triwulan Sebelumnya
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|Daftar lacak lulusan Mei 2026.xlsx
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    with_before(context.tables, |pairs| pairs.iter().filter_map(|(now, before)| one(now, before)).collect())
}

fn one(now: &RowMeasure<'_>, before: &RowMeasure<'_>) -> Option<Temuan> {
    let other_form = now.document != before.document;
    if !other_form || !now.blank(Field::BuktiTindakLanjut) || !before.filled(Field::TindakLanjut) {
        return None;
    }
    let promised = before.tindak_lanjut()?;
    let message = format!("Tindak lanjut{} {} belum disertai buktinya.", before.mention_triwulan(), quote(promised));
    let advice = "Tulis tautan atau nama berkas yang membuktikannya, atau alasan mengapa belum dikerjakan.";
    let temuan = now.temuan(&ATURAN, Field::BuktiTindakLanjut, message, advice)?;
    Some(temuan.all_related(before.place(Field::TindakLanjut)))
}
