//! Documents of the office filled in with the recap's figures, in the folder `naskah` of the workspace: what people write
//! there is theirs, and a later run changes figures alone.

use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{JobError, LookOptions, Progress, Readers, Stage, look};
use crate::domain::document::DocumentKind;
use crate::domain::official::{document_code, period_code};
use crate::domain::period::Timespan;
use crate::files::{self, Names, file_name};
use crate::journal::{Journal, RegisterEntry};
use crate::manuscript::layout::{SHIPPED, shipped};
use crate::manuscript::{ManuscriptError, Record, Remark, catalogue, fill, names_list};
use crate::print::{self, PrintHead, Printout, RejectedPrint, UnitName};
use crate::recap::ReportInput;
use crate::report;
use crate::workspace::Workspace;

/// The folder of documents in a workspace: not below `hasil/`, which may be deleted.
const FOLDER: &str = "naskah";
/// In it: each document as it was before the last run.
const BEFORE: &str = "sebelumnya";
/// Layouts of a workspace's own, below `templat/`.
const OWN: &str = "naskah";

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ManuscriptSource {
    /// A layout by its name: the workspace's own, else the shipped one.
    Layout(String),
    /// A document.
    File(PathBuf),
}

/// What is written.
#[derive(Debug, Clone)]
pub struct ManuscriptOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// What is filled in.
    pub source: ManuscriptSource,
    /// Codes of units, for what is of a unit; all when there is none.
    pub units: Vec<String>,
    /// The period of the figures; without it the newest quarter that has data.
    pub period: Option<Timespan>,
    /// From the beginning, though a document of that name is there already.
    pub afresh: bool,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// A document that was written.
#[derive(Debug, Clone, PartialEq)]
pub struct WrittenManuscript {
    /// Where it is.
    pub path: PathBuf,
    /// Places that were filled in, or looked at again.
    pub places: usize,
    /// Whether it was there already and only its figures changed.
    pub renewed: bool,
    /// Where the document lies as it was before; none where it did not change.
    pub before: Option<PathBuf>,
    /// What people should know.
    pub remarks: Vec<Remark>,
}

/// What was written.
#[derive(Debug, Default)]
pub struct WrittenManuscripts {
    /// The documents.
    pub written: Vec<WrittenManuscript>,
    /// Forms that are refused: what is signed must be right.
    pub rejected: Vec<RejectedPrint>,
    /// Units that sent no form.
    pub not_yet: Vec<UnitName>,
    /// What people should know about the run.
    pub notes: Vec<String>,
}

/// Fills in a document.
///
/// # Errors
/// When the workspace cannot be worked on, the document cannot be read or filled in, is open, or cannot be written.
pub fn manuscript(
    options: &ManuscriptOptions,
    progress: &(dyn Progress + Sync),
) -> Result<WrittenManuscripts, JobError> {
    let ManuscriptOptions { folder, today, period, readers, .. } = options;
    let looked = LookOptions { folder: folder.clone(), today: *today, period: *period, readers: readers.clone() };
    let look = look(&looked, progress)?;
    let units = look.result.tables.units_as_typed(&options.units)?;
    progress.stage(Stage::Writing);
    let input = look.input();
    let (layout, from, bytes) = layout(&look.workspace, &options.source)?;
    let named =
        |list: &str| names_list(&bytes, list).map_err(|cause| JobError::Manuscript { path: from.clone(), cause });
    let mut root = catalogue::recap(&report::recap_model(&input));
    let mut job = ManuscriptJob {
        workspace: &look.workspace,
        options,
        from: &from,
        bytes: &bytes,
        done: WrittenManuscripts::default(),
    };
    let stem = match &options.source {
        ManuscriptSource::File(_) => layout.clone(),
        ManuscriptSource::Layout(_) if layout == "triwulan" => {
            format!("{layout}-{}-{}", input.year, period_code(input.timespan))
        }
        ManuscriptSource::Layout(_) => format!("{layout}-{}", input.year),
    };
    if named("pk")? {
        let mut printout = print::pk(&input, &units);
        number(&look.workspace, DocumentKind::Pk, printout.finished.iter_mut().map(|one| &mut one.head))?;
        job.per_unit(&input, &mut root, ("pk", &stem), printout, catalogue::pk)?;
    } else if named("ra")? {
        let mut printout = print::rencana_aksi(&input, &units);
        number(&look.workspace, DocumentKind::RencanaAksi, printout.finished.iter_mut().map(|one| &mut one.head))?;
        job.per_unit(&input, &mut root, ("ra", &stem), printout, catalogue::rencana_aksi)?;
    } else {
        let target = look.workspace.folder.join(FOLDER).join(format!("{stem}.docx"));
        job.one(&target, &root, &[])?;
    }
    let mut done = job.done;
    done.notes.extend(look.workspace.notes.iter().cloned());
    progress.stage(Stage::Done);
    Ok(done)
}

/// The name of a layout, where it comes from, and its bytes.
fn layout(workspace: &Workspace, source: &ManuscriptSource) -> Result<(String, PathBuf, Vec<u8>), JobError> {
    let read =
        |path: &Path| files::read(path).map_err(|cause| JobError::ManuscriptFile { path: path.to_path_buf(), cause });
    match source {
        ManuscriptSource::File(path) => {
            let stem = path.file_stem().map(|stem| file_name(&stem.to_string_lossy())).unwrap_or_default();
            Ok((if stem.is_empty() { "naskah".to_string() } else { stem }, path.clone(), read(path)?))
        }
        ManuscriptSource::Layout(name) => {
            let own = workspace.folder.join("templat").join(OWN).join(format!("{name}.docx"));
            if own.is_file() {
                return Ok((name.clone(), own.clone(), read(&own)?));
            }
            let shipped = shipped(name).ok_or_else(|| JobError::UnknownLayout {
                id: name.clone(),
                known: SHIPPED.iter().map(|one| one.name.to_string()).collect(),
            })?;
            let path = PathBuf::from(format!("{name}.docx"));
            let bytes = shipped.document().map_err(|cause| JobError::Manuscript { path: path.clone(), cause })?;
            Ok((name.clone(), path, bytes))
        }
    }
}

