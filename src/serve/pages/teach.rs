//! A form that nobody knows, taught: its columns get a meaning, its rows are shown as they would be read, and the
//! definition is kept in `templat/`.

use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::super::fault::{Fault, apart, shown, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::lessons::{Taught, open};
use super::super::office::Office;
use super::super::person::{Bureau, Person, percent};
use super::super::running::look_again;
use super::super::view::View;
use crate::domain::address::column_letters;
use crate::domain::document_kind::{DocumentKind, KINDS};
use crate::domain::place::KASKADE_FILE;
use crate::domain::text::brief;
use crate::files;
use crate::jobs::teach_sent;
use crate::teach::{Lesson, TaughtTable, meanings};

/// Rows that are shown.
const ROWS: usize = 8;
/// Letters of a cell.
const LETTERS: usize = 60;

#[derive(Template)]
#[template(path = "ajar.html")]
struct TeachList {
    frame: Frame,
    candidates: Vec<(usize, String, String)>,
}

/// Files that hold no form that is known: their number among all files, their path, and why.
fn candidates(view: &View) -> Vec<(usize, String, String)> {
    let tables = &view.look.result.tables;
    let files = tables.files.iter().enumerate().filter(|(_, file)| {
        file.path != KASKADE_FILE && file.copy_from.is_none() && view.look.result.sources.contains_key(&file.path)
    });
    let unknown = files.filter_map(|(number, file)| match &file.outcome {
        Ok(read) if read.documents.is_empty() => {
            Some((number, file.path.clone(), "tidak ada formulir yang dikenal di dalamnya".to_string()))
        }
        Ok(read) if read.documents.iter().any(|one| one.template == "kamus") => {
            Some((number, file.path.clone(), "terbaca dari judul kolomnya saja".to_string()))
        }
        Ok(_) | Err(_) => None,
    });
    unknown.collect()
}

/// `GET /ajar`.
pub(crate) async fn list(State(office): State<Arc<Office>>, Bureau(person): Bureau) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, "Ajarkan bentuk formulir", "/atur", "");
    shown(&TeachList { frame, candidates: candidates(&view) })
}

/// `POST /ajar`: begins with a file of the inbox.
pub(crate) async fn begin(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    posted.of_bureau()?;
    let view = office.seen().await?;
    let number: usize = posted.field("nomor").parse().map_err(|_| Fault::NotFound)?;
    let candidate = candidates(&view).into_iter().find(|(known, ..)| *known == number).ok_or(Fault::NotFound)?;
    let (path, permit) = (candidate.1, office.checks.acquire().await);
    let shared = Arc::clone(&office);
    let id = apart(move || {
        let readers = shared.options.readers.clone().at_once(1);
        let lesson = teach_sent(&view.look, &path, &readers)?;
        let lesson = lesson
            .ok_or_else(|| Fault::Wrong("Tidak ada lembar dalam berkas ini yang tampak seperti tabel.".to_string()))?;
        Ok(shared.lessons.keep(path, lesson))
    })
    .await?;
    drop(permit);
    Ok(to(&format!("/ajar/{id}"), ""))
}

#[derive(Template)]
#[template(path = "ajar-satu.html")]
struct TeachPage {
    frame: Frame,
    address: String,
    path: String,
    id: String,
    known: Option<String>,
    kind: &'static str,
    kinds: Vec<(&'static str, &'static str)>,
    tables: Vec<ShownTable>,
    meanings: Vec<(&'static str, String)>,
    questions: Vec<String>,
    preview: Vec<ReadPart>,
    sound: bool,
}

/// A table of the example.
struct ShownTable {
    sheet: String,
    columns: Vec<ShownColumn>,
    samples: Vec<Vec<String>>,
}

/// A column of it.
struct ShownColumn {
    id: String,
    letters: String,
    heading: String,
    chosen: &'static str,
}

/// Rows as they would be read.
struct ReadPart {
    kind: &'static str,
    sheet: String,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
    all: usize,
}

/// `GET /ajar/{id}`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let taught = office.lessons.take(&id)?;
    let frame = Frame::new(&office, &person, "Ajarkan bentuk formulir", "/atur", "");
    shown(&drawn(frame, &id, &open(&taught)))
}

