//! Documents as PDF: what is signed, in `hasil/cetak/`.
//!
//! Takes a workspace and the result of a run, gives files. A form with findings at *galat* is refused, and what was
//! printed of it before is taken away; a document that cannot be drawn becomes a line for people. Neither keeps another
//! from being printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::domain::document::DocumentKind;
use crate::domain::document_kind::PrintForm;
use crate::domain::official::document_code;
use crate::domain::system::system_words;
use crate::files::{self, Names, Staging, file_name};
use crate::journal::{Journal, JournalError, RegisterEntry};
use crate::print::pdf::{self, Letterhead, PageLayout, PdfError, PdfPrinter};
use crate::print::{self, PrintedFile, PrintedForm, RejectedPrint, UnitName};
use crate::procedure::FlowBoard;
use crate::recap::ReportInput;
use crate::report::{self, ReportError};
use crate::workspace::Workspace;

/// The folder below `hasil/`.
pub const FOLDER: &str = "cetak";

/// Nothing could be printed at all.
#[derive(Debug, thiserror::Error)]
pub enum PrintError {
    /// A layout, a picture or a font of the workspace cannot be read.
    #[error("{} tidak dapat dibaca ({})", path.display(), system_words(cause))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// The document could not be drawn.
    #[error(transparent)]
    Pdf(#[from] PdfError),
    /// A file could not be written.
    #[error(transparent)]
    Report(#[from] ReportError),
    /// The register cannot be read.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

/// What was printed.
#[derive(Debug, Default)]
pub struct PrintOutcome {
    /// The folder.
    pub folder: PathBuf,
    /// The files.
    pub finished: Vec<PathBuf>,
    /// Forms that were refused.
    pub rejected: Vec<RejectedPrint>,
    /// Units that sent none.
    pub not_yet: Vec<UnitName>,
    /// What could not be drawn.
    pub failures: Vec<String>,
    /// What was noticed while drawing.
    pub notes: BTreeSet<String>,
}

/// Draws the recap into a folder of results.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn recap(
    workspace: &Workspace,
    input: &ReportInput<'_>,
    folder: &Path,
) -> Result<(PathBuf, Vec<String>), PrintError> {
    let sheet = printer(workspace, input)?.print("rekap", &report::recap_model(input))?;
    Ok((save(folder, &input.recap_file("pdf"), &sheet.pdf)?, sheet.notes))
}

/// Draws the small recaps that are asked for into a folder, beside their workbooks; what was noticed.
///
/// # Errors
/// When one cannot be drawn or written.
pub fn small_recaps(
    workspace: &Workspace,
    input: &ReportInput<'_>,
    folder: &Path,
    which: (bool, bool),
) -> Result<BTreeSet<String>, PrintError> {
    let mut printer = printer(workspace, input)?;
    let mut notes = BTreeSet::new();
    report::each_unit_recap(input, which, |stem, recap| -> Result<(), PrintError> {
        let sheet = printer.print("rekap", recap)?;
        save(folder, &format!("{stem}.pdf"), &sheet.pdf)?;
        notes.extend(sheet.notes);
        Ok(())
    })?;
    Ok(notes)
}

/// Prints the documents of a kind in one of its forms, into a folder of its name below `hasil/cetak/`; of some units, or
/// of all when none is named. The layout is that of the form, else that of the workspace, else that of the document.
///
/// # Errors
/// When the layouts cannot be read, or a file cannot be written.
pub fn form(
    workspace: &Workspace,
    input: &ReportInput<'_>,
    (kind, form): (DocumentKind, &PrintForm),
    unit: &[String],
) -> Result<PrintOutcome, PrintError> {
    let mut printout = print::forms(input, kind, unit);
    number(workspace, kind, &mut printout.finished)?;
    let mut printer = printer(workspace, input)?;
    let pages = Pages::begin(workspace, &format!("{FOLDER}/{}", form.code))?;
    let mut outcome =
        PrintOutcome { rejected: printout.rejected, not_yet: printout.not_yet, ..PrintOutcome::default() };
    let unit_name = Names::of_codes(input.tables.units.iter().map(|unit| unit.code.as_str()));
    let unit_name = |code: &str| unit_name.get(code).cloned().unwrap_or_else(|| file_name(code));
    let old = outcome.rejected.iter().map(|one| one.unit.code.as_str());
    // What was printed of a unit before is no longer what the unit sent.
    let old = old
        .chain(outcome.not_yet.iter().map(|unit| unit.code.as_str()))
        .chain(printout.finished.iter().map(PrintedForm::file_name))
        .flat_map(|code| pages.printed(&unit_name(code)))
        .collect::<Vec<_>>();
    let layout = form.layout.or_else(|| workspace.print.of(kind));
    let mut used = Names::default();
    for one in &printout.finished {
        let name = used.take(&unit_name(one.file_name()), ".pdf");
        match printer.print(layout.unwrap_or(one.layout()), one) {
            Ok(sheet) => {
                outcome.finished.push(pages.save(&name, &sheet.pdf)?);
                outcome.notes.extend(sheet.notes);
            }
            Err(cause) => outcome.failures.push(format!("{} belum dicetak: {cause}", one.file_name())),
        }
    }
    outcome.folder = pages.publish(&old)?;
    Ok(outcome)
}

/// Prints the register of what was received into `hasil/cetak/`.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn receipt(workspace: &Workspace, input: &ReportInput<'_>, unit: &[String]) -> Result<PrintOutcome, PrintError> {
    one_page(workspace, input, &print::receipt(input, unit))
}

/// Prints where documents are in their procedures into `hasil/cetak/`.
///
/// # Errors
/// When it cannot be drawn or written.
pub fn flow(workspace: &Workspace, input: &ReportInput<'_>, board: &FlowBoard) -> Result<PrintOutcome, PrintError> {
    one_page(workspace, input, &print::flow(input, board))
}

fn one_page<T: PrintedFile>(
    workspace: &Workspace,
    input: &ReportInput<'_>,
    page: &T,
) -> Result<PrintOutcome, PrintError> {
    let sheet = printer(workspace, input)?.print(page.layout(), page)?;
    let pages = Pages::begin(workspace, FOLDER)?;
    let finished = pages.save(&format!("{}.pdf", page.file_name()), &sheet.pdf)?;
    let folder = pages.publish(&[])?;
    Ok(PrintOutcome {
        folder,
        finished: vec![finished],
        notes: sheet.notes.into_iter().collect(),
        ..PrintOutcome::default()
    })
}

/// Gives each document the number that the register has for its last version, as text and as a code that a phone reads.
fn number<T: PrintedFile>(workspace: &Workspace, kind: DocumentKind, documents: &mut [T]) -> Result<(), PrintError> {
    let Some(journal) = Journal::existing(&workspace.folder)? else { return Ok(()) };
    let document = document_code(kind, None);
    let register = journal.register()?;
    for one in documents.iter_mut().filter_map(T::head) {
        let mine = |entry: &&RegisterEntry| {
            entry.unit == one.unit.code && entry.document == document && entry.year == workspace.year
        };
        if let Some(entry) = register.iter().filter(mine).max_by_key(|entry| entry.version) {
            one.code = pdf::code(&entry.number);
            one.number = Some(entry.number.clone());
        }
    }
    Ok(())
}

/// Pages on their way into a folder below `hasil/`: all of a job appear together, and take away what they replace.
struct Pages {
    staging: Staging,
    /// `hasil/`.
    results: PathBuf,
    /// The folder below, with `/`.
    below: String,
}

impl Pages {
    fn begin(workspace: &Workspace, below: &str) -> Result<Self, ReportError> {
        let results = workspace.results();
        let staging = Staging::begin(&results)?;
        files::ensure_folder(&staging.path().join(below))?;
        Ok(Self { staging, results, below: below.to_string() })
    }

