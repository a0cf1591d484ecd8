//! What goes back to units, in `hasil/koreksi/<kode unit>/`: their own workbooks marked, and a letter.
//!
//! Takes the result of a run, gives a folder that is made anew as a whole. A file that cannot be marked becomes a line for
//! people and never ends the run; a disk that takes no more does, because half of it would look like all.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use chrono::{NaiveDate, NaiveTime};
use rayon::prelude::*;

use super::RunOutcome;
use super::kept_copies::KeptCopies;

use crate::domain::address::CellAddress;
use crate::domain::system::system_words;
use crate::files::{self, FilesError, Names, file_name};
use crate::finding::{Severity, Temuan};
use crate::intake::FileSource;
use crate::letters::{self, Surat, SuratKind, SuratSettings, SuratTemplate, SuratTemplateError, UnitAction, eml};
use crate::marking::CorrectionContext;
use crate::page::{self, PageError};
use crate::post::{ShortMessage, marks as outbox, message};
use crate::recap::ReportInput;
use crate::tables::{SentFile, Tables};
use crate::worker::{Crew, FileFault, Marking, ReadMode, Task, TaskError, WorkerRequest};
use crate::workspace::Workspace;

/// The folder below `hasil/`.
pub const FOLDER: &str = "koreksi";
/// Nothing could be sent back at all.
#[derive(Debug, thiserror::Error)]
pub enum ReturnError {
    /// A text of the workspace is wrong; every fault is listed.
    #[error("templat surat belum benar:\n{}", .0.to_string().lines().map(|fault| format!("  - {fault}")).collect::<Vec<_>>().join("\n"))]
    Template(#[from] SuratTemplateError),
    /// A file or folder cannot be read or written.
    #[error("{} tidak dapat dibaca atau ditulis ({}); bila sedang dibuka, tutup dahulu lalu jalankan lagi", files::shown(path).display(), system_words(cause))]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        #[source]
        cause: io::Error,
    },
    /// An output cannot be written: what was made is not whole.
    #[error(transparent)]
    NotWritten(#[from] FilesError),
    /// The page of a unit could not be made.
    #[error(transparent)]
    Page(#[from] PageError),
    /// No reader process can be started: what could be marked would go back unmarked.
    #[error("pembaca berkas tidak dapat dijalankan")]
    NoReader(#[source] io::Error),
}

/// What was put into the folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Returned {
    /// The folder.
    pub folder: PathBuf,
    /// Letters of each kind.
    pub surat: BTreeMap<SuratKind, usize>,
    /// Marked workbooks.
    pub marked: usize,
    /// What did not work, for people.
    pub failures: Vec<String>,
}

/// Makes `koreksi` in a folder of results, where it is not yet.
///
/// # Errors
/// When a text of the workspace is wrong, or the folder cannot be written.
pub fn write(
    workspace: &Workspace,
    outcome: &RunOutcome,
    input: &ReportInput<'_>,
    parent: &Path,
    way: &ReadMode,
) -> Result<Returned, ReturnError> {
    let template = SuratTemplate::with(&own_texts(&workspace.folder.join("templat"))?, workspace.surat.language)?;
    let new = parent.join(FOLDER);
    files::ensure_folder(&new)?;
    let crew = Crew::new(way, &workspace.limit);
    let marker = CopyMarker {
        instansi: input.instansi,
        date: input.made.date(),
        tables: input.tables,
        sources: &outcome.sources,
        crew: &crew,
    };
    let kept = KeptCopies::of(workspace, way);
    let tools = ReturnTools { input, marker, template: &template, settings: &workspace.surat, kept: &kept };
    let mut returns = Returned { folder: workspace.results().join(FOLDER), ..Returned::default() };
    let name = Names::of_codes(input.tables.units.iter().map(|unit| unit.code.as_str()));
    let action: Vec<(UnitAction<'_>, PathBuf)> = letters::all(input)
        .into_iter()
        .map(|action| {
            let folder = new.join(name.get(action.unit.code.as_str()).map_or("unit", String::as_str));
            (action, folder)
        })
        .collect();
    let written: Vec<Result<ReturnedUnit, ReturnError>> =
        action.par_iter().map(|(action, folder)| one_unit(action, folder, &tools)).collect();
    for ((action, _), one) in action.iter().zip(written) {
        let one = one?;
        returns.failures.extend(one.failures);
        returns.marked += one.marked;
        *returns.surat.entry(action.kind).or_default() += 1;
    }
    kept.save(parent);
    Ok(returns)
}

/// The letter to each unit as it would be written now, without its attachments.
///
/// # Errors
/// When a text of the workspace is wrong.
pub fn letters_now(
    workspace: &Workspace,
    input: &ReportInput<'_>,
) -> Result<Vec<(String, SuratKind, Surat)>, ReturnError> {
    let template = SuratTemplate::with(&own_texts(&workspace.folder.join("templat"))?, workspace.surat.language)?;
    let one = |action: UnitAction<'_>| {
        let attached = action.needs_marked().filter(|file| file.outcome.is_ok()).count();
        let surat = action.surat(input, &template, &workspace.surat, attached);
        (action.unit.code.clone(), action.kind, surat)
    };
    Ok(letters::all(input).into_iter().map(one).collect())
}

/// What every unit's folder is made with.
struct ReturnTools<'a> {
    input: &'a ReportInput<'a>,
    marker: CopyMarker<'a>,
    template: &'a SuratTemplate,
    settings: &'a SuratSettings,
    kept: &'a KeptCopies,
}

/// What became of a unit's folder.
#[derive(Default)]
struct ReturnedUnit {
    /// Marked workbooks.
    marked: usize,
    /// Workbooks that could not be marked.
    failures: Vec<String>,
}

fn one_unit(action: &UnitAction<'_>, folder: &Path, tools: &ReturnTools<'_>) -> Result<ReturnedUnit, ReturnError> {
    let mut returned = ReturnedUnit::default();
    files::ensure_folder(folder)?;
    // A letter that waits for an answer is the one that was written, and so are the copies that go with it.
    let marker = CopyMarker { date: action.standing.day, ..tools.marker };
    let mut attachment = Vec::new();
    let mut used_name = Names::default();
    for file in action.needs_marked().filter(|file| file.outcome.is_ok()) {
        let order = marker.order(file, &action.unit.name, &action.about(&file.path));
        let known = tools.kept.order(&order);
        let marked = match known.as_deref().and_then(|known| tools.kept.take(known)) {
            Some(marked) => Ok(marked),
            None => marker.marked(file, order),
        };
        match marked {
            Ok((content, suffix)) => {
                let name = correction_name(&file.path, &suffix, &mut used_name);
                written(&folder.join(&name), &content)?;
                if let Some(known) = known {
                    let unit = folder.file_name().unwrap_or_default().to_string_lossy();
                    tools.kept.note(known, format!("{FOLDER}/{unit}/{name}"), (&content, &suffix));
                }
                attachment.push(eml::Attachment { name, content });
            }
            Err(TaskError::NoWorker(system)) => return Err(ReturnError::NoReader(system)),
            Err(TaskError::File(cause)) => {
                returned.failures.push(format!("{}: tidak dapat ditandai ({cause})", file.path));
            }
        }
    }
    if !action.temuan.is_empty() {
        written(&folder.join(page::FILE), page::unit(tools.input, action, tools.settings.language)?.as_bytes())?;
    }
    let surat = action.surat(tools.input, tools.template, tools.settings, attachment.len());
    let path = folder.join(action.kind.file());
    let html = page::letter(tools.input, action, &surat.content, tools.settings.language);
    let version = action.version();
    let marks =
        [(outbox::UNIT, action.unit.code.as_str()), (outbox::KIND, action.kind.name()), (outbox::VERSION, &version)];
    let parts = eml::DraftParts { html: Some(&html), attachments: &attachment, marks: &marks };
    let letter =
        eml::draft_with(&surat, &parts, action.standing.day.and_time(NaiveTime::MIN)).map_err(FilesError::at(&path))?;
    written(&path, &letter)?;
    written(&folder.join(message::FILE), short(action, tools).file().as_bytes())?;
    returned.marked = attachment.len();
    Ok(returned)
}

/// The letter for a telephone.
fn short(action: &UnitAction<'_>, tools: &ReturnTools<'_>) -> ShortMessage {
    let points = action.points();
    let opening = format!(
        "Yth. {}. Dari {}, tentang kiriman {}:",
        letters::addressee(action.unit),
        tools.input.instansi,
        action.unit.name
    );
    let signature = tools.settings.signature.clone().unwrap_or_else(|| format!("Perencana {}", tools.input.instansi));
    ShortMessage::new(&opening, &points, &signature, action.unit.phone.as_deref())
}

/// The folder is new and not in its place yet: nothing has to be written aside once more.
fn written(path: &Path, content: &[u8]) -> Result<(), FilesError> {
    fs::write(path, content).map_err(FilesError::at(path))
}

/// Marks what was sent: fetches its bytes, patches them, and where that cannot be done makes a copy.
#[derive(Debug, Clone, Copy)]
pub struct CopyMarker<'a> {
    /// Name of the institution.
    pub instansi: &'a str,
    /// Day of the check.
    pub date: NaiveDate,
    /// What the files became.
    pub tables: &'a Tables,
    /// Where their bytes are, by path.
    pub sources: &'a BTreeMap<String, FileSource>,
    /// Who opens them.
    pub crew: &'a Crew<'a>,
}

