//! What pages are dressed in: style and script, carried inside the program.

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use super::fault::Fault;

const STYLE: &str =
    concat!(include_str!("../../templates/halaman/laporan.css"), include_str!("../../templates/halaman/halaman.css"));

/// Name, kind and content of each.
const ASSETS: [(&str, &str, &str); 4] = [
    ("halaman.css", "text/css; charset=utf-8", STYLE),
    ("halaman.js", "text/javascript; charset=utf-8", include_str!("../../templates/halaman/halaman.js")),
    ("laporan.js", "text/javascript; charset=utf-8", include_str!("../../templates/halaman/laporan.js")),
    ("ikon.svg", "image/svg+xml", include_str!("../../templates/halaman/ikon.svg")),
];

/// `GET /aset/{name}`.
pub(super) async fn asset(Path(name): Path<String>) -> Result<Response, Fault> {
    let (_, kind, content) = ASSETS.into_iter().find(|(known, ..)| *known == name).ok_or(Fault::NotFound)?;
    Ok(([(CONTENT_TYPE, kind), (CACHE_CONTROL, "private, max-age=300")], content).into_response())
}
