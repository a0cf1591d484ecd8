#![allow(clippy::unwrap_used)]

use super::AngkaTerbaca::{Bukan, Pasti, Ragu};
use super::*;
use proptest::prelude::*;

fn kolom(teks: &[&str]) -> KeputusanKolom {
    keputusan_kolom(teks.iter().copied(), false)
}

fn uang() -> KeputusanKolom {
    KeputusanKolom { uang: true, ..KeputusanKolom::default() }
}

fn hitungan() -> KeputusanKolom {
    KeputusanKolom::default().untuk_hitungan(true)
}

const fn pasti(angka: f64) -> AngkaTerbaca {
    Pasti { angka, menyimpang: false }
}

const SERIBU: AngkaTerbaca = Ragu { ribuan: 1234.0, desimal: 1.234 };

#[test]
fn a_number_with_both_marks_has_its_decimals_after_the_last_one() {
    // Section 6, rule 2, and the rows `1.234,56` and `1,234.56` of its table.
    for teks in ["1.234,56", "1,234.56"] {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), pasti(1234.56), "{teks}");
    }
    assert_eq!(baca_angka("12.345.678,9", &KeputusanKolom::default()), pasti(12_345_678.9));
}

#[test]
fn one_comma_is_a_decimal_mark_except_before_three_digits_of_money_or_things() {
    // Section 6, rule 3.
    for (teks, angka) in
        [("0,7", 0.7), ("11,25", 11.25), ("36,6", 36.6), ("1,2345", 1.2345), ("1,234", 1.234), ("0,123", 0.123)]
    {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), pasti(angka), "{teks}");
    }
    assert_eq!(baca_angka("1,234", &uang()), SERIBU);
    assert_eq!(baca_angka("1,234", &hitungan()), SERIBU);
    assert_eq!(baca_angka("0,123", &uang()), pasti(0.123));
}

#[test]
fn several_dots_group_thousands() {
    // Section 6, rule 4 and the row `149.033.000`.
    assert_eq!(baca_angka("149.033.000", &KeputusanKolom::default()), pasti(149_033_000.0));
    for teks in ["1.1.1", "1.23.456", "30.06.2026", "1234.567.890", "0.500.000"] {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), Bukan, "{teks}");
    }
}

#[test]
fn one_dot_before_three_digits_is_in_doubt_until_the_column_decides() {
    // Section 6, rule 4 and the row `1.234`.
    assert_eq!(baca_angka("1.234", &KeputusanKolom::default()), SERIBU);
    assert_eq!(baca_angka("1.234", &uang()), pasti(1234.0));
    assert_eq!(baca_angka("1.234", &hitungan()), pasti(1234.0));
    assert_eq!(baca_angka("1.234", &kolom(&["0,7", "1.234"])), pasti(1234.0));
    assert_eq!(baca_angka("1.234", &kolom(&["149.033.000"])), pasti(1234.0));
    assert_eq!(baca_angka("1.234", &kolom(&["4.25", "1.234"])), SERIBU);
    assert_eq!(baca_angka("1.234", &kolom(&["1,234.56"])), pasti(1.234));
    assert_eq!(baca_angka("-1.234", &KeputusanKolom::default()), Ragu { ribuan: -1234.0, desimal: -1.234 });
}

#[test]
fn one_dot_elsewhere_is_a_decimal_mark() {
    // Domain 13.2: "4.25" became 425.
    for (teks, angka) in [("4.25", 4.25), ("0.123", 0.123), ("1234.567", 1234.567), ("95.2", 95.2), ("57.0", 57.0)] {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), pasti(angka), "{teks}");
    }
}

#[test]
fn a_decimal_comma_is_never_dropped() {
    // Domain 13.2: "12,5 %" became 125.
    assert_eq!(baca_angka("12,5", &KeputusanKolom::default()), pasti(12.5));
    assert_eq!(kolom(&["12,5 %"]).tanda, TandaKolom::KomaDesimal);
}

#[test]
fn a_number_that_contradicts_its_column_is_read_and_marked() {
    // Section 6, rule 5.
    let indonesia = kolom(&["0,7", "11,25", "4.25"]);
    assert_eq!(indonesia.tanda, TandaKolom::KomaDesimal);
    assert_eq!(baca_angka("4.25", &indonesia), Pasti { angka: 4.25, menyimpang: true });
    assert_eq!(baca_angka("1,234.56", &indonesia), Pasti { angka: 1234.56, menyimpang: true });
    let inggris = kolom(&["1,234.56", "4.25"]);
    assert_eq!(baca_angka("0,7", &inggris), Pasti { angka: 0.7, menyimpang: true });
    assert_eq!(baca_angka("1,234", &inggris), pasti(1234.0));
    assert_eq!(baca_angka("57", &inggris), pasti(57.0));
}

