//! The commands, as typed.

use std::fs;

use crate::bersama::{akar, salin_sampel, selaras, teks};

#[test]
fn konsolidasi_writes_both_workbooks_and_the_data_and_says_where() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20"]);
    let tampak = teks(&keluaran.stdout);
    assert_eq!(keluaran.status.code(), Some(1), "findings at galat: {}", teks(&keluaran.stderr));
    let hasil = ruang.join("hasil");
    for nama in
        ["konsolidasi-2026.xlsx", "rekap-2026.xlsx", "data/pk.parquet", "data/temuan.parquet", "data/temuan.jsonl"]
    {
        assert!(hasil.join(nama).is_file(), "{nama} is missing; {tampak}");
    }
    let akhir = tampak.trim_end().lines().last().unwrap_or_default().to_string();
    assert!(akhir.contains("konsolidasi-2026.xlsx") && akhir.contains("hasil"), "{akhir}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let jalur = ruang.display().to_string();
    let baca = || {
        let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--diam"]);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
        ["konsolidasi-2026.xlsx", "rekap-2026.xlsx", "data/pengukuran.parquet", "data/temuan.jsonl"]
            .map(|nama| fs::read(ruang.join("hasil").join(nama)).expect("an output"))
    };
    let pertama = baca();
    assert!(pertama == baca(), "two runs over the same files differ");
}

#[test]
fn a_clean_form_passes_the_check_with_exit_status_zero() {
    let ruang = akar().join("samples/politeknik");
    let berkas = ruang.join("masuk/JTI/PK JTI 2026.xlsx");
    let keluaran = selaras(&[
        "periksa",
        &berkas.display().to_string(),
        "--ruang",
        &ruang.display().to_string(),
        "--tanggal",
        "2026-07-20",
    ]);
    assert_eq!(keluaran.status.code(), Some(0), "{}{}", teks(&keluaran.stdout), teks(&keluaran.stderr));
}

#[test]
fn findings_as_json_are_one_object_a_line_with_the_names_of_the_design() {
    let ruang = akar().join("samples/politeknik");
    let berkas = ruang.join("masuk/BAK/PK BAK.xlsx");
    let keluaran = selaras(&[
        "periksa",
        &berkas.display().to_string(),
        "--ruang",
        &ruang.display().to_string(),
        "--format",
        "json",
        "--tanggal",
        "2026-07-20",
    ]);
    let tampak = teks(&keluaran.stdout);
    assert!(tampak.lines().count() > 0);
    for baris in tampak.lines() {
        let objek: serde_json::Value = serde_json::from_str(baris).expect("a JSON object");
        for nama in [
            "kode",
            "tingkat",
            "unit",
            "berkas",
            "lembar",
            "sel",
            "indikator",
            "pesan",
            "ditemukan",
            "seharusnya",
            "selisih",
            "saran",
        ] {
            assert!(objek.get(nama).is_some(), "{nama} is missing in {baris}");
        }
    }
}

#[test]
fn a_folder_that_is_no_workspace_is_said_with_exit_status_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let keluaran = selaras(&["konsolidasi", &folder.path().display().to_string()]);
    assert_eq!(keluaran.status.code(), Some(2));
    let galat = teks(&keluaran.stderr);
    assert!(galat.contains("selaras.toml") && galat.contains("masuk"), "{galat}");
}

#[test]
fn a_rule_is_explained_with_its_source_and_both_examples() {
    let keluaran = selaras(&["aturan", "uk03"]);
    let tampak = teks(&keluaran.stdout);
    assert_eq!(keluaran.status.code(), Some(0));
    for bagian in ["UK03", "Mengapa", "Sumber", "Contoh yang salah", "Contoh yang benar", "«"] {
        assert!(tampak.contains(bagian), "{bagian} is missing in {tampak}");
    }
    assert_eq!(selaras(&["aturan", "ZZ99"]).status.code(), Some(2));
}

#[test]
fn a_new_workspace_runs_at_once_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let ruang = folder.path().join("baru").display().to_string();
    assert_eq!(selaras(&["mulai", &ruang]).status.code(), Some(0));
    let keluaran = selaras(&["konsolidasi", &ruang]);
    assert_eq!(keluaran.status.code(), Some(0), "{}{}", teks(&keluaran.stdout), teks(&keluaran.stderr));
    assert_eq!(selaras(&["mulai", &ruang]).status.code(), Some(2));
}

#[test]
fn the_reader_answers_one_json_line_a_file_and_goes_on_after_a_bad_one() {
    let masuk = akar().join("samples/politeknik/masuk");
    let rusak = masuk.join("lain-lain/kiriman kosong.xlsx").display().to_string();
    let baik = masuk.join("JTI/PK JTI 2026.xlsx").display().to_string();
    let keluaran = selaras(&["baca", "--jsonl", &rusak, &baik]);
    let jawaban: Vec<serde_json::Value> =
        teks(&keluaran.stdout).lines().map(|baris| serde_json::from_str(baris).expect("a JSON object")).collect();
    assert_eq!(jawaban.len(), 2);
    assert!(jawaban[0]["hasil"]["Err"]["pesan"].as_str().is_some_and(|pesan| pesan.contains("kosong")));
    assert_eq!(jawaban[1]["hasil"]["Ok"]["dokumen"][0]["jenis"], "pk");
}

