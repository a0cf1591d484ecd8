//! Outputs: old or new and never half, whatever ends a run or stands in its way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::{file_in, folder_content, run};
use crate::shared::{copy_sample, selaras, text};

#[test]
fn a_second_run_on_one_workspace_says_so_and_stops() {
    let (_folder, workspace) = copy_sample("pemprov");
    let outcome = workspace.join("hasil");
    fs::create_dir_all(&outcome).expect("a folder");
    let key = fs::File::create(outcome.join(".kunci")).expect("the lock file");
    key.lock().expect("the lock");
    let output = selaras(&["konsolidasi", &workspace.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("sedang diproses"), "{}", text(&output.stderr));
    drop(key);
    fs::write(outcome.join(".selaras-sisa"), b"separuh").expect("a leftover");
    run(&workspace);
    assert!(!outcome.join(".selaras-sisa").exists(), "what an ended run left half-written is cleared");
}

#[test]
fn a_place_that_cannot_be_written_is_named_and_nothing_half_written_stays() {
    let (_folder, workspace) = copy_sample("pemprov");
    let outcome = workspace.join("hasil");
    fs::write(&outcome, b"bukan folder").expect("a file in the way");
    let output = selaras(&["konsolidasi", &workspace.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains(&outcome.display().to_string()), "{}", text(&output.stderr));
    fs::remove_file(&outcome).expect("the way is free");
    fs::create_dir_all(outcome.join("konsolidasi-2026.xlsx/isi")).expect("a folder in the way");
    let output = selaras(&["konsolidasi", &workspace.display().to_string()]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("konsolidasi-2026.xlsx"), "{}", text(&output.stderr));
    let rest: Vec<_> =
        file_in(&workspace).into_iter().filter(|path| path.to_string_lossy().contains(".selaras-")).collect();
    assert!(rest.is_empty(), "{rest:?}");
}

/// Outputs without what an ended run left half-written: its name says that it is no result.
fn outcome(workspace: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = workspace.join("hasil");
    let meanwhile = |path: &Path| {
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        inside.components().any(|one| one.as_os_str().to_string_lossy().starts_with('.'))
    };
    folder_content(&folder).into_iter().filter(|(path, _)| !meanwhile(path)).collect()
}

fn begin(workspace: &Path) -> Child {
    let mut command = Command::new(crate::shared::program());
    command.args(["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-10-20"]);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// What lies in the results beside the outputs and what is kept for the next run: of reading, which grows at its end, of
/// what it was made of, and of marked copies.
fn rest(workspace: &Path, output: &BTreeMap<PathBuf, Vec<u8>>) -> Vec<PathBuf> {
    let outcome = workspace.join("hasil");
    let kept = ["data/.bacaan.bin", "data/.putaran.bin", "data/.koreksi.bin"].map(|name| outcome.join(name));
    folder_content(&outcome).into_keys().filter(|path| !output.contains_key(path) && !kept.contains(path)).collect()
}

#[test]
fn a_run_that_is_killed_leaves_all_outputs_old_or_all_new_and_no_process() {
    let (_folder, workspace) = copy_sample("pemprov");
    run(&workspace);
    let old = outcome(&workspace);
    let moment = Instant::now();
    begin(&workspace).wait().expect("an end");
    let duration = moment.elapsed();
    let new = outcome(&workspace);
    assert!(old != new, "another day must give other bytes, or this test shows nothing");
    let correction = workspace.join("hasil/koreksi");
    assert!(old.keys().any(|path| path.starts_with(&correction)), "what goes back to units is an output too");
    let restore = || {
        fs::remove_dir_all(workspace.join("hasil")).expect("an empty place");
        for (path, content) in &old {
            fs::create_dir_all(path.parent().unwrap_or(&workspace)).expect("its folder");
            fs::write(path, content).expect("the old output");
        }
    };
    restore();
    let mut seed = 7_u64;
    for _ in 0..24 {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let moment = duration.mul_f64((seed >> 33) as f64 / f64::from(u32::MAX >> 1));
        let mut process = begin(&workspace);
        thread::sleep(moment);
        // It may have ended by itself.
        let _ = process.kill();
        let finish = process.wait().expect("an end").code().is_some();
        let exists = outcome(&workspace);
        assert!(exists == old || exists == new, "killed after {moment:?}: {:?}", different(&exists, &old, &new));
        assert!(without_reader(&workspace), "killed after {moment:?}: a reader goes on");
        if finish || exists == new {
            restore();
        }
    }
    let mut process = begin(&workspace);
    thread::sleep(duration / 2);
    process.kill().expect("a run in its middle");
    process.wait().expect("an end");
    let path = workspace.display().to_string();
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-10-20"]);
    assert!(text(&output.stderr).contains("tidak selesai"), "{}", text(&output.stderr));
    assert!(outcome(&workspace) == new, "the next run puts everything right");
    assert_eq!(rest(&workspace, &new), Vec::<PathBuf>::new(), "the next run clears what was left");
    let side = fs::read_dir(&workspace).expect("the workspace").flatten();
    let side: Vec<_> = side.filter(|one| one.file_name().to_string_lossy().starts_with('.')).collect();
    assert!(side.is_empty(), "{side:?}");
    let output = selaras(&["konsolidasi", &path, "--tanggal", "2026-10-20"]);
    assert!(!text(&output.stderr).contains("tidak selesai"), "{}", text(&output.stderr));
}

/// Outputs that are neither all old nor all new.
fn different(
    exists: &BTreeMap<PathBuf, Vec<u8>>,
    old: &BTreeMap<PathBuf, Vec<u8>>,
    new: &BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<String> {
    let all: BTreeSet<&PathBuf> = exists.keys().chain(old.keys()).collect();
    let one = |path: &&PathBuf| {
        let (now, old, new) = (exists.get(*path), old.get(*path), new.get(*path));
        let what = if now.is_none() {
            "gone"
        } else if now == old {
            "old"
        } else if now == new {
            "new"
        } else {
            "neither"
        };
        format!("{}: {what}", path.display())
    };
    all.iter().map(one).collect()
}

/// Whether no reader of a workspace is left, a moment after its parent has ended.
#[cfg(target_os = "linux")]
fn without_reader(workspace: &Path) -> bool {
    let workspace = workspace.display().to_string();
    let exists = || {
        fs::read_dir("/proc").expect("the processes").flatten().any(|process| {
            let row = fs::read(process.path().join("cmdline")).unwrap_or_default();
            let row = String::from_utf8_lossy(&row).into_owned();
            row.contains("--pekerja") && row.contains(&workspace)
        })
    };
    (0..50).any(|_| {
        thread::sleep(Duration::from_millis(10));
        !exists()
    })
}

#[cfg(not(target_os = "linux"))]
fn without_reader(_workspace: &Path) -> bool {
    true
}

#[test]
fn results_of_two_runs_side_by_side_are_refused_by_those_who_read_them() {
    let (folder, workspace) = copy_sample("pemprov");
    run(&workspace);
    let data = workspace.join("hasil/data");
    let old = fs::read(data.join("temuan.parquet")).expect("a table");
    let memory = fs::read(data.join("putaran.bin")).expect("what is remembered");
    begin(&workspace).wait().expect("an end");
    fs::write(data.join("temuan.parquet"), old).expect("the table of another run");
    let (path, exit) = (workspace.display().to_string(), folder.path().join("nasional").display().to_string());
    let output = selaras(&["gabung", &exit, &path]);
    assert_eq!(output.status.code(), Some(2));
    let error = text(&output.stderr);
    assert!(error.contains("tidak utuh") && error.contains("temuan.parquet"), "{error}");
    assert_eq!(selaras(&["banding", &path, &path]).status.code(), Some(1), "what is compared is whole");
    fs::write(data.join("putaran.bin"), memory).expect("the memory of another run");
    let output = selaras(&["banding", &path, &path]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("putaran.bin"), "{}", text(&output.stderr));
}

#[test]
fn what_stands_in_the_way_of_outputs_is_named_and_never_opened() {
    use std::os::unix::fs::symlink;

    let (folder, workspace) = copy_sample("pemprov");
    let path = workspace.display().to_string();
    run(&workspace);
    let pipe = |path: &Path| {
        let made = Command::new("mkfifo").arg(path).status().expect("mkfifo");
        assert!(made.success());
    };
    let outcome = workspace.join("hasil");
    for (name, command) in [
        ("koreksi", "konsolidasi"),
        ("konsolidasi-2026.xlsx", "konsolidasi"),
        ("data", "konsolidasi"),
        ("data/pk.parquet", "konsolidasi"),
        ("data/putaran.bin", "konsolidasi"),
        (".kunci", "konsolidasi"),
        ("templat", "templat"),
        (".kunci", "templat"),
    ] {
        let place = outcome.join(name);
        let is_safe = folder.path().join("disisihkan");
        let exists = fs::rename(&place, &is_safe).is_ok();
        pipe(&place);
        let output = within_one_minute(&[command, &path, "--tanggal", "2026-10-20"]);
        let error = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{name}: {error}");
        assert!(error.contains(name.rsplit('/').next().unwrap_or(name)), "{name}: {error}");
        fs::remove_file(&place).expect("the pipe is still there");
        if exists {
            fs::rename(&is_safe, &place).expect("back again");
        }
    }
    let outside = folder.path().join("milik orang.xlsx");
    fs::write(&outside, "milik orang").expect("a file outside");
    fs::remove_file(outcome.join("rekap-2026-tw2.xlsx")).expect("an output");
    symlink(&outside, outcome.join("rekap-2026-tw2.xlsx")).expect("a link in its place");
    let output = within_one_minute(&["konsolidasi", &path, "--tanggal", "2026-10-20"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("pintasan"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&outside).expect("the file outside"), "milik orang");
    fs::remove_file(outcome.join("rekap-2026-tw2.xlsx")).expect("the link");
    fs::create_dir_all(workspace.join("templat")).expect("a folder of definitions");
    for name in ["selaras.toml", "templat/baru.toml", "templat/koreksi.txt"] {
        let place = workspace.join(name);
        let former = fs::read(&place).ok();
        let _ = fs::remove_file(&place);
        pipe(&place);
        let output = within_one_minute(&["konsolidasi", &path, "--tanggal", "2026-10-20"]);
        let error = text(&output.stderr);
        assert!(error.contains("bukan berkas biasa"), "{name}: {error}");
        fs::remove_file(&place).expect("the pipe");
        if let Some(content) = former {
            fs::write(&place, content).expect("the settings");
        }
    }
}

/// Runs the program, which must end within a minute.
fn within_one_minute(argument: &[&str]) -> std::process::Output {
    let mut process = Command::new(crate::shared::program())
        .args(argument)
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    let limit = Instant::now() + Duration::from_secs(60);
    while process.try_wait().expect("a process").is_none() {
        if Instant::now() > limit {
            let _ = process.kill();
            panic!("{argument:?} did not end");
        }
        thread::sleep(Duration::from_millis(10));
    }
    process.wait_with_output().expect("its output")
}

#[test]
fn a_disk_without_room_is_said_with_the_file_and_the_old_one_stays() {
    let (_folder, workspace) = copy_sample("pemprov");
    run(&workspace);
    let old = outcome(&workspace);
    let path = workspace.display().to_string();
    // Blocks of 512 bytes that one file may have: a write beyond them fails as on a full disk.
    for block in [0, 8, 20] {
        let output = Command::new("sh")
            .args(["-c", "trap '' XFSZ; ulimit -f \"$1\"; shift; exec \"$@\"", "sh", &block.to_string()])
            .args([crate::shared::program(), "konsolidasi", &path, "--tanggal", "2026-10-20"])
            .output()
            .expect("a shell");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        let error = text(&output.stderr);
        assert!(error.contains("konsolidasi-2026.xlsx") && error.contains("ukuran"), "{error}");
        assert!(outcome(&workspace) == old, "the outputs of the run before stay as they were");
        assert_eq!(rest(&workspace, &old), Vec::<PathBuf>::new(), "nothing half-written stays");
    }
}
