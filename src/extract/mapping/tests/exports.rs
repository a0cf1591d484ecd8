//! What columns of exports mean, drawn as other applications would head them.

use crate::extract::{block_meanings, extract};
use crate::workbook::grid::workbook_from_text;

use super::LIBRARY;

/// What each column of the first table of a drawing is taken for; "-" where nothing is.
fn meanings(drawing: &str) -> Vec<String> {
    let book = workbook_from_text(drawing);
    let (_, meanings) = block_meanings(&book.sheets[0], &LIBRARY).remove(0);
    meanings.into_iter().map(|meant| meant.map_or_else(|| "-".to_string(), |meant| meant.to_string())).collect()
}

/// The same of its last column.
fn last(drawing: &str) -> String {
    meanings(drawing).pop().unwrap()
}

/// The fields that are read of the first table, each with the letter of its column.
fn read(drawing: &str) -> Vec<String> {
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    let table = file.documents.iter().flat_map(|document| &document.tables).next();
    let columns = table.iter().flat_map(|table| &table.columns);
    columns.map(|own| format!("{}={}", own.cell.to_string().trim_end_matches(char::is_numeric), own.column)).collect()
}

/// What each column is taken for, by its letter; what is asked or not known is left out.
fn meant(drawing: &str, columns: std::ops::Range<usize>) -> Vec<String> {
    meanings(drawing)[columns].to_vec()
}

/// How many rows of data the tables of a drawing hold.
fn rows(drawing: &str) -> usize {
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    file.documents.iter().flat_map(|document| &document.tables).map(|table| table.rows.len()).sum()
}

#[test]
fn a_share_behind_all_quarters_is_of_the_year() {
    let table = |heading: &str, shares: [&str; 3]| {
        let [one, two, three] = shares;
        format!(
            "=== Data\nIndikator|Satuan|Target 2026|Target TW I|Realisasi TW I|Target TW II|Realisasi TW II|Target TW III|Realisasi TW III|Target TW IV|Realisasi TW IV|{heading}\n\
             Jumlah berita|berita|480|120|131|120|126|120|0|120|0|{one}\n\
             Jumlah forum|kegiatan|8|2|2|2|1|2|0|2|0|{two}\n\
             Jumlah permohonan|berkas|60|15|17|15|12|15|0|15|0|{three}\n"
        )
    };
    assert_eq!(last(&table("Capaian (%)", ["0.5354", "0.375", "0.4833"])), "capaian");
    assert_eq!(last(&table("%", ["53.54", "37.5", "48.33"])), "capaian");
    // Blank, it is of the year by its words, and "%" says nothing.
    assert_eq!(last(&table("Capaian (%)", ["", "", ""])), "capaian");
    assert_eq!(last(&table("%", ["12", "13", "14"])), "-");
    // Shares of the last quarter's own target are the quarter's.
    let quarter = "=== Data\nIndikator|Satuan|Target Tahun|Target TW I|Realisasi TW I|Target TW II|Realisasi TW II|Capaian (%)\n\
        Jumlah berita|berita|480|120|131|120|126|105\nJumlah forum|kegiatan|8|2|2|2|1|50\nJumlah permohonan|berkas|60|15|17|15|12|80\n";
    assert_eq!(last(quarter), "capaian.tw2");
    // Each quarter has its own.
    let own = "=== Data\nIndikator|Satuan|Target Tahun|Realisasi TW I|Capaian (%)|Realisasi TW II|Capaian (%)\n\
        Jumlah berita|berita|480|131|27.29|126|26.25\nJumlah forum|kegiatan|8|2|25|1|12.5\n";
    assert_eq!(meanings(own)[4..], ["capaian.tw1", "realisasi.tw2", "capaian.tw2"]);
}

#[test]
fn what_was_reached_at_the_end_is_the_years_where_its_quarters_make_it_up() {
    let table = |heading: &str, shares: [&str; 3]| {
        let [one, two, three] = shares;
        format!(
            "=== Data\nIndikator|Satuan|Target Tahunan|Realisasi TW I|Realisasi TW II|Realisasi TW III|Realisasi TW IV|{heading}\n\
             Persentase lulus|%|88|22|46|0|0|{one}\nJumlah kelompok|Kelompok|12|1|3|0|0|{two}\nJumlah perusahaan|Perusahaan|60|9|27|0|0|{three}\n"
        )
    };
    assert_eq!(last(&table("% Capaian Akhir", ["52.27", "25", "45"])), "capaian");
    assert_eq!(last(&table("Tingkat Capaian Akhir (%)", ["52.27", "25", "45"])), "capaian");
    assert_eq!(last(&table("Realisasi Akhir", ["46", "3", "27"])), "realisasi");
    assert_eq!(last(&table("% Capaian Akhir", ["31", "8", "12"])), "abaikan");
    assert_eq!(last(&table("Capaian Akhir Renstra", ["52.27", "25", "45"])), "abaikan");
}

