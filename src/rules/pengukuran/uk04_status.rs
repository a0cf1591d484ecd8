//! UK04: a status that its achievement does not earn.

use std::collections::BTreeSet;

use crate::domain::capaian::{GradeScale, LimitRule};
use crate::domain::column::Field;
use crate::domain::text;
use crate::domain::triwulan::Triwulan;
use crate::domain::value::Entry;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, forms, that};
use crate::rules::helpers::{percent, quote};
use crate::rules::pengukuran::other_figures::of_year_beside_parts;
use crate::rules::pengukuran::own_grades::{Legend, Scale};
use crate::rules::{Aturan, Check, Need, RuleContext};
use crate::tables::PengukuranRow;

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK04",
    name: "Status tidak sesuai dengan capaiannya",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    follows: &["UK03", "NL04", "UK02"],
    fields: &[Field::Status],
    what: "Status seperti \"Sangat Tinggi\" atau \"Tercapai\" dibandingkan dengan skala yang dijelaskan di lembarnya, atau dengan skala capaian di sini. Formulir yang memakai sebutan lain dibiarkan.",
    why: "Pimpinan membaca statusnya, bukan angkanya.",
    source: "skala lima tingkat (Permendagri 86/2017 dan 54/2010 menurut LKjIP); Inspektorat Sampang 2019; KPU Kalimantan Timur",
    wrong: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|42|70|«Tinggi»
",
    correct: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|42|70|Sedang
",
    check: Check::Workspace(check),
};

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let valued = |row: &PengukuranRow<'_>| row.as_written_capaian().is_some() || row.own.capaian.limited().is_some();
    let measure = that(context.tables, |row| row.status().is_some() && valued(row));
    let graded = |form: Vec<RowMeasure<'_>>| {
        let scale = context.settings.profil.scale;
        let word = |measure: &RowMeasure<'_>| measure.entry(Field::Status).and_then(Entry::text).map(text::key);
        let words: BTreeSet<String> = form.iter().filter_map(word).collect();
        match form.first().map(|first| Scale::of(context.tables, first.document, &words, scale)) {
            Some(Scale::Explained(legend)) => return form.iter().filter_map(|one| by_legend(one, &legend)).collect(),
            // Where some are "Sangat Berhasil", "Berhasil" is one of several grades, and the form's scale is its own.
            Some(Scale::Unknown) | None => return Vec::new(),
            Some(Scale::Known) => {}
        }
        let told = form.iter().filter_map(|measure| one(measure, scale).map(|temuan| (measure, temuan)));
        let told: Vec<(&RowMeasure<'_>, Temuan)> = told.collect();
        let wrong: Vec<u32> = told.iter().map(|(measure, _)| measure.record.number).collect();
        let rows: Vec<Graded> = form.iter().filter_map(|measure| Graded::of(measure, &wrong)).collect();
        told.into_iter().map(|(measure, temuan)| asked(&rows, measure, temuan)).collect::<Vec<_>>()
    };
    forms(measure).flat_map(graded).collect()
}

/// So many different grades show a scale.
const FEWEST_GRADES: usize = 3;

/// A row that is graded: its status in comparable form, the achievement that it states, else the computed one, and whether
/// its status is another on the scales here.
struct Graded {
    status: String,
    capaian: f64,
    wrong: bool,
}

impl Graded {
    fn of(measure: &RowMeasure<'_>, wrong: &[u32]) -> Option<Self> {
        let status = measure.entry(Field::Status).and_then(Entry::text).map(text::key)?;
        let capaian = measure.as_written_capaian().or(measure.full())?;
        Some(Self { status, capaian, wrong: wrong.contains(&measure.record.number) })
    }
}

/// The achievements between which all rows lie that carry a word; `None` where a row with another word lies among them.
fn span(rows: &[Graded], word: &str) -> Option<(f64, f64)> {
    let own = || rows.iter().filter(|row| row.status == word).map(|row| row.capaian);
    let (low, high) = (own().fold(f64::INFINITY, f64::min), own().fold(f64::NEG_INFINITY, f64::max));
    let mut other = rows.iter().filter(|row| row.status != word).peekable();
    let apart = other.peek().is_some() && other.all(|row| row.capaian < low || row.capaian > high);
    apart.then_some((low, high))
}

