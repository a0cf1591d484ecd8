//! Units by documents: how each stands, and who is to be asked.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, percent};
use super::super::standing::{Standing, StandingTile, tiles};
use super::{Paging, address};
use crate::domain::date::long_format;
use crate::domain::document_kind::YEAR;
use crate::domain::hash::HashMap;
use crate::journal::Receipt;

/// Units on a page.
const SIZE: usize = 50;

#[derive(Deserialize)]
pub(crate) struct MatrixQuery {
    #[serde(default, rename = "cari")]
    words: String,
    #[serde(default, rename = "keadaan")]
    standing: String,
    #[serde(default, rename = "hal")]
    page: usize,
    #[serde(default, rename = "kabar")]
    news: String,
}

#[derive(Template)]
#[template(path = "matriks.html")]
struct MatrixPage {
    frame: Frame,
    date: String,
    state: String,
    words: String,
    chosen: String,
    counts: Vec<(Standing, usize)>,
    headings: Vec<(&'static str, String)>,
    rows: Vec<MatrixRow>,
    paging: Paging,
    unused: Vec<(String, String)>,
    unused_more: usize,
    /// The workspace, where its cascade names no unit yet.
    empty: Option<String>,
}

struct MatrixRow {
    code: String,
    name: String,
    address: String,
    tiles: Vec<StandingTile>,
}

/// Files that count for no unit and are shown.
const MOST_UNUSED: usize = 30;

/// `GET /matriks`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<MatrixQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, "Dokumen semua unit", "/matriks", &query.news);
    let page = apart(move || {
        let receipts = office.receipts(None)?;
        let mut of_unit: HashMap<&str, Vec<&Receipt>> = HashMap::default();
        for one in &receipts {
            of_unit.entry(&one.content.unit).or_default().push(one);
        }
        let compliance = &view.recap.compliance;
        let wanted = query.words.trim().to_lowercase();
        let chosen = Standing::ALL.into_iter().find(|one| one.word() == query.standing);
        let mut counts = Standing::ALL.map(|one| (one, 0));
        let mut rows = Vec::new();
        for row in &compliance.rows {
            let tiles = tiles(&view, row, of_unit.get(row.unit.as_str()).map(Vec::as_slice).unwrap_or_default());
            for tile in &tiles {
                if let Some(count) = counts.iter_mut().find(|(one, _)| *one == tile.standing) {
                    count.1 += 1;
                }
            }
            let named = wanted.is_empty()
                || row.unit.to_lowercase().contains(&wanted)
                || row.name.to_lowercase().contains(&wanted);
            if named && chosen.is_none_or(|chosen| tiles.iter().any(|tile| tile.standing == chosen)) {
                let address = format!("/unit/{}", percent(&row.unit));
                rows.push(MatrixRow { code: row.unit.clone(), name: row.name.clone(), address, tiles });
            }
        }
        let asked = [("cari", query.words.trim()), ("keadaan", query.standing.as_str())];
        let (rows, paging) = Paging::cut(rows, query.page, SIZE, address("/matriks", &asked));
        let heading = YEAR.iter().zip(&compliance.columns);
        Ok(MatrixPage {
            frame,
            date: long_format(view.look.today),
            state: format!("dibaca {}", view.at.format("%H.%M")),
            words: query.words,
            chosen: query.standing,
            counts: counts.into_iter().filter(|(_, count)| *count > 0).collect(),
            headings: heading.map(|(one, column)| (one.heading, column.tenggat_wording.clone())).collect(),
            rows,
            paging,
            unused: compliance.unused.iter().take(MOST_UNUSED).cloned().collect(),
            empty: view.look.result.tables.units.is_empty().then(|| {
                let folder = &view.look.workspace.folder;
                std::path::absolute(folder).unwrap_or_else(|_| folder.clone()).display().to_string()
            }),
            unused_more: compliance.unused.len().saturating_sub(MOST_UNUSED),
        })
    });
    shown(&page.await?)
}
