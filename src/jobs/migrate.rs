//! What a unit typed in an old form or in a layout of its own, moved into the form of today.

use std::io;
use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime};

use super::filling::{self, BlankFormArgs, SentRows, UnitInput};
use super::{JobError, Progress, Readers};
use crate::domain::capaian::Profil;
use crate::domain::document::{Document, ReadFile};
use crate::domain::place::KASKADE_FILE;
use crate::domain::unit::Unit;
use crate::files::{self, FilesError};
use crate::forms::write;
use crate::intake;
use crate::pipeline::migration;
use crate::pipeline::{self, RunOutcome};
use crate::report::ReportError;
use crate::tables::{RegisteredDocument, Tables};
use crate::template::{Library, Template};
use crate::workbook::{Limits, Workbook};
use crate::worker::{Crew, WorkerRequest};
use crate::workspace::{LayoutSettings, Workspace};

pub use crate::pipeline::migration::PlacelessEntry as Unplaced;

/// What is moved, and where.
#[derive(Debug, Clone)]
pub struct MigrateOptions {
    /// The filled form.
    pub file: PathBuf,
    /// The workspace that the new form is filled from; a blank one without it.
    pub workspace: Option<PathBuf>,
    /// Code of the unit, where the form does not tell.
    pub unit: Option<String>,
    /// Id of the layout; that of the workspace without it.
    pub layout: Option<String>,
    /// The file that is written; `<name> - formulir baru.xlsx` beside the old one without it.
    pub target: Option<PathBuf>,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// The account of what moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migrated {
    /// The file that was written.
    pub file: PathBuf,
    /// The sheets of the new forms.
    pub forms: Vec<String>,
    /// Values that stand in the new forms.
    pub moved: usize,
    /// Formulas that the new forms compute by themselves.
    pub computed: usize,
    /// Rows that the new forms had not.
    pub new_rows: usize,
    /// What found no place.
    pub unplaced: Vec<Unplaced>,
    /// Sheets of instructions.
    pub instructions: Vec<String>,
    /// Sheets with a second form of one kind and quarter, which did not move.
    pub twins: Vec<String>,
}

/// Moves a form.
///
/// # Errors
/// When the file cannot be read, holds no form that is known, its unit is not known, or the new one cannot be written.
pub fn migrate(options: &MigrateOptions, progress: &(dyn Progress + Sync)) -> Result<Migrated, JobError> {
    let target = options.target.clone().unwrap_or_else(|| beside(&options.file));
    if target.exists() {
        return Err(JobError::Exists(target));
    }
    let workspace = options.workspace.as_deref().map(Workspace::open).transpose()?;
    let library = match &workspace {
        Some(workspace) => workspace.library.clone(),
        None => Library::built_in()?,
    };
    let layout = options.layout.as_deref().map(|id| filling::layout(&library, id)).transpose()?;
    let origin = Origin::open(options, workspace.as_ref(), progress)?;
    let (book, read) = (&origin.book, &origin.read);
    let maker = Maker { options, origin: &origin, workspace: workspace.as_ref(), library: &library, layout };
    let mut failed = None;
    let moved = migration::migration(book, read, &library, &mut |document| match maker.form(document) {
        Ok(form) => form,
        Err(error) => {
            failed.get_or_insert(error);
            None
        }
    });
    if let Some(error) = failed {
        return Err(error);
    }
    if moved.forms.is_empty() {
        return Err(JobError::NoForm(options.file.clone()));
    }
    let workbook = write::form(&moved.forms).map_err(ReportError::from)?;
    files::save_new(&target, &workbook).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => JobError::Exists(target.clone()),
        _ => FilesError::Write { path: target.clone(), source: error }.into(),
    })?;
    let forms = moved.forms.iter().map(|(layout, form)| write::sheet_name(layout.kind, form.triwulan)).collect();
    Ok(Migrated {
        file: target,
        forms,
        moved: moved.moved,
        computed: moved.computed,
        new_rows: moved.new_row,
        unplaced: moved.placeless,
        instructions: moved.guidance,
        twins: moved.twins,
    })
}

/// "PK.xls" → "PK - formulir baru.xlsx" beside it.
fn beside(file: &Path) -> PathBuf {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{name} - formulir baru.xlsx"))
}

/// The old form, opened by reader processes alone: what ends a reader does not end this job.
struct Origin {
    book: Workbook,
    read: ReadFile,
    profile: Profil,
    /// What the workspace knows, this file among it.
    house: Option<RunOutcome>,
    /// The units and quarters of the documents of this file, as the workspace sees them.
    registered: Option<RunOutcome>,
}