    /// The files that earlier jobs printed under a name, by their path below `hasil/`.
    fn printed(&self, name: &str) -> Vec<String> {
        let mut used = Names::default();
        std::iter::repeat_with(|| format!("{}/{}", self.below, used.take(name, ".pdf")))
            .take_while(|file| self.results.join(file).is_file())
            .collect()
    }

    /// Writes a file; gives the place where it will be.
    fn save(&self, name: &str, content: &[u8]) -> Result<PathBuf, ReportError> {
        save(&self.staging.path().join(&self.below), name, content)?;
        Ok(self.results.join(&self.below).join(name))
    }

    /// Puts all of them in their place; `gone` are files that do not stay. Gives the folder.
    fn publish(self, gone: &[String]) -> Result<PathBuf, ReportError> {
        let gone: Vec<&str> = gone.iter().map(String::as_str).collect();
        self.staging.publish(&gone)?;
        Ok(self.results.join(&self.below))
    }
}

fn save(folder: &Path, name: &str, content: &[u8]) -> Result<PathBuf, ReportError> {
    let destination = folder.join(name);
    files::save(&destination, content)?;
    Ok(destination)
}

/// A printer with the layouts, letterhead and logo of a workspace.
fn printer(workspace: &Workspace, input: &ReportInput<'_>) -> Result<PdfPrinter, PrintError> {
    let layout = PageLayout::with(owned(&workspace.folder.join("templat").join(pdf::FOLDER))?);
    let logo = match &workspace.logo {
        Some(name) => Some((name.clone(), read(&workspace.folder.join(name))?)),
        None => None,
    };
    let letterhead = Letterhead { rows: workspace.letterhead.clone(), logo };
    Ok(PdfPrinter::new(layout, &letterhead, input.made.date())?)
}

/// The files of a workspace's own layouts, by their names below the folder.
fn owned(folder: &Path) -> Result<BTreeMap<String, Vec<u8>>, PrintError> {
    let mut outcome = BTreeMap::new();
    let mut queue = vec![(folder.to_path_buf(), String::new())];
    while let Some((folder, prefix)) = queue.pop() {
        if !folder.is_dir() {
            continue;
        }
        let failure = |cause| PrintError::File { path: folder.clone(), cause };
        for listed in fs::read_dir(&folder).map_err(failure)? {
            let path = listed.map_err(failure)?.path();
            let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
            // What editors and systems leave behind is no layout.
            if name.starts_with(['.', '~']) {
                continue;
            }
            let name = format!("{prefix}{name}");
            if path.is_dir() {
                queue.push((path, format!("{name}/")));
            } else {
                outcome.insert(name, read(&path)?);
            }
        }
    }
    Ok(outcome)
}

fn read(path: &Path) -> Result<Vec<u8>, PrintError> {
    files::read(path).map_err(|cause| PrintError::File { path: path.to_path_buf(), cause })
}
