//! UK16: the evidence of the quarter before beside a new figure.

use std::collections::BTreeSet;

use crate::domain::bukti;
use crate::domain::column::Field;
use crate::domain::text::key;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::quarters::with_before;
use crate::rules::helpers::write::write;
use crate::rules::helpers::{quote, same};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK16",
    name: "Bukti triwulan lalu dipakai lagi",
    severity: Severity::Info,
    scope: Scope::Unit,
    needs: &[Need::EarlierQuarter],
    also: &[],
    follows: &["ID12", "ID13", "UK14"],
    fields: &[Field::BuktiDukung],
    what: "Realisasi berubah dari triwulan sebelumnya, tetapi semua berkas buktinya berkas yang sama. Folder, halaman, dan dokumen yang terus diisi tidak dipersoalkan, begitu pula bukti yang bertambah.",
    why: "Berkas yang sudah ada pada triwulan lalu tidak dapat membuktikan angka yang baru.",
    source: "Kejadian nyata: kolom bukti tidak diganti ketika formulir triwulan lalu disalin.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14|Laporan pelacakan lulusan Maret.pdf
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|«Laporan pelacakan lulusan Maret.pdf»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14|Laporan pelacakan lulusan Maret.pdf
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW|Bukti Dukung
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31|Laporan pelacakan lulusan Maret.pdf; Laporan pelacakan lulusan Juni.pdf
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    with_before(context.tables, |pairs| pairs.iter().filter_map(|(now, before)| one(now, before)).collect())
}

fn one(now: &RowMeasure<'_>, before: &RowMeasure<'_>) -> Option<Temuan> {
    // One form with one column of evidence for all its quarters says nothing about which.
    if now.document == before.document {
        return None;
    }
    let (figure, old) = (now.figure_realisasi()?, before.figure_realisasi()?);
    if same(figure, old) || figure == 0.0 {
        return None;
    }
    let (named, then) = (bukti::read(now.support_bukti()?), bukti::read(before.support_bukti()?));
    let then: BTreeSet<&str> = then.iter().map(|one| one.key.as_str()).collect();
    let first = named.first()?;
    if !named.iter().all(|one| one.one_file() && then.contains(one.key.as_str())) {
        return None;
    }
    // "TW 2\bukti 15.xlsx" and "TW 1\bukti 15.xlsx" are two files of one name.
    let folder = |raw: &str| raw.contains(['\\', '/']);
    let paths: BTreeSet<String> = bukti::read(before.support_bukti()?).iter().map(|one| key(&one.raw)).collect();
    if named.iter().any(|one| folder(&one.raw) && !paths.contains(&key(&one.raw))) {
        return None;
    }
    let (found, was) = (write(&now.realisasi()?.value), write(&before.realisasi()?.value));
    let message = format!(
        "Bukti {} sudah dipakai{}, padahal realisasinya berubah dari {was} menjadi {found}.",
        quote(&first.raw),
        before.mention_triwulan()
    );
    let advice = "Tambahkan bukti untuk triwulan ini; bila berkasnya memang diperbarui, sebutkan tanggalnya.";
    let temuan = now.many_temuan(&ATURAN, &[Field::BuktiDukung, Field::Realisasi], message, advice)?;
    Some(temuan.found(first.raw.clone()).all_related(before.place(Field::BuktiDukung)))
}
