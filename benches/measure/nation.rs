//! Many institutions: a nation's workbooks by one command, and the data of several nations put together by another.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use crate::generator::{GenerationPlan, generate};
use crate::process;
use crate::runs::{
    BenchResult, check, clean_up, content, discard, from_first, memory, seconds, selaras, size, verdict,
};

/// Workbooks of a year of about 640 institutions with some 40 units and 6 documents each.
const NATIONAL: usize = 153_600;

#[derive(Debug, Args)]
pub struct NationalArgs {
    /// Where the workspaces are made.
    folder: PathBuf,
    /// Institutions.
    #[arg(long = "ruang", default_value_t = 640, value_name = "RUANG")]
    workspace: usize,
    /// Workbooks of each.
    #[arg(long = "berkas", default_value_t = 240, value_name = "BERKAS")]
    file: usize,
    /// Seed.
    #[arg(long = "benih", default_value_t = 7, value_name = "BENIH")]
    seed: u64,
}

#[derive(Debug, Args)]
pub struct CombineArgs {
    /// Where the workspaces are made.
    folder: PathBuf,
    /// Institutions.
    #[arg(long = "ruang", default_value_t = 6400, value_name = "RUANG")]
    workspace: usize,
    /// Institutions whose data are really made; the others are these again under other codes.
    #[arg(long = "asli", default_value_t = 16, value_name = "RUANG")]
    made: usize,
    /// Workbooks of each.
    #[arg(long = "berkas", default_value_t = 240, value_name = "BERKAS")]
    file: usize,
    /// Seed.
    #[arg(long = "benih", default_value_t = 7, value_name = "BENIH")]
    seed: u64,
}

/// The nation: many workspaces by one command, their data put together by another.
///
/// # Errors
/// When something cannot be made, started or read.
pub fn national(choice: &NationalArgs) -> BenchResult<()> {
    let (all, exit) = (choice.folder.join("ruang"), choice.folder.join("nasional"));
    for number in 0..choice.workspace {
        let folder = all.join(format!("instansi-{:04}", number + 1));
        if !folder.join("selaras.toml").exists() {
            // The settings are written last, so that what was cut off is made again.
            generate(&folder, &GenerationPlan { file: choice.file, number, seed: choice.seed })?;
        }
        clean_up(&folder, &choice.folder)?;
    }
    let core = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let count = choice.workspace * choice.file;
    println!("{} institutions, {count} workbooks, {} received, {core} cores", choice.workspace, size(content(&all)?));
    let konsolidasi = process::run(selaras("konsolidasi").arg(&all).arg("--diam"))?;
    check(&konsolidasi)?;
    let made = content(&all)?;
    let combine = process::run(selaras("gabung").arg(&exit).arg(&all).arg("--diam"))?;
    check(&combine)?;
    println!("\n| | time | peak memory | on disk |\n|---|---|---|---|");
    println!(
        "| konsolidasi | {} | {} | {} with what was received |",
        seconds(konsolidasi.elapsed),
        memory(&konsolidasi),
        size(made)
    );
    println!("| gabung | {} | {} | {} |", seconds(combine.elapsed), memory(&combine), size(content(&exit)?));
    let total = konsolidasi.elapsed + combine.elapsed;
    let per_core = count as f64 / total.as_secs_f64() / core as f64;
    println!("| both | {} | | |", seconds(total));
    // A part of the nation is held to its part of the time.
    let whole = total.as_secs_f64() * NATIONAL as f64 / count as f64;
    println!(
        "\n{per_core:.0} workbooks a second and core; {NATIONAL} at this rate: {}. Wanted: under 5 minutes on two cores: {}",
        seconds(Duration::from_secs_f64(whole)),
        verdict(whole <= 300.0)
    );
    println!("\n{}", combine.output.trim_end());
    discard(&choice.folder)
}

/// The data of very many institutions put together: what `gabung` costs where reading is shared out among machines.
///
/// # Errors
/// When something cannot be made, started or read.
pub fn combined(choice: &CombineArgs) -> BenchResult<()> {
    let (all, made) = (choice.folder.join("ruang"), choice.folder.join("asli"));
    let exit = choice.folder.join("gabungan");
    for number in 0..choice.workspace {
        let origin = made.join(format!("instansi-{:04}", number % choice.made.max(1) + 1));
        if number < choice.made && !origin.join("hasil").exists() {
            generate(&origin, &GenerationPlan { file: choice.file, number, seed: choice.seed })?;
            from_first(&origin)?;
        }
        copy_results(&origin, &all.join(format!("instansi-{:05}", number + 1)), number)?;
    }
    let data = content(&all)?;
    println!("{} institutions, {} workbooks, {} of data", choice.workspace, choice.workspace * choice.file, size(data));
    println!("\n| | time | peak memory | written | bytes moved a second |\n|---|---|---|---|---|");
    let one = process::run(selaras("gabung").arg(&exit).arg(&all).arg("--diam"))?;
    check(&one)?;
    let written = content(&exit)?;
    let rate = written as f64 / one.elapsed.as_secs_f64() / 1e6;
    println!("| gabung | {} | {} | {} | {rate:.0} MB |", seconds(one.elapsed), memory(&one), size(written));
    println!("\n{} files in {}\n{}", files(&exit)?, exit.display(), one.output.trim_end());
    Ok(())
}

/// An institution that was consolidated, under another code: its data are the same files.
fn copy_results(origin: &Path, destination: &Path, number: usize) -> BenchResult<()> {
    let (from, to) = (origin.join("hasil/data"), destination.join("hasil/data"));
    if to.exists() {
        return Ok(());
    }
    fs::create_dir_all(&to)?;
    for listed in fs::read_dir(&from)? {
        let listed = listed?;
        // What begins with a dot is kept for the next run of the institution alone.
        if listed.file_type()?.is_file() && !listed.file_name().to_string_lossy().starts_with('.') {
            fs::hard_link(listed.path(), to.join(listed.file_name()))?;
        }
    }
    let settings = fs::read_to_string(origin.join("selaras.toml"))?;
    let coded = settings.replacen("[instansi]\n", &format!("[instansi]\nkode = \"contoh-{:05}\"\n", number + 1), 1);
    Ok(fs::write(destination.join("selaras.toml"), coded)?)
}

/// How many files lie below a folder.
fn files(folder: &Path) -> BenchResult<usize> {
    let mut count = 0;
    for listed in fs::read_dir(folder)? {
        let listed = listed?;
        count += if listed.file_type()?.is_dir() { files(&listed.path())? } else { 1 };
    }
    Ok(count)
}
