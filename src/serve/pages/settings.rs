//! What the bureau settles: the settings, the cascade, waivers and names of units; and what was changed by whom.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Multipart, Query, State};
use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::super::again::{Again, FieldFault, Typed};
use super::super::fault::{Fault, apart, or_again, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, Person};
use super::super::running::look_again;
use super::super::upload::bring;
use super::super::view::View;
use super::results::download;
use crate::domain::date::{long_format, read_date, short_date};
use crate::domain::document::IdentityKey;
use crate::domain::place::KASKADE_FILE;
use crate::files;
use crate::finding::verdict::Pengecualian;
use crate::jobs::{CascadeOptions, add_alias, replace_cascade};
use crate::journal::{Change, Journal};
use crate::rules;
use crate::tables::Status;
use crate::workspace::{SETTINGS_FILE, WorkspaceError, add_pengecualian, end_pengecualian, write_settings};

/// Changes that are shown.
const MOST_CHANGES: u32 = 100;
/// Forms of unknown units that are settled at once; settled ones make room for others.
const MOST_UNKNOWN: usize = 50;

#[derive(Default, Deserialize)]
pub(crate) struct SettingsQuery {
    #[serde(default, rename = "kabar")]
    news: String,
    #[serde(default, rename = "aturan")]
    rule: String,
    #[serde(default)]
    unit: String,
    #[serde(default)]
    indikator: String,
}

#[derive(Template)]
#[template(path = "atur.html")]
struct SettingsPage {
    frame: Frame,
    digest: String,
    /// The settings as text.
    text: String,
    query: SettingsQuery,
    waivers: Vec<WaiverRow>,
    rules: Vec<(&'static str, &'static str)>,
    units: Vec<(String, String)>,
    until: String,
    unknown: Vec<UnknownUnit>,
    changes: Vec<Change>,
}

/// A waiver.
struct WaiverRow {
    number: usize,
    rule: String,
    place: String,
    reason: String,
    until: String,
    over: bool,
    /// Findings that it accepts now.
    used: usize,
}

/// A form whose unit nobody knows.
struct UnknownUnit {
    file: String,
    sheet: String,
    /// What it calls its unit.
    name: String,
}

/// `GET /atur`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<SettingsQuery>,
) -> Result<Response, Fault> {
    draw(office, &person, query, Again::default()).await
}

/// The page, with a form that is shown once more where that is needed.
async fn draw(office: Arc<Office>, person: &Person, mut query: SettingsQuery, again: Again) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, person, "Pengaturan", "/atur", &query.news).again(again.clone());
    for (name, value) in [("aturan", &mut query.rule), ("unit", &mut query.unit), ("indikator", &mut query.indikator)] {
        if !again.faults.is_empty() {
            *value = again.typed.of(name).to_string();
        }
    }
    let again_text = again.typed.of("teks").to_string();
    let page = apart(move || {
        let journal = Journal::existing(&office.options.folder)?;
        let today = office.today();
        let units = view.look.result.tables.units.iter().map(|unit| (unit.code.clone(), unit.name.clone()));
        Ok(SettingsPage {
            digest: office.settings_digest(),
            text: match again_text.is_empty() {
                true => files::read_text(&office.options.folder.join(SETTINGS_FILE)).unwrap_or_default(),
                false => again_text,
            },
            query,
            waivers: waivers(&office, &view, today)?,
            rules: rules::CATALOGUE.iter().map(|rule| (rule.code, rule.name)).collect(),
            units: units.collect(),
            until: match frame.typed("sampai") {
                "" => NaiveDate::from_ymd_opt(view.look.workspace.year, 12, 31).map(dashed).unwrap_or_default(),
                typed => typed.to_string(),
            },
            unknown: unknown(&view),
            changes: journal.map(|journal| journal.changes(MOST_CHANGES)).transpose()?.unwrap_or_default(),
            frame,
        })
    });
    shown_again(&page.await?, &again)
}

/// The waivers as they stand in the file now, not as they were when it was looked at.
fn waivers(office: &Office, view: &View, today: NaiveDate) -> Result<Vec<WaiverRow>, Fault> {
    let now = crate::workspace::Workspace::open(&office.options.folder).map_err(told)?;
    let all = now.settings.aturan.pengecualian.iter().enumerate().map(|(number, one)| {
        let place = [one.unit.as_deref(), one.indikator.as_deref(), one.file.as_deref()];
        let place: Vec<&str> = place.into_iter().flatten().collect();
        let accepted = view.look.result.excepted.iter().filter(|finding| {
            finding.code == one.aturan && finding.pengecualian.as_deref() == Some(one.reason.as_str())
        });
        WaiverRow {
            number,
            rule: one.aturan.clone(),
            place: if place.is_empty() { "di mana saja".to_string() } else { place.join(", ") },
            reason: one.reason.clone(),
            until: short_date(one.until),
            over: one.until < today,
            used: accepted.count(),
        }
    });
    Ok(all.collect())
}

