//! What the program costs: workspaces of any size out of a seed, and the measurements on them.
//!
//!     cargo bench --bench ukur -- bangkitkan FOLDER --berkas 1000 --benih 7
//!
//! Everything here is invented: institutions, names, NIP, figures.

#![allow(missing_docs, unreachable_pub)]

mod bangkit;

use std::error::Error;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};

use bangkit::{Rencana, bangkitkan, satu_besar, ubah};

/// Ruang kerja tiruan berukuran berapa pun, dan pengukuran atasnya.
#[derive(Debug, Parser)]
struct Baris {
    #[command(subcommand)]
    perintah: Perintah,
}

#[derive(Debug, Subcommand)]
enum Perintah {
    /// Menulis ruang kerja berisi formulir terisi.
    Bangkitkan(Bangkitkan),
    /// Menulis ulang sebagian berkas sebuah ruang kerja dengan angka lain.
    Ubah(Ubah),
}

#[derive(Debug, Args)]
struct Bangkitkan {
    /// Folder ruang kerja, atau induknya bila --ruang lebih dari satu.
    folder: PathBuf,
    /// Buku kerja setiap ruang kerja; enam untuk setiap unit.
    #[arg(long, default_value_t = 240)]
    berkas: usize,
    /// Banyaknya ruang kerja.
    #[arg(long, default_value_t = 1)]
    ruang: usize,
    /// Benih: angka yang sama memberi berkas yang sama.
    #[arg(long, default_value_t = 7)]
    benih: u64,
    /// Sebagai gantinya satu buku kerja dengan sekian baris.
    #[arg(long)]
    baris: Option<u32>,
}

#[derive(Debug, Args)]
struct Ubah {
    /// Folder ruang kerja yang dibuat oleh bangkitkan.
    folder: PathBuf,
    /// Benih ruang kerja itu.
    #[arg(long, default_value_t = 7)]
    benih: u64,
    /// Satu dari sekian berkas ditulis ulang.
    #[arg(long, default_value_t = 100)]
    setiap: usize,
    /// Angka lain memberi isi lain.
    #[arg(long, default_value_t = 1)]
    putaran: u64,
}

fn main() -> ExitCode {
    // Cargo adds a flag of its own.
    let argumen: Vec<OsString> = std::env::args_os().filter(|satu| satu != "--bench").collect();
    let hasil = match Baris::parse_from(argumen).perintah {
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
        println!("satu buku kerja dengan {baris} baris ada di {}", pilihan.folder.display());
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
    println!("{banyak} buku kerja ada di {}", pilihan.folder.display());
    Ok(())
}

fn ulang(pilihan: &Ubah) -> Result<(), Box<dyn Error>> {
    let banyak = ubah(&pilihan.folder, pilihan.benih, pilihan.setiap, pilihan.putaran)?;
    println!("{banyak} buku kerja ditulis ulang di {}", pilihan.folder.display());
    Ok(())
}
