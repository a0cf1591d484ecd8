//! What columns mean beside others, drawn.

use super::meanings;

/// What one column is taken for, by its place.
fn meant(drawing: &str, column: usize) -> String {
    meanings(drawing).swap_remove(column)
}

#[test]
fn of_the_budgets_of_several_levels_the_one_of_the_rows_own_level_is_its_budget() {
    let rows = "Program A|900000000|Kegiatan B|500000000|Jumlah taman yang ditata|12\nProgram A|900000000|Kegiatan C|400000000|Jumlah jalan yang dirawat|30\n";
    let table = format!(
        "RENCANA AKSI TAHUN 2026\nProgram|Anggaran Program|Kegiatan|Anggaran Kegiatan|Indikator Kegiatan|Target\n{rows}"
    );
    let found = meanings(&table);
    assert_eq!((found[1].as_str(), found[3].as_str()), ("abaikan", "anggaran"), "{found:?}");
    // Where the indicator is the programme's, so is the budget.
    let found = meanings(&table.replace("Indikator Kegiatan", "Indikator Program"));
    assert_eq!((found[1].as_str(), found[3].as_str()), ("anggaran", "abaikan"), "{found:?}");
    // No indicator says its level: the lowest.
    let found = meanings(&table.replace("Indikator Kegiatan", "Indikator"));
    assert_eq!(found[3], "anggaran", "{found:?}");
}

#[test]
fn months_alone_behind_a_target_are_its_parts_where_they_make_it_up() {
    let months = "Jan|Feb|Mar|Apr|Mei|Jun|Jul|Ags|Sep|Okt|Nov|Des";
    let table = |rows: &str| format!("MATRIKS TARGET TAHUN 2026\nIndikator|Satuan|Target|{months}|Total\n{rows}");
    let summed = "Jumlah desa tangguh|Desa|12|0|1|1|1|1|1|1|1|1|2|1|1|12\nWaktu tanggap darurat|Menit|25|40|38|36|35|34|32|30|30|28|27|26|25|381\n";
    let found = meanings(&table(summed));
    assert_eq!(
        (found[3].as_str(), found[14].as_str(), found[15].as_str()),
        ("target.bulan1", "target.bulan12", "abaikan")
    );
    // Figures that are no parts of it may be anything.
    let other = "Jumlah desa tangguh|Desa|12|5|5|5|5|5|5|5|5|5|5|5|5|60\nWaktu tanggap darurat|Menit|25|1|2|3|4|5|6|7|8|9|10|11|12|78\n";
    assert_eq!(meant(&table(other), 3), "-");
    // But in a plan.
    assert_eq!(meant(&table(other).replace("MATRIKS TARGET", "RENCANA AKSI"), 3), "target.bulan1");
    // Beside what was realised, the figures of the months that make that up are parts of it.
    let realised = format!(
        "=== Data\nIndikator|Satuan|Target|{months}|Realisasi\nJumlah desa tangguh|Desa|20|0|1|1|1|1|1|1|1|1|2|1|1|12\nJumlah desa siaga|Desa|40|2|1|1|1|1|1|1|1|1|2|1|1|14\n"
    );
    assert_eq!(meant(&realised, 3), "realisasi.bulan1");
    // And so are those that a sum and its share in the target follow.
    let shared = format!(
        "LAPORAN CAPAIAN KINERJA TAHUN 2026\nIndikator|Satuan|Target|{months}|Jumlah|%\nJumlah laporan|laporan|12|1|1|1|1|1|1|||||||6|50\nJumlah orang dilatih|orang|600|50|40|60|50|20|80|||||||300|50\n"
    );
    let found = meanings(&shared);
    assert_eq!(
        (found[3].as_str(), found[15].as_str(), found[16].as_str()),
        ("realisasi.bulan1", "realisasi", "capaian")
    );
}

#[test]
fn in_a_cascade_without_figures_the_lowest_level_is_the_rows_own() {
    let drawing = "CASCADING KINERJA 2026\nSasaran Eselon II|Indikator Eselon II|Sasaran Eselon III|Indikator Eselon III|Sasaran Eselon IV|Indikator Eselon IV\nMeningkatnya mutu|Indeks mutu|Terlaksananya layanan|Persentase layanan|Tersedianya loket|Jumlah loket\n^|^|^|^|Tersusunnya laporan|Jumlah laporan\n^|^|Tertibnya arsip|Persentase arsip|Tertatanya arsip|Jumlah berkas\n";
    assert_eq!(meanings(drawing)[4..], ["sasaran", "indikator"]);
}

#[test]
fn quarters_alone_before_a_sum_and_its_share_in_the_target_were_reached() {
    let table = |share: &str| {
        format!(
            "=== Data\nNo|Indikator|Satuan|Target|TW I|TW II|TW III|TW IV|Jumlah|%\n1|Jumlah laporan|laporan|12|3|4|||7|{share}\n2|Jumlah rapat|kali|6|1|2|||3|50\n"
        )
    };
    assert_eq!(
        meanings(&table("58,33"))[4..],
        ["realisasi.tw1", "realisasi.tw2", "realisasi.tw3", "realisasi.tw4", "realisasi", "capaian"]
    );
    assert_eq!(meant(&table("31"), 4), "target.tw1");
}

