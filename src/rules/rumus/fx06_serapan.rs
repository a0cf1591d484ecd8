//! FX06: more spent than there was.

use crate::domain::column::{Field, Period};
use crate::domain::document::{RowKind, TableColumn};
use crate::domain::exact;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};

use crate::rules::helpers::entry::{EntryCell, group};
use crate::rules::helpers::{percent, rupiah, temuan};
use crate::rules::{Aturan, Check};

pub(in crate::rules) static ATURAN: Aturan = Aturan {
    code: "FX06",
    name: "Realisasi anggaran melebihi pagu",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &[],
    fields: &[Field::Anggaran, Field::RealisasiAnggaran],
    what: "Realisasi anggaran sebuah baris lebih besar dari pagunya, atau serapannya lebih dari 100 %.",
    why: "Belanja tidak dapat melebihi pagu; penyebabnya hampir selalu salah ketik atau pagu yang belum diperbarui.",
    source: "Pemeriksaan BUD-01; Formulir E.81 Deli Serdang (serapan 120,70 %).",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Pagu Anggaran|Realisasi Anggaran
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|10000000|«12070000»
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026
No|Sasaran|Indikator|Target|Realisasi TW|Pagu Anggaran|Realisasi Anggaran
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%|14%|10000000|2070000
",
    check: Check::Cell(check),
};

fn check(cell: &[EntryCell<'_>]) -> Vec<Temuan> {
    let money = cell.iter().filter(|cell| {
        let field = matches!(cell.column.field, Field::RealisasiAnggaran | Field::Serapan);
        field && cell.row.kind != RowKind::Total && cell.entry.value.figure().is_some()
    });
    group(money, |cell| cell.record_id).iter().filter_map(|row| in_row(row)).collect()
}

/// One row: its largest realisation against its budget, then the sum of its quarters, then its absorption.
fn in_row(row: &[&EntryCell<'_>]) -> Option<Temuan> {
    let realisasi: Vec<&EntryCell<'_>> =
        row.iter().copied().filter(|cell| cell.column.field == Field::RealisasiAnggaran).collect();
    let serapan = row.iter().filter(|cell| cell.column.field == Field::Serapan);
    let pagu = row.first().and_then(|cell| pagu(cell));
    pagu.and_then(|pagu| largest(&realisasi, pagu).or_else(|| summed(&realisasi, pagu)))
        .or_else(|| serapan.into_iter().find_map(|cell| more_serapan(cell)))
}

/// The budget of a row for the year.
fn pagu<'a>(cell: &EntryCell<'a>) -> Option<(&'a Entry, f64)> {
    let column = [Field::Anggaran.yearly(), Field::Anggaran.running()];
    let entry = column.into_iter().find_map(|column| cell.row.entry(column))?;
    Some((entry, entry.value.figure()?))
}

fn largest(realisasi: &[&EntryCell<'_>], (entry, pagu): (&Entry, f64)) -> Option<Temuan> {
    let value = |cell: &EntryCell<'_>| cell.entry.value.figure().unwrap_or_default();
    let cell = realisasi.iter().find(|cell| value(cell) > pagu + 0.5)?;
    let message = format!(
        "Realisasi anggaran {} melebihi pagu {}{}.",
        rupiah(value(cell)),
        rupiah(pagu),
        part(value(cell), pagu)
    );
    Some(temuan_pagu(cell, message, entry, value(cell), pagu))
}

/// Quarters that do not run up are parts of the year, and together they may not exceed its budget. Quarters that do run
/// up may be either, so nothing is said about them.
fn summed(realisasi: &[&EntryCell<'_>], (entry, pagu): (&Entry, f64)) -> Option<Temuan> {
    let triwulan: Vec<(&&EntryCell<'_>, f64)> = realisasi
        .iter()
        .filter(|cell| matches!(cell.column.period, Period::Triwulan(_)))
        .filter_map(|cell| Some((cell, cell.entry.value.figure()?)))
        .collect();
    let descend = triwulan.windows(2).any(|two| matches!(two, [(_, left), (_, right)] if right < left));
    let total: f64 = exact::sum(triwulan.iter().map(|(_, value)| *value));
    let (last, _) = triwulan.last()?;
    if !descend || total <= pagu + 0.5 || cumulative(last) {
        return None;
    }
    let message = format!(
        "Realisasi anggaran {} triwulan berjumlah {}, melebihi pagu {}{}.",
        triwulan.len(),
        rupiah(total),
        rupiah(pagu),
        part(total, pagu)
    );
    let other = triwulan.iter().filter(|(cell, _)| cell.entry.cell != last.entry.cell).map(|(cell, _)| cell.place());
    Some(temuan_pagu(last, message, entry, total, pagu).all_related(other))
}

fn cumulative(cell: &EntryCell<'_>) -> bool {
    let this = |owned: &TableColumn| owned.column == cell.column && owned.cumulative;
    cell.tables.table_from(cell.record_id).is_some_and(|table| table.columns.iter().any(this))
}

fn temuan_pagu(cell: &EntryCell<'_>, message: String, pagu: &Entry, value: f64, limit: f64) -> Temuan {
    let advice = "Periksa kedua angkanya; bila pagu sudah direvisi, tulis pagu terbaru.";
    let temuan = temuan(&ATURAN, cell.place(), message, advice)
        .difference(rupiah(value), format!("paling banyak {}", rupiah(limit)))
        .gap(value - limit)
        .related(cell.cell_place(vec![pagu.cell]));
    cell.complete(temuan)
}

/// How much of the budget that is, where there is one.
fn part(value: f64, pagu: f64) -> String {
    if pagu > 0.0 { format!(" ({})", percent(value / pagu * 100.0)) } else { String::new() }
}

fn more_serapan(cell: &EntryCell<'_>) -> Option<Temuan> {
    let value = cell.entry.value.figure().filter(|value| *value > 100.0 + 0.005)?;
    let message = format!("Serapan anggaran tertulis {}, lebih dari seluruh pagu.", percent(value));
    let advice = "Periksa pagu dan realisasi anggarannya, lalu perbaiki rumus serapan.";
    Some(cell.complete(temuan(&ATURAN, cell.place(), message, advice).difference(percent(value), "paling besar 100 %")))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test;

    const HEAD: &str = "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TAHUN 2026
No|Indikator|Target|Realisasi|Pagu|Realisasi Anggaran|<|<
^|^|^|^|^|TW I|TW II|TW III
";

    #[test]
    fn quarters_that_fall_are_parts_and_add_up() {
        let content = "1|Jumlah mitra|4|1|100|60|30|40\n2|Jumlah dosen|4|1|100|30|60|90\n";
        let temuan = test::temuan("FX06", &format!("{HEAD}{content}"));
        let [one] = temuan.as_slice() else { panic!("{temuan:?}") };
        assert_eq!((one.place.cell_text().as_str(), one.gap), ("H4", Some(30.0)));
        assert_eq!(
            one.related.iter().map(crate::domain::place::Place::cell_text).collect::<Vec<_>>(),
            ["E4", "F4", "G4"]
        );
    }
}
