//! Some files, checked before they are sent, and their marked copies.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};

use super::{JobError, Progress, Readers};
use crate::domain::place::KASKADE_FILE;
use crate::files::{FilesError, Names, ensure_folder, save_new};
use crate::finding::Temuan;
use crate::intake::{self, Inbox};
use crate::language::Language;
use crate::letters::about;
use crate::page;
use crate::pipeline::returns::{CopyMarker, correction_name};
use crate::pipeline::{self, RunOutcome, Unchecked};
use crate::tables::{SentFile, Tables};
use crate::worker::{Crew, TaskError};
use crate::workspace::{SETTINGS_FILE, Workspace};

/// What is checked, and against what.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// The files. The cascade workbook of a workspace is checked by itself, with its workspace.
    pub files: Vec<PathBuf>,
    /// The workspace whose cascade and settings are used; without it every rule that needs nothing else.
    pub workspace: Option<PathBuf>,
    /// Whether marked copies are written.
    pub mark: bool,
    /// The folder for them and for the page; beside each file without it.
    pub marked_to: Option<PathBuf>,
    /// Whether a page shows each finding in its sheet.
    pub page: bool,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
    /// The language of the page.
    pub language: Language,
}

/// What was found.
#[derive(Debug)]
pub struct Checked {
    /// Findings about the files that were named, not about what others have not sent.
    pub findings: Vec<Temuan>,
    /// What was not checked, and what would be needed for it.
    pub unchecked: Unchecked,
    /// Whether the settings of a workspace were used.
    pub with_workspace: bool,
    /// The marked copies.
    pub marked: Vec<PathBuf>,
    /// The page (HTML) that shows the findings beside the cells; `None` where none was asked for.
    pub page: Option<PathBuf>,
    /// Files that could not be marked, each with the reason.
    pub unmarked: Vec<(String, TaskError)>,
    /// Whether there was anything to check: a mail may bring nothing.
    pub anything: bool,
}

/// Checks files, and marks copies of them where that is asked for.
///
/// # Errors
/// When the workspace cannot be opened, no reader can be started or a copy cannot be written. What is wrong with a file
/// is a finding.
pub fn check(options: &CheckOptions, progress: &(dyn Progress + Sync)) -> Result<Checked, JobError> {
    let cascade = options.files.iter().find_map(|path| cascade_home(path));
    let home = options.workspace.as_deref().or(cascade);
    let workspace = match home {
        Some(folder) => Workspace::open(folder)?,
        None => Workspace::shipped(options.today.year())?,
    };
    let mut inbox = Inbox::default();
    for file in options.files.iter().filter(|path| cascade_home(path).is_none()) {
        inbox.combine(intake::one_file(file));
    }
    let sources = inbox.sources();
    let way = options.readers.way(home, &workspace.limit);
    let files = pipeline::read(&workspace, &way, inbox, progress)?;
    let outcome = match home {
        Some(_) => pipeline::check(&workspace, files, options.today)?,
        None => pipeline::check_alone(files, &workspace.profil, options.today)?,
    };
    let of_cascade = |finding: &Temuan| cascade.is_some() && finding.place.file == KASKADE_FILE;
    let asked = |finding: &&Temuan| finding.is_in_sent_file() || of_cascade(finding);
    let mut checked = Checked {
        findings: outcome.temuan.iter().filter(asked).cloned().collect(),
        unchecked: outcome.unchecked(),
        with_workspace: home.is_some(),
        marked: Vec::new(),
        page: None,
        unmarked: Vec::new(),
        anything: cascade.is_some() || !outcome.tables.files.is_empty(),
    };
    if let Some(folder) = &options.marked_to {
        ensure_folder(folder)?;
    }
    if options.mark {
        let crew = Crew::new(&way, &workspace.limit);
        let marker = CopyMarker {
            instansi: &workspace.instansi,
            date: options.today,
            tables: &outcome.tables,
            sources: &sources,
            crew: &crew,
        };
        write_marked(&marker, &outcome, options.marked_to.as_deref(), &mut checked)?;
    }
    if options.page {
        let text = page::checked(&checked.findings, &outcome.tables, options.today, options.language)?;
        let beside = options.files.first().and_then(|file| file.parent()).unwrap_or_else(|| Path::new(""));
        let folder = options.marked_to.as_deref().unwrap_or(beside);
        let mut used = Names::default();
        checked.page = Some(save_new_as(folder, text.as_bytes(), || used.take("laporan", ".html"))?);
    }
    Ok(checked)
}

/// The workspace whose cascade a file is.
fn cascade_home(path: &Path) -> Option<&Path> {
    let folder = path.parent().filter(|_| path.file_name().is_some_and(|name| name == KASKADE_FILE))?;
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    folder.join(SETTINGS_FILE).is_file().then_some(folder)
}

/// Writes a marked copy of every file that findings are about, beside it or into a folder. A file that exists is never
/// written over: it may be an earlier copy in which somebody has begun to mend.
fn write_marked(
    marker: &CopyMarker<'_>,
    outcome: &RunOutcome,
    to: Option<&Path>,
    checked: &mut Checked,
) -> Result<(), JobError> {
    for file in outcome.tables.files.iter().filter(|file| file.outcome.is_ok()) {
        let Some(source) = marker.sources.get(&file.path) else { continue };
        let findings = about(checked.findings.iter(), &file.path);
        if findings.is_empty() {
            continue;
        }
        match marker.mark(file, unit_name(&outcome.tables, file), &findings) {
            Ok((content, suffix)) => {
                let beside = source.file.parent().unwrap_or_else(|| Path::new(""));
                checked.marked.push(save(to.unwrap_or(beside), &file.path, &suffix, &content)?);
            }
            Err(cause) => checked.unmarked.push((file.path.clone(), cause)),
        }
    }
    Ok(())
}

fn save(folder: &Path, path: &str, suffix: &str, content: &[u8]) -> Result<PathBuf, JobError> {
    let mut used = Names::default();
    save_new_as(folder, content, || correction_name(path, suffix, &mut used))
}

/// Saves under the first name that no file has.
fn save_new_as(folder: &Path, content: &[u8], mut name: impl FnMut() -> String) -> Result<PathBuf, JobError> {
    loop {
        let destination = folder.join(name());
        match save_new(&destination, content) {
            Ok(()) => return Ok(destination),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(source) => return Err(FilesError::Write { path: destination, source }.into()),
        }
    }
}

/// Name of the unit of a file, when it is known.
fn unit_name<'a>(tables: &'a Tables, file: &SentFile) -> &'a str {
    let of_file = |number: u32| tables.files.get(number as usize).is_some_and(|one| one.path == file.path);
    let code = tables.documents.iter().find_map(|one| one.unit.as_deref().filter(|_| of_file(one.file)));
    code.and_then(|code| tables.unit(code)).map_or("", |unit| unit.name.as_str())
}
