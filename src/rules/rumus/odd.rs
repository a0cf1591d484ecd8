//! Odd cells that the reader noticed, for the rules about formulas.

use crate::domain::address::CellAddress;
use crate::domain::audit::{OddCell, OddKind};
use crate::domain::document::Fact;
use crate::domain::place::Place;
use crate::domain::text::listed;
use crate::finding::Temuan;
use crate::rules::helpers::entry::{self, EntryCell};
use crate::rules::helpers::fact::{self, SheetFact};
use crate::rules::helpers::{quote, room};
use crate::rules::{Aturan, RuleContext};
use crate::tables::Tables;

/// Cells that a message lists.
const LISTED: usize = 5;

/// The odd cells of some kinds, each with its sheet.
pub(super) fn of_kinds<'a>(
    tables: &'a Tables,
    kinds: &[OddKind],
) -> impl Iterator<Item = (SheetFact<'a>, &'a OddCell)> {
    fact::fact(tables).filter_map(|(sheet, fact)| match fact {
        Fact::OddCell { odd } if kinds.contains(&odd.kind) => Some((sheet, odd)),
        _ => None,
    })
}

/// A finding at an odd cell.
pub(super) fn temuan(
    aturan: &Aturan,
    context: &RuleContext<'_>,
    (sheet, odd): (&SheetFact<'_>, &OddCell),
    message: String,
    advice: String,
) -> Temuan {
    let temuan = aturan.finding(sheet.cell(odd.cell), message, advice).unit(sheet.unit);
    let temuan = match (&odd.formula, &odd.expected) {
        (Some(found), Some(expected)) => temuan.difference(found, expected),
        (Some(found), None) => temuan.found(found),
        (None, _) => temuan,
    };
    let temuan = temuan.related(witnesses(sheet, odd));
    match entry_at(context.tables, sheet, odd.cell) {
        Some(cell) => cell.complete(temuan),
        None => temuan,
    }
}

fn witnesses(sheet: &SheetFact<'_>, odd: &OddCell) -> Place {
    sheet.cell_count(odd.witnesses.clone())
}

/// The cell of a table that stands at an address of a sheet.
pub(super) fn entry_at<'a>(tables: &'a Tables, sheet: &SheetFact<'a>, at: CellAddress) -> Option<EntryCell<'a>> {
    entries(tables, sheet).find(|cell| cell.entry.cell == at)
}

/// The cells of the tables of a sheet.
pub(super) fn entries<'a>(tables: &'a Tables, sheet: &SheetFact<'a>) -> impl Iterator<Item = EntryCell<'a>> {
    let (path, name) = (sheet.file.path.as_str(), sheet.sheet.name.as_str());
    let file =
        tables.files.binary_search_by(|one| one.path.as_str().cmp(path)).ok().and_then(|at| u32::try_from(at).ok());
    let begin = file.map_or(usize::MAX, |file| tables.documents.partition_point(|document| document.file < file));
    let owned = tables.documents.iter().zip(0_u32..).skip(begin).take_while(move |(one, _)| Some(one.file) == file);
    let owned = owned.filter(move |(_, number)| tables.document_content(*number).is_some_and(|one| one.sheet == name));
    owned.flat_map(move |(_, number)| entry::per_table(tables, number).flatten())
}

/// The column that takes a remark, as the form at a cell calls it.
pub(super) fn room_for_remark(tables: &Tables, sheet: &SheetFact<'_>, at: CellAddress) -> String {
    let cell = entry_at(tables, sheet, at);
    room::for_a_remark(cell.as_ref().and_then(EntryCell::table))
}

/// Cells as a sentence lists them: "D5, D6, dan 3 sel lain".
pub(super) fn cells(odd: &OddCell) -> String {
    let mut text: Vec<String> = odd.witnesses.iter().take(LISTED).map(ToString::to_string).collect();
    if odd.witnesses.len() > LISTED {
        text.push(format!("{} sel lain", odd.witnesses.len() - LISTED));
    }
    listed(&text)
}

/// A formula in a sentence.
pub(super) fn formula(text: Option<&String>) -> String {
    text.map(|text| quote(text)).unwrap_or_default()
}
