//! The page on which a workspace is chosen or made, for whoever started the program without saying which: by a double
//! click. It shows folders of this machine by names that it read itself; a name that it does not show leads nowhere.
//!
//! What was chosen is served under an address of its own, to which the browser is led; then this page has done its work.

use std::net::{SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread::JoinHandle;

use askama::Template;
use axum::Router;
use axum::extract::{Form, Query, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::middleware::{self, Next};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum_server::Handle;
use serde::Deserialize;

use super::fault::{Fault, apart, shown};
use super::{FAREWELL, ServeError, ServeOptions, assets, entry, guard, serve, token};
use super::{Opened, end_on_signal};
use crate::files;
use crate::jobs::{StartOptions, chain, start};
use crate::workspace::SETTINGS_FILE;

/// Folders that are shown of one folder.
const MOST: usize = 300;

/// Where a workspace is chosen.
#[derive(Clone)]
pub struct ChooseOptions {
    /// Folders in which workspaces are looked for, themselves and those right below them.
    pub places: Vec<PathBuf>,
    /// The folder that is shown first.
    pub start: PathBuf,
    /// What is the matter with the workspace that was there.
    pub why: Option<String>,
    /// How the chosen one is served.
    pub serve: ServeOptions,
}

/// Workspaces in some folders and right below them, each once.
pub fn workspaces_in(places: &[PathBuf]) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = Vec::new();
    for place in places {
        let below = folders(place).into_iter().map(|name| place.join(name));
        for folder in std::iter::once(place.clone()).chain(below).filter(|folder| is_workspace(folder)) {
            let known = std::fs::canonicalize(&folder).unwrap_or(folder);
            if !found.contains(&known) {
                found.push(known);
            }
        }
    }
    found
}

fn is_workspace(folder: &Path) -> bool {
    folder.join(SETTINGS_FILE).is_file()
}

/// The names of folders in a folder, without hidden ones, in the order of names.
fn folders(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    let mut names: Vec<String> = folders.filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.retain(|name| !name.starts_with(['.', '$']));
    names.sort_by_key(|name| name.to_lowercase());
    names.truncate(MOST);
    names
}

/// What all requests share.
struct Choice {
    options: ChooseOptions,
    address: SocketAddr,
    handle: Handle<SocketAddr>,
    /// Opens the page, once.
    secret: Mutex<Option<String>>,
    /// Stands in the cookie, and in every form.
    session: String,
    token: String,
    found: Vec<PathBuf>,
    at: Mutex<PathBuf>,
    service: Mutex<Option<JoinHandle<Result<(), ServeError>>>>,
}

fn held<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Lets somebody choose a workspace and serves it until somebody ends that. `opened` is told where the choice is made.
///
/// # Errors
/// When no address can be used, or the service of the chosen workspace breaks off.
pub fn choose(options: ChooseOptions, opened: impl FnOnce(&Opened)) -> Result<(), ServeError> {
    let address = options.serve.address;
    let failure = move |source| ServeError::Address { address, source };
    let listener = TcpListener::bind(address).map_err(failure)?;
    listener.set_nonblocking(true).map_err(failure)?;
    let address = listener.local_addr().map_err(failure)?;
    let (handle, secret) = (Handle::new(), token::secret());
    let url = format!("http://{address}/mulai?kunci={secret}");
    let choice = Arc::new(Choice {
        found: workspaces_in(&options.places),
        at: Mutex::new(options.start.clone()),
        options,
        address,
        handle: handle.clone(),
        secret: Mutex::new(Some(secret)),
        session: token::secret(),
        token: token::secret(),
        service: Mutex::new(None),
    });
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build();
    let runtime = runtime.map_err(ServeError::BrokenOff)?;
    let served = runtime.block_on(async {
        tokio::spawn(end_on_signal(handle.clone()));
        opened(&Opened { address, url });
        let server = axum_server::from_tcp(listener).map_err(ServeError::BrokenOff)?;
        server.handle(handle).serve(router(&choice).into_make_service()).await.map_err(ServeError::BrokenOff)
    });
    runtime.shutdown_timeout(FAREWELL);
    let service = held(&choice.service).take();
    served?;
    match service.map(JoinHandle::join) {
        Some(Ok(done)) => done,
        Some(Err(_)) => Err(ServeError::BrokenOff(std::io::Error::other("tersandung"))),
        None => Ok(()),
    }
}

fn router(choice: &Arc<Choice>) -> Router {
    Router::new()
        .route("/mulai", get(begin))
        .route("/", get(page))
        .route("/pilih/masuk", post(enter))
        .route("/pilih/naik", post(climb))
        .route("/pilih/pakai", post(take))
        .route("/pilih/buat", post(make))
        .route("/akhiri", post(end))
        .route("/aset/{name}", get(assets::asset))
        .fallback(entry::nothing)
        .layer(middleware::from_fn_with_state(Arc::clone(choice), guarded))
        .with_state(Arc::clone(choice))
}

impl Choice {
    fn cookie(&self) -> String {
        format!("selaras-pilih-{}", self.address.port())
    }

    fn is_ours(&self, host: &str) -> bool {
        let port = self.address.port();
        ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| host == format!("{name}:{port}"))
    }

    /// Whether a request comes from who opened the page.
    fn knows(&self, headers: &HeaderMap) -> bool {
        let name = format!("{}=", self.cookie());
        let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut mine = all.flat_map(|value| value.split(';')).filter_map(|one| one.trim().strip_prefix(&name));
        mine.any(|value| token::same(value, &self.session))
    }
}

