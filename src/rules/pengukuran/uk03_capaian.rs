//! UK03: a stated achievement that the figures do not give.

use crate::domain::capaian::fits_family;
use crate::domain::column::Field;
use crate::domain::hash::HashMap;
use crate::domain::polaritas::Polaritas;
use crate::domain::target_basis::TargetBasis;
use crate::domain::value::Value;
use crate::finding::{Scope, Severity, Temuan};
use crate::rules::helpers::measure::{RowMeasure, that};
use crate::rules::helpers::pair::pair;
use crate::rules::helpers::record::IndikatorRecord;
use crate::rules::helpers::{figure, percent};
use crate::rules::pengukuran::explained::guess;
use crate::rules::pengukuran::other_figures::{
    TOLERANCE, half_of_last_decimal, of_another_column, of_another_measure, of_another_span, of_the_year,
};
use crate::rules::pengukuran::{basis, folded, stated_cap, turned};
use crate::rules::{Aturan, Check, Need, RuleContext, RuleSettings};

pub(in crate::rules) const ATURAN: Aturan = Aturan {
    code: "UK03",
    name: "Capaian tertulis tidak sama dengan hasil hitung",
    severity: Severity::Warning,
    scope: Scope::Document,
    needs: &[],
    also: &[Need::Cascade, Need::OtherDocument],
    follows: &["FX10", "NL01", "NL02", "NL03", "NL04", "NL07", "NL08", "UK02"],
    fields: &[Field::Capaian],
    what: "Capaian yang tertulis dihitung ulang dari realisasi dan targetnya dengan profil lembaga; selisih lebih dari 0,01 dilaporkan, kecuali pembulatan ke bilangan bulat atau satu desimal yang tidak melewati 100. Angka yang sudah dibatasi sesuai batas atas profil juga diterima. Bila arah indikator tidak tertulis dan angkanya cocok dengan rumus arah sebaliknya, arahnya hanya ditanyakan.",
    why: "Capaian yang keliru terbawa ke rekap pimpinan; sering penyebabnya rumus yang berbeda, bukan datanya.",
    source: "LKjIP direktorat jenderal (48, 45,52, 94,83 %); Universitas Samudra; PermenPANRB 8/2021",
    wrong: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|57|«98»
",
    correct: "\
*** JTI/tw4.xlsx
=== TW IV
PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026

No|Sasaran|Indikator|Satuan|Target|Realisasi TW|Capaian %
1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|%|60|57|95
",
    check: Check::Workspace(check),
};

/// Formulas that differ from realisation by target in their direction only.
const OTHER_DIRECTION: [&str; 3] = ["(2×target−realisasi)/target", "target/realisasi", "stabil"];

fn check(context: &RuleContext<'_>) -> Vec<Temuan> {
    let tables = context.tables;
    let stated = that(tables, |row| row.as_written_capaian().is_some());
    let mut temuan: Vec<Temuan> = stated.filter_map(|measure| of_another_kind(&measure)).collect();
    let measure = that(tables, |row| {
        let far = |compute: Option<f64>| {
            row.as_written_capaian()
                .zip(compute)
                .is_some_and(|(as_written, compute)| (as_written - compute).abs() > TOLERANCE)
        };
        let to_date = row.as_written_capaian().is_some_and(|as_written| basis::to_date(row, as_written, TOLERANCE));
        far(row.own.capaian.full()) && far(row.own.capaian.limited()) && !to_date
    });
    let measure: Vec<RowMeasure<'_>> = measure.collect();
    if measure.is_empty() {
        return temuan;
    }
    let pk: HashMap<u32, IndikatorRecord<'_>> =
        pair(tables, tables.pengukuran().map(|row| *row), tables.pk().map(|row| *row))
            .into_iter()
            .map(|(uk, pk)| (uk.number, pk))
            .collect();
    let capped = |measure: &RowMeasure<'_>| stated_cap::of_sheet(tables, measure);
    let told = measure.iter().filter_map(|measure| {
        let pk = pk.get(&measure.record.number);
        Some((measure, one(context.settings, measure, pk, || capped(measure))?))
    });
    let right = folded::right(that(tables, |row| row.as_written_capaian().is_some()));
    temuan.extend(folded::of_forms(&ATURAN, told.collect(), &right));
    temuan
}

