//! What columns mean in forms of a second forty offices: money between the rows of performance, achievements that are figures, budgets
//! alone, work and money below each quarter, terms of schools, variables of health centres.

use super::{cells, meanings, of};
use crate::domain::column::Field;

/// Three indicators, each with a row of performance and one of money below periods.
fn in_rows(title: &str, work: &str, money: &str, group: &str, periods: &str) -> String {
    let count = periods.split('|').count();
    let (wide, figures) = ("|<".repeat(count - 1), |number: u32| format!("|{number}").repeat(count));
    let row = |name: &str, number: u32| {
        format!("{name}|Laporan|60|{work}{}\n^|^|^|{money}{}\n", figures(number), figures(number * 1_000_000))
    };
    format!(
        "{title}\n\nIndikator Kinerja|Satuan|Target|Uraian|{group}{wide}\n^|^|^|^|{periods}\n{}{}{}",
        row("Jumlah laporan", 5),
        row("Jumlah layanan", 6),
        row("Jumlah mitra", 7)
    )
}

const MONTHS: &str = "JAN|FEB|MAR|APR|MEI|JUN|JUL|AGS|SEP|OKT|NOV|DES";

#[test]
fn a_row_whose_label_speaks_of_money_holds_no_target_of_its_indicator() {
    for (work, money) in [
        ("Target Kinerja", "Anggaran (Rp)"),
        ("Target Kinerja", "Rencana Penarikan (Rp)"),
        ("Target", "Anggaran"),
        ("Fisik", "Keuangan"),
        ("K", "Rp"),
        ("Output", "Dana"),
        ("Target Fisik", "Target Keuangan (Rp)"),
    ] {
        for (group, periods) in [("BULAN", MONTHS), ("TARGET TRIWULAN", "TW I|TW II|TW III|TW IV")] {
            let drawing = in_rows("RENCANA AKSI TAHUN 2026", work, money, group, periods);
            let (targets, budgets) = (cells(&drawing, Field::Target), cells(&drawing, Field::Anggaran));
            assert!(targets.contains(&"E5".to_string()), "{work} {money} {group}: {targets:?}");
            assert!(!targets.contains(&"E6".to_string()), "{work} {money} {group}");
            assert!(
                budgets.contains(&"E6".to_string()) && budgets.contains(&"H10".to_string()),
                "{work} {money} {group}"
            );
        }
    }
    let spent = in_rows(
        "REALISASI TAHUN 2026",
        "Realisasi Fisik",
        "Realisasi Keuangan (Rp)",
        "Realisasi Triwulan",
        "TW I|TW II",
    );
    assert!(cells(&spent, Field::RealisasiAnggaran).contains(&"E6".to_string()));
    assert!(!cells(&spent, Field::Realisasi).contains(&"E6".to_string()));
}

#[test]
fn money_in_millions_in_a_row_is_no_figure_at_all() {
    let drawing =
        in_rows("RENCANA AKSI TAHUN 2026", "Kinerja", "Rp (juta)", "TARGET TRIWULAN", "TW I|TW II|TW III|TW IV");
    assert!(cells(&drawing, Field::Target).contains(&"E5".to_string()));
    assert!(!cells(&drawing, Field::Target).contains(&"E6".to_string()));
    assert_eq!(cells(&drawing, Field::Anggaran), Vec::<String>::new());
}

#[test]
fn units_of_measure_that_are_money_make_no_rows_of_money() {
    let found = meanings(
        "PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Satuan|Target|Realisasi TW I|Realisasi TW II\n1|Pendapatan usaha|Rp miliar|180|41|88\n2|Rasio biaya|%|78|83|81\n3|Nilai ekspor|Rp miliar|90|20|50\n4|Jumlah kawasan|Kawasan|4|0|1\n",
    );
    assert_eq!(found[2..5], ["satuan", "target", "realisasi.tw1"]);
}

#[test]
fn what_else_stands_between_rows_of_money_is_no_figure() {
    let drawing =
        in_rows("RENCANA AKSI TAHUN 2026", "Fisik (%)", "Keuangan (Rp)", "TARGET TRIWULAN", "TW I|TW II|TW III|TW IV");
    assert_eq!(cells(&drawing, Field::Target).iter().filter(|cell| cell.starts_with('E')).count(), 0);
    assert!(cells(&drawing, Field::Anggaran).contains(&"E6".to_string()));
}