#[test]
fn the_indicator_that_differs_in_each_row_before_the_quarters_is_the_rows_own() {
    let table = |group: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Target|Rencana Aksi|{group}|<|Target|<|<|<|Realisasi|<|<|<\n\
             ^|^|^|^|^|Indikator|Satuan|TW I|TW II|TW III|TW IV|TW I|TW II|TW III|TW IV\n\
             1|Naiknya perlindungan|Persentase keluarga terlindungi|98 %|Memadankan data|Jumlah desa yang didata|Desa|20|40|40|20|18|||\n\
             2|Naiknya perlindungan|Persentase keluarga terlindungi|98 %|Membayar iuran|Jumlah peserta baru|Orang|400|400|400|400|390|||\n\
             3|Turunnya gizi buruk|Persentase balita|7.5 %|Memberi makanan|Jumlah balita penerima|Balita|250|250|250|250|262|||\n\
             4|Turunnya gizi buruk|Persentase balita|7.5 %|Melatih kader|Jumlah kader terlatih|Kader|0|60|60|0||||\n"
        )
    };
    for group in ["Output", "Keluaran Kegiatan"] {
        let found = meanings(&table(group));
        assert_eq!(found[1..7], ["sasaran", "abaikan", "abaikan", "rencana_aksi", "indikator", "satuan"], "{group}");
        assert_eq!(found[7..9], ["target.tw1", "target.tw2"], "{group}");
    }
    // Merged over their rows, or left blank below the first.
    let plain = table("Output");
    for again in ["^|^|^", "||"] {
        let blank = plain
            .replace("2|Naiknya perlindungan|Persentase keluarga terlindungi|98 %", &format!("2|{again}"))
            .replace("4|Turunnya gizi buruk|Persentase balita|7.5 %", &format!("4|{again}"));
        assert_eq!(meanings(&blank)[5..8], ["indikator", "satuan", "target.tw1"], "{again}");
    }
    // Where each indicator has one row, nothing tells whose the quarters are.
    let single: String =
        plain.lines().filter(|line| !line.starts_with(['2', '4'])).map(|line| format!("{line}\n")).collect();
    assert_eq!(meanings(&single)[2], "indikator");
}

#[test]
fn a_quarter_typed_twice_is_the_one_that_is_missing() {
    let table = |quarters: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nIndikator|Satuan|Target|<|<|<\n^|^|{quarters}\nJumlah desa|Desa|20|40|40|20\nJumlah kader|Kader|1|2|3|4\n"
        )
    };
    let all = ["target.tw1", "target.tw2", "target.tw3", "target.tw4"];
    for quarters in ["TW I|TW II|TW II|TW IV", "TW 1|TW 2|TW 3|TW 3", "Triwulan I|Triwulan I|Triwulan III|Triwulan IV"]
    {
        assert_eq!(meanings(&table(quarters))[2..], all, "{quarters}");
    }
    let turn = "=== Data\nIndikator|Satuan|Target TW I|Realisasi TW I|Target TW II|Realisasi TW II|Target TW II|Realisasi TW II|Target TW IV|Realisasi TW IV\nJumlah desa|Desa|20|18|40|41|40|39|20|19\nJumlah kader|Kader|1|2|3|4|5|6|7|8\n";
    assert_eq!(meanings(turn)[6..8], ["target.tw3", "realisasi.tw3"]);
    // Two that are wrong tell nothing.
    assert_ne!(meanings(&table("TW I|TW I|TW II|TW IV"))[2..], all);
}

