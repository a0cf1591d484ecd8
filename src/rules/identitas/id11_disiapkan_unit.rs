//! ID11: a form that was filled in for one unit and is used by another.

use crate::domain::document::IdentityKey;
use crate::domain::place::Place;
use crate::finding::{Scope, Severity, Temuan};
use crate::tables::Tables;

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID11",
    name: "Formulir disiapkan untuk unit lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[Need::Register],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Formulir disiapkan untuk satu unit (tercatat di sifat dokumennya), tetapi nama unit di dalamnya, atau berkas dan pengirimnya, menyebut unit lain.",
    why: "Indikator dan target yang sudah terisi adalah milik unit yang pertama, sehingga angkanya dapat masuk ke unit yang salah.",
    source: "Pemeriksaan ID-03 dan templat: setiap formulir disiapkan untuk satu unit.",
    wrong: "\
*** kiriman/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
--- selaras_unit = JTM
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|«Jurusan Teknologi Informasi»
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    correct: "\
*** kiriman/pk.xlsx
--- selaras_templat = pk-satuan
--- selaras_versi = 1
--- selaras_unit = JTI
=== PK
PERJANJIAN KINERJA TAHUN 2026
Unit Kerja|:|Jurusan Teknologi Informasi
No|Sasaran|Indikator Kinerja|Satuan|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables).filter_map(|document| one(context.tables, &document)).collect()
}

fn one(tables: &Tables, document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    // A code that the register no longer has accuses nobody.
    let prepared = tables.unit(document.content.mark.as_ref()?.unit.as_deref()?)?;
    let as_written = tables.unit(document.unit()?).filter(|unit| unit.code != prepared.code)?;
    let message = format!(
        "Formulir ini disiapkan untuk {} ({}), tetapi dikirim sebagai formulir {} ({}).",
        prepared.name, prepared.code, as_written.name, as_written.code
    );
    let advice = format!(
        "Pastikan ini bukan formulir unit lain yang tertukar; bila memang milik {}, pindahkan isinya ke formulir yang disiapkan untuk unit itu.",
        as_written.code
    );
    let temuan = temuan(&ATURAN, place(document), message, advice).unit(document.unit());
    Some(temuan.difference(&as_written.code, &prepared.code))
}

/// The cell that names the unit, where one does.
fn place(document: &WorkspaceDocument<'_>) -> Place {
    let row = document.content.identities.iter().find(|row| row.key == IdentityKey::Unit);
    row.map_or_else(|| document.sheet(), |row| document.cell(row.entry.cell))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_unit_that_is_no_longer_in_the_register_accuses_nobody() {
        assert!(test::cell("ID11", &super::ATURAN.wrong.replace("= JTM", "= LAMA")).is_empty());
    }
}
