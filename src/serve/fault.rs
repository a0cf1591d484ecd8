//! Why a request got no page, as a page: what is the matter, and what to do.

use askama::Template;
use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Redirect, Response};

use super::again::{Again, FieldFault, Typed};
use crate::domain::system::chain;
use crate::jobs::JobError;
use crate::journal::JournalError;
use crate::page::PageError;

/// Why there is no page.
#[derive(Debug)]
pub(super) enum Fault {
    /// There is nothing here, or nothing that this person may see: the same answer.
    NotFound,
    /// Nobody is known who asks.
    Stranger,
    /// It is not allowed.
    Refused(String),
    /// What was typed cannot be used.
    Wrong(String),
    /// What was typed into a field cannot be used: its page is shown again with this.
    Field(FieldFault),
    /// Somebody else is at it.
    Busy(String),
    /// Too much of it, or too often.
    TooMuch(String),
    /// It took too long.
    TooSlow,
    /// The workspace has not been read yet.
    NotYet(String),
    /// It could not be done.
    Broken(String),
}

#[derive(Template)]
#[template(path = "pesan.html")]
struct Notice<'a> {
    title: &'a str,
    text: &'a str,
    /// Whether the page asks again by itself.
    waits: bool,
}

impl Fault {
    /// What is the matter, and what to do.
    pub(super) fn text(&self) -> &str {
        self.told().2
    }

    fn told(&self) -> (StatusCode, &'static str, &str) {
        match self {
            Self::NotFound => (
                StatusCode::NOT_FOUND,
                "Halaman tidak ditemukan",
                "Alamat ini tidak ada, atau bukan untuk Anda. Kembali ke halaman awal dan pilih dari sana.",
            ),
            Self::Stranger => (
                StatusCode::FORBIDDEN,
                "Buka dari alamat awal",
                "Halaman ini hanya terbuka lewat alamat yang ditampilkan selaras layani saat dimulai, dan alamat itu berlaku sekali. Jalankan lagi perintahnya untuk mendapat alamat baru.",
            ),
            Self::Refused(text) => (StatusCode::FORBIDDEN, "Tidak diterima", text),
            Self::Field(fault) => (StatusCode::UNPROCESSABLE_ENTITY, "Belum dapat disimpan", &fault.text),
            Self::Wrong(text) => (StatusCode::UNPROCESSABLE_ENTITY, "Belum dapat disimpan", text),
            Self::Busy(text) => (StatusCode::CONFLICT, "Sedang dikerjakan", text),
            Self::TooMuch(text) => (StatusCode::TOO_MANY_REQUESTS, "Terlalu banyak", text),
            Self::TooSlow => (
                StatusCode::REQUEST_TIMEOUT,
                "Terlalu lama",
                "Kiriman tidak selesai dalam waktu yang disediakan. Periksa sambungan, lalu kirim lagi.",
            ),
            Self::NotYet(text) => (StatusCode::ACCEPTED, "Sedang membaca ruang kerja", text),
            Self::Broken(text) => (StatusCode::INTERNAL_SERVER_ERROR, "Tidak berhasil", text),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let (status, title, text) = self.told();
        let waits = matches!(self, Self::NotYet(_));
        let page = Notice { title, text, waits }.render().unwrap_or_default();
        let mut answer = (status, Html(page)).into_response();
        if waits {
            answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("1"));
        }
        answer
    }
}

impl From<FieldFault> for Fault {
    fn from(fault: FieldFault) -> Self {
        Self::Field(fault)
    }
}

impl From<JobError> for Fault {
    fn from(error: JobError) -> Self {
        match &error {
            JobError::Workspace(crate::workspace::WorkspaceError::InUse(_)) => Self::Busy(chain(&error)),
            _ => Self::Broken(chain(&error)),
        }
    }
}

impl From<JournalError> for Fault {
    fn from(error: JournalError) -> Self {
        Self::Broken(chain(&error))
    }
}

impl From<PageError> for Fault {
    fn from(error: PageError) -> Self {
        Self::Broken(chain(&error))
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::Broken(chain(&error))
    }
}

/// Work that takes a while or reads files, away from the threads that answer.
pub(super) async fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Result<T, Fault> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|_| Err(Fault::Broken("Program tersandung pada permintaan ini. Coba lagi.".to_string())))
}

/// A page.
pub(super) fn shown(page: &impl Template) -> Result<Response, Fault> {
    Ok(Html(page.render()?).into_response())
}

/// A page with a form that may be shown once more, with what is wrong.
pub(super) fn shown_again(page: &impl Template, again: &Again) -> Result<Response, Fault> {
    let page = Html(page.render()?);
    Ok(if again.faults.is_empty() {
        page.into_response()
    } else {
        (StatusCode::UNPROCESSABLE_ENTITY, page).into_response()
    })
}

/// What became of a form; where one of its fields was wrong, the page with the form once more, as `draw` gives it.
pub(super) async fn or_again<F>(
    done: Result<Response, Fault>,
    typed: Typed,
    draw: impl FnOnce(Again) -> F,
) -> Result<Response, Fault>
where
    F: Future<Output = Result<Response, Fault>>,
{
    match done {
        Err(Fault::Field(fault)) => draw(Again::with(typed, fault)).await,
        other => other,
    }
}

/// To another page, with a word on what was done.
pub(super) fn to(address: &str, word: &str) -> Response {
    let joint = if address.contains('?') { '&' } else { '?' };
    let (way, anchor) = address.split_once('#').map_or((address, String::new()), |(way, at)| (way, format!("#{at}")));
    let target = if word.is_empty() { address.to_string() } else { format!("{way}{joint}kabar={word}{anchor}") };
    Redirect::to(&target).into_response()
}