/// Whether the form seems to grade on a scale of its own: some word stands in several rows, and in each of them beside an
/// achievement that is graded otherwise here.
fn own_scale(rows: &[Graded]) -> bool {
    rows.iter().any(|one| {
        let own = || rows.iter().filter(|row| row.status == one.status);
        own().count() > 1 && own().all(|row| row.wrong) && span(rows, &one.status).is_some()
    }) || evenly_graded(rows)
}

/// Whether every word stands once, and the better one always beside the higher achievement: where two of them are others here,
/// that is no slip.
fn evenly_graded(rows: &[Graded]) -> bool {
    let rank = |scale: GradeScale, row: &Graded| scale.label().iter().position(|label| text::key(label) == row.status);
    [GradeScale::FiveGrades, GradeScale::SampangFiveGrades].into_iter().any(|scale| {
        let ranked: Option<Vec<(usize, f64)>> = rows.iter().map(|row| Some((rank(scale, row)?, row.capaian))).collect();
        let mut ranked = ranked.unwrap_or_default();
        ranked.sort_by_key(|(rank, _)| *rank);
        let even = ranked.windows(2).all(|pair| pair[0].0 < pair[1].0 && pair[0].1 > pair[1].1);
        ranked.len() >= FEWEST_GRADES && even && rows.iter().filter(|row| row.wrong).count() > 1
    })
}

/// A finding, asked and not accused where the form grades evenly on another scale.
fn asked(rows: &[Graded], measure: &RowMeasure<'_>, temuan: Temuan) -> Temuan {
    let as_written = measure.entry(Field::Status).and_then(Entry::text).unwrap_or_default();
    let Some((low, high)) = span(rows, &text::key(as_written)).filter(|_| own_scale(rows)) else { return temuan };
    let message = if low < high {
        format!(
            "{} Di formulir ini status {} dipakai untuk capaian {} sampai {}, jadi mungkin skalanya lain.",
            temuan.message,
            quote(as_written),
            percent(low),
            percent(high)
        )
    } else {
        format!(
            "{} Di formulir ini sebutan statusnya urut menurut capaiannya, jadi mungkin skalanya lain.",
            temuan.message
        )
    };
    let advice = "Bila lembaga memakai skala itu, sampaikan kepada biro perencanaan agar dipakai juga di sini; bila tidak, sesuaikan statusnya.";
    Temuan { severity: Severity::Info, message, advice: advice.to_string(), ..temuan }
}

/// The status, and the achievements that may back it; nothing where the two are not of one span.
fn graded<'a>(measure: &RowMeasure<'a>) -> Option<(&'a str, Vec<f64>)> {
    let entry = measure.entry(Field::Status).filter(|entry| !entry.derivation)?;
    // Half of the year's target is no poor result in the middle of the year.
    let whole_year = measure.triwulan.is_none_or(|triwulan| triwulan == Triwulan::IV);
    if !whole_year && measure.own.basis.is_some_and(|basis| !basis.quarterly()) {
        return None;
    }
    if of_year_beside_parts(measure) {
        // The grade is the month's, and the achievement that is read the year's.
        return None;
    }
    // The status of a wrong achievement follows from UK03: either figure may back it.
    let beside = beside_status(measure, entry);
    let capaian: Vec<f64> = [beside, measure.as_written_capaian(), measure.full()].into_iter().flatten().collect();
    Some((entry.text()?, capaian)).filter(|(_, capaian)| !capaian.is_empty())
}

/// A status that is another by the scale which the sheet itself explains.
fn by_legend(measure: &RowMeasure<'_>, legend: &Legend) -> Option<Temuan> {
    let (as_written, capaian) = graded(measure)?;
    let earned = |capaian: f64| legend.words(capaian).into_iter().any(|word| text::key(word) == text::key(as_written));
    let (main, expected) = (*capaian.first()?, legend.words(*capaian.first()?));
    if expected.is_empty() || capaian.into_iter().any(earned) {
        return None;
    }
    let list = expected.iter().map(|label| quote(label)).collect::<Vec<_>>().join(" atau ");
    let message = format!(
        "Status tertulis {}, padahal capaian {} berstatus {list} menurut skala yang tertulis di lembar ini.",
        quote(as_written),
        percent(main)
    );
    let advice = format!("Ganti status menjadi {list}, atau periksa lagi capaiannya.");
    let temuan =
        measure.temuan(&ATURAN, Field::Status, message, &advice)?.difference(as_written, expected.join(" atau "));
    Some(temuan.all_related(measure.place(Field::Capaian).or_else(|| measure.place(Field::Realisasi))))
}

