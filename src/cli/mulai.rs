//! `selaras mulai`: a new workspace.

use std::fs;
use std::path::PathBuf;

use chrono::{Datelike, Local};
use clap::Args;
use selaras::template::{Pustaka, tulis};
use selaras::workspace::{BERKAS_KASKADE, BERKAS_SETELAN};

use super::{Akhir, BERSIH};

/// The settings of a new workspace, with a word on each.
const SETELAN: &str = include_str!("../../templates/selaras.toml");

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Folder ruang kerja yang dibuat.
    ruang: PathBuf,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let ruang = &pilihan.ruang;
    let setelan = ruang.join(BERKAS_SETELAN);
    let kaskade = ruang.join(BERKAS_KASKADE);
    for ada in [&setelan, &kaskade] {
        if ada.exists() {
            return Err(format!("{} sudah ada; ruang kerja yang ada tidak ditimpa", ada.display()).into());
        }
    }
    fs::create_dir_all(ruang.join("masuk"))?;
    let hari_ini = Local::now();
    fs::write(
        &setelan,
        SETELAN.replace("{tahun}", &hari_ini.year().to_string()).replace("{depan}", &(hari_ini.year() + 1).to_string()),
    )?;
    fs::write(&kaskade, tulis::kaskade_kosong(&Pustaka::bawaan()?, hari_ini.naive_local())?)?;
    anstream::println!("Ruang kerja siap di {}.", ruang.display());
    anstream::println!("Isi selaras.toml dan kaskade.xlsx, taruh berkas kiriman di folder masuk, lalu jalankan:");
    anstream::println!("  selaras konsolidasi {}", ruang.display());
    Ok(BERSIH)
}
