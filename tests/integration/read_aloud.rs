//! What a reading aloud of five hundred findings beside their cells showed: sentences that were not true of their cell, advice
//! that did not mend it, and right work that was accused.

use selaras::finding::{Severity, Temuan};
use selaras::pipeline::example;

use crate::real::LIBRARY;

fn every(list: &[Temuan]) -> Vec<Temuan> {
    list.iter().flat_map(|one| std::iter::once(one.clone()).chain(every(&one.follow_up))).collect()
}

fn told(image: &str, code: &str) -> Vec<Temuan> {
    let (outcome, _) = example::run(image, &LIBRARY).expect("a run");
    every(&outcome.temuan).into_iter().filter(|one| one.code == code).collect()
}

fn one(image: &str, code: &str) -> Temuan {
    let all = told(image, code);
    let [one] = all.as_slice() else { panic!("{code}: {all:#?}") };
    one.clone()
}

fn measurement(columns: &str, rows: &str) -> String {
    format!(
        "*** JTI/tw2.xlsx\n=== TW II\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nUnit Kerja : Jurusan Teknologi Informasi\n\nNo|Sasaran|Indikator|Satuan|{columns}\n{rows}\n"
    )
}

fn plan(columns: &str, rows: &str) -> String {
    format!(
        "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|{columns}\n{rows}\n"
    )
}

#[test]
fn a_row_that_numbers_the_columns_is_no_addend_that_a_sum_left_out() {
    let rows = "1|2|3|4|5|6|7\n1|A|Jumlah mitra|Mitra|4|4|1000000\n2|A|Jumlah surat|Surat|9|9|2000000\n3|A|Jumlah tamu|Orang|9|9|3000000\nJumlah||||||=SUM(G7:G9) -> 6000000";
    assert_eq!(told(&measurement("Target TW|Realisasi TW|Pagu Anggaran", rows), "FX08"), []);
}

#[test]
fn the_figure_that_a_checker_put_beside_the_units_may_be_what_an_achievement_was_made_of() {
    let rows = "1|A|Jumlah mitra|Mitra|95|97|96|101.05";
    let image = measurement("Target TW|Realisasi Menurut Unit|Realisasi Hasil Verifikasi|Capaian (%)", rows);
    assert_eq!(told(&image, "UK03"), []);
    // What was reached last year is no other figure of this one.
    let before = image.replace("Realisasi Hasil Verifikasi", "Realisasi 2025");
    assert_eq!(told(&before, "UK03").len(), 1);
}

#[test]
fn an_achievement_to_date_is_not_set_against_the_quarters_own_figure() {
    let image = "*** JTI/tw2.xlsx\n=== Monev\nPENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nNo|Indikator|Satuan|Target 2026|TW I|<|TW II|<|Kumulatif s.d. TW II|<|<\n^|^|^|^|Target|Realisasi|Target|Realisasi|Target|Realisasi|Capaian\n1|Jumlah taman|Lokasi|120|30|28|30|33|60|61|101.67%\n";
    assert_eq!(told(image, "UK03"), []);
}

#[test]
fn the_one_achievement_beside_several_realisations_may_be_that_of_any_of_them() {
    let rows = "3|A|Jumlah berkas tertata|Berkas|1200|500|350|850|70.83";
    let image = format!(
        "*** JTI/tw3.xlsx\n=== TW III\nLAPORAN REALISASI KINERJA TRIWULAN III TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi Kinerja|<|<|Capaian (%)\n^|^|^|^|^|s.d. TW Lalu|TW Ini|s.d. TW Ini|^\n{rows}\n"
    );
    assert_eq!(told(&image, "UK03"), []);
}

#[test]
fn how_far_the_work_is_is_no_achievement() {
    let rows = "1|A|Publikasi tahunan|Publikasi|6|2|40";
    assert_eq!(told(&measurement("Target|Realisasi TW|Progres Capaian RO (%)", rows), "UK03"), []);
}