impl CopyMarker<'_> {
    /// The marked workbook, and the file name extension that it must have.
    ///
    /// # Errors
    /// When the file can be neither patched nor read; the reason, for people.
    pub fn mark(&self, sent: &SentFile, unit: &str, temuan: &[&Temuan]) -> Result<(Vec<u8>, String), TaskError> {
        self.marked(sent, self.order(sent, unit, temuan))
    }

    /// The same for an order that was put together.
    fn marked(&self, sent: &SentFile, order: Marking) -> Result<(Vec<u8>, String), TaskError> {
        let source = self.sources.get(&sent.path);
        let source = source.ok_or(TaskError::File(FileFault::Nowhere))?;
        let task = Task::Mark(Box::new(order));
        let file = WorkerRequest::new(sent.path.clone(), source.clone());
        self.crew.run(&file, &task).map(|done| (done.bytes, done.word))
    }

    /// What is to be marked in a copy, as plain data.
    pub fn order(&self, sent: &SentFile, unit: &str, temuan: &[&Temuan]) -> Marking {
        let context = CorrectionContext {
            instansi: self.instansi.to_string(),
            unit: unit.to_string(),
            file: sent.path.clone(),
            date: self.date,
            already_correct: already_correct(self.tables, sent, temuan),
        };
        let findings = temuan.iter().map(|one| (*one).clone()).collect();
        Marking { sha256: sent.sha256.clone(), context, findings }
    }
}

