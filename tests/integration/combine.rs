//! Many workspaces at once: worked on by one command, put together by another.

use std::fs;
use std::path::{Path, PathBuf};

use selaras::exports::read_summary;
use selaras::recap::summary::SummaryRow;
use selaras::tables::parquet;
use selaras::workbook::{self, CellValue, limits::Limits};

use crate::generator::{GenerationPlan, generate};
use crate::shared::{selaras, text};

const DAY: &str = "2027-02-01";

/// So many generated workspaces of one unit each, below one folder.
fn workspace(count: usize) -> (tempfile::TempDir, Vec<PathBuf>) {
    let parent = tempfile::tempdir().expect("a folder");
    let folder: Vec<PathBuf> = (0..count).map(|number| parent.path().join(format!("semua/ruang-{number}"))).collect();
    for (number, one) in folder.iter().enumerate() {
        generate(one, &GenerationPlan { file: 6, number, seed: 7 }).expect("a workspace");
    }
    (parent, folder)
}

fn run(argument: &[&str]) -> (Option<i32>, String, String) {
    let output = selaras(&[argument, &["--tanggal", DAY, "--diam"]].concat());
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}

/// Whether a workspace has the workbook of a recap, of whatever period.
fn has_recap(workspace: &Path) -> bool {
    let names = fs::read_dir(workspace.join("hasil")).into_iter().flatten().flatten();
    let names: Vec<String> = names.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.iter().any(|name| name.starts_with("rekap-2026-") && name.ends_with(".xlsx"))
}

/// The cells of a row of a sheet whose first cell is this, as numbers where they are.
fn figure(book: &Path, sheet: &str, start: f64) -> Vec<f64> {
    let book = workbook::read(&fs::read(book).expect("a workbook"), &Limits::default()).expect("a readable workbook");
    let sheet = book.sheets.iter().find(|one| one.name == sheet).expect("the sheet");
    let row = sheet.cells.iter().find(|cell| cell.address.column == 0 && cell.value == CellValue::Number(start));
    let row = row.expect("the row").address.row;
    let owned = sheet.cells.iter().filter(|cell| cell.address.row == row);
    owned.filter_map(|cell| if let CellValue::Number(figure) = cell.value { Some(figure) } else { None }).collect()
}

#[test]
fn a_workspace_that_cannot_run_does_not_stop_the_others_and_the_last_line_says_so() {
    let (parent, folder) = workspace(3);
    fs::write(folder[1].join("selaras.toml"), "[instansi]\nnama = \"Lembaga\"\n").expect("settings");
    let (code, output, error) = run(&["konsolidasi", &shown(&parent.path().join("semua"))]);
    assert_eq!(code, Some(2), "{error}");
    assert!(error.contains("ruang-1") && error.contains("tahun"), "{error}");
    assert!(has_recap(&folder[0]) && !has_recap(&folder[1]) && has_recap(&folder[2]));
    let last = output.trim_end().lines().last().unwrap_or_default();
    assert!(last.contains("2 dari 3 ruang kerja selesai") && last.contains("ruang-1"), "{last}");
}

#[test]
fn findings_of_several_workspaces_say_as_json_which_one_they_are_about() {
    let (parent, _) = workspace(2);
    let output = selaras(&["konsolidasi", &shown(&parent.path().join("semua")), "--tanggal", DAY, "--format", "json"]);
    let output = text(&output.stdout);
    let object: Vec<serde_json::Value> = output
        .lines()
        .filter(|row| row.starts_with('{'))
        .map(|row| serde_json::from_str(row).expect("an object"))
        .collect();
    assert!(!object.is_empty() && object.iter().all(|one| one["ruang"].is_string() && one["kode"].is_string()));
}

