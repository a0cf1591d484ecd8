#![allow(clippy::unwrap_used)]

use super::*;
use crate::domain::nilai::angka::keputusan_kolom;
use crate::domain::nilai::{ArahBatas, Predikat};
use crate::domain::satuan::satuan_baku;
use crate::domain::triwulan::Triwulan::{I, II, III, IV};
use proptest::prelude::*;

const SEMUA_BACAAN: [Bacaan; 8] = [
    Bacaan::Teks,
    Bacaan::Kode,
    Bacaan::Nilai,
    Bacaan::Persen,
    Bacaan::Uang,
    Bacaan::Tanggal,
    Bacaan::Waktu,
    Bacaan::Nip,
];

fn teks(teks: &str, bacaan: Bacaan, satuan: Option<&str>) -> Terbaca {
    baca(
        &SelMentah { teks, ..SelMentah::default() },
        bacaan,
        &KeputusanKolom::default(),
        satuan.map(satuan_baku).as_ref(),
    )
}

/// A text cell of a column of values whose row has no satuan.
fn nilai(isi: &str) -> Terbaca {
    teks(isi, Bacaan::Nilai, None)
}

/// A numeric cell with a General format.
fn bilangan(angka: f64, bacaan: Bacaan, satuan: Option<&str>) -> Terbaca {
    let tulisan = angka.to_string();
    let sel = SelMentah { teks: &tulisan, angka: Some(angka), ..SelMentah::default() };
    baca(&sel, bacaan, &KeputusanKolom::default(), satuan.map(satuan_baku).as_ref())
}

/// A numeric cell with a percent format.
fn berformat_persen(angka: f64, bacaan: Bacaan, satuan: Option<&str>) -> Terbaca {
    let sel = SelMentah { angka: Some(angka), format_persen: true, ..SelMentah::default() };
    baca(&sel, bacaan, &KeputusanKolom::default(), satuan.map(satuan_baku).as_ref())
}

fn angka(angka: f64) -> Nilai {
    Nilai::Angka { angka, satuan: None }
}

fn bersatuan(angka: f64, satuan: &str) -> Nilai {
    Nilai::Angka { angka, satuan: Some(satuan.into()) }
}

fn persen(persen: f64) -> Nilai {
    Nilai::Persen { persen }
}

fn uang(rupiah: f64) -> Nilai {
    Nilai::Uang { rupiah }
}

fn tetap_teks(teks: &str) -> Nilai {
    Nilai::Teks { teks: teks.into() }
}

fn predikat(predikat: Predikat, angka: Option<f64>) -> Nilai {
    Nilai::Predikat { predikat, angka }
}

fn batas(arah: ArahBatas, angka: f64) -> Nilai {
    Nilai::Batas { arah, angka, persen: false, satuan: None }
}

fn rentang(bawah: f64, atas: f64, persen: bool, satuan: Option<&str>) -> Nilai {
    Nilai::Rentang { bawah, atas, persen, satuan: satuan.map(Into::into) }
}

fn pecahan(pembilang: f64, penyebut: f64, satuan: Option<&str>) -> Nilai {
    Nilai::Pecahan { pembilang, penyebut, satuan: satuan.map(Into::into) }
}

fn hari(tahun: i32, bulan: u32, hari: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(tahun, bulan, hari).unwrap()
}

fn kedua(teks: &str) -> Vec<Keraguan> {
    vec![Keraguan::KuantitasKedua { teks: teks.into() }]
}

// ---- The table of section 6, row by row ----

#[test]
fn percent_signs_and_words_give_percent_points() {
    // Row `75 %`, `75%`, `75 persen`, `100,00 Persen`.
    for isi in ["75 %", "75%", "75 persen", "75 PERSEN", "75 Prosentase", "75\u{a0}%", "75 (persen)"] {
        assert_eq!(nilai(isi), pasti(persen(75.0)), "{isi}");
    }
    assert_eq!(nilai("100,00 Persen"), pasti(persen(100.0)));
}

