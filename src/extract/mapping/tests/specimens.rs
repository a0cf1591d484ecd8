//! What columns are taken for, drawn: a heading, its neighbours and some rows.

use crate::domain::document::Fact;
use crate::extract::extract;
use crate::workbook::grid::workbook_from_text;

use super::LIBRARY;

/// The fields of the columns of the first table, from left to right, by their letters; what is asked ends with "?".
pub(super) fn columns(drawing: &str) -> String {
    let read = extract(&workbook_from_text(drawing), &LIBRARY);
    let mut found: Vec<(u32, String)> = Vec::new();
    let table = read.documents.iter().flat_map(|document| &document.tables).next();
    for owned in table.iter().flat_map(|table| &table.columns) {
        found.push((owned.cell.column, owned.column.to_string()));
    }
    for fact in read.sheets.iter().flat_map(|sheet| &sheet.facts) {
        if let Fact::DoubtfulColumn { cell, maybe, .. } = fact {
            let maybe: Vec<String> = maybe.iter().map(ToString::to_string).collect();
            found.push((cell.column, format!("{}?", maybe.join("/"))));
        }
    }
    found.sort();
    found.retain(|(_, field)| !matches!(field.as_str(), "abaikan" | "no"));
    let letter = |column: u32| char::from(b'A' + u8::try_from(column).unwrap_or_default());
    found.iter().map(|(column, field)| format!("{}={field}", letter(*column))).collect::<Vec<_>>().join(" ")
}

#[test]
fn codes_and_weights_headed_alike_are_those_of_the_wording_beside_them() {
    let before = "\
Kode|Sasaran|Bobot|Kode|Indikator|Bobot|Satuan|Target
SS-1|Meningkatnya mutu layanan|60%|IKU-1|Persentase layanan tepat waktu|50%|%|90
^|^|^|IKU-2|Jumlah keluhan|50%|Keluhan|4
SS-2|Menguatnya tata kelola|40%|IKU-3|Nilai akuntabilitas|100%|Nilai|70
";
    let expected = "A=kode_sasaran B=sasaran C=bobot_sasaran D=kode E=indikator F=bobot G=satuan H=target";
    assert_eq!(columns(before), expected);
    let behind = "\
Sasaran|Kode|Bobot|Indikator|Kode|Bobot|Satuan|Target
Meningkatnya mutu layanan|SS-1|60%|Persentase layanan tepat waktu|IKU-1|50%|%|90
^|^|^|Jumlah keluhan|IKU-2|50%|Keluhan|4
Menguatnya tata kelola|SS-2|40%|Nilai akuntabilitas|IKU-3|100%|Nilai|70
";
    let expected = "A=sasaran B=kode_sasaran C=bobot_sasaran D=indikator E=kode F=bobot G=satuan H=target";
    assert_eq!(columns(behind), expected);
    let levels = "\
Kode|Tujuan|Kode|Sasaran|Kode|Indikator|Satuan|Target
T1|Terwujudnya layanan prima|S1|Meningkatnya mutu layanan|I1|Persentase layanan tepat waktu|%|90
^|^|^|^|I2|Jumlah keluhan|Keluhan|4
^|^|S2|Menguatnya tata kelola|I3|Nilai akuntabilitas|Nilai|70
";
    assert_eq!(columns(levels), "B=tujuan C=kode_sasaran D=sasaran E=kode F=indikator G=satuan H=target");
    // Behind the goal and before the objective as well: the rows tell whose it is.
    let between = "\
Tujuan|Kode|Sasaran|Kode|Indikator|Satuan|Target
Terwujudnya layanan prima|S1|Meningkatnya mutu layanan|I1|Persentase layanan tepat waktu|%|90
^|^|^|I2|Jumlah keluhan|Keluhan|4
^|S2|Menguatnya tata kelola|I3|Nilai akuntabilitas|Nilai|70
";
    assert_eq!(columns(between), "A=tujuan B=kode_sasaran C=sasaran D=kode E=indikator F=satuan G=target");
}

#[test]
fn units_under_the_heading_of_the_indicator_are_units() {
    let before = "\
PENGUKURAN KINERJA TAHUN 2026
Program|Indikator Kinerja|<|Target|Realisasi
Program jalan|%|Persentase panjang jalan dalam kondisi mantap|65|64,1
Program jalan|unit|Jumlah jembatan yang diganti|4|2
Program air|menit|Waktu tanggap pemadam kebakaran|16|16
";
    assert!(columns(before).starts_with("A=program B=satuan C=indikator D=target "), "{}", columns(before));
    let behind = "\
PENGUKURAN KINERJA TAHUN 2026
Sasaran|Indikator Kinerja|<|Target|Realisasi
Meningkatnya mutu jalan|Persentase panjang jalan dalam kondisi mantap|%|65|64,1
Meningkatnya mutu jalan|Jumlah jembatan yang diganti|unit|4|2
Meningkatnya layanan|Waktu tanggap pemadam kebakaran|menit|16|16
";
    assert!(columns(behind).starts_with("A=sasaran B=indikator C=satuan D=target "), "{}", columns(behind));
}