#[test]
fn a_file_that_kills_its_reader_does_not_stop_the_others() {
    // A directory chain that loops makes an .xls reader eat memory without end; whatever the reader makes of it, the
    // batch goes on and the file gets an answer.
    let (_folder, ruang) = salin_sampel("politeknik");
    let mut isi = vec![0_u8; 1024];
    isi[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    isi[0x18..0x20].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0]);
    fs::write(ruang.join("masuk/berbahaya.xls"), isi).expect("a file");
    let keluaran =
        selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20", "--format", "json"]);
    let tampak = teks(&keluaran.stdout);
    assert!(tampak.contains("\"berbahaya.xls\""), "{}", teks(&keluaran.stderr));
    assert!(ruang.join("hasil/konsolidasi-2026.xlsx").is_file());
}

#[test]
fn help_and_usage_errors_are_in_indonesian() {
    let bantuan = teks(&selaras(&["konsolidasi", "--bantuan"]).stdout);
    for bagian in ["Pemakaian:", "Argumen:", "Pilihan:", "teks atau json", "Menampilkan bantuan ini"] {
        assert!(bantuan.contains(bagian), "{bagian} is missing in {bantuan}");
    }
    for asing in ["Usage", "Options", "Print", "possible values", "default"] {
        assert!(!bantuan.contains(asing), "{asing} stands in {bantuan}");
    }
    let keluaran = selaras(&["konsolidai"]);
    assert_eq!(keluaran.status.code(), Some(2));
    let galat = teks(&keluaran.stderr);
    assert!(galat.contains("tidak dikenal") && galat.contains("konsolidasi"), "{galat}");
    let galat = teks(&selaras(&["konsolidasi"]).stderr);
    assert!(galat.contains("masih kurang") && galat.contains("RUANG"), "{galat}");
}

#[test]
fn the_recap_of_a_chosen_period_says_which_and_its_figures_stand_in_both_workbooks() {
    let (_folder, ruang) = salin_sampel("politeknik");
    let jalur = ruang.display().to_string();
    let jalan = |pilihan: &[&str]| {
        let mut argumen = vec!["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--diam"];
        argumen.extend(pilihan);
        let keluaran = selaras(&argumen);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
        fs::read_to_string(ruang.join("hasil/rekap-2026.txt")).expect("the message")
    };
    for (pilihan, keadaan) in [
        (&[][..], "Keadaan s.d. TW II, data per 20 Juli 2026"),
        (&["--triwulan", "1"], "Keadaan s.d. TW I, data per 20 Juli 2026"),
        (&["--semester", "2"], "Keadaan Semester II (TW III–IV), data per 20 Juli 2026"),
        (&["--tahunan"], "Keadaan setahun, data per 20 Juli 2026"),
    ] {
        let pesan = jalan(pilihan);
        assert!(pesan.contains(keadaan), "{pesan}");
        assert!(pesan.lines().count() <= 15, "{pesan}");
    }
}

#[test]
fn two_periods_at_once_are_refused() {
    let keluaran = selaras(&["konsolidasi", ".", "--semester", "1", "--tahunan"]);
    assert_eq!(keluaran.status.code(), Some(2));
}

#[test]
fn last_years_workspace_fills_the_table_of_the_annual_report_and_a_missing_one_stops_nothing() {
    let (folder, ruang) = salin_sampel("politeknik");
    let setelan = ruang.join("selaras.toml");
    let isi = fs::read_to_string(&setelan).expect("settings");
    fs::write(&setelan, format!("{isi}\n[rekap]\ntahun_lalu = \"../lalu\"\n")).expect("settings");
    let lakip = || {
        let keluaran = selaras(&["konsolidasi", &ruang.display().to_string(), "--tanggal", "2026-07-20", "--diam"]);
        assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
        fs::read_to_string(ruang.join("hasil/data/lakip.json")).expect("the table")
    };
    assert!(lakip().contains("jalankan selaras konsolidasi di ruang kerja tahun lalu dahulu"));
    let lalu = folder.path().join("lalu/hasil/data");
    fs::create_dir_all(&lalu).expect("a folder");
    // The same table, as the year before left it.
    fs::write(lalu.join("lakip.json"), lakip().replace("\"tahun\":2026", "\"tahun\":2025")).expect("a table");
    let kini = lakip();
    assert!(kini.contains("data tahun 2025 baru s.d. TW II"), "{kini}");
    assert!(!kini.contains("jalankan selaras konsolidasi"), "{kini}");
}

#[test]
fn unit_heads_and_those_above_them_get_a_small_recap_each() {
    let (_folder, ruang) = salin_sampel("pemprov");
    let jalur = ruang.display().to_string();
    let keluaran = selaras(&["konsolidasi", &jalur, "--tanggal", "2026-07-20", "--diam", "--per-unit", "--per-bidang"]);
    assert!(keluaran.status.code().is_some_and(|kode| kode < 2), "{}", teks(&keluaran.stderr));
    for nama in ["DISDIK.xlsx", "BKD-MUT.xlsx", "bidang-BKD.xlsx"] {
        assert!(ruang.join("hasil/rekap").join(nama).is_file(), "{nama}; {}", teks(&keluaran.stdout));
    }
}
