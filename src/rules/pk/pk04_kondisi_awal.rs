//! PK04: a target that is worse than where the unit stands already.

use crate::domain::column::{Field, FormColumn, Period};
use crate::domain::document::DocumentKind;
use crate::domain::polaritas::Polaritas;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::room;
use crate::rules::helpers::write::{without_content, write};
use crate::rules::helpers::{mention, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "PK04",
    name: "Target lebih rendah dari kondisi awal",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[Need::Cascade],
    follows: &["ID13", "NL02", "NL03", "NL04", "PK03"],
    fields: &[Field::Target],
    what: "Target tahun ini lebih buruk daripada kondisi awal, atau realisasi tahun lalu, yang tertulis di baris yang sama, menurut polaritas di formulir atau kaskade, dan kolom keterangan tidak menjelaskannya. Tanpa polaritas tidak diperiksa.",
    why: "Target di bawah yang sudah dicapai menjanjikan kemunduran; hampir selalu angkanya tertukar atau salah ketik.",
    source: "Pemeriksaan PK-04; buku aturan SAKIPRO; PRD LLDIKTI XVI",
    wrong: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Kondisi Awal|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|64|«60»
",
    correct: "\
*** JTI/pk.xlsx
=== PK
PERJANJIAN KINERJA TAHUN 2026

No|Sasaran|Indikator Kinerja|Satuan|Kondisi Awal|Target
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|54|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    indikator_row(context.tables, DocumentKind::Pk)
        .filter(IndikatorRecord::subject)
        .filter_map(|row| one(&row))
        .collect()
}

fn one(record: &IndikatorRecord<'_>) -> Option<Temuan> {
    let column = [Field::Target.yearly(), Field::Target.running()].into_iter().find(|column| record.has(*column))?;
    let before = state_before(record)?;
    let (target, start) = (record.own_entry(column)?, record.own_entry(before)?);
    let percent = record.percent();
    let (planned, stands) = (numeral(&target.value, percent)?, numeral(&start.value, percent)?);
    let worse = match polaritas(record)? {
        Polaritas::Maximum => planned < stands,
        Polaritas::Minimum => planned > stands,
        Polaritas::Stable => false,
    };
    let explained = record.entry(Field::Remark.yearly()).is_some_and(|entry| !without_content(entry));
    // A first year has no state before it: a zero is mostly "not measured yet".
    if !worse || same(planned, stands) || explained || stands == 0.0 {
        return None;
    }
    let (found, was) = (write(&target.value), write(&start.value));
    let message = format!("Target {found} lebih buruk daripada {} {was} di baris yang sama.", mention(before));
    let advice = format!(
        "Periksa apakah kedua angka tertukar atau salah ketik; bila targetnya memang diturunkan, tulis alasannya di {}.",
        room::for_a_remark(record.table())
    );
    let temuan = record.many_temuan(&ATURAN, &[column, before], message, &advice)?;
    Some(temuan.difference(found, format!("tidak lebih buruk dari {was}")).gap(planned - stands))
}

/// The column of the state at the start, else that of what was reached in the last year that the form tells.
fn state_before(record: &IndikatorRecord<'_>) -> Option<FormColumn> {
    let start = Field::KondisiAwal.yearly();
    let reached = |column: &FormColumn| match (column.field, column.period) {
        (Field::Realisasi, Period::Year(year)) => Some(year),
        _ => None,
    };
    let columns = || record.table().into_iter().flat_map(|table| &table.columns).map(|owned| owned.column);
    if record.has(start) {
        Some(start)
    } else {
        columns().filter(|column| reached(column).is_some()).max_by_key(reached)
    }
}

/// As the form says, else as the cascade does.
fn polaritas(record: &IndikatorRecord<'_>) -> Option<Polaritas> {
    let form = record.entry(Field::Polaritas.yearly()).and_then(|entry| Polaritas::read(entry.text()?));
    form.or_else(|| record.node().filter(|node| node.understood(Field::Polaritas)).map(|node| node.polaritas))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn pk(polaritas: &str, start: &str, target: &str, remark: &str) -> Vec<String> {
        let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Polaritas|Kondisi Awal|Target|Keterangan";
        cell("PK04", &format!("{head}\n1|Layanan|Jumlah keluhan|Keluhan|{polaritas}|{start}|{target}|{remark}"))
    }

    #[test]
    fn the_direction_decides_and_without_one_nothing_is_said() {
        assert_eq!(pk("minimum", "10", "12", ""), ["G4,F4"]);
        assert_eq!(pk("maksimum", "10", "12", ""), Vec::<String>::new());
        assert_eq!(pk("", "10", "8", ""), Vec::<String>::new());
    }

    #[test]
    fn what_was_reached_last_year_is_a_state_to_start_from() {
        let told = |target: u32| {
            let head = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Polaritas|Realisasi 2025|Target 2026";
            cell("PK04", &format!("{head}\n1|Layanan|Jumlah layanan|Layanan|maksimum|12|{target}"))
        };
        assert_eq!(told(9), ["G4,F4"]);
        assert_eq!(told(14), Vec::<String>::new());
    }

    #[test]
    fn a_reason_a_first_year_and_an_equal_target_are_no_fault() {
        assert_eq!(pk("maksimum", "12", "10", "anggaran dipotong"), Vec::<String>::new());
        assert_eq!(pk("minimum", "0", "10", ""), Vec::<String>::new());
        assert_eq!(pk("maksimum", "12", "12", ""), Vec::<String>::new());
    }
}