#[test]
fn the_format_of_the_cell_decides_on_percent_and_not_the_magnitude() {
    // Row "0.75 with cell format `0%`".
    assert_eq!(berformat_persen(0.75, Bacaan::Nilai, None), pasti(persen(75.0)));
    assert_eq!(berformat_persen(0.57, Bacaan::Nilai, Some("%")), pasti(persen(57.0)));
    assert_eq!(berformat_persen(0.1 + 0.2, Bacaan::Nilai, None), pasti(persen(30.0)));
    assert_eq!(berformat_persen(3.22, Bacaan::Persen, None), pasti(persen(322.0)));
    assert_eq!(berformat_persen(0.95, Bacaan::Persen, None), pasti(persen(95.0)));
    assert_eq!(bilangan(57.0, Bacaan::Nilai, Some("Persen")), pasti(persen(57.0)));
    assert_eq!(bilangan(0.0, Bacaan::Nilai, Some("%")), pasti(persen(0.0)));
    assert_eq!(bilangan(0.75, Bacaan::Nilai, Some("Indeks")), pasti(angka(0.75)));
}

#[test]
fn a_general_number_up_to_one_where_percent_is_expected_is_doubtful() {
    // Same row, and VAL-04 (0.38 beside 38.1, CIREBON).
    let ragu = |n: f64| (angka(n), vec![Keraguan::MungkinPecahanPersen]);
    assert_eq!(bilangan(0.38, Bacaan::Nilai, Some("%")), ragu(0.38));
    assert_eq!(bilangan(1.0, Bacaan::Nilai, Some("persen")), ragu(1.0));
    assert_eq!(bilangan(38.1, Bacaan::Nilai, Some("%")), pasti(persen(38.1)));
    assert_eq!(bilangan(1.2, Bacaan::Nilai, Some("%")), pasti(persen(1.2)));
    assert_eq!(bilangan(1.2, Bacaan::Persen, None), ragu(1.2));
    assert_eq!(bilangan(95.2, Bacaan::Persen, None), pasti(persen(95.2)));
    let keduanya = vec![Keraguan::MungkinPecahanPersen, Keraguan::AngkaSebagaiTeks];
    assert_eq!(teks("0,57", Bacaan::Nilai, Some("%")), (angka(0.57), keduanya));
}

#[test]
fn both_styles_of_marks_read_as_numbers() {
    // Rows `1.234,56` and `1,234.56`.
    for isi in ["1.234,56", "1,234.56"] {
        assert_eq!(nilai(isi), (angka(1234.56), vec![Keraguan::AngkaSebagaiTeks]), "{isi}");
    }
}

#[test]
fn one_dot_before_three_digits_stays_text_until_something_decides() {
    // Row `1.234`, VAL-02.
    let ragu = vec![Keraguan::TandaAngka { ribuan: 1234.0, desimal: 1.234 }];
    assert_eq!(nilai("1.234"), (tetap_teks("1.234"), ragu.clone()));
    assert_eq!(nilai("1.234 %"), (tetap_teks("1.234 %"), ragu.clone()));
    assert_eq!(nilai("≥ 1.234"), (tetap_teks("≥ 1.234"), ragu));
    let sebagai_teks = vec![Keraguan::AngkaSebagaiTeks];
    assert_eq!(teks("1.234", Bacaan::Uang, None), (uang(1234.0), sebagai_teks.clone()));
    assert_eq!(teks("1.234", Bacaan::Nilai, Some("Orang")), (angka(1234.0), sebagai_teks.clone()));
    assert_eq!(nilai("1.234 Orang"), pasti(bersatuan(1234.0, "Orang")));
    assert_eq!(nilai("Rp1.234"), pasti(uang(1234.0)));
    let kolom = keputusan_kolom(["0,7", "1.234"].into_iter(), false);
    let sel = SelMentah { teks: "1.234", ..SelMentah::default() };
    assert_eq!(baca(&sel, Bacaan::Nilai, &kolom, None), (angka(1234.0), sebagai_teks));
}

#[test]
fn several_dots_group_thousands() {
    // Row `149.033.000`.
    assert_eq!(teks("149.033.000", Bacaan::Uang, None), (uang(149_033_000.0), vec![Keraguan::AngkaSebagaiTeks]));
    assert_eq!(nilai("149.033.000").0, angka(149_033_000.0));
}