#[test]
fn four_columns_t1_to_t4_are_quarters_where_they_make_up_the_target_of_the_year() {
    let form =
        |rows: &str| format!("RENCANA AKSI TAHUN 2026\nNo|Sasaran|Indikator|Satuan|Target Tahunan|T1|T2|T3|T4\n{rows}");
    let told = form(
        "1|Mutu layanan|Indeks kepuasan|Indeks|90|0|88|0|90\n2|Mutu layanan|Jumlah laporan|Laporan|12|3|3|3|3\n3|Mutu layanan|Jumlah berkas|Berkas|40|10|20|30|40\n",
    );
    assert!(
        columns(&told).ends_with("E=target F=target.tw1 G=target.tw2 H=target.tw3 I=target.tw4"),
        "{}",
        columns(&told)
    );
    let silent = form(
        "1|Mutu layanan|Indeks kepuasan|Indeks|90|91|92|93|94\n2|Mutu layanan|Jumlah laporan|Laporan|12|14|15|16|17\n",
    );
    assert!(
        columns(&silent).ends_with("F=target.tw1? G=target.tw2? H=target.tw3? I=target.tw4?"),
        "{}",
        columns(&silent)
    );
}

#[test]
fn what_is_allotted_to_a_quarter_is_money_only_where_amounts_stand_below() {
    let form = |rows: &str| {
        format!(
            "PENGUKURAN KINERJA TRIWULAN II TAHUN 2026\nKode|Nama Indikator|Target|Satuan|Alokasi TW|Realisasi|Capaian TW (%)\n{rows}"
        )
    };
    let target = form(
        "1.1|Persentase publikasi|60|%|30|28.5|95\n1.2|Jumlah survei|24|Survei|11|12|109.09\n1.3|Tingkat respons|95|%|95|91.2|96\n",
    );
    assert!(columns(&target).contains("E=target.tw "), "{}", columns(&target));
    let nobody = form(
        "1.1|Persentase publikasi|60|%|3|28.5|47.5\n1.2|Jumlah survei|24|Survei|1|12|50\n1.3|Tingkat respons|95|%|9|91.2|96\n",
    );
    assert!(columns(&nobody).contains("E=target.tw/anggaran.tw?"), "{}", columns(&nobody));
    let money = form(
        "1.1|Persentase publikasi|60|%|30000000|28.5|47.5\n1.2|Jumlah survei|24|Survei|11500000|12|50\n1.3|Tingkat respons|95|%|95000000|91.2|96\n",
    );
    assert!(columns(&money).contains("E=anggaran.tw "), "{}", columns(&money));
}

#[test]
fn percents_beside_counts_are_the_figure_itself_where_they_are_no_share_of_the_target() {
    let form = |rows: &str| {
        format!("PENGUKURAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Target|Realisasi|<\n^|^|^|^|%|Angka\n{rows}")
    };
    let own = form(
        "1|Mutu lulusan|Persentase lulusan yang bekerja|'60%|'52.4%|131\n2|Mutu lulusan|Persentase mahasiswa di luar kampus|'60%|'21%|480\n3|Mutu dosen|Persentase dosen praktisi|'35%|'33.5%|67\n",
    );
    assert!(columns(&own).ends_with("D=target E=realisasi F=pembilang"), "{}", columns(&own));
    let share = form(
        "1|Mutu lulusan|Jumlah lulusan yang bekerja|200|'50%|100\n2|Mutu lulusan|Jumlah mahasiswa di luar kampus|400|'25%|100\n3|Mutu dosen|Jumlah dosen praktisi|80|'75%|60\n",
    );
    assert!(columns(&share).ends_with("D=target E=capaian F=realisasi"), "{}", columns(&share));
}

#[test]
fn what_was_reached_of_the_target_in_every_row_is_the_achievement_whatever_it_is_called() {
    let form = |rows: &str| format!("Indikator|Satuan|Target|Realisasi|Hasil Kalkulasi Atasan\n{rows}");
    let reached = form(
        "Jumlah laporan|Laporan|12|6|50%\nWaktu tunggu sidang|Menit|30|24|125%\nJumlah berkas|Berkas|40|30|75%\nNilai layanan|Nilai|80|72|90%\n",
    );
    assert!(columns(&reached).ends_with("C=target D=realisasi E=capaian"), "{}", columns(&reached));
    let other = form(
        "Jumlah laporan|Laporan|12|6|50%\nWaktu tunggu sidang|Menit|30|24|20%\nJumlah surat|Surat|10|5|60%\nJumlah berkas|Berkas|40|30|75%\nNilai layanan|Nilai|80|72|90%\n",
    );
    assert!(columns(&other).ends_with("C=target D=realisasi"), "{}", columns(&other));
    let scored = reached.replace("Hasil Kalkulasi Atasan", "Nilai KPI");
    assert!(columns(&scored).ends_with("C=target D=realisasi"), "{}", columns(&scored));
}