/// Forms that count for nobody because their unit is not known.
fn unknown(view: &View) -> Vec<UnknownUnit> {
    let tables = &view.look.result.tables;
    let mut all: Vec<UnknownUnit> = Vec::new();
    for document in tables.documents.iter().filter(|one| one.status == Status::Unconnected && one.kind.is_sent()) {
        let Some(file) = tables.files.get(document.file as usize).filter(|file| file.copy_from.is_none()) else {
            continue;
        };
        let content = file.outcome.as_ref().ok().and_then(|read| read.documents.get(document.document as usize));
        let Some(content) = content else { continue };
        let named = content.identities.iter().find(|one| one.key == IdentityKey::Unit);
        let name = named.and_then(|one| one.entry.text()).unwrap_or_default().trim().to_string();
        let known = all.iter().any(|one| one.file == file.path && one.name == name);
        if !known && all.len() < MOST_UNKNOWN {
            all.push(UnknownUnit { file: file.path.clone(), sheet: content.sheet.clone(), name });
        }
    }
    all
}

fn dashed(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

fn told(error: WorkspaceError) -> Fault {
    match error {
        WorkspaceError::InUse(_) => Fault::Busy(error.to_string()),
        WorkspaceError::WrongSettings { .. } | WorkspaceError::NotEdited(_) => Fault::Wrong(error.to_string()),
        _ => Fault::Broken(error.to_string()),
    }
}

/// Refuses when somebody changed the settings since the page was drawn.
fn unchanged(office: &Office, posted: &Posted) -> Result<(), Fault> {
    if posted.field("sidik") == office.settings_digest() {
        return Ok(());
    }
    Err(Fault::Busy(
        "selaras.toml sudah diubah orang lain sejak halaman ini dibuka. Buka lagi halaman Pengaturan, lihat keadaannya sekarang, lalu ulangi."
            .to_string(),
    ))
}

fn day(text: &str) -> Result<NaiveDate, Fault> {
    let plain = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
    plain
        .or_else(|| read_date(text))
        .ok_or_else(|| FieldFault::new("sampai", "Tanggal itu tidak terbaca; tulis misalnya 31-12-2026.").into())
}

/// `POST /atur/pengecualian`: adds a waiver to `selaras.toml`.
pub(crate) async fn add(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    or_again(waive(&office, posted, person.clone()).await, typed, |again| {
        draw(office, &person, SettingsQuery::default(), again)
    })
    .await
}

async fn waive(office: &Arc<Office>, posted: Posted, person: Person) -> Result<Response, Fault> {
    let optional = |name: &str| Some(posted.field(name).to_string()).filter(|text| !text.is_empty());
    let new = Pengecualian {
        aturan: posted.need("aturan", "Aturan")?.to_uppercase(),
        unit: optional("unit"),
        indikator: optional("indikator"),
        file: optional("berkas"),
        reason: posted.need("alasan", "Alasan")?.to_string(),
        until: day(posted.need("sampai", "Tanggal berakhir")?)?,
    };
    if rules::rule(&new.aturan).is_none() && !rules::own_code(&new.aturan) {
        return Err(FieldFault::new("aturan", format!("Aturan {} tidak ada. Pilih dari daftar.", new.aturan)).into());
    }
    let shared = Arc::clone(office);
    apart(move || {
        let _one_at_a_time = shared.edits();
        unchanged(&shared, &posted)?;
        let remark = format!("dicatat lewat halaman oleh {}, {}", person.name, long_format(shared.today()));
        add_pengecualian(&shared.options.folder, &new, &remark).map_err(told)?;
        let place = new.unit.as_deref().unwrap_or("di mana saja");
        let detail = format!("{} {place}, sampai {}: {}", new.aturan, short_date(new.until), new.reason);
        shared.note(&person.name, "pengecualian ditambah", detail)
    })
    .await?;
    look_again(office);
    Ok(to("/atur", "pengecualian"))
}

/// `POST /atur/pengecualian/akhiri`: its last day is yesterday.
pub(crate) async fn end(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let number: usize = posted.field("nomor").parse().map_err(|_| Fault::NotFound)?;
    let shared = Arc::clone(&office);
    apart(move || {
        let _one_at_a_time = shared.edits();
        unchanged(&shared, &posted)?;
        let today = shared.today();
        let last = today.checked_sub_days(Days::new(1)).unwrap_or(today);
        let remark = format!("diakhiri lewat halaman oleh {}, {}", person.name, long_format(today));
        end_pengecualian(&shared.options.folder, number, last, &remark).map_err(told)?;
        shared.note(&person.name, "pengecualian diakhiri", format!("nomor {}", number + 1))
    })
    .await?;
    look_again(&office);
    Ok(to("/atur", "berakhir"))
}

/// `POST /atur/alias`: another name of a unit, in `kaskade.xlsx`.
pub(crate) async fn alias(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?.clone();
    let view = office.seen().await?;
    let unit = posted.need("unit", "Unit")?.to_string();
    let name = posted.need("nama", "Nama pada formulir")?.to_string();
    let shared = Arc::clone(&office);
    apart(move || {
        let _one_at_a_time = shared.edits();
        add_alias(&view.look, &unit, &name)?;
        shared.note(&person.name, "nama lain ditambah", format!("{name} = {unit} (kaskade.xlsx)"))
    })
    .await?;
    look_again(&office);
    Ok(to("/atur", "alias"))
}

/// `POST /atur/teks`: the settings as somebody typed them, where they can be understood.
pub(crate) async fn keep_text(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    or_again(text_kept(&office, posted, person.clone()).await, typed, |again| {
        draw(office, &person, SettingsQuery::default(), again)
    })
    .await
}

async fn text_kept(office: &Arc<Office>, posted: Posted, person: Person) -> Result<Response, Fault> {
    let shared = Arc::clone(office);
    apart(move || {
        let _one_at_a_time = shared.edits();
        unchanged(&shared, &posted)?;
        // A browser sends lines as Windows ends them.
        let text = posted.raw("teks").replace("\r\n", "\n");
        write_settings(&shared.options.folder, &text).map_err(|error| match told(error) {
            Fault::Wrong(why) => FieldFault::new("teks", why).into(),
            other => other,
        })?;
        shared.note(&person.name, "pengaturan diubah", SETTINGS_FILE.to_string())
    })
    .await?;
    look_again(office);
    Ok(to("/atur", "teks"))
}

/// `GET /atur/kaskade`: the cascade as it stands.
pub(crate) async fn cascade(State(office): State<Arc<Office>>, Bureau(_person): Bureau) -> Result<Response, Fault> {
    let path = office.options.folder.join(KASKADE_FILE);
    let bytes = apart(move || files::read(&path).map_err(|_| Fault::NotFound)).await?;
    Ok(download(KASKADE_FILE, bytes))
}

/// `POST /atur/kaskade`: another cascade in the place of the one that stands, once it is read and found sound.
pub(crate) async fn bring_cascade(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    form: Multipart,
) -> Result<Response, Fault> {
    let done = cascade_brought(&office, &person, form).await;
    or_again(done, Typed::default(), |again| draw(office, &person, SettingsQuery::default(), again)).await
}

async fn cascade_brought(office: &Arc<Office>, person: &Person, form: Multipart) -> Result<Response, Fault> {
    let wrong = |why: String| FieldFault::new("berkas", why);
    let brought = bring(office, person, form).await.map_err(|fault| match fault {
        Fault::Wrong(why) => wrong(why).into(),
        other => other,
    })?;
    let (shared, name) = (Arc::clone(office), person.name.clone());
    apart(move || {
        let _one_at_a_time = shared.edits();
        let paths = brought.paths();
        let [file] = paths.as_slice() else {
            return Err(wrong("Pilih satu berkas saja, yaitu kaskade.xlsx.".to_string()).into());
        };
        let options = CascadeOptions {
            folder: &shared.options.folder,
            file,
            now: shared.now(),
            readers: &shared.options.readers,
        };
        let replaced = replace_cascade(&options).map_err(|error| match Fault::from(error) {
            Fault::Broken(why) => wrong(why).into(),
            other => other,
        })?;
        shared.note(&name, "kaskade diganti", format!("{} unit; yang lama: {}", replaced.units, replaced.before))
    })
    .await?;
    look_again(office);
    Ok(to("/atur", "kaskade"))
}