#[test]
fn a_unit_beside_the_number_is_kept() {
    // Rows `0,9 Angka` and `2 Lap`, `3 Dok`, `11,25`.
    assert_eq!(nilai("0,9 Angka"), pasti(bersatuan(0.9, "Angka")));
    assert_eq!(nilai("2 Lap"), pasti(bersatuan(2.0, "Lap")));
    assert_eq!(nilai("3 Dok"), pasti(bersatuan(3.0, "Dok")));
    assert_eq!(nilai("2Lap"), pasti(bersatuan(2.0, "Lap")));
    assert_eq!(nilai("12 (dua belas) bulan"), pasti(bersatuan(12.0, "bulan")));
    assert_eq!(nilai("2 (Laporan)"), pasti(bersatuan(2.0, "Laporan")));
    assert_eq!(nilai("4 kali per bulan"), pasti(bersatuan(4.0, "kali per bulan")));
    assert_eq!(nilai("11,25"), (angka(11.25), vec![Keraguan::AngkaSebagaiTeks]));
    assert_eq!(nilai("4,47 persen"), pasti(persen(4.47)));
    assert_eq!(nilai("100 %."), pasti(persen(100.0)));
    assert_eq!(nilai("1.234 orang dosen"), pasti(bersatuan(1234.0, "orang dosen")));
}

#[test]
fn money_reads_with_rp_cents_and_words() {
    // Row `Rp5.294.655.000,00`, `Rp. 1.000.000,-`, and the grammar of money.
    for (isi, rupiah) in [
        ("Rp5.294.655.000,00", 5_294_655_000.0),
        ("Rp. 1.000.000,-", 1_000_000.0),
        ("1.000.000,-", 1_000_000.0),
        ("1.000.000 rupiah", 1_000_000.0),
        ("1,5 juta", 1_500_000.0),
        ("Rp 2 miliar", 2e9),
        ("1,1 milyar rupiah", 1.1e9),
    ] {
        assert_eq!(nilai(isi), pasti(uang(rupiah)), "{isi}");
        assert_eq!(teks(isi, Bacaan::Uang, None), pasti(uang(rupiah)), "{isi}");
    }
    assert_eq!(bilangan(5e9, Bacaan::Uang, None), pasti(uang(5e9)));
    assert_eq!(teks("(1.000)", Bacaan::Uang, None), (uang(-1000.0), vec![Keraguan::AngkaSebagaiTeks]));
    assert_eq!(teks("1,5 juta", Bacaan::Nilai, Some("Orang")), pasti(angka(1_500_000.0)));
    assert_eq!(nilai("1,5 juta orang"), pasti(bersatuan(1_500_000.0, "orang")));
    assert_eq!(teks("1 Paket", Bacaan::Uang, None), pasti(bersatuan(1.0, "Paket")));
}

#[test]
fn a_fraction_is_not_reduced_to_its_numerator() {
    // Row `100 dari 110 Organisasi Kepemudaan`.
    assert_eq!(
        nilai("100 dari 110 Organisasi Kepemudaan"),
        pasti(pecahan(100.0, 110.0, Some("Organisasi Kepemudaan")))
    );
    assert_eq!(nilai("4/21"), pasti(pecahan(4.0, 21.0, None)));
    assert_eq!(nilai("254 / 255"), pasti(pecahan(254.0, 255.0, None)));
    assert_eq!(nilai("1.000 dari 1.200 orang"), pasti(pecahan(1000.0, 1200.0, Some("orang"))));
    assert_eq!(nilai("0/0"), pasti(pecahan(0.0, 0.0, None)));
}

#[test]
fn a_bracket_holds_a_second_quantity() {
    // Rows `140 Kelompok (1400 orang)` and `2 (POPNAS 201)`, VAL-06.
    assert_eq!(nilai("140 Kelompok (1400 orang)"), (bersatuan(140.0, "Kelompok"), kedua("1400 orang")));
    assert_eq!(nilai("2 (POPNAS 201)"), (angka(2.0), kedua("POPNAS 201")));
    assert_eq!(nilai("85 (delapan puluh lima)"), pasti(angka(85.0)));
    assert_eq!(nilai("75% (30 orang)"), (persen(75.0), kedua("30 orang")));
}

