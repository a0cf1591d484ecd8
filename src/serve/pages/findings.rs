//! Findings, a page at a time, each in its sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use serde::Deserialize;

use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Bureau, Person, percent};
use super::super::view::View;
use super::{Paging, address};
use crate::finding::{Severity, Temuan};
use crate::page;
use crate::rules;

/// Findings on a page.
const SIZE: usize = 25;

#[derive(Deserialize)]
pub(crate) struct FindingQuery {
    #[serde(default, rename = "tingkat")]
    severity: String,
    #[serde(default, rename = "aturan")]
    rule: String,
    #[serde(default)]
    unit: String,
    #[serde(default, rename = "kata")]
    words: String,
    #[serde(default, rename = "hal")]
    page: usize,
    #[serde(default, rename = "kabar")]
    news: String,
}

#[derive(Template)]
#[template(path = "daftar-temuan.html")]
struct FindingPage {
    frame: Frame,
    way: String,
    query: FindingQuery,
    counts: [usize; 3],
    rules: Vec<(String, String)>,
    units: Vec<(String, String)>,
    part: String,
    paging: Paging,
    whole: bool,
}

impl FindingPage {
    fn any(&self) -> bool {
        self.counts.iter().sum::<usize>() > 0
    }
}

/// `GET /temuan`.
pub(crate) async fn house(
    State(office): State<Arc<Office>>,
    Bureau(person): Bureau,
    Query(query): Query<FindingQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    let frame = Frame::new(&office, &person, "Temuan", "/temuan", &query.news);
    let page = apart(move || {
        let mut all: Vec<&Temuan> = view.look.result.temuan.iter().collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.severity));
        let units = view.look.result.tables.units.iter().map(|unit| (unit.code.clone(), unit.name.clone())).collect();
        filled(frame, "/temuan".to_string(), query, all, units, &view)
    });
    shown(&page.await?)
}

/// `GET /unit/{code}/temuan`.
pub(crate) async fn unit(
    State(office): State<Arc<Office>>,
    person: Person,
    Path(code): Path<String>,
    Query(mut query): Query<FindingQuery>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    if !person.sees(&code) || view.unit(&code).is_none() {
        return Err(Fault::NotFound);
    }
    query.unit.clear();
    let way = format!("/unit/{}/temuan", percent(&code));
    let frame = Frame::new(&office, &person, format!("Temuan {code}"), &way, &query.news);
    let page = apart(move || {
        let own = view.own_findings(&code);
        filled(frame, way, query, own.iter().collect(), Vec::new(), &view)
    });
    shown(&page.await?)
}

fn filled(
    frame: Frame,
    way: String,
    query: FindingQuery,
    all: Vec<&Temuan>,
    units: Vec<(String, String)>,
    view: &View,
) -> Result<FindingPage, Fault> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &all {
        *known.entry(&one.code).or_default() += 1;
    }
    let named = |code: &str| rules::rule(code).map_or("", |rule| rule.name);
    let rules = known.iter().map(|(code, count)| ((*code).to_string(), format!("{code} {} ({count})", named(code))));
    let rules = rules.collect();
    let severity = Severity::of_name(&query.severity);
    let words = query.words.trim().to_lowercase();
    let fits = |one: &&Temuan| {
        severity.is_none_or(|severity| one.severity == severity)
            && (query.rule.is_empty() || one.code == query.rule)
            && (query.unit.is_empty() || one.unit.as_deref().unwrap_or("-") == query.unit)
            && (words.is_empty() || said(one, &words))
    };
    let chosen: Vec<&Temuan> = all.into_iter().filter(fits).collect();
    let count = [Severity::Error, Severity::Warning, Severity::Info]
        .map(|severity| chosen.iter().filter(|one| one.severity == severity).count());
    let asked =
        [("tingkat", query.severity.as_str()), ("aturan", &query.rule), ("unit", &query.unit), ("kata", &query.words)];
    let (shown, paging) = Paging::cut(chosen, query.page, SIZE, address(&way, &asked));
    let (tables, whole) = (&view.look.result.tables, !units.is_empty());
    let part = if whole { page::part_to_waive(&shown, tables, "/atur")? } else { page::part(&shown, tables)? };
    Ok(FindingPage { frame, way, query, counts: count, rules, units, part, paging, whole })
}

/// Whether a finding says a word.
fn said(one: &Temuan, words: &str) -> bool {
    let texts = [one.message.as_str(), &one.place.file, one.indikator.as_deref().unwrap_or_default(), &one.advice];
    texts.iter().any(|text| text.to_lowercase().contains(words))
}
