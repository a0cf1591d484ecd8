//! The whole measurement, and its table.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use clap::Args;
use selaras::tables::parquet;

use crate::deep;
use crate::floor::{self, Floor};
use crate::generator::{DOCUMENT, GenerationPlan, change, generate, one_big};
use crate::page;
use crate::process::{self, Measured};
use crate::runs::{
    BenchResult, again, check, discard, from_first, memory, prepare, repeated, seconds, selaras, size, tables_alone,
    throw_away, verdict,
};

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
    /// Units of the house whose page is open; 0 leaves it out.
    #[arg(long = "halaman", default_value_t = 300, value_name = "UNIT")]
    page: usize,
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
        let workspace = prepare(&choice.folder, file, choice.seed)?;
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
    println!("| selaras konsolidasi --hanya konsolidasi, checks included | {} | | | |", seconds(tables.elapsed));
    peers_row(&workspace, (&benchmark, &tables), (floor, &rows), choice)?;
    growth_table(&growth);
    for (file, one) in growth.iter().filter(|(file, _)| *file >= choice.at) {
        row_again(&prepare(&choice.folder, *file, choice.seed)?, one, choice)?;
    }
    row_single(choice)?;
    page_row(choice)?;
    if choice.row > 0 {
        let workspace = choice.folder.join(format!("baris-{}-{}", choice.row, choice.seed));
        if !workspace.exists() {
            one_big(&workspace, choice.row, choice.seed)?;
        }
        let one = repeated(choice.repeat, || from_first(&workspace))?;
        let reached = one.peak.is_some_and(|peak| peak <= 500 << 20);
        println!(
            "\nOne workbook of {} rows: {}, {} (wanted: at most 500 MiB): {}",
            choice.row,
            seconds(one.elapsed),
            memory(&one),
            verdict(reached)
        );
    }
    println!("\nWhere the time goes (-v, {} workbooks):\n{}", choice.at, benchmark.error.trim_end());
    println!("\nWhy what is not met is not, and the profile: docs/skala.md.");
    discard(&choice.folder)
}

/// Gives the time of the floor.
fn floor_row(workspace: &Path, benchmark: &Measured, choice: &BenchArgs) -> BenchResult<Duration> {
    let mut all: Vec<Floor> = Vec::new();
    for _ in 0..choice.repeat.max(1) {
        all.push(floor::measure(workspace).map_err(|error| error.to_string())?);
    }
    all.sort_by_key(|one| one.reads + one.writes);
    let middle = all[all.len() / 2];
    let floor = middle.reads + middle.writes;
    let times = benchmark.elapsed.as_secs_f64() / floor.as_secs_f64();
    println!("| {} workbooks | time | against ours | wanted | |\n|---|---|---|---|---|", choice.at);
    println!("| selaras konsolidasi, checks included | {} | 1 | | |", seconds(benchmark.elapsed));
    println!(
        "| floor: read {} ({} cells), write {} ({} cells) | {} | ours is {times:.2} × | ≤ 1.0 × | {} |",
        seconds(middle.reads),
        middle.cells_read,
        seconds(middle.writes),
        middle.cells_written,
        seconds(floor),
        verdict(times <= 1.0)
    );
    Ok(floor)
}

