//! `selaras templat`: forms to send out, filled in from the cascade; and definitions drafted from an example.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand, ValueEnum};
use selaras::domain::triwulan::Triwulan;
use selaras::jobs::{BlankOptions, Form, Silent, TemplatesOptions, blank_templates, templates};

use super::terminal::catatan;
use super::{Akhir, BERSIH, Tampilan, readers};

mod contoh;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Pilihan {
    #[command(subcommand)]
    perintah: Option<Perintah>,
    /// Folder ruang kerja; formulir ditulis ke hasil/templat.
    #[arg(required_unless_present = "kosong")]
    ruang: Option<PathBuf>,
    /// Hanya untuk unit ini (kode pada kaskade); boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    /// Formulir yang dibuat, dipisah koma.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "pk,ra,tw1,tw2,tw3,tw4")]
    jenis: Vec<Jenis>,
    /// Semua formulir sebuah unit dalam satu buku kerja.
    #[arg(long)]
    gabung: bool,
    /// Menulis setiap tata letak yang dikenal sebagai formulir kosong ke folder ini.
    #[arg(long, value_name = "FOLDER")]
    kosong: Option<PathBuf>,
    /// Kata sandi kunci lembar; tanpa ini lembar dikunci tanpa kata sandi.
    #[arg(long, value_name = "SANDI")]
    sandi: Option<String>,
    #[command(flatten)]
    tampilan: Tampilan,
}

#[derive(Debug, Subcommand)]
enum Perintah {
    /// Menyusun rancangan definisi (TOML) dari sebuah contoh formulir.
    Kenali(contoh::Kenali),
    /// Memperlihatkan bagaimana sebuah definisi membaca beberapa berkas.
    Uji(contoh::Uji),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
enum Jenis {
    Pk,
    Ra,
    Tw1,
    Tw2,
    Tw3,
    Tw4,
}

impl From<Jenis> for Form {
    fn from(jenis: Jenis) -> Self {
        match jenis {
            Jenis::Pk => Self::Pk,
            Jenis::Ra => Self::Ra,
            Jenis::Tw1 => Self::Pengukuran(Triwulan::I),
            Jenis::Tw2 => Self::Pengukuran(Triwulan::II),
            Jenis::Tw3 => Self::Pengukuran(Triwulan::III),
            Jenis::Tw4 => Self::Pengukuran(Triwulan::IV),
        }
    }
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    match &pilihan.perintah {
        Some(Perintah::Kenali(kenali)) => return contoh::kenali(kenali),
        Some(Perintah::Uji(uji)) => return contoh::uji(uji),
        None => {}
    }
    match (&pilihan.kosong, &pilihan.ruang) {
        (Some(folder), _) => formulir_kosong(pilihan, folder),
        (None, Some(ruang)) => formulir_unit(pilihan, ruang),
        (None, None) => Err("sebutkan ruang kerja, atau --kosong FOLDER".into()),
    }
}

/// Every layout that is known, blank.
fn formulir_kosong(pilihan: &Pilihan, folder: &Path) -> Akhir {
    let banyak = blank_templates(&BlankOptions {
        target: folder.to_path_buf(),
        workspace: pilihan.ruang.clone(),
        password: pilihan.sandi.clone(),
        today: pilihan.tampilan.hari_ini(),
    })?;
    anstream::println!("{banyak} formulir kosong ada di {}", folder.display());
    Ok(BERSIH)
}

/// The forms of every unit, filled in from the cascade and from what it sent already.
fn formulir_unit(pilihan: &Pilihan, ruang: &Path) -> Akhir {
    let options = TemplatesOptions {
        folder: ruang.to_path_buf(),
        units: pilihan.unit.clone(),
        forms: pilihan.jenis.iter().copied().map(Form::from).collect(),
        one_workbook: pilihan.gabung,
        password: pilihan.sandi.clone(),
        today: pilihan.tampilan.hari_ini(),
        readers: readers(),
    };
    let hasil = templates(&options, &Silent)?;
    catatan(&hasil.notes);
    anstream::println!("{} buku kerja ada di {}", hasil.workbooks, hasil.folder.display());
    if !hasil.without_indicators.is_empty() {
        anstream::println!("Tanpa indikator di kaskade, jadi barisnya kosong: {}", hasil.without_indicators.join(", "));
    }
    Ok(BERSIH)
}
