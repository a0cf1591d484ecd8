//! What was written, to take home: by the last run, officially, and when it was asked for.

use std::path::PathBuf;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE, HeaderValue};
use axum::response::{IntoResponse, Response};

use super::super::entry::NewsQuery;
use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Reader, percent};
use super::super::work::Ended;
use super::writing::{WRITING, choices};
use crate::files::{self, own_name};
use crate::pipeline::official;

/// Files right below `hasil/` that people open, by their ending.
const ENDINGS: [&str; 4] = ["xlsx", "pdf", "txt", "html"];
/// Those of documents of the office, and of what other systems import.
const WRITTEN: [&str; 4] = ["docx", "xlsx", "csv", "pdf"];
/// How an archive is called. Beside it lie received files by their digests, which nobody takes home from here.
const ARCHIVE: (&str, &str) = ("arsip-", "zip");

#[derive(Template)]
#[template(path = "hasil.html")]
struct ResultPage {
    frame: Frame,
    /// Files of the last run, and of each official version: number, name, size.
    groups: Vec<ResultGroup>,
    /// What may be written when it is asked for; nothing for who only reads.
    choices: Vec<(String, String)>,
    last: Option<Ended>,
}

/// Files that were written together: what they are, and each with number, name and size.
struct ResultGroup {
    kind: ResultKind,
    files: Vec<(usize, String, String)>,
}

/// What files are.
#[derive(Debug, Clone, PartialEq, Eq)]
enum ResultKind {
    /// Of the last run.
    Run,
    /// Of an official version.
    Official(String),
    /// Documents of the office.
    Manuscript,
    /// For other systems.
    Export,
    /// To sign.
    Printed,
    /// Archives, for the bureau alone: they hold what every unit sent.
    Archive,
}

impl ResultKind {
    fn title(&self) -> String {
        match self {
            Self::Run => "Konsolidasi terakhir".to_string(),
            Self::Official(version) => format!("Resmi: {version}"),
            Self::Manuscript => "Naskah Word".to_string(),
            Self::Export => "Ekspor untuk sistem lain".to_string(),
            Self::Printed => "Siap cetak dan tanda tangan".to_string(),
            Self::Archive => "Arsip".to_string(),
        }
    }

    /// The version, for names that are heard alone.
    fn official(&self) -> Option<&str> {
        match self {
            Self::Official(version) => Some(version),
            _ => None,
        }
    }
}

/// What there is, in the order of names, the official versions after the last run: a number is asked for, never a path.
fn outputs(office: &Office) -> Vec<(ResultKind, PathBuf)> {
    let folder = &office.options.folder;
    let official = folder.join(official::FOLDER);
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir(official).into_iter().flatten().flatten().map(|one| one.path()).collect();
    versions.retain(|path| path.is_dir());
    versions.sort();
    let results = folder.join("hasil");
    let of = |kind: ResultKind, files: Vec<PathBuf>| files.into_iter().map(move |path| (kind.clone(), path));
    let mut all: Vec<_> = of(ResultKind::Run, files_in(&results, &ENDINGS)).collect();
    for version in &versions {
        all.extend(of(ResultKind::Official(own_name(version)), files_in(version, &ENDINGS)));
    }
    all.extend(of(ResultKind::Manuscript, files_in(&folder.join("naskah"), &WRITTEN)));
    all.extend(of(ResultKind::Export, files_in(&results.join("ekspor"), &WRITTEN)));
    let mut printed: Vec<PathBuf> =
        std::fs::read_dir(results.join("cetak")).into_iter().flatten().flatten().map(|one| one.path()).collect();
    printed.sort();
    all.extend(printed.iter().flat_map(|folder| of(ResultKind::Printed, files_in(folder, &WRITTEN))));
    let mut archives = files_in(&folder.join("arsip"), &[ARCHIVE.1]);
    archives.retain(|path| own_name(path).starts_with(ARCHIVE.0));
    all.extend(of(ResultKind::Archive, archives));
    all
}

/// The files of a folder that people open.
fn files_in(folder: &std::path::Path, endings: &[&str]) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        endings.contains(&ending) && !hidden && path.is_file()
    });
    all.sort();
    all
}

/// `GET /hasil`.
pub(crate) async fn list(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    let frame = Frame::new(&office, &person, "Berkas hasil", "/hasil", &query.news);
    let mut groups: Vec<ResultGroup> = Vec::new();
    for (number, (kind, path)) in outputs(&office).into_iter().enumerate() {
        if kind == ResultKind::Archive && !person.is_bureau() {
            continue;
        }
        let size = std::fs::metadata(&path).map_or(0, |data| data.len());
        let file = (number, own_name(&path), format!("{} KB", size.div_ceil(1024)));
        match groups.last_mut().filter(|group| group.kind == kind) {
            Some(group) => group.files.push(file),
            None => groups.push(ResultGroup { kind, files: vec![file] }),
        }
    }
    let choices = if person.is_bureau() { choices(&office) } else { Vec::new() };
    let last = office.jobs.last().filter(|last| last.what == WRITING && person.is_bureau());
    shown(&ResultPage { frame, groups, choices, last })
}

/// `GET /hasil/{number}`.
pub(crate) async fn file(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Path(number): Path<usize>,
) -> Result<Response, Fault> {
    let (name, bytes) = apart(move || {
        let (kind, path) = outputs(&office).into_iter().nth(number).ok_or(Fault::NotFound)?;
        if kind == ResultKind::Archive && !person.is_bureau() {
            return Err(Fault::NotFound);
        }
        Ok((own_name(&path), files::read(&path).map_err(|_| Fault::NotFound)?))
    })
    .await?;
    Ok(download(&name, bytes))
}

/// A file that a browser saves. It is never shown as a page of ours: what stands in it is not.
pub(super) fn download(name: &str, bytes: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", percent(name));
    let disposition = HeaderValue::from_str(&disposition).unwrap_or(HeaderValue::from_static("attachment"));
    let kind = HeaderValue::from_static("application/octet-stream");
    ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// The number of an output of this name.
pub(super) fn number_of(office: &Office, name: &str) -> Option<usize> {
    outputs(office).iter().position(|(_, path)| own_name(path) == name)
}
