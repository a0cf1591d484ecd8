//! The whole measurement, and its table.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;
use selaras::tables::parquet;

use crate::deep;
use crate::floor::{self, FloorCommand};
use crate::generator::{GenerationPlan, change, generate, one_big};
use crate::process::{self, ProcessSize};

type BenchResult<T> = Result<T, Box<dyn Error>>;

/// The day that every run takes for today.
const DAY: &str = "2027-02-01";
/// Workbooks of a year of about 640 institutions with some 40 units and 6 documents each.
const NATIONAL: usize = 153_600;
/// What stands in a generated workspace before a run.
const OWNED: [&str; 3] = ["selaras.toml", "kaskade.xlsx", "masuk"];

#[derive(Debug, Args)]
pub struct BenchArgs {
    /// Where workspaces are made; they are kept and used again.
    #[arg(long, default_value = concat!(env!("CARGO_TARGET_TMPDIR"), "/ukur"))]
    folder: PathBuf,
    /// Sizes of the workspaces, in workbooks.
    #[arg(long = "ukuran", value_delimiter = ',', default_values_t = [100, 1000, 10_000], value_name = "UKURAN")]
    size: Vec<usize>,
    /// The size on which floor, peers and second run are measured.
    #[arg(long = "pada", default_value_t = 1000, value_name = "PADA")]
    at: usize,
    /// Runs of which the median counts.
    #[arg(long = "ulang", default_value_t = 3, value_name = "ULANG")]
    repeat: usize,
    /// Runs of each peer.
    #[arg(long = "ulang-peers", default_value_t = 1, value_name = "ULANG_PEERS")]
    peers_repeat: usize,
    /// A Python with benches/peers/requirements.txt; without it the peers are not measured.
    #[arg(long)]
    python: Option<PathBuf>,
    /// Rows of the one large workbook; 0 leaves it out.
    #[arg(long = "baris", default_value_t = 100_000, value_name = "BARIS")]
    row: u32,
    /// Seed.
    #[arg(long = "benih", default_value_t = 7, value_name = "BENIH")]
    seed: u64,
}

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

/// Measures everything and prints the table.
///
/// # Errors
/// When something cannot be made, started or read.
pub fn all(choice: &BenchArgs) -> BenchResult<()> {
    let core = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    if cfg!(debug_assertions) {
        println!("This is not a release build: its figures say nothing.");
    }
    println!(
        "selaras {}, {core} cores, median of {} runs, page cache warm\n",
        env!("CARGO_PKG_VERSION"),
        choice.repeat
    );
    let mut size = choice.size.clone();
    size.push(choice.at);
    size.sort_unstable();
    size.dedup();
    let mut growth = Vec::new();
    let mut benchmark = None;
    for file in size {
        let workspace = prepare(choice, file)?;
        let one = repeated(choice.repeat, || from_first(&workspace))?;
        if file == choice.at {
            benchmark = Some((workspace, one.clone()));
        }
        if choice.size.contains(&file) {
            growth.push((file, one));
        }
    }
    let Some((workspace, benchmark)) = benchmark else { return Err("no size to compare".into()) };
    let floor = floor_row(&workspace, &benchmark, choice)?;
    deep_row(&workspace, &benchmark, choice)?;
    // A run of the tables alone moves the results away that hold them.
    let rows = own_rows(&workspace);
    let tables = repeated(choice.repeat, || tables_alone(&workspace))?;
    println!("| selaras konsolidasi --hanya konsolidasi, checks included | {} | | | |", seconds(tables.old));
    peers_row(&workspace, (&benchmark, &tables), (floor, &rows), choice)?;
    growth_table(&growth);
    for (file, one) in growth.iter().filter(|(file, _)| *file >= choice.at) {
        row_again(&prepare(choice, *file)?, one, choice)?;
    }
    row_single(choice)?;
    if choice.row > 0 {
        let workspace = choice.folder.join(format!("baris-{}-{}", choice.row, choice.seed));
        if !workspace.exists() {
            one_big(&workspace, choice.row, choice.seed)?;
        }
        let one = repeated(choice.repeat, || from_first(&workspace))?;
        let reached = one.top.is_some_and(|top| top <= 500 << 20);
        println!(
            "\nOne workbook of {} rows: {}, {} (wanted: at most 500 MiB): {}",
            choice.row,
            seconds(one.old),
            memory(&one),
            verdict(reached)
        );
    }
    println!("\nWhere the time goes (-v, {} workbooks):\n{}", choice.at, benchmark.error.trim_end());
    println!("\nWhy what is not met is not, and the profile: docs/skala.md.");
    discard(&choice.folder)
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
        seconds(konsolidasi.old),
        memory(&konsolidasi),
        size(made)
    );
    println!("| gabung | {} | {} | {} |", seconds(combine.old), memory(&combine), size(content(&exit)?));
    let total = konsolidasi.old + combine.old;
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