#[test]
fn six_months_make_no_year() {
    let months = "Januari|<|Februari|<|Maret|<|April|<|Mei|<|Juni|<";
    let halves = "T|R|T|R|T|R|T|R|T|R|T|R";
    let image = format!(
        "*** JTI/monev.xlsx\n=== Monev 2026\nMONITORING PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator Kinerja|Satuan|Target Tahunan|{months}\n^|^|^|^|{halves}\n1|Jumlah sampel air diuji|Sampel|240|20|18|20|22|20|20|20|19|20|21|20|20\n"
    );
    assert_eq!(told(&image, "UK12"), []);
}

#[test]
fn quarters_without_a_survey_are_zeros_and_no_way_back() {
    let rows = "1|A|Indeks kepuasan mitra|Indeks|4.5|0|4.4|0|4.5|Survei";
    let image = plan("TW I|TW II|TW III|TW IV|Rencana Aksi", rows);
    assert_eq!(told(&image, "UK12"), []);
    let cascade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\n=== Kaskade\nKode|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Target\nIKK 1|IKK|JTI|Indeks kepuasan mitra|Indeks|maksimum|nilai akhir|tanpa|4.5\n";
    assert_eq!(told(&format!("{cascade}{image}"), "RA06"), []);
    let back = image.replace("0|4.4|0|4.5", "4.4|4.6|4.2|4.5");
    assert_eq!(told(&format!("{cascade}{back}"), "RA06").len(), 1);
}

#[test]
fn outputs_of_actions_by_quarter_are_no_parts_of_the_indicators_target() {
    let image = "*** JTI/ra.xlsx\n=== RA\nRENCANA AKSI TAHUN 2026\n\nNo|Kegiatan Utama|Indikator|Target 2026|Rencana Aksi|Target Output|<|<|<\n^|^|^|^|^|TW I|TW II|TW III|TW IV\n1|Akuntabilitas|Nilai SAKIP|82|Menyusun pohon kinerja|1|0|0|0\n";
    for code in ["UK12", "RA05", "RA12"] {
        assert_eq!(told(image, code), [], "{code}");
    }
}

#[test]
fn a_second_table_that_lists_the_same_indicators_again_counts_none_twice() {
    let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Target\n1|Data mutakhir|Persentase data mutakhir|90\n\nSasaran|Indikator Kinerja|Target|Target Triwulan|<|<|<\n^|^|^|I|II|III|IV\nData mutakhir|Persentase data mutakhir|TARGET|85|87|89|90\n";
    assert_eq!(told(&image.replace("TARGET", "90"), "PK02"), []);
    assert_eq!(told(&image.replace("TARGET", "80"), "PK02").len(), 1);
}

#[test]
fn half_of_the_years_target_in_the_middle_of_the_year_is_given_no_grade() {
    let rows = "1|A|Jumlah peserta|Orang|900|410|45.56|Cukup";
    assert_eq!(told(&measurement("Target Tahun 2026|Realisasi TW|Capaian (%)|Status", rows), "UK04"), []);
}

#[test]
fn a_mark_that_is_given_once_a_year_is_no_failure_before_that() {
    let nil = |satuan: &str| {
        let rows = format!("1|A|Nilai SAKIP|{satuan}|78|0||");
        told(&measurement("Target Tahun 2026|Realisasi TW|Kendala|Tindak Lanjut", &rows), "UK06").len()
    };
    assert_eq!((nil("Nilai"), nil("Dokumen")), (0, 1));
}

#[test]
fn a_share_where_money_is_counted_is_not_mended_by_taking_its_sign_away() {
    let rows = "1|A|Nilai kerja sama|Rupiah|1000000|98%";
    let one = one(&measurement("Target TW|Realisasi TW", rows), "NL05");
    assert!(one.advice.starts_with("Tulis besarnya dalam Rupiah, bukan persennya"), "{}", one.advice);
}

