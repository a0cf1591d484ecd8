//! TL13: a plan over several years whose title names none of them, or all ("2025–2029").

use std::collections::BTreeSet;

use crate::domain::column::Period;
use crate::domain::document::Fact;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::fact::SheetFact;
use crate::rules::helpers::{document, fact, temuan};
use crate::rules::{Aturan, Check, RuleContext};
use crate::tables::Tables;

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "TL13",
    name: "Tahun tidak tertulis di judul",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Tabel memuat target beberapa tahun dan judul lembarnya tidak menyebut satu tahun tertentu; kolom tahun ruang kerja yang dipakai.",
    why: "Bila lembar itu sebenarnya untuk tahun lain, target yang dipakai bukan yang dimaksud.",
    source: "Perjanjian Kinerja instansi vertikal yang disusun dari tabel Renstra lima tahun.",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA
Sasaran|Indikator Kinerja|Satuan|«Target 2026»|Target 2027
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|62
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|Satuan|Target 2026|Target 2027
Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|62
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    fact::fact(context.tables)
        .filter_map(|(sheet, fact)| {
            let Fact::ChosenYear { cell, year } = fact else { return None };
            let message = format!(
                "Judul lembar ini tidak menyebut satu tahun tertentu; dari kolom beberapa tahun, kolom {year} yang dipakai sebagai tahun ini."
            );
            // A plan of several years is titled by all of them, and rightly so.
            let advice = if years(context.tables, &sheet, *year) >= PLAN {
                "Bila benar, tidak perlu diubah; bila lembar ini dikirim untuk tahun lain, sebutkan tahunnya pada judulnya."
                    .to_string()
            } else {
                format!("Bila benar, tidak perlu diubah; sebaiknya tuliskan \"TAHUN {year}\" pada judulnya.")
            };
            Some(temuan(&ATURAN, sheet.cell(*cell), message, advice).unit(sheet.unit))
        })
        .collect()
}

/// From so many years on their columns are those of a plan over several years.
const PLAN: usize = 3;

/// How many years the columns of a sheet are of, the one that was chosen among them.
fn years(tables: &Tables, sheet: &SheetFact<'_>, chosen: u16) -> usize {
    let own = document::of_sheet(tables, sheet).flat_map(|one| &one.content.tables).flat_map(|table| &table.columns);
    let named = own.filter_map(|owned| match owned.column.period {
        Period::Year(year) => Some(year),
        _ => None,
    });
    named.chain([chosen]).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test;

    #[test]
    fn a_plan_of_several_years_is_not_asked_for_one_in_its_title() {
        let advice = |image: &str| test::temuan("TL13", image).pop().map(|one| one.advice).unwrap_or_default();
        assert!(advice(ATURAN.wrong).contains("tuliskan \"TAHUN 2026\""));
        let plan = ATURAN
            .wrong
            .replace(['«', '»'], "")
            .replace("|Target 2027", "|Target 2027|Target 2028")
            .replace("|62", "|62|64");
        assert!(advice(&plan).contains("tahun lain"), "{}", advice(&plan));
    }
}
