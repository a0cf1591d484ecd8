//! The commands, as typed.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shared::{copy_sample, root, selaras, text};

#[test]
fn konsolidasi_writes_both_workbooks_and_the_data_and_says_where() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20"]);
    let visible = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "findings at galat: {}", text(&output.stderr));
    let outcome = workspace.join("hasil");
    for name in [
        "konsolidasi-2026.xlsx",
        "rekap-2026-tw2.xlsx",
        "laporan.html",
        "koreksi/JAB/laporan.html",
        "data/pk.parquet",
        "data/temuan.parquet",
        "data/temuan.jsonl",
    ] {
        assert!(outcome.join(name).is_file(), "{name} is missing; {visible}");
    }
    let last = visible.trim_end().lines().last().unwrap_or_default().to_string();
    assert!(last.contains("konsolidasi-2026.xlsx") && last.contains("hasil"), "{last}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (_folder, workspace) = copy_sample("pemprov");
    let path = workspace.display().to_string();
    let read = || {
        let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        ["konsolidasi-2026.xlsx", "rekap-2026-tw2.xlsx", "laporan.html", "data/pengukuran.parquet", "data/temuan.jsonl"]
            .map(|name| fs::read(workspace.join("hasil").join(name)).expect("an output"))
    };
    let first = read();
    assert!(first == read(), "two runs over the same files differ");
}

#[test]
fn a_clean_form_passes_the_check_with_exit_status_zero() {
    let workspace = root().join("samples/politeknik");
    let file = workspace.join("masuk/JTI/PK JTI 2026.xlsx");
    let output = selaras(&[
        "periksa",
        &file.display().to_string(),
        "--ruang",
        &workspace.display().to_string(),
        "--tanggal",
        "2026-07-20",
    ]);
    assert_eq!(output.status.code(), Some(0), "{}{}", text(&output.stdout), text(&output.stderr));
}

#[test]
fn a_page_shows_the_wrong_cell_in_its_sheet_and_never_takes_the_place_of_an_earlier_one() {
    let (folder, workspace) = copy_sample("politeknik");
    let file = workspace.join("masuk/JAB/TW I JAB.xlsx").display().to_string();
    let to = folder.path().join("laporan").display().to_string();
    let check = || selaras(&["periksa", &file, "--tanggal", "2026-07-20", "--html", "--ke", &to]);
    assert_eq!(check().status.code(), Some(1));
    let page = fs::read_to_string(folder.path().join("laporan/laporan.html")).expect("the page");
    let guilty = page.find("sel G11, perlu diperbaiki").expect("the wrong cell");
    assert!(
        page[guilty..].starts_with("sel G11, perlu diperbaiki:</span>sudah tercapai"),
        "{}",
        &page[guilty..guilty + 80]
    );
    assert!(page.contains("Realisasi TW") && page.contains("Cara memperbaiki:"), "{page}");
    let second = text(&check().stderr);
    assert!(second.contains("laporan (2).html"), "{second}");
}

#[test]
fn findings_as_json_are_one_object_a_line_with_the_names_of_the_design() {
    let workspace = root().join("samples/politeknik");
    let file = workspace.join("masuk/BAK/PK BAK.xlsx");
    let output = selaras(&[
        "periksa",
        &file.display().to_string(),
        "--ruang",
        &workspace.display().to_string(),
        "--format",
        "json",
        "--tanggal",
        "2026-07-20",
    ]);
    let visible = text(&output.stdout);
    assert!(visible.lines().count() > 0);
    for row in visible.lines() {
        let object: serde_json::Value = serde_json::from_str(row).expect("a JSON object");
        for name in [
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
            assert!(object.get(name).is_some(), "{name} is missing in {row}");
        }
    }
}

#[test]
fn a_folder_that_is_no_workspace_is_said_with_exit_status_two() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = selaras(&["konsolidasi", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("selaras.toml") && error.contains("masuk"), "{error}");
}