#[test]
fn amounts_of_money_beside_targets_that_are_none_were_not_realised_of_them() {
    let form = |rows: &str| format!("Program|Indikator|Satuan|Target|<\n^|^|^|Kinerja|Realisasi\n{rows}");
    let amounts = form(
        "Program perikanan|Produksi perikanan tangkap|Ton|4150|'1.275.000.000\nProgram perikanan|Persentase nelayan|Persen|64|'420.000.000\n",
    );
    assert!(columns(&amounts).ends_with("D=target E=anggaran/realisasi_anggaran?"), "{}", columns(&amounts));
}

#[test]
fn ticks_below_the_months_of_completion_are_a_time_and_no_last_day() {
    let drawing = "\
Sasaran|Indikator|Target|Satuan|Waktu Penyelesaian|<|<|<
^|^|^|^|Jan|Feb|Mar|Apr
Mutu layanan|Jumlah aplikasi|3|Aplikasi|||✓|
Mutu layanan|Jumlah laporan|4|Laporan|✓|✓||✓
";
    assert_eq!(columns(drawing), "A=sasaran B=indikator C=target D=satuan E=waktu");
}

#[test]
fn thousands_of_rupiah_are_those_where_the_amounts_would_be_too_small_else() {
    let form = |rows: &str| format!("Program/Kegiatan|Indikator|Satuan|Target|Pagu (Rp. 000)\n{rows}");
    let thousands = form(
        "Program data|Jumlah dokumen|Dokumen|4|1020000\nPenyusunan profil|Jumlah buku|Buku|1|160000\nEvaluasi|Jumlah laporan|Laporan|2|210000\n",
    );
    assert!(columns(&thousands).ends_with("E=anggaran"), "{}", columns(&thousands));
    let whole = form(
        "Program data|Jumlah dokumen|Dokumen|4|1020000000\nPenyusunan profil|Jumlah buku|Buku|1|160000000\nEvaluasi|Jumlah laporan|Laporan|2|210000000\n",
    );
    assert!(columns(&whole).ends_with("E=anggaran?"), "{}", columns(&whole));
}

#[test]
fn a_column_that_only_counts_is_no_code_beside_one() {
    let drawing = "\
No. Indikator|No. IKU|Nama Indikator|Satuan|Target
1|1.1|Persentase sarana yang memenuhi ketentuan|%|70
2|1.2|Persentase sampel yang diuji|%|80
3|2.1|Jumlah komunitas yang dibina|Komunitas|5
";
    assert_eq!(columns(drawing), "B=kode C=indikator D=satuan E=target");
}

#[test]
fn shares_of_quarters_under_a_caption_of_achievements_are_achievements() {
    let form = |caption: &str| {
        format!(
            "{caption}\nIKU|Satuan|Target|TW1 (%)|TW2 (%)|TW3 (%)|TW4 (%)\nIndeks kepuasan|Indeks|92|90,2|95,6|97|99,1\nJumlah mahasiswa|Orang|1250|0|40|64|89,8\n"
        )
    };
    let told = columns(&form("Progres Capaian per IKU (TW1 – TW4)"));
    assert!(told.ends_with("D=capaian.tw1 E=capaian.tw2 F=capaian.tw3 G=capaian.tw4"), "{told}");
    let other = columns(&form("Target dan Capaian per IKU"));
    assert!(!other.contains("capaian."), "{other}");
}

#[test]
fn a_price_beside_accounts_is_a_budget_whatever_indicator_it_is_for() {
    let drawing = "LAPORAN DETAIL USULAN\nNo|Unit Kerja|Indikator Program|Kegiatan|Akun / Komponen|Deskripsi|Hasil Kuantitas|Harga Satuan|Jumlah Biaya\n1|Fakultas Teknik|Jumlah artikel terindeks|Klinik penulisan|525112|Konsumsi peserta|80|45000|3600000\n2|Perpustakaan|Persentase kepuasan mahasiswa|Perluasan ruang baca|537112|Meja baca|20|1850000|37000000\n";
    assert_eq!(extract(&workbook_from_text(drawing), &LIBRARY).documents.len(), 0);
}
