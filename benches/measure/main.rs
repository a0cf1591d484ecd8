//! What the program costs: workspaces of any size out of a seed, and the measurements on them.
//!
//!     cargo bench --bench measure                                                    # everything, with its table
//!     cargo bench --bench measure -- semua --ukuran 50,100 --pada 100 --ulang 1 --baris 0     # a short one
//!     cargo bench --bench measure -- nasional FOLDER                                 # 640 institutions, 153,600 workbooks
//!     cargo bench --bench measure -- gabung FOLDER                                   # the data of 6,400 institutions put together
//!     cargo bench --bench measure -- bangkitkan FOLDER --berkas 1000 --benih 7
//!
//! Everything here is invented: institutions, names, NIP, figures.

#![allow(missing_docs, unreachable_pub)]

mod deep;
mod floor;
mod generator;
mod nation;
mod page;
mod process;
mod report;
mod runs;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use generator::{GenerationPlan, change, generate, one_big};

/// Workspaces of any size, and what the program costs on them.
#[derive(Debug, Parser)]
struct BenchArguments {
    #[command(subcommand)]
    command: BenchCommand,
}

#[derive(Debug, Subcommand)]
enum BenchCommand {
    /// Measures everything and prints the table; also without any command.
    #[command(name = "semua")]
    All(report::BenchArgs),
    /// Measures a nation: many workspaces, and their data put together.
    #[command(name = "nasional")]
    National(nation::NationalArgs),
    /// Measures what it costs to put the data of very many institutions together.
    #[command(name = "gabung")]
    Combine(nation::CombineArgs),
    /// Writes workspaces of filled forms.
    #[command(name = "bangkitkan")]
    Generate(Generate),
    /// Writes some of the files of a workspace anew, with other figures.
    #[command(name = "ubah")]
    Change(ChangeCommand),
}

#[derive(Debug, Args)]
struct Generate {
    /// The workspace, or the folder above when there are several.
    folder: PathBuf,
    /// Workbooks of each workspace; six of each unit.
    #[arg(long = "berkas", default_value_t = 240, value_name = "BERKAS")]
    file: usize,
    /// Workspaces.
    #[arg(long = "ruang", default_value_t = 1, value_name = "RUANG")]
    workspace: usize,
    /// Seed: equal seeds give equal files.
    #[arg(long = "benih", default_value_t = 7, value_name = "BENIH")]
    seed: u64,
    /// Instead, one workbook of so many rows.
    #[arg(long = "baris", value_name = "BARIS")]
    row: Option<u32>,
}

#[derive(Debug, Args)]
struct ChangeCommand {
    /// A generated workspace.
    folder: PathBuf,
    /// Its seed.
    #[arg(long = "benih", default_value_t = 7, value_name = "BENIH")]
    seed: u64,
    /// One file in so many is written anew.
    #[arg(long = "setiap", default_value_t = 100, value_name = "SETIAP")]
    every: usize,
    /// Another number gives other contents; 0 what it was.
    #[arg(long = "putaran", default_value_t = 1, value_name = "PUTARAN")]
    round: u64,
}

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let argument: Vec<OsString> = std::env::args_os().filter(|one| one != "--bench").collect();
    // Without a command everything is measured.
    let mut argument = argument;
    let help = ["help", "--help", "-h"];
    let mentioned = argument.get(1).and_then(|one| one.to_str()).is_some_and(|one| {
        help.contains(&one) || BenchArguments::command().get_subcommands().any(|child| child.get_name() == one)
    });
    if !mentioned {
        argument.insert(1, "semua".into());
    }
    let command = BenchArguments::parse_from(argument).command;
    let outcome = match command {
        BenchCommand::All(choice) => report::all(&choice),
        BenchCommand::National(choice) => nation::national(&choice),
        BenchCommand::Combine(choice) => nation::combined(&choice),
        BenchCommand::Generate(choice) => write(&choice),
        BenchCommand::Change(choice) => repeat(&choice),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("ukur: {error}");
            ExitCode::FAILURE
        }
    }
}

fn write(choice: &Generate) -> Result<(), Box<dyn Error>> {
    if let Some(row) = choice.row {
        one_big(&choice.folder, row, choice.seed)?;
        println!("one workbook of {row} rows is in {}", choice.folder.display());
        return Ok(());
    }
    let mut count = 0;
    for number in 0..choice.workspace {
        let folder = match choice.workspace {
            1 => choice.folder.clone(),
            _ => choice.folder.join(format!("instansi-{:04}", number + 1)),
        };
        count += generate(&folder, &GenerationPlan { file: choice.file, number, seed: choice.seed })?;
    }
    println!("{count} workbooks are in {}", choice.folder.display());
    Ok(())
}

fn repeat(choice: &ChangeCommand) -> Result<(), Box<dyn Error>> {
    let count = change(&choice.folder, choice.seed, choice.every, choice.round)?;
    println!("{count} workbooks were written anew in {}", choice.folder.display());
    Ok(())
}
