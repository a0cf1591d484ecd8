//! Forms that units use already: a definition drafted from an example, and how a definition reads files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{JobError, Look, Readers};
use crate::domain::document::ReadFile;
use crate::files;
use crate::intake::FileSource;
use crate::pipeline::PipelineError;
use crate::teach::{Lesson, reads_shape};
use crate::template::{Library, sketch};
use crate::workbook::Limits;
use crate::worker::{self, Crew, FileFault, InProcessReader, ReadMode, TaskError, WorkerAnswer, WorkerRequest};

/// The example that a definition is drafted from.
#[derive(Debug, Clone)]
pub struct RecogniseOptions {
    /// A form that is filled in.
    pub example: PathBuf,
    /// Id of the definition; from the name of the file without it.
    pub id: Option<String>,
    /// Who reads the example.
    pub readers: Readers,
}

/// What was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recognised {
    /// A definition (TOML).
    Draft(String),
    /// No table; the lines that look most like headings.
    Nothing(Vec<String>),
}

/// Drafts a definition from an example.
///
/// # Errors
/// When the example cannot be read.
pub fn recognise(options: &RecogniseOptions) -> Result<Recognised, JobError> {
    let way = options.readers.way(None, &Limits::default());
    let read = read(Library::built_in()?, &way, std::slice::from_ref(&options.example))?.remove(0);
    let name = options.example.file_name().unwrap_or_default().to_string_lossy();
    let id = options.id.clone().unwrap_or_else(|| id_of(&options.example));
    Ok(match sketch::sketch(&read, &id, &name) {
        Some(draft) => Recognised::Draft(draft),
        // What nothing could read is what is taught most of all: every column stands in the draft.
        None => match lesson(options, &Library::built_in()?)? {
            Some(lesson) => Recognised::Draft(lesson.draft()),
            None => Recognised::Nothing(sketch::candidate_heading(&read)),
        },
    })
}

/// A lesson on an example, beside the definitions that are known; `None` when nothing in it looks like a table.
///
/// # Errors
/// When the example cannot be read.
pub fn lesson(options: &RecogniseOptions, library: &Library) -> Result<Option<Lesson>, JobError> {
    let file = &options.example;
    let limits = Limits::default();
    let way = options.readers.way(None, &limits);
    let request = WorkerRequest::new(file.display().to_string(), FileSource::file(file));
    let (workbook, _) = Crew::new(&way, &limits).cells(&request)?;
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let id = options.id.clone().unwrap_or_else(|| id_of(file));
    Ok(Lesson::new(workbook, library, &id, &name))
}

/// The same for a file of the inbox, as a look found it; `None` when nothing on it looks like a table.
///
/// # Errors
/// When the file is not there or cannot be opened.
pub fn teach_sent(look: &Look, path: &str, readers: &Readers) -> Result<Option<Lesson>, JobError> {
    let workspace = &look.workspace;
    let source = look.result.sources.get(path).ok_or(JobError::Task(TaskError::File(FileFault::Nowhere)))?;
    let way = readers.of(Some(workspace), &workspace.limit);
    let request = WorkerRequest::new(path, source.clone());
    let (workbook, _) = Crew::new(&way, &workspace.limit).cells(&request)?;
    let name = path.rsplit('/').next().unwrap_or(path);
    Ok(Lesson::new(workbook, &workspace.library, &id_of(Path::new(name)), name))
}

/// A definition and the files that it is tried on.
#[derive(Debug, Clone)]
pub struct TryOptions {
    /// The definition (TOML).
    pub definition: PathBuf,
    /// The files.
    pub files: Vec<PathBuf>,
    /// Who reads them.
    pub readers: Readers,
}

/// A file as a definition reads it.
#[derive(Debug, Clone, PartialEq)]
pub struct TriedFile {
    /// The file.
    pub file: PathBuf,
    /// Id of the definition that was tried.
    pub id: String,
    /// What was read.
    pub read: ReadFile,
}