#[test]
fn a_rule_is_explained_with_its_source_and_both_examples() {
    let output = selaras(&["aturan", "uk03"]);
    let visible = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0));
    for part in ["UK03", "Mengapa", "Sumber", "Contoh yang salah", "Contoh yang benar", "«"] {
        assert!(visible.contains(part), "{part} is missing in {visible}");
    }
    assert_eq!(selaras(&["aturan", "ZZ99"]).status.code(), Some(2));
}

#[test]
fn a_new_workspace_says_what_it_lacks_and_is_never_overwritten() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path().join("baru").display().to_string();
    assert_eq!(selaras(&["mulai", &workspace]).status.code(), Some(0));
    let output = selaras(&["konsolidasi", &workspace]);
    assert_eq!(output.status.code(), Some(2), "{}{}", text(&output.stdout), text(&output.stderr));
    assert!(text(&output.stderr).contains("belum berisi unit maupun indikator"), "{}", text(&output.stderr));
    assert_eq!(selaras(&["mulai", &workspace]).status.code(), Some(2));
    let cascade = folder.path().join("baru/kaskade.xlsx");
    fs::rename(&cascade, cascade.with_extension("ods")).expect("a cascade in another format");
    let output = selaras(&["konsolidasi", &workspace]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("kaskade.xlsx tidak ada") && error.contains("kaskade.ods"), "{error}");
}

#[test]
fn the_cascade_of_a_workspace_is_checked_by_itself() {
    let (_folder, workspace) = copy_sample("politeknik");
    let cascade = workspace.join("kaskade.xlsx");
    let output = selaras(&["periksa", &cascade.display().to_string(), "--tanggal", "2026-07-20", "--format", "json"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    for row in text(&output.stdout).lines() {
        let temuan: serde_json::Value = serde_json::from_str(row).expect("a finding");
        assert_eq!(temuan["berkas"], "kaskade.xlsx", "{row}");
    }
}

#[test]
fn the_reader_answers_one_json_line_a_file_and_goes_on_after_a_bad_one() {
    let enter = root().join("samples/politeknik/masuk");
    let damaged = enter.join("lain-lain/kiriman kosong.xlsx").display().to_string();
    let good = enter.join("JTI/PK JTI 2026.xlsx").display().to_string();
    let output = selaras(&["baca", "--jsonl", &damaged, &good]);
    let answer: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|row| serde_json::from_str(row).expect("a JSON object")).collect();
    assert_eq!(answer.len(), 2);
    assert!(answer[0]["hasil"]["Err"]["pesan"].as_str().is_some_and(|message| message.contains("kosong")));
    assert_eq!(answer[1]["hasil"]["Ok"]["dokumen"][0]["jenis"], "pk");
}

#[test]
fn a_file_that_kills_its_reader_does_not_stop_the_others() {
    // A directory chain that loops makes an .xls reader eat memory without end; whatever the reader makes of it, the
    // batch goes on and the file gets an answer.
    let (_folder, workspace) = copy_sample("politeknik");
    let mut content = vec![0_u8; 1024];
    content[..8].copy_from_slice(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    content[0x18..0x20].copy_from_slice(&[0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0]);
    fs::write(workspace.join("masuk/berbahaya.xls"), content).expect("a file");
    let output =
        selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "--format", "json"]);
    let visible = text(&output.stdout);
    assert!(visible.contains("\"berbahaya.xls\""), "{}", text(&output.stderr));
    assert!(workspace.join("hasil/konsolidasi-2026.xlsx").is_file());
}

