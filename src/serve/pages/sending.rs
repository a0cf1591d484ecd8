//! Letters that leave by mail, shown before they do and each sent once; and mail that is taken into the inbox.
//!
//! The secret of the mailbox comes from where the command line takes it, or is typed here: then it stands in memory until
//! the service ends, or somebody says that it is to be forgotten.

use std::cell::RefCell;
use std::sync::Arc;

use askama::Template;
use axum::Router;
use axum::extract::{Query, State};
use axum::response::Response;
use axum::routing::{get, post};
use serde::Deserialize;

use super::super::again::{Again, FieldFault};
use super::super::fault::{Fault, apart, or_again, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::links::letter_link;
use super::super::office::Office;
use super::super::person::{Bureau, Person, percent};
use super::super::running::{Outcome, begin};
use super::super::work::{Ended, JobProgress};
use super::{Paging, address};
use crate::domain::date::short_date;
use crate::jobs::{
    FetchOptions, JobError, LetterSet, LinkMaker, PlannedLetter, SendOptions, SendPlan, SendResult, SendTools, SendWay,
    chain, fetch_mail, plan_letters,
};
use crate::journal::{Delivery, LetterKey, SentLetter};
use crate::post::outbox::{self, megabytes};
use crate::post::{MailSettings, PostError, Secret, SecretSources};
use crate::workspace::Workspace;

/// What the jobs are called.
const SENDING: &str = "Pengiriman surat";
const FETCHING: &str = "Pengambilan surel";
/// Letters on a page.
const SIZE: usize = 50;
/// Letters that have gone and are shown.
const MOST_GONE: usize = 100;

/// The addresses of this page.
pub(super) fn routes(pages: Router<Arc<Office>>) -> Router<Arc<Office>> {
    pages
        .route("/surat/kirim", get(page).post(send))
        .route("/surat/ambil", post(fetch))
        .route("/surat/sandi", post(forget))
}

#[derive(Default, Deserialize)]
pub(crate) struct SendQuery {
    /// "pengingat" for the reminders of the day, "pengantar" for forms that are handed out.
    #[serde(default, rename = "apa")]
    what: String,
    #[serde(default, rename = "hal")]
    page: usize,
    #[serde(default, rename = "kabar")]
    news: String,
}

/// The letters that an address names.
fn set(what: &str) -> LetterSet {
    match what {
        "pengingat" => LetterSet::Reminders,
        "pengantar" => LetterSet::HandOut,
        _ => LetterSet::LastRun,
    }
}

/// The address of the page of some letters.
const fn way_of(set: LetterSet) -> &'static str {
    match set {
        LetterSet::LastRun => "/surat/kirim",
        LetterSet::Reminders => "/surat/kirim?apa=pengingat",
        LetterSet::HandOut => "/surat/kirim?apa=pengantar",
    }
}

#[derive(Template)]
#[template(path = "kirim.html")]
struct SendPage {
    frame: Frame,
    set: LetterSet,
    what: &'static str,
    /// From whom, and by which server; nothing where the settings name none.
    from: String,
    server: Option<String>,
    drafts: Option<String>,
    fetches: Option<String>,
    asks: bool,
    keeps: bool,
    plan: ShownPlan,
    /// Why there are no letters.
    why: String,
    last: Option<Ended>,
}

/// What would be sent, what is held back, and what has gone.
struct ShownPlan {
    rows: Vec<LetterRow>,
    paging: Paging,
    held: Vec<HeldRow>,
    gone: Vec<GoneRow>,
    gone_more: usize,
    nowhere: String,
    unseen: usize,
}

/// A letter that may be sent.
struct LetterRow {
    key: String,
    unit: String,
    kind: &'static str,
    subject: String,
    to: String,
    attachments: String,
    text: String,
    before: Vec<String>,
    chosen: bool,
}

/// A letter of which nobody knows what became of it.
struct HeldRow {
    key: String,
    unit: String,
    why: String,
}

/// A letter that has gone.
struct GoneRow {
    unit: String,
    address: String,
    subject: String,
    what: String,
}

fn kind_name(kind: &str) -> &'static str {
    match kind {
        "koreksi" => "koreksi",
        "tanda-terima" => "tanda terima",
        "pengantar" => "pengantar formulir",
        _ => "pengingat",
    }
}

