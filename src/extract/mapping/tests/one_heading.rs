//! Columns that share one heading, and headings whose contents say more than they do.

use super::meanings;

#[test]
fn how_quarters_add_up_the_quarter_and_its_target_may_stand_under_one_heading() {
    let drawing = "FORM INDIKATOR KINERJA TAHUN 2026\nNo|Sasaran|Indikator|Target Tahunan|Target Triwulan|<|<|Rencana Aksi\n1|Layanan baik|Jumlah pasien yang dilayani|765 Orang|Akumulatif|I|191 Orang|Kunjungan\n^|^|^|^|^|II|191 Orang|Kunjungan lagi\n^|^|^|^|^|III|191 Orang|Kunjungan akhir\n^|^|^|^|^|IV|192 Orang|Laporan\n";
    assert_eq!(meanings(drawing)[4..7], ["abaikan", "triwulan", "target.tw"]);
}

#[test]
fn aspects_below_the_heading_of_the_indicator_are_none() {
    let drawing = "FORM INDIKATOR KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|<|Target\n1|Layanan baik|a. Kuantitatif\\nb. Akumulatif|Jumlah pasien yang dilayani|765 Orang\n2|Layanan cepat|a. Kualitatif\\nb. Utama|Waktu tunggu pasien|30 Menit\n";
    assert_eq!(meanings(drawing)[2..4], ["abaikan", "indikator"]);
}

#[test]
fn what_says_which_way_is_better_is_the_direction_whatever_its_heading() {
    for heading in ["Tipe", "Jenis", "Sifat IKU"] {
        let drawing = format!(
            "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Satuan|{heading}|Target\n1|Layanan baik|Jumlah pasien yang dilayani|Orang|Maximize|765\n2|Layanan cepat|Waktu tunggu pasien|Menit|Minimize|30\n"
        );
        assert_eq!(meanings(&drawing)[4], "polaritas", "{heading}");
    }
    let state = "CAPAIAN KINERJA TAHUN 2026\nNo|Indikator Kinerja|Target|Realisasi|Naik/Turun\n1|Jumlah keluhan|5|4|turun\n2|Jumlah temuan|6|5|turun\n";
    assert_ne!(meanings(state)[4], "polaritas");
}

#[test]
fn figures_of_the_action_plan_by_quarter_are_targets_and_texts_are_actions() {
    let table = |one: &str, two: &str| {
        let drawing = format!(
            "CAPAIAN KINERJA TAHUN 2026\nSasaran|Indikator Kinerja|Satuan|Target PK|Rencana Aksi TW 1|Capaian TW 1|Rencana Aksi TW 2|Capaian TW 2\nLayanan baik|Jumlah pasien yang dilayani|Orang|765|{one}|190|{two}|300\nLayanan baik|Jumlah dokter|Orang|12|3|3|6|5\n"
        );
        meanings(&drawing)[4].clone()
    };
    assert_eq!(table("191", "382"), "target.tw1");
    assert_eq!(table("Menata jadwal", "Menambah loket"), "rencana_aksi");
}

#[test]
fn codes_that_excel_took_for_numbers_are_codes_and_numbers_of_rows_are_none() {
    let table = |codes: [&str; 3]| {
        let drawing = format!(
            "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|<|Target\n1|Layanan|{}|Jumlah orang yang dilatih|2450\n^|^|{}|Persentase alumni yang menerapkan|75\n2|Tata kelola|{}|Nilai pelaksanaan anggaran|95\n",
            codes[0], codes[1], codes[2]
        );
        meanings(&drawing)[2].clone()
    };
    assert_eq!(table(["1.1", "1.2", "2.1"]), "kode");
    assert_ne!(table(["1", "2", "3"]), "kode");
}

#[test]
fn states_in_words_are_no_figures_and_full_codes_of_accounts_are_codes() {
    let states = "CAPAIAN SPM TAHUN 2026\nNo|Indikator Kinerja|Target|Realisasi|Ketercapaian\n1|Waktu tunggu|60|65|Tidak tercapai\n2|Kejadian infeksi|1.5|0.8|Tercapai\n";
    assert_eq!(meanings(states)[4], "status");
    let codes = "EVALUASI RENJA TRIWULAN II TAHUN 2026\nKode Rekening|Program/Kegiatan|Indikator Kinerja|Satuan|Target|Realisasi TW II\n'2.16.02.2.01.0001|Pelayanan Informasi|Jumlah laporan|Laporan|12|6\n'2.16.02.2.01.0002|Pengelolaan Media|Jumlah konten|Konten|100|40\n";
    assert_eq!(meanings(codes)[0], "kode");
}

#[test]
fn the_unit_below_the_heading_of_the_target_may_be_a_percent_sign() {
    let drawing = "PERJANJIAN KINERJA TAHUN 2026\nNo|Sasaran|Indikator Kinerja|Target|<\n1|Satu|Jumlah laporan|4|Laporan\n2|Dua|Persentase temuan selesai|95|%\n3|Tiga|Indeks layanan|3.5|Indeks\n";
    assert_eq!(meanings(drawing)[3..], ["target", "satuan"]);
}

#[test]
fn a_line_of_the_head_that_touches_the_table_is_no_group_of_its_columns() {
    let drawing = "FORMULIR PENGUKURAN KINERJA\nTahun|: 2026\nTriwulan|: II (April - Juni)\nNo.|Indikator Kinerja|Satuan|Target|Realisasi|Capaian (%)\n1|Jumlah parameter|parameter|45|41|91.11\n2|Persentase hasil uji|%|95|91.4|96.21\n";
    assert_eq!(meanings(drawing)[1..5], ["indikator", "satuan", "target", "realisasi"]);
}