#[test]
fn of_two_shares_headed_alike_the_figures_tell_which_is_of_money() {
    let table = |heading: &str, money: [&str; 3]| {
        let [one, two, three] = money;
        format!(
            "PENGUKURAN KINERJA TAHUN 2026\nIndikator|Satuan|Target|Realisasi|{heading}|Anggaran|Realisasi Anggaran|{heading}\n\
             Jumlah desa|Desa|120|18|15|90000000|14200000|{one}\nJumlah peserta|Orang|1600|390|24.38|640000000|320000000|{two}\nJumlah balita|Balita|1000|262|26.2|300000000|71500000|{three}\n"
        )
    };
    for heading in ["Capaian %", "Tingkat Capaian (%)", "% Capaian"] {
        let found = meanings(&table(heading, ["15.78", "50", "23.83"]));
        assert_eq!((found[4].as_str(), found[7].as_str()), ("capaian", "serapan"), "{heading}");
        assert_ne!(meanings(&table(heading, ["7", "8", "9"]))[7], "serapan", "{heading}");
    }
}

#[test]
fn offices_are_known_by_the_names_that_begin_as_their_heading_does() {
    let table = |heading: &str, names: [&str; 3]| {
        let [one, two, three] = names;
        format!(
            "PENGUKURAN KINERJA TAHUN 2026\nNo|Indikator|{heading}|Satuan|Target|Realisasi\n1|Jumlah publikasi|{one}|Buku|12|6\n2|Jumlah rilis|{two}|Rilis|4|2\n3|Nilai SAKIP|{three}|Nilai|72|70\n"
        )
    };
    for (heading, names) in [
        ("Tim", ["Tim Neraca", "Tim Harga", "Tim Umum"]),
        ("Bidang / Seksi", ["Bidang Pelatihan", "Seksi Gizi", "Sekretariat"]),
        ("Nama Bidang/Sub/SKPD", ["Bidang Sampah", "Sub Bagian Umum", "Bidang Air"]),
    ] {
        assert_eq!(meanings(&table(heading, names))[2], "penanggung_jawab", "{heading}");
    }
    for (heading, names) in [
        ("Tim", ["Aktif", "Nonaktif", "Aktif"]),
        ("Bidang", ["Pendidikan", "Kesehatan", "Perhubungan"]),
        ("Zorvak", ["Tim Neraca", "Tim Harga", "Tim Umum"]),
    ] {
        assert_eq!(meanings(&table(heading, names))[2], "-", "{heading}");
    }
}

#[test]
fn activities_behind_an_indicator_that_differ_in_its_rows_are_its_steps() {
    let table = |second: &str| {
        format!(
            "=== Tindak Lanjut\nKode|Indikator|Kegiatan|Triwulan|Kendala|Solusi|RTL\n\
             1.1|Persentase publikasi tepat waktu|Menata jadwal|Triwulan I|Naskah terlambat|Mengingatkan|Jadwal bersama\n\
             1.1|Persentase publikasi tepat waktu|{second}|Triwulan II|Perangkat lama|Meminjam|Usulan\n\
             1.2|Jumlah rilis|Mengolah data|Triwulan I|Data belum lengkap|Kunjungan|Petugas baru\n"
        )
    };
    assert!(read(&table("Menata letak")).contains(&"C=rencana_aksi".to_string()), "{:?}", read(&table("Menata letak")));
    assert_eq!(meanings(&table("Menata jadwal"))[2], "program");
}

#[test]
fn numbered_months_of_a_step_are_planned_where_they_make_up_its_weight() {
    let table = |letter: &str, last: &str| {
        let months: Vec<String> = (1..=12).map(|month| format!("{letter}{month}")).collect();
        format!(
            "=== Worksheet\nIndikator|Tahapan|Target|Satuan|Bobot|{}\n\
             Jumlah buku|Menyusun daftar|1|Dokumen|10|5|5||||||||||\n\
             Jumlah buku|Pengadaan|850|Judul|60|||10|20|20|10||||||\n\
             Jumlah buku|Melapor|1|Laporan|5|||||||||||2|{last}\n",
            months.join("|")
        )
    };
    for letter in ["B", "Bln ", "b."] {
        let found = meanings(&table(letter, "3"));
        assert_eq!((found[5].as_str(), found[16].as_str()), ("target.bulan1", "target.bulan12"), "{letter}");
        assert_eq!(meanings(&table(letter, "7"))[5], "-", "{letter}");
    }
    let grouped = "RENCANA AKSI TAHUN 2026\nIndikator|Satuan|Rencana|<|<|<|<|<|<|<|<|<|<|<\n^|^|B1|B2|B3|B4|B5|B6|B7|B8|B9|B10|B11|B12\nJumlah buku|Buku|1|1|1|1|1|1|1|1|1|1|1|1\nJumlah rak|Rak|1|1|1|1|1|1|1|1|1|1|1|1\n";
    assert_eq!(meanings(grouped)[2..4], ["target.bulan1", "target.bulan2"]);
}

