#![allow(clippy::unwrap_used)]

use super::ReadNumber::{Certain, InDoubt, Not};
use super::*;
use proptest::prelude::*;

fn column(text: &[&str]) -> ColumnDecision {
    column_decision(text.iter().copied(), false)
}

fn money() -> ColumnDecision {
    ColumnDecision { money: true, ..ColumnDecision::default() }
}

fn tally() -> ColumnDecision {
    ColumnDecision::default().for_tally(true)
}

const fn certain(figure: f64) -> ReadNumber {
    Certain { figure, deviating: false }
}

const THOUSAND: ReadNumber = InDoubt { thousands: 1234.0, decimal: 1.234 };

#[test]
fn a_number_with_both_marks_has_its_decimals_after_the_last_one() {
    // Section 6, rule 2, and the rows `1.234,56` and `1,234.56` of its table.
    for text in ["1.234,56", "1,234.56"] {
        assert_eq!(read_figure(text, &ColumnDecision::default()), certain(1234.56), "{text}");
    }
    assert_eq!(read_figure("12.345.678,9", &ColumnDecision::default()), certain(12_345_678.9));
}

#[test]
fn one_comma_is_a_decimal_mark_except_before_three_digits_of_money_or_things() {
    // Section 6, rule 3.
    for (text, figure) in
        [("0,7", 0.7), ("11,25", 11.25), ("36,6", 36.6), ("1,2345", 1.2345), ("1,234", 1.234), ("0,123", 0.123)]
    {
        assert_eq!(read_figure(text, &ColumnDecision::default()), certain(figure), "{text}");
    }
    assert_eq!(read_figure("1,234", &money()), THOUSAND);
    assert_eq!(read_figure("1,234", &tally()), THOUSAND);
    assert_eq!(read_figure("0,123", &money()), certain(0.123));
}

#[test]
fn several_dots_group_thousands() {
    // Section 6, rule 4 and the row `149.033.000`.
    assert_eq!(read_figure("149.033.000", &ColumnDecision::default()), certain(149_033_000.0));
    for text in ["1.1.1", "1.23.456", "30.06.2026", "1234.567.890", "0.500.000"] {
        assert_eq!(read_figure(text, &ColumnDecision::default()), Not, "{text}");
    }
}

#[test]
fn one_dot_before_three_digits_is_in_doubt_until_the_column_decides() {
    // Section 6, rule 4 and the row `1.234`.
    assert_eq!(read_figure("1.234", &ColumnDecision::default()), THOUSAND);
    assert_eq!(read_figure("1.234", &money()), certain(1234.0));
    assert_eq!(read_figure("1.234", &tally()), certain(1234.0));
    assert_eq!(read_figure("1.234", &column(&["0,7", "1.234"])), certain(1234.0));
    assert_eq!(read_figure("1.234", &column(&["149.033.000"])), certain(1234.0));
    assert_eq!(read_figure("1.234", &column(&["4.25", "1.234"])), THOUSAND);
    assert_eq!(read_figure("1.234", &column(&["1,234.56"])), certain(1.234));
    assert_eq!(read_figure("-1.234", &ColumnDecision::default()), InDoubt { thousands: -1234.0, decimal: -1.234 });
}

#[test]
fn one_dot_elsewhere_is_a_decimal_mark() {
    // Domain 13.2: "4.25" became 425.
    for (text, figure) in [("4.25", 4.25), ("0.123", 0.123), ("1234.567", 1234.567), ("95.2", 95.2), ("57.0", 57.0)] {
        assert_eq!(read_figure(text, &ColumnDecision::default()), certain(figure), "{text}");
    }
}

#[test]
fn a_decimal_comma_is_never_dropped() {
    // Domain 13.2: "12,5 %" became 125.
    assert_eq!(read_figure("12,5", &ColumnDecision::default()), certain(12.5));
    assert_eq!(column(&["12,5 %"]).mark, ColumnMark::DecimalComma);
}

#[test]
fn a_number_that_contradicts_its_column_is_read_and_marked() {
    // Section 6, rule 5.
    let indonesia = column(&["0,7", "11,25", "4.25"]);
    assert_eq!(indonesia.mark, ColumnMark::DecimalComma);
    assert_eq!(read_figure("4.25", &indonesia), Certain { figure: 4.25, deviating: true });
    assert_eq!(read_figure("1,234.56", &indonesia), Certain { figure: 1234.56, deviating: true });
    let english = column(&["1,234.56", "4.25"]);
    assert_eq!(read_figure("0,7", &english), Certain { figure: 0.7, deviating: true });
    assert_eq!(read_figure("1,234", &english), certain(1234.0));
    assert_eq!(read_figure("57", &english), certain(57.0));
}

