//! Marks put on a workbook that has none of ours.

use std::collections::BTreeMap;

use super::book::MarkedBook;
use super::comments::{self, Notes};
use super::message::{self, ListedTemuan};
use super::note::MarkNote;
use super::sheet::{self, Grid};
use super::styles::{self, Styles};
use super::temuan::TemuanPlan;
use super::{CorrectionContext, CorrectionError, TEMUAN_SHEET, temuan};
use crate::domain::address::CellAddress;
use crate::finding::{Place, Severity, Temuan};
use crate::ooxml::draft::PackageDraft;
use crate::ooxml::index;

/// More comments than this on one sheet help nobody: the cells beyond get their fill and stand in the list.
const COMMENT_PER_SHEET: usize = 1_000;

/// Puts the marks and the list on.
pub(super) fn attach(
    package: &mut PackageDraft<'_>,
    temuan: &[&Temuan],
    context: &CorrectionContext,
    cause: Option<&str>,
) -> Result<(), CorrectionError> {
    let book = MarkedBook::read(package)?;
    let in_sheet = |place: &Place| sheet(&book, context, place);
    let item = message::sort(temuan, |place| in_sheet(place).map_or(0, |at| at + 1));
    let (part, text) = match &book.styles {
        Some(part) => (part.clone(), package.need(part)?),
        None => (book.add_styles(package, styles::BLANK.to_string())?, styles::BLANK.to_string()),
    };
    let mut styles = Styles::load(&part, text)?;
    let mut note = MarkNote { lengths: styles.lengths(), exists_name: book.has_names, ..MarkNote::default() };
    let mut truncated = Vec::new();
    let mut per_sheet: BTreeMap<usize, Vec<&ListedTemuan<'_>>> = BTreeMap::new();
    for one in &item {
        if let Some(at) = in_sheet(&one.temuan.place) {
            per_sheet.entry(at).or_default().push(one);
        }
    }
    for (at, sheet) in book.sheets.iter().enumerate() {
        let (Some(part), Some(in_here)) = (&sheet.part, per_sheet.get(&at)) else { continue };
        if in_here.iter().all(|item| item.temuan.place.cells.is_empty()) {
            continue;
        }
        let mark = mark_sheet(package, part, in_here, &mut styles)?;
        if mark.truncated {
            truncated.push(sheet.name.clone());
        }
        note.inserted.insert(sheet.name.clone(), mark.inserted);
    }
    let style = temuan::TemuanStyles::new(&mut styles);
    note.content.clone_from(&styles.content);
    note.pairs.clone_from(&styles.pairs);
    let (part, text) = styles.finish()?;
    note.fingerprint = MarkNote::style_fingerprint(&text);
    package.put(&part, text);
    let name = free_name(&book);
    let arrangement = TemuanPlan {
        items: &item,
        context,
        cause,
        without_comment: &truncated,
        link: &|place| in_sheet(place).and_then(|at| book.sheets.get(at)).filter(|s| s.part.is_some()),
    };
    let (content, head) = temuan::write(&arrangement, &style, &note.write());
    book.insert_first(package, &name, content, head)
}

/// The sheet of a place of this file.
fn sheet(book: &MarkedBook, context: &CorrectionContext, place: &Place) -> Option<usize> {
    let name = place.sheet.as_ref().filter(|_| place.file == context.file)?;
    book.find(name)
}

fn free_name(book: &MarkedBook) -> String {
    let figure = (2_u32..).map(|figure| format!("{TEMUAN_SHEET} SELARAS {figure}"));
    let candidate = [TEMUAN_SHEET.to_string(), format!("{TEMUAN_SHEET} SELARAS")].into_iter().chain(figure);
    let free = |name: &String| book.sheets.iter().all(|sheet| sheet.name.trim().to_uppercase() != *name);
    candidate.into_iter().find(free).unwrap_or_else(|| TEMUAN_SHEET.to_string())
}

struct CellMark {
    inserted: super::note::NoteInsert,
    /// Whether some cells got no comment because there are too many.
    truncated: bool,
}

fn mark_sheet(
    package: &mut PackageDraft<'_>,
    part: &str,
    item: &[&ListedTemuan<'_>],
    styles: &mut Styles,
) -> Result<CellMark, CorrectionError> {
    let text = package.need(part)?;
    let grid = Grid::parse(part, &text)?;
    let merges = grid.merges();
    let mut cells: BTreeMap<CellAddress, Vec<&ListedTemuan<'_>>> = BTreeMap::new();
    for item in item {
        for cell in item.temuan.place.cells.iter().filter(|cell| cell.is_inside_grid()) {
            let here = cells.entry(sheet::shown(&merges, *cell)).or_default();
            if here.iter().all(|known| known.number != item.number) {
                here.push(item);
            }
        }
    }
    let gravest =
        |item: &Vec<&ListedTemuan<'_>>| item.iter().map(|b| b.temuan.severity).max().unwrap_or(Severity::Info);
    let marks: BTreeMap<CellAddress, Severity> = cells.iter().map(|(cell, item)| (*cell, gravest(item))).collect();
    let notes: Notes =
        cells.iter().take(COMMENT_PER_SHEET).map(|(cell, item)| (*cell, message::comment(item))).collect();
    let mut edits = grid.edits();
    let inserted = grid.mark(&marks, styles, &mut edits)?;
    comments::mark(package, part, &grid, &notes, &mut edits)?;
    package.put(part, index::finish(part, edits)?);
    Ok(CellMark { inserted, truncated: cells.len() > notes.len() })
}