#[test]
fn rows_of_work_and_money_below_bare_quarters_of_a_report_are_asked() {
    let drawing = in_rows("PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026", "Fisik", "Keuangan", "TRIWULAN", "I|II|III|IV");
    assert!(!cells(&drawing, Field::Anggaran).contains(&"E6".to_string()));
    assert!(!cells(&drawing, Field::Target).contains(&"E6".to_string()));
}

#[test]
fn a_plan_that_is_titled_with_its_cash_is_a_plan() {
    let drawing = in_rows(
        "RENCANA AKSI DAN RENCANA PENARIKAN DANA TA 2026",
        "Target Kinerja",
        "Rencana Penarikan (Rp)",
        "BULAN",
        MONTHS,
    );
    assert!(cells(&drawing, Field::Target).contains(&"P5".to_string()));
    let cash = drawing.replace("RENCANA AKSI DAN RENCANA", "RENCANA");
    assert_eq!(cells(&cash, Field::Target), Vec::<String>::new());
}

#[test]
fn months_below_any_heading_are_read_together_however_they_are_shortened() {
    for months in [MONTHS, "Jan|Peb|Mrt|Apr|Mei|Juni|Juli|Agust|Sept|Okt|Nop|Des"] {
        for group in ["BULAN", "BLN", "WAKTU", "JADWAL", "TAHUN 2026", "TARGET PER BULAN"] {
            let wide = "|<".repeat(11);
            let found = of(
                &format!(
                    "RENCANA AKSI TAHUN 2026\n\nNo|Indikator Kinerja|Target|{group}{wide}\n^|^|^|{months}\n\
                     1|Jumlah laporan|60|-|-|10|-|-|30|-|-|45|-|-|60\n2|Jumlah layanan|12|-|-|3|-|-|6|-|-|9|-|-|12\n"
                ),
                3..15,
            );
            let expected: Vec<String> = (1..=12).map(|month| format!("target.bulan{month}")).collect();
            assert_eq!(found, expected, "{group} {months}");
        }
    }
}

#[test]
fn what_is_called_an_achievement_beside_its_share_was_reached() {
    let rows = "1|Persentase lulus|49,2|98,4|50|56|%\n2|Jumlah prestasi|11|110|10|12|orang\n3|Serapan anggaran|71.44%|98,54|72.5%|97%|persen\n";
    let found = meanings(&format!(
        "LAPORAN CAPAIAN KINERJA TRIWULAN III TAHUN 2026\n\nKode|Indikator|Capaian|<|Target|<|Satuan\n^|^|TW III|%|TW III|Tahun|^\n{rows}"
    ));
    assert_eq!(found[2..6], ["realisasi.tw3", "capaian", "target.tw3", "target"]);
    // Without a group the figures tell, also those that stand in percent.
    for rows in [
        "1|Persentase lulus|50|49,2|98,4\n2|Jumlah prestasi|10|11|110\n3|Masa tunggu|8|8,4|95\n",
        "1|Persentase lulus|50%|49.2%|98.4%\n2|Persentase puas|80%|88%|110%\n3|Serapan|72.5%|71.44%|98.54%\n",
    ] {
        let found = meanings(&format!(
            "LAPORAN CAPAIAN KINERJA TRIWULAN III TAHUN 2026\n\nNo|Indikator|Target TW III|Capaian TW III|% Capaian\n{rows}"
        ));
        assert_eq!(found[3..], ["realisasi.tw3", "capaian"], "{rows}");
    }
    // Shares of quarters beside the year's are shares.
    let shares = "1|Persentase lulus|50|98|97|97,5\n2|Jumlah prestasi|10|110|90|100\n3|Masa tunggu|8|95|100|97,5\n";
    let found = meanings(&format!(
        "LAPORAN CAPAIAN KINERJA TAHUN 2026\n\nNo|Indikator|Target|Capaian TW I (%)|Capaian TW II (%)|Rata-rata\n{shares}"
    ));
    assert_eq!(found[3..5], ["capaian.tw1", "capaian.tw2"]);
}

