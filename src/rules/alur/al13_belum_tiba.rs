//! AL13: a document that was signed on a day to come.

use chrono::Days;

use crate::domain::date::long_format;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::signed::SignedOn;
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "AL13",
    name: "Tanggal tanda tangan belum tiba",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["ID02"],
    fields: &[],
    what: "Tanggal di atas tanda tangan lebih dari sebulan sesudah hari ini. Tanggal yang jatuh dalam sebulan ini tidak dipersoalkan, karena dokumen dapat disiapkan untuk ditandatangani; bulan tanpa tanggal baru dipersoalkan bila seluruhnya jauh sesudah hari ini.",
    why: "Dokumen tidak dapat ditandatangani pada hari yang belum tiba; hampir selalu bulan atau tahunnya salah ketik, dan tanggal itu ikut menentukan versi mana yang berlaku.",
    source: "Permintaan biro perencanaan: dari dua versi, tanggal tanda tangan menentukan mana yang dipakai.",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31

|||«Kota Contoh, 6 Desember 2026»
|||Ketua Jurusan
|||Nama Ketua
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31

|||Kota Contoh, 6 Juli 2026
|||Ketua Jurusan
|||Nama Ketua
",
    check: Check::Workspace(check),
};

/// A document may be made ready for a day that is as near as this.
const NEAR: u64 = 31;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables).filter_map(|document| one(context, &document)).collect()
}

fn one(context: &RuleContext<'_>, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let signed = SignedOn::of(document.content)?;
    let today = context.settings.today;
    if signed.first <= today.checked_add_days(Days::new(NEAR))? {
        return None;
    }
    let message = format!(
        "{} ini bertanggal {}, padahal hari ini baru {}.",
        document.registered.kind.name(),
        signed.text(),
        long_format(today)
    );
    let advice = "Periksa bulan dan tahunnya, lalu tulis tanggal penandatanganan yang sebenarnya.";
    let temuan = temuan(&ATURAN, document.cell(signed.cell), message, advice).unit(document.unit());
    Some(temuan.difference(signed.text(), format!("paling lambat {}", long_format(today))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn a_day_that_is_near_may_be_prepared_for() {
        let signed = |day: &str| test::cell("AL13", &ATURAN.wrong.replace("6 Desember 2026", day));
        assert_eq!(signed("21 Agustus 2026"), ["D6"]);
        for near in ["20 Agustus 2026", "Agustus 2026", "20 Juli 2026", "Desember 2025"] {
            assert_eq!(signed(near), Vec::<String>::new(), "{near}");
        }
    }
}
