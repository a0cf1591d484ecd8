//! `selaras templat`: forms to send out, filled in from the cascade; and definitions drafted from an example.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDateTime};
use clap::{Args, Subcommand, ValueEnum};
use selaras::domain::capaian::{NamaProfil, Profil};
use selaras::domain::dokumen::JenisDokumen;
use selaras::domain::triwulan::Triwulan;
use selaras::pipeline::{self, TanpaKemajuan};
use selaras::report::{siapkan_folder, simpan};
use selaras::template::Pustaka;
use selaras::template::tulis;
use selaras::workspace::Ruang;

use super::formulir::{self, BahanUnit, Kosong};
use super::{Akhir, BERSIH, Tampilan, pekerja};

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

impl Jenis {
    const fn dokumen(self) -> JenisDokumen {
        match self {
            Self::Pk => JenisDokumen::Pk,
            Self::Ra => JenisDokumen::RencanaAksi,
            _ => JenisDokumen::Pengukuran,
        }
    }

    const fn triwulan(self) -> Option<Triwulan> {
        match self {
            Self::Pk | Self::Ra => None,
            Self::Tw1 => Some(Triwulan::I),
            Self::Tw2 => Some(Triwulan::II),
            Self::Tw3 => Some(Triwulan::III),
            Self::Tw4 => Some(Triwulan::IV),
        }
    }

    const fn nama(self) -> &'static str {
        match self {
            Self::Pk => "PK",
            Self::Ra => "RA",
            Self::Tw1 => "TW-I",
            Self::Tw2 => "TW-II",
            Self::Tw3 => "TW-III",
            Self::Tw4 => "TW-IV",
        }
    }
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    match &pilihan.perintah {
        Some(Perintah::Kenali(kenali)) => return contoh::kenali(kenali),
        Some(Perintah::Uji(uji)) => return contoh::uji(uji),
        None => {}
    }
    let ruang = pilihan.ruang.as_deref().map(Ruang::buka).transpose()?;
    match (&pilihan.kosong, &ruang) {
        (Some(folder), _) => formulir_kosong(pilihan, ruang.as_ref(), folder),
        (None, Some(ruang)) => formulir_unit(pilihan, ruang),
        (None, None) => Err("sebutkan ruang kerja, atau --kosong FOLDER".into()),
    }
}

fn dibuat(pilihan: &Pilihan) -> NaiveDateTime {
    pilihan.tampilan.hari_ini().and_hms_opt(0, 0, 0).unwrap_or_default()
}

/// Every layout that is known, blank.
fn formulir_kosong(pilihan: &Pilihan, ruang: Option<&Ruang>, folder: &Path) -> Akhir {
    let bawaan;
    let (pustaka, tahun, profil) = match ruang {
        Some(ruang) => (&ruang.pustaka, ruang.tahun, ruang.profil.clone()),
        None => {
            bawaan = Pustaka::bawaan()?;
            (&bawaan, pilihan.tampilan.hari_ini().year(), Profil::baku(NamaProfil::Umum))
        }
    };
    siapkan_folder(folder)?;
    let mut banyak = 0;
    for templat in pustaka.terkini().filter(|templat| templat.jenis != JenisDokumen::Kaskade) {
        let isi = formulir::kosong(&Kosong {
            templat,
            instansi: ruang.map_or("", |ruang| ruang.instansi.as_str()),
            tahun,
            triwulan: (templat.jenis == JenisDokumen::Pengukuran).then_some(Triwulan::I),
            profil: &profil,
            sandi: pilihan.sandi.clone(),
            dibuat: dibuat(pilihan),
        });
        simpan(&folder.join(format!("{}.xlsx", templat.id)), &tulis::formulir(&[(templat, isi)])?)?;
        banyak += 1;
    }
    anstream::println!("{banyak} formulir kosong ada di {}", folder.display());
    Ok(BERSIH)
}

/// The forms of every unit, filled in from the cascade and from what it sent already.
fn formulir_unit(pilihan: &Pilihan, ruang: &Ruang) -> Akhir {
    let _kunci = ruang.kunci()?;
    let hasil = pipeline::jalankan(
        ruang,
        &pekerja(Some(&ruang.folder), &ruang.batas),
        pilihan.tampilan.hari_ini(),
        &TanpaKemajuan,
    )?;
    let tables = &hasil.tables;
    for kode in &pilihan.unit {
        if tables.unit(kode).is_none() {
            return Err(format!("unit {kode} tidak ada dalam daftar unit kaskade").into());
        }
    }
    let mut jenis = pilihan.jenis.clone();
    jenis.sort_unstable();
    jenis.dedup();
    let mut buku = 0;
    let mut tanpa_indikator = Vec::new();
    for unit in tables.unit.iter().filter(|unit| pilihan.unit.is_empty() || pilihan.unit.contains(&unit.kode)) {
        let bahan = BahanUnit::baru(ruang, tables, unit, pilihan.sandi.clone(), dibuat(pilihan));
        if bahan.indikator.is_empty() {
            tanpa_indikator.push(unit.kode.as_str());
        }
        buku += tulis_unit(&bahan, &jenis, pilihan.gabung)?;
    }
    anstream::println!("{buku} buku kerja ada di {}", ruang.hasil().join("templat").display());
    if !tanpa_indikator.is_empty() {
        anstream::println!("Tanpa indikator di kaskade, jadi barisnya kosong: {}", tanpa_indikator.join(", "));
    }
    Ok(BERSIH)
}

/// Writes the forms of a unit; gives the number of workbooks.
fn tulis_unit(bahan: &BahanUnit<'_>, jenis: &[Jenis], gabung: bool) -> Result<usize, Box<dyn std::error::Error>> {
    let kode = nama_aman(&bahan.unit.kode);
    let folder = bahan.ruang.hasil().join("templat").join(&kode);
    siapkan_folder(&folder)?;
    let tahun = bahan.ruang.tahun;
    let mut formulir = Vec::with_capacity(jenis.len());
    for satu in jenis {
        formulir.push((satu.nama(), bahan.formulir(satu.dokumen(), satu.triwulan(), None)?));
    }
    if gabung {
        let semua: Vec<_> = formulir.into_iter().map(|(_, isi)| isi).collect();
        simpan(&folder.join(format!("{kode}_formulir_{tahun}.xlsx")), &tulis::formulir(&semua)?)?;
        return Ok(1);
    }
    let banyak = formulir.len();
    for (nama, isi) in formulir {
        simpan(&folder.join(format!("{kode}_{nama}_{tahun}.xlsx")), &tulis::formulir(&[isi])?)?;
    }
    Ok(banyak)
}

/// A unit's code as the name of a file or folder.
fn nama_aman(kode: &str) -> String {
    let aman: String =
        kode.chars().map(|huruf| if huruf.is_alphanumeric() || "-_ .".contains(huruf) { huruf } else { '-' }).collect();
    let aman = aman.trim_matches(['.', ' ']).to_string();
    if aman.is_empty() { "unit".into() } else { aman }
}