fn drawn(frame: Frame, id: &str, taught: &Taught) -> TeachPage {
    let lesson = &taught.lesson;
    let tables = lesson.tables().iter().enumerate().map(|(number, table)| shown_table(number, table, taught));
    let preview = lesson.preview(&[]).map(|read| read.documents).unwrap_or_default();
    let preview = preview.iter().filter(|document| document.template == lesson.id()).flat_map(|document| {
        document.tables.iter().map(|table| ReadPart {
            kind: document.kind.name(),
            sheet: document.sheet.clone(),
            columns: table.columns.iter().map(|column| column.column.to_string()).collect(),
            rows: table
                .rows
                .iter()
                .take(ROWS)
                .map(|row| {
                    let text = |one: &crate::domain::document::TableColumn| {
                        row.entries.get(&one.column).and_then(|entry| entry.text()).map(|text| brief(text, LETTERS))
                    };
                    table.columns.iter().map(|one| text(one).unwrap_or_default()).collect()
                })
                .collect(),
            all: table.rows.len(),
        })
    });
    let questions = lesson.questions().into_iter().map(|one| format!("{} ({})", one.heading, one.letters));
    TeachPage {
        frame,
        address: format!("/ajar/{}", percent(id)),
        path: taught.path.clone(),
        id: lesson.id().to_string(),
        known: lesson.known_by().map(|known| match known {
            "kamus" => "dari judul kolomnya".to_string(),
            known => format!("oleh tata letak {known}"),
        }),
        kind: lesson.kind().facts().code,
        kinds: KINDS.iter().map(|kind| (kind.code, kind.name)).collect(),
        tables: tables.collect(),
        meanings: meanings().iter().map(|one| (one.name(), one.explanation.clone())).collect(),
        questions: questions.collect(),
        preview: preview.collect(),
        sound: lesson.reads(&[]),
    }
}

fn shown_table(number: usize, table: &TaughtTable, taught: &Taught) -> ShownTable {
    let columns = table.columns.iter().enumerate().map(|(at, column)| {
        let heading = column.heading();
        let answered = taught.answers.get(&heading);
        let answered = answered.and_then(|name| meanings().iter().find(|one| one.name() == name));
        ShownColumn {
            id: format!("kolom-{number}-{at}"),
            letters: column_letters(column.cell.column),
            chosen: answered.map(|one| one.name()).or(column.guess.map(|guess| guess.field.name())).unwrap_or(""),
            heading,
        }
    });
    let rows = table.columns.iter().map(|column| column.samples.len()).max().unwrap_or_default().min(ROWS);
    let sample = |row: usize| {
        let cell = |column: &crate::teach::TaughtColumn| {
            column.samples.get(row).map(|text| brief(text, LETTERS)).unwrap_or_default()
        };
        table.columns.iter().map(cell).collect()
    };
    ShownTable { sheet: table.sheet.clone(), columns: columns.collect(), samples: (0..rows).map(sample).collect() }
}

/// `POST /ajar/{id}`: takes the answers.
pub(crate) async fn answer(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    posted.of_bureau()?;
    let taught = office.lessons.take(&id)?;
    apart(move || {
        let mut taught = open(&taught);
        if let Some(kind) = DocumentKind::of_code(posted.field("jenis")) {
            taught.lesson.set_kind(kind);
        }
        let answers: Vec<(&str, &str)> = posted.beginning("kolom:").filter(|(_, name)| !name.is_empty()).collect();
        taught.lesson.answer_all(answers.iter().copied()).map_err(|error| Fault::Wrong(error.to_string()))?;
        for (heading, name) in answers {
            taught.answers.insert(heading.to_string(), name.to_string());
        }
        Ok(())
    })
    .await?;
    Ok(to(&format!("/ajar/{}#terbaca", percent(&id)), ""))
}

/// `POST /ajar/{id}/simpan`: keeps the definition, with the shape of the example as its test.
pub(crate) async fn save(
    State(office): State<Arc<Office>>,
    Path(id): Path<String>,
    posted: Posted,
) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let taught = office.lessons.take(&id)?;
    let shared = Arc::clone(&office);
    apart(move || keep(&shared, &person, &open(&taught).lesson)).await?;
    look_again(&office);
    Ok(to("/atur", "definisi"))
}

fn keep(office: &Office, person: &Person, lesson: &Lesson) -> Result<(), Fault> {
    // A definition that reads nothing would only spoil a workspace.
    if !lesson.reads(&[]) {
        return Err(Fault::Wrong("Definisi ini belum membaca contohnya, jadi tidak disimpan.".to_string()));
    }
    let _one_at_a_time = office.edits();
    let folder = office.options.folder.join("templat");
    let failure = |error: files::FilesError| Fault::Broken(error.to_string());
    files::ensure_folder(&folder).map_err(failure)?;
    let definition: PathBuf = folder.join(format!("{}.toml", files::file_name(lesson.id())));
    if definition.exists() {
        return Err(Fault::Busy(format!("Definisi {} sudah ada dan tidak ditimpa.", lesson.id())));
    }
    // The definition is read from now on, so it comes last.
    if let Some(shape) = lesson.shape() {
        files::save(&definition.with_extension("contoh.txt"), shape.as_bytes()).map_err(failure)?;
    }
    files::save_new(&definition, lesson.draft().as_bytes())
        .map_err(|_| Fault::Broken("Definisi tidak dapat ditulis ke folder templat.".to_string()))?;
    office.note(&person.name, "definisi formulir disimpan", format!("templat/{}.toml", lesson.id()))
}
