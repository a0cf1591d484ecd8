//! `selaras mulai`: a new workspace.

use std::path::PathBuf;

use chrono::Local;
use clap::Args;
use selaras::jobs::{StartOptions, start};

use super::{Akhir, BERSIH};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder ruang kerja yang dibuat.
    ruang: PathBuf,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let ruang = &pilihan.ruang;
    start(&StartOptions { folder: ruang.clone(), today: Local::now().date_naive() })?;
    anstream::println!("Ruang kerja siap di {}.", ruang.display());
    anstream::println!("Isi selaras.toml dan kaskade.xlsx, taruh berkas kiriman di folder masuk, lalu jalankan:");
    anstream::println!("  selaras konsolidasi {}", ruang.display());
    Ok(BERSIH)
}
