//! What was read before is not read again, and that changes nothing.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use selaras::pipeline::{self, NoProgress};
use selaras::worker::{CachePlace, ReadMode, WorkerCommand};
use selaras::workspace::Workspace;

use crate::shared::{consolidated_sample, copy_sample, selaras};

const DATE: &str = "2026-07-20";

fn konsolidasi(workspace: &Path) {
    // Otherwise the results of the run before stand, and nothing is read at all.
    let _ = std::fs::remove_file(workspace.join("hasil/data/.putaran.bin"));
    let output = selaras(&["konsolidasi", &workspace.to_string_lossy(), "--tanggal", DATE, "--diam"]);
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Every file below a folder of results but what was kept of reading, by its path.
fn content(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut queue = vec![folder.to_path_buf()];
    while let Some(now) = queue.pop() {
        for listed in std::fs::read_dir(&now).expect("a folder") {
            let path = listed.expect("an entry").path();
            if path.is_dir() {
                queue.push(path);
            } else if path.extension().is_none_or(|suffix| suffix != "bin") {
                let content = std::fs::read(&path).expect("a file");
                all.insert(path.strip_prefix(folder).expect("below").to_path_buf(), content);
            }
        }
    }
    all
}

#[test]
fn results_are_the_same_bytes_with_what_was_kept_without_it_and_with_half_of_it() {
    let (_folder, workspace) = consolidated_sample("pemprov");
    let cache = workspace.join("hasil/data/.bacaan.bin");
    let intact = std::fs::read(&cache).expect("what was read is kept");
    konsolidasi(&workspace);
    let saved = content(&workspace.join("hasil"));
    assert!(saved.len() > 10);
    assert_eq!(std::fs::read(&cache).expect("still there"), intact, "nothing was read anew");
    std::fs::remove_file(&cache).expect("it may be deleted");
    konsolidasi(&workspace);
    assert!(content(&workspace.join("hasil")) == saved, "without what was kept");
    let mut damaged = intact.clone();
    damaged.truncate(intact.len() / 2);
    damaged[intact.len() / 3] ^= 0xff;
    std::fs::write(&cache, damaged).expect("half of it");
    konsolidasi(&workspace);
    assert!(content(&workspace.join("hasil")) == saved, "with half of what was kept");
}

#[test]
fn a_second_run_starts_no_reader_and_a_changed_file_is_read_anew() {
    let (_folder, folder) = copy_sample("pemprov");
    let workspace = Workspace::open(&folder).expect("a workspace");
    let day = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let read = |program: &str| {
        let argument: Vec<OsString> = ["baca", "--pekerja", "--ruang"].map(OsString::from).into();
        let way = ReadMode::Worker(WorkerCommand {
            program: program.into(),
            arguments: [argument, vec![folder.clone().into()]].concat(),
            total: 2,
            seconds: 60,
            cache: Some(CachePlace { file: workspace.cache(), program: "uji".into() }),
        });
        pipeline::run(&workspace, &way, day, &NoProgress).map(|outcome| outcome.tables.files)
    };
    let first = read(crate::shared::program()).expect("a run");
    let second = read("/program/yang/tidak/ada").expect("everything was kept");
    assert_eq!(first, second);
    let one = first.iter().find(|file| file.path.ends_with(".xlsx") && file.path.matches('/').count() == 1);
    let one = one.expect("a workbook in a folder of the inbox");
    let mut content = std::fs::read(folder.join("masuk").join(&one.path)).expect("its bytes");
    content.push(0);
    std::fs::write(folder.join("masuk").join(&one.path), content).expect("a changed file");
    assert!(read("/program/yang/tidak/ada").is_err(), "a changed file must be read");
    let third = read(crate::shared::program()).expect("a run");
    let new = third.iter().find(|file| file.path == one.path).expect("the same file");
    assert_ne!(new.sha256, one.sha256);
}
