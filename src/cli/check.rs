//! `selaras periksa`: some files, checked before they are sent.

use std::path::{Path, PathBuf};

use clap::Args;
use selaras::domain::capaian::{Profil, ProfilName};
use selaras::domain::tenggat::Tenggat;
use selaras::finding::verdict::AturanOverride;
use selaras::finding::{Severity, Temuan};
use selaras::intake::{self, Inbox};
use selaras::letters::SuratSettings;
use selaras::pipeline;
use selaras::pipeline::returns::CopyMarker;
use selaras::template::Library;
use selaras::workbook::limits::Limits;
use selaras::workspace::{LayoutSettings, PrintSettings, Workspace};

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
        None => without_workspace(chrono::Datelike::year(&today))?,
    };
    let mut tile_box = Inbox::default();
    for file in &choice.file {
        tile_box.combine(intake::one_file(file));
    }
    let source = tile_box.source();
    let screen = Screen::new(&choice.display);
    let file =
        pipeline::read(&workspace, &readers().way(choice.workspace.as_deref(), &workspace.limit), tile_box, &screen)?;
    screen.finish();
    let outcome = pipeline::check(&workspace, file, today)?;
    let temuan: Vec<Temuan> =
        outcome.temuan.iter().filter(|temuan| about_submission(temuan, choice.workspace.is_some())).cloned().collect();
    terminal::show(&temuan, &choice.display, None)?;
    if choice.mark {
        let marker = CopyMarker {
            instansi: &workspace.instansi,
            date: today,
            tables: &outcome.tables,
            source: &source,
            limit: &workspace.limit,
        };
        mark::write(&marker, &temuan, choice.to.as_deref())?;
    }
    terminal::check_closing(&temuan, choice.file.len());
    let error = temuan.iter().any(|temuan| temuan.severity == Severity::Error);
    Ok(if error { EXISTS_ERROR } else { CLEAN })
}

/// Findings about the files that were named: not about the cascade, not about what others have not sent, and without a
/// register nothing about unit names.
pub(super) fn about_submission(temuan: &Temuan, exists_workspace: bool) -> bool {
    !temuan.place.file.is_empty()
        && temuan.place.file != selaras::workspace::KASKADE_FILE
        && (exists_workspace || !matches!(temuan.code.as_str(), "ID01" | "PK03"))
}

/// Shipped definitions, profile "umum", no register.
pub(super) fn without_workspace(year: i32) -> Result<Workspace, Box<dyn std::error::Error>> {
    Ok(Workspace {
        code: None,
        folder: Path::new("").join("tanpa-ruang-kerja"),
        instansi: String::new(),
        year,
        tenggat: Tenggat::default(),
        profil: Profil::standard(ProfilName::General),
        aturan: AturanOverride::default(),
        limit: Limits::default(),
        surat: SuratSettings::default(),
        letterhead: Vec::new(),
        logo: None,
        print: PrintSettings::default(),
        library: Library::built_in()?,
        layout: LayoutSettings::default(),
        last_year: None,
    })
}
