//! UK27: a form whose realisations are all its targets, to the digit.

use crate::domain::column::Field;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, forms, reported};
use crate::rules::helpers::quarters::places;
use crate::rules::helpers::same;
use crate::rules::{Aturan, Check, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK27",
    name: "Semua realisasi sama dengan targetnya",
    severity: Severity::Info,
    scope: Scope::Document,
    needs: &[],
    also: &[],
    follows: &["NL07", "UK14", "UK22"],
    fields: &[],
    what: "Sedikitnya lima indikator sebuah pengukuran punya realisasi, semuanya persis sama dengan targetnya, dan sedikitnya dua di antaranya angka yang jarang tercapai persis (berdesimal, atau di atas 100).",
    why: "Kolom target yang tersalin ke kolom realisasi selalu tampak tercapai 100 %.",
    source: "Pemeriksaan VAL-07; berkas Renja Cirebon (realisasi menyalin target).",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Kerja sama|Jumlah mitra industri|Mitra|4|«4»
2|Kerja sama|Jumlah peserta magang|Orang|1250|1250
3|Layanan|Indeks kepuasan pengguna|Indeks|3.45|3.45
4|Layanan|Jumlah layanan daring|Layanan|12|12
5|Lulusan|Persentase lulusan yang bekerja|%|30|30
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Kerja sama|Jumlah mitra industri|Mitra|4|4
2|Kerja sama|Jumlah peserta magang|Orang|1250|1263
3|Layanan|Indeks kepuasan pengguna|Indeks|3.45|3.5
4|Layanan|Jumlah layanan daring|Layanan|12|12
5|Lulusan|Persentase lulusan yang bekerja|%|30|31
",
    check: Check::Workspace(check),
};

/// Fewer may well be just as promised.
const FEWEST: usize = 5;
/// Figures that are rarely met to the digit.
const TELLING: usize = 2;

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    forms(reported(context.tables).filter(RowMeasure::running)).filter_map(|form| one_form(&form)).collect()
}

fn one_form(rows: &[RowMeasure<'_>]) -> Option<Temuan> {
    let first = rows.first()?;
    let pair = |row: &RowMeasure<'_>| row.own.target.zip(row.figure_realisasi());
    let figures: Vec<(f64, f64)> = rows.iter().filter_map(pair).collect();
    let telling = figures.iter().filter(|(_, reached)| reached.fract() != 0.0 || reached.abs() > 100.0).count();
    if figures.len() < FEWEST || telling < TELLING || !figures.iter().all(|(target, reached)| same(*target, *reached)) {
        return None;
    }
    let message = format!(
        "Realisasi{} dari {} indikator semuanya persis sama dengan targetnya.",
        first.mention_triwulan(),
        figures.len()
    );
    let advice = "Bila kolom target tersalin ke kolom realisasi, isi realisasi yang sebenarnya; bila memang demikian hasilnya, tidak ada yang perlu diubah.";
    let place = places(rows.iter(), Field::Realisasi).into_iter().next()?;
    Some(ATURAN.finding(place, message, advice).unit(first.record.unit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::helpers::test::cell;

    #[test]
    fn small_counts_that_came_as_promised_and_one_that_did_not_are_no_copy() {
        assert_eq!(cell("UK27", &ATURAN.wrong.replace("1250|1250", "1250|1249")), Vec::<String>::new());
        assert_eq!(cell("UK27", &ATURAN.wrong.replace("3.45|3.45", "3|3")), Vec::<String>::new());
        assert_eq!(
            cell("UK27", &ATURAN.wrong.replace("5|Lulusan|Persentase lulusan yang bekerja|%|30|30\n", "")).len(),
            0
        );
    }
}