#[test]
fn a_wording_that_was_cut_off_is_one_finding_and_asks_for_the_whole_wording() {
    let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Satuan|Target\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam|%|60\n2|Lulusan siap kerja|Persentase lulusan yang beker|%|60\n";
    let cut = image.replace("1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam|%|60\n", "");
    let one = one(&cut, "PK03");
    assert!(
        one.message.contains("mungkin maksudnya") && one.advice.starts_with("Tulis kode dan bunyi"),
        "{}",
        one.advice
    );
}

#[test]
fn of_two_units_only_the_one_that_is_almost_meant_is_proposed() {
    let image = "*** kiriman/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nUnit Kerja|:|NAMA\nNo|Sasaran|Indikator Kinerja|Target\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%\n";
    let advice = |name: &str| one(&image.replace("NAMA", name), "ID01").advice;
    assert!(!advice("Jurusan Teknologi Informsi").contains("Mesin"));
    assert!(advice("Jurusan Teknik").contains(" atau "));
}

#[test]
fn a_cascade_without_indicators_of_the_institution_has_nothing_to_tie_units_to() {
    let cascade = |top: &str| {
        format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\n{top}IKK 1||IKK|JTI|Persentase usul yang selesai|%|95\nIKI 1.1|IKK 1|IKI|JTI|Jumlah usul yang diproses|Usul|120\n"
        )
    };
    assert_eq!(told(&cascade(""), "KS02"), []);
    assert_eq!(told(&cascade("IKU 1||IKU||Indeks layanan|Indeks|4\n"), "KS02").len(), 1);
}

#[test]
fn of_codes_that_are_equally_near_none_is_guessed() {
    let cascade = |codes: &str| {
        format!(
            "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Target\n{codes}IKK 7|IKU 9|IKK|JTI|Jumlah mitra|Mitra|4\n"
        )
    };
    let row = |code: &str| format!("{code}||IKU||Ukuran {code}|Indeks|4\n");
    let many: String = ["IKU 1", "IKU 2", "IKU 3"].map(row).concat();
    assert!(!one(&cascade(&many), "KS07").message.contains("mungkin"));
    assert!(one(&cascade(&row("IKU 1")), "KS07").message.contains("mungkin maksudnya \"IKU 1\""));
}

#[test]
fn children_that_are_counted_in_something_else_make_no_sum_that_could_be_wrong() {
    let cascade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\nJTM|Jurusan Teknik Mesin|\n=== Kaskade\nKode|Kode Induk|Jenjang|Kode Unit|Indikator|Satuan|Konsolidasi Unit|Target\nIKU 2||IKU||Indeks kepuasan|Indeks|rata-rata|85\nIKK 2.1|IKU 2|IKK|JTI|Lama tunggu|Hari||14\nIKK 2.2|IKU 2|IKK|JTM|Indeks kepuasan jurusan|Indeks||85\n";
    let one = one(cascade, "KS06");
    assert!(
        one.message.contains("satuan lain (IKK 2.1 \"Hari\")") && !one.message.contains("rata-rata"),
        "{}",
        one.message
    );
}

#[test]
fn who_is_called_as_an_office_is_only_asked() {
    let image = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target\n1|Lulusan siap kerja|Persentase lulusan yang bekerja dalam 6 bulan|60%\n\n|||Kota Contoh, 5 Januari 2026\n|||Ketua Jurusan Teknologi Informasi,\n|||NAMA\n|||NIP 19700101 199501 1 001\n";
    let told = one(&image.replace("NAMA", "Sekretaris Budi"), "ID08");
    assert_eq!(told.severity, Severity::Info);
    assert!(told.message.contains("\"Sekretaris Budi\""), "{}", told.message);
    assert_eq!(one(&image.replace("NAMA", ""), "ID08").severity, Severity::Warning);
}

