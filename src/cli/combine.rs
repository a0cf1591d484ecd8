//! `selaras gabung`: the data of many workspaces as one dataset, with a national recap.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{CombineOptions, combine};
use selaras::pipeline::combine::{CombinedDataset, RECAP};

use super::terminal::{Screen, is_safe};
use super::{CANNOT_RUN, CLEAN, DisplayArgs, Ending, argument, workspace};

/// What people should know of the run before, when it was ended.
const UNFINISHED: &str = "penggabungan sebelumnya ke folder ini tidak selesai (programnya dihentikan di tengah jalan); sisanya sudah dibersihkan";

#[derive(Debug, Args)]
pub(super) struct CombineArgs {
    /// Folder hasil gabungan: rekap-nasional.xlsx dan folder data.
    #[arg(value_name = "KELUAR")]
    exit: PathBuf,
    /// Ruang kerja yang sudah dikonsolidasi, atau folder yang berisi ruang-ruang kerja; tanpa ini ruang kerja tempat
    /// perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Vec<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &CombineArgs) -> Ending {
    let workspaces = workspace::all(&choice.workspace)?;
    if workspaces.is_empty() {
        return Err(argument::NoWorkspace.into());
    }
    let screen = Screen::new(&choice.display);
    let options = CombineOptions { target: choice.exit.clone(), workspaces, today: choice.display.today() };
    let outcome = combine(&options, &screen)?;
    screen.finish();
    report(choice, &outcome);
    // A total without somebody is not the total that was asked for.
    Ok(if outcome.left_behind.is_empty() { CLEAN } else { CANNOT_RUN })
}

fn report(choice: &CombineArgs, outcome: &CombinedDataset) {
    if outcome.after_ended {
        anstream::eprintln!("selaras: {UNFINISHED}");
    }
    for one in &outcome.left_behind {
        anstream::eprintln!("selaras: {} belum masuk: {}", is_safe(&one.workspace), is_safe(&one.cause));
    }
    if choice.display.detailed {
        for one in &outcome.tables {
            anstream::eprintln!("{}: {} berkas, {} baris", one.name, one.file, one.row);
        }
    }
    let exit = choice.exit.display();
    let not_yet = match outcome.left_behind.len() {
        0 => String::new(),
        count => format!(" {count} ruang kerja BELUM masuk, lihat di atas dan lembar Belum Masuk."),
    };
    anstream::println!("{} instansi digabung.{not_yet} {RECAP}.xlsx dan folder data ada di {exit}", outcome.instansi);
}
