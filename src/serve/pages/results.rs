//! What the last run wrote, to take home.

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
use crate::files;
use crate::pipeline::official;

/// Files right below `hasil/` that people open, by their ending.
const ENDINGS: [&str; 4] = ["xlsx", "pdf", "txt", "html"];

#[derive(Template)]
#[template(path = "hasil.html")]
struct ResultPage {
    frame: Frame,
    /// Files of the last run, and of each official version: number, name, size.
    groups: Vec<ResultGroup>,
}

/// Files that were written together: their version where they are official, and each with number, name and size.
type ResultGroup = (String, Vec<(usize, String, String)>);

/// What there is, in the order of names, the official versions after the last run: a number is asked for, never a path.
fn outputs(office: &Office) -> Vec<PathBuf> {
    let official = office.options.folder.join(official::FOLDER);
    let mut versions: Vec<PathBuf> =
        std::fs::read_dir(official).into_iter().flatten().flatten().map(|one| one.path()).collect();
    versions.retain(|path| path.is_dir());
    versions.sort();
    let mut all = files_in(&office.options.folder.join("hasil"));
    all.extend(versions.iter().flat_map(|version| files_in(version)));
    all
}

/// The files of a folder that people open.
fn files_in(folder: &std::path::Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut all: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    all.retain(|path| {
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        ENDINGS.contains(&ending) && !hidden && path.is_file()
    });
    all.sort();
    all
}

fn name_of(path: &std::path::Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// `GET /hasil`.
pub(crate) async fn list(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    let frame = Frame::new(&office, &person, "Berkas hasil", "/hasil", &query.news);
    let mut groups: Vec<ResultGroup> = Vec::new();
    for (number, path) in outputs(&office).into_iter().enumerate() {
        let size = std::fs::metadata(&path).map_or(0, |data| data.len());
        let group = path.parent().map(name_of).filter(|name| name != "hasil").unwrap_or_default();
        let file = (number, name_of(&path), format!("{} KB", size.div_ceil(1024)));
        match groups.last_mut().filter(|(name, _)| *name == group) {
            Some((_, files)) => files.push(file),
            None => groups.push((group, vec![file])),
        }
    }
    shown(&ResultPage { frame, groups })
}

/// `GET /hasil/{number}`.
pub(crate) async fn file(
    State(office): State<Arc<Office>>,
    Reader(_person): Reader,
    Path(number): Path<usize>,
) -> Result<Response, Fault> {
    let (name, bytes) = apart(move || {
        let path = outputs(&office).into_iter().nth(number).ok_or(Fault::NotFound)?;
        Ok((name_of(&path), files::read(&path).map_err(|_| Fault::NotFound)?))
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
    outputs(office).iter().position(|path| name_of(path) == name)
}