#[test]
fn data_of_workspaces_become_one_dataset_whose_recap_adds_up() {
    let (parent, folder) = workspace(3);
    let (all, exit) = (shown(&parent.path().join("semua")), parent.path().join("nasional"));
    assert!(run(&["konsolidasi", &all]).0.is_some_and(|code| code < 2));
    let (code, output, error) = run(&["gabung", &shown(&exit), &all]);
    assert_eq!((code, error.as_str()), (Some(0), ""), "{output}");
    assert!(output.contains("3 instansi digabung"), "{output}");
    let mut row = 0;
    for (number, one) in folder.iter().enumerate() {
        let origin = one.join("hasil/data/pengukuran.parquet");
        let code = format!("tahun=2026/instansi=lembaga-contoh-{:04}", number + 1);
        let copy = exit.join("data/pengukuran").join(code).join("pengukuran.parquet");
        assert_eq!(fs::read(&origin).expect("a table"), fs::read(&copy).expect("its copy"));
        row += parquet::digest(&origin).expect("a table").row;
    }
    let recap = exit.join("rekap-nasional.parquet");
    let columns = parquet::digest(&recap).expect("the recap").columns;
    assert_eq!([&columns[0].0, &columns[1].0, &columns[2].0], ["tahun", "instansi", "nama_instansi"]);
    let rows = read_summary(&recap).expect("the recap");
    let total = |count: fn(&SummaryRow) -> Option<u32>| rows.iter().filter_map(count).map(f64::from).sum::<f64>();
    assert_eq!((rows.len(), total(|row| row.units), total(|row| row.reported)), (3, 3.0, 3.0));
    assert_eq!((total(|row| row.iku[0]), total(|row| row.indikator[0])), (60.0, 120.0));
    // Figures of the sheet are results of formulas over the sheet behind it.
    let national = figure(&exit.join("rekap-nasional.xlsx"), "Nasional", 2026.0);
    assert_eq!(national[..3], [2026.0, 3.0, 0.0]);
    assert_eq!((national[4], national[5], national[6]), (3.0, 60.0, total(|row| row.iku[1])));
    assert_eq!(national[9..13], [3.0, 3.0, 120.0, total(|row| row.indikator[3])]);
    assert!(row > 0 && total(|row| row.files) == 18.0);
}

#[test]
fn who_is_not_in_the_dataset_is_named_and_who_left_is_not_counted() {
    let (parent, folder) = workspace(3);
    let exit = parent.path().join("nasional");
    let (one, two, three) = (shown(&folder[0]), shown(&folder[1]), shown(&folder[2]));
    assert!(run(&["konsolidasi", &one, &two]).0.is_some_and(|code| code < 2));
    let (code, output, error) = run(&["gabung", &shown(&exit), &one, &two, &three]);
    assert_eq!(code, Some(2));
    assert!(error.contains("ruang-2") && error.contains("belum dikonsolidasi"), "{error}");
    assert!(output.contains("2 instansi digabung. 1 ruang kerja BELUM masuk"), "{output}");
    let national = figure(&exit.join("rekap-nasional.xlsx"), "Nasional", 2026.0);
    assert_eq!(national[..3], [2026.0, 2.0, 1.0]);
    assert_eq!(run(&["gabung", &shown(&exit), &one]).0, Some(0));
    let remaining = fs::read_dir(exit.join("data/pk/tahun=2026")).expect("the dataset").count();
    assert_eq!(remaining, 1, "what an earlier run put in would still be counted");
    assert_eq!(fs::read_dir(&exit).expect("the folder").count(), 3, "something is left over");
}

#[test]
fn two_institutions_under_one_code_are_refused_and_a_code_tells_them_apart() {
    let (parent, folder) = workspace(2);
    let exit = parent.path().join("nasional");
    for (number, one) in folder.iter().enumerate() {
        let settings = fs::read_to_string(one.join("selaras.toml")).expect("settings");
        let same = settings.replace(&format!("Lembaga Contoh {:04}", number + 1), "Lembaga Contoh");
        fs::write(one.join("selaras.toml"), same).expect("settings");
    }
    let all = shown(&parent.path().join("semua"));
    assert!(run(&["konsolidasi", &all]).0.is_some_and(|code| code < 2));
    let (code, _, error) = run(&["gabung", &shown(&exit), &all]);
    assert_eq!(code, Some(2));
    for part in ["lembaga-contoh tahun 2026", "ruang-0", "ruang-1", "[instansi] kode"] {
        assert!(error.contains(part), "{part} is missing in {error}");
    }
    assert!(!exit.exists(), "nothing is written when the answer would be wrong");
    let settings = fs::read_to_string(folder[1].join("selaras.toml")).expect("settings");
    fs::write(folder[1].join("selaras.toml"), settings.replace("tahun = 2026", "kode = \"lembaga-dua\"\ntahun = 2026"))
        .expect("settings");
    assert_eq!(run(&["gabung", &shown(&exit), &all]).0, Some(0));
    assert!(exit.join("data/pk/tahun=2026/instansi=lembaga-dua").is_dir());
}

#[test]
fn settings_that_changed_after_the_run_and_targets_that_are_something_else_are_refused() {
    let (parent, folder) = workspace(1);
    let (one, exit) = (shown(&folder[0]), shown(&parent.path().join("nasional")));
    assert!(run(&["konsolidasi", &one]).0.is_some_and(|code| code < 2));
    let (code, _, error) = run(&["gabung", &one, &one]);
    assert!(code == Some(2) && error.contains("ruang kerja"), "{error}");
    let settings = fs::read_to_string(folder[0].join("selaras.toml")).expect("settings");
    fs::write(folder[0].join("selaras.toml"), settings.replace("tahun = 2026", "tahun = 2025")).expect("settings");
    let (code, _, error) = run(&["gabung", &exit, &one]);
    assert!(code == Some(2) && error.contains("berubah setelah konsolidasi"), "{error}");
}
