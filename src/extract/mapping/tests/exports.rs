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