impl Origin {
    fn open(
        options: &MigrateOptions,
        workspace: Option<&Workspace>,
        progress: &(dyn Progress + Sync),
    ) -> Result<Self, JobError> {
        let limits = workspace.map_or_else(Limits::default, |workspace| workspace.limit.clone());
        let inbox = intake::one_file(&options.file);
        let [sent] = inbox.submissions.as_slice() else {
            let reason = inbox.rejected.first().map_or("bukan satu buku kerja", |one| one.reason.as_str()).to_string();
            return Err(JobError::NotOneWorkbook { file: options.file.clone(), reason });
        };
        let source = sent.source.clone();
        let shipped;
        let house = match workspace {
            Some(workspace) => workspace,
            None => {
                shipped = Workspace::shipped(options.today.year())?;
                &shipped
            }
        };
        let way = options.readers.of(workspace, &limits);
        let read = pipeline::read(house, &way, inbox, progress)?;
        let mut own = None;
        for one in read.iter().filter(|one| one.path != KASKADE_FILE) {
            match &one.outcome {
                Ok(read) => own = Some((read.clone(), one.sha256.clone())),
                Err(reason) => return Err(JobError::Unreadable { file: one.path.clone(), reason: reason.clone() }),
            }
        }
        let file = WorkerRequest::new(options.file.display().to_string(), source);
        let (book, sha256) = Crew::new(&way, &limits).cells(&file)?;
        let (own, _) =
            own.filter(|(_, read)| *read == sha256).ok_or_else(|| JobError::Changed(options.file.clone()))?;
        let (registered, all) = match workspace {
            None => (None, None),
            Some(workspace) => {
                let registered = pipeline::check(workspace, read, options.today)?;
                (Some(registered), Some(pipeline::run(workspace, &way, options.today, progress)?))
            }
        };
        Ok(Self { book, read: own, profile: house.profil.clone(), house: all, registered })
    }
}

/// Prepares the new form of each document.
struct Maker<'a> {
    options: &'a MigrateOptions,
    origin: &'a Origin,
    workspace: Option<&'a Workspace>,
    library: &'a Library,
    layout: Option<&'a Template>,
}

impl<'a> Maker<'a> {
    fn form(&self, document: &Document) -> Result<Option<(&'a Template, write::FormContent<'a>)>, JobError> {
        if !document.kind.is_sent() {
            return Ok(None);
        }
        let id = self.layout.filter(|layout| layout.kind == document.kind).map(|layout| layout.id.as_str());
        let quarter = document.triwulan.map(|typed| typed.value).or_else(|| self.registered(document)?.triwulan);
        let quarter = document.kind.quarter(quarter);
        if let (Some(workspace), Some(house)) = (self.workspace, &self.origin.house) {
            let unit = self.unit(&house.tables, document)?;
            let material = UnitInput::new(workspace, &SentRows::of(&house.tables), unit, None, self.created());
            return material.form(document.kind, quarter, id).map(Some);
        }
        let default = LayoutSettings::default();
        let layout = filling::layout(self.library, id.unwrap_or_else(|| default.of(document.kind)))?;
        let year = document.year.map_or_else(|| self.options.today.year(), |year| year.value);
        let blank = BlankFormArgs {
            template: layout,
            instansi: "",
            year,
            triwulan: quarter,
            profil: &self.origin.profile,
            password: None,
            made: self.created(),
        };
        Ok(Some((layout, filling::blank(&blank))))
    }

    fn created(&self) -> NaiveDateTime {
        self.options.today.and_time(NaiveTime::MIN)
    }

    /// The document as the workspace registered it.
    fn registered(&self, document: &Document) -> Option<&'a RegisteredDocument> {
        let tables = &self.origin.registered.as_ref()?.tables;
        (0_u32..)
            .zip(&tables.documents)
            .find(|(number, _)| tables.document_content(*number) == Some(document))
            .map(|(_, registered)| registered)
    }

    fn unit(&self, tables: &'a Tables, document: &Document) -> Result<&'a Unit, JobError> {
        if let Some(code) = &self.options.unit {
            return Ok(tables.unit_as_typed(code)?);
        }
        let code = self.registered(document).and_then(|registered| registered.unit.as_deref());
        code.and_then(|code| tables.unit(code)).ok_or_else(|| JobError::WhoseForm { sheet: document.sheet.clone() })
    }
}