/// What is already right in a file: its documents, and the rows that no finding points at.
fn already_correct(tables: &Tables, file: &SentFile, temuan: &[&Temuan]) -> Vec<String> {
    let Ok(readable) = &file.outcome else { return Vec::new() };
    let documents = tables.file_number(&file.path).map(|number| tables.file_documents(number));
    let documents = documents.and_then(|numbers| tables.documents.get(numbers)).unwrap_or_default();
    let registered = |number: usize| documents.iter().find(|one| one.document as usize == number);
    let document = readable.documents.iter().enumerate();
    document
        .filter_map(|(number, content)| {
            let needs = temuan.iter().filter(|one| one.severity > Severity::Info);
            let wrong: BTreeSet<u32> = needs
                .filter(|one| one.place.file == file.path && one.place.sheet.as_ref() == Some(&content.sheet))
                .flat_map(|one| one.place.cells.iter().map(|cell: &CellAddress| cell.row))
                .collect();
            let row: Vec<u32> = content.tables.iter().flat_map(|table| &table.rows).map(|row| row.row).collect();
            let clean = row.iter().filter(|row| !wrong.contains(row)).count();
            let triwulan = registered(number).and_then(|one| one.triwulan);
            let triwulan = triwulan.map(|triwulan| format!(" {triwulan}")).unwrap_or_default();
            let name = format!("{}{triwulan} (lembar {})", content.kind.name(), content.sheet);
            (!row.is_empty()).then(|| format!("{name}: {clean} dari {} baris tanpa catatan", row.len()))
        })
        .collect()
}

/// "pk.xlsx" becomes "pk - koreksi.xlsx", also when it is a marked copy that came back.
pub fn correction_name(path: &str, suffix: &str, used: &mut Names) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let bar = name.rsplit_once('.').map_or(name, |(bar, _)| bar);
    let bar = file_name(bar.strip_suffix(" - koreksi").unwrap_or(bar));
    used.take(&bar, &format!(" - koreksi.{suffix}"))
}

/// The workspace's own letters, by file name.
///
/// # Errors
/// When one is there and cannot be read.
pub fn own_texts(folder: &Path) -> Result<BTreeMap<String, String>, ReturnError> {
    let mut outcome = BTreeMap::new();
    for kind in SuratKind::ALL {
        let path = folder.join(kind.template());
        match files::read_text(&path) {
            Ok(text) => {
                outcome.insert(kind.template().to_string(), text);
            }
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => {}
            Err(cause) => return Err(failure(&path)(cause)),
        }
    }
    Ok(outcome)
}

fn failure(path: &Path) -> impl Fn(io::Error) -> ReturnError {
    let path = path.to_path_buf();
    move |cause| ReturnError::File { path: path.clone(), cause }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn names_say_what_the_copy_is_and_never_grow() {
        let mut used = Names::default();
        assert_eq!(correction_name("surat.eml/PK JTI.xls", "xlsx", &mut used), "PK JTI - koreksi.xlsx");
        assert_eq!(correction_name("b/PK JTI - koreksi.xlsx", "xlsx", &mut used), "PK JTI (2) - koreksi.xlsx");
        let length = correction_name(&format!("{}.xlsx", "é".repeat(125)), "xlsx", &mut used);
        assert!(length.len() <= 255 && length.ends_with(" - koreksi.xlsx"), "{length}");
        assert_eq!(correction_name("surat.eml/PK: a\nb.xlsx", "xlsx", &mut used), "PK_ a_b - koreksi.xlsx");
    }
}