#[test]
fn help_and_usage_errors_are_in_indonesian() {
    let help = text(&selaras(&["konsolidasi", "--bantuan"]).stdout);
    for part in ["Pemakaian:", "Argumen:", "Pilihan:", "teks atau json", "Menampilkan bantuan ini"] {
        assert!(help.contains(part), "{part} is missing in {help}");
    }
    for foreign in ["Usage", "Options", "Print", "possible values", "default"] {
        assert!(!help.contains(foreign), "{foreign} stands in {help}");
    }
    let output = selaras(&["konsolidai"]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("tidak dikenal") && error.contains("konsolidasi"), "{error}");
    let error = text(&selaras(&["konsolidasi"]).stderr);
    assert!(error.contains("masih kurang") && error.contains("RUANG"), "{error}");
    for (wrong, example) in [
        (&["konsolidasi", ".", "--triwulan", "lima"][..], "selaras konsolidasi politeknik-2026 --triwulan 2"),
        (&["konsolidasi", ".", "--tanggal", "kemarin"], "tulis misalnya 20-04-2026"),
        (&["periksa"], "selaras periksa \"PK JTI.xlsx\""),
        (&["mulai", "a", "b"], "selaras mulai politeknik-2026"),
    ] {
        let output = selaras(wrong);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{wrong:?}");
        assert!(error.contains(example), "{wrong:?}: {error}");
    }
    let help = text(&selaras(&["bantuan", "periksa"]).stdout);
    assert!(help.contains("--tandai") && help.contains("Pemakaian:"), "{help}");
    assert!(text(&selaras(&["bantuan"]).stdout).contains("konsolidasi"));
}

#[test]
fn inside_a_workspace_nobody_needs_to_name_it_and_its_files_stand_for_it() {
    let (_folder, workspace) = copy_sample("politeknik");
    let inside = |folder: &Path, arguments: &[&str]| {
        Command::new(crate::shared::program()).current_dir(folder).args(arguments).output().expect("the program")
    };
    let day = ["konsolidasi", "--tanggal", "20 Juli 2026", "--triwulan", "TW I"];
    let output = inside(&workspace, &day);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    assert_eq!(inside(&workspace.join("masuk"), &day).status.code(), Some(1));
    for name in ["selaras.toml", "kaskade.xlsx"] {
        let path = workspace.join(name).display().to_string();
        let output = selaras(&["konsolidasi", &path, "--tanggal", "20-07-2026"]);
        assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    }
    let output = inside(&workspace, &["templat", "--unit", "jti", "--jenis", "pk"]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
}

/// Every command by its whole name, with its page of help.
fn commands() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let mut open = vec![String::new()];
    while let Some(name) = open.pop() {
        let mut arguments = vec!["bantuan"];
        arguments.extend(name.split_whitespace());
        let page = text(&selaras(&arguments).stdout);
        let below = page.split("\nPerintah:\n").nth(1).unwrap_or_default();
        let below = below.lines().take_while(|line| !line.trim().is_empty());
        open.extend(
            below
                .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
                .filter_map(|line| line.split_whitespace().next())
                .map(|child| format!("{name} {child}").trim().to_string()),
        );
        all.push((name, page));
    }
    all
}

/// What each command that takes a workspace needs besides.
const BESIDES: [(&str, &[&str]); 26] = [
    ("konsolidasi", &["--diam"]),
    ("gabung", &["gabungan"]),
    ("akun tambah", &["sari", "--peran", "biro", "--sandi-dari-stdin"]),
    ("akun ubah", &["sari", "--sandi-dari-stdin"]),
    ("akun daftar", &[]),
    ("akun hapus", &["sari"]),
    ("sahkan", &["--triwulan", "1", "--oleh", "Dr. Contoh, Direktur"]),
    ("buka", &["--triwulan", "1", "--alasan", "target salah ketik"]),
    ("alur", &[]),
    ("catat", &["--unit", "JTI", "--dokumen", "pk", "--langkah", "1"]),
    ("arsip", &[]),
    ("arsip periksa", &[]),
    ("arsip jatuh-tempo", &[]),
    ("ambil", &[]),
    ("kirim", &["--lihat"]),
    ("ingatkan", &[]),
    ("templat", &["--unit", "JTI", "--jenis", "pk"]),
    ("cetak lakip", &[]),
    ("cetak naskah", &["--naskah", "triwulan"]),
    ("cetak pk", &["--unit", "JTI"]),
    ("cetak ra", &["--unit", "JTI"]),
    ("cetak iki", &["--unit", "JTI"]),
    ("cetak borang", &["--unit", "JTI"]),
    ("cetak alur", &[]),
    ("cetak tanda-terima", &[]),
    ("ekspor", &["--ke", "bps-impor"]),
];