#[test]
fn in_a_table_of_money_alone_plans_are_budgets_and_shares_are_absorbed() {
    let rows = "1|Program Bangga|900000000|50000000|40000000|450000000|430000000|470000000|52,22\n2|Program Manajemen|800000000|50000000|30000000|400000000|390000000|420000000|52,5\n";
    let found = meanings(&format!(
        "RENCANA DAN REALISASI ANGGARAN TAHUN 2026\n\nNo|Program/Kegiatan|Pagu (Rp)|Januari|<|Februari|<|s.d. Februari|<\n^|^|^|Rencana|Realisasi|Rencana|Realisasi|Realisasi|%\n{rows}"
    ));
    assert_eq!(
        found[2..],
        [
            "anggaran",
            "anggaran.bulan1",
            "realisasi_anggaran.bulan1",
            "anggaran.bulan2",
            "realisasi_anggaran.bulan2",
            "realisasi_anggaran",
            "serapan"
        ]
    );
    let quarters =
        "1|Program Bangga|900000000|45000000|5|450000000|50\n2|Program Manajemen|800000000|40000000|5|400000000|50\n";
    for share in ["%", "Capaian (%)"] {
        let found = meanings(&format!(
            "REALISASI ANGGARAN TAHUN 2026\n\nNo|Program|Pagu (Rp)|TW I|<|TW II|<\n^|^|^|Realisasi|{share}|Realisasi|{share}\n{quarters}"
        ));
        assert_eq!(found[3..5], ["realisasi_anggaran.tw1", "serapan.tw1"], "{share}");
    }
    // Indicators that are amounts themselves are measured.
    let found = meanings(
        "PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Pagu (Rp)|TW I|<\n^|^|^|Target|Realisasi\n1|Pendapatan asli daerah|900000000|50000000|40000000\n2|Nilai investasi|800000000|50000000|30000000\n",
    );
    assert_eq!(found[3..], ["target.tw1", "realisasi.tw1"]);
}

#[test]
fn money_of_programmes_by_years_is_read_whatever_the_column_of_programmes_is_called() {
    let rows = "Program Pendidikan|210500000000|221300000000|201100000000|214000000000\nProgram Tenaga Pendidik|1250000000|1400000000|1190000000|1322000000\n";
    let drawing = format!(
        "Tabel T-C.24\nAnggaran dan Realisasi Pendanaan\n\nUraian|Anggaran pada Tahun ke-|<|Realisasi Anggaran pada Tahun ke-|<\n^|2024|2025|2024|2025\n{rows}"
    );
    assert_eq!(meanings(&drawing)[0], "program");
    assert_eq!(cells(&drawing, Field::RealisasiAnggaran), ["D6", "E6", "D7", "E7"]);
    // Kinds of spending are accounts.
    let accounts =
        drawing.replace("Program Pendidikan", "Belanja pegawai").replace("Program Tenaga Pendidik", "Belanja modal");
    assert_eq!(cells(&accounts, Field::Anggaran), Vec::<String>::new());
}

#[test]
fn work_and_money_below_each_quarter_are_planned_where_they_make_up_the_year() {
    let form = |title: &str, last: &str| {
        format!(
            "{title}\n\nNo|Indikator Output|Satuan|Target|Pagu|TW I|<|TW II|<\n^|^|^|^|^|Fisik|Keu|Fisik|Keu\n\
             1|Peta bidang tanah|Bidang|6500|1105000000|500|110500000|{last}|1105000000\n2|Sertipikat|Bidang|5200|1430000000|-|-|5200|1430000000\n3|Redistribusi|Bidang|800|312000000|-|-|800|312000000\n"
        )
    };
    let planned = ["target.tw1", "anggaran.tw1", "target.tw2", "anggaran.tw2"];
    assert_eq!(meanings(&form("RENCANA FISIK DAN KEUANGAN TAHUN 2026", "6500"))[5..], planned);
    assert_eq!(meanings(&form("RENCANA AKSI TAHUN 2026", "6000"))[5..], planned);
    assert_eq!(
        meanings(&form("PENGUKURAN KINERJA TAHUN 2026", "1").replace("5200|1430000000\n3", "1|1\n3"))[5..],
        ["-"; 4]
    );
}

#[test]
fn terms_of_a_school_year_are_its_halves() {
    for (first, second, year) in [
        ("Smt Ganjil", "Smt Genap", "Akhir Tahun"),
        ("Semester Gasal", "Semester Genap", "Tahun"),
        ("Ganjil", "Genap", "Setahun"),
    ] {
        let found = meanings(&format!(
            "PERJANJIAN KINERJA TAHUN 2026\n\nNo|Indikator|Baseline|Target|<|<\n^|^|^|{first}|{second}|{year}\n1|Persentase lulusan|48%|-|55%|55%\n2|Kemampuan literasi|Sedang|Sedang|Baik|Baik\n"
        ));
        assert_eq!(found[3..], ["target.semester1", "target.semester2", "target"], "{first}");
    }
}

