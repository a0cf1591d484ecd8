//! `selaras templat kenali` and `selaras templat uji`: forms that units use already.

use std::path::PathBuf;

use clap::Args;
use selaras::domain::dokumen::{BerkasTerbaca, Fakta, JenisBaris, Tabel};
use selaras::files::save;
use selaras::jobs::{RecogniseOptions, Recognised, TriedFile, TryOptions, recognise, try_definition};

use super::super::{ADA_GALAT, Akhir, BERSIH, readers};

/// Rows shown of every table.
const BARIS_DITAMPILKAN: usize = 5;

#[derive(Debug, Args)]
pub(super) struct Kenali {
    /// Contoh formulir yang sudah berisi.
    contoh: PathBuf,
    /// Nama definisi; tanpa ini, dari nama berkas.
    #[arg(long)]
    id: Option<String>,
    /// Berkas TOML yang ditulis; tanpa ini, rancangan ditampilkan.
    #[arg(long, value_name = "BERKAS")]
    ke: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Uji {
    /// Definisi (TOML) yang diuji.
    definisi: PathBuf,
    /// Berkas yang dibaca dengannya.
    #[arg(required = true)]
    berkas: Vec<PathBuf>,
}

pub(super) fn kenali(pilihan: &Kenali) -> Akhir {
    let options = RecogniseOptions { example: pilihan.contoh.clone(), id: pilihan.id.clone(), readers: readers() };
    let rancangan = match recognise(&options)? {
        Recognised::Draft(rancangan) => rancangan,
        Recognised::Nothing(calon) => {
            let nama = pilihan.contoh.file_name().unwrap_or_default().to_string_lossy();
            anstream::eprintln!("Tidak ada tabel yang dikenal dalam {nama}. Baris yang paling mirip judul tabel:");
            for calon in calon {
                anstream::eprintln!("  {calon}");
            }
            return Ok(ADA_GALAT);
        }
    };
    match &pilihan.ke {
        None => anstream::print!("{rancangan}"),
        Some(ke) if ke.exists() => return Err(format!("{} sudah ada dan tidak ditimpa", ke.display()).into()),
        Some(ke) => {
            save(ke, rancangan.as_bytes())?;
            anstream::println!("Rancangan ada di {}. Periksa isinya, lalu uji dengan:", ke.display());
            anstream::println!("  selaras templat uji {} {}", ke.display(), pilihan.contoh.display());
        }
    }
    Ok(BERSIH)
}

pub(super) fn uji(pilihan: &Uji) -> Akhir {
    let options =
        TryOptions { definition: pilihan.definisi.clone(), files: pilihan.berkas.clone(), readers: readers() };
    let terbaca = try_definition(&options)?;
    for satu in &terbaca {
        anstream::println!("{}", satu.file.display());
        tampilkan(&satu.read, &satu.id);
    }
    Ok(if terbaca.iter().all(TriedFile::fits) { BERSIH } else { ADA_GALAT })
}

fn tampilkan(berkas: &BerkasTerbaca, id: &str) {
    for dokumen in &berkas.dokumen {
        let oleh =
            if dokumen.templat == id { "definisi ini".into() } else { format!("tata letak {}", dokumen.templat) };
        anstream::println!("  {} › {} dibaca oleh {oleh}", dokumen.lembar, dokumen.jenis.nama());
        for tabel in &dokumen.tabel {
            satu_tabel(tabel);
        }
    }
    for lembar in &berkas.lembar {
        for fakta in &lembar.fakta {
            match fakta {
                Fakta::KolomTakDikenal { sel, judul, isi } => {
                    anstream::println!("  {} › {sel}: kolom {judul:?} tidak dikenal, {isi} sel terisi", lembar.nama);
                }
                Fakta::KolomMirip { sel, judul, mungkin, .. } => {
                    anstream::println!("  {} › {sel}: kolom {judul:?} mungkin berarti {mungkin}", lembar.nama);
                }
                Fakta::TanpaTabel { .. } => anstream::println!("  {}: tidak ada tabel yang dikenal", lembar.nama),
                _ => {}
            }
        }
    }
}

fn satu_tabel(tabel: &Tabel) {
    let data = tabel.baris.iter().filter(|baris| matches!(baris.jenis, JenisBaris::Data | JenisBaris::Lanjutan));
    anstream::println!("    {} kolom, {} baris isian", tabel.kolom.len(), data.clone().count());
    for milik in &tabel.kolom {
        anstream::println!("      {} {:?} = {}", milik.sel, milik.judul, milik.kolom);
    }
    for baris in data.take(BARIS_DITAMPILKAN) {
        let isi: Vec<String> = baris
            .isian
            .iter()
            .filter(|(_, isian)| !isian.nilai.kosong())
            .map(|(kolom, isian)| format!("{kolom}={}", isian.mentah.replace('\n', " ")))
            .collect();
        anstream::println!("      baris {}: {}", baris.baris + 1, isi.join(" | "));
    }
}