/// Which letter a form means: exactly the one that was shown.
fn key_text(key: &LetterKey) -> String {
    [key.unit.as_str(), &key.kind, &key.version].map(percent).join("/")
}

/// `GET /surat/kirim`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<SendQuery>,
) -> Result<Response, Fault> {
    draw(office, &person, query, Vec::new(), Again::default()).await
}

async fn draw(
    office: Arc<Office>,
    person: &Person,
    query: SendQuery,
    chosen: Vec<String>,
    again: Again,
) -> Result<Response, Fault> {
    let frame = Frame::new(&office, person, "Kirim surat", "/surat", &query.news).again(again.clone());
    let shared = Arc::clone(&office);
    let page = apart(move || {
        let set = set(&query.what);
        let options = options(&shared, set, SendWay::Server);
        let workspace = Workspace::open(&options.folder).map_err(JobError::from)?;
        let mail = &workspace.mail;
        let (plan, why) = match plan_letters(&options) {
            Ok(plan) => (Some(plan), String::new()),
            Err(error @ (JobError::NothingRecorded(_) | JobError::Unchecked { .. })) => (None, upper(&chain(&error))),
            Err(error) => return Err(error.into()),
        };
        let kept = shared.mail_secret().is_some();
        let last = shared.jobs.last().filter(|last| [SENDING, FETCHING].contains(&last.what));
        let way = address("/surat/kirim", &[("apa", &query.what)]);
        Ok(SendPage {
            frame,
            set,
            what: way_of(set).split_once('=').map_or("", |(_, what)| what),
            from: mail.from.clone().unwrap_or_else(|| mail.user.clone()),
            server: mail.outgoing.as_ref().map(|server| format!("{}:{}", server.host, server.port)),
            drafts: mail.incoming.as_ref().map(|_| mail.drafts.clone()),
            fetches: mail.incoming.as_ref().map(|server| server.host.clone()),
            asks: asks(mail) && !kept,
            keeps: asks(mail) && kept,
            plan: ShownPlan::of(plan.as_ref(), query.page, way, &chosen),
            why,
            last,
        })
    });
    shown_again(&page.await?, &again)
}

impl ShownPlan {
    /// What a plan says.
    fn of(plan: Option<&SendPlan>, page: usize, way: String, chosen: &[String]) -> Self {
        let letters: Vec<&PlannedLetter> = plan.iter().flat_map(|plan| &plan.letters).collect();
        let (letters, paging) = Paging::cut(letters, page, SIZE, way);
        let held = plan.map(|plan| plan.held.as_slice()).unwrap_or_default();
        let gone = plan.map(|plan| plan.gone.as_slice()).unwrap_or_default();
        Self {
            rows: letters.into_iter().map(|one| letter_row(one, chosen)).collect(),
            paging,
            held: held.iter().map(held_row).collect(),
            gone: gone.iter().take(MOST_GONE).map(gone_row).collect(),
            gone_more: gone.len().saturating_sub(MOST_GONE),
            nowhere: plan.map(|plan| plan.without_address.join(", ")).unwrap_or_default(),
            unseen: plan.map_or(0, |plan| plan.unseen),
        }
    }
}

fn options(office: &Office, set: LetterSet, way: SendWay) -> SendOptions {
    SendOptions {
        folder: office.options.folder.clone(),
        today: office.today(),
        way,
        units: Vec::new(),
        again: Vec::new(),
        set,
        readers: office.options.readers.clone(),
    }
}

/// Whether a person has to give a secret, unless one is kept.
fn asks(mail: &MailSettings) -> bool {
    mail.secret_command.is_none() && !mail.user.is_empty()
}

fn letter_row(planned: &PlannedLetter, chosen: &[String]) -> LetterRow {
    let letter = &planned.letter;
    let key = key_text(&letter.key);
    let size: usize = letter.attachments.iter().map(|(_, size)| size).sum();
    let names: Vec<&str> = letter.attachments.iter().map(|(name, _)| name.as_str()).collect();
    let tried = planned.to.iter().filter(|to| to.tries > 0).map(|to| {
        let answer = to.answer.as_deref().unwrap_or("tanpa jawaban");
        format!("{} sudah dicoba {} kali: {answer}", to.address, to.tries)
    });
    LetterRow {
        unit: letter.key.unit.clone(),
        kind: kind_name(&letter.key.kind),
        subject: letter.subject.clone(),
        to: planned.to.iter().map(|to| to.address.as_str()).collect::<Vec<_>>().join(", "),
        attachments: if names.is_empty() {
            String::new()
        } else {
            format!("{} ({})", names.join(", "), megabytes(size))
        },
        text: outbox::text(letter),
        before: tried.collect(),
        chosen: chosen.is_empty() || chosen.contains(&key),
        key,
    }
}

