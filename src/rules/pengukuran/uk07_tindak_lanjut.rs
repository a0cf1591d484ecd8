//! UK07: below target, and nobody said what will be done by whom and when.

use chrono::{Months, NaiveDate};

use super::uk06_realisasi_nihil as uk06;
use crate::domain::column::Field;
use crate::domain::date::{find_year, long_format, month_from_name};
use crate::domain::text::listed;
use crate::domain::triwulan::{Triwulan, find_triwulan};
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::{capital, percent, quote};
use crate::rules::{Aturan, Check, Need, RuleContext};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK07",
    name: "Capaian di bawah target tanpa tindak lanjut yang jelas",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    follows: &["TL06", "NL01", "NL02", "NL03", "NL04", "NL07", "UK02"],
    fields: &[Field::TindakLanjut],
    what: "Bila capaian terhadap target triwulan di bawah 100 %, kendala, tindak lanjut, PIC, dan batas waktunya diisi, dan batas waktunya terbaca sebagai tanggal yang tidak mendahului triwulan itu. Hanya kolom yang ada pada formulir yang diperiksa.",
    why: "Tindak lanjut tanpa penanggung jawab dan tanggal tidak dapat dipantau pada triwulan berikutnya.",
    source: "formulir impor BPS (PIC Tindak Lanjut, Batas Waktu TL)",
    wrong: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|24|Data belum lengkap|Penelusuran ulang|Koordinator alumni|«secepatnya»
",
    correct: "\
*** JTI/tw2.xlsx
=== TW II
PENGUKURAN KINERJA TRIWULAN II TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|30|24|Data belum lengkap|Penelusuran ulang|Koordinator alumni|30 September 2026
",
    check: Check::Workspace(check),
};

/// An achievement that is printed as 100,00 % is no shortfall.
const FULL: f64 = 99.995;
const ASKED: [(Field, &str); 4] = [
    (Field::Kendala, "kendala"),
    (Field::TindakLanjut, "tindak lanjut"),
    (Field::PenanggungJawab, "PIC"),
    (Field::TimeLimit, "batas waktu"),
];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let below = |capaian: Option<f64>| capaian.is_some_and(|capaian| capaian < FULL);
    let other_below = that(context.tables, |row| below(row.own.capaian.full()) || below(row.as_written_capaian()));
    other_below.filter_map(|measure| one(context, &measure)).collect()
}

fn one(context: &RuleContext<'_>, measure: &RowMeasure<'_>) -> Option<Temuan> {
    // Applications print zeros for the quarters to come (UK24).
    let capaian = measure.judged().filter(|capaian| *capaian < FULL && measure.begun(context))?;
    // What a percent may be written as a fraction, nobody knows to lie below its target; NL04 asks.
    let in_doubt = |field: Field| measure.entry(field).is_some_and(|entry| entry.perhaps_fraction());
    if in_doubt(Field::Realisasi) || in_doubt(Field::Target) {
        return None;
    }
    if !measure.running() || !left_behind(context, measure) || !uk06::lacking(measure).is_empty() {
        return None;
    }
    let blank: Vec<(Field, &str)> = ASKED.into_iter().filter(|(field, _)| measure.blank(*field)).collect();
    let unreadable = measure.entry(Field::TimeLimit).filter(|entry| matches!(entry.value, Value::Text { .. }));
    let unreadable = unreadable.filter(|_| measure.filled(Field::TimeLimit)).and_then(|entry| entry.text());
    let unreadable = unreadable.filter(|text| last_day_named(text).is_none());
    let (mut complaint, mut remedy) = (Vec::new(), Vec::new());
    if !blank.is_empty() {
        let name = listed(&blank.iter().map(|(_, name)| (*name).to_string()).collect::<Vec<_>>());
        complaint.push(format!("{name} belum diisi"));
        remedy.push(format!("lengkapi {name}"));
    }
    if let Some(text) = unreadable {
        complaint.push(format!("batas waktu {} tidak terbaca sebagai tanggal", quote(text)));
    }
    let past = past_limit(context, measure);
    if let Some(day) = past {
        complaint.push(format!(
            "batas waktu {} sudah lewat sebelum{} dimulai",
            long_format(day),
            measure.mention_triwulan()
        ));
        remedy.push("periksa tahun dan bulan batas waktunya".to_string());
    }
    if unreadable.is_some() || blank.iter().any(|(field, _)| *field == Field::TimeLimit) {
        remedy.push("tulis batas waktu sebagai tanggal, misalnya 30 September 2026".to_string());
    }
    if complaint.is_empty() {
        return None;
    }
    let message = format!(
        "Capaian{} {} masih di bawah target, tetapi {}.",
        measure.mention_triwulan(),
        percent(capaian),
        complaint.join(" dan ")
    );
    let advice = format!("{}.", capital(&remedy.join("; ")));
    let limit = (unreadable.is_some() || past.is_some()).then_some(Field::TimeLimit);
    let guilty = blank.iter().map(|(field, _)| *field).chain(limit);
    let temuan = measure.many_temuan(&ATURAN, &guilty.collect::<Vec<_>>(), message, &advice)?;
    Some(temuan.all_related(measure.place(Field::Realisasi)))
}