#[test]
fn spans_keep_both_ends() {
    // Row `80 - 90 %`, `80–90%`; target of domain 7.4.
    for isi in
        ["80 - 90 %", "80–90%", "80% - 90%", "80 s.d. 90 persen", "80 s/d 90%", "80% sampai dengan 90%", "80—90 %"]
    {
        assert_eq!(nilai(isi), pasti(rentang(80.0, 90.0, true, None)), "{isi}");
    }
    assert_eq!(teks("80 - 90", Bacaan::Nilai, Some("%")), pasti(rentang(80.0, 90.0, true, None)));
    assert_eq!(nilai("7 s.d. 8 bulan"), pasti(rentang(7.0, 8.0, false, Some("bulan"))));
    assert_eq!(nilai("7-8 bulan"), pasti(rentang(7.0, 8.0, false, Some("bulan"))));
    assert_eq!(nilai("80-90"), pasti(rentang(80.0, 90.0, false, None)));
    assert_eq!(nilai("Rp 1.000 - Rp 2.000"), pasti(rentang(1000.0, 2000.0, false, Some("Rp"))));
    assert_eq!(nilai("1 - 2 juta orang"), pasti(rentang(1e6, 2e6, false, Some("orang"))));
    assert_eq!(teks("3.25 - 3.50", Bacaan::Nilai, Some("Indeks")), pasti(rentang(3.25, 3.5, false, None)));
}

#[test]
fn days_years_and_codes_are_no_spans_and_no_fractions() {
    // "beware dates and codes" (grammar of section 6).
    for isi in [
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
        assert_eq!(nilai(isi), pasti(tetap_teks(isi)), "{isi}");
    }
    for isi in ["30/06/2026", "30-06-2026", "2026-06-30"] {
        assert_eq!(nilai(isi), pasti(Nilai::Tanggal { tanggal: hari(2026, 6, 30).into() }), "{isi}");
    }
}

#[test]
fn bounds_keep_their_direction() {
    // Row `≥ 80`, `min. 93`.
    use ArahBatas::{KurangDari, LebihDari, Maksimal, Minimal};
    for (isi, arah, n) in [
        ("≥ 80", Minimal, 80.0),
        (">=80", Minimal, 80.0),
        ("min. 93", Minimal, 93.0),
        ("Minimal 93", Minimal, 93.0),
        ("paling sedikit 4", Minimal, 4.0),
        ("≤ 5", Maksimal, 5.0),
        ("<= 5", Maksimal, 5.0),
        ("maks. 5", Maksimal, 5.0),
        ("maksimal 5", Maksimal, 5.0),
        ("> 0,5", LebihDari, 0.5),
        ("< 5", KurangDari, 5.0),
        ("kurang dari 5", KurangDari, 5.0),
    ] {
        assert_eq!(nilai(isi), pasti(batas(arah, n)), "{isi}");
    }
    assert_eq!(nilai("min-80"), pasti(tetap_teks("min-80")));
    let lima_hari = Nilai::Batas { arah: Maksimal, angka: 5.0, persen: false, satuan: Some("hari".into()) };
    assert_eq!(nilai("maks. 5 hari"), pasti(lima_hari));
    let persen = Nilai::Batas { arah: Minimal, angka: 80.0, persen: true, satuan: None };
    assert_eq!(nilai("≥ 80%"), pasti(persen.clone()));
    assert_eq!(teks("≥ 80", Bacaan::Nilai, Some("%")), pasti(persen));
    let (setengah, ragu) = teks("≥ 0,5", Bacaan::Nilai, Some("%"));
    assert_eq!((setengah, ragu), (batas(Minimal, 0.5), vec![Keraguan::MungkinPecahanPersen]));
}