#[test]
fn years_under_a_caption_of_targets_are_promised() {
    let table = |caption: &str| {
        format!(
            "{caption}|<|<|<|<|<\nNo|Kode|Indikator Kinerja|2025|2026|2027\n1|IK-01|Waktu tanggap|5|5|4\n2|IK-02|Kepatuhan petugas|85%|88%|90%\n"
        )
    };
    for caption in ["TARGET PERIODE 5 TAHUN", "Target Kinerja Renstra", "TABEL TARGET INDIKATOR"] {
        assert_eq!(meanings(&table(caption))[3..], ["target.2025", "target.2026", "target.2027"], "{caption}");
    }
    for caption in ["REALISASI 5 TAHUN", "Target dan Realisasi", "Indikator Rumah Sakit"] {
        assert_eq!(meanings(&table(caption))[3..], ["-", "-", "-"], "{caption}");
    }
}

#[test]
fn a_summary_of_labels_and_counts_below_a_table_is_no_row_of_it() {
    let table = "LAPORAN CAPAIAN INDIKATOR KINERJA TAHUN 2026\nNo|Kode|Indikator Kinerja|Satuan|Target|Realisasi\n1|IKK-01|Jumlah pencari kerja|Orang|900|512\n2|IKK-02|Jumlah peserta|Orang|160|96\n";
    let summary = "\nREKAPITULASI KINERJA\nTotal Jumlah Kegiatan|4\nPersentase Serapan Keuangan|59.47%\nSisa Anggaran Belum Terealisasi|727500000\n";
    assert_eq!(rows(&format!("{table}{summary}")), 2);
    assert_eq!(rows(&format!("{table}\nCapaian Tertinggi|98%\nCapaian Terendah|12%\nIndikator Tercapai|3\n")), 2);
    // What follows with an indicator is a row.
    assert_eq!(rows(&format!("{table}\n3|IKK-03|Jumlah perusahaan|Perusahaan|40|22\n")), 3);
}

#[test]
fn an_activity_behind_the_indicator_is_not_carried_into_blanks() {
    let drawing = "=== Rekap\nSasaran|Indikator Kinerja|Target|Realisasi|Kegiatan|RTL\nMutu|Jumlah dinas|18|15|Pembinaan dinas|Jadwal\nTata kelola|Nilai SAKIP|71|70||\nTata kelola|Jumlah inovasi|2|3|Lomba|-\n";
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    let rows = &file.documents[0].tables[0].rows;
    let carried = |row: usize| rows[row].entries.values().filter(|entry| entry.derivation).count();
    assert_eq!((carried(0), carried(1)), (0, 0));
}

#[test]
fn shares_of_the_year_written_as_fractions_are_known_by_the_quarters_that_make_them_up() {
    let drawing = "PENGUKURAN KINERJA TAHUN 2026\nIndikator|Satuan|Target Tahun|Target TW I|Realisasi TW I|Target TW II|Realisasi TW II|Capaian (%)\n\
        Jumlah berita|berita|480|120|131|120|126|0.535416667\nJumlah forum|kegiatan|8|2|2|2|1|0.375\nJumlah permohonan|berkas|60|15|17|15|12|0.483333333\n";
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    let shares: Vec<String> = file.documents[0].tables[0]
        .rows
        .iter()
        .filter_map(|row| Some(format!("{:?}", row.entry(crate::domain::column::Field::Capaian.yearly())?.value)))
        .collect();
    assert!(shares[0].contains("Percent") && shares[0].contains("53.5"), "{shares:?}");
}

#[test]
fn a_mark_in_brackets_below_a_figure_is_none_of_it() {
    let drawing = "TARGET PERIODE 5 TAHUN|<|<|<|<|<\nNo|Indikator Kinerja|Satuan|2025|2026|2027\n1|Kepatuhan|%|85%\\n[V1]|88%\\n[V3]|90%\\n[V1]\n2|Lama rawat|Hari|4.2\\n[V1]|4\\n[V2]|-\\n[-]\n";
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    let row = &file.documents[0].tables[0].rows[0];
    let value = row.entries.values().find(|entry| entry.raw.starts_with("88%")).map(|entry| entry.value.figure());
    assert_eq!(value, Some(Some(88.0)), "{:?}", row.entries);
}