#[test]
fn a_heading_of_two_figures_is_settled_by_the_quarters_beside_it_or_asked() {
    let table = |figure: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nIndikator|Satuan|Baseline / Target Tahunan|Target TW I|Target TW II|Target TW III|Target TW IV\nProduksi ikan|ton|{figure}|300|700|900|1.420,5\nJumlah kolam|kolam|82|10|20|40|82\n"
        )
    };
    assert_eq!(meant(&table("1.420,5"), 2), "target");
    assert_eq!(meant(&table("1.100,5"), 2), "-");
}

#[test]
fn the_year_before_is_the_one_that_the_title_tells() {
    let table = |title: &str| {
        format!(
            "{title}\nIndikator|Satuan|Target|Target Tahun Sebelumnya|Realisasi Tahun Lalu|Realisasi\nAngka kematian|orang|92|98|97|90\nJumlah kader|orang|12|10|9|11\n"
        )
    };
    let found = meanings(&table("LAPORAN KINERJA TAHUN 2026"));
    assert_eq!(found[2..], ["target", "target.2025", "realisasi.2025", "realisasi"]);
    let found = meanings(&table("LAPORAN KINERJA"));
    assert_eq!(found[2..], ["target", "abaikan", "abaikan", "realisasi"]);
}

#[test]
fn what_a_group_calls_money_and_its_figures_do_not_is_no_money() {
    let table = |share: &str| {
        format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nKinerja|<|Anggaran|<|<|<|<\nIndikator|Target|Realisasi|Capaian (%)|Pagu|Realisasi|Capaian (%)\nPanjang jaringan|1200|640|{share}|Rp 980.000.000|Rp 455.000.000|46,43\nJumlah penyuluh|50|45|90|Rp 210.000.000|Rp 204.500.000|97,38\nJumlah benih|20|10|50|Rp 640.000.000|Rp 310.000.000|48,44\n"
        )
    };
    let found = meanings(&table("53,33"));
    assert_eq!(found[1..], ["target", "realisasi", "capaian", "anggaran", "realisasi_anggaran", "serapan"]);
    // Shares that prove nothing leave it open what was realised there.
    let found = meanings(&table("12").replace("|90|", "|15|").replace("|50|Rp", "|70|Rp"));
    assert_eq!((found[2].as_str(), found[5].as_str()), ("-", "realisasi_anggaran"), "{found:?}");
}

#[test]
fn a_share_whose_heading_names_its_parts_is_the_figure_of_the_indicator() {
    let table = |share: &str| {
        format!(
            "MONITORING KINERJA S.D. TRIWULAN III TAHUN 2026\nNo|Indikator|Satuan|Target|Capaian s.d. TW III|<|<\n^|^|^|^|n|t|{share}\n1|Persentase lulusan bekerja|%|70|198|290|68.28\n2|Persentase mahasiswa magang|%|25|310|1240|25\n"
        )
    };
    for share in ["n/t x 100", "(n/t) x 100%", "n / t"] {
        let found = meanings(&table(share));
        assert_eq!(found[4..], ["pembilang.tw3", "penyebut.tw3", "realisasi.tw3"], "{share}");
    }
    // Figures that are no such share.
    assert_eq!(meanings(&table("n/t x 100").replace("68.28", "80"))[4..6], ["-", "-"]);
}

#[test]
fn counts_beside_a_share_of_them_are_what_it_is_computed_from() {
    let drawing = "LAPORAN CAPAIAN KINERJA TAHUN 2026\nNo|Indikator|Jml Sasaran (orang)|Target (%)|Capaian|<|<|<\n^|^|^|^|TW I|<|TW II|<\n^|^|^|^|Abs|%|Abs|%\n1|Persentase ibu hamil dilayani|412|100|98|23.79|205|49.76\n2|Persentase balita dilayani|1530|100|350|22.88|702|45.88\n3|Persentase penduduk diskrining|9875|100|1120|11.34|2608|26.41\n";
    let found = meanings(drawing);
    assert_eq!(
        (found[2].as_str(), found[4].as_str(), found[6].as_str()),
        ("penyebut", "pembilang.tw1", "pembilang.tw2")
    );
}

#[test]
fn what_was_reached_up_to_now_beside_each_quarter_is_that_of_the_year_so_far() {
    let table = |share: &str| {
        format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Target 2026|TW I|<|<|TW II|<|<|s.d. TW II|<\n^|^|^|T|R|C (%)|T|R|C (%)|R|C (%)\n1|Jumlah wirausaha|150|30|33|110|40|37|92.5|70|{share}\n2|Jumlah koperasi|85|60|58|96.67|20|19|95|77|90.59\n"
        )
    };
    assert_eq!(meanings(&table("46.67"))[9..], ["realisasi", "capaian"]);
    // Shares of another target leave the figure of the quarter what it is.
    assert_eq!(meanings(&table("93"))[7], "realisasi.tw2");
}

