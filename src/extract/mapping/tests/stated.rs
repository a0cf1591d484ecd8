//! What a form states for its period, beside months and beside what is counted up to date.

use crate::domain::document::Fact;

use super::meanings;

const MONTHS: &str = "Realisasi Bulan|<|<|<|<|<";

/// What the column behind six months, and June before it, are taken for.
fn behind(title: &str, heading: &str, values: [&str; 2]) -> (String, String) {
    let drawing = format!(
        "{title}\nNo|Indikator|Target|{MONTHS}|{heading}\n^|^|^|Jan|Feb|Mar|Apr|Mei|Jun|^\n1|Kepuasan pelanggan|90|88|89|91|92|90|93|{}\n2|Waktu tanggap|5|4|4|5|4|4|3|{}\n",
        values[0], values[1]
    );
    let mut found = meanings(&drawing);
    (found.remove(9), found.remove(8))
}

const TITLE: &str = "CAPAIAN KINERJA SEMESTER I TAHUN 2026";

#[test]
fn what_is_stated_behind_the_months_of_a_semester_is_what_was_reached_in_it() {
    for (heading, values) in [
        ("Rata-rata", ["90.5", "4"]),
        ("Rerata", ["90.5", "4"]),
        ("Capaian Semester I", ["90.5", "4"]),
        ("Total", ["543", "24"]),
        ("Jumlah", ["543", "24"]),
        ("Realisasi s.d. Juni", ["91", "4.2"]),
    ] {
        let (stated, june) = behind(TITLE, heading, values);
        assert_eq!((stated.as_str(), june.as_str()), ("realisasi.semester1", "realisasi.bulan6"), "{heading}");
    }
}

#[test]
fn months_beside_what_is_stated_of_their_semester_stay_months() {
    assert_eq!(behind(TITLE, "Realisasi s.d. Juni", ["93", "3"]).1, "realisasi.bulan6");
    for (title, heading) in [
        ("PEMANTAUAN KINERJA BULANAN SEMESTER I TAHUN 2026", "Realisasi s.d. Juni"),
        ("PEMANTAUAN KINERJA BULANAN SEMESTER I TAHUN 2026", "Realisasi Semester I"),
        ("CAPAIAN KINERJA SEMESTER I TAHUN 2026", "Jumlah Realisasi"),
    ] {
        let found = meanings(&format!(
            "{title}\nNo.|Indikator Kinerja|Satuan|Target Tahunan|JANUARI|<|FEBRUARI|<|MARET|<|APRIL|<|MEI|<|JUNI|<|{heading}|% thd Target Tahunan\n\
             ^|^|^|^|T|R|T|R|T|R|T|R|T|R|T|R|^|^\n\
             1|Peserta baru|Orang|24000|2000|1850|2000|1920|2000|2105|2000|1650|2000|2040|2000|2210|11775|49.06\n\
             2|Kampung mandiri|Kampung|60|5|4|5|5|5|6|5|2|5|5|5|7|29|48.33\n"
        ));
        let months: Vec<String> =
            (1..=6).flat_map(|month| [format!("target.bulan{month}"), format!("realisasi.bulan{month}")]).collect();
        assert_eq!(found[4..16], months, "{heading}");
        assert_eq!(found[16], "realisasi.semester1", "{heading}");
    }
}

#[test]
fn behind_the_months_of_a_quarter_what_is_stated_is_the_quarters() {
    let title = "CAPAIAN KINERJA TRIWULAN II TAHUN 2026";
    for (heading, values) in [("Rata-rata", ["90.5", "4"]), ("Capaian TW II", ["90.5", "4"])] {
        let (stated, june) = behind(title, heading, values);
        assert_eq!((stated.as_str(), june.as_str()), ("realisasi.tw", "realisasi.bulan6"), "{heading}");
    }
    // Of a whole year nobody knows up to when it was filled in.
    assert_eq!(behind("CAPAIAN KINERJA TAHUN 2026", "Rata-rata", ["90.5", "4"]).1, "realisasi.bulan6");
}

#[test]
fn what_neither_words_nor_figures_explain_behind_the_months_is_asked() {
    assert_eq!(behind(TITLE, "Rata-rata", ["70", "9"]).0, "-");
    assert_eq!(behind(TITLE, "Capaian Semester I", ["70", "9"]).0, "-");
}

