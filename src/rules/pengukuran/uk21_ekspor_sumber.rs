//! UK21: a realisation that is not what the system says from which it comes.

use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::numeral::short_figure;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::source::{Subjects, name, rows};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK21",
    name: "Realisasi berbeda dari ekspor sistem sumber",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::OtherDocument],
    also: &[Need::Cascade, Need::Register],
    follows: &["ID13", "NL02", "NL03", "NL04"],
    fields: &[Field::Realisasi],
    what: "Bila folder sumber berisi ekspor sistem yang disebut PK sebagai sumber data (e-SAKIP, e-Monev, e-Kinerja), realisasi di formulir dibandingkan dengannya per indikator dan triwulan. Indikator dikenali dari kode atau bunyinya; yang dapat berarti dua unit tidak dibandingkan.",
    why: "PK menyebut dari mana realisasi diambil; dua angka untuk hal yang sama berarti salah satunya keliru.",
    source: "Instruksi Sekda DKI Jakarta 4/2024: kolom Sumber Data PK",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|«31»
*** (sumber)/e-SAKIP.xlsx
=== Data
REALISASI KINERJA TAHUN 2026

Unit Kerja|Kode Indikator|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
JTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|%|60|16|30
JTM|IKK 1.1.2|Persentase lulusan yang bekerja dalam 6 bulan|%|60|17|33
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|31
*** (sumber)/e-SAKIP.xlsx
=== Data
REALISASI KINERJA TAHUN 2026

Unit Kerja|Kode Indikator|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
JTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|%|60|16|31
JTM|IKK 1.1.2|Persentase lulusan yang bekerja dalam 6 bulan|%|60|17|33
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let Some(subjects) = Subjects::of(tables) else { return Vec::new() };
    let mut measured: HashMap<(&str, &str, Triwulan), RowMeasure<'_>> = HashMap::default();
    for measure in that(tables, |row| !row.semester && tables.counts(row.record)) {
        if let (Some(unit), Some(key), Some(triwulan)) = (measure.unit, measure.key, measure.triwulan) {
            measured.entry((unit, key, triwulan)).or_insert(measure);
        }
    }
    let mut temuan = Vec::new();
    for row in rows(tables) {
        let Some((unit, key)) = subjects.about(&row) else { continue };
        for triwulan in Triwulan::ALL {
            if let Some(measure) = measured.get(&(unit, key, triwulan)) {
                temuan.extend(one(measure, &row, triwulan));
            }
        }
    }
    temuan
}

fn one(measure: &RowMeasure<'_>, row: &IndikatorRecord<'_>, triwulan: Triwulan) -> Option<Temuan> {
    let column = Field::Realisasi.tw(triwulan);
    let exported = row.entry(column).filter(|entry| !entry.value.without_content())?;
    let percent = measure.record.percent() || row.percent();
    let source = numeral(&exported.value, percent)?;
    let said = measure.entry(Field::Realisasi)?;
    let own = numeral(&said.value, percent)?;
    // Figures are shown with two decimals, and exports round.
    if (own - source).abs() < 0.005 + f64::EPSILON {
        return None;
    }
    // A running total on one side alone compares with nothing.
    let runs = row.table().is_some_and(|table| {
        table.columns.iter().any(|owned| owned.column.field == Field::Realisasi && owned.cumulative)
    });
    if runs != measure.cumulative {
        return None;
    }
    let (own, source, name) = (short_figure(own, 4), short_figure(source, 4), name(row));
    let message = format!("Realisasi {triwulan} di formulir {own}, sedangkan di ekspor {name} {source}.");
    let advice = "Cocokkan dengan sumber datanya: perbaiki formulir ini, atau minta pengelola sistem memperbaiki datanya lalu simpan ekspor barunya di folder sumber.";
    let temuan = measure.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    Some(temuan.difference(own, source).all_related(row.place(column)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::{cell, temuan};

    fn with(export: &str) -> String {
        let (form, _) = super::ATURAN.correct.split_once("*** (sumber)").unwrap_or_default();
        format!("{form}*** (sumber)/e-SAKIP.xlsx\n=== Data\nREALISASI KINERJA TAHUN 2026\n\n{export}\n")
    }

    #[test]
    fn a_wording_of_two_units_is_compared_with_neither() {
        let export = "No|Sasaran|Indikator|Satuan|Target|Realisasi TW II\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|60|99";
        let other = "*** JTM/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|32\n";
        assert_eq!(cell("UK21", &with(export)).len(), 1);
        assert!(cell("UK21", &format!("{}{other}", with(export))).is_empty());
    }

    #[test]
    fn a_unit_that_is_not_known_is_nobody() {
        let export = "Unit Kerja|Kode Indikator|Indikator|Satuan|Target|Realisasi TW II\nJurusan Lain|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|%|60|99";
        assert!(cell("UK21", &with(export)).is_empty());
    }

    #[test]
    fn an_export_counts_for_nothing_and_is_told_beside_the_form() {
        let export = "Unit Kerja|Kode Indikator|Indikator|Satuan|Target|Realisasi TW II\nJTI|IKK 1.1.1|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30";
        let one = temuan("UK21", &with(export));
        assert!(one[0].place.file == "JTI/tw2.xlsx" && one[0].message.contains("ekspor e-SAKIP 30"), "{one:?}");
        for code in ["BK02", "ID01", "UK01", "AL01"] {
            assert!(temuan(code, &with(export)).iter().all(|one| !one.place.file.starts_with("(sumber)")), "{code}");
        }
    }
}
