//! ID09: a measurement that does not say which quarter it is about.

use crate::domain::document::TableRole;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID09",
    name: "Triwulan tidak tertulis",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Pengukuran yang tidak menyebut triwulannya: tidak di judul, blok identitas, kolom, nama berkas, maupun nama folder.",
    why: "Angkanya tidak dapat ditempatkan pada triwulan mana pun, sehingga tidak ikut direkap; menebaknya lebih berbahaya.",
    source: "Formulir impor BPS (UK-BPS-IMPORT) tidak memuat judul maupun triwulan.",
    wrong: "\
*** JTI/uk.xlsx
=== Impor
«Kode Indikator»|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    correct: "\
*** JTI/uk TW 1.xlsx
=== Impor
Kode Indikator|Realisasi TW|Kendala yg Dihadapi
IKK 1.1.1|15|-
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables)
        .filter(document::without_triwulan)
        .filter_map(|document| one(&document))
        .collect()
}

fn one(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let table = document.content.tables.iter().find(|table| table.role == TableRole::Indikator)?;
    let heading = document
        .content
        .heading
        .as_ref()
        .map(|heading| heading.cell)
        .or(table.columns.first().map(|owned| owned.cell))?;
    let message = "Pengukuran ini tidak menyebut triwulan berapa, jadi angkanya belum dapat direkap.";
    let advice = "Tulis triwulannya di judul, misalnya \"PENGUKURAN KINERJA TRIWULAN II\", atau di nama berkas, misalnya \"TW II\"; laporan setahun penuh ditulis TRIWULAN IV.";
    Some(temuan(&ATURAN, document.cell(heading), message, advice).unit(document.unit()))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    #[test]
    fn a_title_that_is_none_of_the_known_kinds_tells_its_half_year_too() {
        let form = |title: &str| {
            cell(
                "ID09",
                &format!(
                    "*** JTI/mutu.xlsx\n=== Mutu\n{title}\n\nNo|Indikator|Satuan|Target|Realisasi\n1|Waktu tanggap|Menit|5|4\n2|Kepatuhan petugas|%|85|88\n"
                ),
            )
        };
        assert_eq!(form("LAPORAN INDIKATOR MUTU UNIT SEMESTER I TAHUN 2026"), Vec::<String>::new());
        assert_eq!(form("LAPORAN INDIKATOR MUTU UNIT TAHUN 2026").len(), 1);
    }
}
