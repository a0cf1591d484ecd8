#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::satuan::standard_satuan;
use crate::domain::triwulan::Triwulan::{I, II, III, IV};
use crate::domain::value::figure::column_decision;
use crate::domain::value::{LimitDirection, Predikat};
use proptest::prelude::*;

const ALL_READING: [Reading; 8] = [
    Reading::Text,
    Reading::Code,
    Reading::Value,
    Reading::Percent,
    Reading::Money,
    Reading::Date,
    Reading::Time,
    Reading::Nip,
];

fn text(text: &str, reading: Reading, satuan: Option<&str>) -> ReadValue {
    read(
        &RawCell { text, ..RawCell::default() },
        reading,
        &ColumnDecision::default(),
        satuan.map(standard_satuan).as_ref(),
    )
}

/// A text cell of a column of values whose row has no satuan.
fn value(content: &str) -> ReadValue {
    text(content, Reading::Value, None)
}

#[test]
fn a_target_that_is_to_be_met_exactly_may_say_so() {
    assert_eq!(value("=100%"), value("100%"));
    assert_eq!(value("= 5"), value("5"));
    // What computes is none that anybody typed.
    assert_eq!(value("=80/100").0, Value::Text { text: "=80/100".to_string() });
}

/// A numeric cell with a General format.
fn numeral(figure: f64, reading: Reading, satuan: Option<&str>) -> ReadValue {
    let wording = figure.to_string();
    let cell = RawCell { text: &wording, figure: Some(figure), ..RawCell::default() };
    read(&cell, reading, &ColumnDecision::default(), satuan.map(standard_satuan).as_ref())
}

/// A numeric cell with a percent format.
fn percent_formatted(figure: f64, reading: Reading, satuan: Option<&str>) -> ReadValue {
    let cell = RawCell { figure: Some(figure), percent_format: true, ..RawCell::default() };
    read(&cell, reading, &ColumnDecision::default(), satuan.map(standard_satuan).as_ref())
}

fn figure(figure: f64) -> Value {
    Value::Figure { figure, satuan: None }
}

fn with_satuan(figure: f64, satuan: &str) -> Value {
    Value::Figure { figure, satuan: Some(satuan.into()) }
}

fn percent(percent: f64) -> Value {
    Value::Percent { percent }
}

fn money(rupiah: f64) -> Value {
    Value::Money { rupiah }
}

fn fixed_text(text: &str) -> Value {
    Value::Text { text: text.into() }
}

fn predikat(predikat: Predikat, figure: Option<f64>) -> Value {
    Value::Predikat { predikat, figure }
}

fn limit(direction: LimitDirection, figure: f64) -> Value {
    Value::Limit { direction, figure, percent: false, satuan: None }
}

fn range(lower: f64, upper: f64, percent: bool, satuan: Option<&str>) -> Value {
    Value::Range { lower, upper, percent, satuan: satuan.map(Into::into) }
}