#[test]
fn quarters_alone_over_amounts_are_money_and_no_targets() {
    let table = |shares: [&str; 2], quarters: [&str; 2]| {
        format!(
            "PENGUKURAN KINERJA TAHUN 2026\nNo|Indikator|Target|Anggaran|TW I|TW II|TW III|TW IV|%\n1|Jumlah desa|120|90000000|{}|{}\n2|Jumlah orang|1600|640000000|{}|{}\n",
            quarters[0], shares[0], quarters[1], shares[1]
        )
    };
    let part = ["14000000|20000000|0|0", "100000000|150000000|0|0"];
    let of = |field: &str| (1..=4).map(|quarter| format!("{field}.tw{quarter}")).collect::<Vec<_>>();
    assert_eq!(meant(&table(["37.78", "39.06"], part), 4..8), of("realisasi_anggaran"));
    let whole = ["20000000|30000000|30000000|10000000", "160000000|160000000|160000000|160000000"];
    assert_eq!(meant(&table(["", ""], whole), 4..8), of("anggaran"));
    assert_eq!(meant(&table(["", ""], part), 4..8), ["-", "-", "-", "-"]);
}

#[test]
fn quarters_alone_of_which_an_achievement_is_the_share_were_reached() {
    let table = |shares: [&str; 3]| {
        let [one, two, three] = shares;
        format!(
            "=== Data\nIndikator|Target|TW 1|TW 2|TW 3|TW 4|Capaian\nPersentase lulus|90|20|44|||{one}\nJumlah dosen|40|10|19|||{two}\nJumlah prodi|8|2|3|||{three}\n"
        )
    };
    assert_eq!(meant(&table(["48.89", "47.5", "37.5"]), 2..4), ["realisasi.tw1", "realisasi.tw2"]);
    assert_ne!(meant(&table(["11", "12", "13"]), 2..4), ["realisasi.tw1", "realisasi.tw2"]);
    // The target of the year before stands beside it.
    let years = "=== Data\nIndikator|Tgt 2025|Real 2025|Tgt 2026|TW I|TW II|TW III|TW IV|Capaian\nJumlah desa|100|98|120|18|41|0|0|49.17\nJumlah orang|1500|1490|1600|390|410|0|0|50\n";
    assert_eq!(meant(years, 4..6), ["realisasi.tw1", "realisasi.tw2"]);
}

#[test]
fn of_three_levels_the_lowest_is_the_rows_own() {
    let drawing = "CASCADING DAN REALISASI KINERJA TAHUN 2026\nProgram|Indikator Program|Target|Kegiatan|Indikator Kegiatan|Target|Sub Kegiatan|Indikator Sub Kegiatan|Satuan|Target|Realisasi\n\
        Program A|Indeks A|80|Kegiatan A1|Persentase A1|90|Sub A1a|Jumlah laporan|Laporan|4|2\n\
        Program A|Indeks A|80|Kegiatan A1|Persentase A1|90|Sub A1b|Jumlah orang|Orang|120|60\n\
        Program A|Indeks A|80|Kegiatan A2|Persentase A2|95|Sub A2a|Jumlah alat|Unit|8|6\n";
    let found = meanings(drawing);
    assert_eq!(
        (found[1].as_str(), found[2].as_str(), found[5].as_str()),
        ("abaikan", "abaikan", "abaikan"),
        "{found:?}"
    );
    assert_eq!(found[7..], ["indikator", "satuan", "target", "realisasi"]);
}

#[test]
fn an_output_measured_by_quarters_is_the_rows_own_also_where_its_target_stands_behind_it() {
    let drawing = "RENCANA AKSI TAHUN 2026\nNo|Kegiatan Utama|Indikator Kegiatan Utama|Rencana Aksi|Outcome/Output|<|Target|Target Kegiatan per Triwulan|<|<|<\n\
        ^|^|^|^|Satuan|Indikator|^|TW-I|TW-II|TW-III|TW-IV\n\
        1|Meningkatnya mutu rencana|Indeks perencanaan|Menyelaraskan dokumen|Dokumen|Jumlah dokumen selaras|40|10|10|10|10\n\
        |||Evaluasi hasil|Laporan|Jumlah laporan evaluasi|4|1|1|1|1\n\
        2|Meningkatnya riset|Indeks inovasi|Mendampingi|Inovasi|Jumlah inovasi|30|5|10|10|5\n";
    assert_eq!(meant(drawing, 2..8), ["abaikan", "rencana_aksi", "satuan", "indikator", "target", "target.tw1"]);
}

