//! Every command that writes, killed at moments of chance: what it writes is old or new as a whole, no reader goes on, and
//! the next start says what happened and clears what was left.
//!
//! A few kills of each command by default; `SELARAS_HENTI=100 cargo test --test integration kills` spreads so many over
//! all commands.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::shared::{copy_sample, root, text};

/// Kills of each command where nothing else is asked for.
const FEW: usize = 4;
/// Days of two runs, so that their bytes differ.
const DAYS: [&str; 2] = ["2026-07-20", "2026-10-20"];

/// The words of a command on a day.
type Typed = Box<dyn Fn(&str) -> Vec<String>>;

/// A command that writes.
struct Writer {
    name: &'static str,
    /// What is typed on a day.
    typed: Typed,
    /// The folder of its outputs.
    outputs: PathBuf,
    /// The folder that it puts them into as a whole: the same, or `hasil` above it.
    target: PathBuf,
    /// There is something of an earlier run: it replaces that. Else it refuses to.
    replaces: bool,
    /// Its files are one result; else each is a result of its own.
    whole: bool,
    /// The next start says that this one did not end.
    says: bool,
}

/// Chance that is the same in every run.
pub(super) struct Chance(u64);

impl Chance {
    pub(super) fn of(seed: u64) -> Self {
        Self(seed)
    }

    /// Between 0 and 1.
    pub(super) fn part(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / f64::from(u32::MAX >> 1)
    }
}

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|one| (*one).to_string()).collect()
}

/// Every command that writes, and what it writes in this house.
fn writers(house: &Path, workspace: &Path) -> Vec<Writer> {
    let place = workspace.display().to_string();
    let below = |name: &str| house.join(name);
    let shown = |name: &str| below(name).display().to_string();
    let of = move |start: &'static [&'static str], rest: Vec<String>| -> Typed {
        Box::new(move |day: &str| [words(start), rest.clone(), words(&["--tanggal", day])].concat())
    };
    let form = workspace.join("masuk/DINKES/PK DINKES 2026.xlsx").display().to_string();
    let faulty = workspace.join("masuk/DISHUB - PK 2026.xlsx").display().to_string();
    let results = workspace.join("hasil");
    let mut all = vec![
        Writer {
            name: "konsolidasi",
            typed: of(&["konsolidasi", "--per-unit"], vec![place.clone()]),
            outputs: results.clone(),
            target: results.clone(),
            replaces: true,
            whole: true,
            says: true,
        },
        Writer {
            name: "templat",
            typed: of(&["templat"], vec![place.clone()]),
            outputs: results.join("templat"),
            target: results.clone(),
            replaces: true,
            whole: true,
            says: true,
        },
        Writer {
            name: "templat --kosong",
            typed: of(&["templat", "--kosong"], vec![shown("kosong")]),
            outputs: below("kosong"),
            target: below("kosong"),
            replaces: true,
            whole: true,
            says: false,
        },
        Writer {
            name: "gabung",
            typed: of(&["gabung"], vec![shown("nasional"), place.clone()]),
            outputs: below("nasional"),
            target: below("nasional"),
            replaces: true,
            whole: true,
            says: true,
        },
        Writer {
            name: "mulai",
            typed: {
                let place = shown("baru");
                // Its year is that of the clock.
                Box::new(move |_| vec!["mulai".to_string(), place.clone()])
            },
            outputs: below("baru"),
            target: below("baru"),
            replaces: false,
            whole: true,
            says: false,
        },
        Writer {
            name: "migrasi",
            typed: of(&["migrasi", "--ruang"], vec![place.clone(), form, "--keluar".into(), shown("pindah/baru.xlsx")]),
            outputs: below("pindah"),
            target: below("pindah"),
            replaces: false,
            whole: true,
            says: false,
        },
        Writer {
            name: "periksa --tandai",
            typed: of(&["periksa", "--tandai", "--ke"], vec![shown("tanda"), faulty, "--ruang".into(), place]),
            outputs: below("tanda"),
            target: below("tanda"),
            replaces: false,
            whole: false,
            says: false,
        },
    ];
    all.extend(writers_of_definitions(house, workspace));
    if cfg!(feature = "pdf") {
        all.push(Writer {
            name: "cetak",
            typed: of(&["cetak", "pk"], vec![workspace.display().to_string()]),
            outputs: results.join("cetak"),
            target: results.clone(),
            replaces: true,
            whole: true,
            says: true,
        });
    }
    all
}