#[test]
fn grades_are_never_zero_and_never_dropped() {
    // Row `BB`, `A`, `WTP`, `Baik`, `Sangat Baik`; domain 9.4.
    for (isi, grade) in [
        ("BB", Predikat::BB),
        ("A", Predikat::A),
        ("WTP", Predikat::Wtp),
        ("Baik", Predikat::Baik),
        ("Sangat Baik", Predikat::SangatBaik),
        ("minimal BB", Predikat::BB),
        ("Predikat BB", Predikat::BB),
        ("≥ BB", Predikat::BB),
    ] {
        assert_eq!(nilai(isi), pasti(predikat(grade, None)), "{isi}");
        assert_eq!(nilai(isi).0.angka(), None, "{isi}");
    }
    for isi in ["BB (78,5)", "78,5 (BB)", "BB / 78,5", "78,5 BB", "BB: 78,5"] {
        assert_eq!(nilai(isi), pasti(predikat(Predikat::BB, Some(78.5))), "{isi}");
    }
    assert_eq!(nilai("78,5 (Baik)"), pasti(predikat(Predikat::Baik, Some(78.5))));
    assert_eq!(nilai("65 (B)"), pasti(predikat(Predikat::B, Some(65.0))));
}

#[test]
fn tw_is_an_opinion_in_rows_of_grades_and_a_quarter_elsewhere() {
    // Domain 9.4: "TW = Tidak Wajar here! - collides with TW = triwulan".
    assert_eq!(teks("TW", Bacaan::Nilai, Some("Opini")), pasti(predikat(Predikat::Tw, None)));
    assert_eq!(teks("TW", Bacaan::Nilai, Some("Predikat")), pasti(predikat(Predikat::Tw, None)));
    assert_eq!(nilai("TW"), pasti(tetap_teks("TW")));
    assert_eq!(nilai("TW II"), pasti(Nilai::Triwulan { triwulan: vec![II] }));
}

#[test]
fn a_letter_beside_a_number_is_a_code_unless_the_row_holds_grades() {
    for isi in ["3 B", "A 1", "1A", "C4", "5 kurang"] {
        assert_eq!(nilai(isi), pasti(tetap_teks(isi)), "{isi}");
    }
    assert_eq!(nilai("BB (> 70)"), (predikat(Predikat::BB, None), kedua("> 70")));
    assert_eq!(teks("65 B", Bacaan::Nilai, Some("Predikat")), pasti(predikat(Predikat::B, Some(65.0))));
}

#[test]
fn days_read_in_every_form() {
    // Row `30 Juni 2026`, `30 Jun 26`, `2026-06-30`, Excel serial.
    let tanggal = hari(2026, 6, 30);
    for isi in ["30 Juni 2026", "30 Jun 26", "2026-06-30", "30/06/2026"] {
        assert_eq!(teks(isi, Bacaan::Tanggal, None), pasti(Nilai::Tanggal { tanggal: tanggal.into() }), "{isi}");
    }
    assert_eq!(bilangan(46_203.0, Bacaan::Tanggal, None), pasti(Nilai::Tanggal { tanggal: tanggal.into() }));
    let sel = SelMentah { teks: "46203", angka: Some(46_203.0), tanggal: Some(tanggal), ..SelMentah::default() };
    for bacaan in [Bacaan::Tanggal, Bacaan::Nilai, Bacaan::Kode] {
        assert_eq!(
            baca(&sel, bacaan, &KeputusanKolom::default(), None),
            pasti(Nilai::Tanggal { tanggal: tanggal.into() })
        );
    }
    assert_eq!(baca(&sel, Bacaan::Teks, &KeputusanKolom::default(), None), pasti(tetap_teks("30 Juni 2026")));
    assert_eq!(teks("akhir bulan", Bacaan::Tanggal, None), pasti(tetap_teks("akhir bulan")));
}

#[test]
fn quarters_read_in_every_form() {
    // Rows `TW I` ... and `Jan-Mar`, `Januari s.d. Maret`.
    for (isi, triwulan) in [
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
        assert_eq!(teks(isi, Bacaan::Waktu, None), pasti(Nilai::Triwulan { triwulan }), "{isi}");
    }
    assert_eq!(bilangan(3.0, Bacaan::Waktu, None), pasti(Nilai::Triwulan { triwulan: vec![III] }));
    assert_eq!(bilangan(7.0, Bacaan::Waktu, None), pasti(tetap_teks("7")));
    // Excel turned "Jan-26" into a day.
    let sel = SelMentah { tanggal: Some(hari(2026, 1, 1)), ..SelMentah::default() };
    assert_eq!(
        baca(&sel, Bacaan::Waktu, &KeputusanKolom::default(), None),
        pasti(Nilai::Triwulan { triwulan: vec![I] })
    );
    assert_eq!(teks("sepanjang tahun", Bacaan::Waktu, None), pasti(tetap_teks("sepanjang tahun")));
}

