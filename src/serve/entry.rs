//! Coming in and going out: the secret of the start, accounts, links that open once.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use askama::Template;
use axum::extract::{ConnectInfo, Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::http::header::{HeaderName, HeaderValue};
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;
use tower_sessions::Session;

use super::fault::{Fault, apart, shown, to};
use super::form::Posted;
use super::office::Office;
use super::password;
use super::person::Person;
use super::token;
use crate::journal::Role;

/// Where a request comes from: as the proxy in front of us says, where there is one; else as the connection does.
fn place(office: &Office, headers: &HeaderMap, connected: SocketAddr) -> IpAddr {
    let told = || {
        // The last one is the proxy's own word; those before it are the client's.
        let all = headers.get_all("x-forwarded-for").iter().next_back()?.to_str().ok()?;
        all.rsplit(',').next()?.trim().parse().ok()
    };
    if office.is_behind_proxy() { told().unwrap_or(connected.ip()) } else { connected.ip() }
}

#[derive(Deserialize)]
pub(super) struct StartQuery {
    #[serde(default, rename = "kunci")]
    secret: String,
}

#[derive(Template)]
#[template(path = "mulai.html")]
struct StartPage;

/// `GET /mulai`: the secret is exchanged for a cookie, and the address with it leaves the history: the next page takes its
/// place. (An answer that only leads on would be followed without the cookie where another program opened it.)
pub(super) async fn start(
    State(office): State<Arc<Office>>,
    session: Session,
    Query(query): Query<StartQuery>,
) -> Result<Response, Fault> {
    if !office.is_own() || !office.takes_secret(&query.secret) {
        return Err(Fault::Stranger);
    }
    Person::new(office.options.owner.clone(), Role::Bureau, None).enter(&session).await?;
    let mut answer = Html(StartPage.render()?).into_response();
    answer.headers_mut().insert(HeaderName::from_static("refresh"), HeaderValue::from_static("0; url=/"));
    Ok(answer)
}

/// `GET /`: where this person begins.
pub(super) async fn home(person: Person) -> Response {
    to(&person.home(), "")
}

#[derive(Deserialize)]
pub(super) struct NewsQuery {
    #[serde(default, rename = "kabar")]
    pub(super) news: String,
}

#[derive(Template)]
#[template(path = "masuk.html")]
struct LoginPage<'a> {
    instansi: &'a str,
    news: String,
}

/// `GET /masuk`.
pub(super) async fn login_page(
    State(office): State<Arc<Office>>,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    if office.is_own() {
        return Err(Fault::NotFound);
    }
    let news = match query.news.as_str() {
        "salah" => "Nama atau sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
        "keluar" => "Anda sudah keluar.",
        _ => "",
    };
    shown(&LoginPage { instansi: &office.instansi, news: news.to_string() })
}

#[derive(Deserialize)]
pub(super) struct LoginForm {
    #[serde(default, rename = "nama")]
    name: String,
    #[serde(default, rename = "sandi")]
    password: String,
}

/// Whoever was wrong too often waits.
fn patient(office: &Office, name: &str, place: IpAddr) -> Result<(), Fault> {
    office.must_wait(name, place).map_or(Ok(()), |wait| {
        let seconds = wait.as_secs() + 1;
        Err(Fault::TooMuch(format!("Terlalu sering salah. Tunggu {seconds} detik, lalu coba lagi.")))
    })
}

/// `POST /masuk`.
pub(super) async fn login(
    State(office): State<Arc<Office>>,
    ConnectInfo(connected): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    session: Session,
    Form(form): Form<LoginForm>,
) -> Result<Response, Fault> {
    if office.is_own() {
        return Err(Fault::NotFound);
    }
    let place = place(&office, &headers, connected);
    let name = form.name.trim().to_lowercase();
    patient(&office, &name, place)?;
    let account = office.accounts().iter().find(|one| one.name == name).cloned();
    // As many at once as checks: each hash takes its time and its memory.
    let permit = office.checks.acquire().await;
    let hash = account.as_ref().map(|one| one.password.clone());
    let right = apart(move || Ok(password::is_right(&form.password, hash.as_deref()))).await?;
    drop(permit);
    office.attempted(&name, place, !right);
    match account.filter(|_| right) {
        Some(account) => {
            let person =
                Person::new(account.name.clone(), account.role, Some((account.name, token::digest(&account.password))));
            person.enter(&session).await?;
            Ok(to(&person.home(), ""))
        }
        None => Ok(to("/masuk", "salah")),
    }
}

/// `POST /keluar`.
pub(super) async fn leave(session: Session, _posted: Posted) -> Response {
    // A session that cannot be taken away ends with its time.
    let _ = session.flush().await;
    to("/masuk", "keluar")
}

#[derive(Template)]
#[template(path = "tautan.html")]
struct InvitationPage<'a> {
    instansi: &'a str,
}

/// `GET /tautan/{secret}`: asks first. Programs that look at links before people do would use it up.
pub(super) async fn invitation_page(State(office): State<Arc<Office>>) -> Result<Response, Fault> {
    shown(&InvitationPage { instansi: &office.instansi })
}

/// `POST /tautan/{secret}`.
pub(super) async fn invitation(
    State(office): State<Arc<Office>>,
    ConnectInfo(connected): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    session: Session,
    Path(secret): Path<String>,
) -> Result<Response, Fault> {
    let place = place(&office, &headers, connected);
    patient(&office, "tautan", place)?;
    let (shared, digest) = (Arc::clone(&office), token::digest(&secret));
    let unit = apart(move || Ok(shared.journal()?.accept_invitation(&digest, shared.now())?)).await?;
    let Some(unit) = unit else {
        office.attempted("", place, true);
        return Err(Fault::Refused(
            "Tautan ini sudah dipakai, sudah lewat waktunya, atau tidak dikenal. Minta tautan baru kepada biro perencanaan."
                .to_string(),
        ));
    };
    let person = Person::new(format!("{unit} (tautan)"), Role::Unit(unit), None);
    person.enter(&session).await?;
    Ok(to(&person.home(), ""))
}

/// `POST /akhiri`: the machine's own user ends the service.
pub(super) async fn end(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    posted.of_bureau()?;
    if !office.is_own() {
        return Err(Fault::NotFound);
    }
    office.end();
    shown(&EndPage)
}

#[derive(Template)]
#[template(path = "akhir.html")]
pub(super) struct EndPage;

/// Everything else.
pub(super) async fn nothing() -> Response {
    Fault::NotFound.into_response()
}