fn fraction(numerator: f64, denominator: f64, satuan: Option<&str>) -> Value {
    Value::Fraction { numerator, denominator, satuan: satuan.map(Into::into) }
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn second(text: &str) -> Vec<Doubt> {
    vec![Doubt::SecondQuantity { text: text.into() }]
}

// ---- The table of section 6, row by row ----

#[test]
fn percent_signs_and_words_give_percent_points() {
    // Row `75 %`, `75%`, `75 persen`, `100,00 Persen`.
    for content in ["75 %", "75%", "75 persen", "75 PERSEN", "75 Prosentase", "75\u{a0}%", "75 (persen)"] {
        assert_eq!(value(content), certain(percent(75.0)), "{content}");
    }
    assert_eq!(value("100,00 Persen"), certain(percent(100.0)));
}

#[test]
fn the_format_of_the_cell_decides_on_percent_and_not_the_magnitude() {
    // Row "0.75 with cell format `0%`".
    assert_eq!(percent_formatted(0.75, Reading::Value, None), certain(percent(75.0)));
    assert_eq!(percent_formatted(0.57, Reading::Value, Some("%")), certain(percent(57.0)));
    assert_eq!(percent_formatted(0.1 + 0.2, Reading::Value, None), certain(percent(30.0)));
    assert_eq!(percent_formatted(3.22, Reading::Percent, None), certain(percent(322.0)));
    assert_eq!(percent_formatted(0.95, Reading::Percent, None), certain(percent(95.0)));
    assert_eq!(numeral(57.0, Reading::Value, Some("Persen")), certain(percent(57.0)));
    assert_eq!(numeral(0.0, Reading::Value, Some("%")), certain(percent(0.0)));
    assert_eq!(numeral(0.75, Reading::Value, Some("Indeks")), certain(figure(0.75)));
}

#[test]
fn a_general_number_up_to_one_where_percent_is_expected_is_doubtful() {
    // Same row, and VAL-04 (0.38 beside 38.1, CIREBON).
    let in_doubt = |n: f64| (figure(n), vec![Doubt::MaybePercentFraction]);
    assert_eq!(numeral(0.38, Reading::Value, Some("%")), in_doubt(0.38));
    assert_eq!(numeral(1.0, Reading::Value, Some("persen")), in_doubt(1.0));
    assert_eq!(numeral(38.1, Reading::Value, Some("%")), certain(percent(38.1)));
    assert_eq!(numeral(1.2, Reading::Value, Some("%")), certain(percent(1.2)));
    assert_eq!(numeral(1.2, Reading::Percent, None), in_doubt(1.2));
    assert_eq!(numeral(95.2, Reading::Percent, None), certain(percent(95.2)));
    let both = vec![Doubt::MaybePercentFraction, Doubt::FigureAsText];
    assert_eq!(text("0,57", Reading::Value, Some("%")), (figure(0.57), both));
}

#[test]
fn both_styles_of_marks_read_as_numbers() {
    // Rows `1.234,56` and `1,234.56`.
    for content in ["1.234,56", "1,234.56"] {
        assert_eq!(value(content), (figure(1234.56), vec![Doubt::FigureAsText]), "{content}");
    }
}

#[test]
fn one_dot_before_three_digits_stays_text_until_something_decides() {
    // Row `1.234`, VAL-02.
    let in_doubt = vec![Doubt::NumberMark { thousands: 1234.0, decimal: 1.234 }];
    assert_eq!(value("1.234"), (fixed_text("1.234"), in_doubt.clone()));
    assert_eq!(value("1.234 %"), (fixed_text("1.234 %"), in_doubt.clone()));
    assert_eq!(value("≥ 1.234"), (fixed_text("≥ 1.234"), in_doubt));
    let as_text = vec![Doubt::FigureAsText];
    assert_eq!(text("1.234", Reading::Money, None), (money(1234.0), as_text.clone()));
    assert_eq!(text("1.234", Reading::Value, Some("Orang")), (figure(1234.0), as_text.clone()));
    assert_eq!(value("1.234 Orang"), certain(with_satuan(1234.0, "Orang")));
    assert_eq!(value("Rp1.234"), certain(money(1234.0)));
    let column = column_decision(["0,7", "1.234"].into_iter(), false);
    let cell = RawCell { text: "1.234", ..RawCell::default() };
    assert_eq!(read(&cell, Reading::Value, &column, None), (figure(1234.0), as_text));
}

#[test]
fn several_dots_group_thousands() {
    // Row `149.033.000`.
    assert_eq!(text("149.033.000", Reading::Money, None), (money(149_033_000.0), vec![Doubt::FigureAsText]));
    assert_eq!(value("149.033.000").0, figure(149_033_000.0));
}

#[test]
fn a_share_of_a_thousand_is_a_number_with_its_unit() {
    assert_eq!(value("22 \u{2030}").0, with_satuan(22.0, "\u{2030}"));
    assert_eq!(value("23,1\u{2030}").0, with_satuan(23.1, "\u{2030}"));
}

#[test]
fn a_grade_beside_the_word_for_it_is_that_grade() {
    for text in ["A predikat", "Predikat A", "Opini WTP"] {
        let Value::Predikat { figure: None, .. } = value(text).0 else { panic!("{text}: {:?}", value(text).0) };
    }
    assert!(!matches!(value("A tanpa predikat").0, Value::Predikat { .. }));
}

#[test]
fn a_unit_beside_the_number_is_kept() {
    // Rows `0,9 Angka` and `2 Lap`, `3 Dok`, `11,25`.
    assert_eq!(value("0,9 Angka"), certain(with_satuan(0.9, "Angka")));
    assert_eq!(value("2 Lap"), certain(with_satuan(2.0, "Lap")));
    assert_eq!(value("3 Dok"), certain(with_satuan(3.0, "Dok")));
    assert_eq!(value("2Lap"), certain(with_satuan(2.0, "Lap")));
    assert_eq!(value("12 (dua belas) bulan"), certain(with_satuan(12.0, "bulan")));
    assert_eq!(value("2 (Laporan)"), certain(with_satuan(2.0, "Laporan")));
    assert_eq!(value("4 kali per bulan"), certain(with_satuan(4.0, "kali per bulan")));
    assert_eq!(value("11,25"), (figure(11.25), vec![Doubt::FigureAsText]));
    assert_eq!(value("4,47 persen"), certain(percent(4.47)));
    assert_eq!(value("100 %."), certain(percent(100.0)));
    assert_eq!(value("1.234 orang dosen"), certain(with_satuan(1234.0, "orang dosen")));
}

#[test]
fn units_of_area_volume_and_air_hold_a_digit() {
    for (text, figure, unit) in [
        ("0,35 m3/detik", 0.35, "m3/detik"),
        ("250 m2/unit", 250.0, "m2/unit"),
        ("2,5 ton CO2", 2.5, "ton CO2"),
        ("30 ton CO2e", 30.0, "ton CO2e"),
        ("3 PM10", 3.0, "PM10"),
        ("5 m3", 5.0, "m3"),
    ] {
        assert_eq!(value(text).0, with_satuan(figure, unit), "{text}");
    }
    for text in ["3 TW1", "2 Laporan2", "5 m9"] {
        assert_eq!(value(text).0, fixed_text(text), "{text}");
    }
}

#[test]
fn a_step_of_a_scale_is_a_number_with_the_scale_before_it() {
    assert_eq!(value("Level 3").0, with_satuan(3.0, "Level"));
    assert_eq!(value("Tingkat II").0, with_satuan(2.0, "Tingkat"));
    assert_eq!(value("Peringkat 12").0, with_satuan(12.0, "Peringkat"));
    for text in ["Level", "Level tiga", "Level 3 dan 4", "Tingkatkan 3", "Kelas B", "Level3"] {
        assert_eq!(value(text).0, fixed_text(text), "{text}");
    }
}

#[test]
fn money_reads_with_rp_cents_and_words() {
    // Row `Rp5.294.655.000,00`, `Rp. 1.000.000,-`, and the grammar of money.
    for (content, rupiah) in [
        ("Rp5.294.655.000,00", 5_294_655_000.0),
        ("Rp. 1.000.000,-", 1_000_000.0),
        ("1.000.000,-", 1_000_000.0),
        ("1.000.000 rupiah", 1_000_000.0),
        ("1,5 juta", 1_500_000.0),
        ("Rp 2 miliar", 2e9),
        ("1,1 milyar rupiah", 1.1e9),
    ] {
        assert_eq!(value(content), certain(money(rupiah)), "{content}");
        assert_eq!(text(content, Reading::Money, None), certain(money(rupiah)), "{content}");
    }
    assert_eq!(numeral(5e9, Reading::Money, None), certain(money(5e9)));
    assert_eq!(text("(1.000)", Reading::Money, None), (money(-1000.0), vec![Doubt::FigureAsText]));
    assert_eq!(text("1,5 juta", Reading::Value, Some("Orang")), certain(figure(1_500_000.0)));
    assert_eq!(value("1,5 juta orang"), certain(with_satuan(1_500_000.0, "orang")));
    assert_eq!(text("1 Paket", Reading::Money, None), certain(with_satuan(1.0, "Paket")));
}

#[test]
fn a_fraction_is_not_reduced_to_its_numerator() {
    // Row `100 dari 110 Organisasi Kepemudaan`.
    assert_eq!(
        value("100 dari 110 Organisasi Kepemudaan"),
        certain(fraction(100.0, 110.0, Some("Organisasi Kepemudaan")))
    );
    assert_eq!(value("4/21"), certain(fraction(4.0, 21.0, None)));
    assert_eq!(value("254 / 255"), certain(fraction(254.0, 255.0, None)));
    assert_eq!(value("1.000 dari 1.200 orang"), certain(fraction(1000.0, 1200.0, Some("orang"))));
    assert_eq!(value("0/0"), certain(fraction(0.0, 0.0, None)));
}

#[test]
fn a_bracket_holds_a_second_quantity() {
    // Rows `140 Kelompok (1400 orang)` and `2 (POPNAS 201)`, VAL-06.
    assert_eq!(value("140 Kelompok (1400 orang)"), (with_satuan(140.0, "Kelompok"), second("1400 orang")));
    assert_eq!(value("2 (POPNAS 201)"), (figure(2.0), second("POPNAS 201")));
    assert_eq!(value("85 (delapan puluh lima)"), certain(figure(85.0)));
    assert_eq!(value("75% (30 orang)"), (percent(75.0), second("30 orang")));
}

#[test]
fn spans_keep_both_ends() {
    // Row `80 - 90 %`, `80–90%`; target of domain 7.4.
    for content in
        ["80 - 90 %", "80–90%", "80% - 90%", "80 s.d. 90 persen", "80 s/d 90%", "80% sampai dengan 90%", "80—90 %"]
    {
        assert_eq!(value(content), certain(range(80.0, 90.0, true, None)), "{content}");
    }
    assert_eq!(text("80 - 90", Reading::Value, Some("%")), certain(range(80.0, 90.0, true, None)));
    assert_eq!(value("7 s.d. 8 bulan"), certain(range(7.0, 8.0, false, Some("bulan"))));
    assert_eq!(value("7-8 bulan"), certain(range(7.0, 8.0, false, Some("bulan"))));
    assert_eq!(value("80-90"), certain(range(80.0, 90.0, false, None)));
    assert_eq!(value("Rp 1.000 - Rp 2.000"), certain(range(1000.0, 2000.0, false, Some("Rp"))));
    assert_eq!(value("1 - 2 juta orang"), certain(range(1e6, 2e6, false, Some("orang"))));
    assert_eq!(text("3.25 - 3.50", Reading::Value, Some("Indeks")), certain(range(3.25, 3.5, false, None)));
}

#[test]
fn days_years_and_codes_are_no_spans_and_no_fractions() {
    // "beware dates and codes" (grammar of section 6).
    for content in [
        "1.1-1.2",
        "2025-2026",
        "2025/2026",
        "2026-06",
        "06/2026",
        "6/2026",
        "30/06",
        "021-12345",
        "90 - 80 %",
        "10-20-30",
        "1/2/3",
        "2025 s.d. 2026",
        "4/21*100",
    ] {
        assert_eq!(value(content), certain(fixed_text(content)), "{content}");
    }
    for content in ["30/06/2026", "30-06-2026", "2026-06-30"] {
        assert_eq!(value(content), certain(Value::Date { date: day(2026, 6, 30).into() }), "{content}");
    }
}

#[test]
fn bounds_keep_their_direction() {
    // Row `≥ 80`, `min. 93`.
    use LimitDirection::{LessThan, Maximal, Minimal, MoreThan};
    for (content, direction, n) in [
        ("≥ 80", Minimal, 80.0),
        (">=80", Minimal, 80.0),
        ("min. 93", Minimal, 93.0),
        ("Minimal 93", Minimal, 93.0),
        ("paling sedikit 4", Minimal, 4.0),
        ("≤ 5", Maximal, 5.0),
        ("<= 5", Maximal, 5.0),
        ("maks. 5", Maximal, 5.0),
        ("maksimal 5", Maximal, 5.0),
        ("> 0,5", MoreThan, 0.5),
        ("< 5", LessThan, 5.0),
        ("kurang dari 5", LessThan, 5.0),
    ] {
        assert_eq!(value(content), certain(limit(direction, n)), "{content}");
    }
    assert_eq!(value("min-80"), certain(fixed_text("min-80")));
    let five_day = Value::Limit { direction: Maximal, figure: 5.0, percent: false, satuan: Some("hari".into()) };
    assert_eq!(value("maks. 5 hari"), certain(five_day));
    let percent = Value::Limit { direction: Minimal, figure: 80.0, percent: true, satuan: None };
    assert_eq!(value("≥ 80%"), certain(percent.clone()));
    assert_eq!(text("≥ 80", Reading::Value, Some("%")), certain(percent));
    let (half, in_doubt) = text("≥ 0,5", Reading::Value, Some("%"));
    assert_eq!((half, in_doubt), (limit(Minimal, 0.5), vec![Doubt::MaybePercentFraction]));
}

#[test]
fn grades_are_never_zero_and_never_dropped() {
    // Row `BB`, `A`, `WTP`, `Good`, `Sangat Baik`; domain 9.4.
    for (content, grade) in [
        ("BB", Predikat::BB),
        ("A", Predikat::A),
        ("WTP", Predikat::Wtp),
        ("Baik", Predikat::Good),
        ("Sangat Baik", Predikat::VeryGood),
        ("minimal BB", Predikat::BB),
        ("Predikat BB", Predikat::BB),
        ("≥ BB", Predikat::BB),
    ] {
        assert_eq!(value(content), certain(predikat(grade, None)), "{content}");
        assert_eq!(value(content).0.figure(), None, "{content}");
    }
    for content in ["BB (78,5)", "78,5 (BB)", "BB / 78,5", "78,5 BB", "BB: 78,5"] {
        assert_eq!(value(content), certain(predikat(Predikat::BB, Some(78.5))), "{content}");
    }
    assert_eq!(value("78,5 (Baik)"), certain(predikat(Predikat::Good, Some(78.5))));
    assert_eq!(value("65 (B)"), certain(predikat(Predikat::B, Some(65.0))));
}

#[test]
fn tw_is_an_opinion_in_rows_of_grades_and_a_quarter_elsewhere() {
    // Domain 9.4: "TW = Tidak Wajar here! - collides with TW = triwulan".
    assert_eq!(text("TW", Reading::Value, Some("Opini")), certain(predikat(Predikat::Tw, None)));
    assert_eq!(text("TW", Reading::Value, Some("Predikat")), certain(predikat(Predikat::Tw, None)));
    assert_eq!(value("TW"), certain(fixed_text("TW")));
    assert_eq!(value("TW II"), certain(Value::Triwulan { triwulan: vec![II] }));
}

#[test]
fn a_letter_beside_a_number_is_a_code_unless_the_row_holds_grades() {
    for content in ["3 B", "A 1", "1A", "C4", "5 kurang"] {
        assert_eq!(value(content), certain(fixed_text(content)), "{content}");
    }
    assert_eq!(value("BB (> 70)"), (predikat(Predikat::BB, None), second("> 70")));
    assert_eq!(text("65 B", Reading::Value, Some("Predikat")), certain(predikat(Predikat::B, Some(65.0))));
}

#[test]
fn days_read_in_every_form() {
    // Row `30 Juni 2026`, `30 Jun 26`, `2026-06-30`, Excel serial.
    let date = day(2026, 6, 30);
    for content in ["30 Juni 2026", "30 Jun 26", "2026-06-30", "30/06/2026"] {
        assert_eq!(text(content, Reading::Date, None), certain(Value::Date { date: date.into() }), "{content}");
    }
    assert_eq!(numeral(46_203.0, Reading::Date, None), certain(Value::Date { date: date.into() }));
    let cell = RawCell { text: "46203", figure: Some(46_203.0), date: Some(date), ..RawCell::default() };
    for reading in [Reading::Date, Reading::Value, Reading::Code] {
        assert_eq!(read(&cell, reading, &ColumnDecision::default(), None), certain(Value::Date { date: date.into() }));
    }
    assert_eq!(read(&cell, Reading::Text, &ColumnDecision::default(), None), certain(fixed_text("30 Juni 2026")));
    assert_eq!(text("akhir bulan", Reading::Date, None), certain(fixed_text("akhir bulan")));
}

#[test]
fn quarters_read_in_every_form() {
    // Rows `TW I` ... and `Jan-Mar`, `Januari s.d. Maret`.
    for (content, triwulan) in [
        ("TW I", vec![I]),
        ("Trw. 1", vec![I]),
        ("TW 1 - TW 3", vec![I, II, III]),
        ("TW I s.d. TW IV", vec![I, II, III, IV]),
        ("TW I, II", vec![I, II]),
        ("Semester I", vec![I, II]),
        ("Jan-Mar", vec![I]),
        ("Januari s.d. Maret", vec![I]),
        ("30/06/2026", vec![II]),
        ("I", vec![I]),
        ("1", vec![I]),
    ] {
        assert_eq!(text(content, Reading::Time, None), certain(Value::Triwulan { triwulan }), "{content}");
    }
    assert_eq!(numeral(3.0, Reading::Time, None), certain(Value::Triwulan { triwulan: vec![III] }));
    assert_eq!(numeral(7.0, Reading::Time, None), certain(fixed_text("7")));
    // Excel turned "Jan-26" into a day.
    let cell = RawCell { date: Some(day(2026, 1, 1)), ..RawCell::default() };
    assert_eq!(
        read(&cell, Reading::Time, &ColumnDecision::default(), None),
        certain(Value::Triwulan { triwulan: vec![I] })
    );
    assert_eq!(text("sepanjang tahun", Reading::Time, None), certain(fixed_text("sepanjang tahun")));
}

#[test]
fn a_computed_ratio_is_taken_as_it_is() {
    // Row `=(4/21)*100`: the formula is kept beside the value by the reader.
    let value = 4.0 / 21.0 * 100.0;
    assert_eq!(numeral(value, Reading::Value, None), certain(figure(value)));
}

#[test]
fn errors_are_values_of_their_own() {
    // Row `#DIV/0!`, `#REF!`, VAL-01; and a formula that nobody calculated.
    for reading in ALL_READING {
        let cell = RawCell { text: "#DIV/0!", error: Some("#DIV/0!"), ..RawCell::default() };
        let error = Value::Error { error: "#DIV/0!".into() };
        assert_eq!(read(&cell, reading, &ColumnDecision::default(), None), certain(error));
        let cell = RawCell { not_yet_computed: true, ..RawCell::default() };
        assert_eq!(read(&cell, reading, &ColumnDecision::default(), None), certain(Value::NotYetComputed));
    }
    assert_eq!(value("#REF!"), certain(Value::Error { error: "#REF!".into() }));
}

#[test]
fn every_kind_of_nothing_of_the_grammar_is_known() {
    for content in ["-", "–", "—", "- "] {
        assert_eq!(value(content), certain(Value::Dash), "{content}");
    }
    for content in ["n/a", "N/A", "NA", "tidak ada", "Belum ada", "NIHIL", "tad", "Tidak ada.", "Tidak Dijadwalkan"] {
        assert_eq!(value(content), certain(Value::Absent), "{content}");
        assert_eq!(text(content, Reading::Text, None), certain(Value::Absent), "{content}");
    }
    assert_eq!(text("Rp -", Reading::Money, None), certain(Value::Dash));
    // An accounting format shows a real zero as "-" (domain 5.2): the value counts.
    let cell = RawCell { text: "0", figure: Some(0.0), ..RawCell::default() };
    assert_eq!(read(&cell, Reading::Money, &ColumnDecision::default(), None), certain(money(0.0)));
}

// ---- Domain 13.2, what goes wrong elsewhere ----

#[test]
fn marks_are_never_dropped() {
    // Pringsewu: "4.25" -> 425. Deli Serdang: "12,5 %" -> 125.
    assert_eq!(value("4.25"), (figure(4.25), vec![Doubt::FigureAsText]));
    assert_eq!(value("12,5 %"), certain(percent(12.5)));
    assert_eq!(value("23,16%"), certain(percent(23.16)));
}

#[test]
fn a_realisation_that_is_no_number_is_kept_as_text() {
    // kaizer26: non-numeric realisations were skipped in silence.
    for content in [
        "sedang berjalan",
        "2 belum selesai",
        "2 Lap, 3 Dok",
        "1 Laporan 2 Dokumen",
        "30 Juni",
        "5x",
        "12:30",
        "1 000",
        "½",
    ] {
        assert_eq!(value(content), certain(fixed_text(content)), "{content}");
    }
}

#[test]
fn a_mark_against_its_column_is_told() {
    // Rule 5 of section 6.
    let column = column_decision(["0,7", "11,25", "4.25"].into_iter(), false);
    let cell = RawCell { text: "4.25", ..RawCell::default() };
    let in_doubt = vec![Doubt::DeviatingFromColumn, Doubt::FigureAsText];
    assert_eq!(read(&cell, Reading::Value, &column, None), (figure(4.25), in_doubt));
}

// ---- Columns that hold no quantities ----

#[test]
fn texts_stay_as_typed() {
    assert_eq!(text("  80 % hadir ", Reading::Text, None), certain(fixed_text("80 % hadir")));
    assert_eq!(text("75", Reading::Text, None), certain(fixed_text("75")));
    assert_eq!(numeral(5.0, Reading::Text, None), certain(fixed_text("5")));
    assert_eq!(percent_formatted(0.575, Reading::Text, None), certain(fixed_text("57,5%")));
    assert_eq!(text("TRUE", Reading::Value, None), certain(fixed_text("TRUE")));
}

#[test]
fn codes_are_never_quantities() {
    assert_eq!(numeral(1.0, Reading::Code, None), certain(fixed_text("1")));
    // In a numeric cell 1.10 is 1.1: which of them it was, others must say.
    let in_doubt = vec![Doubt::CodeAsFigure { stored: "1.1".to_string() }];
    assert_eq!(numeral(1.1, Reading::Code, None), (fixed_text("1.1"), in_doubt));
    assert_eq!(text("1.1.1", Reading::Code, None), certain(fixed_text("1.1.1")));
    assert_eq!(text("TAD", Reading::Code, None), certain(fixed_text("TAD")));
    assert_eq!(text("nihil", Reading::Code, None), certain(Value::Absent));
}

#[test]
fn a_nip_in_a_numeric_cell_has_lost_digits() {
    // NIP-04 of domain 12.3.
    let (value, in_doubt) = numeral(197_001_011_995_011_001.0, Reading::Nip, None);
    assert_eq!(in_doubt, vec![Doubt::NipAsFigure]);
    assert!(matches!(value, Value::Text { text } if text.len() == 18 && text.starts_with("19700101199501")));
    assert_eq!(
        text("NIP. 19700101 199501 1 001", Reading::Nip, None),
        certain(fixed_text("NIP. 19700101 199501 1 001"))
    );
    assert_eq!(numeral(123_456.0, Reading::Nip, None), certain(fixed_text("123456")));
}

proptest! {
    #[test]
    fn blank_dash_not_available_and_zero_stay_four_things(
        front in "[ \t\n\u{a0}]{0,3}", behind in "[ \t\n\u{a0}]{0,3}", position in 0_usize..3,
    ) {
        let reading = [Reading::Value, Reading::Percent, Reading::Money][position];
        for (content, class) in [("", "kosong"), ("-", "strip"), ("n/a", "tidak_ada")] {
            prop_assert_eq!(text(&format!("{front}{content}{behind}"), reading, None).0.class(), class);
        }
        let zero = text(&format!("{front}0{behind}"), reading, None).0;
        prop_assert_eq!(zero.figure(), Some(0.0));
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_cell(
        content in "\\PC{0,40}", similar in "[0-9RpABTWdari%≥<.,()/ -]{0,20}", satuan in "\\PC{0,12}",
    ) {
        for content in [content, similar] {
            for reading in ALL_READING {
                for satuan in [None, Some("%"), Some("Orang"), Some(satuan.as_str())] {
                    let (value, _) = text(&content, reading, satuan);
                    // What is not blank never reads as blank or as nothing at all.
                    let seen = content.chars().any(char::is_alphanumeric);
                    prop_assert!(!(seen && value.blank()), "{content:?} hilang");
                }
            }
        }
    }

    #[test]
    fn no_number_breaks_the_reading_of_a_cell(figure in proptest::num::f64::ANY, percent_format: bool) {
        for reading in ALL_READING {
            let cell = RawCell { text: "x", figure: Some(figure), percent_format, ..RawCell::default() };
            let _ = read(&cell, reading, &ColumnDecision::default(), Some(&standard_satuan("%")));
        }
    }

    #[test]
    fn percent_points_typed_and_formatted_are_the_same(per_mille in 0_u32..5000) {
        let wording = format!("{},{} %", per_mille / 10, per_mille % 10);
        let format = percent_formatted(f64::from(per_mille) / 1000.0, Reading::Value, None);
        prop_assert_eq!(value(&wording), format);
    }
}

#[test]
fn a_letter_after_an_amount_in_rupiah_counts_thousands_of_millions() {
    for reading in [Reading::Value, Reading::Money] {
        assert_eq!(text("Rp 1,2 M", reading, None).0, money(1.2e9));
        assert_eq!(text("Rp 3 T", reading, None).0, money(3e12));
    }
    // Without "Rp" it is a unit like any other.
    assert!(!matches!(value("12 M").0, Value::Money { .. }));
}

#[test]
fn until_when_a_figure_was_counted_may_stand_below_it() {
    for content in ["95,83%\ns.d. Juni", "95,83%\ns/d TW II", "95,83%\nsampai dengan Triwulan II"] {
        assert_eq!(text(content, Reading::Percent, None).0, percent(95.83), "{content}");
    }
    assert!(matches!(text("95,83%\nlihat lampiran", Reading::Percent, None).0, Value::Text { .. }));
}
