//! `selaras arsip`: an archive to hand over, whether what is kept is sound, and what is past its retention.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use selaras::domain::date::long_format;
use selaras::domain::official::VersionName;
use selaras::jobs::{ArchiveOptions, archive, inspect_archive, overdue};

use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, argument};

/// Lines that are shown before the list is cut, unless everything was asked for.
const MOST: usize = 20;

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct ArchiveArgs {
    #[command(subcommand)]
    command: Option<ArchiveCommand>,
    /// Folder ruang kerja; arsipnya ditulis ke folder arsip di dalamnya. Tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Hanya satu versi resmi, misalnya tw2.v1; tanpa pilihan ini seluruh tahun.
    #[arg(long = "versi-resmi", alias = "official", value_name = "VERSI")]
    version: Option<VersionName>,
    #[command(flatten)]
    display: DisplayArgs,
}

#[derive(Debug, Subcommand)]
enum ArchiveCommand {
    /// Memeriksa keutuhan sebuah arsip (.zip atau folder bongkarannya), atau semua yang disimpan sebuah ruang kerja.
    #[command(name = "periksa", visible_alias = "verify")]
    Inspect(InspectArgs),
    /// Menyebutkan dokumen yang masa simpannya lewat, dan menyusun rancangan berita acara; tidak menghapus apa pun.
    #[command(name = "jatuh-tempo", visible_alias = "overdue")]
    Overdue(OverdueArgs),
}

#[derive(Debug, Args)]
struct InspectArgs {
    /// Arsip (.zip), folder bongkarannya, atau folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "ARSIP")]
    path: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

#[derive(Debug, Args)]
struct OverdueArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &ArchiveArgs) -> Ending {
    match &choice.command {
        Some(ArchiveCommand::Inspect(inner)) => return inspected(inner),
        Some(ArchiveCommand::Overdue(inner)) => return past(inner),
        None => {}
    }
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    let options = ArchiveOptions { folder, version: choice.version.clone(), today: choice.display.today() };
    let done = archive(&options)?;
    for name in done.missing.iter().take(MOST) {
        anstream::eprintln!("selaras: salinan {} di arsip hilang atau rusak, jadi tidak ikut", is_safe(name));
    }
    anstream::println!("Selesai: {} berkas diarsipkan di {}", done.files, done.file.display());
    anstream::println!("Periksa di mesin mana pun: bongkar arsipnya, lalu sha256sum -c SHA256SUMS");
    Ok(if done.missing.is_empty() { CLEAN } else { EXISTS_ERROR })
}

fn inspected(choice: &InspectArgs) -> Ending {
    let found = inspect_archive(&argument::workspace_or_here(choice.path.as_deref())?)?;
    let limit = if choice.display.detailed { usize::MAX } else { MOST };
    for one in found.damaged.iter().take(limit) {
        anstream::println!("{}: {}", is_safe(&one.name), is_safe(&one.what));
    }
    if found.damaged.len() > limit {
        anstream::println!("… dan {} lagi; tambahkan -v", found.damaged.len() - limit);
    }
    if found.damaged.is_empty() {
        anstream::println!("Utuh: {} berkas sama dengan yang diarsipkan.", found.sound);
        return Ok(CLEAN);
    }
    anstream::println!("Tidak utuh: {} rusak atau hilang, {} utuh.", found.damaged.len(), found.sound);
    Ok(EXISTS_ERROR)
}

fn past(choice: &OverdueArgs) -> Ending {
    let found = overdue(&argument::workspace_or_here(choice.workspace.as_deref())?, choice.display.today())?;
    for row in &found.rows {
        let until = row.kept_until.map(long_format).unwrap_or_default();
        anstream::println!(
            "{}  {} {}, versi {}: disimpan sampai {until}",
            is_safe(&row.number),
            is_safe(&row.document),
            is_safe(&row.unit),
            row.version
        );
    }
    match found.minutes {
        Some(path) => anstream::println!(
            "{} dokumen melewati masa simpannya. Rancangan berita acara ada di {}; tidak ada yang dihapus.",
            found.rows.len(),
            path.display()
        ),
        None => anstream::println!("Tidak ada dokumen yang melewati masa simpannya."),
    }
    Ok(CLEAN)
}
