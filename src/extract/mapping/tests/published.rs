//! What columns of pages, exports and workbooks mean, drawn in classes: parts of the year without a word, money of quarters to come,
//! standards, coverage of people, two rows for an indicator.

use super::{LIBRARY, cells, meanings, of};
use crate::domain::column::Field;
use crate::domain::document::{DocumentKind, RowKind};
use crate::extract::extract;
use crate::workbook::grid::workbook_from_text;

const MONTHS: &str = "Jan|Feb|Mar|Apr|Mei|Jun";

fn monthly(title: &str, rows: &[(&str, &str, &str)]) -> String {
    let rows: String =
        rows.iter().map(|(indicator, target, figures)| format!("{indicator}|{target}|{figures}\n")).collect();
    format!("{title}\nIndikator Mutu|Target|{MONTHS}\n{rows}")
}

#[test]
fn months_that_go_up_and_down_around_the_target_were_reached() {
    let title = "JANUARI - DESEMBER TAHUN 2026";
    let hand = ("Kepatuhan kebersihan tangan", ">=85%", "83.5|86.2|88|90.1|87.4|89");
    let wait = ("Waktu tanggap pasien gawat darurat", "<=5", "4.5|4.8|5.2|4.6|4.4|4.1");
    let death = ("Kematian pasien kurang dari 24 jam", "2%", "1.2|1.8|1.1|0.9|2.3|1.4");
    let table = monthly(title, &[hand, wait, death]);
    assert_eq!(of(&table, 2..4), ["realisasi.bulan1", "realisasi.bulan2"]);
    // Below a title that plans, and where as many rows lead up to their target, it is asked.
    assert_eq!(of(&monthly("RENCANA AKSI TAHUN 2026", &[hand, wait, death]), 2..4), ["-", "-"]);
    let (one, other) = (("Jumlah laporan", "6", "1|1|1|1|1|1"), ("Jumlah rapat", "9", "2|1|2|1|2|1"));
    assert_eq!(of(&monthly(title, &[hand, wait, one, other]), 2..4), ["-", "-"]);
    // A plan is one, whatever stands around its targets.
    assert_eq!(of(&monthly(title, &[one, other]), 2..4), ["target.bulan1", "target.bulan2"]);
}

#[test]
fn quarters_that_go_up_and_down_around_the_target_were_reached() {
    let table = |rows: &str| format!("INDIKATOR TAHUN 2026\nIndikator|Satuan|Target|TW I|TW II|TW III|TW IV\n{rows}");
    let reached = "Kepatuhan kebersihan tangan|%|85|83.5|88.2|84|86.4\nWaktu tunggu hasil|menit|140|132|151|128|139\n";
    assert_eq!(of(&table(reached), 3..5), ["realisasi.tw1", "realisasi.tw2"]);
    let planned = "Persentase lulusan|%|80|20|40|60|80\nJumlah laporan|Laporan|12|3|3|3|3\n";
    assert_eq!(of(&table(planned), 3..5), ["target.tw1", "target.tw2"]);
    assert_eq!(of(&table(&format!("{reached}{planned}")), 3..5), ["-", "-"]);
}

#[test]
fn the_months_of_the_quarter_that_a_report_names_were_reached() {
    let table = |title: &str| {
        format!(
            "{title}\nIndikator|Target|Juli|Agustus|September\nJam visite dokter|100%|82.5%|84.1%|85%\nKepuasan pelanggan|90%|88%|89%|90.5%\n"
        )
    };
    assert_eq!(of(&table("LAPORAN SPM TRIWULAN III TAHUN 2026"), 1..3), ["target", "realisasi.bulan7"]);
    assert_eq!(of(&table("RENCANA AKSI TRIWULAN III TAHUN 2026"), 2..3), ["-"]);
}

#[test]
fn quarters_of_money_that_are_still_to_come_are_of_money_too() {
    let table = |last: [&str; 2]| {
        format!(
            "KODE IKU|INDIKATOR KINERJA|PAGU AWAL|PAGU REVISI|REALISASI TW1|REALISASI TW2|REALISASI TW3|REALISASI TW4\n\
             '1.1.1|Persentase publikasi yang rilis|400000000|375000000|81000000|92500000|{}|0\n\
             '1.1.2|Persentase survei yang memenuhi syarat|850000000|805000000|133500000|208750000|{}|0\n",
            last[0], last[1]
        )
    };
    let spent =
        ["realisasi_anggaran.tw1", "realisasi_anggaran.tw2", "realisasi_anggaran.tw3", "realisasi_anggaran.tw4"];
    assert_eq!(of(&table(["0", "0"]), 4..8), spent);
    // The ceiling after its revision is the one that holds.
    assert_eq!(of(&table(["0", "0"]), 2..4), ["abaikan", "anggaran"]);
    // Programmes and their money, where a total tells it.
    let programmes = |total: [u32; 2]| {
        format!(
            "Realisasi Anggaran Tahun 2026\nKode|Program/Kegiatan|Pagu Anggaran|Realisasi TW I|Realisasi TW II|Realisasi TW III|Realisasi TW IV|Total Realisasi\n\
             2.23.02|PROGRAM PEMBINAAN|842500000|61000000|220400000|305000000|0|{}\n2.24.02|PROGRAM ARSIP|215000000|12000000|48000000|76500000|0|{}\n",
            total[0], total[1]
        )
    };
    assert_eq!(of(&programmes([586_400_000, 136_500_000]), 6..7), ["realisasi_anggaran.tw4"]);
    // A quarter of other figures is asked.
    assert_eq!(of(&table(["75", "80"]), 6..7), ["-"]);
}