impl TriedFile {
    /// Whether the definition itself read something.
    pub fn fits(&self) -> bool {
        self.read.documents.iter().any(|document| document.template == self.id)
    }
}

/// Reads files with a definition beside the shipped ones.
///
/// # Errors
/// When the definition is wrong, or a file cannot be read.
pub fn try_definition(options: &TryOptions) -> Result<Vec<TriedFile>, JobError> {
    let name = files::own_name(&options.definition);
    let text = files::read_text(&options.definition)
        .map_err(|source| JobError::File { file: options.definition.clone(), source })?;
    let shipped: BTreeSet<String> = Library::built_in()?.templates.into_iter().map(|layout| layout.id).collect();
    let library = Library::with(&[(name, text.clone())])?;
    let own = library.templates.iter().find(|layout| !shipped.contains(&layout.id));
    let id = own.map(|layout| layout.id.clone()).or_else(|| written_id(&text)).ok_or(JobError::WithoutId)?;
    let way = options.readers.with_definition(&options.definition, &Limits::default());
    let read = read(library, &way, &options.files)?;
    let tried = options.files.iter().zip(read);
    Ok(tried.map(|(file, read)| TriedFile { file: file.clone(), id: id.clone(), read }).collect())
}

/// Ending of the file beside a definition that holds the shape of its example.
const SHAPE: &str = "contoh.txt";

/// Whether a definition still reads the shape of the example that it was taught with; `None` when none stands beside it.
///
/// # Errors
/// When the definition is wrong, or a file cannot be read.
pub fn reads_example(definition: &Path) -> Result<Option<bool>, JobError> {
    let shape = definition.with_extension(SHAPE);
    if !shape.is_file() {
        return Ok(None);
    }
    let read =
        |file: &Path| files::read_text(file).map_err(|source| JobError::File { file: file.to_path_buf(), source });
    let (text, drawing) = (read(definition)?, read(&shape)?);
    let name = files::own_name(definition);
    let id = written_id(&text).ok_or(JobError::WithoutId)?;
    Ok(Some(reads_shape(&drawing, &id, &Library::with(&[(name, text)])?)))
}

/// The definitions of a workspace that no longer read the shape of their example: somebody changed them, or the words
/// of a newer program.
///
/// # Errors
/// When a definition is wrong, or a file cannot be read.
pub fn definitions_astray(workspace: &Path) -> Result<Vec<PathBuf>, JobError> {
    let folder = workspace.join("templat");
    let Ok(entries) = std::fs::read_dir(&folder) else { return Ok(Vec::new()) };
    let mut definitions: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    definitions.retain(|path| path.extension().is_some_and(|kind| kind == "toml"));
    definitions.sort();
    let mut astray = Vec::new();
    for definition in definitions {
        if reads_example(&definition)? == Some(false) {
            astray.push(definition);
        }
    }
    Ok(astray)
}

fn written_id(text: &str) -> Option<String> {
    let value = text.lines().find_map(|line| line.trim().strip_prefix("id")?.trim().strip_prefix('='))?;
    Some(value.trim().trim_matches('"').to_string())
}

/// A file name as an id: "PK Unit 2026.xlsx" → "pk-unit-2026".
fn id_of(file: &Path) -> String {
    let name = file.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "formulir".into() } else { words.join("-") }
}

fn read(library: Library, way: &ReadMode, files: &[PathBuf]) -> Result<Vec<ReadFile>, JobError> {
    let reader = InProcessReader { library, limit: Limits::default() };
    let ask = |file: &PathBuf| WorkerRequest::new(file.display().to_string(), FileSource::file(file));
    let requests: Vec<WorkerRequest> = files.iter().map(ask).collect();
    let answers = worker::read_all(&reader, way, &requests, &|_| ()).map_err(PipelineError::Worker)?;
    let read =
        |answer: WorkerAnswer| answer.outcome.map_err(|reason| JobError::Unreadable { file: answer.path, reason });
    answers.into_iter().map(read).collect()
}
