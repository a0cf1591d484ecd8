//! `selaras mulai`: a new workspace.

use std::path::PathBuf;

use chrono::Local;
use clap::Args;
use selaras::jobs::{StartOptions, start};

use super::argument::pasted;
use super::terminal::told;
use super::{CLEAN, Ending};

#[derive(Debug, Args)]
pub(super) struct StartArgs {
    /// Folder ruang kerja yang dibuat.
    #[arg(value_name = "RUANG")]
    workspace: PathBuf,
}

pub(super) fn run(choice: &StartArgs) -> Ending {
    let workspace = &choice.workspace;
    start(&StartOptions { folder: workspace.clone(), today: Local::now().date_naive() })?;
    told(&format!("Ruang kerja siap di {}.", workspace.display()));
    told("Buka kaskade.xlsx: isi lembar Pengaturan, Unit, dan Kaskade (artinya di lembar Penjelasan).");
    told("Taruh berkas kiriman di folder masuk, lalu jalankan:");
    anstream::println!("  selaras konsolidasi {}", pasted(workspace));
    Ok(CLEAN)
}