#[test]
fn the_share_of_the_budget_in_a_table_of_money_says_how_much_was_absorbed() {
    let table = "REALISASI ANGGARAN TAHUN 2026\nKegiatan|Alokasi Anggaran (Rp)|Realisasi Anggaran (Rp)|Realisasi(%)\nPelatihan|148200000|146810500|99.06\nPembinaan|90000000|85800000|95.33\n";
    assert_eq!(of(table, 1..4), ["anggaran", "realisasi_anggaran", "serapan"]);
}

#[test]
fn the_covered_share_of_the_people_to_be_served_was_reached() {
    let table = "CAPAIAN KINERJA TAHUN 2026\nProgram|Indikator Kinerja|Sasaran|Target|Cakupan|<\n^|^|^|^|Angka|%\nKIA|Cakupan pelayanan ibu hamil|179|100%|146|81.56\nGizi|Cakupan balita ditimbang|999|60%|779|77.98\nKB|Cakupan peserta aktif|1444|77%|1150|79.64\n";
    assert_eq!(of(table, 2..6), ["penyebut", "target", "pembilang", "realisasi"]);
}

#[test]
fn of_whom_is_counted_behind_the_targets_is_no_objective() {
    let table = |sasaran: [&str; 2]| {
        format!(
            "INDIKATOR TAHUN 2026\nNo|Program/Variabel/Indikator|Satuan|Target Capaian|Sasaran\n1|Cakupan desa siaga mandiri|%|30|{}\n2|Cakupan posyandu mandiri|%|24|{}\n",
            sasaran[0], sasaran[1]
        )
    };
    assert_eq!(of(&table(["Seluruh desa", "Seluruh posyandu"]), 4..5), ["abaikan"]);
    assert_eq!(of(&table(["Meningkatnya desa siaga", "Menguatnya posyandu"]), 4..5), ["sasaran"]);
}

#[test]
fn an_indicator_whose_figures_come_again_with_it_is_served_by_the_last() {
    let row = |upper: &str, own: &str| format!("{upper}|{own}\n");
    let poor = "Turunnya kemiskinan|Persentase penduduk miskin|9.1|9.3|97.85";
    let rows = [
        row(poor, "Memadankan data|Jumlah data yang dipadankan|Data|12|12|15|9|11|12|14|0"),
        row(poor, "Melatih petugas|Jumlah petugas yang dilatih|Orang|0|60|60|0|0|58|0|0"),
        row(
            "Naiknya investasi|Nilai investasi|850|910|107.06",
            "Menyederhanakan izin|Jumlah prosedur|Prosedur|2|3|3|2|2|3|2|2",
        ),
    ];
    let head = "Sasaran|Indikator|Target|Realisasi|Capaian|Rencana Aksi|Indikator Output|Satuan|Target TW1|Target TW2|Target TW3|Target TW4|Realisasi TW1|Realisasi TW2|Realisasi TW3|Realisasi TW4\n";
    let found = meanings(&format!("{head}{}", rows.concat()));
    assert_eq!(found[1..5], ["abaikan", "abaikan", "abaikan", "abaikan"]);
    assert_eq!(found[6..9], ["indikator", "satuan", "target.tw1"]);
    assert_eq!(found[12], "realisasi.tw1");
    // Figures that differ under one upper indicator are the rows' own: nothing is given up for the second.
    let other = rows.concat().replacen("9.1|9.3|97.85", "9.1|8.8|103.41", 1);
    assert_eq!(meanings(&format!("{head}{other}"))[1], "indikator");
}