#[test]
fn beside_the_target_of_a_quarter_its_own_figure_is_compared_and_no_total_to_date() {
    let table = |own: &str, total: &str| {
        format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Target 2026|Target Kinerja Triwulan|{own}|{total}\n1|Jumlah laporan|40|10|9|19\n2|Jumlah rapat|8|2|2|4\n"
        )
    };
    for (own, total) in [
        ("Realisasi Kinerja Triwulan", "Total Realisasi Kinerja s.d TW II"),
        ("Realisasi Triwulan Ini", "Realisasi Kumulatif s.d. Triwulan II"),
        ("Realisasi Triwulan", "Realisasi sampai dengan Semester I"),
    ] {
        let found = meanings(&table(own, total));
        assert_eq!((found[4].as_str(), found[5].as_str()), ("realisasi.tw", "abaikan"), "{own} | {total}");
    }
}

#[test]
fn a_share_is_an_achievement_where_some_rows_count_the_other_way_round() {
    let found = meanings(
        "LAPORAN KINERJA TRIBULAN II TAHUN 2026\nNo|Indikator|Kinerja Tahunan|<|<|Kinerja Tribulan|<|<\n^|^|Target|Realisasi|%|Target|Realisasi|%\n1|Tingkat pengangguran|4.5|4.9|91.11|4.7|4.9|95.74\n2|Persentase penempatan|60|28|46.67|30|28.5|95\n3|Persentase perselisihan selesai|85|80|94.12|80|82|102.5\n",
    );
    assert_eq!((found[4].as_str(), found[7].as_str()), ("capaian", "capaian.tw"), "{found:?}");
}

#[test]
fn remarks_of_a_budget_that_name_funds_say_where_its_money_comes_from() {
    let table = |remarks: [&str; 2]| {
        format!(
            "PERJANJIAN KINERJA TAHUN 2026\nNO|PROGRAM|<|ANGGARAN (Rp)|KETERANGAN|<\n1|Program Perikanan Tangkap|<|Rp 3.250.000.000|{}|<\n2|Program Perikanan Budidaya|<|Rp 1.100.750.000|{}|<\n\n|Kepala Dinas|||Kepala Lembaga\n|Nama Satu|||Nama Dua\n",
            remarks[0], remarks[1]
        )
    };
    let fund = |remarks| meanings(&table(remarks)).pop();
    assert_eq!(fund(["APBD", "DAK Fisik"]).as_deref(), Some("sumber_dana"));
    assert_eq!(fund(["APBD", "Menunggu revisi"]).as_deref(), Some("keterangan"));
}

#[test]
fn rows_of_target_realisation_and_achievement_are_told_by_their_letters() {
    let found = meanings(
        "CAPAIAN INDIKATOR KINERJA UTAMA\nTAHUN 2026\nKode|Sasaran Strategis / IKU|T/R|Q1|Q2|Q3|s.d. Q3|Q4|Y-26\nSS.1|Penerimaan negara yang optimal\n1a-CP|Persentase penerimaan pajak|T|23|48|72|72|100|100\n^|^|R|21.5|47.2|70.1|70.1||\n^|^|C|93.48|98.33|97.36|97.36||\n2a-N|Indeks kepuasan|T|0|4.2|4.2|4.2|4.3|4.3\n^|^|R||4.31|4.31|4.31||\n^|^|C||102.6|102.6|102.6||\n",
    );
    assert_eq!(found[3..], ["target.tw1", "target.tw2", "target.tw3", "abaikan", "target.tw4", "target"], "{found:?}");
}

#[test]
fn a_sum_of_the_quarters_that_says_the_target_again_is_no_second_target() {
    let table = |sum: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator|Rencana Aksi|Target|Target per Triwulan|<|<|<|<\n^|^|^|^|TW-I|TW-II|TW-III|TW-IV|JUMLAH\n1|Jumlah laporan|Menyusun laporan|40|10|10|10|10|{sum}\n2|Jumlah rapat|Mengundang tim|8|2|2|2|2|8\n"
        )
    };
    let double = |sum: &str| {
        let file = crate::extract::extract(&crate::workbook::grid::workbook_from_text(&table(sum)), &super::LIBRARY);
        let told = |fact: &&Fact| matches!(fact, Fact::DoubleColumn { .. });
        file.sheets[0].facts.iter().filter(told).count()
    };
    assert_eq!((double("40"), double("44")), (0, 1));
}

