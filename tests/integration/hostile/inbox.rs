//! What lies in an inbox and is no plain file, or does not stay as it was.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use selaras::intake;
use selaras::pipeline::{self, NoProgress, returns};
use selaras::worker::ReadMode;
use selaras::workspace::Workspace;

use super::{by_file, maker, run};
use crate::shared::{copy_sample, text};

/// The end of a command, within a minute.
pub(super) fn within_one_minute(command: &mut Command) -> Output {
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the program starts");
    let begin = Instant::now();
    while process.try_wait().expect("a process").is_none() {
        if begin.elapsed() > Duration::from_secs(60) {
            process.kill().expect("an end");
            panic!("{command:?} still waits after a minute");
        }
        thread::sleep(Duration::from_millis(20));
    }
    process.wait_with_output().expect("its output")
}

fn selaras_in(program: &Path, argument: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(argument);
    command
}

#[test]
fn a_pipe_a_socket_and_a_device_are_said_and_never_waited_for() {
    let (_folder, workspace) = copy_sample("pemprov");
    let enter = workspace.join("masuk");
    let pipe = enter.join("pipa.xlsx");
    assert!(Command::new("mkfifo").arg(&pipe).status().expect("mkfifo").success());
    let _socket = UnixListener::bind(enter.join("soket.xlsx")).expect("a socket");
    let program = Path::new(crate::shared::program());
    let path = workspace.display().to_string();
    let output = within_one_minute(&mut selaras_in(
        program,
        &["konsolidasi", &path, "--tanggal", "2026-07-20", "--format", "json"],
    ));
    let visible = text(&output.stdout);
    let temuan: Vec<serde_json::Value> = visible.lines().filter_map(|row| serde_json::from_str(row).ok()).collect();
    let map = by_file(&temuan);
    for name in ["pipa.xlsx", "soket.xlsx"] {
        assert!(
            map[name].iter().any(|(code, message)| code == "BK01" && message.contains("bukan berkas biasa")),
            "{name}"
        );
    }
    let pipe = pipe.display().to_string();
    for (command, name) in [("baca", pipe.as_str()), ("periksa", pipe.as_str()), ("baca", "/dev/zero")] {
        let output = within_one_minute(&mut selaras_in(program, &[command, name]));
        assert_eq!(output.status.code(), Some(1));
        assert!(text(&output.stdout).contains("bukan berkas biasa"), "{command} {name}");
    }
}

#[test]
fn files_that_vanish_or_change_while_they_are_read_get_an_answer() {
    let (_folder, workspace_folder) = copy_sample("pemprov");
    let enter = workspace_folder.join("masuk");
    let book = |content: &str| maker::HostileBook::text(content).finish();
    for name in ["hilang.xlsx", "jadi folder.xlsx", "dipotong.xlsx"] {
        fs::write(enter.join(name), book(name)).expect("a file");
    }
    for name in ["hilang.zip", "diganti.zip"] {
        fs::write(enter.join(name), maker::archive(&[("a.xlsx".into(), book(name))])).expect("an archive");
    }
    let workspace = Workspace::open(&workspace_folder).expect("a workspace");
    let inbox = intake::collect(&workspace.inbox()).expect("the inbox");
    for name in ["hilang.xlsx", "jadi folder.xlsx", "hilang.zip"] {
        fs::remove_file(enter.join(name)).expect("gone");
    }
    fs::create_dir(enter.join("jadi folder.xlsx")).expect("a folder");
    fs::write(enter.join("dipotong.xlsx"), &book("dipotong.xlsx")[..100]).expect("half a file");
    fs::write(enter.join("diganti.zip"), maker::archive(&[("b.xlsx".into(), book("b"))])).expect("another archive");
    let file = pipeline::read(&workspace, &ReadMode::Own, inbox, &NoProgress).expect("the others are read");
    for (name, word) in [
        ("hilang.xlsx", "tidak ditemukan"),
        ("jadi folder.xlsx", "itu sebuah folder"),
        ("dipotong.xlsx", "rusak"),
        ("hilang.zip/a.xlsx", "tidak ditemukan"),
        ("diganti.zip/a.xlsx", "penyimpanan"),
    ] {
        let one = file.iter().find(|one| one.path == name).expect("every file that was listed has an answer");
        let message = &one.outcome.as_ref().expect_err(name).message;
        assert!(message.contains(word), "{name}: {message}");
    }
    assert!(file.iter().any(|one| one.outcome.is_ok()));
}

#[test]
fn a_file_that_changed_after_it_was_read_is_not_marked() {
    let (_folder, workspace_folder) = copy_sample("pemprov");
    let workspace = Workspace::open(&workspace_folder).expect("a workspace");
    let day = NaiveDate::from_ymd_opt(2026, 7, 20).expect("a day");
    let outcome = pipeline::run(&workspace, &ReadMode::Own, day, &NoProgress).expect("a run");
    let input = outcome.input(&workspace, day);
    let write = || {
        let folder = tempfile::tempdir().expect("a folder of results");
        returns::write(&workspace, &outcome, &input, folder.path(), &ReadMode::Own).expect("the folder of corrections")
    };
    let former = write();
    assert!(former.failures.is_empty() && former.marked > 0, "{:?}", former.failures);
    for source in outcome.sources.values().filter(|source| source.member.is_empty()) {
        let mut content = fs::read(&source.file).expect("a file");
        content.push(b' ');
        fs::write(&source.file, content).expect("another byte");
    }
    let after = write();
    // What lies in an archive did not change.
    assert_eq!(after.marked + after.failures.len(), former.marked);
    assert!(after.failures.len() > 1);
    assert!(after.failures.iter().all(|one| one.contains("berubah setelah dibaca")), "{:?}", after.failures);
}