#[test]
fn two_rows_of_an_indicator_are_its_plan_and_what_was_reached_where_the_upper_makes_up_the_total() {
    let table = |first: &str, second: &str| {
        format!(
            "Kelola Target & Realisasi Bulanan 2026\nIndikator Kinerja|Target Tahunan|Jan|Feb|Mar|Total Alokasi\n^|^|Target & Realisasi Bulanan|<|<|^\n\
             Jumlah dokumen arsip yang didigitalkan|300|{first}|300\n^|^|82|95|94|^\n\
             Jumlah permohonan legalisasi|150|{second}|150\n^|^|47|51|53|^\n"
        )
    };
    let drawing = table("100|100|100", "50|50|50");
    assert_eq!(cells(&drawing, Field::Realisasi), ["C5", "D5", "E5", "C7", "D7", "E7"]);
    assert_eq!(of(&drawing, 2..4), ["target.bulan1", "target.bulan2"]);
    // Where it makes up nothing, nobody says which row is which.
    assert!(cells(&table("90|120|100", "40|50|50"), Field::Realisasi).is_empty());
}

#[test]
fn shares_twice_in_one_year_are_each_of_what_stands_before_them() {
    let table = "EVALUASI TAHUN 2026\nIndikator|Target|Pagu|REALISASI TAHUN 2026|<|<|<\n^|^|^|Kinerja|%|Keuangan|%\nJumlah permohonan|120 Dokumen|Rp 480.000.000|118 Dokumen|98,3 %|Rp 437.500.000|91,1 %\nJumlah konten|960 Konten|Rp 1.000.000.000|1004 Konten|104,6 %|Rp 875.000.000|87,5 %\n";
    assert_eq!(of(table, 3..7), ["realisasi", "capaian", "realisasi_anggaran", "serapan"]);
}

#[test]
fn the_share_in_the_years_target_is_not_that_in_the_months() {
    let table = "MONITORING TAHUN 2026\nIndikator|Target Tahunan|REALISASI S.D. FEBRUARI|<|<|<\n^|^|Target s.d. Februari|Realisasi|% Capaian terhadap target s.d. Februari|% Capaian terhadap target tahunan\nJumlah desa|1500|140|129|92.14|8.6\nJumlah kota sehat|380|75|77|102.67|20.26\n";
    assert_eq!(of(table, 2..6), ["target.bulan2", "realisasi.bulan2", "capaian.bulan2", "abaikan"]);
}

#[test]
fn an_indicator_whose_heading_goes_on_with_its_service_is_one() {
    let table = "STANDAR PELAYANAN MINIMAL TAHUN 2026\nNo|Indikator pelayanan gawat darurat|Jenis|Yang dicapai tahun 2025|Target 2026\n1|Kemampuan menangani penyelamatan jiwa|Input|96%|98%\n2|Pemberi pelayanan yang bersertifikat|Input|71%|80%\n";
    assert_eq!(of(table, 1..5), ["indikator", "jenis", "realisasi.2025", "target"]);
}

#[test]
fn a_plan_that_counts_is_what_is_measured() {
    let table = |texts: [&str; 2]| {
        format!(
            "ID|Rincian Rencana Kerja|Target Tahunan|Nilai Realisasi|Capaian Nilai (%)\n1|RK-01 - {}|60|9|15\n2|RK-02 - {}|98|95.5|97.45\n",
            texts[0], texts[1]
        )
    };
    let counts = table(["Jumlah tempat tidur yang diperbaiki", "Persentase resep yang terlayani"]);
    assert_eq!(of(&counts, 1..4), ["uraian", "target", "realisasi"]);
    assert_eq!(of(&table(["Memperbaiki tempat tidur", "Melayani resep"]), 1..2), ["rencana_aksi"]);
}

