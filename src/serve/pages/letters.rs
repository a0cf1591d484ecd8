//! Letters as they would go out now, and those that the last run wrote.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, percent};
use super::results::download;
use super::{Paging, address};
use crate::domain::system::chain;
use crate::files::{self, Names};
use crate::letters::{Surat, SuratKind};
use crate::pipeline::returns::{FOLDER, letters_now};

/// Letters on a page.
const SIZE: usize = 100;

#[derive(Deserialize)]
pub(crate) struct LetterQuery {
    #[serde(default, rename = "hal")]
    page: usize,
}

#[derive(Template)]
#[template(path = "surat.html")]
struct LetterList {
    frame: Frame,
    rows: Vec<LetterRow>,
    paging: Paging,
    /// Whether this program sends mail.
    sends: bool,
}

/// A letter in the list.
struct LetterRow {
    unit: String,
    address: String,
    kind: &'static str,
    subject: String,
    to: String,
}

fn kind_name(kind: SuratKind) -> &'static str {
    match kind {
        SuratKind::Correction => "koreksi",
        SuratKind::Receipt => "tanda terima",
        SuratKind::Reminder => "pengingat",
        SuratKind::HandOut => "pengantar",
    }
}

/// `GET /surat`.
pub(crate) async fn list(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<LetterQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, "Surat", "/surat", "");
    let page = apart(move || {
        let all = letters_now(&view.look.workspace, &view.look.input());
        let all = all.map_err(|error| Fault::Broken(chain(&error)))?;
        let (all, paging) = Paging::cut(all, query.page, SIZE, address("/surat", &[]));
        let row = |(unit, kind, surat): (String, SuratKind, Surat)| LetterRow {
            address: format!("/surat/{}", percent(&unit)),
            kind: kind_name(kind),
            subject: surat.subjek,
            to: if surat.to.is_empty() { "alamat belum diketahui".to_string() } else { surat.to.join(", ") },
            unit,
        };
        Ok(LetterList { frame, rows: all.into_iter().map(row).collect(), paging, sends: cfg!(feature = "surel") })
    });
    shown(&page.await?)
}

#[derive(Template)]
#[template(path = "surat-satu.html")]
struct LetterPage {
    frame: Frame,
    unit: String,
    address: String,
    kind: &'static str,
    surat: Surat,
    written: bool,
}

/// `GET /surat/{code}`.
pub(crate) async fn one(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, format!("Surat untuk {code}"), "/surat", "");
    let page = apart(move || {
        let all = letters_now(&view.look.workspace, &view.look.input());
        let all = all.map_err(|error| Fault::Broken(chain(&error)))?;
        let (unit, kind, surat) = all.into_iter().find(|(unit, ..)| *unit == code).ok_or(Fault::NotFound)?;
        let written = letter_file(&office, &view, &unit).is_some();
        let address = format!("/surat/{}", percent(&unit));
        Ok(LetterPage { frame, address, kind: kind_name(kind), surat, written, unit })
    });
    shown(&page.await?)
}

/// The letter of a unit that the last run wrote: which of the three there is.
fn letter_file(office: &Office, view: &super::super::view::View, unit: &str) -> Option<std::path::PathBuf> {
    let codes = view.look.result.tables.units.iter().map(|unit| unit.code.as_str());
    let folder = Names::of_codes(codes).get(unit)?.clone();
    let folder = office.options.folder.join("hasil").join(FOLDER).join(folder);
    let kinds = [SuratKind::Correction, SuratKind::Receipt, SuratKind::Reminder];
    kinds.into_iter().map(|kind| folder.join(kind.file())).find(|path| path.is_file())
}

/// `GET /surat/{code}/berkas`: the letter with its attachments.
pub(crate) async fn file(
    State(office): State<Arc<Office>>,
    Bureau(_person): Bureau,
    Path(code): Path<String>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let (name, bytes) = apart(move || {
        let path = letter_file(&office, &view, &code).ok_or(Fault::NotFound)?;
        let name = files::own_name(&path);
        Ok((format!("{code} {name}"), files::read(&path).map_err(|_| Fault::NotFound)?))
    })
    .await?;
    Ok(download(&name, bytes))
}