/// A stated figure that is right by its own arithmetic, of two figures that are not of one kind.
fn of_another_kind(measure: &RowMeasure<'_>) -> Option<Temuan> {
    measure.entry(Field::Capaian).filter(|entry| !entry.derivation)?;
    let told = |(message, advice): basis::Said| {
        let temuan = measure.temuan(&ATURAN, Field::Capaian, message, &advice)?;
        Some(temuan.all_related(measure.place(Field::Realisasi)).all_related(measure.target_place()))
    };
    if let Some(said) = basis::other_span(measure, TOLERANCE) {
        return told(said);
    }
    // The figures that count are right all the same.
    Some(Temuan { severity: Severity::Info, ..told(basis::typed_percent(measure)?)? })
}

fn one(
    settings: &RuleSettings,
    measure: &RowMeasure<'_>,
    pk: Option<&IndikatorRecord<'_>>,
    cap: impl FnOnce() -> Option<f64>,
) -> Option<Temuan> {
    let (as_written, full, capaian) = (measure.as_written_capaian()?, measure.full()?, measure.own.capaian.limited()?);
    let entry = measure.entry(Field::Capaian).filter(|entry| !entry.derivation)?;
    // An order of ranks has no one quotient: "B" beside "BB" is less than all of it, and nobody says how much less.
    let grade = |value: &Value| matches!(value, Value::Predikat { figure: None, .. });
    let grades =
        measure.entry(Field::Realisasi).is_some_and(|entry| grade(&entry.value)) && measure.own.target.is_none();
    if grades && (as_written < 100.0) == (full < 100.0) {
        return None;
    }
    // 0,95 where others write 95: NL04 asks about it.
    let in_doubt = entry.perhaps_fraction();
    if in_doubt && (as_written * 100.0 - full).abs() <= 1.0 {
        return None;
    }
    // The same of a realisation of 0,245 beside an achievement made of 24,5.
    let fraction = |field: Field| measure.entry(field).is_some_and(|entry| entry.perhaps_fraction());
    if (fraction(Field::Realisasi) || fraction(Field::Target))
        && [100.0, 0.01].iter().any(|times| (as_written - full * times).abs() <= 1.0)
    {
        return None;
    }
    // "1,2%" typed as Excel offers it, beside a target in percent points: the form's own formula divides the fraction, and
    // nobody mistyped anything.
    let typed_percent =
        measure.entry(Field::Realisasi).is_some_and(|entry| matches!(entry.value, Value::Percent { .. }));
    if typed_percent && entry.formula.is_some() && (as_written * 100.0 - full).abs() <= 1.0 {
        return None;
    }
    if of_another_measure(measure)
        || of_another_span(measure)
        || of_another_column(measure, as_written)
        || of_the_year(measure, as_written)
        || rounded(as_written, full)
        || within_rounding(measure, as_written, full)
        || rounded(as_written, capaian)
    {
        return None;
    }
    if met_limit(measure, as_written, full) {
        return None;
    }
    let family = family(measure, as_written);
    if measure.polaritas().is_none() && family.iter().any(|name| OTHER_DIRECTION.contains(name)) {
        // Nobody said which direction is better, and the form chose one.
        return turned::asked(&ATURAN, measure, as_written, &family);
    }
    // What the sheet itself says is the most that an achievement may be.
    let cap = cap().filter(|cap| full > *cap);
    if cap.is_some_and(|cap| (as_written - cap).abs() <= TOLERANCE) {
        return None;
    }
    let capaian = cap.map_or(capaian, |cap| capaian.min(cap));
    let message = format!(
        "Capaian tertulis {} tidak sama dengan hasil hitung {}{}{}.{}",
        percent(as_written),
        percent(full),
        if (capaian - full).abs() > 0.005 { format!(" (dibatasi {})", percent(capaian)) } else { String::new() },
        formula(measure),
        guess(measure, as_written, &family)
    );
    // Which of the three figures is wrong nobody knows but who wrote them.
    let low = measure.polaritas() == Some(Polaritas::Minimum);
    let other = family.iter().find(|name| low && **name == "target/realisasi");
    let advice = match other.zip(self::family(measure, full).first()) {
        // A house may count what should be low in another way than the profile does: that is no slip of its units.
        Some((other, own)) => format!(
            "Di sini capaian dihitung dengan {own}. Bila lembaga memakai {other}, sampaikan kepada biro perencanaan; bila tidak, perbaiki sel capaian menjadi {}.",
            percent(capaian)
        ),
        None => format!(
            "Periksa lagi realisasi dan targetnya; bila keduanya benar, perbaiki sel capaian menjadi {}.",
            percent(capaian)
        ),
    };
    // Without a workspace nobody says where the house caps an achievement, and the form does at a figure in use.
    let capped = !settings.workspace && !family.is_empty() && family.iter().all(|name| name.contains("dibatasi"));
    let advice = if capped {
        format!(
            "Bila lembaga membatasi capaian pada {}, tidak perlu diubah; bila tidak, perbaiki sel capaian menjadi {}.",
            percent(as_written),
            percent(full)
        )
    } else {
        advice
    };
    let temuan = measure.temuan(&ATURAN, Field::Capaian, message, &advice)?;
    let severity = if capped { Severity::Info } else { temuan.severity };
    let temuan =
        Temuan { severity, ..temuan.difference(percent(as_written), percent(capaian)).gap(as_written - capaian) };
    let target = match measure.own.basis {
        Some(TargetBasis::YearlyPk) => pk.and_then(|pk| pk.place(Field::Target.yearly())),
        _ => measure.target_place(),
    };
    Some(temuan.all_related(measure.place(Field::Realisasi)).all_related(target))
}

