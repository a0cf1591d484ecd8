//! `selaras mulai`: a new workspace.

use std::path::PathBuf;

use chrono::Local;
use clap::Args;
use selaras::jobs::{StartOptions, start};

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
    anstream::println!("Ruang kerja siap di {}.", workspace.display());
    anstream::println!("Isi selaras.toml dan kaskade.xlsx, taruh berkas kiriman di folder masuk, lalu jalankan:");
    anstream::println!("  selaras konsolidasi {}", workspace.display());
    Ok(CLEAN)
}
