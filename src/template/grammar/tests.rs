#![allow(clippy::unwrap_used)]
use std::sync::LazyLock;

use proptest::prelude::*;

use super::*;
use crate::domain::column::Field;
use crate::template::Library;

static LIBRARY: LazyLock<Library> = LazyLock::new(|| Library::built_in().unwrap());

/// The field of a path written with " > ", when it is sure; "?" when it says none.
fn field(path: &str) -> String {
    let parts: Vec<&str> = path.split(" > ").collect();
    let reading = LIBRARY.dictionary.read(&parts);
    match reading.column.filter(|_| reading.sure >= SURE) {
        Some(column) => column.to_string(),
        None => "?".to_string(),
    }
}

/// Paths and what each of them means.
pub(super) fn all(expected: &[(&str, &str)]) {
    let wrong: Vec<String> = expected
        .iter()
        .filter_map(|(path, meant)| {
            let read = field(path);
            (read != *meant).then(|| format!("{path:?} is read as {read}, not as {meant}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn brackets_say_that_outputs_are_what_is_measured() {
    all(&[
        ("OUTPUT PRIORITAS (INDIKATOR IKP)", "indikator"),
        ("Keluaran (Indikator Kegiatan)", "indikator"),
        ("Uraian (Indikator Kinerja)", "indikator"),
        ("Output Prioritas", "keluaran"),
        ("Output (Rp)", "keluaran"),
        ("Uraian (Sasaran/Indikator)", "uraian"),
        ("Indikator Kinerja (Output)", "indikator"),
    ]);
}

#[test]
fn an_achievement_up_to_a_month_that_nobody_names_is_counted_up() {
    all(&[
        ("Capaian s.d. Bulan", "capaian_akumulasi"),
        ("Capaian Kinerja s/d Bulan (%)", "capaian_akumulasi"),
        ("% Capaian sampai dengan Bulan", "capaian_akumulasi"),
        ("Capaian s.d. Bulan Lalu", "abaikan"),
        ("Realisasi s.d. Bulan", "?"),
        ("Target s.d. Bulan", "?"),
        ("Otorisasi", "penanggung_jawab"),
        ("Pola Ukur", "abaikan"),
    ]);
}

#[test]
fn an_indicator_is_a_pattern_and_no_list() {
    all(&[
        ("Indikator Kinerja Program (Outcome)/Kegiatan (Output)/Sub Kegiatan (Output)", "indikator"),
        ("Indikator Kinerja Program/Indikator Kinerja Kegiatan", "indikator"),
        ("Indikator Kinerja Program (outcome)/Kegiatan (output)", "indikator"),
        ("Indikator Kinerja Sasaran dan Program", "indikator"),
        ("Ind. Kinerja Utama", "indikator"),
        ("INDIKATOR KINERJA KUNCI (IKK)", "indikator"),
        ("Tolok Ukur Kinerja", "indikator"),
        ("Indikatr Kinerja", "indikator"),
        ("I K U", "indikator"),
        ("iku_name", "indikator"),
        ("Indikator Kinerja Sasaran Strategis *)", "indikator"),
    ]);
}

#[test]
fn the_traps_of_headings_are_no_fields_that_they_resemble() {
    all(&[
        ("Satuan Kerja", "nama_unit"),
        ("Harga Satuan", "?"),
        ("Sumber Dana", "sumber_dana"),
        ("Kelompok Sasaran", "abaikan"),
        ("Lokasi / Kelompok Sasaran", "abaikan"),
        ("Jumlah Indikator", "abaikan"),
        ("Indikator & PIC", "?"),
        ("Indikator/Satuan", "indikator"),
        ("Indikator dan Target", "?"),
        ("Target dan Realisasi", "?"),
        ("Kendali Mutu", "?"),
        ("Nomor Bukti Kas", "?"),
        ("Deviasi Target", "abaikan"),
        ("Penerima Target", "?"),
        ("Realisasi > Persediaan", "?"),
        ("Satuan Biaya", "?"),
        ("Bencana Aksi", "?"),
    ]);
}

#[test]
fn money_and_performance_are_told_apart_by_the_words_around() {
    all(&[
        ("Target Anggaran", "anggaran"),
        ("Realisasi > Rp", "realisasi_anggaran"),
        ("Realisasi Anggaran", "realisasi_anggaran"),
        ("Realisasi Keuangan TW II", "realisasi_anggaran.tw2"),
        ("Tingkat Capaian > K", "capaian"),
        ("Tingkat Capaian > Rp", "serapan"),
        ("Target Kinerja dan Anggaran RENJA Tahun Berjalan (n-1) yang Dievaluasi Tahun 2026 > K", "target"),
        ("Target Kinerja dan Anggaran RENJA Tahun Berjalan (n-1) yang Dievaluasi Tahun 2026 > Rp", "anggaran"),
        ("Target Kinerja dan Anggaran", "?"),
        ("Realisasi Capaian Kinerja dan Anggaran RENJA yang Dievaluasi Tahun 2026 > K", "realisasi"),
        ("Realisasi Capaian Kinerja dan Anggaran RENJA yang Dievaluasi Tahun 2026 > Rp", "realisasi_anggaran"),
        ("Tingkat Capaian Kinerja dan Realisasi Anggaran RENJA Tahun 2026 (%) > K", "capaian"),
        ("Tingkat Capaian Kinerja dan Realisasi Anggaran RENJA Tahun 2026 (%) > Rp", "serapan"),
        ("Tingkat Capaian Kinerja dan Realisasi Anggaran Renja PD Tahun 2026(%) > K", "capaian"),
        ("Anggaran > Realisasi", "realisasi_anggaran"),
        ("Realisasi > Anggaran", "realisasi_anggaran"),
        ("Alokasi (dalam juta rupiah) > 2026", "anggaran"),
        ("% Realisasi Anggaran", "serapan"),
        ("Realisasi > Fisik", "realisasi"),
        ("Pagu Indikatif (Rp)", "anggaran"),
        ("Penyerapan Anggaran (Rp)", "realisasi_anggaran"),
        ("Serapan > Rp", "realisasi_anggaran"),
        ("Serapan > %", "serapan"),
        ("Realisasi Anggaran (%)", "serapan"),
        ("Realisasi Keuangan (Rp)", "realisasi_anggaran"),
        ("Realisasi (%)", "realisasi"),
    ]);
}

#[test]
fn the_period_comes_from_anywhere_in_the_path() {
    all(&[
        ("Januari > Target", "target.bulan1"),
        ("Realisasi > TWII", "realisasi.tw2"),
        ("Penyelesaian > Realisasi > TWI", "realisasi.tw1"),
        ("Anggaran > Realisasi > TriwulanIV", "realisasi_anggaran.tw4"),
        ("TargetTWIII", "target.tw3"),
        ("Feb > R", "realisasi.bulan2"),
        ("R", "?"),
        ("Rencana Target Triwulan > TW-II", "target.tw2"),
        ("Realisasi > Ags", "realisasi.bulan8"),
        ("SEPT > RVRO", "realisasi.bulan9"),
        ("DES > % Progress", "capaian.bulan12"),
        ("TOTAL > RVRO", "realisasi"),
        ("Realisasi Kinerja pada Triwulan > I > K", "realisasi.tw1"),
        ("Realisasi Kinerja pada Triwulan > IV > Rp", "realisasi_anggaran.tw4"),
        ("Relisasi > TW III", "realisasi.tw3"),
        ("target_tw2", "target.tw2"),
        ("Triwulan II > Tgt", "target.tw2"),
        ("Trw. 3 > Real.", "realisasi.tw3"),
        ("TW.I > Cap. (%)", "capaian.tw1"),
        ("Target > 2", "target.tw2"),
        ("SMT I > Target", "target.semester1"),
        ("Realisasi Semester II", "realisasi.semester2"),
        ("Target Triwulan ini", "target.tw"),
        ("Realisasi s.d. TW II", "realisasi.tw2"),
        ("Capaian s.d. Triwulan ini", "capaian_akumulasi"),
        ("Target Kinerja Tahun Berjalan", "target"),
        ("Keterangan TW I", "keterangan.tw1"),
        ("Evidence > Triwulan I", "bukti_dukung.tw1"),
        ("Rincian Capaian > Triwulan", "triwulan"),
        ("Triwulan", "triwulan"),
        ("Realisasi TW I - TW III", "?"),
        ("Realisasi Kinerja Bulan Ini", "realisasi.tw"),
        ("Target Kinerja (Kumulatif) > TW1", "target.tw1"),
        ("Capaian Kinerja TW I (%)", "capaian.tw1"),
        ("Persentase Capaian Terhadap Target Tahunan", "capaian"),
    ]);
}

#[test]
fn other_years_and_the_end_of_a_plan_are_known_and_not_needed() {
    all(&[
        ("Target RENSTRA pada Tahun 2029 (Akhir Periode RENSTRA) > K", "abaikan"),
        ("Realisasi Capaian Kinerja RENSTRA s.d. RENJA Tahun Lalu (n-2) Tahun 2025 > Rp", "abaikan"),
        ("Realisasi Kinerja dan Anggaran RENSTRA s.d. Tahun 2026 > K", "abaikan"),
        ("Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra PD s.d Tahun 2029 > Rp", "abaikan"),
        ("Capaian Tahun Sebelumnya", "abaikan"),
        ("Target Akhir Renstra", "abaikan"),
        ("Realisasi n-1", "abaikan"),
        ("Target Akhir Tahun", "target"),
        ("Indikator Sasaran Renstra", "indikator"),
    ]);
}

#[test]
fn what_stands_in_a_group_is_that_groups() {
    all(&[
        ("SASARAN > No", "abaikan"),
        ("SASARAN > Kode", "kode_sasaran"),
        ("SASARAN > Sasaran", "sasaran"),
        ("SASARAN > Bobot", "bobot_sasaran"),
        ("I K U > No", "no"),
        ("I K U > Kode", "kode"),
        ("I K U > IKU", "indikator"),
        ("I K U > Bobot", "bobot"),
        ("I K U > Target", "target"),
        ("Indikator Kinerja > Uraian", "indikator"),
        ("Sasaran > Nama", "sasaran"),
        ("Kode Sasaran", "kode_sasaran"),
        ("Tujuan > Kode", "abaikan"),
    ]);
    let reading = LIBRARY.dictionary.read(&["CASCADING PK", "KETUA", "KPU PROVINSI", "Sasaran Program"]);
    assert!(!reading.labels.is_empty(), "{reading:?}");
}

#[test]
fn what_else_forms_ask_for_is_known_by_its_words() {
    all(&[
        ("Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan/ Sub Kegiatan", "program"),
        ("Sasaran Program (Outcome)/Sasaran Kegiatan", "sasaran"),
        ("Tujuan / Sasaran / Indikator Kinerja", "uraian"),
        ("Unit Kerja Penanggung Jawab", "penanggung_jawab"),
        ("Unit SKPD Penanggung jawab", "penanggung_jawab"),
        ("PIC UKE II", "penanggung_jawab"),
        ("PIC BAGIAN/SUB BAGIAN", "penanggung_jawab"),
        ("Satuan Indikator Kinerja", "satuan"),
        ("RO - KEGIATAN", "keluaran"),
        ("Nama KRO", "keluaran"),
        ("Target Volume Rincian Output (TVRO)", "target"),
        ("Formula Perhitungan", "cara_pengukuran"),
        ("Polarisasi Indikator", "polaritas"),
        ("Rencana Tindak Lanjut (RTL)", "tindak_lanjut"),
        ("Kendala / Permasalahan yang Dihadapi", "kendala"),
        ("Link Bukti Dukung Kinerja", "bukti_dukung"),
        ("iku_unit", "satuan"),
        ("iku_code", "kode"),
        ("Program/ Kegiatan", "program"),
        ("Langkah-langkah Rencana Aksi", "rencana_aksi"),
    ]);
}

#[test]
fn prices_and_accounts_are_told() {
    for heading in ["Harga Satuan", "HARGA SATUAN (Rp)", "Jumlah Harga", "Nama Barang", "Koefisien"] {
        assert!(LIBRARY.dictionary.names_price(heading), "{heading}");
    }
    for heading in ["Satuan", "Anggaran (Rp)", "Jumlah", "Volume"] {
        assert!(!LIBRARY.dictionary.names_price(heading), "{heading}");
    }
}

/// Headings with one meaning each, as parts in any place of a path.
fn heading() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Target",
        "Realisasi",
        "Capaian",
        "Indikator Kinerja",
        "Sasaran",
        "Satuan",
        "Anggaran",
        "TW I",
        "Januari",
        "K",
        "Rp",
        "Tujuan",
        "Kode",
        "Penanggung Jawab",
        "Keterangan",
        "2026",
        "Triwulan",
        "III",
        "Semester I",
        "%",
    ])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn strange_words_before_a_heading_take_its_meaning_away_and_give_no_other(
        noise in "[bcdfghjklmnpqrstvwxz]{5,9}",
        leaf in prop::sample::select(vec!["Target", "Realisasi", "Indikator", "Sasaran", "Satuan", "Kode", "Anggaran"]),
    ) {
        let read = field(&format!("{noise} {leaf}"));
        prop_assert!(read == "?" || read == "abaikan", "{noise} {leaf}: {read}");
    }

    #[test]
    fn strange_words_behind_a_heading_leave_its_meaning_or_take_it_away(
        noise in "[bcdfghjklmnpqrstvwxz]{5,9}",
        leaf in prop::sample::select(vec!["Target", "Realisasi TW II", "Indikator", "Sasaran", "Satuan", "Kode", "Anggaran"]),
    ) {
        let (plain, noisy) = (field(leaf), field(&format!("{leaf} {noise}")));
        prop_assert!(noisy == "?" || noisy == plain, "{leaf} {noise}: {noisy}");
    }

    #[test]
    fn any_path_is_read_and_a_remark_changes_nothing(parts in prop::collection::vec(heading(), 1..5)) {
        let plain = field(&parts.join(" > "));
        let remarked: Vec<String> = parts.iter().map(|part| format!("{part} (wajib diisi) *)")).collect();
        prop_assert_eq!(field(&remarked.join(" > ")), plain);
    }

    #[test]
    fn a_period_above_or_below_its_measure_is_the_same(
        measure in prop::sample::select(vec!["Target", "Realisasi", "Capaian"]),
        period in prop::sample::select(vec!["TW I", "Triwulan 3", "Januari", "Des", "Semester II"]),
    ) {
        prop_assert_eq!(field(&format!("{measure} > {period}")), field(&format!("{period} > {measure}")));
        prop_assert_eq!(field(&format!("{measure} > {period}")), field(&format!("{measure} {period}")));
    }
}

#[test]
fn other_years_and_shares_are_no_figures_of_this_year() {
    all(&[
        ("Realisasi s/d Tahun 2026", "abaikan"),
        ("Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan s/d tahun 2024", "abaikan"),
        ("Perkiraan Realisasi Capaian Target Renstra s/d Tahun Berjalan (2026) > Tingkat Capaian (%)", "abaikan"),
        ("Realisasi Kumulatif 2026", "realisasi"),
        ("Realisasi s.d. Triwulan II Tahun 2026", "realisasi.tw2"),
        ("Tahun ke-2 > Target", "?"),
        ("Target Triwulan ke-2", "target.tw2"),
        ("Persentase terhadap Target", "?"),
        ("Realisasi Serapan > TW I", "realisasi_anggaran.tw1"),
        ("Rencana Serapan > TW I", "?"),
        ("Output > %", "?"),
        ("Data Capaian pada Awal Tahun Perencanaan", "kondisi_awal"),
    ]);
}

#[test]
fn short_names_of_periods_are_read() {
    all(&[
        ("Target Capaian > B.03", "target.bulan3"),
        ("Target > B12", "target.bulan12"),
        ("Trajectory > Q1", "target.tw1"),
        ("real_q2", "realisasi.tw2"),
        ("Target > Kuantitas", "target"),
    ]);
}

#[test]
fn what_it_is_may_stand_behind_whose_it_is() {
    all(&[("ikp_code", "kode"), ("iku_description", "definisi_operasional"), ("ikp_data_type", "abaikan")]);
}

#[test]
fn headings_half_in_english_read_like_the_others() {
    all(&[
        ("Key Performance Indicator", "indikator"),
        ("Key Performance Index", "indikator"),
        ("Strategic Objective", "sasaran"),
        ("Unit of Measure", "satuan"),
        ("Weight", "bobot"),
        ("Q1 > Actual", "realisasi.tw1"),
        ("achievement_pct", "capaian"),
        ("Action Plan", "rencana_aksi"),
        ("Target March", "target.bulan3"),
        ("Target > Y-26", "target"),
        ("Target FY26", "target"),
    ]);
}

#[test]
fn the_last_month_of_a_report_is_that_of_its_period() {
    all(&[
        ("Realisasi s.d. Bulan Ini", "realisasi.tw"),
        ("Target s/d Bulan Ini", "target.tw"),
        ("Realisasi Volume RO > s.d. Bulan Ini", "realisasi.tw"),
        ("Realisasi s.d. Bulan Lalu", "abaikan"),
    ]);
    let reading = LIBRARY.dictionary.read(&["Realisasi Bulan Ini"]);
    assert!(reading.this_month && !reading.up_to);
}

#[test]
fn what_was_at_the_beginning_of_a_plan_and_years_counted_from_it_are_nobodys_figures() {
    all(&[
        ("Data Capaian Pada Tahun Awal Perencanaan", "kondisi_awal"),
        ("Kondisi Kinerja pada Awal Periode RPJMD", "kondisi_awal"),
        ("Target Indikator Kinerja pada Tahun ke- > 3", "?"),
        ("Target > Tahun ke-2", "?"),
        ("Target > Triwulan ke- > II", "target.tw2"),
    ]);
}

#[test]
fn two_things_in_one_heading_and_counts_of_people_are_no_share() {
    all(&[
        ("Progress / Kegiatan", "?"),
        ("Pencapaian (dalam satuan sasaran)", "?"),
        ("Strategi / Tindak Lanjut", "tindak_lanjut"),
        ("Rencana Pengendalian", "?"),
        ("Rencana TW I", "target.tw1"),
        ("2026 > T", "target"),
        ("2026 > C", "capaian"),
        ("T", "?"),
    ]);
}

#[test]
fn a_month_that_is_not_named_waits_for_the_title() {
    let unnamed = |path: &str| LIBRARY.dictionary.read(&[path]).unnamed_month;
    assert_eq!(unnamed("Target Bulan"), Some(Field::Target));
    assert_eq!(unnamed("Realisasi Bulanan (Rp)"), Some(Field::RealisasiAnggaran));
    for path in ["Target Bulan Mei", "Target Bulan Ini", "Target s.d. Bulan", "Target Triwulan", "Bulan"] {
        assert_eq!(unnamed(path), None, "{path}");
    }
    assert_eq!(field("Target Bulan"), "?");
}

#[test]
fn a_stranger_before_a_quarter_asks_for_no_quarter_of_the_row() {
    all(&[
        ("Triwulan", "triwulan"),
        ("Rincian > Triwulan", "triwulan"),
        ("Zorvak Triwulan", "?"),
        ("OPD/Urusan/Program/Kegiatan/Sub Kegiatan", "program"),
        ("Perangkat Daerah Penanggung Jawab", "penanggung_jawab"),
        ("Parameter", "indikator"),
        ("Parameter Air", "?"),
    ]);
}

#[test]
fn periods_that_no_form_keeps_and_those_that_contradict_each_other_are_nobodys() {
    all(&[
        ("Caturwulan II > Realisasi", "?"),
        ("Realisasi Tahap I", "?"),
        ("Target Minggu ke-2", "?"),
        ("Target (Minggu)", "target"),
        ("Realisasi Periode 2", "?"),
        ("Realisasi Periode Ini", "realisasi.tw"),
        ("Triwulan I > Juni > Realisasi", "?"),
        ("Triwulan II > s.d. Juni > Realisasi", "realisasi.tw2"),
        ("Semester I > TW III > Target", "?"),
        ("Realisasi 2024-2025", "?"),
        ("Tahap Kegiatan", "?"),
        ("Sasaran Pembangunan Desa", "sasaran"),
        ("Indikator SPM", "indikator"),
        ("Target Desa", "?"),
    ]);
}

#[test]
fn a_number_that_no_word_calls_a_quarter_says_that_it_is_one_by_itself() {
    let counted = |path: &[&str]| LIBRARY.dictionary.read(path).counted;
    assert!(counted(&["Target", "2"]) && counted(&["Realisasi", "III"]));
    assert!(!counted(&["Target Triwulan", "2"]) && !counted(&["Target", "TW 2"]) && !counted(&["Target"]));
}

#[test]
fn a_total_of_each_quarter_is_of_the_year() {
    all(&[
        ("Total Realisasi dan Anggaran Tiap Triwulan > Total Realisasi", "realisasi"),
        ("Total Realisasi Tiap Triwulan", "realisasi"),
        ("Jumlah Target per Bulan", "target"),
        ("Realisasi Kinerja Tiap Triwulan > II", "realisasi.tw2"),
    ]);
}

#[test]
fn what_counts_an_output_is_what_is_promised_of_it() {
    all(&[
        ("Indikator Kinerja Keluaran (Output) > Volume", "target"),
        ("Keluaran > Vol", "target"),
        ("Indikator Kinerja Keluaran (Output) > Satuan", "satuan"),
        ("Realisasi > Volume", "realisasi"),
    ]);
}

#[test]
fn a_figure_of_the_year_before_is_told_from_one_that_is_compared_with_it() {
    let of = |path: &str| {
        let parts: Vec<&str> = path.split(" > ").collect();
        LIBRARY.dictionary.read(&parts).last_year.map(|field| field.name())
    };
    for (path, meant) in [
        ("Realisasi Tahun Lalu", Some("realisasi")),
        ("Target Tahun Sebelumnya", Some("target")),
        ("Tahun Lalu > Realisasi Anggaran", Some("realisasi_anggaran")),
        ("Capaian Tahun Sebelumnya", Some("capaian")),
        ("Peningkatan dari Tahun Lalu > Realisasi", None),
        ("Realisasi s.d. Tahun Lalu", None),
        ("Realisasi Triwulan Lalu", None),
        ("Realisasi Tahun Ini", None),
    ] {
        assert_eq!(of(path), meant, "{path}");
    }
}

#[test]
fn headings_of_five_letters_that_lack_one_of_a_noun_are_read() {
    all(&[
        ("Targt TW II", "target.tw2"),
        ("Targe", "target"),
        ("Satun", "satuan"),
        ("Realisai TW II", "realisasi.tw2"),
    ]);
}

#[test]
fn nouns_are_abbreviated_in_many_ways() {
    all(&[
        ("Sas. Strategis", "sasaran"),
        ("Sasr. Kegiatan", "sasaran"),
        ("Indik. Kinerja", "indikator"),
        ("Prog.", "program"),
        ("Sub Keg.", "program"),
        ("Angg.", "anggaran"),
        ("Ket.", "keterangan"),
        ("Sat.", "satuan"),
        ("Trg. TW II", "target.tw2"),
        ("Rea. TW II", "realisasi.tw2"),
        ("Rls. TW II", "realisasi.tw2"),
        ("Cpn. (%)", "capaian"),
        ("PJ", "penanggung_jawab"),
        ("Penanggjwb", "penanggung_jawab"),
        ("Pen. Jawab", "penanggung_jawab"),
        ("Bkt. Dukung", "bukti_dukung"),
        ("Renc. TL", "tindak_lanjut"),
        ("Ren. Aksi", "rencana_aksi"),
    ]);
}

#[test]
fn a_code_and_a_name_in_one_cell_are_the_thing_itself() {
    all(&[
        ("Kode dan Nama Sub Kegiatan", "program"),
        ("Kode & Nama Program", "program"),
        ("No. / Indikator Kinerja", "indikator"),
        ("Kode dan Uraian Indikator", "indikator"),
        ("Kode Program/Kegiatan", "kode"),
        ("Kode SS/IKU", "kode"),
        ("Kode Indikator", "kode"),
    ]);
}

#[test]
fn words_that_offices_use_for_who_acts_and_how_it_is_measured_are_known() {
    all(&[
        ("Unit in Charge", "penanggung_jawab"),
        ("UIC", "penanggung_jawab"),
        ("Unit/Pihak Penanggung Jawab IKU", "penanggung_jawab"),
        ("PENJELASAN/FORMULASI PENGHITUNGAN", "definisi_operasional"),
        ("Cara Penghitungan", "cara_pengukuran"),
        ("Formulasi Penghitungan Indikator", "cara_pengukuran"),
        ("Deskripsi Sasaran Strategis", "abaikan"),
        ("Definisi Indikator", "definisi_operasional"),
        ("Indikator Kinerja Unit Kerja > IKUK", "indikator"),
    ]);
}
