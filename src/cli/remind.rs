//! `selaras ingatkan`: reminders before and after deadlines.

use std::path::PathBuf;

use clap::Args;
use selaras::jobs::{RemindOptions, Reminded, remind};

use super::terminal::is_safe;
use super::{CLEAN, DisplayArgs, Ending, argument, readers};

#[derive(Debug, Args)]
pub(super) struct RemindArgs {
    /// Folder ruang kerja; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Hanya menunjukkan siapa yang akan diingatkan; tidak menulis dan tidak mencatat apa pun.
    #[arg(long = "lihat", alias = "dry-run")]
    look: bool,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &RemindArgs) -> Ending {
    let folder = argument::workspace_or_here(choice.workspace.as_deref())?;
    let options = RemindOptions { folder, today: choice.display.today(), readers: readers(), look: choice.look };
    let Reminded { digest, folder, unknown, units } = remind(&options)?;
    if !choice.display.quiet {
        anstream::print!("{}", is_safe_lines(&digest));
    }
    if !unknown.is_empty() {
        anstream::println!("Tidak ada di lembar Unit, jadi tidak dapat diingatkan: {}", is_safe(&unknown.join(", ")));
    }
    match folder {
        Some(folder) => anstream::println!("{} pengingat ditulis ke {}", units.len(), folder.display()),
        None if units.is_empty() => anstream::println!("Hari ini tidak ada yang perlu diingatkan."),
        None => anstream::println!("{} unit akan diingatkan; belum ada yang ditulis.", units.len()),
    }
    Ok(CLEAN)
}

/// Several lines, each safe for a terminal.
fn is_safe_lines(text: &str) -> String {
    text.lines().map(|line| format!("{}\n", is_safe(line))).collect()
}
