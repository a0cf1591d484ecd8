//! What was ratified stays, whatever arrives later; what is different from it is told, all of it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use polars::prelude::AnyValue;

use crate::shared::{change_sheet, consolidated_sample, copy_sample, selaras, text};

const RATIFIER: &str = "Dr. Contoh Direktur, Direktur";

pub(crate) fn run(arguments: &[&str]) -> (i32, String) {
    let output = selaras(arguments);
    (output.status.code().unwrap_or(-1), text(&output.stdout) + &text(&output.stderr))
}

/// A copy of a sample whose planted mistakes are waived, so that it can be ratified.
pub(crate) fn waived(name: &str) -> (tempfile::TempDir, PathBuf) {
    let (keep, workspace) = consolidated_sample(name);
    let findings = std::fs::read_to_string(workspace.join("hasil/data/temuan.jsonl")).expect("findings");
    let codes: BTreeSet<String> = findings
        .lines()
        .map(|row| serde_json::from_str::<serde_json::Value>(row).expect("JSON"))
        .filter(|one| one["tingkat"] == "galat")
        .map(|one| one["kode"].as_str().expect("a code").to_string())
        .collect();
    let mut settings = std::fs::read_to_string(workspace.join("selaras.toml")).expect("settings");
    for code in codes {
        settings.push_str(&format!(
            "\n[[pengecualian]]\naturan = \"{code}\"\nalasan = \"Diterima pimpinan\"\nsampai = 2026-12-31\n"
        ));
    }
    std::fs::write(workspace.join("selaras.toml"), settings).expect("settings");
    (keep, workspace)
}

/// Every file below a folder, with its bytes.
pub(crate) fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry")) {
        if entry.path().is_dir() {
            all.extend(content(&entry.path()));
        } else {
            all.insert(entry.path(), std::fs::read(entry.path()).expect("a file"));
        }
    }
    all
}

/// Figures of indicators as the data tell them: scope, unit, code and which figure, to what it says.
fn figures(file: &Path) -> BTreeMap<(String, String, String), String> {
    let frame = selaras::tables::parquet::read(file).expect("a table");
    let column = |name: &str| frame.column(name).expect("a column").clone();
    let text = |name: &str, row: usize| match column(name).get(row).expect("a value") {
        AnyValue::String(text) => text.to_string(),
        AnyValue::StringOwned(text) => text.to_string(),
        AnyValue::Float64(figure) => format!("{figure:.9}"),
        _ => String::new(),
    };
    let mut all = BTreeMap::new();
    for row in 0..frame.height() {
        for slot in ["target", "realisasi", "capaian"] {
            let key = (text("unit", row), text("kode", row), slot.to_string());
            all.insert(key, format!("{}{}", text(slot, row), text(slot, row)));
        }
    }
    all
}

