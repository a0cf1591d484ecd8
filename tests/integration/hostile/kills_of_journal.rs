//! The commands of the journal, killed at moments of chance: what it says is old or new as a whole, every official output,
//! archive and minute that is there is whole, no reader goes on, and the next commands put right what was left.
//!
//! A few kills of each command by default; `SELARAS_HENTI=100 cargo test --test integration kills` spreads so many over
//! all commands here, and as many over those of `kills.rs`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use selaras::jobs::inspect_archive;
use selaras::journal::Journal;

use super::folder_content;
use super::kills::{Chance, nobody_left};
use crate::official::{run, waived};

/// Kills of each command where nothing else is asked for.
const FEW: usize = 2;
/// The day of everything.
const DAY: &str = "2026-07-20";
const RATIFIER: &str = "Dr. Contoh Direktur, Direktur";

/// A command of the journal and what has to be done before it.
struct Act {
    name: &'static str,
    before: &'static [&'static [&'static str]],
    typed: &'static [&'static str],
}

const RATIFY: &[&str] = &["sahkan", "RUANG", "--triwulan", "2", "--oleh", RATIFIER, "--tanggal", DAY];
const ACTS: [Act; 7] = [
    Act { name: "sahkan a period", before: &[], typed: RATIFY },
    Act {
        name: "sahkan documents",
        before: &[],
        typed: &["sahkan", "RUANG", "--dokumen", "pk", "--oleh", RATIFIER, "--tanggal", DAY],
    },
    Act {
        name: "buka",
        before: &[RATIFY],
        typed: &["buka", "RUANG", "--triwulan", "2", "--alasan", "Reviu", "--tanggal", DAY],
    },
    Act {
        name: "catat",
        before: &[],
        typed: &["catat", "RUANG", "--unit", "JTI", "--dokumen", "pk", "--langkah", "1", "--tanggal", DAY],
    },
    Act { name: "arsip", before: &[RATIFY], typed: &["arsip", "RUANG", "--tanggal", DAY] },
    Act {
        name: "arsip jatuh-tempo",
        before: &[RATIFY],
        typed: &["arsip", "jatuh-tempo", "RUANG", "--tanggal", "2033-01-01"],
    },
    // The first run of a workspace gives every number of the register, and keeps every file that was received.
    Act {
        name: "konsolidasi, the register",
        before: &[],
        typed: &["konsolidasi", "RUANG", "--tanggal", DAY, "--diam"],
    },
];

fn typed(words: &[&str], workspace: &Path) -> Vec<String> {
    let place = workspace.display().to_string();
    words.iter().map(|word| if *word == "RUANG" { place.clone() } else { (*word).to_string() }).collect()
}

fn done(words: &[&str], workspace: &Path) -> (i32, String) {
    let typed = typed(words, workspace);
    run(&typed.iter().map(String::as_str).collect::<Vec<_>>())
}

/// Everything that the journal says.
fn said(workspace: &Path) -> Vec<String> {
    let Some(journal) = Journal::existing(workspace).expect("a journal") else { return Vec::new() };
    let damaged = journal.inspect().expect("a sound journal").damaged;
    assert!(damaged.is_empty(), "{damaged:?}");
    let mut all: Vec<String> = Vec::new();
    for version in journal.versions().expect("versions") {
        all.push(format!("{version:?} {:?}", journal.outputs(&version).expect("outputs")));
    }
    all.extend(journal.events().expect("events").iter().map(|one| format!("{one:?}")));
    all.extend(journal.register().expect("the register").iter().map(|one| format!("{one:?}")));
    all.extend(journal.received().expect("what was received").iter().map(|one| format!("{one:?}")));
    all
}

/// Files that a command of the journal leaves, by their path: official outputs, received files, archives, minutes.
fn kept(workspace: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for folder in ["resmi", "arsip"] {
        if workspace.join(folder).is_dir() {
            all.extend(folder_content(&workspace.join(folder)));
        }
    }
    let minutes = fs::read_dir(workspace.join("hasil")).into_iter().flatten().flatten().map(|one| one.path());
    let minutes = minutes.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().contains("acara")));
    all.extend(minutes.map(|path| (path.clone(), fs::read(path).expect("a draft"))));
    let hidden =
        |path: &Path| path.components().any(|part| part.as_os_str().to_string_lossy().starts_with(".selaras-"));
    all.retain(|path, _| !hidden(path));
    all.into_iter()
        .map(|(path, bytes)| (path.strip_prefix(workspace).expect("a path in it").to_path_buf(), bytes))
        .collect()
}