/// The day until which something is to be done, where it was over before the quarter began: a year that was not changed.
fn past_limit(context: &RuleContext<'_>, measure: &RowMeasure<'_>) -> Option<NaiveDate> {
    let day = match &measure.entry(Field::TimeLimit)?.value {
        Value::Date { date } => NaiveDate::from(*date),
        Value::Text { text } => last_day_named(text)?,
        _ => return None,
    };
    let year = context.year_of(context.tables.document_content(measure.document)?)?;
    let first = NaiveDate::from_ymd_opt(year, measure.triwulan?.number() * 3 - 2, 1)?;
    Some(day).filter(|day| *day < first)
}

/// The last day of the month of a year that a text says: "Juni 2026", "akhir Agustus 2026", "minggu II Juli 2026".
fn last_day_named(text: &str) -> Option<NaiveDate> {
    let words: Vec<&str> =
        text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    // "Triwulan III 2026": until its end.
    if let (Some(quarter), Some(year)) = (find_triwulan(text), find_year(text)) {
        let first = NaiveDate::from_ymd_opt(year, quarter.number() * 3, 1)?;
        return first.checked_add_months(Months::new(1))?.pred_opt();
    }
    words.windows(2).enumerate().find_map(|(at, pair)| {
        let [month, year] = pair else { return None };
        let (year, month) = (find_year(year)?, month_from_name(month)?);
        // "31 September 2026" is no day at all.
        let day: Option<u32> = at.checked_sub(1).and_then(|before| words[before].parse().ok());
        if let Some(day) = day {
            return NaiveDate::from_ymd_opt(year, month, day);
        }
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        first.checked_add_months(Months::new(1))?.pred_opt()
    })
}

/// Whether the shortfall is one of this quarter: the year's target is not due before its end, and what says no quarter may be
/// of any.
fn left_behind(context: &RuleContext<'_>, measure: &RowMeasure<'_>) -> bool {
    let content = || context.tables.document_content(measure.document);
    let over = || content().and_then(|content| content.year).is_some_and(|year| year.value < context.settings.year);
    let whole_year = measure.triwulan.map_or_else(over, |triwulan| triwulan == Triwulan::IV);
    measure.own.basis.is_some_and(|basis| basis.quarterly() || whole_year)
}

#[cfg(test)]
mod tests {
    use crate::rules::helpers::test::cell;

    fn uk(column: &str, content: &str) -> Vec<String> {
        let head = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{column}"
        );
        cell("UK07", &format!("{head}\n1|Layanan|Indeks layanan|Indeks|{content}"))
    }

    const COMPLETE: &str = "Target|Target TW|Realisasi TW|Kendala|Tindak Lanjut|PIC|Batas Waktu";

    #[test]
    fn all_that_is_missing_in_one_row_is_one_finding() {
        assert_eq!(uk(COMPLETE, "4|3|2|Alat rusak||-|secepatnya"), ["I4,J4,K4"]);
        assert_eq!(uk(COMPLETE, "4|3|2|Alat rusak|Perbaikan|Kepala lab|@2026-09-30"), Vec::<String>::new());
        assert_eq!(uk(COMPLETE, "4|3|3||||"), Vec::<String>::new());
    }

    #[test]
    fn a_month_of_a_year_is_a_day_until_which_and_a_season_is_none() {
        for until in ["Juni 2026", "akhir Agustus 2026", "Minggu II Sept. 2026"] {
            assert_eq!(
                uk(COMPLETE, &format!("4|3|2|Alat rusak|Perbaikan|Kepala lab|{until}")),
                Vec::<String>::new(),
                "{until}"
            );
        }
        for until in ["Juni", "segera", "bulan depan", "31 September 2026", "30 Februari 2027"] {
            assert_eq!(uk(COMPLETE, &format!("4|3|2|Alat rusak|Perbaikan|Kepala lab|{until}")), ["K4"], "{until}");
        }
    }

    #[test]
    fn a_limit_that_was_over_before_the_quarter_began_is_told() {
        let until = |day: &str| uk(COMPLETE, &format!("4|3|2|Alat rusak|Perbaikan|Kepala lab|{day}"));
        assert_eq!(until("@2025-09-30"), ["K4"]);
        assert_eq!(until("30 September 2024"), ["K4"]);
        assert_eq!(until("akhir September 2025"), ["K4"]);
        assert_eq!(until("@2026-04-15"), Vec::<String>::new());
        assert_eq!(until("April 2026"), Vec::<String>::new());
    }

    #[test]
    fn a_row_that_reached_nothing_is_told_once() {
        assert_eq!(uk(COMPLETE, "4|3|0||||"), Vec::<String>::new());
        assert_eq!(uk(COMPLETE, "4|3|0|Alat rusak|Perbaikan||"), ["J4,K4"]);
    }

    #[test]
    fn the_years_target_is_not_due_in_the_second_quarter() {
        assert_eq!(uk("Target|Realisasi TW|Kendala|Tindak Lanjut", "4|2||"), Vec::<String>::new());
        // Ten of the year's twenty-four may be just what was planned, in a form that names no quarter.
        let told = |year: &str| {
            let head = format!("*** JTI/laporan.xlsx\n=== Laporan\nPENGUKURAN KINERJA TAHUN {year}\n");
            let row = "No|Sasaran|Indikator|Satuan|Target|Realisasi|Kendala\n1|A|Jumlah himpunan|Himpunan|24|10|";
            cell("UK07", &format!("{head}\n{row}"))
        };
        assert_eq!(told("2026"), Vec::<String>::new());
        assert_eq!(told("2025"), ["G4"]);
    }
}
