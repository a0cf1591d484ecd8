//! ID12: a form of another year or quarter, with its title changed.

use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::document::{self, WorkspaceDocument};
use crate::rules::helpers::temuan;
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "ID12",
    name: "Formulir disiapkan untuk tahun atau triwulan lain",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Year],
    follows: &[],
    fields: &[],
    what: "Formulir disiapkan untuk satu tahun dan triwulan (tercatat di sifat dokumennya), tetapi judulnya menyebut yang lain.",
    why: "Target dan realisasi yang sudah terisi berasal dari tahun atau triwulan yang lama; mengganti judulnya tidak mengganti angkanya.",
    source: "Pemeriksaan ID-02 dan templat: setiap formulir disiapkan untuk satu tahun dan satu triwulan.",
    wrong: "\
*** JTI/tw2.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_tahun = 2026
--- selaras_periode = I
=== TW II
«PENGUKURAN KINERJA TRIWULAN II TAHUN 2026»
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    correct: "\
*** JTI/tw2.xlsx
--- selaras_templat = uk-umum
--- selaras_versi = 1
--- selaras_tahun = 2026
--- selaras_periode = II
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026
No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|14
",
    check: Check::Workspace(check),
};

const ADVICE: &str =
    "Pakai formulir yang disiapkan untuk periode ini, atau periksa lagi setiap target dan realisasi yang sudah terisi.";

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    document::submission(context.tables)
        .flat_map(|document| {
            let year_difference = context.year_of(document.content).and_then(|year| year_difference(&document, year));
            [year_difference, triwulan_difference(&document)]
        })
        .flatten()
        .collect()
}

/// A form of another year. Where its title says that year too, the title is what is wrong (ID02).
fn year_difference(document: &WorkspaceDocument<'_>, year: i32) -> Option<Temuan> {
    let prepared = document.content.mark.as_ref()?.year.filter(|prepared| *prepared != year)?;
    let heading = document.content.year;
    if heading.is_some_and(|heading| heading.value == prepared) {
        return None;
    }
    let place = heading.map_or_else(|| document.sheet(), |heading| document.cell(heading.cell));
    let as_written = heading.map_or(year, |heading| heading.value);
    let message = format!("Formulir ini disiapkan untuk tahun {prepared}, tetapi dipakai untuk tahun {as_written}.");
    let temuan = temuan(&ATURAN, place, message, ADVICE).unit(document.unit());
    Some(temuan.difference(prepared.to_string(), as_written.to_string()))
}

fn triwulan_difference(document: &WorkspaceDocument<'_>) -> Option<Temuan> {
    let prepared = document.content.mark.as_ref()?.triwulan?;
    let heading = document.content.triwulan.filter(|heading| heading.value != prepared)?;
    let message = format!("Formulir ini disiapkan untuk {prepared}, tetapi judulnya menyebut {}.", heading.value);
    let temuan = temuan(&ATURAN, document.cell(heading.cell), message, ADVICE).unit(document.unit());
    Some(temuan.difference(prepared.to_string(), heading.value.to_string()))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    #[test]
    fn a_form_of_last_year_with_a_new_title_is_told_and_one_with_its_old_title_is_not_told_twice() {
        let past = super::ATURAN.correct.replace("selaras_tahun = 2026", "selaras_tahun = 2025");
        assert_eq!(test::cell("ID12", &past), ["A1"]);
        let intact = past.replace("TAHUN 2026", "TAHUN 2025");
        assert!(test::cell("ID12", &intact).is_empty());
        assert_eq!(test::cell("ID02", &intact).len(), 1);
    }
}