#[test]
fn what_follows_from_a_negative_figure_is_told_below_it() {
    let rows = "1|A|Jumlah penerima layanan|Orang|2150|-3|100.79";
    let (outcome, _) = example::run(&measurement("Target TW|Realisasi TW|Capaian %", rows), &LIBRARY).expect("a run");
    let above: Vec<&str> = outcome.temuan.iter().map(|one| one.code.as_str()).collect();
    assert!(above.contains(&"NL07") && !above.contains(&"UK03"), "{above:?}");
}

#[test]
fn so_many_of_so_many_is_held_against_numerator_and_denominator() {
    let rows = |part: u32| format!("1|A|Persentase lulusan yang bekerja|%|24|49 dari 200|{part}|200");
    let told = |part: u32| told(&measurement("Target TW|Realisasi TW|Pembilang|Penyebut", &rows(part)), "UK11").len();
    assert_eq!((told(49), told(31)), (0, 1));
}

#[test]
fn the_years_target_in_the_last_month_of_every_quarter_is_no_running_total() {
    let cascade = "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit|Induk\nJTI|Jurusan Teknologi Informasi|\n=== Kaskade\nKode|Jenjang|Kode Unit|Indikator|Satuan|Polaritas|Konsolidasi Periode|Konsolidasi Unit|Target\nIKK 1|IKK|JTI|Jumlah penerima layanan|Orang|maksimum|jumlah|tanpa|6200\n";
    let months = "Target Bulan|<|<|<|<|<|<|<|<|<|<|<\n^|^|^|^|^|Januari|Februari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Desember";
    let told = |figures: &str| {
        let image = plan(months, &format!("1|A|Jumlah penerima layanan|Orang|6200|{figures}"));
        told(&format!("{cascade}{image}"), "RA05").len()
    };
    assert_eq!(told("0|0|6200|0|0|6200|0|0|6200|0|0|6200"), 1);
    assert_eq!(told("0|0|1550|1550|1550|3100|3100|3100|4650|4650|4650|6200"), 0);
    assert_eq!(told("0|0|1550|0|0|1550|0|0|1550|0|0|1550"), 0);
}

#[test]
fn three_telling_figures_of_a_neighbour_among_five_are_asked_about() {
    let units =
        "*** kaskade.xlsx\n=== Unit\nKode|Nama Unit\nJTI|Jurusan Teknologi Informasi\nJTM|Jurusan Teknik Mesin\n";
    let form = |unit: &str, figures: [&str; 5]| {
        let names = ["Lulusan bekerja", "Indeks kepuasan", "Waktu layanan", "Peserta pelatihan", "Jumlah dokumen"];
        let rows: String =
            names.iter().zip(figures).map(|(name, figure)| format!("1|A|{name}|Indeks|90|{figure}\n")).collect();
        format!(
            "*** {unit}/tw1.xlsx\n=== TW I\nPENGUKURAN KINERJA TRIWULAN I TAHUN 2026\nUnit Kerja : {unit}\n\nNo|Sasaran|Indikator|Satuan|Target TW|Realisasi TW\n{rows}"
        )
    };
    let told = |own: [&str; 5]| {
        let image = format!("{units}{}{}", form("JTM", ["14,2", "3,31", "27,5", "5", "4"]), form("JTI", own));
        told(&image, "UK22").into_iter().map(|one| one.severity).collect::<Vec<_>>()
    };
    assert!(!told(["14,2", "3,31", "27,5", "5", "4"]).contains(&Severity::Warning));
    assert!(!told(["14,2", "3,31", "27,5", "5", "4"]).is_empty());
    assert!(told(["14,2", "3,31", "27,5", "9", "4"]).is_empty());
}

