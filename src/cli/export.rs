//! `selaras ekspor`: figures in the shape of other systems.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{ExportOptions, Silent, export, export_definitions};

use super::argument;
use super::konsolidasi::TimespanArgs;
use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, Ending, readers};

#[derive(Debug, Args)]
pub(super) struct ExportArgs {
    /// Folder ruang kerja; hasilnya di hasil/ekspor.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Definisi ekspor: namanya (lihat --daftar), atau berkas .toml.
    #[arg(long = "ke", value_name = "DEFINISI", required_unless_present = "list")]
    definition: Option<String>,
    /// Menampilkan definisi yang ada; tidak menulis apa pun.
    #[arg(long = "daftar", conflicts_with = "definition")]
    list: bool,
    /// Hanya untuk unit ini (kode pada kaskade), bagi ekspor setiap unit; boleh diulang.
    #[arg(long, value_name = "KODE")]
    unit: Vec<String>,
    #[command(flatten)]
    timespan: TimespanArgs,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(content: &ExportArgs) -> Ending {
    if content.list {
        let folder = argument::workspace_or_here(content.workspace.as_deref()).ok();
        for one in export_definitions(folder.as_deref())? {
            anstream::println!("{:16}{}", is_safe(&one.name), is_safe(&one.meaning));
        }
        return Ok(CLEAN);
    }
    let options = ExportOptions {
        folder: argument::workspace_or_here(content.workspace.as_deref())?,
        definition: content.definition.clone().unwrap_or_default(),
        units: content.unit.clone(),
        period: content.timespan.timespan(),
        today: content.display.today(),
        readers: readers(),
    };
    let done = export(&options, &Silent)?;
    for note in &done.notes {
        anstream::eprintln!("selaras: {}", is_safe(note));
    }
    if !content.display.quiet {
        for path in &done.files {
            anstream::println!("{}", path.display());
        }
    }
    let left = match done.left_out {
        0 => String::new(),
        count => format!("; {count} indikator tanpa realisasi tidak ikut"),
    };
    anstream::println!("Selesai: {} berkas, {} baris{left}", done.files.len(), done.rows);
    Ok(CLEAN)
}
