//! The recap as a page, and the way from each of its figures down to the cells.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::Reader;
use super::super::view::View;
use super::{Paging, address};
use crate::domain::address::CellAddress;
use crate::domain::official::OfficialScope;
use crate::domain::place::Place;
use crate::page;
use crate::recap::model::{FigureTrace, IkuRow, Recap, RedRow, TraceStep, UnitRow};
use crate::recap::official::OfficialComparison;

/// Units on a page.
const SIZE: usize = 60;
/// Red indicators that are shown.
const MOST_RED: usize = 40;
/// Cells of a chain that are shown in their sheets.
const MOST_CUTS: usize = 12;

#[derive(Deserialize)]
pub(crate) struct RecapQuery {
    #[serde(default, rename = "hal")]
    page: usize,
    #[serde(default, rename = "kabar")]
    news: String,
}

#[derive(Template)]
#[template(path = "rekap.html")]
struct RecapPage {
    frame: Frame,
    view: Arc<View>,
    units: Vec<usize>,
    paging: Paging,
    pdf: Option<usize>,
}

impl RecapPage {
    fn recap(&self) -> &Recap {
        &self.view.recap
    }

    /// The official versions of periods: which, and whether the figures of this page are still the same.
    fn official(&self) -> Vec<(String, String)> {
        let versions = self.view.look.official.versions.iter();
        let of_period = versions
            .filter(|one| one.version.reopened.is_none() && matches!(one.version.scope, OfficialScope::Period(_)));
        let told = |one: &OfficialComparison| match (&one.without, one.same()) {
            (Some(why), _) => why.clone(),
            (None, true) => "kiriman sekarang sama".to_string(),
            (None, false) => format!("kiriman sekarang berbeda: {} angka, {} isian", one.figures.len(), one.cells()),
        };
        of_period.map(|one| (format!("{}: {}", one.version.scope.name(), one.version.title()), told(one))).collect()
    }

    /// The number of the chain of an indicator of the institution; those of the cards come first.
    fn iku(&self) -> Vec<(usize, &IkuRow)> {
        let recap = self.recap();
        recap.iku.iter().enumerate().map(|(number, row)| (recap.cards.len() + number, row)).collect()
    }

    fn red(&self) -> Vec<(usize, &RedRow)> {
        let recap = self.recap();
        let before = recap.cards.len() + recap.iku.len();
        recap.red.iter().take(MOST_RED).enumerate().map(|(number, row)| (before + number, row)).collect()
    }

    fn red_more(&self) -> usize {
        self.recap().red.len().saturating_sub(MOST_RED)
    }

    fn unit_rows(&self) -> Vec<&UnitRow> {
        self.units.iter().filter_map(|number| self.recap().units.get(*number)).collect()
    }
}

/// `GET /rekap`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Query(query): Query<RecapQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, view.recap.heading.clone(), "/rekap", &query.news);
    let page = apart(move || {
        let units = (0..view.recap.units.len()).collect();
        let (units, paging) = Paging::cut(units, query.page, SIZE, address("/rekap", &[]));
        let pdf =
            super::results::number_of(&office, &crate::recap::file_name(view.recap.year, view.recap.timespan, "pdf"));
        Ok(RecapPage { frame, view, units, paging, pdf })
    });
    shown(&page.await?)
}

#[derive(Template)]
#[template(path = "asal.html")]
struct OriginPage {
    frame: Frame,
    trace: FigureTrace,
    state: String,
    steps: Vec<(TraceStep, Option<String>)>,
    hidden: usize,
}

/// `GET /rekap/asal/{number}`.
pub(crate) async fn origin(
    State(office): State<Arc<Office>>,
    Reader(person): Reader,
    Path(number): Path<usize>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let trace = view.recap.origins.get(number).cloned().ok_or(Fault::NotFound)?;
    let frame = Frame::new(&office, &person, "Asal angka", "/rekap", "");
    let page = apart(move || {
        let tables = &view.look.result.tables;
        let (mut steps, mut shown, mut hidden) = (Vec::new(), 0, 0);
        for step in &trace.steps {
            let place = step.source.as_ref().and_then(|source| {
                let cell: Vec<CellAddress> = source.cell.split(',').filter_map(|cell| cell.parse().ok()).collect();
                (!cell.is_empty()).then(|| Place {
                    file: source.file.clone(),
                    sheet: Some(source.sheet.clone()),
                    cells: cell,
                })
            });
            let cut = match place {
                Some(place) if shown < MOST_CUTS => page::source(tables, &place)?,
                Some(_) => {
                    hidden += 1;
                    None
                }
                None => None,
            };
            shown += usize::from(cut.is_some());
            steps.push((step.clone(), cut));
        }
        Ok(OriginPage { frame, state: view.recap.state.clone(), trace, steps, hidden })
    });
    shown(&page.await?)
}