/// Those that write definitions, completions and pages of the manual. They know no day.
fn writers_of_definitions(house: &Path, workspace: &Path) -> Vec<Writer> {
    let place = workspace.display().to_string();
    let below = |name: &str| house.join(name);
    let shown = |name: &str| below(name).display().to_string();
    let form = workspace.join("masuk/DINKES/PK DINKES 2026.xlsx").display().to_string();
    let faulty = workspace.join("masuk/DISHUB - PK 2026.xlsx").display().to_string();
    let definition = workspace.join("templat/baru.toml").display().to_string();
    vec![
        Writer {
            name: "templat kenali",
            typed: {
                let words = ["templat", "kenali", &form, "--ruang", &place, "--ke", &shown("definisi/baru.toml")];
                let typed = words.map(str::to_string).to_vec();
                Box::new(move |_| typed.clone())
            },
            outputs: below("definisi"),
            target: below("definisi"),
            replaces: false,
            whole: true,
            says: false,
        },
        Writer {
            name: "templat kenali --ruang",
            typed: {
                let words = ["templat", "kenali", &faulty, "--ruang", &place, "--ke", &definition];
                let typed = words.map(str::to_string).to_vec();
                Box::new(move |_| typed.clone())
            },
            outputs: workspace.join("templat"),
            target: workspace.join("templat"),
            replaces: false,
            whole: true,
            says: false,
        },
        Writer {
            name: "pelengkap --folder",
            typed: {
                let folder = shown("pelengkap");
                Box::new(move |_| vec!["pelengkap".to_string(), "--folder".to_string(), folder.clone()])
            },
            outputs: below("pelengkap"),
            target: below("pelengkap"),
            replaces: false,
            whole: true,
            says: false,
        },
    ]
}

impl Writer {
    fn start(&self, day: &str, mark: &str) -> Child {
        let mut command = Command::new(crate::shared::program());
        command.args((self.typed)(day)).env("SELARAS_UJI", mark);
        command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
    }

    fn run(&self, day: &str) -> Output {
        let output = Command::new(crate::shared::program()).args((self.typed)(day)).output();
        let output = output.expect("the program starts");
        assert!(output.status.code().is_some_and(|code| code < 2), "{}: {}", self.name, text(&output.stderr));
        output
    }

    /// Path and bytes of every output. What begins with a dot says by its name that it is none.
    fn written(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        let mut queue = vec![self.outputs.clone()];
        while let Some(now) = queue.pop() {
            for entry in fs::read_dir(&now).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().starts_with('.') {
                    continue;
                }
                if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                    queue.push(entry.path());
                } else if let Ok(content) = fs::read(entry.path()) {
                    all.insert(entry.path(), content);
                }
            }
        }
        all
    }

    /// What begins with the name of files that are being made, in and beside the outputs.
    fn left(&self) -> Vec<PathBuf> {
        let parent = self.target.parent().unwrap_or(&self.target);
        let mut all = Vec::new();
        let mut queue = vec![self.target.clone()];
        let beside = fs::read_dir(parent).into_iter().flatten().flatten().map(|entry| entry.path());
        let aside =
            |path: &PathBuf| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(".selaras-"));
        all.extend(beside.filter(aside));
        while let Some(now) = queue.pop() {
            for path in fs::read_dir(&now).into_iter().flatten().flatten().map(|entry| entry.path()) {
                if aside(&path) {
                    all.push(path);
                } else if path.is_dir() {
                    queue.push(path);
                }
            }
        }
        all
    }

    fn restore(&self, old: &BTreeMap<PathBuf, Vec<u8>>) {
        let now = self.written();
        for path in now.keys().filter(|path| !old.contains_key(*path)) {
            fs::remove_file(path).expect("a free place");
        }
        if old.is_empty() {
            let _ = fs::remove_dir_all(&self.outputs);
            fs::create_dir_all(&self.outputs).expect("an empty folder");
        }
        for (path, content) in old.iter().filter(|(path, content)| now.get(*path) != Some(content)) {
            fs::create_dir_all(path.parent().unwrap_or(&self.outputs)).expect("its folder");
            fs::write(path, content).expect("the old output");
        }
    }

    /// Whether what is there is what a run left that ended by itself, the one before or this one.
    fn sound(
        &self,
        now: &BTreeMap<PathBuf, Vec<u8>>,
        old: &BTreeMap<PathBuf, Vec<u8>>,
        new: &BTreeMap<PathBuf, Vec<u8>>,
    ) -> bool {
        if self.whole {
            return now == old || now == new;
        }
        now.iter().all(|(path, content)| old.get(path) == Some(content) || new.get(path) == Some(content))
    }
}