fn held_row(one: &SentLetter) -> HeldRow {
    let why = match one.delivery {
        Delivery::Bounced => format!(
            "surat ke {} kembali ({}); perbaiki alamatnya di lembar Unit kaskade.xlsx, lalu kirim lagi",
            one.address,
            one.answer.as_deref().unwrap_or_default()
        ),
        _ => format!(
            "surat ke {} mungkin sudah sampai, karena programnya terhenti saat menyerahkannya; tanyakan kepada unitnya, dan kirim lagi bila belum",
            one.address
        ),
    };
    HeldRow { key: key_text(&one.key), unit: one.key.unit.clone(), why }
}

fn gone_row(one: &SentLetter) -> GoneRow {
    let what = if one.delivery == Delivery::Drafted { "di draf sejak" } else { "terkirim" };
    GoneRow {
        unit: one.key.unit.clone(),
        address: one.address.clone(),
        subject: one.subject.clone(),
        what: format!("{what} {}", short_date(one.day)),
    }
}

/// A sentence begins with a capital.
fn upper(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// `POST /surat/kirim`: sends what was chosen, where it still is what was shown.
pub(crate) async fn send(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    let query = SendQuery { what: posted.field("apa").to_string(), ..SendQuery::default() };
    let chosen = posted.every("pilih");
    or_again(sent(&office, posted, &person).await, typed, |again| draw(office, &person, query, chosen, again)).await
}

async fn sent(office: &Arc<Office>, posted: Posted, person: &Person) -> Result<Response, Fault> {
    let again = posted.every("ulang");
    let chosen: Vec<String> = posted.every("pilih").into_iter().chain(again.iter().cloned()).collect();
    if chosen.is_empty() {
        return Err(FieldFault::new("daftar", "Belum ada surat yang dipilih. Centang sedikitnya satu.").into());
    }
    if posted.field("yakin").is_empty() {
        return Err(
            FieldFault::new("yakin", "Lihat dahulu daftarnya, lalu centang di sini bahwa sudah dilihat.").into()
        );
    }
    let way = if posted.field("cara") == "draf" { SendWay::Drafts } else { SendWay::Server };
    secret(office, &posted).await?;
    let set = set(posted.field("apa"));
    let mut options = options(office, set, way);
    let unit = |key: &String| key.split('/').next().unwrap_or_default().to_string();
    options.again = again.iter().map(unit).collect();
    let by = person.name.clone();
    begin(office, SENDING, &person.name, move |office, progress| {
        let mut plan = plan_letters(&options)?;
        plan.letters.retain(|one| chosen.contains(&key_text(&one.letter.key)));
        let there: Vec<String> = plan.letters.iter().map(|one| key_text(&one.letter.key)).collect();
        let mut told: Vec<String> = chosen
            .iter()
            .filter(|key| !there.contains(key))
            .map(|key| {
                format!(
                    "{}: suratnya sudah terkirim atau sudah berganti sejak daftar itu dibuka; lihat daftarnya lagi",
                    unit(key)
                )
            })
            .collect();
        let lines = deliver(office, plan, &options, &by, progress)?;
        let count = format!("{} alamat, dari daftar {} surat", lines.len(), chosen.len());
        // That letters were sent counts more than that a line about it could not be kept.
        let _ = office.note(&by, "surat dikirim", count);
        told.extend(lines);
        Ok(Outcome { told, look: None })
    })
    .await?;
    Ok(to(way_of(set), "kirim"))
}

/// Sends letters; a line on each address.
fn deliver(
    office: &Office,
    plan: SendPlan,
    options: &SendOptions,
    by: &str,
    progress: &JobProgress<'_>,
) -> Result<Vec<String>, JobError> {
    let all: usize = plan.letters.iter().map(|one| one.to.len()).sum();
    let page = plan.page().map(str::to_string);
    let link = |unit: &str| letter_link(&options.folder, page.as_deref().unwrap_or_default(), (unit, by), office.now());
    let link: Option<&LinkMaker<'_>> = if page.is_some() { Some(&link) } else { None };
    let given = office.mail_secret();
    let lines = RefCell::new(Vec::new());
    let told = |result: &SendResult| {
        let answer = result.answer.as_deref().map(|answer| format!(" ({answer})")).unwrap_or_default();
        let line = format!("{} ke {}: {}{answer}", result.unit, result.address, result.delivery.name());
        lines.borrow_mut().push(line);
        progress.say(format!("{} dari {all} alamat", lines.borrow().len()));
    };
    let tools = SendTools {
        sources: &SecretSources { surroundings: given.as_ref(), ask: &|_| None },
        now: &*office.options.moment,
        pause: &std::thread::sleep,
        told: &told,
        link,
    };
    progress.say(format!("0 dari {all} alamat"));
    let done = plan.deliver(options, &tools).inspect_err(|error| forget_secret(office, error));
    let mut lines = lines.into_inner();
    match done {
        Ok(_) => Ok(lines),
        Err(error) if lines.is_empty() => Err(error),
        Err(error) => {
            let why = chain(&error);
            lines.push(format!("Berhenti sebelum selesai: {why}. Yang belum terkirim tetap ada di daftar."));
            Ok(lines)
        }
    }
}

/// A secret that the server does not take is asked for again.
fn forget_secret(office: &Office, error: &JobError) {
    if matches!(error, JobError::Post(PostError::Login { .. })) {
        office.keep_mail_secret(None);
    }
}

/// Keeps the secret that was typed; it must be there where the settings ask for one.
async fn secret(office: &Arc<Office>, posted: &Posted) -> Result<(), Fault> {
    if let Some(secret) = Secret::new(posted.raw("sandi")) {
        office.keep_mail_secret(Some(secret));
    }
    let shared = Arc::clone(office);
    let asked = apart(move || {
        let workspace = Workspace::open(&shared.options.folder).map_err(JobError::from)?;
        Ok(asks(&workspace.mail) && shared.mail_secret().is_none())
    });
    if asked.await? {
        return Err(FieldFault::new("sandi", "Sandi surel belum diisi.").into());
    }
    Ok(())
}

/// `POST /surat/ambil`: takes what is new in the mailbox into the inbox.
pub(crate) async fn fetch(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    if let Err(fault) = secret(&office, &posted).await {
        return match fault {
            Fault::Field(fault) => {
                draw(office, &person, SendQuery::default(), Vec::new(), Again::with(typed, fault)).await
            }
            other => Err(other),
        };
    }
    let options = FetchOptions { folder: office.options.folder.clone(), today: office.today() };
    office.note(&person.name, "surel diambil", String::new())?;
    begin(&office, FETCHING, &person.name, move |office, progress| {
        let given = office.mail_secret();
        let sources = SecretSources { surroundings: given.as_ref(), ask: &|_| None };
        let far = |done: usize, all: usize| progress.say(format!("{done} dari {all} surat"));
        let fetched = fetch_mail(&options, &sources, &far).inspect_err(|error| forget_secret(office, error))?;
        let mut told = vec![format!(
            "{} surel baru dengan {} formulir diambil ke masuk/surel.",
            fetched.taken.len(),
            fetched.forms
        )];
        told.extend(fetched.too_large.iter().map(|one| {
            format!("Terlalu besar, tidak diambil: {one}; simpan lampirannya, lalu kirim lewat halaman unitnya.")
        }));
        told.extend(fetched.bounces.iter().map(|one| {
            let what = if one.delayed { "tertunda" } else { "kembali" };
            format!(
                "{}: surat {} ke {} {what} ({}); periksa kolom Surel di lembar Unit.",
                one.unit, one.kind, one.address, one.reason
            )
        }));
        Ok(Outcome { told, look: None })
    })
    .await?;
    Ok(to("/surat/kirim", "ambil"))
}

/// `POST /surat/sandi`: forgets the secret of the mailbox.
pub(crate) async fn forget(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    posted.of_bureau()?;
    office.keep_mail_secret(None);
    Ok(to("/surat/kirim", "sandi-lupa"))
}