/// A generated workspace, made when it is not there.
fn prepare(choice: &BenchArgs, file: usize) -> BenchResult<PathBuf> {
    let workspace = choice.folder.join(format!("ruang-{file}-{}", choice.seed));
    if !workspace.join("siap").exists() {
        generate(&workspace, &GenerationPlan { file, number: 0, seed: choice.seed })?;
        fs::write(workspace.join("siap"), "")?;
    }
    Ok(workspace)
}

/// Where what earlier runs left behind lies until the measurement is over. Deleting it at once would slow the run that
/// follows: ext4 looks long for places that were freed in the last minutes.
const DISCARDS: &str = "buangan";

fn discard(folder: &Path) -> BenchResult<()> {
    let discards = folder.join(DISCARDS);
    if discards.exists() { Ok(fs::remove_dir_all(discards)?) } else { Ok(()) }
}

/// Takes away whatever a run left behind.
fn clean_up(workspace: &Path, folder: &Path) -> BenchResult<()> {
    let discards = folder.join(DISCARDS);
    for listed in fs::read_dir(workspace)? {
        let listed = listed?;
        let name = listed.file_name();
        if name == "siap" || OWNED.iter().any(|owned| name == *owned) {
            continue;
        }
        fs::create_dir_all(&discards)?;
        let number = fs::read_dir(&discards)?.count();
        fs::rename(listed.path(), discards.join(number.to_string()))?;
    }
    Ok(())
}

fn selaras(command: &str) -> Command {
    let mut selaras = Command::new(env!("CARGO_BIN_EXE_selaras"));
    selaras.args([command, "--tanggal", DAY]);
    selaras
}

/// A run that finds nothing of an earlier one.
fn from_first(workspace: &Path) -> BenchResult<ProcessSize> {
    clean_up(workspace, workspace.parent().unwrap_or(workspace))?;
    again(workspace, &["--diam", "-v"])
}

fn again(workspace: &Path, how: &[&str]) -> BenchResult<ProcessSize> {
    let one = process::run(selaras("konsolidasi").args(how).arg(workspace))?;
    check(&one)?;
    Ok(one)
}

fn check(one: &ProcessSize) -> BenchResult<()> {
    match one.code {
        Some(0 | 1) => Ok(()),
        code => Err(format!("selaras ended with {code:?}: {}", one.error).into()),
    }
}

/// The run of the median time, with the highest memory of all.
fn repeated(repeat: usize, one: impl Fn() -> BenchResult<ProcessSize>) -> BenchResult<ProcessSize> {
    let mut all = (0..repeat.max(1)).map(|_| one()).collect::<BenchResult<Vec<_>>>()?;
    all.sort_by_key(|one| one.old);
    let top = all.iter().filter_map(|one| one.top).max();
    let middle = all.swap_remove(all.len() / 2);
    Ok(ProcessSize { top, ..middle })
}

/// Gives the time of the floor.
fn floor_row(workspace: &Path, benchmark: &ProcessSize, choice: &BenchArgs) -> BenchResult<Duration> {
    let mut all: Vec<FloorCommand> = Vec::new();
    for _ in 0..choice.repeat.max(1) {
        all.push(floor::measure(workspace).map_err(|error| error.to_string())?);
    }
    all.sort_by_key(|one| one.reads + one.writes);
    let middle = all[all.len() / 2];
    let floor = middle.reads + middle.writes;
    let times = benchmark.old.as_secs_f64() / floor.as_secs_f64();
    println!("| {} workbooks | time | against ours | wanted | |\n|---|---|---|---|---|", choice.at);
    println!("| selaras konsolidasi, checks included | {} | 1 | | |", seconds(benchmark.old));
    println!(
        "| floor: read {} ({} cells), write {} ({} cells) | {} | ours is {times:.2} × | ≤ 1.0 × | {} |",
        seconds(middle.reads),
        middle.being_read_cell,
        seconds(middle.writes),
        middle.written_cell,
        seconds(floor),
        verdict(times <= 1.0)
    );
    Ok(floor)
}