fn one(measure: &RowMeasure<'_>, profil_scale: GradeScale) -> Option<Temuan> {
    let (as_written, capaian) = graded(measure)?;
    let main = *capaian.first()?;
    let mut expected: Vec<&'static str> = Vec::new();
    for capaian in &capaian {
        let may = designation(profil_scale, as_written, *capaian)?;
        if may.iter().any(|label| text::key(label) == text::key(as_written)) {
            return None;
        }
        expected.extend(may);
    }
    let expected: Vec<&'static str> = designation(profil_scale, as_written, main).unwrap_or(expected);
    let list = expected.iter().map(|label| quote(label)).collect::<Vec<_>>().join(" atau ");
    if list.is_empty() {
        return None;
    }
    let message = format!(
        "Status tertulis {}, padahal capaian {} berstatus {list} menurut skala yang dipakai di sini.",
        quote(as_written),
        percent(main)
    );
    let advice = format!(
        "Ganti status menjadi {list}, atau periksa lagi capaiannya; bila lembaga memakai skala lain, sampaikan kepada biro perencanaan."
    );
    let temuan =
        measure.temuan(&ATURAN, Field::Status, message, &advice)?.difference(as_written, expected.join(" atau "));
    Some(temuan.all_related(measure.place(Field::Capaian).or_else(|| measure.place(Field::Realisasi))))
}

/// The achievement that stands nearest before a status, where a row has several: `Capaian TW III | Capaian Akumulasi |
/// Predikat` grades what was reached until then.
fn beside_status(measure: &RowMeasure<'_>, status: &Entry) -> Option<f64> {
    let achieved = |field: Field| matches!(field, Field::Capaian | Field::AccumulatedCapaian);
    let before = measure.record.row()?.entries.iter().filter(|(column, entry)| {
        achieved(column.field) && entry.cell.row == status.cell.row && entry.cell.column < status.cell.column
    });
    let (_, nearest) = before.max_by_key(|(_, entry)| entry.cell.column)?;
    nearest.value.figure()
}

/// The words that the achievement may carry on the scales that know the word which was written; `None` when no scale
/// does.
fn designation(profil_scale: GradeScale, as_written: &str, capaian: f64) -> Option<Vec<&'static str>> {
    let scale = [GradeScale::FiveGrades, GradeScale::SampangFiveGrades, profil_scale].into_iter();
    let mut know = scale.filter(|scale| scale.read(as_written).is_some()).peekable();
    let mut outcome: Vec<&'static str> = Vec::new();
    if know.peek().is_none() {
        return two_designation(as_written, capaian).map(|designation| vec![designation]);
    }
    for scale in know {
        for limit in [LimitRule::BeginFrom, LimitRule::Above] {
            outcome.extend(scale.status(limit, Some(capaian)).filter(|label| !outcome.contains(label)));
        }
    }
    Some(outcome)
}

