//! RA05: quarter targets that do not make the annual target.

use crate::domain::column::{Field, FormColumn};
use crate::domain::document::DocumentKind;
use crate::domain::exact;
use crate::domain::hash::HashMap;
use crate::domain::polaritas::KonsolidasiPeriode;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::compare;
use crate::rules::helpers::pair::pair;
use crate::rules::helpers::record::{IndikatorRecord, indikator_row};
use crate::rules::helpers::series::{RowSeries, SeriesPoint, addition, averaged, summed};
use crate::rules::helpers::write::write;
use crate::rules::helpers::{figure, mention, same};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::compute::numeral;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "RA05",
    name: "Target triwulan bertentangan dengan target tahunan",
    severity: Severity::Error,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    // A year that is not the agreement's is the cause where it stands in the same row.
    follows: &["PK03", "RA01"],
    fields: &[Field::Target],
    what: "Target triwulan (atau bulan) harus membentuk target tahunan menurut Konsolidasi Periode dalam kaskade: dijumlahkan, dirata-rata, atau nilai akhirnya. Persentase tidak pernah dijumlahkan; yang dilihat nilai akhirnya.",
    why: "Unit dapat memenuhi semua target triwulan tetapi tetap gagal pada target tahunan, atau sebaliknya.",
    source: "PRD LLDIKTI XVI; BPBD Boyolali 2026 (target tahunan 4,47 persen, target Desember 4,7)",
    wrong: "\
*** JTI/ra.xlsx
=== RA
RENCANA AKSI TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<
^|^|^|^|^|^|TW I|TW II|TW III|TW IV
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|«60»|Bursa kerja|15|30|45|57
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

/// The annual target of an indicator: on the plan itself, else in the agreement.
struct YearTarget<'a> {
    owned: IndikatorRecord<'a>,
    column: FormColumn,
    entry: &'a Entry,
}

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let pk: HashMap<u32, IndikatorRecord<'_>> =
        pair(tables, tables.rencana_aksi().map(|row| *row), tables.pk().map(|row| *row))
            .into_iter()
            .map(|(ra, pk)| (ra.number, pk))
            .collect();
    let line = indikator_row(tables, DocumentKind::RencanaAksi).filter(IndikatorRecord::subject);
    line.filter_map(|record| {
        let series = RowSeries::target(record)
            .filter(|series| !series.of_output() && !series.of_reached() && series.to_the_end())?;
        let yearly = yearly(record).or_else(|| pk.get(&record.number).and_then(|pk| yearly(*pk)))?;
        one(&series, &yearly)
    })
    .collect()
}

