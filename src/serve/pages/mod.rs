//! The pages: which address shows what, and who may ask for it (each handler names its person).

mod accounts;
mod board;
mod changes;
mod findings;
mod forms;
mod letters;
mod matrix;
mod official;
mod recap;
mod results;
mod run;
#[cfg(feature = "surel")]
mod sending;
mod settings;
mod teach;
mod unit;
mod writing;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, MemoryStore, SessionManagerLayer};

use super::guard::guard;
use super::office::Office;
use super::{assets, entry};

/// Bytes of a form without files at most.
const FORM: usize = 256 << 10;
/// Hours that a session lasts.
const SESSION: i64 = 12;

/// Every address.
pub(super) fn router(office: &Arc<Office>) -> Router {
    let sessions = SessionManagerLayer::new(MemoryStore::default())
        .with_name(office.cookie())
        .with_secure(office.is_covered())
        .with_http_only(true)
        .with_same_site(SameSite::Strict)
        .with_expiry(Expiry::OnInactivity(Duration::hours(SESSION)));
    let most = usize::try_from(office.largest).unwrap_or(usize::MAX);
    let upload = DefaultBodyLimit::max(most.saturating_mul(4).saturating_add(FORM));
    let pages = Router::new();
    #[cfg(feature = "surel")]
    let pages = sending::routes(pages);
    pages
        .route("/", get(entry::home))
        .route("/mulai", get(entry::start))
        .route("/masuk", get(entry::login_page).post(entry::login))
        .route("/keluar", post(entry::leave))
        .route("/tautan/{secret}", get(entry::invitation_page).post(entry::invitation))
        .route("/akhiri", post(entry::end))
        .route("/matriks", get(matrix::page))
        .route("/jalan", get(run::page).post(run::start))
        .route("/muat", post(run::reload))
        .route("/kemajuan", get(run::pulse))
        .route("/temuan", get(findings::house))
        .route("/rekap", get(recap::page))
        .route("/rekap/asal/{number}", get(recap::origin))
        .route("/hasil", get(results::list))
        .route("/hasil/buat", post(writing::write))
        .route("/hasil/{number}", get(results::file))
        .route("/bagikan", get(forms::page).post(forms::make))
        .route("/bagikan/unduh", get(forms::package))
        .route("/bagikan/unduh/{code}", get(forms::package_of))
        .route("/bagikan/surat/{code}", get(forms::letter))
        .route("/alur", get(board::page))
        .route("/alur/catat", post(board::note))
        .route("/alur/perubahan", post(board::amend))
        .route("/pengesahan", get(official::page))
        .route("/pengesahan/sahkan", post(official::approve))
        .route("/pengesahan/buka", post(official::open))
        .route("/surat", get(letters::list))
        .route("/surat/{code}", get(letters::one))
        .route("/surat/{code}/berkas", get(letters::file))
        .route("/atur", get(settings::page))
        .route("/atur/pengecualian", post(settings::add))
        .route("/atur/pengecualian/akhiri", post(settings::end))
        .route("/atur/alias", post(settings::alias))
        .route("/atur/teks", post(settings::keep_text))
        .route("/atur/kaskade", get(settings::cascade).post(settings::bring_cascade).layer(upload))
        .route("/atur/tautan", post(accounts::link))
        .route("/akun", get(accounts::page).post(accounts::keep))
        .route("/akun/hapus", post(accounts::remove))
        .route("/ajar", get(teach::list).post(teach::begin))
        .route("/ajar/{id}", get(teach::page).post(teach::answer))
        .route("/ajar/{id}/simpan", post(teach::save))
        .route("/unit/{code}", get(unit::page))
        .route("/unit/{code}/temuan", get(findings::unit))
        .route("/unit/{code}/formulir/{document}", get(unit::form))
        .route("/unit/{code}/periksa", post(unit::check).layer(upload))
        .route("/unit/{code}/periksa/{id}", get(unit::checked))
        .route("/unit/{code}/periksa/{id}/koreksi/{number}", get(unit::marked))
        .route("/unit/{code}/periksa/{id}/kirim", post(unit::send))
        .route("/unit/{code}/periksa/{id}/buang", post(unit::discard))
        .route("/unit/{code}/kiriman/{order}", get(changes::page))
        .route("/aset/{name}", get(assets::asset))
        .fallback(entry::nothing)
        .layer(DefaultBodyLimit::max(FORM))
        .layer(sessions)
        .layer(middleware::from_fn_with_state(Arc::clone(office), guard))
        .with_state(Arc::clone(office))
}

/// A list shown a page at a time.
pub(super) struct Paging {
    /// The page that is shown, from 1.
    pub(super) page: usize,
    /// All pages.
    pub(super) pages: usize,
    /// Everything on all of them.
    pub(super) all: usize,
    /// The address, up to the number of the page.
    pub(super) address: String,
}

impl Paging {
    /// Cuts a list to one page.
    pub(super) fn cut<T>(mut list: Vec<T>, page: usize, size: usize, address: String) -> (Vec<T>, Self) {
        let all = list.len();
        let pages = all.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let shown = list.drain(((page - 1) * size).min(all)..(page * size).min(all)).collect();
        (shown, Self { page, pages, all, address })
    }

    /// The page before.
    pub(super) fn before(&self) -> Option<usize> {
        (self.page > 1).then(|| self.page - 1)
    }

    /// The page after.
    pub(super) fn after(&self) -> Option<usize> {
        (self.page < self.pages).then(|| self.page + 1)
    }
}

/// An address with what was asked of it, ready for the number of a page.
pub(super) fn address(way: &str, asked: &[(&str, &str)]) -> String {
    let mut address = format!("{way}?");
    for (name, value) in asked.iter().filter(|(_, value)| !value.is_empty()) {
        address.push_str(&format!("{name}={}&", super::person::percent(value)));
    }
    address.push_str("hal=");
    address
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_cut_into_pages_and_an_odd_number_shows_the_nearest() {
        let cut = |page| Paging::cut((0..25).collect::<Vec<_>>(), page, 10, String::new());
        let (first, paging) = cut(0);
        assert_eq!(
            (first.len(), paging.page, paging.pages, paging.before(), paging.after()),
            (10, 1, 3, None, Some(2))
        );
        let (last, paging) = cut(99);
        assert_eq!((last, paging.after()), (vec![20, 21, 22, 23, 24], None));
        let (none, paging) = Paging::cut(Vec::<u8>::new(), 1, 10, String::new());
        assert!(none.is_empty() && paging.pages == 1);
    }
}