#[test]
fn a_computed_ratio_is_taken_as_it_is() {
    // Row `=(4/21)*100`: the formula is kept beside the value by the reader.
    let nilai = 4.0 / 21.0 * 100.0;
    assert_eq!(bilangan(nilai, Bacaan::Nilai, None), pasti(angka(nilai)));
}

#[test]
fn errors_are_values_of_their_own() {
    // Row `#DIV/0!`, `#REF!`, VAL-01; and a formula that nobody calculated.
    for bacaan in SEMUA_BACAAN {
        let sel = SelMentah { teks: "#DIV/0!", galat: Some("#DIV/0!"), ..SelMentah::default() };
        let galat = Nilai::Galat { galat: "#DIV/0!".into() };
        assert_eq!(baca(&sel, bacaan, &KeputusanKolom::default(), None), pasti(galat));
        let sel = SelMentah { belum_dihitung: true, ..SelMentah::default() };
        assert_eq!(baca(&sel, bacaan, &KeputusanKolom::default(), None), pasti(Nilai::BelumDihitung));
    }
    assert_eq!(nilai("#REF!"), pasti(Nilai::Galat { galat: "#REF!".into() }));
}

#[test]
fn every_kind_of_nothing_of_the_grammar_is_known() {
    for isi in ["-", "–", "—", "- "] {
        assert_eq!(nilai(isi), pasti(Nilai::Strip), "{isi}");
    }
    for isi in ["n/a", "N/A", "NA", "tidak ada", "Belum ada", "NIHIL", "tad", "Tidak ada."] {
        assert_eq!(nilai(isi), pasti(Nilai::TidakAda), "{isi}");
        assert_eq!(teks(isi, Bacaan::Teks, None), pasti(Nilai::TidakAda), "{isi}");
    }
    assert_eq!(teks("Rp -", Bacaan::Uang, None), pasti(Nilai::Strip));
    // An accounting format shows a real zero as "-" (domain 5.2): the value counts.
    let sel = SelMentah { teks: "0", angka: Some(0.0), ..SelMentah::default() };
    assert_eq!(baca(&sel, Bacaan::Uang, &KeputusanKolom::default(), None), pasti(uang(0.0)));
}

// ---- Domain 13.2, what goes wrong elsewhere ----

#[test]
fn marks_are_never_dropped() {
    // Pringsewu: "4.25" -> 425. Deli Serdang: "12,5 %" -> 125.
    assert_eq!(nilai("4.25"), (angka(4.25), vec![Keraguan::AngkaSebagaiTeks]));
    assert_eq!(nilai("12,5 %"), pasti(persen(12.5)));
    assert_eq!(nilai("23,16%"), pasti(persen(23.16)));
}

#[test]
fn a_realisation_that_is_no_number_is_kept_as_text() {
    // kaizer26: non-numeric realisations were skipped in silence.
    for isi in [
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
        assert_eq!(nilai(isi), pasti(tetap_teks(isi)), "{isi}");
    }
}

#[test]
fn a_mark_against_its_column_is_told() {
    // Rule 5 of section 6.
    let kolom = keputusan_kolom(["0,7", "11,25", "4.25"].into_iter(), false);
    let sel = SelMentah { teks: "4.25", ..SelMentah::default() };
    let ragu = vec![Keraguan::MenyimpangDariKolom, Keraguan::AngkaSebagaiTeks];
    assert_eq!(baca(&sel, Bacaan::Nilai, &kolom, None), (angka(4.25), ragu));
}

// ---- Columns that hold no quantities ----

