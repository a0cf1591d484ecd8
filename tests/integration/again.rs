//! The second run: where nothing changed it touches nothing and says so; after any edit it leaves what a run leaves that
//! remembers nothing of what it read.
//!
//! A few edits by default; `SELARAS_LAGI=200 cargo test --test integration again` makes so many.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use crate::official::{changed_figure, waived};
use crate::shared::{change_part, change_sheet, consolidated_sample, copy_sample, selaras, text};

const DAY: &str = "2026-07-20";

/// Path and bytes of everything that a run made; what begins with a dot is kept for the next run alone.
fn made(workspace: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut queue = vec![workspace.join("hasil"), workspace.join("resmi"), workspace.join("arsip")];
    while let Some(now) = queue.pop() {
        for entry in fs::read_dir(&now).into_iter().flatten().flatten() {
            let path = entry.path();
            if entry.file_name().to_string_lossy().starts_with('.') {
                continue;
            }
            if path.is_dir() {
                queue.push(path);
            } else {
                let below = path.strip_prefix(workspace).expect("a path in it").to_path_buf();
                all.insert(below, fs::read(&path).expect("an output"));
            }
        }
    }
    all
}

/// When each file that a run made was last written.
fn written(workspace: &Path) -> BTreeMap<PathBuf, SystemTime> {
    let when = |path: &PathBuf| fs::metadata(workspace.join(path)).and_then(|data| data.modified()).expect("a time");
    made(workspace).into_keys().map(|path| (path.clone(), when(&path))).collect()
}

fn run(workspace: &Path, more: &[&str]) -> String {
    let path = workspace.display().to_string();
    let output = selaras(&[&["konsolidasi", &path, "--tanggal", DAY], more].concat());
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    text(&output.stdout)
}

const STANDS: &str = "tidak ditulis ulang";

#[test]
fn where_nothing_changed_nothing_is_written_and_it_says_so_with_what_the_last_run_came_to() {
    let (_folder, workspace) = copy_sample("pemprov");
    let first = run(&workspace, &[]);
    assert!(!first.contains(STANDS), "{first}");
    let before = written(&workspace);
    let again = run(&workspace, &[]);
    assert!(again.contains("Tidak ada perubahan sejak putaran 20 Juli 2026."), "{again}");
    assert!(again.contains(STANDS) && again.contains("rekap-2026-tw2.xlsx"), "{again}");
    assert_eq!(written(&workspace), before);
    // The same counts and the same table of units, and the same exit status.
    let line = |told: &str| told.lines().find(|line| line.contains("berkas dibaca")).map(str::to_string);
    assert_eq!(line(&again), line(&first));
    let table = |told: &str| -> Vec<String> {
        told.lines().skip_while(|line| !line.starts_with("Unit ")).take(8).map(str::to_string).collect()
    };
    assert!(table(&first).len() == 8 && table(&again) == table(&first), "{again}");
    let path = workspace.display().to_string();
    let status = |more: &[&str]| selaras(&[&["konsolidasi", &path, "--tanggal", DAY], more].concat()).status.code();
    assert_eq!(status(&[]), status(&["--baca-ulang"]));
}

#[test]
fn whatever_is_not_as_the_last_run_left_it_makes_it_run() {
    let (_keep, workspace) = waived("pemprov");
    let path = workspace.display().to_string();
    let stands = || run(&workspace, &[]).contains(STANDS);
    run(&workspace, &[]);
    assert!(stands());
    let whole = made(&workspace);
    let bytes = |name: &str| whole[Path::new(name)].clone();
    // An output that is gone, or somebody wrote into, or stands beside.
    fs::remove_file(workspace.join("hasil/rekap-2026-tw2.txt")).expect("an output");
    assert!(!stands() && made(&workspace) == whole);
    fs::write(workspace.join("hasil/data/pk.parquet"), bytes("hasil/data/pk.parquet")).expect("the same bytes anew");
    assert!(!stands() && made(&workspace) == whole);
    let kept = whole.keys().find(|path| path.starts_with("arsip")).expect("what was received");
    fs::remove_file(workspace.join(kept)).expect("a kept file");
    assert!(!stands() && made(&workspace) == whole, "what was received is kept again");
    // Another day, another period, small recaps, another file beside the settings.
    assert!(!run(&workspace, &["--tahunan"]).contains(STANDS));
    assert!(!stands(), "the period of before");
    assert!(!run(&workspace, &["--per-unit"]).contains(STANDS));
    assert!(run(&workspace, &["--per-unit"]).contains(STANDS));
    assert!(!stands());
    fs::create_dir_all(workspace.join("templat")).expect("a folder");
    fs::write(workspace.join("templat/koreksi.txt"), "Subjek: Perbaikan {dokumen}\n\nYth. {pimpinan}\n")
        .expect("a text");
    assert!(!stands());
    assert!(stands());
    // What the journal holds.
    let ratify = ["sahkan", &path, "--triwulan", "1", "--oleh", "Dr. Contoh, Kepala", "--tanggal", DAY];
    assert_eq!(selaras(&ratify).status.code(), Some(0));
    assert!(!stands());
    assert!(stands());
    // A run that was ended leaves nobody sure; who asks for findings or for a reading anew gets a run.
    fs::write(workspace.join("hasil/.kunci"), "sedang berjalan\n").expect("the word of an ended run");
    assert!(!stands());
    assert!(!run(&workspace, &["-v"]).contains(STANDS) && !run(&workspace, &["--baca-ulang"]).contains(STANDS));
    // What is kept of it may be damaged or deleted.
    fs::write(workspace.join("hasil/data/.putaran.bin"), "rusak").expect("damage");
    assert!(!stands());
    assert!(stands());
}

