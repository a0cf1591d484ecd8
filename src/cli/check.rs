//! `selaras periksa`: some files, checked before they are sent.

use std::path::{Path, PathBuf};

use clap::Args;
use selaras::finding::{Severity, Temuan};
use selaras::intake::{self, Inbox};
use selaras::pipeline;
use selaras::pipeline::returns::CopyMarker;
use selaras::worker::Crew;
use selaras::workspace::{KASKADE_FILE, SETTINGS_FILE, Workspace};

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
    let cascade = choice.file.iter().find_map(|path| of_workspace(path));
    let home = choice.workspace.as_deref().or(cascade);
    let workspace = match home {
        Some(folder) => Workspace::open(folder)?,
        None => Workspace::shipped(chrono::Datelike::year(&today))?,
    };
    let mut tile_box = Inbox::default();
    for file in choice.file.iter().filter(|path| of_workspace(path).is_none()) {
        tile_box.combine(intake::one_file(file));
    }
    let source = tile_box.source();
    let screen = Screen::new(&choice.display);
    let way = readers().way(home, &workspace.limit);
    let file = pipeline::read(&workspace, &way, tile_box, &screen)?;
    screen.finish();
    let outcome = match home {
        Some(_) => pipeline::check(&workspace, file, today)?,
        None => pipeline::check_alone(file, &workspace.profil, today)?,
    };
    let of_cascade = |temuan: &Temuan| cascade.is_some() && temuan.place.file == KASKADE_FILE;
    let asked = |temuan: &&Temuan| about_submission(temuan) || of_cascade(temuan);
    let temuan: Vec<Temuan> = outcome.temuan.iter().filter(asked).cloned().collect();
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
    terminal::unchecked(&outcome.unchecked(), home.is_some());
    let error = temuan.iter().any(|temuan| temuan.severity == Severity::Error);
    Ok(if error { EXISTS_ERROR } else { CLEAN })
}

/// The workspace whose cascade a file is.
fn of_workspace(path: &Path) -> Option<&Path> {
    let folder = path.parent().filter(|_| path.file_name().is_some_and(|name| name == KASKADE_FILE))?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.join(SETTINGS_FILE).is_file().then_some(folder)
}

/// Findings about the files that were named: not about the cascade, not about what others have not sent.
fn about_submission(temuan: &Temuan) -> bool {
    !temuan.place.file.is_empty() && temuan.place.file != KASKADE_FILE
}