#[test]
fn what_counts_indicators_explains_colours_or_labels_rows_is_no_row_of_its_table() {
    let indicators = |drawing: &str| {
        let file = extract(&workbook_from_text(drawing), &LIBRARY);
        let rows = file.documents.iter().flat_map(|document| &document.tables).flat_map(|table| &table.rows);
        rows.filter(|row| row.kind == RowKind::Data).map(|row| row.row + 1).collect::<Vec<u32>>()
    };
    let head = "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nNo|Indikator|Satuan|Target|Realisasi|Capaian\n1|Kepatuhan kebersihan tangan|%|85|83.5|98.2\n2|Waktu tunggu hasil|menit|140|132|106\n";
    assert_eq!(indicators(&format!("{head}|Indikator tidak mencapai target|||1|-\n")), [3, 4]);
    // With a unit and a target it is an indicator like any other.
    assert_eq!(indicators(&format!("{head}3|Indikator tidak mencapai target|Indikator|2|1|50\n")), [3, 4, 5]);
    assert_eq!(
        indicators(&format!("{head}\nTidak Ada|0 - 24.99%|25 - 49.99%|50 - 74.99%|75 - 94.99%|95 - 100%\n")),
        [3, 4]
    );
    let caption = "\nTabel 3.16 Formulasi perhitungan persentase layanan\nFORMULASI|PERSENTASE LAYANAN|<|<\nJumlah dilayani dibagi|Jumlah dilayani|Jumlah semua|Realisasi\n^|7|7|7/7 x 100% = 100%\n";
    assert_eq!(indicators(&format!("{head}{caption}")), [3, 4]);
    // The same table on its next page goes on.
    let again = "\nTabel 3.1 (lanjutan)\n3|Kepuasan pasien|Indeks|80|82|102.5\n";
    assert_eq!(indicators(&format!("{head}{again}")), [3, 4, 7]);
    let sorts = "INDIKATOR MUTU TAHUN 2026\nNo|Jenis Kegiatan|Indikator Mutu|Standar|Definisi Operasional\n1|Perencanaan|Penyusunan rencana sesuai jadwal|100%|Dokumen disahkan\n2|Barang|||\n|1.Alat|Pengadaan alat sesuai daftar|100%|Alat sesuai daftar\n";
    assert_eq!(indicators(sorts), [3, 5]);
    let lettered = "CAPAIAN KINERJA TAHUN 2026\nProgram|Indikator|Satuan|Target|Realisasi\nKIA|a. Kesehatan Ibu|||\n^|1) Cakupan pelayanan ibu hamil|%|100|81.56\n^|2) Cakupan ibu hamil yang ditangani|%|100|90\n";
    assert_eq!(indicators(lettered), [4, 5]);
    let budget = "REALISASI ANGGARAN TAHUN 2026\nKegiatan|Alokasi Anggaran (Rp)|Realisasi Anggaran (Rp)|Realisasi(%)\nSub-Kegiatan :\nPelatihan|148200000|146810500|99.06\nPembinaan|90000000|85800000|95.33\n";
    assert_eq!(indicators(budget), [4, 5]);
}

#[test]
fn a_table_below_another_is_of_the_same_year() {
    let one = |indicator: &str| {
        format!(
            "Indikator|TAHUN 2025|<|<|TAHUN 2026|<|<\n^|Target|Realisasi|Capaian|Target|Realisasi|Capaian\n{indicator}|75%|75%|100%|80%|92%|115%\n"
        )
    };
    let drawing = format!(
        "LAKIP SEMESTER I TAHUN 2026\n\n{}\n2.5 Persentase kepatuhan\n{}",
        one("Persentase lansia yang dilayani"),
        one("Persentase kepatuhan dan disiplin")
    );
    let file = extract(&workbook_from_text(&drawing), &LIBRARY);
    assert!(file.documents.iter().all(|document| document.kind == DocumentKind::Pengukuran));
    assert_eq!(cells(&drawing, Field::Realisasi).len(), 4);
}

#[test]
fn a_share_of_another_year_is_of_that_year() {
    let table = "EVALUASI RENJA TAHUN 2026\nProgram|Indikator Kinerja|Target Renja 2025|Realisasi Renja 2025|Tingkat Realisasi (%)|Target Renja 2026\nPangan|Persentase infrastruktur|70|68|97.14|80\nGizi|Tingkat konsumsi energi|2050|2034|99.22|2075\n";
    assert_eq!(of(table, 2..6), ["target.2025", "realisasi.2025", "capaian.2025", "target"]);
}

#[test]
fn what_differs_from_its_target_before_the_years_that_are_foreseen_was_reached() {
    let table = "PENCAPAIAN TAHUN 2026\nNo|Indikator|Target 2025|Target 2026|Target 2027|Realisasi/Proyeksi 2025|Realisasi/Proyeksi 2026|Realisasi/Proyeksi 2027\n1|Indeks ketahanan pangan|72.5|73.4|74.2|70.84|73.4|74.2\n2|Skor pola pangan harapan|86|87|88.5|87.3|87|88.5\n";
    assert_eq!(of(table, 5..8), ["realisasi.2025", "-", "-"]);
}

#[test]
fn rows_below_one_target_that_name_their_measures_are_no_months_reached_around_it() {
    let drawing = "REKAPITULASI TARGET DAN REALISASI KINERJA TAHUN 2026\n\nNo|Indikator Kinerja|Satuan|Target Tahun 2026|Uraian|Jan|Feb|Mar|Apr\n1|Akurasi prakiraan|%|88|Target|88|88|88|88\n^|^|^|^|Realisasi|89.1|87.2|90|88.4\n^|^|^|^|Capaian (%)|101.25|99.09|102.27|100.45\n2|Akurasi peringatan|%|85|Target|85|85|85|85\n^|^|^|^|Realisasi|86|85|83.5|88\n^|^|^|^|Capaian (%)|101.18|100|98.24|103.53\n";
    assert_eq!(cells(drawing, Field::Realisasi).len(), 8);
}