/// Chance that is the same in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit.max(1)
    }
}

fn forms(workspace: &Path) -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = Vec::new();
    let mut queue = vec![workspace.join("masuk")];
    while let Some(now) = queue.pop() {
        for entry in fs::read_dir(&now).expect("the inbox").flatten() {
            if entry.path().is_dir() { queue.push(entry.path()) } else { all.push(entry.path()) }
        }
    }
    all.retain(|path| path.extension().is_some_and(|suffix| suffix == "xlsx"));
    all.sort();
    all
}

fn is_package(path: &Path) -> bool {
    fs::File::open(path).is_ok_and(|file| zip::ZipArchive::new(file).is_ok())
}

/// Something that somebody does to a workspace between two runs; what it was, in a word.
fn edit(workspace: &Path, chance: &mut Chance) -> &'static str {
    let forms: Vec<PathBuf> = forms(workspace).into_iter().filter(|path| is_package(path)).collect();
    let one = forms[chance.below(forms.len())].clone();
    let beside = |name: String| one.with_file_name(name);
    match chance.below(9) {
        0..=2 => {
            let (at, digit) = (chance.below(40), char::from(b'1' + u8::try_from(chance.below(9)).unwrap_or_default()));
            let book = fs::read(&one).expect("a form");
            fs::write(&one, change_sheet(&book, |text| changed_figure(&text, at, digit))).expect("a changed form");
            "a figure"
        }
        3 => {
            fs::copy(&one, beside(format!("kiriman {}.xlsx", chance.below(1000)))).expect("a further form");
            "a copy of a form"
        }
        4 if forms.len() > 12 => {
            fs::remove_file(&one).expect("a form less");
            "a form that is gone"
        }
        5 => {
            fs::rename(&one, beside(format!("ganti nama {}.xlsx", chance.below(1000)))).expect("another name");
            "another name"
        }
        6 => {
            let path = workspace.join("selaras.toml");
            let settings = fs::read_to_string(&path).expect("settings");
            let kept = settings.split("\n[surat]").next().unwrap_or_default().to_string();
            fs::write(&path, format!("{kept}\n[surat]\nhari_perbaikan = {}\n", 1 + chance.below(30)))
                .expect("settings");
            "settings"
        }
        7 => {
            let path = workspace.join("kaskade.xlsx");
            let (book, at) = (fs::read(&path).expect("the cascade"), chance.below(40));
            fs::write(&path, change_sheet(&book, |text| changed_figure(&text, at, '7'))).expect("a changed cascade");
            "the cascade"
        }
        _ => {
            // Saved again: other bytes, the same cells.
            let book = fs::read(&one).expect("a form");
            fs::write(&one, change_part(&book, |name| name == "docProps/core.xml", |text| text + "\n"))
                .expect("a form");
            "a form saved again"
        }
    }
}

#[test]
fn after_any_edit_a_run_leaves_what_one_leaves_that_remembers_nothing_it_read() {
    let rounds = std::env::var("SELARAS_LAGI").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(12);
    let (_folder, warm) = consolidated_sample("pemprov");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let cold = elsewhere.path().join("pemprov");
    let mut chance = Chance(20_261_129);
    for round in 0..rounds {
        let what = edit(&warm, &mut chance);
        if cold.exists() {
            fs::remove_dir_all(&cold).expect("an empty place");
        }
        // With its times: the day of a file in a folder is one of its facts.
        let copied = Command::new("cp").arg("-a").arg(&warm).arg(&cold).status().expect("cp");
        assert!(copied.success());
        for kept in ["hasil/data/.bacaan.bin", "hasil/data/.putaran.bin"] {
            let _ = fs::remove_file(cold.join(kept));
        }
        run(&warm, &["--diam"]);
        run(&cold, &["--diam", "--baca-ulang"]);
        let (one, other) = (made(&warm), made(&cold));
        let apart: Vec<&PathBuf> =
            one.keys().chain(other.keys()).filter(|path| one.get(*path) != other.get(*path)).collect();
        assert!(apart.is_empty(), "round {round}, {what}: {apart:?}");
        let before = written(&warm);
        assert!(run(&warm, &["--diam"]).contains(STANDS), "round {round}, {what}: and again");
        assert_eq!(written(&warm), before, "round {round}, {what}");
    }
}