/// What nothing can go below that reads and writes these files.
fn deep_row(workspace: &Path, benchmark: &ProcessSize, choice: &BenchArgs) -> BenchResult<()> {
    let mut all = Vec::new();
    for _ in 0..choice.repeat.max(1) {
        all.push(deep::measure(workspace).map_err(|error| error.to_string())?);
    }
    all.sort_by_key(|one| one.reads + one.writes);
    let middle = all[all.len() / 2];
    let floor = middle.reads + middle.writes;
    let times = benchmark.old.as_secs_f64() / floor.as_secs_f64();
    println!(
        "| deep floor: inflate {} ({} MB of text), deflate {} ({} MB of text) | {} | ours is {times:.2} × | ≤ 2.0 × | {} |",
        seconds(middle.reads),
        middle.inflated / 1_000_000,
        seconds(middle.writes),
        middle.deflated / 1_000_000,
        seconds(floor),
        verdict(times <= 2.0)
    );
    Ok(())
}

/// A run that writes the tables alone, as the peers do, and finds nothing of an earlier one.
fn tables_alone(workspace: &Path) -> BenchResult<ProcessSize> {
    clean_up(workspace, workspace.parent().unwrap_or(workspace))?;
    let one = process::run(selaras("konsolidasi").args(["--diam", "--hanya", "konsolidasi"]).arg(workspace))?;
    check(&one)?;
    Ok(one)
}

/// A run of one file, from its start to its end, and a check of one.
fn row_single(choice: &BenchArgs) -> BenchResult<()> {
    let workspace = prepare(choice, 1)?;
    let one = repeated(choice.repeat.max(5), || from_first(&workspace))?;
    let form = floor::file(&workspace.join("masuk")).map_err(|error| error.to_string())?;
    let form = form.first().ok_or("no form")?;
    let checked = repeated(choice.repeat.max(5), || {
        let one = process::run(selaras("periksa").arg(form).arg("--ruang").arg(&workspace))?;
        check(&one)?;
        Ok(one)
    })?;
    println!(
        "\nA run of one file: {:.0} ms, checked alone in its workspace: {:.0} ms (wanted: under 60 ms): {}",
        one.old.as_secs_f64() * 1000.0,
        checked.old.as_secs_f64() * 1000.0,
        verdict(one.old.as_millis() < 60)
    );
    Ok(())
}

/// How many rows the results of a run hold, for the tables that the peers write too.
fn own_rows(workspace: &Path) -> String {
    let rows = ["pk", "rencana_aksi", "pengukuran"].map(|table| {
        let digest = parquet::digest(&workspace.join(format!("hasil/data/{table}.parquet")));
        format!("{table} {}", digest.map_or_else(|error| error.to_string(), |digest| digest.row.to_string()))
    });
    rows.join(", ")
}