#[test]
fn a_galat_stands_in_the_way_until_somebody_waives_it_by_name() {
    let (_keep, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let (code, told) = run(&["sahkan", &path, "--triwulan", "2", "--oleh", RATIFIER, "--tanggal", "2026-07-20"]);
    assert_eq!(code, 1, "{told}");
    assert!(told.contains("TW II tidak disahkan") && told.contains("galat"), "{told}");
    assert!(!workspace.join("resmi").exists(), "nothing official was made");
    // A unit whose own agreement is right can be ratified although others are not.
    let pk = ["sahkan", &path, "--dokumen", "pk", "--unit", "jti", "--oleh", RATIFIER, "--tanggal", "2026-07-20"];
    let (code, told) = run(&pk);
    assert_eq!(code, 0, "{told}");
    assert!(
        told.contains("PK JTI: Resmi, versi 1, disahkan 20 Juli 2026 oleh Dr. Contoh Direktur, Direktur"),
        "{told}"
    );
    let (code, told) = run(&pk);
    assert!(code == 1 && told.contains("sudah resmi") && told.contains("--dokumen pk --unit JTI"), "{told}");
}

#[test]
fn what_arrives_later_changes_no_official_byte_and_every_different_figure_is_told() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    let (code, told) = run(&["sahkan", &path, "--triwulan", "2", "--oleh", RATIFIER, "--tanggal", "2026-07-20"]);
    assert_eq!(code, 0, "{told}");
    let official = workspace.join("resmi/tw2.v1");
    let before = content(&official);
    let message = String::from_utf8_lossy(&before[&official.join("rekap-2026-tw2.txt")]).into_owned();
    assert!(message.contains("Resmi, versi 1, disahkan 20 Juli 2026 oleh Dr. Contoh"), "{message}");
    let ratified = figures(&official.join("data/posisi.parquet"));
    let mut seed = 7_u64;
    let mut random = move |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let forms: Vec<PathBuf> = content(&workspace.join("masuk"))
        .into_keys()
        .filter(|file| file.extension().is_some_and(|suffix| suffix == "xlsx"))
        .collect();
    let mut different = 0;
    let mut mails = 0;
    for round in 0..10 {
        while mails < (round + 1) * 10 {
            let form = &forms[random(forms.len())];
            let Ok(bytes) = std::fs::read(form) else { continue };
            if zip::ZipArchive::new(std::io::Cursor::new(&bytes)).is_err() {
                continue;
            }
            let digit = char::from(b'1' + u8::try_from(random(9)).unwrap_or_default());
            let at = random(30);
            let changed = change_sheet(&bytes, |text| changed_figure(&text, at, digit));
            let target = match random(3) {
                0 => form.clone(),
                _ => workspace.join(format!("masuk/susulan {mails}.xlsx")),
            };
            std::fs::write(target, changed).expect("a later mail");
            mails += 1;
        }
        if round % 3 == 2 {
            let _ = std::fs::remove_file(&forms[random(forms.len())]);
            std::fs::remove_dir_all(workspace.join("hasil")).expect("results may go");
        }
        let (_, told) = run(&["konsolidasi", &path, "--triwulan", "2", "--tanggal", "2026-07-25", "-v"]);
        assert_eq!(content(&official), before, "round {round}");
        let now = figures(&workspace.join("hasil/data/posisi.parquet"));
        different += ratified.iter().filter(|(key, was)| now.get(key) != Some(was)).count();
        for (key, was) in &ratified {
            if now.get(key) != Some(was) {
                let (unit, code, slot) = key;
                let unit = if unit.is_empty() { "Instansi" } else { unit };
                let listed = |row: &str| {
                    row.starts_with(&format!("  {unit} {code} ")) && row.contains(&format!(", {slot}: resmi"))
                };
                assert!(told.lines().any(listed), "round {round}: {key:?} was {was}, is {:?}\n{told}", now.get(key));
            }
        }
    }
    assert_eq!(mails, 100);
    assert!(different > 20, "later mails that change nothing prove nothing: {different}");
    // A file of official outputs that somebody changed or deleted comes back.
    std::fs::write(official.join("rekap-2026-tw2.txt"), "lain").expect("a change");
    std::fs::remove_file(official.join("konsolidasi-2026.xlsx")).expect("a loss");
    let (_, told) = run(&["konsolidasi", &path, "--tanggal", "2026-07-25", "--diam"]);
    assert!(told.contains("2 berkas di resmi/tw2.v1 dipulihkan"), "{told}");
    assert_eq!(content(&official), before);
}

/// The sheet with one of its typed figures changed.
pub(crate) fn changed_figure(text: &str, at: usize, digit: char) -> String {
    let places: Vec<usize> = text
        .match_indices("<v>")
        .filter(|(place, _)| {
            let cell = text[..*place].rfind("<c ").map_or("", |start| &text[start..*place]);
            !cell.contains("t=\"s\"") && !cell.contains("<f>")
        })
        .map(|(place, _)| place + 3)
        .collect();
    match places.get(at % places.len().max(1)) {
        Some(place) => format!("{}{digit}{}", &text[..*place], &text[*place..]),
        None => text.to_string(),
    }
}