#[test]
fn the_tables_alone_are_written_beside_results_that_stay_as_they_are() {
    let (_folder, workspace) = copy_sample("pemprov");
    let tables = workspace.join("hasil/tabel-2026.xlsx");
    let told = run(&workspace, &["--hanya", "konsolidasi"]);
    assert!(told.contains("tabel-2026.xlsx") && !told.contains("surat koreksi"), "{told}");
    let alone: Vec<PathBuf> = made(&workspace).into_keys().collect();
    assert_eq!(alone, [PathBuf::from("hasil/tabel-2026.xlsx")], "nothing else is written, recorded or sent back");
    assert!(!workspace.join("riwayat.db").exists());
    run(&workspace, &[]);
    assert!(!tables.exists(), "a whole run takes away what would be of another run");
    let whole = made(&workspace);
    run(&workspace, &["--hanya", "konsolidasi"]);
    let mut beside = made(&workspace);
    assert!(beside.remove(Path::new("hasil/tabel-2026.xlsx")).is_some());
    assert!(beside == whole);
    let counted = |told: &str| told.lines().find(|line| line.contains("berkas dibaca")).map(str::to_string);
    assert_eq!(counted(&told), counted(&run(&workspace, &["--baca-ulang"])));
    let output = selaras(&["konsolidasi", &workspace.display().to_string(), "--hanya", "konsolidasi", "--per-unit"]);
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
}

#[test]
fn copies_of_what_was_received_are_kept_unless_the_settings_leave_them_out() {
    let (_keep, workspace) = waived("pemprov");
    let settings = fs::read_to_string(workspace.join("selaras.toml")).expect("settings");
    let _ = fs::remove_dir_all(workspace.join("arsip"));
    fs::write(workspace.join("selaras.toml"), format!("{settings}\n[arsip]\nsalinan = false\n")).expect("settings");
    run(&workspace, &["--diam"]);
    assert!(!workspace.join("arsip/berkas").exists());
    let path = workspace.display().to_string();
    let inspect = || text(&selaras(&["arsip", "periksa", &path]).stdout);
    assert!(inspect().contains("Utuh"), "{}", inspect());
    // What is ratified is kept all the same.
    let ratify = ["sahkan", &path, "--triwulan", "1", "--oleh", "Dr. Contoh, Kepala", "--tanggal", DAY];
    assert_eq!(selaras(&ratify).status.code(), Some(0));
    let kept: Vec<PathBuf> = made(&workspace).into_keys().filter(|path| path.starts_with("arsip/berkas")).collect();
    assert!(!kept.is_empty() && inspect().contains("Utuh"), "{}", inspect());
    fs::remove_file(workspace.join(&kept[0])).expect("a kept file");
    assert!(!inspect().contains("Utuh"), "{}", inspect());
}

#[test]
fn marked_copies_are_made_anew_where_the_last_ones_are_not_as_they_were_left() {
    let (_folder, workspace) = consolidated_sample("pemprov");
    let again = || {
        let _ = fs::remove_file(workspace.join("hasil/data/.putaran.bin"));
        run(&workspace, &["--diam"]);
    };
    let whole = made(&workspace);
    let is_copy = |path: &&PathBuf| path.to_string_lossy().ends_with(" - koreksi.xlsx");
    let copies: Vec<&PathBuf> = whole.keys().filter(is_copy).collect();
    assert!(copies.len() > 2, "{copies:?}");
    again();
    assert!(made(&workspace) == whole, "taken from the last run");
    fs::remove_file(workspace.join(copies[0])).expect("a copy");
    fs::write(workspace.join(copies[1]), "milik orang").expect("a copy that somebody wrote into");
    again();
    assert!(made(&workspace) == whole, "one is gone and one is another");
    let kept = workspace.join("hasil/data/.koreksi.bin");
    for damage in [&b"rusak"[..], b""] {
        fs::write(&kept, damage).expect("damage");
        again();
        assert!(made(&workspace) == whole, "what is kept of them is damaged");
    }
    assert!(fs::read(&kept).expect("what is kept of them").len() > 100);
}