#[test]
fn a_target_that_was_reached_is_a_figure_or_a_word_that_says_whether() {
    let table = |one: &str, other: &str| {
        format!(
            "REALISASI IKU TRIWULAN III TAHUN 2026\nNo|Indikator Kinerja|Target|Realisasi|Target Tercapai\n1|Indeks kerukunan umat|78|77|{one}\n2|Persentase konflik selesai|100|100|{other}\n"
        )
    };
    assert_eq!(meanings(&table("Tidak", "Ya"))[3..], ["realisasi", "abaikan"]);
    let figures = table("76.5", "100").replace("|Realisasi|", "|").replace("|77|", "|").replace("|100|100|", "|100|");
    assert_eq!(meanings(&figures)[3], "realisasi");
}

#[test]
fn a_bare_target_beside_that_of_the_year_is_of_the_quarter_that_the_title_names() {
    let form = |title: &str, year: &str, first: &str| {
        meanings(&format!(
            "{title}\nNo|Indikator Kinerja|Satuan|{year}|Target|Realisasi|Capaian|Kendala\n1|Jumlah desa tangguh|Desa|14|2|2|{first}|\n2|Nilai SAKIP|Nilai|74|70|71|101.43|\n3|Warga terlayani|%|65|20|21|105|\n"
        ))
    };
    let title = "CAPAIAN KINERJA TRIWULAN I TAHUN 2026";
    for year in ["Target Tahunan", "Target Tahun 2026", "Target 2026", "Target PK", "Target Akhir Tahun"] {
        assert_eq!(form(title, year, "100")[3..7], ["target", "target.tw", "realisasi.tw", "capaian.tw"], "{year}");
    }
    assert_eq!(form("CAPAIAN KINERJA TAHUN 2026", "Target Tahunan", "100")[5], "realisasi");
}

#[test]
fn what_is_planned_to_be_spent_by_quarters_is_their_budget() {
    for group in [
        "Rencana Penyerapan Anggaran (Rp)",
        "Rencana Penarikan Dana",
        "Rencana Realisasi Anggaran",
        "Target Penyerapan Anggaran",
        "Rencana Anggaran",
    ] {
        let found = meanings(&format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator|Satuan|Target|Pagu|{group}|<|<|<\n^|^|^|^|^|TW 1|TW 2|TW 3|TW 4\n1|Jumlah desa|Desa|14|400000000|100000000|100000000|150000000|50000000\n2|Nilai SAKIP|Nilai|74|300000000|0|100000000|150000000|50000000\n"
        ));
        assert_eq!(found[5..], ["anggaran.tw1", "anggaran.tw2", "anggaran.tw3", "anggaran.tw4"], "{group}");
    }
}

#[test]
fn months_by_their_letter_or_their_roman_number_are_the_times_of_an_action() {
    let months = ["J|F|M|A|M|J|J|A|S|O|N|D", "I|II|III|IV|V|VI|VII|VIII|IX|X|XI|XII", "1|2|3|4|5|6|7|8|9|10|11|12"];
    for months in months {
        let found = meanings(&format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator|Target|Rencana Aksi|Jadwal Pelaksanaan|<|<|<|<|<|<|<|<|<|<|<\n^|^|^|^|{months}\n1|Jumlah desa|14|Menyusun jadwal|√|√||||||||||\n2|Nilai SAKIP|74|Menilai laporan|||√|||√||||||\n"
        ));
        let told = found[5..].iter().all(|meant| ["abaikan", "-"].contains(&meant.as_str()));
        assert!(found[4] == "waktu" && told, "{months} {found:?}");
    }
}

#[test]
fn months_over_rows_that_say_their_measure_are_of_each_of_them_however_they_go() {
    let file = crate::workbook::grid::workbook_from_text(
        "REKAPITULASI TARGET DAN REALISASI KINERJA SEMESTER I 2026\nNo|Indikator Kinerja|Satuan|Target Tahun 2026|Uraian|Jan|Feb|Mar|Apr|Mei|Jun\n1|Akurasi prakiraan cuaca|%|88|Target|88|88|88|88|88|88\n^|^|^|^|Realisasi|89.1|87.2|90|88.4||\n^|^|^|^|Capaian (%)|101.25|99.09|102.27|100.45||\n2|Akurasi peringatan dini|%|85|Target|85|85|85|85|85|85\n^|^|^|^|Realisasi|86|85|83.5|88||\n^|^|^|^|Capaian (%)|101.18|100|98.24|103.53||\n",
    );
    let read = crate::extract::extract(&file, &super::LIBRARY);
    let table = &read.documents[0].tables[0];
    let january = |field: crate::domain::column::Field| {
        table.rows[0].entry(field.month(1)).and_then(|entry| entry.value.figure())
    };
    use crate::domain::column::Field;
    assert_eq!((january(Field::Target), january(Field::Realisasi)), (Some(88.0), Some(89.1)));
}