#[test]
fn what_stands_behind_all_parts_of_the_year_is_the_years() {
    for heading in ["Jml/ Akhir", "Akhir", "Setahun", "Total/Akhir", "Akhir Tahun"] {
        let rows =
            "1|Patroli|60|60|60|60|240\n2|Pelanggaran ditindak|5|5|5|5|20\n3|Persentase selesai|100|100|100|100|100\n";
        let found =
            meanings(&format!("RENCANA AKSI TAHUN 2026\n\nNo|Indikator|TW I|TW II|TW III|TW IV|{heading}\n{rows}"));
        assert_eq!(found[6], "target", "{heading}");
        let other = rows.replace("|240", "|7").replace("|20\n", "|8\n");
        let found =
            meanings(&format!("RENCANA AKSI TAHUN 2026\n\nNo|Indikator|TW I|TW II|TW III|TW IV|{heading}\n{other}"));
        assert_ne!(found[6], "target", "{heading}");
    }
    let found = meanings(
        "RINCIAN TARGET TAHUN 2026\n\nNo|Indikator|Target|<|<|<|<|<\n^|^|Q1|Q2|s.d. Q2|Q3|s.d. Q3|Q4\n1|Persentase lulus|75|80|80|85|85|90\n2|Nilai layanan|75|80|80|85|85|90\n",
    );
    assert_eq!(found[2..6], ["target.tw1", "target.tw2", "target.semester1", "target.tw3"]);
}