/// Whether the target is a bound ("<14", "≤ 60 menit") that was met, and the achievement says just that: 100.
fn met_limit(measure: &RowMeasure<'_>, as_written: f64, full: f64) -> bool {
    let targets = [measure.entry(Field::Target), measure.record.entry(Field::Target.yearly())];
    let bound = targets.into_iter().flatten().any(|entry| matches!(entry.value, Value::Limit { .. }));
    bound && full >= 100.0 && (as_written - 100.0).abs() <= TOLERANCE
}

/// Whether a stated figure is the computed one, rounded to the whole or to one decimal; what rounding would lift to a
/// target reached is none.
fn rounded(as_written: f64, full: f64) -> bool {
    let whole = |figure: f64| (figure - figure.round()).abs() < 1e-6;
    let half = match (whole(as_written), whole(as_written * 10.0)) {
        (true, _) => 0.5,
        (_, true) => 0.05,
        _ => return false,
    };
    (as_written - full).abs() <= half + 1e-9 && (as_written >= 100.0) == (full >= 100.0)
}

/// Whether a stated figure is made of a realisation that its cell shows rounded: 27,17 is any between 27,165 and 27,175.
/// What is whole or has one decimal was hardly rounded.
fn within_rounding(measure: &RowMeasure<'_>, as_written: f64, full: f64) -> bool {
    let (Some(reached), Some(target)) = (measure.compared(), measure.own.target) else { return false };
    let whole = |figure: f64| (figure - figure.round()).abs() < 1e-6;
    let decimals = (0..=4).find(|decimals| whole(reached * 10_f64.powi(*decimals))).filter(|decimals| *decimals >= 2);
    let Some(decimals) = decimals.filter(|_| target != 0.0) else { return false };
    let room = 0.5 * 10_f64.powi(-decimals) / target.abs() * 100.0 + TOLERANCE;
    (as_written - full).abs() <= room && (as_written >= 100.0) == (full >= 100.0)
}

/// " (realisasi 57 ÷ target 60)".
fn formula(measure: &RowMeasure<'_>) -> String {
    let (Some(reached), Some(target)) = (measure.compared(), measure.own.target) else {
        return String::new();
    };
    let reached = format!("{} {}", measure.compared_name(), figure(reached));
    let target = format!("{} {}", measure.target_name(), figure(target));
    match measure.polaritas().unwrap_or(Polaritas::Maximum) {
        Polaritas::Maximum => format!(" ({reached} ÷ {target})"),
        polaritas => format!(" ({reached}, {target}, polaritas {})", polaritas.name()),
    }
}

