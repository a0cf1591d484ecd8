//! UK13: an AKIP letter that contradicts its number.

use crate::domain::column::Field;
use crate::domain::value::Value;
use crate::domain::value::predikat::{Predikat, PredikatScale, akip_from_value};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::entry::EntryCell;
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::{figure, temuan};
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK13",
    name: "Predikat AKIP tidak sesuai dengan nilainya",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[],
    what: "Predikat AKIP yang ditulis bersama nilainya dibandingkan dengan rentangnya: AA di atas 90, A di atas 80, BB di atas 70, B di atas 60, CC di atas 50, C di atas 30, selebihnya D. Batas bawah tidak termasuk: 90,00 adalah A.",
    why: "Huruf dan angka yang bertentangan membuat capaian indikator predikat tidak pasti.",
    source: "PermenPANRB 12/2015; PermenPANRB 88/2021 memakai rentang yang sama menurut sumber kedua",
    wrong: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Tata kelola baik|Predikat SAKIP|Predikat|BB|«78,5 (A)»
",
    correct: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW
1|Tata kelola baik|Predikat SAKIP|Predikat|BB|78,5 (BB)
",
    check: Check::CellThenWorkspace(in_cell, in_status_column),
};

const ADVICE: &str = "Perbaiki huruf atau angkanya sesuai lembar hasil evaluasi.";

fn in_cell(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    cell.iter().filter_map(one_cell).collect()
}

fn in_status_column(context: &RuleContext<'_>) -> Vec<Temuan> {
    that(context.tables, |row| row.status().is_some()).filter_map(|measure| in_status(&measure)).collect()
}

/// "78,5 (A)" in one cell.
fn one_cell(cell: &EntryCell<'_>) -> Option<Temuan> {
    let Value::Predikat { predikat, figure: Some(value) } = cell.entry.value else { return None };
    let (message, expected) = wrong(predikat, value)?;
    Some(cell.complete(
        temuan(&ATURAN, cell.place(), message, ADVICE).difference(predikat.to_string(), expected.to_string()),
    ))
}

/// A number as the realisation and its letter in the status column, where the target is a letter.
fn in_status(measure: &RowMeasure<'_>) -> Option<Temuan> {
    let target = measure.entry(Field::Target).or_else(|| measure.record.entry(Field::Target.yearly()))?;
    if !matches!(target.value, Value::Predikat { predikat, .. } if predikat.scale() == PredikatScale::Akip) {
        return None;
    }
    let predikat = Predikat::read(measure.entry(Field::Status)?.text()?)?;
    let (message, expected) = wrong(predikat, measure.figure_realisasi()?)?;
    let temuan =
        measure.temuan(&ATURAN, Field::Status, message, ADVICE)?.difference(predikat.to_string(), expected.to_string());
    Some(temuan.all_related(measure.place(Field::Realisasi)))
}

fn wrong(predikat: Predikat, value: f64) -> Option<(String, Predikat)> {
    let expected =
        akip_from_value(value).filter(|correct| predikat.scale() == PredikatScale::Akip && *correct != predikat)?;
    Some((format!("Nilai {} berpredikat {expected}, tetapi tertulis {predikat}.", figure(value)), expected))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn uk(content: &str) -> Vec<String> {
        let head = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Predikat";
        cell("UK13", &format!("{head}\n1|Tata kelola|Predikat SAKIP|Predikat|{content}"))
    }

    #[test]
    fn the_lower_bound_of_a_band_belongs_to_the_band_below() {
        assert_eq!(uk("BB|90 (AA)|"), ["F4"]);
        assert_eq!(uk("BB|90,01 (AA)|"), Vec::<String>::new());
    }

    #[test]
    fn a_letter_beside_its_number_counts_too() {
        assert_eq!(uk("BB|78.5|A"), ["G4"]);
        assert_eq!(uk("BB|78.5|BB"), Vec::<String>::new());
        assert_eq!(uk("70|78.5|A"), Vec::<String>::new());
    }
}
