//! What the program costs: workspaces of any size out of a seed, and the measurements on them.
//!
//!     cargo bench --bench ukur                                                    # everything, with its table
//!     cargo bench --bench ukur -- semua --ukuran 50,100 --pada 100 --ulang 1 --baris 0     # a short one
//!     cargo bench --bench ukur -- nasional FOLDER                                 # 640 institutions, 153,600 workbooks
//!     cargo bench --bench ukur -- bangkitkan FOLDER --berkas 1000 --benih 7
//!
//! Everything here is invented: institutions, names, NIP, figures.

#![allow(missing_docs, unreachable_pub)]

mod bangkit;
mod lantai;
mod laporan;
mod proses;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};

use bangkit::{Rencana, bangkitkan, satu_besar, ubah};

/// Workspaces of any size, and what the program costs on them.
#[derive(Debug, Parser)]
struct Baris {
    #[command(subcommand)]
    perintah: Perintah,
}

#[derive(Debug, Subcommand)]
enum Perintah {
    /// Measures everything and prints the table; also without any command.
    Semua(laporan::Pilihan),
    /// Measures a nation: many workspaces, and their data put together.
    Nasional(laporan::Nasional),
    /// Writes workspaces of filled forms.
    Bangkitkan(Bangkitkan),
    /// Writes some of the files of a workspace anew, with other figures.
    Ubah(Ubah),
}

#[derive(Debug, Args)]
struct Bangkitkan {
    /// The workspace, or the folder above when there are several.
    folder: PathBuf,
    /// Workbooks of each workspace; six of each unit.
    #[arg(long, default_value_t = 240)]
    berkas: usize,
    /// Workspaces.
    #[arg(long, default_value_t = 1)]
    ruang: usize,
    /// Seed: equal seeds give equal files.
    #[arg(long, default_value_t = 7)]
    benih: u64,
    /// Instead, one workbook of so many rows.
    #[arg(long)]
    baris: Option<u32>,
}

#[derive(Debug, Args)]
struct Ubah {
    /// A generated workspace.
    folder: PathBuf,
    /// Its seed.
    #[arg(long, default_value_t = 7)]
    benih: u64,
    /// One file in so many is written anew.
    #[arg(long, default_value_t = 100)]
    setiap: usize,
    /// Another number gives other contents; 0 what it was.
    #[arg(long, default_value_t = 1)]
    putaran: u64,
}

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let argumen: Vec<OsString> = std::env::args_os().filter(|satu| satu != "--bench").collect();
    // Without a command everything is measured.
    let mut argumen = argumen;
    let bantuan = ["help", "--help", "-h"];
    let disebut = argumen.get(1).and_then(|satu| satu.to_str()).is_some_and(|satu| {
        bantuan.contains(&satu) || Baris::command().get_subcommands().any(|anak| anak.get_name() == satu)
    });
    if !disebut {
        argumen.insert(1, "semua".into());
    }
    let perintah = Baris::parse_from(argumen).perintah;
    let hasil = match perintah {
        Perintah::Semua(pilihan) => laporan::semua(&pilihan),
        Perintah::Nasional(pilihan) => laporan::nasional(&pilihan),
        Perintah::Bangkitkan(pilihan) => tulis(&pilihan),
        Perintah::Ubah(pilihan) => ulang(&pilihan),
    };
    match hasil {
        Ok(()) => ExitCode::SUCCESS,
        Err(galat) => {
            eprintln!("ukur: {galat}");
            ExitCode::FAILURE
        }
    }
}

fn tulis(pilihan: &Bangkitkan) -> Result<(), Box<dyn Error>> {
    if let Some(baris) = pilihan.baris {
        satu_besar(&pilihan.folder, baris, pilihan.benih)?;
        println!("one workbook of {baris} rows is in {}", pilihan.folder.display());
        return Ok(());
    }
    let mut banyak = 0;
    for nomor in 0..pilihan.ruang {
        let folder = match pilihan.ruang {
            1 => pilihan.folder.clone(),
            _ => pilihan.folder.join(format!("instansi-{:04}", nomor + 1)),
        };
        banyak += bangkitkan(&folder, &Rencana { berkas: pilihan.berkas, nomor, benih: pilihan.benih })?;
    }
    println!("{banyak} workbooks are in {}", pilihan.folder.display());
    Ok(())
}

fn ulang(pilihan: &Ubah) -> Result<(), Box<dyn Error>> {
    let banyak = ubah(&pilihan.folder, pilihan.benih, pilihan.setiap, pilihan.putaran)?;
    println!("{banyak} workbooks were written anew in {}", pilihan.folder.display());
    Ok(())
}
