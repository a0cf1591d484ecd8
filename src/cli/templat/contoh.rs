//! `selaras templat kenali` and `selaras templat uji`: forms that units use already.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use selaras::domain::dokumen::{BerkasTerbaca, Fakta, JenisBaris, Tabel};
use selaras::domain::sistem::kata_sistem;
use selaras::intake::Sumber;
use selaras::report::simpan;
use selaras::template::{Pustaka, rancang};
use selaras::workbook::limits::Limits;
use selaras::worker::{Pembaca, Permintaan};

use super::super::{ADA_GALAT, Akhir, BERSIH};

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
    let berkas = baca(Pustaka::bawaan()?, &pilihan.contoh)?;
    let nama = pilihan.contoh.file_name().unwrap_or_default().to_string_lossy();
    let id = pilihan.id.clone().unwrap_or_else(|| id_dari(&pilihan.contoh));
    let Some(rancangan) = rancang::rancang(&berkas, &id, &nama) else {
        anstream::eprintln!("Tidak ada tabel yang dikenal dalam {nama}. Baris yang paling mirip judul tabel:");
        for calon in rancang::calon_judul(&berkas) {
            anstream::eprintln!("  {calon}");
        }
        return Ok(ADA_GALAT);
    };
    match &pilihan.ke {
        None => anstream::print!("{rancangan}"),
        Some(ke) if ke.exists() => return Err(format!("{} sudah ada dan tidak ditimpa", ke.display()).into()),
        Some(ke) => {
            simpan(ke, rancangan.as_bytes())?;
            anstream::println!("Rancangan ada di {}. Periksa isinya, lalu uji dengan:", ke.display());
            anstream::println!("  selaras templat uji {} {}", ke.display(), pilihan.contoh.display());
        }
    }
    Ok(BERSIH)
}

pub(super) fn uji(pilihan: &Uji) -> Akhir {
    let nama = pilihan.definisi.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let teks = fs::read_to_string(&pilihan.definisi)
        .map_err(|sebab| format!("{} tidak dapat dibaca ({})", pilihan.definisi.display(), kata_sistem(&sebab)))?;
    let bawaan: BTreeSet<String> = Pustaka::bawaan()?.templat.into_iter().map(|templat| templat.id).collect();
    let pustaka = Pustaka::dengan(&[(nama, teks.clone())])?;
    let milik = pustaka.templat.iter().find(|templat| !bawaan.contains(&templat.id));
    let id = milik.map(|templat| templat.id.clone()).or_else(|| id_tertulis(&teks));
    let id = id.ok_or("definisi tanpa id")?;
    let mut cocok = true;
    for jalur in &pilihan.berkas {
        let berkas = baca(pustaka.clone(), jalur)?;
        anstream::println!("{}", jalur.display());
        cocok &= berkas.dokumen.iter().any(|dokumen| dokumen.templat == id);
        tampilkan(&berkas, &id);
    }
    Ok(if cocok { BERSIH } else { ADA_GALAT })
}

fn id_tertulis(teks: &str) -> Option<String> {
    let nilai = teks.lines().find_map(|baris| baris.trim().strip_prefix("id")?.trim().strip_prefix('='))?;
    Some(nilai.trim().trim_matches('"').to_string())
}

/// A file name as an id: "PK Unit 2026.xlsx" → "pk-unit-2026".
fn id_dari(jalur: &Path) -> String {
    let nama = jalur.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let kata: Vec<&str> = nama.split(|huruf: char| !huruf.is_alphanumeric()).filter(|kata| !kata.is_empty()).collect();
    if kata.is_empty() { "formulir".into() } else { kata.join("-") }
}

fn baca(pustaka: Pustaka, jalur: &Path) -> Result<BerkasTerbaca, Box<dyn std::error::Error>> {
    let pembaca = Pembaca { pustaka, batas: Limits::default() };
    let permintaan = Permintaan {
        jalur: jalur.display().to_string(),
        sumber: Sumber { berkas: jalur.to_path_buf(), anggota: Vec::new() },
    };
    pembaca
        .baca(&permintaan)
        .hasil
        .map_err(|gagal| format!("{}: {} {}", jalur.display(), gagal.pesan, gagal.saran).into())
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
