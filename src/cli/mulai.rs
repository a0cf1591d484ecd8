//! `selaras mulai`: a new workspace.

use std::path::PathBuf;

use chrono::{Datelike, Local};
use clap::Args;
use selaras::report::{siapkan_folder, simpan};
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
    siapkan_folder(&ruang.join("masuk"))?;
    let hari_ini = Local::now();
    let isi =
        SETELAN.replace("{tahun}", &hari_ini.year().to_string()).replace("{depan}", &(hari_ini.year() + 1).to_string());
    simpan(&kaskade, &tulis::kaskade_kosong(&Pustaka::bawaan()?, hari_ini.naive_local())?)?;
    simpan(&setelan, isi.as_bytes())?;
    anstream::println!("Ruang kerja siap di {}.", ruang.display());
    anstream::println!("Isi selaras.toml dan kaskade.xlsx, taruh berkas kiriman di folder masuk, lalu jalankan:");
    anstream::println!("  selaras konsolidasi {}", ruang.display());
    Ok(BERSIH)
}