fn yearly(record: IndikatorRecord<'_>) -> Option<YearTarget<'_>> {
    let column = Field::Target.yearly();
    let entry = record.entry(column).filter(|entry| !entry.value.without_content())?;
    Some(YearTarget { owned: record, column, entry })
}

/// What the quarters make, and how.
struct QuartersResult {
    /// "jumlah target triwulannya 90 (20 + 20 + 25 + 25)".
    designation: String,
    expected: String,
    gap: Option<f64>,
    advice: &'static str,
}

/// What makes targets and year fit, in the words of the form.
fn adjust(series: &RowSeries<'_>) -> &'static str {
    match series.monthly() {
        true => "Sesuaikan target bulanan atau target tahunannya sehingga keduanya cocok.",
        false => "Sesuaikan target triwulan atau target tahunannya sehingga keduanya cocok.",
    }
}

fn one(series: &RowSeries<'_>, yearly: &YearTarget<'_>) -> Option<Temuan> {
    // Without a word from the cascade, figures that fit no reading are the business of UK12.
    let way = series.record.node().and_then(|node| node.period_konsolidasi);
    let way = way.or(series.cumulative.then_some(KonsolidasiPeriode::LastValue))?;
    let outcome = match way {
        KonsolidasiPeriode::Total if !series.record.percent() && !series.cumulative => total(series, yearly),
        KonsolidasiPeriode::Average => mean(series, yearly),
        KonsolidasiPeriode::Total | KonsolidasiPeriode::LastValue => last(series, yearly),
    }?;
    let as_written = write(&yearly.entry.value);
    let message = format!("Target tahunan {as_written}, padahal {}.", outcome.designation);
    // On a plan without an annual target the last quarter is what can be mended.
    let own = yearly.owned.number == series.record.number;
    let column = if own { yearly.column } else { series.items.last()?.0 };
    let temuan = series.record.temuan(&ATURAN, column, message, outcome.advice)?;
    let temuan = if own { temuan } else { temuan.all_related(yearly.owned.place(yearly.column)) };
    let temuan = temuan.difference(as_written, outcome.expected).all_related(series.place());
    Some(match outcome.gap {
        Some(gap) => temuan.gap(gap),
        None => temuan,
    })
}

fn period(series: &RowSeries<'_>) -> &'static str {
    if series.monthly() { "bulanan" } else { "triwulan" }
}

fn comparison(series: &RowSeries<'_>, yearly: &YearTarget<'_>) -> Option<(f64, Vec<SeriesPoint>)> {
    let point = series.figure().filter(|point| !point.is_empty())?;
    Some((numeral(&yearly.entry.value, series.record.percent())?, point))
}

fn total(series: &RowSeries<'_>, yearly: &YearTarget<'_>) -> Option<QuartersResult> {
    let (whole_year, point) = comparison(series, yearly)?;
    let outcome = exact::sum(point.iter().map(|(_, figure)| *figure));
    let whole_year_last = point.len() > 1 && point.last().is_some_and(|(_, last)| same(*last, whole_year));
    // Months are mostly written as running totals, whatever the indicator does over the quarters.
    if summed(&point, whole_year) || (series.monthly() && whole_year_last && !repeats(&point, whole_year)) {
        return None;
    }
    let level = point.iter().all(|(_, figure)| same(*figure, whole_year));
    let advice = if whole_year_last && level {
        "Setiap triwulan ditulis sama dengan target tahunannya: tulis target tiap triwulan saja, atau minta biro perencanaan mengubah Konsolidasi Periode menjadi nilai akhir."
    } else if whole_year_last {
        "Angka triwulannya tampak sudah kumulatif: tulis target tiap triwulan saja, atau minta biro perencanaan mengubah Konsolidasi Periode menjadi nilai akhir."
    } else {
        adjust(series)
    };
    Some(QuartersResult {
        designation: format!("jumlah target {} {} ({})", period(series), figure(outcome), addition(&point)),
        expected: figure(outcome),
        gap: Some(whole_year - outcome),
        advice,
    })
}

/// Whether the year's whole target stands again and again with nothing in between: a running total never falls back.
fn repeats(point: &[SeriesPoint], whole_year: f64) -> bool {
    let whole = point.iter().filter(|(_, figure)| same(*figure, whole_year)).count();
    let nothing = point.iter().filter(|(_, figure)| *figure == 0.0).count();
    whole >= 2 && nothing >= 2 && whole + nothing == point.len() && point.windows(2).any(|pair| pair[0].1 > pair[1].1)
}

fn mean(series: &RowSeries<'_>, yearly: &YearTarget<'_>) -> Option<QuartersResult> {
    let (whole_year, point) = comparison(series, yearly)?;
    if averaged(&point, whole_year) {
        return None;
    }
    let outcome = exact::sum(point.iter().map(|(_, figure)| *figure)) / point.len() as f64;
    Some(QuartersResult {
        designation: format!("rata-rata target {} {}", period(series), figure(outcome)),
        expected: figure(outcome),
        gap: Some(whole_year - outcome),
        advice: adjust(series),
    })
}

fn last(series: &RowSeries<'_>, yearly: &YearTarget<'_>) -> Option<QuartersResult> {
    let (column, last) = series.last()?;
    let difference = compare::entry(yearly.entry, last, series.record.percent())?;
    let value = write(&last.value);
    let designation = format!("{} {value}", mention(column));
    Some(QuartersResult { designation, expected: value, gap: difference.gap, advice: adjust(series) })
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::temuan as test_temuan;

    const KASKADE: &str = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan TI|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Periode|Target\nIKU 1||IKU||Mitra|Mitra||\nIKK 1.1|IKU 1|IKK|JTI|Jumlah mitra|Mitra|jumlah|40\nIKK 1.2|IKU 1|IKK|JTI|Indeks layanan|Indeks|rata-rata|3.5\nIKK 1.3|IKU 1|IKK|JTI|Persentase aduan|%|jumlah|10";

    fn ra(row: &str) -> Vec<Temuan> {
        let head = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Satuan|Target|Rencana Aksi|Target|<|<|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV";
        test_temuan("RA05", &format!("{KASKADE}\n{head}\n{row}"))
    }

    #[test]
    fn figures_that_add_up_or_make_the_mean_are_silent() {
        assert!(ra("1|A|Jumlah mitra|Mitra|40|Kunjungan|10|10|10|10").is_empty());
        assert!(ra("1|A|Jumlah mitra|Mitra|40|Kunjungan||20||20").is_empty());
        assert!(ra("1|A|Indeks layanan|Indeks|3.5|Survei|3.4|3.5|3.5|3.6").is_empty());
    }

    #[test]
    fn running_totals_where_quarters_add_up_are_told_as_such() {
        let outcome = ra("1|A|Jumlah mitra|Mitra|40|Kunjungan|10|20|30|40");
        assert_eq!(outcome.len(), 1);
        assert!(
            outcome[0].message.contains("10 + 20 + 30 + 40") && outcome[0].advice.contains("kumulatif"),
            "{:?}",
            outcome[0]
        );
    }

    #[test]
    fn percentages_are_never_added_up() {
        assert!(ra("1|A|Persentase aduan|%|10|Layanan|2|5|8|10").is_empty());
        assert_eq!(ra("1|A|Persentase aduan|%|10|Layanan|2|3|3|2").len(), 1);
    }

    #[test]
    fn a_plan_without_an_annual_target_is_held_against_the_agreement() {
        let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|A|Jumlah mitra|Mitra|40";
        let ra = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI\n\nNo|Sasaran|Indikator|Rencana Aksi|Target|<|<|<\n^|^|^|^|TW I|TW II|TW III|TW IV\n1|A|Jumlah mitra|Kunjungan|10|10|10|9";
        let outcome = test_temuan("RA05", &format!("{KASKADE}\n{pk}\n{ra}"));
        assert_eq!(outcome.len(), 1);
        assert_eq!(outcome[0].place.cell_text(), "H5");
        assert!(outcome[0].related.iter().any(|place| place.file == "JTI/pk.xlsx"));
    }
}