#[test]
fn no_command_asks_for_the_workspace_it_is_started_in_and_each_asks_with_its_own_example() {
    // A page that goes on until it is ended is tried in the tests of the page; a new workspace has to be named.
    let elsewhere = ["layani", "mulai"];
    let takes: Vec<String> = commands()
        .into_iter()
        .filter(|(_, page)| {
            page.lines()
                .any(|line| line.starts_with("Pemakaian:") && (line.contains("RUANG") || line.contains("[ARSIP]")))
        })
        .map(|(name, _)| name)
        .filter(|name| !elsewhere.contains(&name.as_str()))
        .collect();
    for name in &takes {
        assert!(BESIDES.iter().any(|(known, _)| known == name), "{name} is not tried");
    }
    let outside = tempfile::tempdir().expect("a folder");
    let (_folder, workspace) = copy_sample("politeknik");
    for (name, besides) in BESIDES.iter().filter(|(name, _)| takes.iter().any(|known| known == name)) {
        let run = |folder: &Path| {
            let mut command = Command::new(crate::shared::program());
            command.current_dir(folder).args(name.split(' ')).args(*besides).stdin(std::process::Stdio::null());
            text(&command.output().expect("the program").stderr)
        };
        let said = run(outside.path());
        // The build without PDF says that before it asks for anything.
        if !said.contains("--features pdf") {
            assert!(said.contains("masih kurang: RUANG"), "{name}: {said}");
            assert!(said.contains(&format!("Contoh: selaras {name} ")), "{name}: {said}");
        }
        let said = run(&workspace);
        assert!(!said.contains("masih kurang"), "{name}: {said}");
    }
}

#[test]
fn a_version_of_the_workspace_one_stands_in_is_named_by_its_number_alone() {
    let (_folder, workspace) = copy_sample("politeknik");
    let output = Command::new(crate::shared::program())
        .current_dir(&workspace)
        .args(["banding", "@tw1.v1", "@tw1.v2"])
        .output()
        .expect("the program");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.contains("tw1.v1") && said.contains("belum"), "{said}");
}

#[test]
fn a_run_ends_with_one_table_and_what_is_to_be_done_now() {
    let (_folder, workspace) = copy_sample("politeknik");
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20"]);
    let visible = text(&output.stdout);
    assert!(visible.lines().count() <= 60, "{} lines: {visible}", visible.lines().count());
    let row = visible.lines().find(|line| line.starts_with("JAB ")).expect("a unit");
    assert!(row.contains('✓') && row.contains("kirim koreksi.eml"), "{row}");
    let tasks = visible.split("Yang harus dilakukan sekarang:").nth(1).expect("what is to be done");
    assert!(tasks.contains("1. ") && !tasks.contains("6. ") && tasks.contains("hasil/koreksi"), "{tasks}");
    assert!(!text(&output.stderr).contains("PDF"), "no line about another build on every run");
}