#[test]
fn targets_of_steps_are_none_of_the_indicator() {
    let named = |quarters: [&str; 3]| {
        let [one, two, three] = quarters;
        format!(
            "TARGET KINERJA DAN RENCANA AKSI TAHUN 2026\nNo|Indikator|Target|Rencana Aksi|Target Rencana Aksi|<|<|<|PIC\n^|^|^|^|B03|B06|B09|B12|^\n\
             1|Indeks kepuasan|3.35|Survei|{one}|Bidang A\n^|^|^|Diseminasi|{two}|Bidang B\n2|Persentase harmonisasi|100|Rapat|{three}|Bidang C\n"
        )
    };
    let own = named(["1 Keg|1 Keg|1 Keg|1 Keg", "-|2 Keg|2 Keg|-", "5 Raperda|10 Raperda|10 Raperda|5 Raperda"]);
    assert_eq!(meant(&own, 4..8), ["-", "-", "-", "-"]);
    let of_indicator = named(["0|0|0|3.35", "|||", "25|50|75|100"]);
    assert_eq!(meant(&of_indicator, 4..6), ["target.bulan3", "target.bulan6"]);
    // Months that add up to the target of the output are the output's, and so is its unit.
    let months = "RENCANA AKSI TAHUN 2026\nIndikator|Target|Aksi|Output|Target Output|Satuan Output|Jan|Feb|Mar|Apr|Mei|Jun|PJ\n\
        Indeks layanan|84|Survei|Laporan|2|Dokumen||1|||1||Bidang A\nIndeks layanan|84|Pelatihan|Peserta|40|Orang|||20|||20|Bidang B\n";
    let found = meanings(months);
    assert_eq!(
        (found[2].as_str(), found[5].as_str(), found[6].as_str()),
        ("rencana_aksi", "abaikan", "-"),
        "{found:?}"
    );
    let reached = "=== Data\nIndikator|Target 2026|Kegiatan|Target Kegiatan|Triwulan|Realisasi|Kendala\n\
        Indeks kepuasan|85|Survei|4|I|1|-\nIndeks kepuasan|85|Survei|4|II|1|Sedikit\nIndeks kepuasan|85|Pelatihan|2|I|0|Dana\n";
    assert_eq!(meanings(reached)[5], "-");
}

#[test]
fn quarters_allotted_to_the_numerator_of_a_target_are_parts_of_the_whole() {
    let drawing = "RENCANA AKSI TAHUN 2026\nKode|Indikator Kinerja|Satuan|Target Tahunan|Target X (Pembilang)|Target Y (Penyebut)|Target TW I|Target TW II|Target TW III|Target TW IV\n\
        1131|Persentase publikasi|Persen|88.89|80|90|20|20|20|20\n1132|Indeks pelayanan|Poin|4.35|||1.09|1.08|1.09|1.09\n1133|Persentase rekomendasi|Persen|75|15|20|3|4|4|4\n";
    let file = extract(&workbook_from_text(drawing), &LIBRARY);
    let first = |row: usize| {
        let column = crate::domain::column::Field::Target.tw(crate::domain::triwulan::Triwulan::ALL[0]);
        format!("{:?}", file.documents[0].tables[0].rows[row].entry(column).unwrap().value)
    };
    assert!(first(0).contains("Fraction") && first(0).contains("90"), "{}", first(0));
    assert!(first(1).contains("1.09") && first(2).contains("Fraction"), "{} {}", first(1), first(2));
}

#[test]
fn the_target_at_the_end_of_the_quarters_is_the_years() {
    let drawing = "PENGUKURAN KINERJA TAHUN 2026\nIndikator|Target|<|<|<|<|Capaian (%)|<\n^|I|II|III|IV|Akhir|I|Akhir\nJumlah desa|20|40|40|20|120|90|15\nJumlah orang|400|400|400|400|1600|97.5|24.38\n";
    assert_eq!(meanings(drawing)[5], "target");
}

