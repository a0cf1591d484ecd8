//! The folder and the system around the files: clocks, locales, full disks, missing handles, very many files. Each ends with
//! a finding, or with exit status 2 and a sentence, and never with half a result.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::time::{Duration, Instant, SystemTime};

use super::{by_file, data, folder_content, maker, run};
use crate::shared::{consolidated_sample, copy_sample, selaras, text};

const DAY: &str = "2026-07-20";
const LATER: &str = "2026-10-20";

/// The program in a shell that sets the scene first.
fn under(scene: &str, argument: &[&str]) -> Output {
    let script = format!("{scene}; exec \"$@\"");
    let output = Command::new("sh").args(["-c", &script, "sh", crate::shared::program()]).args(argument).output();
    output.expect("a shell")
}

/// Outputs, without what is kept between runs.
fn outputs(workspace: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = workspace.join("hasil");
    let hidden = |path: &Path| {
        let inside = path.strip_prefix(&folder).unwrap_or(path);
        inside.components().any(|one| one.as_os_str().to_string_lossy().starts_with('.'))
    };
    folder_content(&folder).into_iter().filter(|(path, _)| !hidden(path)).collect()
}

/// A sentence of the program, and none of a panic.
fn sentence(output: &Output) -> String {
    let error = text(&output.stderr);
    assert!(!error.contains("kesalahan di dalam program") && !error.contains("panicked"), "{error}");
    assert!(error.starts_with("selaras: ") || error.contains("\nselaras: "), "{error}");
    error
}

fn administrator() -> bool {
    fs::metadata("/proc/self").is_ok_and(|process| process.uid() == 0)
}

#[test]
fn five_thousand_tiny_files_beside_a_very_large_one_get_their_answers_and_the_good_ones_the_same_rows() {
    let (_folder, workspace) = consolidated_sample("pemprov");
    let before = data(&workspace);
    let crowd = workspace.join("masuk/banyak");
    fs::create_dir_all(&crowd).expect("a folder");
    for number in 0..5_000 {
        fs::write(crowd.join(format!("{number}.xlsx")), number.to_string()).expect("a tiny file");
    }
    let large = maker::HostileBook::text("Catatan rapat").part("xl/media/image1.bin", &maker::random(25 << 20));
    fs::write(workspace.join("masuk/besar.xlsx"), maker::plain_archive(&large.all_part())).expect("a large file");
    let begin = Instant::now();
    let temuan = run(&workspace);
    let map = by_file(&temuan);
    let told = (0..5_000).filter(|number| map.contains_key(&format!("banyak/{number}.xlsx"))).count();
    assert_eq!(told, 5_000);
    let large = &map["besar.xlsx"];
    assert!(large.iter().any(|(code, message)| code == "BK01" && message.contains("Ukuran berkas")), "{large:?}");
    assert!(data(&workspace) == before, "the rows of the others changed");
    assert!(begin.elapsed() < Duration::from_secs(240), "{:?}", begin.elapsed());
}

#[test]
fn a_clock_in_the_past_and_files_from_the_future_change_no_row() {
    let (_folder, workspace) = consolidated_sample("pemprov");
    let before = data(&workspace);
    let moments = [
        SystemTime::UNIX_EPOCH.checked_sub(Duration::from_secs(40 * 365 * 86_400)),
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(130 * 365 * 86_400)),
    ];
    let units: Vec<PathBuf> =
        fs::read_dir(workspace.join("masuk/DINKES")).expect("a unit").flatten().map(|one| one.path()).collect();
    for (path, moment) in units.iter().zip(moments.into_iter().flatten().cycle()) {
        File::options().write(true).open(path).and_then(|file| file.set_modified(moment)).expect("another time");
    }
    let path = workspace.display().to_string();
    for day in ["1999-12-31", "1970-01-01", "1899-12-31", "9999-12-31"] {
        let output = selaras(&["konsolidasi", &path, "--tanggal", day]);
        let code = output.status.code();
        assert!(code.is_some_and(|code| code < 2), "{day}: {}", text(&output.stderr));
        let now = data(&workspace);
        for table in ["pk", "rencana_aksi", "kaskade"] {
            assert!(now[table] == before[table], "{day}: {table}");
        }
    }
}