#[test]
fn a_list_of_periods_in_one_cell_is_a_target() {
    let table = |target: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nNo|Indikator Sub Kegiatan|Target Sub Kegiatan\n1|Jumlah titik pilah|{target}\n2|Jumlah bank sampah|{target}\n3|Jumlah contoh air|{target}\n"
        )
    };
    assert_eq!(meant(&table("Trw (1) = 5\\nTrw (2) = 12\\nTrw (3) = 20\\nTrw (4) = 24"), 2), "target");
    assert_eq!(meant(&table("TW I: 90 %\\nTW II: 92 %"), 2), "target");
    assert_eq!(meant(&table("Tersedianya dokumen: rencana kerja yang disusun 2 kali setahun"), 2), "-");
}

#[test]
fn months_with_performance_progress_and_money_below_them_are_of_the_plan_that_they_make_up() {
    let months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni"];
    let head: String = months.iter().map(|month| format!("|{month}|<|<")).collect();
    let row = |kin: u32| format!("|{kin}|16,67|{}", kin * 1_500_000).repeat(6);
    let drawing = format!(
        "LAPORAN RENCANA AKSI TAHUN 2026\nKegiatan|Indikator|Target|Satuan{head}\n^|^|^|^{}\nPengawasan|Jumlah koperasi diawasi|30|Unit{}\nPembinaan|Jumlah usaha dibina|12|Usaha{}\nPameran|Jumlah pameran|6|Kali{}\n",
        "|kin|fis|keu".repeat(6),
        row(5),
        row(2),
        row(1)
    );
    let found = meanings(&drawing);
    assert_eq!((found[4].as_str(), found[6].as_str()), ("target.bulan1", "anggaran.bulan1"), "{found:?}");
    assert_eq!((found[19].as_str(), found[21].as_str()), ("target.bulan6", "anggaran.bulan6"), "{found:?}");
    assert!(!found[5].starts_with("target"), "{found:?}");
    // What the figures of months do not make up may as well have been reached.
    let drawing = drawing.replace("LAPORAN RENCANA AKSI", "LAPORAN KEGIATAN").replace("|30|Unit", "|90|Unit");
    let drawing = drawing.replace("|12|Usaha", "|50|Usaha").replace("|6|Kali", "|20|Kali");
    let found = meanings(&drawing);
    assert!(!found[4].starts_with("target"), "{found:?}");
}

#[test]
fn who_reports_and_who_leads_is_nothing_that_a_table_of_indicators_needs() {
    let drawing = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNama Pelapor|Jabatan Pelapor|Nama Pimpinan|Indikator|Satuan|Target|Realisasi\nContoh Satu|Analis|Contoh Dua|Jumlah usaha dibina|Usaha|12|6\nContoh Satu|Analis|Contoh Dua|Jumlah pameran|Kali|6|3\n";
    let found = meanings(drawing);
    assert!(!found.iter().any(|meant| meant.starts_with("pimpinan") || meant.starts_with("jabatan")), "{found:?}");
}

#[test]
fn why_it_succeeded_is_no_obstacle() {
    let drawing = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nIndikator|Satuan|Target|Realisasi|Penyebab Keberhasilan|Hambatan dan Kendala\nJumlah usaha dibina|Usaha|12|6|Pendamping lengkap|Jalan rusak\n";
    let found = meanings(drawing);
    assert_eq!(found[5], "kendala", "{found:?}");
    assert_ne!(found[4], "kendala", "{found:?}");
}

#[test]
fn persons_counted_under_an_achievement_are_no_percent() {
    let drawing = "LAPORAN CAPAIAN KINERJA\nS.D. BULAN JUNI 2026\nNo|Indikator|Target (%)|Capaian|<|<\n^|^|^|Bulan Ini (Orang)|s/d Bulan Ini (Orang)|s/d Bulan Ini (%)\n1|Pelayanan kesehatan ibu hamil|100|41|330|64.45\n2|Pelayanan kesehatan balita|100|52|310|60.55\n";
    let found = meanings(drawing);
    assert!(!found[3].starts_with("capaian") && !found[4].starts_with("capaian"), "{found:?}");
}

#[test]
fn codes_in_brackets_before_a_wording_are_its_code() {
    let drawing = "PERJANJIAN KINERJA TAHUN 2026\nSasaran|<|Indikator Kinerja|<|Satuan|Target 2026\n[S 1]|Meningkatnya kualitas lulusan|[IKU 1.1]|Persentase lulusan yang bekerja|%|51\n[S 2]|Meningkatnya kualitas dosen|[IKU 2.1]|Persentase dosen bersertifikat|%|52\n";
    let found = meanings(drawing);
    assert_eq!(
        (found[1].as_str(), found[2].as_str(), found[3].as_str()),
        ("sasaran", "kode", "indikator"),
        "{found:?}"
    );
}