/// `benchmark` are a whole run and one that writes the tables alone, which is what the peers do; `rows` those of the former.
fn peers_row(
    workspace: &Path,
    benchmark: (&ProcessSize, &ProcessSize),
    (floor, rows): (Duration, &str),
    choice: &BenchArgs,
) -> BenchResult<()> {
    let Some(python) = &choice.python else {
        println!("| peers | not measured: give --python | | | |");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/peers");
    let mut row = Vec::new();
    for (name, wants) in [("pandas_openpyxl.py", 30.0), ("calamine_polars_xlsxwriter.py", 8.0)] {
        let exit = workspace.join("peers.xlsx");
        let one = repeated(choice.peers_repeat, || {
            let one = process::run(Command::new(python).arg(folder.join(name)).arg(workspace).arg(&exit))?;
            if one.code == Some(0) { Ok(one) } else { Err(format!("{name}: {}", one.error).into()) }
        })?;
        let whole = one.old.as_secs_f64() / benchmark.0.old.as_secs_f64();
        let times = one.old.as_secs_f64() / benchmark.1.old.as_secs_f64();
        let basis = one.old.as_secs_f64() / floor.as_secs_f64();
        println!(
            "| {name}, no checks | {} | {times:.1} × our tables, {whole:.1} × our whole run, {basis:.1} × the floor | ≥ {wants} × | {} |",
            seconds(one.old),
            verdict(times >= wants)
        );
        row.push((name, one.output));
    }
    println!("\nRows. selaras: {rows}");
    for (name, output) in row {
        println!("{name}: {}", output.trim());
    }
    Ok(())
}

fn growth_table(all: &[(usize, ProcessSize)]) {
    println!("\n| workbooks | time | for each | peak memory |\n|---|---|---|---|");
    let every = |(file, one): &(usize, ProcessSize)| one.old.as_secs_f64() * 1000.0 / *file as f64;
    for one in all {
        println!("| {} | {} | {:.2} ms | {} |", one.0, seconds(one.1.old), every(one), memory(&one.1));
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    // A small workspace is mostly what every run costs.
    let large: Vec<_> = all.iter().filter(|(file, _)| *file >= 1000).collect();
    let all = if large.len() > 1 { large } else { all.iter().collect() };
    let (from, until) = (all.first().map_or(0, |one| one.0), all.last().map_or(0, |one| one.0));
    let every = |one: &&(usize, ProcessSize)| every(one);
    let grow = all.iter().map(every).fold(0.0, f64::max) / all.iter().map(every).fold(f64::MAX, f64::min) - 1.0;
    println!(
        "\nTime for each workbook from {from} to {until}: apart by {:.0} % (wanted: within 10 %): {}",
        grow * 100.0,
        verdict(grow <= 0.1)
    );
    if let Some(top) = last.1.top {
        println!("Peak memory at {}: {} (wanted: under 1 GiB): {}", last.0, size(top), verdict(top < 1 << 30));
        let each = top.saturating_sub(first.1.top.unwrap_or_default()) / (last.0 - first.0).max(1) as u64;
        println!("and {} kB for each further workbook (wanted: under 60 kB): {}", each / 1000, verdict(each < 60_000));
    }
}

/// Runs after the first: when nothing changed, and after one file in a hundred did.
fn row_again(workspace: &Path, benchmark: &ProcessSize, choice: &BenchArgs) -> BenchResult<()> {
    from_first(workspace)?;
    let part = |one: &ProcessSize| one.old.as_secs_f64() / benchmark.old.as_secs_f64() * 100.0;
    let count = floor::file(&workspace.join("masuk")).map_err(|error| error.to_string())?.len();
    let one = repeated(choice.repeat, || again(workspace, &["--diam"]))?;
    let told = format!("{}, {:.1} % of the first run", seconds(one.old), part(&one));
    println!("\n{count} workbooks again, nothing changed: {told} (wanted: ≤ 5 %): {}", verdict(part(&one) <= 5.0));
    let run_memory = std::cell::Cell::new(0);
    let one = repeated(choice.repeat, || {
        run_memory.set(run_memory.get() + 1);
        change(workspace, choice.seed, 100, run_memory.get())?;
        again(workspace, &["--diam"])
    })?;
    // As it was: the next measurement finds the same files.
    change(workspace, choice.seed, 100, 0)?;
    let told = format!("{}, {:.1} % of the first run", seconds(one.old), part(&one));
    println!("and after one file in a hundred changed: {told} (wanted: ≤ 25 %): {}", verdict(part(&one) <= 25.0));
    Ok(())
}

fn verdict(reached: bool) -> &'static str {
    if reached { "met" } else { "NOT met" }
}

fn seconds(old: Duration) -> String {
    format!("{:.2} s", old.as_secs_f64())
}

fn memory(one: &ProcessSize) -> String {
    one.top.map_or_else(|| "not measured".into(), size)
}

fn size(byte: u64) -> String {
    format!("{} MiB", byte >> 20)
}

/// Bytes of the files below a folder.
fn content(folder: &Path) -> BenchResult<u64> {
    let mut total = 0;
    for listed in fs::read_dir(folder)? {
        let listed = listed?;
        total += if listed.file_type()?.is_dir() { content(&listed.path())? } else { listed.metadata()?.len() };
    }
    Ok(total)
}
