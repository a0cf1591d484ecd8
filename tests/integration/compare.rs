//! Between rounds: what a unit changed, in the terminal, in the workbook and in its letter.

use std::fs;
use std::path::Path;

use mail_parser::MessageParser;
use serde_json::Value;

use crate::shared::{copy_sample, part, root, selaras, show_row, text};

fn konsolidasi(workspace: &Path, date: &str) -> String {
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", date]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The rows of the sheet of changes, as the texts of its file in order; the shared texts of the workbook hold them.
fn sheet(workspace: &Path) -> (String, String) {
    let book = fs::read(workspace.join("hasil/konsolidasi-2026.xlsx")).expect("the consolidated workbook");
    (part(&book, "xl/workbook.xml"), part(&book, "xl/sharedStrings.xml"))
}

fn surat(workspace: &Path, unit: &str) -> String {
    let content = fs::read(workspace.join("hasil/koreksi").join(unit).join("koreksi.eml")).expect("a letter");
    MessageParser::default().parse(&content).expect("a message").body_text(0).expect("a text").into_owned()
}

#[test]
fn what_a_unit_changed_is_told_until_it_sends_again() {
    let (_folder, workspace) = copy_sample("politeknik");
    assert!(konsolidasi(&workspace, "2026-07-13").contains("Belum ada putaran sebelumnya untuk dibandingkan."));
    assert!(sheet(&workspace).0.contains("<sheet name=\"Perubahan\""));
    assert!(sheet(&workspace).1.contains("Belum ada unit yang mengirim versi baru"));
    assert!(!surat(&workspace, "BAK").contains("catatan sebelumnya"));

    let ra = workspace.join("masuk/BAK/RA BAK.xlsx");
    fs::write(&ra, show_row(&fs::read(&ra).expect("a sample"))).expect("a mended file");
    let visible = konsolidasi(&workspace, "2026-07-20");
    assert!(visible.contains("Perubahan sejak putaran 13 Juli 2026 (rinciannya di lembar Perubahan):"), "{visible}");
    assert!(visible.contains("\n  BAK: 1 temuan sudah diperbaiki, 5 temuan masih ada\n"), "{visible}");
    let sentence = "Dari 6 catatan sebelumnya, 1 sudah diperbaiki dan 5 masih ada.";
    assert!(surat(&workspace, "BAK").contains(sentence), "{}", surat(&workspace, "BAK"));
    assert!(!surat(&workspace, "P3M").contains("catatan sebelumnya"), "it sent nothing new");
    for content in ["✓ sudah diperbaiki", "✗ masih ada", "13 Jul 2026", "20 Jul 2026"] {
        assert!(sheet(&workspace).1.contains(content), "{content}");
    }

    let all = || {
        ["konsolidasi-2026.xlsx", "data/putaran.bin", "koreksi/BAK/koreksi.eml"]
            .map(|name| fs::read(workspace.join("hasil").join(name)).expect("an output"))
    };
    let before = all();
    let visible = konsolidasi(&workspace, "2026-07-20");
    assert!(visible.contains("Tidak ada perubahan sejak putaran 20 Juli 2026."), "{visible}");
    assert!(before == all(), "a run that is repeated says the same, the comparison of BAK included");

    let (memory, old) = (workspace.join("hasil/data/putaran.bin"), workspace.join("hasil/data/putaran.jsonl"));
    fs::remove_file(&memory).expect("what is remembered");
    fs::write(&old, "{\"bentuk\":\"selaras 0.1.0 putaran 1\"}\n").expect("what an earlier version remembered");
    let visible = konsolidasi(&workspace, "2026-07-20");
    assert!(
        visible.contains(
            "Tidak dibandingkan dengan putaran sebelumnya: putaran sebelumnya ditulis dalam bentuk yang tidak dikenal versi selaras ini."
        ),
        "{visible}"
    );
    assert!(memory.is_file() && !old.exists(), "what nobody reads any more is taken away");
    assert!(konsolidasi(&workspace, "2026-07-20").contains("Tidak ada perubahan"), "and from here on it goes on");
}

#[test]
fn an_upgrade_of_the_program_keeps_the_comparison_of_cells_and_says_that_findings_lapse() {
    let (_folder, workspace) = copy_sample("politeknik");
    konsolidasi(&workspace, "2026-07-13");
    let memory = workspace.join("hasil/data/putaran.bin");
    let content = fs::read(&memory).expect("what is remembered");
    let head = b"selaras putaran 3\n";
    let (version, rest) = content[head.len() + 4..].split_at(1 + env!("CARGO_PKG_VERSION").len());
    assert_eq!(version[1..], *env!("CARGO_PKG_VERSION").as_bytes(), "the format of what is remembered is stated");
    let content = [b"\x059.9.9".as_slice(), rest].concat();
    fs::write(&memory, [head.as_slice(), &crc32fast::hash(&content).to_le_bytes(), &content].concat())
        .expect("as another version writes it");
    let ra = workspace.join("masuk/BAK/RA BAK.xlsx");
    let mended =
        crate::shared::change_sheet(&fs::read(&ra).expect("a sample"), |text| text.replace("<v>500</v>", "<v>510</v>"));
    fs::write(&ra, mended).expect("a mended file");
    let visible = konsolidasi(&workspace, "2026-07-20");
    let lapsed = "Yang dibandingkan hanya isian: temuan putaran sebelumnya ditulis oleh versi selaras yang lain";
    assert!(visible.contains(lapsed), "{visible}");
    assert!(visible.contains("Perubahan sejak putaran 13 Juli 2026"), "{visible}");
    assert!(visible.contains("\n  BAK: 1 isian diubah\n"), "{visible}");
    assert!(sheet(&workspace).1.contains("Hanya isian yang dibandingkan: temuan putaran sebelumnya"));
    assert!(!surat(&workspace, "BAK").contains("catatan sebelumnya"), "{}", surat(&workspace, "BAK"));
    assert!(!konsolidasi(&workspace, "2026-07-20").contains(lapsed), "and from here on it goes on");
}

#[test]
fn two_files_are_set_against_each_other_with_their_findings() {
    let folder = tempfile::tempdir().expect("a folder");
    let old = root().join("samples/politeknik/masuk/BAK/RA BAK.xlsx");
    let new = folder.path().join("RA BAK (2).xlsx");
    let mended = crate::shared::change_sheet(&fs::read(&old).expect("a sample"), |text| {
        text.replace(" hidden=\"1\"", "").replace("<v>500</v>", "<v>510</v>")
    });
    fs::write(&new, mended).expect("a mended file");
    let workspace = root().join("samples/politeknik").display().to_string();
    let (old, new) = (old.display().to_string(), new.display().to_string());
    let run = |extra: &[&str]| {
        let mut argument = vec!["diff", &old, &new, "--ruang", &workspace, "--tanggal", "2026-07-20"];
        argument.extend(extra);
        selaras(&argument)
    };
    let visible = text(&run(&[]).stdout);
    for content in
        ["Isian yang diubah (1)", "target: 500 → 510", "RA BAK (2).xlsx › RA › D7", "Temuan yang sudah diperbaiki (1)"]
    {
        assert!(visible.contains(content), "{content}: {visible}");
    }
    let json = text(&run(&["--format", "json"]).stdout);
    let row: Vec<Value> = json.lines().map(|one| serde_json::from_str(one).expect("a JSON object")).collect();
    assert_eq!((row[0]["keadaan"].as_str(), row[0]["sebelum"].as_str()), (Some("diubah"), Some("500")));
    assert!(row.iter().any(|one| one["kode"] == "TL07" && one["keadaan"] == "sudah diperbaiki"));

    let same = selaras(&["banding", &old, &old]);
    assert!(text(&same.stdout).contains("Tidak ada perubahan."), "{}", text(&same.stdout));
    let mixed = selaras(&["banding", &old, &workspace]);
    assert_eq!(mixed.status.code(), Some(2));
    assert!(text(&mixed.stderr).contains("dua berkas, atau dua folder"));
}

#[test]
fn two_results_are_set_against_each_other_and_an_empty_one_is_said() {
    let (_folder, workspace) = copy_sample("politeknik");
    let blank = selaras(&["banding", &workspace.display().to_string(), &workspace.display().to_string()]);
    assert_eq!(blank.status.code(), Some(2));
    assert!(text(&blank.stderr).contains("jalankan selaras konsolidasi dahulu"), "{}", text(&blank.stderr));
    konsolidasi(&workspace, "2026-07-13");
    let cache = workspace.join("hasil Juli");
    fs::rename(workspace.join("hasil"), &cache).expect("results put aside");
    fs::remove_file(workspace.join("masuk/BAK/RA BAK.xlsx")).expect("a file taken away");
    konsolidasi(&workspace, "2026-07-20");
    let output = selaras(&["banding", &cache.display().to_string(), &workspace.display().to_string()]);
    let visible = text(&output.stdout);
    for content in
        ["BAK  1 dokumen tidak ada lagi", "Dokumen yang tidak ada lagi (1)", "Temuan yang tidak dapat diperiksa"]
    {
        assert!(visible.contains(content), "{content}: {visible}");
    }
    assert_eq!(output.status.code(), Some(1), "the newer one still has findings at galat");
}
