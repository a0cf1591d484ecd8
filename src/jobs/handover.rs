//! Figures in the shape of other systems, as files in `hasil/ekspor`.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::{JobError, LookOptions, Progress, Readers, Stage, look};
use crate::domain::official::period_code;
use crate::domain::period::Timespan;
use crate::files::{self, Names, Staging, file_name, own_name};
use crate::handover::{Definition, DefinitionError, ExportTable, FileKind, file, table};
use crate::manuscript::catalogue;
use crate::report;
use crate::workspace::Workspace;

/// The folder below `hasil/`, and that of a workspace's own definitions below `templat/`.
const FOLDER: &str = "ekspor";

/// What is written for whom.
#[derive(Debug, Clone)]
pub struct ExportOptions {
    /// The workspace.
    pub folder: PathBuf,
    /// The definition: its name, or a file.
    pub definition: String,
    /// Codes of units, for what has a file for each; all when there is none.
    pub units: Vec<String>,
    /// The period of the figures; without it the newest quarter that has data.
    pub period: Option<Timespan>,
    /// The day.
    pub today: NaiveDate,
    /// Who reads the files.
    pub readers: Readers,
}

/// What was written.
#[derive(Debug, Default)]
pub struct Exported {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Rows in all of them.
    pub rows: usize,
    /// Rows without a realisation, which are left out.
    pub left_out: usize,
    /// What people should know about the run.
    pub notes: Vec<String>,
}

/// Every definition that a workspace may name: the shipped ones, with its own in their place.
///
/// # Errors
/// When one of its own cannot be read or is wrong.
pub fn export_definitions(folder: Option<&Path>) -> Result<Vec<Definition>, JobError> {
    let own = folder.map(|folder| folder.join("templat").join(FOLDER)).filter(|folder| folder.is_dir());
    let mut texts = Vec::new();
    if let Some(folder) = own {
        let failure = |cause| JobError::ManuscriptFile { path: folder.clone(), cause };
        let mut paths = BTreeSet::new();
        for entry in fs::read_dir(&folder).map_err(failure)? {
            paths.insert(entry.map_err(failure)?.path());
        }
        for path in paths.into_iter().filter(|path| path.extension().is_some_and(|end| end == "toml")) {
            texts.push((own_name(&path), read(&path)?));
        }
    }
    Ok(Definition::all(&texts)?)
}

fn read(path: &Path) -> Result<String, JobError> {
    files::read_text(path).map_err(|cause| JobError::ManuscriptFile { path: path.to_path_buf(), cause })
}

/// The definition that was named: a file, else one by its name.
fn definition(options: &ExportOptions) -> Result<Definition, JobError> {
    let path = Path::new(&options.definition);
    if path.extension().is_some_and(|end| end == "toml") {
        return Ok(Definition::read(&own_name(path), &read(path)?)?);
    }
    let all = export_definitions(Some(&options.folder))?;
    let known = all.iter().map(|one| one.name.clone()).collect();
    let found = all.into_iter().find(|one| one.name.eq_ignore_ascii_case(options.definition.trim()));
    Ok(found.ok_or_else(|| DefinitionError::Unknown { name: options.definition.clone(), known })?)
}

/// Writes the tables of a definition.
///
/// # Errors
/// When the workspace cannot be worked on, the definition is wrong or not known, or a file cannot be written.
pub fn export(options: &ExportOptions, progress: &(dyn Progress + Sync)) -> Result<Exported, JobError> {
    let definition = definition(options)?;
    let ExportOptions { folder, today, period, readers, .. } = options;
    let looked = LookOptions { folder: folder.clone(), today: *today, period: *period, readers: readers.clone() };
    let look = look(&looked, progress)?;
    let units = look.result.tables.units_as_typed(&options.units)?;
    progress.stage(Stage::Writing);
    let input = look.input();
    let mut root = catalogue::recap(&report::recap_model(&input));
    let (mut tables, left_out) = table(&definition, &mut root, &input)?;
    if !units.is_empty() {
        tables.retain(|one| one.of.as_ref().is_none_or(|of| units.contains(of)));
    }
    let mut done = Exported { left_out, ..Exported::default() };
    let lock = look.workspace.lock()?;
    done.notes.extend(lock.note());
    write(&look.workspace, &definition, &tables, (period_code(input.timespan), *today), &mut done)?;
    progress.stage(Stage::Done);
    Ok(done)
}

fn write(
    workspace: &Workspace,
    definition: &Definition,
    tables: &[ExportTable],
    (period, today): (&str, NaiveDate),
    done: &mut Exported,
) -> Result<(), JobError> {
    let staging = Staging::begin(&workspace.results())?;
    let folder = staging.path().join(FOLDER);
    files::ensure_folder(&folder)?;
    let end = match definition.kind {
        FileKind::Xlsx => ".xlsx",
        FileKind::Csv => ".csv",
    };
    let mut names = Names::default();
    for one in tables {
        let of = one.of.as_deref().map(|of| format!("{of}_")).unwrap_or_default();
        let stem = format!("{of}{}_{}_{}", definition.name, period.to_uppercase(), workspace.year);
        let name = names.take(&file_name(&stem), end);
        let content = file(definition, one, today.and_time(chrono::NaiveTime::MIN))?;
        files::save(&folder.join(&name), &content)?;
        done.files.push(workspace.results().join(FOLDER).join(name));
        done.rows += one.rows.len();
    }
    staging.publish(&[])?;
    Ok(())
}