#[test]
fn a_column_of_two_styles_decides_nothing() {
    let campuran = kolom(&["0,7", "4.25"]);
    assert_eq!(campuran.tanda, TandaKolom::Campuran);
    for teks in ["1.234", "1,234"] {
        assert_eq!(baca_angka(teks, &campuran), SERIBU, "{teks}");
    }
    assert_eq!(baca_angka("4.25", &campuran), Pasti { angka: 4.25, menyimpang: true });
}

#[test]
fn codes_dates_and_prose_say_nothing_about_the_marks() {
    let kosong = kolom(&["1.1.1", "1.1-1.2", "30.06.2026", "IKU 1.1", "Rapat 4.25 kali", "1.234", "", "-", "n/a"]);
    assert_eq!(kosong.tanda, TandaKolom::BelumTentu);
    assert_eq!(kolom(&["≥ 80,5"]).tanda, TandaKolom::KomaDesimal);
    assert_eq!(kolom(&["Rp. 1.000.000,-"]).tanda, TandaKolom::KomaDesimal);
    assert_eq!(kolom(&["0,9 Angka"]).tanda, TandaKolom::KomaDesimal);
}

#[test]
fn money_may_wear_rp_and_a_dash_for_the_cents() {
    for (teks, rupiah) in [
        ("Rp5.294.655.000,00", 5_294_655_000.0),
        ("Rp. 1.000.000,-", 1_000_000.0),
        ("Rp 1.000", 1000.0),
        ("RP.1.000,--", 1000.0),
        ("1.000.000.-", 1_000_000.0),
        ("-Rp 1.000", -1000.0),
        ("Rp -1.000", -1000.0),
        ("Rp0", 0.0),
    ] {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), pasti(rupiah), "{teks}");
    }
}

#[test]
fn brackets_are_negative_in_money_only() {
    assert_eq!(baca_angka("(1.000)", &uang()), pasti(-1000.0));
    assert_eq!(baca_angka("(Rp 1.000,00)", &uang()), pasti(-1000.0));
    assert_eq!(baca_angka("(1)", &KeputusanKolom::default()), Bukan);
    assert_eq!(baca_angka("(-1.000)", &uang()), Bukan);
}

#[test]
fn what_is_not_surely_a_number_is_none() {
    for teks in [
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
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), Bukan, "{teks}");
    }
}

#[test]
fn signs_and_the_dot_of_a_sentence_are_accepted() {
    for (teks, angka) in [("-5", -5.0), ("+5", 5.0), (" 80. ", 80.0), (",5", 0.5), (".5", 0.5), ("05", 5.0), ("0", 0.0)]
    {
        assert_eq!(baca_angka(teks, &KeputusanKolom::default()), pasti(angka), "{teks}");
    }
}

/// As a careful Indonesian types it.
fn tulis(sen: i64) -> String {
    let digit = (sen.unsigned_abs() / 100).to_string();
    let mut bulat = String::new();
    for (letak, huruf) in digit.chars().enumerate() {
        if letak > 0 && (digit.len() - letak).is_multiple_of(3) {
            bulat.push('.');
        }
        bulat.push(huruf);
    }
    format!("{}{bulat},{:02}", if sen < 0 { "-" } else { "" }, sen.unsigned_abs() % 100)
}

proptest! {
    #[test]
    fn a_number_written_in_indonesian_style_reads_back(sen in -9_000_000_000_000_000_i64..9_000_000_000_000_000) {
        let angka: f64 = format!("{}{}.{:02}", if sen < 0 { "-" } else { "" }, sen.unsigned_abs() / 100, sen.unsigned_abs() % 100)
            .parse().unwrap();
        let tulisan = tulis(sen);
        prop_assert_eq!(baca_angka(&tulisan, &KeputusanKolom::default()), pasti(angka));
        prop_assert_eq!(baca_angka(&tulisan, &uang()), pasti(angka));
        let bulat = tulisan.split(',').next().unwrap().to_string();
        prop_assert_eq!(baca_angka(&bulat, &kolom(&["0,7"])), pasti(angka.trunc()));
    }

    #[test]
    fn a_decided_column_leaves_no_doubt_about_its_own_style(angka in 1_u32..1_000_000) {
        let desimal = format!("{},{:03}", angka / 1000, angka % 1000);
        let terbaca = baca_angka(&desimal, &kolom(&["0,7"]));
        prop_assert!(matches!(terbaca, Pasti { menyimpang: false, .. }), "{desimal}: {terbaca:?}");
    }

    #[test]
    fn no_text_breaks_the_reading_of_numbers(teks in "\\PC{0,40}", mirip in "[0-9Rp.,() +-]{0,20}") {
        for teks in [teks, mirip] {
            let _ = baca_angka(&teks, &keputusan_kolom(std::iter::once(teks.as_str()), teks.len() % 2 == 0));
        }
    }
}