#[test]
fn the_recap_of_a_chosen_period_says_which_and_its_figures_stand_in_both_workbooks() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let walk = |choice: &[&str]| {
        let mut argument = vec!["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"];
        argument.extend(choice);
        let output = selaras(&argument);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        let period = match choice {
            ["--triwulan", quarter] => format!("tw{quarter}"),
            ["--semester", half] => format!("semester{half}"),
            ["--tahunan"] => "tahun".to_string(),
            _ => "tw2".to_string(),
        };
        fs::read_to_string(workspace.join(format!("hasil/rekap-2026-{period}.txt"))).expect("the message")
    };
    for (choice, state) in [
        (&[][..], "Sementara; keadaan s.d. TW II, data per 20 Juli 2026"),
        (&["--triwulan", "1"], "Sementara; keadaan s.d. TW I, data per 20 Juli 2026"),
        (&["--semester", "2"], "Sementara; keadaan Semester II (TW III–IV), data per 20 Juli 2026"),
        (&["--tahunan"], "Sementara; keadaan setahun, data per 20 Juli 2026"),
    ] {
        let message = walk(choice);
        assert!(message.contains(state), "{message}");
        assert!(message.lines().count() <= 15, "{message}");
    }
}

#[test]
fn two_periods_at_once_are_refused() {
    let output = selaras(&["konsolidasi", ".", "--semester", "1", "--tahunan"]);
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn last_years_workspace_fills_the_table_of_the_annual_report_and_a_missing_one_stops_nothing() {
    let (folder, workspace) = copy_sample("politeknik");
    let settings = workspace.join("selaras.toml");
    let content = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{content}\n[rekap]\ntahun_lalu = \"../lalu\"\n")).expect("settings");
    let lakip = || {
        let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20", "--diam"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        fs::read_to_string(workspace.join("hasil/data/lakip.json")).expect("the table")
    };
    assert!(lakip().contains("jalankan selaras konsolidasi di ruang kerja tahun lalu dahulu"));
    let past = folder.path().join("lalu/hasil/data");
    fs::create_dir_all(&past).expect("a folder");
    // The same table, as the year before left it.
    fs::write(past.join("lakip.json"), lakip().replace("\"tahun\":2026", "\"tahun\":2025")).expect("a table");
    let now = lakip();
    assert!(now.contains("data tahun 2025 baru s.d. TW II"), "{now}");
    assert!(!now.contains("jalankan selaras konsolidasi"), "{now}");
}

#[test]
fn unit_heads_and_those_above_them_get_a_small_recap_each() {
    let (_folder, workspace) = copy_sample("pemprov");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam", "--per-unit", "--per-bidang"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    for name in ["DISDIK.xlsx", "BKD-MUT.xlsx", "bidang-BKD.xlsx"] {
        assert!(workspace.join("hasil/rekap").join(name).is_file(), "{name}; {}", text(&output.stdout));
    }
}

#[test]
fn json_is_all_that_programs_read() {
    let (_folder, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--format", "json"]);
    let visible = text(&output.stdout);
    assert!(visible.lines().count() > 30, "{visible}");
    for row in visible.lines() {
        let one: serde_json::Value = serde_json::from_str(row).unwrap_or_else(|_| panic!("no JSON: {row}"));
        assert!(one["kode"].is_string(), "{row}");
    }
    assert!(text(&output.stderr).contains("Selesai: "), "people read the closing line on the error stream");
}

#[test]
fn completions_and_pages_of_the_manual_name_every_command() {
    let script = text(&selaras(&["pelengkap", "bash"]).stdout);
    let folder = tempfile::tempdir().expect("a folder");
    let output = selaras(&["pelengkap", "--folder", &folder.path().display().to_string()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    for command in
        ["konsolidasi", "gabung", "periksa", "banding", "mulai", "templat", "cetak", "migrasi", "baca", "aturan"]
    {
        assert!(script.contains(command), "bash does not complete {command}");
        let page =
            fs::read_to_string(folder.path().join(format!("selaras-{command}.1"))).expect("a page of the manual");
        assert!(page.contains(".SH PEMAKAIAN") && !page.contains(".SH OPTIONS"), "{page}");
    }
    assert_eq!(selaras(&["pelengkap"]).status.code(), Some(2), "a shell or a folder is asked for");
}