#[test]
fn quarters_that_are_only_counted_are_quarters_of_what_they_say() {
    for (first, second, third, fourth) in [
        ("Realisasi I", "Realisasi II", "Realisasi III", "Realisasi IV"),
        ("Realisasi T1", "Realisasi T2", "Realisasi T3", "Realisasi T4"),
        ("Realisasi 1", "Realisasi 2", "Realisasi 3", "Realisasi 4"),
    ] {
        let found = meanings(&format!(
            "PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Target|{first}|{second}|{third}|{fourth}|Capaian (%)\n1|Jumlah laporan|12|3|6|9|12|100\n2|Jumlah layanan|12|3|6|9|12|100\n"
        ));
        assert_eq!(found[3..7], ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"], "{first}");
    }
    let found = meanings(
        "PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Target|Realisasi|<|<|<\n^|^|^|T1|T2|T3|T4\n1|Jumlah laporan|12|3|6|9|12\n2|Jumlah layanan|12|3|6|9|12\n",
    );
    assert_eq!(found[3..], ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4"]);
    // Two of them count something else.
    let found = meanings(
        "PENGUKURAN KINERJA TAHUN 2026\n\nNo|Indikator|Target|Realisasi I|Realisasi II\n1|Jumlah laporan|12|3|6\n2|Jumlah layanan|12|3|6\n",
    );
    assert!(!found[3].ends_with("tw1"), "{found:?}");
}

#[test]
fn variables_of_a_health_centre_are_measured() {
    for heading in ["Upaya Kesehatan / Program / Variabel", "Variabel", "Upaya Kesehatan"] {
        let found = meanings(&format!(
            "PENILAIAN KINERJA PUSKESMAS TAHUN 2026\n\nNo|{heading}|Target (%)|Satuan Sasaran|Pencapaian|Capaian (%)\n1|Rumah tangga sehat|64|Rumah tangga|55|85,94\n2|Posyandu purnama|75|Posyandu|81,25|108,33\n"
        ));
        assert_eq!(found[1..3], ["uraian", "target"], "{heading}");
    }
}

#[test]
fn levels_like_a_staircase_leave_the_indicator_at_its_foot() {
    let head = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\n\nTujuan/ Sasaran/ Indikator|<|<|Satuan|Target|Realisasi\n";
    for rows in [
        "T1|Tersedianya data|\n|1.1|Meningkatnya kualitas\n|1.1.1|Persentase rilis tepat waktu|Persen|50|60\n|1.1.2|Jumlah rilis berita|Rilis|12|6\n",
        "Tersedianya data||\n|Meningkatnya kualitas|\n||Persentase rilis tepat waktu|Persen|50|60\n||Jumlah rilis berita|Rilis|12|6\n",
    ] {
        assert_eq!(cells(&format!("{head}{rows}"), Field::Target), ["E6", "E7"], "{rows}");
        let found = meanings(&format!("{head}{rows}"));
        assert_eq!(found[found.len() - 4..], ["uraian", "satuan", "target", "realisasi"], "{rows}");
    }
}

#[test]
fn thousands_of_rupiah_may_be_many() {
    let form = |heading: &str| {
        format!(
            "PERJANJIAN KINERJA TAHUN 2026\n\nNo|Indikator|Satuan|Target|{heading}\n1|Rasio konektivitas|Rasio|0,74|14250000\n2|Jumlah trayek|Trayek|15|875000\n3|Nilai kinerja|Nilai|90|2114000\n"
        )
    };
    for heading in ["Kebutuhan Anggaran (Rp ribu)", "Anggaran (ribu rupiah)", "Pagu (Rp.000)"] {
        assert_eq!(meanings(&form(heading))[4], "anggaran", "{heading}");
    }
    assert_eq!(meanings(&form("Anggaran (Rp juta)"))[4], "-");
    assert_eq!(meanings(&form("Anggaran (Rp ribu)").replace("14250000", "14250000000"))[4], "-");
}

#[test]
fn what_capaian_is_below_one_quarter_it_is_below_the_others() {
    let drawing = "LAPORAN CAPAIAN KINERJA TRIWULAN 2 TAHUN 2026\n\nKode|Indikator Kinerja|Satuan|Target PK|TW 1|<|TW 2|<|<\n^|^|^|^|Target|Capaian|Target|Capaian|% Capaian\nIKU 1.1|Persentase lulusan bekerja|%|70|10|8|35|38.46|109.89\nIKU 1.2|Persentase mahasiswa berprestasi|%|35|5|6.12|15|14.2|94.67\nIKU 1.3|Luaran penelitian per dosen|Luaran|0.8|0.1|0.09|0.3|0.34|113.33\n";
    assert_eq!(cells(drawing, Field::Realisasi), ["F5", "H5", "F6", "H6", "F7", "H7"]);
    assert_eq!(cells(drawing, Field::Capaian), ["I5", "I6", "I7"]);
}

#[test]
fn what_a_plan_calls_the_achievement_of_its_target_is_the_target_of_each_quarter() {
    let drawing = |title: &str| {
        format!(
            "{title}\n\nNO|SASARAN|INDIKATOR KINERJA|TARGET|AKSI/KEGIATAN|CAPAIAN TARGET PER TRIWULAN|<|<|<|OUTPUT\n^|^|^|^|^|TW.I|TW.II|TW.III|TW.IV|^\n1|Peradilan efektif|Persentase perkara tepat waktu|97%|Monitoring|90%|93%|95%|97%|Laporan\n2|Akses peradilan|Persentase salinan tepat waktu|100%|Minutasi|100%|100%|100%|100%|Register\n"
        )
    };
    let plan = cells(&drawing("RENCANA AKSI KINERJA TAHUN 2026"), Field::Target);
    assert!(["F5", "G5", "H5", "I5", "F6", "I6"].iter().all(|cell| plan.contains(&(*cell).to_string())), "{plan:?}");
    assert_eq!(cells(&drawing("PENGUKURAN KINERJA TRIWULAN IV TAHUN 2026"), Field::Target), ["D5", "D6"]);
}

#[test]
fn each_of_several_years_has_its_own_share() {
    for title in ["CAPAIAN INDIKATOR KINERJA UTAMA TAHUN 2026", "CAPAIAN INDIKATOR KINERJA UTAMA"] {
        let drawing = format!(
            "{title}\n\nNo|Indikator|Satuan|Tahun 2025|<|<|Tahun 2026|<|<\n^|^|^|Target|Realisasi|%|Target|Realisasi|%\n1|Kontribusi PAD|%|14.5|14.12|97.38|15|15.33|102.2\n2|Pertumbuhan PAD|%|6|5.2|86.67|7|7.4|105.71\n3|Nilai SAKIP|Nilai|70|71|101.43|72|70|97.22\n"
        );
        assert_eq!(cells(&drawing, Field::Capaian).len(), 6, "{title}");
    }
}
