//! The main job from the page, how far it is, and how the last one ended.

use std::sync::Arc;

use askama::Template;
use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};

use super::super::entry::NewsQuery;
use super::super::fault::{Fault, shown, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, Person};
use super::super::running::{Outcome, begin, look_again};
use super::super::work::Ended;
use crate::domain::period::Timespan;
use crate::domain::triwulan::Triwulan;
use crate::jobs::{ConsolidateOptions, Look, chain, consolidate};

#[derive(Template)]
#[template(path = "jalan.html")]
struct RunPage {
    frame: Frame,
    last: Option<Ended>,
    running: String,
}

/// `GET /jalan`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    let frame = Frame::new(&office, &person, "Konsolidasi", "/jalan", &query.news);
    let running = frame.running.clone();
    shown(&RunPage { frame, last: office.jobs.last(), running })
}

/// `POST /jalan`: reads, checks and writes everything below `hasil/`.
pub(crate) async fn start(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let person = posted.of_bureau()?;
    let period = period(posted.field("periode"))?;
    let options = ConsolidateOptions {
        period,
        readers: office.options.readers.clone(),
        per_unit: !posted.field("per_unit").is_empty(),
        ..ConsolidateOptions::new(office.options.folder.clone(), office.today())
    };
    office.note(&person.name, "konsolidasi dijalankan", posted.field("periode").to_string())?;
    begin(&office, "Konsolidasi", &person.name, move |_, progress| {
        let done = consolidate(&options, progress)?;
        let mut told = vec![format!("{} berkas ditulis ke folder hasil.", done.outputs.len())];
        match &done.returned {
            Ok(returned) => {
                let letters: usize = returned.surat.values().sum();
                told.push(format!("{} berkas koreksi dan {letters} surat disiapkan.", returned.marked));
                told.extend(returned.failures.iter().cloned());
            }
            Err(error) => told.push(format!("Koreksi dan surat tidak dibuat: {}", chain(error))),
        }
        told.extend(done.notes);
        // Pages show the newest quarter whatever period was written.
        let look = period.is_none().then_some(Look {
            workspace: done.workspace,
            result: done.result,
            official: done.official,
            today: options.today,
        });
        Ok(Outcome { told, look })
    })
    .await?;
    Ok(to("/jalan", "jalan"))
}

/// "", "tw2", "semester1", "tahun".
pub(super) fn period(text: &str) -> Result<Option<Timespan>, Fault> {
    let number = |start: &str| text.strip_prefix(start).and_then(|number| number.parse::<u32>().ok());
    let known = match text {
        "" => return Ok(None),
        "tahun" => Some(Timespan::Yearly),
        _ => number("tw")
            .and_then(Triwulan::from_number)
            .map(Timespan::Triwulan)
            .or_else(|| number("semester").and_then(Timespan::semester)),
    };
    known.map(Some).ok_or_else(|| Fault::Wrong("Periode itu tidak dikenal. Pilih dari daftar.".to_string()))
}

/// `POST /muat`: looks at the workspace anew.
pub(crate) async fn reload(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    posted.of_bureau()?;
    look_again(&office);
    Ok(to(if posted.field("ke") == "matriks" { "/matriks" } else { "/jalan" }, "muat"))
}

/// `GET /kemajuan`: how far the job is.
pub(crate) async fn pulse(State(office): State<Arc<Office>>, _person: Person) -> Response {
    Json(office.jobs.pulse(office.view_number())).into_response()
}
