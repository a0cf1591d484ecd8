//! Where every document is in its procedure, and steps that people record.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::again::{Again, FieldFault};
use super::super::fault::{Fault, apart, or_again, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Person, Reader};
use super::super::running::look_again;
use super::{Paging, address};
use crate::domain::date::{read_date, short_date};
use crate::domain::document::DocumentKind;
use crate::domain::official::{ChangeBasis, change_bases};
use crate::jobs::{RecordOptions, RecordWhat, record};
use crate::procedure::{FlowState, KpiState, StepTotal};

/// Documents on a page.
const SIZE: usize = 100;

#[derive(Default, Deserialize)]
pub(crate) struct BoardQuery {
    #[serde(default, rename = "terlambat")]
    late: String,
    #[serde(default, rename = "cari")]
    words: String,
    #[serde(default, rename = "hal")]
    page: usize,
    #[serde(default, rename = "kabar")]
    news: String,
}

#[derive(Template)]
#[template(path = "alur.html")]
struct BoardPage {
    frame: Frame,
    query: BoardQuery,
    sentence: String,
    documents: Vec<FlowState>,
    paging: Paging,
    steps: Vec<StepTotal>,
    kpi: Vec<KpiState>,
    procedures: Vec<String>,
    writes: bool,
    units: Vec<String>,
    /// Reasons for changes after ratification, by document.
    bases: Vec<(String, String)>,
}

impl BoardPage {
    /// Whether the form for a change after ratification is the one that is shown once more.
    fn amends(&self) -> bool {
        ["unit-ubah", "jenis", "uraian", "forum"].iter().any(|name| self.frame.wrong(name).is_some())
    }
}

/// Reasons for which what was ratified may be changed: "pk a", and what it is.
fn bases() -> Vec<(String, String)> {
    let of = |kind: DocumentKind| {
        let short = kind.facts().short.to_lowercase();
        let one = move |basis: &ChangeBasis| {
            (format!("{short} {}", basis.code), format!("{} {}: {}", kind.name(), basis.code, basis.name))
        };
        change_bases(kind).iter().map(one)
    };
    of(DocumentKind::Pk).chain(of(DocumentKind::RencanaAksi)).collect()
}

/// A day in print, or a dash.
fn printed(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| "–".to_string(), short_date)
}

/// `GET /alur`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Query(query): Query<BoardQuery>,
) -> Result<Response, Fault> {
    draw(&office, &person, query, Again::default()).await
}

/// The page, with a form that is shown once more where that is needed.
async fn draw(office: &Arc<Office>, person: &Person, query: BoardQuery, again: Again) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(office, person, "Alur dokumen", "/alur", &query.news).again(again.clone());
    let board = &view.look.official.flow;
    let words = query.words.trim().to_lowercase();
    let fits = |one: &&FlowState| {
        (query.late.is_empty() || one.late)
            && (words.is_empty()
                || one.unit.to_lowercase().contains(&words)
                || one.activity.to_lowercase().contains(&words)
                || one.actor.to_lowercase().contains(&words))
    };
    let documents: Vec<FlowState> = board.documents.iter().filter(fits).cloned().collect();
    let asked = [("terlambat", query.late.as_str()), ("cari", query.words.trim())];
    let (documents, paging) = Paging::cut(documents, query.page, SIZE, address("/alur", &asked));
    let page = BoardPage {
        frame,
        sentence: board.sentence().unwrap_or_else(|| "Belum ada dokumen yang diikuti.".to_string()),
        documents,
        paging,
        steps: board.steps.clone(),
        kpi: board.kpi.clone(),
        procedures: board.procedures.clone(),
        writes: person.is_bureau(),
        units: view.look.result.tables.units.iter().map(|unit| unit.code.clone()).collect(),
        bases: bases(),
        query,
    };
    shown_again(&page, &again)
}

/// `POST /alur/catat`: a step that was done, or that refused a document.
pub(crate) async fn note(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    or_again(noted(&office, posted, person.clone()).await, typed, |again| {
        draw(&office, &person, BoardQuery::default(), again)
    })
    .await
}

async fn noted(office: &Arc<Office>, posted: Posted, person: Person) -> Result<Response, Fault> {
    let step = posted.need("langkah", "Nomor langkah")?.to_string();
    let reason = posted.field("alasan").to_string();
    let what = match posted.field("keputusan") {
        "tolak" if reason.is_empty() => {
            return Err(FieldFault::new("alasan", "Alasan penolakan belum diisi.").into());
        }
        "tolak" => RecordWhat::Refused { step, reason },
        _ => RecordWhat::Done { step },
    };
    let options = RecordOptions {
        folder: office.options.folder.clone(),
        unit: posted.need("unit", "Unit")?.to_string(),
        document: posted.need("dokumen", "Dokumen")?.to_string(),
        what,
        by: Some(person.name.clone()),
        day: office.today(),
        time: Some(office.now().time()),
        readers: office.options.readers.clone(),
    };
    let shared = Arc::clone(office);
    apart(move || {
        let done = record(&options).map_err(|error| match error {
            crate::jobs::JobError::Workspace(_) | crate::jobs::JobError::Journal(_) => Fault::from(error),
            _ => FieldFault::new("langkah", error.to_string()).into(),
        })?;
        let what = format!("{} {}", done.event.document, done.event.unit);
        let step = done.event.step.unwrap_or_default();
        shared.note(&person.name, "langkah dicatat", format!("{what}, langkah {step}: {}", done.event.kind.name()))
    })
    .await?;
    look_again(office);
    Ok(to("/alur", "langkah"))
}

/// `POST /alur/perubahan`: why a document was changed after it was ratified.
pub(crate) async fn amend(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    or_again(amended(&office, posted, person.clone()).await, typed, |again| {
        draw(&office, &person, BoardQuery::default(), again)
    })
    .await
}

async fn amended(office: &Arc<Office>, posted: Posted, person: Person) -> Result<Response, Fault> {
    let forum = match posted.field("forum") {
        "" => None,
        text => {
            let plain = chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").ok();
            let day = plain.or_else(|| read_date(text));
            Some(day.ok_or_else(|| FieldFault::new("forum", "Tanggal itu tidak terbaca; tulis misalnya 20-04-2026."))?)
        }
    };
    let chosen = posted.need("jenis", "Jenis alasan")?;
    let unknown = || FieldFault::new("jenis", "Jenis alasan itu tidak ada. Pilih dari daftar.");
    let (document, basis) = chosen.split_once(' ').ok_or_else(unknown)?;
    let what = RecordWhat::Amended {
        basis: basis.to_string(),
        reason: posted.need("uraian", "Uraian alasan")?.to_string(),
        forum,
    };
    let options = RecordOptions {
        folder: office.options.folder.clone(),
        unit: posted.need("unit-ubah", "Unit")?.to_string(),
        document: document.to_string(),
        what,
        by: Some(person.name.clone()),
        day: office.today(),
        time: Some(office.now().time()),
        readers: office.options.readers.clone(),
    };
    apart(move || {
        record(&options).map_err(|error| match Fault::from(error) {
            Fault::Broken(why) => FieldFault::new("jenis", why).into(),
            other => other,
        })?;
        Ok(())
    })
    .await?;
    look_again(office);
    Ok(to("/alur", "perubahan"))
}
