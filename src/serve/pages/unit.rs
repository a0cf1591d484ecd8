//! A unit's own page: what is due, files checked and sent, what came of what it sent.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Multipart, Path, Query, State};
use axum::response::Response;

use super::super::again::{Again, FieldFault, Typed};
use super::super::entry::NewsQuery;
use super::super::fault::{Fault, apart, shown, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::kept::Upload;
use super::super::office::Office;
use super::super::person::{Person, percent};
use super::super::running::look_again;
use super::super::standing::{StandingTile, code_of, heading_of, tiles};
use super::super::upload::{self, bring};
use super::super::view::View;
use super::results::download;
use crate::domain::date::short_date;
use crate::domain::document_kind::YEAR;
use crate::finding::Severity;
use crate::jobs::{InspectOptions, inspect, mark_inspected, unit_form};
use crate::journal::Receipt;

/// Submissions that are shown.
const MOST_HISTORY: usize = 50;

#[derive(Template)]
#[template(path = "unit.html")]
struct UnitPage {
    frame: Frame,
    way: String,
    tiles: Vec<StandingTile>,
    history: Vec<HistoryRow>,
    history_more: usize,
    counts: [usize; 3],
    most_files: usize,
    largest: u64,
    at: String,
}

/// Something that was sent.
struct HistoryRow {
    number: String,
    when: String,
    name: String,
    documents: String,
    errors: u32,
    /// What became of it.
    state: &'static str,
    /// How it differs from what was sent before of the same documents.
    change: String,
    /// Where all differences are told.
    detail: Option<String>,
    by: String,
}

/// The unit, where this person may see it.
fn own<'v>(view: &'v View, person: &Person, code: &str) -> Result<&'v crate::domain::unit::Unit, Fault> {
    if person.sees(code) { view.unit(code).ok_or(Fault::NotFound) } else { Err(Fault::NotFound) }
}

fn way(code: &str) -> String {
    format!("/unit/{}", percent(code))
}

/// `GET /unit/{code}`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    person: Person,
    Path(code): Path<String>,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    draw(office, &person, code, &query.news, Again::default()).await
}

/// The page, with a form that is shown once more where that is needed.
async fn draw(office: Arc<Office>, person: &Person, code: String, news: &str, again: Again) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let name = own(&view, person, &code)?.name.clone();
    let frame = Frame::new(&office, person, format!("{name} ({code})"), &way(&code), news).again(again.clone());
    let page = apart(move || {
        let receipts = office.receipts(Some(&code))?;
        let waiting: Vec<&Receipt> = receipts.iter().collect();
        let row = view.recap.compliance.rows.iter().find(|row| row.unit == code);
        let tiles = row.map(|row| tiles(&view, row, &waiting)).unwrap_or_default();
        let findings = view.own_findings(&code);
        let counts = [Severity::Error, Severity::Warning, Severity::Info]
            .map(|severity| findings.iter().filter(|one| one.severity == severity).count());
        let inbox = view.look.workspace.inbox();
        let history: Vec<HistoryRow> = receipts
            .iter()
            .enumerate()
            .take(MOST_HISTORY)
            .map(|(at, one)| {
                let before = receipts[at + 1..].iter().find(|old| old.content.documents == one.content.documents);
                HistoryRow {
                    number: one.number(),
                    when: format!("{}, {}", short_date(one.content.when.date()), one.content.when.format("%H.%M")),
                    name: one.content.name.clone(),
                    documents: called(&one.content.documents),
                    errors: one.content.errors,
                    state: match (view.holds(one), inbox.join(&one.path).is_file()) {
                        (true, _) => "sudah dibaca",
                        (false, true) => "menunggu dibaca",
                        (false, false) => "tidak sampai; kirim lagi",
                    },
                    change: before.map_or_else(String::new, |before| change(before, one)),
                    detail: before.map(|_| format!("{}/kiriman/{}", way(&code), one.order)),
                    by: one.content.by.clone(),
                }
            })
            .collect();
        Ok(UnitPage {
            frame,
            way: way(&code),
            tiles,
            history_more: receipts.len().saturating_sub(history.len()),
            history,
            counts,
            most_files: office.most_files,
            largest: office.largest / (1 << 20),
            at: view.at.format("%H.%M").to_string(),
        })
    });
    shown_again(&page.await?, &again)
}

/// "pk,tw2" for people.
fn called(documents: &str) -> String {
    let all: Vec<&str> = documents.split(',').filter_map(heading_of).collect();
    if all.is_empty() { "belum dikenali".to_string() } else { all.join(", ") }
}

/// What is different from the submission before, in a few words.
fn change(before: &Receipt, now: &Receipt) -> String {
    let (old, new) = (&before.content, &now.content);
    if old.sha256 == new.sha256 {
        return format!("isinya sama dengan {}", before.number());
    }
    match old.errors.cmp(&new.errors) {
        std::cmp::Ordering::Equal => format!("galat tetap {} sejak {}", new.errors, before.number()),
        _ => format!("galat {} menjadi {} sejak {}", old.errors, new.errors, before.number()),
    }
}