#[test]
fn a_new_version_needs_a_reason_and_both_stay_readable_and_comparable() {
    let (_keep, workspace) = waived("pemprov");
    let path = workspace.display().to_string();
    let ratify = |day: &str| run(&["sahkan", &path, "--triwulan", "1", "--oleh", RATIFIER, "--tanggal", day]);
    assert_eq!(ratify("2026-04-20").0, 0, "{}", ratify("2026-04-20").1);
    let (code, told) = ratify("2026-04-21");
    assert!(code == 1 && told.contains("selaras buka"), "{told}");
    let (code, told) = run(&["buka", &path, "--triwulan", "1", "--alasan", " ", "--tanggal", "2026-04-22"]);
    assert!(code == 2 && told.contains("alasan"), "{told}");
    let (code, told) = run(&["buka", &path, "--triwulan", "3", "--alasan", "x", "--tanggal", "2026-04-22"]);
    assert!(code == 2 && told.contains("TW III belum pernah disahkan"), "{told}");
    let open = || run(&["buka", &path, "--triwulan", "1", "--alasan", "Reviu Inspektorat", "--tanggal", "2026-04-22"]);
    assert_eq!(open().0, 0);
    assert!(open().1.contains("sudah dibuka kembali"));
    let (code, told) = ratify("2026-04-23");
    assert!(code == 0 && told.contains("versi 2"), "{told}");
    let [old, new] = ["tw1.v1", "tw1.v2"].map(|version| format!("{path}@{version}"));
    let (code, told) = run(&["banding", &old, &new, "--tanggal", "2026-04-24"]);
    assert_eq!(code, 0, "{told}");
    let (code, told) = run(&["banding", &old, &format!("{path}@tw1.v9")]);
    assert!(code == 2 && told.contains("yang ada: tw1.v1, tw1.v2"), "{told}");
    let (code, told) = run(&["banding", &old, &format!("{path}@tw9")]);
    assert!(code == 2 && told.contains("bukan nama versi resmi"), "{told}");
}

#[test]
fn a_file_that_changes_in_the_inbox_later_is_still_kept_as_it_was_received() {
    let (_keep, workspace) = copy_sample("politeknik");
    let path = workspace.display().to_string();
    let form = workspace.join("masuk/BAK/PK BAK.xlsx");
    let first = std::fs::read(&form).expect("a form");
    run(&["konsolidasi", &path, "--tanggal", "2026-07-20", "--diam"]);
    // Written into in place, as some programs do.
    std::fs::write(&form, b"rusak").expect("a change");
    run(&["konsolidasi", &path, "--tanggal", "2026-07-21", "--diam"]);
    let kept: Vec<Vec<u8>> = content(&workspace.join("arsip")).into_values().collect();
    assert!(kept.contains(&first) && kept.contains(&b"rusak".to_vec()));
}

#[test]
fn who_signs_a_document_does_not_ratify_it_where_four_eyes_are_asked_for() {
    let (_keep, workspace) = waived("politeknik");
    let path = workspace.display().to_string();
    let settings = std::fs::read_to_string(workspace.join("selaras.toml")).expect("settings");
    std::fs::write(workspace.join("selaras.toml"), settings + "\n[pengesahan]\nempat_mata = true\n").expect("settings");
    let officers = selaras::tables::parquet::read(&workspace.join("hasil/data/pejabat.parquet")).expect("a table");
    let text = |column: &str, row: usize| match officers.column(column).expect("a column").get(row).expect("a value") {
        AnyValue::String(text) => text.to_string(),
        AnyValue::StringOwned(text) => text.to_string(),
        _ => String::new(),
    };
    let own = (0..officers.height())
        .find(|row| {
            let named = !text("nama", *row).is_empty() && !text("unit", *row).is_empty();
            named && text("jenis_dokumen", *row) == "PK" && text("pihak", *row) == "pertama"
        })
        .map(|row| (text("unit", row), text("nama", row)));
    let (unit, name) = own.expect("who signs an agreement");
    let own = format!("{name}, Kepala Unit");
    let ratify =
        |by: &str| run(&["sahkan", &path, "--dokumen", "pk", "--unit", &unit, "--oleh", by, "--tanggal", "2026-07-20"]);
    let (code, told) = ratify(&own);
    assert!(code == 1 && told.contains("empat_mata"), "{told}");
    let (code, told) = ratify(RATIFIER);
    assert_eq!(code, 0, "{told}");
}
