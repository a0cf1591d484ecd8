//! `selaras periksa`: some files, checked before they are sent.

use std::path::PathBuf;

use clap::Args;
use selaras::finding::{Severity, Temuan};
use selaras::intake::{self, Inbox};
use selaras::pipeline;
use selaras::pipeline::returns::CopyMarker;
use selaras::worker::Crew;
use selaras::workspace::Workspace;

use super::terminal::{self, Screen};
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, mark, readers};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Berkas yang diperiksa.
    #[arg(required = true, value_name = "BERKAS")]
    file: Vec<PathBuf>,
    /// Ruang kerja yang kaskade dan pengaturannya dipakai.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Menulis salinan bertanda "<nama> - koreksi.xlsx" di samping tiap berkas yang punya temuan.
    #[arg(long = "tandai")]
    mark: bool,
    /// Folder untuk salinan bertanda.
    #[arg(long = "ke", value_name = "FOLDER", requires = "mark")]
    to: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &CheckArgs) -> Ending {
    let today = choice.display.today();
    let workspace = match &choice.workspace {
        Some(folder) => Workspace::open(folder)?,
        None => Workspace::shipped(chrono::Datelike::year(&today))?,
    };
    let mut tile_box = Inbox::default();
    for file in &choice.file {
        tile_box.combine(intake::one_file(file));
    }
    let source = tile_box.source();
    let screen = Screen::new(&choice.display);
    let way = readers().way(choice.workspace.as_deref(), &workspace.limit);
    let file = pipeline::read(&workspace, &way, tile_box, &screen)?;
    screen.finish();
    let outcome = match &choice.workspace {
        Some(_) => pipeline::check(&workspace, file, today)?,
        None => pipeline::check_alone(file, &workspace.profil, today)?,
    };
    let temuan: Vec<Temuan> = outcome.temuan.iter().filter(|temuan| about_submission(temuan)).cloned().collect();
    terminal::show(&temuan, &choice.display, None)?;
    if choice.mark {
        let marker = CopyMarker {
            instansi: &workspace.instansi,
            date: today,
            tables: &outcome.tables,
            source: &source,
            crew: &Crew::new(&way, &workspace.limit),
        };
        mark::write(&marker, &temuan, choice.to.as_deref())?;
    }
    terminal::check_closing(&temuan, choice.file.len());
    terminal::unchecked(&outcome.unchecked(), choice.workspace.is_some());
    let error = temuan.iter().any(|temuan| temuan.severity == Severity::Error);
    Ok(if error { EXISTS_ERROR } else { CLEAN })
}

/// Findings about the files that were named: not about the cascade, not about what others have not sent.
fn about_submission(temuan: &Temuan) -> bool {
    !temuan.place.file.is_empty() && temuan.place.file != selaras::workspace::KASKADE_FILE
}