#[test]
fn zeros_of_quarters_that_are_not_over_reach_nothing_back() {
    // Drawings are read on 20 July 2026.
    let form = |reached: &str| {
        format!(
            "*** JTI/ekspor.xlsx\n=== Capaian\nPENGUKURAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator|Satuan|Target|Realisasi (Kumulatif)|<|<|<|Kendala\n^|^|^|^|^|TW I|TW II|TW III|TW IV|^\n1|A|Jumlah publikasi|Publikasi|14|{reached}|\n"
        )
    };
    for code in ["UK06", "UK09"] {
        assert_eq!(told(&form("2|5|0|0"), code), [], "{code}");
    }
    assert_eq!(told(&form("5|2|0|0"), "UK09").len(), 1);
}

#[test]
fn quarters_between_target_and_realisation_may_be_what_was_reached() {
    let image = |quarters: &str, reached: &str| {
        format!(
            "*** JTI/renaksi.xlsx\n=== Renaksi\nRENCANA AKSI TAHUN 2026\n\nNo|Sasaran|Indikator|Target|Target Triwulan|<|<|<|Realisasi\n^|^|^|2026|TW I|TW II|TW III|TW IV|2026\n1|A|Persentase industri bersertifikat|24|{quarters}|{reached}\n"
        )
    };
    assert_eq!(told(&image("5|11|0|0", "11"), "UK12"), []);
    assert_eq!(told(&image("5|11|0|0", "9"), "UK12").len(), 1);
}

#[test]
fn an_activity_and_its_parts_carry_one_indicator_each_with_its_own_figure() {
    let rows = |second: &str| format!("1|A|Luas lahan kritis|Ha|100|96.5\n{second}|A|Luas lahan kritis|Ha|100|100");
    let image = |second: &str| measurement("Target TW|Realisasi TW", &rows(second));
    assert_eq!(told(&image("1.1"), "UK18"), []);
    assert_eq!(told(&image("2"), "UK18").len(), 1);
}

#[test]
fn an_achievement_beside_a_target_that_is_not_read_may_be_made_of_it() {
    let rows = "1|A|Jumlah dokumen rencana|Dokumen|12 dokumen|1 dokumen|1 dokumen|100%";
    let image = measurement("Target Tahunan|Target Bulan|Realisasi|Capaian", rows);
    assert_eq!(told(&image, "UK03"), []);
    let alone = measurement("Target Tahunan|Realisasi|Capaian", "1|A|Jumlah dokumen|Dokumen|12|1|100%");
    assert_eq!(told(&alone, "UK03").len(), 1);
}

#[test]
fn a_figure_that_reads_two_ways_is_no_wrong_achievement() {
    let rows = "1|A|Persentase lulusan|%|24|0.245|102.08\n2|A|Jumlah mitra|Mitra|4|4|100";
    let image = measurement("Target TW|Realisasi TW|Capaian (%)", rows);
    assert_eq!((told(&image, "NL04").len(), told(&image, "UK03").len()), (1, 0));
}

#[test]
fn a_form_of_another_kind_has_no_first_party_and_an_elected_head_promises_nothing() {
    let rows = "1|A|Jumlah mitra|Mitra|4|4\n\n||||Kota Contoh, 8 Juli 2026\n||||Ketua Jurusan Teknologi Informasi,";
    let one = one(&measurement("Target TW|Realisasi TW", rows), "ID08");
    assert!(one.message.contains("(tanda tangan)"), "{}", one.message);
    let pk = "*** JTI/pk.xlsx\n=== PK\nPERJANJIAN KINERJA TAHUN 2026\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n\n|||Contoh, 5 Januari 2026\n|Camat Contoh Utara,||Bupati Contoh,\n\n|Ani||Budi\n";
    let all = told(pk, "ID08");
    assert!(all.iter().all(|one| !one.message.contains("pihak pertama\") belum")), "{all:#?}");
}

#[test]
fn a_column_that_is_missed_may_be_one_that_is_not_known() {
    let strange = one(
        &measurement("Target|IRBAN I|IRBAN II", "1|A|Jumlah laporan|Laporan|4|1|2\n2|A|Jumlah surat|Surat|8|3|2"),
        "TL02",
    );
    assert!(strange.message.contains("\"IRBAN I\" (sel F4)"), "{}", strange.message);
    assert!(!strange.message.contains("tidak memiliki"), "{}", strange.message);
}