struct ManuscriptJob<'a> {
    workspace: &'a Workspace,
    options: &'a ManuscriptOptions,
    from: &'a Path,
    bytes: &'a [u8],
    done: WrittenManuscripts,
}

impl ManuscriptJob<'_> {
    /// A document for each unit.
    fn per_unit<T>(
        &mut self,
        input: &ReportInput<'_>,
        root: &mut Record,
        (list, stem): (&'static str, &str),
        printout: Printout<T>,
        record: fn(&T) -> Record,
    ) -> Result<(), JobError> {
        let names = Names::of_codes(input.tables.units.iter().map(|unit| unit.code.as_str()));
        let mut used = Names::default();
        for one in &printout.finished {
            let one = record(one);
            let name = names.get(one.key.as_str()).cloned().unwrap_or_else(|| file_name(&one.key));
            let target = self.workspace.folder.join(FOLDER).join(stem).join(used.take(&name, ".docx"));
            root.lists.insert(list, vec![one]);
            self.one(&target, root, &[list])?;
        }
        self.done.rejected = printout.rejected;
        self.done.not_yet = printout.not_yet;
        Ok(())
    }

    /// One document: the one that is there already with its figures renewed, else the layout filled in.
    fn one(&mut self, target: &Path, root: &Record, within: &[&str]) -> Result<(), JobError> {
        let failure = |path: &Path, cause: ManuscriptError| JobError::Manuscript { path: path.to_path_buf(), cause };
        let old = match target.is_file() {
            true => Some(
                files::read(target).map_err(|cause| JobError::ManuscriptFile { path: target.to_path_buf(), cause })?,
            ),
            false => None,
        };
        refuse_open(target)?;
        let same = fs::canonicalize(target).ok().is_some_and(|one| fs::canonicalize(self.from).ok() == Some(one));
        let renewed = old.is_some() && (same || !self.options.afresh);
        let filled = match old.as_deref().filter(|_| renewed) {
            Some(bytes) => fill(bytes, root, within).map_err(|cause| failure(target, cause))?,
            None => fill(self.bytes, root, within).map_err(|cause| failure(self.from, cause))?,
        };
        if renewed && !same && matches!(self.options.source, ManuscriptSource::File(_)) {
            self.done.notes.push(format!(
                "{} sudah ada, jadi angkanya diperbarui di sana; untuk menulis lagi dari {}, tambahkan --baru",
                target.display(),
                self.from.display()
            ));
        }
        if let Some(folder) = target.parent() {
            files::ensure_folder(folder)?;
        }
        let mut before = None;
        if let Some(old) = old.filter(|old| *old != filled.bytes) {
            let folder = target.parent().unwrap_or(target).join(BEFORE);
            files::ensure_folder(&folder)?;
            let kept = folder.join(target.file_name().unwrap_or_default());
            files::save(&kept, &old)?;
            before = Some(kept);
        }
        if before.is_some() || !target.is_file() {
            files::save(target, &filled.bytes)?;
        }
        self.done.written.push(WrittenManuscript {
            path: target.to_path_buf(),
            places: filled.places,
            renewed,
            before,
            remarks: filled.remarks,
        });
        Ok(())
    }
}

/// Word and LibreOffice leave a file beside a document that is open.
fn refuse_open(target: &Path) -> Result<(), JobError> {
    let Some(name) = target.file_name().map(|name| name.to_string_lossy().into_owned()) else { return Ok(()) };
    // Word drops the first two letters of a long name.
    let short: String = name.chars().skip(2).collect();
    let beside = [format!("~${name}"), format!("~${short}"), format!(".~lock.{name}#")];
    if beside.iter().any(|one| target.with_file_name(one).exists()) {
        return Err(JobError::ManuscriptOpen(target.to_path_buf()));
    }
    Ok(())
}

/// Gives each document the number that the register has for its last version.
fn number<'d>(
    workspace: &Workspace,
    kind: DocumentKind,
    heads: impl Iterator<Item = &'d mut PrintHead>,
) -> Result<(), JobError> {
    let Some(journal) = Journal::existing(&workspace.folder)? else { return Ok(()) };
    let document = document_code(kind, None);
    let register = journal.register()?;
    for head in heads {
        let mine = |entry: &&RegisterEntry| {
            entry.unit == head.unit.code && entry.document == document && entry.year == workspace.year
        };
        head.number = register.iter().filter(mine).max_by_key(|entry| entry.version).map(|entry| entry.number.clone());
    }
    Ok(())
}

/// Writes every shipped layout into a folder, to begin with; what is there already stays. Gives those that were written.
///
/// # Errors
/// When a layout cannot be written, or one is there already.
pub fn sample_layouts(folder: &Path) -> Result<Vec<PathBuf>, JobError> {
    files::ensure_folder(folder)?;
    let mut written = Vec::with_capacity(SHIPPED.len());
    for one in SHIPPED {
        let path = folder.join(format!("{}.docx", one.name));
        if path.exists() {
            return Err(JobError::Exists(path));
        }
        let bytes = one.document().map_err(|cause| JobError::Manuscript { path: path.clone(), cause })?;
        files::save(&path, &bytes)?;
        written.push(path);
    }
    Ok(written)
}
