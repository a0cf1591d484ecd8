//! `selaras migrasi`: what a unit typed in an old form or in a layout of its own, moved into the form of today.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{MigrateOptions, Migrated, Silent, migrate};

use super::{CLEAN, DisplayArgs, Ending, Format, argument, readers};

#[derive(Debug, Args)]
pub(super) struct MigrateArgs {
    /// Formulir yang sudah diisi: versi lama, atau susunan unit sendiri.
    #[arg(value_name = "BERKAS")]
    file: PathBuf,
    /// Ruang kerja; formulir barunya diisi dari kaskade. Tanpa ini ruang kerja tempat perintah dijalankan; di luar
    /// ruang kerja, formulir kosong yang dipakai.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Kode unit, bila tidak terbaca dari formulirnya.
    #[arg(long, value_name = "KODE")]
    unit: Option<String>,
    /// Tata letak tujuan (misalnya pk-satuan); tanpa ini, yang berlaku di ruang kerja.
    #[arg(long = "ke", value_name = "FORMULIR")]
    to: Option<String>,
    /// Berkas yang ditulis; tanpa ini "<nama> - formulir baru.xlsx" di samping berkas asal.
    #[arg(long = "keluar", value_name = "BERKAS")]
    exit: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &MigrateArgs) -> Ending {
    let workspace = argument::named_or_here(choice.workspace.as_deref());
    if choice.unit.is_some() && workspace.is_none() {
        return Err(argument::NoWorkspace.into());
    }
    let options = MigrateOptions {
        file: choice.file.clone(),
        workspace,
        unit: choice.unit.clone(),
        layout: choice.to.clone(),
        target: choice.exit.clone(),
        today: choice.display.today(),
        readers: readers(),
    };
    report(choice, &migrate(&options, &Silent)?);
    Ok(CLEAN)
}

fn report(choice: &MigrateArgs, outcome: &Migrated) {
    if choice.display.format == Format::Json {
        for one in &outcome.unplaced {
            let row = serde_json::json!({
                "lembar": one.sheet, "sel": one.cell.to_string(), "isi": one.content, "sebab": one.cause
            });
            anstream::println!("{row}");
        }
        return;
    }
    if !choice.display.quiet {
        detail(outcome);
    }
    anstream::println!("{} ada di {}", outcome.forms.join(", "), outcome.file.display());
}

fn detail(outcome: &Migrated) {
    anstream::println!("{} isian dipindahkan.", outcome.moved);
    if outcome.computed > 0 {
        anstream::println!("{} sel rumus dihitung sendiri oleh formulir baru.", outcome.computed);
    }
    if outcome.new_rows > 0 {
        anstream::println!("{} baris belum ada di formulir baru dan ditambahkan.", outcome.new_rows);
    }
    if !outcome.instructions.is_empty() {
        anstream::println!("Lembar petunjuk tidak dipindahkan: {}.", outcome.instructions.join(", "));
    }
    for sheet in &outcome.twins {
        anstream::println!(
            "Lembar {sheet} memuat formulir kedua dari jenis dan triwulan yang sama; pindahkan tersendiri."
        );
    }
    if outcome.unplaced.is_empty() {
        anstream::println!("Tidak ada isian yang tertinggal.");
        return;
    }
    anstream::println!("{} isian tidak mendapat tempat; salin sendiri bila diperlukan:", outcome.unplaced.len());
    for one in &outcome.unplaced {
        let content = one.content.split_whitespace().collect::<Vec<_>>().join(" ");
        anstream::println!("  {} › {}: \"{content}\" - {}", one.sheet, one.cell, one.cause);
    }
}
