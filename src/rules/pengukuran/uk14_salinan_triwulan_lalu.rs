//! UK14: the realisations of the quarter before, pasted whole.

use std::collections::BTreeSet;

use crate::domain::column::Field;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::RowMeasure;
use crate::rules::helpers::quarters::{Pair, places, with_before};
use crate::rules::helpers::room;
use crate::rules::helpers::same;
use crate::rules::{Aturan, Check, Need, RuleContext};

/// So many figures that would hardly stay the same by themselves make a copy.
const FEWEST: usize = 4;
/// A running count may well stand still for a quarter while it is as small as this.
const SMALL_COUNT: f64 = 20.0;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK14",
    name: "Realisasi triwulan lalu disalin utuh",
    severity: Severity::Warning,
    scope: Scope::Unit,
    needs: &[Need::EarlierQuarter],
    also: &[Need::Cascade],
    follows: &["BK02", "ID12", "ID13"],
    fields: &[Field::Realisasi],
    what: "Semua realisasi dalam satu formulir sama persis dengan triwulan sebelumnya, dan paling sedikit empat di antaranya angka yang tidak wajar tetap: bukan nol, bukan 100 %, tidak sama dengan targetnya, bukan hitungan kecil yang berjalan terus.",
    why: "Formulir triwulan lalu yang disalin tanpa diisi lagi tampak lengkap, padahal triwulan ini belum dilaporkan.",
    source: "Kejadian nyata: kolom realisasi ditempel dari formulir triwulan sebelumnya.",
    wrong: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14,2
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,31
3|Layanan|Rata-rata waktu layanan|Menit|30|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|37
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|«14,2»
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,31
3|Layanan|Rata-rata waktu layanan|Menit|30|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|37
",
    correct: "\
*** JTI/tw1.xlsx
=== TW I
PENGUKURAN KINERJA TRIWULAN I TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|15|14,2
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,31
3|Layanan|Rata-rata waktu layanan|Menit|30|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|37
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target TW|Realisasi TW
1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|30|31
2|Layanan|Indeks kepuasan mahasiswa|Indeks|3,4|3,31
3|Layanan|Rata-rata waktu layanan|Menit|30|27,5
4|Dosen|Jumlah peserta pelatihan|Orang|40|41
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    with_before(context.tables, |pairs| one_form(pairs).into_iter().collect())
}

fn one_form(pairs: &[Pair<'_>]) -> Option<Temuan> {
    let figures = pairs
        .iter()
        .filter_map(|(now, before)| Some((now, before, now.figure_realisasi()?, before.figure_realisasi()?)));
    let figures: Vec<_> = figures.collect();
    if figures.iter().any(|(_, _, now, before)| !same(*now, *before)) {
        return None;
    }
    let telling: Vec<f64> =
        figures.iter().filter(|(now, _, figure, _)| telling(now, *figure)).map(|one| one.2).collect();
    let different: BTreeSet<u64> = telling.iter().map(|figure| figure.to_bits()).collect();
    if telling.len() < FEWEST || different.len() + 1 < FEWEST {
        return None;
    }
    let (first, before, ..) = figures.first()?;
    let message = format!(
        "Semua {} realisasi{} sama persis dengan realisasi{}.",
        figures.len(),
        first.mention_triwulan(),
        before.mention_triwulan()
    );
    let advice = format!(
        "Isi realisasi triwulan ini; bila angkanya memang tidak berubah satu pun, jelaskan di {}.",
        room::for_a_word(first.record.table(), first.column(Field::Realisasi).period)
    );
    let place = places(figures.iter().map(|(now, ..)| *now), Field::Realisasi).into_iter().next()?;
    let other = places(figures.iter().map(|(_, before, ..)| *before), Field::Realisasi);
    Some(ATURAN.finding(place, message, advice).unit(first.record.unit()).all_related(other))
}

/// Whether a figure would hardly stay the same by itself.
fn telling(measure: &RowMeasure<'_>, figure: f64) -> bool {
    let as_promised = measure.own.target.is_some_and(|target| same(target, figure));
    let whole = figure == 0.0 || (measure.record.percent() && figure == 100.0);
    let adds = measure.record.node().and_then(|node| node.period_konsolidasi) == Some(KonsolidasiPeriode::Total);
    let may_stand_still = figure.fract() == 0.0 && figure.abs() < SMALL_COUNT && (measure.cumulative || !adds);
    !as_promised && !whole && !may_stand_still
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn forms(before: [&str; 5], now: [&str; 5]) -> Vec<String> {
        let names = ["Persentase lulusan", "Indeks kepuasan", "Rata-rata waktu", "Jumlah peserta", "Jumlah mitra"];
        let form = |tw: &str, figures: [&str; 5]| {
            let rows = names.iter().zip(figures).map(|(name, figure)| format!("1|A|{name}|Angka|50|{figure}\n"));
            format!(
                "*** JTI/{tw}.xlsx\n=== {tw}\nPENGUKURAN KINERJA {tw} TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n{}",
                rows.collect::<String>()
            )
        };
        cell("UK14", &(form("TW I", before) + &form("TW II", now)))
    }

    #[test]
    fn one_figure_that_changed_clears_the_form() {
        let all = ["14,2", "3,31", "27,5", "37", "2"];
        assert_eq!(forms(all, all), ["F4,F5,F6,F7,F8"]);
        assert_eq!(forms(all, ["14,2", "3,31", "27,5", "37", "3"]), Vec::<String>::new());
    }

    #[test]
    fn zeros_targets_reached_and_small_counts_may_stand_still() {
        for all in [
            ["0", "0", "0", "0", "0"],
            ["50", "50", "50", "50", "50"],
            ["1", "2", "3", "4", "5"],
            ["14,2", "50", "0", "3", "2"],
        ] {
            assert_eq!(forms(all, all), Vec::<String>::new(), "{all:?}");
        }
    }
}