#[test]
fn the_locale_and_a_missing_home_change_nothing() {
    let (_folder, workspace) = copy_sample("pemprov");
    let odd = workspace.join("masuk/Ünit — café ٣.xlsx");
    fs::write(odd, maker::HostileBook::text("Catatan").finish()).expect("a name that is no ASCII");
    let path = workspace.display().to_string();
    let mut all = Vec::new();
    for scene in [
        "export LC_ALL=C.UTF-8",
        "export LC_ALL=C LANG=C",
        "unset LC_ALL LANG HOME USER TZ PATH",
        "export LC_ALL=tr_TR",
    ] {
        let output = under(scene, &["konsolidasi", &path, "--tanggal", DAY, "--format", "json"]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{scene}: {}", text(&output.stderr));
        all.push((output.status.code(), output.stdout, outputs(&workspace)));
    }
    for (number, one) in all.iter().enumerate().skip(1) {
        assert!(*one == all[0], "scene {number} gives something else");
    }
}

#[test]
fn a_folder_for_temporary_files_that_is_missing_or_full_does_not_matter() {
    let (folder, workspace) = consolidated_sample("pemprov");
    let sound = outputs(&workspace);
    let path = workspace.display().to_string();
    let file = folder.path().join("bukan folder");
    fs::write(&file, "x").expect("a file");
    for place in [folder.path().join("tidak ada"), file] {
        let scene = format!("export TMPDIR='{}'", place.display());
        let output = under(&scene, &["konsolidasi", &path, "--tanggal", DAY]);
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
        assert!(outputs(&workspace) == sound);
    }
}

#[test]
fn without_file_handles_a_run_gives_everything_or_says_so() {
    let (folder, workspace) = consolidated_sample("pemprov");
    let path = workspace.display().to_string();
    let old = outputs(&workspace);
    // Letters and kept rounds know what was before: each try begins with the same past.
    let past = folder.path().join("semula");
    let copy = |from: &Path, to: &Path| {
        fs::remove_dir_all(to).ok();
        assert!(Command::new("cp").arg("-a").args([from, to]).status().expect("a copy").success());
    };
    copy(&workspace, &past);
    assert!(selaras(&["konsolidasi", &path, "--tanggal", LATER]).status.code().is_some_and(|code| code < 2));
    let new = outputs(&workspace);
    copy(&past, &workspace);
    let mut refused = 0;
    for handles in [4, 6, 8, 10, 12, 14, 16, 20, 24, 32, 64] {
        let command = ["konsolidasi", path.as_str(), "--tanggal", LATER, "--baca-ulang"];
        let output = under(&format!("ulimit -n {handles}"), &command);
        let now = outputs(&workspace);
        if output.status.code().is_some_and(|code| code < 2) {
            assert!(now == new, "{handles} handles: other results");
            copy(&past, &workspace);
        } else {
            refused += 1;
            // With fewer than a handful the program cannot even be loaded, and the system says so.
            if handles > 6 {
                sentence(&output);
                assert_eq!(output.status.code(), Some(2));
            }
            assert!(now == old, "{handles} handles: half a result");
        }
    }
    assert!(refused > 0, "so few handles must show");
}

#[test]
fn a_reader_without_memory_takes_its_file_with_it_and_no_other() {
    let (_folder, workspace) = copy_sample("pemprov");
    let settings = workspace.join("selaras.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("{text}\n[batas]\nmemori = 250000000\n")).expect("settings");
    run(&workspace);
    let before = data(&workspace);
    let row = |row: u32| {
        let cell = |column: char| {
            format!("<c r=\"{column}{row}\" t=\"str\"><v>isi sel {column} baris {row} yang cukup panjang</v></c>")
        };
        format!("<row r=\"{row}\">{}</row>", ('A'..='T').map(cell).collect::<String>())
    };
    let rows: String = (1..=40_000).map(row).collect();
    fs::write(workspace.join("masuk/rakus.xlsx"), maker::HostileBook::row(&rows).finish()).expect("a file");
    let temuan = run(&workspace);
    let map = by_file(&temuan);
    let told = map.get("rakus.xlsx").expect("an answer");
    assert!(told.iter().any(|(code, message)| code == "BK01" && message.contains("memori")), "{told:?}");
    assert!(data(&workspace) == before, "the rows of the others changed");
}

#[test]
fn pipes_and_devices_in_every_place_that_is_read_are_said_and_never_waited_for() {
    let (folder, workspace) = consolidated_sample("pemprov");
    let path = workspace.display().to_string();
    fs::create_dir_all(workspace.join("templat/dokumen")).expect("a folder of layouts");
    let places = [
        "kaskade.xlsx",
        "templat/baru.toml",
        "templat/kamus.toml",
        "templat/dokumen/pk.typ",
        "hasil/data/.bacaan.bin",
        "hasil/data/.koreksi.bin",
        "hasil/data/putaran.bin",
        "hasil/data/manifes.json",
    ];
    let commands: [&[&str]; 3] = [&["konsolidasi"], &["templat"], &["cetak", "pk"]];
    for place in places {
        let (place, aside) = (workspace.join(place), folder.path().join("disisihkan"));
        let former = fs::rename(&place, &aside).is_ok();
        assert!(Command::new("mkfifo").arg(&place).status().expect("mkfifo").success());
        for command in commands {
            let output = super::inbox::within_one_minute(Command::new(crate::shared::program()).args(command).args([
                path.as_str(),
                "--tanggal",
                LATER,
            ]));
            let code = output.status.code();
            assert!(code.is_some(), "{}: {command:?}", place.display());
            if code == Some(2) {
                sentence(&output);
            }
        }
        if fs::symlink_metadata(&place).is_ok() {
            fs::remove_file(&place).expect("the pipe, or what took its place");
        }
        if former {
            fs::rename(&aside, &place).expect("back again");
        }
    }
    if administrator() {
        let device = workspace.join("masuk/perangkat.xlsx");
        let made = Command::new("mknod").arg(&device).args(["c", "1", "5"]).status().is_ok_and(|made| made.success());
        if made {
            let map = by_file(&run(&workspace));
            let told = &map["perangkat.xlsx"];
            assert!(told.iter().any(|(_, message)| message.contains("bukan berkas biasa")), "{told:?}");
        }
    }
}

#[test]
fn a_full_disk_is_said_with_the_file_by_every_command_and_what_was_there_stays() {
    let (folder, workspace) = consolidated_sample("pemprov");
    let (path, form) = (workspace.display().to_string(), workspace.join("masuk/DINKES/PK DINKES 2026.xlsx"));
    let (form, place) = (form.display().to_string(), folder.path().display().to_string());
    let faulty = workspace.join("masuk/DISHUB - PK 2026.xlsx").display().to_string();
    let target = |name: &str| format!("{place}/{name}");
    fs::create_dir(folder.path().join("tanda")).expect("a folder");
    let before = folder_content(folder.path());
    let mut commands = vec![
        vec!["templat".to_string(), path.clone()],
        vec!["templat".into(), "--kosong".into(), target("kosong")],
        vec!["gabung".into(), target("nasional"), path.clone()],
        vec!["mulai".into(), target("baru")],
        vec!["migrasi".into(), form, "--ruang".into(), path.clone(), "--keluar".into(), target("baru.xlsx")],
        vec![
            "periksa".into(),
            faulty,
            "--ruang".into(),
            path.clone(),
            "--tandai".into(),
            "--ke".into(),
            target("tanda"),
        ],
    ];
    if cfg!(feature = "pdf") {
        commands.push(vec!["cetak".into(), "pk".into(), path]);
    }
    for command in &commands {
        for block in [0, 2] {
            let day = if command[0] == "mulai" { &[][..] } else { &["--tanggal", LATER][..] };
            let typed: Vec<&str> = command.iter().map(String::as_str).chain(day.iter().copied()).collect();
            // A file of so many blocks of 512 bytes is all that the disk takes.
            let output = under(&format!("trap '' XFSZ; ulimit -f {block}"), &typed);
            let error = sentence(&output);
            assert_eq!(output.status.code(), Some(2), "{typed:?}: {error}");
            assert!(error.contains('/') && error.contains("ukuran"), "{typed:?}: {error}");
            let now = folder_content(folder.path());
            let rest = |path: &&PathBuf| !before.contains_key(*path) && !path.ends_with(".bacaan.bin");
            assert_eq!(now.keys().filter(rest).collect::<Vec<_>>(), Vec::<&PathBuf>::new(), "{typed:?}");
            assert!(
                before.iter().all(|(path, content)| path.ends_with(".bacaan.bin") || now.get(path) == Some(content))
            );
        }
    }
}

/// A small disk of its own, where this process may make one.
struct SmallDisk(PathBuf);

impl SmallDisk {
    fn new(folder: &Path, kilobyte: u32) -> Option<Self> {
        fs::create_dir_all(folder).ok()?;
        let size = format!("size={kilobyte}k");
        let made = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder).output().ok()?;
        made.status.success().then(|| Self(folder.to_path_buf()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

/// Only an administrator may mount; elsewhere the test above stands for this one.
#[test]
fn wherever_a_real_disk_becomes_full_the_old_results_stay_whole() {
    let (folder, sample) = copy_sample("pemprov");
    let size: u64 = folder_content(&sample).values().map(|content| content.len() as u64).sum();
    run(&sample);
    // The results, what was received by its digest, the journal.
    let results: u64 = outputs(&sample).values().map(|content| content.len() as u64).sum();
    let made = results + 2 * size;
    for folder in ["hasil", "arsip"] {
        fs::remove_dir_all(sample.join(folder)).expect("a workspace without results");
    }
    for file in ["riwayat.db", "riwayat.db-wal", "riwayat.db-shm"] {
        let _ = fs::remove_file(sample.join(file));
    }
    let mut seen = (0, 0);
    // Room for the workspace, and then for growing multiples of what one run makes.
    for part in 0..14 {
        let room = (size + made) / 1024 + 400 + made / 1024 * part / 6;
        let disk = folder.path().join(format!("disk-{part}"));
        let Some(disk) = SmallDisk::new(&disk, u32::try_from(room).unwrap_or(u32::MAX)) else {
            println!("no disk of our own may be mounted here");
            return;
        };
        let workspace = disk.0.join("ruang");
        assert!(Command::new("cp").arg("-r").arg(&sample).arg(&workspace).status().expect("cp").success());
        let path = workspace.display().to_string();
        let run = |day: &str| selaras(&["konsolidasi", &path, "--tanggal", day]);
        if run(DAY).status.code().is_none_or(|code| code > 1) {
            continue;
        }
        let old = outputs(&workspace);
        let output = run(LATER);
        if output.status.code() == Some(2) {
            seen.0 += 1;
            assert!(sentence(&output).contains("disk"), "{}", text(&output.stderr));
            assert!(outputs(&workspace) == old, "part {part}: {}", text(&output.stderr));
        } else {
            seen.1 += 1;
            assert!(outputs(&workspace) != old, "part {part}");
        }
    }
    println!("{} runs on a full disk, {} with room", seen.0, seen.1);
    assert!(seen.0 > 0 && seen.1 > 0, "{seen:?}");
}

#[test]
fn files_that_change_while_a_run_reads_them_are_marked_as_they_were_read_or_not_at_all() {
    use std::sync::atomic::{AtomicBool, Ordering};

    let (_folder, workspace) = copy_sample("pemprov");
    let unit = workspace.join("masuk/DINKES");
    let forms: Vec<(PathBuf, Vec<u8>)> = fs::read_dir(&unit)
        .expect("a unit")
        .flatten()
        .map(|one| (one.path(), fs::read(one.path()).expect("a form")))
        .collect();
    let path = workspace.display().to_string();
    let done = AtomicBool::new(false);
    let outputs = std::thread::scope(|scope| {
        scope.spawn(|| {
            // Somebody saves and mail arrives: whole files are put in place, cut, taken away.
            for round in (0_usize..).take_while(|_| !done.load(Ordering::Relaxed)) {
                for (number, (path, content)) in forms.iter().enumerate() {
                    match (round + number) % 4 {
                        0 => fs::write(path, &content[..content.len() / 2]).expect("half a file"),
                        1 => drop(fs::remove_file(path)),
                        _ => fs::write(path, content).expect("the file"),
                    }
                }
                std::thread::sleep(Duration::from_millis(1));
            }
            for (path, content) in &forms {
                fs::write(path, content).expect("the file");
            }
        });
        let outputs: Vec<Output> = (0..6).map(|_| selaras(&["konsolidasi", &path, "--tanggal", DAY])).collect();
        done.store(true, Ordering::Relaxed);
        outputs
    });
    for output in outputs {
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    }
    // What a run says of a file is about the bytes whose digest stands beside it.
    let listed = text(&fs::read(workspace.join("hasil/data/temuan.jsonl")).expect("findings"));
    assert!(listed.lines().all(|row| serde_json::from_str::<serde_json::Value>(row).is_ok()));
    run(&workspace);
}