/// Words that know only reached and not reached.
fn two_designation(as_written: &str, capaian: f64) -> Option<&'static str> {
    const FULL: f64 = 99.995;
    let (yes, not) = match text::key(as_written).as_str() {
        "tercapai" | "tidak tercapai" => ("Tercapai", "Tidak Tercapai"),
        "belum tercapai" => ("Tercapai", "Belum Tercapai"),
        "berhasil" | "tidak berhasil" => ("Berhasil", "Tidak Berhasil"),
        _ => return None,
    };
    Some(if capaian >= FULL { yes } else { not })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_readings_of_the_printed_bounds_are_accepted() {
        let may = |as_written, capaian| designation(GradeScale::Light, as_written, capaian).unwrap_or_default();
        assert_eq!(may("sangat tinggi", 90.5), ["Tinggi", "Sangat Tinggi"]);
        assert_eq!(may("Tinggi", 70.0), ["Sedang"]);
        assert_eq!(may("Baik", 70.0), ["Cukup"]);
    }

    #[test]
    fn a_grade_beside_what_was_reached_until_now_is_that_ones() {
        let told = |status: &str| {
            let image = format!(
                "*** JTI/tw3.xlsx\n=== TW III\nPENGUKURAN KINERJA TRIWULAN III TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target Tahunan|Target TW III|Realisasi TW III|Capaian TW III (%)|Akumulasi Realisasi|Capaian Akumulasi (%)|Predikat\n1|A|Jumlah kunjungan|Orang|48000|12000|13450|112.08|36120|75.25|{status}\n"
            );
            crate::rules::helpers::test::cell("UK04", &image)
        };
        assert_eq!(told("Tinggi"), Vec::<String>::new());
        assert_eq!(told("Sangat Tinggi"), Vec::<String>::new());
        assert_eq!(told("Rendah"), ["K4"]);
    }

    #[test]
    fn a_form_whose_grades_are_more_than_two_has_a_scale_of_its_own() {
        let told = |first: &str, second: &str| {
            let image = format!(
                "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status\n1|A|Jumlah rumah|Unit|40|36|90|{first}\n2|A|Jumlah taman|Taman|7|7|100|{second}\n"
            );
            crate::rules::helpers::test::cell("UK04", &image)
        };
        assert_eq!(told("Berhasil", "Sangat Berhasil"), Vec::<String>::new());
        assert_eq!(told("Berhasil", "Berhasil"), ["H4"]);
    }

    #[test]
    fn a_form_that_grades_evenly_on_another_scale_is_asked_and_not_accused() {
        let told = |rows: [(&str, &str); 4]| {
            let row = |(status, capaian): &(&str, &str)| {
                format!("1|A|Indikator {capaian}|Unit|100|{capaian}|{capaian}|{status}\n")
            };
            let rows: String = rows.iter().map(row).collect();
            let head = "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Status\n";
            let all = crate::rules::helpers::test::temuan("UK04", &format!("{head}{rows}"));
            all.into_iter().map(|one| one.severity).collect::<Vec<_>>()
        };
        let own = [("Sangat Baik", "101"), ("Baik", "96"), ("Baik", "99"), ("Sangat Baik", "100")];
        assert_eq!(told(own), [Severity::Info, Severity::Info]);
        let slip = [("Sangat Baik", "101"), ("Baik", "96"), ("Baik", "80"), ("Sangat Baik", "100")];
        assert_eq!(told(slip), [Severity::Warning]);
        let mixed = [("Sangat Baik", "98"), ("Baik", "96"), ("Baik", "99"), ("Sangat Baik", "100")];
        assert_eq!(told(mixed), [Severity::Warning, Severity::Warning]);
        // Each word once, the better one beside the higher figure.
        let even = [("Tinggi", "100"), ("Rendah", "48"), ("Sedang", "54"), ("Sangat Rendah", "20")];
        assert_eq!(told(even), [Severity::Info, Severity::Info, Severity::Info]);
        let crossed = [("Tinggi", "100"), ("Rendah", "54"), ("Sedang", "48"), ("Sangat Rendah", "20")];
        assert_eq!(told(crossed), [Severity::Warning, Severity::Warning]);
    }

    #[test]
    fn a_form_is_graded_by_the_scale_that_it_explains_and_by_none_where_its_words_are_others() {
        let told = |first: &str, second: &str, note: &str| {
            let image = format!(
                "*** JTI/tw4.xlsx\n=== TW IV\nPENGUKURAN KINERJA TRIWULAN IV TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %|Predikat\n1|A|Persentase berkas lengkap|%|100|98|98|{first}\n2|A|Jumlah taman|Taman|10|7|70|{second}\n{note}\n"
            );
            crate::rules::helpers::test::cell("UK04", &image)
        };
        let note = "*) Predikat: Istimewa >= 100; Baik 80 - 99; Kurang < 80";
        assert_eq!(told("Baik", "Kurang", note), Vec::<String>::new());
        assert_eq!(told("Baik", "Istimewa", note), ["H5"]);
        assert_eq!(told("Berhasil", "Cukup", ""), Vec::<String>::new());
        assert_eq!(told("Baik", "Istimewa", ""), Vec::<String>::new());
        // A scale that is explained in a way that nobody reads is still the form's own.
        assert_eq!(told("Baik", "Baik", "Baik: capaian 80 % atau lebih menurut Lampiran"), Vec::<String>::new());
        assert_eq!(told("Baik", "Baik", ""), ["H4", "H5"]);
    }

    #[test]
    fn words_without_a_known_scale_are_left_alone() {
        assert_eq!(designation(GradeScale::Light, "Memuaskan", 70.0), None);
        assert_eq!(designation(GradeScale::Light, "Tercapai", 100.0), Some(vec!["Tercapai"]));
        assert_eq!(designation(GradeScale::Light, "Tercapai", 99.0), Some(vec!["Tidak Tercapai"]));
        assert_eq!(designation(GradeScale::Pringsewu, "Tercapai", 97.0), Some(vec!["Tercapai"]));
    }
}