/// What every request must pass: the same as at the page of a workspace.
async fn guarded(State(choice): State<Arc<Choice>>, request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let ours = |host: &str| choice.is_ours(host);
    let open = matches!(request.uri().path(), "/mulai") || request.uri().path().starts_with("/aset/");
    let allowed = guard::host(&request).is_some_and(ours)
        && (!changes || guard::from_us(request.headers(), false, &ours))
        && (open || choice.knows(request.headers()));
    let answer = if allowed { next.run(request).await } else { Fault::Stranger.into_response() };
    guard::dressed(answer, false)
}

#[derive(Deserialize)]
struct BeginQuery {
    #[serde(default, rename = "kunci")]
    secret: String,
}

#[derive(Template)]
#[template(path = "mulai.html")]
struct Leading;

/// `GET /mulai`: the secret is exchanged for a cookie.
async fn begin(State(choice): State<Arc<Choice>>, Query(query): Query<BeginQuery>) -> Result<Response, Fault> {
    let right = held(&choice.secret).take_if(|secret| token::same(secret, &query.secret)).is_some();
    if !right {
        return Err(Fault::Stranger);
    }
    let mut answer = shown(&Leading)?;
    let cookie = format!("{}={}; HttpOnly; SameSite=Strict; Path=/", choice.cookie(), choice.session);
    let cookie = HeaderValue::from_str(&cookie).map_err(|_| Fault::Stranger)?;
    answer.headers_mut().insert(header::SET_COOKIE, cookie);
    answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("0; url=/"));
    Ok(answer)
}

#[derive(Template)]
#[template(path = "pilih.html")]
struct ChoicePage {
    token: String,
    why: Option<String>,
    found: Vec<String>,
    at: String,
    above: bool,
    here: bool,
    folders: Vec<(String, bool)>,
    /// What was typed as the name of a new one.
    name: String,
}

fn drawn(choice: &Choice, why: Option<String>, name: &str) -> Result<Response, Fault> {
    let at = held(&choice.at).clone();
    let page = ChoicePage {
        token: choice.token.clone(),
        found: choice.found.iter().map(|folder| folder.display().to_string()).collect(),
        above: at.parent().is_some(),
        here: is_workspace(&at),
        folders: folders(&at).into_iter().map(|name| (name.clone(), is_workspace(&at.join(&name)))).collect(),
        at: at.display().to_string(),
        name: name.to_string(),
        why: why.clone(),
    };
    let status = if why.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    Ok((status, Html(page.render()?)).into_response())
}

/// `GET /`.
async fn page(State(choice): State<Arc<Choice>>) -> Result<Response, Fault> {
    let mut answer = drawn(&choice, choice.options.why.clone(), "")?;
    *answer.status_mut() = StatusCode::OK;
    Ok(answer)
}

#[derive(Deserialize)]
struct ChoiceForm {
    #[serde(default, rename = "tanda")]
    token: String,
    /// A name that the page showed.
    #[serde(default, rename = "nama")]
    name: String,
}

impl ChoiceForm {
    fn of(self, choice: &Choice) -> Result<String, Fault> {
        if token::same(&self.token, &choice.token) { Ok(self.name) } else { Err(super::form::stale()) }
    }
}

/// `POST /pilih/masuk`: into a folder that is shown.
async fn enter(State(choice): State<Arc<Choice>>, Form(form): Form<ChoiceForm>) -> Result<Response, Fault> {
    let name = form.of(&choice)?;
    let mut at = held(&choice.at);
    // The name is taken from what was read, and not from what was sent.
    let known = folders(&at).into_iter().find(|known| *known == name).ok_or(Fault::NotFound)?;
    *at = at.join(known);
    Ok(Redirect::to("/").into_response())
}