/// A workspace that is copied before each kill.
struct Stage {
    _folder: tempfile::TempDir,
    original: PathBuf,
    place: PathBuf,
}

impl Stage {
    fn new() -> Self {
        let (folder, original) = waived("politeknik");
        let place = folder.path().join("coba");
        Self { _folder: folder, original, place }
    }

    fn copy(from: &Path, to: &Path) {
        if to.exists() {
            fs::remove_dir_all(to).expect("an empty place");
        }
        // With its times: which of several forms counts may hang on them.
        let copied = Command::new("cp").arg("-a").arg(from).arg(to).status().expect("cp");
        assert!(copied.success());
    }
}

fn start(words: &[&str], workspace: &Path, mark: &str) -> Child {
    let mut command = Command::new(crate::shared::program());
    command.args(typed(words, workspace)).env("SELARAS_UJI", mark);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

#[test]
fn every_command_of_the_journal_leaves_old_or_new_when_it_is_killed() {
    let stage = Stage::new();
    let asked = std::env::var("SELARAS_HENTI").ok().and_then(|kills| kills.parse::<usize>().ok());
    let each = asked.map_or(FEW, |kills| kills.div_ceil(ACTS.len()));
    let mut chance = Chance::of(0x2026_0720 + each as u64);
    let (mut kills, mut done_already) = (0, 0);
    for act in &ACTS {
        let prepared = stage.place.with_extension("siap");
        Stage::copy(&stage.original, &prepared);
        if act.name == "konsolidasi, the register" {
            for gone in ["hasil", "arsip", "riwayat.db", "riwayat.db-wal", "riwayat.db-shm"] {
                let path = prepared.join(gone);
                let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
            }
        } else {
            done(&["konsolidasi", "RUANG", "--tanggal", DAY, "--diam"], &prepared);
        }
        for words in act.before {
            let (code, told) = done(words, &prepared);
            assert_eq!(code, 0, "{}: {words:?}: {told}", act.name);
        }
        let old = said(&prepared);
        Stage::copy(&prepared, &stage.place);
        let begin = Instant::now();
        let (code, told) = done(act.typed, &stage.place);
        let duration = begin.elapsed();
        assert!(code < 2, "{}: {told}", act.name);
        let (new, files) = (said(&stage.place), kept(&stage.place));
        assert!(old != new || files != kept(&prepared), "{}: it must leave something", act.name);
        for number in 0..each {
            Stage::copy(&prepared, &stage.place);
            let mark = format!("{}-{number}-{}", stage.place.display(), act.name);
            let mut process = start(act.typed, &stage.place, &mark);
            // The writing is the last part of most of them.
            let part = if number % 2 == 0 { chance.part() } else { 0.6 + 0.4 * chance.part() };
            let moment = duration.mul_f64(part);
            let end = Instant::now() + moment;
            while Instant::now() < end && process.try_wait().expect("its state").is_none() {
                thread::sleep(Duration::from_micros(500));
            }
            let _ = process.kill();
            process.wait().expect("an end");
            kills += 1;
            let told = format!("{} killed after {moment:?}", act.name);
            assert!(nobody_left(&mark), "{told}: a reader goes on");
            let now = said(&stage.place);
            let apart = |one: &[String], other: &[String]| -> Vec<String> {
                one.iter().filter(|line| !other.contains(line)).cloned().collect()
            };
            let sides = || (apart(&now, &old), apart(&now, &new), apart(&new, &now));
            assert!(now == old || now == new, "{told}: the journal is neither old nor new: {:?}", sides());
            done_already += usize::from(now == new && old != new);
            let before = kept(&prepared);
            for (path, bytes) in kept(&stage.place) {
                let whole = before.get(&path) == Some(&bytes) || files.get(&path) == Some(&bytes);
                assert!(whole, "{told}: {} is half", path.display());
            }
            // Again, and then nothing is missing and nothing is left beside.
            let (code, said_again) = done(act.typed, &stage.place);
            assert!(code < 2 || now == new, "{told}: {said_again}");
            done(&["konsolidasi", "RUANG", "--tanggal", DAY, "--diam"], &stage.place);
            let outcome = inspect_archive(&stage.place).expect("what is kept");
            assert!(outcome.damaged.is_empty(), "{told}: {:?}", outcome.damaged);
            let left: Vec<PathBuf> = folder_content(&stage.place)
                .into_keys()
                .filter(|path| path.to_string_lossy().contains(".selaras-"))
                .collect();
            assert!(left.is_empty(), "{told}: {left:?}");
        }
    }
    println!("{kills} kills of the commands of the journal, {done_already} of them after it was written");
}
