//! RA06: a running total or a position that goes the wrong way.

use crate::domain::column::Field;
use crate::domain::document::DocumentKind;
use crate::domain::polaritas::{KonsolidasiPeriode, Polaritas};
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::series::{RowSeries, SeriesPoint, summed};
use crate::rules::helpers::{figure, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA06",
    name: "Target kumulatif berbalik arah",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade],
    follows: &[],
    fields: &[],
    what: "Target triwulan atau bulanan yang kumulatif atau berupa nilai akhir tidak boleh turun bila makin besar makin baik, dan tidak boleh naik bila makin kecil makin baik. Target yang dijumlahkan atau dirata-rata tidak diperiksa.",
    why: "Target yang berbalik arah berarti unit merencanakan kemunduran; biasanya salah ketik.",
    source: "PRD LLDIKTI XVI; rencana aksi bulanan BPBD Boyolali 2026",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|«25»|60
",
    correct: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|Bursa kerja|15|30|45|60
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let row = indikator_row(context.tables, DocumentKind::RencanaAksi).filter(IndikatorRecord::subject);
    row.filter_map(|record| one(&RowSeries::target(record).filter(|series| !series.of_reached())?)).collect()
}

fn one(series: &RowSeries<'_>) -> Option<Temuan> {
    let mut point = series.figure()?;
    let up = direction(series, &point)?;
    // A zero between targets that rise is a period in which nothing is measured, as surveys have it.
    if up && !series.cumulative {
        point.retain(|(_, figure)| *figure != 0.0);
    }
    let at = first_reversed(&point, up)?;
    // 10, 50, 30, 40: without the 50 they run on, without the 30 they do not.
    let earlier = runs_on_without(&point, at - 1, up) && !runs_on_without(&point, at, up);
    let (wrong, other) = if earlier { (point[at - 1], point[at]) } else { (point[at], point[at - 1]) };
    let ((other_column, old), (column, new)) = (other, wrong);
    let low = up != earlier;
    let word = if low { "lebih rendah" } else { "lebih tinggi" };
    let expected = if up { "naik atau tetap" } else { "turun atau tetap" };
    let said = |value: f64| format!("{}{}", figure(value), if series.record.percent() { " %" } else { "" });
    let message = format!(
        "Kolom {} berisi {}, {word} dari kolom {} ({}), padahal targetnya {} dan seharusnya {expected}.",
        series.record.named(column),
        said(new),
        series.record.named(other_column),
        said(old),
        if series.cumulative { "kumulatif" } else { "berupa nilai akhir" }
    );
    let advice = if earlier {
        "Perbaiki target periode itu sehingga urutannya benar; tanpa target itu periode lainnya sudah urut."
    } else {
        "Perbaiki target periode itu atau periode sebelumnya sehingga urutannya benar."
    };
    let temuan = series.record.temuan(&ATURAN, column, message, advice)?;
    let limit = if low { "paling rendah" } else { "paling tinggi" };
    let temuan = temuan.difference(said(new), format!("{limit} {}", said(old))).gap(new - old);
    Some(temuan.all_related(series.record.place(other_column)))
}

/// The place of the first figure that goes the other way from the one before it.
fn first_reversed(point: &[SeriesPoint], up: bool) -> Option<usize> {
    let reversed = |pair: &[SeriesPoint]| !same(pair[0].1, pair[1].1) && (pair[1].1 > pair[0].1) != up;
    point.windows(2).position(reversed).map(|at| at + 1)
}

/// Whether all figures but one go the right way.
fn runs_on_without(point: &[SeriesPoint], at: usize, up: bool) -> bool {
    let rest: Vec<SeriesPoint> = point.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, one)| *one).collect();
    first_reversed(&rest, up).is_none()
}

/// Whether the figures must rise; `None` when they may do as they like.
fn direction(series: &RowSeries<'_>, point: &[SeriesPoint]) -> Option<bool> {
    let node = series.record.node();
    let polaritas = node.and_then(|node| node.direction());
    if series.cumulative {
        // The running total of something unwanted rises all the same.
        return (polaritas != Some(Polaritas::Minimum)).then_some(true);
    }
    match node.and_then(|node| node.period_konsolidasi) {
        Some(KonsolidasiPeriode::LastValue) => match polaritas? {
            Polaritas::Maximum => Some(true),
            Polaritas::Minimum => Some(false),
            Polaritas::Stable => None,
        },
        Some(_) => None,
        None => {
            cumulative_monthly(series, point).then(|| point.first().zip(point.last()).is_some_and(|(a, b)| b.1 >= a.1))
        }
    }
}

/// Months whose last one is the annual target, and which do not add up to it, are running totals.
fn cumulative_monthly(series: &RowSeries<'_>, point: &[SeriesPoint]) -> bool {
    let yearly = series.record.entry(Field::Target.yearly());
    let yearly = yearly.and_then(|entry| numeral(&entry.value, series.record.percent()));
    series.monthly()
        && yearly.is_some_and(|whole_year| {
            point.last().is_some_and(|(_, last)| same(*last, whole_year)) && !summed(point, whole_year)
        })
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn ra(polaritas: &str, konsolidasi: &str, target: &str) -> Vec<String> {
        let kaskade = format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Target\nIKU 1||IKU||Mitra|Mitra|||\nIKK 1.1|IKU 1|IKK|JTI|Lama layanan|Hari|{polaritas}|{konsolidasi}|9"
        );
        let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        cell("RA06", &format!("{kaskade}\n{head}\n1|A|Lama layanan|Hari|9|Pelatihan|{target}"))
    }

    #[test]
    fn where_lower_is_better_targets_may_not_rise() {
        assert_eq!(ra("minimum", "nilai akhir", "12|11|10|9"), Vec::<String>::new());
        assert_eq!(ra("minimum", "nilai akhir", "12|10|11|9"), ["I5"]);
        assert_eq!(ra("maksimum", "nilai akhir", "6|7|7|9"), Vec::<String>::new());
    }

    #[test]
    fn the_period_without_which_the_others_run_on_is_the_wrong_one() {
        assert_eq!(ra("maksimum", "nilai akhir", "10|50|30|40"), ["H5"]);
        assert_eq!(ra("maksimum", "nilai akhir", "10|20|15|40"), ["I5"]);
        assert_eq!(ra("minimum", "nilai akhir", "12|9|11|10"), ["H5"]);
    }

    #[test]
    fn quarters_that_add_up_and_stable_targets_may_do_as_they_like() {
        assert_eq!(ra("maksimum", "jumlah", "3|1|4|1"), Vec::<String>::new());
        assert_eq!(ra("stabil", "nilai akhir", "9|8|9|9"), Vec::<String>::new());
    }
}
