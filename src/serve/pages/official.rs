//! What is official: versions, what is different from them now, ratifying and opening again.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;

use super::super::again::Again;
use super::super::entry::NewsQuery;
use super::super::fault::{Fault, apart, or_again, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, Person};
use super::super::running::{Outcome, begin, look_again};
use super::super::work::Ended;
use super::run::period;
use crate::domain::date::long_format;
use crate::domain::official::{OfficialScope, document_kind};
use crate::jobs::{RatifyOptions, RatifyWhat, Refusal, RefusalReason, ReopenOptions, ratify, reopen};

/// What is being done, for everybody who looks.
const RATIFYING: &str = "Pengesahan";
/// Errors of something refused that are told.
const MOST: usize = 5;

#[derive(Template)]
#[template(path = "pengesahan.html")]
struct OfficialPage {
    frame: Frame,
    versions: Vec<VersionRow>,
    units: Vec<(String, String)>,
    last: Option<Ended>,
}

/// An official version.
struct VersionRow {
    name: String,
    title: String,
    different: String,
    open: bool,
    reason: String,
    /// What the form to open it sends.
    scope: String,
    unit: String,
}

/// `GET /pengesahan`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    draw(&office, &person, &query.news, Again::default()).await
}

/// The page, with a form that is shown once more where that is needed.
async fn draw(office: &Arc<Office>, person: &Person, news: &str, again: Again) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(office, person, "Pengesahan", "/pengesahan", news).again(again.clone());
    let versions = view.look.official.versions.iter().map(|one| {
        let version = &one.version;
        let (scope, unit) = match &version.scope {
            OfficialScope::Period(_) => (version.scope.to_string(), String::new()),
            OfficialScope::Document { kind, unit } => (kind.facts().short.to_lowercase(), unit.clone()),
        };
        VersionRow {
            name: version.scope.name(),
            title: version.title(),
            different: match (&one.without, one.same()) {
                (Some(why), _) => why.clone(),
                (None, true) => "sama dengan keadaan sekarang".to_string(),
                (None, false) => format!("berbeda sekarang: {} angka, {} isian", one.figures.len(), one.cells()),
            },
            open: version.reopened.is_some(),
            reason: version
                .reopened
                .as_ref()
                .map_or_else(String::new, |opened| format!("dibuka {}: {}", long_format(opened.day), opened.reason)),
            scope,
            unit,
        }
    });
    let versions = versions.collect();
    let units = view.look.result.tables.units.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect();
    let last = office.jobs.last().filter(|last| last.what == RATIFYING);
    shown_again(&OfficialPage { frame, versions, units, last }, &again)
}

/// `POST /pengesahan/sahkan`.
pub(crate) async fn approve(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    let done = approved(&office, posted).await;
    or_again(done, typed, |again| draw(&office, &person, "", again)).await
}

async fn approved(office: &Arc<Office>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let what = match posted.need("apa", "Yang disahkan")? {
        document @ ("pk" | "ra") => {
            let kind = document_kind(document).ok_or(Fault::NotFound)?;
            let units = Some(posted.field("unit").to_string()).filter(|unit| !unit.is_empty());
            RatifyWhat::Documents { kind, units: units.into_iter().collect() }
        }
        text => RatifyWhat::Period(period(text)?.ok_or(Fault::NotFound)?),
    };
    let options = RatifyOptions {
        folder: office.options.folder.clone(),
        what,
        by: posted.need("oleh", "Nama dan jabatan yang mengesahkan")?.to_string(),
        note: Some(posted.field("catatan").to_string()).filter(|note| !note.is_empty()),
        today: office.today(),
        readers: office.options.readers.clone(),
    };
    office.note(&person.name, "pengesahan dijalankan", format!("{} oleh {}", posted.field("apa"), options.by))?;
    begin(office, RATIFYING, &person.name, move |_, progress| {
        let done = ratify(&options, progress)?;
        let mut told: Vec<String> =
            done.versions.iter().map(|one| format!("{}: {}", one.scope.name(), one.title())).collect();
        told.extend(done.refused.iter().flat_map(refused));
        if told.is_empty() {
            told.push("Tidak ada yang disahkan: belum ada unit yang mengirim dokumen itu.".to_string());
        }
        told.extend(done.notes);
        Ok(Outcome { told, look: None })
    })
    .await?;
    Ok(to("/pengesahan", "sah"))
}

/// Why something was not ratified.
fn refused(one: &Refusal) -> Vec<String> {
    let name = one.scope.name();
    match &one.reason {
        RefusalReason::Missing => {
            vec![format!("{name} tidak disahkan: belum ada dokumennya yang diterima dan dihitung.")]
        }
        RefusalReason::Closed(version) => vec![format!(
            "{name} tidak disahkan: sudah resmi, versi {}. Untuk versi baru, buka dahulu versi itu di bawah.",
            version.number
        )],
        RefusalReason::OwnSubmission(documents) => vec![format!(
            "{name} tidak disahkan: yang mengesahkan juga mengirim atau menandatangani {}, dan pengaturan empat mata meminta orang lain.",
            documents.join(", ")
        )],
        RefusalReason::Errors(findings) => {
            let mut told =
                vec![format!("{name} tidak disahkan: {} galat belum diperbaiki atau dikecualikan.", findings.len())];
            told.extend(
                findings
                    .iter()
                    .take(MOST)
                    .map(|one| format!("{} {}: {}", one.code, one.unit.as_deref().unwrap_or_default(), one.message)),
            );
            if findings.len() > MOST {
                told.push(format!("dan {} galat lain; lihat halaman Temuan", findings.len() - MOST));
            }
            told
        }
    }
}

/// `POST /pengesahan/buka`.
pub(crate) async fn open(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    let done = opened(&office, posted).await;
    or_again(done, typed, |again| draw(&office, &person, "", again)).await
}

async fn opened(office: &Arc<Office>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let text = posted.need("lingkup", "Versi")?;
    let scope = match document_kind(text).filter(|kind| !kind.is_quarterly()) {
        Some(kind) => OfficialScope::Document { kind, unit: posted.need("unit", "Unit")?.to_string() },
        None => OfficialScope::Period(period(text)?.ok_or(Fault::NotFound)?),
    };
    let options = ReopenOptions {
        folder: office.options.folder.clone(),
        reason: posted.need("alasan", "Alasan")?.to_string(),
        by: Some(person.name.clone()),
        today: office.today(),
        scope,
    };
    let shared = Arc::clone(office);
    apart(move || {
        let version = reopen(&options)?;
        let detail = format!("{} versi {}: {}", version.scope.name(), version.number, options.reason);
        shared.note(&person.name, "versi resmi dibuka", detail)
    })
    .await?;
    look_again(office);
    Ok(to("/pengesahan", "buka"))
}
