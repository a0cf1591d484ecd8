//! `selaras periksa`: some files, checked before they are sent.

use std::path::PathBuf;

use clap::Args;
use selaras::finding::Severity;
use selaras::jobs::{CheckOptions, chain, check};

use super::terminal::{self, Screen, is_safe};
use super::{CLEAN, DisplayArgs, EXISTS_ERROR, Ending, argument, language, readers};

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Berkas yang diperiksa.
    #[arg(required = true, value_name = "BERKAS")]
    file: Vec<PathBuf>,
    /// Ruang kerja yang kaskade dan pengaturannya dipakai; tanpa ini ruang kerja tempat perintah dijalankan.
    #[arg(long = "ruang", value_name = "RUANG")]
    workspace: Option<PathBuf>,
    /// Menulis salinan bertanda "<nama> - koreksi.xlsx" di samping tiap berkas yang punya temuan.
    #[arg(long = "tandai")]
    mark: bool,
    /// Menulis laporan.html, yang menunjukkan tiap temuan di dalam potongan lembarnya; dibuka dengan peramban.
    #[arg(long = "html")]
    page: bool,
    /// Folder untuk salinan bertanda dan laporan.html.
    #[arg(long = "ke", value_name = "FOLDER")]
    to: Option<PathBuf>,
    #[command(flatten)]
    display: DisplayArgs,
}

pub(super) fn run(choice: &CheckArgs) -> Ending {
    let screen = Screen::new(&choice.display);
    #[cfg(feature = "surel")]
    let opened = super::unlock::opened(&choice.file)?;
    #[cfg(feature = "surel")]
    let (files, beside) = (opened.files.clone(), opened.beside.clone());
    #[cfg(not(feature = "surel"))]
    let (files, beside): (_, Option<PathBuf>) = (choice.file.clone(), None);
    let options = CheckOptions {
        files,
        workspace: argument::named_or_here(choice.workspace.as_deref()),
        mark: choice.mark,
        marked_to: choice
            .to
            .clone()
            .or(beside.map(|folder| if folder.as_os_str().is_empty() { ".".into() } else { folder })),
        page: choice.page,
        today: choice.display.today(),
        readers: readers(),
        language: language::now(),
    };
    let checked = check(&options, &screen)?;
    screen.finish();
    terminal::show(&checked.findings, &choice.display, None)?;
    for path in &checked.marked {
        anstream::eprintln!("{}", language::say(&format!("Salinan bertanda: {}", path.display())));
    }
    if let Some(path) = &checked.page {
        anstream::eprintln!("{}", language::say(&format!("Laporan: {}", path.display())));
    }
    for (path, cause) in &checked.unmarked {
        anstream::eprintln!("selaras: {} tidak dapat ditandai ({})", is_safe(path), chain(cause));
    }
    if checked.anything {
        terminal::check_closing(&checked.findings, choice.file.len());
    } else {
        terminal::nothing_to_check();
    }
    terminal::unchecked(&checked.unchecked, checked.with_workspace);
    let error = checked.findings.iter().any(|temuan| temuan.severity == Severity::Error);
    Ok(if error { EXISTS_ERROR } else { CLEAN })
}