#[test]
fn tables_of_three_quarters_below_each_other_are_three_measurements() {
    let table = |tw: &str, rows: &str| {
        format!("TRIWULAN {tw}\nNo|Indikator|Satuan|Target|Realisasi|Capaian (%)|Kendala\n{rows}\n\n")
    };
    let image = format!(
        "*** JTI/Pengukuran 2026.xlsx\n=== Data\nPENGUKURAN KINERJA DINAS PARIWISATA\nTAHUN 2026\n\n{}{}",
        table("I", "1|Jumlah kunjungan wisatawan|Orang|45000|47250|105|-\n2|Persentase destinasi layak|%|60|60|100|-"),
        table(
            "II",
            "1|Jumlah kunjungan wisatawan|Orang|95000|90100|94.84|Cuaca\n2|Persentase destinasi layak|%|64|65|101.56|-"
        ),
    );
    for code in ["UK18", "UK03", "UK05"] {
        assert_eq!(told(&image, code), [], "{code}");
    }
    let again = image.replace("TRIWULAN II\n", "");
    assert_eq!(told(&again, "UK18").len(), 2);
}

#[test]
fn what_came_of_the_outputs_of_actions_counts_for_no_indicator() {
    let image = |first: &str| {
        format!(
            "*** JTI/kertas kerja.xlsx\n=== General\nKERTAS KERJA RENCANA AKSI TAHUN 2026\n\nNo|Kegiatan Utama|Indikator Kegiatan Utama|Target 2026|Rencana Aksi|Output|Target Output|<|<|<|Penanggung Jawab|TW I|<|TW II|<\n^|^|^|^|^|^|TW I|TW II|TW III|TW IV|^|{first}|Kendala|{first}|Kendala\n1|Penguatan akuntabilitas|Nilai SAKIP|82|Menyusun pohon kinerja|Dokumen|1|0|0|0|Biro Perencanaan|1||0|\n2|Penguatan pelayanan|Indeks pelayanan publik|4.1|Menilai unit layanan|Unit|0|4|0|4|Biro Organisasi|0||3|Jadwal bentrok\n"
        )
    };
    let counted = |first: &str| {
        let (outcome, _) = example::run(&image(first), &LIBRARY).expect("a run");
        outcome.tables.pengukuran().filter(|row| row.figure_realisasi().is_some()).count()
    };
    assert_eq!(counted("Capaian Output"), 0);
    assert!(counted("Realisasi") > 0);
    assert_eq!(told(&image("Capaian Output"), "TL15"), []);
    assert!(told(&image("Capaian Output"), "TL03")[0].message.contains("Capaian Output"));
}

#[test]
fn a_target_that_may_be_the_quarters_is_not_said_to_be_the_years() {
    // Four strokes: nobody knows the quarter.
    let rows = "1|A|Jumlah mitra|Mitra|12|6|6\n2|A|Jumlah tamu|Orang|40|20|18";
    let one = one(&measurement("Tgt 2026|Target TW llll|Realisasi TW llll", rows), "TL03");
    assert!(!one.message.contains("Tgt 2026") && one.message.contains("target triwulan ini"), "{}", one.message);
}

#[test]
fn a_second_realisation_is_asked_about_beside_the_one_that_is_read() {
    let rows = "1|A|Jumlah mitra|Mitra|95|97|96|101.05";
    let image = measurement("Target TW|Realisasi Menurut Unit|Realisasi Hasil Verifikasi|Capaian (%)", rows);
    let one = one(&image, "TL03");
    assert!(one.message.contains("yang dipakai kolom \"Realisasi Menurut Unit\" di sel F4"), "{}", one.message);
    assert!(one.advice.starts_with("Bila kolom di sel F4 memang yang harus dihitung, biarkan saja"), "{}", one.advice);
}