/// `GET /unit/{code}/formulir/{document}`: a form with what is known filled in.
pub(crate) async fn form(
    State(office): State<Arc<Office>>,
    person: Person,
    Path((code, document)): Path<(String, String)>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &person, &code)?;
    let form = YEAR.into_iter().find(|one| code_of(one) == document).ok_or(Fault::NotFound)?;
    let made = apart(move || Ok(unit_form(&view.look, &code, form)?)).await?;
    let (name, bytes) = made.ok_or(Fault::NotFound)?;
    Ok(download(&name, bytes))
}

/// `POST /unit/{code}/periksa`: files are put aside and checked at once.
pub(crate) async fn check(
    State(office): State<Arc<Office>>,
    person: Person,
    Path(code): Path<String>,
    form: Multipart,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &person, &code)?;
    let brought = match bring(&office, &person, form).await {
        Err(Fault::Wrong(why)) => {
            let again = Again::with(Typed::default(), FieldFault::new("berkas", why));
            return draw(office, &person, code, "", again).await;
        }
        other => other?,
    };
    // Reader processes for no more files at once than there are cores; others wait here.
    let permit = office.checks.acquire().await;
    let (shared, unit) = (Arc::clone(&office), code.clone());
    let upload = apart(move || {
        let inspected = inspect(&InspectOptions {
            look: &view.look,
            unit: &unit,
            files: &brought.paths(),
            when: shared.now(),
            readers: &shared.options.readers.clone().at_once(1),
        })?;
        Ok(shared.uploads.keep(Upload::new(&unit, brought, inspected)))
    })
    .await?;
    drop(permit);
    Ok(to(&format!("{}/periksa/{}", way(&code), upload.id), ""))
}

#[derive(Template)]
#[template(path = "periksa.html")]
struct CheckedPage {
    frame: Frame,
    way: String,
    upload: Arc<Upload>,
    files: Vec<CheckedFile>,
    receipts: Vec<Receipt>,
    others: Vec<String>,
}

impl CheckedPage {
    fn errors(&self) -> usize {
        self.upload.inspected.counts[0]
    }

    fn warnings(&self) -> usize {
        self.upload.inspected.counts[1]
    }

    fn infos(&self) -> usize {
        self.upload.inspected.counts[2]
    }
}

/// A file on the page of a check.
struct CheckedFile {
    name: String,
    size: String,
    documents: String,
    unreadable: Vec<String>,
    /// Marked copies: their number and the name of what is marked.
    copies: Vec<(usize, String)>,
}

/// `GET /unit/{code}/periksa/{id}`.
pub(crate) async fn checked(
    State(office): State<Arc<Office>>,
    person: Person,
    Path((code, id)): Path<(String, String)>,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &person, &code)?;
    let upload = office.uploads.take(&code, &id)?;
    let files =
        upload.files.iter().map(|file| {
            let copies =
                upload.inspected.files.iter().enumerate().filter(|(_, one)| {
                    one.can_be_marked() && upload.inside(file).any(|inside| inside.path == one.path)
                });
            CheckedFile {
                name: file.name.clone(),
                size: format!("{} KB", file.size.div_ceil(1024)),
                documents: called(&upload.documents(file).join(",")),
                unreadable: upload.inside(file).filter_map(|one| one.unreadable.clone()).collect(),
                copies: copies.map(|(number, one)| (number, one.path.clone())).collect(),
            }
        });
    let files = files.collect();
    // A form of another unit is told before it is sent for this one.
    let named = upload.inspected.files.iter().flat_map(|one| &one.documents);
    let mut others: Vec<String> = named.filter_map(|(_, _, unit)| unit.clone()).filter(|unit| *unit != code).collect();
    others.sort();
    others.dedup();
    let frame = Frame::new(&office, &person, format!("Hasil pemeriksaan, {code}"), "", &query.news);
    let receipts = upload.receipts();
    shown(&CheckedPage { frame, way: way(&code), upload, files, receipts, others })
}

/// `GET /unit/{code}/periksa/{id}/koreksi/{number}`: a marked copy.
pub(crate) async fn marked(
    State(office): State<Arc<Office>>,
    person: Person,
    Path((code, id, number)): Path<(String, String, usize)>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &person, &code)?;
    let upload = office.uploads.take(&code, &id)?;
    let permit = office.checks.acquire().await;
    let readers = office.options.readers.clone().at_once(1);
    let (name, bytes) = apart(move || {
        let file = upload.inspected.files.get(number).ok_or(Fault::NotFound)?;
        Ok(mark_inspected(&view.look, file, &readers)?)
    })
    .await?;
    drop(permit);
    Ok(download(&name, bytes))
}

/// `POST /unit/{code}/periksa/{id}/kirim`: into the inbox, each file with a receipt.
pub(crate) async fn send(
    State(office): State<Arc<Office>>,
    Path((code, id)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &posted.person, &code)?;
    let kept = office.uploads.take(&code, &id)?;
    let shared = Arc::clone(&office);
    apart(move || upload::send(&kept, &shared, &posted.person)).await?;
    look_again(&office);
    Ok(to(&format!("{}/periksa/{id}", way(&code)), "terkirim"))
}

/// `POST /unit/{code}/periksa/{id}/buang`: forgets what was not sent.
pub(crate) async fn discard(
    State(office): State<Arc<Office>>,
    Path((code, id)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    own(&view, &posted.person, &code)?;
    office.uploads.take(&code, &id)?;
    office.uploads.drop(&id);
    Ok(to(&way(&code), "dibuang"))
}
