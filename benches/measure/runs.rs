//! Workspaces that are measured, runs of the program over them, and how figures are written.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::generator::{GenerationPlan, generate};
use crate::process::{self, Measured};

pub type BenchResult<T> = Result<T, Box<dyn Error>>;

/// The day that every run takes for today.
pub const DAY: &str = "2027-02-01";
/// What stands in a generated workspace before a run.
const OWNED: [&str; 3] = ["selaras.toml", "kaskade.xlsx", "masuk"];

/// A generated workspace, made when it is not there.
pub fn prepare(folder: &Path, file: usize, seed: u64) -> BenchResult<PathBuf> {
    let workspace = folder.join(format!("ruang-{file}-{seed}"));
    if !workspace.join("siap").exists() {
        generate(&workspace, &GenerationPlan { file, number: 0, seed })?;
        fs::write(workspace.join("siap"), "")?;
    }
    Ok(workspace)
}

/// Where what earlier runs left behind lies until the measurement is over. Deleting it at once would slow the run that
/// follows: ext4 looks long for places that were freed in the last minutes.
const DISCARDS: &str = "buangan";

pub fn discard(folder: &Path) -> BenchResult<()> {
    let discards = folder.join(DISCARDS);
    if discards.exists() { Ok(fs::remove_dir_all(discards)?) } else { Ok(()) }
}

/// Takes away whatever a run left behind.
pub fn clean_up(workspace: &Path, folder: &Path) -> BenchResult<()> {
    for listed in fs::read_dir(workspace)? {
        let listed = listed?;
        let name = listed.file_name();
        if name != "siap" && !OWNED.iter().any(|owned| name == *owned) {
            throw_away(&listed.path(), folder)?;
        }
    }
    Ok(())
}

/// Moves a file or folder, where it is there, to what is deleted at the end.
pub fn throw_away(path: &Path, folder: &Path) -> BenchResult<()> {
    if !path.exists() {
        return Ok(());
    }
    let discards = folder.join(DISCARDS);
    fs::create_dir_all(&discards)?;
    let number = fs::read_dir(&discards)?.count();
    Ok(fs::rename(path, discards.join(number.to_string()))?)
}

pub fn selaras(command: &str) -> Command {
    let mut selaras = Command::new(env!("CARGO_BIN_EXE_selaras"));
    selaras.args([command, "--tanggal", DAY]);
    selaras
}

/// A run that finds nothing of an earlier one.
pub fn from_first(workspace: &Path) -> BenchResult<Measured> {
    clean_up(workspace, workspace.parent().unwrap_or(workspace))?;
    again(workspace, &["--diam", "-v"])
}

pub fn again(workspace: &Path, how: &[&str]) -> BenchResult<Measured> {
    let one = process::run(selaras("konsolidasi").args(how).arg(workspace))?;
    check(&one)?;
    Ok(one)
}

pub fn check(one: &Measured) -> BenchResult<()> {
    match one.code {
        Some(0 | 1) => Ok(()),
        code => Err(format!("selaras ended with {code:?}: {}", one.error).into()),
    }
}

/// The run of the median time, with the highest memory of all.
pub fn repeated(repeat: usize, one: impl Fn() -> BenchResult<Measured>) -> BenchResult<Measured> {
    let mut all = (0..repeat.max(1)).map(|_| one()).collect::<BenchResult<Vec<_>>>()?;
    all.sort_by_key(|one| one.elapsed);
    let peak = all.iter().filter_map(|one| one.peak).max();
    let middle = all.swap_remove(all.len() / 2);
    Ok(Measured { peak, ..middle })
}

/// A run that writes the tables alone, as the peers do, and finds nothing of an earlier one.
pub fn tables_alone(workspace: &Path) -> BenchResult<Measured> {
    clean_up(workspace, workspace.parent().unwrap_or(workspace))?;
    let one = process::run(selaras("konsolidasi").args(["--diam", "--hanya", "konsolidasi"]).arg(workspace))?;
    check(&one)?;
    Ok(one)
}

pub fn verdict(reached: bool) -> &'static str {
    if reached { "met" } else { "NOT met" }
}

pub fn seconds(elapsed: Duration) -> String {
    format!("{:.2} s", elapsed.as_secs_f64())
}

pub fn memory(one: &Measured) -> String {
    one.peak.map_or_else(|| "not measured".into(), size)
}

pub fn size(byte: u64) -> String {
    format!("{} MiB", byte >> 20)
}

/// Bytes of the files below a folder.
pub fn content(folder: &Path) -> BenchResult<u64> {
    let mut total = 0;
    for listed in fs::read_dir(folder)? {
        let listed = listed?;
        total += if listed.file_type()?.is_dir() { content(&listed.path())? } else { listed.metadata()?.len() };
    }
    Ok(total)
}