#[test]
fn what_was_done_in_each_month_may_be_a_realisation_or_an_output() {
    let image = "*** JTI/kia.xlsx\n=== KIA\nLAPORAN CAPAIAN PROGRAM KIA\nTAHUN 2026\n\nNo|Indikator Program|Target|<|Hasil Kegiatan|<|<|Jumlah|Cakupan (%)|Kesenjangan\n^|^|%|Abs|Januari|Februari|Maret|^|^|^\n1|Kunjungan pertama ibu hamil|100|240|21|19|22|62|25.83|-74.17\n2|Persalinan di fasilitas kesehatan|98|230|17|18|19|54|23.48|-74.52\n";
    let one = one(image, "TL03");
    assert!(one.advice.contains("\"Realisasi Januari\" atau \"Keluaran Januari\""), "{}", one.advice);
}

#[test]
fn a_plan_whose_unit_is_unknown_is_not_told_that_its_title_is_to_blame() {
    let image = "*** kiriman/ra.xlsx\n=== Sheet1\nLAPORAN RENAKSI\nNo|Kode|IKU|Unit Kerja|Satuan|Februari|<|Maret|<\n^|^|^|^|^|Target|Realisasi|Target|Realisasi\n1|IKU.1|Persentase taman yang terpelihara|Bidang Taman|persen|5|5|10|10\n2|IKU.2|Jumlah bibit yang tersedia|Bidang Taman|batang|400|380|800|760\n";
    let one = one(image, "TL15");
    assert!(one.message.contains("karena unitnya belum dikenal"), "{}", one.message);
    assert!(one.advice.starts_with("Tulis nama unitnya"), "{}", one.advice);
}

#[test]
fn a_blank_that_nobody_filled_in_stays_in_the_contract() {
    let image = "*** JTI/kontrak.xlsx\n=== Kontrak\nKONTRAK KINERJA TAHUN 2026\n\nYang bertanda tangan di bawah ini:\nNama|: ........\nJabatan|: Dekan Fakultas Pertanian\n\nNo|Sasaran|Indikator Kinerja|Target\n1|A|Jumlah mitra|4\n";
    let one = one(image, "TL06");
    assert!(one.message.starts_with("Titik-titik") && !one.advice.contains("hapus"), "{} {}", one.message, one.advice);
}

#[test]
fn advice_names_the_column_of_the_form_that_takes_a_word() {
    let rows = |more: &str| format!("1|A|Jumlah mitra|Mitra|5|5 (sementara)|{more}");
    let advice =
        |column: &str| one(&measurement(&format!("Target TW|Realisasi TW|{column}"), &rows("-")), "NL06").advice;
    assert!(advice("Keterangan").ends_with("ke kolom \"Keterangan\"."), "{}", advice("Keterangan"));
    assert!(advice("Kendala").ends_with("ke kolom baru \"Keterangan\"."), "{}", advice("Kendala"));
}

#[test]
fn several_indicators_without_a_word_are_counted() {
    let rows = "1|A|Jumlah surat|Surat|4|0||\n2|A|Jumlah mitra|Mitra|4|0||";
    let one = one(&measurement("Target TW|Realisasi TW|Kendala|Tindak Lanjut", rows), "UK06");
    assert!(one.message.starts_with("Realisasi TW II 0 untuk 2 indikator, tetapi"), "{}", one.message);
}

#[test]
fn a_quarter_that_has_not_begun_is_not_called_behind() {
    // Drawings are read on 20 July 2026.
    let image = |quarter: &str| {
        format!(
            "*** JTI/uk.xlsx\n=== Data\nPENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Satuan|Target {quarter}|Realisasi {quarter}|Kendala\n1|Jumlah mitra|Mitra|4|1|\n"
        )
    };
    let codes = |quarter: &str| told(&image(quarter), "UK07").len();
    assert_eq!((codes("TW IV"), codes("TW II")), (0, 1));
}