/// The program as somebody who is not the administrator: those may read and write everything.
fn usual_person(folder: &Path, argument: &[&str]) -> Output {
    let program = folder.join("selaras");
    if !program.exists() {
        let original = crate::shared::program();
        fs::hard_link(original, &program).or_else(|_| fs::copy(original, &program).map(drop)).expect("the program");
    }
    let mut command = selaras_in(&program, argument);
    if std::os::unix::fs::MetadataExt::uid(&fs::metadata("/proc/self").expect("this process")) == 0 {
        command.uid(PERSON).gid(PERSON);
    }
    within_one_minute(&mut command)
}

/// Nobody's number.
const PERSON: u32 = 65_534;

/// A workspace that somebody else owns, in a folder that everyone may enter.
fn person_workspace() -> (tempfile::TempDir, PathBuf) {
    let (folder, workspace) = copy_sample("pemprov");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("an open folder");
    let mut queue = vec![workspace.clone()];
    while let Some(now) = queue.pop() {
        // Only the administrator may give a file away, and nobody else needs to.
        let _ = std::os::unix::fs::chown(&now, Some(PERSON), Some(PERSON));
        if now.is_dir() {
            queue.extend(fs::read_dir(&now).expect("a folder").flatten().map(|listed| listed.path()));
        }
    }
    (folder, workspace)
}

fn permit(path: &Path, permit: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(permit)).expect("permissions");
}

#[test]
fn what_may_not_be_read_is_said_and_the_rest_goes_on() {
    let (folder, workspace) = person_workspace();
    let enter = workspace.join("masuk");
    for name in ["terlarang.xlsx", "terlarang.zip", "terlarang.eml"] {
        fs::write(enter.join(name), b"x").expect("a file");
        permit(&enter.join(name), 0o000);
    }
    fs::create_dir(enter.join("tertutup")).expect("a folder");
    permit(&enter.join("tertutup"), 0o000);
    let path = workspace.display().to_string();
    let output = usual_person(folder.path(), &["konsolidasi", &path, "--tanggal", "2026-07-20", "--format", "json"]);
    assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    let visible = text(&output.stdout);
    let temuan: Vec<serde_json::Value> = visible.lines().filter_map(|row| serde_json::from_str(row).ok()).collect();
    let map = by_file(&temuan);
    for name in ["terlarang.xlsx", "terlarang.zip", "terlarang.eml", "tertutup"] {
        let owned = map.get(name).unwrap_or_else(|| panic!("{name} got no answer: {}", text(&output.stderr)));
        assert!(
            owned.iter().any(|(code, message)| code == "BK01" && message.contains("tidak mengizinkan")),
            "{owned:?}"
        );
    }
    permit(&enter.join("tertutup"), 0o755);
}

#[test]
fn a_folder_that_may_only_be_read_is_named_and_its_files_stay() {
    let (folder, workspace) = person_workspace();
    let path = workspace.display().to_string();
    let walk = |day: &str| usual_person(folder.path(), &["konsolidasi", &path, "--tanggal", day]);
    assert!(walk("2026-07-20").status.code().is_some_and(|code| code < 2));
    let outcome = workspace.join("hasil");
    let old = super::folder_content(&outcome);
    for closed in [outcome.clone(), outcome.join("data")] {
        permit(&closed, 0o555);
        let output = walk("2026-10-20");
        assert_eq!(output.status.code(), Some(2), "{}", closed.display());
        let error = text(&output.stderr);
        assert!(error.contains(&outcome.display().to_string()) && error.contains("mengizinkan"), "{error}");
        permit(&closed, 0o755);
        let rest = super::folder_content(&outcome).into_keys().filter(|path| !old.contains_key(path));
        assert_eq!(rest.collect::<Vec<_>>(), Vec::<PathBuf>::new(), "nothing half-written stays");
    }
    assert!(walk("2026-07-20").status.code().is_some_and(|code| code < 2));
    // What the program keeps for itself tells of the days in between.
    let own = Path::new("data/.putaran.bin");
    let seen = |all: BTreeMap<PathBuf, Vec<u8>>| all.into_iter().filter(|(path, _)| !path.ends_with(own)).collect();
    let (new, old): (BTreeMap<_, _>, BTreeMap<_, _>) = (seen(super::folder_content(&outcome)), seen(old));
    assert!(new == old);
}

#[test]
fn a_very_long_or_odd_name_still_gets_its_marked_copy() {
    let (_folder, workspace) = copy_sample("pemprov");
    let enter = workspace.join("masuk");
    let temuan = run(&workspace);
    let marked = |one: &&serde_json::Value| {
        one["tingkat"] == "galat" && one["berkas"].as_str().is_some_and(|name| name.ends_with(".xlsx"))
    };
    let origin = temuan.iter().filter(marked).find_map(|one| {
        let path = enter.join(one["berkas"].as_str()?);
        (path.is_file() && one["unit"].is_string()).then_some((path, one["unit"].as_str()?.to_string()))
    });
    let (origin, unit) = origin.expect("a form with an error");
    let folder = origin.parent().expect("its folder").to_path_buf();
    fs::rename(&origin, folder.join(format!("{}.xlsx", "p".repeat(250)))).expect("a long name");
    let output = crate::shared::selaras(&["konsolidasi", &workspace.display().to_string(), "--tanggal", "2026-07-20"]);
    assert!(!text(&output.stderr).contains("tidak dapat ditulis"), "{}", text(&output.stderr));
    let owned = super::folder_content(&workspace.join("hasil/koreksi").join(unit));
    let length = |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("pppp"));
    assert!(owned.keys().any(length), "{:?}", owned.keys());
}
