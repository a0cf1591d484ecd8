//! UK09: quarters that do not follow each other.

use std::collections::{BTreeMap, HashSet};

use crate::domain::column::Field;
use crate::domain::polaritas::Polaritas;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::gather;
use crate::rules::helpers::{figure, list, same};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK09",
    name: "Realisasi triwulan tidak berurutan",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[],
    also: &[Need::EarlierQuarter, Need::Cascade],
    follows: &[],
    fields: &[Field::Realisasi],
    what: "Realisasi triwulan yang lebih awal tidak boleh kosong bila triwulan sesudahnya sudah diisi, baik dalam satu formulir maupun antarformulir. Realisasi di bawah judul \"Kumulatif\" tidak boleh turun.",
    why: "Triwulan yang terlewat membuat capaian sampai dengan triwulan ini salah hitung.",
    source: "rekap kumulatif BPS; PRD LLDIKTI XVI",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|«»|31
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|16|31
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let measure = that(context.tables, |row| row.triwulan.is_some());
    let mut one_line: BTreeMap<u32, BTreeMap<Triwulan, RowMeasure<'_>>> = BTreeMap::new();
    let mut between_forms: BTreeMap<(&str, &str), BTreeMap<Triwulan, RowMeasure<'_>>> = BTreeMap::new();
    for measure in measure {
        let Some(triwulan) = measure.triwulan else { continue };
        one_line.entry(measure.record.number).or_default().insert(triwulan, measure);
        let sebanding = measure.running() && measure.record.counts();
        if let (Some(unit), Some(key), true) = (measure.record.unit(), measure.record.key(), sebanding) {
            between_forms.entry((unit, key)).or_default().entry(triwulan).or_insert(measure);
        }
    }
    let mut temuan: Vec<Temuan> = one_line.values().flat_map(check_series).collect();
    let between = between_forms
        .values()
        .filter(|series| series.values().any(|a| series.values().any(|b| a.record.number != b.record.number)));
    // The quarters of one row were looked at already.
    let mut places: HashSet<Place> = temuan.iter().map(|one| one.place.clone()).collect();
    temuan.extend(between.flat_map(check_series).filter(|one| places.insert(one.place.clone())));
    temuan
}

fn check_series(series: &BTreeMap<Triwulan, RowMeasure<'_>>) -> Vec<Temuan> {
    let all: Vec<(Triwulan, &RowMeasure<'_>)> = series.iter().map(|(triwulan, measure)| (*triwulan, measure)).collect();
    [passed_over(&all), descend(&all)].into_iter().flatten().collect()
}

fn blank(measure: &RowMeasure<'_>) -> bool {
    measure.entry(Field::Realisasi).is_some_and(|entry| entry.value.blank())
}

fn passed_over(series: &[(Triwulan, &RowMeasure<'_>)]) -> Option<Temuan> {
    let (last, content) = series
        .iter()
        .rev()
        .find(|(_, measure)| measure.entry(Field::Realisasi).is_some_and(|entry| !entry.value.blank()))?;
    let via: Vec<&(Triwulan, &RowMeasure<'_>)> =
        series.iter().filter(|(triwulan, measure)| triwulan < last && blank(measure)).collect();
    let (_, first) = via.first()?;
    let name = list(&via.iter().map(|(triwulan, _)| triwulan.to_string()).collect::<Vec<_>>());
    let message = format!("Realisasi {name} kosong, padahal realisasi {last} sudah diisi.");
    let advice = format!("Isi realisasi {name}; tulis 0 bila memang belum ada hasilnya.");
    let temuan = first.temuan(&ATURAN, Field::Realisasi, message, &advice)?;
    let other = via.iter().skip(1).map(|(_, measure)| *measure).chain([*content]);
    Some(temuan.all_related(gather(other.filter_map(|measure| measure.place(Field::Realisasi)))))
}

/// Only under headers that say "Kumulatif", and not where lower is better: there a position may fall.
fn descend(series: &[(Triwulan, &RowMeasure<'_>)]) -> Option<Temuan> {
    let cumulative = |measure: &RowMeasure<'_>| measure.cumulative && measure.polaritas() != Some(Polaritas::Minimum);
    let figure_only: Vec<(Triwulan, &RowMeasure<'_>, f64)> = series
        .iter()
        .filter(|(_, measure)| cumulative(measure))
        .filter_map(|(triwulan, measure)| Some((*triwulan, *measure, measure.figure_realisasi()?)))
        .collect();
    let lessened = |pair: &&[(Triwulan, &RowMeasure<'_>, f64)]| match pair {
        [(_, _, old), (_, _, new)] => new < old && !same(*new, *old),
        _ => false,
    };
    let [(old_tw, measure_old, old), (tw, measure, new)] = figure_only.windows(2).find(lessened)? else { return None };
    let message = format!("Realisasi kumulatif {tw} {} lebih rendah dari {old_tw} {}.", figure(*new), figure(*old));
    let advice = "Tulis realisasi sejak awal tahun pada kolom kumulatif, atau perbaiki angka yang keliru.";
    let temuan = measure.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    let temuan = temuan.difference(figure(*new), format!("paling rendah {}", figure(*old))).gap(new - old);
    Some(temuan.all_related(measure_old.place(Field::Realisasi)))
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::temuan as test_temuan;

    fn tw(name: &str, column: &str, content: &str) -> String {
        format!(
            "*** JTI/{name}.xlsx\n=== {name}\nPENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|{column}\n1|Kerja sama|Jumlah mitra|Mitra|12|{content}\n"
        )
    }

    fn place(image: &str) -> Vec<String> {
        test_temuan("UK09", image)
            .iter()
            .map(|temuan| format!("{} {}", temuan.place.file, temuan.place.cell_text()))
            .collect()
    }

    #[test]
    fn a_blank_first_quarter_is_told_where_the_second_was_sent_in_another_form() {
        let image = tw("TW1", "Realisasi TW", "") + &tw("TW2", "Realisasi TW", "7");
        assert_eq!(place(&image), ["JTI/TW1.xlsx F4"]);
        let image = tw("TW1", "Realisasi TW", "0") + &tw("TW2", "Realisasi TW", "7");
        assert_eq!(place(&image), Vec::<String>::new());
    }

    #[test]
    fn running_totals_may_not_fall_under_headers_that_call_them_so() {
        let width = |heading: &str, content: &str| {
            format!(
                "*** JTI/TW3.xlsx\n=== TW3\nPENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|{heading}|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|Kerja sama|Jumlah mitra|Mitra|12|{content}\n"
            )
        };
        assert_eq!(place(&width("Realisasi (Kumulatif)", "4|7|6|")), ["JTI/TW3.xlsx H5"]);
        assert_eq!(place(&width("Realisasi", "4|7|6|")), Vec::<String>::new());
        assert_eq!(place(&width("Realisasi", "4||6|")), ["JTI/TW3.xlsx G5"]);
    }
}