/// Whether no process is left that was started under a mark, a moment after its parent has ended.
#[cfg(target_os = "linux")]
pub(super) fn nobody_left(mark: &str) -> bool {
    let mark = format!("SELARAS_UJI={mark}");
    let alive = || {
        fs::read_dir("/proc").expect("the processes").flatten().any(|process| {
            let environment = fs::read(process.path().join("environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|one| one == mark.as_bytes())
        })
    };
    (0..100).any(|_| {
        thread::sleep(Duration::from_millis(10));
        !alive()
    })
}

#[cfg(not(target_os = "linux"))]
pub(super) fn nobody_left(_mark: &str) -> bool {
    true
}

/// Kills a command; every second time not before it begins to write, which is a small part of most of them.
fn kill(writer: &Writer, mark: &str, duration: Duration, late: bool, chance: &mut Chance) -> Duration {
    let begin = Instant::now();
    let mut process = writer.start(DAYS[1], mark);
    let moment = duration.mul_f64(chance.part());
    if late {
        while writer.left().is_empty() && process.try_wait().expect("a process").is_none() {
            thread::sleep(Duration::from_micros(300));
        }
        thread::sleep(moment / 6);
    } else {
        thread::sleep(moment);
    }
    // It may have ended by itself.
    let _ = process.kill();
    process.wait().expect("an end");
    begin.elapsed()
}

#[test]
fn every_writing_command_leaves_old_or_new_when_it_is_killed_and_the_next_start_puts_it_right() {
    let (folder, workspace) = copy_sample("pemprov");
    fs::create_dir(folder.path().join("pindah")).expect("a folder");
    let asked = std::env::var("SELARAS_HENTI").ok().and_then(|kills| kills.parse::<usize>().ok());
    let writers = writers(folder.path(), &workspace);
    let each = asked.map_or(FEW, |kills| kills.div_ceil(writers.len()));
    let mut chance = Chance::of(0x2026_1129 + each as u64);
    let (mut kills, mut replaced) = (0, 0);
    for writer in &writers {
        let old = if writer.replaces {
            writer.run(DAYS[0]);
            writer.written()
        } else {
            BTreeMap::new()
        };
        let begin = Instant::now();
        writer.run(DAYS[1]);
        let duration = begin.elapsed();
        let new = writer.written();
        assert!(old != new && !new.is_empty(), "{}: another day must give other bytes", writer.name);
        writer.restore(&old);
        for number in 0..each {
            let mark = format!("{}-{number}-{}", writer.outputs.display(), writer.name);
            let moment = kill(writer, &mark, duration, number % 2 == 1, &mut chance);
            kills += 1;
            let now = writer.written();
            let told = || format!("{} killed after {moment:?}: {:?}", writer.name, unsound(&now, &old, &new));
            assert!(writer.sound(&now, &old, &new), "{}", told());
            assert!(nobody_left(&mark), "{} killed after {moment:?}: a reader goes on", writer.name);
            if now != old {
                replaced += 1;
                writer.restore(&old);
            }
        }
        writer.run(DAYS[1]);
        assert!(writer.written() == new, "{}: the next run puts everything right", writer.name);
        assert_eq!(writer.left(), Vec::<PathBuf>::new(), "{}: the next run clears what was left", writer.name);
        writer.restore(&old);
    }
    println!("{kills} kills, {replaced} of them after the new had taken its place");
}

/// Outputs that are neither all old nor all new.
fn unsound(
    now: &BTreeMap<PathBuf, Vec<u8>>,
    old: &BTreeMap<PathBuf, Vec<u8>>,
    new: &BTreeMap<PathBuf, Vec<u8>>,
) -> Vec<String> {
    let mut paths: Vec<&PathBuf> = now.keys().chain(old.keys()).chain(new.keys()).collect();
    paths.sort();
    paths.dedup();
    let word = |path: &PathBuf| match now.get(path) {
        None => "gone",
        one if one == old.get(path) && one == new.get(path) => "same",
        one if one == old.get(path) => "old",
        one if one == new.get(path) => "new",
        Some(_) => "neither",
    };
    paths.into_iter().map(|path| format!("{}: {}", path.display(), word(path))).collect()
}

#[test]
fn a_command_that_was_ended_while_it_wrote_is_told_of_at_its_next_start() {
    let (folder, workspace) = copy_sample("pemprov");
    fs::create_dir(folder.path().join("pindah")).expect("a folder");
    for writer in writers(folder.path(), &workspace).iter().filter(|writer| writer.says) {
        writer.run(DAYS[0]);
        let ended = (0..40).any(|_| {
            let mut process = writer.start(DAYS[1], "ditengah");
            while writer.left().is_empty() && process.try_wait().expect("a process").is_none() {
                thread::sleep(Duration::from_micros(300));
            }
            let _ = process.kill();
            process.wait().expect("an end").code().is_none()
        });
        assert!(ended, "{}: it was never caught while it wrote", writer.name);
        let error = text(&writer.run(DAYS[1]).stderr);
        assert!(error.contains("tidak selesai"), "{}: {error}", writer.name);
        let error = text(&writer.run(DAYS[1]).stderr);
        assert!(!error.contains("tidak selesai"), "{}: {error}", writer.name);
    }
}

#[test]
fn a_folder_in_which_the_user_stands_is_written_into_and_stays_the_same_folder() {
    use std::os::unix::fs::MetadataExt;

    let (_folder, workspace) = copy_sample("pemprov");
    let run = |standing: &Path| {
        let output = Command::new(crate::shared::program())
            .args(["konsolidasi", &workspace.display().to_string(), "--tanggal", DAYS[0]])
            .current_dir(standing)
            .output()
            .expect("the program starts");
        assert!(output.status.code().is_some_and(|code| code < 2), "{}", text(&output.stderr));
    };
    run(root());
    let results = workspace.join("hasil");
    let number = |folder: &Path| fs::metadata(folder).expect("a folder").ino();
    let before = number(&results);
    fs::remove_file(results.join("rekap-2026-tw2.txt")).expect("an output");
    run(&results.join("data"));
    assert_eq!(number(&results), before);
    assert!(results.join("rekap-2026-tw2.txt").is_file());
}
