//! UK09: quarters that do not follow each other.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use crate::domain::column::Field;
use crate::domain::hash::HashSet;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::domain::satuan::standard_satuan;
use crate::domain::text::listed;
use crate::domain::triwulan::Triwulan;
use crate::finding::{Place, Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::record::gather;
use crate::rules::helpers::{figure, quarters, same};
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
    what: "Realisasi triwulan yang lebih awal tidak boleh kosong bila triwulan sesudahnya sudah diisi, baik dalam satu formulir maupun antarformulir. Realisasi di bawah judul \"Kumulatif\", \"s.d. TW II\", dan sejenisnya tidak boleh turun, juga terhadap jumlah triwulan yang sudah dilaporkan bila triwulannya dijumlahkan.",
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
    let unreported = LazyCell::new(|| quarters::unreported(context.tables));
    // Applications print zeros for a quarter that runs or is to come, and for one of which nobody reported yet.
    let open = |measure: &RowMeasure<'_>| {
        let silent = |triwulan| unreported.contains(&(measure.document, triwulan));
        measure.figure_realisasi() == Some(0.0) && (!measure.over(context) || measure.triwulan.is_some_and(silent))
    };
    let mut temuan = in_rows(context, &open);
    // The quarters of one row were looked at already.
    let mut places: HashSet<Place> = temuan.iter().map(|one| one.place.clone()).collect();
    temuan.extend(between_forms(context, &open).into_iter().filter(|one| places.insert(one.place.clone())));
    temuan
}

/// The quarters of one row, in the order of records.
fn in_rows(context: &RuleContext<'_>, open: &impl Fn(&RowMeasure<'_>) -> bool) -> Vec<Temuan> {
    let tables = context.tables;
    let mut temuan: Vec<(u32, Temuan)> = Vec::new();
    let mut rows = that(tables, |row| row.triwulan.is_some()).peekable();
    while let Some(first) = rows.next() {
        let number = first.record.number;
        let mut series: BTreeMap<Triwulan, RowMeasure<'_>> = first.triwulan.map(|tw| (tw, first)).into_iter().collect();
        while let Some(next) = rows.next_if(|next| next.record.number == number) {
            series.extend(next.triwulan.map(|tw| (tw, next)));
        }
        temuan.extend(check_series(open, &series).into_iter().map(|one| (number, one)));
    }
    temuan.sort_by_key(|(number, _)| *number);
    temuan.into_iter().map(|(_, one)| one).collect()
}

/// The quarters of an indicator over the forms of its unit, unit by unit.
fn between_forms(context: &RuleContext<'_>, open: &impl Fn(&RowMeasure<'_>) -> bool) -> Vec<Temuan> {
    let tables = context.tables;
    let units = tables.pengukuran_of_units().flat_map(|rows| {
        let mut all: BTreeMap<&str, BTreeMap<Triwulan, RowMeasure<'_>>> = BTreeMap::new();
        let rows = rows.map(|row| RowMeasure::new(tables, row));
        for measure in rows.filter(|measure| measure.record.unit().is_some() && measure.running()) {
            if let Some((triwulan, key)) = measure.triwulan.zip(measure.record.key()) {
                all.entry(key).or_default().entry(triwulan).or_insert(measure);
            }
        }
        let several = |series: &&BTreeMap<Triwulan, RowMeasure<'_>>| {
            series.values().any(|a| series.values().any(|b| a.record.number != b.record.number))
        };
        all.values().filter(several).flat_map(|series| check_series(open, series)).collect::<Vec<_>>()
    });
    units.collect()
}