/// `POST /pilih/naik`: to the folder above.
async fn climb(State(choice): State<Arc<Choice>>, Form(form): Form<ChoiceForm>) -> Result<Response, Fault> {
    form.of(&choice)?;
    let mut at = held(&choice.at);
    let above = at.parent().map(Path::to_path_buf).ok_or(Fault::NotFound)?;
    *at = above;
    Ok(Redirect::to("/").into_response())
}

/// `POST /pilih/pakai`: one of those that were found, or the folder that is shown.
async fn take(State(choice): State<Arc<Choice>>, Form(form): Form<ChoiceForm>) -> Result<Response, Fault> {
    let name = form.of(&choice)?;
    let found = choice.found.iter().find(|folder| folder.display().to_string() == name).cloned();
    let folder = match found {
        Some(folder) => folder,
        None if name.is_empty() => held(&choice.at).clone(),
        None => return Err(Fault::NotFound),
    };
    lead_to(&choice, folder).await
}

/// `POST /pilih/buat`: a new one in the folder that is shown.
async fn make(State(choice): State<Arc<Choice>>, Form(form): Form<ChoiceForm>) -> Result<Response, Fault> {
    let typed = form.of(&choice)?;
    let name = files::file_name(typed.trim());
    if name.is_empty() {
        return drawn(
            &choice,
            Some("Nama folder ruang kerja belum diisi, misalnya politeknik-2026.".to_string()),
            &typed,
        );
    }
    let folder = held(&choice.at).join(name);
    let today = (choice.options.serve.clock)().date();
    let options = StartOptions { folder: folder.clone(), today };
    match apart(move || Ok(start(&options)?)).await {
        Ok(()) => lead_to(&choice, folder).await,
        Err(fault) => drawn(&choice, Some(fault.text().to_string()), &typed),
    }
}

#[derive(Template)]
#[template(path = "dibuka.html")]
struct LeadingOn {
    url: String,
}

/// Serves a workspace and leads the browser to it.
async fn lead_to(choice: &Arc<Choice>, folder: PathBuf) -> Result<Response, Fault> {
    if held(&choice.service).is_some() {
        return Err(Fault::Busy("Ruang kerja sudah dibuka di halaman lain.".to_string()));
    }
    let options = ServeOptions { folder, ..choice.options.serve.clone() };
    let (send, receive) = mpsc::channel();
    let service = std::thread::spawn(move || {
        serve(options, |opened| {
            // Who asked may have gone away.
            let _ = send.send(opened.url.clone());
        })
    });
    let told = apart(move || Ok(receive.recv().ok())).await?;
    let Some(url) = told else {
        let why = match service.join() {
            Ok(Err(error)) => chain(&error),
            _ => "ruang kerja itu tidak dapat dibuka".to_string(),
        };
        return drawn(choice, Some(why), "");
    };
    *held(&choice.service) = Some(service);
    // A form must not lead to another address: a page does.
    let mut answer = shown(&LeadingOn { url: url.clone() })?;
    if let Ok(value) = HeaderValue::from_str(&format!("0; url={url}")) {
        answer.headers_mut().insert(HeaderName::from_static("refresh"), value);
    }
    choice.handle.graceful_shutdown(Some(FAREWELL));
    Ok(answer)
}

/// `POST /akhiri`.
async fn end(State(choice): State<Arc<Choice>>, Form(form): Form<ChoiceForm>) -> Result<Response, Fault> {
    form.of(&choice)?;
    choice.handle.graceful_shutdown(Some(FAREWELL));
    shown(&entry::EndPage)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn workspaces_are_found_in_a_folder_and_right_below_it_each_once() {
        let folder = tempfile::tempdir().unwrap();
        let root = std::fs::canonicalize(folder.path()).unwrap();
        for name in ["b-2026", "a-2026", "bukan", ".tersembunyi", "a-2026/dalam"] {
            std::fs::create_dir_all(root.join(name)).unwrap();
        }
        for name in ["b-2026", "a-2026", ".tersembunyi", "a-2026/dalam"] {
            std::fs::write(root.join(name).join(SETTINGS_FILE), "").unwrap();
        }
        let found = workspaces_in(&[root.clone(), root.join("b-2026")]);
        assert_eq!(found, [root.join("a-2026"), root.join("b-2026")]);
        assert_eq!(folders(&root), ["a-2026", "b-2026", "bukan"]);
    }
}