#[test]
fn several_runs_of_numbered_months_are_those_of_their_groups() {
    let months = |from: &str| (1..=12).map(|month| format!("{from}{month}")).collect::<Vec<_>>().join("|");
    let wide = "|<".repeat(11);
    let drawing = format!(
        "LAPORAN KINERJA BULANAN TAHUN 2026\nIndikator|Satuan|Rencana{wide}|Realisasi{wide}\n^|^|{}|{}\nJumlah rapat|Kali|{}|1|1|0\nJumlah berkas|Berkas|{}|45|52|49\n",
        months("B"),
        months("B"),
        ["1"; 12].join("|"),
        ["50"; 12].join("|")
    );
    let found = meanings(&drawing);
    assert_eq!(
        (found[2].as_str(), found[14].as_str(), found[25].as_str()),
        ("target.bulan1", "realisasi.bulan1", "realisasi.bulan12")
    );
}

#[test]
fn numbers_alone_below_a_figure_of_months_count_the_months() {
    let months: Vec<String> = (1..=12).map(|month| month.to_string()).collect();
    let filled = |figure: &str| [figure; 12].join("|");
    for group in ["Realisasi Bulan Ke", "Realisasi Bulan Ke-", "REALISASI PER BULAN"] {
        let table = format!(
            "LAPORAN TAHUN 2026\nIndikator Kinerja|Target|{group}{}\n^|^|{}\nJumlah buku|48|{}\nJumlah rak|24|{}\n",
            "|<".repeat(11),
            months.join("|"),
            filled("4"),
            filled("2")
        );
        let found = meanings(&table);
        assert_eq!((found[2].as_str(), found[13].as_str()), ("realisasi.bulan1", "realisasi.bulan12"), "{group}");
    }
}

#[test]
fn a_column_of_years_is_no_figure_and_the_one_beside_it_is() {
    let table = |nilai: &str| {
        format!(
            "INDIKATOR KINERJA UTAMA\nNo|Indikator|Baseline Tahun|Baseline {nilai}|Target Tahun|Target {nilai}\n1|Indeks kepuasan|2025|82,4|2026|85\n2|Lama rawat|2025|4,2|2026|3,8\n3|Rasio pendapatan|2025|0,83|2026|0,9\n"
        )
    };
    for nilai in ["Nilai", "Angka"] {
        let found = meanings(&table(nilai));
        assert_eq!(
            (found[2].as_str(), found[4].as_str(), found[5].as_str()),
            ("abaikan", "abaikan", "target"),
            "{nilai}"
        );
        assert_eq!(found[3], "kondisi_awal", "{nilai}");
    }
    let counts = table("Nilai").replace("2026|85", "40|85");
    assert_eq!(meanings(&counts)[4], "target");
}

#[test]
fn money_of_quarters_that_makes_up_what_was_spent_was_spent() {
    let table = |total: &str| {
        format!(
            "LAPORAN TAHUN 2026\nSub Kegiatan|Indikator Kinerja|Target|Realisasi|Target Anggaran (Rp)|TW I - Anggaran|TW II - Anggaran|TW III - Anggaran|TW IV - Anggaran|Total Realisasi Anggaran\n\
             Pembinaan|Jumlah desa|40|20|180.000.000|33.000.000|51.500.000|0|0|{total}\n\
             Pustaka|Jumlah buku|2500|0|310.000.000|4.200.000|1.000.000|0|0|5.200.000\n\
             Keliling|Jumlah titik|120|64|96.000.000|21.900.000|24.600.000|0|0|46.500.000\n"
        )
    };
    assert_eq!(meanings(&table("84.500.000"))[5..7], ["realisasi_anggaran.tw1", "realisasi_anggaran.tw2"]);
    assert_eq!(meanings(&table("90.000.000"))[5], "anggaran.tw1");
}

#[test]
fn a_total_behind_targets_and_figures_in_turn_is_of_those_that_it_sums_up() {
    let drawing = "PENGUKURAN KINERJA TAHUN 2026\nIndikator|Target|Q1|<|Q2|<|Total|Persen\n^|^|Rencana|Aktual|Rencana|Aktual|^|^\n\
        Jumlah desa|120|20|18|40|41|59|49.17\nJumlah orang|1600|400|390|400|410|800|50\nJumlah balita|1000|250|262|250|240|502|50.2\n";
    assert_eq!(meanings(drawing)[6..], ["realisasi", "capaian"]);
    let neither = drawing.replace("|59|", "|7|").replace("|800|", "|8|").replace("|502|", "|9|");
    assert_ne!(meanings(&neither)[6], "realisasi");
}

