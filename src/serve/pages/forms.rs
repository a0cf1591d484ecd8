//! Forms for every unit: made all at once, taken home as one file or for one unit, and sent with their letters.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;

use super::super::again::{Again, FieldFault};
use super::super::entry::NewsQuery;
use super::super::fault::{Fault, apart, or_again, shown_again, to};
use super::super::form::Posted;
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, Person, percent};
use super::super::running::{Outcome, begin};
use super::super::view::View;
use super::super::work::Ended;
use super::results::download;
use crate::domain::document_kind::{YEAR, YearDocument};
use crate::files::{self, file_name, own_name};
use crate::jobs::{HandedOut, TemplatesOptions, forms_package, handed_out, templates};

/// What the job is called.
const MAKING: &str = "Pembuatan formulir";

#[derive(Template)]
#[template(path = "bagikan.html")]
struct FormsPage {
    frame: Frame,
    documents: Vec<(String, String, bool)>,
    units: Vec<(String, String)>,
    one_workbook: bool,
    made: Vec<MadeRow>,
    all_forms: usize,
    last: Option<Ended>,
    /// Whether this program sends mail.
    sends: bool,
}

/// What lies ready for a unit.
struct MadeRow {
    unit: String,
    way: String,
    letter: Option<String>,
    forms: Vec<String>,
}

/// `GET /bagikan`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<NewsQuery>,
) -> Result<Response, Fault> {
    draw(&office, &person, &query.news, (None, Again::default())).await
}

/// The page, with a form that is shown once more where that is needed; `chosen` are the documents ticked in it.
async fn draw(
    office: &Arc<Office>,
    person: &Person,
    news: &str,
    (chosen, again): (Option<Vec<String>>, Again),
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(office, person, "Formulir", "/bagikan", news).again(again.clone());
    let shared = Arc::clone(office);
    let page = apart(move || {
        let made: Vec<MadeRow> = ready(&shared, &view).iter().map(row).collect();
        let ticked = |option: &String| chosen.as_ref().is_none_or(|chosen| chosen.contains(option));
        let document = |one: &YearDocument| {
            let quarter = one.quarter.map(|quarter| format!(" {quarter}")).unwrap_or_default();
            let option = one.option();
            (option.clone(), format!("{}{quarter}", one.kind.name()), ticked(&option))
        };
        Ok(FormsPage {
            documents: YEAR.iter().map(document).collect(),
            units: view.look.result.tables.units.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect(),
            one_workbook: !frame.typed("gabung").is_empty(),
            all_forms: made.iter().map(|one| one.forms.len()).sum(),
            made,
            last: shared.jobs.last().filter(|last| last.what == MAKING),
            sends: cfg!(feature = "surel"),
            frame,
        })
    });
    shown_again(&page.await?, &again)
}

fn row(one: &HandedOut) -> MadeRow {
    let code = percent(&one.unit);
    MadeRow {
        way: format!("/bagikan/unduh/{code}"),
        letter: one.letter.as_ref().map(|_| format!("/bagikan/surat/{code}")),
        forms: one.forms.iter().map(|path| own_name(path)).collect(),
        unit: one.unit.clone(),
    }
}

/// What lies ready, of units that the register has.
fn ready(office: &Office, view: &View) -> Vec<HandedOut> {
    let codes = view.look.result.tables.units.iter().map(|unit| unit.code.as_str());
    handed_out(&office.options.folder, codes)
}

/// `POST /bagikan`: makes the forms that were ticked.
pub(crate) async fn make(State(office): State<Arc<Office>>, posted: Posted) -> Result<Response, Fault> {
    let (person, typed) = (posted.of_bureau()?.clone(), posted.typed());
    let chosen = posted.every("jenis");
    or_again(made(&office, &posted, &person, &chosen).await, typed, |again| {
        draw(&office, &person, "", (Some(chosen), again))
    })
    .await
}

async fn made(office: &Arc<Office>, posted: &Posted, person: &Person, chosen: &[String]) -> Result<Response, Fault> {
    let forms: Vec<YearDocument> = YEAR.into_iter().filter(|one| chosen.contains(&one.option())).collect();
    if forms.is_empty() {
        return Err(FieldFault::new("jenis", "Belum ada formulir yang dipilih. Centang sedikitnya satu.").into());
    }
    let units = Some(posted.field("unit").to_string()).filter(|unit| !unit.is_empty());
    let options = TemplatesOptions {
        folder: office.options.folder.clone(),
        units: units.clone().into_iter().collect(),
        forms,
        one_workbook: !posted.field("gabung").is_empty(),
        password: None,
        today: office.today(),
        readers: office.options.readers.clone(),
    };
    let detail = format!("{} untuk {}", chosen.join(", "), units.as_deref().unwrap_or("semua unit"));
    office.note(&person.name, "formulir dibuat", detail)?;
    begin(office, MAKING, &person.name, move |_, progress| {
        let done = templates(&options, progress)?;
        let mut told =
            vec![format!("{} buku kerja dibuat; unduh di bawah, atau kirim dengan suratnya.", done.workbooks)];
        if !done.without_indicators.is_empty() {
            let units = done.without_indicators.join(", ");
            told.push(format!("Tanpa indikator di kaskade, jadi barisnya kosong: {units}."));
        }
        told.extend(done.notes);
        Ok(Outcome { told, look: None })
    })
    .await?;
    Ok(to("/bagikan", "formulir"))
}

/// `GET /bagikan/unduh`: all of them in one file.
pub(crate) async fn package(State(office): State<Arc<Office>>, Bureau(_person): Bureau) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let year = view.look.workspace.year;
    let bytes = apart(move || {
        let all = ready(&office, &view);
        if all.is_empty() { Err(Fault::NotFound) } else { Ok(forms_package(&all)?) }
    });
    Ok(download(&format!("formulir-{year}.zip"), bytes.await?))
}

/// `GET /bagikan/unduh/{code}`: those of a unit in one file.
pub(crate) async fn package_of(
    State(office): State<Arc<Office>>,
    Bureau(_person): Bureau,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let name = format!("formulir-{}-{}.zip", view.look.workspace.year, file_name(&code));
    let bytes = apart(move || {
        let one = ready(&office, &view).into_iter().find(|one| one.unit == code).ok_or(Fault::NotFound)?;
        Ok(forms_package(&[one])?)
    });
    Ok(download(&name, bytes.await?))
}

/// `GET /bagikan/surat/{code}`: the letter of a unit with its forms, for any mail program.
pub(crate) async fn letter(
    State(office): State<Arc<Office>>,
    Bureau(_person): Bureau,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let name = format!("{} pengantar.eml", file_name(&code));
    let bytes = apart(move || {
        let one = ready(&office, &view).into_iter().find(|one| one.unit == code).ok_or(Fault::NotFound)?;
        files::read(&one.letter.ok_or(Fault::NotFound)?).map_err(|_| Fault::NotFound)
    });
    Ok(download(&name, bytes.await?))
}