#[test]
fn a_column_of_two_styles_decides_nothing() {
    let mixed = column(&["0,7", "4.25"]);
    assert_eq!(mixed.mark, ColumnMark::Mixed);
    for text in ["1.234", "1,234"] {
        assert_eq!(read_figure(text, &mixed), THOUSAND, "{text}");
    }
    assert_eq!(read_figure("4.25", &mixed), Certain { figure: 4.25, deviating: true });
}

#[test]
fn codes_dates_and_prose_say_nothing_about_the_marks() {
    let blank = column(&["1.1.1", "1.1-1.2", "30.06.2026", "IKU 1.1", "Rapat 4.25 kali", "1.234", "", "-", "n/a"]);
    assert_eq!(blank.mark, ColumnMark::NotYetSure);
    assert_eq!(column(&["≥ 80,5"]).mark, ColumnMark::DecimalComma);
    assert_eq!(column(&["Rp. 1.000.000,-"]).mark, ColumnMark::DecimalComma);
    assert_eq!(column(&["0,9 Angka"]).mark, ColumnMark::DecimalComma);
}

#[test]
fn money_may_wear_rp_and_a_dash_for_the_cents() {
    for (text, rupiah) in [
        ("Rp5.294.655.000,00", 5_294_655_000.0),
        ("Rp. 1.000.000,-", 1_000_000.0),
        ("Rp 1.000", 1000.0),
        ("RP.1.000,--", 1000.0),
        ("1.000.000.-", 1_000_000.0),
        ("-Rp 1.000", -1000.0),
        ("Rp -1.000", -1000.0),
        ("Rp0", 0.0),
    ] {
        assert_eq!(read_figure(text, &ColumnDecision::default()), certain(rupiah), "{text}");
    }
}

#[test]
fn brackets_are_negative_in_money_only() {
    assert_eq!(read_figure("(1.000)", &money()), certain(-1000.0));
    assert_eq!(read_figure("(Rp 1.000,00)", &money()), certain(-1000.0));
    assert_eq!(read_figure("(1)", &ColumnDecision::default()), Not);
    assert_eq!(read_figure("(-1.000)", &money()), Not);
}

#[test]
fn what_is_not_surely_a_number_is_none() {
    for text in [
        "",
        "-",
        "- 5",
        "--5",
        "+-5",
        "1 000",
        "1e5",
        "12:30",
        "5 orang",
        "1a",
        ",",
        ".",
        "Rp",
        "Rp -",
        "007",
        "0812345",
        "1.234,567,8",
        "1,23,456",
        "½",
        "١٢",
        "1.000,- 2",
        "197001011995011001",
        "5..",
        "5,",
        "5-6",
        "NaN",
        "inf",
        "0x10",
    ] {
        assert_eq!(read_figure(text, &ColumnDecision::default()), Not, "{text}");
    }
}

#[test]
fn signs_and_the_dot_of_a_sentence_are_accepted() {
    for (text, figure) in
        [("-5", -5.0), ("+5", 5.0), (" 80. ", 80.0), (",5", 0.5), (".5", 0.5), ("05", 5.0), ("0", 0.0)]
    {
        assert_eq!(read_figure(text, &ColumnDecision::default()), certain(figure), "{text}");
    }
}

/// As a careful Indonesian types it.
fn write(cent: i64) -> String {
    let digit = (cent.unsigned_abs() / 100).to_string();
    let mut whole = String::new();
    for (position, letter) in digit.chars().enumerate() {
        if position > 0 && (digit.len() - position).is_multiple_of(3) {
            whole.push('.');
        }
        whole.push(letter);
    }
    format!("{}{whole},{:02}", if cent < 0 { "-" } else { "" }, cent.unsigned_abs() % 100)
}

proptest! {
    #[test]
    fn a_number_written_in_indonesian_style_reads_back(cent in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
        let figure: f64 = format!("{}{}.{:02}", if cent < 0 { "-" } else { "" }, cent.unsigned_abs() / 100, cent.unsigned_abs() % 100)
            .parse().unwrap();
        let wording = write(cent);
        prop_assert_eq!(read_figure(&wording, &ColumnDecision::default()), certain(figure));
        prop_assert_eq!(read_figure(&wording, &money()), certain(figure));
        let whole = wording.split(',').next().unwrap().to_string();
        prop_assert_eq!(read_figure(&whole, &column(&["0,7"])), certain(figure.trunc()));
    }

    #[test]
    fn a_decided_column_leaves_no_doubt_about_its_own_style(figure in 1_u32..1_000_000) {
        let decimal = format!("{},{:03}", figure / 1000, figure % 1000);
        let readable = read_figure(&decimal, &column(&["0,7"]));
        prop_assert!(matches!(readable, Certain { deviating: false, .. }), "{decimal}: {readable:?}");
    }

    #[test]
    fn no_text_breaks_the_reading_of_numbers(text in "\\PC{0,40}", similar in "[0-9Rp.,() +-]{0,20}") {
        for text in [text, similar] {
            let _ = read_figure(&text, &column_decision(std::iter::once(text.as_str()), text.len() % 2 == 0));
        }
    }
}