#[test]
fn amounts_planned_by_quarters_beside_targets_that_are_none_are_no_targets() {
    let table = |target: &str| {
        format!(
            "RENCANA AKSI TAHUN 2026\nIndikator|Target|Rencana TW I|Rencana TW II\nJumlah desa|{target}|20000000|30000000\nJumlah orang|{target}|160000000|160000000\n"
        )
    };
    assert_eq!(meanings(&table("120"))[2..], ["-", "-"]);
    assert_eq!(meanings(&table("Rp 500.000.000"))[2..], ["target.tw1", "target.tw2"]);
}

#[test]
fn figures_merged_over_the_rows_of_an_indicator_are_its_own() {
    let drawing = "PENGUKURAN KINERJA TAHUN 2026\nIndikator Sasaran|Target|Kegiatan|Indikator Kegiatan|Realisasi TW I|Realisasi TW II\n\
        Indeks layanan|84|Survei|Jumlah survei|80|82\n^|^|Pelatihan|Jumlah peserta|^|^\nNilai SAKIP|70|Evaluasi|Jumlah laporan|0|69\n^|^|Rapat|Jumlah rapat|^|^\n";
    assert_eq!(meanings(drawing)[0], "indikator");
}

#[test]
fn an_achievement_of_thousands_is_a_count_and_asked_for() {
    let drawing = "LAPORAN CAPAIAN KINERJA TAHUN 2026\nIndikator|Target|Capaian s.d. TW II\nPelayanan ibu|2400|930\nPelayanan bayi|2180|981\nPelayanan balita|9800|4440\n";
    assert_ne!(meanings(drawing)[2], "capaian.tw2");
}

#[test]
fn the_indicator_of_the_head_beside_the_offices_own_is_not_the_rows() {
    for head in ["Gubernur", "Bupati"] {
        let table = format!(
            "RENCANA AKSI TAHUN 2026\nSasaran RPJMD|IKU {head}|Target|Sasaran|Indikator Kinerja|Target|Target TW I\n\
             Ekonomi tumbuh|Laju ekonomi|5,6|Produksi naik|Jumlah produksi|120|30\nEkonomi tumbuh|Laju ekonomi|5,6|Mutu naik|Jumlah benih|90|20\n"
        );
        let found = meanings(&table);
        assert_eq!(found[..3], ["abaikan", "abaikan", "abaikan"], "{head}");
        assert_eq!(found[3..6], ["sasaran", "indikator", "target"], "{head}");
    }
}

#[test]
fn an_achievement_right_behind_an_indicator_that_rows_serve_is_that_ones() {
    let table = "LAPORAN TAHUN 2026\nSasaran|Indikator|% Capaian Kinerja|Kegiatan|Indikator Kinerja|Target|Realisasi\n\
        Produksi naik|Jumlah produksi|88,2|Pembinaan|Jumlah nelayan|480|252\nProduksi naik|Jumlah produksi|88,2|Penataan|Jumlah pelabuhan|4|2\n";
    let found = meanings(table);
    assert_eq!((found[1].as_str(), found[2].as_str(), found[4].as_str()), ("abaikan", "abaikan", "indikator"));
    assert_eq!(found[5..], ["target", "realisasi"]);
}

#[test]
fn what_a_plan_expects_of_the_year_behind_it_is_of_that_year() {
    let table = "RENJA TAHUN 2026\nProgram|Indikator Program|Rencana Tahun 2026|<|Prakiraan Maju Tahun 2027|<\n^|^|Target|Pagu|Target|Pagu\n\
        Program A|Persentase A|90|450.000.000|92|470.000.000\nProgram B|Persentase B|80|350.000.000|82|370.000.000\n";
    assert_eq!(meanings(table)[4..], ["target.2027", "anggaran.2027"]);
    let bare = table.replace(" Tahun 2027", "");
    assert_eq!(meanings(&bare)[4..], ["abaikan", "abaikan"]);
}

#[test]
fn shares_under_a_heading_in_percent_are_no_budget() {
    let table = "MATRIKS KEGIATAN TAHUN 2026\nProgram|Ukuran Keberhasilan|Target|Target Keuangan (%)|Realisasi Keuangan (Rp)\n\
        Program A|Jumlah desa|12|40|1.620.000.000\nProgram B|Jumlah rumah|90|100|750.000.000\n";
    assert_ne!(meanings(table)[3], "anggaran");
}
