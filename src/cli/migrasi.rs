//! `selaras migrasi`: what a unit typed in an old form or in a layout of its own, moved into the form of today.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{MigrateOptions, Migrated, Silent, migrate};

use super::{Akhir, BERSIH, Format, Tampilan, readers};

#[derive(Debug, Args)]
pub(super) struct Pilihan {
    /// Formulir yang sudah diisi: versi lama, atau susunan unit sendiri.
    berkas: PathBuf,
    /// Ruang kerja; formulir barunya diisi dari kaskade. Tanpa ini formulir kosong yang dipakai.
    #[arg(long)]
    ruang: Option<PathBuf>,
    /// Kode unit, bila tidak terbaca dari formulirnya.
    #[arg(long, value_name = "KODE", requires = "ruang")]
    unit: Option<String>,
    /// Tata letak tujuan (misalnya pk-satuan); tanpa ini, yang berlaku di ruang kerja.
    #[arg(long, value_name = "FORMULIR")]
    ke: Option<String>,
    /// Berkas yang ditulis; tanpa ini "<nama> - formulir baru.xlsx" di samping berkas asal.
    #[arg(long, value_name = "BERKAS")]
    keluar: Option<PathBuf>,
    #[command(flatten)]
    tampilan: Tampilan,
}

pub(super) fn jalankan(pilihan: &Pilihan) -> Akhir {
    let options = MigrateOptions {
        file: pilihan.berkas.clone(),
        workspace: pilihan.ruang.clone(),
        unit: pilihan.unit.clone(),
        layout: pilihan.ke.clone(),
        target: pilihan.keluar.clone(),
        today: pilihan.tampilan.hari_ini(),
        readers: readers(),
    };
    laporkan(pilihan, &migrate(&options, &Silent)?);
    Ok(BERSIH)
}

fn laporkan(pilihan: &Pilihan, hasil: &Migrated) {
    if pilihan.tampilan.format == Format::Json {
        for satu in &hasil.unplaced {
            let baris = serde_json::json!({
                "lembar": satu.lembar, "sel": satu.sel.to_string(), "isi": satu.isi, "sebab": satu.sebab
            });
            anstream::println!("{baris}");
        }
        return;
    }
    if !pilihan.tampilan.diam {
        rincian(hasil);
    }
    anstream::println!("{} ada di {}", hasil.forms.join(", "), hasil.file.display());
}

fn rincian(hasil: &Migrated) {
    anstream::println!("{} isian dipindahkan.", hasil.moved);
    if hasil.computed > 0 {
        anstream::println!("{} sel rumus dihitung sendiri oleh formulir baru.", hasil.computed);
    }
    if hasil.new_rows > 0 {
        anstream::println!("{} baris belum ada di formulir baru dan ditambahkan.", hasil.new_rows);
    }
    if !hasil.instructions.is_empty() {
        anstream::println!("Lembar petunjuk tidak dipindahkan: {}.", hasil.instructions.join(", "));
    }
    for lembar in &hasil.twins {
        anstream::println!(
            "Lembar {lembar} memuat formulir kedua dari jenis dan triwulan yang sama; pindahkan tersendiri."
        );
    }
    if hasil.unplaced.is_empty() {
        anstream::println!("Tidak ada isian yang tertinggal.");
        return;
    }
    anstream::println!("{} isian tidak mendapat tempat; salin sendiri bila diperlukan:", hasil.unplaced.len());
    for satu in &hasil.unplaced {
        let isi = satu.isi.split_whitespace().collect::<Vec<_>>().join(" ");
        anstream::println!("  {} › {}: \"{isi}\" - {}", satu.lembar, satu.sel, satu.sebab);
    }
}
