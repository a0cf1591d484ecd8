//! What every request must pass, and what every answer carries.
//!
//! A page of another site may make a browser send requests here, and a name of another site may be made to lead here: the
//! host must be one of ours, and what changes something must come from a page of ours. Answers let no script run but our
//! own files, stand in no frame, and are kept in no cache.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::header::{self, HeaderName, HeaderValue};
use axum::http::{HeaderMap, Method, Version};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;
use super::office::Office;

/// The longest that an answer may take, its request included.
const LONGEST: Duration = Duration::from_secs(180);

/// Scripts, styles and pictures come from here and nowhere else; nothing is inline.
const CONTENT: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 8] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    // Not "no-referrer": a browser would then hide the origin of forms from us too.
    (header::REFERRER_POLICY, "same-origin"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
];

/// Lets through what is for us and from us, within the time.
pub(super) async fn guard(State(office): State<Arc<Office>>, request: Request, next: Next) -> Response {
    office.touched();
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    let answer = if !host(&request).is_some_and(|host| office.is_ours(host)) {
        Fault::Refused("Permintaan ini bukan untuk halaman ini: nama alamatnya lain.".to_string()).into_response()
    } else if changes && !from_us(request.headers(), office.is_covered(), &|host: &str| office.is_ours(host)) {
        Fault::Refused("Permintaan ini tidak datang dari halaman ini, jadi tidak dikerjakan.".to_string())
            .into_response()
    } else {
        match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(answer) => answer,
            Err(_) => Fault::TooSlow.into_response(),
        }
    };
    dressed(answer, office.is_covered())
}

/// The name by which we are called: of a request there must be exactly one.
pub(super) fn host(request: &Request) -> Option<&str> {
    let mut named = request.headers().get_all(header::HOST).iter();
    let (first, second) = (named.next(), named.next());
    let authority = request.uri().authority().map(axum::http::uri::Authority::as_str);
    match (first, second, authority) {
        (Some(_), Some(_), _) => None,
        (Some(host), None, None) => host.to_str().ok(),
        (Some(host), None, Some(authority)) => host.to_str().ok().filter(|host| *host == authority),
        (None, _, authority) => authority.filter(|_| request.version() == Version::HTTP_2),
    }
}

/// Whether a page of ours sent it, as the browser says.
pub(super) fn from_us(headers: &HeaderMap, covered: bool, is_ours: &dyn Fn(&str) -> bool) -> bool {
    let site = headers.get("sec-fetch-site");
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    let mut origins = headers.get_all(header::ORIGIN).iter();
    let (Some(origin), None) = (origins.next(), origins.next()) else { return false };
    let scheme = if covered { "https://" } else { "http://" };
    origin.to_str().ok().and_then(|origin| origin.strip_prefix(scheme)).is_some_and(is_ours)
}

/// An answer with what every answer carries.
pub(super) fn dressed(mut answer: Response, covered: bool) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in HEADERS {
        // What is the same for everybody says itself how long it may be kept.
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if covered {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    answer
}