/// The formulas that give a stated figure; one that is written whole may be rounded, where no formula gives it exactly.
fn family(measure: &RowMeasure<'_>, as_written: f64) -> Vec<&'static str> {
    let Some((target, realisasi)) = measure.own.target.zip(measure.compared()) else { return Vec::new() };
    let exact = fits_family(target, realisasi, as_written, 0.01);
    let rounded = || fits_family(target, realisasi, as_written, half_of_last_decimal(as_written));
    if exact.is_empty() { rounded() } else { exact }
}

#[cfg(test)]
mod tests {
    use crate::finding::Temuan;
    use crate::rules::helpers::test::{folded, temuan as test_temuan};

    fn uk(column: &str, content: &str) -> Vec<Temuan> {
        let head = format!(
            "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|{column}"
        );
        test_temuan("UK03", &format!("{head}\n1|Lulusan|Persentase lulusan yang bekerja dalam 6 bulan|%|{content}"))
    }

    const COLUMN: &str = "Target|Target TW|Realisasi TW|Capaian %";

    #[test]
    fn a_target_until_the_quarter_is_compared_with_what_was_reached_until_then() {
        let told = |adds: &str, first: &str, capaian: &str| {
            let image = format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan TI\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Jumlah peserta pelatihan|Orang|maksimum|{adds}|245\n*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Satuan|Target Tahunan|Target s.d. TW II|Realisasi TW I|Realisasi TW II|Capaian TW II (%)|Kendala\n1|Jumlah peserta pelatihan|Orang|245|115|{first}|72|{capaian}|-\n"
            );
            let all = folded(&image).into_iter().filter(|one| ["UK03", "UK07"].contains(&one.code.as_str()));
            all.map(|one| one.message).collect::<Vec<String>>()
        };
        assert_eq!(told("jumlah", "45", "101.74"), Vec::<String>::new());
        assert_eq!(told("", "45", "101.74"), Vec::<String>::new());
        assert_eq!(told("jumlah", "-", "62.61").len(), 1, "nothing was reached before");
        assert_eq!(told("jumlah", "", ""), Vec::<String>::new(), "nobody knows the first quarter");
        let wrong = told("jumlah", "45", "98.74");
        assert!(
            wrong[0].contains("101,74 %") && wrong[0].contains("realisasi s.d. TW II 117 ÷ target TW II 115"),
            "{wrong:?}"
        );
    }

    #[test]
    fn what_the_sheet_says_is_the_most_is_right_and_is_what_to_write() {
        let told = |capaian: &str, note: &str| {
            let form = format!(
                "Target|Target TW|Realisasi TW|Polaritas|Capaian %\n1|A|Waktu layanan|Hari|1.5|1.5|0.4|Minimum|{capaian}\n2|A|Jumlah tamu|Orang|4|1|1|Maksimum|100\n{note}"
            );
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|";
            test_temuan("UK03", &format!("{head}{form}\n"))
        };
        let note = "Keterangan: indeks capaian maksimum 120";
        assert_eq!(told("120", note).len(), 0);
        let wrong = told("110", note);
        assert!(wrong[0].advice.contains("menjadi 120,00 %"), "{}", wrong[0].advice);
    }

    #[test]
    fn a_bound_that_was_met_is_all_that_was_asked() {
        let told = |target: &str, reached: &str, stated: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian %";
            test_temuan("UK03", &format!("{head}\n1|A|Prevalensi stunting|%|{target}|{target}|{reached}|{stated}"))
                .len()
        };
        assert_eq!(told("<14", "11.6", "100"), 0);
        assert_eq!(told("<14", "11.6", "90"), 1);
        assert_eq!(told("<14", "15", "100"), 1);
    }

    #[test]
    fn what_is_rounded_to_the_whole_may_have_been_counted_the_other_way() {
        // Days of waiting: nobody said that fewer are better.
        let told = |stated: &str| {
            let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian %";
            test_temuan("UK03", &format!("{head}\n1|A|Lama menjawab surat|Hari|2|2|3|{stated}")).len()
        };
        assert_eq!(told("67"), 0);
        assert_eq!(told("76"), 1);
    }

    #[test]
    fn how_much_less_one_grade_is_than_another_nobody_says() {
        assert_eq!(uk(COLUMN, "BB|BB|B|75").len(), 0);
        assert_eq!(uk(COLUMN, "BB|BB|B|100").len(), 1);
        assert_eq!(uk(COLUMN, "BB|BB|BB|75").len(), 1);
    }

    #[test]
    fn a_hundredth_is_rounding_and_the_cap_of_the_profile_is_accepted() {
        assert!(uk(COLUMN, "60|30|28.45|94.83").is_empty());
        assert!(uk(COLUMN, "60|30|45|150").is_empty());
        assert!(uk(COLUMN, "60|30|45|120").is_empty());
        assert_eq!(uk(COLUMN, "60|30|45|100").len(), 1);
    }

    #[test]
    fn a_figure_rounded_to_the_whole_or_to_one_decimal_is_right_unless_it_reaches_the_target_by_that() {
        assert!(uk(COLUMN, "60|30|28.45|95").is_empty());
        assert!(uk(COLUMN, "60|30|28.45|94.8").is_empty());
        assert!(uk(COLUMN, "60|30|28.45|95%").is_empty());
        assert_eq!(uk(COLUMN, "60|30|28.45|94").len(), 1);
        assert_eq!(uk(COLUMN, "60|30|28.45|94.79").len(), 1);
        assert_eq!(uk(COLUMN, "60|30|29.9|100").len(), 1);
    }

    #[test]
    fn a_realisation_that_its_cell_shows_rounded_may_have_made_a_hair_more() {
        assert!(uk(COLUMN, "60|30|27.17|90.58").is_empty());
        assert_eq!(uk(COLUMN, "60|30|27.17|90.63").len(), 1);
        assert_eq!(uk(COLUMN, "60|30|27.2|90.68").len(), 1);
    }

    #[test]
    fn the_years_achievement_is_not_set_against_a_month() {
        let told = |other: &str| {
            let head = format!(
                "*** JTI/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\n\nIndikator|Bulan|Target|Realisasi|{other}|% Capaian Tahun"
            );
            test_temuan("UK03", &format!("{head}\nPersentase sarana laik|Februari|72|75|104.17%|93.75%")).len()
        };
        assert_eq!(told("% Capaian Bulan"), 0);
    }

    #[test]
    fn an_achievement_that_is_headed_as_one_against_the_year_is_set_against_the_year() {
        let told = |heading: &str, capaian: &str| {
            let columns = format!("Target Tahunan|Target TW II|Realisasi TW II|{heading}");
            uk(&columns, &format!("92.5|91|90.2|{capaian}")).len()
        };
        assert_eq!(told("Capaian terhadap Target Tahunan (%)", "97.51"), 0);
        assert_eq!(told("Capaian (realisasi terakhir vs target tahunan)", "97.5"), 0);
        assert_eq!(told("Capaian terhadap Target Tahunan (%)", "96.51"), 1);
        assert_eq!(told("Capaian (%)", "97.51"), 1);
    }

    #[test]
    fn the_years_achievement_may_be_written_as_a_fraction() {
        let told = |capaian: &str| {
            let head = "*** JTI/rk.xlsx\n=== RK\nPENGUKURAN KINERJA TAHUN 2026\n\nIndikator|Satuan|Target|Target TW I|Realisasi TW I|Target TW II|Realisasi TW II|Capaian (%)";
            test_temuan("UK03", &format!("{head}\nJumlah konten|Konten|480|120|131|120|126|{capaian}")).len()
        };
        assert_eq!(told("0.535416667"), 0);
    }

    #[test]
    fn the_achievement_beside_a_month_and_the_sum_of_its_year_is_the_sums() {
        let head = "*** JTI/juni.xlsx\n=== Juni\nLAPORAN CAPAIAN KINERJA BULAN JUNI 2026\n\nNo|Sasaran|Indikator|Satuan|Target Tahun 2026|Target s.d. Bulan Ini|Realisasi|<|<|Capaian (%)\n^|^|^|^|^|^|s.d. Bulan Lalu|Bulan Ini|s.d. Bulan Ini|^";
        let told = |capaian: &str| {
            test_temuan("UK03", &format!("{head}\n1|A|Jumlah mitra|Mitra|240|120|98|20|118|{capaian}")).len()
        };
        assert_eq!(told("98.33"), 0);
        assert_eq!(told("88.33"), 1);
    }

    #[test]
    fn the_wrong_direction_beside_one_quarter_is_told_and_is_no_achievement_of_the_year() {
        let image = |capaian: &str| {
            format!(
                "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan TI\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Target\nIKK 1.1||IKK|JTI|Lama layanan|Hari|minimum|nilai akhir|10\n*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target TW II|Realisasi TW II|Capaian (%)\n1|Layanan|Lama layanan|Hari|10|8|{capaian}\n"
            )
        };
        assert_eq!(test_temuan("UK03", &image("80")).len(), 1);
        assert!(test_temuan("UK03", &image("120")).is_empty());
    }

    #[test]
    fn one_achievement_beside_a_column_for_each_quarter_is_the_years() {
        let form = |capaian: &str| {
            let head = "*** JTI/capaian 2026.xlsx\n=== Capaian\nPENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target|Realisasi|<|<|<|Capaian %\n^|^|^|^|^|TW I|TW II|TW III|TW IV|^";
            test_temuan("UK03", &format!("{head}\n1|Taman|Jumlah taman yang ditata|Taman|4|1|2|||{capaian}\n"))
        };
        assert!(form("75").is_empty(), "{:?}", form("75"));
        assert!(!form("60").is_empty());
    }

    #[test]
    fn a_figure_against_the_annual_target_is_explained() {
        let outcome = uk(COLUMN, "60|30|27|45");
        assert!(outcome[0].message.contains("dibagi target tahunan 60"), "{}", outcome[0].message);
        assert!(outcome[0].message.contains("(realisasi 27 ÷ target TW II 30)"), "{}", outcome[0].message);
    }

    #[test]
    fn of_two_formulas_that_fit_the_other_quarter_tells_which_it_was_or_both_are_named() {
        let told = |second: &str| {
            let image = format!(
                "*** JTI/uk.xlsx\n=== UK\nPENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Polaritas|Satuan|Target|TW I|<|<|TW II|<|<\n^|^|^|^|^|T|R|%|T|R|%\n1|Jumlah keluhan|Min|keluhan|4|1|2|50|{second}\n"
            );
            let all = test_temuan("UK03", &image);
            let first = all.iter().find(|one| one.message.contains("TW I 1"));
            first.map(|one| one.message.clone()).unwrap_or_default()
        };
        let by_quarter = told("2|3|66.67");
        assert!(by_quarter.ends_with("cocok dengan rumus target/realisasi."), "{by_quarter}");
        let by_year = told("2|3|75");
        assert!(by_year.contains("adalah realisasi dibagi target tahunan 4"), "{by_year}");
        let both = told("||");
        assert!(both.contains("rumus target/realisasi, dan juga dengan realisasi dibagi target tahunan 4"), "{both}");
    }

    #[test]
    fn the_formula_that_would_give_the_figure_is_named() {
        let outcome = uk(COLUMN, "60|30|24|125");
        assert!(outcome[0].message.contains("cocok dengan rumus target/realisasi"), "{}", outcome[0].message);
    }

    #[test]
    fn an_indicator_of_unknown_direction_may_use_either_formula() {
        let head = "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II\n\nNo|Sasaran|Indikator|Satuan|Target|Target TW|Realisasi TW|Capaian %";
        let row = |capaian: &str| format!("{head}\n1|Layanan|Lama layanan|Hari|10|10|8|{capaian}");
        assert!(test_temuan("UK03", &row("120")).is_empty() && test_temuan("UK03", &row("125")).is_empty());
        assert_eq!(test_temuan("UK03", &row("110")).len(), 1);
    }

    #[test]
    fn what_cannot_be_computed_is_not_compared() {
        assert!(uk(COLUMN, "60|30|belum ada data|98").is_empty());
        assert!(uk(COLUMN, "60|30||98").is_empty());
    }
}