fn check_series(open: &impl Fn(&RowMeasure<'_>) -> bool, series: &BTreeMap<Triwulan, RowMeasure<'_>>) -> Vec<Temuan> {
    let all: Vec<(Triwulan, &RowMeasure<'_>)> =
        series.iter().filter(|(_, measure)| !open(measure)).map(|(triwulan, measure)| (*triwulan, measure)).collect();
    [passed_over(&all), descend(&all)].into_iter().flatten().collect()
}

fn blank(measure: &RowMeasure<'_>) -> bool {
    measure.entry(Field::Realisasi).is_some_and(|entry| entry.value.blank())
}

fn passed_over(series: &[(Triwulan, &RowMeasure<'_>)]) -> Option<Temuan> {
    let (last, content) = series
        .iter()
        .rev()
        // A dash for a quarter to come fills in nothing.
        .find(|(_, measure)| measure.entry(Field::Realisasi).is_some_and(|entry| !entry.value.without_content()))?;
    let via: Vec<&(Triwulan, &RowMeasure<'_>)> =
        series.iter().filter(|(triwulan, measure)| triwulan < last && blank(measure)).collect();
    let (_, first) = via.first()?;
    let name = listed(&via.iter().map(|(triwulan, _)| triwulan.to_string()).collect::<Vec<_>>());
    let message = format!("Realisasi {name} kosong, padahal realisasi {last} sudah diisi.");
    let advice = format!("Isi realisasi {name}: 0 bila memang belum ada hasilnya, \"-\" bila tidak diukur.");
    let temuan = first.temuan(&ATURAN, Field::Realisasi, message, &advice)?;
    let other = via.iter().skip(1).map(|(_, measure)| *measure).chain([*content]);
    Some(temuan.all_related(gather(other.filter_map(|measure| measure.place(Field::Realisasi)))))
}

/// What an indicator has reached at least, as far as it was reported.
struct Reached<'s, 'a> {
    until: Triwulan,
    figure: f64,
    /// Whether it is the sum of several quarters' own figures.
    added: bool,
    at: Vec<&'s RowMeasure<'a>>,
}

/// Only under headers that say that values run up, and not where lower is better: there a position may fall. A quarter's
/// own figure counts where the cascade says that quarters add up.
fn descend(series: &[(Triwulan, &RowMeasure<'_>)]) -> Option<Temuan> {
    let mut reached: Option<Reached<'_, '_>> = None;
    for &(tw, measure) in series.iter().filter(|(_, measure)| measure.polaritas() != Some(Polaritas::Minimum)) {
        let Some(new) = measure.figure_realisasi() else { continue };
        if measure.cumulative {
            if let Some(old) = reached.filter(|old| new < old.figure && !same(new, old.figure)) {
                return lower(tw, measure, new, &old);
            }
            reached = Some(Reached { until: tw, figure: new, added: false, at: vec![measure] });
        } else if adds(measure) && new >= 0.0 {
            let old = reached.take();
            let figure = old.as_ref().map_or(0.0, |old| old.figure) + new;
            let at = old.into_iter().flat_map(|old| old.at).chain([measure]).collect();
            reached = Some(Reached { until: tw, figure, added: true, at });
        }
    }
    None
}

/// What is left at least of a position that fell a little.
const SLIGHTLY: f64 = 0.98;

fn adds(measure: &RowMeasure<'_>) -> bool {
    measure.record.node().and_then(|node| node.period_konsolidasi) == Some(KonsolidasiPeriode::Total)
}

fn lower(tw: Triwulan, measure: &RowMeasure<'_>, new: f64, old: &Reached<'_, '_>) -> Option<Temuan> {
    let than = if old.added { "jumlah yang sudah dilaporkan s.d. " } else { "" };
    let message = format!(
        "Realisasi kumulatif {tw} {} lebih rendah dari {than}{} {}.",
        figure(new),
        old.until,
        figure(old.figure)
    );
    // A mark or a share until now is no sum, and may fall a little.
    let counted = standard_satuan(measure.record.satuan());
    let position = !old.added && !adds(measure) && !counted.tally && !counted.money && new >= old.figure * SLIGHTLY;
    let advice = if position {
        "Bila angka ini posisi atau rata-rata sampai saat itu, tidak perlu diubah; bila jumlah sejak awal tahun, perbaiki angka yang keliru."
    } else {
        "Tulis realisasi sejak awal tahun pada kolom kumulatif, atau perbaiki angka yang keliru."
    };
    let temuan = measure.temuan(&ATURAN, Field::Realisasi, message, advice)?;
    let temuan = if position { Temuan { severity: Severity::Info, ..temuan } } else { temuan };
    let temuan = temuan.difference(figure(new), format!("paling rendah {}", figure(old.figure))).gap(new - old.figure);
    Some(temuan.all_related(gather(old.at.iter().filter_map(|measure| measure.place(Field::Realisasi)))))
}

#[cfg(test)]
mod tests {
    use crate::finding::Severity;
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
    fn dashes_for_quarters_to_come_do_not_make_a_blank_quarter_late() {
        let told = |quarters: &str| {
            let image = format!(
                "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Mitra|16|{quarters}\n"
            );
            crate::rules::helpers::test::cell("UK09", &image)
        };
        assert_eq!(told("4||-|-"), Vec::<String>::new());
        assert_eq!(told("|5|-|-"), ["F5"]);
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

    #[test]
    fn zeros_of_a_quarter_of_which_nobody_reported_are_no_way_back() {
        let told = |rows: &str| {
            place(&format!(
                "*** JTI/TW2.xlsx\n=== TW2\nPENGUKURAN KINERJA\n\nNo|Indikator|Satuan|Target|Realisasi (Kumulatif)|<|<|<\n^|^|^|^|TW I|TW II|TW III|TW IV\n{rows}"
            ))
        };
        let silent = "1|Jumlah mitra|Mitra|12|4|0||\n2|Jumlah tamu|Orang|30|9|0||\n3|Jumlah surat|Surat|8|2|0||\n";
        assert_eq!(told(silent), Vec::<String>::new());
        assert_eq!(told(&silent.replace("9|0", "9|12")), ["JTI/TW2.xlsx F5", "JTI/TW2.xlsx F7"]);
    }

    #[test]
    fn a_mark_until_now_that_falls_a_little_is_asked_and_not_accused() {
        let severity = |satuan: &str, quarters: &str| {
            let all = test_temuan(
                "UK09",
                &format!(
                    "*** JTI/TW3.xlsx\n=== TW3\nPENGUKURAN KINERJA\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi Kumulatif|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|A|Nilai layanan|{satuan}|95|{quarters}\n"
                ),
            );
            all.first().map(|one| one.severity)
        };
        assert_eq!(severity("Nilai", "97.9|97|98|"), Some(Severity::Info));
        assert_eq!(severity("Nilai", "97.9|80|98|"), Some(Severity::Warning));
        assert_eq!(severity("Mitra", "97|96|98|"), Some(Severity::Warning));
    }

    #[test]
    fn every_wording_of_a_running_total_counts_and_so_do_quarters_that_add_up() {
        let kaskade = |way: &str| {
            format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Jumlah mitra|Mitra|{way}|12\n"
            )
        };
        for heading in ["Realisasi s.d. TW II", "Realisasi sampai dengan TW II", "Realisasi (Akumulasi) TW II"] {
            let image = tw("TW1", "Realisasi TW", "7") + &tw("TW2", heading, "5");
            assert_eq!(place(&(kaskade("jumlah") + &image)), ["JTI/TW2.xlsx F4"], "{heading}");
            assert_eq!(place(&(kaskade("nilai akhir") + &image)), Vec::<String>::new(), "{heading}");
        }
    }
}
