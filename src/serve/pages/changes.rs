//! What is different between a submission and the one before it, cell by cell and finding by finding.

use std::collections::BTreeMap;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::super::fault::{Fault, apart, shown};
use super::super::frame::Frame;
use super::super::office::Office;
use super::super::person::{Person, percent};
use crate::compare::{ChangeFate, ChangeRow, ChangeSummary};
use crate::jobs::{CompareOptions, Silent, compare};
use crate::journal::Receipt;

/// Changes of one kind that are shown.
const MOST: usize = 100;

#[derive(Template)]
#[template(path = "beda.html")]
struct ChangePage {
    frame: Frame,
    way: String,
    before: String,
    after: String,
    groups: Vec<ChangeGroup>,
}

/// Changes of one kind.
struct ChangeGroup {
    heading: &'static str,
    rows: Vec<(String, String)>,
    more: usize,
}

/// `GET /unit/{code}/kiriman/{order}`.
pub(crate) async fn page(
    State(office): State<Arc<Office>>,
    person: Person,
    Path((code, order)): Path<(String, u32)>,
) -> Result<Response, Fault> {
    let view = office.seen().await?;
    if !person.sees(&code) || view.unit(&code).is_none() {
        return Err(Fault::NotFound);
    }
    let frame = Frame::new(&office, &person, format!("Yang berubah, {code}"), "", "");
    let permit = office.checks.acquire().await;
    let shared = Arc::clone(&office);
    let page = apart(move || {
        let receipts = shared.receipts(Some(&code))?;
        let at = receipts.iter().position(|one| one.order == order).ok_or(Fault::NotFound)?;
        let after = &receipts[at];
        let same = |old: &&Receipt| old.content.documents == after.content.documents;
        let before = receipts[at + 1..].iter().find(same).ok_or(Fault::NotFound)?;
        let inbox = view.look.workspace.inbox();
        let compared = compare(
            &CompareOptions {
                before: inbox.join(&before.path),
                after: inbox.join(&after.path),
                workspace: Some(shared.options.folder.clone()),
                today: view.look.today,
                readers: shared.options.readers.clone().at_once(1),
            },
            &Silent,
        )?;
        let mut by_fate: BTreeMap<ChangeFate, Vec<&ChangeSummary>> = BTreeMap::new();
        for one in compared.changes.iter().flat_map(|unit| &unit.changes) {
            by_fate.entry(one.fate).or_default().push(one);
        }
        let groups = by_fate.into_iter().map(|(fate, all)| ChangeGroup {
            heading: fate.heading(),
            rows: all.iter().take(MOST).map(|one| told(&code, one)).collect(),
            more: all.len().saturating_sub(MOST),
        });
        Ok(ChangePage {
            frame,
            way: format!("/unit/{}", percent(&code)),
            before: format!("{} ({})", before.number(), before.content.name),
            after: format!("{} ({})", after.number(), after.content.name),
            groups: groups.collect(),
        })
    });
    let page = page.await?;
    drop(permit);
    shown(&page)
}

/// Where, and what.
fn told(unit: &str, one: &ChangeSummary) -> (String, String) {
    let row = ChangeRow::from(unit, one);
    let sheet = one.place.sheet.as_deref().unwrap_or_default();
    let cells = one.place.cell_text();
    let place = [sheet, &cells].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let content = match (row.code, row.entry) {
        (Some(code), _) => format!("{code}: {}", row.message.unwrap_or_default()),
        (None, Some(entry)) => {
            let mention = |text: Option<&str>| text.unwrap_or("(kosong)").to_string();
            format!("{entry}: {} menjadi {}", mention(row.before), mention(row.after))
        }
        (None, None) => row.before.or(row.after).unwrap_or_default().to_string(),
    };
    let indikator = row.indikator.unwrap_or_default().to_string();
    let content = [indikator, content].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ");
    (place.join(" › "), content)
}