#[test]
fn texts_stay_as_typed() {
    assert_eq!(teks("  80 % hadir ", Bacaan::Teks, None), pasti(tetap_teks("80 % hadir")));
    assert_eq!(teks("75", Bacaan::Teks, None), pasti(tetap_teks("75")));
    assert_eq!(bilangan(5.0, Bacaan::Teks, None), pasti(tetap_teks("5")));
    assert_eq!(berformat_persen(0.575, Bacaan::Teks, None), pasti(tetap_teks("57,5%")));
    assert_eq!(teks("TRUE", Bacaan::Nilai, None), pasti(tetap_teks("TRUE")));
}

#[test]
fn codes_are_never_quantities() {
    assert_eq!(bilangan(1.0, Bacaan::Kode, None), pasti(tetap_teks("1")));
    assert_eq!(bilangan(1.1, Bacaan::Kode, None), pasti(tetap_teks("1.1")));
    assert_eq!(teks("1.1.1", Bacaan::Kode, None), pasti(tetap_teks("1.1.1")));
    assert_eq!(teks("TAD", Bacaan::Kode, None), pasti(tetap_teks("TAD")));
    assert_eq!(teks("nihil", Bacaan::Kode, None), pasti(Nilai::TidakAda));
}

#[test]
fn a_nip_in_a_numeric_cell_has_lost_digits() {
    // NIP-04 of domain 12.3.
    let (nilai, ragu) = bilangan(197_001_011_995_011_001.0, Bacaan::Nip, None);
    assert_eq!(ragu, vec![Keraguan::NipBerupaAngka]);
    assert!(matches!(nilai, Nilai::Teks { teks } if teks.len() == 18 && teks.starts_with("19700101199501")));
    assert_eq!(teks("NIP. 19700101 199501 1 001", Bacaan::Nip, None), pasti(tetap_teks("NIP. 19700101 199501 1 001")));
    assert_eq!(bilangan(123_456.0, Bacaan::Nip, None), pasti(tetap_teks("123456")));
}

proptest! {
    #[test]
    fn blank_dash_not_available_and_zero_stay_four_things(
        depan in "[ \t\n\u{a0}]{0,3}", belakang in "[ \t\n\u{a0}]{0,3}", letak in 0_usize..3,
    ) {
        let bacaan = [Bacaan::Nilai, Bacaan::Persen, Bacaan::Uang][letak];
        for (isi, kelas) in [("", "kosong"), ("-", "strip"), ("n/a", "tidak_ada")] {
            prop_assert_eq!(teks(&format!("{depan}{isi}{belakang}"), bacaan, None).0.kelas(), kelas);
        }
        let nol = teks(&format!("{depan}0{belakang}"), bacaan, None).0;
        prop_assert_eq!(nol.angka(), Some(0.0));
    }

    #[test]
    fn no_text_breaks_the_reading_of_a_cell(
        isi in "\\PC{0,40}", mirip in "[0-9RpABTWdari%≥<.,()/ -]{0,20}", satuan in "\\PC{0,12}",
    ) {
        for isi in [isi, mirip] {
            for bacaan in SEMUA_BACAAN {
                for satuan in [None, Some("%"), Some("Orang"), Some(satuan.as_str())] {
                    let (nilai, _) = teks(&isi, bacaan, satuan);
                    // What is not blank never reads as blank or as nothing at all.
                    let terlihat = isi.chars().any(char::is_alphanumeric);
                    prop_assert!(!(terlihat && nilai.kosong()), "{isi:?} hilang");
                }
            }
        }
    }

    #[test]
    fn no_number_breaks_the_reading_of_a_cell(angka in proptest::num::f64::ANY, format_persen: bool) {
        for bacaan in SEMUA_BACAAN {
            let sel = SelMentah { teks: "x", angka: Some(angka), format_persen, ..SelMentah::default() };
            let _ = baca(&sel, bacaan, &KeputusanKolom::default(), Some(&satuan_baku("%")));
        }
    }

    #[test]
    fn percent_points_typed_and_formatted_are_the_same(permil in 0_u32..5000) {
        let tulisan = format!("{},{} %", permil / 10, permil % 10);
        let format = berformat_persen(f64::from(permil) / 1000.0, Bacaan::Nilai, None);
        prop_assert_eq!(nilai(&tulisan), format);
    }
}