/// What nothing can go below that reads and writes these files.
fn deep_row(workspace: &Path, benchmark: &Measured, choice: &BenchArgs) -> BenchResult<()> {
    let mut all = Vec::new();
    for _ in 0..choice.repeat.max(1) {
        all.push(deep::measure(workspace).map_err(|error| error.to_string())?);
    }
    all.sort_by_key(|one| one.reads + one.writes);
    let middle = all[all.len() / 2];
    let floor = middle.reads + middle.writes;
    let times = benchmark.elapsed.as_secs_f64() / floor.as_secs_f64();
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

/// A run of one file, from its start to its end, and a check of one.
fn row_single(choice: &BenchArgs) -> BenchResult<()> {
    let workspace = prepare(&choice.folder, 1, choice.seed)?;
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
        one.elapsed.as_secs_f64() * 1000.0,
        checked.elapsed.as_secs_f64() * 1000.0,
        verdict(one.elapsed.as_millis() < 60)
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
    benchmark: (&Measured, &Measured),
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
        let whole = one.elapsed.as_secs_f64() / benchmark.0.elapsed.as_secs_f64();
        let times = one.elapsed.as_secs_f64() / benchmark.1.elapsed.as_secs_f64();
        let basis = one.elapsed.as_secs_f64() / floor.as_secs_f64();
        println!(
            "| {name}, no checks | {} | {times:.1} × our tables, {whole:.1} × our whole run, {basis:.1} × the floor | ≥ {wants} × | {} |",
            seconds(one.elapsed),
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

fn growth_table(all: &[(usize, Measured)]) {
    println!("\n| workbooks | time | for each | peak memory |\n|---|---|---|---|");
    let every = |(file, one): &(usize, Measured)| one.elapsed.as_secs_f64() * 1000.0 / *file as f64;
    for one in all {
        println!("| {} | {} | {:.2} ms | {} |", one.0, seconds(one.1.elapsed), every(one), memory(&one.1));
    }
    let (Some(first), Some(last)) = (all.first(), all.last()) else { return };
    // A small workspace is mostly what every run costs.
    let large: Vec<_> = all.iter().filter(|(file, _)| *file >= 1000).collect();
    let all = if large.len() > 1 { large } else { all.iter().collect() };
    let (from, until) = (all.first().map_or(0, |one| one.0), all.last().map_or(0, |one| one.0));
    let every = |one: &&(usize, Measured)| every(one);
    let grow = all.iter().map(every).fold(0.0, f64::max) / all.iter().map(every).fold(f64::MAX, f64::min) - 1.0;
    println!(
        "\nTime for each workbook from {from} to {until}: apart by {:.0} % (wanted: within 10 %): {}",
        grow * 100.0,
        verdict(grow <= 0.1)
    );
    if let Some(peak) = last.1.peak {
        println!("Peak memory at {}: {} (wanted: under 1 GiB): {}", last.0, size(peak), verdict(peak < 1 << 30));
        let each = peak.saturating_sub(first.1.peak.unwrap_or_default()) / (last.0 - first.0).max(1) as u64;
        println!("and {} kB for each further workbook (wanted: under 60 kB): {}", each / 1000, verdict(each < 60_000));
    }
}

/// Runs after the first: when nothing changed, and after one file in a hundred did.
fn row_again(workspace: &Path, benchmark: &Measured, choice: &BenchArgs) -> BenchResult<()> {
    from_first(workspace)?;
    let part = |one: &Measured| one.elapsed.as_secs_f64() / benchmark.elapsed.as_secs_f64() * 100.0;
    let count = floor::file(&workspace.join("masuk")).map_err(|error| error.to_string())?.len();
    let one = repeated(choice.repeat, || again(workspace, &["--diam"]))?;
    let told = format!("{}, {:.1} % of the first run", seconds(one.elapsed), part(&one));
    println!("\n{count} workbooks again, nothing changed: {told} (wanted: ≤ 5 %): {}", verdict(part(&one) <= 5.0));
    let round = std::cell::Cell::new(0);
    let one = repeated(choice.repeat, || {
        round.set(round.get() + 1);
        change(workspace, choice.seed, 100, round.get())?;
        again(workspace, &["--diam"])
    })?;
    // As it was: the next measurement finds the same files.
    change(workspace, choice.seed, 100, 0)?;
    let told = format!("{}, {:.1} % of the first run", seconds(one.elapsed), part(&one));
    println!("and after one file in a hundred changed: {told} (wanted: ≤ 25 %): {}", verdict(part(&one) <= 25.0));
    Ok(())
}

/// One unit of many sends a file while the page is open.
fn page_row(choice: &BenchArgs) -> BenchResult<()> {
    if choice.page == 0 {
        return Ok(());
    }
    // What is sent stays in its inbox: a workspace of its own, made anew each time.
    let workspace = choice.folder.join("halaman");
    throw_away(&workspace, &choice.folder)?;
    generate(&workspace, &GenerationPlan { file: choice.page * DOCUMENT, number: 0, seed: choice.seed })?;
    from_first(&workspace)?;
    let mut all = page::measure(&workspace, choice.seed, choice.repeat)?;
    throw_away(&workspace, &choice.folder)?;
    all.sort_by_key(page::Sent::until_shown);
    let middle = all[all.len() / 2];
    let whole = middle.until_shown();
    println!(
        "\nA unit of {} sends one of {} workbooks anew while the page is open: checked and answered in {:.0} ms, taken in {:.0} ms, its page and the figures of the house new after {:.0} ms more; {:.0} ms in all (wanted: under 300 ms): {}",
        choice.page,
        choice.page * DOCUMENT,
        milliseconds(middle.checked),
        milliseconds(middle.taken),
        milliseconds(middle.shown),
        milliseconds(whole),
        verdict(whole.as_millis() < 300)
    );
    Ok(())
}

fn milliseconds(elapsed: Duration) -> f64 {
    elapsed.as_secs_f64() * 1000.0
}
